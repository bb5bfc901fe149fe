"""Health: what a worker's own words are worth, and how it is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell import probe
from copydesk.service.shell.health import (
    GONE_SECONDS,
    HEALTH_FILE,
    NOT_YET,
    SILENT_SECONDS,
    STALE_SECONDS,
    STARTING_SECONDS,
    STILL_SECONDS,
    Board,
    Health,
    check,
    live_problem,
    ready_problem,
    write_health,
)
from copydesk.service.shell.health_port import PortTaken
from copydesk.service.shell.worker.questions import serve_health
from tests.kafka.node import free_ports

WELL = Health("working", partitions=24, lag=0)


def verdicts(health: Health, age: float = 0.0) -> tuple[bool, bool]:
    """Live and ready."""
    return live_problem(health, age) is None, ready_problem(health, age) is None


@pytest.mark.parametrize(
    ("health", "age", "live", "ready"),
    [
        (WELL, 0, True, True),
        (replace(WELL, state="spare", partitions=0), 0, True, True),
        (WELL, STALE_SECONDS + 1, False, False),
        (Health(), STALE_SECONDS + 1, True, False),
        (Health(), STARTING_SECONDS + 1, False, False),
        (replace(WELL, silent_seconds=SILENT_SECONDS + 1), 0, True, False),
        (replace(WELL, silent_seconds=GONE_SECONDS + 1), 0, False, False),
        (replace(WELL, lag=7, still_seconds=STILL_SECONDS + 1), 0, True, False),
        *((replace(WELL, state=state), 0, True, False) for state in NOT_YET),
    ],
)
def test_verdicts(health: Health, age: float, live: bool, ready: bool) -> None:
    """Live while a restart would not help, ready while the worker does its work; what is not live is not ready."""
    assert verdicts(health, age) == (live, ready)


@pytest.mark.parametrize("content", ["", "{}", "[]", "nonsense", '{"at": 1}'])
def test_unreadable_health_file(tmp_path: Path, content: str) -> None:
    """A file that is no health file is a problem in one line, not a traceback."""
    (tmp_path / HEALTH_FILE).write_text(content)
    well, why = check(Settings(state_dir=tmp_path))
    assert not well
    assert "is not a health file" in why


def test_health_file(tmp_path: Path) -> None:
    """Where a worker has no port its file is judged: while it is fresh, by what it says, else it hangs or is gone."""
    settings = Settings(state_dir=tmp_path)
    write_health(tmp_path, WELL)
    assert check(settings) == (True, "working, 24 partitions, lag 0")
    write_health(tmp_path, replace(WELL, state="recovering"))
    assert check(settings) == (False, "the memory is being read back")
    said = json.loads((tmp_path / HEALTH_FILE).read_text())
    (tmp_path / HEALTH_FILE).write_text(json.dumps({**said, "at": time.time() - STALE_SECONDS - 5}))
    assert "hangs or is gone" in check(settings)[1]


def test_no_health_file(tmp_path: Path) -> None:
    """A folder without a file belongs to no worker yet."""
    assert "no worker" in check(Settings(state_dir=tmp_path / os.urandom(4).hex()))[1]


@pytest.fixture
def asked() -> tuple[Board, Settings]:
    """A board, and settings with a port at which it is asked."""
    board, settings = Board(), Settings(health_port=free_ports(1)[0])
    serve_health(board, settings, lambda: b"copydesk_ready 1.0\n")
    return board, settings


def probed(settings: Settings, question: str = "ready") -> subprocess.CompletedProcess[str]:
    """The image's health check, as the image runs it."""
    command = [sys.executable, "-I", "-S", probe.__file__, question]
    return subprocess.run(
        command, env=settings.as_environment(), capture_output=True, text=True, timeout=60, check=False
    )


def test_health_port(asked: tuple[Board, Settings]) -> None:
    """The port answers 200 or 503 with the reason, the probe ends with 0 or 1, and people are told the same."""
    board, settings = asked
    board.post(WELL)
    assert (probed(settings).returncode, probed(settings, "live").returncode) == (0, 0)
    assert check(settings) == (True, "working, 24 partitions, lag 0")
    board.post(replace(WELL, silent_seconds=SILENT_SECONDS + 1))
    refused = probed(settings)
    assert (refused.returncode, json.loads(refused.stdout)["reason"]) == (1, "no broker has answered for 16 s")
    assert probed(settings, "live").returncode == 0
    assert check(settings) == (False, "no broker has answered for 16 s")


def test_other_paths(asked: tuple[Board, Settings]) -> None:
    """The port knows its paths and nothing else, and no way to write."""
    connection = HTTPConnection("127.0.0.1", asked[1].health_port, timeout=20)
    for method, path, status in (("GET", "/", 404), ("POST", "/ready", 405), ("GET", "/ready", 503)):
        connection.request(method, path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status
    connection.close()


def test_asked_while_the_processor_is_busy(asked: tuple[Board, Settings]) -> None:
    """A worker in the middle of a long document answers all the same, with how long ago it was last heard of."""
    board, settings = asked
    board.post(WELL)
    busy, end = threading.Event(), time.monotonic() + 60
    threading.Thread(target=lambda: [None for _ in iter(lambda: busy.is_set() or time.monotonic() > end, True)]).start()
    try:
        assert probed(settings).returncode == 0
    finally:
        busy.set()


def test_a_port_that_is_taken(asked: tuple[Board, Settings]) -> None:
    """A second worker on one port is told so in a line, before it does anything."""
    with pytest.raises(PortTaken, match="set another COPYDESK_HEALTH_PORT"):
        serve_health(Board(), asked[1], bytes)


def test_nobody_there() -> None:
    """Probe and command say in one line that no worker answers, and that no port is set."""
    settings = Settings(health_port=free_ports(1)[0])
    assert "no worker answers" in probed(settings).stdout
    assert "no worker answers" in check(settings)[1]
    assert "not set" in probed(Settings()).stdout
    assert probed(Settings()).returncode == 1


def test_the_probe_imports_nothing() -> None:
    """It runs beside a worker that needs the processor."""
    code = (
        f"import sys; sys.argv = ['probe']; sys.path.insert(0, {str(Path(probe.__file__).parent)!r}); before = set(sys.modules);"
        "import probe; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {
        "_socket",
        "probe",
        "os",
        "stat",
        "_stat",
        "posixpath",
        "genericpath",
        "_collections_abc",
        "os.path",
    }
