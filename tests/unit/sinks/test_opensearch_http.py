"""What answers at the address of an OpenSearch and is none."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer as TestServer

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.contract import Away, Unusable
from copydesk.service.shell.sinks.opensearch import OpenSearch
from tests.unit.sinks.entries import SOURCE, a_batch, a_version


def test_a_page_of_somebody_else() -> None:
    """A proxy, or a wrong port: one line."""

    async def page(_: web.BaseRequest) -> web.Response:
        return web.Response(text="<html></html>", content_type="text/html")

    async def scene() -> None:
        async with TestServer(page) as server:
            sink = OpenSearch(f"opensearch+http://u:p@127.0.0.1:{server.port}/articles")
            with pytest.raises(CopydeskError, match="is no OpenSearch"):
                await sink.prepare(SOURCE)
            await sink.close()

    asyncio.run(scene())


class Fake:
    """An OpenSearch that takes all, but for what it is told to answer: by path, a status; of each document, a status."""

    def __init__(self) -> None:
        self.meta: Any = None
        self.answers: dict[str, int] = {}
        self.of_a_document = 201
        self.bulks = 0

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        """As OpenSearch would."""
        body = await request.read()
        status = self.answers.get(request.path, 200)
        if status >= 300:
            return web.json_response({"error": {"type": "some_exception", "reason": "so it is"}}, status=status)
        if request.method == "PUT" and "mappings" in (told := json.loads(body)):
            self.meta = self.meta or told["mappings"].get("_meta")
        if request.method == "GET":
            return web.json_response({"articles": {"mappings": {"_meta": self.meta}}} if self.meta else {})
        if request.path == "/_bulk":
            self.bulks += 1
            error = {} if self.of_a_document < 300 else {"error": {"reason": "so it is"}}
            items = [{"index": {"status": self.of_a_document, **error}}] * (body.count(b"\n") // 2)
            return web.json_response({"items": items})
        return web.json_response({})


def with_fake(act: Any, scheme: str = "opensearch+http") -> None:
    """Run with a sink that is ready."""

    async def scene() -> None:
        fake = Fake()
        async with TestServer(fake) as server:
            sink = OpenSearch(f"{scheme}://u:p@127.0.0.1:{server.port}/articles")
            try:
                await act(sink, fake)
            finally:
                await sink.close()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "mend the login in the address"),
        (403, "give its user that right"),
        (404, "the index is gone; start the sink again"),
    ],
)
@pytest.mark.parametrize("of_a_document", [False, True])
def test_what_no_waiting_mends(status: int, said: str, of_a_document: bool) -> None:
    """It ends the sink, said of a request or of each document in it; no document is set aside for it."""

    async def act(sink: OpenSearch, fake: Fake) -> None:
        await sink.prepare(SOURCE)
        if of_a_document:
            fake.of_a_document = status
        else:
            fake.answers["/_bulk"] = status
        fake.answers["/articles-refused/_doc/0-0"] = 500
        with pytest.raises(Unusable, match=f"{status}: so it is: {said}"):
            await sink.write(a_batch(a_version(0)), now=False)

    with_fake(act)


def test_a_server_without_time() -> None:
    """It is waited for."""

    async def act(sink: OpenSearch, fake: Fake) -> None:
        await sink.prepare(SOURCE)
        fake.answers["/_bulk"] = 503
        with pytest.raises(Away):
            await sink.write(a_batch(a_version(0)), now=False)

    with_fake(act)


@pytest.mark.parametrize("meta", [None, {"copydesk": {"name": "another"}}])
def test_an_index_that_is_made_anew(meta: Any) -> None:
    """By a write that came after it was deleted, or by another sink: nothing is written into it by who had filled the one before."""

    async def act(sink: OpenSearch, fake: Fake) -> None:
        await sink.prepare(SOURCE)
        await sink.write(a_batch(a_version(0)), now=False)
        fake.meta = meta
        with pytest.raises(Unusable, match="the index articles was made anew while the sink ran"):
            await sink.write(a_batch(a_version(1, version=2)), now=False)
        with pytest.raises(Unusable):
            await sink.positions([0])
        assert fake.bulks == 1

    with_fake(act)


def test_an_index_that_the_sink_did_not_make() -> None:
    """It is left as it is, and the line says what may have happened."""

    async def act(sink: OpenSearch, fake: Fake) -> None:
        fake.meta = {"other": 1}
        with pytest.raises(Unusable, match="the sink did not make the index articles: give another; or delete it"):
            await sink.prepare(SOURCE)

    with_fake(act)


def test_a_door_without_tls() -> None:
    """The scheme is the wrong one, and stays so."""

    async def act(sink: OpenSearch, _: Fake) -> None:
        with pytest.raises(Unusable, match=r"does not speak TLS: opensearch\+http:// is without"):
            await sink.prepare(SOURCE)

    with_fake(act, "opensearch")
