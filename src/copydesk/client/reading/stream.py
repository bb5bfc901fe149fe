"""Reads `articles` from Kafka: as a member of a group, or all partitions from a checkpoint. What a record means is the Sorter's.

A partition is read in order, one change is in the caller's hands at a time, and it is done when the caller asks for the next.
What is done is committed; a rebalance sets up every partition anew from what is committed, and what was fetched before it counts
for nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.structs import OffsetAndMetadata

from copydesk.client.errors import ReaderError
from copydesk.client.reading.borders import Borders, Stretch
from copydesk.client.reading.connection import (
    CONNECT_SECONDS,
    closed,
    patiently,
    reader_options,
    records_at,
    started,
)
from copydesk.client.reading.errors import NotCommitted, explained
from copydesk.client.reading.places import Place, checkpoint_text, place_of
from copydesk.client.reading.sorter import Change, Sorter
from copydesk.client.reading.superseded import superseded

T = TypeVar("T")

POLL_SECONDS = 0.5
FETCHED = 500
"""Records that are taken from the client at once."""

RECALLED = 1000
"""Records of each partition before the place at which a reader goes on, of which it only learns what was had: a worker that died
may have repeated some of them behind it.
"""


_KEEPERS = set[asyncio.Task[None]]()
"""asyncio itself holds tasks by weak references."""


@dataclass(slots=True)
class _Partition:
    """One that is this reader's."""

    start: int
    """Records before it are only recalled."""
    done: int
    """All before it are finished, but for what is held."""
    skipped: frozenset[int]
    """Offsets of what a newer version had replaced when reading began."""


@dataclass(frozen=True, slots=True)
class _InHand:
    generation: int
    place: TopicPartition
    offset: int
    was_held: bool = False


class Stream:
    """The changes of a topic, one reader's part of them."""

    def __init__(
        self,
        brokers: str,
        stretch: Stretch,
        sorter: Sorter,
        kafka: Mapping[str, Any],
        commit_seconds: float | None = 1.0,
    ) -> None:
        """`commit_seconds` at the most lie between two commits; None: only `commit` commits."""
        self._brokers = brokers
        self._stretch = stretch
        self._sorter = sorter
        self._kafka = kafka
        self._commit_seconds = commit_seconds
        self._borders = Borders(brokers, stretch, kafka)
        self._client: Any = None
        self._generation = 0
        """Counts assignments; what was fetched in an earlier one counts for nothing."""
        self._assigned = False
        self._ready_for = -1
        self._partitions: dict[TopicPartition, _Partition] = {}
        self._in_hand: _InHand | None = None
        self._committed: dict[TopicPartition, Place] = {}
        self._commit_at = 0.0

    async def run(self) -> AsyncGenerator[Change, None]:
        """The changes, one by one; what is in the caller's hands is done when the next is asked for."""
        with explained(self._brokers):
            self._client = await started(
                AIOKafkaConsumer(**reader_options(self._brokers, self._stretch.group, self._kafka))
            )
        left = asyncio.Event()
        keeper = asyncio.create_task(self._leave_when(left))
        _KEEPERS.add(keeper)
        keeper.add_done_callback(_KEEPERS.discard)
        try:
            with explained(self._brokers):
                await self._join()
            async for change in self._changes():
                yield change
            self._finish()
        finally:
            left.set()
            await asyncio.shield(keeper)

    def checkpoint(self) -> str:
        """All that was given until now as done, as text."""
        self._finish()
        return checkpoint_text({place.partition: self._place(place) for place in self._partitions})

    async def commit(self) -> None:
        """All that was given until now is done; NotCommitted where the brokers do not take that."""
        self._finish()
        try:
            await self._commit()
        except KafkaError as error:
            raise NotCommitted(
                f"Kafka at {self._brokers} did not store the place of {self._stretch.group}: {error or type(error).__name__}"
            ) from None

    async def _join(self) -> None:
        """Become a member of the group, or take all partitions."""
        places = await self._borders.partitions()
        await self._borders.set_end(self._client, places)
        if self._stretch.group is None:
            self._client.assign(places)
            self.take_up()
        else:
            self._client.subscribe([self._stretch.topic], listener=_Rebalance(self))

    async def _leave_when(self, left: asyncio.Event) -> None:
        """A task of its own: where a caller breaks out of its loop and ends, asyncio ends the generator before it has begun to close."""
        try:
            await left.wait()
            if self._commit_seconds is not None:
                with suppress(KafkaError, TimeoutError):  # what is not stored comes again
                    await asyncio.wait_for(self._commit(), CONNECT_SECONDS)
        except asyncio.CancelledError:
            await closed(self._client, 0.5)  # the tasks of its connections were canceled too: nobody reads an answer
            raise
        await closed(self._client)

    async def _changes(self) -> AsyncGenerator[Change, None]:
        """Only what asks the brokers is asked again where they are away: what came of it is handed on to its end."""
        while True:
            if self._ready_for != self._generation and not await self._asked(self._set_up):
                await asyncio.sleep(POLL_SECONDS / 10)
                continue
            async for change in self._released():
                yield change
            if await self._asked(self._is_over):
                return
            async for change in self._fetched():
                yield change
            await self._commit_if_due()

    async def _asked(self, work: Callable[[], Awaitable[T]]) -> T:
        with explained(self._brokers):
            return await patiently(work)

    async def _is_over(self) -> bool:
        return await self._borders.is_reached(self._client, list(self._partitions))

    async def _poll(self) -> Mapping[TopicPartition, Sequence[Any]]:
        found: Mapping[TopicPartition, Sequence[Any]] = await self._client.getmany(
            timeout_ms=int(POLL_SECONDS * 1000), max_records=FETCHED
        )
        return found

    async def _fetched(self) -> AsyncGenerator[Change, None]:
        generation = self._generation
        fetched = await self._asked(self._poll)
        await asyncio.sleep(0)  # the group's heartbeat has its turn, however busy the caller is
        for place, records in fetched.items():
            for record in records:
                if self._generation != generation:
                    return
                change = self._sorted(place, record)
                if change is not None:
                    self._in_hand = _InHand(generation, place, record.offset)
                    yield change
                    self._finish()
                    await self._commit_if_due()

    def _sorted(self, place: TopicPartition, record: Any) -> Change | None:
        """What it is; a record that is nothing to the caller is done."""
        partition = self._partitions[place]
        if record.offset < partition.start:
            if record.offset not in self._sorter.held_on(place.partition):
                self._sorter.recall(record)
            return None
        if self._borders.is_behind(place, record.offset):
            return None
        skipped = record.offset in partition.skipped
        change = None if skipped else self._sorter.take(record, datetime.now(UTC))
        if change is None:
            partition.done = record.offset + 1
        return change

    async def _released(self) -> AsyncGenerator[Change, None]:
        """What was held, and whose embargo has ended."""
        generation, now = self._generation, datetime.now(UTC)
        due = self._sorter.due(now)
        places = [(TopicPartition(self._stretch.topic, held.partition), held.offset) for held in due]
        found = await self._asked(lambda: records_at(self._brokers, places, self._kafka))
        for held, (place, offset) in zip(due, places, strict=True):
            if self._generation != generation:
                return
            record = found.get((place, offset))
            change = record and self._sorter.release(record, now)
            if change is None:
                self._sorter.let_go(held.partition, offset)
                continue
            self._in_hand = _InHand(generation, place, offset, was_held=True)
            yield change
            self._finish()
            await self._commit_if_due()

    def _finish(self) -> None:
        """What is in the caller's hands is done."""
        hand, self._in_hand = self._in_hand, None
        if hand is None or hand.generation != self._generation or hand.place not in self._partitions:
            return  # its partition was set up anew: there it is a repeat
        if hand.was_held:
            self._sorter.let_go(hand.place.partition, hand.offset)
        else:
            self._partitions[hand.place].done = hand.offset + 1

    async def _set_up(self) -> bool:
        """Find where each partition goes on; False where they change meanwhile, or the group has not shared them out yet."""
        generation = self._generation
        if not self._assigned:
            return False
        places = sorted(self._client.assignment())
        found = await self._borders.starts(self._client, places)
        held = {place: found[place].held for place in places if found[place].held}
        records = await records_at(
            self._brokers, [(place, offset) for place, offsets in held.items() for offset in offsets], self._kafka
        )
        firsts = await self._client.beginning_offsets(places) if places else {}
        skipped = await self._superseded(found)
        if generation != self._generation:
            return False
        self._sorter.let_go_of([place.partition for place in places])
        for record in records.values():
            self._sorter.hold(record, datetime.now(UTC))
        for place in places:
            start = found[place].offset
            self._client.seek(place, max(firsts[place], start - RECALLED))
            self._partitions[place] = _Partition(start, start, skipped.get(place, frozenset()))
        self._committed = dict(found)
        self._ready_for = generation
        return True

    async def _superseded(self, starts: Mapping[TopicPartition, Place]) -> dict[TopicPartition, frozenset[int]]:
        if not self._sorter.latest_only or not starts:
            return {}
        return await superseded(self._brokers, await self._borders.spans(self._client, starts), self._kafka)

    async def _commit_if_due(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._commit_seconds is None or self._stretch.group is None or now < self._commit_at:
            return
        self._commit_at = now + self._commit_seconds
        with suppress(KafkaError, TimeoutError):  # tried again at the next turn; a rebalance has its own commit
            await self._commit()

    async def _commit(self) -> None:
        if self._stretch.group is None:
            return
        now = {place: self._place(place) for place in self._partitions}
        changed = {place: there for place, there in now.items() if self._committed.get(place) != there}
        if changed:
            await self._client.commit(
                {place: OffsetAndMetadata(there.offset, there.note) for place, there in changed.items()}
            )
            self._committed |= changed

    def _place(self, place: TopicPartition) -> Place:
        return place_of(self._partitions[place].done, self._sorter.held_on(place.partition))

    async def give_up(self) -> None:
        """Before a rebalance: store what is done. Other readers go on from there."""
        if self._commit_seconds is not None:
            with suppress(KafkaError, ReaderError):
                await self._commit()
        self._generation += 1
        self._assigned = False
        self._sorter.let_go_of([place.partition for place in self._partitions])
        self._partitions = {}

    def take_up(self) -> None:
        """After a rebalance."""
        self._generation += 1
        self._assigned = True


class _Rebalance(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka has no types
    """Tells the stream of it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def on_partitions_revoked(self, revoked: Any) -> None:
        """They may be another reader's in a moment."""
        await self._stream.give_up()

    async def on_partitions_assigned(self, assigned: Any) -> None:
        """These are ours."""
        self._stream.take_up()
