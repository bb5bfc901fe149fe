"""The health port: answers `/live` and `/ready` over HTTP, 200 or 503, with the reason as JSON, and `/metrics` as text.

In a thread and a loop of its own: a worker whose loop hangs must be told to be dead, and one that reads a long document
must not be taken for it.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.health import Board, Health, answer, live_problem, ready_problem
from copydesk.service.shell.listening import open_port

Question = Callable[[Health, float], str | None]

QUESTIONS: tuple[tuple[str, Question], ...] = (("/live", live_problem), ("/ready", ready_problem))
"""Path, and what is wrong; what else is to be had on this port is a route in `_serve`."""


class PortTaken(CopydeskError):
    """The health port cannot be opened."""


def serve_health(board: Board, settings: Settings, metrics: Callable[[], bytes]) -> None:
    """Answer from now on, where the settings name a port; PortTaken with one line where it cannot be had."""
    if settings.health_port:
        listening = _listen(settings.health_host, settings.health_port)
        threading.Thread(
            target=lambda: asyncio.run(_serve(board, listening, metrics)), name="health", daemon=True
        ).start()


def _listen(host: str, port: int) -> socket.socket:
    try:
        return open_port(host, port)
    except OSError as error:
        raise PortTaken(
            f"the health port {host}:{port} cannot be opened ({error.strerror}): set another COPYDESK_HEALTH_PORT, or 0"
        ) from None


async def _serve(board: Board, listening: socket.socket, metrics: Callable[[], bytes]) -> None:
    app = web.Application()
    app.add_routes([web.get("/metrics", _telling(metrics))])
    app.add_routes([web.get(path, _answering(board, question)) for path, question in QUESTIONS])
    runner = web.AppRunner(app, handle_signals=False, access_log=None)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    await asyncio.Event().wait()


def _telling(metrics: Callable[[], bytes]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def told(_: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return told


def _answering(board: Board, question: Question) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answered(_: web.Request) -> web.Response:
        health, age = board.read()
        problem = question(health, age)
        return web.json_response(answer(health, age, problem), status=200 if problem is None else 503)

    return answered
