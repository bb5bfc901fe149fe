"""What all pages share: where they ask, and how they are drawn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape

from copydesk.service.settings import Settings
from copydesk.service.shell.console import charts, told
from copydesk.service.shell.console.asking import Shelves
from copydesk.service.shell.console.doors import Doors
from copydesk.service.shell.console.following import Follower
from copydesk.service.shell.console.habits import SourceState, in_order, state_of
from copydesk.service.shell.console.jobs import Jobs
from copydesk.service.shell.console.lookups import Lookups
from copydesk.service.shell.console.shelf import Deeds

STATES_SECONDS = 20.0
"""What is said of sources is that old at most."""


class States:
    """How each source does: read once for all who ask, since all counts of four weeks are gone through. Who asks is not kept
    waiting for newer ones.
    """

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._made: list[SourceState] = []
        self._made_at: float | None = None
        self._making: asyncio.Task[None] | None = None

    def latest(self) -> list[SourceState]:
        """Those that were read last, without waiting; none before the first time."""
        if self._made_at is None or time.monotonic() - self._made_at > STATES_SECONDS:
            self.renew()
        return self._made

    async def all(self) -> list[SourceState]:
        """Those that call for a person first."""
        made = self.latest()
        if self._made_at is None and self._making:
            await asyncio.shield(self._making)
            return self._made
        return made

    def renew(self) -> None:
        """Begin to read them anew, unless that is under way."""
        self._making = self._making or asyncio.get_running_loop().create_task(self._make())

    def forget(self) -> None:
        """Something was changed: wait for newer ones."""
        self._made_at = None

    async def _make(self) -> None:
        try:
            self._made = await asyncio.to_thread(self._read)
            self._made_at = time.monotonic()
        finally:
            self._making = None

    def _read(self) -> list[SourceState]:
        at = now()
        return in_order(state_of(row, at) for row in self._shelves.sources(at))


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("copydesk.service.shell.console"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        **{name: getattr(told, name) for name in ("ago", "span", "clock", "wait", "size", "percent", "number")},
        "bars": charts.bars,
    }
    made.filters.update(filters)
    return made


@dataclass(frozen=True, slots=True)
class House:
    """Of one console."""

    settings: Settings
    shelves: Shelves
    deeds: Deeds
    follower: Follower
    doors: Doors
    jobs: Jobs
    lookups: Lookups
    states: States
    templates: Environment = field(default_factory=_templates)

    def page(self, request: web.Request, name: str, status: int = 200, **values: Any) -> web.Response:
        """A template with what every page says."""
        shared = {
            "path": request.path,
            "writable": self.doors.writable,
            "key": self.doors.form_key(request),
            "sight": self.follower.sight,
            "prefix": self.settings.topic_prefix,
            "answers": self.lookups.answers,
        }
        text = self.templates.get_template(name).render(shared | values)
        return web.Response(text=text, content_type="text/html", status=status)


def now() -> int:
    """Milliseconds since 1970."""
    return int(time.time() * 1000)


def whole(text: str | None) -> int | None:
    """A number that somebody wrote into an address or a form; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def moment(milliseconds: int) -> datetime:
    """Aware, UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
