"""How fast `copydesk sink postgresql://…` is, beside a bare loop that copies the same records into the same table and promises
nothing: `python -m benchmarks.sinks`. Needs Java, Maven and PostgreSQL, as the tests do; a minute or two.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import psycopg
from aiokafka import AIOKafkaConsumer, TopicPartition

from copydesk.schemas.article import Article
from copydesk.service.settings import Settings
from copydesk.service.shell.sinks.columns import COLUMNS, row_of
from copydesk.service.shell.sinks.contract import Source
from copydesk.service.shell.sinks.entries import Place, Stored
from copydesk.service.shell.sinks.parquet import Parquet
from copydesk.service.shell.sinks.postgres import Postgres
from copydesk.service.shell.sinks.run import Asked, run_sink
from tests.broker.sink_scene import PARTITIONS, made_desk, send, sent_article, version_of
from tests.kafka.server import KafkaServer
from tests.postgres.server import PostgresServer

ARTICLES = 4_000
WORDS = 400
BATCH = 2000


COPY = f"COPY articles ({', '.join(COLUMNS)}) FROM STDIN".encode()


def articles() -> list[Article]:
    """Of some 3 kB of text each, of words that come as often as in a language."""
    dice = random.Random(1)
    lexicon = ["".join(dice.choices("abcdefghiklmnoprstu", k=dice.randint(2, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]
    return [
        version_of(f"harbour-press:{number}", 1, body_text=" ".join(dice.choices(lexicon, weights, k=WORDS)))
        for number in range(ARTICLES)
    ]


async def bare(settings: Settings, url: str) -> float:
    """Read, unpack, COPY into a table like the sink's, indexes included; the seconds it took."""
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    places = [TopicPartition(settings.topic("articles"), number) for number in range(PARTITIONS)]
    client = AIOKafkaConsumer(bootstrap_servers=settings.brokers, auto_offset_reset="earliest")
    await client.start()
    client.assign(places)
    began, left = time.monotonic(), ARTICLES
    while left:
        records = [record for some in (await client.getmany(max_records=BATCH)).values() for record in some]
        async with connection.transaction(), connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for record in records:
                await copy.write_row(_row(record))
        left -= len(records)
    seconds = time.monotonic() - began
    await client.stop()
    await connection.close()
    return seconds


def _row(record: Any) -> tuple[Any, ...]:
    article = Article.model_construct(**(PLAIN | orjson.loads(record.value)))
    article.__dict__["authors"] = []
    return row_of(Stored(Place(record.partition, record.offset, None), article, record.value))


PLAIN = version_of("harbour-press:0", 1).model_dump()


async def of_sink(settings: Settings, address: str, sink: Any) -> float:
    """The seconds of a sink, from its first record's reading to its end."""
    began = time.monotonic()
    kept = await run_sink(settings, Asked(address, until_end=True), sink)
    assert kept.versions == ARTICLES, kept
    return time.monotonic() - began


async def ready(url: str) -> None:
    """Tables of the sink, with nothing in them."""
    sink = Postgres(url)
    await sink.prepare(Source("none", "none"))
    await sink.close()


def main() -> None:
    """Three runs of each, in turn; the best of each is told."""
    with KafkaServer() as kafka, PostgresServer() as postgres, tempfile.TemporaryDirectory() as folder:
        settings = made_desk(kafka, "bench")
        asyncio.run(send(settings, [sent_article(article) for article in articles()]))
        took: dict[str, list[float]] = {"bare COPY": [], "postgresql": [], "parquet": []}
        for turn in range(3):
            url = postgres.make_database(f"bare{turn}")
            asyncio.run(ready(url))
            took["bare COPY"].append(asyncio.run(bare(settings, url)))
            url = postgres.make_database(f"sink{turn}")
            took["postgresql"].append(asyncio.run(of_sink(settings, url, Postgres(url))))
            place = str(Path(folder) / str(turn))
            took["parquet"].append(asyncio.run(of_sink(settings, place, Parquet(place, timedelta(minutes=15)))))
    for name, seconds in took.items():
        rates = ", ".join(f"{ARTICLES / each:.0f}" for each in seconds)
        print(
            f"{name:12} {ARTICLES / min(seconds):6.0f} articles/s ({rates}); bare / this {min(took['bare COPY']) / min(seconds):.2f}"
        )


if __name__ == "__main__":
    main()
