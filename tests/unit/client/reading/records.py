"""Records of `articles` as Kafka gives them, made by the desk's own functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from copydesk.client.reading.sorter import Change, Forgotten, Published, Withdrawn
from copydesk.service.core.desk.erasure import Order, carried_out
from copydesk.service.core.desk.outgoing import Outgoing, event_message
from tests.unit.articles import an_article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORDER = "01980a4c-7d1e-7b52-9c3f-52c0b7a4e611"


@dataclass(frozen=True)
class Kept:
    """What a reader sees of a record."""

    offset: int
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]] = ()
    partition: int = 0
    topic: str = "news.articles"


def _kept(outgoing: Outgoing, offset: int) -> Kept:
    return Kept(offset, outgoing.key, outgoing.value, outgoing.headers)


def version(offset: int, number: int = 1, guid: str = "example:1", **fields: Any) -> Kept:
    """A version as a worker sends it."""
    source_id, _, news_id = guid.partition(":")
    fields = {"first_seen_at": NOON, "headline": f"Plan {number}"} | fields
    article = an_article(guid=guid, source_id=source_id, news_id=news_id, version=number, **fields)
    return _kept(event_message(article, "news.raw/0/1", ()), offset)


def old_version(offset: int, number: int = 1, **fields: Any) -> Kept:
    """As a release sent it that wrote no attributes."""
    made = version(offset, number, **fields)
    new = ("ce_sourceid", "ce_version", "ce_pubstatus", "ce_language")
    return replace(made, headers=tuple(each for each in made.headers if each[0] not in new))


def tombstone(offset: int, guid: str = "example:1", order: str = ORDER) -> Kept:
    """As a worker sends it."""
    return _kept(carried_out(Order(guid, order, NOON), 0), offset)


def short(change: Change) -> str:
    """`1` for a version that may be shown, `-2 canceled` for one that takes back, `forgotten`."""
    match change:
        case Published(article=article):
            return str(article.version)
        case Withdrawn(version=number, why=why):
            return f"-{number} {why}"
        case Forgotten():
            return "forgotten"
