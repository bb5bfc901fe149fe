"""A desk at work with a console beside it, for the tests of the console; all ended by their own process ids."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import orjson

from copydesk.service.settings import Settings
from copydesk.service.shell.commands.samples import samples
from tests.broker.fleet import Fleet, publish
from tests.kafka.guarded import Guarded

TOKEN = "open sesame"
SECONDS = 60

TOPICS_OF_TALK = ("harbour", "bridge", "tram", "library", "market", "school", "river", "theatre")


def documents() -> list[tuple[bytes | None, bytes]]:
    """The samples, and made-up stories of three sources: some come twice, some are revised, some are nothing."""
    made: list[bytes] = []
    for number in range(60):
        source = ("harbour-press", "daily-planet", "meridian-wire")[number % 3]
        what = TOPICS_OF_TALK[number % 8]
        body = (
            f"Council votes on the {what}, part {number}\n\nThe council voted for the new {what} on Monday, number {number}. "
            f"{'It will open in spring. ' * (number % 5)}\n\n“We waited long for it,” said Ann Lee, who leads the works."
        )
        made.append(_envelope(source, number, body))
        if number % 5 == 0:
            made.append(_envelope(source, number, body))
        if number % 7 == 0:
            made.append(_envelope(source, number, body.replace("in spring", "in autumn").replace("Monday", "Tuesday")))
        if number % 6 == 0:
            made.append(orjson.dumps({"source_id": source, "record_id": f"odd-{number}", "url": "https://x.example/1"}))
    own = [(None, sample.value) for sample in samples() if not sample.message.headers]
    return [*own, *((None, value) for value in made)]


def _envelope(source: str, number: int, body: str) -> bytes:
    return orjson.dumps({"source_id": source, "hints": {"news_id": str(number)}, "body": body})


class Visitor:
    """Somebody with a browser of little wit: cookies, forms, redirects."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """A page; of one that is refused, what it says."""
        return self._open(path, None)

    def post(self, path: str, **form: str) -> str:
        """Send a form; the page that it leads to."""
        return self._open(path, urlencode(form).encode())

    def _open(self, path: str, data: bytes | None) -> str:
        try:
            with self._opener.open(f"{self.address}{path}", data, timeout=30) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            return error.read().decode()

    def log_in(self) -> str:
        """The key of the session's forms."""
        self.post("/login", token=TOKEN)
        return str(re.findall(r'name="key" value="([^"]+)"', self.get("/replay"))[0])

    async def until(self, path: str, fits: Callable[[str], object], seconds: float = SECONDS) -> str:
        """The page as soon as it fits; AssertionError with its text where it does not."""
        deadline, page = time.monotonic() + seconds, ""
        while time.monotonic() < deadline:
            try:
                page = await asyncio.to_thread(self.get, path)
            except (URLError, ConnectionError) as error:
                page = str(error)
            if fits(page):
                return page
            await asyncio.sleep(0.5)
        text = re.sub(r"<[^>]+>|\s+", " ", page)
        raise AssertionError(f"{path} is still:\n{text[:3000]}")


@asynccontextmanager
async def console_of(settings: Settings, folder: Path) -> AsyncIterator[tuple[Visitor, Guarded]]:
    """A console in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **settings.as_environment(), "COPYDESK_CONSOLE_TOKEN": TOKEN}
    command = [sys.executable, "-m", "copydesk", "console", "--port", str(port), "--data", str(folder)]
    process = Guarded(command, folder.parent / "console.log", env=environment)
    try:
        visitor = Visitor(f"http://127.0.0.1:{port}")
        await visitor.until("/health", lambda page: '"ok": true' in page)
        yield visitor, process
    finally:
        await asyncio.to_thread(process.stop, 20)


@asynccontextmanager
async def desk_with_console(settings: Settings, folder: Path) -> AsyncIterator[tuple[Fleet, Visitor]]:
    """Two workers that have done `documents()`, and a console that has read what became of them."""
    async with Fleet(settings, 2) as fleet:
        await publish(settings, documents())
        await fleet.drained(120)
        async with console_of(settings, folder) as (visitor, _):
            await visitor.until("/health", lambda page: '"broker": "answers", "to_read": 0' in page)
            yield fleet, visitor
