"""Three real Kafka brokers on loopback, replication factor 3, with a bad network on demand between each client and each
broker.

with KafkaCluster(clients=3) as cluster:
    ... cluster.bootstrap ...            # straight to the brokers
    ... cluster.bootstrap_of(0) ...      # through the proxies of client 0
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from tests.kafka.node import Node, PortTaken, count_brokers, free_ports
from tests.kafka.proxies import Mode, Proxies

BROKERS = 3
JVM = ("-Xms96m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Small and quick to start: three share a machine with all that they serve."""
READY_SECONDS = 120

PROPERTIES: Mapping[str, str] = {
    "inter.broker.listener.name": "DIRECT",
    "default.replication.factor": "3",
    "min.insync.replicas": "2",
    "offsets.topic.replication.factor": "3",
    "transaction.state.log.replication.factor": "3",
    "transaction.state.log.min.isr": "2",
    "share.coordinator.state.topic.replication.factor": "3",
    "share.coordinator.state.topic.min.isr": "2",
    "unclean.leader.election.enable": "false",
    "num.network.threads": "2",
    "num.io.threads": "4",
}


class KafkaCluster:
    """Three brokers. Each has a listener for each client, and says there that it is to be reached through that client's
    proxy.
    """

    def __init__(self, clients: int = 0) -> None:
        self._clients = clients
        self._proxies = Proxies()
        self._nodes = [Node(JVM) for _ in range(BROKERS)]
        self._ports: list[dict[str, int]] = []
        self._advertised: list[dict[str, int]] = []

    @property
    def bootstrap(self) -> str:
        """The brokers themselves."""
        return self._addresses("DIRECT")

    def bootstrap_of(self, client: int) -> str:
        """The brokers through the proxies of one client."""
        return self._addresses(f"CLIENT{client}")

    def net(self, where: Iterable[tuple[int, int]], mode: Mode, delay_seconds: float = 0.0) -> None:
        """The network between these `(client, broker)`, both counted from 0, from now on."""
        ports = [self._advertised[broker][f"CLIENT{client}"] for client, broker in where]
        self._proxies.set_mode(ports, mode, delay_seconds)

    def kill(self, broker: int) -> None:
        """As a power cut would."""
        self._nodes[broker].kill()

    def stop(self, broker: int) -> None:
        """In good order."""
        self._nodes[broker].stop()

    def freeze(self, broker: int) -> None:
        """SIGSTOP."""
        self._nodes[broker].signal(signal.SIGSTOP)

    def thaw(self, broker: int) -> None:
        """SIGCONT."""
        self._nodes[broker].signal(signal.SIGCONT)

    def run(self, broker: int) -> None:
        """Start one that was ended; `ready` tells when it is back."""
        self._nodes[broker].run()

    async def ready(self, seconds: float = READY_SECONDS) -> None:
        """Return when all brokers are up and every partition has all its replicas in sync."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if await asyncio.to_thread(self._all_up):
                with contextlib.suppress(KafkaError, TimeoutError):
                    if await asyncio.wait_for(in_sync(self.bootstrap), 10):
                        return
            await asyncio.sleep(0.3)
        raise TimeoutError(f"the cluster is not whole after {seconds} s:\n{self._nodes[0].log[-2000:]}")

    def __enter__(self) -> Self:
        """Start; all is closed again if that fails."""
        self._proxies.__enter__()
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for node in self._nodes:
            node.kill()
            node.close()
        self._proxies.__exit__()

    def _start(self) -> None:
        try:
            self._format_and_run()
        except PortTaken:  # by another process since we looked; twice in a row none does
            for node in self._nodes:
                node.kill()
            self._format_and_run()

    def _format_and_run(self) -> None:
        self._choose_ports()
        with ThreadPoolExecutor(BROKERS) as pool:
            list(pool.map(self._format, range(BROKERS)))
        for node in self._nodes:
            node.run()
        for node in self._nodes:
            node.wait_until(self._all_up)

    def _choose_ports(self) -> None:
        names = ["DIRECT", "CONTROLLER", *(f"CLIENT{client}" for client in range(self._clients))]
        ports = iter(free_ports(BROKERS * len(names)))
        self._ports = [{name: next(ports) for name in names} for _ in range(BROKERS)]
        self._advertised = [
            {name: self._proxies.add(port) if name.startswith("CLIENT") else port for name, port in listens.items()}
            for listens in self._ports
        ]

    def _format(self, broker: int) -> None:
        listens, advertised = self._ports[broker], self._advertised[broker]
        voters = ",".join(f"{number}@127.0.0.1:{ports['CONTROLLER']}" for number, ports in enumerate(self._ports))
        places = {
            "node.id": str(broker),
            "controller.quorum.voters": voters,
            "listeners": _listeners(listens),
            "advertised.listeners": _listeners(
                {name: port for name, port in advertised.items() if name != "CONTROLLER"}
            ),
            "listener.security.protocol.map": ",".join(f"{name}:PLAINTEXT" for name in listens),
        }
        self._nodes[broker].format({**PROPERTIES, **places})

    def _addresses(self, name: str) -> str:
        return ",".join(f"127.0.0.1:{advertised[name]}" for advertised in self._advertised)

    def _all_up(self) -> bool:
        return all(count_brokers(ports["DIRECT"]) == BROKERS for ports in self._ports)


def _listeners(ports: Mapping[str, int]) -> str:
    return ",".join(f"{name}://127.0.0.1:{port}" for name, port in ports.items())


async def in_sync(bootstrap: str) -> bool:
    """Whether every partition has all its replicas in sync."""
    client: Any = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await client.start()
    try:
        topics = await client.describe_topics()
    finally:
        await client.close()
    return all(len(part["isr"]) == len(part["replicas"]) for topic in topics for part in topic["partitions"])
