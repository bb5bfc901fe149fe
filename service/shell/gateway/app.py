"""The gateway's answers: 202 for what all replicas have, a line for what no desk would take, and when to come again for the rest."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from copydesk.publisher import InvalidDocument, NotDelivered, Publisher, PublishError, Sent, TooLarge
from copydesk.service.shell.gateway.bodies import Bodies, Unreadable, bodies_of, require_readable
from copydesk.service.shell.gateway.metrics import Metrics
from copydesk.service.shell.gateway.reading import Reading, Refused, Room

log = logging.getLogger(__name__)

STUCK_SECONDS = 10.0
"""A document that waits so long for its brokers says that they are away: others need not wait to be told."""
AGAIN_SECONDS: Mapping[int, int] = {429: 1, 503: 5}
"""`Retry-After`, by status."""

Result = dict[str, Any]
"""What became of one document: `status`, and `record_id`, `topic`, `partition`, `offset`, or `error` and `retry`."""


class Gateway:
    """Requests in, documents to a publisher, answers out."""

    def __init__(self, desk: Publisher, token: str | None, room: Room | None = None) -> None:
        self._desk, self._token = desk, token
        self._room = room or Room()
        self.metrics = Metrics(desk, self._room)
        self.ending = False

    def app(self) -> web.Application:
        """All that is answered."""
        app = web.Application(middlewares=[_in_json])
        app.add_routes(
            [
                web.post("/raw", self.raw),
                web.get("/live", self.live),
                web.get("/ready", self.ready),
                web.get("/metrics", self.told),
            ]
        )
        return app

    async def raw(self, request: web.Request) -> web.Response:
        """Documents; see docs/publishing.md."""
        began, reading = time.monotonic(), Reading(self._room)
        try:
            answer = await self._published(request, reading)
        except Refused as refused:
            answer = _answer(refused.status, _failed(refused.status, refused.why))
        except Exception:
            log.exception("a request failed")
            answer = _answer(500, _failed(500, "the gateway failed; its log says why"))
        finally:
            reading.close()
        self.metrics.answered(answer.status, time.monotonic() - began)
        return answer

    async def live(self, _: web.Request) -> web.Response:
        """Whether the loop turns: it answers."""
        return web.json_response({"live": True})

    async def ready(self, _: web.Request) -> web.Response:
        """Whether documents can be taken."""
        problem = self._problem()
        return web.json_response({"ready": problem is None, "problem": problem}, status=503 if problem else 200)

    def health(self) -> Result:
        """The same, as the health port says it."""
        problem = self._problem()
        return {"ok": problem is None, "reason": problem or "documents are taken"}

    async def told(self, request: web.Request) -> web.Response:
        """The metrics, for those who may publish."""
        try:
            self._let_in(request)
        except Refused as refused:
            return _answer(refused.status, _failed(refused.status, refused.why))
        return web.Response(body=self.metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _published(self, request: web.Request, reading: Reading) -> web.Response:
        self._let_in(request)
        if problem := self._problem():
            raise Refused(503, problem)
        require_readable(request.rel_url.raw_query_string)
        content = await reading.content(request)
        bodies = bodies_of(content, request.content_type, request.headers, request.query)
        results = await self._results(bodies)
        for result in results:
            self.metrics.ended(result["status"])
        if not bodies.batch:
            return _answer(results[0]["status"], results[0])
        statuses = {result["status"] for result in results}
        return _answer(statuses.pop() if len(statuses) == 1 else 207, {"results": results})

    def _let_in(self, request: web.Request) -> None:
        """Refused for whoever has no token; without one, for any page in a browser of this machine."""
        if self._token is None:
            if "Origin" in request.headers:
                raise Refused(403, "a page in a browser may not publish where no COPYDESK_GATEWAY_TOKEN is set")
            return
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        given = token.strip().encode("utf-8", "surrogateescape")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given, self._token.encode()):
            raise Refused(401, "the header authorization: Bearer TOKEN is missing, or the token is another")

    def _problem(self) -> str | None:
        if self.ending:
            return "the gateway is ending; send it again"
        if not self._desk.connected:
            return "no connection to the brokers; send it again"
        waiting = self._desk.oldest_seconds
        return (
            f"the brokers have confirmed nothing for {waiting:.0f} s; send it again"
            if waiting > STUCK_SECONDS
            else None
        )

    async def _results(self, bodies: Bodies) -> list[Result]:
        """In the order of the documents. All are under way before the first is waited for."""
        sent = [await self._send(document) for document in bodies.documents]
        await asyncio.gather(*(each for each in sent if isinstance(each, Sent)), return_exceptions=True)
        return [await _result(each) for each in sent]

    async def _send(self, document: Mapping[str, Any] | Unreadable) -> Sent | PublishError:
        if isinstance(document, Unreadable):
            return InvalidDocument(document.why)
        try:
            return await self._desk.send(document)
        except PublishError as error:
            return error


@web.middleware
async def _in_json(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """What aiohttp answers by itself, said as all else is."""
    try:
        return await handler(request)
    except web.HTTPMethodNotAllowed as error:
        allowed = ", ".join(sorted(error.allowed_methods))
        told = _answer(405, _failed(405, f"{request.path[:60]} takes {allowed}"))
        told.headers["Allow"] = allowed
        return told
    except web.HTTPException as error:
        if error.status < 400:
            raise
        why = "there is no such path: documents go to /raw" if error.status == 404 else error.reason
        return _answer(error.status, _failed(error.status, why))


async def _result(sent: Sent | PublishError) -> Result:
    try:
        if isinstance(sent, PublishError):
            raise sent
        receipt = await sent
    except InvalidDocument as error:
        return _failed(400, str(error))
    except TooLarge as error:
        return _failed(413, str(error))
    except NotDelivered as error:
        return {**_failed(503, str(error)), "record_id": error.record_ids[0]}
    return {
        "status": 202,
        "record_id": receipt.record_id,
        "topic": receipt.topic,
        "partition": receipt.partition,
        "offset": receipt.offset,
    }


def _failed(status: int, why: str) -> Result:
    return {"status": status, "error": " ".join(why.split()), "retry": status in {408, 429, 500, 503}}


def _answer(status: int, told: Mapping[str, Any]) -> web.Response:
    headers = {"Retry-After": str(AGAIN_SECONDS[status])} if status in AGAIN_SECONDS else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return web.Response(status=status, body=orjson.dumps(told), content_type="application/json", headers=headers)
