"""Three workers under kill -9, SIGTERM and SIGSTOP past the session: nothing lost, nothing invented, no version twice
or missing.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import Place, Seen
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import edit_article, parse_record
from copydesk.service.shell.commands.audit import audit
from tests.broker.fleet import Fleet, publish, read_outcomes, settings_for
from tests.kafka.server import KafkaServer

WORKERS = 3
DOCUMENTS = 8_000
STORIES = 1_500
PUBLISH_SECONDS = 55.0
DRAIN_SECONDS = 90.0
FREEZE_SECONDS = 9.0
FAULTS = ("kill", "freeze", "stop", "kill", "stop", "freeze")
MAX_BYTES = 4 * 1024 * 1024


def documents() -> Iterator[tuple[bytes, bytes]]:
    """`(key, envelope)`: crawls of stories in any order, each story now and then with a changed body."""
    chance = random.Random(11)
    revisions: Counter[int] = Counter()
    for number in range(DOCUMENTS):
        story = chance.randrange(STORIES)
        revisions[story] += chance.random() < 0.3
        body = f"Council approves plan {story}\n\nThe council approved plan {story} on Monday after a debate.\n\nThis is report number {revisions[story]} on it."
        minute, second = divmod(number, 60)
        fetched_at = f"2026-03-{1 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:{second:02}Z"
        envelope = {
            "record_id": f"crawl-{number}",
            "source_id": "dailyplanet",
            "hints": {"news_id": str(story)},
            "fetched_at": fetched_at,
            "body": body,
        }
        yield str(story).encode(), orjson.dumps(envelope)


def expected(published: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """What each record should come to, by the pipeline alone: `record_id -> guid@version`, or `duplicate`."""
    memory: dict[str, Seen] = {}
    outcomes = {}
    for number, (_, value) in enumerate(published):
        parsed = parse_record(Record(Origin("raw", 0, number), value), MAX_BYTES)
        assert isinstance(parsed, ParsedArticle)
        outcome, memory[parsed.guid] = edit_article(parsed, memory.get(parsed.guid), Place(number, str(number)))
        outcomes[parsed.record_id] = (
            f"{outcome.guid}@{outcome.version}" if isinstance(outcome, Article) else "duplicate"
        )
    return outcomes


async def trouble(fleet: Fleet, until: float) -> Counter[str]:
    """One fault after the other, each on a random worker, until the time is up."""
    chance, done = random.Random(3), Counter[str]()
    await asyncio.sleep(6)
    while time.monotonic() < until:
        fault, number = FAULTS[sum(done.values()) % len(FAULTS)], chance.randrange(WORKERS)
        fleet.restart_the_dead()
        done[fault] += 1
        match fault:
            case "kill":
                fleet.kill(number)
                await asyncio.sleep(chance.random() * 3)
                fleet.start(number)
            case "stop":
                await fleet.stop(number)
                fleet.start(number)
            case "freeze":
                await fleet.freeze(fleet.longest_up, FREEZE_SECONDS)  # one that has work in hand
        await asyncio.sleep(1 + chance.random() * 3)
    return done


@pytest.mark.broker
def test_chaos(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Under faults, each raw record comes to exactly what the pipeline alone makes of it."""
    published = list(documents())
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)

    async def scene() -> tuple[Counter[str], int, float]:
        async with Fleet(settings, WORKERS) as fleet:
            ends = time.monotonic() + PUBLISH_SECONDS
            _, faults = await asyncio.gather(
                publish(settings, published, seconds=PUBLISH_SECONDS), trouble(fleet, ends)
            )
            drained = await fleet.drained(DRAIN_SECONDS)
            return faults, fleet.ended_themselves, drained

    faults, ended, drained = asyncio.run(scene())
    law = asyncio.run(audit(settings))
    print(f"faults {dict(faults)}, workers that ended themselves {ended}, drained in {drained:.0f} s, {law}")
    assert (law.lost, law.invented, law.conflicts) == (0, 0, 0), law
    assert asyncio.run(read_outcomes(settings)) == expected(published)
    assert set(faults) == {"kill", "stop", "freeze"}
    assert ended > 0, "no frozen worker was fenced: the freezes missed"
