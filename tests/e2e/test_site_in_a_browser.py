"""The site of the documents in Chromium: it asks nobody else for anything, can be searched, and fits a phone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser import PHONE, browser_at
from website.__main__ import build

WAIT = 20_000
PAGES = (
    "/",
    "/tutorials/publish/",
    "/contract/",
    "/reference/article/",
    "/console/",
    "/accuracy/",
    "/reference/topics/",
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and writes no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the site is served on this machine."""
    assert build(tmp_path / "work", tmp_path / "site") == []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "site")) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def test_the_site_in_a_browser(chromium: str, address: str, tmp_path: Path) -> None:
    """Every kind of page, light and dark, is of this site alone; a search leads to the page."""
    with browser_at(chromium, address) as opened:
        for path in PAGES:
            page = opened(path, scheme="dark")
            assert page.locator("h1").count() == 1, path
        page = opened("/")
        page.screenshot(path=tmp_path / "site.png")
        page.keyboard.press("/")
        page.keyboard.type("embargo")
        page.get_by_role("link", name="What an article says").first.wait_for(timeout=WAIT)
        phone = opened("/contract/", size=PHONE)
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
