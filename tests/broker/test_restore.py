"""A cluster is lost, and of its topics only a dump of the articles is left: the desk that is made of it goes on with its
stories.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from copydesk.service.core.desk.conservation import Balance
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.health import check
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import Fleet, publish, read_all, settings_for
from tests.kafka.server import KafkaServer

Document = tuple[bytes | None, bytes]
STORIES = 40


def document(number: int, words: str, minute: int) -> Document:
    """A made-up story."""
    fields = {
        "source_id": "harbour-press",
        "record_id": f"{number}-{minute}",
        "fetched_at": f"2026-03-01T12:{minute:02}:00Z",
        "hints": {"news_id": str(7000 + number)},
        "body": f"Plan {number} Approved\n\nThe council approved plan {number} on Monday, {words}.",
    }
    return str(number).encode(), orjson.dumps(fields)


def copydesk(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`copydesk ARGUMENTS`, with these settings."""
    return subprocess.run(
        [sys.executable, "-m", "copydesk", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **settings.as_environment()},
        timeout=90,
    )


async def work(settings: Settings, documents: list[Document]) -> Balance:
    """Publish these, let two workers do all that there is, and say what the audit says."""
    async with Fleet(settings, 2) as fleet:
        await publish(settings, documents)
        await fleet.drained(90)
    return await audit(settings)


def values(settings: Settings, name: str) -> list[Any]:
    """What the records of a topic say."""
    return [orjson.loads(record.value) for record in asyncio.run(read_all(settings, name))]


@pytest.mark.broker
def test_a_desk_is_restored_from_its_articles(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """With another number of partitions too: what comes again is a duplicate, what changed the next version with what
    changed, what is new version 1; and the audit has nothing to say.
    """
    old = settings_for(kafka.bootstrap, f"{prefix}old", tmp_path / "old", partitions=2)
    first = [document(number, "after a long debate", 0) for number in range(STORIES)]
    second = [document(number, "after a longer debate", 10) for number in range(0, STORIES, 2)]
    assert not asyncio.run(work(old, first + second)).broken
    articles = values(old, "articles")
    assert len({(said["guid"], said["version"]) for said in articles}) == STORIES * 3 // 2
    count = len(articles)  # some of them twice, where a worker came or went
    dumped = copydesk(old, "tail", "articles", "--json", "--from-start", "--until-end", "--repeats")
    assert dumped.returncode == 0, dumped.stderr
    dump = tmp_path / "articles.jsonl"
    dump.write_text(dumped.stdout, encoding="utf-8")

    new = settings_for(kafka.bootstrap, f"{prefix}new", tmp_path / "new", partitions=3)
    asyncio.run(create_topics(new))
    cut = tmp_path / "cut.jsonl"
    cut.write_text(dumped.stdout[:-200], encoding="utf-8")
    refused = copydesk(new, "restore", str(cut))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"copydesk: {cut}:{count}: is no line of `copydesk tail articles --json`\n"
    assert values(new, "articles") == []

    done = copydesk(new, "restore", str(dump))
    assert done.returncode == 0, done.stderr
    topics = [new.topic("articles"), new.topic("seen")]
    assert done.stdout == f"restored {STORIES} stories to {topics[0]} and {topics[1]}\n"
    newest = {said["guid"]: said for said in sorted(articles, key=lambda said: said["version"])}
    assert sorted(values(new, "articles"), key=_guid) == sorted(newest.values(), key=_guid)
    again = copydesk(new, "restore", str(dump))
    assert again.returncode == 1
    assert f"{topics[0]}, {topics[1]} must be empty" in again.stderr

    third = [document(number, "after the longest debate", 20) for number in range(0, STORIES, 4)]
    fresh = [document(1000 + number, "at once", 20) for number in range(5)]
    balance = asyncio.run(work(new, [*first, *second, *third, *fresh]))
    assert not balance.broken, balance.examples
    assert (balance.records, balance.articles, balance.invented) == (len(first + second + third + fresh), 15, 0)
    came = {said["record_id"]: said for said in values(new, "articles") if said["record_id"].endswith("-20")}
    assert Counter(said["version"] for said in came.values()) == {1: 5, 3: STORIES // 4}
    revised = [said for said in came.values() if said["version"] == 3]
    assert all(said["changed_fields"] == ["body_text"] and said["changes"] for said in revised)
    told = {said["record_id"]: said["kind"] for said in values(new, "duplicates")}
    assert Counter(told.values()) == {"redelivery": STORIES, "stale": STORIES // 2}


@pytest.mark.broker
def test_a_desk_that_has_workers_is_left_alone(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Though nothing is on its topics yet: a worker that has read the memory would not see what is put there."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)
    (tmp_path / "dump.jsonl").touch()

    async def scene() -> subprocess.CompletedProcess[str]:
        async with Fleet(settings, 1) as fleet:
            for _ in range(120):
                if check(fleet.settings_of(0))[0]:
                    break
                await asyncio.sleep(0.5)
            return await asyncio.to_thread(copydesk, settings, "restore", str(tmp_path / "dump.jsonl"))

    refused = asyncio.run(scene())
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"copydesk: the group {settings.group} has workers: stop them first")


def _guid(said: Any) -> str:
    return str(said["guid"])
