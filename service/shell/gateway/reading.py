"""The bytes of a request: unpacked, within bounds, in bounded time; and the room that all requests share."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator

from aiohttp import ClientError, web

MEBIBYTE = 1024 * 1024
MOST_REQUEST_BYTES = 32 * MEBIBYTE
"""Of one request, unpacked."""
MOST_HELD_BYTES = 128 * MEBIBYTE
"""Of all requests that are not answered yet; whoever comes then is told to come again."""
READ_SECONDS = 60.0
"""Who takes longer to send a request holds up others."""
AT_ONCE = 64 * 1024
GZIP = 31
"""zlib's number for gzip with its header and checksum."""


class Refused(Exception):
    """A request that is not read: its status, and why in one line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Room:
    """How much memory the requests that are not answered yet may take together."""

    def __init__(self, most: int = MOST_HELD_BYTES) -> None:
        self._most = most
        self.held = 0

    def take(self, count: int) -> None:
        """So many bytes more; Refused where they do not fit."""
        if self.held + count > self._most:
            raise Refused(429, "too much at once: the brokers are slower than what comes in; send it again in a moment")
        self.held += count

    def give(self, count: int) -> None:
        """So many bytes less."""
        self.held -= count


class Reading:
    """One request's bytes. Whoever makes it calls `close` once the request is answered."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._taken = 0

    async def content(self, request: web.Request) -> bytes:
        """The unpacked body; Refused where it is too large, broken, too slow, or packed in another way than gzip."""
        encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in {"identity", "gzip"}:
            raise Refused(415, f"content-encoding {encoding[:40]} is not known here: gzip, or none")
        if (request.content_length or 0) > MOST_REQUEST_BYTES:
            raise Refused(413, f"a request may have {MOST_REQUEST_BYTES} bytes; split it")
        try:
            async with asyncio.timeout(READ_SECONDS):
                chunks = request.content.iter_chunked(AT_ONCE)
                return await self._joined(unpacked(chunks) if encoding == "gzip" else chunks)
        except TimeoutError:
            raise Refused(408, f"the request was not complete after {READ_SECONDS:g} s") from None
        except (ClientError, web.RequestPayloadError):
            raise Refused(400, "the request ended before its body did") from None

    async def _joined(self, chunks: AsyncIterator[bytes]) -> bytes:
        parts: list[bytes] = []
        async for chunk in chunks:
            if self._taken + len(chunk) > MOST_REQUEST_BYTES:
                raise Refused(413, f"a request may have {MOST_REQUEST_BYTES} bytes unpacked; split it")
            self._room.take(len(chunk))
            self._taken += len(chunk)
            parts.append(chunk)
        return b"".join(parts)

    def close(self) -> None:
        """Make room."""
        self._room.give(self._taken)
        self._taken = 0


async def unpacked(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """What is in gzip, a little at a time whatever it was packed from; Refused where it is none, or was cut."""
    member = zlib.decompressobj(GZIP)
    begun = False
    async for chunk in chunks:
        packed = chunk
        while packed:
            begun = True
            try:
                yield member.decompress(packed, AT_ONCE)
            except zlib.error:
                raise Refused(400, "the body is not gzip, as its content-encoding says") from None
            packed = member.unconsumed_tail or member.unused_data
            if member.eof:  # gzip may have several parts
                member, begun = zlib.decompressobj(GZIP), bool(packed)
    while begun and not member.eof:
        rest = member.decompress(b"", AT_ONCE)
        if not rest:
            break
        yield rest
    if begun and not member.eof:
        raise Refused(400, "the gzip of the body was cut")
