"""Waiting for a place that is away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from copydesk.service.shell.sinks.account import Account
from copydesk.service.shell.sinks.contract import Away

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 1.0, 30.0

log = logging.getLogger("copydesk")

Given = TypeVar("Given")


@dataclass(slots=True)
class Patience:
    """Waits for a place that is away, longer each time. The log has a line when it goes and one when it is back."""

    ending: asyncio.Event
    account: Account
    first: float = FIRST_WAIT_SECONDS
    wait: float = field(init=False)
    """Of the next pause."""
    _away: bool = False
    _took_nothing: bool = False
    """Away since it was to take records: that it answers something else does not say that it is back."""

    def __post_init__(self) -> None:
        self.wait = self.first

    async def until_given(self, act: Callable[[], Awaitable[Given]]) -> Given | None:
        """What it gives, once the place is not away; None where the process is told to end before."""
        while not self.ending.is_set():
            try:
                given = await act()
            except Away as error:
                await self.pause(error)
            else:
                if not self._took_nothing:
                    self.back()
                return given
        return None

    async def pause(self, error: Away, *, took_nothing: bool = False) -> None:
        """Until it is worth to ask again, or the process is told to end."""
        if not self._away:
            log.warning("the sink is away, and asked again until it answers: %s", error)
        self._away, self._took_nothing = True, self._took_nothing or took_nothing
        self.account.waits(str(error))
        with suppress(TimeoutError):
            await asyncio.wait_for(self.ending.wait(), self.wait)
        self.wait = min(2 * self.wait, LONGEST_WAIT_SECONDS)

    def back(self) -> None:
        """It has done what it was asked."""
        if self._away:
            log.warning("the sink is back")
            self.account.waits(None)
        self.wait, self._away, self._took_nothing = self.first, False, False
