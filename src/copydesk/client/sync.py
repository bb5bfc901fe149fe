"""Publishing without asyncio, over confluent-kafka: the same checks, bounds and receipts as `Publisher`. confluent-kafka is only
imported where a SyncPublisher is made.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Any, Self

from copydesk.client.documents import MOST_DOCUMENT_BYTES, Desk, Document, Outgoing
from copydesk.client.embedded import CLUSTER
from copydesk.client.errors import PublishError, Unreachable
from copydesk.client.failures import NotDelivered
from copydesk.client.receipts import (
    BATCH_BYTES,
    CONNECT_SECONDS,
    LARGEST_REQUEST,
    LEAVE_SECONDS,
    LINGER_MS,
    MEBIBYTE,
    Bounds,
    Receipt,
    forbidden,
    given_up,
    no_room,
    not_confirmed,
    raise_untold,
    refusal,
    require_ours,
    require_topic_name,
    servers_of,
    too_large_for,
)

log = logging.getLogger(__name__)

POLL_SECONDS = 0.05
MOST_TRIES = 5
"""Beside those that librdkafka makes by itself."""

OURS = {
    "client.id": "copydesk-publisher",
    "compression.type": "zstd",
    "linger.ms": LINGER_MS,
    "log_level": 2,  # what fails is told by exceptions; it would log each try to connect
    "batch.size": BATCH_BYTES,
    "message.max.bytes": LARGEST_REQUEST,
    "partitioner": "murmur2_random",  # as Java's client and aiokafka: all crawls of a page on one partition
}
NOT_TO_CHOOSE = frozenset(
    {"bootstrap.servers", "acks", "enable.idempotence", "transactional.id", "request.required.acks"}
)

TOO_LARGE = {"MSG_SIZE_TOO_LARGE", "INVALID_MSG_SIZE", "RECORD_LIST_TOO_LARGE"}
FORBIDDEN = {"TOPIC_AUTHORIZATION_FAILED", "CLUSTER_AUTHORIZATION_FAILED"}
NO_TOPIC = {"UNKNOWN_TOPIC_OR_PART", "_UNKNOWN_TOPIC", "_UNKNOWN_PARTITION", "TOPIC_EXCEPTION"}
IN_TIME = {"_MSG_TIMED_OUT", "_TIMED_OUT"}


class SyncSent(Future[Receipt]):
    """A document under way: a future of its receipt that knows whether anybody has asked."""

    def __init__(self, record_id: str) -> None:
        super().__init__()
        self.record_id = record_id
        self.asked = False

    def result(self, timeout: float | None = None) -> Receipt:
        """The receipt; raises why there is none, TimeoutError where that is still open."""
        self.asked = True
        return super().result(timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Why there is no receipt; None where there is one."""
        self.asked = True
        return super().exception(timeout)

    @property
    def failure(self) -> BaseException | None:
        """Why it was not delivered, without asking for it; None while that is open, and of one that was."""
        return super().exception() if self.done() and not self.cancelled() else None


@dataclass(slots=True, eq=False)
class _Parcel:
    record: Outgoing
    sent: SyncSent
    deadline: float
    tries: int = 0
    alone: bool = False


@dataclass(slots=True, eq=False)
class _Line:
    """One producer and what it has taken."""

    producer: Any
    broken: bool = False
    flying: set[_Parcel] = field(default_factory=set)


class SyncPublisher:
    """Puts documents on the raw topic, from `with` or `start` to `close`. Its methods may be called from any thread."""

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
        """As of `Publisher`; but `kafka` are librdkafka's options, with `_` or `.` between the words: `security_protocol`,
        `ssl_ca_location`, `sasl_username` ... ImportError without confluent-kafka.
        """
        try:
            import confluent_kafka  # noqa: PLC0415 -- of an extra
        except ModuleNotFoundError:
            raise ImportError("SyncPublisher needs confluent-kafka: pip install 'copydesk[sync]'") from None
        self._library: Any = confluent_kafka
        self._servers = servers_of(brokers)
        self._desk = Desk(source_id, scraper, max_document_bytes)
        self._topic = require_topic_name(topic)
        self._bounds = Bounds(max_in_flight_bytes, max_in_flight, delivery_timeout_seconds)
        self._options = _options(self._servers, self._bounds, kafka)
        self._changed = threading.Condition()
        """Guards all below; notified when room was made."""
        self._line: _Line | None = None
        self._single: _Line | None = None
        """Sends each record in a batch of its own: those whose batch was too large."""
        self._lines: list[_Line] = []
        self._held: dict[_Parcel, int] = {}
        self._held_bytes = 0
        self._untold: set[SyncSent] = set()
        self._poller: threading.Thread | None = None
        self._ending = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        try:
            self.close()
        except NotDelivered as failed:
            if error is None:
                raise
            error.add_note(str(failed))  # what ended the block is the news

    def start(self) -> None:
        """Connect; Unreachable where no broker answers or the topic is missing."""
        if self._poller is not None:
            raise RuntimeError("this publisher is open already")
        line = self._new_line()
        self._ending = False
        self._poller = threading.Thread(target=self._poll, name="copydesk-publisher", daemon=True)
        try:
            cluster = line.producer.list_topics(self._topic, CONNECT_SECONDS)
        except self._library.KafkaException as error:
            self._lines.clear()
            self._poller = None
            raise Unreachable(f"no Kafka broker answers at {self._servers} ({error.args[0].str()})") from None
        found = cluster.topics[self._topic].error
        if found is not None:
            self._lines.clear()
            self._poller = None
            raise Unreachable(f"Kafka at {self._servers}: {refusal(self._topic, by_rights=found.name() in FORBIDDEN)}")
        if cluster.cluster_id == CLUSTER:
            self._options["enable.idempotence"] = False
            self._lines.clear()
            line = self._new_line()
        self._line = line
        self._poller.start()

    def publish(self, document: Document | None = None, /, **fields: Any) -> Receipt:
        """Publish one document; returns once all replicas have it. Raises as `Publisher.publish` does."""
        return self.send(document, **fields).result()

    def send(self, document: Document | None = None, /, **fields: Any) -> SyncSent:
        """As `publish`, but returns as soon as the document is under way, with a future of its receipt. What fails and was not asked for
        is told by `flush` and at the end.
        """
        self._require_open()
        record = self._desk.outgoing(document, fields)
        parcel = _Parcel(record, SyncSent(record.record_id), time.monotonic() + self._bounds.seconds)
        with self._changed:
            if not self._changed.wait_for(partial(self._fits, len(record.value)), self._bounds.seconds):
                raise no_room(record.record_id, len(self._held))
            self._require_open()
            self._held[parcel] = len(record.value)
            self._held_bytes += len(record.value)
            self._untold.add(parcel.sent)
            self._produce(parcel)
        return parcel.sent

    def flush(self) -> None:
        """Wait for all that is under way; NotDelivered with the record_ids of what failed and nobody asked for."""
        self._require_open()
        self._wait_for_all()
        with self._changed:
            failed = [sent for sent in self._untold if sent.done()]
            self._untold.difference_update(failed)
        raise_untold(failed)

    def close(self) -> None:
        """`flush`, then leave the brokers; what is not confirmed in time is NotDelivered."""
        if self._poller is None:
            return
        try:
            self.flush()
        finally:
            self._ending = True
            self._poller.join()
            self._poller = None
            for line in self._lines:
                line.producer.purge()
                line.producer.flush(LEAVE_SECONDS)
            self._lines.clear()
            self._line = self._single = None
            for parcel in list(self._held):
                self._end(parcel, given_up(parcel.record.record_id, "the publisher was closed"))

    # ------------------------------------------------------------------------------------------------------------------

    def _require_open(self) -> None:
        if self._poller is None or self._ending:
            raise RuntimeError("this publisher is not open: `with SyncPublisher(...) as desk`")

    def _fits(self, size: int) -> bool:
        return self._bounds.fit(self._held_bytes, len(self._held), size)

    def _wait_for_all(self) -> None:
        with self._changed:
            open_now = [parcel.sent for parcel in self._held]
        wait(open_now)

    def _new_line(self, **options: Any) -> _Line:
        try:
            line = _Line(self._library.Producer({**self._options, **options, "logger": log}))
        except self._library.KafkaException as error:  # an option that is none
            raise ValueError(error.args[0].str()) from None
        self._lines.append(line)
        return line

    def _poll(self) -> None:
        """Deliveries are told in this thread, until the end."""
        while not self._ending:
            with self._changed:
                lines = list(self._lines)
            for line in lines:
                line.producer.poll(POLL_SECONDS / len(lines))
            with self._changed:
                self._lines = [line for line in self._lines if not line.broken or line.flying]

    def _produce(self, parcel: _Parcel) -> None:
        """Hand a record to a producer that can send; a new one where the last cannot. Guarded by the caller."""
        line = self._line_for(parcel)
        parcel.tries += 1
        try:
            line.flying.add(parcel)
            line.producer.produce(
                self._topic,
                parcel.record.value,
                parcel.record.key,
                on_delivery=partial(self._told, parcel, line),
            )
        except self._library.KafkaException as error:
            line.flying.discard(parcel)
            self._failed(parcel, line, error.args[0])
        except BufferError:
            line.flying.discard(parcel)
            self._end(parcel, given_up(parcel.record.record_id, "librdkafka's queue is full"))

    def _line_for(self, parcel: _Parcel) -> _Line:
        if parcel.alone:
            if self._single is None or self._single.broken:
                self._single = self._new_line(**{"batch.num.messages": 1})
            return self._single
        if self._line is None or self._line.broken:
            self._line = self._new_line()
        return self._line

    def _told(self, parcel: _Parcel, line: _Line, error: Any, message: Any) -> None:
        with self._changed:
            line.flying.discard(parcel)
            if error is not None:
                self._failed(parcel, line, error)
                return
            offset = message.offset()
            place = Receipt(
                parcel.record.record_id, message.topic(), message.partition(), -1 if offset is None else offset
            )
            self._end(parcel, place)

    def _failed(self, parcel: _Parcel, line: _Line, error: Any) -> None:
        """Refused for good, given up, or to be sent again."""
        name, record_id = error.name(), parcel.record.record_id
        if error.fatal() or name == "_FATAL":
            log.warning("a producer is replaced: %s", error.str())
            if not line.broken:
                line.broken = True
                line.producer.purge(in_queue=True, in_flight=True, blocking=False)  # they come back by `_told`
        if name in TOO_LARGE and parcel.alone:
            self._end(parcel, too_large_for(self._topic, record_id, len(parcel.record.value)))
        elif name in FORBIDDEN | NO_TOPIC:
            self._end(parcel, forbidden(record_id, refusal(self._topic, by_rights=name in FORBIDDEN)))
        elif name in IN_TIME or time.monotonic() >= parcel.deadline or self._ending:
            self._end(parcel, not_confirmed(record_id, self._bounds.seconds))
        elif parcel.tries >= MOST_TRIES:
            self._end(parcel, given_up(record_id, f"Kafka: {error.str()}"))
        else:
            parcel.alone = parcel.alone or name in TOO_LARGE
            self._produce(parcel)

    def _end(self, parcel: _Parcel, outcome: Receipt | PublishError) -> None:
        if parcel not in self._held:
            return
        self._held_bytes -= self._held.pop(parcel)
        if isinstance(outcome, Receipt) or parcel.sent.asked:
            self._untold.discard(parcel.sent)
        _settle(parcel.sent, outcome)
        self._changed.notify_all()


def _settle(sent: SyncSent, outcome: Receipt | PublishError) -> None:
    if not sent.set_running_or_notify_cancel():
        return
    if isinstance(outcome, Receipt):
        sent.set_result(outcome)
    else:
        sent.set_exception(outcome)


def _options(servers: str, bounds: Bounds, given: Mapping[str, Any]) -> dict[str, Any]:
    chosen = {name if name == "log_level" else name.replace("_", "."): value for name, value in given.items()}
    require_ours(chosen, NOT_TO_CHOOSE)
    return {
        **OURS,
        "queue.buffering.max.messages": bounds.records + 1000,
        "queue.buffering.max.kbytes": min(2_000_000, 2 * bounds.bytes // 1024 + 64 * 1024),
        "message.timeout.ms": max(1000, round(bounds.seconds * 1000)),
        **chosen,
        "bootstrap.servers": servers,
        "acks": "all",
        "enable.idempotence": True,
        "allow.auto.create.topics": False,  # a topic that nobody made has one partition, and no desk reads it
    }
