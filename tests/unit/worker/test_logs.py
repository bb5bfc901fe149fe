"""The log: one line for each event, what comes again is counted, what means nothing is left out."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell.worker.logs import (
    LONGEST_WINDOW_SECONDS,
    MOST_KINDS,
    WINDOW_SECONDS,
    JsonLine,
    LogHandler,
    Repeats,
    TextLine,
    set_up_logging,
)
from copydesk.service.shell.worker.noise import NOISE


class Log:
    """A handler with a clock and a stream of its own."""

    def __init__(self, formatter: logging.Formatter | None = None) -> None:
        self.now = 0.0
        self.stream = io.StringIO()
        self.handler = LogHandler(Repeats(lambda: self.now), self.stream)
        self.handler.setFormatter(formatter or TextLine())

    def say(self, message: str, *, name: str = "aiokafka", level: int = logging.ERROR, **fields: object) -> None:
        """One record."""
        record = {"name": name, "levelno": level, "levelname": logging.getLevelName(level), "msg": message, **fields}
        self.handler.handle(logging.makeLogRecord(record))

    @property
    def lines(self) -> list[str]:
        """What was written, without times."""
        return [line.split(" ", 2)[2] for line in self.stream.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The root logger is everybody's."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.captureWarnings(False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def test_repeats_are_counted() -> None:
    """What differs only in its numbers comes once, then as a count with the last of them."""
    log = Log()
    for number in range(413):
        log.say(f"Unable connect to node {number}")
    assert log.lines == ["ERROR aiokafka Unable connect to node 0"]
    log.now = WINDOW_SECONDS
    log.handler.tell_repeats()
    assert log.lines[1:] == ["ERROR aiokafka Unable connect to node 412 … 412 more in 10 s"]


def test_a_night_without_a_broker() -> None:
    """What goes on for hours is told less and less often, and as news again after a quiet while."""
    log = Log()
    for _ in range(8 * 3600):
        log.now += 1
        log.say("Unable connect to node 1")
    assert len(log.lines) < 8 * 3600 / LONGEST_WINDOW_SECONDS + 10
    for _ in range(3):
        log.now += LONGEST_WINDOW_SECONDS
        log.handler.tell_repeats()
    log.say("Unable connect to node 1")
    assert "more" not in log.lines[-1]


def test_memory_is_bounded() -> None:
    """Ever new kinds of lines are told, and the counts of old ones let go."""
    log = Log()
    for first in "abcdefghijklmnopqrstuvwxyz":
        for second in "abcdefghijklmnopqrstuvwxyz":
            log.say(f"{first}{second} failed")
    assert len(log.lines) == 26 * 26
    assert len(log.handler._repeats._said) <= MOST_KINDS + 1


def test_levels_and_loggers_are_told_apart() -> None:
    """The same words of another logger, or at another level, are news."""
    log = Log()
    log.say("gone")
    log.say("gone", name="faust")
    log.say("gone", level=logging.WARNING)
    assert len(log.lines) == 3


def test_our_own_events_are_never_counted() -> None:
    """Lines of ours that tell a change are told each; only our warnings can repeat themselves."""
    log = Log()
    for partition in range(3):
        log.say(f"working: news.raw/{partition}", name="copydesk", level=logging.INFO)
        log.say(f"takes no file {partition}", name="copydesk", level=logging.WARNING)
    assert len(log.lines) == 3 + 1


def test_the_last_words() -> None:
    """What was counted is told before the line with which a worker ends itself, and when the log is closed."""
    log = Log()
    log.say("a 1")
    log.say("a 2")
    log.say("worker ends", name="copydesk", level=logging.CRITICAL)
    log.say("b 1")
    log.say("b 2")
    log.handler.close()
    assert [line.split()[-1] for line in log.lines] == ["1", "s", "ends", "1", "s"]


@pytest.mark.parametrize("noise", NOISE, ids=lambda noise: noise.message)
def test_noise(noise: object) -> None:
    """What the table names is left out, other lines of the same logger are not; each entry has its reason."""
    log = Log()
    log.say(f"{noise.message} 1", name=noise.logger)  # type: ignore[attr-defined]
    log.say(f"[^--Consumer]: {noise.message} 1", name=noise.logger)  # type: ignore[attr-defined]
    assert log.lines == []
    log.say("else", name=noise.logger)  # type: ignore[attr-defined]
    assert len(log.lines) == 1
    assert noise.why  # type: ignore[attr-defined]


def an_error() -> tuple[type[BaseException], BaseException, object]:
    """As `sys.exc_info` gives it."""
    try:
        raise ConnectionError("refused\nby peer")
    except ConnectionError as error:
        return type(error), error, error.__traceback__


def test_tracebacks_are_one_line() -> None:
    """Of an exception a line is left; at DEBUG all of it."""
    log = Log()
    log.say("[^---Fetcher]: Crashed", name="mode", exc_info=an_error())
    assert log.lines == ["ERROR mode Crashed: ConnectionError: refused by peer"]
    logging.root.setLevel(logging.DEBUG)
    log.say("Crashed", name="mode", exc_info=an_error())
    assert "Traceback (most recent call last):" in log.stream.getvalue()


def test_json() -> None:
    """One object a line: RFC 3339, level, logger, message, and the fields of the record."""
    log = Log(JsonLine())
    log.say("lag=4", name="copydesk", level=logging.INFO, fields={"lag": 4, "articles": 3})
    log.say("Crashed", exc_info=an_error())
    status, crash = (json.loads(line) for line in log.stream.getvalue().splitlines())
    assert datetime.fromisoformat(status.pop("time")).utcoffset() is not None
    assert status == {"level": "INFO", "logger": "copydesk", "message": "lag=4", "lag": 4, "articles": 3}
    assert crash["message"] == "Crashed: ConnectionError: refused by peer"


def test_json_counts() -> None:
    """A count is fields, too."""
    log = Log(JsonLine())
    log.say("gone 1")
    log.say("gone 2")
    log.handler.close()
    counted = json.loads(log.stream.getvalue().splitlines()[1])
    assert (counted["repeated"], counted["seconds"]) == (1, 1)


def test_set_up() -> None:
    """All loggers write through the one handler, the libraries' only warnings and worse."""
    set_up_logging(Settings(log_format="json"))
    assert [type(handler) for handler in logging.root.handlers] == [LogHandler]
    assert not logging.getLogger("faust.app").isEnabledFor(logging.INFO)
    assert logging.getLogger("copydesk").isEnabledFor(logging.INFO)
