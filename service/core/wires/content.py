"""The story within an element of a wire's XML: XHTML, NITF, an agency's own paragraphs, HTML that was escaped, or text
wrapped by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

from copydesk.service.core.lines.wrapped import paragraphs_of_lines
from copydesk.service.core.markup.fragment import lines_of_html
from copydesk.service.core.markup.xml import MOST_BREAKS, first, lines_of
from copydesk.service.core.records import DESK_FIELDS
from copydesk.service.core.wires.newsitem import NewsItem
from copydesk.service.core.wires.nitf import item_of_nitf

INNER = ("headline", "abstract", "byline", "authors", "dateline", "located", "language", "tags", "images")
"""What a NITF inside of an envelope may tell where the envelope is silent."""
DESK = (*DESK_FIELDS, "embargo", "version", "urgency")

_WRAPPED_IN_ONE = re.compile(r"\s*<p>([^<]*)</p>\s*\Z")
_FEWEST_WRAPS = 4
"""A paragraph of HTML with so many line breaks is a text wrapped by hand that somebody put into one."""


def with_content(told: NewsItem, content: Element | None) -> NewsItem:
    """The story, and what a NITF inside says where the envelope is silent."""
    if content is None:
        return told
    if (nitf := first(content, "nitf")) is None:
        return replace(told, paragraphs=tuple(lines_of_content(content)))
    inner = item_of_nitf(nitf)
    lacking = {name: getattr(inner, name) for name in (*INNER, *DESK) if not getattr(told, name)}
    return replace(
        told,
        paragraphs=inner.paragraphs,
        created=told.created + inner.created,
        released=told.released + inner.released,
        news_ids=told.news_ids + inner.news_ids,
        **lacking,
    )


def size_of(content: Element) -> int:
    """How many characters an element holds, without the white space around its parts."""
    return sum(len(part.strip()) for part in content.itertext())


def longest(contents: Iterable[Element]) -> Element | None:
    """The one that holds most; None where none holds anything."""
    return max((content for content in contents if size_of(content)), key=size_of, default=None)


def lines_of_content(content: Element) -> list[str]:
    """The paragraphs of an element's content."""
    text = (content.text or "").strip() if len(content) == 0 else ""
    if not text:
        body = first(content, "body.content", "body")
        return lines_of(content if body is None else body)
    if (wrapped := _WRAPPED_IN_ONE.match(text)) and wrapped[1].count("\n") >= _FEWEST_WRAPS:
        return paragraphs_of_lines(wrapped[1].strip("\n").split("\n", MOST_BREAKS))
    return lines_of_html(text) if "</" in text else paragraphs_of_lines(text.split("\n", MOST_BREAKS))
