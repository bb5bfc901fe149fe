"""What the records of a memory's changelog say, for the worker that restores it and for who moves it to other partitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from copydesk.service.core.desk.memory_form import origin_offset

MADE_BY = "made_by"
"""Header of a changelog record that takes a story out: the input that made the memory which is meant."""

NO_STORY = b"\0"
"""Keys that begin so are none of stories."""

SWEPT = NO_STORY + b"swept"

SWEPT_VALUE = b"[0,0]"
"""Sent behind records that take stories out: compaction takes those away in the end, and a recovery would wait for the offset
of the last one."""


def made_by(record: Any) -> int:
    """The input that made what a changelog record says."""
    if record.value is not None:
        return origin_offset(record.value)
    return int(dict(record.headers or ()).get(MADE_BY) or 0)


def gone(value: bytes) -> list[tuple[str, bytes]]:
    """The headers of the record that takes this memory out."""
    return [(MADE_BY, str(origin_offset(value)).encode())]


def merged(records: Iterable[Any], look: Callable[[bytes], bytes | None]) -> dict[bytes, bytes | None]:
    """What the records leave of what `look` finds: merge by origin, the half of measure 6 against lost and doubled stories.

    A worker that was frozen past its session goes on with old records for a moment and writes them to the changelog
    behind newer state. A value made by an older input never replaces one made by a newer.
    """
    after: dict[bytes, bytes | None] = {}
    for record in records:
        current = after[record.key] if record.key in after else look(record.key)
        if current is None or origin_offset(current) <= made_by(record):
            after[record.key] = record.value
    return after
