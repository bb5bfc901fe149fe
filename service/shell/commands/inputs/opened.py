"""A file opened: unpacked on the way where it is packed, its first bytes at hand to recognise it by."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element

from copydesk.service.core.intake.charsets import Decoded, decode_bytes
from copydesk.service.core.markup.xml import read_xml
from copydesk.service.shell.commands.inputs.messages import place_of
from copydesk.service.shell.errors import UnreadableFile

HEAD = 4096
MOST_STORIES = 20
"""A file of several stories may be so many times as large as one story may."""
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_PACKED = (".gz", ".zst")
_BUFFER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, or what an address gave, ready to be read."""

    path: str
    """As the caller named it."""
    suffix: str
    """Of the name without that of its packing: `.jsonl`."""
    head: bytes
    """The first bytes, unpacked."""
    stream: io.BufferedReader
    """The bytes, unpacked."""
    raw: IO[bytes] | None = None
    """The bytes as they are on disk."""
    found: bool = False
    """Whether it was found in a folder, and not named by the caller."""
    base: str | None = None
    """The address that it was fetched from."""

    @property
    def place(self) -> str:
        """The name for messages to a person."""
        return place_of(self.path)


class _Zstd(io.RawIOBase):
    """A Zstandard stream as Python reads streams; fastwarc, which unpacks web archives, unpacks it."""

    def __init__(self, raw: IO[bytes]) -> None:
        from fastwarc.stream_io import ZstdReader  # noqa: PLC0415  # only who has such files waits for it

        self._reader = ZstdReader(raw)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        content = self._reader.read(len(view))
        view[: len(content)] = content
        return len(content)


def tree_of(content: bytes, content_type: str) -> Element | None:
    """A file of XML with several stories as a tree; None where it cannot be read."""
    found = decode_bytes(content, None, content_type, html=False)
    text = found.text.removeprefix("\ufeff").lstrip() if isinstance(found, Decoded) else ""
    return read_xml(text, MOST_STORIES)


@contextmanager
def open_file(path: Path, *, found: bool = False) -> Iterator[Opened]:
    """The file; UnreadableFile, in one line, whatever goes wrong while it is read."""
    with readable(path):
        given = path.is_fifo() and path.is_relative_to("/dev")  # of a shell: <(zcat a.gz)
        if path.exists() and not path.is_file() and not given:
            raise UnreadableFile(
                f"{path}: is no file but a pipe or a device: give what it holds on standard input, as -"
            )
    with readable(path), path.open("rb") as raw:
        suffixes = [suffix.lower() for suffix in path.suffixes]
        packed = suffixes[-1:] and suffixes[-1] in _PACKED
        stream = _unpacked(raw, suffixes[-1] if packed else "")
        suffix = suffixes[-2] if packed and len(suffixes) > 1 else "" if packed or not suffixes else suffixes[-1]
        yield Opened(str(path), suffix, _head(raw, stream), stream, raw, found)


def _unpacked(raw: io.BufferedReader, packing: str) -> io.BufferedReader:
    first = raw.peek(4)
    if packing == ".gz" or first.startswith(_GZIP):
        return io.BufferedReader(gzip.open(raw), _BUFFER)
    return io.BufferedReader(_Zstd(raw), _BUFFER) if packing == ".zst" or first.startswith(_ZSTD) else raw


def _head(raw: io.BufferedReader, stream: io.BufferedReader) -> bytes:
    """The first bytes, of a packed file so far as they are whole: whoever reads it says what is wrong with it."""
    first = raw.peek(HEAD)
    if not first.startswith(_GZIP):
        return stream.peek(HEAD)[:HEAD] if stream is raw or first.startswith(_ZSTD) else b""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(first, HEAD)
    except zlib.error:
        return b""


def opened_bytes(content: bytes, path: str, *, base: str | None = None) -> Opened:
    """Bytes that are no file, as one."""
    return Opened(path, "", content[:HEAD], io.BufferedReader(io.BytesIO(content)), None, False, base)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turns what the system says of a file into one line."""
    try:
        yield
    except FileNotFoundError:
        raise UnreadableFile(f"{path}: there is no such file or folder") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UnreadableFile(f"{path}: is not a whole gzip file") from None
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror or error}") from None
