"""`copydesk publish`: puts raw messages on `news.raw`, each confirmed by the broker, a bounded number in flight."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson

from copydesk.client import documents
from copydesk.schemas.notices import Reason
from copydesk.service.core.intake.decode import surely_rejected
from copydesk.service.core.records import Origin, Record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.flight import PRODUCER_OPTIONS, TOO_LARGE, Flight, Landed, Message, too_large
from copydesk.service.shell.commands.inputs.messages import RawMessage
from copydesk.service.shell.kafka import producer
from copydesk.service.shell.topics import largest_batch, partition_counts

NOWHERE = Origin("", 0, 0)
NAMED_FAILURES = 20
"""Failures that are named one by one; the rest are only counted."""


@dataclass(slots=True)
class Published:
    """What came of it."""

    records: int = 0
    bytes: int = 0
    failed: int = 0
    """Records that the topic does not take."""
    doubtful: int = 0
    """Records that the topic takes and the desk does not: they will be on news.rejected."""
    seconds: float = 0.0
    topic_limit: int | None = None
    """`max.message.bytes` of the topic, where the broker tells."""
    failures: list[str] = field(default_factory=list)
    """`file:line: why`, of the first NAMED_FAILURES."""
    doubts: list[str] = field(default_factory=list)
    """The same of those that are doubtful."""

    def fail(self, message: RawMessage) -> None:
        """One that the topic does not take."""
        self.failed += 1
        limit = f"; compressed still over its max.message.bytes={self.topic_limit}" if self.topic_limit else ""
        _name(self.failures, message, f"too large for the topic ({len(message.value)} bytes{limit})")

    def landing(self, message: RawMessage, done: Callable[[], None]) -> Landed:
        """What is to be told of one that is sent; then it is done with."""

        def landed(refusal: BaseException | None) -> None:
            if refusal is None:
                self.records += 1
                self.bytes += len(message.value)
            else:
                self.fail(message)
            done()

        return landed

    def doubt(self, message: RawMessage, desk_limit: int) -> None:
        """One that the desk will turn away, unless its own limit is another than the one set here."""
        if why := why_rejected(message, desk_limit):
            self.doubtful += 1
            _name(self.doubts, message, f"the desk rejects it as {why}")


def _name(lines: list[str], message: RawMessage, why: str) -> None:
    if len(lines) < NAMED_FAILURES:
        lines.append(f"{message.place}:{message.number}: {why}")


def why_rejected(message: RawMessage, desk_limit: int) -> str | None:
    """`no_text: the body is empty` for what the desk is sure to reject; None for what must be read to be judged."""
    if len(message.value) > desk_limit:
        return f"{Reason.OVERSIZED}: {len(message.value)} bytes, its COPYDESK_MAX_DOCUMENT_BYTES={desk_limit}"
    why = surely_rejected(Record(NOWHERE, message.value, message.headers))
    return f"{why.reason}: {why.detail}" if why else None


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
        flight, order = Flight(client, topic, TOO_LARGE), InOrder(confirm)
        try:
            for message in messages:
                sent, done = Message(key_of(message.value), message.value, message.headers), order.add(message)
                if too_large(sent, limit):
                    published.fail(message)
                    done()
                    continue
                await flight.add(sent, published.landing(message, done))
                published.doubt(message, settings.max_document_bytes)
                report(published)
        finally:
            await flight.land()
            published.seconds = time.monotonic() - began
    report(published)
    return published


class InOrder:
    """Messages in their order, each confirmed once it and all before it are done with: brokers confirm in any order."""

    def __init__(self, confirm: Callable[[RawMessage], None]) -> None:
        self._confirm = confirm
        self._waiting: deque[list[Any]] = deque()
        """Each with whether it is done with."""

    def add(self, message: RawMessage) -> Callable[[], None]:
        """The next one; to be called when it is done with."""
        place = [message, False]
        self._waiting.append(place)

        def done() -> None:
            place[1] = True
            while self._waiting and self._waiting[0][1]:
                self._confirm(self._waiting.popleft()[0])

        return done


def key_of(value: bytes) -> bytes | None:
    """The key of an envelope; None for anything else."""
    try:
        document = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    return documents.key_of(document) if isinstance(document, dict) else None
