"""Exit codes of a worker that does not get as far as its work, and the table that explains them."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell import exits
from copydesk.service.shell.exits import END_FILE
from tests.kafka.node import free_ports

OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"


def worker(folder: Path, **settings: object) -> subprocess.Popen[str]:
    """A worker with no broker to be had."""
    given = Settings(brokers=f"127.0.0.1:{free_ports(1)[0]}", state_dir=folder, **settings)  # type: ignore[arg-type]
    command = [sys.executable, "-m", "copydesk", "worker"]
    return subprocess.Popen(command, env=given.as_environment(), stderr=subprocess.PIPE, text=True)


def wait_for(process: subprocess.Popen[str], said: str) -> None:
    """Until a line with these words is in its log."""
    assert process.stderr is not None
    assert any(said in line for line in iter(process.stderr.readline, ""))


def test_the_next_worker_tells_the_end(tmp_path: Path) -> None:
    """Of one that was killed, in its metrics, from before it has a broker."""
    port = free_ports(1)[0]
    with worker(tmp_path) as first:
        wait_for(first, "waiting 20 s for Kafka")
        first.kill()
    with worker(tmp_path, health_port=port) as second:
        wait_for(second, "waiting 20 s for Kafka")
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
            told = answer.read().decode()
        second.kill()
    assert 'copydesk_last_exit{code="none",name="killed"} 1.0' in told.splitlines()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_while_it_waits(tmp_path: Path, number: signal.Signals) -> None:
    """A worker that waits for a cluster has nothing in hand: it ends at once, with 0 and without a traceback."""
    with worker(tmp_path) as process:
        ended = threading.Timer(120, process.kill)
        ended.start()
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        assert any("waiting 20 s for Kafka" in line for line in lines)
        process.send_signal(number)
        rest = list(lines)
        ended.cancel()
    assert (process.returncode, rest) == (0, [])
    assert exits.Note().open(tmp_path / END_FILE) == ("0", "stopped")


def test_a_port_in_use(tmp_path: Path) -> None:
    """What a worker cannot have is one line and 1, before it asks any broker."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        process = worker(tmp_path, health_port=held.getsockname()[1])
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert len(said.splitlines()) == 1
    assert "set another COPYDESK_HEALTH_PORT" in said
    assert exits.Note().open(tmp_path / END_FILE) == ("1", "not_ready")


def left_by(folder: Path, code: str) -> tuple[str, str] | None:
    """What the next process reads of one that did this with its note."""
    opened = f"from pathlib import Path; from copydesk.service.shell.exits import *; NOTE.open(Path({str(folder / 'ended')!r}))"
    subprocess.run([sys.executable, "-c", f"{opened}; {code}"], check=False, capture_output=True)
    return exits.Note().open(folder / "ended")


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("leave(STUCK, 'it stands')", ("5", "stuck")),
        ("NOTE.write(70)", ("70", "unknown")),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", ("none", "killed")),
    ],
    ids=["by itself", "a bug", "killed"],
)
def test_how_the_one_before_ended(tmp_path: Path, code: str, end: tuple[str, str]) -> None:
    """The code, and its name; of a process that left none, that it was killed."""
    assert exits.Note().open(tmp_path / "ended") is None
    assert left_by(tmp_path, code) == end
    assert exits.Note().open(tmp_path / "ended") == (exits.NO_CODE, exits.KILLED)


@pytest.mark.parametrize("note", [b"", b"running", b"\xff\x00", b"-3", b"x5", "\u0665".encode()])
def test_a_note_that_says_no_code(tmp_path: Path, note: bytes) -> None:
    """Torn, damaged or never finished, it is that of a process that was killed."""
    (tmp_path / "ended").write_bytes(note)
    assert exits.Note().open(tmp_path / "ended") == (exits.NO_CODE, exits.KILLED)


def test_a_note_without_end(tmp_path: Path) -> None:
    """No more is read of it than a worker writes."""
    (tmp_path / "ended").write_bytes(b"9" * 100_000)
    assert exits.Note().open(tmp_path / "ended") == ("9" * 16, exits.UNKNOWN)


def test_the_table_has_every_code() -> None:
    """docs/operations.md explains each code that a worker ends itself with, and no other."""
    table = OPERATIONS.read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    named = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    ours = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert named == {0, 1} | ours


def test_the_table_has_every_name() -> None:
    """What the metric calls each code, and an end without one."""
    table = OPERATIONS.read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    named = re.findall(r"^\| (\d+) \| `(\w+)` \|", table, re.MULTILINE)
    assert {int(code): name for code, name in named} == exits.NAMES
    assert f"`{exits.KILLED}`" in table
    assert f"`{exits.UNKNOWN}`" in table
