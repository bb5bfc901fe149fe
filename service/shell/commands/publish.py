"""`copydesk publish`: puts raw messages on `news.raw`, each confirmed by the broker, a bounded number in flight."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiokafka.codec import lz4_encode
from aiokafka.errors import MessageSizeTooLargeError, RecordListTooLargeError

from copydesk.service.settings import Settings
from copydesk.service.shell.commands.inputs.messages import RawMessage
from copydesk.service.shell.kafka import producer
from copydesk.service.shell.topics import largest_batch, partition_counts

IN_FLIGHT_RECORDS = 10_000
IN_FLIGHT_BYTES = 64 * 1024 * 1024
LARGEST_REQUEST = 64 * 1024 * 1024
"""The client's own limit, above any topic's: what is too large is for the broker to say."""

BATCH_OVERHEAD = 1024
"""More than a batch has around the key, headers and value of its one record."""

NAMED_FAILURES = 20
"""Failures that are named one by one; the rest are only counted."""

PRODUCER_OPTIONS: dict[str, Any] = {
    "compression_type": "lz4",
    "linger_ms": 5,
    "max_batch_size": 512 * 1024,
    "max_request_size": LARGEST_REQUEST,
}

TOO_LARGE = (MessageSizeTooLargeError, RecordListTooLargeError)


@dataclass(slots=True)
class Published:
    """What came of it."""

    records: int = 0
    bytes: int = 0
    failed: int = 0
    seconds: float = 0.0
    topic_limit: int | None = None
    """`max.message.bytes` of the topic, where the broker tells."""
    failures: list[str] = field(default_factory=list)
    """`file:line: why`, of the first NAMED_FAILURES."""
    oversized: list[str] = field(default_factory=list)
    """`file:line: why`, of the first NAMED_FAILURES that the topic takes and the desk does not."""

    def fail(self, message: RawMessage) -> None:
        """One that the topic does not take."""
        self.failed += 1
        limit = f"; compressed still over its max.message.bytes={self.topic_limit}" if self.topic_limit else ""
        _name(self.failures, message, f"too large for the topic ({len(message.value)} bytes{limit})")

    def doubt(self, message: RawMessage, desk_limit: int) -> None:
        """One that the desk will turn away, unless its own limit is another than the one set here."""
        if len(message.value) > desk_limit:
            why = f"{len(message.value)} bytes: published, but the desk rejects it as oversized: its COPYDESK_MAX_DOCUMENT_BYTES={desk_limit}"
            _name(self.oversized, message, why)


def _name(lines: list[str], message: RawMessage, why: str) -> None:
    if len(lines) < NAMED_FAILURES:
        lines.append(f"{message.place}:{message.number}: {why}")


async def publish(
    settings: Settings,
    messages: Iterable[RawMessage],
    report: Callable[[Published], None] = lambda _: None,
    confirm: Callable[[RawMessage], None] = lambda _: None,
    published: Published | None = None,
    **producer_options: Any,
) -> Published:
    """Publish all messages. A message that is too large is counted as failed; any other error ends it, after what is in
    flight. `confirm` is called for each message in turn once it and all before it are done with.
    """
    topic = settings.topic("raw")
    await partition_counts(settings, "raw", right="write")
    limit = await largest_batch(settings, "raw")
    published = published or Published()
    published.topic_limit = limit
    began = time.monotonic()
    async with producer(settings, **PRODUCER_OPTIONS | producer_options) as client:
        flight = Flight(published, confirm)
        try:
            for message in messages:
                if too_large(message, limit):
                    published.fail(message)
                    flight.pass_over(message)
                    continue
                await flight.room()
                await flight.add(client, topic, message)
                published.doubt(message, settings.max_document_bytes)
                report(published)
        finally:
            await flight.land()
            published.seconds = time.monotonic() - began
    report(published)
    return published


class Flight:
    """What was handed to the producer and is not confirmed yet."""

    def __init__(self, published: Published, confirm: Callable[[RawMessage], None] = lambda _: None) -> None:
        self._published = published
        self._confirm = confirm
        self._waiting: deque[list[Any]] = deque()
        """Messages in their order, each with whether it is done with: brokers confirm in any order."""
        self._pending: set[asyncio.Future[Any]] = set()
        self._pending_bytes = 0
        self._broken: BaseException | None = None

    async def room(self) -> None:
        """Wait until there is room for one more; raises what broke an earlier delivery."""
        while self._pending and (len(self._pending) >= IN_FLIGHT_RECORDS or self._pending_bytes >= IN_FLIGHT_BYTES):
            await asyncio.wait(self._pending, return_when=asyncio.FIRST_COMPLETED)
        if self._broken:
            raise self._broken

    async def add(self, client: Any, topic: str, message: RawMessage) -> None:
        """Hand one message over."""
        future = await client.send(topic, message.value, key=key_of(message.value), headers=list(message.headers))
        self._pending.add(future)
        self._pending_bytes += len(message.value)
        place = [message, False]
        self._waiting.append(place)
        future.add_done_callback(lambda done: self._landed(done, message, place))

    def pass_over(self, message: RawMessage) -> None:
        """One that is not sent is done with when those before it are."""
        self._waiting.append([message, True])
        self._confirm_done()

    def _confirm_done(self) -> None:
        while self._waiting and self._waiting[0][1]:
            self._confirm(self._waiting.popleft()[0])

    async def land(self) -> None:
        """Wait for all that is in flight; raises what broke a delivery."""
        if self._pending:
            await asyncio.wait(self._pending)
            await asyncio.sleep(0)  # the last callbacks
        if self._broken:
            raise self._broken

    def _landed(self, future: asyncio.Future[Any], message: RawMessage, place: list[Any]) -> None:
        self._pending.discard(future)
        self._pending_bytes -= len(message.value)
        error = asyncio.CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self._published.records += 1
            self._published.bytes += len(message.value)
        elif isinstance(error, TOO_LARGE):
            self._published.fail(message)
        else:
            self._broken = self._broken or error
            return
        place[1] = True
        self._confirm_done()


def too_large(message: RawMessage, limit: int | None) -> bool:
    """True if the broker would refuse this record even compressed.

    Asked beforehand: after a refusal, aiokafka's idempotent producer has a hole in its numbering and can send nothing
    more.
    """
    size = len(message.value)
    if limit is None or size < limit // 2:
        return False
    overhead = (
        BATCH_OVERHEAD
        + len(key_of(message.value) or b"")
        + sum(len(name) + len(value or b"") for name, value in message.headers)
    )
    return size + overhead > limit and len(lz4_encode(message.value)) + overhead > limit


def key_of(value: bytes) -> bytes | None:
    """The envelope's url, else its record_id, so that crawls of one page keep their order; None for anything else."""
    try:
        document = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(document, dict):
        return None
    named = document.get("url") or document.get("record_id")
    return named.encode() if isinstance(named, str) and named else None
