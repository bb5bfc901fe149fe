"""What a worker's log says while the world is as it may be: quiet, without a broker, without a topic, told to stop.

`python -m tests.broker.log_scenes [SCENE ...]` plays them on a broker of its own and prints how many lines came of it.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import orjson
from aiokafka.admin import AIOKafkaAdminClient

from copydesk.service.settings import Settings
from tests.broker.fleet import Fleet, publish
from tests.kafka.server import KafkaServer

STARTED = r"working: .*raw/"
NUMBERS = re.compile(r"0x[0-9a-f]+|[0-9a-f]{12,}|\d+(\.\d+)?")
LINE = re.compile(r"^\S+ \S+ (DEBUG|INFO|WARNING|ERROR|CRITICAL) (\S+) (.*)")

START_SECONDS = 90.0
STOP_SECONDS = 100.0


@dataclass(frozen=True, slots=True)
class Told:
    """What one scene wrote."""

    lines: tuple[str, ...]
    stop_seconds: float
    """From SIGTERM to the end of the worker; its lines count too."""
    exit_code: int

    @property
    def kinds(self) -> Counter[str]:
        """Lines by level, logger and message without its numbers; a line of no record is `(more)`."""
        return Counter(kind(line) for line in self.lines)


def kind(line: str) -> str:
    """`ERROR aiokafka.x Failed to connect to #` of a log line."""
    found = LINE.match(line)
    return NUMBERS.sub("#", " ".join(found.groups())) if found else f"(more) {NUMBERS.sub('#', line.strip())[:60]}"


Scene = Callable[[KafkaServer, Fleet], Awaitable[None]]


async def quiet(kafka: KafkaServer, fleet: Fleet, seconds: float = 60) -> None:
    """New topics, a first start, and nothing comes."""
    await asyncio.sleep(seconds)


async def empty_partitions(kafka: KafkaServer, fleet: Fleet, seconds: float = 420) -> None:
    """A worker that has done a document, and then nothing comes for seven minutes."""
    await publish(fleet.settings, documents(1))
    await asyncio.sleep(seconds)


async def broker_down(kafka: KafkaServer, fleet: Fleet, seconds: float = 49) -> None:
    """The only broker is killed, and comes back."""
    await asyncio.to_thread(kafka.kill)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(kafka.restart)
    await asyncio.sleep(15)


async def raw_deleted(kafka: KafkaServer, fleet: Fleet, seconds: float = 40) -> None:
    """Somebody deletes the topic that the worker reads."""
    await delete_topic(fleet.settings, "raw")
    await asyncio.sleep(seconds)


async def articles_deleted(kafka: KafkaServer, fleet: Fleet, seconds: float = 40) -> None:
    """Somebody deletes a topic that the worker writes, while documents come."""
    await delete_topic(fleet.settings, "articles")
    await publish(fleet.settings, documents(200))
    await asyncio.sleep(seconds)


async def parsed_deleted(kafka: KafkaServer, fleet: Fleet, seconds: float = 40) -> None:
    """Somebody deletes the topic that the worker reads and writes, while documents come."""
    await publish(fleet.settings, documents(3000))
    await asyncio.sleep(1)
    await delete_topic(fleet.settings, "parsed")
    await asyncio.sleep(seconds)


def documents(count: int) -> list[tuple[bytes | None, bytes]]:
    """Made-up stories, no two alike."""
    return [
        (
            None,
            orjson.dumps(
                {
                    "source_id": "dailyplanet",
                    "hints": {"news_id": str(number)},
                    "body": f"Plan {number} approved\n\nThe council approved plan {number} on Monday.",
                }
            ),
        )
        for number in range(count)
    ]


async def stop_without_broker(kafka: KafkaServer, fleet: Fleet) -> None:
    """The broker is gone for some seconds when the worker is told to stop."""
    await asyncio.to_thread(kafka.kill)
    await asyncio.sleep(5)


async def delete_topic(settings: Settings, name: str) -> None:
    """Delete a topic of the catalogue."""
    client = AIOKafkaAdminClient(bootstrap_servers=settings.brokers)
    await client.start()
    try:
        await client.delete_topics([settings.topic(name)])
    finally:
        await client.close()


SCENES: tuple[Scene, ...] = (
    quiet,
    broker_down,
    raw_deleted,
    articles_deleted,
    parsed_deleted,
    stop_without_broker,
    empty_partitions,
)


async def play(scene: Scene, kafka: KafkaServer, settings: Settings) -> Told:
    """One worker with these settings in this scene."""
    async with Fleet(settings, 1) as fleet:
        await working(fleet)
        if scene is not quiet:
            fleet.log(0).write_text("")
        await scene(kafka, fleet)
        began = time.monotonic()
        ended = fleet.exit_code(0)
        code = await fleet.stop(0, STOP_SECONDS) if ended is None else ended
        lines = fleet.log(0).read_text(errors="replace").splitlines()
        return Told(tuple(lines), time.monotonic() - began, code)


async def working(fleet: Fleet, text: str = STARTED) -> None:
    """Return when the worker says that it works."""
    deadline = time.monotonic() + START_SECONDS
    while not re.search(text, fleet.log(0).read_text(errors="replace")):
        if time.monotonic() > deadline:
            raise TimeoutError(fleet.logs())
        await asyncio.sleep(0.2)


def main(names: list[str]) -> None:
    """Play the named scenes, all without names, and say what came of each."""
    for scene in SCENES:
        if names and scene.__name__ not in names:
            continue
        with KafkaServer() as kafka, tempfile.TemporaryDirectory(prefix="copydesk-log-") as folder:
            settings = Settings(brokers=kafka.bootstrap, state_dir=Path(folder))
            told = asyncio.run(play(scene, kafka, settings))
        print(
            f"{scene.__name__}: {len(told.lines):,} lines; stopped in {told.stop_seconds:.1f} s, exit {told.exit_code}"
        )
        for line, count in told.kinds.most_common(40):
            print(f"  {count:6,} {line[:220]}")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
