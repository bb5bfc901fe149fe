"""What the readers of agency formats have in common: lines wrapped by hand made paragraphs again, and the fields made a Draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.core.body import paragraphs_of
from service.core.bylines import authors_in
from service.core.datelines import read_dateline, source_of_agency
from service.core.normalise import one_line
from service.core.records import Draft


@dataclass(frozen=True, slots=True)
class Feed:
    """The fields of an agency's message."""

    rule: str
    headline: str | None
    byline: str | None
    sent: datetime | None
    sent_raw: str | None
    paragraphs: tuple[str, ...]


def unwrapped(lines: Iterable[str]) -> list[str]:
    """Paragraphs of lines wrapped by hand: a blank line or an indent begins a new one."""
    paragraphs: list[list[str]] = []
    fresh = True
    for line in lines:
        words = line.strip()
        if words and (fresh or line[:1] in " \t"):
            paragraphs.append([words])
        elif words:
            paragraphs[-1].append(words)
        fresh = not words
    return [" ".join(paragraph) for paragraph in paragraphs]


def draft_of(feed: Feed, *, not_after: datetime | None) -> Draft:
    """The message as a Draft; its dateline is taken off the first paragraph."""
    first = feed.paragraphs[0] if feed.paragraphs else ""
    filed = read_dateline(first)
    paragraphs = (first[filed.end :], *feed.paragraphs[1:]) if filed else feed.paragraphs
    sent = feed.sent if feed.sent and (not_after is None or feed.sent <= not_after + timedelta(days=1)) else None
    agency = source_of_agency(filed.dateline.agency) if filed and filed.dateline.agency else None
    found = {"headline": feed.headline, "byline": feed.byline, "published_at": sent, "paragraphs": paragraphs, "dateline": filed, "agency_source": agency}
    return Draft(
        headline=one_line(feed.headline) if feed.headline else None,
        byline=one_line(feed.byline) if feed.byline else None,
        authors=authors_in(feed.byline[3:]) if feed.byline else (),
        paragraphs=paragraphs_of(paragraphs),
        dateline=filed.dateline if filed else None,
        agency_source=agency,
        published_at=sent,
        published_raw=feed.sent_raw if sent else None,
        published_precision="minute" if sent else "none",
        zone_basis="zone_name" if sent else "none",
        provenance={name: feed.rule for name, value in found.items() if value},
    )
