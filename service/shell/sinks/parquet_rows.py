"""Versions of stories as columns of a Parquet file, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from copydesk.service.shell.sinks.columns import COLUMNS, row_of
from copydesk.service.shell.sinks.entries import Stored

_TIME = pa.timestamp("us", tz="UTC")

TYPES: Mapping[str, Any] = {
    "version": pa.int32(),
    "urgency": pa.int8(),
    "word_count": pa.int64(),
    "kafka_partition": pa.int32(),
    "kafka_offset": pa.int64(),
    **dict.fromkeys(("tags", "signals", "changed_fields", "countries", "keywords", "authors"), pa.list_(pa.string())),
    **dict.fromkeys(
        ("published_at", "modified_at", "fetched_at", "ingested_at", "first_seen_at", "embargoed_until"), _TIME
    ),
    "kafka_time": _TIME,
}
"""Of the columns that are no text."""

SCHEMA = pa.schema([(name, TYPES.get(name, pa.string())) for name in COLUMNS])
NEXT = b"copydesk.next"
"""Metadata of a file: the offset after the last record that it stands for."""


def file_of(rows: Sequence[Stored], end: int) -> bytes:
    """A Parquet file of these versions, one at least, which stands for all records before the offset `end`."""
    columns = zip(*(row_of(row) for row in rows), strict=True)
    schema = SCHEMA.with_metadata({NEXT: str(end).encode()})
    return _packed(
        pa.table([pa.array(column, kind.type) for column, kind in zip(columns, SCHEMA, strict=True)], schema=schema)
    )


def end_in(content: bytes) -> int:
    """The offset after the last record that a file stands for."""
    return int(pq.read_schema(BytesIO(content)).metadata[NEXT])


def versions_in(content: bytes) -> Iterable[tuple[str, int]]:
    """`(guid, version)` of each row."""
    table = pq.read_table(BytesIO(content), columns=["guid", "version"])
    return zip(table["guid"].to_pylist(), table["version"].to_pylist(), strict=True)


def without(content: bytes, until: Mapping[str, int]) -> bytes | None:
    """The file without the rows of these stories that stand before an offset; None where it has none."""
    guids = pa.array(until, pa.string())
    found = pq.read_table(BytesIO(content), columns=["guid", "kafka_offset"])
    if not _count_of(found["guid"], guids):
        return None
    places: Sequence[tuple[str, int]] = list(
        zip(found["guid"].to_pylist(), found["kafka_offset"].to_pylist(), strict=True)
    )
    keep = [offset >= until.get(guid, -1) for guid, offset in places]
    if all(keep):
        return None
    return _packed(pq.read_table(BytesIO(content)).filter(pa.array(keep)))


def _count_of(column: Any, guids: Any) -> int:
    return int(pc.sum(pc.is_in(column, value_set=guids)).as_py() or 0)


def _packed(table: Any) -> bytes:
    out = BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()
