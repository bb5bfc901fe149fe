"""Measure 6, its half: a worker that stood still for too long ends itself before it touches another record.

Frozen past its session (a paused virtual machine, a long swap), a worker has lost its partitions without knowing, and
goes on with old records. No other check stops it in time: the first it hears of the new owners is a rebalance.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from service.shell.exits import FENCED, leave

TICK_SECONDS = 0.25


class Fence:
    """Watches the event loop's own pulse. Checked before each record, it must be cheap: one clock reading."""

    def __init__(self, session_seconds: float, *, clock: Callable[[], float] = time.monotonic, leave: Callable[[int, str], None] = leave) -> None:
        self._limit = session_seconds / 2
        self._clock = clock
        self._leave = leave
        self._last_tick = clock()

    def check(self) -> float:
        """The clock's reading; ends the process when the pulse is older than half the session."""
        now = self._clock()
        if now - self._last_tick > self._limit:
            self._leave(FENCED, f"stood still for {now - self._last_tick:.1f} s, over half the session: others own the partitions by now")
        return now

    async def beat(self) -> None:
        """The pulse; runs for as long as the worker."""
        self._last_tick = self._clock()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self._last_tick = self.check()
