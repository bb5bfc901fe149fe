"""`copydesk feed` against a real broker: a feed of what may be shown, and of nothing else."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell.topics import create_topics
from tests.broker.test_reader import send
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer
from tests.unit.client.reading.records import Kept, tombstone, version

NOW = datetime.now(UTC)
LATER = NOW + timedelta(hours=6)


def at(minutes: int, number: int = 1, guid: str = "example:1", **fields: Any) -> Kept:
    """A version that came so many minutes ago."""
    return version(0, number, guid, ingested_at=NOW - timedelta(minutes=minutes), **fields)


RECORDS = (
    *(at(60 - story, guid=f"example:{story}", language="en", section="City") for story in range(20)),
    at(5, 2, "example:3", language="en", headline="Plan 2 of 3", section="City"),
    at(4, 2, "example:4", language="en", pubstatus="canceled"),
    at(3, guid="example:30", pubstatus="withheld", embargoed_until=LATER),
    at(2, guid="example:31", signals=["advisory"]),
    tombstone(0, "example:5"),
    at(1, guid="hill-radio:1", language="fa", tags=["Ferries"]),
)


@pytest.fixture(scope="module")
def desk(kafka: KafkaServer) -> Settings:
    """Topics that hold RECORDS."""
    settings = Settings(brokers=kafka.bootstrap, topic_prefix=f"feed{os.getpid()}", partitions=3)
    asyncio.run(create_topics(settings))
    asyncio.run(send(kafka.bootstrap, settings.topic("articles"), RECORDS))
    return settings


def run(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """`copydesk feed ARGUMENTS`."""
    environment = {**os.environ, **settings.as_environment()}
    command = [sys.executable, "-m", "copydesk", "feed", *arguments]
    return subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)


def ids(settings: Settings, *arguments: str) -> list[str]:
    """Of the entries, in order."""
    done = run(settings, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    found = feedparser.parse(done.stdout)
    assert not found.bozo
    return [entry.id.removeprefix("urn:copydesk:story:") for entry in found.entries]


def test_the_newest_stories(desk: Settings) -> None:
    """As they stand, the newest first, none twice; what must not be shown is not there."""
    found = ids(desk)
    assert found[:3] == ["hill-radio:1", "example:3", "example:19"]
    assert sorted(found) == sorted(
        {"hill-radio:1"} | {f"example:{story}" for story in range(20)} - {"example:4", "example:5"}
    )


def test_a_part_of_them(desk: Settings) -> None:
    """By source, language, subject and time, at most so many."""
    assert ids(desk, "-n", "2") == ["hill-radio:1", "example:3"]
    assert (
        ids(desk, "--source", "hill-radio")
        == ids(desk, "--language", "fa")
        == ids(desk, "--subject", "ferries")
        == ["hill-radio:1"]
    )
    assert len(ids(desk, "--language", "en", "--subject", "city")) == 18


def test_nothing_found(desk: Settings) -> None:
    """A feed without entries, and a line: the source may be misspelt."""
    for asked, of in ((("--since", "2036-01-01"), ""), (("--source", "hil-radio"), " of hil-radio")):
        done = run(desk, *asked)
        assert (done.returncode, feedparser.parse(done.stdout).entries) == (0, [])
        assert done.stderr.startswith(f"copydesk: no story{of} since ".encode())


def test_a_record_that_is_no_article(desk: Settings, kafka: KafkaServer, tmp_path: Path) -> None:
    """Is told of on stderr; the feed has the others, also in a file, the same bytes each time."""
    other = desk.model_copy(update={"topic_prefix": f"{desk.topic_prefix}b"})
    asyncio.run(create_topics(other))
    asyncio.run(send(kafka.bootstrap, other.topic("articles"), [at(1), Kept(0, b"example:2", b"{}")]))
    done = [run(other, "-o", str(tmp_path / name)) for name in ("a.xml", "b.xml")]
    assert [each.returncode for each in done] == [0, 0]
    assert b"is no article, and not in the feed" in done[0].stderr
    assert (tmp_path / "a.xml").read_bytes() == (tmp_path / "b.xml").read_bytes()
    assert len(feedparser.parse(str(tmp_path / "a.xml")).entries) == 1


def test_nobody_there(desk: Settings) -> None:
    """One line, and exit code 1."""
    (port,) = free_ports(1)
    done = run(desk.model_copy(update={"brokers": f"127.0.0.1:{port}"}))
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert run(desk, "--source", "").returncode == 2
