"""Web archives: each response, resource and conversion record of a WARC or WET file that holds text is a document.

Only the records are parted by fastwarc. Where a record's own encoding is broken its iterator ends as if the file did,
so that HTTP is read here, record by record.
"""

from __future__ import annotations

import io
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from copydesk.client.fetched import headers_along
from copydesk.service.core.intake.media import BINARY_TYPES, binary_kind, media_type
from copydesk.service.shell.commands.inputs.json_lines import How
from copydesk.service.shell.commands.inputs.messages import LARGEST, Mark, RawMessage, envelope
from copydesk.service.shell.commands.inputs.opened import Opened
from copydesk.service.shell.errors import UnreadableFile

_BEGINNINGS = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"WARC/")
"""Where reading can go on: at a member of a packed file, or at a record."""
_LONGEST_END, _CHUNK = 16 * 1024 * 1024, 64 * 1024
_LONGEST_URL, _LONGEST_TYPE, _LONGEST_ID = 4096, 256, 256
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_TEXTS = ("text/", "application/xhtml", "application/xml", "application/json", "application/ld+json", "message/rfc822")
_NO_TEXTS = ("text/css", "text/javascript", "text/x-javascript", "text/ecmascript", "text/vtt", "text/x-component")
_MOST_HEADER_LINES = 120


@dataclass(frozen=True, slots=True)
class Skip:
    """Why a record is no document."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    headers: dict[str, str]
    content: bytes


def read_warc(opened: Opened, how: How) -> Iterator[RawMessage]:
    """A message for each record that holds a document; the others are counted."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415  # only who has web archives waits for it

    assert opened.raw is not None
    opened.raw.seek(how.start.offset)
    begin, since = how.start.offset, 0
    position, length = begin, 0
    try:
        for record in ArchiveIterator(opened.raw, parse_http=False):
            position, length = record.stream_pos, record.content_length
            if position != begin and _begins(opened.raw, position):
                begin, since = position, 0
            made = _made(record, opened)
            if isinstance(made, Skip):
                # Records behind the mark were counted when it was set, but for those since the last document.
                how.tally.skipped[made.reason] += 1
                continue
            if made is None:
                continue
            since += 1
            if begin == how.start.offset and since <= how.start.messages:
                continue
            content, fields = made
            yield RawMessage(
                envelope(how.wrapping, content, fields), (), opened.place, position, opened.path, Mark(begin, since)
            )
    except OSError as error:
        raise UnreadableFile(f"{opened.path}: is not a whole web archive: {error}, behind byte {position}") from None
    if not _ends_whole(opened.raw, begin, length):
        raise UnreadableFile(f"{opened.path}: is not a whole web archive: it is cut behind byte {position}")


def _begins(raw: IO[bytes], position: int) -> bool:
    first = os.pread(raw.fileno(), 5, position)
    return first.startswith(_BEGINNINGS)


def _ends_whole(raw: IO[bytes], begin: int, length: int) -> bool:
    """Whether nothing but whole records stand behind the last place where reading could begin: a header that is cut ends
    fastwarc's reading as the end of the file does. Not asked where that place is far from the end.
    """
    size = os.fstat(raw.fileno()).st_size
    if size - begin > _LONGEST_END:
        return True
    raw.seek(begin)
    rest = raw.read(_LONGEST_END)
    if rest.startswith(b"WARC/"):
        head = rest.find(b"\r\n\r\n")
        return head >= 0 and not rest[head + 4 + length :].strip()
    return _inflates(rest) if rest.startswith(b"\x1f\x8b") else True


def _inflates(packed: bytes) -> bool:
    """Whether bytes are whole members of gzip; what they hold is let go at once."""
    member, fresh = zlib.decompressobj(zlib.MAX_WBITS | 16), True
    for at in range(0, len(packed), _CHUNK):
        piece = packed[at : at + _CHUNK]
        while piece:
            try:
                member.decompress(piece, 16 * _CHUNK)
            except zlib.error:
                return False
            piece, fresh = member.unused_data or member.unconsumed_tail, member.eof
            if member.eof:
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    return fresh


def _made(record: object, opened: Opened) -> tuple[bytes, dict[str, object]] | Skip | None:
    """The content of a record and its fields; None for a record about records."""
    headers = {name.lower(): value for name, value in record.headers.items()}  # type: ignore[attr-defined]  # fastwarc's
    kind = headers.get("warc-type", "").lower()
    wanted = kind in ("response", "resource", "conversion")
    length = record.content_length  # type: ignore[attr-defined]
    block = record.reader.read(min(length, LARGEST + 1)) if wanted else b""  # type: ignore[attr-defined]
    read = len(block) if wanted else record.reader.consume()  # type: ignore[attr-defined]
    if read < min(length, LARGEST + 1):
        raise UnreadableFile(f"{opened.path}: is not a whole web archive: its last record, of {length} bytes, is cut")
    if not wanted:
        return None
    if length > LARGEST:
        return Skip("larger than a document can be")
    response = _response(block) if kind == "response" and _is_http(headers) else _Response(200, {}, block)
    if isinstance(response, Skip):
        return response
    http = kind == "response"
    content_type = response.headers.get("content-type") if http else headers.get("content-type")
    content_type = content_type or headers.get("warc-identified-payload-type")
    if not _is_text(content_type, response.content):
        return Skip("not text")
    return response.content, _fields(headers, response, content_type, http=http)


def _is_http(headers: Mapping[str, str]) -> bool:
    return "http" in headers.get("content-type", "application/http")


def _fields(
    headers: Mapping[str, str], response: _Response, content_type: str | None, *, http: bool
) -> dict[str, object]:
    url = headers.get("warc-target-uri", "").strip("<> ")
    return {
        "record_id": headers.get("warc-record-id", "").strip("<> ").removeprefix("urn:uuid:")[:_LONGEST_ID],
        "url": url if url.startswith(("http://", "https://")) and len(url) <= _LONGEST_URL else None,
        "content_type": content_type[:_LONGEST_TYPE] if content_type else None,
        "fetched_at": headers.get("warc-date"),
        "http_status": response.status if http else None,
        "http_headers": response.headers,
    }


def _response(block: bytes) -> _Response | Skip:
    """The HTTP message of a record; Skip where it brought no document."""
    head, blank, content = block.partition(b"\r\n\r\n")
    if not blank:
        head, _, content = block.partition(b"\n\n")
    status = _STATUS.match(head)
    if status is None:
        return Skip("no HTTP")
    if not 200 <= int(status[1]) < 300:
        return Skip("not 2xx")
    given = _headers(head)
    if "chunked" in given.get("transfer-encoding", "").lower():
        content = _unchunked(content)
    for encoding in reversed(given.get("content-encoding", "").lower().replace(" ", "").split(",")[-2:]):
        content = _unpacked(content, encoding)
    if len(content) > LARGEST:
        return Skip("larger than a document can be")
    return _Response(int(status[1]), headers_along(given.items()), content)


def _headers(head: bytes) -> dict[str, str]:
    """By their names in small letters; of a repeated one the first."""
    found: dict[str, str] = {}
    for line in head.split(b"\n")[1:_MOST_HEADER_LINES]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon and name.strip():
            found.setdefault(name.strip().lower()[:100], value.strip())
    return found


def _unchunked(content: bytes) -> bytes:
    """The content without the lengths of its chunks; as it is where there are none, as some archives keep it."""
    parts: list[bytes] = []
    at = 0
    while (end := content.find(b"\n", at, at + 200)) >= 0:
        try:
            length = int(content[at:end].split(b";")[0].strip(), 16)
        except ValueError:
            return content if not parts else b"".join(parts)
        if length <= 0:
            break
        parts.append(content[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if content.startswith(b"\r\n", at) else content.startswith(b"\n", at)
    return b"".join(parts) if parts else content


def _unpacked(content: bytes, encoding: str) -> bytes:
    """The content unpacked, so far as it goes; as it is where it is not packed, as some archives keep it."""
    if encoding in ("gzip", "x-gzip"):
        return _inflated(content, (zlib.MAX_WBITS | 16,))
    if encoding == "deflate":
        return _inflated(content, (zlib.MAX_WBITS, -zlib.MAX_WBITS))
    if encoding in ("br", "zstd"):
        return _by_fastwarc(content, encoding)
    return content


def _inflated(content: bytes, windows: tuple[int, ...]) -> bytes:
    for window in windows:
        try:
            return zlib.decompressobj(window).decompress(content, LARGEST + 1)
        except zlib.error:
            continue
    return content


def _by_fastwarc(content: bytes, encoding: str) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader  # noqa: PLC0415  # beside the archives' own reader

    reader = BrotliReader if encoding == "br" else ZstdReader
    try:
        return reader(io.BytesIO(content)).read(LARGEST + 1)
    except OSError:
        return content


def _is_text(content_type: str | None, content: bytes) -> bool:
    kind = media_type(content_type)
    if kind.startswith(_NO_TEXTS) or kind.startswith(BINARY_TYPES):
        return kind.endswith(("+xml", "+json")) and not kind.startswith("image/")
    declared = kind.startswith(_TEXTS) or kind.endswith(("+xml", "+json"))
    unknown = kind in ("", "application/octet-stream", "unknown/unknown", "application/http")
    return (
        (declared or unknown)
        and bool(content.strip())
        and binary_kind(content[:4096], None, wide="utf-16" in (content_type or "").lower()) is None
    )
