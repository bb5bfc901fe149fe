"""The test broker itself: if these fail, no other broker test means anything."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from tests.kafka.server import KafkaServer


async def _create(bootstrap: str, topic: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)])
    finally:
        await admin.close()


async def _send(bootstrap: str, topic: str, value: bytes) -> None:
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, compression_type="lz4") as producer:
        await producer.send_and_wait(topic, value, key=b"k", headers=[("h", b"v")])


async def _read(bootstrap: str, topic: str, group: str) -> tuple[bytes | None, bytes | None]:
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, group_id=group, auto_offset_reset="earliest", enable_auto_commit=False
    ) as consumer:
        record = await asyncio.wait_for(consumer.getone(), 20)
        return record.key, record.value


def test_a_record_comes_back_as_it_was_sent(kafka: KafkaServer, prefix: str, group: str) -> None:
    """What is produced, lz4-compressed, is consumed bit for bit."""

    async def there_and_back() -> tuple[bytes | None, bytes | None]:
        await _create(kafka.bootstrap, f"{prefix}.raw")
        await _send(kafka.bootstrap, f"{prefix}.raw", b"\x00value\xff" * 100)
        return await _read(kafka.bootstrap, f"{prefix}.raw", group)

    assert asyncio.run(there_and_back()) == (b"k", b"\x00value\xff" * 100)


def test_topics_are_not_made_by_asking_for_them(kafka: KafkaServer, prefix: str) -> None:
    """A record for a topic that nobody created is refused."""

    async def send() -> None:
        async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap) as producer:
            await asyncio.wait_for(producer.send_and_wait(f"{prefix}.nowhere", b"x"), 3)

    with pytest.raises(TimeoutError):
        asyncio.run(send())


@pytest.mark.usefixtures("kafka")  # for its marker, and for its skip where there is no Java
@pytest.mark.parametrize("end", ["stop", "kill"])
def test_a_broker_that_ended_comes_back_with_its_data(prefix: str, group: str, end: str) -> None:
    """After a stop or a kill, `restart` serves the same records at the same address."""
    with KafkaServer() as own:
        address = own.bootstrap
        asyncio.run(_create(address, f"{prefix}.raw"))
        asyncio.run(_send(address, f"{prefix}.raw", b"kept"))
        {"stop": own.stop, "kill": own.kill}[end]()
        own.restart()
        assert own.bootstrap == address
        assert asyncio.run(_read(address, f"{prefix}.raw", group))[1] == b"kept"


@pytest.mark.usefixtures("kafka")
def test_no_broker_outlives_the_process_that_started_it() -> None:
    """A process that is killed, with no time to clean up, takes its broker along."""
    script = "from tests.kafka.server import KafkaServer; s = KafkaServer(); s.start(); print(s._process.pid, s._folder, flush=True); import os; os.kill(os.getpid(), 9)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    pid, folder = done.stdout.split()
    deadline = time.monotonic() + 20
    while _runs(int(pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    shutil.rmtree(folder)
    assert not _runs(int(pid))


def _runs(pid: int) -> bool:
    """Whether the process is alive; one that has ended and waits for its parent is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
