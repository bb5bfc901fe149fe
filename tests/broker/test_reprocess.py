"""`copydesk reprocess` against a real broker: what an older parser read is read anew, and only what differs becomes a version."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.conservation import Balance
from copydesk.service.core.desk.outgoing import outgoing_of_parse
from copydesk.service.pipeline import parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import Fleet, end_offsets, publish, read_all, settings_for
from tests.kafka.server import KafkaServer

Documents = Sequence[tuple[bytes | None, bytes]]

OlderParser = Callable[[ParsedArticle], ParsedArticle]
"""What it made of a document that this one reads so."""

TEXT = "A Plan Approved\n\nBy Ida Falk\n\nThe council approved the plan on Monday after a long debate, its leader said."


def document(news_id: str, text: str = TEXT) -> tuple[bytes | None, bytes]:
    """A made-up story."""
    fields = {"source_id": "harbour-press", "hints": {"news_id": news_id}, "body": text}
    return news_id.encode(), orjson.dumps(fields)


def reprocess(settings: Settings, *arguments: str, stdin: str = "") -> list[str]:
    """The lines of `copydesk reprocess ARGUMENTS`, with these settings."""
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", "reprocess", *arguments],
        check=False,
        capture_output=True,
        text=True,
        input=stdin,
        env={**os.environ, **settings.as_environment()},
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def records(settings: Settings, name: str) -> list[Any]:
    """All that a topic holds."""
    return asyncio.run(read_all(settings, name))


def articles(settings: Settings) -> dict[str, Any]:
    """By `news_id@version`, each of which there is once."""
    found = [orjson.loads(record.value) for record in records(settings, "articles")]
    named = {f"{article['news_id']}@{article['version']}": article for article in found}
    assert len(named) == len(found)
    return named


def work(settings: Settings) -> Balance:
    """Let a worker do all that there is, and say what the audit says."""

    async def scene() -> Balance:
        async with Fleet(settings, 1) as fleet:
            await fleet.drained(90)
        return await audit(settings)

    balance = asyncio.run(scene())
    assert not balance.broken, balance
    assert (balance.lost, balance.repeats, balance.pending) == (0, 0, 0)
    return balance


async def read_by(settings: Settings, older: OlderParser) -> None:
    """Put on `parsed` what an older release's parse agent would have, of all that is on `raw`, and commit that as it would."""
    async with AIOKafkaProducer(bootstrap_servers=settings.brokers) as producer:
        for each in await read_all(settings, "raw"):
            record = record_of(each)
            article = parse_record(record, settings.max_document_bytes)
            assert isinstance(article, ParsedArticle)
            sent = outgoing_of_parse(older(article), record)
            await producer.send_and_wait(settings.topic("parsed"), sent.value, key=sent.key, headers=list(sent.headers))
    ends = await end_offsets(settings, "raw")
    async with AIOKafkaConsumer(
        bootstrap_servers=settings.brokers, group_id=settings.group, enable_auto_commit=False
    ) as consumer:
        consumer.assign(list(ends))
        await consumer.commit(ends)


def desk_of(settings: Settings, documents: Documents, older: OlderParser, later: Documents = ()) -> None:
    """A desk whose stories were read by an older parser, and what came later by this one."""

    async def scene() -> None:
        await create_topics(settings)
        await publish(settings, documents)
        await read_by(settings, older)
        await publish(settings, later)

    asyncio.run(scene())
    work(settings)


def older_parser(article: ParsedArticle) -> ParsedArticle:
    """Another headline for story 1, no author for stories 2 and 5, another story for 4, a genre for 6."""
    match article.news_id:
        case "1":
            return article.model_copy(update={"headline": "A Plan", "content_hash": "1" * 32})
        case "2" | "5":
            return article.model_copy(update={"authors": []})
        case "4":
            return article.model_copy(update={"guid": "harbour-press:44", "news_id": "44"})
        case "6":
            return article.model_copy(update={"genre": "News"})
        case _:
            return article


@pytest.mark.broker
def test_reprocess(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """What comes out differently is the next version of its story and says so; a second run sends none; a story that moved on
    and one that is another by now are left alone, and the audit finds nothing lost and nothing doubled.
    """
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=2)
    newer = document("5", TEXT.replace("Monday", "Tuesday"))
    desk_of(settings, [document(each) for each in "123456"], older_parser, [newer])
    before = articles(settings)
    assert sorted(before) == ["1@1", "2@1", "3@1", "44@1", "5@1", "5@2", "6@1"]

    tried = reprocess(settings, "--dry-run")
    assert tried == [
        "authors  1",
        '  harbour-press:2 v1  nothing -> [{"name":"Ida Falk"}]',
        "headline  1",
        '  harbour-press:1 v1  "A Plan" -> "A Plan Approved"',
        "genre  1 (makes no version by itself)",
        '  harbour-press:6 v1  "News" -> nothing',
        "another story  1",
        "  harbour-press:44 v1 -> harbour-press:4",
        "6 stories: 3 as they stand, 2 otherwise, 1 would be another story",
        "found 2: 2 to send",
    ]
    assert reprocess(settings, "--guid", "harbour-press:2", "--dry-run")[-1] == "found 1: 1 to send"
    assert reprocess(settings, "--source", "other", "--dry-run") == ["0 stories", "found 0: 0 to send"]
    assert reprocess(settings, "--until", "2020-01-01", "--dry-run")[-1] == "found 0: 0 to send"
    assert len(records(settings, "raw")) == 7

    raw = settings.topic("raw")
    assert reprocess(settings, "--yes")[-2:] == ["found 2: 2 to send", f"sent 2 again to {raw}"]
    assert reprocess(settings, "--yes")[-1] == "found 2; 2 sent before: 0 to send"
    work(settings)
    after = articles(settings)
    assert sorted(after) == ["1@1", "1@2", "2@1", "2@2", "3@1", "44@1", "5@1", "5@2", "6@1"]
    headline, authors = after["1@2"], after["2@2"]
    assert (headline["headline"], headline["changed_fields"]) == ("A Plan Approved", ["headline"])
    assert (authors["authors"], authors["changed_fields"]) == ([{"name": "Ida Falk", "url": None}], ["authors"])
    for first, second in ((before["1@1"], headline), (before["2@1"], authors)):
        assert (first["extraction"]["reprocessed"], second["extraction"]["reprocessed"]) == (False, True)
        for name in ("record_id", "ingested_at", "fetched_at", "first_seen_at"):
            assert first[name] == second[name]
    assert reprocess(settings, "--yes")[-1] == "found 0: 0 to send"

    assert reprocess(settings, "--identities", "--yes")[-2:] == ["found 1: 1 to send", f"sent 1 again to {raw}"]
    work(settings)
    assert articles(settings)["4@1"]["extraction"]["reprocessed"]
    assert reprocess(settings, "--identities", "--yes")[-1] == "found 1; 1 sent before: 0 to send"
    assert not records(settings, "duplicates")


@pytest.mark.broker
def test_what_moves_on_meanwhile_is_left_alone(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Where a newer document of the story comes to the desk first, what was sent is a duplicate; sent twice, it is one version."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
    desk_of(settings, [document("1"), document("2")], lambda article: article.model_copy(update={"section": "Old"}))
    asyncio.run(publish(settings, [document("1", TEXT.replace("Monday", "Tuesday"))]))
    for again in ([], ["--again"]):
        assert reprocess(settings, *again, "--yes")[-1] == f"sent 2 again to {settings.topic('raw')}"
    balance = work(settings)
    assert (balance.records, balance.articles, balance.duplicates) == (7, 4, 3)
    found = articles(settings)
    assert sorted(found) == ["1@1", "1@2", "2@1", "2@2"]
    assert "Tuesday" in found["1@2"]["body_text"]
    assert not found["1@2"]["extraction"]["reprocessed"]
    kinds = [orjson.loads(record.value)["kind"] for record in records(settings, "duplicates")]
    assert sorted(kinds) == ["redelivery", "stale", "stale"]


@pytest.mark.broker
def test_a_run_that_is_broken_off_is_started_again(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Ctrl-C ends it with what was sent so far; the next run sends the rest, and each document is sent once."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=2)
    desk_of(
        settings,
        [document(str(number)) for number in range(30)],
        lambda article: article.model_copy(update={"section": "Old"}),
    )
    command = [sys.executable, "-m", "copydesk", "reprocess", "--yes", "--rate", "5"]
    environment = {**os.environ, **settings.as_environment()}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as run:
        deadline = time.monotonic() + 60
        while len(records(settings, "raw")) < 33 and time.monotonic() < deadline:
            time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        out, errors = run.communicate(timeout=30)
    assert (run.returncode, errors.strip()) == (130, "")
    sent = len(records(settings, "raw")) - 30
    assert 3 <= sent < 30
    assert out.splitlines()[-1] == f"sent {sent} again to {settings.topic('raw')}"
    assert reprocess(settings, "--yes")[-2:] == [
        f"found 30; {sent} sent before: {30 - sent} to send",
        f"sent {30 - sent} again to {settings.topic('raw')}",
    ]
    marks = [dict(record.headers).get("reprocess_of") for record in records(settings, "raw")]
    assert len(set(marks) - {None}) == len([mark for mark in marks if mark]) == 30
    assert work(settings).articles == 60
