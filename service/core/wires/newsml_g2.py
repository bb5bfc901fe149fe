"""NewsML-G2: a `newsItem`, alone or in a `newsMessage` among others.

https://iptc.org/std/NewsML-G2/guidelines/ : `versionCreated` is this version's time, `firstCreated` the item's,
`contentCreated` the content's own; `located` is where the content was created, for machines, `dateline` the words for
print. An empty `embargoed` is an embargo until further notice. The alias before the colon of a qcode names its scheme.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from copydesk.schemas.parsed import Image, Link, Subject
from copydesk.service.core.datelines.senders import holder_in
from copydesk.service.core.markup.xml import attribute_of, first, innermost, words, words_apart, words_of
from copydesk.service.core.wires.content import longest, with_content
from copydesk.service.core.wires.newsitem import NewsItem, people_named
from copydesk.service.core.wires.nitf import XML_LANG
from copydesk.service.core.wires.status import code_in, pubstatus_called, signals_called

ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem")
"""What a message may hold."""
MOST_ITEMS, MOST_PARTS = 500, 100

_MEDIA = frozenset("picture photo video audio graphic animation data".split())
"""Classes of items that are no text, even if their captions are."""
_IMAGES = ("picture", "photo", "graphic")
_STORY_PARTS = frozenset("nitf html body body.content p block".split())
_NOT_FOR_EDITORS = frozenset({"notepad", "closingline", "dpacontacts", "contacts"})
"""Roles of notes that tell again what others tell, or who may be called."""
_MOST_NOTES = 10


def stories_of_g2(tree: Element) -> list[Element]:
    """The items of a document that are texts, each in its last version."""
    latest: dict[str, Element] = {}
    for index, item in enumerate(innermost(tree, "newsItem")[:MOST_ITEMS]):
        name = item.get("guid") or str(index)
        if _is_text(item) and (name not in latest or _version(item) >= _version(latest[name])):
            latest[name] = item
    return list(latest.values())


def kinds_of_g2(tree: Element) -> tuple[str, ...]:
    """What a document holds: `picture`, `planningItem`."""
    items = (item for item in islice(tree.iter(), 10 * MOST_ITEMS) if item.tag in ITEMS)
    kinds = (_class_of(item) or item.tag if item.tag == "newsItem" else item.tag for item in items)
    return tuple(dict.fromkeys(kinds))


def item_of_g2(item: Element, message: Element) -> NewsItem:
    """What an item says; the pictures that a message brings beside its one text are the story's."""
    language = item.get(XML_LANG)
    found = first(item, "contentMeta")
    meta = item if found is None else found
    told = NewsItem(
        rule="newsml-g2",
        headline=_by_role(item, "headline", ("", "hld:main", "hld:headline")) or words_of(item, "headline", "title"),
        abstract=_abstract(item),
        byline=words_apart(first(meta, "by")) or words_apart(first(item, "BYLINE")),
        authors=tuple(
            name
            for creator in islice(meta.iter("creator"), MOST_PARTS)
            if (named := words_of(creator, "name"))
            for name in people_named(named)
        ),
        dateline=words_of(meta, "dateline"),
        located=_located(first(meta, "located")),
        credit=words_of(meta, "creditline"),
        provider=_party(first(item, "provider"), language),
        created=tuple((name, words_of(item, name)) for name in ("firstCreated", "contentCreated", "versionCreated")),
        modified=tuple((name, words_of(item, name)) for name in ("versionCreated", "contentModified")),
        news_ids=(item.get("guid"),),
        language=attribute_of(meta, "language", "tag") or language,
        tags=_tags(meta, language),
        images=tuple(islice(_images(item, message), MOST_PARTS)) or tuple(islice(_figures(_content(item)), MOST_PARTS)),
        pubstatus=pubstatus_called(attribute_of(item, "pubStatus", "qcode", "uri", "literal")),
        embargo=tuple(("embargoed", words(element) or "") for element in islice(item.iter("embargoed"), 1)),
        signals=signals_called(
            signal.get("qcode") or signal.get("uri") or signal.get("literal")
            for signal in islice(item.iter("signal"), MOST_PARTS)
        ),
        editorial_note=_note(item),
        version=item.get("version"),
        urgency=words_of(meta, "urgency"),
        slugline=words_of(meta, "slugline"),
        genre=next((name for genre in meta.iter("genre") if (name := _party(genre, language))), None),
        subjects=tuple(islice(_subjects(meta, language), MOST_PARTS)),
        copyright_holder=holder_in(_party(first(item, "copyrightHolder"), language)),
        usage_terms=_in_language(item, "usageTerms", language),
        links=tuple(islice(_links(item), MOST_PARTS)),
    )
    return with_content(told, _content(item))


def _is_text(item: Element) -> bool:
    """By its class; one whose class is neither text nor media, by what is in it."""
    kind = _class_of(item)
    if kind == "text":
        return True
    return kind not in _MEDIA and any(
        len(part) == 0 or any(element.tag in _STORY_PARTS for element in part.iter()) for part in _inline(item)
    )


def _class_of(item: Element) -> str:
    return code_in(attribute_of(item, "itemClass", "qcode", "uri"))


def _version(item: Element) -> int:
    version = item.get("version", "")[:9]
    return int(version) if version.isdecimal() else 0


def _inline(item: Element) -> Iterator[Element]:
    """The contents that are in the item, marked ones first."""
    for name in ("inlineXML", "inlineData"):
        yield from (part for part in innermost(item, name) if not _is_other_matter(part) and (len(part) or words(part)))


def _is_other_matter(part: Element) -> bool:
    kind = part.get("contenttype", "").lower()
    return kind.startswith(("image/", "video/", "audio/")) or "json" in kind or "csv" in kind or "css" in kind


def _content(item: Element) -> Element | None:
    """The longest, of those with marks if there are any."""
    parts = list(_inline(item))
    return longest(part for part in parts if part.tag == "inlineXML") or longest(parts)


def _by_role(item: Element, name: str, roles: tuple[str, ...]) -> str | None:
    texts = {element.get("role", ""): words(element) for element in reversed(list(item.iter(name)))}
    return next((text for role in roles if (text := texts.get(role))), None)


def _abstract(item: Element) -> str | None:
    """By its role, under whatever alias; a caption is none."""
    told = {code_in(element.get("role")): words(element) for element in reversed(list(item.iter("description")))}
    return next((text for role in ("summary", "abstract", "") if (text := told.get(role))), None)


def _in_language(item: Element, name: str, language: str | None) -> str | None:
    """The words of an element in the document's language, else of the first."""
    told = {element.get(XML_LANG, "")[:2]: words(element) for element in reversed(list(item.iter(name)))}
    return told.get((language or "")[:2]) or next(iter(reversed(told.values())), None)


def _name(element: Element | None, language: str | None = None) -> str | None:
    """Its own name in the document's language, else its first one; else that of what it is the same as."""
    if element is None:
        return None
    own = [child for child in element if child.tag == "name"] or list(element.iter("name"))
    named = (name for name in own if language and name.get(XML_LANG, "")[:2] == language[:2])
    return words(next(named, own[0] if own else None))


def _party(element: Element | None, language: str | None) -> str | None:
    """A name, or the literal or code that stands for it."""
    if element is None:
        return None
    return _name(element, language) or element.get("literal") or element.get("qcode", "").rpartition(":")[2] or None


def _located(element: Element | None) -> str | None:
    """A literal is a place's name where it is words."""
    literal = element.get("literal", "") if element is not None else ""
    return _name(element) or (literal if literal.replace(",", "").replace(" ", "").isalpha() else None)


def _tags(meta: Element, language: str | None) -> tuple[str, ...]:
    keywords = [words(element) for element in meta.iter("keyword")]
    subjects = [_name(element, language) for element in meta.iter("subject")]
    return tuple(dict.fromkeys(tag for tag in (*keywords, *subjects) if tag))


def _subjects(meta: Element, language: str | None) -> Iterator[Subject]:
    """Each once, by its code and the alias of the code's scheme."""
    seen = set()
    for element in meta.iter("subject"):
        code = element.get("qcode") or element.get("uri") or element.get("literal") or None
        subject = Subject(code=code, scheme=_scheme(element), name=_name(element, language))
        if (code or subject.name) and subject.code not in seen:
            seen.add(subject.code or subject.name)
            yield subject


def _scheme(element: Element) -> str | None:
    if alias := element.get("qcode", "").rpartition(":")[0]:
        return alias
    return element.get("uri", "").rpartition("/")[0] or None


def _note(item: Element) -> str | None:
    """What is told to editors, each note once; without contacts, and without what is told in parts as well."""
    notes = (
        words(note)
        for note in islice(item.iter("edNote"), _MOST_NOTES)
        if code_in(note.get("role")) not in _NOT_FOR_EDITORS
    )
    return " ".join(dict.fromkeys(note for note in notes if note)) or None


def _links(item: Element) -> Iterator[Link]:
    meta = first(item, "itemMeta")
    for link in (child for child in (meta if meta is not None else ()) if child.tag == "link"):
        names = ("residref", "guidref", "href", "qcode", "uri")
        other = next((value for name in names if (value := link.get(name))), None)
        if other and (rel := _relation(link, item, other)):
            yield Link(rel=rel, id=other)


def _relation(link: Element, item: Element, other: str) -> str | None:
    """`irel:seeAlso` is `seeAlso`. A link to the item itself is to an earlier version of it."""
    rel = link.get("rel", "")
    if rel:
        return rel.removeprefix("irel:")
    return "previousVersion" if other == item.get("guid") and link.get("version") else "seeAlso"


def _images(item: Element, message: Element) -> Iterator[Image]:
    """The pictures of the item's own content, and one of each item of pictures in its message."""
    yield from (Image(url=url) for content in item.iter("remoteContent") if (url := _picture(content)))
    for other in innermost(message, "newsItem")[:MOST_ITEMS]:
        if other is not item and _class_of(other) in _IMAGES:
            urls = (url for content in other.iter("remoteContent") if (url := _picture(content)))
            if url := next(urls, None):
                yield Image(url=url, caption=words_of(other, "description", "headline"))


def _figures(content: Element | None) -> Iterator[Image]:
    """The pictures that stand in the story's XHTML, with what stands below them."""
    for figure in content.iter("figure") if content is not None else ():
        if address := attribute_of(figure, "img", "src"):
            yield Image(url=address, caption=words_of(figure, "figcaption"))


def _picture(content: Element) -> str | None:
    return content.get("href") if content.get("contenttype", "").startswith("image/") else None
