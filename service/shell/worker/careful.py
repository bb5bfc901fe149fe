"""A document that two workers began with and did not survive is decided in a process of its own.

A fault in a C library, an endless loop or a hunger for memory is no exception that anybody could catch: it ends the
worker, and the next one that begins at the same offset. In a child process it ends the child, and the document is
rejected as `crashed`. The child runs the same pure functions, so a document that only looked guilty comes out as ever.

What is rejected here may have been sent as an article by the worker that died, so a busy machine must not be taken for a
crash: the child counts processor time, and what it reads once for all documents is read before the first.

`python -m service.shell.worker.careful` is the child: requests on stdin, answers on stdout, each a length and a pickle.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import resource
import signal
import struct
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.desk.dedupe import Seen
from copydesk.service.core.records import Record, Rejected
from copydesk.service.enrichers import ENRICHERS, Enricher
from copydesk.service.pipeline import edit_record, parse_outgoing
from copydesk.service.settings import Settings
from copydesk.service.shell.worker.warm import warm_up

DOCUMENT_BYTES = 1024 * 1024 * 1024
"""Memory that one document may take there, beside what the child has when it starts."""

START_SECONDS = 180.0
"""A child that has not begun by then does not begin: the machine is at fault, and no document."""

WALL_TIMES = 6
"""So many times its processor time a document may take by the clock: one that sleeps for good is found out too."""

IDLE_SECONDS = 30.0

_LENGTH = struct.Struct(">I")


class CarefulReader:
    """One child at a time, started when it is needed."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        """`seconds`: of processor time that one document may take in the child. A rebalance waits for it."""
        self._seconds = seconds
        self._clock = clock
        self._asked_at = clock()
        self._child: Process | None = None

    async def decide(self, stage: Stage, *arguments: Any) -> Any:
        """What the stage's function gives for these arguments; Rejected as `crashed` where it does not come back."""
        self._asked_at = self._clock()
        child = self._child or await self._start()
        try:
            return await asyncio.wait_for(_ask(child, (stage, arguments)), self._seconds * WALL_TIMES)
        except TimeoutError:
            await self._end()
            return Rejected(
                Reason.CRASHED, stage, f"did not come back in {self._seconds * WALL_TIMES:.0f} s, read alone"
            )
        except (asyncio.IncompleteReadError, ConnectionError):
            return Rejected(Reason.CRASHED, stage, _epitaph(await self._end(), self._seconds))

    async def rest(self) -> None:
        """End a child that had nothing to do for a while."""
        if self._child is not None and self._clock() - self._asked_at > IDLE_SECONDS:
            await self._end()

    async def _start(self) -> Process:
        command = (sys.executable, "-m", "copydesk.service.shell.worker.careful", str(self._seconds))
        child = self._child = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        try:
            await asyncio.wait_for(_answer(child), START_SECONDS)
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
            code = await self._end()
            raise RuntimeError(f"the process for dangerous documents does not start: exit code {code}") from None
        return child

    async def _end(self) -> int:
        child, self._child = self._child, None
        assert child is not None
        with suppress(TimeoutError):  # it may be about to end by itself, and how is what one wants to know
            return await asyncio.wait_for(child.wait(), 1)
        with suppress(ProcessLookupError):
            child.kill()
        return await child.wait()


async def _ask(child: Process, request: Any) -> Any:
    assert child.stdin is not None
    child.stdin.write(_framed(request))
    await child.stdin.drain()
    return await _answer(child)


async def _answer(child: Process) -> Any:
    assert child.stdout is not None
    (length,) = _LENGTH.unpack(await child.stdout.readexactly(_LENGTH.size))
    return pickle.loads(await child.stdout.readexactly(length))


def _framed(message: Any) -> bytes:
    data = pickle.dumps(message)
    return _LENGTH.pack(len(data)) + data


def _epitaph(code: int, seconds: float) -> str:
    if code == -signal.SIGPROF:
        return f"took longer than {seconds:.0f} s of processor time, read alone"
    if code < 0:
        return f"ended the process that read it alone by {signal.Signals(-code).name}"
    return f"ended the process that read it alone with exit code {code}"


# The child


def _edit(
    record: Record,
    seen: Seen | None,
    remember: timedelta | None = None,
    enrichers: Sequence[Enricher] = ENRICHERS,
    copies: int = 0,
) -> Any:
    return edit_record(record, seen, remember=remember, enrichers=enrichers, copies=copies)


FUNCTIONS: dict[Stage, Callable[..., Any]] = {Stage.PARSE: parse_outgoing, Stage.EDIT: _edit}


def main(seconds: float) -> None:
    """Answer until stdin ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    warm_up(Settings.from_environment())
    _limit_memory()
    _send(answers, "ready")
    while (request := _read(requests)) is not None:
        stage, arguments = request
        signal.setitimer(signal.ITIMER_PROF, seconds)  # without a handler it ends the process
        answer = FUNCTIONS[stage](*arguments)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, answer)


def _send(stream: BinaryIO, message: Any) -> None:
    stream.write(_framed(message))
    stream.flush()


def _read(stream: BinaryIO) -> Any:
    head = stream.read(_LENGTH.size)
    return pickle.loads(stream.read(_LENGTH.unpack(head)[0])) if head else None


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + DOCUMENT_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(float(sys.argv[1]))
