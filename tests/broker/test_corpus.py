"""All text of the development corpus through two workers, one of them restarted on the way: the conservation law,
record by record.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import Place, Seen
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import edit_article, parse_record
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.commands.samples import samples
from tests.broker.corpus import corpus
from tests.broker.fleet import Fleet, publish, read_outcomes, settings_for
from tests.kafka.server import KafkaServer

FIRST_CRAWL, SECOND_CRAWL = "2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z"
MAX_BYTES = 4 * 1024 * 1024


def crawls() -> list[tuple[bytes | None, bytes]]:
    """Each document once, and every tenth a second time an hour later; the second crawls come after all of the first.

    A document's key is its place in the corpus, so that both of its crawls meet on one partition, in order.
    """
    documents = corpus() or [orjson.loads(sample.value) for sample in samples() if _is_envelope(sample.value)]
    first = [_crawl(document, number, "first", FIRST_CRAWL) for number, document in enumerate(documents)]
    second = [
        _crawl(document, number, "second", SECOND_CRAWL)
        for number, document in enumerate(documents)
        if number % 10 == 0
    ]
    return first + second


def _is_envelope(value: bytes) -> bool:
    try:
        return isinstance(orjson.loads(value), dict)
    except orjson.JSONDecodeError:
        return False


def _crawl(document: dict[str, Any], number: int, crawl: str, fetched_at: str) -> tuple[bytes | None, bytes]:
    return str(number).encode(), orjson.dumps({**document, "record_id": f"{number}-{crawl}", "fetched_at": fetched_at})


def expected(published: list[tuple[bytes | None, bytes]]) -> dict[str, str]:
    """What the pipeline alone makes of the records, by `record_id`."""
    memory: dict[str, Seen] = {}
    outcomes: dict[str, str] = {}
    for number, (_, value) in enumerate(published):
        parsed = parse_record(Record(Origin("raw", 0, number), value), MAX_BYTES)
        if isinstance(parsed, Rejected):
            outcomes[orjson.loads(value)["record_id"]] = f"rejected: {parsed.reason}"
            continue
        outcome, memory[parsed.guid] = edit_article(parsed, memory.get(parsed.guid), Place(number, str(number)))
        outcomes[parsed.record_id] = (
            f"{outcome.guid}@{outcome.version}" if isinstance(outcome, Article) else "duplicate"
        )
    return outcomes


def guids(published: list[tuple[bytes | None, bytes]]) -> Counter[str]:
    """How many first crawls each story has: two documents of one story may come in either order."""
    parsed = [
        parse_record(Record(Origin("raw", 0, number), value), MAX_BYTES)
        for number, (_, value) in enumerate(published)
        if b"-first" in value
    ]
    return Counter(article.guid for article in parsed if isinstance(article, ParsedArticle))


@pytest.mark.broker
def test_corpus(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Each document comes to one article of one guid or to a rejection, each second crawl to a duplicate, across a
    restart.
    """
    published = crawls()
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)

    async def scene() -> None:
        async with Fleet(settings, 2) as fleet:
            half = len(published) // 2
            await publish(settings, published[:half])
            await asyncio.sleep(4)
            assert await fleet.stop(1) == 0
            await publish(settings, published[half:])
            fleet.start(1)
            await fleet.drained(120)
            assert fleet.ended_themselves == 0

    asyncio.run(scene())
    law = asyncio.run(audit(settings))
    assert (law.records, law.lost, law.invented, law.conflicts) == (len(published), 0, 0, 0), law

    outcomes, alone, stories = asyncio.run(read_outcomes(settings)), expected(published), guids(published)
    assert set(outcomes) == set(alone)
    shared = {guid for guid, count in stories.items() if count > 1}
    settled = {
        record_id
        for record_id, outcome in alone.items()
        if outcome.partition("@")[0] not in shared and outcome != "duplicate"
    }
    assert {record_id: outcomes[record_id] for record_id in settled} == {
        record_id: alone[record_id] for record_id in settled
    }
    versions = Counter(outcome.partition("@")[0] for outcome in outcomes.values() if "@" in outcome)
    assert {guid for guid, count in versions.items() if count > 1} <= shared
    second = [
        record_id
        for record_id in outcomes
        if record_id.endswith("-second") and f"{record_id.removesuffix('second')}first" in settled
    ]
    assert {outcomes[record_id] for record_id in second if "rejected" not in alone[record_id]} == {"duplicate"}
