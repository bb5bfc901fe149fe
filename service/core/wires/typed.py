"""What the readers of agency formats have in common: the fields of a message made a Draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from copydesk.schemas.parsed import Author, Dateline, PubStatus, Signal, ZoneBasis
from copydesk.service.core.bylines.search import authors_in
from copydesk.service.core.datelines.senders import agency_of_sender, source_of_sender
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES
from copydesk.service.core.lines.paragraphs import paragraphs_of, trimmed
from copydesk.service.core.records import Draft
from copydesk.service.core.text.spelling import key, one_line
from copydesk.service.core.times.dates import is_credible
from copydesk.service.core.wires.openings import filed_within

_RULE = re.compile(r"[_=*\s-]+\Z")


@dataclass(frozen=True, slots=True)
class Feed:
    """The fields of an agency's message."""

    rule: str
    headline: str | None
    byline: str | None
    sent: datetime | None
    sent_raw: str | None
    paragraphs: tuple[str, ...]
    zone_basis: ZoneBasis = "zone_name"
    """Of `sent`: these formats print GMT, or nothing."""
    sender: str | None = None
    """The agency as the message's frame names it: stands in where the dateline names none."""
    warnings: tuple[str, ...] = ()
    urgency: int | None = None
    slugline: str | None = None
    pubstatus: PubStatus | None = None
    signals: tuple[Signal, ...] = ()
    editorial_note: str | None = None


def without_rules(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Without the lines of underscores and the like that stand between a story and the notes below it."""
    return tuple(paragraph for paragraph in paragraphs if not _RULE.match(paragraph))


def with_sender(dateline: Dateline | None, sender: str | None) -> Dateline | None:
    """The dateline with the sender's name where it has no agency; a message without a dateline is the sender's all the
    same.
    """
    agency = agency_of_sender(sender) if sender and not (dateline and dateline.agency) else None
    if sender is None or agency is None:
        return dateline
    return (
        dateline.model_copy(update={"agency": agency}) if dateline else Dateline(text=one_line(sender), agency=agency)
    )


def _people(byline: str) -> tuple[Author, ...]:
    """`By Ada Lovelace, dpa`: the paper or agency behind the last comma is nobody's name."""
    names, comma, office = byline.removeprefix("By ").rpartition(",")
    return authors_in(
        names
        if comma and (office.lstrip().startswith("The ") or key(office) in AGENCY_SOURCES)
        else byline.removeprefix("By ")
    )


def draft_of(feed: Feed, *, not_after: datetime | None) -> Draft:
    """The message as a Draft; its dateline is taken off the first paragraph."""
    paragraphs = without_rules(feed.paragraphs)
    found = filed_within(paragraphs)
    filed, index = found or (None, 0)
    if filed:
        paragraphs = (*paragraphs[:index], paragraphs[index][filed.end :], *paragraphs[index + 1 :])
    sent = feed.sent if feed.sent and is_credible(feed.sent, not_after) else None
    dateline = with_sender(filed.dateline if filed else None, feed.sender)
    agency = source_of_sender(dateline.agency) if dateline and dateline.agency else None
    rules = {
        "headline": feed.headline,
        "byline": feed.byline,
        "published_at": sent,
        "paragraphs": paragraphs,
        "dateline": dateline,
        "agency_source": agency,
        "urgency": feed.urgency,
        "slugline": feed.slugline,
        "pubstatus": feed.pubstatus,
        "signals": feed.signals,
        "editorial_note": feed.editorial_note,
    }
    return Draft(
        headline=one_line(feed.headline) if feed.headline else None,
        byline=one_line(feed.byline) if feed.byline else None,
        authors=_people(one_line(feed.byline)) if feed.byline else (),
        paragraphs=paragraphs_of(trimmed(list(paragraphs))),
        dateline=dateline,
        agency_source=agency,
        published_at=sent,
        published_raw=feed.sent_raw if sent else None,
        published_precision="minute" if sent else "none",
        zone_basis=feed.zone_basis if sent else "none",
        urgency=feed.urgency,
        slugline=feed.slugline,
        pubstatus=feed.pubstatus,
        signals=feed.signals,
        editorial_note=feed.editorial_note,
        warnings=feed.warnings,
        provenance={name: feed.rule for name, value in rules.items() if value},
    )
