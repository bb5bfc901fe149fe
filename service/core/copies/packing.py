"""Sketches as bytes: for the topic as a contract in JSON, for the table as a head in JSON and two rows of numbers."""

from __future__ import annotations

import sys
from array import array
from datetime import datetime, timedelta

import orjson
import pybase64

from copydesk.schemas.copies import StorySketch
from copydesk.service.core.copies.sketch import Row, Sketch
from copydesk.service.core.records import EPOCH

_MICROSECOND = timedelta(microseconds=1)


def as_contract(sketch: Sketch) -> StorySketch:
    """What is sent of a sketch."""
    return StorySketch(
        guid=sketch.guid,
        version=sketch.version,
        source_id=sketch.source_id,
        published_at=sketch.published_at,
        ingested_at=sketch.ingested_at,
        hashes=pybase64.b64encode(_bytes(sketch.hashes)).decode(),
        numbers=pybase64.b64encode(_bytes(sketch.numbers)).decode(),
    )


def from_contract(sent: StorySketch) -> Sketch:
    """The inverse of `as_contract`; ValueError for rows that are none."""
    return Sketch(
        sent.guid,
        sent.version,
        sent.source_id,
        sent.published_at,
        sent.ingested_at,
        _row(pybase64.b64decode(sent.hashes, validate=True)),
        _row(pybase64.b64decode(sent.numbers, validate=True)),
    )


def pack(sketch: Sketch, offset: int) -> bytes:
    """The table's value; the offset of the record that made it comes first, as recovery reads it."""
    head = [
        offset,
        sketch.version,
        sketch.source_id,
        None if sketch.published_at is None else _since_epoch(sketch.published_at),
        _since_epoch(sketch.ingested_at),
        len(sketch.hashes),
    ]
    return b"\n".join((orjson.dumps(head), _bytes(sketch.hashes) + _bytes(sketch.numbers)))


def unpack(guid: str, value: bytes) -> Sketch:
    """The inverse of `pack`, but for the offset."""
    head, _, rows = value.partition(b"\n")
    _, version, source_id, published, ingested, count = orjson.loads(head)
    return Sketch(
        guid,
        version,
        source_id,
        None if published is None else EPOCH + published * _MICROSECOND,
        EPOCH + ingested * _MICROSECOND,
        _row(rows[: 4 * count]),
        _row(rows[4 * count :]),
    )


def _since_epoch(moment: datetime) -> int:
    return (moment - EPOCH) // _MICROSECOND


def _bytes(row: Row[int]) -> bytes:
    return _little(row).tobytes()


def _row(packed: bytes) -> Row[int]:
    return _little(array("I", packed))


def _little(row: Row[int]) -> Row[int]:
    """Little-endian on every machine."""
    if sys.byteorder == "little":
        return row
    turned = row[:]
    turned.byteswap()
    return turned
