"""A worker's log and its health while the world is broken: few lines, each of use, and the truth at once."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell import probe
from copydesk.service.shell.health import SILENT_SECONDS, check
from tests.broker.fleet import Fleet, publish, settings_for
from tests.broker.log_scenes import delete_topic, documents, working
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer


def with_port(bootstrap: str, prefix: str, folder: Path) -> Settings:
    """Settings of one worker with a health port."""
    return settings_for(bootstrap, prefix, folder).model_copy(update={"health_port": free_ports(1)[0]})


def probed(settings: Settings) -> bool:
    """What the image's health check makes of it."""
    command = [sys.executable, "-I", "-S", probe.__file__]
    return not subprocess.run(command, env=settings.as_environment(), capture_output=True, check=False).returncode


def start_again(fleet: Fleet) -> int:
    """A second worker on the folder of the first, which logs beside it; its exit code."""
    command, environment = [sys.executable, "-m", "copydesk", "worker"], fleet.settings_of(0).as_environment()
    with fleet.log(0).open("ab") as log:
        return subprocess.run(command, env=environment, stderr=log, timeout=60, check=False).returncode


async def until(settings: Settings, well: bool, seconds: float) -> str:
    """Wait until the worker is well, or until it is not; what it says."""
    deadline = time.monotonic() + seconds
    while (said := await asyncio.to_thread(check, settings))[0] != well:
        assert time.monotonic() < deadline, said
        await asyncio.sleep(0.5)
    assert await asyncio.to_thread(probed, settings) == well
    return said[1]


@pytest.mark.broker
def test_a_broker_that_is_away(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """The worker says that no broker answers, in few lines and at its port; then that one does; and it stops without
    one.
    """
    with KafkaServer() as own:  # the other tests go on using theirs
        settings = with_port(own.bootstrap, prefix, tmp_path)

        async def scene() -> tuple[int, float]:
            async with Fleet(settings, 1) as fleet:
                assert (await until(settings, True, 60)).endswith("lag 0")
                own.kill()
                assert "no broker has answered" in await until(settings, False, SILENT_SECONDS + 15)
                await asyncio.to_thread(own.restart)
                await until(settings, True, 60)
                own.kill()
                began = time.monotonic()
                return await fleet.stop(0, 30), time.monotonic() - began

        code, seconds = asyncio.run(scene())
        lines = (tmp_path / "worker-0" / "log").read_text().splitlines()
    assert (code, seconds < 20) == (0, True)
    assert len(lines) < 40, lines
    assert [sum(text in line for line in lines) for text in ("no broker has answered", "a broker answers again")] == [
        1,
        1,
    ]
    assert not [line for line in lines if "Traceback" in line]


@pytest.mark.broker
def test_a_topic_that_is_deleted(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """A worker whose topic is gone says so in few lines, and at its port."""
    settings = with_port(kafka.bootstrap, prefix, tmp_path)

    async def scene() -> str:
        async with Fleet(settings, 1) as fleet:
            await working(fleet)
            await publish(settings, documents(500))
            await delete_topic(settings, "parsed")
            said = await until(settings, False, 60)
            await asyncio.sleep(15)
            return said

    said = asyncio.run(scene())
    lines = (tmp_path / "worker-0" / "log").read_text().splitlines()
    assert "a topic is not there" in said
    assert any(f"{prefix}.parsed is not there any more" in line for line in lines), lines
    assert len(lines) < 60, lines


@pytest.mark.broker
def test_json_lines(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """With COPYDESK_LOG_FORMAT=json each line is an object, also the one that says why a worker does not start."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path).model_copy(update={"log_format": "json"})

    async def scene() -> int:
        async with Fleet(settings, 1) as fleet:
            await working(fleet, '"working: ')
            return await asyncio.to_thread(start_again, fleet)

    assert asyncio.run(scene()) == 1
    lines = [json.loads(line) for line in (tmp_path / "worker-0" / "log").read_text().splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    refused = [line["message"] for line in lines if line["level"] == "CRITICAL"]
    assert [("belongs to a worker that runs" in message) for message in refused] == [True]
