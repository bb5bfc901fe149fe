"""`copydesk diff` against a real broker: a story comes in two versions, and a person sees what the second one changed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions

from copydesk.service.settings import Settings
from copydesk.service.shell.reading import home_of, partitions_of
from tests.broker.fleet import Fleet, publish, settings_for
from tests.kafka.server import KafkaServer

GUID = "harbour-press:48213"
BEFORE = "The old bridge opened to traffic on Monday after two years of repairs, the council said."
AFTER = BEFORE.replace("Monday", "Tuesday")
STAYS = "Ferries ran in its place for all of the winter, and most of the spring."


def envelope(body: str, news_id: str, record_id: str, minute: int) -> tuple[bytes, bytes]:
    """Key and value on the raw topic."""
    document = {
        "record_id": record_id,
        "source_id": "harbour-press",
        "hints": {"news_id": news_id, "language": "en"},
        "fetched_at": f"2026-05-01T12:{minute:02}:00Z",
        "body": f"A Bridge Opens\n\n{body}\n\n{STAYS}",
    }
    return news_id.encode(), orjson.dumps(document)


def copydesk(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`copydesk ARGUMENTS`, with these settings."""
    return subprocess.run(
        [sys.executable, "-m", "copydesk", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **settings.as_environment()},
        timeout=90,
    )


async def spread(settings: Settings) -> None:
    """Give the topic so many partitions that the story would now go to another one."""
    topic, key = settings.topic("articles"), GUID.encode()
    home = home_of(key, partitions_of(topic, settings.partitions))
    counts = range(settings.partitions + 1, settings.partitions + 20)
    count = next(count for count in counts if home_of(key, partitions_of(topic, count)) != home)
    client = AIOKafkaAdminClient(bootstrap_servers=settings.brokers)
    await client.start()
    try:
        await client.create_partitions({topic: NewPartitions(count)})
    finally:
        await client.close()


@pytest.mark.broker
def test_diff(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """As lines, as a page and as changes; what cannot be shown is a line and a failure."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)
    documents = [
        envelope(BEFORE, "48213", "crawl-1", 0),
        envelope(AFTER, "48213", "crawl-2", 5),
        envelope(BEFORE, "1", "crawl-3", 6),
    ]

    async def scene() -> None:
        async with Fleet(settings, 1) as fleet:
            await publish(settings, documents)
            await fleet.drained(60)

    asyncio.run(scene())
    shown = copydesk(settings, "diff", GUID)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(f"{GUID}  v1 -> v2  A Bridge Opens\n")
    assert "record crawl-1" in shown.stdout
    assert "  opened to traffic on [-Monday-] {+Tuesday+} after two years" in shown.stdout.replace("bridge", " ")
    assert STAYS in shown.stdout
    assert copydesk(settings, "diff", GUID, "1", "2").stdout == shown.stdout
    assert copydesk(settings, "diff", GUID, "2").stdout == shown.stdout

    page = copydesk(settings, "diff", GUID, "--html").stdout
    assert page.startswith("<!doctype html>")
    assert "<del>Monday</del> <ins>Tuesday</ins>" in page
    changes = [orjson.loads(line) for line in copydesk(settings, "diff", GUID, "--json").stdout.splitlines()]
    assert {"op": "replace", "path": "/body_text/0"}.items() <= changes[-1].items()

    asyncio.run(spread(settings))
    assert copydesk(settings, "diff", GUID).stdout == shown.stdout

    for arguments, says in [
        (("harbour-press:1",), "only v1 is on the topic"),
        (("harbour-press:nothing",), "no version of harbour-press:nothing is on the topic"),
        ((GUID, "7"), "v6 and v7 of harbour-press:48213 are not, or no longer, on the topic; there are v1, v2"),
    ]:
        ended = copydesk(settings, "diff", *arguments)
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
        assert says in ended.stderr
