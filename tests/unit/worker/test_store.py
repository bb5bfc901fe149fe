"""The memory's files: what is set aside, what ends the worker, and that no surviving file claims more than is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faust
import pytest
from faust.types import TP

from copydesk.service.shell.exits import STATE_FAILED
from copydesk.service.shell.worker import store as store_module
from copydesk.service.shell.worker.store import (
    DAMAGED,
    SET_ASIDE,
    SET_ASIDE_KEPT,
    DiskStore,
    is_full,
    is_locked,
    mark_damaged,
    set_aside,
)

CHANGELOG = TP("news.seen", 0)


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The exit codes with which the process would have ended."""
    codes: list[int] = []
    monkeypatch.setattr(store_module, "leave", lambda code, why: codes.append(code))
    return codes


@pytest.fixture
def open_store(tmp_path: Path) -> Callable[[], DiskStore]:
    """Opens the store in the test's folder, as a worker that starts does."""

    def opened() -> DiskStore:
        app = faust.App(
            "test",
            broker="memory://",
            store="rocksdb://",
            datadir=tmp_path,
            key_serializer="raw",
            value_serializer="raw",
        )
        table = app.Table("seen", key_type=bytes, value_type=bytes, partitions=1)
        return DiskStore("rocksdb://", app, table, table_name="seen", key_type=bytes, value_type=bytes)

    return opened


def filled(store: DiskStore, flushes: int = 3) -> None:
    """Writes values in some flushes, the mark with each; closes the store."""
    for number in range(flushes):
        store.write(0, {f"a:{number}:{n}".encode(): os.urandom(200) for n in range(200)}, mark=number)
        store.flush(wait=True)
    store._close(0)


def test_nothing_is_lost_on_close(open_store: Callable[[], DiskStore]) -> None:
    """What was written is there after the store was closed, and so is the mark."""
    store = open_store()
    store.write(0, {b"a:1": b"x"}, mark=7)
    store._close(0)
    again = open_store()
    assert (again.look(0, b"a:1"), again.persisted_offset(CHANGELOG)) == (b"x", 7)


def harmed(folder: Path, pattern: str, how: str) -> None:
    """Each file of a kind is flipped, cut or gone."""
    for path in [path for path in folder.glob(pattern) if path.stat().st_size]:
        data = path.read_bytes()
        match how:
            case "delete":
                path.unlink()
            case "truncate":
                path.write_bytes(data[: len(data) // 2])
            case _:
                path.write_bytes(bytes(byte ^ 0xFF for byte in data))


@pytest.mark.parametrize("how", ["flip", "truncate", "delete"])
@pytest.mark.parametrize("pattern", ["*.sst", "MANIFEST-*", "CURRENT", "OPTIONS-*", "*config*"])
def test_damage(open_store: Callable[[], DiskStore], left: list[int], tmp_path: Path, pattern: str, how: str) -> None:
    """Whatever is harmed, the store opens, at once or after one restart, and holds all values up to its mark."""
    store = open_store()
    filled(store)
    harmed(store.partition_path(0), pattern, how)
    mark = _mark_after_restarts(open_store, left)
    final = open_store()
    present = [number for number in range(3) if final.look(0, f"a:{number}:0".encode())]
    assert present[: mark + 1] == list(range(mark + 1))
    assert set(left) <= {STATE_FAILED}


def _mark_after_restarts(open_store: Callable[[], DiskStore], left: list[int]) -> int:
    for _ in range(2):
        store: Any = open_store()
        try:
            mark = store.persisted_offset(CHANGELOG)
            store.flush(wait=True)
            values = [
                store.look(0, f"a:{number}:{n}".encode())
                for number in range(-1 if mark is None else mark + 1)
                for n in range(200)
            ]
        except Exception:
            assert left  # the process would have ended here
            store._dbs.clear()
            continue
        assert None not in values
        store._close(0)
        return -1 if mark is None else int(mark)
    pytest.fail("the store did not recover")


def test_an_error_while_it_works(open_store: Callable[[], DiskStore], left: list[int]) -> None:
    """A store that gives an error ends the worker, and is set aside when it starts again."""
    store = open_store()
    store.write(0, {b"a:1": b"x"}, mark=7)
    store._close(0)
    store._give_up(0, Exception("Corruption: block checksum mismatch"))
    assert left == [STATE_FAILED]
    again = open_store()
    assert again.persisted_offset(CHANGELOG) is None
    assert not (again.partition_path(0) / DAMAGED).exists()


def test_the_other_stores_are_doubted(open_store: Callable[[], DiskStore], left: list[int]) -> None:
    """Where one store was damaged, damage in another is found when that is opened, not when it is read."""
    store = open_store()
    filled(store)
    other = store.partition_path(1)
    other.mkdir()
    mark_damaged(other)
    for path in store.partition_path(0).glob("*.sst"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
    again = open_store()
    assert (again.persisted_offset(CHANGELOG), left) == (None, [])


def test_a_full_disk_is_no_damage(open_store: Callable[[], DiskStore], left: list[int]) -> None:
    """A store that cannot be written because the disk is full ends the worker, and is used again after."""
    store = open_store()
    store.write(0, {b"a:1": b"x"}, mark=7)
    store._close(0)
    store._give_up(0, Exception("IO error: No space left on device: While appending to file"))
    assert left == [STATE_FAILED]
    assert open_store().look(0, b"a:1") == b"x"


def test_only_a_few_are_kept(tmp_path: Path) -> None:
    """Stores that were set aside do not fill the disk."""
    for _ in range(SET_ASIDE_KEPT + 2):
        (tmp_path / "seen-0.db").mkdir()
        set_aside(tmp_path / "seen-0.db", "broken")
    assert len(list((tmp_path / SET_ASIDE).iterdir())) == SET_ASIDE_KEPT


def test_kinds_of_errors() -> None:
    """A block checksum is no lock, whatever its name."""
    assert not is_locked(Exception("Corruption: block checksum mismatch"))
    assert is_locked(Exception("IO error: While lock file: /state/LOCK: Resource temporarily unavailable"))
    assert is_full(Exception("IO error: No space left on device: While appending to file"))
