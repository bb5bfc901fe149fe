"""The agents that parse and edit; link.py has the third. All read the same: take a batch, decide each record with a pure function, deliver, acknowledge.

No exception leaves an agent: Faust would acknowledge the records in hand. What the pipeline cannot read is a Rejected
value; anything else that goes wrong is a broken world and ends the process.
"""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from time import perf_counter
from typing import Any

from copydesk.schemas.notices import Stage
from copydesk.service.core.desk.dedupe import Seen
from copydesk.service.core.desk.erasure import order_in
from copydesk.service.core.desk.memory_form import pack, unpack
from copydesk.service.core.desk.outgoing import Outgoing, all_of, raw_origin_of, rejected_message
from copydesk.service.core.records import Record, Rejected
from copydesk.service.pipeline import Edited, edit_record, parse_outgoing
from copydesk.service.settings import Settings
from copydesk.service.shell.exits import CRASHED, leave
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.worker.careful import CarefulReader
from copydesk.service.shell.worker.deliver import Deliverer, arrived, confirmed
from copydesk.service.shell.worker.fence import Fence
from copydesk.service.shell.worker.in_order import InOrder
from copydesk.service.shell.worker.lane import Batch
from copydesk.service.shell.worker.memory import SeenTable
from copydesk.service.shell.worker.metrics import Metrics
from copydesk.service.shell.worker.originals import Originals

TURN_SECONDS = 0.05
"""How long an agent decides records before it lets the loop send heartbeats and results."""

Handler = Callable[[int, Batch], Awaitable[list[Awaitable[Any]]]]
"""`(partition, batch) -> deliveries`."""


async def run_lane(stream: Any, handle: Handler, in_order: InOrder) -> None:
    """Work through a lane for as long as the stream lives."""
    async for event in stream.events():
        batch: Batch = event.value
        event.message.incref()  # acknowledged by InOrder, not by leaving this turn of the loop
        try:
            deliveries = await handle(event.message.partition, batch)
        except Exception as error:
            leave(CRASHED, f"{event.message.tp} from offset {batch.first}: {type(error).__name__}: {error}")
            return
        await in_order.add(event.message, deliveries)


class Pace:
    """Goes through a batch record by record: checks the fence before each, gives the loop its turn by elapsed time."""

    def __init__(self, fence: Fence) -> None:
        self._fence = fence

    async def through(self, records: Sequence[Any]) -> AsyncIterator[Record]:
        """The batch's records as the pipeline knows them."""
        turn_began = self._fence.check()
        for record in records:
            if self._fence.check() - turn_began > TURN_SECONDS:
                await asyncio.sleep(0)
                turn_began = self._fence.check()
            yield record_of(record)


class ParseAgent:
    """Raw record -> parsed article on the partition of its guid, or rejection."""

    def __init__(
        self, pace: Pace, deliverer: Deliverer, careful: CarefulReader, metrics: Metrics, settings: Settings
    ) -> None:
        self._pace = pace
        self._metrics = metrics
        self._deliverer = deliverer
        self._careful = careful
        self._limits = settings.max_document_bytes, settings.policy

    async def handle(self, partition: int, batch: Batch) -> list[Awaitable[Any]]:
        """Parse a batch of one partition of `raw`."""
        await self._careful.rest()
        deliveries: list[Awaitable[Any]] = []
        async for record in self._pace.through(batch.records):
            began = perf_counter()
            outgoing = await self._parse_carefully(record) if batch.careful else parse_outgoing(record, *self._limits)
            seconds = perf_counter() - began
            self._metrics.decided("raw", seconds, outgoing)
            self._metrics.spans.decided("parse", record, outgoing, seconds)
            deliveries.append(await self._deliverer.send(outgoing))
        return deliveries

    async def _parse_carefully(self, record: Record) -> Outgoing:
        outcome: Outgoing | Rejected = await self._careful.decide(Stage.PARSE, record, *self._limits)
        return rejected_message(outcome, record) if isinstance(outcome, Rejected) else outcome


class EditAgent:
    """Parsed article + what is known of its story -> article or duplicate notice, and what is known then."""

    def __init__(
        self,
        pace: Pace,
        deliverer: Deliverer,
        careful: CarefulReader,
        seen: SeenTable,
        originals: Originals,
        metrics: Metrics,
        settings: Settings,
    ) -> None:
        self._pace = pace
        self._deliverer = deliverer
        self._careful = careful
        self._seen = seen
        self._originals = originals
        self._metrics = metrics
        self._remember = settings.remember
        self._enrichers = settings.chosen_enrichers
        self._copies = settings.partitions if settings.copies == "on" else 0
        self._unconfirmed: dict[int, list[Future[Any]]] = {}

    async def handle(self, partition: int, batch: Batch) -> list[Awaitable[Any]]:
        """Edit a batch of one partition of `parsed`; the memory is written once per story, also on a replay.

        Before the memory of a story is erased, all outcomes of the partition are confirmed: what came before then needs none
        any more, also where it comes again.
        """
        await self._careful.rest()
        deliveries: list[Future[Any]] = []
        memory: dict[bytes, Seen] = {}
        erased = False
        async for record in self._pace.through(batch.records):
            guid = record.key or b""
            seen = memory.get(guid) or self._recall(partition, guid)
            began = perf_counter()
            outcome = await self._decide(record, seen, careful=batch.careful)
            seconds = perf_counter() - began
            outgoing, after = await self._told(outcome, record)
            if after is not None:
                memory[guid] = after
            self._metrics.decided("parsed", seconds, outgoing, repeat=seen is not None and after is seen)
            if outgoing is not None:
                self._metrics.spans.decided("edit", record, outgoing, seconds)
            deliveries += [await self._deliverer.send(each) for each in all_of(outgoing)]
            erased = erased or order_in(record) is not None
        if erased and not await confirmed([*self._unconfirmed.get(partition, ()), *deliveries]):
            return list(deliveries)  # in_order.py says what that means and ends the process
        return [*deliveries, *await self._remember_all(partition, deliveries, memory)]

    async def _remember_all(
        self, partition: int, deliveries: Sequence[Future[Any]], memory: Mapping[bytes, Seen]
    ) -> list[Awaitable[Any]]:
        open_before = self._unconfirmed.get(partition, ())
        self._unconfirmed[partition] = [sent for sent in (*open_before, *deliveries) if not arrived(sent)]
        newest_ms = max((seen.last_seen_ms for seen in memory.values()), default=0)
        self._seen.newest_ms[partition] = max(newest_ms, self._seen.newest_ms.get(partition, 0))
        return await self._seen.put_many(partition, {guid: pack(seen) for guid, seen in memory.items()})

    async def _told(self, outcome: Edited | Rejected, record: Record) -> Edited:
        return (await self._rejection(outcome, record), None) if isinstance(outcome, Rejected) else outcome

    async def _decide(self, record: Record, seen: Seen | None, *, careful: bool) -> Edited | Rejected:
        if not careful:
            return edit_record(record, seen, remember=self._remember, enrichers=self._enrichers, copies=self._copies)
        decided: Edited | Rejected = await self._careful.decide(
            Stage.EDIT, record, seen, self._remember, self._enrichers, self._copies
        )
        return decided

    async def _rejection(self, rejected: Rejected, record: Record) -> Outgoing:
        """With the raw record that the parsed one came from; with the parsed one where the raw one is gone."""
        raw_origin = raw_origin_of(record.headers)
        original = await self._originals.read(raw_origin) if raw_origin else None
        return rejected_message(rejected, original or record)

    def _recall(self, partition: int, guid: bytes) -> Seen | None:
        packed = self._seen.look(partition, guid)
        return None if packed is None else unpack(packed)
