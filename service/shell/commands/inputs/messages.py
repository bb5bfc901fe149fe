"""What every kind of input gives: raw messages, where each was read, and a tally of what was read and passed over."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import orjson

from copydesk.service.core.records import Headers

STDIN = "-"
LONGEST_PLACE = 200
LARGEST = 12 * 1024 * 1024
"""No document has more bytes: more than the desk's limit may be, COPYDESK_MAX_DOCUMENT_BYTES."""
LARGEST_FILE = 64 * 1024 * 1024
"""No file that is read in one piece has more; the broker says where less is too much."""
SCRAPER = "copydesk publish"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where reading a file goes on: so many messages behind that byte, at which a record of it begins."""

    offset: int = 0
    messages: int = 0


@dataclass(frozen=True, slots=True)
class RawMessage:
    """What goes on `news.raw`, and where it was read."""

    value: bytes
    headers: Headers = ()
    place: str = STDIN
    """The file, for messages to a person."""
    number: int = 1
    """The line, from 1; the byte at which a record of a web archive begins."""
    path: str | None = None
    """The file, for programs; None where there is none to go on with."""
    mark: Mark = Mark()
    """Where reading goes on once this message is published."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What the caller says about documents that are not in an envelope yet."""

    source_id: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Tally:
    """What was read so far; the bar on a terminal and the last line tell it."""

    documents: Counter[str] = field(default_factory=Counter)
    """By kind of input: `web archive`."""
    skipped: Counter[str] = field(default_factory=Counter)
    """By what they are instead of documents: `not text`."""
    notes: list[str] = field(default_factory=list)
    """What a person should know, a line each."""
    bytes_before: int = 0
    """Of the files that are read to their end."""
    file: IO[bytes] | None = None
    """The one that is being read."""

    @property
    def bytes_read(self) -> int:
        """As they are on disk."""
        return self.bytes_before + (self.file.tell() if self.file and not self.file.closed else 0)


def envelope(wrapping: Wrapping, content: bytes, fields: Mapping[str, Any], *, as_bytes: bool = False) -> bytes:
    """A RawDocument around a document: `body` for clean UTF-8, else, or where bytes are asked for, `body_b64`. What a
    document says of itself outranks what the caller says of all.
    """
    try:
        body = {"body_b64": b64encode(content).decode()} if as_bytes else {"body": content.decode()}
    except UnicodeDecodeError:
        body = {"body_b64": b64encode(content).decode()}
    named = {"source_id": wrapping.source_id, "url": wrapping.url} | {
        name: value for name, value in fields.items() if value
    }
    return orjson.dumps({name: value for name, value in named.items() if value} | body | {"scraper": SCRAPER})


def place_of(name: str) -> str:
    """A file's name as messages and records can carry it: printable, on one line, the last part of a long one."""
    printable = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in name)
    return printable if len(printable) <= LONGEST_PLACE else f"…{printable[-LONGEST_PLACE:]}"
