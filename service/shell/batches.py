"""Whatever a batch on a topic holds, its records can be read: a name that is no UTF-8, an archive that unpacks to
gigabytes.

aiokafka reads a batch as a whole and raises for it as a whole, in the consumer's thread; then no worker passes that
offset.
Here such a batch is read by a parser that takes any name, and one that unpacks beyond LARGEST_BATCH becomes records
that
say so in place of their bytes. Can go when aiokafka bounds what it unpacks and decodes header names tolerantly.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import cramjam
from aiokafka.codec import snappy_decode
from aiokafka.consumer import fetcher
from aiokafka.record.default_records import DefaultRecordBatch
from aiokafka.record.memory_records import MemoryRecords
from aiokafka.record.util import decode_varint

LARGEST_BATCH = 128 * 1024 * 1024
"""Bytes to which a batch may unpack; a topic takes 16 to 32 MiB of it packed."""

_BATCH_HEADER = struct.Struct(">qiibIhiqqqhii")
_LENGTH_AT, _MAGIC_AT, _ATTRIBUTES_AT = 8, 16, 21
_BEFORE_LENGTH = 12
_CODEC = 0x07
_LOG_APPEND_TIME = 0x08


@dataclass(frozen=True, slots=True)
class PlainRecord:
    """A record as aiokafka's own have it."""

    offset: int
    timestamp: int
    timestamp_type: int
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes | None]]
    checksum: None = None


class Unreadable(bytes):
    """Stands in for a value that is too large to unpack: empty, with the reason as its `why`."""

    why: str

    def __new__(cls, why: str) -> Unreadable:
        """An empty value that says why."""
        made = super().__new__(cls)
        made.why = why
        return made


def read_anything() -> None:
    """From now on consumers of this process read their batches here."""
    fetcher.MemoryRecords = TolerantRecords


class TolerantRecords:
    """The batches of one fetch of one partition, as aiokafka's MemoryRecords gives them."""

    def __init__(self, data: Any) -> None:
        self._data = memoryview(data)
        self._at = 0
        self._size = len(self._data)

    def size_in_bytes(self) -> int:
        """Of all that was fetched, a cut batch at its end included."""
        return self._size

    def has_next(self) -> bool:
        """True while a whole batch is left."""
        return self._end() <= self._size

    def next_batch(self) -> Any:
        """The next whole batch."""
        end = self._end()
        data, self._at = bytes(self._data[self._at : end]), end
        if data[_MAGIC_AT] < 2:  # a format that brokers from before 2017 wrote
            return MemoryRecords(data).next_batch()
        return TolerantBatch(data)

    def _end(self) -> int:
        if self._size - self._at < _BEFORE_LENGTH:
            return self._size + 1
        length: int = struct.unpack_from(">i", self._data, self._at + _LENGTH_AT)[0]
        return self._at + _BEFORE_LENGTH + length


class TolerantBatch:
    """One batch: aiokafka's own where that can read it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._batch = DefaultRecordBatch(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        codec, packed = self._data[_ATTRIBUTES_AT + 1] & _CODEC, self._data[_BATCH_HEADER.size :]
        if not codec:
            return self._records(self._batch, packed)
        plain = unpack(codec, packed)
        if plain is None:
            return self._stand_ins(f"its batch cannot be unpacked within {LARGEST_BATCH} bytes")
        return self._records(DefaultRecordBatch(self._with(plain)), plain)

    def _with(self, plain: bytes) -> bytes:
        """The same batch, its records not packed."""
        attributes = bytes((self._data[_ATTRIBUTES_AT], self._data[_ATTRIBUTES_AT + 1] & ~_CODEC))
        return self._data[:_ATTRIBUTES_AT] + attributes + self._data[_ATTRIBUTES_AT + 2 : _BATCH_HEADER.size] + plain

    def _records(self, batch: Any, plain: bytes) -> Iterator[Any]:
        try:
            return iter(list(batch))
        except Exception:  # of whatever aiokafka's parser does not expect
            return iter(self._parsed(plain))

    def _parsed(self, plain: bytes) -> Iterable[PlainRecord]:
        try:
            return list(self._parse(plain))
        except (ValueError, IndexError):
            return self._stand_ins("its batch cannot be read")

    def _stand_ins(self, why: str) -> Iterator[PlainRecord]:
        header = _BATCH_HEADER.unpack_from(self._data)
        for offset in range(header[0], self._batch.next_offset):
            yield PlainRecord(offset, header[8], 0, None, Unreadable(why), [])

    def _parse(self, plain: bytes) -> Iterator[PlainRecord]:
        """Record by record, header names as far as they are UTF-8."""
        header = _BATCH_HEADER.unpack_from(self._data)
        attributes, first_timestamp, max_timestamp, count = header[5], header[7], header[8], header[12]
        at = 0
        for _ in range(count):
            _, at = decode_varint(plain, at)  # length
            at += 1  # attributes
            time_delta, at = decode_varint(plain, at)
            offset_delta, at = decode_varint(plain, at)
            key, at = _bytes(plain, at)
            value, at = _bytes(plain, at)
            names, at = decode_varint(plain, at)
            headers = []
            for _ in range(names):
                name, at = _bytes(plain, at)
                content, at = _bytes(plain, at)
                headers.append(((name or b"").decode(errors="backslashreplace"), content))
            appended = bool(attributes & _LOG_APPEND_TIME)
            timestamp = max_timestamp if appended else first_timestamp + time_delta
            yield PlainRecord(header[0] + offset_delta, timestamp, int(appended), key, value, headers)


def _bytes(data: bytes, at: int) -> tuple[bytes | None, int]:
    length, at = decode_varint(data, at)
    return (None, at) if length < 0 else (data[at : at + length], at + length)


def unpack(codec: int, packed: bytes) -> bytes | None:
    """The records of a compressed batch; None where they have more than LARGEST_BATCH bytes."""
    try:
        return _UNPACKERS[codec](packed)
    except TooLarge:
        return None


class TooLarge(Exception):
    """Unpacking was given up."""


def _gzip(packed: bytes) -> bytes:
    out, data = io.BytesIO(), packed
    while data:
        member = zlib.decompressobj(wbits=31)
        out.write(member.decompress(data, LARGEST_BATCH + 1 - out.tell()))
        if out.tell() > LARGEST_BATCH:
            raise TooLarge
        data = member.unused_data
    return out.getvalue()


def _snappy(packed: bytes) -> bytes:
    # Its blocks name their sizes, and it packs no better than 1 to 24: what a topic takes cannot grow beyond reason.
    return bytes(snappy_decode(packed))


def _bounded(into: Callable[[bytes, bytearray], int]) -> Callable[[bytes], bytes]:
    def unpacked(packed: bytes) -> bytes:
        size = 16 * len(packed) + 4096
        while True:
            out = bytearray(min(size, LARGEST_BATCH))
            try:
                return bytes(memoryview(out)[: into(packed, out)])
            except cramjam.DecompressionError as error:
                if size >= LARGEST_BATCH:
                    raise TooLarge from error
                size *= 16

    return unpacked


_UNPACKERS: dict[int, Callable[[bytes], bytes]] = {
    1: _gzip,
    2: _snappy,
    3: _bounded(cramjam.lz4.decompress_into),
    4: _bounded(cramjam.zstd.decompress_into),
}
