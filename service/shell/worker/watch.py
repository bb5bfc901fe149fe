"""The watch: looks once a second at what the worker gets done, says so, and ends the process when it is past hope.

A worker that has stood for too long, or has fallen out of its group for good, ends itself: its restart policy is the
cure.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from faust.types import TP

from copydesk.service.settings import Settings
from copydesk.service.shell.exits import CRASHED, STUCK, leave
from copydesk.service.shell.health import SILENT_SECONDS, Board, Health, ready_problem, write_health
from copydesk.service.shell.topics import WORKER_READS
from copydesk.service.shell.worker.brokers import Brokers
from copydesk.service.shell.worker.metrics import Metrics

log = logging.getLogger("copydesk")

BEAT_SECONDS = 1.0

STUCK_SECONDS = 180.0
"""Work before it and nothing done for this long, rebalances and recoveries included: the worker ends itself."""

HOLE_SECONDS = 60.0
"""A partition's records are done in order: one that is not done for this long, though later ones are, was never handed on."""

STATUS_SECONDS = 10.0
"""Between two status lines in the log, while anything moves."""


class Watch:
    """Sees what the worker gets done and says so."""

    def __init__(
        self,
        app: Any,
        settings: Settings,
        done: Counter[str],
        board: Board,
        metrics: Metrics,
        stories: Callable[[], int | None],
        *,
        clock: Callable[[], float] = time.monotonic,
        leave: Callable[[int, str], None] = leave,
    ) -> None:
        self._app = app
        self._clock = clock
        self._leave = leave
        self._board = board
        self._metrics = metrics
        self._stories = stories
        self._names = {settings.topic(entry.name): entry.name for entry in settings.topics}
        self._brokers = Brokers(app, clock)
        self._folder = settings.state_dir
        self._needed = [settings.topic(entry.name) for entry in settings.topics if entry.name in WORKER_READS]
        self._done = done
        self._pulse: object = None
        self._moved_at = clock()
        self._said: dict[str, int] = {}
        self._said_at = clock()
        self._told = ""
        self._silent_since: float | None = None
        self._holes: dict[tuple[TP, int], float] = {}
        self._told_missing: list[str] = []

    async def run(self) -> None:
        """Look once a second, for as long as the worker runs."""
        while True:
            self.look()
            await asyncio.sleep(BEAT_SECONDS)

    def look(self) -> None:
        """Judge, tell, and end the process when it is past hope."""
        health = self._judge() if self._app.consumer.connected else Health(silent_seconds=self._silence())
        self._board.post(health)
        self._write(health)
        self._measure(health)

    def _judge(self) -> Health:
        consumer = self._app.consumer
        if _coordination_ended(consumer):
            self._leave(CRASHED, "the consumer group refused this worker for good; the lines above say why")
        self._judge_holes(consumer)
        lag = self._lag(consumer)
        still = self._still_seconds(consumer, lag)
        self._tell_partitions(consumer)
        self._tell_missing()
        self._say(lag)
        return Health(self._state(consumer), len(_lanes_of(consumer)), lag, still, self._silence(), dict(self._done))

    def _still_seconds(self, consumer: Any, lag: int | None) -> float:
        now, pulse = self._clock(), self._current_pulse()
        if pulse != self._pulse or lag == 0 or self._spare(consumer):
            self._pulse, self._moved_at = pulse, now
        elif now - self._moved_at > STUCK_SECONDS:
            self._leave(
                STUCK,
                f"{'an unknown number of' if lag is None else lag} records to do and none done for {STUCK_SECONDS:.0f} s",
            )
        return round(now - self._moved_at, 1)

    def _measure(self, health: Health) -> None:
        consumer = self._app.consumer
        if not consumer.connected:
            return
        ready = ready_problem(health, 0) is None
        self._metrics.watched(health, ready=ready, in_flight=len(consumer.unacked), stories=self._stories())
        self._metrics.lags(
            (tp, self._names.get(tp.topic, tp.topic), waiting, consumer.done_at.get(tp))
            for tp, waiting in _waiting(consumer).items()
        )

    def _judge_holes(self, consumer: Any) -> None:
        """A fault of the lanes that nobody knows yet must not hold a partition up until a person looks."""
        now = self._clock()
        self._holes = {hole: self._holes.get(hole, now) for hole in consumer.progress.holes().items()}
        for (tp, offset), since in self._holes.items():
            if now - since > HOLE_SECONDS:
                self._leave(STUCK, f"{tp.topic}/{tp.partition} stands at offset {offset} though later records are done")

    def _silence(self) -> float:
        """How long no broker has answered; the begin and the end of a silence are told."""
        seconds = self._brokers.silent_seconds()
        if self._silent_since is None and seconds > SILENT_SECONDS:
            self._silent_since = self._clock() - seconds
            log.warning("no broker has answered for %.0f s: the worker waits, and goes on when one does", seconds)
        elif self._silent_since is not None and seconds < SILENT_SECONDS:
            log.info("a broker answers again, after %.0f s", self._clock() - self._silent_since)
            self._silent_since = None
        return round(seconds, 1)

    def _tell_partitions(self, consumer: Any) -> None:
        """One line when the worker's partitions or what it does with them change."""
        if self._state(consumer) == "starting":
            return
        places = " ".join(f"{topic}/{partition}" for topic, partition in sorted(_lanes_of(consumer)))
        told = f"{self._activity()}: {places or 'no partitions'}"
        if told != self._told:
            self._told = told
            log.info("%s", told)

    def _tell_missing(self) -> None:
        missing = self._brokers.missing(self._needed)
        if missing and missing != self._told_missing:
            log.error("%s is not there any more: run `copydesk topics check`", ", ".join(missing))
        self._told_missing = missing

    def _lag(self, consumer: Any) -> int | None:
        """Records of this worker's partitions that wait; 0 where it has none, None while none is known of them."""
        if self._spare(consumer):
            return 0
        waiting = _waiting(consumer)
        return sum(waiting.values()) if waiting else None

    def _spare(self, consumer: Any) -> bool:
        """In its group, and left without a partition: there are more workers than partitions. It takes over when
        another goes.
        """
        return not _lanes_of(consumer) and self._app.consumer_generation_id > 0 and not self._app.rebalancing

    def _current_pulse(self) -> object:
        recovery = self._app.tables.recovery
        return (
            self._app.consumer_generation_id,
            sum(self._done.values()),
            sum(offset for offset in recovery.active_offsets.values() if offset is not None),
        )

    def _state(self, consumer: Any) -> str:
        """As `Health.state`."""
        if self._told_missing:
            return "no topic"
        if self._activity() != "working" or _lanes_of(consumer):
            return self._activity()
        return "spare" if self._spare(consumer) else "starting"

    def _activity(self) -> str:
        if self._app.rebalancing:
            return "rebalancing"
        return "recovering" if self._app.in_recovery else "working"

    def _write(self, health: Health) -> None:
        """A folder that takes no more is told of; the worker goes on for as long as its stores do."""
        try:
            write_health(self._folder, health)
        except OSError as error:
            log.warning("%s takes no health file, make room: %s", self._folder, error.strerror)

    def _say(self, lag: int | None) -> None:
        now, counts = self._clock(), self._done
        if now - self._said_at < STATUS_SECONDS or self._said == counts:
            return
        fields = {**{topic: counts[topic] for topic in ("parsed", "articles", "duplicates", "rejected")}, "lag": lag}
        log.info("%s", " ".join(f"{name}={value}" for name, value in fields.items()), extra={"fields": fields})
        self._said, self._said_at = dict(counts), now


def _waiting(consumer: Any) -> dict[TP, int]:
    """Records that wait, of each partition of which that is known."""
    return {
        tp: max(0, end - position)
        for tp in _lanes_of(consumer)
        if (position := consumer.progress.position(tp)) is not None and (end := consumer.end_of(tp)) is not None
    }


def _lanes_of(consumer: Any) -> list[Any]:
    return [tp for tp in consumer.assignment() if tp.topic in consumer.lanes]


def _coordination_ended(consumer: Any) -> bool:
    """True when aiokafka's coordination task is over though nobody stopped it: the worker would idle for ever."""
    kafka = consumer._thread._consumer
    task = getattr(getattr(kafka, "_coordinator", None), "_coordination_task", None)
    return bool(task is not None and task.done() and not kafka._closed and not consumer.should_stop)
