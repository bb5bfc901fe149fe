"""`copydesk replay` against a real broker: what was turned away comes out as an article once the desk takes it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.desk.conservation import Balance
from copydesk.service.core.desk.outgoing import Outgoing, rejected_message
from copydesk.service.core.records import Headers, Rejected
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import Fleet, publish, read_all, settings_for
from tests.kafka.server import KafkaServer

Changes = Callable[[int, Outgoing], Headers]
"""`(offset, rejection) -> its headers`."""

TOO_LARGE = Rejected(Reason.OVERSIZED, Stage.DECODE, "2000 bytes; the limit is 1024")
LONG = " ".join(f"Plan {n} was approved by the council on Monday." for n in range(60))
SHORT = "The council approved the plan on Monday after a long debate."


def document(news_id: str, body: str) -> tuple[bytes | None, bytes]:
    """A made-up story without a record_id of its own."""
    fields = {"source_id": "harbour-press", "hints": {"news_id": news_id}, "body": f"A Plan Approved\n\n{body}"}
    return news_id.encode(), orjson.dumps(fields)


def replay(settings: Settings, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """`copydesk replay ARGUMENTS`, with these settings."""
    return subprocess.run(
        [sys.executable, "-m", "copydesk", "replay", *arguments],
        check=False,
        capture_output=True,
        text=True,
        input=stdin,
        env={**os.environ, **settings.as_environment()},
        timeout=90,
    )


def records(settings: Settings, name: str) -> list[Any]:
    """All that a topic holds."""
    return asyncio.run(read_all(settings, name))


def work(settings: Settings, documents: list[tuple[bytes | None, bytes]]) -> Balance:
    """Publish these, let a worker do all that there is, and say what the audit says."""

    async def scene() -> Balance:
        async with Fleet(settings, 1) as fleet:
            if documents:
                await publish(settings, documents)
            await fleet.drained(90)
        return await audit(settings)

    return asyncio.run(scene())


@pytest.mark.broker
def test_replay(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """A document that was too large for the desk is sent again once, and comes out under the name and time of its first
    sending.
    """
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
    narrow = settings.model_copy(update={"max_document_bytes": 1024})
    work(narrow, [document("1", LONG), document("2", SHORT), (None, b"not json")])
    first = records(settings, "raw")[0]
    origin = f"{settings.topic('raw')}/0/0"

    tried = replay(settings, "--reason", "oversized", "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert tried.stdout.splitlines()[0].startswith(origin)
    assert tried.stdout.splitlines()[1:] == ["1  oversized  harbour-press", "found 1: 1 to send"]
    refused = replay(settings, "--reason", "oversized", stdin="n\n")
    assert refused.returncode == 1
    assert "nothing was sent" in refused.stderr
    assert len(records(settings, "raw")) == 3

    done = replay(settings, "--reason", "oversized", "--source", "harbour-press", "--rate", "100", "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"sent 1 again to {settings.topic('raw')}"
    again = records(settings, "raw")[-1]
    assert (again.key, again.value) == (first.key, first.value)
    assert dict(again.headers) == {"replay_of": origin.encode(), "replay_time": str(first.timestamp).encode()}

    balance = work(settings, [])
    assert not balance.broken
    assert (balance.records, balance.articles, balance.rejections) == (4, 2, 2)
    article = next(found for found in map(_value, records(settings, "articles")) if found["news_id"] == "1")
    assert article["record_id"] == origin
    assert _milliseconds(article["ingested_at"]) == _milliseconds(article["first_seen_at"]) == first.timestamp

    twice = replay(settings, "--reason", "oversized", "--yes")
    assert twice.stdout.splitlines()[-1] == "found 1; 1 replayed already: 0 to send"
    raw = replay(settings, "--from", "raw", "--origin", origin, "--again", "--yes")
    assert raw.stdout.splitlines()[-1] == f"sent 1 again to {settings.topic('raw')}", raw.stderr
    assert not work(settings, []).broken
    [notice] = map(_value, records(settings, "duplicates"))
    assert (notice["kind"], notice["record_id"], notice["duplicate_of"]) == ("redelivery", origin, origin)


async def turn_away(settings: Settings, count: int, changes: Changes = lambda _, outgoing: outgoing.headers) -> None:
    """Put documents on `raw` and their rejections on `rejected`, as a worker would, or with other headers."""
    await create_topics(settings)
    await publish(settings, [document(str(number), SHORT) for number in range(count)])
    async with AIOKafkaProducer(bootstrap_servers=settings.brokers) as producer:
        for record in await read_all(settings, "raw"):
            outgoing = rejected_message(TOO_LARGE, record_of(record))
            headers = list(changes(record.offset, outgoing))
            omitted = any(name == "value_omitted" for name, _ in headers)
            value = b"" if omitted else outgoing.value
            await producer.send_and_wait(settings.topic("rejected"), value, key=outgoing.key, headers=headers)


@pytest.mark.broker
def test_what_a_rejection_left_out(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """A value that no rejection could hold is read at its origin; what is gone from there, or is another record now, is told,
    and the run fails.
    """
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
    topic = settings.topic("raw")

    def left_out(offset: int, outgoing: Outgoing) -> Headers:
        headers = dict(outgoing.headers) | {"value_omitted": b"9 bytes"}
        match offset:
            case 1:
                headers["kafka_dlt-original-timestamp"] = (1).to_bytes(8, "big")
            case 2:
                headers["raw_origin"] = f"{topic}/0/77".encode()
        return tuple(headers.items())

    asyncio.run(turn_away(settings, 3, left_out))
    done = replay(settings, "--all", "--yes")
    assert done.stdout.splitlines()[2:] == [
        f"{topic}/0/1: gone from {topic}",
        f"{topic}/0/77: gone from {topic}",
        f"skipped 2: gone from {topic}",
        f"sent 1 again to {topic}",
    ], done.stderr
    assert (done.returncode, done.stderr) == (1, "copydesk: 2 of 3 were not sent\n")
    first, *_, again = records(settings, "raw")
    assert (again.key, again.value) == (first.key, first.value)


@pytest.mark.broker
def test_a_run_that_is_broken_off_is_started_again(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Ctrl-C ends it with what was sent so far; the next run sends the rest, and each document is sent once."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=2)
    asyncio.run(turn_away(settings, 40))
    command = [sys.executable, "-m", "copydesk", "replay", "--all", "--yes", "--rate", "5"]
    environment = {**os.environ, **settings.as_environment()}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as run:
        deadline = time.monotonic() + 60
        while len(records(settings, "raw")) < 43 and time.monotonic() < deadline:
            time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        out, errors = run.communicate(timeout=30)
    assert (run.returncode, errors.strip()) == (130, "")
    sent = len(records(settings, "raw")) - 40
    assert 3 <= sent < 40
    assert out.splitlines()[-1] == f"sent {sent} again to {settings.topic('raw')}"
    rest = replay(settings, "--all", "--yes")
    assert rest.stdout.splitlines()[1:] == [
        f"found 40; {sent} replayed already: {40 - sent} to send",
        f"sent {40 - sent} again to {settings.topic('raw')}",
    ], rest.stderr
    named = [dict(record.headers).get("replay_of") for record in records(settings, "raw")]
    assert len(set(named) - {None}) == len([name for name in named if name]) == 40


def test_what_is_asked_must_be_said(prefix: str) -> None:
    """Nothing is replayed for want of a filter, and what means nothing is one line."""
    for arguments in (
        [],
        ["--all", "--source", "x"],
        ["--reason", "bad"],
        ["--from", "raw", "--reason", "bad_json"],
        ["--since", "soon"],
        ["--origin", "x"],
    ):
        refused = replay(Settings(topic_prefix=prefix), *arguments)
        assert refused.returncode == 2
        assert refused.stderr.count("\n") == 1, refused.stderr


def _value(record: Any) -> Any:
    return orjson.loads(record.value)


def _milliseconds(moment: str) -> int:
    return round(datetime.fromisoformat(moment).timestamp() * 1000)
