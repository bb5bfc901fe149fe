"""The load: records at a steady rate by an idempotent producer that waits for brokers for as long as they are away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaProducer

from copydesk.service.settings import Settings
from tests.faults.stories import Author, Sent
from tests.faults.watch import Watch

PATIENT_MS = 300_000
"""Records wait this long for their broker."""

LARGEST_REQUEST = 64 * 1024 * 1024
LATE_SECONDS = 2.0


@asynccontextmanager
async def raw_producer(settings: Settings, **options: Any) -> AsyncIterator[Any]:
    """A producer for `raw`."""
    producer = AIOKafkaProducer(
        **{
            "bootstrap_servers": settings.brokers,
            "acks": "all",
            "enable_idempotence": True,
            "linger_ms": 5,
            "request_timeout_ms": PATIENT_MS,
            "metadata_max_age_ms": 5000,
            **options,
        }
    )
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


class Load:
    """Publishes what the author makes, `rate` records a second; 0 is a pause."""

    def __init__(self, settings: Settings, author: Author, watch: Watch, rate: float) -> None:
        self._settings = settings
        self._author = author
        self._watch = watch
        self.rate = rate
        self.published = 0
        self.failures: list[BaseException] = []

    async def run(self) -> None:
        """Publish, for as long as the scene lasts."""
        async with raw_producer(self._settings) as producer:
            due = time.monotonic()
            while True:
                if self.rate:
                    await self.send(producer, self._author.next())
                    due = max(due + 1 / self.rate, time.monotonic() - LATE_SECONDS)
                await asyncio.sleep(max(0.0, due - time.monotonic()) if self.rate else 0.05)

    async def send(self, producer: Any, record: Sent) -> None:
        """One record; the watch learns its place when the brokers have it."""
        at = time.monotonic()
        topic = self._settings.topic("raw")
        sent = await producer.send(topic, record.value, key=record.key, headers=list(record.headers))
        self.published += 1
        sent.add_done_callback(lambda done: self._landed(done, at))

    def _landed(self, done: asyncio.Future[Any], at: float) -> None:
        if done.cancelled():
            return
        if error := done.exception():
            self.failures.append(error)
        else:
            self._watch.sent(done.result().partition, done.result().offset, at)
