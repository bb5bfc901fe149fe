"""What a sink tells of itself while it runs: its metrics, and whether it is well. Written by its loop, read by the thread of the
health port.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from prometheus_client import Counter, Gauge, generate_latest

from copydesk.service.shell.metric import Metric, registry_of
from copydesk.service.shell.sinks.contract import Batch
from copydesk.service.shell.sinks.entries import Refused

METRICS = (
    Metric(
        Counter,
        "copydesk_sink_records",
        "Records that the place has taken; those that it is given again, after a rebalance say, count again.",
    ),
    Metric(Counter, "copydesk_sink_refused", "Records among them that are no article: set aside."),
    Metric(Counter, "copydesk_sink_commits", "Commits of the group: each after records had become safe."),
    Metric(
        Gauge,
        "copydesk_sink_lag_records",
        "Records of a partition of this sink that the place has not taken; gaps of compaction count as records.",
        ("partition",),
    ),
    Metric(
        Gauge,
        "copydesk_sink_lag_seconds",
        "How long ago the newest record came that the place has taken of a partition; 0 where none waits.",
        ("partition",),
    ),
    Metric(
        Gauge,
        "copydesk_sink_last_hand_over_timestamp_seconds",
        "When the place last took records, in Unix time; 0 before the first.",
    ),
    Metric(Gauge, "copydesk_sink_waiting", "1 while the place is away, and waited for."),
    Metric(Gauge, "copydesk_sink_partitions", "Partitions that are this sink's."),
)

STALE_SECONDS = 60.0
"""The loop has not turned for so long: it hangs, on a disk that does not answer say."""
SILENT_SECONDS = 30.0
"""No broker has answered for this long: it is asked every five seconds."""


class Account:
    """Of one sink. `clock` tells Unix time, `turning` seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.time, turning: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._turning = clock, turning
        self._registry, self._made = registry_of(METRICS)
        self._newest: dict[int, datetime] = {}
        self._lags: dict[int, int] | None = None
        """None before it has been among its group."""
        self._waiting: str | None = None
        self._turned = self._heard = turning()

    def turned(self) -> None:
        """The loop goes on, once a second: the seconds grow, whether or not a broker answers."""
        self._turned = self._turning()
        for partition, records in (self._lags or {}).items():
            self._made["copydesk_sink_lag_seconds"].labels(str(partition)).set(self._seconds(partition, records))

    def waits(self, why: str | None) -> None:
        """The place is away, in words; None: it is not."""
        self._waiting = why
        self._made["copydesk_sink_waiting"].set(why is not None)

    def has_read(self, batch: Batch) -> None:
        """What is to be handed over: where nothing was before, its first record is the one that waits longest."""
        for entry in batch.entries:
            if entry.place.moment is not None:
                self._newest.setdefault(entry.place.partition, entry.place.moment)

    def has_taken(self, batch: Batch) -> None:
        """What the place has taken."""
        if not batch.entries:
            return
        for entry in batch.entries:
            if entry.place.moment is not None:
                self._newest[entry.place.partition] = entry.place.moment
        self._made["copydesk_sink_records"].inc(len(batch.entries))
        self._made["copydesk_sink_refused"].inc(sum(isinstance(entry, Refused) for entry in batch.entries))
        self._made["copydesk_sink_last_hand_over_timestamp_seconds"].set(self._clock())

    def has_committed(self) -> None:
        """Records are safe."""
        self._made["copydesk_sink_commits"].inc()

    def measured(self, lags: Mapping[int, int]) -> None:
        """A broker has answered: how many records wait of each partition that is this sink's."""
        self._heard = self._turning()
        for partition in set(self._lags or ()) - set(lags):
            self._made["copydesk_sink_lag_records"].remove(str(partition))
            self._made["copydesk_sink_lag_seconds"].remove(str(partition))
            self._newest.pop(partition, None)
        self._lags = dict(lags)
        for partition, records in lags.items():
            self._made["copydesk_sink_lag_records"].labels(str(partition)).set(records)
            self._made["copydesk_sink_lag_seconds"].labels(str(partition)).set(self._seconds(partition, records))
        self._made["copydesk_sink_partitions"].set(len(lags))

    def text(self) -> bytes:
        """The metrics, as Prometheus reads them."""
        return generate_latest(self._registry)

    def live(self) -> dict[str, Any]:
        """Whether its loop turns: else a restart helps."""
        return self._said(self._hangs())

    def ready(self) -> dict[str, Any]:
        """Whether it does its work now, or has none."""
        return self._said(self._hangs() or self._stands())

    def _hangs(self) -> str | None:
        seconds = self._turning() - self._turned
        return f"the sink hangs: nothing was heard of it for {seconds:.0f} s" if seconds > STALE_SECONDS else None

    def _stands(self) -> str | None:
        silent = self._turning() - self._heard
        if self._waiting is not None:
            return f"its place is away, and waited for: {self._waiting}"
        if self._lags is None:
            return "the sink is starting"
        return f"no broker has answered for {silent:.0f} s" if silent > SILENT_SECONDS else None

    def _said(self, problem: str | None) -> dict[str, Any]:
        lags = self._lags or {}
        state = "waiting" if self._waiting is not None else "starting" if self._lags is None else "working"
        told = {"state": state, "partitions": len(lags), "lag": sum(lags.values())}
        reason = problem or f"{state}, {len(lags)} partitions, lag {told['lag']}"
        return {"ok": problem is None, "reason": reason, **told}

    def _seconds(self, partition: int, records: int) -> float:
        newest = self._newest.get(partition)
        return max(0.0, self._clock() - newest.timestamp()) if records and newest else 0.0
