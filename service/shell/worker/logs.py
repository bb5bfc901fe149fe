"""The worker's log: one line for each event, as text or as JSON, and what comes again and again is counted.

A line is for a person: it asks for something, or tells a change of state. What libraries say hundreds of times while
the world is broken comes once, then as a count, further and further apart. What means nothing is named in `noise.py`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import logging.config
import re
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from copydesk.service.settings import Settings
from copydesk.service.shell.worker.noise import is_noise, without_prefix

OURS = "copydesk"
WINDOW_SECONDS = 10.0
"""What comes again within this long of the first is counted. Each window after it is twice as long as the one before,
"""
LONGEST_WINDOW_SECONDS = 640.0
"""up to this; one in which nothing comes ends the counting."""

MOST_KINDS = 200
"""So many kinds of lines are counted at a time; where more come, the one that was told of longest ago is let go."""

KIND_CHARACTERS = 100
LINE_CHARACTERS = 2000
_NUMBERS = re.compile(r"0x[0-9a-f]+|[0-9a-f]{12,}|\d+(\.\d+)*")


@dataclass(slots=True)
class _Said:
    last: logging.LogRecord
    since: float
    until: float
    count: int = 0


class Repeats:
    """Which records are news, and how often the others came."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._said: dict[tuple[str, int, str], _Said] = {}

    def is_news(self, record: logging.LogRecord) -> bool:
        """False for a record that is counted instead; of our own only warnings and worse can be."""
        if record.name == OURS and record.levelno < logging.WARNING:
            return True
        key = (record.name, record.levelno, _NUMBERS.sub("#", record.getMessage()[:KIND_CHARACTERS]))
        said = self._said.get(key)
        if said is None:
            now = self._clock()
            self._said[key] = _Said(record, now, now + WINDOW_SECONDS)
            return True
        said.last, said.count = record, said.count + 1
        return False

    def due(self, *, end: bool = False) -> list[logging.LogRecord]:
        """What is to be told now of what was counted; all of it at the end."""
        now, told = self._clock(), []
        for key, said in list(self._said.items()):
            crowded = len(self._said) > MOST_KINDS
            if not (end or crowded or now >= said.until):
                continue
            if said.count:
                told.append(_counted(said, now))
            if end or crowded or not said.count:
                del self._said[key]
            else:
                window = min(2 * (said.until - said.since), LONGEST_WINDOW_SECONDS)
                self._said[key] = _Said(said.last, now, now + window)
        return told


def _counted(said: _Said, now: float) -> logging.LogRecord:
    """The last of them, with how many came."""
    seconds = max(1, round(now - said.since))
    fields = {**vars(said.last), "msg": f"{said.last.getMessage()} … {said.count} more in {seconds} s", "args": None}
    return logging.makeLogRecord({**fields, "fields": {"repeated": said.count, "seconds": seconds}})


class LogHandler(logging.StreamHandler[Any]):
    """Writes news to stderr, and of the rest how much there was."""

    def __init__(self, repeats: Repeats | None = None, stream: Any = None) -> None:
        super().__init__(stream or sys.stderr)
        self._repeats = repeats or Repeats()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, if it says something new."""
        if is_noise(record) and not self._tells_all:
            return
        self.tell_repeats(end=record.levelno >= logging.CRITICAL)  # nothing may come after it
        if self._tells_all or self._repeats.is_news(record):
            super().emit(record)

    @property
    def _tells_all(self) -> bool:
        return logging.root.level <= logging.DEBUG

    def tell_repeats(self, *, end: bool = False) -> None:
        """Write how often came what was not written."""
        self.acquire()
        try:
            for counted in self._repeats.due(end=end):
                super().emit(counted)
        finally:
            self.release()

    def close(self) -> None:
        """Write what is still to be told."""
        self.tell_repeats(end=True)
        super().close()


def message_of(record: logging.LogRecord) -> str:
    """One line: the message, and of an exception its last line and where in our code it was."""
    text = without_prefix(record.getMessage())
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        said = f"{type(error).__name__}: {error}"
        text += "" if str(error) and str(error) in text else f": {said}"
        text += _place(error)
    return " ".join(text.split())[:LINE_CHARACTERS]


def _place(error: BaseException) -> str:
    """` (watch.py:88)`: the innermost of our own lines, which is where to look; nothing where none of ours is."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "copydesk" in Path(frame.filename).parts]
    return f" ({Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""


def _whole_traceback(record: logging.LogRecord) -> str:
    """Only at DEBUG."""
    error = record.exc_info[1] if record.exc_info and logging.root.level <= logging.DEBUG else None
    return "".join(traceback.format_exception(error)).rstrip() if error is not None else ""


class TextLine(logging.Formatter):
    """`2026-11-27 12:00:00,000 INFO copydesk working: news.raw/0`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; at DEBUG followed by the traceback."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {message_of(record)}"
        trace = _whole_traceback(record)
        return f"{line}\n{trace}" if trace else line


class JsonLine(logging.Formatter):
    """One object: `time` (RFC 3339, UTC), `level`, `logger`, `message`, and what the line counts as fields of their
    own.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line; at DEBUG `traceback` is a field of it."""
        trace = _whole_traceback(record)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            **getattr(record, "fields", {}),
            **({"traceback": trace} if trace else {}),
        }
        return json.dumps(line, ensure_ascii=False, default=str)


FORMATS: dict[str, type[logging.Formatter]] = {"text": TextLine, "json": JsonLine}

LIBRARIES = ("faust", "mode", "aiokafka", "aiohttp", "copydesk.service", "abc")
"""Theirs tell of their inner life: from INFO on only at DEBUG. The last two are Faust's too: it names loggers after
modules of classes.
"""


def set_up_logging(settings: Settings) -> None:
    """All records of this process go to stderr through one handler."""
    handler = LogHandler()
    handler.setFormatter(FORMATS[settings.log_format]())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(settings.log_level)
    logging.getLogger(OURS).setLevel(settings.log_level)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel("INFO" if settings.log_level == "DEBUG" else "WARNING")
    logging.captureWarnings(True)


def tell_repeats(*, end: bool = False) -> None:
    """Write what was counted, where it is time to."""
    for handler in logging.root.handlers:
        if isinstance(handler, LogHandler):
            handler.tell_repeats(end=end)


async def tell_repeats_now_and_then() -> None:
    """For as long as the worker runs."""
    while True:
        await asyncio.sleep(1.0)
        tell_repeats()
