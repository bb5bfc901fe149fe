"""A gateway in a process of its own, as a person starts it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp

from copydesk.service.settings import Settings
from tests.kafka.guarded import Guarded
from tests.kafka.node import free_ports

TOKEN = "a-token-of-the-test"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
START_SECONDS = 60


class GatewayProcess:
    """`copydesk gateway` on a free port of loopback."""

    def __init__(self, settings: Settings, folder: Path, token: str | None = TOKEN) -> None:
        self.url = f"http://127.0.0.1:{(port := free_ports(1)[0])}"
        self.log = folder / "gateway.log"
        secret = {"COPYDESK_GATEWAY_TOKEN": token} if token else {}
        environment = {**os.environ, **settings.as_environment(), **secret}
        command = [sys.executable, "-m", "copydesk", "gateway", "--port", str(port)]
        self._process = Guarded(command, self.log, env=environment)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._process.stop, 60)

    async def ready(self, path: str = "/ready") -> None:
        """Return when it takes documents; or, of `/live`, when it answers."""
        async with aiohttp.ClientSession() as session:
            for _ in range(START_SECONDS * 5):
                try:
                    async with session.get(self.url + path) as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.2)
        raise TimeoutError(self.log.read_text())

    def kill(self) -> None:
        """SIGKILL: no clean-up of any kind."""
        self._process.kill()

    async def stop(self) -> int:
        """SIGTERM, and the exit code."""
        self._process.signal(signal.SIGTERM)
        return await asyncio.to_thread(self._process.wait, 60)
