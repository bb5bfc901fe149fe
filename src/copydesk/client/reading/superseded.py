"""Which records of a stretch a newer version had replaced when reading began: found by keys and headers, before any is given."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from aiokafka import TopicPartition

from copydesk.client.reading.choice import told_version
from copydesk.client.reading.connection import STALLED_SECONDS, beside


class Replacements:
    """Takes the records of one partition in order."""

    def __init__(self) -> None:
        self._standing: dict[bytes, list[tuple[int, int]]] = {}
        self.replaced: set[int] = set()
        """Offsets."""

    def take(self, record: Any) -> None:
        """One more. It replaces those of its story with lower versions; a tombstone replaces all. One with a higher version stays:
        what comes behind it is a late repeat, or the story has begun anew.
        """
        if record.key is None:
            return
        version = None if record.value is None else told_version(dict(record.headers))
        standing = self._standing.pop(record.key, [])
        if record.value is None:
            self.replaced.update(offset for _, offset in standing)
            return
        if version is not None:
            self.replaced.update(offset for number, offset in standing if number < version)
            standing = [(number, offset) for number, offset in standing if number >= version]
            standing.append((version, record.offset))
        self._standing[record.key] = standing


async def superseded(
    brokers: str, spans: Mapping[TopicPartition, tuple[int, int]], kafka: Mapping[str, Any]
) -> dict[TopicPartition, frozenset[int]]:
    """The offsets, one partition after the other: memory is needed for the stories of one."""
    found: dict[TopicPartition, frozenset[int]] = {}
    async with beside(brokers, kafka) as client:
        for place, (start, end) in spans.items():
            if start < end:
                found[place] = frozenset(await _replaced(client, place, start, end))
    return found


async def _replaced(client: Any, place: TopicPartition, start: int, end: int) -> set[int]:
    client.assign([place])
    client.seek(place, start)
    replacements = Replacements()
    while await client.position(place) < end:
        async with asyncio.timeout(STALLED_SECONDS):
            for records in (await client.getmany(timeout_ms=int(STALLED_SECONDS * 1000), max_records=2000)).values():
                for record in records:
                    if record.offset < end:
                        replacements.take(record)
    return replacements.replaced
