"""What was turned away: by reason and source, each as it came, and what is done about it."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from aiohttp import web

from copydesk.schemas.notices import Reason
from copydesk.service.core.desk.replay import Wanted, offer_of_rejection
from copydesk.service.core.records import Origin, Record, parse_origin
from copydesk.service.shell.console import told
from copydesk.service.shell.console.asking import PAGE, Row
from copydesk.service.shell.console.doors import FRAME_POLICY
from copydesk.service.shell.console.jobs import Job
from copydesk.service.shell.console.pages.house import House, moment, whole
from copydesk.service.shell.console.second_look import second_look

TEXT_CHARS = 20_000
"""Of an original that is shown as text; all of it can be had as bytes."""


WITHOUT_FRAMES = "<style>iframe, object, embed, frame { display: none !important }</style>"
"""What a page would fetch stays empty: consent walls would cover all of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants done with rejections."""

    what: str
    raws: list[str]
    """Where their raw records stand."""
    since: int
    """When the first was turned away."""
    until: int | None
    """Before which the last; None for now."""


class RejectionPages:
    """Groups, a group, one."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/rejections", self.rejections),
            web.get("/rejection", self.rejection),
            web.get("/rejection/bytes", self.original),
            web.get("/rejection/frame", self.frame),
            web.post("/rejections/settle", self.settle),
        ]

    async def rejections(self, request: web.Request) -> web.Response:
        """The groups, or one of them."""
        state = request.query.get("state", "open")
        reason, source = request.query.get("reason"), request.query.get("source")
        if reason is None or source is None:
            groups = await asyncio.to_thread(self._house.shelves.rejection_groups, state, source)
            notes = await asyncio.to_thread(self._house.shelves.notes, 20)
            return self._house.page(request, "rejections.html", groups=groups, state=state, source=source, notes=notes)
        before = whole(request.query.get("before"))
        rows = await asyncio.to_thread(self._house.shelves.rejections, state, reason, source, before)
        return self._house.page(
            request,
            "rejection_group.html",
            rows=rows[:PAGE],
            more=rows[PAGE - 1]["id"] if len(rows) > PAGE else None,
            reason=reason,
            source=source,
            state=state,
            remedy=_remedy(reason),
        )

    async def rejection(self, request: web.Request) -> web.Response:
        """One: the original, and on request what would be made of it now."""
        row, record = await self._rejected(request)
        original = await self._original_of(record)
        look = await second_look(original, self._house.settings) if original and request.query.get("look") else None
        return self._house.page(
            request,
            "rejection.html",
            row=row,
            remedy=_remedy(row["reason"]),
            original=original,
            headers=_headers(record),
            hex=told.hexadecimal(original.value or b"") if original else "",
            text=_body(original)[:TEXT_CHARS] if original else "",
            cut=bool(original and len(_body(original)) > TEXT_CHARS),
            look=look,
        )

    async def _rejected(self, request: web.Request) -> tuple[Row, Record | None]:
        row = await asyncio.to_thread(self._house.shelves.rejection, whole(request.query.get("id")) or 0)
        if row is None:
            raise web.HTTPNotFound(text="No such rejection is kept here.")
        place = Origin(self._house.settings.topic("rejected"), row["partition"], row["offset"])
        return row, await self._house.lookups.record(place)

    async def _original_of(self, record: Record | None) -> Record | None:
        """As it came; read where it came from, where its rejection had to leave something out."""
        offer = offer_of_rejection(record) if record else None
        if offer is None or offer.whole:
            return offer.original if offer else None
        return await self._house.lookups.record(offer.original.origin)

    async def original(self, request: web.Request) -> web.Response:
        """Its bytes, to be kept in a file."""
        row, record = await self._rejected(request)
        original = await self._original_of(record)
        if original is None:
            raise web.HTTPNotFound(text="It is no longer on the topic, or the broker does not answer.")
        name = "".join(letter if letter.isalnum() else "-" for letter in row["raw"])
        headers = {"Content-Disposition": f'attachment; filename="{name}.bin"'}
        return web.Response(body=original.value or b"", content_type="application/octet-stream", headers=headers)

    async def frame(self, request: web.Request) -> web.Response:
        """The page as a browser shows it, in a sandbox: no script, nothing from outside."""
        _, record = await self._rejected(request)
        original = await self._original_of(record)
        text = _body(original) + WITHOUT_FRAMES if original else "It is no longer on the topic."
        return web.Response(text=text, content_type="text/html", headers={"Content-Security-Policy": FRAME_POLICY})

    async def settle(self, request: web.Request) -> web.Response:
        """Discard rejections or send them again: one, or all open ones of a group. Asked first, then done and noted."""
        await self._house.doors.require(request)
        form = {name: str(value) for name, value in (await request.post()).items()}
        if form.get("do") not in ("replay", "discard"):
            raise web.HTTPBadRequest(text="Say what is to be done: replay or discard.")
        asked = await self._asked(form)
        if not form.get("sure") or not asked.raws:
            return self._house.page(request, "sure.html", form=form, asked=asked)
        if form.get("do") == "discard":
            count = await asyncio.to_thread(self._house.deeds.settle, asked.raws, "discarded")
            await asyncio.to_thread(self._house.deeds.note, f"discarded {asked.what}", count)
            raise web.HTTPSeeOther("/rejections")
        await self._send_again(asked)
        raise web.HTTPSeeOther("/replay")

    async def _asked(self, form: Mapping[str, str]) -> Asked:
        if number := whole(form.get("id")):
            row = await asyncio.to_thread(self._house.shelves.rejection, number)
            if row is None:
                raise web.HTTPNotFound(text="No such rejection is kept here.")
            return Asked(f"{row['raw']} ({row['reason']})", [row["raw"]], row["at"], row["at"] + 1)
        reason, source = form.get("reason", ""), form.get("source", "")
        raws, since = await asyncio.to_thread(self._house.shelves.open_of, reason, source)
        return Asked(f"all {reason} of {source or '(no source)'}", raws, since, None)

    async def _send_again(self, asked: Asked) -> None:
        wanted = Wanted(
            origins=frozenset(filter(None, map(parse_origin, asked.raws))),
            since=moment(asked.since),
            until=moment(asked.until) if asked.until else None,
        )
        raws = asked.raws

        def settled(_: Job) -> None:
            self._house.deeds.settle(raws, "replayed")

        # one that somebody looks at and sends is sent, though it was before
        self._house.jobs.start(asked.what, "rejected", wanted, None, again=asked.until is not None, done=settled)


def _remedy(reason: str) -> str:
    return next((f"{known.meaning} {known.remedy}" for known in Reason if known == reason), "")


def _headers(record: Record | None) -> list[tuple[str, str]]:
    found = record.headers if record else ()
    return [
        (name, (value or b"").hex() if name.startswith("kafka_dlt-original-") and name != "kafka_dlt-original-topic"
         else (value or b"").decode(errors="replace"))
        for name, value in found
    ]  # fmt: skip


def _text(original: Record) -> str:
    return (original.value or b"").decode(errors="replace")


def _body(original: Record) -> str:
    """The page in an envelope, or the value itself; in UTF-8, whatever it says of itself."""
    try:
        said = orjson.loads(original.value or b"")
        body = said.get("body") if isinstance(said, dict) else None
        packed = said.get("body_b64") if isinstance(said, dict) else None
        found = b64decode(packed).decode(errors="replace") if isinstance(packed, str) and not body else body
    except ValueError:  # orjson's and base64's are these too
        found = None
    return found if isinstance(found, str) else _text(original)
