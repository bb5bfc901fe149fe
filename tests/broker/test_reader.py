"""`copydesk.reader` against a real broker: what it promises holds when readers die, share, wait and go on."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterable, Callable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaConnectionError

from copydesk.reader import (
    MissingTopic,
    Reading,
    Unreachable,
    UnreadableRecord,
    articles,
    changes,
    latest,
    sync,
)
from copydesk.schemas.article import Article
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer
from tests.unit.client.reading.records import Kept, short, tombstone, version

T = TypeVar("T")
PARTITIONS = 3
PATIENCE = 60
GZIP = "gzip"


@pytest.fixture
def topic(kafka: KafkaServer) -> str:
    """A topic of this test alone, empty."""
    return made(kafka.bootstrap)


def made(brokers: str) -> str:
    """A topic of a name that no other has."""
    name = f"t{uuid.uuid4().hex[:8]}.articles"

    async def make() -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
        await admin.start()
        try:
            await admin.create_topics([NewTopic(name, PARTITIONS, 1, topic_configs={"cleanup.policy": "compact"})])
        finally:
            await admin.close()

    asyncio.run(make())
    return name


async def send(brokers: str, topic: str, records: Sequence[Kept], at: Sequence[datetime] = ()) -> None:
    """In order, each confirmed, packed as the desk's are."""
    async with AIOKafkaProducer(bootstrap_servers=brokers, compression_type=GZIP, linger_ms=5) as producer:
        sent = []
        for number, record in enumerate(records):
            moment = round(at[number].timestamp() * 1000) if at else None
            headers = list(record.headers)
            sent.append(await producer.send(topic, record.value, record.key, timestamp_ms=moment, headers=headers))
        await asyncio.gather(*sent)


def stories(count: int, versions: int = 1) -> list[Kept]:
    """So many, each with so many versions, one round after the other."""
    rounds = range(1, versions + 1)
    return [
        version(0, number, f"example:{story}", language=("en", "fa")[story % 2])
        for number in rounds
        for story in range(count)
    ]


async def taken(values: AsyncIterable[T], count: int) -> list[T]:
    """The next so many, within PATIENCE."""
    found = list[T]()
    async with asyncio.timeout(PATIENCE):
        async for value in values:
            found.append(value)
            if len(found) == count:
                break
    return found


async def all_of(reading: AsyncIterable[T]) -> list[T]:
    """Of one that ends by itself, within PATIENCE."""
    async with asyncio.timeout(PATIENCE):
        return [value async for value in reading]


def names(found: Sequence[Article]) -> list[tuple[str, int]]:
    """`(guid, version)` of each, sorted."""
    return sorted((article.guid, article.version) for article in found)


def test_all_that_stands_there(kafka: KafkaServer, topic: str) -> None:
    """Each version once, though a worker repeated a stretch; the versions of a story in order."""
    records = stories(50, 3)
    asyncio.run(send(kafka.bootstrap, topic, [*records, *records[60:], version(0, 4)]))
    found = asyncio.run(all_of(articles(kafka.bootstrap, topic=topic, until="now")))
    expected = sorted(
        [(f"example:{story}", number) for story in range(50) for number in (1, 2, 3)] + [("example:1", 4)]
    )
    assert names(found) == expected
    for guid in {article.guid for article in found}:
        assert [each.version for each in found if each.guid == guid] in ([1, 2, 3], [1, 2, 3, 4])
    assert list(sync.articles(kafka.bootstrap, topic=topic, until="now")) == found or names(found) == expected


def test_by_language_and_source(kafka: KafkaServer, topic: str) -> None:
    """Only these."""
    asyncio.run(send(kafka.bootstrap, topic, [*stories(10), version(0, guid="hill-radio:1", language="en-GB")]))
    options: Any = {"topic": topic, "until": "now", "language": "en"}
    assert len(asyncio.run(all_of(articles(kafka.bootstrap, **options)))) == 6
    found = asyncio.run(all_of(articles(kafka.bootstrap, source=["hill-radio"], **options)))
    assert names(found) == [("hill-radio:1", 1)]


def test_from_one_time_to_another(kafka: KafkaServer, topic: str) -> None:
    """By record time, for a group without a place; one that has a place goes on there."""
    noon = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=6)
    records, hours = stories(60), [noon + timedelta(minutes=minute) for minute in range(60)]
    asyncio.run(send(kafka.bootstrap, topic, records, hours))
    span: Any = {"topic": topic, "group": topic, "since": hours[20], "until": hours[50].isoformat()}
    found = asyncio.run(all_of(articles(kafka.bootstrap, **span)))
    assert names(found) == sorted((f"example:{story}", 1) for story in range(20, 50))
    again = asyncio.run(all_of(articles(kafka.bootstrap, **{**span, "since": hours[0], "until": "now"})))
    assert names(again) == sorted((f"example:{story}", 1) for story in range(50, 60))


def test_an_end_that_is_to_come(kafka: KafkaServer, topic: str) -> None:
    """What comes until then is read, and reading ends by itself."""

    async def run() -> list[Article]:
        until = datetime.now(UTC) + timedelta(seconds=4)
        reading = asyncio.create_task(all_of(articles(kafka.bootstrap, topic=topic, since="now", until=until)))
        await asyncio.sleep(2)
        await send(kafka.bootstrap, topic, stories(5))
        return await reading

    assert len(asyncio.run(run())) == 5


def test_latest_only(kafka: KafkaServer, topic: str) -> None:
    """Of what stands when reading begins only what no newer version replaced; what comes then, comes."""

    async def run() -> tuple[list[str], list[str]]:
        await send(kafka.bootstrap, topic, stories(4, 3))
        await send(
            kafka.bootstrap, topic, [version(0, 4, "example:1", pubstatus="canceled"), tombstone(0, "example:2")]
        )
        async with changes(kafka.bootstrap, topic=topic, latest_only=True) as reading:
            stream = aiter(reading)
            standing = await taken(stream, 4)
            await send(kafka.bootstrap, topic, [version(0, 4, "example:3"), version(0, 5, "example:3")])
            return sorted(map(short, standing)), list(map(short, await taken(stream, 2)))

    assert asyncio.run(run()) == (["-4 canceled", "3", "3", "forgotten"], ["4", "5"])


def test_what_is_taken_back(kafka: KafkaServer, topic: str) -> None:
    """`changes` tells of it, `articles` leaves it out."""
    records = [
        version(0),
        version(0, 2, pubstatus="canceled", editorial_note="Wrong."),
        version(0, 3),
        tombstone(0),
        version(0, 4),
    ]
    asyncio.run(send(kafka.bootstrap, topic, [*records, *records[1:]]))
    told = asyncio.run(all_of(changes(kafka.bootstrap, topic=topic, until="now")))
    assert list(map(short, told)) == ["1", "-2 canceled", "3", "forgotten", "4"]
    shown = asyncio.run(all_of(articles(kafka.bootstrap, topic=topic, until="now")))
    assert [article.version for article in shown] == [1, 3, 4]


async def _first(reading: Reading[T], count: int) -> list[T]:
    async with reading:
        found = await taken(reading, count)
        await reading.commit()
    return found


def test_a_group_goes_on(kafka: KafkaServer, topic: str) -> None:
    """Where it had committed; what was in hand when it left comes again, nothing else."""
    asyncio.run(send(kafka.bootstrap, topic, stories(30)))

    async def leave_in_the_middle() -> list[Article]:
        async with articles(kafka.bootstrap, topic=topic, group=topic) as reading:
            return await taken(reading, 10)

    first = asyncio.run(leave_in_the_middle())
    rest = asyncio.run(all_of(articles(kafka.bootstrap, topic=topic, group=topic, until="now")))
    assert first[-1] in rest
    assert (
        names([*first[:-1], *rest])
        == names(first[:-1] + rest)
        == sorted((f"example:{story}", 1) for story in range(30))
    )


def test_commits_of_ones_own(kafka: KafkaServer, topic: str) -> None:
    """What was given before counts as done, the one in hand too; without, nothing does."""
    asyncio.run(send(kafka.bootstrap, topic, stories(30)))
    own: Any = {"topic": topic, "group": topic, "commit_seconds": None}

    async def without() -> list[Article]:
        async with articles(kafka.bootstrap, **own) as reading:
            return await taken(reading, 10)

    asyncio.run(without())
    first = asyncio.run(_first(articles(kafka.bootstrap, **own), 10))
    rest = asyncio.run(all_of(articles(kafka.bootstrap, until="now", **own)))
    assert names([*first, *rest]) == sorted((f"example:{story}", 1) for story in range(30))


def test_a_repeat_behind_the_place_where_a_group_goes_on(kafka: KafkaServer, topic: str) -> None:
    """Is known: the reader recalls what stands before its place."""
    asyncio.run(send(kafka.bootstrap, topic, stories(30, 2)))
    options: Any = {"topic": topic, "group": topic, "until": "now"}
    assert len(asyncio.run(all_of(articles(kafka.bootstrap, **options)))) == 60
    asyncio.run(send(kafka.bootstrap, topic, [*stories(30, 2), version(0, 3)]))
    assert names(asyncio.run(all_of(articles(kafka.bootstrap, **options)))) == [("example:1", 3)]


def test_an_embargo(kafka: KafkaServer, topic: str) -> None:
    """Its version comes when it ends, once, though the reader was another by then; one that was overtaken does not."""
    until = datetime.now(UTC) + timedelta(seconds=12)
    held: Any = {"pubstatus": "withheld", "embargoed_until": until}
    records = [
        version(0, 1, "example:1", **held),
        version(0, 1, "example:2", **held),
        version(0, 1, "example:3", **held),
        *stories(40)[4:],
        version(0, 2, "example:2", pubstatus="canceled"),
        version(0, 2, "example:3"),
    ]

    async def run() -> tuple[list[Article], list[Article], list[Article], datetime]:
        await send(kafka.bootstrap, topic, records)
        options: Any = {"topic": topic, "group": topic}
        first = await _first(articles(kafka.bootstrap, **options), 37)
        assert datetime.now(UTC) < until
        second = await _first(articles(kafka.bootstrap, **options), 1)
        came = datetime.now(UTC)
        third = await all_of(articles(kafka.bootstrap, until="now", **options))
        return first, second, third, came

    first, second, third, came = asyncio.run(run())
    assert names(first) == sorted([*((f"example:{story}", 1) for story in range(4, 40)), ("example:3", 2)])
    assert names(second) == [("example:1", 1)]
    assert until <= came < until + timedelta(seconds=10)
    assert third == []


def test_what_is_no_article(kafka: KafkaServer, topic: str) -> None:
    """Ends the reading, and again for who tries again; or the caller is told, and reads on."""
    records = [version(0), Kept(0, b"example:1", b"no JSON"), version(0, 2)]
    asyncio.run(send(kafka.bootstrap, topic, records))
    options: Any = {"topic": topic, "group": topic, "until": "now"}
    assert len(asyncio.run(_until_unreadable(articles(kafka.bootstrap, **options)))) == 1
    assert len(asyncio.run(_until_unreadable(articles(kafka.bootstrap, **options)))) == 0
    with pytest.raises(UnreadableRecord, match="Invalid JSON"):
        list(sync.articles(kafka.bootstrap, **options))
    bad = list[str]()
    found = asyncio.run(
        all_of(articles(kafka.bootstrap, on_unreadable=lambda error, _: bad.append(error.why), **options))
    )
    assert (names(found), len(bad)) == ([("example:1", 2)], 1)


@pytest.mark.parametrize("kind", [TimeoutError, KafkaConnectionError])
def test_a_callers_own_error(kafka: KafkaServer, topic: str, kind: type[Exception]) -> None:
    """Reaches the caller as it is, whatever its kind, and what was not dealt with comes again."""
    asyncio.run(send(kafka.bootstrap, topic, [version(0), Kept(0, b"example:1", b"{}"), version(0, 2)]))

    def fail(*_: object) -> None:
        raise kind("mine")

    options: Any = {"topic": topic, "group": topic, "until": "now"}
    with pytest.raises(kind, match="mine"):
        list(sync.articles(kafka.bootstrap, on_unreadable=fail, **options))
    rest = list(sync.articles(kafka.bootstrap, on_unreadable=lambda *_: None, **options))
    assert names(rest) == [("example:1", 2)]


async def _until_unreadable(reading: AsyncIterable[T]) -> list[T]:
    found = list[T]()
    try:
        async for value in reading:
            found.append(value)
    except UnreadableRecord:
        return found
    pytest.fail("it was read to its end")


def test_two_readers_share(kafka: KafkaServer, topic: str) -> None:
    """While others come and go each version is read; again only what was in hand, or done since the last commit."""
    total = 3000
    asyncio.run(send(kafka.bootstrap, topic, stories(total // 3, 3)))

    pause = [
        0.02
    ]  # long, until the second has its part: or the first has read all before a busy broker lets another in

    async def read(found: list[Article]) -> None:
        async with articles(kafka.bootstrap, topic=topic, group=topic, commit_seconds=0.2) as reading:
            async for article in reading:
                found.append(article)
                await asyncio.sleep(pause[0])

    async def run() -> list[list[Article]]:
        parts: list[list[Article]] = [[], [], []]
        tasks = [asyncio.create_task(read(parts[0]))]
        await _grown(parts[0], 200)
        tasks.append(asyncio.create_task(read(parts[1])))
        await _grown(parts[1], 100)
        pause[0] = 0.002
        tasks[0].cancel()
        tasks.append(asyncio.create_task(read(parts[2])))
        await _until(lambda: len({(each.guid, each.version) for part in parts for each in part}) == total)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return parts

    parts = asyncio.run(run())
    for part in parts:
        assert len(names(part)) == len(set(names(part))), "one reader never has a version twice"
    repeats = sum(map(len, parts)) - total
    assert repeats <= 400, "of what some readers had done within .2 s before each change of the group"


async def _grown(found: Sequence[object], size: int) -> None:
    await _until(lambda: len(found) >= size)


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110 -- what is waited for is a list that another task fills
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(("way", "kills"), [("checkpoint", 8), ("group", 4)])
def test_killed_at_random(kafka: KafkaServer, topic: str, tmp_path: Path, way: str, kills: int) -> None:
    """With the place stored beside the articles each version is there once, however often the reader is killed; with a group each
    is there, and again only what it had read in the moments before it was killed.
    """
    total, chance = 4000, random.Random(16)
    file = tmp_path / "stories.db"
    records = stories(total // 4, 4)
    stop = time.monotonic() + 3 * PATIENCE
    for number in range(kills + 1):
        asyncio.run(
            send(kafka.bootstrap, topic, records[number * total // (kills + 1) : (number + 1) * total // (kills + 1)])
        )
        process = started(way, kafka.bootstrap, topic, str(file))
        try:
            goal = chance.randint(1, total // (kills + 1)) + len(set(stored(file)))
            while len(set(stored(file))) < min(goal, total) and time.monotonic() < stop:
                time.sleep(0.05)
            while number == kills and len(set(stored(file))) < total and time.monotonic() < stop:
                time.sleep(0.05)
        finally:
            process.kill()
            process.wait()
    counts = Counter(stored(file))
    assert len(counts) == total
    if way == "checkpoint":
        assert set(counts.values()) == {1}
    else:
        assert sum(counts.values()) - total <= kills * 1500


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """The program, under way."""
    return subprocess.Popen([sys.executable, "-m", "tests.broker.reading_program", *arguments], env={**os.environ})


def stored(file: Path) -> list[tuple[str, int]]:
    """What it has read."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(file, timeout=30)) as database:
        return database.execute("SELECT guid, version FROM story").fetchall()
    return []


def test_a_checkpoint_holds_an_embargo(kafka: KafkaServer, topic: str) -> None:
    """A reader without a group, too, gives it when it ends, whoever had read it."""
    until = datetime.now(UTC) + timedelta(seconds=8)
    held = version(0, pubstatus="withheld", embargoed_until=until)

    async def run() -> list[list[Article]]:
        await send(kafka.bootstrap, topic, [held, version(0, guid="example:2"), version(0, guid="example:3")])
        async with articles(kafka.bootstrap, topic=topic, until="now") as reading:
            first = await taken(aiter(reading), 2)
            checkpoint = reading.checkpoint()
        second = await all_of(articles(kafka.bootstrap, topic=topic, checkpoint=checkpoint, until="now"))
        await asyncio.sleep(max(0.0, (until - datetime.now(UTC)).total_seconds()))
        third = await all_of(articles(kafka.bootstrap, topic=topic, checkpoint=checkpoint, until="now"))
        return [first, second, third]

    first, second, third = asyncio.run(run())
    assert (len(first), second, names(third)) == (2, [], [("example:1", 1)])


def test_a_table(kafka: KafkaServer, topic: str) -> None:
    """Holds what stands, and changes with the topic."""

    async def run() -> None:
        await send(
            kafka.bootstrap,
            topic,
            [*stories(20, 2), version(0, 3, "example:4", pubstatus="canceled"), tombstone(0, "example:5")],
        )
        async with latest(kafka.bootstrap, topic=topic, keep=lambda article: article.headline) as table:
            await table.ready()
            assert (len(table), set(table.values())) == (18, {"Plan 2"})
            assert "example:4" not in table
            heard = asyncio.create_task(taken(table.changes(), 3))
            await asyncio.sleep(0)
            await send(
                kafka.bootstrap,
                topic,
                [version(0, 3, "example:1"), tombstone(0, "example:7"), version(0, 1, "hill-radio:1")],
            )
            assert len(await heard) == 3
            assert (table["example:1"], "example:7" in table, len(table)) == ("Plan 3", False, 18)

    asyncio.run(run())
    with sync.latest(kafka.bootstrap, topic=topic, language="en") as table:
        assert set(table) == {f"example:{story}" for story in range(0, 20, 2) if story != 4}
        assert table["example:2"].version == 2


def test_a_table_whose_reading_ends(kafka: KafkaServer, topic: str) -> None:
    """Says so to whoever asks it, instead of growing old."""
    asyncio.run(send(kafka.bootstrap, topic, [version(0), Kept(0, b"example:1", b"{}")]))

    async def run() -> None:
        async with latest(kafka.bootstrap, topic=topic) as table:
            with pytest.raises(UnreadableRecord):
                await table.ready()
            with pytest.raises(UnreadableRecord):
                len(table)

    asyncio.run(run())
    with pytest.raises(UnreadableRecord), sync.latest(kafka.bootstrap, topic=topic):
        pass


@pytest.fixture
def broker() -> Iterator[KafkaServer]:
    """One that this test may stop."""
    with KafkaServer(heap="256m") as server:
        yield server


@pytest.mark.broker
def test_a_broker_that_goes_away(kafka: KafkaServer, broker: KafkaServer) -> None:
    """Is waited for: nothing is lost, nothing comes twice."""
    topic = made(broker.bootstrap)

    async def run() -> list[Article]:
        await send(broker.bootstrap, topic, stories(20))
        async with articles(broker.bootstrap, topic=topic, group=topic, commit_seconds=0) as reading:
            stream = aiter(reading)
            first = await taken(stream, 20)
            waiting = asyncio.create_task(taken(stream, 20))
            await asyncio.to_thread(broker.stop)
            await asyncio.sleep(3)
            await asyncio.to_thread(broker.restart)
            await send(broker.bootstrap, topic, stories(40)[20:])
            return [*first, *await waiting]

    assert names(asyncio.run(run())) == sorted((f"example:{story}", 1) for story in range(40))


def test_nobody_there(kafka: KafkaServer) -> None:
    """No broker, or no topic: one line each."""
    (port,) = free_ports(1)
    with pytest.raises(Unreachable, match=f"no Kafka broker answers at 127.0.0.1:{port}"):
        next(sync.articles(f"127.0.0.1:{port}"))
    with pytest.raises(MissingTopic, match=r"has no topic nobody\.articles"):
        asyncio.run(all_of(articles(kafka.bootstrap, topic="nobody.articles")))


def test_a_missing_topic_is_not_made() -> None:
    """Also where a broker makes what is asked for: it would be empty, and have the broker's number of partitions."""
    broker = KafkaServer({"auto.create.topics.enable": "true"})
    broker.start()
    try:
        with pytest.raises(MissingTopic, match=r"has no topic nobody\.articles"):
            asyncio.run(all_of(articles(broker.bootstrap, topic="nobody.articles", group="g")))
        later = made(broker.bootstrap)  # brokers make topics in turn: one that was asked for would be there now
        assert asyncio.run(topics_of(broker.bootstrap)) == [later]
    finally:
        broker.close()


async def topics_of(brokers: str) -> list[str]:
    """All that are there, by name, but for Kafka's own."""
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    try:
        return sorted(name for name in await admin.list_topics() if not name.startswith("__"))
    finally:
        await admin.close()


def test_a_loop_that_is_left(kafka: KafkaServer, topic: str) -> None:
    """In an `async with` or without asyncio the reader leaves its group at once; where a program just ends, no warning is left."""
    asyncio.run(send(kafka.bootstrap, topic, stories(5)))

    async def left(reading: Reading[Article]) -> None:
        async for _ in reading:
            break

    async def closed() -> None:
        async with articles(kafka.bootstrap, topic=topic, group=topic) as reading:
            await left(reading)

    begun = time.monotonic()
    for _ in range(2):
        asyncio.run(closed())
        for _ in sync.articles(kafka.bootstrap, topic=topic, group=topic):
            break
    assert time.monotonic() - begun < 8, "a member that did not leave is waited for, ten seconds"
    assert committed(kafka.bootstrap, topic) == {}
    asyncio.run(left(articles(kafka.bootstrap, topic=topic, group=topic)))
    gc.collect()


def test_a_program_that_just_ends(kafka: KafkaServer, topic: str) -> None:
    """With a reader that it never closed: it ends at once, and the reader leaves its group."""
    asyncio.run(send(kafka.bootstrap, topic, stories(5)))
    program = f"""
from copydesk.reader.sync import articles
reading = articles({kafka.bootstrap!r}, topic={topic!r}, group={topic!r})
print(next(reading).version)
"""
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"1\n", b"")


def test_ctrl_c(kafka: KafkaServer, topic: str) -> None:
    """Ends a loop as it ends any: what was done is committed, and nothing else is complained of."""
    asyncio.run(send(kafka.bootstrap, topic, stories(5)))
    program = f"""
from copydesk.reader.sync import articles
for article in articles({kafka.bootstrap!r}, topic={topic!r}, group={topic!r}):
    print(article.version, flush=True)
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert [running.stdout.readline() for _ in range(5)] == ["1\n"] * 5
        time.sleep(0.5)  # it waits for the next one
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    assert (running.returncode, errors.splitlines()[-1]) == (-signal.SIGINT, "KeyboardInterrupt")
    assert errors.count("Traceback") == 1
    assert sum(committed(kafka.bootstrap, topic).values()) == 5


def test_a_reader_that_is_closed(kafka: KafkaServer, topic: str) -> None:
    """Gives nothing more, and says so to who asks it for its place."""
    asyncio.run(send(kafka.bootstrap, topic, stories(5)))
    with sync.articles(kafka.bootstrap, topic=topic) as reading:
        next(reading)
    assert list(reading) == []
    with pytest.raises(RuntimeError, match="is closed"):
        reading.checkpoint()


def committed(brokers: str, group: str) -> dict[TopicPartition, int]:
    """The places of a group that are behind a record."""

    async def ask() -> dict[TopicPartition, int]:
        async with AIOKafkaConsumer(bootstrap_servers=brokers, group_id=group, enable_auto_commit=False) as consumer:
            places = [TopicPartition(group, number) for number in range(PARTITIONS)]
            return {place: offset for place in places if (offset := await consumer.committed(place))}

    return asyncio.run(ask())
