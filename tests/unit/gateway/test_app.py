"""What the gateway answers whatever its brokers do."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from copydesk.publisher import Publisher
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.gateway.app import Gateway
from copydesk.service.shell.gateway.bodies import require_readable
from copydesk.service.shell.gateway.reading import Refused
from copydesk.service.shell.gateway.run import run_gateway


def ask(method: str, path: str) -> tuple[int, Any, str | None]:
    """Status, the JSON of the answer, and what it allows."""

    async def scene() -> tuple[int, Any, str | None]:
        gateway = Gateway(Publisher("127.0.0.1:9"), None)
        async with TestClient(TestServer(gateway.app())) as client, client.request(method, path) as answer:
            return answer.status, await answer.json(), answer.headers.get("Allow")

    return asyncio.run(scene())


def test_a_path_that_there_is_not() -> None:
    """Is told as all else is."""
    error = {"status": 404, "error": "there is no such path: documents go to /raw", "retry": False}
    assert ask("POST", "/news") == (404, error, None)


def test_a_method_that_is_not_taken() -> None:
    """Is told with those that are."""
    assert ask("GET", "/raw") == (405, {"status": 405, "error": "/raw takes POST", "retry": False}, "POST")


@pytest.mark.parametrize(
    "query", ["url=%ff", "scraper=a%C3", "scraper=a%00b", "scraper=%0A", "%07=x", "scraper=%C2%85"]
)
def test_a_query_that_is_no_text(query: str) -> None:
    """Would be read as another address than was meant."""
    with pytest.raises(Refused) as told:
        require_readable(query)
    assert told.value.status == 400


def test_a_query_in_utf_8() -> None:
    """Is read, in whatever script."""
    require_readable("url=https%3A%2F%2Fwww.dailyplanet.example%2F%D8%AC%D8%B3%D8%B1&scraper=a+b")


@pytest.mark.parametrize("token", [" ", "\t "])
def test_a_blank_token(token: str) -> None:
    """Is none, and nobody meant to let everybody in."""
    settings = Settings(gateway_token=SecretStr(token))
    with pytest.raises(CopydeskError, match=r"^COPYDESK_GATEWAY_TOKEN is blank"):
        asyncio.run(run_gateway(settings, "127.0.0.1", 0, lambda: None))
