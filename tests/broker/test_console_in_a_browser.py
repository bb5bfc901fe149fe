"""The console in Chromium: light and dark, on a phone, by keyboard, right to left, live; and its pictures for the docs.

`make pictures` writes them to docs/pictures. Without Chromium the test is skipped, and fails where CI=true.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
import pytest
from playwright.sync_api import Page

from tests.broker.console_scene import TOKEN, desk_with_console
from tests.broker.fleet import publish, settings_for
from tests.browser import DESKTOP, PHONE, browser_at
from tests.kafka.server import KafkaServer

ROOT = Path(__file__).parents[2]
WAIT = 30_000

PERSIAN = {
    "source_id": "bandar-press",
    "hints": {"news_id": "1401"},
    "body": "پل تازه بندر گشایش یافت\n\nپل تازه بندر روز دوشنبه با حضور مردم شهر گشایش یافت و نخستین قطار از آن گذشت.",
}
SCRIPTED = {
    "source_id": "harbour-press",
    "record_id": "scripted",
    "url": "https://harbour.example/scripted",
    "body": "<html><body><script>top.document.title='taken'; document.title='taken'</script>"
    "<h1>Log in</h1><img src='https://harbour.example/track.gif'><form action='https://harbour.example/'></form></body></html>",
}


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go: docs/pictures only where that is asked for."""
    folder = ROOT / "docs" / "pictures" if os.environ.get("PICTURES") == "docs" else tmp_path / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_the_console_in_a_browser(
    kafka: KafkaServer, prefix: str, tmp_path: Path, chromium: str, pictures: Path
) -> None:
    """Each page as people see it."""
    named = "news" if pictures.is_relative_to(ROOT) else prefix
    settings = settings_for(kafka.bootstrap, named, tmp_path, partitions=4)

    async def scene() -> None:
        async with desk_with_console(settings, tmp_path / "console") as (fleet, visitor):
            await publish(settings, [(None, orjson.dumps(PERSIAN)), (None, orjson.dumps(SCRIPTED))])
            await fleet.drained(60)
            await visitor.until("/articles?source=bandar-press", lambda page: "/article?guid" in page)
            await visitor.until("/", lambda page: "group stable" in page)
            await asyncio.to_thread(look_at_all, chromium, visitor.address, pictures)
            await asyncio.to_thread(look_live, chromium, visitor.address, settings)
            for number in range(2):
                fleet.kill(number)
            await asyncio.to_thread(look_at_an_alert, chromium, visitor.address, pictures)

    asyncio.run(scene())


def look_at_all(chromium: str, address: str, pictures: Path) -> None:
    """Every page in both sizes and schemes, then what one does on them."""
    with browser_at(chromium, address) as open_page:
        for path in ("/", "/sources", "/rejections", "/articles?q=council", "/replay", "/login"):
            for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
                page = open_page(path, size, scheme)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                    f"{path} is wider than a phone"
                )
                assert page.locator("h1").count() == 1
        picture(open_page("/"), pictures / "desk.png")
        picture(open_page("/sources"), pictures / "sources.png")
        right_to_left(open_page, pictures)
        by_keyboard(open_page("/"))
        difference(open_page, pictures)
        rejection(open_page, pictures)
        log_in(open_page("/login"))


def picture(page: Page, path: Path) -> None:
    """As it stands."""
    page.wait_for_timeout(200)
    page.screenshot(path=path)


def right_to_left(open_page: Any, pictures: Path) -> None:
    """A Persian headline begins on the right, on a page that is English."""
    page = open_page("/articles?q=بندر", PHONE, "dark")
    headline = page.get_by_role("link", name="پل تازه بندر گشایش یافت")
    headline.wait_for(timeout=WAIT)
    assert headline.evaluate("one => getComputedStyle(one).direction") == "rtl"
    headline.click()
    body = page.locator(".body p").first
    assert body.evaluate("one => getComputedStyle(one).direction") == "rtl"
    picture(page, pictures / "phone.png")


def by_keyboard(page: Page) -> None:
    """To a page, along its list, to the field for words; and no key is taken from a field."""
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/articles")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("li.here").count() == 1
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('ol.list > li')[1]")
    page.keyboard.press("/")
    page.keyboard.type("gd harbour")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles?q=gd+harbour")


def difference(open_page: Any, pictures: Path) -> None:
    """What a version changed, in colours."""
    page = open_page("/articles?q=autumn")
    page.locator("ol.stories a").first.click()
    page.get_by_role("link", name="what changed").first.click()
    page.locator("ins").first.wait_for(timeout=WAIT)
    assert (
        page.locator("ins", has_text="Tuesday").evaluate("one => getComputedStyle(one).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    picture(page, pictures / "difference.png")


def rejection(open_page: Any, pictures: Path) -> None:
    """A document with a script, a form and a picture from elsewhere: shown, and nothing of it does anything."""
    page = open_page("/rejections")
    page.get_by_role("row", name="harbour-press").filter(has_text="no_text").get_by_role("link").first.click()
    page.get_by_role("link", name="scripted").click()
    page.get_by_role("link", name="Read it as the desk does").click()
    assert "rejected" in page.locator("#look").inner_text(timeout=WAIT)
    assert page.title() != "taken"
    picture(page, pictures / "rejection.png")


def log_in(page: Page) -> None:
    """With the token; then there are forms."""
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")
    page.goto("/replay")
    assert page.get_by_role("button", name="Look").count() == 1


def look_live(chromium: str, address: str, settings: Any) -> None:
    """The desk's page changes by itself when something comes in."""
    with browser_at(chromium, address) as open_page:
        page = open_page("/")
        kept = page.locator(".tile", has_text="Articles kept here").locator("dd").first
        before = kept.inner_text()
        late = {
            "source_id": "late-edition",
            "hints": {"news_id": "9"},
            "body": "Night bus\n\nIt left the harbour at ten.",
        }
        with ThreadPoolExecutor(1) as pool:  # a loop runs in this thread already: the browser's
            pool.submit(asyncio.run, publish(settings, [(None, orjson.dumps(late))])).result()
        page.wait_for_function(
            "before => [...document.querySelectorAll('.tile')].some(one => one.textContent.includes('kept here') "
            "&& one.querySelector('dd').textContent !== before)",
            arg=before,
            timeout=WAIT,
        )


def look_at_an_alert(chromium: str, address: str, pictures: Path) -> None:
    """The workers were killed: the desk's page says so by itself, and what to do."""
    with browser_at(chromium, address) as open_page:
        page = open_page("/")
        alert = page.locator(".alerts .page", has_text="no worker is there")
        alert.wait_for(timeout=2 * WAIT)
        assert "Start workers" in alert.inner_text()
        picture(page, pictures / "alert.png")
