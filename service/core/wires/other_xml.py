"""XML that an agency made up for itself: what its elements are called in plain English says what they are. Nothing else
is guessed.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from copydesk.service.core.markup.xml import is_other_xml, read_xml, words
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.wires.newsitem import NewsItem, draft_of_item
from copydesk.service.core.wires.newsml import lines_of_content
from copydesk.service.core.wires.nitf import XML_LANG

# Ordered: the surer name first. All in lower case.
HEADLINES = ("headline", "hl1", "heading", "title")
ABSTRACTS = ("abstract", "summary", "lead", "standfirst", "subheadline")
BODIES = ("body.content", "bodytext", "maintext", "storytext", "body", "story", "content", "text")
PUBLISHED = ("published", "publishdate", "publicationdate", "pubdate", "firstcreated", "created", "date")
BYLINES = ("byline", "author")

_MOST_TRIED = 5


def read_other_xml(page: Page, site: SiteProfile) -> Draft | None:
    """The story of an XML document with elements for headline and body; None for any other text."""
    tree = read_xml(page.text) if is_other_xml(page.text) else None
    named = _by_name(tree) if tree is not None else {}
    body = next(
        (
            lines
            for name in BODIES
            for element in named.get(name, [])[:_MOST_TRIED]
            if (lines := lines_of_content(element))
        ),
        None,
    )
    headline = _words(named, HEADLINES)
    if tree is None or body is None or headline is None:
        return None
    item = NewsItem(
        rule="xml",
        headline=headline,
        abstract=_words(named, ABSTRACTS),
        byline=_words(named, BYLINES),
        dateline=_words(named, ("dateline",)),
        created=tuple((name, _words(named, (name,))) for name in PUBLISHED),
        language=tree.get(XML_LANG),
        paragraphs=tuple(body),
    )
    return draft_of_item(item, page, site)


def _by_name(tree: Element) -> dict[str, list[Element]]:
    named: dict[str, list[Element]] = {}
    for element in tree.iter():
        named.setdefault(element.tag.lower(), []).append(element)
    return named


def _words(named: dict[str, list[Element]], names: tuple[str, ...]) -> str | None:
    return next((line for name in names for element in named.get(name, []) if (line := words(element))), None)
