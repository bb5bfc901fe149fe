"""What a worker weighs with many records waiting: peak resident memory of one that owns all partitions, and how it gets
on.

`python -m benchmarks.backlog [RECORDS] [SECONDS]`: so many documents of about 3 KB are on `raw` before the worker
starts; it is
watched for so long, which is past the moment when all that it reads ahead is read.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from pathlib import Path

from aiokafka import AIOKafkaProducer

from benchmarks.documents import envelopes
from benchmarks.memory import PARTITIONS, peak_mb
from copydesk.service.settings import Settings
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import Fleet, end_offsets, settings_for
from tests.kafka.server import KafkaServer

RECORDS = 1_000_000
SECONDS = 90.0
DIFFERENT = 5000


async def fill(settings: Settings, count: int) -> None:
    """Put them on `raw`; after some thousand documents they begin again, which the desk does not know before it has
    read that far.
    """
    documents = itertools.cycle(list(envelopes(DIFFERENT)))
    async with AIOKafkaProducer(
        bootstrap_servers=settings.brokers, linger_ms=20, max_batch_size=512 * 1024, compression_type="lz4"
    ) as producer:
        sent = []
        for number in range(count):
            sent.append(await producer.send(settings.topic("raw"), next(documents), partition=number % PARTITIONS))
            if len(sent) == 20_000:
                await asyncio.gather(*sent)
                sent.clear()
        await asyncio.gather(*sent)


async def watch(settings: Settings, seconds: float) -> None:
    """A line every ten seconds: records parsed, peak memory."""
    async with Fleet(settings, 0) as fleet:
        fleet.start(0)
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            await asyncio.sleep(10)
            parsed = sum((await end_offsets(settings, "parsed")).values())
            print(f"{time.monotonic() - began:.0f} s: {parsed:,} parsed, peak {peak_mb(fleet):.0f} MB", flush=True)


def main(count: int, seconds: float) -> None:
    """Fill, then watch."""
    with KafkaServer() as kafka, tempfile.TemporaryDirectory() as folder:
        settings = settings_for(kafka.bootstrap, "b", Path(folder), PARTITIONS).model_copy(
            update={"session_timeout_seconds": 15.0}
        )
        asyncio.run(create_topics(settings))
        asyncio.run(fill(settings, count))
        print(f"{count:,} records wait", flush=True)
        asyncio.run(watch(settings, seconds))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS, float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS)
