"""What the docdata of a NITF document tells the desk: status, embargo, version, rights, codes.

https://www.iptc.org/std/NITF/3.6/documentation/ : `date.release` is when a document may be used, `management-doc-idref`
the document that this one updates or takes back, `ed-msg` a note that is not for print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from copydesk.schemas.parsed import Link, Signal, Subject
from copydesk.service.core.datelines.senders import holder_in
from copydesk.service.core.markup.xml import attribute_of, first, words, words_of
from copydesk.service.core.wires.newsitem import NewsItem
from copydesk.service.core.wires.status import EMBARGOED, is_embargoed, pubstatus_called, signals_called

LEVELS = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
"""Of a subject's names, the most particular first."""

MOST_PARTS = 100

_SLUGS = frozenset({"anpa-keyword", "slug", "slugline", "ntbstikkord"})
_MACHINE_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|\d+\Z", re.I)
_CLASSES = frozenset("classifier org person location event object.title virtloc".split())


def with_desk_fields(item: NewsItem, tree: Element) -> NewsItem:
    """The item with what the tree tells beside the story itself."""
    status = attribute_of(tree, "docdata", "management-status")
    return replace(
        item,
        pubstatus=pubstatus_called(status),
        embargo=(("management-status", EMBARGOED),) if is_embargoed(status) else (),
        released=(("date.release", attribute_of(tree, "date.release", "norm")),),
        signals=_signals(tree),
        editorial_note=_note(tree),
        version=attribute_of(tree, "du-key", "version"),
        urgency=attribute_of(tree, "urgency", "ed-urg"),
        slugline=_slugline(tree),
        genre=attribute_of(tree, "tobject.property", "tobject.property.type"),
        subjects=tuple(islice(_subjects(tree), MOST_PARTS)),
        copyright_holder=holder_in(
            attribute_of(tree, "doc.copyright", "holder")
            or words_of(tree, "rights.owner")
            or attribute_of(tree, "doc.rights", "owner")
        ),
        usage_terms=_terms(tree),
        links=tuple(_links(tree)),
    )


def _signals(tree: Element) -> tuple[Signal, ...]:
    marked = ["correction"] if first(tree, "correction") is not None else []
    return signals_called([*marked, attribute_of(tree, "ed-msg", "msg-type")])


def _note(tree: Element) -> str | None:
    notes = [element.get("info", "").strip() for name in ("ed-msg", "correction") for element in tree.iter(name)]
    return " ".join(dict.fromkeys(note for note in notes if note)) or None


def _slugline(tree: Element) -> str | None:
    """A keyword of the desk's own, else the key under which a story runs that day, unless a machine made it."""
    named = (meta.get("content", "").strip() for meta in tree.iter("meta") if meta.get("name", "").lower() in _SLUGS)
    daily = attribute_of(tree, "du-key", "key")
    spoken = daily if daily and not _MACHINE_KEY.search(daily) else None
    return next((name for name in named if name), spoken)


def _subjects(tree: Element) -> Iterator[Subject]:
    for element in tree.iter("tobject.subject"):
        code = element.get("tobject.subject.refnum") or element.get("tobject.subject.code")
        name = next((name for level in LEVELS if (name := element.get(level, "").strip())), None)
        if code or name:
            yield Subject(code=code, scheme=element.get("tobject.subject.ipr") or "IPTC", name=name)
    identified = first(tree, "identified-content")
    for element in identified.iter() if identified is not None else ():
        name, code = words(element), element.get("value") or None
        if element.tag in _CLASSES and (code or name):
            yield Subject(code=code, scheme=element.get("idsrc") or element.get("type") or element.tag, name=name)


def _terms(tree: Element) -> str | None:
    """Kind and limits of the licence, as docdata and the body's head have them."""
    kinds = [attribute_of(tree, "doc.rights", name) for name in ("type", "limitations")]
    printed = [words_of(tree, name) for name in ("rights.type", "rights.limitations")]
    return " ".join(dict.fromkeys(text for text in (*kinds, *printed) if text)) or None


def _links(tree: Element) -> Iterator[Link]:
    """What this document updates, takes back or corrects."""
    for name, attribute in (("docdata", "management-doc-idref"), ("correction", "id-string")):
        if other := attribute_of(tree, name, attribute):
            yield Link(rel=attribute if name == "docdata" else name, id=other)
