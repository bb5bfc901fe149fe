"""Watches outcomes as they come: which raw records wait, for how long, and which partitions stand still."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError

from copydesk.service.core.records import Origin
from copydesk.service.settings import Settings
from copydesk.service.shell.reading import partitions_of
from tests.faults.reading import OUTCOMES, origin_of

Place = tuple[int, int]
"""Partition and offset on `raw`."""


class Watch:
    """Told of each raw record when the broker has it; sees by itself when its outcome is there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._consumer: Any = None
        self._waiting: dict[Place, float] = {}
        self._early: set[Place] = set()
        self._moved: dict[int, float] = defaultdict(float)
        self.outcomes = 0

    async def __aenter__(self) -> Watch:
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=self._settings.brokers,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            metadata_max_age_ms=5000,
        )
        await self._consumer.start()
        topics = [self._settings.topic(name) for name in OUTCOMES]
        self._consumer.assign([place for topic in topics for place in partitions_of(topic, self._settings.partitions)])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._consumer.stop()

    async def run(self) -> None:
        """Read on, for as long as the scene lasts."""
        while True:
            try:
                found = await self._consumer.getmany(timeout_ms=200)
            except KafkaError:  # brokers are away
                await asyncio.sleep(0.5)
                continue
            for record in (record for records in found.values() for record in records):
                self._came(origin_of(record))

    def sent(self, partition: int, offset: int, at: float) -> None:
        """A raw record that was handed to the producer at this moment has this place."""
        place = partition, offset
        if place in self._early:
            self._early.discard(place)
        else:
            self._waiting[place] = at

    @property
    def waiting(self) -> int:
        """Raw records without an outcome."""
        return len(self._waiting)

    def longest_wait(self) -> float:
        """Seconds that the raw record waits which waits longest."""
        return time.monotonic() - min(self._waiting.values(), default=time.monotonic())

    def standing(self, since: float, seconds: float) -> list[int]:
        """Partitions of `raw` with records that wait, and without an outcome for so long."""
        now = time.monotonic()
        partitions = {partition for partition, _ in self._waiting}
        return sorted(partition for partition in partitions if now - max(self._moved[partition], since) > seconds)

    def oldest(self, count: int = 5) -> list[str]:
        """The raw records that wait longest."""
        places = sorted(self._waiting, key=lambda place: self._waiting[place])[:count]
        return [f"{self._settings.topic('raw')}/{partition}/{offset}" for partition, offset in places]

    def _came(self, origin: Origin | None) -> None:
        if origin is None:
            return
        self.outcomes += 1
        place = origin.partition, origin.offset
        self._moved[origin.partition] = time.monotonic()
        if self._waiting.pop(place, None) is None:
            self._early.add(place)
