"""Reading the memory back: measures 1 and 8.

Measure 1: seek first, then resume. Faust's recovery resumes the input partitions before it seeks them to their
committed
offsets. What the fetcher drains in between looks like a gap, counts as acknowledged, and is lost: stock faust-streaming
0.15.3 loses records in plain graceful restarts. Can go when `Recovery.on_recovery_completed` seeks first.

The resume drops what waits in the agents' queues, so nobody may have resumed before: a recovery that a newer rebalance has
overtaken while it sought never resumes. Otherwise that rebalance's own recovery seeks while the input flows, and its resume drops
batches that were read after the seek; their stories then stand still until the worker ends.

Measure 8: take only what follows. Faust hands changelog records through a queue to a task that takes any offset above
the
last one for progress. A record that waits at the full queue while a rebalance goes by enters behind the seek; what lies
before it is then dropped as old, and missing for good. Here the consumer gives the records that follow what the store
holds, and they are in the store before it looks for more: no queue, no task, no place to wait. Can go when Faust's
`_slurp_changelogs` checks that nothing is missing before an offset that it takes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

from faust.tables.manager import TableManager
from faust.tables.recovery import Recovery
from faust.types import TP
from mode import Service

log = logging.getLogger("copydesk")

TELL_SECONDS = 5.0
"""Between two lines about how far a recovery is."""


class WholeRecovery(Recovery):
    """Recovery without a hole, after which the input begins exactly where it was committed."""

    _rebalance = 0
    """Which rebalance the newest assignment came from."""

    async def on_rebalance(
        self, assigned: set[TP], revoked: set[TP], newly_assigned: set[TP], generation_id: int = 0
    ) -> None:
        """As of every recovery; it notes which rebalance this is."""
        self._rebalance = self.app.rebalancing_count
        await super().on_rebalance(assigned, revoked, newly_assigned, generation_id)

    def _is_overtaken(self, generation_id: int) -> bool:
        """Whether another rebalance has begun: it will come here again. Its generation is known only when it ends."""
        app = self.app
        return app.consumer_generation_id != generation_id or app.rebalancing_count != self._rebalance

    def holds(self, tp: TP) -> int | None:
        """The changelog offset up to which the store is whole; -1 before the first, None for a partition that is not
        read back.
        """
        held: int | None = self.active_offsets.get(tp) if tp in self.active_tps else None
        return held

    def take(self, tp: TP, records: Sequence[Any]) -> None:
        """Put the changelog records that follow what the store holds into it; the caller has made sure that they do."""
        table: Any = self.tp_to_table[tp]
        table.restore(tp, records)
        self.active_offsets[tp] = records[-1].offset
        self._end_if_whole()

    def _end_if_whole(self) -> None:
        if self.in_recovery and not self.need_recovery():
            self._set_recovery_ended()
            self.signal_recovery_end.set()

    def _set_recovery_started(self) -> None:
        self.signal_recovery_end.clear()
        super()._set_recovery_started()

    @Service.task
    async def _slurp_changelogs(self) -> None:
        """In place of Faust's task: nothing to slurp, but a recovery that needs no record must end too."""
        while not self.should_stop:
            await self.sleep(1.0)
            self._end_if_whole()

    @Service.task
    async def _publish_stats(self) -> None:
        """In place of Faust's tables and false alarms: one line now and then while records are read back."""
        began, first = 0.0, 0
        while not self.should_stop:
            await self.sleep(TELL_SECONDS)
            remaining = self.active_remaining_total() if self.in_recovery else 0
            if not remaining:
                first = 0
                continue
            if not first:
                began, first = time.monotonic(), remaining
                continue
            log.info("%s", progress_line(first, remaining, time.monotonic() - began))

    async def on_recovery_completed(self, generation_id: int = 0) -> None:
        """Replace the whole of Faust's method: same steps, seek before resume."""
        app: Any = self.app
        consumer = app.consumer
        await app.on_rebalance_complete.send()
        self._set_recovery_ended()
        for table in self.tables.values():
            await table.on_recovery_completed(self.actives_for_table[table], self.standbys_for_table[table])
        if self._is_overtaken(generation_id):
            return
        assignment = consumer.assignment()
        if assignment:
            await self._wait(consumer.perform_seek(), timeout=app.conf.broker_request_timeout)
            await self._wait(consumer.count_attempts(), timeout=app.conf.broker_request_timeout)
            if self._is_overtaken(generation_id):
                return
        consumer.resume_partitions({tp for tp in assignment if not self._is_changelog_tp(tp)})
        self._open_for_work(consumer)
        await app._fetcher.maybe_start()
        self.tables.on_actives_ready()
        if not app.assignor.assigned_standbys():
            self.tables.on_standbys_ready()
        app.on_rebalance_end()

    def _open_for_work(self, consumer: Any) -> None:
        self.completed.set()
        self.app.flow_control.resume()
        consumer.resume_flow()


def progress_line(first: int, remaining: int, seconds: float) -> str:
    """`reading the memory back: 1,200,000 of 5,000,000 records, 41,000/s, about 93 s to go`."""
    done = max(0, first - remaining)
    rate = done / seconds if seconds > 0 else 0.0
    to_go = f", about {remaining / rate:.0f} s to go" if rate else ""
    return f"reading the memory back: {done:,} of {first:,} records, {rate:,.0f}/s{to_go}"


class SafeTables(TableManager):
    """Faust's table manager with this recovery."""

    @property
    def recovery(self) -> Recovery:
        """The recovery service, made at first use."""
        if self._recovery is None:
            self._recovery = WholeRecovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return self._recovery
