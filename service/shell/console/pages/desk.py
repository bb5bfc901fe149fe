"""The desk as it is now: rates, workers, lags, what is not well; live."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiohttp import web
from markupsafe import Markup

from copydesk.service.shell.console import charts
from copydesk.service.shell.console.alerts import LAG_SECONDS, alerts
from copydesk.service.shell.console.pages.house import House, now

LIVE_SECONDS = 2.0
MOST_LIVE = 50
MOST_LAGS = 48
SERIES = (("in", "in"), ("new", "new"), ("revised", "revised"), ("duplicate", "duplicate"), ("rejected", "rejected"))


class DeskPages:
    """The first page."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._live = 0

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/", self.desk),
            web.get("/live", self.live),
            web.get("/health", self.health),
        ]

    async def desk(self, request: web.Request) -> web.Response:
        """Rates, workers, lags, what is not well."""
        return self._house.page(request, "desk.html", live=Markup(await self._desk()))

    async def live(self, request: web.Request) -> web.StreamResponse:
        """The same as server-sent events, whenever it differs."""
        if self._live >= MOST_LIVE:
            raise web.HTTPServiceUnavailable(text="too many look already")
        self._live += 1
        try:
            return await self._stream(request)
        finally:
            self._live -= 1

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        shown = ""
        with suppress(ConnectionError):
            while True:
                html = await self._desk()
                if html != shown:
                    lines = "".join(f"data: {line}\n" for line in html.splitlines())
                    await response.write(f"event: desk\n{lines}\n".encode())
                    shown = html
                else:
                    await response.write(b": still here\n\n")
                await asyncio.sleep(LIVE_SECONDS)
        return response

    async def _desk(self) -> str:
        moment = now()
        rates = await asyncio.to_thread(self._house.shelves.rates, moment)
        sight, sources = self._house.follower.sight, self._house.states.latest()
        hour = {kind: sum(counts) for kind, counts in rates.counts.items()}
        last = {kind: sum(counts[-6:-1]) / 5 for kind, counts in rates.counts.items()}
        series = [(name, rates.counts.get(kind, [0] * len(rates.minutes))) for name, kind in SERIES]
        return self._house.templates.get_template("desk_live.html").render(
            sight=sight,
            alerts=alerts(sight, hour, sources),
            rates=rates,
            last=last,
            hour=hour,
            lags=sorted(sight.lags, key=lambda lag: -lag.records)[:MOST_LAGS],
            late=LAG_SECONDS,
            waiting=sum(lag.records for lag in sight.lags),
            oldest=max((lag.seconds for lag in sight.lags if lag.seconds), default=None),
            top=max((max(numbers) for _, numbers in series), default=0),
            chart=charts.lines(series, "records a minute in the last hour"),
            size=await asyncio.to_thread(self._house.shelves.size),
        )

    async def health(self, _: web.Request) -> web.Response:
        """For probes: whether it answers, and what the broker last said."""
        problem = self._house.follower.sight.problem
        return web.json_response(
            {"ok": True, "broker": problem or "answers", "to_read": self._house.follower.sight.to_read}
        )
