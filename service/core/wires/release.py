"""Press releases as the news wires pass them on: who sends it, its number, a headline wrapped by hand, the dateline on
a line of its own.

Source: Example Works
MEDIA RELEASE PR00001
Example Works Opens Old
Harbour Bridge

PORTLAND, Maine, March 4, 2019 /PRNewswire-AsiaNet/ --

The old bridge ...

SOURCE Example Works
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.schemas.parsed import Dateline
from copydesk.service.core.datelines.places import country_of
from copydesk.service.core.lines.line import cut_of, first_lines
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.times.dates import parse_moment
from copydesk.service.core.wires.typed import Feed, draft_of

_HEAD = re.compile(
    r"\s{0,40}Source:[^\n]{1,200}\n\s{0,8}MEDIA RELEASE (PR\d{3,8})[ \t]{0,8}\n((?:[^\S\n]{0,20}[^\s][^\n]{0,300}\n){1,6})\s{0,20}\n"
)
# The wire's name here is any: `/Kyodo JBN-AsiaNet/`.
_DATELINE = re.compile(
    r"(?P<place>[^\n/]{2,80}?),\s(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4})\s/(?P<agency>[^/\n]{2,60})/\s?--\s?"
)
_END = re.compile(r"SOURCE:?\s|Source:\s")


def read_release(page: Page, site: SiteProfile) -> Draft | None:
    """The release; None for any other text."""
    head = _HEAD.match(page.text)
    if head is None:
        return None
    lines = first_lines(page.text[head.end() :])
    end = next((index for index, line in enumerate(lines) if _END.match(line)), len(lines))
    paragraphs = tuple(filter(None, _unwrapped(lines[:end])))
    cut = cut_of(page.text[head.end() :])
    feed = Feed(
        rule="release", headline=head[2], byline=None, sent=None, sent_raw=None, paragraphs=paragraphs, warnings=cut
    )
    draft = _with_dateline(draft_of(feed, not_after=page.fetched_at))
    return _with_day(draft.with_found({"label_id": "release:number"}, label_id=head[1]), page, site)


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """Paragraphs; an indent begins one too, but of lines that are all indented it is a list's margin."""
    paragraph: list[str] = []
    for above, line in zip(["", *lines], lines, strict=False):
        if not above.strip() or (line[:1].isspace() and not above[:1].isspace()):
            yield " ".join(paragraph)
            paragraph = []
        paragraph.append(line.strip())
    yield " ".join(paragraph)


def _with_dateline(draft: Draft) -> Draft:
    """It may name a wire that the lexicon does not know."""
    found = _DATELINE.match(draft.paragraphs[0]) if draft.paragraphs and draft.dateline is None else None
    if found is None:
        return draft
    dateline = Dateline(
        text=found[0].strip(),
        place=found["place"],
        date=found["date"],
        agency=found["agency"],
        country_code=country_of(found["place"]),
    )
    rest = (draft.paragraphs[0][found.end() :].strip(), *draft.paragraphs[1:])
    return draft.with_found({"dateline": "release"}, dateline=dateline, paragraphs=tuple(filter(None, rest)))


def _with_day(draft: Draft, page: Page, site: SiteProfile) -> Draft:
    """The dateline of a release prints its year, and is all the date that it has."""
    printed = draft.dateline.date if draft.dateline else None
    moment = parse_moment(printed, zone=site.time_zone, not_after=page.fetched_at) if printed else None
    if moment is None:
        return draft
    return draft.with_found({"published_at": "release:dateline"}, **moment.as_published())
