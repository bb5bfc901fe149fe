"""Health is progress: a worker with work before it that does not move is not well, however alive it looks.

The watch writes a small file every second; `copydesk health` reads it, in a container's health check or by hand. A
worker that has stood for too long, or has fallen out of its group for good, ends itself: its restart policy is the
cure.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from copydesk.service.settings import Settings
from copydesk.service.shell.exits import CRASHED, STUCK, leave

log = logging.getLogger("copydesk")

HEALTH_FILE = "health.json"
LOCK_FILE = "lock"
"""Of a state folder: held by its worker, and with the name of its machine in it."""

ANY = "*"
"""Last part of a COPYDESK_STATE_DIR that workers share: each takes a numbered folder in its place."""

BEAT_SECONDS = 1.0
STALE_SECONDS = 30.0
"""A health file older than this says that the worker hangs or is gone."""

STUCK_SECONDS = 180.0
"""Work before it and nothing done for this long, rebalances and recoveries included: the worker ends itself."""

STATUS_SECONDS = 10.0
"""Between two status lines in the log, while anything moves."""


class Watch:
    """Sees what the worker gets done and says so."""

    def __init__(
        self,
        app: Any,
        settings: Settings,
        done: Counter[str],
        *,
        clock: Callable[[], float] = time.monotonic,
        leave: Callable[[int, str], None] = leave,
    ) -> None:
        self._app = app
        self._clock = clock
        self._leave = leave
        self._path = settings.state_dir / HEALTH_FILE
        self._done = done
        self._pulse: object = None
        self._moved_at = clock()
        self._said: dict[str, int] = {}
        self._told = ""
        self._said_at = clock()

    async def run(self) -> None:
        """Look once a second, for as long as the worker runs."""
        while True:
            self.look()
            await asyncio.sleep(BEAT_SECONDS)

    def look(self) -> None:
        """Judge, write the health file, and end the process when it is past hope."""
        now = self._clock()
        consumer = self._app.consumer
        if not consumer.connected:
            self._write({"state": "starting", "lag": None, "done": {}, "still_seconds": 0})
            return
        if _coordination_ended(consumer):
            self._leave(CRASHED, "the consumer group refused this worker for good; the lines above say why")
        lag, pulse = self._lag(consumer), self._current_pulse(consumer)
        if pulse != self._pulse or lag == 0 or self._spare(consumer):
            self._pulse, self._moved_at = pulse, now
        elif now - self._moved_at > STUCK_SECONDS:
            self._leave(
                STUCK,
                f"{'an unknown number of' if lag is None else lag} records to do and none done for {STUCK_SECONDS:.0f} s",
            )
        self._tell(consumer)
        self._write(
            {"state": self._state(), "lag": lag, "done": dict(self._done), "still_seconds": round(now - self._moved_at)}
        )
        self._say(now, lag)

    def _tell(self, consumer: Any) -> None:
        """One line when the worker's partitions or what it does with them change."""
        mine = sorted((tp.topic, tp.partition) for tp in consumer.assignment() if tp.topic in consumer.lanes)
        state = f"{self._state()}: {' '.join(f'{topic}/{partition}' for topic, partition in mine) or 'no partitions'}"
        if state != self._told:
            self._told = state
            log.info("%s", state)

    def _lag(self, consumer: Any) -> int | None:
        """Records of this worker's partitions that wait; None while it has none or none is known of them."""
        waiting = [
            max(0, highwater - position)
            for tp in consumer.assignment()
            if tp.topic in consumer.lanes
            and (position := consumer.progress.position(tp)) is not None
            and (highwater := consumer.highwater(tp)) is not None
        ]
        return sum(waiting) if waiting else None

    def _spare(self, consumer: Any) -> bool:
        """In its group, and left without a partition: there are more workers than partitions. It takes over when
        another goes.
        """
        return (
            not any(tp.topic in consumer.lanes for tp in consumer.assignment())
            and self._app.consumer_generation_id > 0
            and not self._app.rebalancing
        )

    def _current_pulse(self, consumer: Any) -> object:
        recovery = self._app.tables.recovery
        return (
            self._app.consumer_generation_id,
            sum(self._done.values()),
            sum(offset for offset in recovery.active_offsets.values() if offset is not None),
        )

    def _state(self) -> str:
        if self._app.rebalancing:
            return "rebalancing"
        return "recovering" if self._app.in_recovery else "working"

    def _write(self, status: dict[str, object]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".new")
        unfinished.write_text(json.dumps({"at": time.time(), **status}))
        unfinished.replace(self._path)

    def _say(self, now: float, lag: int | None) -> None:
        if now - self._said_at < STATUS_SECONDS or self._said == self._done:
            return
        counts = self._done
        log.info(
            "%s",
            " ".join(
                [
                    *(f"{topic}={counts[topic]}" for topic in ("parsed", "articles", "duplicates", "rejected")),
                    f"lag={lag}",
                ]
            ),
        )
        self._said, self._said_at = dict(counts), now


def _coordination_ended(consumer: Any) -> bool:
    """True when aiokafka's coordination task is over though nobody stopped it: the worker would idle for ever."""
    kafka = consumer._thread._consumer
    task = getattr(getattr(kafka, "_coordinator", None), "_coordination_task", None)
    return bool(task is not None and task.done() and not kafka._closed and not consumer.should_stop)


def own_folder(path: Path) -> Path:
    """The state folder of the worker on this machine; of `/some/where/*` the one that a worker of this host name took
    last, in a container the container's own.
    """
    if path.name != ANY:
        return path
    host = socket.gethostname()
    locks = [lock for lock in path.parent.glob(f"*/{LOCK_FILE}") if lock.read_text(errors="replace") == host]
    return max(locks, key=lambda lock: lock.stat().st_mtime).parent if locks else path


def check(settings: Settings) -> str | None:
    """What is wrong with the worker whose state folder this is, in one line; None when it is well."""
    path = own_folder(settings.state_dir) / HEALTH_FILE
    try:
        status = json.loads(path.read_text())
        age = time.time() - status["at"]
    except FileNotFoundError:
        return f"no worker has written {path} yet"
    except (ValueError, KeyError, TypeError):
        return f"{path} is not a health file"
    if age > STALE_SECONDS:
        return f"{path} is {age:.0f} s old: the worker hangs or is gone"
    return None
