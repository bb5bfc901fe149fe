"""How the standards name things: subjects by the IPTC's NewsCodes or by a literal, pages and pictures by URIs, other items
by theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from copydesk.schemas.parsed import Link, Subject
from copydesk.service.core.addresses.story_uris import story_uri

_NEWSCODES = "http://cv.iptc.org/newscodes/"
# Alias in the IPTC's catalog -> where its codes stand, and what providers call the scheme.
_SCHEMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "medtop": (f"{_NEWSCODES}mediatopic/", ("medtop", "mediatopic", "mediatopics", "iptc-medtop")),
    "subj": (f"{_NEWSCODES}subjectcode/", ("subj", "subjectcode", "subjectcodes", "iptc-subj")),
}
_ALIASES = {name: alias for alias, (_, names) in _SCHEMES.items() for name in names}
_BASES = {base.partition("://")[2].strip("/"): alias for alias, (base, _) in _SCHEMES.items()}

_CODE = re.compile(r"[A-Za-z0-9_.-]+")
_URI = re.compile(r"(?:https?://|urn:[a-z0-9][a-z0-9-]+:|tag:)[^\s#]+(?:#[^\s#]*)?", re.I)
_WEB = re.compile(r"(https?://)([\w.-]+(?::\d{1,5})?)([/?#].*)?", re.I | re.S)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "%/:?@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Concept:
    """A subject as the standards have it: by a code of the IPTC's catalog and its URI, by a URI alone, or by a literal."""

    qcode: str | None = None
    uri: str | None = None
    literal: str | None = None
    name: str | None = None


def concept_of(subject: Subject) -> Concept:
    """`medtop` and `20000822`, or `medtop:20000822`, is a code of the IPTC; what no known scheme explains is a literal.

    A subject without a code goes by its URI.

    >>> concept_of(Subject(code="20000822", scheme="medtop")).uri
    'http://cv.iptc.org/newscodes/mediatopic/20000822'
    """
    code, scheme = subject.code or subject.uri, subject.scheme or ""
    if not code:
        return Concept(name=subject.name)
    if found := _newscode(code, scheme):
        alias, rest = found
        return Concept(qcode=f"{alias}:{rest}", uri=_SCHEMES[alias][0] + rest, name=subject.name)
    if uri := uri_of(code) or (uri_of(scheme + code) if scheme.endswith(("/", "#", ":")) else None):
        return Concept(uri=uri, name=subject.name)
    return Concept(
        literal=code if not scheme or code.startswith(f"{scheme}:") else f"{scheme}:{code}", name=subject.name
    )


def _newscode(code: str, scheme: str) -> tuple[str, str] | None:
    """The alias of the IPTC's catalog, and the code behind it."""
    head, colon, tail = code.partition(":")
    base, _, last = code.partition("://")[2].rpartition("/")
    offers = (
        (_ALIASES.get(head.casefold()) if colon else None, tail),
        (_BASES.get(base), last),
        (_ALIASES.get(scheme.casefold()) or _BASES.get(scheme.partition("://")[2].strip("/")), code),
    )
    return next(((alias, rest) for alias, rest in offers if alias and _CODE.fullmatch(rest)), None)


def uri_of(text: str) -> str | None:
    """A name that is a URI by itself, of the kinds that news items go by; None for any other.

    A code such as `medtop:1` looks like one.
    """
    return _escaped(text) if _URI.fullmatch(text) else None


def address_of(url: str | None) -> str | None:
    """A web address as a URI; None for what is no address of the web."""
    found = _WEB.fullmatch(url) if url else None
    return None if found is None else found[1].lower() + quote(found[2], safe=":") + _escaped(found[3] or "")


def _escaped(text: str) -> str:
    """Letters and signs that may not stand in a URI as percent-escapes."""
    before, mark, fragment = _BROKEN_ESCAPE.sub("%25", text).partition("#")
    return quote(before, safe=_SAFE) + mark + quote(fragment, safe=_SAFE)


def uri_of_link(link: Link, source_id: str) -> str:
    """The other item's own URI or address; else the URI that we give the publisher's story of that ID."""
    return uri_of(link.id) or story_uri(f"{source_id}:{link.id}")
