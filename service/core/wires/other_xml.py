"""XML that an agency made up for itself: what its elements and attributes are called in plain English says what they
are. Nothing else is guessed, and what tells no story is refused by the name of its root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from copydesk.schemas.parsed import Image
from copydesk.service.core.addresses.other_names import first_story_id, other_name
from copydesk.service.core.markup.xml import is_other_xml, read_xml, root_name, words
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from copydesk.service.core.wires import named_fields as names
from copydesk.service.core.wires.named_fields import squashed
from copydesk.service.core.wires.newsitem import draft_of_item
from copydesk.service.core.wires.newsml import lines_of_content
from copydesk.service.core.wires.nitf import XML_LANG
from copydesk.service.core.wires.plain_values import is_html, line_of, lines_of_text
from copydesk.service.core.wires.refusals import many, neither, no_story
from copydesk.service.core.wires.told_fields import embargo, item_of_fields, language, line, status, times

Parts = dict[str, list[Element | str]]
"""Elements and attributes by their squashed names, the outermost first."""

_MOST_TRIED = 5
_MOST_DATE_PARTS = 8
_MOST_ATTRIBUTES = 50
_MOST_ELEMENTS = 5_000
_MOST_STORIES = 500
_SHORTEST_BODY = 30
_SHORTEST_ALONE = 80
_PICTURES = frozenset(("image", "picture", "photo"))
_MOST_PICTURES = 20
_NAMESPACE = re.compile(r"\sxmlns(?::[\w.-]{1,40})?\s?=\s?[\"']([^\"']{1,200})[\"']")
_PARAGRAPHS = frozenset(("p", "para", "paragraph"))
_WRAPPERS = frozenset(("body", "content", "article", "story"))
# What is about the story but not it, and other stories.
_OTHERS = frozenset(
    "publisher author authors creator contact contacts image images picture pictures photo photos media multimedia "
    "related links logo logos video videos caption captions comments categories publisherinfo rights copyright "
    "associations documents attachments channels".split()
)


def read_other_xml(page: Page, site: SiteProfile) -> Draft | Rejected | None:
    """The story of an XML document; Rejected for one that tells none or several; None for any other text."""
    if not is_other_xml(page.text):
        return None
    tree = read_xml(page.text)
    if tree is None:
        return no_story(f"XML that is broken, or too large or too deep to read: {_called(page.text)}")
    stories = _stories(tree)
    if len(stories) > 1:
        return many(len(stories), "a list")
    story = stories[0] if stories else tree
    parts = _parts(story)
    body, fields = _body(story, parts), _fields(parts)
    headline = line(fields, names.HEADLINES)
    if not _tells(headline, body, parts):
        return neither(f"XML with the root {_called(page.text)}")
    return _draft(fields, headline, body, tree, page, site)


def _draft(
    fields: dict[str, object], headline: str | None, body: list[str], tree: Element, page: Page, site: SiteProfile
) -> Draft:
    outer = {**_fields(_parts(tree)), **fields}
    item = replace(
        item_of_fields(fields, "xml"),
        headline=headline,
        pubstatus=status(outer),
        embargo=embargo(outer),
        released=times(outer, names.RELEASES),
        created=times(outer, names.PUBLISHED),
        modified=times(outer, names.MODIFIED),
        language=language(fields) or tree.get(XML_LANG),
        images=tuple(dict.fromkeys(_images(tree))),
        paragraphs=tuple(body),
    )
    ids = ((text, name) for name, value in names.given(fields, names.IDS) if (text := line_of(value)))
    news_id, refused = first_story_id(ids, _kind_of)
    draft = draft_of_item(replace(item, warnings=refused), page, site)
    section = line(fields, names.SECTIONS)
    draft = draft.with_found({"section": "xml"}, section=section) if section and not section.isdigit() else draft
    return draft.with_found({"metadata_id": "xml"}, metadata_id=news_id[0]) if news_id else draft


def _kind_of(text: str) -> str | None:
    """A number of few digits counts the items of an answer."""
    return "counter" if text.isdigit() and len(text) <= 3 else other_name(text)


def _called(text: str) -> str:
    """`<urlset> of http://www.sitemaps.org/schemas/sitemap/0.9`."""
    found = _NAMESPACE.search(text[:4096])
    return f"<{root_name(text) or '?'}>" + (f" of {found[1]}" if found else "")


def _stories(tree: Element) -> list[Element]:
    """The elements that hold both a headline and a text, the outermost of those that stand in each other."""
    waiting, stories = [tree], list[Element]()
    for element in waiting:
        if _holds_story(element):
            stories.append(element)
        else:
            waiting.extend(child for child in element if squashed(child.tag) not in _OTHERS)
        if len(waiting) > _MOST_ELEMENTS or len(stories) >= _MOST_STORIES:
            break
    return stories


def _holds_story(element: Element) -> bool:
    given = {squashed(child.tag) for child in element} | {
        squashed(name) for name, _ in islice(element.items(), _MOST_ATTRIBUTES)
    }
    return not given.isdisjoint(names.HEADLINES) and not given.isdisjoint(names.BODIES)


def _parts(story: Element) -> Parts:
    """What stands in the story, level by level, without what is about others."""
    parts: Parts = {}
    for name, value in islice(story.items(), _MOST_ATTRIBUTES):
        parts.setdefault(squashed(name), []).append(value)
    waiting = list(story)
    for element in waiting:
        parts.setdefault(squashed(element.tag), []).append(element)
        if len(waiting) < _MOST_ELEMENTS and _holds_more(element):
            waiting.extend(element)
    return parts


def _holds_more(element: Element) -> bool:
    """Whether an element may hold other fields; a text that is one does not, but some wrap all fields in a `body`."""
    name = squashed(element.tag)
    if name in names.BODIES:
        return name in _WRAPPERS and not any(squashed(child.tag) in _PARAGRAPHS for child in element)
    return name not in _OTHERS


def _fields(parts: Parts) -> dict[str, object]:
    """The words of each name; a list where several have it. Of a text no more than a line."""
    given: dict[str, object] = {}
    for name, found in parts.items():
        texts = [text for one in found[: _MOST_TRIED * 4] if (text := one if isinstance(one, str) else _words(one))]
        if texts:
            given[name] = texts if len(texts) > 1 else texts[0]
    return given


def _words(one: Element) -> str | None:
    """An element's words, those of a date in parts as one; of an element without any its name, where it has one:
    `<author name="Ada Lovelace"/>`.
    """
    if parts := {squashed(child.tag): words(child) or "" for child in islice(one, _MOST_DATE_PARTS)}:
        day = [parts.get(name, "") for name in ("year", "month", "day")]
        if all(map(str.isdecimal, day)):
            return "-".join(part.zfill(2) for part in day)
    return words(one) or (None if len(one) else one.get("name"))


def _body(story: Element, parts: Parts) -> list[str]:
    """The paragraphs of the first of the names for a text; of a story whose paragraphs stand in it bare, those."""
    tried = (one for name in names.BODIES for one in parts.get(name, [])[:_MOST_TRIED] if isinstance(one, Element))
    if lines := next((lines for one in tried if (lines := _lines(one))), []):
        return lines
    return [text for child in story if squashed(child.tag) in _PARAGRAPHS and (text := words(child))]


def _lines(one: Element) -> list[str]:
    text = (one.text or "").strip() if not len(one) else ""
    return lines_of_text(text) if is_html(text) else lines_of_content(one)


def _images(tree: Element) -> Iterator[Image]:
    """Pictures that have an address, with the captions that stand beside it."""
    for picture in islice((element for element in tree.iter() if squashed(element.tag) in _PICTURES), _MOST_PICTURES):
        parts = _parts(picture)
        fields = _fields(parts)
        url = line(fields, ("url", "href", "src", "link", "imageurl")) or words(picture)
        if url and url.startswith(("http://", "https://")) and len(url.split()) == 1:
            yield Image(url=url, caption=line(fields, ("caption", "description", "alt", "title")))


def _tells(headline: str | None, body: list[str], parts: Parts) -> bool:
    """A text without a headline must be longer, and be dated or have a place where the headline would stand."""
    length = sum(map(len, body))
    if headline:
        return bool(body) and (length >= _SHORTEST_BODY or not names.OF_NEWS.isdisjoint(parts))
    return length >= _SHORTEST_ALONE and any(name in parts for name in ("headline", "title", *names.PUBLISHED))
