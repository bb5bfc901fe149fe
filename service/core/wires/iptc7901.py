"""Wire text in the IPTC 7901 layout of European agencies: a numbered header, a headline closed by `=`, `042101 GMT Mar
18` at the end.

eca0001 3 i 93  dpa 0001

Norway/weather/
EXTRA
Snow closes mountain roads =

Oslo (dpa) - ...

dpa ab cd

042101 GMT Mar 18
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from copydesk.service.core.datelines.reader import read_dateline
from copydesk.service.core.lines.line import cut_of, first_lines
from copydesk.service.core.lines.signoffs import is_closing
from copydesk.service.core.lines.wrapped import paragraphs_of_lines
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.text.language import detect
from copydesk.service.core.times.calendars import by_name, full_year
from copydesk.service.core.times.zones import Home, home_zone
from copydesk.service.core.wires.typed import Feed, draft_of

_ENTRY = re.compile(
    r"[\s\x00-\x1f\x7f]{0,12}[A-Za-z]{2,4}\d{3,6} (\d) [A-Za-z]{1,3} \d{1,5} {1,4}([A-Za-z]{0,12})[^\n]{0,40}\n"
)
# Some send the desk's own time and no GMT: `042101 mar 18`.
_SENT = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)( GMT)? ([^\W\d_]{3,5}) (\d\d)(?!\d)")
_NOTICE = re.compile(r"[A-Z0-9 .-]{3,30}\Z|\([^()]{3,40}\)\Z")
_END = re.compile(r"#{1,2} |\* \* \*|ryryry")
# `SENEGAL-BOATRACE`: what the desk calls the story.
_SLUG = re.compile(r"[A-Z0-9]{2,20}(?:[-/][A-Z0-9]{2,20}){1,3}\Z")
HEADER_LINES = 14
SAMPLE = 2000
"""Characters that show the language of a message."""


def read_iptc7901(page: Page, site: SiteProfile) -> Draft | None:
    """The story of an IPTC 7901 message; None for any other text."""
    entry = _ENTRY.match(page.text[:200])
    if entry is None:
        return None
    lines = [line.strip("\r\x01\x02\x03") for line in first_lines(page.text[entry.end() :])]
    closed = _closed(lines[:HEADER_LINES])
    if closed is None:
        return None
    header = [line.strip().rstrip("= ") for line in lines[: closed + 1] if line.strip()]
    titles = [
        line
        for line in header
        if not (line.endswith("/") or _SLUG.match(line) or _NOTICE.match(line) or line.startswith("By "))
    ]
    sent = _SENT.search(page.text[-300:])
    home, basis = home_zone(Home(site.time_zone, lambda: detect(page.text[:SAMPLE])[0]), iranian=False)
    return draft_of(
        Feed(
            rule="iptc7901",
            headline=titles[-1] if titles else None,
            byline=next((line for line in header if line.startswith("By ")), None),
            sent=_moment(sent, UTC if sent[4] else home) if sent else None,
            sent_raw=sent[0] if sent else None,
            paragraphs=tuple(paragraphs_of_lines(_story(lines[closed + 1 :]))),
            sender=entry[2],
            urgency=int(entry[1]),
            slugline=next((line.strip("/ ") for line in header if line.endswith("/")), None),
            warnings=cut_of(page.text[entry.end() :]),
            zone_basis="zone_name" if sent and sent[4] else basis,
        ),
        not_after=page.fetched_at,
    )


def _closed(lines: list[str]) -> int | None:
    """The last line of the header: the one that ends in `=`, else the one above the story's first, which has a dateline
    or an indent.
    """
    marked = next((index for index, line in enumerate(lines) if line.rstrip().endswith("=")), None)
    begun = next(
        (index for index, line in enumerate(lines) if line.strip() and (line[:2].isspace() or _is_filed(line))), None
    )
    return marked if marked is not None else begun - 1 if begun else None


def _is_filed(line: str) -> bool:
    filed = read_dateline(line)
    return filed is not None and filed.dateline.agency is not None


def _story(lines: list[str]) -> list[str]:
    """The lines above the notebook, the editors' initials and the time."""
    end = next(
        (
            index
            for index, line in enumerate(lines)
            if _END.match(line) or is_closing(line.strip()) or _SENT.match(line)
        ),
        len(lines),
    )
    return lines[:end]


def _moment(sent: re.Match[str], zone: tzinfo) -> datetime | None:
    day = by_name(full_year(sent[6]), sent[5], int(sent[1]))
    if day is None or int(sent[2]) > 23 or int(sent[3]) > 59:
        return None
    return datetime(day.year, day.month, day.day, int(sent[2]), int(sent[3]), tzinfo=zone).astimezone(UTC)
