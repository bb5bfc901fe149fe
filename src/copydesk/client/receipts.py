"""What both publishers share beside the documents: bounds, receipts, and how what was not delivered is told."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from copydesk.client.failures import Forbidden, NotDelivered, TooLarge

MEBIBYTE = 1024 * 1024
LARGEST_REQUEST = 64 * MEBIBYTE
"""A client's own limit, above any topic's: what is too large is for the broker to say."""
BATCH_BYTES = 512 * 1024
LINGER_MS = 5
CONNECT_SECONDS = 15.0
"""A broker that has not answered by then is not reachable."""
LEAVE_SECONDS = 3.0
"""How long a producer may take to end when nobody waits for what it still has."""

_SERVER = re.compile(r"[^\s,]*[^\s,:]:\d{1,5}|[^\s,:]+")
_TOPIC = re.compile(r"[A-Za-z0-9._-]{1,249}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a document stands, once all replicas have it."""

    record_id: str
    topic: str
    partition: int
    offset: int
    """-1 where the broker had it already from an earlier try and no longer says where."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be under way, and for how long."""

    bytes: int
    records: int
    seconds: float
    """From handing a record over to giving it up."""

    def __post_init__(self) -> None:
        """ValueError for a bound that lets nothing through."""
        require_positive("max_in_flight_bytes", self.bytes)
        require_positive("max_in_flight", self.records)
        require_positive("delivery_timeout_seconds", self.seconds)

    def fit(self, held_bytes: int, held_records: int, size: int) -> bool:
        """Whether there is room for one of that size; for the first there always is."""
        return not held_records or (held_records < self.records and held_bytes + size <= self.bytes)


def require_positive(name: str, value: object) -> None:
    """ValueError with the name for what is no number, or none above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ValueError(f"{name}={value!r}: it is a number above 0")


def servers_of(brokers: Any) -> str:
    """`host:port`, several with commas; ValueError where there is none."""
    servers = brokers.split(",") if isinstance(brokers, str) else list(brokers or ())
    if not servers or not all(isinstance(server, str) and _SERVER.fullmatch(server.strip()) for server in servers):
        raise ValueError(f"brokers={brokers!r}: they are host:port, as localhost:9092, several with commas")
    return ",".join(server.strip() for server in servers)


def require_topic_name(topic: Any) -> str:
    """The name; ValueError for one that no topic can have."""
    if not isinstance(topic, str) or not _TOPIC.fullmatch(topic) or topic in {".", ".."}:
        raise ValueError(f"topic={topic!r}: a name has letters of ASCII, digits, dots, _ and -, at most 249")
    return str(topic)


class Failed(Protocol):
    """A document that was sent."""

    record_id: str
    asked: bool

    @property
    def failure(self) -> BaseException | None:
        """Why it was not delivered."""


def raise_untold(failed: Iterable[Failed]) -> None:
    """NotDelivered for those that failed and of which nobody has asked."""
    untold = sorted((sent for sent in failed if sent.failure and not sent.asked), key=lambda sent: sent.record_id)
    if untold:
        first = f"{len(untold)} of the documents that were sent failed; the first: {untold[0].failure}"
        raise NotDelivered(first, [sent.record_id for sent in untold])


def no_room(record_id: str, waiting: int) -> NotDelivered:
    """It was never sent."""
    return NotDelivered(f"{record_id}: not sent: {waiting} before it are not confirmed by the brokers", [record_id])


def given_up(record_id: str, why: str) -> NotDelivered:
    """It was sent, and nobody knows."""
    return NotDelivered(f"{record_id}: {why}; it may still arrive", [record_id])


def not_confirmed(record_id: str, seconds: float) -> NotDelivered:
    """It was sent, and no broker has confirmed it in time."""
    return given_up(record_id, f"not confirmed by the brokers within {seconds:g} s")


def too_large_for(topic: str, record_id: str, size: int) -> TooLarge:
    """The broker has refused it, alone in its batch."""
    return TooLarge(f"{record_id}: the topic {topic} does not take {size} bytes: see its max.message.bytes")


def forbidden(record_id: str, why: str) -> Forbidden:
    """The broker refuses all of them."""
    return Forbidden(f"{record_id}: {why}", [record_id])


def refusal(topic: str, *, by_rights: bool) -> str:
    """Why nothing can be written to a topic."""
    if by_rights:
        return f"this user may not write to {topic}"
    return f"there is no topic {topic}: `copydesk topics create` makes it"


def require_ours(given: Iterable[str], not_to_choose: frozenset[str]) -> None:
    """ValueError for an option that would take the promises back."""
    for name in given:
        if name in not_to_choose:
            raise ValueError(f"{name} is not to be chosen here: every document is confirmed by all replicas, once")
