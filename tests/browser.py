"""Pages of ours in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DESKTOP, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 800}


def require_chromium() -> str:
    """Its path; loud where it is missing."""
    if CHROMIUM:
        return CHROMIUM
    missing = "no Chromium here: `apt-get install chromium`, or our pages are not tried in a browser"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@contextmanager
def browser_at(chromium: str, address: str) -> Iterator[Any]:
    """Gives `open(path, ...) -> page`; in the end no page has asked anything of anybody else, or complained."""
    complaints: list[str] = []

    def opened(browser: Any, path: str, size: dict[str, int], scheme: str = "light", **options: Any) -> Page:
        page: Page = browser.new_context(viewport=size, color_scheme=scheme, base_url=address, **options).new_page()
        page.on("console", lambda told: complaints.append(told.text) if _is_fault(told, page) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda got: None if got.url.startswith((address, "data:")) else complaints.append(got.url))
        page.goto(path)
        return page

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield lambda path, size=DESKTOP, scheme="light", **options: opened(browser, path, size, scheme, **options)
        finally:
            browser.close()
    assert complaints == []


def _is_fault(told: Any, page: Page) -> bool:
    """An error, but for what the sandbox of somebody else's document keeps from happening."""
    return bool(told.type == "error" and "/rejection?" not in page.url)
