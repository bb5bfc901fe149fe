"""The broker goes away and comes back: workers wait or end themselves, and nothing is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pytest

from copydesk.service.shell.commands.audit import audit
from tests.broker.fleet import Fleet, publish, settings_for
from tests.kafka.server import KafkaServer

DOCUMENTS = 3_000
AWAY_SECONDS = 8


def documents(first: int, count: int) -> list[tuple[bytes | None, bytes]]:
    """Made-up stories, no two alike."""
    return [
        (
            None,
            orjson.dumps(
                {
                    "source_id": "dailyplanet",
                    "hints": {"news_id": str(n)},
                    "body": f"Plan {n} approved\n\nThe council approved plan {n} on Monday after a debate.",
                }
            ),
        )
        for n in range(first, first + count)
    ]


@pytest.mark.broker
def test_broker_loss(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """A broker that is killed under load and comes back finds every record come to its outcome."""
    with KafkaServer() as own:  # the other tests go on using theirs
        settings = settings_for(own.bootstrap, prefix, tmp_path)

        async def scene() -> None:
            async with Fleet(settings, 2) as fleet:
                await publish(settings, documents(0, DOCUMENTS))
                await asyncio.sleep(4)
                own.kill()
                await asyncio.sleep(AWAY_SECONDS)
                await asyncio.to_thread(own.restart)
                await publish(settings, documents(DOCUMENTS, 100))
                await fleet.drained(120)

        asyncio.run(scene())
        law = asyncio.run(audit(settings))
    assert (law.records, law.articles, law.lost, law.invented, law.conflicts) == (
        DOCUMENTS + 100,
        DOCUMENTS + 100,
        0,
        0,
        0,
    ), law
