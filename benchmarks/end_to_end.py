"""Records a second of one worker, beside bare loops that call the same functions, on one broker in one run; latency and
memory.

    python -m benchmarks.end_to_end [--documents N] [--rounds N]

A rate is the number of documents of a filled topic by the time from the first record that the process published, on
whatever topic, to the last outcome: start-up and the first group join are left out, both hops are in. Rounds go through
the
modes in turn, so that a change of the machine's speed meets all of them; the median of the ratios counts.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from benchmarks.documents import envelopes
from copydesk.service.core.desk.outgoing import raw_origin_of
from copydesk.service.core.records import parse_origin
from copydesk.service.settings import Settings
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import read_all
from tests.kafka.server import KafkaServer

MODES = ("pass", "one-hop", "two-hop", "worker")
PARTITIONS = 4
OUTCOMES = ("articles", "duplicates", "rejected")
LATENCY_SECONDS = 20
DEADLINE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """When an outcome was published, and of which raw record (milliseconds, origin)."""

    at_ms: int
    raw_offset: tuple[int, int] | None


async def fill(
    settings: Settings, documents: list[bytes], per_second: float | None = None
) -> dict[tuple[int, int], int]:
    """Publish documents, at a rate if one is given; returns the time stamp of each `(partition, offset)`."""
    producer = AIOKafkaProducer(bootstrap_servers=settings.brokers, linger_ms=5, compression_type="lz4")
    await producer.start()
    began, sent = time.monotonic(), []
    for number, document in enumerate(documents):
        sent.append(await producer.send(settings.topic("raw"), document, key=str(number).encode()))
        if per_second and (ahead := number / per_second - (time.monotonic() - began)) > 0:
            await asyncio.sleep(ahead)
    done = await asyncio.gather(*sent)
    await producer.stop()
    return {(result.partition, result.offset): result.timestamp for result in done}


async def outcomes(settings: Settings, count: int) -> list[Outcome]:
    """The first `count` outcomes."""
    ends = [TopicPartition(settings.topic(name), partition) for name in OUTCOMES for partition in range(PARTITIONS)]
    async with AIOKafkaConsumer(bootstrap_servers=settings.brokers) as consumer:
        # Asked for now and then, and read only when all are there: reading beside the worker would take its time.
        deadline = time.monotonic() + DEADLINE_SECONDS
        while (done := sum((await consumer.end_offsets(ends)).values())) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{done} of {count} outcomes after {DEADLINE_SECONDS} s")
            await asyncio.sleep(1)
        return [_outcome(record) for name in OUTCOMES for record in await read_all(settings, name)]


def _outcome(record: Any) -> Outcome:
    return Outcome(record.timestamp, _raw_offset(raw_origin_of(record_of(record).headers)))


async def first_published(settings: Settings) -> int:
    """When the first record came to `parsed` (milliseconds); far in the future where nothing did."""
    return min((record.timestamp for record in await read_all(settings, "parsed")), default=sys.maxsize)


def _raw_offset(raw_origin: str | None) -> tuple[int, int] | None:
    origin = parse_origin(raw_origin or "")
    return (origin.partition, origin.offset) if origin else None


@contextmanager
def running(mode: str, settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """The process under measurement."""
    command = ["copydesk", "worker"] if mode == "worker" else ["benchmarks.bare", mode]
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env={**os.environ, **settings.as_environment(), "COPYDESK_LOG_LEVEL": "WARNING"},
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def rate(found: list[Outcome], first_ms: int) -> float:
    """Outcomes a second, from the first published record to the last outcome."""
    times = [outcome.at_ms for outcome in found]
    return 1000 * len(times) / (max(times) - min(first_ms, *times))


def peak_megabytes(process: subprocess.Popen[bytes]) -> float:
    """The largest resident set so far (VmHWM)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


async def measure_rate(kafka: KafkaServer, mode: str, name: str, documents: list[bytes]) -> tuple[float, float]:
    """`(records a second, peak MB)` of one mode over a filled topic."""
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(kafka, name, Path(folder))
        await create_topics(settings)
        await fill(settings, documents)
        with running(mode, settings) as process:
            found = await outcomes(settings, len(documents))
            return rate(found, await first_published(settings)), peak_megabytes(process)


async def measure_latency(kafka: KafkaServer, name: str, per_second: float) -> tuple[float, float]:
    """p50 and p99 in milliseconds from the raw record's time stamp to its outcome's, at a steady load."""
    documents = list(envelopes(int(per_second * LATENCY_SECONDS)))
    warm_up = len(documents) // 4
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(kafka, name, Path(folder))
        await create_topics(settings)
        with running("worker", settings):
            await fill(settings, documents[:100])
            await outcomes(settings, 100)
            published = await fill(settings, documents[100:], per_second)
            found = await outcomes(settings, len(documents))
    settled = sorted(found, key=lambda outcome: outcome.at_ms)[warm_up:]
    waits = sorted(
        outcome.at_ms - published[outcome.raw_offset] for outcome in settled if outcome.raw_offset in published
    )
    return statistics.median(waits), waits[int(len(waits) * 0.99)]


def _settings(kafka: KafkaServer, name: str, folder: Path) -> Settings:
    return Settings(brokers=kafka.bootstrap, topic_prefix=name, group=name, partitions=PARTITIONS, state_dir=folder)


async def main(count: int, rounds: int) -> None:
    """Measure and print the table."""
    documents = list(envelopes(count))
    rates: dict[str, list[float]] = {mode: [] for mode in MODES}
    memory: dict[str, float] = dict.fromkeys(MODES, 0.0)
    with KafkaServer() as kafka:
        for number in range(rounds):
            for mode in MODES:
                speed, megabytes = await measure_rate(kafka, mode, f"bench{number}{mode.replace('-', '')}", documents)
                rates[mode].append(speed)
                memory[mode] = max(memory[mode], megabytes)
                print(f"round {number + 1} {mode}: {speed:.0f}/s", file=sys.stderr)
        half = statistics.median(rates["worker"]) / 2
        p50, p99 = await measure_latency(kafka, "benchlatency", half)
    print(
        f"{count} documents of {sum(map(len, documents)) // count} bytes, {PARTITIONS} partitions, median of {rounds} rounds\n"
    )
    print("| mode | records/s | worker / mode | peak RSS MB |\n|-|-|-|-|")
    for mode in MODES:
        ratio = statistics.median(ours / theirs for ours, theirs in zip(rates["worker"], rates[mode], strict=True))
        print(f"| {mode} | {statistics.median(rates[mode]):.0f} | {ratio:.2f} | {memory[mode]:.0f} |")
    print(f"\nlatency from raw to outcome at {half:.0f} records/s: p50 {p50:.0f} ms, p99 {p99:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.documents, arguments.rounds))
