"""Answering over HTTP on a port of this machine, until somebody tells the process to end."""

from __future__ import annotations

import asyncio
import signal
import socket
from typing import Any

from aiohttp import web

from copydesk.service.shell.errors import CopydeskError


def open_port(host: str, port: int) -> socket.socket:
    """At an address of IPv4 or IPv6, or a name; OSError where it cannot be had."""
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def listen(host: str, port: int) -> socket.socket:
    """An open port; CopydeskError where it cannot be had."""
    try:
        return open_port(host, port)
    except OSError as error:
        raise CopydeskError(
            f"{host}:{port} cannot be opened ({str(error.strerror).partition(' (')[0]}): name another --port"
        ) from None


async def told_to_end() -> None:
    """Return at SIGTERM or Ctrl-C."""
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    await told.wait()


async def serve(app: web.Application, listening: socket.socket, leave_seconds: float, **options: Any) -> None:
    """Answer until told to end; who is being answered then has so long."""
    runner = web.AppRunner(app, handle_signals=False, access_log=None, shutdown_timeout=leave_seconds, **options)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        await told_to_end()
    finally:
        await runner.cleanup()
