"""The programs of docs/reading.md, as a newcomer copies them."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.broker.test_reader import made, send
from tests.kafka.server import KafkaServer
from tests.unit.client.reading.records import tombstone, version

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text()
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SECONDS = 60

RECORDS = (
    version(0, guid="dailyplanet:1", language="en"),
    version(0, 2, guid="dailyplanet:1", language="en"),
    version(0, guid="dailyplanet:2", language="fa"),
    version(0, guid="dailyplanet:3", language="en"),
    version(0, 2, guid="dailyplanet:3", language="en", pubstatus="canceled"),
    version(0, guid="dailyplanet:4", language="en"),
    tombstone(0, guid="dailyplanet:4"),
)
ALL = ["dailyplanet:1 1 Plan 1", "dailyplanet:1 2 Plan 2", *(f"dailyplanet:{story} 1 Plan 1" for story in (2, 3, 4))]
EXPECTED = (
    ALL,
    ALL,
    ["take back dailyplanet:3 canceled", "forget dailyplanet:4"],
    ["dailyplanet:1 2 Plan 2"],
    ALL,
    ["dailyplanet:1 Plan 2", "dailyplanet:2 Plan 1"],
)


@pytest.fixture(scope="module")
def topic(kafka: KafkaServer) -> str:
    """Holds RECORDS."""
    name = made(kafka.bootstrap)
    asyncio.run(send(kafka.bootstrap, name, RECORDS))
    return name


def test_none_is_overlooked() -> None:
    """Each program has what it prints."""
    assert len(PROGRAMS) == len(EXPECTED)


@pytest.mark.parametrize(
    ("program", "expected"), list(zip(PROGRAMS, EXPECTED, strict=False)), ids=list(map(str, range(len(EXPECTED))))
)
def test_what_a_program_prints(
    kafka: KafkaServer, topic: str, tmp_path: Path, program: str, expected: list[str]
) -> None:
    """Of what stands on the topic, in whatever order of the partitions."""
    text = program.replace('"localhost:9092"', f'"{kafka.bootstrap}", topic="{topic}"')
    assert text != program
    command = [sys.executable, "-u", "-c", text]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment) as running:
        deadline = threading.Timer(SECONDS, running.kill)
        deadline.start()
        try:
            assert running.stdout is not None
            printed = [running.stdout.readline().rstrip("\n") for _ in expected]
            if "until=" in program:
                assert (running.stdout.readline(), running.wait()) == ("", 0)
        finally:
            deadline.cancel()
            running.kill()
    assert sorted(printed) == sorted(expected)
