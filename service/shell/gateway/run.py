"""`copydesk gateway`: answers on a port until it is told to end, and then ends with what it has taken."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from contextlib import suppress

from aiohttp import web

from copydesk.publisher import NotDelivered, Publisher
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.gateway.app import Gateway
from copydesk.service.shell.health_port import answering
from copydesk.service.shell.listening import listen, serve
from copydesk.service.shell.security import client_options

DELIVERY_SECONDS = 30.0
"""How long a request waits for the brokers."""
LEAVE_SECONDS = DELIVERY_SECONDS + 5


async def run_gateway(settings: Settings, host: str, port: int, announce: Callable[[], None]) -> None:
    """Until SIGTERM or Ctrl-C; then new requests are turned away, and those that it has are answered. `announce` is called when it
    listens. CopydeskError where it would listen to everybody.
    """
    token = settings.gateway_token.get_secret_value() if settings.gateway_token else None
    if token is not None and not token.strip():
        raise CopydeskError("COPYDESK_GATEWAY_TOKEN is blank: set a token that nobody guesses, or leave it out")
    if token is None and not _is_here(host):
        raise CopydeskError(f"to answer at {host}, set COPYDESK_GATEWAY_TOKEN: without it anybody there could publish")
    listening = listen(host, port)
    options = client_options(settings)
    desk = Publisher(
        options.pop("bootstrap_servers"),
        topic=settings.topic("raw"),
        max_document_bytes=settings.max_document_bytes,
        delivery_timeout_seconds=DELIVERY_SECONDS,
        **options,
    )
    await desk.start(wait=False)
    gateway = Gateway(desk, token)
    app = gateway.app()

    async def end(_: web.Application) -> None:
        gateway.ending = True

    app.on_shutdown.append(end)
    questions = {"/live": lambda: {"ok": True}, "/ready": gateway.health}
    try:
        async with answering(settings, questions, gateway.metrics.text):
            announce()
            await serve(app, listening, LEAVE_SECONDS, auto_decompress=False)
    finally:
        with suppress(NotDelivered):  # each was told to who sent it
            await desk.close()


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
