"""Measure 6, its half: a worker that stood still for too long ends itself before it touches another record.

Frozen past its session (a paused virtual machine, a long swap), a worker has lost its partitions without knowing, and
goes on with old records. No other check stops it in time: the first it hears of the new owners is a rebalance.

A document that never ends gives the loop no turn to find out. For that there are two alarms in the kernel, wound up
with
each beat: one by the processor time that the process uses, which a frozen one does not, and a long one by real time.
Their
signals write the stack to stderr, which says what stood still, and end the process.
"""

from __future__ import annotations

import asyncio
import faulthandler
import signal
import sys
import time
from collections.abc import Callable

from copydesk.service.shell.exits import FENCED, leave

TICK_SECONDS = 0.25

ALARMS = ((signal.ITIMER_PROF, signal.SIGPROF, 1.2), (signal.ITIMER_REAL, signal.SIGALRM, 10.0))
"""Timer, signal, and how many times the fence's own limit: where the loop still turns, it ends the process with a line
that says why.
"""


class Fence:
    """Watches the event loop's own pulse. Checked before each record, it must be cheap: one clock reading."""

    def __init__(
        self,
        session_seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        leave: Callable[[int, str], None] = leave,
    ) -> None:
        self._limit = session_seconds / 2
        self._clock = clock
        self._leave = leave
        self._last_tick = clock()

    def check(self) -> float:
        """The clock's reading; ends the process when the pulse is older than half the session."""
        now = self._clock()
        if now - self._last_tick > self._limit:
            self._leave(
                FENCED,
                f"stood still for {now - self._last_tick:.1f} s, over half the session: others own the partitions by now",
            )
        return now

    async def beat(self) -> None:
        """The pulse; runs for as long as the worker."""
        for _, number, _ in ALARMS:
            faulthandler.register(number, file=sys.__stderr__ or 2, all_threads=False, chain=True)
        self._last_tick = self._clock()
        try:
            while True:
                self._wind_up()
                await asyncio.sleep(TICK_SECONDS)
                self._last_tick = self.check()
        finally:
            for timer, number, _ in ALARMS:
                signal.setitimer(timer, 0)
                faulthandler.unregister(number)

    def _wind_up(self) -> None:
        for timer, _, times in ALARMS:
            signal.setitimer(timer, self._limit * times)
