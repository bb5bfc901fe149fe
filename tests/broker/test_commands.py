"""The commands against a real broker, as a person runs them: as processes, judged by what they print, exit with and
leave on topics.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import re
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from copydesk.schemas.topics import TOPICS
from copydesk.service.core.desk.conservation import Balance
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.reading import partitions_of
from copydesk.service.shell.topics import create_topics
from tests.kafka.guarded import Guarded
from tests.kafka.server import KafkaServer

Command = Callable[..., subprocess.CompletedProcess[str]]

PARTITIONS = 3
LINE_BY_LINE = [
    b'{"url":"https://a.example/1","body":"x"}',
    b"not json",
    b'  {"record_id":"r-2","body":"y"}  ',
    b"\xff\xfe",
    b'{"url":"https://a.example/1"}\r',
]


@pytest.fixture
def settings(kafka: KafkaServer, prefix: str, group: str) -> Settings:
    """Settings with topics and a group of this test's own."""
    return Settings(brokers=kafka.bootstrap, topic_prefix=prefix, group=group, partitions=PARTITIONS)


@pytest.fixture
def command(settings: Settings) -> Command:
    """`copydesk ARGUMENTS`, with these settings."""

    def run(*arguments: str, stdin: bytes = b"", **changed: str) -> subprocess.CompletedProcess[str]:
        ended = subprocess.run(
            [sys.executable, "-m", "copydesk", *arguments],
            check=False,
            input=stdin,
            capture_output=True,
            env=environment(settings, changed),
            timeout=90,
        )
        return subprocess.CompletedProcess(arguments, ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run


def environment(settings: Settings, changed: dict[str, str]) -> dict[str, str]:
    """The environment of a command."""
    names = ("brokers", "topic_prefix", "group", "partitions")
    return {**os.environ, **{f"COPYDESK_{name.upper()}": str(getattr(settings, name)) for name in names}, **changed}


def records(settings: Settings, name: str) -> list[Any]:
    """All records of a topic."""

    async def read() -> list[Any]:
        consumer = AIOKafkaConsumer(bootstrap_servers=settings.brokers, auto_offset_reset="earliest")
        await consumer.start()
        try:
            places = partitions_of(settings.topic(name), PARTITIONS)
            ends = await consumer.end_offsets(places)
            consumer.assign(places)
            found: list[Any] = []
            while len(found) < sum(ends.values()):
                found += [record for some in (await consumer.getmany(timeout_ms=200)).values() for record in some]
            return found
        finally:
            await consumer.stop()

    return asyncio.run(asyncio.wait_for(read(), 30))


def one_line(text: str) -> bool:
    """True for exactly one line that is no traceback."""
    return text.count("\n") == 1 and text.startswith("copydesk: ") and "Traceback" not in text


def test_topics_are_created_and_checked(command: Command, settings: Settings) -> None:
    """`check` names what is missing and how to mend it; `create` makes it, and makes nothing twice."""
    missing = command("topics", "check")
    assert missing.returncode == 1
    assert "copydesk topics create" in missing.stdout
    created = command("topics", "create")
    assert created.returncode == 0
    assert created.stdout == f"created {', '.join(settings.topic(entry.name) for entry in settings.topics)}\n"
    assert command("topics", "create").stdout == "all topics are there already\n"
    assert command("topics", "check").returncode == 0
    more = command("topics", "check", COPYDESK_COPIES="on")
    assert more.stdout.count(f"{settings.topic_prefix}.") == 3


def test_check_finds_unequal_partitions(command: Command) -> None:
    """A partition count that is not the topics' own would part stories from their memory."""
    command("topics", "create")
    checked = command("topics", "check", COPYDESK_PARTITIONS="5")
    assert checked.returncode == 1
    assert checked.stdout.count("COPYDESK_PARTITIONS") == 2  # parsed and seen


def test_create_says_what_another_count_means(command: Command) -> None:
    """On topics that are kept, a changed COPYDESK_PARTITIONS is one line, and nothing is changed."""
    command("topics", "create")
    again = command("topics", "create", COPYDESK_PARTITIONS="5")
    assert again.returncode == 1
    assert one_line(again.stderr)
    assert (
        "has 3 partitions and COPYDESK_PARTITIONS is 5: stories stay on the partitions that they have" in again.stderr
    )
    assert command("topics", "check").returncode == 0


def test_topics_with_names_of_their_own(command: Command, settings: Settings, tmp_path: Path) -> None:
    """Each command and the worker use the names that the settings give, and make none of the others."""
    names = {entry.name: f"{settings.topic_prefix}-own.{entry.name}" for entry in TOPICS}
    own = {f"COPYDESK_TOPIC_{name.upper()}": full_name for name, full_name in names.items()} | {"COPYDESK_COPIES": "on"}
    assert command("topics", "create", **own).stdout == f"created {', '.join(names.values())}\n"
    assert command("topics", "check", **own).returncode == 0
    assert names["raw"] in command("publish", "-", stdin=LINE_BY_LINE[0] + b"\n" + LINE_BY_LINE[1], **own).stdout
    environ = environment(
        settings, {**own, "COPYDESK_STATE_DIR": str(tmp_path), "COPYDESK_SESSION_TIMEOUT_SECONDS": "6"}
    )
    worker = Guarded([sys.executable, "-m", "copydesk", "worker"], tmp_path / "log", env=environ)
    try:
        for name in ("rejected", "articles"):
            shown = command("tail", name, "--json", "--from-start", "-n", "1", **own)
            assert f"{names['raw']}/" in shown.stdout, (tmp_path / "log").read_text()
        worker.signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()
    audited = command("audit", **own)
    assert audited.stdout.startswith("in=2 articles=1 duplicates=0 rejections=1 pending=0 lost=0")
    missing = command("topics", "check")
    assert f"missing: {', '.join(settings.topic(entry.name) for entry in settings.topics)}" in missing.stdout


def test_check_finds_other_configuration(command: Command, settings: Settings) -> None:
    """A memory that is deleted instead of compacted is reported, with the command that mends it."""

    async def make() -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=settings.brokers)
        await admin.start()
        await admin.create_topics(
            [NewTopic(settings.topic("seen"), PARTITIONS, 1, topic_configs={"cleanup.policy": "delete"})]
        )
        await admin.close()

    asyncio.run(make())
    command("topics", "create")
    checked = command("topics", "check")
    assert checked.returncode == 1
    assert "cleanup.policy=delete, needs compact" in checked.stdout


def test_check_advises(command: Command, settings: Settings) -> None:
    """A topic from before, in whatever its writers chose, is named with the command that mends it, and is no
    failure.
    """

    async def make() -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=settings.brokers)
        await admin.start()
        await admin.create_topics(
            [NewTopic(settings.topic("duplicates"), PARTITIONS, 1, topic_configs={"cleanup.policy": "delete"})]
        )
        await admin.close()

    asyncio.run(make())
    command("topics", "create")
    checked = command("topics", "check")
    assert checked.returncode == 0
    assert checked.stdout.startswith(f"advice: {settings.topic('duplicates')} has compression.type=producer")


def test_publish_is_byte_for_byte(command: Command, settings: Settings, tmp_path: Path) -> None:
    """Each line of JSON Lines is one record as it stands, whatever it is; blank lines are none; the key is the url,
    else the record_id.
    """
    command("topics", "create")
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([LINE_BY_LINE[0], b"", b"   ", *LINE_BY_LINE[1:]]) + b"\n")
    with gzip.open(tmp_path / "b.jsonl.gz", "wb") as packed:
        packed.write(b'{"body":"packed"}')
    published = command("publish", str(tmp_path))
    assert published.returncode == 0
    assert published.stdout.startswith("published 6 records")
    found = {record.value: record.key for record in records(settings, "raw")}
    assert sorted(found) == sorted([*LINE_BY_LINE, b'{"body":"packed"}'])
    assert found[LINE_BY_LINE[0]] == found[LINE_BY_LINE[4]] == b"https://a.example/1"
    assert (found[LINE_BY_LINE[1]], found[LINE_BY_LINE[2]]) == (None, b"r-2")


def test_publish_names_what_the_desk_rejects(command: Command, settings: Settings, tmp_path: Path) -> None:
    """It is sent as all else is, and a line for each says where it stands and why."""
    command("topics", "create")
    lines = [*LINE_BY_LINE, b'{"url":"https://a.example/2","body":" \\n"}', b'{"body":"last"}']
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    published = command("publish", str(tmp_path / "a.jsonl"))
    assert published.returncode == 0
    *named, counted = published.stderr.splitlines()
    expected = ("2", "bad_json"), ("4", "bad_json"), ("5", "no_body"), ("6", "no_text: the body is empty")
    for line, (number, reason) in zip(named, expected, strict=True):
        assert line.partition("a.jsonl:")[2].startswith(f"{number}: the desk rejects it as {reason}")
    assert counted == f"4 of them the desk rejects: see {settings.topic('rejected')}"
    assert published.stdout.startswith("published 7 records")
    assert {record.value for record in records(settings, "raw")} == {*lines}


def test_publish_wraps_pages(command: Command, settings: Settings, tmp_path: Path) -> None:
    """A page goes into an envelope with what the options say; bytes that are not UTF-8 as base64."""
    command("topics", "create")
    page = tmp_path / "page.html"
    page.write_bytes("<p>سلام</p>".encode("windows-1256"))
    assert command("publish", "--source", "zaytun", "--url", "https://z.example/1", str(page)).returncode == 0
    assert command("publish", "-", stdin=b'{"body":"from stdin"}').returncode == 0
    envelopes = sorted((orjson.loads(record.value) for record in records(settings, "raw")), key=len)
    assert envelopes[0] == {"body": "from stdin"}
    assert (envelopes[1]["source_id"], envelopes[1]["url"], envelopes[1]["content_type"]) == (
        "zaytun",
        "https://z.example/1",
        "text/html",
    )
    assert "body_b64" in envelopes[1]


def test_publish_counts_what_is_too_large(command: Command, settings: Settings, tmp_path: Path) -> None:
    """A record over the topic's limit is named with file and line, the others arrive, and the exit says that something
    failed.
    """
    command("topics", "create")
    noise = b64encode(
        os.urandom(15 * 1024 * 1024)
    )  # 20 MiB that lz4 cannot make smaller than the 16 that the topic takes
    lines = [b'{"body":"%d"}' % number for number in range(2_000)]
    lines[1_000:1_000] = [b'{"body":"%s"}' % noise]
    (tmp_path / "c.jsonl").write_bytes(b"\n".join(lines))
    published = command("publish", str(tmp_path / "c.jsonl"))
    assert published.returncode == 1
    assert "c.jsonl:1001: too large" in published.stderr
    assert "max.message.bytes=16777216" in published.stderr
    assert "1 of 2001 records were not published: make them smaller" in published.stderr
    assert len(records(settings, "raw")) == 2_000


def test_publish_warns_of_what_the_desk_refuses(command: Command, settings: Settings, tmp_path: Path) -> None:
    """A page of nine megabytes that hardly compresses goes on the topic, and a line says what the desk will do with
    it.
    """
    command("topics", "create")
    (tmp_path / "page.html").write_bytes(b"<p>" + b64encode(os.urandom(27 * 1024 * 256)))
    published = command("publish", "--source", "zaytun", str(tmp_path / "page.html"))
    assert published.returncode == 0
    assert published.stdout.startswith("published 1 records (9.4 MB)")
    named, counted = published.stderr.splitlines()
    assert "page.html:1: " in named
    assert named.endswith("COPYDESK_MAX_DOCUMENT_BYTES=4194304")
    assert counted == f"1 of them the desk rejects: see {settings.topic('rejected')}"
    assert len(records(settings, "raw")) == 1


def test_an_archive_is_gone_on_with(command: Command, settings: Settings, tmp_path: Path) -> None:
    """Publishing that was killed goes on where the broker had confirmed: no record of the archive is lost, and few come
    twice, under the same name.
    """
    command("topics", "create")
    archive, state, count = tmp_path / "crawl.warc.gz", tmp_path / "state.json", 30_000
    archive.write_bytes(b"".join(gzip.compress(a_response(number), 1) for number in range(count)))
    arguments = ("publish", "--resume", str(state), str(archive))
    process = subprocess.Popen(
        [sys.executable, "-m", "copydesk", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(settings, {}),
    )
    while process.poll() is None and not (state.exists() and b'"offset"' in state.read_bytes()):
        time.sleep(0.01)
    process.kill()
    assert process.wait(10) == -signal.SIGKILL, "it ended before it could be killed: take more records"
    ended = command(*arguments)
    assert (ended.returncode, ended.stderr) == (0, "")
    names = [orjson.loads(record.value)["record_id"] for record in records(settings, "raw")]
    assert len(set(names)) == count
    assert len(names) < 1.5 * count
    again = command(*arguments)
    assert again.stdout.startswith("published 0 records")


def a_response(number: int) -> bytes:
    """A record of a web archive that holds a page."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Bridge %d opens</h1>" % number
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{UUID(int=number)}>\r\n"
        f"WARC-Date: 2026-03-01T12:00:00Z\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_publish_needs_its_topic(command: Command) -> None:
    """A missing topic is one line that says what to do, at once."""
    published = command("publish", "-", stdin=b"{}")
    assert published.returncode == 1
    assert one_line(published.stderr)
    assert "copydesk topics create" in published.stderr


def test_tail_shows_lines_and_whole_records(command: Command) -> None:
    """A readable line, or a line of JSON with the whole value; escape sequences of a document do not reach the
    terminal.
    """
    command("topics", "create")
    command("publish", "-", stdin=b'{"body":"one"}\n\x1b[31mred')
    lines = command("tail", "raw", "--from-start", "-n", "2").stdout.splitlines()
    assert len(lines) == 2
    assert "\x1b" not in "".join(lines)
    whole = [
        orjson.loads(line) for line in command("tail", "raw", "--from-start", "-n", "2", "--json").stdout.splitlines()
    ]
    assert sorted(str(record["value"]) for record in whole) == ["\x1b[31mred", "{'body': 'one'}"]


async def a_desk(
    settings: Settings, raw: Sequence[bytes], outcomes: Sequence[tuple[str, bytes, bytes, dict[str, bytes]]], done: int
) -> None:
    """Topics as a desk leaves them: raw records on partition 0, outcomes `(topic, raw origin, value, headers)`, `done`
    committed.
    """
    await create_topics(settings)
    producer = AIOKafkaProducer(bootstrap_servers=settings.brokers, max_request_size=32 * 1024 * 1024)
    await producer.start()
    for value in raw:
        await producer.send_and_wait(settings.topic("raw"), value, partition=0)
    for name, origin, value, headers in outcomes:
        await producer.send_and_wait(
            settings.topic(name), value, key=b"k", headers=[("raw_origin", origin), *headers.items()]
        )
    await producer.stop()
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.brokers, group_id=settings.group, enable_auto_commit=False)
    await consumer.start()
    place = TopicPartition(settings.topic("raw"), 0)
    consumer.assign([place])
    await consumer.commit({place: done})
    await consumer.stop()


def audited(settings: Settings) -> Balance:
    """The balance as the audit finds it."""
    return asyncio.run(audit(settings))


def test_audit_of_a_whole_feed(command: Command, settings: Settings) -> None:
    """Article, duplicate and rejection of three records, one of them of twelve megabytes; a fourth record is
    pending.
    """
    raw, big = settings.topic("raw").encode(), b"z" * (12 * 1024 * 1024)
    outcomes = [
        ("articles", raw + b"/0/0", b'{"guid":"a:1","version":1}', {}),
        ("duplicates", raw + b"/0/1", b'{"guid":"a:1","version":1}', {}),
        ("rejected", raw + b"/0/2", big, {"reason": b"oversized"}),
    ]
    asyncio.run(a_desk(settings, [b"{}", b"{}", big, b"later"], outcomes, done=3))
    ended = command("audit")
    assert ended.returncode == 0
    assert "in=4 articles=1 duplicates=1 rejections=1 pending=1 lost=0 invented=0 conflicts=0" in ended.stdout
    assert re.search(rf"{settings.topic('raw')}/0 stands at offset 3 for \d+ s, 1 records\n", ended.stdout)


def test_audit_finds_each_breach(command: Command, settings: Settings) -> None:
    """A lost record, an invented outcome and a rejection with other bytes are counted and named, and the exit is 1."""
    raw = settings.topic("raw").encode()
    outcomes = [
        ("articles", raw + b"/0/99", b'{"guid":"a:1","version":1}', {}),
        ("rejected", raw + b"/0/1", b"other", {"reason": b"bad_json"}),
    ]
    asyncio.run(a_desk(settings, [b"{}", b"x"], outcomes, done=2))
    ended = command("audit")
    assert ended.returncode == 1
    assert "lost=1 invented=1 conflicts=1" in ended.stdout
    assert f"lost: {settings.topic('raw')}/0/0" in ended.stdout


def test_audit_counts_what_waits_on_parsed_as_pending(settings: Settings) -> None:
    """A record that one agent has committed and the other has not taken is under way, not lost."""
    raw = settings.topic("raw").encode()
    asyncio.run(a_desk(settings, [b"{}"], [("parsed", raw + b"/0/0", b"{}", {})], done=1))
    balance = audited(settings)
    assert (balance.pending, balance.lost) == (1, 0)


def test_audit_of_a_repeat(settings: Settings) -> None:
    """The same outcome twice is a repeat, and breaks nothing."""
    raw = settings.topic("raw").encode()
    article: tuple[str, bytes, bytes, dict[str, bytes]] = ("articles", raw + b"/0/0", b'{"guid":"a:1","version":1}', {})
    asyncio.run(a_desk(settings, [b"{}"], [article, article], done=1))
    balance = audited(settings)
    assert (balance.articles, balance.repeats, balance.broken) == (1, 1, False)
