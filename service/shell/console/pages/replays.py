"""Documents sent again: what runs, what ran, and a form for more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from aiohttp import web

from copydesk.schemas.notices import Reason
from copydesk.service.core.desk.replay import Wanted
from copydesk.service.core.records import parse_origin
from copydesk.service.shell.commands.replay import Kept
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
            rate, kept = _rate(form.get("rate", "")), _kept(form)
        except ValueError as error:
            return self._house.page(
                request, "replay.html", 400, jobs=list(self._house.jobs.all), reasons=list(Reason), problem=str(error)
            )
        if not form.get("sure"):
            return self._house.page(request, "sure_replay.html", form=form, what=what, kept=kept)
        self._house.jobs.start(f"{what} from {kept}", kept, wanted, rate)
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
                try:
                    job.gate.rate = _rate(str(form.get("rate", "")))
                except ValueError as error:
                    raise web.HTTPBadRequest(text=f"{error}.") from None
            case _:
                raise web.HTTPBadRequest(text="Say what is to be done: pause, resume, stop or rate.")
        raise web.HTTPSeeOther("/replay")


def _rate(text: str) -> int | None:
    """Records a second; None where nothing is said."""
    if text.strip() and not whole(text.strip()):
        raise ValueError(f"{text!r} is no rate: a whole number, 1 or more, or nothing for as many as come")
    return whole(text.strip())


def _kept(form: Mapping[str, str]) -> Kept:
    match form.get("kept", "rejected"):
        case "rejected":
            if form.get("reason") and form["reason"] not in list(Reason):
                raise ValueError(f"{form['reason']!r} is no reason")
            return "rejected"
        case "raw":
            if form.get("reason"):
                raise ValueError("a reason is for what was rejected: raw documents have none")
            return "raw"
        case other:
            raise ValueError(f"{other!r} is no topic to send from: rejected or raw")


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
