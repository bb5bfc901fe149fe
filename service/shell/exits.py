"""How a worker ends itself when the world is broken: at once, with a code that a person can look up.

Never by an exception: Faust acknowledges the record in hand when one leaves an agent, and restarts the agent without
telling anybody. The restart policy of the container starts the process again; what was not acknowledged is done again.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

STOPPED = 0
NOT_READY = 1
DELIVERY_FAILED = 3
FENCED = 4
STUCK = 5
CRASHED = 6
STATE_FAILED = 7
STOPPED_ALONE = 8

NAMES = {
    STOPPED: "stopped",
    NOT_READY: "not_ready",
    DELIVERY_FAILED: "delivery_failed",
    FENCED: "fenced",
    STUCK: "stuck",
    CRASHED: "crashed",
    STATE_FAILED: "state_failed",
    STOPPED_ALONE: "stopped_alone",
}
"""What the metric of the last end calls each."""
NO_CODE, KILLED, UNKNOWN = "none", "killed", "unknown"
"""What it says of an end that left no code, and of a code that is none of ours."""

log = logging.getLogger("copydesk")


END_FILE = "ended"
"""Of a state folder: the note of its worker."""


class Note:
    """The file by which a process tells the next one how it ended.

    It is open from the start and its bytes are written over, since at the end the disk may be full, or so slow that
    nobody can wait for it. What is not on the disk by then is lost with the machine only, and read as `killed`.
    """

    BYTES = 16

    def __init__(self) -> None:
        self._file: int | None = None

    def open(self, path: Path) -> tuple[str, str] | None:
        """Begin a note of this process; returns code and name of the end before, None where there was none."""
        before = path.read_bytes() if path.exists() else None
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o640)
        self._put(b"running")
        os.fsync(self._file)  # or a machine that goes down shows the end before this one again
        return None if before is None else _end(before)

    def write(self, code: int) -> None:
        """How this process ends; nothing where there is no note, or no disk any more."""
        with suppress(OSError):
            self._put(b"%d" % code)

    def _put(self, said: bytes) -> None:
        if self._file is not None:
            os.pwrite(self._file, said.ljust(Note.BYTES), 0)


def _end(said: bytes) -> tuple[str, str]:
    code = said[: Note.BYTES].strip()
    if not code.isdigit():
        return NO_CODE, KILLED
    return str(int(code)), NAMES.get(int(code), UNKNOWN)


NOTE = Note()
"""Of this process, which can end in many places."""


def leave(code: int, why: str) -> None:
    """Log one line and end the process without clean-up: anything tidier could acknowledge, commit or publish."""
    log.critical("worker ends (exit %d): %s", code, why)
    logging.shutdown()
    NOTE.write(code)
    os._exit(code)


def end_when_told() -> None:
    """SIGTERM and SIGINT end the process with 0 until Faust takes them over: nothing is in hand before. The first
    process of a container would not end at all without.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))


def leave_by_sigterm() -> None:
    """SIGTERM ends the process as Ctrl-C does, with 143: what is open is closed, and what is done can be told."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
