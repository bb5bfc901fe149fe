"""A real Kafka broker on loopback, for tests and benchmarks: one KRaft node, started from the jars, in a folder that goes with it.

with KafkaServer() as kafka:
    ... kafka.bootstrap ...
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.kafka.jars import jars

START_TIMEOUT_SECONDS = 60
STOP_TIMEOUT_SECONDS = 30
CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qg"
LOG4J = Path(__file__).with_name("log4j2.xml")

PROPERTIES: Mapping[str, str] = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "auto.create.topics.enable": "false",  # a topic that nobody made is an error, as it should be in production
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",  # so that a test sees a dead worker's partitions move without a long wait
    "broker.session.timeout.ms": "4000",  # after a kill the controller, itself, waits this long before it lets the broker back in
    "broker.heartbeat.interval.ms": "1000",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),
}


class KafkaServer:
    """One broker. `stop` lets it close its files, `kill` does not; after either, `restart` brings it back with the same address and data."""

    def __init__(self, properties: Mapping[str, str] | None = None, heap: str = "512m") -> None:
        self._properties = dict(properties or {})
        self._heap = heap
        self._folder = Path(tempfile.mkdtemp(prefix="copydesk-kafka-"))
        self._ports = _free_ports()
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        """`host:port` for clients."""
        return f"127.0.0.1:{self._ports[0]}"

    @property
    def log(self) -> str:
        """What the broker wrote so far: its warnings, and whatever the JVM had to say."""
        return "".join(path.read_text(errors="replace") for path in sorted(self._folder.glob("*.log")))

    def cpu_seconds(self) -> float:
        """CPU time that the broker has used since it was started, in user and system mode; Linux only."""
        assert self._process is not None
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def bytes_on_disk(self, topic: str) -> int:
        """What the segments of a topic's partitions hold."""
        return sum(segment.stat().st_size for segment in self._folder.glob(f"data/{topic}-*/*.log"))

    def start(self) -> None:
        """Format a new storage, start, and return when the broker takes requests."""
        try:
            self._format_and_run()
        except PortTaken:
            # Between our look at a free port and the broker's bind, another process may take it; twice in a row it does not.
            self._ports = _free_ports()
            self._format_and_run()

    def stop(self) -> None:
        """End the broker in good order."""
        self._end(gently=True)

    def kill(self) -> None:
        """End the broker as a power cut would."""
        self._end(gently=False)

    def restart(self) -> None:
        """Start again on the same ports with the same data; a broker that still runs is stopped first."""
        self.stop()
        self._run()

    def close(self) -> None:
        """Stop, and remove the data."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        """Start; the broker is closed again if that fails."""
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _format_and_run(self) -> None:
        shutil.rmtree(self._folder / "data", ignore_errors=True)
        self._write_properties()
        command = self._java("kafka.tools.StorageTool", "format", "--standalone", "-t", CLUSTER_ID, "-c", "server.properties")
        done = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, timeout=START_TIMEOUT_SECONDS, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"Kafka's storage could not be formatted:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        self._run()

    def _write_properties(self) -> None:
        broker, controller = self._ports
        places = {
            "listeners": f"PLAINTEXT://127.0.0.1:{broker},CONTROLLER://127.0.0.1:{controller}",
            "advertised.listeners": f"PLAINTEXT://127.0.0.1:{broker},CONTROLLER://127.0.0.1:{controller}",
            "controller.quorum.bootstrap.servers": f"127.0.0.1:{controller}",
            "log.dirs": str(self._folder / "data"),
        }
        lines = [f"{name}={value}" for name, value in {**PROPERTIES, **places, **self._properties}.items()]
        (self._folder / "server.properties").write_text("\n".join(lines) + "\n")

    def _java(self, *arguments: str) -> list[str]:
        log = f"-Dcopydesk.kafka.log={self._folder / 'broker.log'}"
        return ["java", f"-Xmx{self._heap}", log, f"-Dlog4j2.configurationFile={LOG4J}", "-cp", f"{jars()}/*", *arguments]

    def _run(self) -> None:
        with (self._folder / "jvm.log").open("ab") as output:
            # A session of its own: Ctrl-C is for pytest, which then ends the broker in good order.
            self._process = subprocess.Popen(
                self._java("kafka.Kafka", "server.properties"), cwd=self._folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        self._guard = _guard(self._process.pid)
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.kill()
            raise

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise (PortTaken if "Address already in use" in self.log else RuntimeError)(f"Kafka ended with {process.returncode}:\n{self.log[-3000:]}")
            if _counts_brokers(self._ports[0]):
                return
            time.sleep(0.1)
        raise RuntimeError(f"Kafka was not ready within {START_TIMEOUT_SECONDS} s:\n{self.log[-3000:]}")

    def _end(self, *, gently: bool) -> None:
        process, guard, self._process, self._guard = self._process, self._guard, None, None
        if guard is not None:
            guard.kill()
            guard.communicate()
        if process is None:
            return
        if gently:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOP_TIMEOUT_SECONDS)
        process.kill()
        process.wait()


class PortTaken(RuntimeError):
    """Another process has taken a port that was free a moment ago."""


def _free_ports() -> tuple[int, int]:
    """Two different ports that are free now: both are held before either is given back."""
    with socket.socket() as broker, socket.socket() as controller:
        broker.bind(("127.0.0.1", 0))
        controller.bind(("127.0.0.1", 0))
        return broker.getsockname()[1], controller.getsockname()[1]


def _guard(pid: int) -> subprocess.Popen[bytes]:
    """Something that outlives us: when our end of the pipe closes, however we end, the broker ends too."""
    return subprocess.Popen(["sh", "-c", 'read -r _; kill -KILL "$0"', str(pid)], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)


def _counts_brokers(port: int) -> bool:
    """True when a Metadata request (key 3, version 1, no topics) is answered with at least one broker: it listens and is unfenced.

    By hand, because this must work with and without a running event loop, and without a client's retries in the log.
    """
    request = struct.pack(">hhihi", 3, 1, 1, -1, 0)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            answer = connection.recv(12, socket.MSG_WAITALL)
    except OSError:
        return False
    return len(answer) == 12 and struct.unpack(">iii", answer)[2] > 0
