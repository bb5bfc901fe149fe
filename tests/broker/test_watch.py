"""`copydesk watch` on a real broker: topics with a week's articles of three sources, and what a scraper's CI is told of one."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from copydesk.schemas.notices import Duplicate, Reason, Stage
from copydesk.service.core.desk.outgoing import Outgoing, event_message, rejected_message
from copydesk.service.core.desk.watching import Limits
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import first_version
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.watch import Watched, report_lines, source_named, watch
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import Fleet, settings_for
from tests.builders import an_article
from tests.kafka.server import KafkaServer

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SOURCE = "dailyplanet"

Sending = tuple[datetime, Outgoing]


@cache
def now() -> datetime:
    """When the scene was first asked for: this module may have been read an hour before."""
    return datetime.now(UTC)


def article(number: int, *, source: str = SOURCE, version: int = 1, **fields: Any) -> Outgoing:
    """A version of a story, as a worker sends it."""
    parsed = an_article(source_id=source, news_id=str(number), **fields)
    made = first_version(parsed, ()).model_copy(update={"version": version})
    return event_message(made, f"news.raw/0/{number}{version:03}", ())


def duplicate(number: int, kind: Any = "recrawl") -> Outgoing:
    """A notice, as a worker sends it."""
    made = Duplicate(record_id="r", guid=f"{SOURCE}:{number}", duplicate_of="q", version=1, kind=kind)
    return event_message(made, f"news.raw/1/{number}", ())


def rejection(number: int, document: dict[str, Any], reason: Reason = Reason.NO_TEXT) -> Outgoing:
    """As a worker sends it."""
    record = Record(Origin("news.raw", 2, number), orjson.dumps(document), (), now())
    return rejected_message(Rejected(reason, Stage.PARSE, "the page is\x1b[2J a script"), record)


def scene() -> Iterator[Sending]:
    """A week of articles with an author and a language; in the last hour ones without an author, and more."""
    for number in range(60):
        authors = [{"name": "Lois Lane"}]
        yield now() - 3 * DAY + number * MINUTE, article(number, authors=authors, language="en")
        yield now() - 3 * DAY, article(number, source="harbour-press")
    yield now() - 9 * DAY, article(999)
    warned = {"method": "text", "warnings": ["charset_guessed:cp1252"]}
    for number in range(100, 125):
        yield now() - 30 * MINUTE, article(number, language="en", extraction=warned)
    yield now() - 30 * MINUTE, article(100, language="en", extraction=warned)  # a worker that died repeats it
    yield now() - 20 * MINUTE, article(101, version=2, language="en")
    yield now() - 90 * MINUTE, duplicate(1)
    yield now() - 10 * MINUTE, duplicate(2)
    yield now() - 10 * MINUTE, duplicate(3, "stale")
    page = {"url": "https://www.dailyplanet.example/news/7", "source_id": SOURCE, "body": ""}
    yield now() - 10 * MINUTE, rejection(1, page)
    yield now() - 9 * MINUTE, rejection(2, {**page, "record_id": "fetch-7"})
    yield now() - 9 * MINUTE, rejection(2, {**page, "record_id": "fetch-7"})
    yield now() - 9 * MINUTE, rejection(3, {**page, "source_id": "Daily Planet"})
    yield now() - 9 * MINUTE, rejection(4, {"url": "https://harbour-press.example/1", "body": ""})
    yield now() - 9 * MINUTE, rejection(5, {"body": "x"}, Reason.NO_SOURCE)


async def send(settings: Settings, sendings: Iterator[Sending]) -> None:
    """Put outcomes on their topics, each at its time, and three documents on raw that no worker takes."""
    async with AIOKafkaProducer(bootstrap_servers=settings.brokers) as producer:
        sent = []
        for moment, out in sendings:
            at = round(moment.timestamp() * 1000)
            topic, headers = settings.topic(out.topic), list(out.headers)
            sent.append(await producer.send(topic, out.value, out.key, timestamp_ms=at, headers=headers))
        for _ in range(3):
            sent.append(await producer.send(settings.topic("raw"), b"{}"))
        await asyncio.gather(*sent)


@pytest.fixture(scope="module")
def desk(kafka: KafkaServer) -> Settings:
    """Topics with the scene on them."""
    name = f"t{uuid.uuid4().hex[:8]}"
    settings = Settings(brokers=kafka.bootstrap, topic_prefix=name, group=name, partitions=3)
    asyncio.run(create_topics(settings))
    asyncio.run(send(settings, scene()))
    return settings


def run(settings: Settings, *arguments: str) -> tuple[int, str, str]:
    """`copydesk watch ARGUMENTS`: exit code, what it says, and what it complains of."""
    ended = subprocess.run(
        [sys.executable, "-m", "copydesk", "watch", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **settings.as_environment()},
    )
    return ended.returncode, ended.stdout, ended.stderr


def test_what_became_of_them(desk: Settings) -> None:
    """Counts, each repeat once; the reason with its newest example; what fell against the week before; what waits."""
    code, out, errors = run(desk, SOURCE, "--json")
    said = orjson.loads(out)
    assert (code, errors) == (1, "")
    counts = {name: said[name] for name in ("new", "revised", "duplicate", "rejected", "documents")}
    assert counts == {"new": 25, "revised": 1, "duplicate": 2, "rejected": 2, "documents": 30}
    assert said["duplicates"] == {"recrawl": 1, "stale": 1}
    [reason] = said["reasons"]
    assert (reason["reason"], reason["count"], reason["example"]["record_id"]) == ("no_text", 2, "fetch-7")
    assert reason["example"]["url"] == "https://www.dailyplanet.example/news/7"
    assert (said["articles"], said["articles_before"], said["nameless_rejections"], said["waiting"]) == (26, 60, 1, 3)
    fields = {share["name"]: (share["now"], share["before"], share["changed"]) for share in said["fields"]}
    assert fields["authors"] == (0, 1, True)
    assert fields["language"] == (1, 1, False)
    assert [(share["name"], share["changed"]) for share in said["warnings"]] == [("charset_guessed", True)]
    assert (said["state"], len(said["faults"])) == ("not well", 1)


def test_for_a_person(desk: Settings) -> None:
    """The same in lines without a control character; the command that it names shows what was turned away."""
    code, out, _ = run(desk, SOURCE)
    assert (code, "\x1b" in out) == (1, False)
    assert "30 documents: 25 new, 1 revised, 2 duplicate, 2 rejected (duplicates: 1 recrawl, 1 stale)" in out
    assert "  authors  0 % (100 %)  missing" in out
    assert "3 records of all sources are not done yet" in out
    assert out.splitlines()[-1].startswith("not well: authors is missing")
    [command] = re.findall(r"copydesk (tail .*) --headers", out)
    shown = subprocess.run(
        [sys.executable, "-m", "copydesk", *command.split(), "--count"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, **desk.as_environment()},
    )
    assert shown.stdout == "3\n"  # with the repeat


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([SOURCE, "--since", "25m", "--max-rejected", "0.6"], 0),
        ([SOURCE, "--since", "25m", "--max-rejected", "0.3"], 1),
        ([SOURCE, "--since", "25m", "--max-rejected", "1", "--min-documents", "6"], 1),
        ([SOURCE, "--since", "5m"], 3),
        (["nobody-at-all"], 3),
        (["harbour-press", "--since", "7d"], 0),
        (["harbour-press", "--since", "7d", "--max-rejected", "0"], 0),
    ],
)
def test_the_exit_code(desk: Settings, arguments: list[str], expected: int) -> None:
    """For a scraper's CI: well, not well, nothing came."""
    code, out, errors = run(desk, *arguments)
    assert (code, errors) == (expected, ""), out


def test_silence(desk: Settings) -> None:
    """It says when the last article came, and what to look at."""
    out = run(desk, SOURCE, "--since", "5m")[1]
    assert "nothing came of dailyplanet: the last article came at " in out
    assert f"publish to {desk.topic('raw')} at {desk.brokers}?" in out
    assert "no article in the 7 days before" in run(desk, "nobody")[1]


def test_a_bound_of_what_is_compared(desk: Settings) -> None:
    """The newest records are compared, and it is said from when on they are."""
    watched = Watched(SOURCE, now() - timedelta(hours=1), Limits())
    report = asyncio.run(watch(desk, watched, now(), most_before=30))
    assert 0 < report.seen.before.articles < 60
    assert report.oldest is not None
    assert report.oldest > now() - 3 * DAY - MINUTE
    assert any("too few to compare" in line for line in report_lines(report, desk))


def test_a_source_by_other_names() -> None:
    """A host, an address, a name."""
    settings = Settings()
    by_host = source_named("www.dailyplanet.example", settings)
    assert by_host == source_named("https://dailyplanet.example/news/1", settings) == "dailyplanet-example"
    assert source_named("Harbour Press", settings) == "harbour-press"
    assert source_named("***", settings) is None


def test_missing_topics(kafka: KafkaServer, prefix: str) -> None:
    """One line and exit 2: it cannot be told."""
    code, out, errors = run(Settings(brokers=kafka.bootstrap, topic_prefix=prefix), SOURCE)
    assert (code, out, errors.count("\n")) == (2, "", 1)
    assert "copydesk topics create" in errors


def test_after_a_worker(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """What a real worker made of documents is what watch counts, and nothing waits."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
    story = (
        "<h1>Ferry {0} returns to the harbour</h1><p>The harbour ferry {0} sails again on Monday, the port said.</p>"
    )
    bodies = [*(story.format(name) for name in ("Ada", "Bea", "Cia")), story.format("Ada"), ""]

    async def work() -> None:
        async with Fleet(settings, 1) as fleet:
            async with AIOKafkaProducer(bootstrap_servers=settings.brokers) as producer:
                for number, body in enumerate(bodies):
                    document = {"url": f"https://www.dailyplanet.example/news/{75875 + number % 3}", "body": body}
                    await producer.send_and_wait(settings.topic("raw"), orjson.dumps(document))
            await fleet.drained(60, restart=False)

    asyncio.run(work())
    code, out, _ = run(settings, "www.dailyplanet.example", "--json")
    said = orjson.loads(out)
    assert {name: said[name] for name in ("new", "revised", "duplicate", "rejected", "waiting")} == {
        "new": 3,
        "revised": 0,
        "duplicate": 1,
        "rejected": 1,
        "waiting": 0,
    }
    assert (code, said["state"]) == (0, "well")
