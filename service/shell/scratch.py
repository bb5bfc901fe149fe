"""A store for keys and values that are too many for memory, in a folder that goes with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import rocksdict

from copydesk.service.shell.errors import CopydeskError

MEBIBYTE = 1024 * 1024
CACHE_BYTES = 32 * MEBIBYTE
MEMTABLE_BYTES = 16 * MEBIBYTE
OPEN_FILES = 64
BLOOM_BITS = 10


class Scratch:
    """Written and read while it is open; nothing of it stays."""

    def __init__(self, parent: Path | None) -> None:
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="copydesk-", dir=parent))
        except OSError as error:
            raise CopydeskError(f"{parent or tempfile.gettempdir()} cannot be used: {error.strerror}") from None
        self._store: Any = None

    def __enter__(self) -> Self:
        """Open it."""
        self._store = rocksdict.Rdict(str(self._folder / "store"), options=_options())
        writes = rocksdict.WriteOptions()
        writes.disable_wal = True  # type: ignore[method-assign,assignment]  # the stub takes the property for a method
        self._store.set_write_options(writes)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def look(self, key: bytes) -> bytes | None:
        """The value of a key; None for an unknown one."""
        value: bytes | None = self._store.get(key)
        return value

    def write(self, values: Mapping[bytes, bytes | None]) -> None:
        """All values at once; None takes the key out."""
        batch = rocksdict.WriteBatch(raw_mode=True)
        for key, value in values.items():
            if value is None:
                batch.delete(key)
            else:
                batch.put(key, value)
        try:
            self._store.write(batch)
        except Exception as error:  # rocksdict has no class of its own for a full disk
            raise CopydeskError(f"{self._folder}: {' '.join(str(error).split())[:200]}: is the disk full?") from None

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """All that is there when the walk begins."""
        yield from self._store.items()


def _options() -> Any:
    table = rocksdict.BlockBasedOptions()
    table.set_bloom_filter(BLOOM_BITS, False)
    table.set_block_cache(rocksdict.Cache(CACHE_BYTES))
    options = rocksdict.Options(raw_mode=True)
    options.create_if_missing(True)
    options.set_block_based_table_factory(table)
    options.set_max_open_files(OPEN_FILES)
    options.set_write_buffer_size(MEMTABLE_BYTES)
    options.set_compression_type(rocksdict.DBCompressionType.zstd())
    return options
