"""Versions of stories as columns of a Parquet file, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.service.shell.sinks.entries import Stored

_TIME = pa.timestamp("us", tz="UTC")
_TEXTS = pa.list_(pa.string())

FIELDS: Mapping[str, Any] = {
    "guid": pa.string(),
    "version": pa.int32(),
    "source_id": pa.string(),
    "news_id": pa.string(),
    "url": pa.string(),
    "canonical_url": pa.string(),
    "headline": pa.string(),
    "abstract": pa.string(),
    "body_text": pa.string(),
    "byline": pa.string(),
    "tags": _TEXTS,
    "section": pa.string(),
    "language": pa.string(),
    "pubstatus": pa.string(),
    "embargoed_until": _TIME,
    "signals": _TEXTS,
    "editorial_note": pa.string(),
    "urgency": pa.int8(),
    "published_at": _TIME,
    "published_precision": pa.string(),
    "modified_at": _TIME,
    "fetched_at": _TIME,
    "ingested_at": _TIME,
    "first_seen_at": _TIME,
    "changed_fields": _TEXTS,
    "content_hash": pa.string(),
    "word_count": pa.int64(),
    "countries": _TEXTS,
    "keywords": _TEXTS,
}
"""Columns that have the name and the value of a field."""

SCHEMA = pa.schema(
    [
        *FIELDS.items(),
        ("authors", _TEXTS),
        ("article", pa.string()),
        ("kafka_partition", pa.int32()),
        ("kafka_offset", pa.int64()),
        ("kafka_time", _TIME),
    ]
)
NEXT = b"copydesk.next"
"""Metadata of a file: the offset after the last record that it stands for."""


def file_of(rows: Iterable[Stored], end: int) -> bytes:
    """A Parquet file of these versions, which stands for all records before the offset `end`."""
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA.names}
    for row in rows:
        for name in FIELDS:
            columns[name].append(getattr(row.article, name))
        columns["authors"].append([author.name for author in row.article.authors])
        columns["article"].append(row.value.decode())
        columns["kafka_partition"].append(row.place.partition)
        columns["kafka_offset"].append(row.place.offset)
        columns["kafka_time"].append(row.place.moment)
    return _packed(pa.table(columns, schema=SCHEMA.with_metadata({NEXT: str(end).encode()})))


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
    import pyarrow.compute as pc  # noqa: PLC0415

    return int(pc.sum(pc.is_in(column, value_set=guids)).as_py() or 0)


def _packed(table: Any) -> bytes:
    out = BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()
