"""The third agent: sketches of stories -> links of copies. It runs where COPYDESK_COPIES is on.

The table holds the sketches of the window; the index beside it is made of them, and made anew when the memory of a
partition was read back.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import Future
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Sequence
from typing import Any

from faust.types import TP

from copydesk.service.core.copies.index import Index
from copydesk.service.core.copies.messages import link_message, sketch_in
from copydesk.service.core.copies.packing import pack, unpack
from copydesk.service.core.desk.erasure import order_in
from copydesk.service.shell.changelog import NO_STORY
from copydesk.service.shell.worker.agents import TURN_SECONDS, Pace
from copydesk.service.shell.worker.deliver import Deliverer, confirmed
from copydesk.service.shell.worker.fence import Fence
from copydesk.service.shell.worker.lane import Batch
from copydesk.service.shell.worker.memory import SeenTable

log = logging.getLogger("copydesk")


class CopiesTable(SeenTable):
    """Guid -> packed sketch. It counts how often each partition's memory was read back, and knows which are held."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read_back: dict[int, int] = defaultdict(int)
        self.held: set[int] = set()
        """The partitions that this worker has."""

    async def on_recovery_completed(self, active_tps: set[TP], standby_tps: set[TP]) -> None:
        """As of every table; it says which partitions are this worker's now."""
        self.held = {tp.partition for tp in active_tps}
        await super().on_recovery_completed(active_tps, standby_tps)

    def restore(self, tp: TP, records: Sequence[Any]) -> None:
        """As of every table; what was made of the partition before is not to be believed any more."""
        self.read_back[tp.partition] += 1
        super().restore(tp, records)

    def items_of(self, partition: int) -> list[tuple[bytes, bytes]]:
        """All that is held of a partition."""
        return [(guid, value) for guid, value in self._items(partition) if not guid.startswith(NO_STORY)]


class LinkAgent:
    """Sketch + those of the window -> links, and the window with it."""

    def __init__(self, pace: Pace, fence: Fence, deliverer: Deliverer, copies: CopiesTable) -> None:
        self._pace = pace
        self._fence = fence
        self._deliverer = deliverer
        self._copies = copies
        self._indexes: dict[int, tuple[int, Index]] = {}

    async def handle(self, partition: int, batch: Batch) -> list[Awaitable[Any]]:
        """Look for copies of a batch of one partition of `sketches`.

        The links are confirmed before the memory is written: so a record whose links did not leave meets the memory
        of its first time when it comes again, and gives the same.
        """
        index = await self._index_of(partition)
        sent: list[Future[Any]] = []
        memory: dict[str, bytes] = {}
        gone: set[str] = set()
        async for record in self._pace.through(batch.records):
            order = order_in(record)
            if order is not None:
                index.drop(order.guid)
                memory.pop(order.guid, None)
                gone.add(order.guid)
                continue
            sketch = sketch_in(record)
            if sketch is None:
                log.warning("%s is no sketch of this desk's, and left out", record.origin)
                continue
            sent += [await self._deliverer.send(link_message(link)) for link in index.search(sketch)]
            if index.add(sketch):
                memory[sketch.guid] = pack(sketch, record.origin.offset)
            gone.update(index.forget())
        if not await confirmed(sent):
            return list(sent)  # in_order.py says what that means and ends the process
        written = await self._copies.put_many(partition, {guid.encode(): value for guid, value in memory.items()})
        await self._copies.forget(partition, [guid.encode() for guid in sorted(gone) if guid not in index])
        return [*sent, *written]

    async def _index_of(self, partition: int) -> Index:
        """What was made of the partition's memory, while nobody else wrote there."""
        at, index = self._indexes.get(partition, (-1, Index()))
        for other in self._indexes.keys() - self._copies.held - {partition}:
            del self._indexes[other]
        while at != self._copies.read_back[partition]:
            at = self._copies.read_back[partition]
            index = await self._read(partition)
        self._indexes[partition] = at, index
        return index

    async def _read(self, partition: int) -> Index:
        """In order of time: what is past is put in too, and the next batch forgets it, here and in the table."""
        sketches = [
            unpack(guid.decode(), value) async for guid, value in self._in_turns(self._copies.items_of(partition))
        ]
        index = Index()
        async for sketch in self._in_turns(sorted(sketches, key=lambda each: (each.ingested_at, each.guid))):
            index.add(sketch)
        return index

    async def _in_turns(self, values: Sequence[Any]) -> AsyncIterator[Any]:
        turn_began = self._fence.check()
        for value in values:
            if self._fence.check() - turn_began > TURN_SECONDS:
                await asyncio.sleep(0)
                turn_began = self._fence.check()
            yield value
