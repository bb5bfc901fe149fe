"""Wire text under a dashed header, as in the public Reuters archive: headline, byline, date and address, then the
story.

-- Wall Street closes higher
-- By Jane Doe
-- Mon Apr 8, 2013 4:58pm EDT
-- http://...
"""

from __future__ import annotations

import re
from typing import Any

from copydesk.service.core.bylines.search import authors_in, read_byline
from copydesk.service.core.datelines.reader import Filed, read_dateline
from copydesk.service.core.lines.line import cut_of, first_lines
from copydesk.service.core.lines.paragraphs import paragraphs_of, trimmed
from copydesk.service.core.lines.wrapped import unwrapped
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.text.spelling import one_line
from copydesk.service.core.times.dates import parse_moment

_HEADER = re.compile(
    r"\s{0,40}--[ \t]{0,8}([^\n]{1,500})\n--[ \t]{0,8}([^\n]{0,300})\n--[ \t]{0,8}([^\n]{1,100})\n--[ \t]{0,8}(https?://[^\n]{1,500})?\n?"
)
_NOTE = re.compile(r"(?:\([^()\n]{1,400}\)|Corrects [^\n]{1,400})\s*")
_INLINE_BYLINE = re.compile(
    r"By\s{1,3}((?:[A-Z][^\s()]{0,25}\s{1,3}|(?:and|van|de|von)\s{1,3}){2,10}?)(?=[A-Z]{3,}[ /,])"
)

Fields = dict[str, Any]
"""Fields of a Draft."""

RULE = "dashed-header"
REPORTED = ("headline", "byline", "authors", "published_at", "paragraphs")
"""Fields whose provenance is told."""


def read_dashed_header(page: Page, site: SiteProfile) -> Draft | None:
    """The story under a dashed header; None if the text has none."""
    header = _HEADER.match(page.text)
    if header is None:
        return None
    found: Fields = {"headline": one_line(header[1])}
    found |= _byline(header[2]) | _date(header[3], page, site)
    paragraphs, filed = _story(page.text[header.end() :])
    if paragraphs:
        found["paragraphs"] = paragraphs
    provenance = {name: RULE for name in REPORTED if name in found}
    if filed:
        found["dateline"], provenance["dateline"] = filed.dateline, filed.rule
    cut = cut_of(page.text[header.end() :])
    return Draft(**found, canonical_link=header[4] and header[4].strip(), provenance=provenance, warnings=cut)


def _byline(line: str) -> Fields:
    """The header's second line is the byline, whatever office it adds to the names."""
    if not line.startswith("By "):
        return {}
    authors = authors_in(line[3:])
    return {"byline": one_line(line)} | ({"authors": authors} if authors else {})


def _date(line: str, page: Page, site: SiteProfile) -> Fields:
    moment = parse_moment(line, zone=site.time_zone, not_after=page.fetched_at)
    if moment is None:
        return {}
    return moment.as_published() | {"published_raw": line.strip()}


def _story(story: str) -> tuple[tuple[str, ...], Filed | None]:
    """Paragraphs, with what stands around them taken off: notes and bylines above the dateline, credits at the end."""
    lines = [line for raw in first_lines(unwrapped(story)) if (line := raw.strip())]
    lines, filed = _opened(lines)
    return paragraphs_of(trimmed(lines)), filed


def _opened(lines: list[str]) -> tuple[list[str], Filed | None]:
    """Find the dateline in the first paragraphs; a note or a byline may stand above it or run into it."""
    for index, line in enumerate(lines[:4]):
        offset = _before_dateline(line)
        filed = read_dateline(line[offset:])
        if filed and (index == 0 or filed.dateline.agency):
            above = [kept for kept in lines[:index] if not (_NOTE.fullmatch(kept) or read_byline(kept))]
            return [*above, line[offset + filed.end :], *lines[index + 1 :]], filed
    return lines, None


def _before_dateline(paragraph: str) -> int:
    """Where the dateline begins: behind `By Jane Doe` run into it."""
    found = _INLINE_BYLINE.match(paragraph[:200])
    return found.end() if found else 0
