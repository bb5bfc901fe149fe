"""Measure 4: a batch counts as done when all its deliveries are confirmed, and batches of a partition in order.

Faust flushes for a tenth of a second before a commit and only logs a failed delivery, so its commit can pass a result
that never left. Here the futures of the outputs and of the table's changelog decide. Can go when a commit awaits them.
"""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.service.shell.exits import DELIVERY_FAILED, leave
from copydesk.service.shell.rights import denial

BATCHES_IN_FLIGHT = 4
"""Enough to keep the producer busy while the next batch is decided; each one is done again after a crash."""


@dataclass(slots=True)
class _Waiting:
    message: Any
    delivered: bool = False


class InOrder:
    """Calls `done(message)` for each batch, per partition in the order of `add`."""

    def __init__(self, done: Callable[[Any], None], *, leave: Callable[[int, str], None] = leave) -> None:
        self._done = done
        self._leave = leave
        self._queues: dict[Any, deque[_Waiting]] = defaultdict(deque)
        self._count = 0
        self._room = asyncio.Event()
        self._room.set()

    async def add(self, message: Any, deliveries: Sequence[Awaitable[Any]]) -> None:
        """Wait for the batch's deliveries in the background; returns when there is room for one more batch."""
        waiting = _Waiting(message)
        self._queues[message.tp].append(waiting)
        self._count += 1
        asyncio.gather(*deliveries, return_exceptions=True).add_done_callback(
            lambda done: self._delivered(waiting, done)
        )
        if self._count >= BATCHES_IN_FLIGHT:
            self._room.clear()
            await self._room.wait()

    def _delivered(self, waiting: _Waiting, deliveries: Future[list[Any]]) -> None:
        failures = (
            [CancelledDelivery()]
            if deliveries.cancelled()
            else [r for r in deliveries.result() if isinstance(r, BaseException)]
        )
        if failures:
            self._leave(
                DELIVERY_FAILED,
                f"{len(failures)} records of a batch could not be delivered: {denial(failures[0]) or repr(failures[0])}",
            )
            return
        waiting.delivered = True
        queue = self._queues[waiting.message.tp]
        while queue and queue[0].delivered:
            self._done(queue.popleft().message)
            self._count -= 1
        if self._count < BATCHES_IN_FLIGHT:
            self._room.set()


class CancelledDelivery(Exception):
    """A delivery was cancelled: the producer stopped before it could confirm."""
