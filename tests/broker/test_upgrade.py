"""Another release, and back: workers are replaced one after the other under load, and one that cannot read what a newer one
remembers says so.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from copydesk.service.core.desk.memory_form import FORM
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.exits import CRASHED, STOPPED
from copydesk.service.shell.health import check
from tests.broker.fleet import Fleet, publish, read_all, read_outcomes, settings_for
from tests.kafka.server import KafkaServer

WORKERS = 3
PUBLISH_SECONDS = 40.0
GRACE_SECONDS = 90
"""As every deployment gives it."""


def document(number: int, words: str = "after a long debate") -> tuple[bytes | None, bytes]:
    """A made-up story."""
    fields = {
        "source_id": "harbour-press",
        "record_id": f"{number} {words}",
        "hints": {"news_id": str(7000 + number)},
        "body": f"Plan {number} Approved\n\nThe council approved plan {number} on Monday, {words}.",
    }
    return str(number).encode(), orjson.dumps(fields)


async def well(settings: Settings, seconds: float = 60) -> None:
    """Wait until `copydesk health` says so of a worker."""
    until = time.monotonic() + seconds
    while not check(settings)[0]:
        assert time.monotonic() < until, check(settings)[1]
        await asyncio.sleep(0.5)


async def replaced(fleet: Fleet) -> list[int]:
    """Stop each worker in good order and start it again, the next when it is well; the exit codes."""
    codes = []
    for number in range(WORKERS):
        await well(fleet.settings_of(number))
        codes.append(await fleet.stop(number, GRACE_SECONDS))
        fleet.start(number)
        await well(fleet.settings_of(number))
    return codes


@pytest.mark.broker
def test_workers_are_replaced_one_after_the_other(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """While documents come: each ends in good order, each document has its outcome, and no version comes of two."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)
    published = [document(number) for number in range(800)]

    async def scene() -> list[int]:
        async with Fleet(settings, WORKERS) as fleet:
            _, codes = await asyncio.gather(publish(settings, published, seconds=PUBLISH_SECONDS), replaced(fleet))
            await fleet.drained(60, restart=False)
            return codes

    assert asyncio.run(scene()) == [STOPPED] * WORKERS
    law = asyncio.run(audit(settings))
    assert (law.broken, law.records, law.articles) == (False, len(published), len(published))
    outcomes = asyncio.run(read_outcomes(settings))
    assert len(set(outcomes.values())) == len(published)


async def write_memory(settings: Settings, guid: bytes, value: bytes) -> None:
    """Put a memory on the changelog, as a worker of another release would."""
    async with AIOKafkaProducer(bootstrap_servers=settings.brokers) as producer:
        await producer.send_and_wait(settings.topic("seen"), value, key=guid, partition=0)


async def ended(fleet: Fleet, seconds: float = 60) -> int:
    """Wait until the worker has ended by itself; its exit code."""
    until = time.monotonic() + seconds
    while True:
        code = fleet.exit_code(0)
        if code is not None:
            return code
        assert time.monotonic() < until, fleet.logs()
        await asyncio.sleep(0.5)


@pytest.mark.broker
def test_a_memory_of_a_newer_release(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """The worker ends with one line that says so, and has sent nothing of that story; with the memory of before it goes on."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)

    async def scene() -> tuple[int, str]:
        async with Fleet(settings, 1) as fleet:
            await publish(settings, [document(1)])
            await fleet.drained(60)
            await fleet.stop(0)
            [kept] = [record for record in await read_all(settings, "seen") if b":" in record.key]
            newer = kept.value.replace(b",%d," % FORM, b",%d," % (FORM + 1), 1)
            await write_memory(settings, kept.key, newer)
            before = len(fleet.log(0).read_text())
            fleet.start(0)
            await publish(settings, [document(1, "after a longer debate")])
            code = await ended(fleet)
            log = fleet.log(0).read_text()[before:]
            assert len(await read_all(settings, "articles")) == 1
            await write_memory(settings, kept.key, kept.value)
            await fleet.drained(60)
            return code, log

    code, log = asyncio.run(scene())
    assert code == CRASHED, log
    told = [line for line in log.splitlines() if f"a memory in form {FORM + 1}" in line]
    assert len(told) == 1, log
    assert f"this release reads forms 1 to {FORM}" in told[0]
    assert "Traceback" not in log
    versions = {orjson.loads(record.value)["version"] for record in asyncio.run(read_all(settings, "articles"))}
    assert versions == {1, 2}
    assert not asyncio.run(audit(settings)).broken
