"""Batches: read as aiokafka reads them, and read where it would raise."""

from __future__ import annotations

from typing import Any

import pytest
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy
from aiokafka.record.memory_records import MemoryRecords
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.shell import batches
from copydesk.service.shell.batches import LARGEST_BATCH, TolerantRecords, Unreadable
from tests.broker.odd_records import CODECS, NO_UTF8, PLACEHOLDER

Content = tuple[bytes | None, bytes | None, list[tuple[str, bytes | None]]]
CONTENTS = st.lists(
    st.tuples(
        st.none() | st.binary(max_size=40),
        st.none() | st.binary(max_size=40),
        st.lists(st.tuples(st.text(max_size=8), st.none() | st.binary(max_size=8))),
    ),
    min_size=1,
    max_size=5,
)


def a_batch(contents: list[Content], codec: str = "none", timestamp: int = 1_700_000_000_000) -> bytes:
    """A batch of these records, as a broker gives it."""
    builder: Any = _DefaultRecordBatchBuilderPy(2, CODECS[codec], 0, -1, -1, -1, 1 << 30)
    for number, (key, value, headers) in enumerate(contents):
        builder.append(number, timestamp=timestamp + number, key=key, value=value, headers=headers)
    builder._buffer = bytearray(bytes(builder._buffer).replace(PLACEHOLDER.encode(), NO_UTF8))
    return bytes(builder.build())


def read(records: Any) -> list[tuple[Any, ...]]:
    """All that is in it."""
    found = []
    while records.has_next():
        batch = records.next_batch()
        assert batch.validate_crc()
        found += [(r.offset, r.timestamp, r.timestamp_type, r.key, r.value, list(r.headers)) for r in batch]
    return found


@given(CONTENTS, st.sampled_from(sorted(CODECS)))
def test_as_aiokafka_reads(contents: list[Content], codec: str) -> None:
    """Several batches, and one that is cut at the end of the fetch, come to the records that aiokafka makes of them."""
    data = a_batch(contents, codec) * 2
    cut = data + data[:70]
    assert read(TolerantRecords(cut)) == read(MemoryRecords(cut))
    assert TolerantRecords(cut).size_in_bytes() == len(cut)


@given(CONTENTS)
def test_the_tolerant_parser(contents: list[Content]) -> None:
    """Record by record it reads what aiokafka's parser reads."""
    data = a_batch(contents)
    batch = TolerantRecords(data).next_batch()
    ours = [
        (r.offset, r.timestamp, r.timestamp_type, r.key, r.value, r.headers)
        for r in batch._parse(data[batches._BATCH_HEADER.size :])
    ]
    assert ours == read(MemoryRecords(data))


@pytest.mark.parametrize("codec", sorted(CODECS))
def test_a_name_that_is_no_utf8(codec: str) -> None:
    """It is shown as far as it is one; all else of the batch is read."""
    found = read(TolerantRecords(a_batch([(b"k", b"v", []), (None, b"w", [(PLACEHOLDER, b"1")])], codec)))
    assert [record[4] for record in found] == [b"v", b"w"]
    assert found[1][5][0][0].startswith("name\\xff\\xfethat")


@pytest.mark.parametrize("codec", ["gzip", "lz4", "zstd"])
def test_a_batch_that_unpacks_beyond_reason(codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its offsets has a record that says so."""
    monkeypatch.setattr(batches, "LARGEST_BATCH", 1_000_000)
    found = read(TolerantRecords(a_batch([(None, bytes(700_000), []), (None, bytes(700_000), [])], codec)))
    assert [record[0] for record in found] == [0, 1]
    assert all(isinstance(record[4], Unreadable) and "1000000 bytes" in record[4].why for record in found)


def test_the_limit_is_above_what_is_sent() -> None:
    """A batch of the largest page that the desk takes, and many such, are below it."""
    assert LARGEST_BATCH > 2 * 32 * 1024 * 1024
