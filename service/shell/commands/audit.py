"""`copydesk audit`: does every raw record end as exactly one of article, duplicate, rejection? Read from the topics
alone.

The order in which the ends are looked up makes it exact beside a running desk: the raw records first, then what the
desk has committed, then what is under way, then the outcomes. So what a commit promises is always among what is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from copydesk.client.embedded import end_offsets
from copydesk.service.core.desk.conservation import Balance, Bounds, Kind, Ledger, Outcome, RawSeen, Waiting, digest
from copydesk.service.core.desk.outgoing import is_restored, raw_origin_of
from copydesk.service.core.records import Headers, Origin, parse_origin
from copydesk.service.settings import Settings
from copydesk.service.shell.attempts import attempts_of
from copydesk.service.shell.batches import Unreadable
from copydesk.service.shell.incoming import moment_of
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import Offsets, partitions_of, read_span
from copydesk.service.shell.topics import partition_counts

OUTCOMES: dict[str, Kind] = {"articles": "article", "duplicates": "duplicate", "rejected": "rejection"}
READ = ("raw", "parsed", *OUTCOMES)

READING = {"fetch_max_wait_ms": 50, "max_partition_fetch_bytes": 128 * 1024}
"""All that is read is there already, and it is read ahead for every partition: compressed, so many times this in
memory.
"""


@dataclass(frozen=True, slots=True)
class Spans:
    """What to read, by catalogue name, and how far the desk has committed."""

    starts: dict[str, Offsets]
    ends: dict[str, Offsets]
    committed: Mapping[TopicPartition, OffsetAndMetadata]
    newest_raw: Offsets
    """The ends of `raw` after those of the outcomes were looked up."""

    def committed_offset(self, place: TopicPartition) -> int:
        """0 where nothing is committed."""
        return _offset_of(self.committed, place)


async def audit(settings: Settings) -> Balance:
    """The balance of all that the topics hold now."""
    counts = await partition_counts(settings, *READ)
    places = {name: partitions_of(settings.topic(name), counts[settings.topic(name)]) for name in READ}
    async with consumer(settings, **READING) as client:
        spans = await _look_up(client, settings, places)
        ledger, queues = Ledger(settings.topic("raw"), _bounds(spans)), Queues(spans)
        for name, kind in OUTCOMES.items():
            async for record in read_span(client, spans.starts[name], spans.ends[name]):
                if not is_tombstone(kind, record):
                    _take(ledger, outcome_of(kind, record), record.headers)
        async for record in read_span(client, spans.starts["parsed"], spans.ends["parsed"]):
            queues.look(record)
            if origin := _raw_origin(record.headers):
                ledger.add_under_way(origin)
        async for record in read_span(client, spans.starts["raw"], spans.ends["raw"]):
            queues.look(record)
            value = None if isinstance(record.value, Unreadable) else digest(record.value)
            ledger.settle(RawSeen(Origin(record.topic, record.partition, record.offset), value))
    balance = ledger.close()
    balance.waiting = queues.waiting
    return balance


def _take(ledger: Ledger, outcome: Outcome, headers: Headers) -> None:
    if outcome.kind == "article" and is_restored(headers):
        ledger.add_restored(outcome)
    else:
        ledger.add_outcome(outcome)


class Queues:
    """Finds in what is read the first record of each partition that the desk has not committed."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._ends = {**spans.ends["raw"], **spans.ends["parsed"]}
        self._found: dict[TopicPartition, Waiting] = {}

    def look(self, record: Any) -> None:
        """Records of a partition in the order of their offsets."""
        tp = TopicPartition(record.topic, record.partition)
        offset = self._spans.committed_offset(tp)
        if record.offset >= offset and tp not in self._found:
            committed = self._spans.committed.get(tp)
            attempts = attempts_of(committed.metadata) if committed else 0
            place = Origin(record.topic, record.partition, record.offset)
            self._found[tp] = Waiting(place, self._ends[tp] - record.offset, moment_of(record.timestamp), attempts)

    @property
    def waiting(self) -> list[Waiting]:
        """By topic and partition."""
        return [self._found[tp] for tp in sorted(self._found)]


async def _look_up(client: Any, settings: Settings, places: dict[str, list[TopicPartition]]) -> Spans:
    ends = {"raw": await end_offsets(client, places["raw"])}
    committed = await committed_of(settings, [*places["raw"], *places["parsed"]])
    ends |= {name: await end_offsets(client, places[name]) for name in ("parsed", *OUTCOMES)}
    newest_raw = await end_offsets(client, places["raw"])
    starts: dict[str, Offsets] = {name: await client.beginning_offsets(places[name]) for name in READ}
    # Of `parsed` only what waits: what is committed there has its outcome.
    starts["parsed"] = {place: max(start, _offset_of(committed, place)) for place, start in starts["parsed"].items()}
    return Spans(starts, ends, committed, newest_raw)


def _bounds(spans: Spans) -> dict[int, Bounds]:
    return {
        place.partition: Bounds(start, spans.ends["raw"][place], spans.committed_offset(place), spans.newest_raw[place])
        for place, start in spans.starts["raw"].items()
    }


def _offset_of(committed: Mapping[TopicPartition, OffsetAndMetadata], place: TopicPartition) -> int:
    return committed[place].offset if place in committed else 0


async def committed_of(settings: Settings, places: list[TopicPartition]) -> dict[TopicPartition, OffsetAndMetadata]:
    """What the desk's group says that it has done; asked without joining it."""
    async with consumer(settings, group_id=settings.group) as client:
        found = await client._coordinator.fetch_committed_offsets(places)
        return {place: committed for place, committed in found.items() if committed.offset >= 0}


def is_tombstone(kind: Kind, record: Any) -> bool:
    """Whether a record takes a story away: the outcomes of its raw records stand before it."""
    return kind == "article" and record.value is None


def outcome_of(kind: Kind, record: Any) -> Outcome:
    """What a record of an outcome topic says, as far as the law needs it."""
    origin, place = _raw_origin(record.headers), f"{record.topic}/{record.partition}/{record.offset}"
    if kind == "rejection":
        headers = dict(record.headers)
        return Outcome(
            kind,
            origin,
            (headers.get("reason") or b"").decode(errors="replace"),
            value_digest=_original_digest(record.value, headers),
            place=place,
        )
    try:
        said = orjson.loads(record.value or b"{}")
        return Outcome(
            kind, origin, str(said.get("guid")), int(said.get("version") or 0) if kind == "article" else 0, place=place
        )
    except (orjson.JSONDecodeError, AttributeError, ValueError):
        return Outcome(kind, None, "unreadable", place=place)


def _raw_origin(headers: Headers) -> Origin | None:
    return parse_origin(raw_origin_of(headers) or "")


def _original_digest(value: bytes | None, headers: dict[str, bytes]) -> bytes:
    """Of the original: from the header that stands in for it where it could not be sent on."""
    note = headers.get("value_omitted") or b""
    if note == b"null":
        return digest(None)
    omitted = re.search(rb"blake2b-128 ([0-9a-f]{32})$", note)
    return bytes.fromhex(omitted[1].decode()) if omitted else digest(value)


def summary(balance: Balance) -> str:
    """The law in one line."""
    names = ("articles", "duplicates", "rejections", "pending", "lost", "invented", "conflicts", "repeats", "expired")
    return " ".join((f"in={balance.records}", *(f"{name}={getattr(balance, name)}" for name in names)))


def waiting_line(waiting: Waiting, now: datetime) -> str:
    """`news.raw/3 stands at offset 1234 for 12 min, 57 records; begun 2 times and not done`."""
    since = f" for {_ago(now - waiting.since)}" if waiting.since else ""
    begun = f"; begun {waiting.attempts} time{'s' * (waiting.attempts > 1)} and not done" if waiting.attempts else ""
    place = waiting.place
    return f"{place.topic}/{place.partition} stands at offset {place.offset}{since}, {waiting.records} records{begun}"


def _ago(span: timedelta) -> str:
    seconds = max(0, round(span.total_seconds()))
    for size, name in ((86400, "days"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{seconds} s"
