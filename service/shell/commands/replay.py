"""`copydesk replay`: sends documents again, from `rejected` or `raw`, after what turned them away was mended.

The topic is read once to find them, and once more to send them, because no memory holds them all. What stands on `raw`
as a replay already is passed over, so a run that was broken off is simply started again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from aiokafka import TopicPartition

from copydesk.client.embedded import end_offsets
from copydesk.client.reading.connection import offsets_at
from copydesk.service.core.desk.replay import Offer, Places, Wanted, offer_of_raw, offer_of_rejection
from copydesk.service.core.intake.replayed import replay_headers, replay_of
from copydesk.service.core.records import EPOCH, Origin, Record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import READING
from copydesk.service.shell.commands.flight import PRODUCER_OPTIONS, Flight, Message, Pace, hindrance
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.kafka import consumer, producer
from copydesk.service.shell.reading import Offsets, partitions_of, read_one, read_span
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

    def landed(self, _: BaseException | None) -> None:
        """One that is confirmed."""
        self.records += 1

    def skip(self, origin: Origin, why: str) -> None:
        """One that cannot be sent."""
        self.skipped[why] += 1
        if len(self.lines) < NAMED_SKIPS:
            self.lines.append(f"{origin}: {why}")


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
            starts = await offsets_at(client, places["raw"], plan.earliest - CLOCKS_APART)
            async for record in read_span(client, starts, await end_offsets(client, places["raw"])):
                plan.look(record)
    return plan


async def _span(client: Any, places: list[TopicPartition], kept: Kept, wanted: Wanted) -> tuple[Offsets, Offsets]:
    """From the time that is asked for to the end as of now; of raw records that are named, what lies around them."""
    ends = await end_offsets(client, places)
    starts = await (offsets_at(client, places, wanted.since) if wanted.since else client.beginning_offsets(places))
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
        flight = Flight(client, topic)
        try:
            async for offer in _offers(reader, plan):
                await pace.turn()
                original = await _whole(offer, originals, places)
                message = Message(original.key, original.value, replay_headers(original)) if original else None
                why = hindrance(message, limit) if message else f"gone from {topic}"
                if message is None or why:
                    sent.skip(offer.original.origin, why)
                else:
                    await flight.add(message, sent.landed)
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
    record = await read_one(client, place, told.origin.offset) if place in places else None
    found = record_of(record) if record else None
    return found if found and found.unreadable is None and found.timestamp == told.timestamp else None
