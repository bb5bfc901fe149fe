"""Forgetting: takes stories out of the memory of which nothing came for longer than COPYDESK_REMEMBER_DAYS.

`decide` forgets by itself; this only gives the room back. By record times, never by the clock: time goes on as
documents
come. No document that may be done again can miss what is taken out: only memories are, that no uncommitted document
made,
neither now nor an hour ago, and only a day later than `decide` would forget them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from copydesk.service.shell.worker.memory import SeenTable

log = logging.getLogger("copydesk")

SWEEP_SECONDS = 3600.0
SLACK = timedelta(days=1)
KEYS_AT_ONCE = 1000


class Sweep:
    """Goes over the memory of all partitions once an hour."""

    def __init__(
        self, table: SeenTable, committed: Callable[[int], int | None], fence: Callable[[], object], remember: timedelta
    ) -> None:
        """`committed(partition)` is what is committed of `parsed`, None for a partition that another worker has."""
        self._table = table
        self._committed = committed
        self._fence = fence
        self._remember = remember + SLACK
        self._committed_before: dict[int, int] = {}

    async def run(self) -> None:
        """For as long as the worker runs."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            for partition in list(self._table.newest_ms):
                await self.sweep(partition)

    async def sweep(self, partition: int) -> int:
        """One partition; returns how many stories it forgot."""
        committed, safe_below = self._committed(partition), self._committed_before.pop(partition, None)
        if committed is None:
            return 0
        self._committed_before[partition] = committed
        return 0 if safe_below is None else await self._forget(partition, safe_below)

    async def _forget(self, partition: int, safe_below: int) -> int:
        forgotten = 0
        for guids in self._table.old_stories(partition, safe_below, self._remember, KEYS_AT_ONCE):
            self._fence()
            if self._committed(partition) is None:
                break
            forgotten += await self._table.forget(partition, guids)
        if forgotten:
            log.info("forgot %s stories of partition %s", forgotten, partition)
        return forgotten
