"""The bytes of a request: unpacked a little at a time, never more than there is room for, and never half of them."""

from __future__ import annotations

import asyncio
import gzip
import os
import tracemalloc
from collections.abc import AsyncIterator

import pytest

from copydesk.service.shell.gateway.reading import AT_ONCE, Refused, Room, unpacked

MEBIBYTE = 1024 * 1024


async def parts(content: bytes, size: int) -> AsyncIterator[bytes]:
    """As a network brings it."""
    for start in range(0, len(content), size):
        yield content[start : start + size]


def unpack(content: bytes, size: int = 1000) -> bytes:
    """All of it."""

    async def joined() -> bytes:
        return b"".join([chunk async for chunk in unpacked(parts(content, size))])

    return asyncio.run(joined())


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize(
    "content", [b"", b"x", b"<p>Ferry</p>" * 20_000, os.urandom(200_000)], ids=["0", "1", "p", "r"]
)
def test_what_is_packed_comes_out(content: bytes, size: int) -> None:
    """However the network cuts it, in one part of gzip or in several."""
    packed = gzip.compress(content)
    if size > 1 or len(packed) < 10_000:
        assert unpack(packed, size) == content
        assert unpack(packed + packed, size) == content * 2


@pytest.mark.parametrize("missing", [1, 4, 8, 9, 100])
def test_what_is_cut_is_not_taken_for_the_whole(missing: int) -> None:
    """A page without its end would be read as a shorter page."""
    packed = gzip.compress(os.urandom(1000))
    with pytest.raises(Refused, match="the gzip of the body was cut"):
        unpack(packed[:-missing])
    with pytest.raises(Refused, match="the gzip of the body was cut"):
        unpack(packed + packed[:-missing])


def test_what_is_no_gzip() -> None:
    """Is said."""
    with pytest.raises(Refused, match="the body is not gzip"):
        unpack(b"<p>Ferry</p>")
    with pytest.raises(Refused, match="the body is not gzip"):
        unpack(gzip.compress(b"x") + b"<p>Ferry</p>")


def test_a_bomb_is_unpacked_a_little_at_a_time() -> None:
    """A quarter of a gigabyte in a quarter of a megabyte takes no more memory than what is looked at."""
    packed = gzip.compress(bytes(256 * MEBIBYTE), 9)

    async def longest() -> tuple[int, int]:
        sizes = [len(chunk) async for chunk in unpacked(parts(packed, len(packed)))]
        return max(sizes), sum(sizes)

    tracemalloc.start()
    try:
        found = asyncio.run(longest())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == (AT_ONCE, 256 * MEBIBYTE)
    assert peak < 2 * MEBIBYTE


def test_room_is_shared() -> None:
    """What does not fit is told to come again; what was given back can be taken again."""
    room = Room(1000)
    room.take(600)
    with pytest.raises(Refused, match="send it again in a moment") as told:
        room.take(401)
    assert told.value.status == 429
    room.take(400)
    room.give(1000)
    assert room.held == 0
