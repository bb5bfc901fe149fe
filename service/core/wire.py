"""Wire text under a dashed header, as in the public Reuters archive: headline, byline, date and address, then the story.

-- Wall Street closes higher
-- By Jane Doe
-- Mon Apr 8, 2013 4:58pm EDT
-- http://...
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.core.body import paragraphs_of
from service.core.bylines import authors_in, read_byline
from service.core.datelines import read_dateline
from service.core.dates import parse_moment
from service.core.normalise import one_line
from service.core.records import Draft, Page
from service.core.sheet import MOST_LINES
from service.core.signoffs import without_credits
from service.core.site import SiteProfile

_HEADER = re.compile(r"\s{0,40}--[ \t]{0,8}([^\n]{1,500})\n--[ \t]{0,8}([^\n]{0,300})\n--[ \t]{0,8}([^\n]{1,100})\n--[ \t]{0,8}(https?://[^\n]{1,500})?\n?")
_NOTE = re.compile(r"(?:\([^()\n]{1,400}\)|Corrects [^\n]{1,400})\s*")
_INLINE_BYLINE = re.compile(r"By\s{1,3}((?:[A-Z][^\s()]{0,25}\s{1,3}|(?:and|van|de|von)\s{1,3}){2,10}?)(?=[A-Z]{3,}[ /,])")


def read_dashed_header(page: Page, site: SiteProfile) -> Draft | None:
    """The story under a dashed header; None if the text has none."""
    header = _HEADER.match(page.text)
    if header is None:
        return None
    draft = Draft(headline=one_line(header[1]), canonical_link=header[4] and header[4].strip(), provenance={"headline": "dashed-header"})
    return _with_story(_with_date(_with_byline(draft, header[2]), header[3], page, site), page.text[header.end() :])


def _with_byline(draft: Draft, line: str) -> Draft:
    """The header's second line is the byline, whatever office it adds to the names."""
    if not line.startswith("By "):
        return draft
    authors = authors_in(line[3:])
    rules = {"byline": "dashed-header"} | ({"authors": "dashed-header"} if authors else {})
    return replace(draft, byline=one_line(line), authors=authors, provenance=draft.provenance | rules)


def _with_date(draft: Draft, line: str, page: Page, site: SiteProfile) -> Draft:
    moment = parse_moment(line, zone=site.time_zone, not_after=page.fetched_at)
    if moment is None:
        return draft
    return replace(
        draft,
        published_at=moment.at,
        published_raw=line.strip(),
        published_precision=moment.precision,
        zone_basis=moment.zone_basis,
        provenance=draft.provenance | {"published_at": "dashed-header"},
    )


def _with_story(draft: Draft, story: str) -> Draft:
    """Paragraphs, with what stands around them taken off: notes and bylines above the dateline, credits at the end."""
    paragraphs = [line for raw in story.split("\n", MOST_LINES)[:MOST_LINES] if (line := raw.strip())]
    provenance = dict(draft.provenance)
    if paragraphs:
        draft, paragraphs = _opened(draft, paragraphs, provenance)
    if paragraphs:
        paragraphs[-1] = without_credits(paragraphs[-1])[0]
        provenance["paragraphs"] = "dashed-header"
    return replace(draft, paragraphs=paragraphs_of(paragraphs), provenance=provenance)


def _opened(draft: Draft, paragraphs: list[str], provenance: dict[str, str]) -> tuple[Draft, list[str]]:
    """Find the dateline in the first paragraphs; a note or a byline may stand above it or run into it."""
    for index, paragraph in enumerate(paragraphs[:4]):
        offset = _before_dateline(paragraph)
        filed = read_dateline(paragraph[offset:])
        if filed and (index == 0 or filed.dateline.agency):
            provenance["dateline"] = filed.rule
            rest = paragraph[offset + filed.end :]
            above = [line for line in paragraphs[:index] if not (_NOTE.fullmatch(line) or read_byline(line))]
            return replace(draft, dateline=filed.dateline), [*above, rest, *paragraphs[index + 1 :]]
    return draft, paragraphs


def _before_dateline(paragraph: str) -> int:
    """Where the dateline begins: behind `By Jane Doe` run into it."""
    found = _INLINE_BYLINE.match(paragraph[:200])
    return found.end() if found else 0
