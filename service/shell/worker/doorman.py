"""A worker that runs and loses its last connection: are the brokers gone, or do they no longer let it in?

Gone brokers come back, and aiokafka knocks until they do. A password that was changed, or a certificate that nobody trusts
any more, does not mend itself: the worker ends with the line that says so, and its next start says it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from copydesk.service.shell.errors import CopydeskError, Refused
from copydesk.service.shell.exits import CRASHED, leave

LOOK_SECONDS = 2.0


class Doorman:
    """Knocks where no connection is left, as `knock` does it."""

    def __init__(
        self,
        consumer: Callable[[], Any],
        knock: Callable[[], Awaitable[CopydeskError | None]],
        *,
        leave: Callable[[int, str], None] = leave,
    ) -> None:
        self._consumer = consumer
        self._knock = knock
        self._leave = leave

    async def run(self) -> None:
        """Look every two seconds, for as long as the worker runs."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> None:
        """End the process where every connection is gone and a broker says why."""
        consumer = self._consumer()
        if consumer.connected and not consumer.reaches_a_broker:
            wrong = await self._knock()
            if isinstance(wrong, Refused):
                self._leave(CRASHED, str(wrong))
