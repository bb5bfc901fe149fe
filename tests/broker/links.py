"""The judge of links: what the topic of sketches comes to by the pure index alone, beside what the topic of links holds."""

from __future__ import annotations

from typing import Any

from copydesk.service.core.copies.index import Index
from copydesk.service.core.copies.messages import link_message, sketch_in
from copydesk.service.settings import Settings
from copydesk.service.shell.incoming import record_of
from tests.broker.fleet import read_all

Links = set[tuple[bytes, bytes]]
"""Key and value of each; a repeat is the same pair."""


async def read_links(settings: Settings) -> tuple[Links, Links]:
    """Expected and found."""
    found = {(record.key, record.value) for record in await read_all(settings, "links")}
    return set(expected_links(await read_all(settings, "sketches"))), found


async def read_newest(settings: Settings) -> dict[bytes, bytes]:
    """What compaction should leave of each pair: the last link that the index came to."""
    return dict(expected_links(await read_all(settings, "sketches")))


def expected_links(records: list[Any]) -> list[tuple[bytes, bytes]]:
    """Partition by partition, in order, by one index that nobody kills."""
    indexes: dict[int, Index] = {}
    links = []
    for record in sorted(records, key=lambda each: (each.partition, each.offset)):
        sketch = sketch_in(record_of(record))
        assert sketch is not None, record
        index = indexes.setdefault(record.partition, Index())
        for message in map(link_message, index.search(sketch)):
            assert message.key is not None
            assert message.value is not None
            links.append((message.key, message.value))
        index.add(sketch)
        index.forget()
    return links
