"""What `copydesk replay` sends again: the originals that rejections hold, which of them are asked for, and a set of places
that is small however many there are. Pure: nothing is read or sent here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from copydesk.service.core.desk.outgoing import OMITTED, is_ours, names_of, raw_origin_of, source_of
from copydesk.service.core.intake.replayed import first_origin
from copydesk.service.core.records import EPOCH, MILLISECOND, Origin, Record, parse_origin

_PAGE_BITS = 1 << 13
_LATEST_MS = 10**14


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that could be sent again."""

    original: Record
    """As it came to `raw`, as far as that is told here."""
    whole: bool
    """False where a rejection had to leave something out; then it is to be read at its origin."""
    reason: str
    """Why it was turned away; empty for a raw record."""
    source: str
    """What it says of its source; may be empty."""
    record_id: str
    moment: datetime | None
    """When it was turned away; of a raw record, when it came."""

    @property
    def first(self) -> Origin:
        """Where it was sent first: names the document, however often it is sent."""
        return first_origin(self.original)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be sent again: all that is said here must hold; an empty collection says nothing."""

    reasons: Collection[str] = ()
    sources: Collection[str] = ()
    record_ids: Collection[str] = ()
    origins: Collection[Origin] = ()
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, offer: Offer) -> bool:
        """Whether a document is asked for. One without a time is in no span of time."""
        return (
            (not self.reasons or offer.reason in self.reasons)
            and (not self.sources or offer.source in self.sources)
            and (not self.record_ids or offer.record_id in self.record_ids)
            and (not self.origins or offer.original.origin in self.origins or offer.first in self.origins)
            and (self.since is None or (offer.moment is not None and self.since <= offer.moment))
            and (self.until is None or (offer.moment is not None and offer.moment < self.until))
        )


def offer_of_rejection(record: Record) -> Offer | None:
    """What a record of `rejected` holds; None for one that does not say where it came from."""
    origin = parse_origin(raw_origin_of(record.headers) or "")
    if origin is None:
        return None
    ours = {name: value or b"" for name, value in record.headers if is_ours(name)}
    theirs = tuple((name, value) for name, value in record.headers if not is_ours(name))
    came = _moment(ours.get("kafka_dlt-original-timestamp", b""))
    original = Record(origin, record.value, theirs, came, record.key)
    return Offer(
        original,
        not any(name in ours for name in OMITTED),
        ours.get("reason", b"").decode(errors="replace"),
        source_of(original),
        ours.get("record_id", b"").decode(errors="replace"),
        record.timestamp,
    )


def offer_of_raw(record: Record) -> Offer:
    """A raw record as it stands."""
    record_id, source_id = names_of(record)
    return Offer(record, record.unreadable is None, "", source_id, record_id, record.timestamp)


def _moment(milliseconds: bytes) -> datetime | None:
    since_epoch = int.from_bytes(milliseconds, "big", signed=True) if milliseconds else -1
    return EPOCH + since_epoch * MILLISECOND if 0 <= since_epoch < _LATEST_MS else None


class Places:
    """A set of places in Kafka: a bit for each, and room only where some are."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, int, int], bytearray] = {}
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __contains__(self, origin: Origin) -> bool:
        page = self._pages.get(_page_of(origin))
        byte, mask = _bit_of(origin)
        return page is not None and bool(page[byte] & mask)

    def add(self, origin: Origin) -> bool:
        """True if it was not there."""
        if origin in self:
            return False
        byte, mask = _bit_of(origin)
        self._pages.setdefault(_page_of(origin), bytearray(_PAGE_BITS // 8))[byte] |= mask
        self._size += 1
        return True

    def take(self, origin: Origin) -> bool:
        """Remove it; True if it was there."""
        if origin not in self:
            return False
        byte, mask = _bit_of(origin)
        self._pages[_page_of(origin)][byte] ^= mask
        self._size -= 1
        return True


def _page_of(origin: Origin) -> tuple[str, int, int]:
    return origin.topic, origin.partition, origin.offset // _PAGE_BITS


def _bit_of(origin: Origin) -> tuple[int, int]:
    byte, bit = divmod(origin.offset % _PAGE_BITS, 8)
    return byte, 1 << bit
