"""Workers as processes, for tests that start, kill, stop and freeze them; all ended by their own process ids."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError

from copydesk.service.settings import Settings
from copydesk.service.shell.reading import partitions_of
from copydesk.service.shell.topics import create_topics
from tests.kafka.guarded import Guarded


def settings_for(bootstrap: str, prefix: str, folder: Path, partitions: int = 4) -> Settings:
    """Settings of a service with topics and a group of its own, and the shortest session that brokers take."""
    return Settings(
        brokers=bootstrap,
        topic_prefix=prefix,
        group=prefix,
        partitions=partitions,
        state_dir=folder,
        session_timeout_seconds=6,
        rebalance_timeout_seconds=10,
    )


class Fleet:
    """A number of workers of one service, each with its state folder and its log file."""

    def __init__(self, settings: Settings, size: int) -> None:
        self.settings = settings
        self.size = size
        self.ended_themselves = 0
        self._processes: dict[int, Guarded] = {}
        """In the order in which they were started last."""

    async def __aenter__(self) -> Self:
        await create_topics(self.settings)
        for number in range(self.size):
            self.start(number)
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in self._processes.values():
            process.signal(signal.SIGCONT)
            process.signal(signal.SIGTERM)
        for process in self._processes.values():
            await asyncio.to_thread(process.stop, 20)

    def state(self, number: int) -> Path:
        """A worker's state folder."""
        return self.settings.state_dir / f"worker-{number}" / "state"

    def log(self, number: int) -> Path:
        """A worker's log file, that of all its lives."""
        return self.settings.state_dir / f"worker-{number}" / "log"

    def start(self, number: int) -> None:
        """Start a worker, or start it again on the state that it left."""
        self.state(number).mkdir(parents=True, exist_ok=True)
        self._processes.pop(number, None)
        environment = {**os.environ, **self.settings_of(number).as_environment()}
        command = [sys.executable, "-m", "copydesk", "worker"]
        self._processes[number] = Guarded(command, self.log(number), env=environment)

    def settings_of(self, number: int) -> Settings:
        """The settings of one worker."""
        return self.settings.model_copy(update={"state_dir": self.state(number)})

    def pid(self, number: int) -> int:
        """The process id of a worker."""
        return self._processes[number].pid

    def exit_code(self, number: int) -> int | None:
        """How a worker ended; None while it runs."""
        return self._processes[number].poll()

    def kill(self, number: int) -> None:
        """SIGKILL: no clean-up of any kind."""
        self._processes[number].kill()

    async def stop(self, number: int, seconds: float = 60) -> int:
        """SIGTERM, and the exit code."""
        self._processes[number].signal(signal.SIGTERM)
        return await asyncio.to_thread(self._processes[number].wait, seconds)

    async def freeze(self, number: int, seconds: float) -> None:
        """SIGSTOP for a while, then SIGCONT."""
        self._processes[number].signal(signal.SIGSTOP)
        await asyncio.sleep(seconds)
        self._processes[number].signal(signal.SIGCONT)

    @property
    def longest_up(self) -> int:
        """The worker that was started before all others."""
        return next(iter(self._processes))

    def restart_the_dead(self) -> None:
        """What a container's restart policy does."""
        for number, process in list(self._processes.items()):
            if process.poll() is not None:
                self.ended_themselves += 1
                self.start(number)

    def logs(self) -> str:
        """The ends of all logs, for the message of a failed test."""
        return "\n".join(
            f"--- {path.parent.name}\n{path.read_text(errors='replace')[-3000:]}"
            for path in sorted(self.settings.state_dir.glob("worker-*/log"))
        )

    async def drained(self, seconds: float, *, restart: bool = True) -> float:
        """Wait until the group has committed the end of all that it reads; returns how long it took, raises
        TimeoutError.
        """
        began = time.monotonic()
        while not await self._all_committed():
            if time.monotonic() - began > seconds:
                raise TimeoutError(f"not drained after {seconds} s\n{self.logs()}")
            if restart:
                self.restart_the_dead()
            await asyncio.sleep(0.5)
        return time.monotonic() - began

    async def _all_committed(self) -> bool:
        """In this order: what is committed of one has arrived in the next."""
        for name in ("raw", "parsed", *(["sketches"] if self.settings.copies == "on" else [])):
            ends = await end_offsets(self.settings, name)
            committed = await committed_offsets(self.settings)
            if any(committed.get(tp, 0) < end for tp, end in ends.items() if end):
                return False
        return True


async def end_offsets(settings: Settings, name: str) -> dict[TopicPartition, int]:
    """The end of each partition of a catalogue topic."""
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.brokers)
    await consumer.start()
    try:
        ends: dict[TopicPartition, int] = await consumer.end_offsets(
            partitions_of(settings.topic(name), settings.partitions)
        )
        return ends
    finally:
        await consumer.stop()


async def committed_offsets(settings: Settings) -> dict[TopicPartition, int]:
    """What the service's group has committed."""
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.brokers)
    await admin.start()
    try:
        found = await admin.list_consumer_group_offsets(settings.group)
    except (GroupCoordinatorNotAvailableError, NotCoordinatorForGroupError):
        return {}  # the broker has only begun to keep groups
    else:
        return {tp: committed.offset for tp, committed in found.items()}
    finally:
        await admin.close()


async def publish(settings: Settings, documents: Sequence[tuple[bytes | None, bytes]], seconds: float = 0) -> None:
    """Publish `(key, value)` pairs on `raw`, evenly over some seconds; each delivery is confirmed."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.brokers, acks="all", enable_idempotence=True, linger_ms=5)
    await producer.start()
    try:
        began, sent = time.monotonic(), []
        for number, (key, value) in enumerate(documents):
            sent.append(await producer.send(settings.topic("raw"), value, key=key))
            ahead = seconds * number / len(documents) - (time.monotonic() - began)
            if ahead > 0:
                await asyncio.sleep(ahead)
        await asyncio.gather(*sent)
    finally:
        await producer.stop()


async def read_all(settings: Settings, name: str) -> list[Any]:
    """All records that a catalogue topic holds now; not by the audit's reader, which is under test beside it."""
    ends = {tp: end for tp, end in (await end_offsets(settings, name)).items() if end}
    if not ends:
        return []
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.brokers, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign(list(ends))
        await consumer.seek_to_beginning()
        found: list[Any] = []
        while any([await consumer.position(tp) < end for tp, end in ends.items()]):
            for records in (await consumer.getmany(timeout_ms=500)).values():
                found += records
        return found
    finally:
        await consumer.stop()


async def read_outcomes(settings: Settings) -> dict[str, str]:
    """`record_id -> guid@version`, `duplicate` or `rejected: reason`, as a consumer that keys on `(guid, version)` sees
    it.

    A record with two different outcomes, or a version that two records claim, is an AssertionError.
    """
    outcomes: dict[str, set[str]] = defaultdict(set)
    makers: dict[str, set[str]] = defaultdict(set)
    for record in await read_all(settings, "articles"):
        if record.value is None:
            continue  # a tombstone: the outcomes stand before it
        article = orjson.loads(record.value)
        name = f"{article['guid']}@{article['version']}"
        outcomes[article["record_id"]].add(name)
        makers[name].add(article["record_id"])
    for record in await read_all(settings, "duplicates"):
        outcomes[orjson.loads(record.value)["record_id"]].add("duplicate")
    for record in await read_all(settings, "rejected"):
        headers = dict(record.headers)
        outcomes[headers["record_id"].decode()].add(f"rejected: {headers['reason'].decode()}")
    assert [record_id for record_id, found in outcomes.items() if len(found) > 1] == []
    assert [name for name, record_ids in makers.items() if len(record_ids) > 1] == []
    return {record_id: found.pop() for record_id, found in outcomes.items()}
