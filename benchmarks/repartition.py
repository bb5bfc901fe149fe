"""How fast the memory of stories moves to more partitions.

`python -m benchmarks.repartition [STORIES]`: puts so many made-up memories on `seen` of a broker of its own, each where its guid
belongs among 12 partitions, and runs `copydesk topics repartition 24`.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.memory import memories
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.repartition import WRITING, Outbox
from copydesk.service.shell.kafka import producer
from copydesk.service.shell.reading import home_number
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import settings_for
from tests.kafka.server import KafkaServer

STORIES = 1_000_000
PARAGRAPHS = 20
BEFORE, AFTER = 12, 24


async def fill(settings: Settings, count: int) -> None:
    """Put them on `seen`."""
    await create_topics(settings)
    async with producer(settings, **WRITING) as client:
        outbox = Outbox(client)
        await outbox.know(settings.topic("seen"), BEFORE)
        for guid, value in memories(count, PARAGRAPHS):
            await outbox.send(settings.topic("seen"), guid, value, home_number(guid, BEFORE))
        await outbox.land()


def main(count: int) -> None:
    """Fill, move."""
    with KafkaServer() as kafka, tempfile.TemporaryDirectory() as folder:
        settings = settings_for(kafka.bootstrap, "r", Path(folder), BEFORE)
        asyncio.run(fill(settings, count))
        began = time.monotonic()
        command = [sys.executable, "-m", "copydesk", "topics", "repartition", str(AFTER), "--yes"]
        process = subprocess.Popen(command, env=settings.as_environment())
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
    assert status == 0
    print(f"{count:,} stories from {BEFORE} to {AFTER} partitions: {seconds:.0f} s, {count / seconds:,.0f} a second")
    print(f"{used.ru_utime + used.ru_stime:.1f} s of processor, peak {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES)
