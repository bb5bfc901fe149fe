"""`copydesk tail` against a real broker: what stands on the topics is found by what it says, and the command ends when it
should.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.desk.outgoing import rejected_message
from copydesk.service.core.records import Headers, Origin, Record, Rejected
from copydesk.service.settings import Settings
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import are_at_home, home_of, partitions_of
from copydesk.service.shell.topics import create_topics
from tests.kafka.server import KafkaServer

NOON = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=1)  # what is older may be deleted
MINUTE = timedelta(minutes=1)
PARTITIONS = 3
STORIES = 20
NO_JSON = b"\x1b[2Jnot \xc2\x9bjson"


@dataclass(frozen=True)
class Sending:
    """One record, some minutes after NOON."""

    topic: str
    value: bytes | None
    key: bytes | None = None
    minutes: int = 0
    headers: Headers = ()


def story(number: int, version: int = 1, *, minutes: int | None = None) -> Sending:
    """A version of a story; the odd ones are of another source."""
    guid = f"{('harbour-press', 'hill-radio')[number % 2]}:{number}"
    value = {"guid": guid, "version": version, "first_seen_at": NOON.isoformat(), "headline": f"Plan {number}"}
    value |= {"published_at": None, "language": "en"}
    return Sending("articles", orjson.dumps(value), guid.encode(), number % 60 if minutes is None else minutes)


def rejection(value: bytes, reason: Reason, minutes: int) -> Sending:
    """As a worker sends it."""
    original = Record(Origin("news.raw", 0, minutes), value, (("note", b"\x00\x01"),), NOON)
    sent = rejected_message(Rejected(reason, Stage.DECODE, "odd\nvalue"), original)
    return Sending("rejected", sent.value, sent.key, minutes, sent.headers)


SENT = (
    *(story(number) for number in range(STORIES)),
    story(4, 2, minutes=30),
    story(4, 2, minutes=31),  # a worker that died before it had committed
    Sending("articles", None, b"harbour-press:6", 40),
    rejection(NO_JSON, Reason.BAD_JSON, 0),
    rejection(b"\xff\xfe\x00", Reason.BAD_CHARSET, 1),
    rejection(b'{"source_id": "hill-radio", "body": ""}', Reason.EMPTY, 2),
    Sending("raw", b"late", b"a", 10),
    Sending("raw", b"early", b"a", 5),  # behind it, on one partition
)


async def send(settings: Settings, sendings: Sequence[Sending]) -> None:
    """Put records on their topics, each confirmed, in order."""
    async with AIOKafkaProducer(bootstrap_servers=settings.brokers) as producer:
        sent = []
        for each in sendings:
            at = round((NOON + each.minutes * MINUTE).timestamp() * 1000)
            topic, headers = settings.topic(each.topic), list(each.headers)
            sent.append(await producer.send(topic, each.value, each.key, timestamp_ms=at, headers=headers))
        await asyncio.gather(*sent)


@pytest.fixture(scope="module")
def desk(kafka: KafkaServer) -> Settings:
    """Topics that hold what is SENT; no test writes to them."""
    settings = settings_of(kafka, f"t{uuid.uuid4().hex[:8]}")
    asyncio.run(create_topics(settings))
    asyncio.run(send(settings, SENT))
    return settings


def settings_of(kafka: KafkaServer, prefix: str) -> Settings:
    """Of a desk with topics of its own."""
    return Settings(brokers=kafka.bootstrap, topic_prefix=prefix, group=prefix, partitions=PARTITIONS)


def started(settings: Settings, *arguments: str) -> subprocess.Popen[bytes]:
    """`copydesk tail ARGUMENTS`, under way."""
    return subprocess.Popen(
        [sys.executable, "-m", "copydesk", "tail", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **settings.as_environment()},
    )


def lines(settings: Settings, *arguments: str) -> list[str]:
    """What a tail that ends by itself says; it ends well, and complains of nothing."""
    with started(settings, *arguments) as process:
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")
    return out.decode().splitlines()


def values(settings: Settings, *arguments: str) -> list[Any]:
    """The values of `--json`."""
    return [orjson.loads(line)["value"] for line in lines(settings, *arguments, "--json")]


def after(minutes: int, hours_east: int = 0) -> str:
    """So long after NOON, as a person writes it who is somewhere."""
    return (NOON + minutes * MINUTE).astimezone(timezone(timedelta(hours=hours_east))).isoformat()


def names(settings: Settings, *arguments: str) -> list[str]:
    """`guid@version` of articles, in the order of their text."""
    found = values(settings, "articles", *arguments)
    return sorted(f"{article['guid']}@{article['version']}" if article else "gone" for article in found)


def test_all_that_stands_there(desk: Settings) -> None:
    """Each version once, a tombstone too; with --repeats what a worker sent twice."""
    once = names(desk, "--until-end")
    assert len(once) == len(set(once)) == STORIES + 2
    assert sorted([*once, "harbour-press:4@2"]) == names(desk, "--until-end", "--repeats")


def test_a_count(desk: Settings) -> None:
    """A number, of what would be shown."""
    assert lines(desk, "articles", "--count") == [str(STORIES + 2)]
    assert lines(desk, "articles", "--count", "--source", "hill-radio") == [str(STORIES // 2)]
    assert lines(desk, "articles", "--count", "-n", "7") == ["7"]
    assert lines(desk, "parsed", "--count") == ["0"]


def test_a_limit(desk: Settings) -> None:
    """It ends where so many are shown, hidden ones not counted."""
    assert len(lines(desk, "articles", "--from-start", "--limit", str(STORIES + 2))) == STORIES + 2


def test_a_story(desk: Settings) -> None:
    """By its guid, whether its partition is the only one that is read or not."""
    assert names(desk, "--until-end", "--guid", "harbour-press:4") == ["harbour-press:4@1", "harbour-press:4@2"]
    assert lines(desk, "articles", "--until-end", "--guid", "harbour-press:6")[1].endswith("harbour-press:6  forgotten")
    two = names(desk, "--until-end", "--guid", "hill-radio:1", "--guid", "harbour-press:2", "--guid", "x:1")
    assert two == ["harbour-press:2@1", "hill-radio:1@1"]
    assert names(desk, "--until-end", "--guid", "hill-radio:1", "--source", "harbour-press") == []


def test_a_span_of_time(desk: Settings) -> None:
    """By record time, also where one that is older stands behind one that is newer; what is past ends by itself."""
    assert len(names(desk, "--since", after(15), "--until", after(17, 1))) == 2
    assert names(desk, "--since", after(30).removesuffix("+00:00"), "--until-end") == ["gone", "harbour-press:4@2"]
    assert values(desk, "raw", "--until", after(10)) == ["early"]
    assert values(desk, "raw", "--since", after(8), "--until-end") == ["late"]
    assert lines(desk, "raw", "--since", "2036-01-01", "--count") == ["0"]


def test_rejections(desk: Settings) -> None:
    """By reason and source, with their headers; no byte of a document reaches the terminal as it is."""
    [line, *headers] = lines(desk, "rejected", "--until-end", "--reason", "bad_json", "--headers")
    assert line == "bad_json  news.raw/0/0  news.raw/0/0: odd value"
    assert headers[:3] == ["  note: 0x0001", "  reason: bad_json", "  stage: decode"]
    assert "  kafka_dlt-original-offset: 0x0000000000000000" in headers
    [shown] = lines(desk, "rejected", "--until-end", "--reason", "bad_json", "--json")
    assert shown.isprintable()
    assert orjson.loads(shown)["value"] == NO_JSON.decode()
    assert len(lines(desk, "rejected", "--until-end", "--reason", "bad_json", "--reason", "bad_charset")) == 2
    assert [found["body"] for found in values(desk, "rejected", "--until-end", "--source", "hill-radio")] == [""]


def test_a_reader_that_leaves(desk: Settings) -> None:
    """`| head -1` ends it at once, without a word, though no record comes any more."""
    with started(desk, "articles", "--from-start") as process:
        assert process.stdout
        assert process.stderr
        for _ in range(STORIES + 2):
            process.stdout.readline()
        process.stdout.close()
        began = time.monotonic()
        assert process.wait(30) == 0
        assert time.monotonic() - began < 10
        assert process.stderr.read() == b""


def test_ctrl_c(desk: Settings) -> None:
    """It ends as other commands do, with all that was shown."""
    with started(desk, "articles", "--since", after(30)) as process:
        assert process.stdout
        assert len([process.stdout.readline(), process.stdout.readline()]) == 2
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=30)
    assert (process.returncode, rest, errors.strip()) == (130, b"", b"")


def test_it_follows_until_a_time(kafka: KafkaServer, prefix: str) -> None:
    """What comes before that time is shown as it comes, and the command ends when the clock has it."""
    settings = settings_of(kafka, prefix)
    asyncio.run(create_topics(settings))
    until = datetime.now(UTC) + timedelta(seconds=8)
    with started(settings, "articles", "--json", "--until", until.isoformat()) as process:
        time.sleep(4)
        asyncio.run(send(settings, [story(1)]))
        out, errors = process.communicate(timeout=30)
    assert (process.returncode, errors, datetime.now(UTC) >= until) == (0, b"", True)
    assert orjson.loads(out)["value"]["guid"] == "hill-radio:1"


def test_a_reader_that_leaves_in_the_middle(kafka: KafkaServer, prefix: str) -> None:
    """More than a pipe holds: the write that fails ends it, as it does in other commands."""
    settings = settings_of(kafka, prefix)
    asyncio.run(create_topics(settings))
    asyncio.run(send(settings, [story(number) for number in range(1_000)]))
    with started(settings, "articles", "--until-end", "--json") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(30), process.stderr.read()) == (141, b"")


def test_it_ends_with_what_stood_at_its_start(kafka: KafkaServer, prefix: str) -> None:
    """However fast others write meanwhile."""
    settings = settings_of(kafka, prefix)
    asyncio.run(create_topics(settings))
    asyncio.run(send(settings, [story(number) for number in range(100)]))

    async def scene() -> tuple[bytes, int]:
        command = (sys.executable, "-m", "copydesk", "tail", "articles", "--until-end", "--count")
        environment = {**os.environ, **settings.as_environment()}
        process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, env=environment)
        written, ended = 100, asyncio.ensure_future(process.communicate())
        try:
            end = time.monotonic() + 60
            while not ended.done() and time.monotonic() < end:
                await send(settings, [story(number) for number in range(written, written + 100)])
                written += 100
            return (await asyncio.wait_for(ended, 60))[0], written
        finally:
            if process.returncode is None:
                process.kill()

    out, written = asyncio.run(scene())
    assert 100 <= int(out) < written


def test_a_topic_that_was_given_partitions(kafka: KafkaServer, prefix: str) -> None:
    """A story from before is found where it stands, and its next version where it came."""
    settings = settings_of(kafka, prefix)
    topic = settings.topic("articles")
    asyncio.run(create_topics(settings))
    few = [story(number) for number in range(10)]
    asyncio.run(send(settings, few))
    assert asyncio.run(at_home(settings, PARTITIONS))
    before, after = partitions_of(topic, PARTITIONS), partitions_of(topic, 5)
    moved = next(each for each in few if home_of(each.key or b"", before) != home_of(each.key or b"", after))

    async def give() -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=settings.brokers)
        await admin.start()
        await admin.create_partitions({topic: NewPartitions(5)})
        await admin.close()

    asyncio.run(give())
    asyncio.run(send(settings, [story(moved.minutes, 2), *(story(number) for number in range(100, 1_000))]))
    assert not asyncio.run(at_home(settings, 5))
    guid = (moved.key or b"").decode()
    assert names(settings, "--until-end", "--guid", guid) == [f"{guid}@1", f"{guid}@2"]
    assert lines(settings, "articles", "--count") == ["911"]


async def at_home(settings: Settings, partitions: int) -> bool:
    """Whether the articles stand where their keys belong."""
    async with consumer(settings) as client:
        return await are_at_home(client, partitions_of(settings.topic("articles"), partitions))
