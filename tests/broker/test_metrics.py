"""What a running worker tells at `/metrics`, beside what stands on the topics."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.request import urlopen

import orjson
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.broker.fleet import Fleet, publish, read_all, settings_for
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer

STORIES = 20


def documents() -> list[tuple[bytes, bytes]]:
    """Stories of two sources, each crawled twice, half of them revised, and something that is no document."""
    found = list[tuple[bytes, bytes]]()
    for number in range(STORIES):
        body = f"Council hears report {number}\n\nThe council heard report {number} on Monday, a spokesman said."
        for more in ("", "", "\n\nIt will vote on it in May.") if number % 2 else ("", ""):
            envelope = {
                "record_id": f"crawl-{len(found)}",
                "source_id": f"paper{number % 2}",
                "hints": {"news_id": str(number)},
                "body": body + more,
            }
            found.append((str(number).encode(), orjson.dumps(envelope)))
    return [*found, (b"bad", b'{"source_id": "paper1", "body": ""}')]


def scraped(port: int) -> dict[str, float]:
    """Name and labels -> value."""
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        text = answer.read().decode()
    return {
        f"{sample.name}{{{','.join(f'{k}={v}' for k, v in sorted(sample.labels.items()))}}}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.broker
def test_metrics_are_what_the_topics_hold(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Each outcome counted once by source and kind, nothing waits in the end, and the memory has stories."""
    port, published = free_ports(1)[0], documents()
    settings = settings_for(kafka.bootstrap, prefix, tmp_path).model_copy(update={"health_port": port})

    async def scene() -> dict[str, float]:
        async with Fleet(settings, 1) as fleet:
            await publish(settings, published)
            await fleet.drained(60)
            await asyncio.sleep(2.5)  # the watch measures once a second
            return await asyncio.to_thread(scraped, port)

    found = asyncio.run(scene())
    assert found["copydesk_articles_total{kind=new,source=paper0}"] == STORIES / 2
    assert found["copydesk_articles_total{kind=new,source=paper1}"] == STORIES / 2
    assert found["copydesk_articles_total{kind=revised,source=paper1}"] == STORIES / 2
    assert found["copydesk_duplicates_total{kind=recrawl,source=paper0}"] == STORIES / 2
    assert sum(value for name, value in found.items() if name.startswith("copydesk_rejections_total")) == 1
    assert found["copydesk_records_in_total{topic=raw}"] == len(published)
    assert found["copydesk_records_in_total{topic=parsed}"] == len(published) - 1
    for topic in ("articles", "duplicates", "rejected"):
        held = len(asyncio.run(read_all(settings, topic)))
        assert found[f"copydesk_records_out_total{{topic={topic}}}"] == held
        assert found[f"copydesk_outcome_seconds_count{{topic={topic}}}"] == held
    lags = {name: value for name, value in found.items() if name.startswith("copydesk_lag_records")}
    assert len(lags) == 2 * settings.partitions
    assert not any(lags.values())
    assert found["copydesk_ready{}"] == 1
    assert found["copydesk_partitions{}"] == 2 * settings.partitions
    # What was written again counts again until RocksDB compacts.
    assert STORIES <= found["copydesk_stories_known{}"] <= len(published)
