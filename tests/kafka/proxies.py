"""TCP proxies on loopback whose network can be bad: in a thread of their own, so that a busy test does not slow them.

Each listens on a port and leads to one other. `set_mode` says what it does from now on.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Self

Mode = Literal["pass", "hole", "noreply", "refuse"]
"""`hole`: nothing passes, connections stay; `noreply`: only requests pass; `refuse`: connections are reset.
What was held back arrives when the mode is `pass` again."""

CHUNK_BYTES = 1024 * 1024


@dataclass(eq=False)
class _Route:
    target: int
    mode: Mode = "pass"
    delay_seconds: float = 0.0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def open(self, *, upward: bool) -> None:
        """Wait for as long as nothing passes in this direction."""
        while self.mode == "hole" or (self.mode == "noreply" and not upward):
            await self.changed.wait()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its beginning to its end."""
        self.writers.add(writer)
        try:
            await self._carry(reader, writer)
        except OSError:
            _reset(writer)
        finally:
            self.writers.discard(writer)
            writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mode == "refuse":
            raise ConnectionResetError
        await self.open(upward=True)
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.target, limit=CHUNK_BYTES)
        self.writers.add(up_writer)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(reader, up_writer, upward=True))
                both.create_task(self._pump(up_reader, writer, upward=False))
        except* OSError:
            _reset(writer)
        finally:
            self.writers.discard(up_writer)
            up_writer.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, upward: bool) -> None:
        while data := await reader.read(CHUNK_BYTES):
            if self.delay_seconds:
                await asyncio.sleep(self.delay_seconds)
            await self.open(upward=upward)
            writer.write(data)
            await writer.drain()
        await self.open(upward=upward)
        writer.close()

    def set_mode(self, mode: Mode, delay_seconds: float) -> None:
        self.mode, self.delay_seconds = mode, delay_seconds
        self.changed.set()
        self.changed = asyncio.Event()
        if mode == "refuse":
            for writer in self.writers:
                _reset(writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST instead of FIN, as a firewall or a dead machine's successor does."""
    with contextlib.suppress(OSError):  # it is closed already
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class Proxies:
    """A number of proxies, and the thread in which they run."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._routes: dict[int, _Route] = {}
        self._servers: list[asyncio.Server] = []

    def __enter__(self) -> Self:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def add(self, target: int) -> int:
        """A proxy to this port; returns the port on which it listens."""
        return asyncio.run_coroutine_threadsafe(self._add(target), self._loop).result(10)

    def set_mode(self, ports: Iterable[int], mode: Mode, delay_seconds: float = 0.0) -> None:
        """What the proxies on these ports do from now on; a delay is added to every chunk each way."""
        for port in ports:
            self._loop.call_soon_threadsafe(self._routes[port].set_mode, mode, delay_seconds)

    async def _add(self, target: int) -> int:
        route = _Route(target)
        server = await asyncio.start_server(route.accept, "127.0.0.1", 0, limit=CHUNK_BYTES)
        self._servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        self._routes[port] = route
        return port

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        mine = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in mine:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*mine, return_exceptions=True)
        await asyncio.sleep(0.01)  # closed connections are let go of in the loop's next turns
