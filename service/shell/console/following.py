"""Keeps the shelf up to date with the topics, and the sight with the broker: in a thread and a loop of its own, so that
pages answer while it catches up.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from aiokafka import TopicPartition
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment
from aiokafka.errors import KafkaError

from copydesk.client.embedded import end_offsets
from copydesk.client.reading.connection import offsets_at
from copydesk.service.core.records import EPOCH, MILLISECOND
from copydesk.service.settings import Settings
from copydesk.service.shell.console.entries import Kept, entry_of
from copydesk.service.shell.console.habits import DAY
from copydesk.service.shell.console.shelf import MINUTE, Shelf
from copydesk.service.shell.console.sight import Lag, Sight, Worker
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.group import describe_group
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.kafka import admin, consumer
from copydesk.service.shell.reading import Offsets, partitions_of, read_span
from copydesk.service.shell.topics import partition_counts

OUTCOMES = ("articles", "duplicates", "rejected")
INPUTS = ("raw", "parsed")

READING = {"fetch_max_wait_ms": 200, "max_partition_fetch_bytes": 256 * 1024}
BATCH_RECORDS = 500

LOOK_SECONDS = 5.0
AGAIN_SECONDS = 5.0
"""After the broker could not be asked."""
PRUNE_SECONDS = 60.0
STOP_SECONDS = 10.0
COUNTED_MINUTES = 60
PEEK_SECONDS = 5.0
"""So long is waited for the first record of what waits."""

log = logging.getLogger(__name__)


class Follower:
    """The thread; `sight` is what it saw last."""

    def __init__(self, settings: Settings, shelf: Shelf, days: int) -> None:
        self._settings, self._shelf, self._days = settings, shelf, days
        self.sight = Sight()
        self._raw_total: int | None = None
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        """Follow until the process ends."""
        self._thread.start()

    def stop(self) -> None:
        """End it; what it was writing is written whole, or not at all."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._follow())

    async def _follow(self) -> None:
        work = [asyncio.create_task(self._again_and_again(part)) for part in (self._read, self._look)]
        await self._ended.wait()
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except (CopydeskError, KafkaError, TimeoutError, OSError, sqlite3.Error) as error:
                problem = " ".join(str(error).split()) or type(error).__name__
                if problem != self.sight.problem:  # not every five seconds
                    log.warning("%s", problem)
                self.sight = replace(self.sight, problem=problem)
            await asyncio.sleep(AGAIN_SECONDS)

    # What is decided

    async def _read(self) -> None:
        settings = self._settings
        followed = followed_by(settings)
        counts = await partition_counts(settings, *followed)
        places = {name: partitions_of(settings.topic(name), counts[settings.topic(name)]) for name in followed}
        names = {settings.topic(name): name for name in followed}
        every = [place for of_topic in places.values() for place in of_topic]
        async with consumer(settings, **READING) as client:
            starts = await self._starts(client, every)
            client.assign(every)
            for place in every:
                client.seek(place, starts[place])
            pruned = 0.0
            while True:
                fetched = await client.getmany(timeout_ms=500, max_records=BATCH_RECORDS)
                self._keep(names, fetched)
                self.sight = replace(self.sight, to_read=_to_read(client, starts | self._places(), every))
                if time.monotonic() - pruned > PRUNE_SECONDS:
                    self._shelf.prune(int(time.time() * 1000))
                    pruned = time.monotonic()

    def _keep(self, names: Mapping[str, str], fetched: Mapping[TopicPartition, list[Any]]) -> None:
        entries: list[Kept] = []
        places: dict[tuple[str, int], int] = {}
        for place, records in fetched.items():
            entries += filter(None, (entry_of(names[place.topic], record_of(record)) for record in records))
            places[(place.topic, place.partition)] = records[-1].offset + 1
        if places:
            self._shelf.add(entries, places)

    def _places(self) -> dict[TopicPartition, int]:
        return {TopicPartition(*place): offset for place, offset in self._shelf.places().items()}

    async def _starts(self, client: Any, every: list[TopicPartition]) -> dict[TopicPartition, int]:
        """Where it was left, or as many days back as are kept. Topics that end before that were made anew: so is the
        shelf.
        """
        begins, ends = await client.beginning_offsets(every), await end_offsets(client, every)
        left = self._places()
        if any(left.get(place, 0) > ends[place] for place in every):
            self._shelf.clear(desk_of(self._settings))
            left = {}
        since = int(time.time() * 1000) - self._days * DAY
        found = await client.offsets_for_times(dict.fromkeys(every, since))
        return {
            place: max(begins[place], left.get(place, found[place].offset if found.get(place) else ends[place]))
            for place in every
        }

    # What the broker says

    async def _look(self) -> None:
        settings = self._settings
        counts = await partition_counts(settings, *INPUTS)
        every = [
            place for name in INPUTS for place in partitions_of(settings.topic(name), counts[settings.topic(name)])
        ]
        async with (
            admin(settings) as asked,
            consumer(settings, group_id=settings.group) as group,
            consumer(settings, fetch_max_wait_ms=50, max_partition_fetch_bytes=1024) as peek,
        ):
            await self._catch_up(group, [place for place in every if place.topic == settings.topic("raw")])
            while True:
                workers, state = await _workers(asked, settings)
                lags = await _lags(group, peek, every, workers)
                brokers, short = await _replicas(asked, settings)
                await self._count_raw(group, every)
                self.sight = Sight(time.time(), None, brokers, state, workers, lags, short, self.sight.to_read)
                await asyncio.sleep(LOOK_SECONDS)

    async def _catch_up(self, client: Any, places: list[TopicPartition]) -> None:
        """What came in during the last hour, minute by minute: nobody counted while nobody looked."""
        this_minute = int(time.time() * 1000) // MINUTE * MINUTE
        minutes = [this_minute - number * MINUTE for number in range(COUNTED_MINUTES, -1, -1)]
        totals = [sum((await offsets_at(client, places, EPOCH + minute * MILLISECOND)).values()) for minute in minutes]
        counts = {minute: later - sooner for minute, sooner, later in zip(minutes, totals, totals[1:], strict=False)}
        self._shelf.came_in_all(counts | {this_minute: 0})
        self._raw_total = totals[-1]

    async def _count_raw(self, client: Any, every: list[TopicPartition]) -> None:
        raw = self._settings.topic("raw")
        total = sum((await end_offsets(client, [place for place in every if place.topic == raw])).values())
        before, self._raw_total = self._raw_total, total
        if before is not None and total > before:
            self._shelf.came_in(int(time.time() * 1000) // MINUTE * MINUTE, total - before)


def desk_of(settings: Settings) -> str:
    """Whose topics a shelf is made of."""
    return " ".join(settings.topic(name) for name in followed_by(settings))


def followed_by(settings: Settings) -> tuple[str, ...]:
    """The topics that are read, by their names in the catalogue."""
    return (*OUTCOMES, "links") if settings.copies == "on" else OUTCOMES


def _to_read(client: Any, starts: Mapping[TopicPartition, int], every: Iterable[TopicPartition]) -> int | None:
    ends = {place: client.highwater(place) for place in every}
    if all(end is None for end in ends.values()):
        return None
    return sum(max(0, int(end) - starts[place]) for place, end in ends.items() if end is not None)


async def _workers(client: Any, settings: Settings) -> tuple[list[Worker], str]:
    answer = await describe_group(client, settings.group)
    workers = [_worker(number, member) for number, member in enumerate(answer["members"], 1)]
    return sorted(workers, key=lambda worker: worker.name), answer["state"]


def _worker(number: int, member: Mapping[str, Any]) -> Worker:
    packed = member["member_assignment"]
    owned = ConsumerProtocolMemberAssignment.decode(packed).assignment if packed else []
    partitions = {topic: sorted(numbers) for topic, numbers in owned}
    name = str(member["member_id"]).rpartition("-")[2][:8] or str(number)
    return Worker(name, str(member["client_host"]).lstrip("/"), partitions)


async def _lags(group: Any, peek: Any, every: list[TopicPartition], workers: list[Worker]) -> list[Lag]:
    committed = await group._coordinator.fetch_committed_offsets(every)
    begins, ends = await group.beginning_offsets(every), await end_offsets(group, every)
    done = {place: max(begins[place], committed[place].offset if place in committed else 0) for place in every}
    since = await _since(peek, done, ends)
    owners = {
        (topic, number): worker.name
        for worker in workers
        for topic, numbers in worker.partitions.items()
        for number in numbers
    }
    now = datetime.now(UTC).timestamp() * 1000
    return [
        Lag(
            place.topic,
            place.partition,
            max(0, ends[place] - done[place]),
            0.0 if ends[place] <= done[place] else (now - since[place]) / 1000 if place in since else None,
            owners.get((place.topic, place.partition), ""),
        )
        for place in every
    ]


async def _since(peek: Any, done: Offsets, ends: Offsets) -> dict[TopicPartition, int]:
    """When the first record that waits came, by partition."""
    waiting = {place: offset for place, offset in done.items() if offset < ends[place]}
    found: dict[TopicPartition, int] = {}

    async def look() -> None:
        async for record in read_span(peek, waiting, {place: offset + 1 for place, offset in waiting.items()}):
            found[TopicPartition(record.topic, record.partition)] = record.timestamp

    if waiting:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(look(), PEEK_SECONDS)
    return found


async def _replicas(client: Any, settings: Settings) -> tuple[int, list[str]]:
    """How many brokers there are, and the partitions that lack a replica."""
    cluster = await client.describe_cluster()
    topics = await client.describe_topics([settings.topic(entry.name) for entry in settings.topics])
    short = [
        f"{topic['topic']}/{part['partition']}"
        for topic in topics
        for part in topic["partitions"]
        if len(part["isr"]) < len(part["replicas"])
    ]
    return len(cluster["brokers"]), sorted(short)
