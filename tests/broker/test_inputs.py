"""Bad input through a running worker: each ends on `rejected` with its bytes, and the good one between them as an
article.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer

from copydesk.service.core.desk.outgoing import LARGEST_REJECTION
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import audit
from tests.broker.fleet import Fleet, read_all, settings_for
from tests.broker.odd_records import PLACEHOLDER, Odd, send_odd
from tests.kafka.server import KafkaServer

GOOD = orjson.dumps(
    {
        "source_id": "dailyplanet",
        "hints": {"news_id": "1"},
        "body": "Council approves plan\n\nThe council approved the plan on Monday after a long debate.",
    }
)
EVENT = [
    ("ce_specversion", b"1.0"),
    ("ce_id", b"e-1"),
    ("ce_source", b"dailyplanet"),
    ("ce_type", b"page.fetched"),
    ("content-type", b"text/plain"),
]

# name, value, headers, reason
BAD: tuple[tuple[str, bytes | None, list[tuple[str, bytes]], str], ...] = (
    ("tombstone", None, [], "empty"),
    ("white space", b" \n ", [], "empty"),
    ("not JSON", b"<html>", [], "bad_json"),
    ("a JSON array", b"[1]", [], "bad_json"),
    ("cut JSON", GOOD[:-5], [], "bad_json"),
    ("wrong type", b'{"url": 7, "body": "x"}', [], "bad_schema"),
    ("no body", b'{"url": "https://a.example/1"}', [], "no_body"),
    ("two bodies", b'{"url": "https://a.example/1", "body": "x", "body_b64": "eA=="}', [], "two_bodies"),
    ("bad base64", b'{"url": "https://a.example/1", "body_b64": "%%%"}', [], "bad_base64"),
    (
        "undecodable",
        orjson.dumps({"url": "https://a.example/1", "body_b64": "/////w==", "charset": "utf-8"}),
        [],
        "bad_charset",
    ),
    (
        "a picture",
        orjson.dumps({"url": "https://a.example/1", "body_b64": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"}),
        [],
        "not_text",
    ),
    (
        "no source",
        orjson.dumps({"body": "Council approves plan\n\nThe council approved the plan on Monday."}),
        [],
        "no_source",
    ),
    ("event without id", b"text", [header for header in EVENT if header[0] != "ce_id"], "bad_cloudevent"),
    ("binary event", bytes(range(256)) * 8, EVENT, "not_text"),
    ("nested brackets", b"[" * 10_000_000, [], "oversized"),
    ("nested objects", b'{"a":' * 300_000, [], "bad_json"),
    ("larger than any rejection", b" x" * (LARGEST_REJECTION // 2 + 10), [], "oversized"),
)


async def publish(settings: Settings) -> dict[str, tuple[int, int]]:
    """Publish the good one, the bad ones, and the good one again; returns where each stands."""
    async with AIOKafkaProducer(
        bootstrap_servers=settings.brokers, max_request_size=64 * 1024 * 1024, compression_type="lz4"
    ) as producer:
        raw = settings.topic("raw")
        places = {}
        await producer.send_and_wait(raw, GOOD)
        for name, value, headers, _ in BAD:
            sent: Any = await producer.send_and_wait(raw, value, key=name.encode(), headers=headers)
            places[name] = (sent.partition, sent.offset)
        await producer.send_and_wait(raw, GOOD)
        return places


@pytest.mark.broker
def test_bad_inputs(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """No input stops the worker, and each rejection has the original's key and bytes, its place and its reason."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)

    async def scene() -> tuple[dict[str, tuple[int, int]], int]:
        async with Fleet(settings, 1) as fleet:
            places = await publish(settings)
            await fleet.drained(60, restart=False)
            return places, fleet.ended_themselves

    places, ended = asyncio.run(scene())
    assert ended == 0
    rejected = {record.key.decode(): record for record in asyncio.run(read_all(settings, "rejected"))}
    assert {name: dict(record.headers)["reason"].decode() for name, record in rejected.items()} == {
        name: reason for name, _, _, reason in BAD
    }
    for name, value, headers, _ in BAD:
        record = rejected[name]
        given = dict(record.headers)
        assert (
            int.from_bytes(given["kafka_dlt-original-partition"], "big"),
            int.from_bytes(given["kafka_dlt-original-offset"], "big"),
        ) == places[name]
        assert [header for header in record.headers if header in headers] == headers
        if value is not None and len(value) > LARGEST_REJECTION:
            assert (record.value, b"bytes" in given["value_omitted"]) == (b"", True)
        else:
            assert record.value == value, name
    assert len(asyncio.run(read_all(settings, "articles"))) == 1
    assert len(asyncio.run(read_all(settings, "duplicates"))) == 1
    law = asyncio.run(audit(settings))
    assert (law.lost, law.invented, law.conflicts) == (0, 0, 0), law


MANY = 150 * 1024 * 1024
ODD: tuple[tuple[str, Odd, str, str], ...] = (
    ("nothing at all", (None, None, []), "none", "empty"),
    ("a header without a value", (b"k", b"x", [("none", None), ("ce_id", None)]), "none", "bad_cloudevent"),
    ("a header given twice", (None, GOOD, [*EVENT, ("ce_id", b"e-2")]), "none", "bad_cloudevent"),
    ("a header name that is no UTF-8", (None, b"[1]", [(PLACEHOLDER, b"1")]), "none", "bad_json"),
    ("the same, packed", (None, b"[1]", [(PLACEHOLDER, b"1")]), "zstd", "bad_json"),
    ("headers that no topic holds", (b"k", b"[1]", [("long", bytes(LARGEST_REJECTION + 10))]), "lz4", "bad_json"),
    ("a key that no topic holds", (bytes(LARGEST_REJECTION + 10), b"[1]", []), "lz4", "bad_json"),
    ("a large trace", (b"k", b"[1]", [("traceparent", bytes(LARGEST_REJECTION + 10))]), "lz4", "bad_json"),
    ("gigabytes in gzip", (None, bytes(MANY), []), "gzip", "oversized"),
    ("gigabytes in lz4", (None, bytes(MANY), []), "lz4", "oversized"),
    ("gigabytes in zstd", (None, bytes(MANY), []), "zstd", "oversized"),
    ("a large page, well packed", (None, b"news " * (10 * 1024 * 1024), []), "gzip", "oversized"),
)


@pytest.mark.broker
def test_odd_records(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Whatever Kafka can carry becomes an outcome, and the record behind it an article."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)

    async def scene() -> tuple[dict[int, str], int]:
        async with Fleet(settings, 1) as fleet:
            expected = {await send_odd(settings, record, codec=codec): reason for _, record, codec, reason in ODD}
            await send_odd(settings, (None, GOOD, []))
            await fleet.drained(60, restart=False)
            return expected, fleet.ended_themselves

    expected, ended = asyncio.run(scene())
    assert ended == 0
    rejected = [dict(record.headers) for record in asyncio.run(read_all(settings, "rejected"))]
    assert {
        int.from_bytes(given["kafka_dlt-original-offset"], "big"): given["reason"].decode() for given in rejected
    } == expected
    assert len(asyncio.run(read_all(settings, "articles"))) == 1
    law = asyncio.run(audit(settings))
    assert (law.records, law.lost, law.invented, law.conflicts) == (len(ODD) + 1, 0, 0, 0), law
