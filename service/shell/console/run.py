"""`copydesk console`: opens the shelf, follows the topics, answers on a port until it is told to end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from copydesk.service.settings import Settings
from copydesk.service.shell.console.asking import Shelves
from copydesk.service.shell.console.doors import Doors
from copydesk.service.shell.console.following import Follower, desk_of
from copydesk.service.shell.console.jobs import Jobs
from copydesk.service.shell.console.lookups import Lookups
from copydesk.service.shell.console.pages.articles import ArticlePages
from copydesk.service.shell.console.pages.desk import DeskPages
from copydesk.service.shell.console.pages.house import House, States
from copydesk.service.shell.console.pages.login import LoginPages
from copydesk.service.shell.console.pages.rejections import RejectionPages
from copydesk.service.shell.console.pages.replays import ReplayPages
from copydesk.service.shell.console.pages.sources import SourcePages
from copydesk.service.shell.console.shelf import Bounds, Deeds, Shelf, locked
from copydesk.service.shell.listening import listen, serve

PAGES = (DeskPages, SourcePages, RejectionPages, ArticlePages, ReplayPages, LoginPages)
"""A page more is a line here."""

SHELF = "console.db"
MOST_FORM_BYTES = 64 * 1024
LEAVE_SECONDS = 3.0
"""So long is waited for those who still look."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a console is to run."""

    host: str
    port: int
    folder: Path
    days: int
    megabytes: int


async def run_console(settings: Settings, asked: Asked, announce: Callable[[], None]) -> None:
    """Until SIGTERM or Ctrl-C. `announce` is called when it listens."""
    listening = listen(asked.host, asked.port)
    with locked(asked.folder):
        announce()
        path = asked.folder / SHELF
        shelf = Shelf(path, Bounds(asked.days, asked.megabytes * 1_000_000))
        shelf.fit(desk_of(settings))
        follower = Follower(settings, shelf, asked.days)
        follower.start()
        try:
            await serve(app_of(settings, path, follower), listening, LEAVE_SECONDS)
        finally:
            await asyncio.to_thread(follower.stop)
            shelf.close()


def app_of(settings: Settings, path: Path, follower: Follower) -> web.Application:
    """All pages, over a shelf that the follower fills."""
    shelves = Shelves(path)
    token = settings.console_token.get_secret_value() if settings.console_token else None
    hosts = frozenset() if settings.console_hosts == "*" else frozenset(settings.console_hosts.split(","))
    states, deeds = States(shelves), Deeds(path)
    doors, jobs, lookups = Doors(token, hosts), Jobs(settings, deeds.note), Lookups(settings)
    house = House(settings, shelves, deeds, follower, doors, jobs, lookups, states)
    app = web.Application(middlewares=[doors.middleware], client_max_size=MOST_FORM_BYTES)
    for pages in PAGES:
        app.add_routes(pages(house).routes())

    async def end(_: web.Application) -> None:
        await jobs.close()
        await lookups.close()

    async def begin(_: web.Application) -> None:
        states.renew()

    app.on_startup.append(begin)
    app.on_cleanup.append(end)
    return app
