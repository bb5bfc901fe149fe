"""Records where they stand: one connection, one question at a time."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from copydesk.service.core.records import Origin, Record
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import read_one

ANSWER_SECONDS = 8.0


class Lookups:
    """Opened when it is first asked, and again after it failed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._turn = asyncio.Lock()
        self._open: tuple[AsyncExitStack, Any] | None = None
        self.answers = True
        """Whether the broker did, when it was asked last."""

    async def record(self, place: Origin) -> Record | None:
        """What stands there; None where it is gone, or the broker cannot be asked."""
        async with self._turn:
            try:
                found = await asyncio.wait_for(self._read(await self._client(), place), ANSWER_SECONDS)
                self.answers = True
                return found
            except (CopydeskError, KafkaError, TimeoutError, OSError):
                self.answers = False
                await self._close()
                return None

    async def close(self) -> None:
        """Hang up."""
        async with self._turn:
            await self._close()

    async def _client(self) -> Any:
        if self._open is None:
            stack = AsyncExitStack()
            client = await stack.enter_async_context(consumer(self._settings, fetch_max_wait_ms=50))
            self._open = (stack, client)
        return self._open[1]

    async def _read(self, client: Any, place: Origin) -> Record | None:
        found = await read_one(client, TopicPartition(place.topic, place.partition), place.offset)
        return record_of(found) if found else None

    async def _close(self) -> None:
        if self._open:
            stack, _ = self._open
            self._open = None
            with suppress(CopydeskError, KafkaError, TimeoutError, OSError):
                await stack.aclose()
