"""`copydesk console` beside a desk on a real broker: what it shows, what it does, what it survives."""

from __future__ import annotations

import asyncio
import re
import signal
from pathlib import Path

from copydesk.service.shell.commands.audit import audit
from tests.broker.console_scene import console_of, desk_with_console
from tests.broker.fleet import publish, read_all, settings_for
from tests.kafka.server import KafkaServer


def test_the_console_sees_the_desk(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Every outcome is counted once, workers and lags are told, and a worker that is killed is missed."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=2)

    async def scene() -> None:
        async with desk_with_console(settings, tmp_path / "console") as (fleet, visitor):
            balance = await audit(settings)
            desk = await visitor.until("/", lambda page: "Workers <span>2, group stable" in page)
            told = {
                kind: int(count.replace(",", ""))
                for kind, count in re.findall(r'tile (\w+)".*?([\d,]+) in an hour', desk)
            }
            assert told["new"] + told["revised"] == balance.articles
            assert (told["duplicate"], told["rejected"]) == (balance.duplicates, balance.rejections)
            assert f"{prefix}.raw/0" in desk
            found = visitor.get("/articles?q=harbour+council&source=harbour-press")
            guid = re.findall(r"guid=(harbour-press%3A\d+)", found)[0]
            story = visitor.get(f"/article?guid={guid}")
            assert "The council voted for the new" in story
            assert f"{prefix}.articles/" in story
            assert '<details><summary>The raw record</summary><pre dir="auto">{&#34;source_id&#34;' in story
            await visitor.until("/sources", lambda page: "meridian-wire" in page)
            fleet.kill(0)
            await visitor.until("/", lambda page: "Workers <span>1, group stable" in page, 40)
            fleet.kill(1)
            await visitor.until("/", lambda page: "no worker is there; 0 records wait" in page, 40)

    asyncio.run(scene())


def test_a_rejection_is_looked_at_and_sent_again(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """As bytes, as a page in a sandbox, as it would be read now; then it is sent again, and is open no more."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)

    async def scene() -> None:
        async with desk_with_console(settings, tmp_path / "console") as (fleet, visitor):
            key = await asyncio.to_thread(visitor.log_in)
            group = "reason=no_body&source=harbour-press"
            page = await visitor.until(f"/rejections?state=open&{group}", lambda page: "odd-" in page)
            number = re.findall(r"/rejection\?id=(\d+)", page)[0]
            one = visitor.get(f"/rejection?id={number}&look=1")
            assert "rejected, no_body" in re.findall(r'<pre dir="auto" id="look">(.*?)</pre>', one, re.DOTALL)[0]
            assert "7b 22 73 6f 75 72 63 65" in one
            before = len(await read_all(settings, "raw"))
            asked = visitor.post("/rejections/settle", key=key, id=number, do="replay")
            assert "<strong>1</strong> open rejection." in asked
            visitor.post("/rejections/settle", key=key, id=number, do="replay", sure="yes")
            await visitor.until("/replay", lambda page: "1 of 1 sent" in page)
            sent = (await read_all(settings, "raw"))[before:]
            assert [dict(record.headers).get("replay_of") is not None for record in sent] == [True]
            notes = await visitor.until("/rejections?state=replayed", lambda page: "What was done" in page)
            assert "no_body" in notes
            await fleet.drained(60)
            assert not (await audit(settings)).broken

    asyncio.run(scene())


def test_it_goes_on_where_it_was(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Killed while it reads, it counts nothing twice and misses nothing; a shelf that was lost is made anew; SIGTERM ends it."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=2)

    async def scene() -> None:
        async with desk_with_console(settings, tmp_path / "console") as (_, first):
            counted = _counts(first.get("/"))
        for folder in ("console", "another"):
            for _ in range(2):
                async with console_of(settings, tmp_path / folder) as (_, process):
                    process.kill()
            async with console_of(settings, tmp_path / folder) as (visitor, process):
                await visitor.until("/", lambda page: _counts(page) == counted)
                process.signal(signal.SIGTERM)
                assert await asyncio.to_thread(process.wait, 20) == 0

    asyncio.run(scene())


def test_a_broker_that_does_not_answer(tmp_path: Path) -> None:
    """The console answers all the same, and says what is wrong."""
    settings = settings_for("127.0.0.1:1", "nowhere", tmp_path)

    async def scene() -> None:
        async with console_of(settings, tmp_path / "console") as (visitor, _):
            await visitor.until("/", lambda page: "no Kafka broker answers at 127.0.0.1:1" in page)
            assert "Nothing like that is kept here" in visitor.get("/articles")

    asyncio.run(scene())


def test_it_reads_on(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """What comes while it runs is there a moment later."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)

    async def scene() -> None:
        async with desk_with_console(settings, tmp_path / "console") as (_, visitor):
            body = '{"source_id": "late-edition", "hints": {"news_id": "1"}, "body": "Night train runs again\\n\\nIt left at ten."}'
            await publish(settings, [(None, body.encode())])
            await visitor.until("/articles?q=night+train", lambda page: "Night train runs again" in page, 20)

    asyncio.run(scene())


def _counts(page: str) -> list[str]:
    return re.findall(r"([\d,]+) in an hour", page)[1:]
