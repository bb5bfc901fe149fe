"""Publish documents to a desk: checked against the contract before anything is sent, compressed, confirmed by the brokers.

    async with Publisher("localhost:9092") as desk:
        receipt = await desk.publish(url="https://www.dailyplanet.example/news/75875", body=response.content)

`SyncPublisher` is the same without asyncio, on confluent-kafka: pip install 'copydesk[sync]'.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from copydesk.client.delivery import Delivery, producer_options
from copydesk.client.documents import MOST_DOCUMENT_BYTES, Desk, Document
from copydesk.client.errors import PublishError, Unreachable
from copydesk.client.failures import Forbidden, InvalidDocument, NotDelivered, TooLarge
from copydesk.client.receipts import MEBIBYTE, Bounds, Receipt, raise_untold, require_topic_name, servers_of
from copydesk.client.sync import SyncPublisher, SyncSent

__all__ = [
    "Forbidden",
    "InvalidDocument",
    "NotDelivered",
    "PublishError",
    "Publisher",
    "Receipt",
    "Sent",
    "SyncPublisher",
    "SyncSent",
    "TooLarge",
    "Unreachable",
]

CANCELLED_SECONDS = 5.0
"""How long one who is interrupted still waits for what is under way."""


class Sent:
    """A document under way; to await it is to wait for its receipt, or for what went wrong."""

    def __init__(self, record_id: str, receipt: asyncio.Future[Receipt]) -> None:
        self.record_id = record_id
        self._receipt = receipt
        self.asked = False
        """Whether somebody has waited for the outcome, and so knows of it."""

    def __await__(self) -> Generator[Any, None, Receipt]:
        self.asked = True
        return asyncio.shield(self._receipt).__await__()

    def done(self) -> bool:
        """Whether the outcome is known."""
        return self._receipt.done()

    @property
    def failure(self) -> BaseException | None:
        """Why it was not delivered; None while that is open, and of one that was."""
        return self._receipt.exception() if self._receipt.done() and not self._receipt.cancelled() else None


class Publisher:
    """Puts documents on the raw topic, from `async with` or `start` to `close`. For one event loop."""

    def __init__(
        self,
        brokers: str | Sequence[str],
        *,
        topic: str = "news.raw",
        source_id: str | None = None,
        scraper: str | None = None,
        max_in_flight_bytes: int = 64 * MEBIBYTE,
        max_in_flight: int = 10_000,
        max_document_bytes: int = MOST_DOCUMENT_BYTES,
        delivery_timeout_seconds: float = 120.0,
        **kafka: Any,
    ) -> None:
        """`source_id` and `scraper` are for documents that name none. So many bytes and records may be unconfirmed; then `publish` and
        `send` wait. `max_document_bytes` is the desk's COPYDESK_MAX_DOCUMENT_BYTES. What is not confirmed after
        `delivery_timeout_seconds` is given up. `kafka` are options of AIOKafkaProducer: `security_protocol`, `ssl_context`,
        `sasl_mechanism` ... ValueError for one that would take the promises back,
        and for a name or number that cannot be.
        """
        self._desk = Desk(source_id, scraper, max_document_bytes)
        self._topic = require_topic_name(topic)
        self._bounds = Bounds(max_in_flight_bytes, max_in_flight, delivery_timeout_seconds)
        self._options = producer_options(servers_of(brokers), delivery_timeout_seconds, kafka)
        self._delivery: Delivery | None = None
        self._sent: set[Sent] = set()
        """Under way, or failed and nobody has asked."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, Exception):
            await self._leave(error)
            return
        try:  # cancelled, interrupted
            await asyncio.wait_for(self._leave(error), CANCELLED_SECONDS)
        except TimeoutError:
            _note(error, self._sent)

    async def start(self, *, wait: bool = True) -> None:
        """Connect; Unreachable where no broker answers or the topic is missing. Without `wait` it goes on trying in the background."""
        if self._delivery is not None:
            raise RuntimeError("this publisher is open already")
        delivery = Delivery(self._topic, self._bounds, self._options)
        await delivery.start(wait=wait)
        self._delivery = delivery

    async def publish(self, document: Document | None = None, /, **fields: Any) -> Receipt:
        """Publish one document, given as a RawDocument, a mapping or by its fields; returns once all replicas have it.

        `body` is text or the fetched bytes. Without `record_id` a UUIDv7 is made, without `fetched_at` it was fetched now. Raises
        InvalidDocument or TooLarge, both ValueErrors and both before anything is sent (TooLarge also where the topic takes less), and
        NotDelivered after `delivery_timeout_seconds`.
        """
        return await (await self.send(document, **fields))

    async def send(self, document: Document | None = None, /, **fields: Any) -> Sent:
        """As `publish`, but returns as soon as the document is under way; await what it returns for the receipt. What fails and was
        not awaited is told by `flush` and at the end.
        """
        delivery = self._opened()
        record = self._desk.outgoing(document, fields)
        sent = Sent(record.record_id, receipt := await delivery.hand_over(record))
        self._sent.add(sent)
        receipt.add_done_callback(lambda done: self._sent.discard(sent) if sent.asked or _went_well(done) else None)
        return sent

    async def flush(self) -> None:
        """Wait for all that is under way; NotDelivered with the record_ids of what failed and nobody awaited."""
        await self._opened().landed()
        await asyncio.sleep(0)  # those who await hear of it first
        failed = [sent for sent in self._sent if sent.done()]
        self._sent.difference_update(failed)
        raise_untold(failed)

    async def close(self) -> None:
        """`flush`, then leave the brokers; what is not confirmed in time is NotDelivered."""
        if self._delivery is not None:
            try:
                await self.flush()
            finally:
                await self._close()

    @property
    def connected(self) -> bool:
        """Whether there is a connection by which documents can go."""
        return self._delivery is not None and self._delivery.connected

    @property
    def oldest_seconds(self) -> float:
        """How long the oldest document has been waiting to be confirmed; 0 where none is."""
        return self._delivery.oldest_seconds if self._delivery else 0.0

    @property
    def in_flight_bytes(self) -> int:
        """Bytes of all documents under way."""
        return self._delivery.held_bytes if self._delivery else 0

    async def _leave(self, error: BaseException | None) -> None:
        try:
            await self.close()
        except NotDelivered as undelivered:
            if error is None:
                raise
            error.add_note(str(undelivered))  # what ended the block is the news

    async def _close(self) -> None:
        delivery, self._delivery = self._delivery, None
        if delivery:
            await delivery.close()

    def _opened(self) -> Delivery:
        if self._delivery is None:
            raise RuntimeError("this publisher is not open: `async with Publisher(...) as desk`")
        return self._delivery


def _note(error: BaseException, sent: Iterable[Sent]) -> None:
    """What failed and nobody has asked for, beside what ended the block."""
    try:
        raise_untold(sent)
    except NotDelivered as undelivered:
        error.add_note(str(undelivered))


def _went_well(receipt: asyncio.Future[Receipt]) -> bool:
    return receipt.cancelled() or receipt.exception() is None
