"""`copydesk sink`: reads `articles` in a group and hands them to a sink, from where the sink itself says, until it is told
to end.

The sink keeps its positions beside what it writes, so that both are there or neither. What the group has committed is
for tools that show lags, and for sinks that keep none; it has the name of the place with it, and means nothing to another. A
rebalance, a sink that is away and one that was overtaken end the same way: ask it where to go on. One that is unusable ends the command.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import IllegalStateError, KafkaError
from aiokafka.structs import OffsetAndMetadata

from copydesk.client.embedded import end_offsets
from copydesk.service.settings import Settings
from copydesk.service.shell.health_port import answer_at
from copydesk.service.shell.kafka import admin, consumer
from copydesk.service.shell.reading import partitions_of
from copydesk.service.shell.sinks.account import Account
from copydesk.service.shell.sinks.contract import Away, Batch, Overtaken, Sink, Source
from copydesk.service.shell.sinks.entries import Refused, entry_of
from copydesk.service.shell.sinks.patience import Patience
from copydesk.service.shell.topics import partition_counts

POLL_MS = 500
MEASURED_SECONDS = 5.0
"""Between two questions to the brokers how far the topic reaches."""
MOST_RECORDS = 2000
"""Of one batch."""
READING = {"max_partition_fetch_bytes": 1024 * 1024, "fetch_max_wait_ms": 500}

log = logging.getLogger("copydesk")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a sink is to run."""

    address: str
    group: str | None = None
    """None: one that belongs to the place alone, or two places would share the articles between them."""
    member: str | None = None
    """A name that no other member of the group has: who comes back under it goes on at once (Kafka's static membership)."""
    until_end: bool = False
    """It ends with what stood on the topic at its start."""


@dataclass(slots=True)
class Kept:
    """What a run did."""

    versions: int = 0
    refused: int = 0
    reached_end: bool = False
    """Whether all that stood on the topic at its start is safe, where it was asked to end with that."""


async def run_sink(settings: Settings, asked: Asked, sink: Sink) -> Kept:
    """Until SIGTERM or Ctrl-C, or to the end that was asked for; what was kept. One without an end answers at the health port."""
    account = Account()
    if not asked.until_end:
        answer_at(settings, {"/live": account.live, "/ready": account.ready}, account.text)
    watching = asyncio.create_task(_turn(account))
    try:
        return await _run(settings, asked, sink, account)
    finally:
        watching.cancel()
        await sink.close()


async def _turn(account: Account) -> None:
    while True:
        account.turned()
        await asyncio.sleep(1)


async def _run(settings: Settings, asked: Asked, sink: Sink, account: Account) -> Kept:
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.set)
    topic = settings.topic("articles")
    places = partitions_of(topic, (await partition_counts(settings, "articles"))[topic])
    source, patience = Source(await _cluster(settings), topic), Patience(ending, account)
    name = await patience.until_given(lambda: sink.prepare(source))
    if name is None:
        return Kept()
    async with consumer(settings, **_membership(settings, asked, name)) as client:
        filler = Filler(client, sink, topic, patience, name)
        measuring = asyncio.create_task(_measure(filler, places, account))
        try:
            await filler.run(await _ends(settings, places) if asked.until_end else None)
        finally:
            measuring.cancel()
        return filler.kept


async def _measure(filler: Filler, places: list[TopicPartition], account: Account) -> None:
    """Tell again and again how far the place is behind."""
    while True:
        with suppress(KafkaError, TimeoutError):
            account.measured(await asyncio.wait_for(filler.lags(places), 2 * MEASURED_SECONDS))
        await asyncio.sleep(MEASURED_SECONDS)


def group_of(desk: str, name: str, address: str) -> str:
    """`copydesk-sink-1f8b3a90c2`: of the place's own name and of where it is, for a copy of a database has its name too."""
    parts = urlsplit(address)
    where = f"{name} {parts.scheme} {parts.hostname} {parts.path}"
    return f"{desk}-sink-{sha256(where.encode()).hexdigest()[:10]}"


def _membership(settings: Settings, asked: Asked, name: str) -> dict[str, Any]:
    session_ms = round(settings.session_timeout_seconds * 1000)
    return {
        **READING,
        "group_id": asked.group or group_of(settings.group, name, asked.address),
        "group_instance_id": asked.member,
        "auto_offset_reset": "earliest",
        "session_timeout_ms": session_ms,
        "heartbeat_interval_ms": session_ms // 5,
        "rebalance_timeout_ms": round(settings.rebalance_timeout_seconds * 1000),
    }


async def _ends(settings: Settings, places: list[TopicPartition]) -> dict[int, int]:
    """The end of each partition that holds anything."""
    async with consumer(settings) as client:
        ends, starts = await end_offsets(client, places), await client.beginning_offsets(places)
    return {place.partition: ends[place] for place in places if starts[place] < ends[place]}


async def _cluster(settings: Settings) -> str:
    async with admin(settings) as client:
        return str((await client.describe_cluster())["cluster_id"])


class _Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # published without types
    """Every change of the assignment, however small, sends all partitions back to what the sink says."""

    def __init__(self, placed: set[int]) -> None:
        self._placed = placed
        self.dealt = 0

    def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        self._placed.clear()
        self.dealt += 1

    def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        self._placed.clear()
        self.dealt += 1


@dataclass(slots=True)
class Filler:
    """Reads and hands over. `placed` are the partitions that are read from where the sink said."""

    client: Any
    sink: Sink
    topic: str
    patience: Patience
    name: str
    """Of the place."""
    placed: set[int] = field(default_factory=set)
    safe: dict[int, int] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    """Partition -> the offset after the last record that the place has taken, safe or not."""
    kept: Kept = field(default_factory=Kept)
    listener: _Listener = field(init=False)

    def __post_init__(self) -> None:
        self.listener = _Listener(self.placed)

    async def run(self, ends: Mapping[int, int] | None) -> None:
        """Until it is told to end, or all that is its own is safe up to `ends`."""
        self.client.subscribe([self.topic], listener=self.listener)
        while not self.patience.ending.is_set():
            batch = await self._read()
            self.patience.account.has_read(batch)
            await self._hand_over(batch, now=ends is not None and self._has_read(ends, batch))
            if ends is not None and self._is_safe(ends):
                self.kept.reached_end = True
                return
        await self._hand_over(Batch((), {}), now=True)

    async def lags(self, places: list[TopicPartition]) -> Mapping[int, int]:
        """Partition of its own -> records that the place has not taken. All places of the topic are asked for: so a broker is, too,
        where none is its own.
        """
        ends, starts = await self.client.end_offsets(places), await self.client.beginning_offsets(places)
        ours = [place for place in places if place in self.client.assignment()]
        return {
            place.partition: max(0, ends[place] - max(self.taken.get(place.partition, 0), starts[place]))
            for place in ours
        }

    async def _read(self) -> Batch:
        """The next records of partitions that are placed; places those that are not."""
        await self._place()
        fetched = await self.client.getmany(timeout_ms=POLL_MS, max_records=MOST_RECORDS)
        ours = {place.partition: records for place, records in fetched.items() if place.partition in self.placed}
        entries = [entry_of(record) for records in ours.values() for record in records]
        return Batch(entries, {partition: records[-1].offset + 1 for partition, records in ours.items()})

    async def _place(self) -> None:
        assigned = {place.partition for place in self.client.assignment()}
        if assigned == self.placed:
            return
        dealt = self.listener.dealt
        positions = await self.patience.until_given(lambda: self.sink.positions(sorted(assigned)))
        if positions is None:
            return  # told to end
        with suppress(IllegalStateError):  # of a partition that was given away meanwhile
            for partition in assigned:
                await self._seek(TopicPartition(self.topic, partition), positions.get(partition))
        if dealt != self.listener.dealt:
            return
        self.safe = dict(positions)
        self.placed.clear()
        self.placed.update(assigned)

    async def _seek(self, place: TopicPartition, position: int | None) -> None:
        """To this position, else to what the group has committed for this place, else to the start."""
        if position is None:
            position = await self._committed(place)
        if position is None:
            position = (await self.client.beginning_offsets([place]))[place]
        self.client.seek(place, position)
        self.taken[place.partition] = position

    async def _committed(self, place: TopicPartition) -> int | None:
        """None where it was for a place that this one has taken the place of. Without a name it is of a sink that wrote none."""
        found = (await self.client._coordinator.fetch_committed_offsets([place])).get(place)
        return found.offset if found and found.offset >= 0 and found.metadata in {self.name, "", None} else None

    async def _hand_over(self, batch: Batch, *, now: bool) -> None:
        try:
            safe = await self.sink.write(batch, now=now)
        except Away as error:
            self.placed.clear()
            await self.patience.pause(error, took_nothing=True)
        except Overtaken as error:
            log.warning("another process has written what this one was about to: %s", error)
            self.placed.clear()
        else:
            self.patience.back()
            self._count(batch)
            self.taken |= batch.ends
            self.safe |= safe
            await self._commit(safe)

    def _count(self, batch: Batch) -> None:
        self.patience.account.has_taken(batch)
        for entry in batch.entries:
            if isinstance(entry, Refused):
                self.kept.refused += 1
                log.error("%s/%d/%d is set aside: %s", self.topic, entry.place.partition, entry.place.offset, entry.why)
        self.kept.versions += len(batch.entries)

    async def _commit(self, safe: Mapping[int, int]) -> None:
        """For tools that show lags, and for sinks that keep no positions: a repeat of what they have is no harm to them."""
        ours = {
            TopicPartition(self.topic, partition): OffsetAndMetadata(offset, self.name)
            for partition, offset in safe.items()
        }
        with suppress(KafkaError):
            if ours:
                await self.client.commit(ours)
                self.patience.account.has_committed()

    def _has_read(self, ends: Mapping[int, int], batch: Batch) -> bool:
        reached = {**self.safe, **batch.ends}
        return bool(self.placed) and all(self._done(partition, ends, reached) for partition in self.placed)

    def _is_safe(self, ends: Mapping[int, int]) -> bool:
        return bool(self.placed) and all(self._done(partition, ends, self.safe) for partition in self.placed)

    def _done(self, partition: int, ends: Mapping[int, int], reached: Mapping[int, int]) -> bool:
        return reached.get(partition, 0) >= ends.get(partition, 0)
