"""The README's two programs do what it says: one publishes, the other reads what came of it."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.broker.fleet import Fleet, settings_for
from tests.kafka.server import KafkaServer

README = Path(__file__).parents[2] / "README.md"
BODY = "<html><head><title>Plan approved</title></head><body><h1>Plan approved</h1><p>The council approved the plan on Monday after a long debate about it.</p></body></html>"


def programs(bootstrap: str, prefix: str) -> list[str]:
    """The README's Python, with this test's broker and topics."""
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    return [block.replace("localhost:9092", bootstrap).replace('"news.', f'"{prefix}.').replace('"<html>..."', repr(BODY)) for block in blocks]


@pytest.mark.broker
def test_publish_and_read(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """What the first program publishes, the second one prints as an article."""
    publisher, reader = programs(kafka.bootstrap, prefix)

    async def scene() -> None:
        async with Fleet(settings_for(kafka.bootstrap, prefix, tmp_path), 1) as fleet:
            await asyncio.to_thread(subprocess.run, [sys.executable, "-c", publisher], check=True, timeout=30)
            await fleet.drained(60, restart=False)

    asyncio.run(scene())
    with subprocess.Popen([sys.executable, "-u", "-c", reader], stdout=subprocess.PIPE, text=True) as reading:
        try:
            assert reading.stdout is not None
            line = reading.stdout.readline()
        finally:
            reading.kill()
    assert re.fullmatch(r"dailyplanet-example:\S+ 1 None Plan approved\n", line), line
