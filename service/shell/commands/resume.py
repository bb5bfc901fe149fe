"""Where publishing goes on after it was ended: a small file that says, for each file, what the broker has confirmed.

Written anew every second and at the end, never in place: killed at any time nothing is lost, and what was confirmed
since the last writing, or was on its way, is published again.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from copydesk.service.shell.commands.inputs.messages import Mark, RawMessage
from copydesk.service.shell.commands.inputs.opened import readable
from copydesk.service.shell.errors import UnreadableFile

BEAT_SECONDS = 1.0
FORMAT = 1
_HEAD = 64 * 1024


@dataclass(slots=True)
class _Known:
    """What is known of a file: how it began, and how far it is published."""

    length: int
    head: str
    """Hash of its first bytes, `length` of them: more may have been added to its end since."""
    mark: Mark


class Resume:
    """The marks of all files, kept in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._saved_at = time.monotonic()
        self._dirty = False

    def start(self, file: str) -> Mark:
        """Where to go on with a file; at its beginning with one that is new. UnreadableFile for one that is another by
        now.
        """
        name = str(Path(file).resolve())
        known = self._known.get(name)
        length, head = _head_of(Path(file), known.length if known else _HEAD)
        if known is None:
            self._known[name] = _Known(length, head, Mark())
            return Mark()
        if (known.length, known.head) != (length, head) or known.mark.offset > Path(file).stat().st_size:
            raise UnreadableFile(f"{file}: is not the file that {self._path} knows; remove {self._path} to begin anew")
        return known.mark

    def confirm(self, message: RawMessage) -> None:
        """A message is published, and all before it."""
        if message.path is None:
            return
        self._known[str(Path(message.path).resolve())].mark = message.mark
        self._dirty = True

    def beat(self) -> None:
        """Write what is confirmed, once a second."""
        if time.monotonic() - self._saved_at > BEAT_SECONDS:
            self.save()

    def save(self) -> None:
        """Write what is confirmed."""
        if not self._dirty:
            return
        files = {
            name: {
                "length": known.length,
                "head": known.head,
                "offset": known.mark.offset,
                "messages": known.mark.messages,
            }
            for name, known in self._known.items()
        }
        temporary = self._path.with_name(f"{self._path.name}.new")
        with readable(self._path):
            with temporary.open("wb") as file:
                file.write(orjson.dumps({"format": FORMAT, "files": files}, option=orjson.OPT_INDENT_2))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._path)
        self._saved_at, self._dirty = time.monotonic(), False


def _read(path: Path) -> dict[str, _Known]:
    if not path.exists():
        with readable(path):
            path.touch()  # whoever cannot write here learns it before anything is published
        return {}
    with readable(path):
        content = path.read_bytes()
    try:
        return _known(orjson.loads(content)) if content.strip() else {}
    except (ValueError, OverflowError, KeyError, TypeError, AttributeError):
        raise UnreadableFile(f"{path}: is not a file that --resume has written") from None


def _known(state: Any) -> dict[str, _Known]:
    if state["format"] != FORMAT:
        raise KeyError("format")
    return {
        name: _Known(_count(told["length"]), str(told["head"]), Mark(_count(told["offset"]), _count(told["messages"])))
        for name, told in state["files"].items()
    }


def _count(told: Any) -> int:
    if int(told) < 0:
        raise ValueError("less than nothing")
    return int(told)


def _head_of(path: Path, length: int) -> tuple[int, str]:
    with readable(path), path.open("rb") as file:
        head = file.read(length)
    return len(head), hashlib.sha256(head).hexdigest()
