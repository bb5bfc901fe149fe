"""Exit codes of a worker that does not get as far as its work, and the table that explains them."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell import exits
from tests.kafka.node import free_ports

OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"


def worker(folder: Path, **settings: object) -> subprocess.Popen[str]:
    """A worker with no broker to be had."""
    given = Settings(brokers=f"127.0.0.1:{free_ports(1)[0]}", state_dir=folder, **settings)  # type: ignore[arg-type]
    command = [sys.executable, "-m", "copydesk", "worker"]
    return subprocess.Popen(command, env=given.as_environment(), stderr=subprocess.PIPE, text=True)


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


def test_a_port_in_use(tmp_path: Path) -> None:
    """What a worker cannot have is one line and 1, before it asks any broker."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        process = worker(tmp_path, health_port=held.getsockname()[1])
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert len(said.splitlines()) == 1
    assert "set another COPYDESK_HEALTH_PORT" in said


def test_the_table_has_every_code() -> None:
    """docs/operations.md explains each code that a worker ends itself with, and no other."""
    table = OPERATIONS.read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    named = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    ours = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert named == {0, 1} | ours
