"""Erasure: an order to forget a story, what the desk remembers after it, and what it tells readers. Pure: `copydesk forget`
sends the order to `parsed`, the worker that has the story's partition carries it out among the documents, in their order.

What came before the order has its outcome on the topics already: the agent waits for that before it lets the memory go. So
a record that comes again, after a crash or because the parse agent repeated itself, needs none, and brings nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from copydesk.service.core.desk.dedupe import ERASED, Seen, Version, reach_of
from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.core.desk.told import Told
from copydesk.service.core.records import EPOCH, MILLISECOND, Headers, Record

FORGET, FORGET_TIME, STANDS_ON = "forget", "forget_time", "stands_on"
"""Headers of an order: its name, a UUID; when it was given, milliseconds since 1970; and where the story stands besides."""

_UUID = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MILLISECONDS = re.compile(rb"[0-9]{1,14}")
_PARTITIONS = re.compile(rb"([0-9]{1,9}(,[0-9]{1,9})*)?")


@dataclass(frozen=True, slots=True)
class Order:
    """Somebody wants a story to be forgotten."""

    guid: str
    name: str
    """A UUID: the order that comes again after a crash is the same one."""
    moment: datetime
    stands_on: tuple[int, ...] = ()
    """Partitions of `articles` that hold the story though it is not theirs any more: the topic was given more of them."""


@dataclass(frozen=True, slots=True)
class Which:
    """The stories that somebody wants to be forgotten."""

    guids: frozenset[str] = frozenset()
    source: str | None = None
    """All of this publisher."""

    def takes(self, guid: str) -> bool:
        """Whether a story is one of them."""
        return guid in self.guids or (self.source is not None and guid.partition(":")[0] == self.source)


def order_in(record: Record) -> Order | None:
    """The order that a record of `parsed` or `sketches` is; None for any other. A value that is missing makes none: without
    all its headers it is a fault of somebody's, not a wish.
    """
    if record.value is not None or not record.key:
        return None
    told = {name: value or b"" for name, value in record.headers}
    name, moment, stands_on = (told.get(header, b"") for header in (FORGET, FORGET_TIME, STANDS_ON))
    if not (_UUID.fullmatch(name) and _MILLISECONDS.fullmatch(moment) and _PARTITIONS.fullmatch(stands_on)):
        return None
    try:
        guid = record.key.decode()
    except UnicodeDecodeError:
        return None
    places = tuple(int(place) for place in stands_on.split(b",") if place)
    return Order(guid, name.decode(), EPOCH + int(moment) * MILLISECOND, places)


def order_message(order: Order) -> Outgoing:
    """The order on its way to the partition of its guid."""
    return Outgoing("parsed", order.guid.encode(), None, _order_headers(order))


def _order_headers(order: Order) -> Headers:
    moment = str((order.moment - EPOCH) // MILLISECOND).encode()
    places = ",".join(map(str, order.stands_on)).encode()
    return (FORGET, order.name.encode()), (FORGET_TIME, moment), *(((STANDS_ON, places),) if places else ())


def carried_out(order: Order, sketch_partitions: int) -> Outgoing:
    """What the edit agent sends for an order: a tombstone to each partition of `articles` that holds the story, and, where copies
    are looked for, the order to each partition of `sketches`. Nothing tells any more in which languages the story stood.
    """
    elsewhere = (_tombstone(order, place) for place in order.stands_on)
    return _tombstone(order, None, along=(*elsewhere, *_sketch_orders(order, sketch_partitions)))


def tombstone_id(order: Order) -> bytes:
    """The `ce_id` of what readers get for an order, however often it is carried out."""
    return f"{order.guid}@forget:{order.name}".encode()


def _tombstone(order: Order, partition: int | None, along: tuple[Outgoing, ...] = ()) -> Outgoing:
    source_id = order.guid.partition(":")[0]
    headers = (
        ("ce_specversion", b"1.0"),
        ("ce_id", tombstone_id(order)),
        ("ce_source", b"/copydesk"),
        ("ce_type", b"copydesk.article.forgotten"),
        ("ce_subject", order.guid.encode()),
        ("ce_time", order.moment.isoformat().encode()),
        ("ce_sourceid", source_id.encode()),
    )
    told = Told(source_id, "forgotten")
    return Outgoing("articles", order.guid.encode(), None, headers, along, told, partition)


def _sketch_orders(order: Order, partitions: int) -> Iterator[Outgoing]:
    for partition in range(partitions):
        yield Outgoing("sketches", order.guid.encode(), None, _order_headers(order), partition=partition)


def without(seen: Seen | None, offset: int) -> Seen | None:
    """The memory after an order at this offset: the number of the version that stood, when the story began, and how far the raw
    partitions had come; nothing of what any version said, and no hash of it.

    A memory that knows of later places has the order behind it: this is a replay, and what came since stays.
    """
    if seen is None or offset <= seen.last_offset:
        return seen
    standing = seen.standing
    left = Version(
        standing.number, ERASED, offset, None, "", None, standing.first_seen_ms, reach=reach_of(seen.versions)
    )
    return Seen((left,), offset, seen.last_seen_ms, b"")
