"""Reads what a person names on the command line as raw messages: files of any kind that `inputs/` knows, folders of
them, addresses of feeds, JSON Lines or a page on standard input.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Any

import orjson
from pydantic import ValidationError

from copydesk.schemas.raw import RawDocument
from copydesk.service.core.intake.lenient import understand
from copydesk.service.shell.commands.inputs.feeds import is_feed, read_feed
from copydesk.service.shell.commands.inputs.fetch import fetch, is_address, other_scheme
from copydesk.service.shell.commands.inputs.json_lines import FieldMap, How, read_lines
from copydesk.service.shell.commands.inputs.kinds import kind_of
from copydesk.service.shell.commands.inputs.messages import LARGEST_FILE, STDIN, Mark, RawMessage, Tally, Wrapping
from copydesk.service.shell.commands.inputs.opened import HEAD, Opened, open_file, opened_bytes, readable
from copydesk.service.shell.errors import UnreadableFile

_BOM = b"\xef\xbb\xbf"
_MOST_BLANK = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller asks for besides the paths."""

    wrapping: Wrapping = field(default_factory=Wrapping)
    fields: FieldMap = field(default_factory=dict)
    start: Callable[[str], Mark] = lambda _: Mark()
    """Where to go on with a file."""
    tally: Tally = field(default_factory=Tally)


def read_documents(paths: Iterable[str], asked: Asked | None = None) -> Iterator[RawMessage]:
    """All messages of these paths, in order; folders are walked in order of name, hidden files left out."""
    asked = asked or Asked()
    for path in paths:
        if path == STDIN:
            yield from _read_stdin(asked)
        elif is_address(path):
            yield from _counted("feed", _read_address(path, asked), asked.tally)
        elif (scheme := other_scheme(path)) and not Path(path).exists():
            raise UnreadableFile(f"{path}: {scheme}:// is not fetched: give an address of http or https, or a file")
        elif Path(path).is_dir():
            for file in files_of(Path(path)):
                yield from _read_file(file, asked, found=True)
        else:
            yield from _read_file(Path(path), asked, found=False)


def files_of(folder: Path) -> list[Path]:
    """All files below a folder, by name, without hidden ones."""
    with readable(folder):
        files = sorted(file for file in folder.rglob("*") if file.is_file())
    return [file for file in files if not any(part.startswith(".") for part in file.relative_to(folder).parts)]


def size_of(paths: Iterable[str]) -> int | None:
    """How many bytes the files of these paths have on disk; None where some are not on disk."""
    total = 0
    for path in paths:
        if path == STDIN or is_address(path) or other_scheme(path):
            return None
        with readable(Path(path)):
            files = files_of(Path(path)) if Path(path).is_dir() else [Path(path)]
            total += sum(file.stat().st_size for file in files)
    return total


def _how(asked: Asked, start: Mark) -> How:
    return How(asked.wrapping, asked.fields, start, asked.tally)


def _read_file(path: Path, asked: Asked, *, found: bool) -> Iterator[RawMessage]:
    with open_file(path, found=found) as opened:
        asked.tally.file = opened.raw
        kind = kind_of(opened)
        yield from _counted(kind.name, kind.read(opened, _how(asked, asked.start(str(path)))), asked.tally)
    asked.tally.file = None
    asked.tally.bytes_before += path.stat().st_size


def _read_address(address: str, asked: Asked) -> Iterator[RawMessage]:
    content, base = fetch(address)
    opened = opened_bytes(content, address, base=base)
    if not is_feed(opened.head):
        raise UnreadableFile(f"{address}: is no feed; of addresses only feeds are fetched, pages are for a scraper")
    yield from read_feed(opened, _how(asked, Mark()))


def _counted(kind: str, messages: Iterator[RawMessage], tally: Tally) -> Iterator[RawMessage]:
    for message in messages:
        tally.documents[kind] += 1
        yield message


def _read_stdin(asked: Asked) -> Iterator[RawMessage]:
    """JSON Lines, each as it comes; in one piece what begins with a tag: a page, a feed or a wire's message."""
    stream = sys.stdin.buffer
    first = _first_line(stream)
    if first.removeprefix(_BOM).lstrip().startswith(b"<"):
        opened = opened_bytes(first.lstrip() + stream.read(LARGEST_FILE + 1), "stdin")
        kind = kind_of(opened)
        yield from _counted(kind.name, kind.read(opened, _how(asked, Mark())), asked.tally)
    else:
        opened = Opened("stdin", ".jsonl", b"", BufferedReader(_Begun(first, stream)))
        yield from _counted("JSON Lines", read_lines(opened, _how(asked, Mark())), asked.tally)


def _first_line(stream: IO[bytes]) -> bytes:
    """The first line that is not blank, or as much of it as tells what it is, and the blank ones before it, if few."""
    lines: list[bytes] = []
    while len(lines) < _MOST_BLANK and (line := stream.readline(HEAD)):
        lines.append(line)
        if line.removeprefix(_BOM).strip():
            break
    return b"".join(lines)


class _Begun(RawIOBase):
    """A stream of which the first bytes are read already. Gives what there is and waits for no more: lines may come
    slowly.
    """

    def __init__(self, first: bytes, rest: IO[bytes]) -> None:
        self._first, self._rest = first, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(memoryview(buffer))
        content = self._first[:size] or self._rest.read1(size)  # type: ignore[attr-defined]  # standard input has it
        self._first = self._first[size:]
        buffer[: len(content)] = content
        return len(content)


def wrapping_of(paths: tuple[str, ...], source_id: str | None, url: str | None) -> Wrapping:
    """The options of the command line; ValueError with one line if they do not fit."""
    if url and (len(paths) != 1 or not (paths[0] == STDIN or Path(paths[0]).is_file())):
        raise ValueError("--url names one page: give it with a single file, or with - for a page on standard input")
    try:
        orjson.dumps([source_id, url])
        RawDocument.model_validate(understand({"source_id": source_id, "url": url}).fields)
    except (ValidationError, TypeError):  # a TypeError: what the terminal sent is no text
        raise ValueError(
            f"--source {source_id!r} or --url is not valid: a source is a slug like `dailyplanet`, or a name or host that makes one"
        ) from None
    return Wrapping(source_id, url)
