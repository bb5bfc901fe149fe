"""How long a worker takes to know its stories again, from its own files and from the changelog, beside a bare loop that
only reads.

`python -m benchmarks.memory [STORIES [PARAGRAPHS]]`: puts so many made-up memories on `seen` of a broker of its own, as the edit
agent
packs them, with what tells of changes in so many paragraphs; a bare aiokafka loop reads them; then one worker that owns all partitions starts without state, again with
it,
and again after kill -9.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from benchmarks.capacity import cpu_seconds
from copydesk.service.core.desk.dedupe import Place, Reach, decide
from copydesk.service.core.desk.differences import PARAGRAPH_BYTES, Texts
from copydesk.service.core.desk.memory_form import pack
from copydesk.service.settings import Settings
from copydesk.service.shell.batches import read_anything
from copydesk.service.shell.reading import partitions_of, read_span
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import Fleet, end_offsets, settings_for
from tests.builders import an_article
from tests.kafka.server import KafkaServer

STORIES = 5_000_000
PARTITIONS = 12
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WAIT_SECONDS = 1200


def memories(count: int, paragraphs: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """`(guid, packed memory)`: stories of one version each, whose record ids are UUIDs. No two have a word in common."""
    _, seen = decide(an_article(ingested_at=NOON, fetched_at=NOON), None, Place(0, "news.raw/0/0"))
    for number in range(count):
        offset, raw = number // PARTITIONS, (number % PARTITIONS, number // PARTITIONS)
        reach = {raw[0]: Reach(raw[1], seen.last_seen_ms)}
        version = seen.standing._replace(
            offset=offset, raw=raw, reach=reach, record_id=str(uuid.uuid4()), content_hash=uuid.uuid4().hex
        )
        texts = Texts(uuid.uuid4().hex * 2, None, os.urandom(PARAGRAPH_BYTES * paragraphs)) if paragraphs else None
        yield (
            f"dailyplanet:{number}".encode(),
            pack(seen._replace(versions=(version,), last_offset=offset, texts=texts)),
        )


async def fill(settings: Settings, count: int, paragraphs: int) -> None:
    """Put them on `seen`."""
    async with AIOKafkaProducer(
        bootstrap_servers=settings.brokers, linger_ms=20, max_batch_size=512 * 1024, compression_type="lz4"
    ) as producer:
        sent = []
        for number, (guid, value) in enumerate(memories(count, paragraphs)):
            sent.append(await producer.send(settings.topic("seen"), value, key=guid, partition=number % PARTITIONS))
            if len(sent) == 50_000:
                await asyncio.gather(*sent)
                sent.clear()
        await asyncio.gather(*sent)


async def bare_loop(settings: Settings) -> float:
    """Seconds in which all of it is read and thrown away."""
    read_anything()
    ends = {tp: end for tp, end in (await end_offsets(settings, "seen")).items() if end}
    began = time.monotonic()
    async with AIOKafkaConsumer(
        bootstrap_servers=settings.brokers, enable_auto_commit=False, max_partition_fetch_bytes=4 * 1024 * 1024
    ) as consumer:
        async for _ in read_span(consumer, dict.fromkeys(partitions_of(settings.topic("seen"), PARTITIONS), 0), ends):
            pass
    return time.monotonic() - began


async def until_working(fleet: Fleet, folder: Path, said_before: int) -> float:
    """Seconds until the worker says that it works on its partitions."""
    began = time.monotonic()
    while time.monotonic() - began < WAIT_SECONDS:
        lines = (folder / "log").read_text(errors="replace").splitlines()[said_before:]
        if any("working:" in line and f"parsed/{PARTITIONS - 1}" in line for line in lines):
            return time.monotonic() - began
        await asyncio.sleep(0.1)
    raise TimeoutError(fleet.logs())


def peak_mb(fleet: Fleet) -> float:
    """Peak resident memory of the worker."""
    status = Path(f"/proc/{fleet.pid(0)}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


async def starts(settings: Settings, count: int) -> None:
    """The figures, a line each."""
    folder = settings.state_dir / "worker-0"
    async with Fleet(settings, 0) as fleet:
        for label in ("without state", "with state", "with state, after kill -9"):
            said = len((folder / "log").read_text(errors="replace").splitlines()) if folder.exists() else 0
            fleet.start(0)
            seconds = await until_working(fleet, folder, said)
            peak, used = peak_mb(fleet), cpu_seconds(fleet.pid(0))
            if label == "with state":
                fleet.kill(0)
            else:
                await fleet.stop(0)
            size = sum(path.stat().st_size for path in folder.rglob("*.sst"))
            print(
                f"{label}: {seconds:.1f} s, {count / seconds:,.0f} stories/s, {used:.1f} s of processor, peak {peak:.0f} MB, {size / count:.0f} bytes a story on disk",
                flush=True,
            )


def main(count: int, paragraphs: int) -> None:
    """Fill, read, start."""
    with KafkaServer() as kafka, tempfile.TemporaryDirectory() as folder:
        settings = settings_for(kafka.bootstrap, "m", Path(folder), PARTITIONS).model_copy(
            update={"session_timeout_seconds": 15.0}
        )
        asyncio.run(create_topics(settings))
        began = time.monotonic()
        asyncio.run(fill(settings, count, paragraphs))
        print(f"{count:,} stories on the changelog after {time.monotonic() - began:.0f} s", flush=True)
        seconds = asyncio.run(bare_loop(settings))
        print(f"bare loop: {seconds:.1f} s, {count / seconds:,.0f} records/s", flush=True)
        asyncio.run(starts(settings, count))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
