"""Reads what a person names on the command line as raw messages: JSON Lines, pages, folders of both, standard input.

A line of JSON Lines is one message, byte for byte; a blank line is none. A `.json` file is one message. Any other file
is a page or a text and is put into an envelope. `.gz` of any of these is unpacked on the way.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson
from pydantic import ValidationError

from copydesk.schemas.raw import RawDocument
from copydesk.service.core.intake.lenient import understand
from copydesk.service.core.records import Headers
from copydesk.service.shell.errors import UnreadableFile

STDIN = "-"
LINES = (".jsonl", ".ndjson")
LONGEST_PLACE = 200

CONTENT_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class RawMessage:
    """What goes on `news.raw`, and where it was read."""

    value: bytes
    headers: Headers = ()
    place: str = STDIN
    """The file, for messages to a person."""
    number: int = 1
    """The line, from 1."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What the caller says about documents that are not in an envelope yet."""

    source_id: str | None = None
    url: str | None = None


def read_documents(paths: Iterable[str], wrapping: Wrapping = Wrapping()) -> Iterator[RawMessage]:
    """All messages of these paths, in order; folders are walked in order of name, hidden files left out."""
    for path in paths:
        if path == STDIN:
            yield from _lines(sys.stdin.buffer, "stdin")
        elif Path(path).is_dir():
            for file in _files_of(Path(path)):
                yield from _read_file(file, wrapping)
        else:
            yield from _read_file(Path(path), wrapping)


def _files_of(folder: Path) -> list[Path]:
    with _readable(folder):
        files = sorted(file for file in folder.rglob("*") if file.is_file())
    return [file for file in files if not any(part.startswith(".") for part in file.relative_to(folder).parts)]


def _read_file(path: Path, wrapping: Wrapping) -> Iterator[RawMessage]:
    packed = path.suffix == ".gz"
    suffix = (Path(path.stem) if packed else path).suffix.lower()
    with _readable(path), gzip.open(path) if packed else path.open("rb") as file:
        if suffix in LINES:
            yield from _lines(file, place_of(path))  # type: ignore[arg-type]  # GzipFile reads like any other file
            return
        content = file.read()
    yield RawMessage(
        content if suffix == ".json" else wrap(content, CONTENT_TYPES.get(suffix), wrapping), (), place_of(path)
    )


def place_of(path: Path) -> str:
    """A file's name as messages and records can carry it: printable, on one line, the last part of a long one."""
    name = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in str(path))
    return name if len(name) <= LONGEST_PLACE else f"…{name[-LONGEST_PLACE:]}"


def _lines(file: IO[bytes], place: str) -> Iterator[RawMessage]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield RawMessage(line.removesuffix(b"\n"), (), place, number)


def wrap(content: bytes, content_type: str | None, wrapping: Wrapping = Wrapping()) -> bytes:
    """A RawDocument around a page: `body` for clean UTF-8, else `body_b64`."""
    try:
        body = {"body": content.decode()}
    except UnicodeDecodeError:
        body = {"body_b64": b64encode(content).decode()}
    named = {"source_id": wrapping.source_id, "url": wrapping.url, "content_type": content_type}
    return orjson.dumps(
        {name: value for name, value in named.items() if value} | body | {"scraper": "copydesk publish"}
    )


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: there is no such file or folder") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror or error}") from None
    except (EOFError, zlib.error):
        raise UnreadableFile(f"{path}: is not a whole gzip file") from None


def wrapping_of(paths: tuple[str, ...], source_id: str | None, url: str | None) -> Wrapping:
    """The options of the command line; ValueError with one line if they do not fit."""
    if url and (len(paths) != 1 or paths[0] == STDIN or not Path(paths[0]).is_file()):
        raise ValueError("--url names one page: give it with a single file")
    try:
        orjson.dumps([source_id, url])
        RawDocument.model_validate(understand({"source_id": source_id, "url": url}).fields)
    except (ValidationError, TypeError):  # a TypeError: what the terminal sent is no text
        raise ValueError(
            f"--source {source_id!r} or --url is not valid: a source is a slug like `dailyplanet`, or a name or host that makes one"
        ) from None
    return Wrapping(source_id, url)
