"""What the articles topic costs under each way to compress it: bytes on disk, and CPU of client and broker.

    python -m benchmarks.compression [--documents N] [--rounds N]

The articles of made-up documents are published by a bare loop with the worker's producer options, once for each way and
round, on one broker. Rounds go through the ways in turn; the median counts.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from benchmarks.documents import envelopes
from copydesk.schemas.topics import topic
from copydesk.service.core.desk.outgoing import Outgoing, event_message
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import first_version, parse_record
from tests.kafka.server import KafkaServer

PARTITIONS = 4
WARM_UP = 2_000

WAYS: tuple[tuple[str, str | None, str], ...] = (
    ("none", None, "producer"),
    ("lz4, as the client made it", "lz4", "producer"),
    ("gzip by the client", "gzip", "producer"),
    ("zstd, as the client made it", "zstd", "producer"),
    ("lz4 by the client, gzip by the broker", "lz4", "gzip"),
    ("zstd by the client, gzip by the broker", "zstd", "gzip"),
)
"""Name, codec of the producer, `compression.type` of the topic."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one way cost in one round."""

    bytes_a_record: float
    records_a_second: float
    client_ms: float
    """CPU milliseconds for 1,000 records."""
    broker_ms: float


def articles(count: int) -> list[Outgoing]:
    """What the worker would send for `count` documents, each as new."""
    origins = (Origin("news.raw", 0, number) for number in range(count))
    parsed = [
        parse_record(Record(origin, value), len(value)) for origin, value in zip(origins, envelopes(count), strict=True)
    ]
    return [
        event_message(first_version(found), found.record_id, ()) for found in parsed if not isinstance(found, Rejected)
    ]


async def measure(kafka: KafkaServer, name: str, codec: str | None, compression: str, messages: list[Outgoing]) -> Cost:
    """Publish everything once on a topic of its own."""
    await _create(kafka, name, compression)
    broker, client, began = kafka.cpu_seconds(), time.process_time(), time.monotonic()
    await _publish(kafka, name, codec, messages)
    seconds, used, broker_used = time.monotonic() - began, time.process_time() - client, kafka.cpu_seconds() - broker
    return Cost(
        kafka.bytes_on_disk(name) / len(messages),
        len(messages) / seconds,
        1e6 * used / len(messages),
        1e6 * broker_used / len(messages),
    )


async def _create(kafka: KafkaServer, name: str, compression: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    await admin.start()
    await admin.create_topics(
        [NewTopic(name, PARTITIONS, 1, topic_configs={**topic("articles").config, "compression.type": compression})]
    )
    await asyncio.sleep(1)
    await admin.close()


async def _publish(kafka: KafkaServer, name: str, codec: str | None, messages: Iterable[Outgoing]) -> None:
    options: dict[str, Any] = {
        "acks": "all",
        "linger_ms": 20,
        "max_batch_size": 128 * 1024,
        "max_request_size": 32 * 1024 * 1024,
    }
    async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap, compression_type=codec, **options) as producer:
        sent = [
            await producer.send(name, message.value, message.key, headers=list(message.headers)) for message in messages
        ]
        await asyncio.gather(*sent)


async def main(count: int, rounds: int) -> None:
    """Measure and print the table."""
    messages, costs = articles(count), defaultdict[str, list[Cost]](list)
    with KafkaServer() as kafka:
        for number in range(rounds + 1):
            for place, (name, codec, compression) in enumerate(WAYS):
                cost = await measure(
                    kafka, f"round{number}.way{place}", codec, compression, messages if number else messages[:WARM_UP]
                )
                costs[name] += [cost] if number else []
    print(
        f"{len(messages)} articles of {sum(len(message.value or b'') for message in messages) // len(messages)} bytes, median of {rounds} rounds\n"
    )
    print("| way | bytes on disk a record | records/s | client CPU ms / 1,000 | broker CPU ms / 1,000 |\n|-|-|-|-|-|")
    for name, found in costs.items():
        columns = ("bytes_a_record", "records_a_second", "client_ms", "broker_ms")
        print(
            f"| {name} | "
            + " | ".join(f"{statistics.median(getattr(cost, column) for cost in found):,.0f}" for column in columns)
            + " |"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.documents, arguments.rounds))
