"""A real Kafka broker on loopback, for tests and benchmarks: one KRaft node, started from the jars, in a folder that
goes with it.

with KafkaServer() as kafka:
    ... kafka.bootstrap ...
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.kafka.node import Node, PortTaken, count_brokers, free_ports

PROPERTIES: Mapping[str, str] = {
    "node.id": "1",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
}


class KafkaServer(Node):
    """One broker. `stop` lets it close its files, `kill` does not; after either, `restart` brings it back with the same
    address and data.
    """

    listeners: tuple[str, ...] = ("PLAINTEXT", "CONTROLLER")
    """Each has a port of its own, in this order; the first is for anybody, and tells when the broker is ready."""

    def __init__(self, properties: Mapping[str, str] | None = None, heap: str = "512m") -> None:
        super().__init__((f"-Xmx{heap}",))
        self._properties = dict(properties or {})
        self._ports = free_ports(len(self.listeners))

    @property
    def bootstrap(self) -> str:
        """`host:port` for clients."""
        return f"127.0.0.1:{self._ports[0]}"

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
            # Between our look at a free port and the broker's bind, another process may take it; twice in a row it does
            # not.
            self._ports = free_ports(len(self.listeners))
            self._format_and_run()

    def restart(self) -> None:
        """Start again on the same ports with the same data; a broker that still runs is stopped first."""
        self.stop()
        self._run_and_wait()

    def __enter__(self) -> Self:
        """Start; the broker is closed again if that fails."""
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _format_and_run(self) -> None:
        self.format({**PROPERTIES, **self._places(), **self._properties}, "--standalone")
        self._run_and_wait()

    def _places(self) -> dict[str, str]:
        broker, controller = self._ports
        listeners = f"PLAINTEXT://127.0.0.1:{broker},CONTROLLER://127.0.0.1:{controller}"
        return {
            "listeners": listeners,
            "advertised.listeners": listeners,
            "controller.quorum.bootstrap.servers": f"127.0.0.1:{controller}",
        }

    def _run_and_wait(self) -> None:
        self.run()
        try:
            self.wait_until(lambda: count_brokers(self._ports[0]) > 0)
        except BaseException:
            self.kill()
            raise
