"""docs/recipes.md does what it says: its files, as they stand but for addresses and topics, run with Kafka's own jars."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from copydesk.schemas.generate import examples
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import parse_record
from tests.clients.tools import CLIENTS, PROGRAMS, ROOT, need, run
from tests.kafka.guarded import Guarded
from tests.kafka.jars import jars
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer
from tests.readme import documents

SECONDS = 60
PAGE = (ROOT / "docs" / "recipes.md").read_text()
ARTICLES = [message for name, message in examples().items() if name.startswith("article.")]
GUID = ARTICLES[0]["guid"]


def class_path() -> str:
    """Of Connect and Streams, and of our classes."""
    return f"out:{jars(PROGRAMS / 'recipes.pom.xml')}/*"


def files(bootstrap: str, prefix: str) -> dict[str, str]:
    """Name -> text of each file of the page, with this test's broker, topics and groups."""
    changes = {
        r"localhost:9092": bootstrap,
        r"127\.0\.0\.1:8083": f"127.0.0.1:{free_ports(1)[0]}",
        r"\bnews\.": f"{prefix}.",
        r"\bshowable\.articles\b": f"{prefix}.showable",
        r'"showable"': f'"{prefix}"',
        r"(?m)^name=": f"name={prefix}-",
    }
    page = PAGE
    for old, new in changes.items():
        page, count = re.subn(old, new, page)
        assert count, old
    return dict(re.findall(r"```(?:properties|java)\n(?:#|//) (\S+)\n(.*?)```", page, re.DOTALL))


@contextmanager
def running(folder: Path, *command: str) -> Iterator[Guarded]:
    """A JVM while it is needed; what it has to say is shown where the test fails."""
    log = folder / "jvm.log"
    process = Guarded(
        ["java", "-Xmx256m", f"-Djava.io.tmpdir={folder}", "-cp", class_path(), *command], log, cwd=folder
    )
    try:
        yield process
    except BaseException:
        print(log.read_text(errors="replace")[-5000:])
        raise
    finally:
        process.stop(SECONDS)


def until(ready: Callable[[], bool], process: Guarded) -> None:
    """Return when it is so; an error where it never is, or where the process ended."""
    deadline = time.monotonic() + SECONDS
    while not ready():
        assert process.poll() is None, "the process ended"
        assert time.monotonic() < deadline, "too slow"
        time.sleep(0.2)


async def make_topics(bootstrap: str, topics: Mapping[str, Mapping[str, str]]) -> None:
    """Topics of one partition."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(name, 1, 1, topic_configs=dict(config)) for name, config in topics.items()])
    await admin.close()


async def publish(bootstrap: str, topic: str, messages: list[tuple[str, Any]]) -> None:
    """Values by guid, in order; None is a tombstone."""
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, compression_type="gzip") as producer:
        for guid, value in messages:
            await producer.send_and_wait(topic, value and orjson.dumps(value), guid.encode())


async def take(bootstrap: str, topic: str, count: int) -> list[tuple[bytes | None, bytes | None]]:
    """Key and value of the first so many records that are committed."""
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, isolation_level="read_committed")
    await consumer.start()
    try:
        consumer.assign([TopicPartition(topic, 0)])
        await consumer.seek_to_beginning()
        found: list[tuple[bytes | None, bytes | None]] = []
        while len(found) < count:
            record = await asyncio.wait_for(consumer.getone(), SECONDS)
            found.append((record.key, record.value))
        return found
    finally:
        await consumer.stop()


def lines(path: Path) -> list[str]:
    """Whole lines that are there so far."""
    return path.read_text().splitlines() if path.exists() else []


def guid_of(value: bytes) -> str:
    """Of what the desk would make of a raw record."""
    record = Record(Origin("news.raw", 0, 0), value, (), datetime(2026, 3, 1, tzinfo=UTC))
    found = parse_record(record, 4 * 1024 * 1024)
    assert isinstance(found, ParsedArticle)
    return found.guid


def test_connect(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Documents of a file come to the desk, also those that are added later; articles come to files, whole and in part."""
    need("java", "mvn")
    for name, text in files(kafka.bootstrap, prefix).items():
        (tmp_path / name).write_text(text)
    first, second, third = documents()
    inbox = tmp_path / "documents.jsonl"
    inbox.write_bytes(orjson.dumps(first) + b"\n" + orjson.dumps(second) + b"\n")
    raw, articles = f"{prefix}.raw", f"{prefix}.articles"
    asyncio.run(make_topics(kafka.bootstrap, {raw: {}, articles: {}}))
    asyncio.run(publish(kafka.bootstrap, articles, [*((one["guid"], one) for one in ARTICLES), (GUID, None)]))
    connectors = [f"{name}.properties" for name in ("documents", "articles", "headlines")]
    with running(
        tmp_path, "org.apache.kafka.connect.cli.ConnectStandalone", "worker.properties", *connectors
    ) as connect:
        whole, some = tmp_path / "articles.jsonl", tmp_path / "headlines.txt"
        until(lambda: len(lines(whole)) == len(lines(some)) == len(ARTICLES), connect)
        with inbox.open("ab") as more:
            more.write(orjson.dumps(third) + b"\n")
        sent = asyncio.run(take(kafka.bootstrap, raw, 3))
    assert [orjson.loads(value or b"") for _, value in sent] == [first, second, third]
    assert [guid_of(value or b"") for _, value in sent] == [f"dailyplanet-example:{7587 * 10 + n}" for n in (5, 6, 7)]
    assert [orjson.loads(line) for line in lines(whole)] == ARTICLES
    for offset, (line, article) in enumerate(zip(lines(some), ARTICLES, strict=True)):
        told = {"guid": article["guid"], "version": article["version"], "pubstatus": article["pubstatus"]}
        told |= {"title": article["headline"], "offset": offset}
        assert sorted(line.strip("{}").split(", ")) == sorted(f"{key}={value}" for key, value in told.items())


def test_streams(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """A version that is usable is there byte for byte; one that is withheld or canceled, and a tombstone, leave nothing."""
    need("java", "javac", "mvn")
    (tmp_path / "Showable.java").write_text(files(kafka.bootstrap, prefix)["Showable.java"])
    sources = str(CLIENTS / "java")
    run(tmp_path, "javac", "-d", "out", "-cp", class_path(), "-sourcepath", sources, "Showable.java")
    articles, showable = f"{prefix}.articles", f"{prefix}.showable"
    asyncio.run(make_topics(kafka.bootstrap, {articles: {}, showable: {"cleanup.policy": "compact"}}))
    story = {**ARTICLES[0], "guid": "daily-planet:1"}
    old = {name: value for name, value in story.items() if name != "pubstatus"}  # of before there was the field
    versions = [
        story,
        {**story, "version": 2, "pubstatus": "withheld"},
        {**old, "version": 3, "field_of_tomorrow": "<b>"},
        {**story, "version": 4, "pubstatus": "canceled"},
        None,
    ]
    asyncio.run(publish(kafka.bootstrap, articles, [("daily-planet:1", version) for version in versions]))
    with running(tmp_path, "Showable"):
        found = asyncio.run(take(kafka.bootstrap, showable, len(versions)))
    assert {key for key, _ in found} == {b"daily-planet:1"}
    shown = [orjson.dumps(version) if number in (0, 2) else None for number, version in enumerate(versions)]
    assert [value for _, value in found] == shown
