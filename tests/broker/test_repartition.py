"""`copydesk topics repartition` against a real broker: more partitions, and every story still knows what it was."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from copydesk.service.core.desk.dedupe import Place, decide
from copydesk.service.core.desk.memory_form import pack, unpack
from copydesk.service.settings import Settings
from copydesk.service.shell.changelog import NO_STORY, gone
from copydesk.service.shell.commands import repartition as repartition_module
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.commands.repartition import Outbox, find_plan
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.kafka import producer
from copydesk.service.shell.reading import home_number
from copydesk.service.shell.topics import check_topics, create_topics
from copydesk.service.shell.worker.state_folder import PARTITIONS_FILE
from tests.broker.fleet import Fleet, publish, read_all, read_outcomes, settings_for
from tests.builders import an_article
from tests.kafka.server import KafkaServer

BEFORE, AFTER = 4, 7
STORIES = 120
NUMBERS = range(1000, 1000 + STORIES)
DEADLINE_SECONDS = 60
BODY = "The council approved plan {} on Monday after a long debate. The harbour will be dredged in May, and {}."


def documents(crawl: str, ending: str) -> list[tuple[bytes | None, bytes]]:
    """A crawl of all stories."""
    return [
        (
            None,
            orjson.dumps(
                {
                    "record_id": f"{crawl}-{number}",
                    "source_id": "harbour-press",
                    "hints": {"news_id": str(number)},
                    "body": f"Plan {number} Approved\n\n{BODY.format(number, ending)}",
                }
            ),
        )
        for number in NUMBERS
    ]


def started(settings: Settings, *arguments: str) -> subprocess.Popen[str]:
    """`copydesk topics repartition ARGUMENTS --yes`, with these settings."""
    return subprocess.Popen(
        [sys.executable, "-m", "copydesk", "topics", "repartition", *arguments, "--yes"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **settings.as_environment()},
    )


def repartition(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same, to its end."""
    process = started(settings, *arguments)
    out, err = process.communicate(timeout=DEADLINE_SECONDS)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


async def work(settings: Settings, *crawls: list[tuple[bytes | None, bytes]]) -> str:
    """Publish these, one after the other, and let a worker do all that there is; returns its log."""
    async with Fleet(settings, 1) as fleet:
        for crawl in crawls:
            await publish(settings, crawl)
            await fleet.drained(90, restart=False)
        return fleet.log(0).read_text()


async def placed(settings: Settings, name: str) -> dict[bytes, set[int]]:
    """Of a changelog, the partitions that hold a memory of each story."""
    newest: dict[tuple[bytes, int], bool] = {}
    for record in await read_all(settings, name):
        if not record.key.startswith(NO_STORY):
            newest[record.key, record.partition] = record.value is not None
    found: dict[bytes, set[int]] = {}
    for (key, partition), there in newest.items():
        found.setdefault(key, set()).update({partition} if there else ())
    return found


async def go_back(settings: Settings, partition: int) -> None:
    """As if the parse agent had died before it committed anything of a raw partition."""
    async with AIOKafkaConsumer(
        bootstrap_servers=settings.brokers, group_id=settings.group, enable_auto_commit=False
    ) as consumer:
        place = TopicPartition(settings.topic("raw"), partition)
        consumer.assign([place])
        await consumer.commit({place: 0})


def killed_after_the_first(settings: Settings) -> None:
    """A run that dies behind its first partition."""
    process = started(settings, str(AFTER))
    assert process.stderr is not None
    for line in process.stderr:
        if "moved" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=DEADLINE_SECONDS)


@pytest.mark.broker
@pytest.mark.parametrize("noted", [True, False], ids=["stores removed", "stores believed"])
def test_more_partitions(kafka: KafkaServer, prefix: str, tmp_path: Path, noted: bool) -> None:
    """From four to seven, killed half-way: what comes again is a duplicate, what changed the next version, a repeat of the parse
    agent gets its first answer; nothing is lost, and no version comes twice.
    """
    old = settings_for(kafka.bootstrap, prefix, tmp_path, BEFORE)
    new = old.model_copy(update={"partitions": AFTER})
    asyncio.run(work(old, documents("first", "ships wait")))

    killed_after_the_first(old)
    killed_after_the_first(old)
    for settings in (old, new):
        problems = asyncio.run(check_topics(settings)).problems
        assert any(f"run `copydesk topics repartition {AFTER}` again" in line for line in problems), problems
    assert f"a change to {AFTER} was begun" in repartition(old, "9").stderr

    done = repartition(old, str(AFTER))
    assert done.returncode == 0, done.stderr
    assert f"set COPYDESK_PARTITIONS={AFTER}" in done.stdout
    assert repartition(old, str(AFTER)).returncode == 0
    assert asyncio.run(check_topics(new)).problems == []
    assert len(asyncio.run(check_topics(old)).problems) == 2
    memory = asyncio.run(placed(new, "seen"))
    assert len(memory) == STORIES
    assert {key: homes for key, homes in memory.items() if homes != {home_number(key, AFTER)}} == {}
    assert len({home_number(key, AFTER) for key in memory}) == AFTER

    if not noted:
        (tmp_path / "worker-0" / "state" / PARTITIONS_FILE).unlink()
    asyncio.run(go_back(new, 0))
    log = asyncio.run(work(new, documents("second", "ships wait"), documents("third", "ships left")))
    assert (f"with {BEFORE} partitions, this has {AFTER}" in log) is noted

    outcomes = asyncio.run(read_outcomes(old))  # the topics of outcomes have as many partitions as before
    guids = {number: f"harbour-press:{number}" for number in NUMBERS}
    assert {f"first-{number}": f"{guid}@1" for number, guid in guids.items()}.items() <= outcomes.items()
    assert {f"second-{number}": "duplicate" for number in guids}.items() <= outcomes.items()
    assert {f"third-{number}": f"{guid}@2" for number, guid in guids.items()}.items() <= outcomes.items()
    balance = asyncio.run(audit(new))
    assert (balance.lost, balance.invented, balance.conflicts, balance.pending) == (0, 0, 0, 0)
    assert (balance.records, balance.articles, balance.duplicates) == (3 * STORIES, 2 * STORIES, STORIES)
    assert balance.repeats > 0
    memory = asyncio.run(placed(new, "seen"))
    assert {key: homes for key, homes in memory.items() if homes != {home_number(key, AFTER)}} == {}


@pytest.mark.broker
def test_while_the_desk_works(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Nothing is changed while a worker is in the group, or while a document waits for one."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, BEFORE)

    async def scene() -> subprocess.CompletedProcess[str]:
        async with Fleet(settings, 1) as fleet:
            await publish(settings, documents("first", "ships wait"))
            await fleet.drained(90)
            return await asyncio.to_thread(repartition, settings, str(AFTER))

    refused = asyncio.run(scene())
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        f"copydesk: 1 worker in the group {prefix}: stop all workers, then run this again"
    )
    asyncio.run(put_on_parsed(settings))
    waiting = repartition(settings, str(AFTER))
    assert waiting.returncode == 1
    assert f"copydesk: 1 records wait on {prefix}.parsed: stop publishing" in waiting.stderr
    assert asyncio.run(check_topics(settings)).problems == []


async def put_on_parsed(settings: Settings) -> None:
    """A record that no worker has edited."""
    await publish(
        settings.model_copy(update={"topic_raw": settings.topic("parsed"), "topic_parsed": "x"}), [(b"a:1", b"{}")]
    )


@pytest.mark.broker
def test_copies_are_found_after_it(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """With COPYDESK_COPIES=on the window moves too: a story that comes later is linked with one from before."""
    old = settings_for(kafka.bootstrap, prefix, tmp_path, 1).model_copy(update={"copies": "on"})
    new = old.model_copy(update={"partitions": AFTER})
    asyncio.run(work(old, [story("harbour-press", "1")]))
    assert len(asyncio.run(read_all(old, "sketches"))) == 1
    done = repartition(old, str(AFTER), "articles")
    assert done.returncode == 0, done.stderr
    assert "1 sketches sent again" in done.stderr
    assert {len(homes) for homes in asyncio.run(placed(new, "copies")).values()} == {0}
    asyncio.run(work(new, [story("coast-courier", "a-7")]))
    [link] = [orjson.loads(record.value) for record in asyncio.run(read_all(old, "links"))]
    assert [link[side]["guid"] for side in ("earlier", "later")] == ["harbour-press:1", "coast-courier:a-7"]
    assert asyncio.run(check_topics(new)).problems == []
    assert not asyncio.run(audit(new)).broken


def story(source: str, news_id: str) -> tuple[bytes | None, bytes]:
    """Long enough to have a sketch, in English."""
    text = " ".join(
        f"The council heard witness number {n} about the {n * 7} boats that were lost in the storm." for n in range(30)
    )
    fields: dict[str, Any] = {
        "record_id": f"{source}-{time.time_ns()}",
        "source_id": source,
        "hints": {"news_id": news_id, "language": "en"},
        "body": f"Council Hears of Storm\n\n{text}",
    }
    return None, orjson.dumps(fields)


def memory_of(number: int, offset: int, raw_offset: int) -> tuple[bytes, bytes]:
    """A story, and its memory as made by an offset of `parsed`."""
    _, seen = decide(an_article(), None, Place(offset, f"news.raw/0/{raw_offset}"))
    return f"harbour-press:{number}".encode(), pack(seen)


async def fill(settings: Settings) -> None:
    """Stories on `seen`, behind each an older memory that a frozen worker wrote late, and one that was forgotten."""
    await create_topics(settings)
    async with producer(settings) as client:
        outbox = Outbox(client)
        for number in NUMBERS:
            for guid, value in (memory_of(number, 9, number), memory_of(number, 5, 0)):
                await outbox.send(settings.topic("seen"), guid, value, home_number(guid, BEFORE))
        for guid in FORGOTTEN:
            _, value = memory_of(0, 7, 0)
            await outbox.send(settings.topic("seen"), guid, value, home_number(guid, BEFORE))
            await outbox.send(settings.topic("seen"), guid, None, home_number(guid, BEFORE), gone(value))
        await outbox.land()


FORGOTTEN = [f"harbour-press:old-{number}".encode() for number in range(20)]


@pytest.mark.broker
@pytest.mark.parametrize("after", [0, 1, 30])
def test_wherever_it_breaks(
    kafka: KafkaServer, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Between the new place and the old, and in the middle of taking out what was moved: another run finds and does the rest.
    The newest memory of a story is the one that moves, by what made it; one that was forgotten stays so.
    """
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, BEFORE)
    calls = 0

    def breaking(value: bytes) -> list[tuple[str, bytes]]:
        nonlocal calls
        calls += 1
        if calls > after:
            raise CopydeskError("broken off")
        return gone(value)

    async def run() -> None:
        plan = await find_plan(settings, AFTER, ())
        await repartition_module.repartition(settings, plan, tmp_path, lambda _: None)

    asyncio.run(fill(settings))
    with monkeypatch.context() as patched:
        patched.setattr(repartition_module, "gone", breaking)
        with pytest.raises(CopydeskError, match="broken off"):
            asyncio.run(run())
    asyncio.run(run())

    new = settings.model_copy(update={"partitions": AFTER})
    memory = asyncio.run(placed(new, "seen"))
    assert {key for key, homes in memory.items() if homes} == {f"harbour-press:{number}".encode() for number in NUMBERS}
    assert {key: homes for key, homes in memory.items() if homes and homes != {home_number(key, AFTER)}} == {}
    newest = {
        record.key: record.value
        for record in asyncio.run(read_all(new, "seen"))
        if record.value and record.partition == home_number(record.key, AFTER)
    }
    moved = [key for key in memory if memory[key] and home_number(key, BEFORE) != home_number(key, AFTER)]
    assert moved
    assert {unpack(newest[key]).standing.raw for key in moved} == {(0, int(key.rpartition(b":")[2])) for key in moved}
    assert list(tmp_path.iterdir()) == []
