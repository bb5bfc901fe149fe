"""`copydesk replay`: sends documents again, from `rejected` or `raw`, after what turned them away was mended.

The topic is read once to find them, and once more to send them, because no memory holds them all. What stands on `raw`
as a replay already is passed over, so a run that was broken off is simply started again.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from aiokafka import TopicPartition
from aiokafka.codec import lz4_encode

from copydesk.service.core.desk.replay import Offer, Places, Wanted, offer_of_raw, offer_of_rejection
from copydesk.service.core.intake.replayed import replay_headers, replay_of
from copydesk.service.core.records import EPOCH, MILLISECOND, Headers, Record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import READING
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.commands.publish import BATCH_OVERHEAD, IN_FLIGHT_BYTES, IN_FLIGHT_RECORDS, PRODUCER_OPTIONS
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.kafka import consumer, producer
from copydesk.service.shell.reading import Offsets, end_offsets, partitions_of, read_span
from copydesk.service.shell.topics import largest_batch, partition_counts

Kept = Literal["rejected", "raw"]
"""The topic that documents are taken from."""

CLOCKS_APART = timedelta(hours=1)
"""More than the clocks of the worker, the broker and this machine differ."""

NAMED_KINDS = 1000
"""Pairs of reason and source that are counted apart; sources are whatever documents say."""
OTHERS = ("others", "others")

SHOWN_KINDS = 20
NAMED_SKIPS = 20


@dataclass(slots=True)
class Plan:
    """What was found, and where it stands."""

    kept: Kept
    wanted: Wanted
    starts: Offsets
    ends: Offsets
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By reason and source."""
    open: Places = field(default_factory=Places)
    """The first origins of what is to be sent; each is taken out when its turn comes."""
    replayed: int = 0
    """How many were found that stand on `raw` as a replay already."""
    earliest: datetime | None = None
    """No replay of any of them was sent before."""

    def note(self, offer: Offer, now: datetime) -> None:
        """One that is asked for; a document that was turned away twice is one."""
        since = offer.moment if offer.first == offer.original.origin else offer.original.timestamp
        since = since if since and since <= now else EPOCH
        self.earliest = min(self.earliest or since, since)
        if not self.open.add(offer.first):
            return
        kind = (offer.reason, offer.source)
        self.found[kind if kind in self.found or len(self.found) < NAMED_KINDS else OTHERS] += 1

    def look(self, record: Any) -> None:
        """A raw record: what it is a replay of need not be sent."""
        first = replay_of(tuple(record.headers))
        if first is not None and self.open.take(first):
            self.replayed += 1


@dataclass(slots=True)
class Sent:
    """What came of it."""

    records: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    """By why."""
    lines: list[str] = field(default_factory=list)
    """Of the first NAMED_SKIPS."""

    def skip(self, offer: Offer, why: str) -> None:
        """One that cannot be sent."""
        self.skipped[why] += 1
        if len(self.lines) < NAMED_SKIPS:
            self.lines.append(f"{offer.original.origin}: {why}")


async def find(settings: Settings, kept: Kept, wanted: Wanted, *, again: bool) -> Plan:
    """What is asked for and, unless `again`, was not replayed yet: among what the topics hold now."""
    counts = await partition_counts(settings, *{"raw", kept})
    places = {name: partitions_of(settings.topic(name), counts[settings.topic(name)]) for name in {"raw", kept}}
    now = datetime.now(UTC)
    async with consumer(settings, **READING) as client:
        plan = Plan(kept, wanted, *await _span(client, places[kept], kept, wanted))
        async for record in read_span(client, plan.starts, plan.ends):
            offer = _offer_of(kept, record)
            if offer and wanted.takes(offer):
                plan.note(offer, now)
        if plan.earliest is not None and not again:
            starts = await _offsets_at(client, places["raw"], plan.earliest - CLOCKS_APART)
            async for record in read_span(client, starts, await end_offsets(client, places["raw"])):
                plan.look(record)
    return plan


async def _span(client: Any, places: list[TopicPartition], kept: Kept, wanted: Wanted) -> tuple[Offsets, Offsets]:
    """From the time that is asked for to the end as of now; of raw records that are named, what lies around them."""
    ends = await end_offsets(client, places)
    starts = await (_offsets_at(client, places, wanted.since) if wanted.since else client.beginning_offsets(places))
    if kept == "raw" and wanted.origins:
        return _around(wanted, starts, ends)
    return starts, ends


def _around(wanted: Wanted, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
    named: dict[TopicPartition, list[int]] = {}
    for origin in wanted.origins:
        named.setdefault(TopicPartition(origin.topic, origin.partition), []).append(origin.offset)
    inside = {place: offsets for place, offsets in named.items() if place in starts}
    return (
        {place: max(starts[place], min(offsets)) for place, offsets in inside.items()},
        {place: min(ends[place], max(offsets) + 1) for place, offsets in inside.items()},
    )


async def _offsets_at(client: Any, places: list[TopicPartition], moment: datetime) -> Offsets:
    """The first offset of each partition with that record time or a later one; its end where there is none."""
    milliseconds = max(0, (moment - EPOCH) // MILLISECOND)
    found: Mapping[TopicPartition, Any] = await client.offsets_for_times(dict.fromkeys(places, milliseconds))
    ends = await end_offsets(client, places)
    return {place: found[place].offset if found.get(place) else ends[place] for place in places}


def _offer_of(kept: Kept, record: Any) -> Offer | None:
    return offer_of_raw(record_of(record)) if kept == "raw" else offer_of_rejection(record_of(record))


async def _offers(client: Any, plan: Plan) -> AsyncIterator[Offer]:
    """What is to be sent, each document once."""
    async for record in read_span(client, plan.starts, plan.ends):
        offer = _offer_of(plan.kept, record)
        if offer and plan.wanted.takes(offer) and plan.open.take(offer.first):
            yield offer


async def show_some(settings: Settings, plan: Plan, limit: int, show: Callable[[str], None]) -> None:
    """A line for each of the first that would be sent."""
    async with consumer(settings, **READING) as client:
        shown = 0
        async for offer in _offers(client, plan):
            show(offer_line(offer))
            shown += 1
            if shown == limit:
                return


def offer_line(offer: Offer) -> str:
    """`news.raw/3/1234  2026-11-02 08:15  bad_charset  harbour-press  r-77`."""
    moment = f"{offer.moment:%Y-%m-%d %H:%M}" if offer.moment else "-"
    return printable(f"{offer.first}  {moment}  {offer.reason or 'raw'}  {offer.source or '-'}  {offer.record_id}")


def found_lines(plan: Plan) -> list[str]:
    """How many were found by reason and source, the most first; and how many are left to send."""
    kinds = [
        printable(f"{count:,}  {reason or 'raw'}  {source or '(no source)'}")
        for (reason, source), count in plan.found.most_common(SHOWN_KINDS)
    ]
    more = len(plan.found) - len(kinds)
    total = plan.found.total()
    replayed = f"; {plan.replayed:,} replayed already" if plan.replayed else ""
    return [
        *kinds,
        *([f"and {more:,} kinds more"] if more else []),
        f"found {total:,}{replayed}: {len(plan.open):,} to send",
    ]


def sent_lines(sent: Sent, topic: str) -> list[str]:
    """What was sent and what was not."""
    return [
        *sent.lines,
        *(f"skipped {count:,}: {why}" for why, count in sent.skipped.most_common()),
        f"sent {sent.records:,} again to {topic}",
    ]


async def send(
    settings: Settings,
    plan: Plan,
    pace: Pace,
    report: Callable[[Sent], None] = lambda _: None,
    sent: Sent | None = None,
) -> Sent:
    """Send what the plan has, as `pace` lets it, each delivery confirmed. What is in flight lands in any case;
    `sent` tells it where this is broken off.
    """
    sent = sent or Sent()
    topic, limit = settings.topic("raw"), await largest_batch(settings, "raw")
    places = partitions_of(topic, (await partition_counts(settings, "raw", right="write"))[topic])
    async with (
        consumer(settings, **READING) as reader,
        consumer(settings, **READING) as originals,
        producer(settings, **PRODUCER_OPTIONS) as client,
    ):
        flight = Flight(sent)
        try:
            async for offer in _offers(reader, plan):
                await pace.turn()
                original = await _whole(offer, originals, places)
                why = _hindrance(original, limit) if original else f"gone from {topic}"
                if original is None or why:
                    sent.skip(offer, why)
                else:
                    await flight.add(client, topic, original, replay_headers(original))
                report(sent)
        finally:
            await flight.land()
    if left := len(plan.open):
        sent.skipped[f"gone from {settings.topic(plan.kept)} since it was counted"] += left
    return sent


async def _whole(offer: Offer, client: Any, places: list[TopicPartition]) -> Record | None:
    """The document as it came; read at its origin where a rejection left something out. None where it is not there any more:
    what has another time is another record, on a topic that was made anew.
    """
    told = offer.original
    place = TopicPartition(told.origin.topic, told.origin.partition)
    if offer.whole:
        return told
    found = await _record_at(client, place, told.origin.offset) if place in places else None
    return found if found and found.unreadable is None and found.timestamp == told.timestamp else None


async def _record_at(client: Any, place: TopicPartition, offset: int) -> Record | None:
    first, end = (await client.beginning_offsets([place]))[place], (await end_offsets(client, [place]))[place]
    if first <= offset < end:
        async for record in read_span(client, {place: offset}, {place: offset + 1}):
            return record_of(record)
    return None


def _hindrance(original: Record, limit: int | None) -> str:
    """Why a record cannot be sent; empty where it can. Asked beforehand, as for what is published."""
    if original.value is None and original.key is None:
        return "has neither key nor value"
    around = BATCH_OVERHEAD + len(original.key or b"") + _size(replay_headers(original))
    value = original.value or b""
    if limit is None or (len(value) + around <= limit) or len(lz4_encode(value)) + around <= limit:
        return ""
    return f"too large for the topic, whose max.message.bytes is {limit}"


def _size(headers: Headers) -> int:
    return sum(len(name.encode(errors="replace")) + len(value or b"") + 10 for name, value in headers)


class Pace:
    """So many turns a second at most; None for as many as come."""

    def __init__(self, rate: int | None) -> None:
        self._rate = rate
        self._began, self._turns = time.monotonic(), 0

    async def turn(self) -> None:
        """Wait for the next."""
        if self._rate is not None:
            await asyncio.sleep(self._began + self._turns / self._rate - time.monotonic())
            self._turns += 1


class Flight:
    """What was handed to the producer and is not confirmed yet: a bounded number of records and bytes."""

    def __init__(self, sent: Sent) -> None:
        self._sent = sent
        self._pending: set[asyncio.Future[Any]] = set()
        self._bytes = 0
        self._broken: BaseException | None = None

    async def add(self, client: Any, topic: str, original: Record, headers: Headers) -> None:
        """Hand one over, when there is room; raises what broke an earlier delivery."""
        while self._pending and (len(self._pending) >= IN_FLIGHT_RECORDS or self._bytes >= IN_FLIGHT_BYTES):
            await asyncio.wait(self._pending, return_when=asyncio.FIRST_COMPLETED)
        self._raise()
        future = await client.send(topic, original.value, key=original.key, headers=list(headers))
        size = len(original.value or b"")
        self._pending.add(future)
        self._bytes += size
        future.add_done_callback(lambda done: self._landed(done, size))

    async def land(self) -> None:
        """Wait for all that is in flight; raises what broke a delivery."""
        if self._pending:
            await asyncio.wait(self._pending)
            await asyncio.sleep(0)  # the last callbacks
        self._raise()

    def _landed(self, future: asyncio.Future[Any], size: int) -> None:
        self._pending.discard(future)
        self._bytes -= size
        error = asyncio.CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self._sent.records += 1
        else:
            self._broken = self._broken or error

    def _raise(self) -> None:
        if self._broken:
            raise self._broken
