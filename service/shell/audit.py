"""`copydesk audit`: does every raw record end as exactly one of article, duplicate, rejection? Read from the topics alone.

The order in which the ends are looked up makes it exact beside a running desk: the raw records first, then what the
desk has committed, then what is under way, then the outcomes. So what a commit promises is always among what is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import orjson

from service.core.conservation import Balance, Bounds, Kind, Ledger, Outcome, RawSeen, digest
from service.core.outgoing import parse_origin, raw_origin_of
from service.core.records import Headers, Origin
from service.settings import Settings
from service.shell.kafka import admin, consumer
from service.shell.reading import Offsets, partitions_of, read_span
from service.shell.topics import partition_counts

OUTCOMES: dict[str, Kind] = {"articles": "article", "duplicates": "duplicate", "rejected": "rejection"}
READ = ("raw", "parsed", *OUTCOMES)


@dataclass(frozen=True, slots=True)
class Span:
    """What to read of a topic."""

    starts: Offsets
    ends: Offsets


async def audit(settings: Settings) -> Balance:
    """The balance of all that the topics hold now."""
    counts = await partition_counts(settings, *READ)
    async with consumer(settings) as client:
        raw = await _span(client, settings, counts, "raw")
        committed = await _committed(settings)
        parsed = await _span(client, settings, counts, "parsed")
        outcomes = {name: await _span(client, settings, counts, name) for name in OUTCOMES}
        newest = await client.end_offsets(list(raw.ends))
        bounds = {place.partition: Bounds(raw.starts[place], raw.ends[place], committed.get(place, 0), newest[place]) for place in raw.ends}
        ledger = Ledger(settings.topic("raw"), bounds)
        for name, span in outcomes.items():
            async for record in read_span(client, span.starts, span.ends):
                ledger.add_outcome(outcome_of(OUTCOMES[name], record))
        async for record in read_span(client, _from_committed(parsed, committed), parsed.ends):
            if origin := _raw_origin(record.headers):
                ledger.add_under_way(origin)
        async for record in read_span(client, raw.starts, raw.ends):
            ledger.settle(RawSeen(Origin(record.topic, record.partition, record.offset), digest(record.value)))
    return ledger.close()


async def _span(client: Any, settings: Settings, counts: dict[str, int], name: str) -> Span:
    places = partitions_of(settings.topic(name), counts[settings.topic(name)])
    return Span(await client.beginning_offsets(places), await client.end_offsets(places))


async def _committed(settings: Settings) -> Offsets:
    async with admin(settings) as client:
        found = await client.list_consumer_group_offsets(settings.group)
    return {place: entry.offset for place, entry in found.items() if entry.offset >= 0}


def _from_committed(span: Span, committed: Offsets) -> Offsets:
    return {place: max(start, committed.get(place, 0)) for place, start in span.starts.items()}


def outcome_of(kind: Kind, record: Any) -> Outcome:
    """What a record of an outcome topic says, as far as the law needs it."""
    origin, place = _raw_origin(record.headers), f"{record.topic}/{record.partition}/{record.offset}"
    if kind == "rejection":
        headers = dict(record.headers)
        return Outcome(kind, origin, (headers.get("reason") or b"").decode(errors="replace"), value_digest=_original_digest(record.value, headers), place=place)
    try:
        said = orjson.loads(record.value or b"{}")
        return Outcome(kind, origin, str(said.get("guid")), int(said.get("version") or 0) if kind == "article" else 0, place=place)
    except (orjson.JSONDecodeError, AttributeError, ValueError):
        return Outcome(kind, None, "unreadable", place=place)


def _raw_origin(headers: Headers) -> Origin | None:
    return parse_origin(raw_origin_of(headers) or "")


def _original_digest(value: bytes | None, headers: dict[str, bytes]) -> bytes:
    """Of the original: from the header that stands in for it where it was too large to send on."""
    omitted = re.search(rb"blake2b-128 ([0-9a-f]{32})$", headers.get("value_omitted") or b"")
    return bytes.fromhex(omitted[1].decode()) if omitted and value is None else digest(value)


def summary(balance: Balance) -> str:
    """The law in one line."""
    names = ("articles", "duplicates", "rejections", "pending", "lost", "invented", "conflicts", "repeats", "expired")
    return " ".join((f"in={balance.records}", *(f"{name}={getattr(balance, name)}" for name in names)))
