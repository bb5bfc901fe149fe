"""`copydesk forget` against a real broker: what was said of a story is gone from where it can go, what comes again is the next
version, and neither a kill nor a lost memory brings anything back.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from copydesk.service.core.desk.erasure import Order
from copydesk.service.core.desk.memory_form import unpack
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.commands.copies import read_links
from copydesk.service.shell.commands.forget import carried_out, ends_of, give, not_told
from copydesk.service.shell.errors import Unfinished
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import Fleet, publish, read_all, settings_for
from tests.kafka.server import KafkaServer

GUID = "harbour-press:77"
NAME = "0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b"
SECRET = "Elias Harborough"
WORDS = " ".join(f"passage{number} of the report was read aloud by the clerk" for number in range(40))


def document(source: str, news_id: str, body: str) -> tuple[bytes, bytes]:
    """A made-up story as a scraper sends it."""
    fields = {"source_id": source, "hints": {"news_id": news_id, "language": "en"}}
    return news_id.encode(), orjson.dumps(fields | {"body": f"{SECRET} Speaks\n\n{body}"})


def copydesk(settings: Settings, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """`copydesk ARGUMENTS`, with these settings."""
    return subprocess.run(
        [sys.executable, "-m", "copydesk", *arguments],
        check=False,
        capture_output=True,
        text=True,
        input=stdin,
        env={**os.environ, **settings.as_environment()},
        timeout=120,
    )


async def run(fleet: Fleet, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The same beside running workers."""
    return await asyncio.to_thread(copydesk, fleet.settings, *arguments, stdin=stdin)


async def all_articles(settings: Settings) -> dict[str, list[int | None]]:
    """The versions of each story on the topic, in order; None for a tombstone."""
    found: dict[str, list[int | None]] = defaultdict(list)
    for record in await read_all(settings, "articles"):
        found[record.key.decode()].append(None if record.value is None else orjson.loads(record.value)["version"])
    return found


async def articles_of(settings: Settings, guid: str) -> list[int | None]:
    """Those of one story."""
    return (await all_articles(settings))[guid]


async def memory_of(settings: Settings, guid: str) -> bytes:
    """The newest memory of a story on the changelog."""
    memory: bytes = [each for each in await read_all(settings, "seen") if each.key == guid.encode()][-1].value
    return memory


@pytest.mark.broker
def test_forget(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """A story is forgotten once somebody says so: tombstones for it and its links, no word of it in the memory, the audit content;
    its next document is version 3, also from a worker that had to read its memory back.
    """
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=2).model_copy(update={"copies": "on"})

    async def scene() -> None:
        async with Fleet(settings, 1) as fleet:
            await publish(settings, [document("harbour-press", "77", WORDS)])
            await fleet.drained(90)
            await publish(settings, [document("harbour-press", "77", f"{WORDS}. More."), document("coast", "5", WORDS)])
            await fleet.drained(60)
            assert len(await read_links(settings)) == 1
            assert unpack(await memory_of(settings, GUID)).texts is not None
            await asked(fleet)
            await forgotten(fleet)
            fleet.kill(0)
            shutil.rmtree(fleet.state(0))
            fleet.start(0)
            await back_again(fleet)
            by_source = await run(fleet, "forget", "--source", "harbour-press", "--yes")
            assert by_source.returncode == 0, by_source.stderr
            assert await articles_of(settings, GUID) == [1, 2, None, 3, None]

    asyncio.run(scene())
    assert not asyncio.run(audit(settings)).broken


async def asked(fleet: Fleet) -> None:
    """A dry run tells what is meant and what would remain; without a yes nothing happens."""
    tried = await run(fleet, "forget", GUID, "--dry-run")
    lines = tried.stdout.splitlines()
    assert tried.returncode == 0, tried.stderr
    assert lines[:2] == [f"{GUID}  2 versions, the newest v2", "found 1 story and 1 link"]
    told = {line.split()[0].rpartition(".")[2]: line.split(maxsplit=1)[1] for line in lines[2:-1]}
    assert told["raw"].startswith("2 records that it was read from: goes between ")
    assert told["parsed"].startswith("2 records of what it says: goes between ")
    assert (told["duplicates"], told["rejected"]) == ("nothing", "nothing")
    refused = await run(fleet, "forget", GUID, stdin="n\n")
    assert (refused.returncode, refused.stdout.count("\n")) == (1, 2)
    assert "nothing was forgotten; --yes forgets without asking" in refused.stderr
    assert await articles_of(fleet.settings, GUID) == [1, 2]


async def forgotten(fleet: Fleet) -> None:
    """Tombstones stand, the memory is bare, the neighbour is whole, and there is nothing to forget a second time."""
    settings = fleet.settings
    done = await run(fleet, "forget", GUID, "example:404", "--yes")
    assert (done.returncode, done.stderr) == (1, "copydesk: not there: example:404\n")
    assert done.stdout.splitlines()[2].startswith("forgotten: 1 story and 1 link, by the order ")
    assert await articles_of(settings, GUID) == [1, 2, None]
    assert await articles_of(settings, "coast:5") == [1]
    assert await read_links(settings) == []
    left = await memory_of(settings, GUID)
    assert SECRET.encode() not in left
    assert (unpack(left).standing.erased, unpack(left).standing.number) == (True, 2)
    assert [each.value for each in await read_all(settings, "copies") if each.key == GUID.encode()][-1] is None
    again = await run(fleet, "forget", GUID, "--yes")
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == f"copydesk: not on {settings.topic('articles')}: {GUID}\n"


async def back_again(fleet: Fleet) -> None:
    """What a scraper brings again is version 3, once, and the audit has nothing to say."""
    settings = fleet.settings
    await publish(settings, [document("harbour-press", "77", WORDS), document("harbour-press", "77", WORDS)])
    await fleet.drained(90)
    assert await articles_of(settings, GUID) == [1, 2, None, 3]
    newest = [each for each in await read_all(settings, "articles") if each.key == GUID.encode()][-1]
    article = orjson.loads(newest.value)
    assert (article["previous_content_hash"], article["changed_fields"]) == (None, [])
    law = await audit(settings)
    assert not law.broken, law
    assert (law.articles, law.duplicates, law.pending, law.repeats) == (4, 1, 0, 0)


@pytest.mark.broker
def test_no_worker_comes(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Where nobody is there, nothing is found; a topic that is missing is one line; an order that no worker comes to, or that one turns
    away, is told.
    """
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
    lost = copydesk(settings, "forget", "a:1")
    assert (lost.returncode, lost.stderr.count("\n")) == (1, 1)
    assert "copydesk topics create" in lost.stderr
    asyncio.run(create_topics(settings))
    none = copydesk(settings, "forget", "--source", "a")
    assert (none.returncode, none.stderr) == (1, f"copydesk: not on {settings.topic('articles')}: any story of a\n")

    async def scene() -> None:
        order, starts = Order("a:1", NAME, _noon(1)), await ends_of(settings, "articles")
        ends = await give(settings, [order])
        with pytest.raises(Unfinished, match="no worker of the group"):
            await carried_out(settings, ends, seconds=1)
        assert await not_told(settings, [order], starts) == ["a:1"]

    asyncio.run(scene())


@pytest.mark.broker
def test_orders_under_kills(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Orders among the documents of hot stories while workers are killed: no record is lost, none has two outcomes, versions count on,
    and a story whose order came last ends with a tombstone.
    """
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=2)
    chance = random.Random(7)
    names = [str(number) for number in range(100, 300)]

    async def scene() -> None:
        async with Fleet(settings, 2) as fleet:
            for turn in range(4):
                some = [
                    document("harbour-press", chance.choice(names), f"{WORDS} {chance.choice('abcd')}")
                    for _ in range(1200)
                ]
                orders = [Order(f"harbour-press:{name}", NAME, _noon(turn)) for name in chance.sample(names, k=24)]
                await asyncio.gather(
                    publish(settings, some, seconds=14), _ordered(settings, orders), _killed(fleet, turn)
                )
            await fleet.drained(120)
            await give(settings, [Order(f"harbour-press:{name}", NAME, _noon(9)) for name in names])
            await _killed(fleet, 1, 0.3)
            await fleet.drained(120)

    asyncio.run(scene())
    law = asyncio.run(audit(settings))
    rejected = [dict(record.headers)["message"].decode() for record in asyncio.run(read_all(settings, "rejected"))]
    print(law, rejected)
    assert not law.broken, (law, rejected)
    assert (law.records, law.pending) == (4800, 0)
    for guid, versions in asyncio.run(all_articles(settings)).items():
        assert versions[-1] is None, guid
        assert {*versions} == {None, *range(1, max(number or 0 for number in versions) + 1)}


def _noon(minute: int) -> datetime:
    return datetime(2026, 3, 1, 12, minute, tzinfo=UTC)


async def _ordered(settings: Settings, orders: list[Order]) -> None:
    for order in orders:
        await asyncio.sleep(0.4)
        await give(settings, [order])


async def _killed(fleet: Fleet, turn: int, seconds: float = 11) -> None:
    await asyncio.sleep(seconds)
    fleet.kill(turn % 2)
    await asyncio.sleep(0.5)
    fleet.restart_the_dead()
