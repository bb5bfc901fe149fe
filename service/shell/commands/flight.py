"""Sending much to a topic: a bounded number of records and bytes in flight, each delivery told, at a pace, and nothing that
the broker would refuse.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from aiokafka.codec import lz4_encode
from aiokafka.errors import MessageSizeTooLargeError, RecordListTooLargeError

from copydesk.service.core.records import Headers

IN_FLIGHT_RECORDS = 10_000
IN_FLIGHT_BYTES = 64 * 1024 * 1024
LARGEST_REQUEST = 64 * 1024 * 1024
"""The client's own limit, above any topic's: what is too large is for the broker to say."""

BATCH_OVERHEAD = 1024
"""More than a batch has around the key, headers and value of its one record."""
HEADER_OVERHEAD = 10
"""More than a header has around its name and value."""

PRODUCER_OPTIONS: dict[str, Any] = {
    "compression_type": "lz4",
    "linger_ms": 5,
    "max_batch_size": 512 * 1024,
    "max_request_size": LARGEST_REQUEST,
}

TOO_LARGE = (MessageSizeTooLargeError, RecordListTooLargeError)


class Message(NamedTuple):
    """What is to be sent."""

    key: bytes | None
    value: bytes | None
    headers: Headers = ()


Landed = Callable[[BaseException | None], None]
"""Told once a record is confirmed, with None, or refused, with the refusal."""


class Flight:
    """What was handed to the producer and is not confirmed yet. `refusals` are told to who sent the record; any other error
    breaks the flight.
    """

    def __init__(self, client: Any, topic: str, refusals: tuple[type[BaseException], ...] = ()) -> None:
        self._client = client
        self._topic = topic
        self._refusals = refusals
        self._pending: set[asyncio.Future[Any]] = set()
        self._bytes = 0
        self._broken: BaseException | None = None

    async def add(self, message: Message, landed: Landed) -> None:
        """Hand one over, when there is room; raises what broke an earlier delivery."""
        while self._pending and (len(self._pending) >= IN_FLIGHT_RECORDS or self._bytes >= IN_FLIGHT_BYTES):
            await asyncio.wait(self._pending, return_when=asyncio.FIRST_COMPLETED)
        self._raise()
        future = await self._client.send(self._topic, message.value, key=message.key, headers=list(message.headers))
        size = len(message.value or b"")
        self._pending.add(future)
        self._bytes += size
        future.add_done_callback(lambda done: self._landed(done, size, landed))

    async def land(self) -> None:
        """Wait for all that is in flight; raises what broke a delivery."""
        if self._pending:
            await asyncio.wait(self._pending)
            await asyncio.sleep(0)  # the last callbacks
        self._raise()

    def _landed(self, future: asyncio.Future[Any], size: int, landed: Landed) -> None:
        self._pending.discard(future)
        self._bytes -= size
        error = asyncio.CancelledError() if future.cancelled() else future.exception()
        if error is None or isinstance(error, self._refusals):
            landed(error)
        else:
            self._broken = self._broken or error

    def _raise(self) -> None:
        if self._broken:
            raise self._broken


def too_large(message: Message, limit: int | None) -> bool:
    """True if the broker would refuse this record even compressed.

    Asked beforehand: after a refusal, aiokafka's idempotent producer has a hole in its numbering and can send nothing
    more.
    """
    value = message.value or b""
    around = BATCH_OVERHEAD + len(message.key or b"") + _size(message.headers)
    return limit is not None and len(value) + around > limit and len(lz4_encode(value)) + around > limit


def hindrance(message: Message, limit: int | None) -> str:
    """Why a record cannot be sent; empty where it can."""
    if message.value is None and message.key is None:
        return "has neither key nor value"
    return f"too large for the topic, whose max.message.bytes is {limit}" if too_large(message, limit) else ""


def _size(headers: Headers) -> int:
    return sum(len(name.encode(errors="replace")) + len(value or b"") + HEADER_OVERHEAD for name, value in headers)


class Pace:
    """So many turns a second at most; None for as many as come."""

    def __init__(self, rate: int | None) -> None:
        self._rate = rate
        self._began, self._turns = time.monotonic(), 0

    async def turn(self) -> None:
        """Wait for the next."""
        if self._rate is not None:
            await asyncio.sleep(self._began + self._turns / self._rate - time.monotonic())
            self._turns += 1
