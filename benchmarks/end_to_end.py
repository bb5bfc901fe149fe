"""Records a second of one worker, beside bare loops that call the same functions, on one broker in one run; latency and memory.

    python -m benchmarks.end_to_end [--documents N] [--rounds N]

Rates are taken from the time stamps of the outcomes, from the tenth to the last tenth of a filled topic: start-up, the
first group join and the tail of the last batches are left out. Rounds go through the modes in turn, so that a change of
the machine's speed meets all of them; the median of the ratios counts.
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

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from benchmarks.documents import envelopes
from service.core.outgoing import parse_origin, raw_origin_of
from service.settings import Settings
from service.shell.incoming import record_of
from service.shell.topics import create_topics
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


async def fill(settings: Settings, documents: list[bytes], per_second: float | None = None) -> dict[tuple[int, int], int]:
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
    """The first `count` outcomes, as they come."""
    consumer = AIOKafkaConsumer(*(settings.topic(name) for name in OUTCOMES), bootstrap_servers=settings.brokers, auto_offset_reset="earliest")
    await consumer.start()
    found: list[Outcome] = []
    deadline = time.monotonic() + DEADLINE_SECONDS
    while len(found) < count:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(found)} of {count} outcomes after {DEADLINE_SECONDS} s")
        for records in (await consumer.getmany(timeout_ms=500)).values():
            found += [Outcome(record.timestamp, _raw_offset(raw_origin_of(record_of(record).headers))) for record in records]
    await consumer.stop()
    return found


def _raw_offset(raw_origin: str | None) -> tuple[int, int] | None:
    origin = parse_origin(raw_origin or "")
    return (origin.partition, origin.offset) if origin else None


@contextmanager
def running(mode: str, settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """The process under measurement."""
    given = {f"COPYDESK_{name.upper()}": str(value) for name, value in settings.model_dump().items()}
    command = ["service", "worker"] if mode == "worker" else ["benchmarks.bare", mode]
    process = subprocess.Popen([sys.executable, "-m", *command], env={**os.environ, **given, "COPYDESK_LOG_LEVEL": "WARNING"})
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def rate(found: list[Outcome]) -> float:
    """Outcomes a second between the first and the last tenth."""
    times = sorted(outcome.at_ms for outcome in found)
    tenth = len(times) // 10
    return 1000 * (len(times) - 2 * tenth) / max(1, times[-tenth - 1] - times[tenth])


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
            return rate(found), peak_megabytes(process)


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
    waits = sorted(outcome.at_ms - published[outcome.raw_offset] for outcome in found[warm_up:] if outcome.raw_offset in published)
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
    print(f"{count} documents of {sum(map(len, documents)) // count} bytes, {PARTITIONS} partitions, median of {rounds} rounds\n")
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
