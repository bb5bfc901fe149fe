"""One Kafka node: a process started from the jars, in a folder that goes with it. What it listens to is for others to
say.
"""

from __future__ import annotations

import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.kafka.guarded import Guarded
from tests.kafka.jars import jars

START_TIMEOUT_SECONDS = 60
STOP_TIMEOUT_SECONDS = 30
CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qg"
LOG4J = Path(__file__).with_name("log4j2.xml")

PROPERTIES: Mapping[str, str] = {
    "process.roles": "broker,controller",
    "controller.listener.names": "CONTROLLER",
    "auto.create.topics.enable": "false",  # a topic that nobody made is an error, as it should be in production
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",  # so that a test sees a dead worker's partitions move without a long wait
    "broker.session.timeout.ms": "4000",  # after a kill the controller, itself, waits this long before it lets the broker back in
    "broker.heartbeat.interval.ms": "1000",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.num.partitions": "4",
    "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),
}
"""What every node of ours has."""


class PortTaken(RuntimeError):
    """Another process has taken a port that was free a moment ago."""


class Node:
    """One process and its data. `stop` lets it close its files, `kill` does not; after either, `run` brings it back."""

    def __init__(self, jvm: tuple[str, ...]) -> None:
        self._jvm = jvm
        self._folder = Path(tempfile.mkdtemp(prefix="copydesk-kafka-"))
        self._process: Guarded | None = None

    @property
    def log(self) -> str:
        """What the broker wrote so far: its warnings, and whatever the JVM had to say."""
        return "".join(path.read_text(errors="replace") for path in sorted(self._folder.glob("*.log")))

    def format(self, properties: Mapping[str, str], *options: str) -> None:
        """New settings and an empty storage for them."""
        shutil.rmtree(self._folder / "data", ignore_errors=True)
        lines = [
            f"{name}={value}" for name, value in {**PROPERTIES, "log.dirs": self._folder / "data", **properties}.items()
        ]
        (self._folder / "server.properties").write_text("\n".join(lines) + "\n")
        command = self._java("kafka.tools.StorageTool", "format", *options, "-t", CLUSTER_ID, "-c", "server.properties")
        done = subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, timeout=START_TIMEOUT_SECONDS, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"Kafka's storage could not be formatted:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")

    def run(self) -> None:
        """Start the process; it is not ready yet."""
        self._process = Guarded(
            self._java("kafka.Kafka", "server.properties"), self._folder / "jvm.log", cwd=self._folder
        )

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Return when it is ready; PortTaken or RuntimeError where it never is."""
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            code = self._process.poll() if self._process else 0
            if code is not None:
                kind = PortTaken if "Address already in use" in self.log else RuntimeError
                raise kind(f"Kafka ended with {code}:\n{self.log[-3000:]}")
            if ready():
                return
            time.sleep(0.1)
        raise RuntimeError(f"Kafka was not ready within {START_TIMEOUT_SECONDS} s:\n{self.log[-3000:]}")

    def signal(self, number: int) -> None:
        """Send the process a signal, such as SIGSTOP."""
        if self._process:
            self._process.signal(number)

    def stop(self) -> None:
        """End the broker in good order."""
        process, self._process = self._process, None
        if process:
            process.stop(STOP_TIMEOUT_SECONDS)

    def kill(self) -> None:
        """End the broker as a power cut would."""
        process, self._process = self._process, None
        if process:
            process.kill()

    def close(self) -> None:
        """Stop, and remove the data."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _java(self, *arguments: str) -> list[str]:
        log = f"-Dcopydesk.kafka.log={self._folder / 'broker.log'}"
        return ["java", *self._jvm, log, f"-Dlog4j2.configurationFile={LOG4J}", "-cp", f"{jars()}/*", *arguments]


def free_ports(count: int) -> list[int]:
    """Different ports that are free now: all are held before any is given back."""
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def count_brokers(port: int) -> int:
    """Brokers in the answer to a Metadata request (key 3, version 1, no topics): those that are up and unfenced; 0 for
    no answer.

    By hand, because this must work with and without a running event loop, and without a client's retries in the log.
    """
    request = struct.pack(">hhihi", 3, 1, 1, -1, 0)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            answer = connection.recv(12, socket.MSG_WAITALL)
    except OSError:
        return 0
    brokers: int = struct.unpack(">iii", answer)[2] if len(answer) == 12 else 0
    return brokers
