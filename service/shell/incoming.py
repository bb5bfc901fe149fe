"""aiokafka's records as the pipeline knows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from copydesk.service.core.records import EPOCH, MILLISECOND, Origin, Record
from copydesk.service.shell.batches import Unreadable


def record_of(record: Any) -> Record:
    """An aiokafka ConsumerRecord as a Record. A time that no calendar holds, or none (-1), is None."""
    return Record(
        origin=Origin(record.topic, record.partition, record.offset),
        value=record.value,
        headers=tuple(record.headers),
        timestamp=moment_of(record.timestamp),
        key=record.key,
        unreadable=record.value.why if isinstance(record.value, Unreadable) else None,
    )


def moment_of(milliseconds: int | None) -> datetime | None:
    """A record's time, aware UTC; None for none or one that no calendar holds."""
    if milliseconds is None or milliseconds < 0:
        return None
    try:
        return EPOCH + milliseconds * MILLISECOND
    except OverflowError:
        return None
