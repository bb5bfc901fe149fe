"""Copies across publishers under kill -9, SIGTERM and SIGSTOP past the session: no pair that the pure index finds is lost,
none is invented, and the articles are what they are without.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from copydesk.service.core.copies.messages import link_message
from copydesk.service.core.copies.pair import pair_key
from copydesk.service.shell.commands.audit import audit
from copydesk.service.shell.commands.copies import read_links as newest_links
from tests.broker.fleet import Fleet, publish, read_all, read_outcomes, settings_for
from tests.broker.links import read_links, read_newest
from tests.broker.test_chaos import expected, trouble
from tests.kafka.server import KafkaServer

WORKERS = 3
DOCUMENTS = 3_000
STORIES = 600
PAPERS = 4
LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
PUBLISH_SECONDS = 40.0
DRAIN_SECONDS = 90.0
SOUNDS = "ba ce di fo gu ha ke li mo nu pa re si to vu wa".split()


def documents() -> Iterator[tuple[bytes, bytes]]:
    """`(key, envelope)`: stories of several publishers, each made of some of 150 passages and now and then changed."""
    chance = random.Random(5)
    passages = ["".join(chance.choices(SOUNDS, k=3)) for _ in range(4_000)]
    texts = [" ".join(chance.choices(passages, k=60)) for _ in range(150)]
    bodies: dict[int, list[str]] = {}
    for number in range(DOCUMENTS):
        story = chance.randrange(STORIES)
        if story not in bodies or chance.random() < 0.3:
            bodies[story] = chance.sample(texts, k=chance.randint(1, 3))
        body = "\n\n".join(f"The council heard this on Monday: {text}." for text in bodies[story])
        minute, second = divmod(number, 60)
        envelope = {
            "record_id": f"crawl-{number}",
            "source_id": f"paper{story % PAPERS}",
            "hints": {"news_id": str(story), "language": LANGUAGES[story % len(LANGUAGES)]},
            "fetched_at": f"2026-03-01T{minute // 60 % 24:02}:{minute % 60:02}:{second:02}Z",
            "body": f"Council hears report {story}\n\n{body}",
        }
        yield str(story).encode(), orjson.dumps(envelope)


@pytest.mark.broker
def test_links_under_faults(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """What is on the topic of links is what an index that nobody kills makes of the topic of sketches."""
    published = list(documents())
    settings = settings_for(kafka.bootstrap, prefix, tmp_path).model_copy(update={"copies": "on"})

    async def scene() -> Counter[str]:
        async with Fleet(settings, WORKERS) as fleet:
            ends = time.monotonic() + PUBLISH_SECONDS
            _, faults = await asyncio.gather(
                publish(settings, published, seconds=PUBLISH_SECONDS), trouble(fleet, ends)
            )
            await fleet.drained(DRAIN_SECONDS)
            return faults

    faults = asyncio.run(scene())
    law = asyncio.run(audit(settings))
    wanted, found = asyncio.run(read_links(settings))
    repeats = len(asyncio.run(read_all(settings, "links"))) - len(found)
    print(f"faults {dict(faults)}, {len(found)} links, {repeats} repeats, {law}")
    assert (law.lost, law.invented, law.conflicts) == (0, 0, 0), law
    assert asyncio.run(read_outcomes(settings)) == expected(published)
    assert len(wanted) > 1_000
    assert wanted - found == set()
    assert found - wanted == set()
    newest = {pair_key(link): link_message(link).value for link in asyncio.run(newest_links(settings))}
    assert newest == asyncio.run(read_newest(settings))
