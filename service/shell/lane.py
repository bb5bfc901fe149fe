"""The lane: Kafka's records in batches, none skipped by a rebalance, none committed before it is dealt with.

Faust pays .26 ms of CPU for each message that it carries from the fetcher to an agent. A lane hands on what one fetch
brought from one partition as one message whose value is a `Batch`, so the price is paid once for hundreds of records.
The agent stays an ordinary Faust agent. Three of the measures against lost records are here, each found by losing
some with faust-streaming 0.15.3; the line at each says why it is there and when it can go.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiokafka.errors import IllegalStateError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP, Message


@dataclass(frozen=True, slots=True)
class Batch:
    """What one fetch brought from one partition.

    `first` is the offset at which it begins, a confirmed gap before its first record included: dealing with the batch
    deals with the gap.
    """

    first: int
    records: list[Any]
    """aiokafka ConsumerRecords in offset order; at least one."""


class Progress:
    """How far a partition is dealt with, without holes. Offsets may be done in any order; the position never passes one that is not."""

    def __init__(self) -> None:
        self._positions: dict[TP, int] = {}
        self._ahead: dict[TP, dict[int, int]] = defaultdict(dict)

    def start(self, tp: TP, offset: int) -> None:
        """Count from here, unless the partition is being counted already."""
        self._positions.setdefault(tp, offset)

    def done(self, tp: TP, first: int, last: int) -> None:
        """Offsets `first` to `last`, both included, are dealt with."""
        if tp not in self._positions:
            return
        ahead = self._ahead[tp]
        ahead[first] = max(last + 1, ahead.get(first, 0))
        for begin in sorted(ahead):
            if begin > self._positions[tp]:
                break
            self._positions[tp] = max(self._positions[tp], ahead.pop(begin))

    def position(self, tp: TP) -> int | None:
        """The next offset to be dealt with; None for a partition that is not counted."""
        return self._positions.get(tp)

    def forget(self, tp: TP) -> None:
        """The partition is somebody else's now."""
        self._positions.pop(tp, None)
        self._ahead.pop(tp, None)


class LaneConsumer(driver.Consumer):
    """Faust's consumer with lanes for the topics in `lanes`; changelogs stay record by record, as recovery wants them."""

    lanes: frozenset[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fetch: asyncio.Future[Any] | None = None
        self._expected: dict[TP, int] = {}
        self._gaps_seen: set[tuple[TP, int, int]] = set()
        self.progress = Progress()

    # Measure 2: no fetch across a seek. The fetch runs in the consumer's thread and outlives the cancelled call that
    # wanted it, so it may take records behind a seek which then nobody gets; and it reads the live set of active
    # partitions, which a rebalance empties, and empty means "no filter" to aiokafka. Hence a frozen copy of the set, a
    # shielded task, and every seek waits for it. Can go when Faust fetches and seeks under one lock.

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:
        await self._settle()
        partitions = None if active_partitions is None else frozenset(active_partitions)
        self._fetch = asyncio.ensure_future(super()._getmany(partitions, timeout))  # type: ignore[arg-type]  # it is only read
        return await asyncio.shield(self._fetch)

    async def _settle(self) -> None:
        if self._fetch is not None and not self._fetch.done():
            await asyncio.wait({self._fetch})

    async def seek_wait(self, partitions: Mapping[TP, int]) -> None:
        """Seek changelog partitions before a recovery, behind the last fetch."""
        await self._settle()
        await super().seek_wait(partitions)

    async def perform_seek(self) -> None:
        """Seek input partitions to their committed offsets, behind the last fetch."""
        await self._settle()
        await super().perform_seek()
        mine = {tp for tp in self.assignment() if tp.topic in self.lanes}
        starts = {tp: committed for tp in mine if (committed := self._committed_offset[tp]) is not None}
        starts |= await self._seek_to_earliest(mine - set(starts))
        for tp, offset in starts.items():
            self._expected[tp] = offset
            self.progress.forget(tp)
            self.progress.start(tp, offset)

    async def _seek_to_earliest(self, uncommitted: set[TP]) -> dict[TP, int]:
        """aiokafka leaves a partition without a committed offset where it is, behind records that were dropped unread."""
        if not uncommitted:
            return {}
        earliest = {TP(tp.topic, tp.partition): offset for tp, offset in (await self.earliest_offsets(*uncommitted)).items()}
        for tp, offset in earliest.items():
            await self._seek(tp, offset)
        return earliest

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Forget what is known of partitions that go to others."""
        await super().on_partitions_revoked(revoked)
        for tp in revoked:
            self._expected.pop(tp, None)
            self.progress.forget(tp)

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, Message]]:
        """One message for each lane partition that has records; single messages for the other topics."""
        records, active = await self._wait_next_records(timeout)
        generation = self.app.consumer_generation_id
        if records is None or self.should_stop:
            return
        if not self.flow_active:
            with suppress(IllegalStateError):  # partitions went away meanwhile; the recovery that follows seeks those that came
                await self.perform_seek()
            return
        for partition, found in records.items():
            tp = TP(partition.topic, partition.partition)
            if self._overtaken(generation):
                return
            if tp.topic not in self.lanes:
                for record in found:
                    yield tp, self._to_message(tp, record)
            elif found and (active is None or tp in active or tp in self._buffered_partitions):
                message = await self._batch_message(tp, found)
                if message is not None:
                    yield tp, message

    def _overtaken(self, generation: int) -> bool:
        """A rebalance has begun or ended since the fetch: others may own the partitions."""
        return not self.flow_active or self.app.consumer_generation_id != generation

    async def _batch_message(self, tp: TP, found: list[Any]) -> Message | None:
        batch = await self._batch(tp, found)
        if batch is None:
            return None
        message: Message = self._to_message(tp, found[-1])
        message.value = batch  # type: ignore[assignment]  # a lane's value is no longer bytes
        self._read_offset[tp] = None  # Faust's own guess at gaps is off for lanes
        return message

    async def _batch(self, tp: TP, found: list[Any]) -> Batch | None:
        """The records as a batch; None where they begin behind a gap that has not shown twice.

        Transaction markers and compaction leave honest gaps; records that a stray fetch took leave false ones, and
        reading again brings those back.
        """
        expected, first = self._expected.get(tp), found[0].offset
        gap = (tp, -1 if expected is None else expected, first)
        if expected is not None and first > expected and gap not in self._gaps_seen:
            self._gaps_seen.add(gap)
            with suppress(IllegalStateError):  # the partition went away meanwhile
                await self._seek(tp, expected)
            return None
        self._gaps_seen.discard(gap)
        if self._committed_offset[tp] is None:
            self._committed_offset[tp] = first
        begin = first if expected is None else min(first, expected)
        self.progress.start(tp, begin)
        self._expected[tp] = found[-1].offset + 1
        return Batch(begin, found)

    # Measure 3: a strict commit. Faust's own is off by one and unguarded while nothing is committed, so it can pass a
    # record that is not dealt with. Can go when `_new_offset` starts from the committed offset.

    def batch_done(self, message: Any) -> None:
        """Count a batch as dealt with.

        Not through `Message.ack`: Faust's compiled stream iterator acknowledges by itself, past `Consumer.ack`.
        """
        message.acked = True
        self._unacked_messages.discard(message)
        self.progress.done(message.tp, message.value.first, message.offset)
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


def lane_transport(app: Any, lanes: Iterable[str]) -> driver.Transport:
    """Faust's transport for this app, with lanes for these topics."""
    consumer = type("LaneConsumer", (LaneConsumer,), {"lanes": frozenset(lanes)})
    transport = type("LaneTransport", (driver.Transport,), {"Consumer": consumer})
    made: driver.Transport = transport(app.conf.broker_consumer, app)
    return made
