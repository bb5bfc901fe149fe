"""A broker's disk fills up: the broker ends, the workers wait, and when there is room again nothing is lost."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.health import check
from tests.broker.fleet import Fleet, publish, read_outcomes, settings_for
from tests.kafka.server import KafkaServer

MEGABYTES = 300


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, as small as a broker can do with."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount the small file system that is filled here")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


def fill(ballast: Path) -> None:
    """Write until nothing more goes in."""
    with contextlib.suppress(OSError), ballast.open("ab", buffering=0) as out:
        while out.write(b"x" * 65536):
            pass


def documents(first: int, count: int) -> list[tuple[bytes | None, bytes]]:
    """Made-up stories, no two alike, each large enough to be felt."""
    fields = [
        {
            "source_id": "harbour-press",
            "record_id": str(number),
            "hints": {"news_id": str(7000 + number)},
            "body": f"Plan {number} Approved\n\n" + f"The council approved plan {number} on Monday. " * 200,
        }
        for number in range(first, first + count)
    ]
    return [(None, orjson.dumps(each)) for each in fields]


def try_to_publish(settings: Settings, documents: list[tuple[bytes | None, bytes]], file: Path) -> None:
    """`copydesk publish`, for as long as somebody would wait; it goes on when a broker comes back."""
    file.write_bytes(b"\n".join(value for _, value in documents))
    command = [sys.executable, "-m", "copydesk", "publish", str(file)]
    environment = {**os.environ, **settings.as_environment()}
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, env=environment, capture_output=True, check=False, timeout=20)


async def until(seconds: float, done: Callable[[], bool]) -> None:
    """Wait for what must come."""
    ends = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < ends
        await asyncio.sleep(0.5)


@pytest.mark.broker
@pytest.mark.usefixtures("kafka")  # for its skip where there is no Java
def test_a_brokers_disk_is_full(prefix: str, tmp_path: Path, disk: Path) -> None:
    """It ends at the first write; workers say that no broker answers; with room again it comes back with what it had
    confirmed, and every document has its outcome.
    """

    async def scene(own: KafkaServer) -> None:
        settings = settings_for(own.bootstrap, prefix, tmp_path, partitions=2)
        async with Fleet(settings, 1) as fleet:
            await publish(settings, documents(0, 100))
            await fleet.drained(60)
            ballast = disk / "ballast"
            fill(ballast)
            await asyncio.to_thread(try_to_publish, settings, documents(100, 400), tmp_path / "more.jsonl")
            await until(60, lambda: not check(fleet.settings_of(0))[0])
            assert "no broker has answered" in fleet.logs()
            ballast.unlink()
            await asyncio.to_thread(own.restart)
            await publish(settings, documents(500, 100))
            await fleet.drained(120)
            balance = await audit(settings)
            assert not balance.broken, balance.examples
            assert balance.records == balance.articles + balance.duplicates >= 200
            outcomes = await read_outcomes(settings)
            assert {str(number) for number in (*range(100), *range(500, 600))} <= set(outcomes)

    with KafkaServer({"log.dirs": str(disk / "data"), "log.segment.bytes": str(1024 * 1024)}) as own:
        asyncio.run(scene(own))
