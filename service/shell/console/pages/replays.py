"""Documents sent again: what runs, what ran, and a form for more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from copydesk.schemas.notices import Reason
from copydesk.service.core.desk.replay import Wanted
from copydesk.service.core.records import parse_origin
from copydesk.service.shell.console.pages.house import House, whole


class ReplayPages:
    """One page, and what its forms do."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/replay", self.replays),
            web.post("/replay", self.start_replay),
            web.post("/replay/change", self.change_replay),
        ]

    async def replays(self, request: web.Request) -> web.Response:
        """What runs and ran, and a form for another."""
        return self._house.page(
            request, "replay.html", jobs=list(self._house.jobs.all), reasons=list(Reason), problem=None
        )

    async def start_replay(self, request: web.Request) -> web.Response:
        """Begin one; asked first."""
        await self._house.doors.require(request)
        form = {name: str(value).strip() for name, value in (await request.post()).items()}
        try:
            wanted, what = _wanted(form)
            rate = int(form["rate"]) if form.get("rate") else None
            if rate is not None and rate < 1:
                raise ValueError("a rate is 1 or more")
        except ValueError as error:
            return self._house.page(
                request, "replay.html", 400, jobs=list(self._house.jobs.all), reasons=list(Reason), problem=str(error)
            )
        kept: Any = "raw" if form.get("kept") == "raw" else "rejected"
        if not form.get("sure"):
            return self._house.page(request, "sure_replay.html", form=form, what=what, kept=kept)
        self._house.jobs.start(
            f"{what} from {kept}",
            kept,
            wanted,
            rate,
            done=lambda job: self._house.deeds.note(f"sent {what} from {kept} again", job.sent.records),
        )
        raise web.HTTPSeeOther("/replay")

    async def change_replay(self, request: web.Request) -> web.Response:
        """Pause, resume, slow, stop."""
        await self._house.doors.require(request)
        form = await request.post()
        job = self._house.jobs.job(whole(str(form.get("job"))) or 0)
        if job is None:
            raise web.HTTPNotFound(text="No such replay.")
        match form.get("do"):
            case "pause":
                self._house.jobs.pause(job)
            case "resume":
                self._house.jobs.resume(job)
            case "stop":
                self._house.jobs.stop(job)
            case "rate":
                job.gate.rate = whole(str(form.get("rate"))) or None
        raise web.HTTPSeeOther("/replay")


def _wanted(form: Mapping[str, str]) -> tuple[Wanted, str]:
    """What a form asks for, and in words; ValueError with a line for what cannot be read, or asks for all without saying so."""
    since, until = _time(form.get("since")), _time(form.get("until"))
    origins = []
    for text in form.get("origins", "").split():
        place = parse_origin(text)
        if place is None:
            raise ValueError(f"{text!r} is no place like news.raw/3/1234")
        origins.append(place)
    reasons = tuple(filter(None, [form.get("reason", "")]))
    sources = tuple(form.get("source", "").split())
    if not (reasons or sources or origins or since or until or form.get("all")):
        raise ValueError("say which: a reason, a source, a time, places, or all")
    named = [*reasons, *sources, *(str(place) for place in origins[:3])]
    named += [f"since {since:%Y-%m-%d %H:%M}"] if since else []
    named += [f"until {until:%Y-%m-%d %H:%M}"] if until else []
    return Wanted(reasons, sources, (), origins, since, until), ", ".join(named) or "all"


def _time(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no time like 2026-11-01 or 2026-11-01T12:30") from None
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given
