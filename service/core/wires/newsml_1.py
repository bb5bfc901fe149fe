"""NewsML 1.0 to 1.2: a `NewsItem` of nested components, one of which holds the story.

https://iptc.org/std/NewsML/1.2/documentation/ : a component's `Role` says what its content is; lines of the component
that holds the story are its own, those of the components around it stand in where it has none. `StatusWillChange` says
when a story that is embargoed may be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from xml.etree.ElementTree import Element

from copydesk.schemas.parsed import Image, Link, Subject
from copydesk.service.core.datelines.senders import holder_in
from copydesk.service.core.markup.xml import attribute_of, first, innermost, words, words_apart, words_of
from copydesk.service.core.text.spelling import key
from copydesk.service.core.wires.content import size_of, with_content
from copydesk.service.core.wires.newsitem import NewsItem, Times
from copydesk.service.core.wires.nitf import XML_LANG
from copydesk.service.core.wires.status import EMBARGOED, is_embargoed, pubstatus_called, signals_called
from copydesk.service.core.wires.story_ids import NewsIdentifier, urn_of

MOST_ITEMS, MOST_PARTS = 500, 100

_TITLES = frozenset("title headline head hl subtitle subheadline subhead slugline keyword keywords byline".split())
_ABSTRACTS = frozenset("abstract summary lead short teaser".split())
_ASIDES = frozenset("caption stylesheet contact contacts logo tweettext note advisory copyright rights".split())
"""Roles of contents that are no story."""
_MEDIA = frozenset("photo image picture graphic video audio animation".split())
_IMAGES = ("photo", "image", "graphic")
_NOTES = frozenset("editorialnote ednote editorial note advisory advisoryline attention editorialinfo".split())


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of content, what it is, and the components around it, the innermost first."""

    element: Element
    role: str
    media: str
    around: tuple[Element, ...]
    headed: Element | None
    """The innermost of these that has a headline of its own."""

    @property
    def is_story(self) -> bool:
        """Whether it may be the story: a text in no other role."""
        return not (self.role in _TITLES | _ABSTRACTS | _ASIDES or self.media in _MEDIA or "css" in self.media)


def stories_of_1(tree: Element) -> list[Element]:
    """The items that are texts: by their content, or because they have nothing but a headline."""
    return [item for item in innermost(tree, "NewsItem")[:MOST_ITEMS] if _is_text(item)]


def kinds_of_1(tree: Element) -> tuple[str, ...]:
    """What a document holds: `photo`."""
    kinds = (kind.get("FormalName", "").lower() for kind in tree.iter("MediaType"))
    return tuple(dict.fromkeys(kind for kind in kinds if kind))


def item_of_1(tree: Element) -> NewsItem:
    """What an item says."""
    contents = list(islice(_contents(tree), MOST_PARTS))
    chosen = _story(contents, words_of(tree, "HeadLine"))
    around = chosen.around if chosen else tuple(islice(tree.iter("NewsComponent"), 1))
    origin = next((place for place in tree.iter("Location") if place.get("HowPresent") == "Origin"), None)
    told = NewsItem(
        rule="newsml-1",
        headline=_line(around, tree, "HeadLine") or _by_role(contents, _TITLES),
        abstract=_line(around, tree, "Abstract") or _by_role(contents, _ABSTRACTS),
        byline=_line(around, tree, "ByLine"),
        dateline=_line(around, tree, "DateLine"),
        located=next(iter(_properties(origin, "City")), None) if origin is not None else None,
        credit=_line(around, tree, "CreditLine"),
        provider=_provider(tree),
        created=tuple((name, words_of(tree, name)) for name in ("FirstCreated", "DateId", "ThisRevisionCreated")),
        modified=(("ThisRevisionCreated", words_of(tree, "ThisRevisionCreated")),),
        news_ids=_ids(tree),
        language=_language(around, tree),
        tags=_tags(tree),
        images=tuple(Image(url=url) for content in tree.iter("ContentItem") if (url := _picture(content))),
        warnings=_left_out(contents, chosen),
    )
    return with_content(_with_desk_fields(told, tree, around), chosen.element if chosen else None)


def _with_desk_fields(told: NewsItem, tree: Element, around: tuple[Element, ...]) -> NewsItem:
    status = attribute_of(tree, "Status", "FormalName") or words_of(tree, "Status")
    instruction = attribute_of(tree, "Instruction", "FormalName")
    return replace(
        told,
        pubstatus="canceled" if pubstatus_called(instruction) == "canceled" else pubstatus_called(status),
        embargo=_embargo(tree, status),
        signals=signals_called((instruction, attribute_of(tree, "NewsItemType", "FormalName"))),
        editorial_note=_note(tree),
        version=words_of(tree, "RevisionId"),
        urgency=attribute_of(tree, "Urgency", "FormalName") or words_of(tree, "Urgency"),
        slugline=_line(around, tree, "SlugLine"),
        genre=attribute_of(tree, "Genre", "FormalName"),
        subjects=tuple(islice(_subjects(tree), MOST_PARTS)),
        copyright_holder=holder_in(words_of(tree, "CopyrightHolder") or _line(around, tree, "CopyrightLine")),
        usage_terms=words_of(tree, "RightsLine") or _terms(tree),
        links=tuple(islice(_links(tree), MOST_PARTS)),
    )


def _is_text(item: Element) -> bool:
    contents = list(islice(_contents(item), MOST_PARTS))
    return any(content.is_story for content in contents) or not (
        any(content.media in _MEDIA for content in contents)
        or any(kind in _MEDIA for kind in kinds_of_1(item))
        or words_of(item, "HeadLine") is None
    )


def _contents(item: Element) -> Iterator[Content]:
    """Each piece of content that has any words. One walk without recursion."""
    waiting: list[tuple[Element, Content]] = [(item, Content(item, "", "", (), None))]
    while waiting:
        element, within = waiting.pop()
        if element.tag == "DataContent":
            if len(element) or words(element):
                yield replace(within, element=element)
            continue
        if element.tag == "NewsComponent":
            around = (element, *within.around)
            headed = element if _own(element, "HeadLine") else within.headed
            within = Content(element, _role(element) or _role_around(within), "", around, headed)
        elif element.tag == "ContentItem":
            within = replace(within, media=_media_of(element))
        inner = (child for child in reversed(element) if len(child) or child.tag == "DataContent")
        waiting.extend((child, within) for child in inner)


def _role(component: Element) -> str:
    return next((name.lower() for child in component if child.tag == "Role" and (name := child.get("FormalName"))), "")


def _role_around(within: Content) -> str:
    """A component without a role has that of the one around it, but not of one further out."""
    return _role(within.around[0]) if within.around else ""


def _media_of(content: Element) -> str:
    """`text`, `photo`, `text/css`: by the type that is told first."""
    told = {child.tag: child.get("FormalName", "").lower() for child in reversed(content)}
    media = told.get("MediaType", "")
    if media and media not in ("text", "complexdata"):
        return media
    mime = told.get("MimeType") or told.get("Format", "")
    return mime.partition("/")[0] if mime.startswith(("image/", "video/", "audio/")) else mime


def _story(contents: list[Content], headline: str | None) -> Content | None:
    """The longest that may be the story and does not only say the headline again."""
    stories = [content for content in contents if content.is_story and not _says(content, headline)]
    return max(stories, key=lambda content: size_of(content.element), default=None)


def _says(content: Content, headline: str | None) -> bool:
    said = words(content.element) if size_of(content.element) <= 400 else None
    return headline is not None and said is not None and key(said) == key(headline)


def _by_role(contents: list[Content], roles: frozenset[str]) -> str | None:
    return next((words(content.element) for content in contents if content.role in roles), None)


def _left_out(contents: list[Content], chosen: Content | None) -> tuple[str, ...]:
    """Other components that have a headline and a story of their own are other stories, or the same in another
    language.
    """
    if chosen is None:
        return ()
    others = {id(content.headed) for content in contents if content.is_story and content.headed is not chosen.headed}
    return (f"stories_left_out:{len(others)}",) if others else ()


def _own(component: Element, name: str) -> str | None:
    """The words of a line of the component itself, not of those within."""
    lines = next((child for child in component if child.tag == "NewsLines"), None)
    return next(
        (line for child in (lines if lines is not None else ()) if child.tag == name and (line := words_apart(child))),
        None,
    )


def _line(around: tuple[Element, ...], tree: Element, name: str) -> str | None:
    """From the innermost component that has the line, else from anywhere."""
    return next((line for part in around if (line := _own(part, name))), None) or words_apart(
        next((element for element in tree.iter(name) if words(element)), None)
    )


def _language(around: tuple[Element, ...], tree: Element) -> str | None:
    """A component within another tells its own."""
    told = attribute_of(tree, "Language", "FormalName")
    inner = [part.get(XML_LANG) for part in around if part.get(XML_LANG)]
    several = len({part.get(XML_LANG) for part in tree.iter("NewsComponent") if part.get(XML_LANG)}) > 1
    return (
        (inner[0] if inner and several else None)
        or told
        or next(iter(inner), None)
        or tree.get(XML_LANG)
        or (attribute_of(tree, "NewsComponent", XML_LANG) or attribute_of(tree, "NewsItem", XML_LANG))
    )


def _provider(tree: Element) -> str | None:
    return next(
        (name for provider in tree.iter("Provider") if (name := attribute_of(provider, "Party", "FormalName"))),
        words_of(tree, "ProviderId"),
    )


def _ids(tree: Element) -> tuple[str | None, ...]:
    """Where provider or date is missing, the parts by themselves, if they may name one story."""
    item, public = words_of(tree, "NewsItemId"), words_of(tree, "PublicIdentifier")
    named = NewsIdentifier(words_of(tree, "ProviderId"), words_of(tree, "DateId", "FirstCreated"), item, public)
    return (urn_of(named), words_of(tree, "guid"), public, item)


def _properties(tree: Element, name: str) -> list[str]:
    given = (element.get("Value", "").strip() for element in tree.iter("Property") if element.get("FormalName") == name)
    return [value for value in given if value]


def _tags(tree: Element) -> tuple[str, ...]:
    lines = map(words, (*tree.iter("KeywordLine"), *tree.iter("item_keyword")))
    return tuple(dict.fromkeys([*_properties(tree, "Keyword"), *filter(None, lines)]))


def _picture(content: Element) -> str | None:
    kind = attribute_of(content, "MediaType", "FormalName") or ""
    return content.get("Href") if kind.lower() in _IMAGES else None


def _embargo(tree: Element, status: str | None) -> Times:
    """The time from which an embargoed or withheld story is usable; without it the embargo has no end that is known."""
    if not is_embargoed(status) and pubstatus_called(status) != "withheld":
        return ()
    ends = (
        ("StatusWillChange", words_of(change, "DateAndTime"))
        for change in islice(tree.iter("StatusWillChange"), 1)
        if pubstatus_called(attribute_of(change, "FutureStatus", "FormalName")) == "usable"
    )
    return (*((name, text) for name, text in ends if text), ("Status", EMBARGOED))


def _note(tree: Element) -> str | None:
    """Lines whose type says that they are for editors, and the property that some have for it."""
    lines = (
        words_of(line, "NewsLineText")
        for line in islice(tree.iter("NewsLine"), MOST_PARTS)
        if (attribute_of(line, "NewsLineType", "FormalName") or "").lower().replace(" ", "") in _NOTES
    )
    told = (*lines, *map(words, tree.iter("EditorialNote")), *_properties(tree, "EditorialInfo"))
    return " ".join(dict.fromkeys(note for note in told if note)) or None


def _subjects(tree: Element) -> Iterator[Subject]:
    """Each code once; its name where a topic set of the document has one."""
    seen = set()
    for code in (element for group in tree.iter("SubjectCode") for element in group.iter()):
        name = code.get("FormalName", "").strip()
        if name and code.tag.startswith("Subject") and name not in seen:
            seen.add(name)
            yield Subject(code=name, scheme=code.get("Scheme") or code.get("Vocabulary"))


def _terms(tree: Element) -> str | None:
    rights = first(tree, "UsageRights")
    told = [words_of(rights, name) for name in ("UsageType", "Limitations")] if rights is not None else []
    return " ".join(text for text in told if text) or None


def _links(tree: Element) -> Iterator[Link]:
    for name in ("AssociatedWith", "DerivedFrom"):
        for element in tree.iter(name):
            if other := element.get("NewsItem"):
                yield Link(rel=name, id=other)
