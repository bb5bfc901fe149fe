"""Each source: how it does against its own habit."""

from __future__ import annotations

import asyncio

from aiohttp import web

from copydesk.service.shell.console.asking import PAGE
from copydesk.service.shell.console.pages.house import House, whole


class SourcePages:
    """The list, and a switch for each."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/sources", self.sources),
            web.post("/sources/pause", self.pause_source),
        ]

    async def sources(self, request: web.Request) -> web.Response:
        """A row each."""
        words, state = request.query.get("q", ""), request.query.get("state", "")
        every = await self._house.states.all()
        found = [one for one in every if words.lower() in one.name and (not state or one.state == state)]
        start = whole(request.query.get("from")) or 0
        return self._house.page(
            request,
            "sources.html",
            sources=found[start : start + PAGE * 2],
            count=len(found),
            start=start,
            more=start + PAGE * 2 if len(found) > start + PAGE * 2 else None,
            words=words,
            state=state,
            counts={name: sum(one.state == name for one in every) for name in ("failing", "quiet", "ok", "paused")},
        )

    async def pause_source(self, request: web.Request) -> web.Response:
        """Expect nothing of a source, or something again."""
        await self._house.doors.require(request)
        form = await request.post()
        name, asked = str(form.get("source", "")), form.get("paused")
        if asked not in ("yes", "no") or name not in {one.name for one in await self._house.states.all()}:
            raise web.HTTPBadRequest(text="No such source is kept here, or it is not said whether it pauses.")
        paused = asked == "yes"
        change = self._house.deeds.pause if paused else self._house.deeds.resume
        await asyncio.to_thread(change, name)
        await asyncio.to_thread(self._house.deeds.note, f"{'paused' if paused else 'resumed'} {name}", 1)
        self._house.states.forget()
        raise web.HTTPSeeOther("/sources")
