"""Records on their way to one topic over aiokafka: a bounded number in flight, each confirmed by all replicas or told as undelivered
in bounded time, and a producer that can send no more is replaced.

What aiokafka's idempotent producer does and this makes good: a batch that the broker refuses leaves a hole in its numbering, after
which it can send nothing more to that partition; and what it has once taken it tries for ever, whoever has stopped waiting.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.codec import has_zstd
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    InvalidTopicError,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
    TopicAuthorizationFailedError,
    UnknownError,
    UnknownTopicOrPartitionError,
)

from copydesk.client.documents import Outgoing
from copydesk.client.embedded import is_embedded
from copydesk.client.errors import PublishError, Unreachable
from copydesk.client.metadata import make_no_topics
from copydesk.client.quiet import quietly
from copydesk.client.receipts import (
    BATCH_BYTES,
    CONNECT_SECONDS,
    LARGEST_REQUEST,
    LEAVE_SECONDS,
    LINGER_MS,
    Bounds,
    Receipt,
    forbidden,
    given_up,
    no_room,
    not_confirmed,
    refusal,
    require_ours,
    too_large_for,
)

log = logging.getLogger(__name__)

TOPIC_SECONDS = 3.0
"""A broker tells at once which topics there are, but one that was just made may be news to it."""
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 4.0
"""Between two tries to connect, the first and in the long run."""

REFUSED_SIZE = (MessageSizeTooLargeError, RecordListTooLargeError)
FORBIDDEN = (
    TopicAuthorizationFailedError,
    ClusterAuthorizationFailedError,
    InvalidTopicError,
    UnknownTopicOrPartitionError,
)

NOT_TO_CHOOSE = frozenset(
    {
        "bootstrap_servers",
        "acks",
        "enable_idempotence",
        "transactional_id",
        "key_serializer",
        "value_serializer",
        "loop",
    }
)


@dataclass(slots=True, eq=False)
class Parcel:
    """One record under way."""

    number: int
    record: Outgoing
    receipt: asyncio.Future[Receipt]
    taken_at: float
    alone: bool = False
    """Not in a batch with others: their batch was too large."""

    def __lt__(self, other: Parcel) -> bool:
        return self.number < other.number


@dataclass(slots=True, eq=False)
class _Line:
    """One producer, and whether it can send no more."""

    producer: Any
    broken: asyncio.Event = field(default_factory=asyncio.Event)


class Delivery:
    """Takes records from `start` to `close`. All its methods belong to one event loop."""

    def __init__(self, topic: str, bounds: Bounds, options: Mapping[str, Any]) -> None:
        """`options` are aiokafka's, with `bootstrap_servers`."""
        self.topic = topic
        self._bounds, self._options = bounds, options
        self._numbers = itertools.count()
        self._waiting: list[Parcel] = []
        """A heap by number: what no producer has."""
        self._held: dict[Parcel, int] = {}
        """What takes room, oldest first, in bytes: also what was given up and is still with a producer."""
        self._held_bytes = 0
        self._line: _Line | None = None
        self._arrived, self._freed = asyncio.Event(), asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self._draining: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        """Whether there is a producer that can send."""
        return self._line is not None and not self._line.broken.is_set()

    @property
    def oldest_seconds(self) -> float:
        """How long the oldest record has been waiting to be confirmed; 0 where none is."""
        return time.monotonic() - next(iter(self._held)).taken_at if self._held else 0.0

    @property
    def held_bytes(self) -> int:
        """Bytes of the records under way."""
        return self._held_bytes

    async def start(self, *, wait: bool = True) -> None:
        """Connect; Unreachable where that fails. Without `wait` it goes on trying, and records wait for it."""
        with quietly():
            self._line = await self._connect() if wait else None
            self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self._expire())]

    async def hand_over(self, record: Outgoing) -> asyncio.Future[Receipt]:
        """Waits for room; NotDelivered where there is none in time. The future ends with a receipt, TooLarge or NotDelivered."""
        taken_at = time.monotonic()
        await self._room(record, taken_at + self._bounds.seconds)
        parcel = Parcel(next(self._numbers), record, asyncio.get_running_loop().create_future(), taken_at)
        self._held[parcel] = len(record.value)
        self._held_bytes += len(record.value)
        self._wait_again(parcel)
        return parcel.receipt

    async def landed(self) -> None:
        """Return when each record that was handed over by now is confirmed or given up."""
        if open_now := [parcel.receipt for parcel in self._held if not parcel.receipt.done()]:
            await asyncio.wait(open_now)

    async def close(self) -> None:
        """Give up what is not confirmed, and leave the brokers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for drain in self._draining:
            drain.cancel()
        if self._line:
            with quietly():
                self._retire(self._line, LEAVE_SECONDS)
            self._line = None
        if self._leaving:
            await asyncio.wait(self._leaving)
        for parcel in list(self._held):
            _end_with(parcel, given_up(parcel.record.record_id, "the publisher was closed"))
            self._free(parcel)

    # Room ------------------------------------------------------------------------------------------------------------

    async def _room(self, record: Outgoing, deadline: float) -> None:
        while not self._bounds.fit(self._held_bytes, len(self._held), len(record.value)):
            self._freed.clear()
            try:
                await asyncio.wait_for(self._freed.wait(), deadline - time.monotonic())
            except TimeoutError:
                raise no_room(record.record_id, len(self._held)) from None

    def _free(self, parcel: Parcel) -> None:
        self._held_bytes -= self._held.pop(parcel, 0)
        self._freed.set()

    # One producer after the other ------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            line = self._line = self._line or await self._connected()
            await self._send_all(line)
            self._retire(line, self._bounds.seconds)
            self._line = None
            await asyncio.sleep(PAUSE_SECONDS)

    async def _connected(self) -> _Line:
        pause, told = PAUSE_SECONDS, ""
        while True:
            try:
                return await self._connect()
            except Exception as error:  # whatever it is: those who publish are told in time, and it may be mended
                if told != (told := _words(error)):
                    log.warning("%s", told)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _connect(self) -> _Line:
        line = await self._try_to_connect()
        if line is None:
            self._options = {**self._options, "enable_idempotence": False}
            line = await self._try_to_connect()
        assert line
        return line

    async def _try_to_connect(self) -> _Line | None:
        """None where no producer can be idempotent: on the broker of a demo."""
        producer = AIOKafkaProducer(**self._options)
        make_no_topics(producer.client)
        servers = self._options["bootstrap_servers"]
        try:
            try:
                await asyncio.wait_for(producer.start(), CONNECT_SECONDS)
            except FORBIDDEN as error:
                raise Unreachable(f"Kafka at {servers}: {_no_topic(error, self.topic)}") from None
            except UnknownError:
                if not await is_embedded(producer.client):
                    raise Unreachable(f"Kafka at {servers} gives a producer no number") from None
                await _cut(producer)
                return None
            except (KafkaError, TimeoutError, OSError) as error:
                why = f" ({_words(error)})" if str(error) and "bootstrap" not in str(error) else ""
                raise Unreachable(f"no Kafka broker answers at {servers}{why}") from None
            try:
                await asyncio.wait_for(producer.partitions_for(self.topic), TOPIC_SECONDS)
            except (KafkaError, TimeoutError) as error:
                raise Unreachable(f"Kafka at {servers}: {_no_topic(error, self.topic)}") from None
        except BaseException:
            await _cut(producer)
            raise
        return _Line(producer)

    def _retire(self, line: _Line, seconds: float) -> None:
        """Leave a producer to end with what it has: what it cannot send comes back."""
        drain = asyncio.create_task(line.producer.flush())
        self._draining.add(drain)

        async def retired() -> None:
            await asyncio.wait((drain,), timeout=seconds)
            drain.cancel()
            self._draining.discard(drain)
            await _cut(line.producer)

        task = asyncio.create_task(retired())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    # From the heap to a producer, and back ---------------------------------------------------------------------------

    async def _send_all(self, line: _Line) -> None:
        """Until the producer can send no more."""
        broken = asyncio.ensure_future(line.broken.wait())
        try:
            while not line.broken.is_set():
                if not self._waiting:
                    self._arrived.clear()
                    arrived = asyncio.ensure_future(self._arrived.wait())
                    try:
                        await asyncio.wait((arrived, broken), return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        await _ended(arrived)
                    continue
                await self._send(heapq.heappop(self._waiting), line)
        finally:
            await _ended(broken)

    async def _send(self, parcel: Parcel, line: _Line) -> None:
        if parcel.receipt.done():
            self._free(parcel)
            return
        try:
            if parcel.alone:
                await line.producer.flush()
            confirmed = await line.producer.send(self.topic, parcel.record.value, key=parcel.record.key)
            confirmed.add_done_callback(partial(self._confirmed, parcel, line))
            if parcel.alone:
                await asyncio.wait((confirmed,))
        except KafkaTimeoutError:  # no room in its partition
            self._back(parcel)
        except Exception as error:  # whatever it is, this producer takes no more
            log.warning("a producer is replaced: %s %s", type(error).__name__, _words(error))
            line.broken.set()
            self._failed(parcel, error)
        except asyncio.CancelledError:
            self._back(parcel)
            raise

    def _confirmed(self, parcel: Parcel, line: _Line, confirmed: asyncio.Future[Any]) -> None:
        error = asyncio.CancelledError() if confirmed.cancelled() else confirmed.exception()
        if error is not None:
            line.broken.set()  # a batch that failed has left a hole
            self._failed(parcel, error)
            return
        self._free(parcel)
        if not parcel.receipt.done():
            place = confirmed.result()
            parcel.receipt.set_result(
                Receipt(
                    parcel.record.record_id, place.topic, place.partition, -1 if place.offset is None else place.offset
                )
            )

    def _failed(self, parcel: Parcel, error: BaseException) -> None:
        name = parcel.record.record_id
        if isinstance(error, REFUSED_SIZE) and parcel.alone:
            self._refuse(parcel, too_large_for(self.topic, name, len(parcel.record.value)))
        elif isinstance(error, FORBIDDEN):
            self._refuse(parcel, forbidden(name, _no_topic(error, self.topic)))
        else:
            parcel.alone = parcel.alone or isinstance(error, REFUSED_SIZE)
            self._back(parcel)

    def _refuse(self, parcel: Parcel, error: PublishError) -> None:
        self._free(parcel)
        _end_with(parcel, error)

    def _back(self, parcel: Parcel) -> None:
        if parcel.receipt.done():
            self._free(parcel)
        else:
            self._wait_again(parcel)

    def _wait_again(self, parcel: Parcel) -> None:
        heapq.heappush(self._waiting, parcel)
        self._arrived.set()

    # Time ------------------------------------------------------------------------------------------------------------

    async def _expire(self) -> None:
        while True:
            await asyncio.sleep(min(1.0, self._bounds.seconds / 10))
            now, late = time.monotonic(), 0
            for parcel in list(self._held):
                if now - parcel.taken_at >= self._bounds.seconds:
                    late += _end_with(parcel, not_confirmed(parcel.record.record_id, self._bounds.seconds))
            if late:
                for parcel in self._waiting:
                    if parcel.receipt.done():
                        self._free(parcel)
                self._waiting = [parcel for parcel in self._waiting if not parcel.receipt.done()]
                heapq.heapify(self._waiting)


def _end_with(parcel: Parcel, error: PublishError) -> bool:
    if parcel.receipt.done():
        return False
    parcel.receipt.set_exception(error)
    parcel.receipt.exception()  # who does not ask for it is told at the flush
    return True


async def _ended(task: asyncio.Future[Any]) -> None:
    """A loop that stops before a task has heard that it is cancelled complains of it."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _cut(producer: Any) -> None:
    """End a producer whatever it still has: that fails. aiokafka's own `stop` waits for all of it, for ever where no broker
    answers, and has no other way.
    """
    sender, accumulator = producer._sender, producer._message_accumulator
    if sender.sender_task is not None and not sender.sender_task.done():
        sender.sender_task.cancel()
        await producer.client.close()  # so that what is under way fails, and the sender ends
        await asyncio.wait((sender.sender_task,), timeout=LEAVE_SECONDS)
    for batches in accumulator._batches.values():
        for batch in batches:
            # as it stands where it was never tried: else its end is logged as an error that nobody took
            batch.drain_ready()
            accumulator._pending_batches.add(batch)
    accumulator.fail_all(KafkaConnectionError("the producer was ended"))
    with suppress(KafkaError, asyncio.CancelledError):
        await producer.stop()


def _no_topic(error: BaseException, topic: str) -> str:
    by_rights = isinstance(error, TopicAuthorizationFailedError | ClusterAuthorizationFailedError)
    return refusal(topic, by_rights=by_rights)


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]


def producer_options(brokers: str, seconds: float, given: Mapping[str, Any]) -> dict[str, Any]:
    """aiokafka's options: those given, over ours where they are a matter of taste; ValueError for those that are not."""
    require_ours(given, NOT_TO_CHOOSE)
    return {
        "client_id": "copydesk-publisher",
        "compression_type": "zstd" if has_zstd() else "gzip",
        "linger_ms": LINGER_MS,
        "max_batch_size": BATCH_BYTES,
        "max_request_size": LARGEST_REQUEST,
        "request_timeout_ms": round(min(30.0, max(1.0, seconds / 2)) * 1000),
        **given,
        "bootstrap_servers": brokers,
        "acks": "all",
        "enable_idempotence": True,
    }
