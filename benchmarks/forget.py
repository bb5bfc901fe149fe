"""What it takes to have stories forgotten: time and memory of `copydesk forget`, beside a worker that has nothing else to do.

`python -m benchmarks.forget [ARTICLES] [STORIES]`: so many articles of about 4 KB are on the topic, every one a story; of so many, those of one
publisher, the command is asked to forget all.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aiokafka import AIOKafkaProducer

from benchmarks.documents import envelopes
from copydesk.service.core.desk.outgoing import event_message
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.settings import Settings
from tests.broker.fleet import Fleet, settings_for
from tests.kafka.server import KafkaServer

ARTICLES, STORIES = 200_000, 10_000
DIFFERENT = 500
MEBIBYTE = 1024


async def fill(settings: Settings, count: int, stories: int) -> None:
    """Articles under names of their own; the first so many are of the publisher `asked`."""
    parsed = (parse_record(Record(Origin("raw", 0, 0), value), 1 << 22) for value in envelopes(DIFFERENT))
    articles = [first_version(each, ()) for each in parsed if not isinstance(each, Rejected)]
    async with AIOKafkaProducer(
        bootstrap_servers=settings.brokers, linger_ms=20, max_batch_size=512 * 1024, compression_type="gzip"
    ) as producer:
        sent = []
        for number in range(count):
            guid = f"{'asked' if number < stories else 'other'}:{number}"
            message = event_message(articles[number % len(articles)].model_copy(update={"guid": guid}), "raw/0/0", ())
            sent.append(
                await producer.send(
                    settings.topic("articles"), message.value, message.key, headers=list(message.headers)
                )
            )
            if len(sent) == 20_000:
                await asyncio.gather(*sent)
                sent.clear()
        await asyncio.gather(*sent)


def timed(settings: Settings, *arguments: str) -> tuple[float, float, str]:
    """Seconds, peak MB and output of `copydesk ARGUMENTS`."""
    began = time.monotonic()
    command = [sys.executable, "-m", "copydesk", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **settings.as_environment()}
    ) as process:
        assert process.stdout is not None
        out = process.stdout.read()
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    return time.monotonic() - began, used.ru_maxrss / MEBIBYTE, out


async def scene(settings: Settings, count: int, stories: int) -> None:
    """Fill, then one story, then all of the publisher."""
    async with Fleet(settings, 1) as fleet:
        await fill(settings, count, stories)
        await fleet.drained(60)
        for arguments in (("asked:1", "--dry-run"), ("asked:1", "--yes"), ("--source", "asked", "--yes")):
            seconds, peak, out = await asyncio.to_thread(timed, settings, "forget", *arguments)
            print(f"{' '.join(arguments)}: {seconds:.1f} s, peak {peak:.0f} MB\n{out}", flush=True)


def main(count: int, stories: int) -> None:
    """Measure and print."""
    with KafkaServer() as kafka, tempfile.TemporaryDirectory() as folder:
        asyncio.run(scene(settings_for(kafka.bootstrap, "news", Path(folder), 12), count, stories))


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES,
        int(sys.argv[2]) if len(sys.argv) > 2 else STORIES,
    )
