"""Replays that were started from the console: one at a time, each can be paused, slowed and stopped."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from aiokafka.errors import KafkaError

from copydesk.service.core.desk.replay import Wanted
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.flight import Pace
from copydesk.service.shell.commands.replay import Kept, Plan, Sent, find, found_lines, send, sent_lines
from copydesk.service.shell.errors import CopydeskError

JobState = Literal["waiting", "looking", "sending", "paused", "stopped", "done", "failed"]
ENDED = ("stopped", "done", "failed")
REMEMBERED = 20


class Gate(Pace):
    """So many turns a second at most, none while it is shut; both may change under way."""

    def __init__(self, rate: int | None) -> None:
        super().__init__(rate)
        self.rate = rate
        self._open = asyncio.Event()
        self._open.set()
        self._next = 0.0

    @property
    def is_open(self) -> bool:
        """Whether turns are given."""
        return self._open.is_set()

    def shut(self) -> None:
        """No turn from now on."""
        self._open.clear()

    def open(self) -> None:
        """Turns again."""
        self._open.set()

    async def turn(self) -> None:
        """Wait for the next."""
        await self._open.wait()
        if self.rate:
            now = time.monotonic()
            self._next = max(now, self._next + 1 / self.rate)
            await asyncio.sleep(self._next - now)
            await self._open.wait()


@dataclass(slots=True)
class Job:
    """One replay."""

    number: int
    what: str
    """What was asked for, in words."""
    kept: Kept
    wanted: Wanted
    again: bool
    gate: Gate
    begun: float
    state: JobState = "waiting"
    total: int | None = None
    """How many are to be sent; None before they were looked for."""
    sent: Sent = field(default_factory=Sent)
    lines: list[str] = field(default_factory=list)
    """What it has to say."""
    done: Callable[[Job], None] = lambda _: None
    """Told when it is done, if nothing broke it off; in a thread of its own, since it may take a while."""

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ENDED


class Jobs:
    """The newest first. They end with the process: what was sent stands on the topic, what was begun is noted."""

    def __init__(self, settings: Settings, note: Callable[[str, int], None] = lambda *_: None) -> None:
        """`note`: keeps what was begun and what came of it, with how many."""
        self._settings, self._note = settings, note
        self._turn = asyncio.Lock()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._count = 0
        self.all: deque[Job] = deque(maxlen=REMEMBERED)

    def start(
        self,
        what: str,
        kept: Kept,
        wanted: Wanted,
        rate: int | None,
        *,
        again: bool = False,
        done: Callable[[Job], None] = lambda _: None,
    ) -> Job:
        """Begin when those before it have ended."""
        self._count += 1
        job = Job(self._count, what, kept, wanted, again, Gate(rate), time.time(), done=done)
        self.all.appendleft(job)
        task = self._tasks[job.number] = asyncio.get_running_loop().create_task(self._run(job))
        task.add_done_callback(lambda _: self._tasks.pop(job.number, None))
        return job

    def job(self, number: int) -> Job | None:
        """By its number."""
        return next((job for job in self.all if job.number == number), None)

    def pause(self, job: Job) -> None:
        """Send nothing for now."""
        job.gate.shut()
        if job.state == "sending":
            job.state = "paused"

    def resume(self, job: Job) -> None:
        """Go on."""
        job.gate.open()
        if job.state == "paused":
            job.state = "sending"

    def stop(self, job: Job) -> None:
        """End it; what is in flight lands, and a new replay sends only the rest."""
        if task := self._tasks.get(job.number):
            task.cancel()

    async def close(self) -> None:
        """End all of them."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, job: Job) -> None:
        try:
            async with self._turn:
                await self._replay(job)
        except asyncio.CancelledError:
            job.state = "stopped"
            job.lines = [*job.lines, f"stopped after {job.sent.records:,}"]
        except (CopydeskError, KafkaError, TimeoutError, OSError) as error:
            job.state = "failed"
            job.lines = [*job.lines, " ".join(str(error).split()) or type(error).__name__]
        if job.total:
            self._note(f"sent again, {job.state}: {job.what}", job.sent.records)

    async def _replay(self, job: Job) -> None:
        job.state = "looking"
        plan = await find(self._settings, job.kept, job.wanted, again=job.again)
        job.total, job.lines = len(plan.open), found_lines(plan)
        if plan.open:
            await asyncio.to_thread(self._note, f"begins to send again: {job.what}", job.total)
            await self._send(job, plan)
        job.state = "done"
        await asyncio.to_thread(job.done, job)

    async def _send(self, job: Job, plan: Plan) -> None:
        job.state = "sending" if job.gate.is_open else "paused"
        await send(self._settings, plan, job.gate, sent=job.sent)
        job.lines = [*job.lines, *sent_lines(job.sent, self._settings.topic("raw"))]
