"""The memory's files: one RocksDB for each partition, which can be lost at any time and never lies about what it holds.

The changelog topic is the log of this store, so RocksDB writes none of its own: what is not flushed when the process
dies
is read back. Values and the mark of how far they reach lie in the same memtable and so in the same file; whichever
files survive, the mark that is found among them covers only values that are found too.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import rocksdict
from faust.stores.rocksdb import Store
from faust.types import TP

from copydesk.service.shell.exits import STATE_FAILED, leave

log = logging.getLogger("copydesk")

MEBIBYTE = 1024 * 1024
CACHE_BYTES = 64 * MEBIBYTE
"""For all partitions of a worker together."""

MEMTABLES_BYTES = 64 * MEBIBYTE
"""The same, of what is not flushed yet; reached only while a lost memory is read back."""

MEMTABLE_BYTES = 8 * MEBIBYTE
OPEN_FILES = 64
BLOOM_BITS = 10

DAMAGED = "DAMAGED"
"""A file in the folder of a store that gave an error while it was read: it is set aside at the next start."""

SET_ASIDE = "set-aside"
SET_ASIDE_KEPT = 3

Values = Mapping[bytes, bytes | None]
"""Key -> value; None takes the key out."""


class DiskStore(Store):
    """Faust's RocksDB store, opened, read and written our way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cache = rocksdict.Cache(CACHE_BYTES)
        self._memtables = rocksdict.WriteBufferManager(MEMTABLES_BYTES, False)
        self._unflushed: set[int] = set()
        # What has damaged one file has often damaged others: they are found now, not in one death each.
        self._doubtful = any(self.path.glob(f"*/{DAMAGED}"))

    def look(self, partition: int, key: bytes) -> bytes | None:
        """The value of a key; None for an unknown one."""
        try:
            value: bytes | None = self._db_for_partition(partition).get(key)
        except Exception as error:
            self._give_up(partition, error)
            raise
        return value

    def stories(self, partition: int) -> Iterator[tuple[bytes, bytes]]:
        """All that is in the store but its own mark, as it is when the walk begins."""
        for key, value in self._db_for_partition(partition).items():
            if key != self.offset_key:
                yield key, value

    def estimated_keys(self) -> int:
        """Of all open partitions, as RocksDB estimates it."""
        return sum(store.property_int_value("rocksdb.estimate-num-keys") or 0 for store in self._dbs.values())

    def write(self, partition: int, values: Values, mark: int | None = None) -> None:
        """All values at once, and with them how far the changelog is in the store."""
        batch = rocksdict.WriteBatch(raw_mode=True)
        for key, value in values.items():
            if value is None:
                batch.delete(key)
            else:
                batch.put(key, value)
        if mark is not None:
            batch.put(self.offset_key, str(mark).encode())
        try:
            self._db_for_partition(partition).write(batch)
        except Exception as error:
            self._give_up(partition, error)
            raise
        self._unflushed.add(partition)

    def persisted_offset(self, tp: TP) -> int | None:
        """The offset up to which the changelog is in the store; None while nothing is."""
        mark = self.look(tp.partition, self.offset_key)
        return None if mark is None else int(mark)

    def set_persisted_offset(self, tp: TP, offset: int) -> None:
        """The changelog is in the store up to and with this offset."""
        self.write(tp.partition, {}, offset)

    def flush(self, *, wait: bool) -> None:
        """Put on disk what was written since the last flush."""
        for partition in list(self._unflushed):
            if partition in self._dbs:
                self._flush(partition, wait=wait)
        self._unflushed.clear()

    def revoke_partitions(self, table: Any, tps: set[TP]) -> None:
        """Close the stores of partitions that go to others."""
        for tp in tps:
            if tp.topic in table.changelog_topic.topics and tp.partition in self._dbs:
                self._close(tp.partition)

    async def stop(self) -> None:
        """Close all stores."""
        for partition in list(self._dbs):
            self._close(partition)

    def _close(self, partition: int) -> None:
        self._flush(partition, wait=True)
        self._unflushed.discard(partition)
        self._dbs.pop(partition).close()

    def _flush(self, partition: int, *, wait: bool) -> None:
        try:
            self._dbs[partition].flush(wait)
        except Exception as error:
            self._give_up(partition, error)
            raise

    def _open_for_partition(self, partition: int) -> Any:
        path = self.partition_path(partition)
        if (path / DAMAGED).exists():
            set_aside(path, "it gave an error while it was read")
        try:
            return self._open(path)
        except Exception as error:
            if is_locked(error):
                raise
            if is_full(error):
                leave(STATE_FAILED, f"{path}: {_line(error)}")
            set_aside(path, _line(error))
        return self._open(path)

    def _open(self, path: Path) -> Any:
        opened = rocksdict.Rdict(str(path), options=self._options())
        writes = rocksdict.WriteOptions()
        writes.disable_wal = True  # type: ignore[method-assign,assignment]  # the stub takes the property for a method
        opened.set_write_options(writes)
        opened.get(self.offset_key)  # a store whose newest file is gone or broken shows it here
        if self._doubtful:
            _read_all(opened)
        return opened

    def _options(self) -> Any:
        table = rocksdict.BlockBasedOptions()
        table.set_bloom_filter(BLOOM_BITS, False)
        table.set_block_cache(self._cache)
        options = rocksdict.Options(raw_mode=True)
        options.create_if_missing(True)
        options.set_block_based_table_factory(table)
        options.set_max_open_files(OPEN_FILES)
        options.set_write_buffer_size(MEMTABLE_BYTES)
        options.set_write_buffer_manager(self._memtables)
        options.set_compression_type(rocksdict.DBCompressionType.zstd())
        options.set_keep_log_file_num(2)
        options.set_max_log_file_size(MEBIBYTE)
        return options

    def _give_up(self, partition: int, error: Exception) -> None:
        """The store does not hold or give back what it should: end, and at the next start read it back from the
        changelog.
        """
        path = self.partition_path(partition)
        if not is_full(error):
            mark_damaged(path)
        leave(STATE_FAILED, f"{path}: {_line(error)}")


def _read_all(store: Any) -> None:
    """Every block is read, and its checksum compared; raises what the store says of the first that is broken."""
    cursor = store.iter()
    cursor.seek_to_first()
    while cursor.valid():
        cursor.next()
    cursor.status()  # an iterator ends at a broken block as if there were no more


def is_locked(error: Exception) -> bool:
    """Another process has the store open."""
    return "While lock file" in str(error) or "lock hold by" in str(error)


def is_full(error: Exception) -> bool:
    """The disk has no room: the store is as it was."""
    text = str(error).lower()
    return "no space left" in text or "space limit" in text or "quota" in text


def mark_damaged(path: Path) -> None:
    """Leave a note in a store's folder, if the disk takes one."""
    try:
        (path / DAMAGED).touch()
    except OSError as error:
        log.error("%s cannot be marked as damaged: %s; delete it by hand", path, error)


def set_aside(path: Path, why: str) -> None:
    """Move a store that cannot be read out of the way, for a look at it later; only a few are kept."""
    if not path.exists():
        return
    aside = path.parent / SET_ASIDE
    aside.mkdir(exist_ok=True)
    target = aside / f"{path.name}-{time.time_ns()}"
    path.rename(target)
    for old in _oldest_first(aside.iterdir())[:-SET_ASIDE_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    log.warning("%s is damaged (%s): moved to %s; the memory is read back from the changelog", path, why, target)


def _oldest_first(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: int(path.name.rpartition("-")[2]))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
