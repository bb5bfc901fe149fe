"""The bad network itself: if these fail, no network fault means anything."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest

from tests.kafka.proxies import Proxies

PATIENCE_SECONDS = 0.3


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while line := await reader.readline():
            writer.write(line)
    except OSError:
        pass
    finally:
        writer.close()


@contextlib.asynccontextmanager
async def through(proxies: Proxies) -> AsyncIterator[tuple[int, asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection through a proxy to a server that says everything back."""
    async with await asyncio.start_server(_echo, "127.0.0.1", 0) as server:
        port = proxies.add(server.sockets[0].getsockname()[1])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            yield port, reader, writer
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes | None:
    """What comes back in time."""
    writer.write(b"hello\n")
    with contextlib.suppress(TimeoutError):
        return await asyncio.wait_for(reader.readline(), PATIENCE_SECONDS)
    return None


async def _connect_and_read(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await asyncio.wait_for(reader.readexactly(1), 5)
    finally:
        writer.close()


@pytest.mark.parametrize("mode", ["hole", "noreply"])
def test_what_is_held_back_arrives_later(mode: str) -> None:
    """Nothing comes back while the network is bad; all of it when it is good again."""

    async def scene() -> None:
        async with through(proxies) as (port, reader, writer):
            assert await _answer(reader, writer) == b"hello\n"
            proxies.set_mode([port], mode)  # type: ignore[arg-type]  # a parameter of the test
            assert await _answer(reader, writer) is None
            proxies.set_mode([port], "pass")
            assert await asyncio.wait_for(reader.readline(), 5) == b"hello\n"

    with Proxies() as proxies:
        asyncio.run(scene())


def test_refused_connections_are_reset() -> None:
    """Those that are open, and those that are opened."""

    async def scene() -> None:
        async with through(proxies) as (port, reader, writer):
            assert await _answer(reader, writer) == b"hello\n"
            proxies.set_mode([port], "refuse")
            with pytest.raises(ConnectionError):
                await asyncio.wait_for(reader.readexactly(1), 5)
            with pytest.raises(ConnectionError):
                await _connect_and_read(port)

    with Proxies() as proxies:
        asyncio.run(scene())


def test_a_delay_is_added_each_way() -> None:
    """An answer takes twice the delay."""

    async def scene() -> float:
        async with through(proxies) as (port, reader, writer):
            proxies.set_mode([port], "pass", delay_seconds=0.1)
            began = time.monotonic()
            assert await _answer(reader, writer) == b"hello\n"
            return time.monotonic() - began

    with Proxies() as proxies:
        assert asyncio.run(scene()) >= 0.2
