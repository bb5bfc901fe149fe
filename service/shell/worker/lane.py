"""The lane: Kafka's records in batches, none skipped by a rebalance, none committed before it is dealt with.

Faust pays .26 ms of CPU for each message that it carries from the fetcher to an agent. A lane hands on what one fetch
brought from one partition as one message whose value is a `Batch`, so the price is paid once for hundreds of records.
The agent stays an ordinary Faust agent. Three of the measures against lost records are here, each found by losing
some with faust-streaming 0.15.3; the line at each says why it is there and when it can go. Changelog records go
straight to the recovery, which takes only what follows (measure 8).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from aiokafka.errors import IllegalStateError, KafkaError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP, Message

from copydesk.service.shell.attempts import Attempts
from copydesk.service.shell.batches import read_anything
from copydesk.service.shell.exits import CRASHED, leave
from copydesk.service.shell.rights import denial
from copydesk.service.shell.worker.contiguous import Progress


@dataclass(frozen=True, slots=True)
class Batch:
    """What one fetch brought from one partition.

    `first` is the offset at which it begins, an honest gap before its first record included: dealing with the batch
    deals with the gap.
    """

    first: int
    records: list[Any]
    """aiokafka ConsumerRecords in offset order; at least one."""
    careful: bool = False
    """Who read from here before died: each record is decided in a process of its own (careful.py)."""


def parts(batch: Batch) -> list[Batch]:
    """A batch that needs care takes long: record by record, so that a rebalance need not wait for all of it."""
    if not batch.careful:
        return [batch]
    firsts = [batch.first, *(record.offset + 1 for record in batch.records)]
    return [Batch(first, [record], careful=True) for first, record in zip(firsts, batch.records, strict=False)]


CLOSE_SECONDS = 5.0
"""A consumer that has not closed by then has nobody to take its leave of. All that can be is committed before."""


class LaneThread(driver.AIOKafkaConsumerThread):
    """The thread of aiokafka's consumer, which ends also where no broker answers.

    aiokafka's `stop` then fails with a CancelledError of its own fetcher, and Faust waits a minute for a thread that is
    no more. Can go when `Fetcher.close` takes the CancelledError of the tasks that it cancels.
    """

    def verify_event_path(self, now: float, tp: TP) -> None:
        """Faust would call a partition stuck for which nothing comes, 24 of them at a time. The watch knows better."""

    def verify_recovery_event_path(self, now: float, tp: TP) -> None:
        """The same while the memory is read back."""

    async def on_thread_stop(self) -> None:
        """Close the consumer, within a bound, and whatever happens its connections."""
        with suppress(KafkaError, TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(super().on_thread_stop(), CLOSE_SECONDS)
            return
        if self._consumer is not None:
            with suppress(KafkaError, TimeoutError, asyncio.CancelledError):
                await asyncio.wait_for(self._consumer._client.close(), CLOSE_SECONDS)


class LaneConsumer(driver.Consumer):
    """Faust's consumer with lanes for the topics in `lanes`, and a straight way for changelog records into the
    recovery.
    """

    lanes: frozenset[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn = asyncio.Lock()
        self._seeks = 0
        self._taken: Counter[TP] = Counter()
        self._expected: dict[TP, int] = {}
        self._ends: dict[TP, int] = {}
        self.attempts = Attempts(self._with_kafka)
        self.progress = Progress()
        self.done_at: dict[TP, float] = {}
        """Seconds since the epoch: the record time of the newest record that a partition is done with."""
        self._left: dict[TP, int] = {}
        """The position of each partition when a rebalance took it."""

    def _new_consumer_thread(self) -> driver.AIOKafkaConsumerThread:
        read_anything()
        return LaneThread(self, loop=self.loop, beacon=self.beacon)

    async def _with_kafka(self, use: Callable[[Any], Awaitable[Any]]) -> Any:
        """Do something with aiokafka's consumer, in its thread."""
        return await self._thread.call_thread(use, self._thread._ensure_consumer())

    @property
    def connected(self) -> bool:
        """True from the time on when there is a Kafka consumer to ask."""
        return self._thread._consumer is not None

    @property
    def reaches_a_broker(self) -> bool:
        """True while any connection of the Kafka consumer is open."""
        return any(conn.connected() for conn in list(self._thread._ensure_consumer()._client._conns.values()))

    def committed_offset(self, tp: TP) -> int | None:
        """What is committed of a partition of this worker; None for another's."""
        return self._committed_offset[tp] if self.progress.position(tp) is not None else None

    def end_of(self, tp: TP) -> int | None:
        """Where a partition ends: as the last fetch says, before the first as it was when the work began."""
        highwater: int | None = self.highwater(tp)
        return self._ends.get(tp) if highwater is None else highwater

    # Measure 2: no fetch across a seek. The fetch runs in the consumer's thread and outlives the cancelled call that
    # wanted it, so it may take records behind a seek which then nobody gets; and it reads the live set of active
    # partitions, which a rebalance empties, and empty means "no filter" to aiokafka. Hence a frozen copy of the set, a
    # shielded task, and a lock that fetches and seeks take turns at. What a fetch took is noted until it is handed on:
    # only then can a gap be false. Can go when Faust fetches and seeks under one lock.

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:
        seeks = self._seeks
        partitions = None if active_partitions is None else frozenset(active_partitions)
        found = await asyncio.shield(asyncio.ensure_future(self._fetch(partitions, timeout)))
        return found if seeks == self._seeks else {}

    async def _fetch(self, partitions: frozenset[TP] | None, timeout: float) -> Any:
        async with self._turn:
            found = await self._allowed(super()._getmany(partitions, timeout))  # type: ignore[arg-type]  # only read
            self._taken.update(_tp(partition) for partition in found)
            return found

    async def _allowed(self, fetch: Awaitable[Any]) -> Any:
        """Ends the process where the brokers deny the fetch: Faust would end it with a traceback for each of its parts."""
        try:
            return await fetch
        except KafkaError as error:
            denied = denial(error)
            if denied:
                leave(CRASHED, denied)
            raise

    @asynccontextmanager
    async def _seeking(self, partitions: Iterable[TP]) -> AsyncIterator[None]:
        """No fetch is under way within, and none that was before is handed on after."""
        async with self._turn:
            self._seeks += 1
            yield
            self._all_handed_on(partitions)

    def _all_handed_on(self, partitions: Iterable[TP]) -> None:
        for tp in partitions:
            self._taken.pop(tp, None)

    async def seek_wait(self, partitions: Mapping[TP, int]) -> None:
        """Seek changelog partitions before a recovery."""
        async with self._seeking(partitions):
            await super().seek_wait(partitions)

    async def perform_seek(self) -> None:
        """Seek input partitions to their committed offsets."""
        mine = {tp for tp in self.assignment() if tp.topic in self.lanes}
        async with self._seeking(mine):
            await super().perform_seek()
            starts = {tp: committed for tp in mine if (committed := self._committed_offset[tp]) is not None}
            starts |= await self._seek_to_earliest(mine - set(starts))
        for tp, offset in starts.items():
            self._expected[tp] = offset
            self.progress.forget(tp)
            self.progress.start(tp, offset)
            if self._left.pop(tp, offset) != offset:  # another worker went on with it
                self.done_at.pop(tp, None)

    async def _seek_to_earliest(self, uncommitted: set[TP]) -> dict[TP, int]:
        """aiokafka leaves a partition without a committed offset where it is, behind records that were dropped
        unread.
        """
        if not uncommitted:
            return {}
        earliest = {_tp(partition): offset for partition, offset in (await self.earliest_offsets(*uncommitted)).items()}
        for tp, offset in earliest.items():
            await self._seek(tp, offset)
        return earliest

    async def _seek_back(self, tp: TP, offset: int) -> None:
        async with self._seeking({tp}):
            with suppress(IllegalStateError):  # the partition went away meanwhile
                await self._seek(tp, offset)

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Forget what is known of partitions that go to others. A rebalance takes all of them, and most come back."""
        await super().on_partitions_revoked(revoked)
        for tp in revoked:
            position = self.progress.position(tp)
            if position is not None:
                self._left[tp] = position
            self._expected.pop(tp, None)
            self._ends.pop(tp, None)
            self.progress.forget(tp)

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Message]]:
        """One message for each lane partition that has records; changelog records go to the recovery."""
        found, active = await self._wait_next_records(timeout)
        generation = self.app.consumer_generation_id
        if found is None or self.should_stop:
            return
        if not self.flow_active:
            with suppress(
                IllegalStateError
            ):  # partitions went away meanwhile; the recovery that follows seeks those that came
                await self.perform_seek()
            return
        for partition, records in found.items():
            tp = _tp(partition)
            if self._overtaken(generation):
                return
            if tp.topic not in self.lanes:
                await self._restore(tp, records)
            elif records and (active is None or tp in active or tp in self._buffered_partitions):
                for message in await self._messages(tp, records):
                    if self._overtaken(generation):
                        return
                    yield tp, message

    def _overtaken(self, generation: int) -> bool:
        """A rebalance has begun or ended since the fetch: others may own the partitions."""
        return not self.flow_active or self.app.consumer_generation_id != generation

    async def _restore(self, tp: TP, records: list[Any]) -> None:
        """Give the recovery the changelog records that follow what it has."""
        tables: Any = self.app.tables
        recovery = tables.recovery
        held = recovery.holds(tp)
        news = [] if held is None else [record for record in records if record.offset > held]
        if news and await self._follows(tp, held + 1, news[0].offset):
            recovery.take(tp, news)

    async def _messages(self, tp: TP, found: list[Any]) -> list[Message]:
        batch = await self._batch(tp, found)
        self._read_offset[tp] = None  # Faust's own guess at gaps is off for lanes
        return [self._message(tp, part) for part in parts(batch)] if batch else []

    def _message(self, tp: TP, batch: Batch) -> Message:
        message: Message = self._to_message(tp, batch.records[-1])
        message.value = batch  # type: ignore[assignment]  # a lane's value is no longer bytes
        return message

    async def _batch(self, tp: TP, found: list[Any]) -> Batch | None:
        """The records as a batch; None where others are missing before them."""
        expected, first = self._expected.get(tp), found[0].offset
        if expected is not None and not await self._follows(tp, expected, first):
            return None
        if self._committed_offset[tp] is None:
            self._committed_offset[tp] = first
        begin = first if expected is None else min(first, expected)
        self.progress.start(tp, begin)
        self._expected[tp] = found[-1].offset + 1
        return Batch(begin, found, careful=self.attempts.needs_care(tp, begin))

    async def _follows(self, tp: TP, expected: int, first: int) -> bool:
        """True where nothing is missing between; else the partition is read again from `expected`.

        Transaction markers and compaction leave honest gaps. A gap is doubted only where a fetch before this one took
        records that were not handed on; after the seek there is no doubt left.
        """
        if first > expected and self._taken[tp] > 1:
            await self._seek_back(tp, expected)
            return False
        self._all_handed_on({tp})
        return True

    async def count_attempts(self) -> None:
        """Before the input is opened: note that one more worker begins here, and be careful where others died."""
        starts = {
            tp: offset
            for tp in self.assignment()
            if tp.topic in self.lanes and (offset := self._expected.get(tp)) is not None
        }
        ends = {_tp(tp): end for tp, end in (await self.highwaters(*starts)).items()} if starts else {}
        self._ends.update(ends)
        await self.attempts.begin({tp: offset for tp, offset in starts.items() if (ends.get(tp) or 0) > offset})

    async def wait_empty(self) -> None:
        """Finish and commit what is in hand, before a rebalance or the end, and say that it was survived."""
        await super().wait_empty()
        await self.attempts.survived(self.progress.position)

    # Measure 3: a strict commit. Faust's own is off by one and unguarded while nothing is committed, so it can pass a
    # record that is not dealt with. Can go when `_new_offset` starts from the committed offset.

    def batch_done(self, message: Any) -> None:
        """Count a batch as dealt with.

        Not through `Message.ack`: Faust's compiled stream iterator acknowledges by itself, past `Consumer.ack`.
        """
        message.acked = True
        self._unacked_messages.discard(message)
        self.progress.done(message.tp, message.value.first, message.offset)
        if self.progress.position(message.tp) is not None:
            self.done_at[message.tp] = max(0, message.value.records[-1].timestamp) / 1000
        self._acked[message.tp] = []  # a key is enough: commits look at each partition that has one
        if self._waiting_for_ack is not None and not self._waiting_for_ack.done():
            self._waiting_for_ack.set_result(None)

    def _new_offset(self, tp: TP) -> int | None:
        position = self.progress.position(tp)
        return position if position != self._committed_offset[tp] else None

    async def _commit_offsets(self, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        """Faust notes an offset as committed although the broker refused it; then nothing would try again."""
        before = {tp: self._committed_offset[tp] for tp in offsets}
        committed = bool(await super()._commit_offsets(offsets, start_new_transaction))
        if not committed:
            self._committed_offset.update(before)
        return committed


def _tp(partition: Any) -> TP:
    return TP(partition.topic, partition.partition)


def lane_transport(app: Any, lanes: Iterable[str]) -> driver.Transport:
    """Faust's transport for this app, with lanes for these topics."""
    consumer = type("LaneConsumer", (LaneConsumer,), {"lanes": frozenset(lanes)})
    transport = type("LaneTransport", (driver.Transport,), {"Consumer": consumer})
    made: driver.Transport = transport(app.conf.broker_consumer, app)
    return made
