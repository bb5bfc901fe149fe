"""What answers at the address of an OpenSearch and is none."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer as TestServer

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.opensearch import OpenSearch
from tests.unit.sinks.entries import SOURCE


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
