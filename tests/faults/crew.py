"""The workers under faults: each behind a network of its own, each started again when it ends by itself, as a container
would be.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import shutil
import subprocess
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.service.settings import Settings
from copydesk.service.shell.worker.store import SET_ASIDE
from tests.broker.fleet import Fleet
from tests.faults.pauses import Death

FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 15.0
SETTLED_SECONDS = 20.0
"""Who lived this long is started again without a wait that has grown."""

FRESH_SECONDS = 5.0
STATE_LINE = re.compile(r"copydesk (working|recovering|rebalancing): (.*)")
LOG_TAIL_BYTES = 65536


@dataclass(frozen=True, slots=True)
class Exit:
    """A worker that ended though nobody ended it."""

    at_ms: int
    worker: int
    code: int
    last_line: str

    @property
    def reason(self) -> str:
        """The last line of its log, without its time."""
        return re.sub(r"^[-\d]+ [:,\d]+ ", "", self.last_line)[:300]


class Crew(Fleet):
    """A fleet whose workers each have their own way to the brokers, a restart policy, and a lock for who does something
    to them.
    """

    def __init__(self, settings: Settings, bootstraps: Sequence[str]) -> None:
        super().__init__(settings, len(bootstraps))
        self._bootstraps = bootstraps
        self.locks = [asyncio.Lock() for _ in bootstraps]
        self.exits: list[Exit] = []
        self.deaths: list[Death] = []
        self._wanted: set[int] = set()
        self._started = [0.0 for _ in bootstraps]
        self._waits = [FIRST_WAIT_SECONDS for _ in bootstraps]

    def settings_of(self, number: int) -> Settings:
        """With this worker's way to the brokers."""
        return super().settings_of(number).model_copy(update={"brokers": self._bootstraps[number]})

    def start(self, number: int) -> None:
        """From now on it is started again whenever it ends by itself."""
        super().start(number)
        self._wanted.add(number)
        self._started[number] = time.monotonic()

    def kill(self, number: int) -> None:
        """SIGKILL, and no restart."""
        self._wanted.discard(number)
        if self.alive(number):
            self.deaths.append(Death(_now_ms(), number, self._lanes_of_others(number)))
            super().kill(number)

    async def stop(self, number: int, seconds: float = 90) -> int:
        """SIGTERM, and no restart; TimeoutError where it does not end, and is killed."""
        self._wanted.discard(number)
        try:
            return await super().stop(number, seconds) if self.alive(number) else 0
        except subprocess.TimeoutExpired:
            self.kill(number)
            raise TimeoutError(f"worker {number} did not stop within {seconds:.0f} s of SIGTERM") from None

    async def end(self, number: int, *, gently: bool) -> str:
        """By SIGTERM or by SIGKILL; what happened."""
        if gently:
            return f"worker {number} exit {await self.stop(number)}"
        self.kill(number)
        return f"worker {number} killed"

    def start_the_ended(self) -> None:
        """Whoever does not run runs again."""
        for number in range(self.size):
            if not self.alive(number):
                self.start(number)

    def lose_state(self, number: int) -> None:
        """Its state folder is gone; it must not run."""
        shutil.rmtree(self.state(number))

    def databases(self, number: int) -> list[Path]:
        """The RocksDB folders in its state, those apart that were set aside."""
        return sorted(path.parent for path in self.state(number).rglob("CURRENT") if SET_ASIDE not in path.parts)

    def alive(self, number: int) -> bool:
        """Whether its process runs."""
        return number in self._processes and self._processes[number].poll() is None

    def working(self, number: int) -> bool:
        """Whether it says of itself that it works, and said so since it was started."""
        said = self.health(number)
        age = time.time() - said.get("at", 0)
        lived = time.monotonic() - self._started[number]
        return self.alive(number) and said.get("state") == "working" and age < min(FRESH_SECONDS, lived)

    @property
    def all_work(self) -> bool:
        """Whether every worker does."""
        return all(self.working(number) for number in range(self.size))

    def health(self, number: int) -> dict[str, Any]:
        """Its health file; empty where there is none."""
        with contextlib.suppress(OSError, ValueError):
            said: dict[str, Any] = json.loads((self.state(number) / "health.json").read_text())
            return said
        return {}

    def lanes(self, number: int) -> frozenset[str]:
        """`raw/3 parsed/0 ...`: what it last said that it works on."""
        said = STATE_LINE.findall(self.log_tail(number))
        places = said[-1][1].split() if said else []
        return frozenset(place.removeprefix(f"{self.settings.topic_prefix}.") for place in places if "/" in place)

    def log_tail(self, number: int, size: int = LOG_TAIL_BYTES) -> str:
        """The end of its log."""
        with self.log(number).open("rb") as log:
            log.seek(max(0, log.seek(0, 2) - size))
            return log.read().decode(errors="replace")

    def log_ends(self, lines: int = 5, width: int = 240) -> str:
        """The last lines of each log."""
        ends = ((number, self.log_tail(number).splitlines()[-lines:]) for number in range(self.size))
        return "\n".join(f"    worker {number}: {line[:width]}" for number, found in ends for line in found)

    async def restart_policy(self) -> None:
        """Start again who ended by itself, after a wait that grows while that does not help. Runs for as long as the
        crew.
        """
        due: dict[int, float] = {}
        while True:
            for number in sorted(self._wanted):
                if self.alive(number):
                    due.pop(number, None)
                elif number not in due:
                    due[number] = time.monotonic() + self._note_exit(number)
                elif time.monotonic() >= due[number]:
                    del due[number]
                    self.start(number)
            await asyncio.sleep(0.1)

    def _note_exit(self, number: int) -> float:
        """Remember that it ended; how long to wait now."""
        code, lines = self._processes[number].poll(), self.log_tail(number).splitlines()
        self.exits.append(Exit(_now_ms(), number, code if code is not None else 0, lines[-1] if lines else ""))
        self.deaths.append(Death(_now_ms(), number, self._lanes_of_others(number)))
        if time.monotonic() - self._started[number] > SETTLED_SECONDS:
            self._waits[number] = FIRST_WAIT_SECONDS
        wait, self._waits[number] = self._waits[number], min(2 * self._waits[number], LONGEST_WAIT_SECONDS)
        return wait

    def _lanes_of_others(self, number: int) -> frozenset[str]:
        others: Collection[int] = [other for other in range(self.size) if other != number and self.alive(other)]
        return frozenset[str]().union(*(self.lanes(other) for other in others))


def _now_ms() -> int:
    return int(time.time() * 1000)
