"""The state folder of a worker: whose it is, in which format, and the name by which the consumer group knows its
worker.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import shutil
import socket
import uuid
from contextlib import suppress
from pathlib import Path

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.exits import END_FILE, NOTE
from copydesk.service.shell.health import ANY, HEALTH_FILE, LOCK_FILE

log = logging.getLogger("copydesk")

FORMAT = "2"
"""Of what the stores in the folder promise. 1 could have holes below the offset up to which it said that it is
whole.
"""

FORMAT_FILE = "format"
PARTITIONS_FILE = "partitions"
"""How many partitions the memory had when the stores were made: with another count stories are elsewhere."""

IDENTITY_FILE = "identity"
ROOM_FILE = "room"
ROOM_BYTES = 1024 * 1024
"""What a start needs at least: each store writes a new manifest and a log of its own."""

_NAME = re.compile(rb"[0-9a-f]{32}")

STORES = "v1"
"""Faust's folder of the tables, in the state folder."""


MOST_FOLDERS = 1000
"""As many as there can be partitions."""


class StateFolderError(CopydeskError):
    """The state folder cannot be used."""


class TakenFolder(StateFolderError):
    """Another worker has it."""


def take_folder(path: Path) -> tuple[Path, str]:
    """The state folder of this worker, and its name in the group. Of `/some/where/*` it is the first numbered folder that
    no other worker has: workers can share a volume, and one that comes again finds its state.
    """
    if path.name != ANY:
        return path, StateFolder(path).open()
    for number in range(1, MOST_FOLDERS + 1):
        with suppress(TakenFolder):
            folder = path.with_name(str(number))
            return folder, StateFolder(folder).open()
    raise StateFolderError(f"all folders up to {path.with_name(str(MOST_FOLDERS))} belong to workers that run")


def end_before(folder: Path) -> tuple[str, str] | None:
    """Exit code of the worker that had this folder before, and its name; None for a first one. From now on this one's
    end is noted there.
    """
    try:
        return NOTE.open(folder / END_FILE)
    except OSError as error:
        raise StateFolderError(f"the state folder {folder} cannot be used: {error.strerror}") from None


class StateFolder:
    """The folder, held by this process until it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    def open(self) -> str:
        """Take the folder; returns the worker's name in the group. StateFolderError where it is another's, or cannot be
        written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._take()
            (self.path / HEALTH_FILE).unlink(missing_ok=True)  # of the worker before: it says nothing of this one
            self._make_sure_of_room()
            self._renew()
            return self._identity()
        except OSError as error:
            raise StateFolderError(f"the state folder {self.path} cannot be used: {error.strerror}") from None

    def close(self) -> None:
        """Give it back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _take(self) -> None:
        self._lock = os.open(self.path / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o640)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            self._lock = None
            raise TakenFolder(
                f"the state folder {self.path} belongs to a worker that runs: set another COPYDESK_STATE_DIR"
            ) from None
        os.ftruncate(self._lock, 0)
        os.write(self._lock, socket.gethostname().encode())

    def _make_sure_of_room(self) -> None:
        """A full disk is found here, in one line, and not by each store that is opened."""
        try:
            (self.path / ROOM_FILE).write_bytes(bytes(ROOM_BYTES))
        finally:
            (self.path / ROOM_FILE).unlink(missing_ok=True)

    def _renew(self) -> None:
        """Stores of another format go: the memory is read back from the changelog, once."""
        found = _noted(self.path / FORMAT_FILE) or "1"
        if found != FORMAT:
            _remove_stores(self.path, f"are of format {found}, this is {FORMAT}")
        (self.path / FORMAT_FILE).write_text(FORMAT + "\n")

    def _identity(self) -> str:
        """Stays with the folder over restarts; a copy of the folder is another, because it is another file."""
        file = self.path / IDENTITY_FILE
        name = file.read_bytes().strip() if file.exists() else b""
        if not _NAME.fullmatch(name):  # new, or damaged
            name = uuid.uuid4().hex.encode()
            file.write_bytes(name + b"\n")
        return f"copydesk-{name.decode()}-{file.stat().st_ino}"


def believe_stores(path: Path, partitions: int) -> None:
    """Stores of a memory with another number of partitions go, as those of another format do. Called when the topics were
    found to have that number. A folder that does not say how many is of a release under which they did not change.
    """
    note, now = path / PARTITIONS_FILE, str(partitions)
    before = _noted(note)
    if before not in (None, now):
        _remove_stores(path, f"are of a memory with {before} partitions, this has {now}")
    note.write_text(now + "\n")


def _noted(note: Path) -> str | None:
    return note.read_text(errors="replace").strip() if note.exists() else None


def _remove_stores(path: Path, why: str) -> None:
    if (path / STORES).exists():
        log.warning("the stores in %s %s: they are removed, the memory is read back once", path, why)
        shutil.rmtree(path / STORES)
