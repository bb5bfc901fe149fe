"""How fast `copydesk.reader` reads, beside bare loops on the same topic in the same run: `python -m benchmarks.reader`.

100,000 versions of 50,000 made-up stories of 1 to 3 KB, every eighth of them repeated, packed as gzip, on a broker of its own. What counts
is the processor time of the reading process: a busy machine does not change it much. The ways take turns, and the median of the ratios
of a round counts.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from copydesk.reader import articles, sync
from copydesk.schemas.article import Article
from copydesk.service.core.desk.outgoing import Outgoing, event_message
from tests.kafka.server import KafkaServer

TOPIC, PARTITIONS = "news.articles", 4
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = "council bridge river harbour ferry museum market school station road plan vote budget winter storm".split()


def versions(count: int) -> Iterator[Outgoing]:
    """In the order of their time: first versions, then second ones; every eighth comes again at once."""
    chance = random.Random(16)
    for version in (1, 2):
        for story in range(count // 2):
            made = _version(story, version, chance)
            yield made
            if story % 8 == 0:
                yield made


def _version(story: int, version: int, chance: random.Random) -> Outgoing:
    guid = f"dailyplanet:{story}"
    paragraphs = [" ".join(chance.choices(WORDS, k=60)) for _ in range(chance.randint(1, 5))]
    article = Article.model_validate(
        {
            "guid": guid,
            "source_id": "dailyplanet",
            "news_id": str(story),
            "identity_method": "label",
            "record_id": f"news.raw/0/{story}",
            "url": f"https://www.dailyplanet.example/news/{story}",
            "headline": " ".join(chance.choices(WORDS, k=8)),
            "body_text": "\n\n".join(paragraphs),
            "language": "en" if story % 10 else "fa",
            "published_at": NOON,
            "ingested_at": NOON,
            "first_seen_at": NOON,
            "content_hash": f"{story:032x}",
            "extraction": {"method": "html", "provenance": {"headline": "h1", "body_text": "article"}},
            "version": version,
            "tags": chance.choices(WORDS, k=4),
        }
    )
    return event_message(article, f"news.raw/0/{story}", ())


async def fill(brokers: str, count: int) -> int:
    """The topic, as the desk's producer packs it; how many records there are."""
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await admin.start()
    await admin.create_topics([NewTopic(TOPIC, PARTITIONS, 1)])
    await admin.close()
    options = {"compression_type": "gzip", "linger_ms": 20, "max_batch_size": 256 * 1024}
    sent = 0
    async with AIOKafkaProducer(bootstrap_servers=brokers, **options) as producer:
        for made in versions(count):
            await producer.send(TOPIC, made.value, made.key, headers=list(made.headers))
            sent += 1
        await producer.flush()
    return sent


async def bare(brokers: str, read: Callable[[bytes], object]) -> int:
    """An aiokafka loop over all that stands."""
    places = [TopicPartition(TOPIC, number) for number in range(PARTITIONS)]
    async with AIOKafkaConsumer(bootstrap_servers=brokers, auto_offset_reset="earliest") as consumer:
        consumer.assign(places)
        left, count = sum((await consumer.end_offsets(places)).values()), 0
        async for record in consumer:
            read(record.value)
            count += 1
            if count == left:
                return count
    return count


async def typed(brokers: str, group: str | None = None, **options: object) -> int:
    """The typed reader."""
    count = 0
    async for _ in articles(brokers, until="now", group=group, **options):  # type: ignore[arg-type]  # options of all kinds
        count += 1
    return count


def synchronous(brokers: str) -> int:
    """The one without asyncio."""
    return sum(1 for _ in sync.articles(brokers, until="now"))


def ways(brokers: str, round_number: int) -> dict[str, Callable[[], Awaitable[int]]]:
    """Each counts what it was given."""
    return {
        "aiokafka and orjson.loads": lambda: bare(brokers, orjson.loads),
        "aiokafka and Article.model_validate_json": lambda: bare(brokers, Article.model_validate_json),
        "copydesk.reader.articles": lambda: typed(brokers),
        "the same, in a group": lambda: typed(brokers, f"bench-{round_number}"),
        "the same, language=fa": lambda: typed(brokers, language="fa"),
        "the same, latest_only": lambda: typed(brokers, latest_only=True),
        "copydesk.reader.sync.articles": lambda: asyncio.to_thread(synchronous, brokers),
    }


async def measure(brokers: str, records: int, rounds: int) -> None:
    """A table."""
    seconds: dict[str, list[float]] = {}
    counts: dict[str, int] = {}
    for number in range(rounds):
        for name, way in ways(brokers, number).items():
            begun = time.process_time()
            counts[name] = await way()
            seconds.setdefault(name, []).append(time.process_time() - begun)
    baseline = seconds["aiokafka and orjson.loads"]
    print("| way | given | records per second of processor time | of the first |\n|-|-|-|-|")
    for name, took in seconds.items():
        ratio = statistics.median(theirs / ours for ours, theirs in zip(took, baseline, strict=True))
        print(f"| {name} | {counts[name]:,} | {records / statistics.median(took):,.0f} | {ratio:.2f} |")


def main() -> None:
    """Fill a topic and read it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--versions", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with KafkaServer() as kafka:
        records = asyncio.run(fill(kafka.bootstrap, asked.versions))
        asyncio.run(measure(kafka.bootstrap, records, asked.rounds))


if __name__ == "__main__":
    main()
