"""Wire text in the frame of a teleprinter: from `ZCZC` to `NNNN`, with codes for routing above the story, or no more of
a frame than the caret before its headline.

ZCZC FMG000
YY TDR
:Harbour fields on Thursday
PORTLAND, March 4 AAP - ...
NNNN
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from copydesk.service.core.lines.line import cut_of, first_lines
from copydesk.service.core.lines.wrapped import is_row
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.wires.anpa import read_anpa
from copydesk.service.core.wires.iptc7901 import read_iptc7901
from copydesk.service.core.wires.typed import Feed, draft_of

_OPENED = re.compile(r"[\s\x00-\x1f\x7f]{0,20}ZCZC(?=[\s\x00-\x1f#])[ \t]?([^\n#]{0,40})")
_CARET = re.compile(r"\s{0,20}\^(?=[^\s^])")
_CLOSED = re.compile(r"\s{0,8}N{4}\s*\Z")
# `YY TDR`, `%MNETALL MFI MGD`, `$J`, `*X`: where a message goes.
_ROUTING = re.compile(r"(?:[%$][\w ]{0,40}|\*[A-Z]|[A-Z]{2} [A-Z]{2,3}|[:#^]?)\Z")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MARKS = " \t<=!+"
HEADER_LINES = 10
WRAPPED = 50
"""A line that is shorter was not broken because it was full."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the story, and which line is the story's first."""

    headline: str | None
    slugline: str | None
    byline: str | None
    end: int


def read_framed(page: Page, site: SiteProfile) -> Draft | None:
    """The story in a frame; None for any other text."""
    opened = _OPENED.match(page.text[:300])
    caret = None if opened else _CARET.match(page.text[:100])
    if opened is None and caret is None:
        return None
    text = page.text[opened.end() if opened else 0 :]
    inner = replace(page, text=text.lstrip("\n"))
    known = (read_iptc7901(inner, site) or read_anpa(inner, site)) if opened else None
    return known or _draft(text, page)


def _draft(text: str, page: Page) -> Draft:
    lines = [_CONTROLS.sub(" ", line).rstrip(_MARKS) for line in first_lines(text)]
    lines = lines[: next((index for index, line in enumerate(lines) if _CLOSED.match(line)), len(lines))]
    header = _header(lines)
    feed = Feed(
        rule="framed",
        headline=header.headline,
        byline=header.byline,
        sent=None,
        sent_raw=None,
        paragraphs=tuple(_paragraphs(lines[header.end :])),
        slugline=header.slugline,
        warnings=cut_of(text),
    )
    return draft_of(feed, not_after=page.fetched_at)


def _header(lines: list[str]) -> Header:
    """Lines with a mark before them, and those of routing; where none is marked, the first line is the headline."""
    headline = slugline = byline = None
    for index, line in enumerate(lines[:HEADER_LINES]):
        words = line.strip()
        if words.startswith("^By "):
            byline = words[1:]
        elif words[:1] in (":", "^") and words[1:].strip():
            headline = headline or words[1:].strip()
        elif words.startswith("#"):
            slugline = words[1:].strip() or None
        elif not _ROUTING.match(words):
            if headline:
                return Header(headline, slugline, byline, index)
            return Header(words.lstrip("<"), slugline, byline, index + 1)
    return Header(headline, slugline, byline, min(HEADER_LINES, len(lines)))


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines that were full are broken by hand; a row of a table, and a line that had room left, end where they end."""
    paragraphs: list[list[str]] = []
    goes_on = False
    for line in lines:
        words = line.strip().lstrip("<")
        if goes_on and words and line[:1] not in " \t" and not is_row(line):
            paragraphs[-1].append(words)
        elif words:
            paragraphs.append([words])
        goes_on = len(words) >= WRAPPED and not is_row(line)
    return [" ".join(paragraph) for paragraph in paragraphs]
