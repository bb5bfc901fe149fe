"""The health port: answers questions over HTTP, 200 or 503, with the reason as JSON, and `/metrics` as text."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.listening import open_port

Question = Callable[[], Mapping[str, Any]]
"""What is said when it is asked; `ok` says whether that is 200 or 503."""


class PortTaken(CopydeskError):
    """The health port cannot be opened."""


def answer_at(settings: Settings, questions: Mapping[str, Question], metrics: Callable[[], bytes]) -> None:
    """Answer from now on, where the settings name a port; PortTaken with one line where it cannot be had.

    In a thread and a loop of its own: a process whose loop hangs must be told to be dead, and one that does a long piece of work
    must not be taken for it.
    """
    if settings.health_port:
        listening = _listen(settings.health_host, settings.health_port)
        threading.Thread(
            target=lambda: asyncio.run(_serve(questions, listening, metrics)), name="health", daemon=True
        ).start()


@asynccontextmanager
async def answering(
    settings: Settings, questions: Mapping[str, Question], metrics: Callable[[], bytes]
) -> AsyncIterator[None]:
    """The same for as long as the block runs, in the loop that runs it: what is asked need not be safe for threads."""
    if not settings.health_port:
        yield
        return
    serving = asyncio.create_task(_serve(questions, _listen(settings.health_host, settings.health_port), metrics))
    try:
        yield
    finally:
        serving.cancel()
        await asyncio.wait([serving])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return open_port(host, port)
    except OSError as error:
        raise PortTaken(
            f"the health port {host}:{port} cannot be opened ({error.strerror}): set another COPYDESK_HEALTH_PORT, or 0"
        ) from None


async def _serve(questions: Mapping[str, Question], listening: socket.socket, metrics: Callable[[], bytes]) -> None:
    app = web.Application()
    app.add_routes([web.get("/metrics", _telling(metrics))])
    app.add_routes([web.get(path, _answering(question)) for path, question in questions.items()])
    runner = web.AppRunner(app, handle_signals=False, access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _telling(metrics: Callable[[], bytes]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def told(_: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return told


def _answering(question: Question) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answered(_: web.Request) -> web.Response:
        said = question()
        return web.json_response(said, status=200 if said["ok"] else 503)

    return answered
