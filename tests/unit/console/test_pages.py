"""The console's pages over a shelf without a broker: what they say, what they refuse, and that nothing of a story runs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from copydesk.service.core.records import Origin, Record
from copydesk.service.settings import Settings
from copydesk.service.shell.console.asking import Shelves
from copydesk.service.shell.console.following import Follower
from copydesk.service.shell.console.jobs import Jobs
from copydesk.service.shell.console.pages.rejections import _body
from copydesk.service.shell.console.run import SHELF, app_of
from copydesk.service.shell.console.shelf import Deeds, Shelf
from tests.unit.console.kept import PLENTY, article, duplicate, rejection, shelf_in

Scene = Callable[[Any], Awaitable[None]]

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'

PAGES = ("/", "/sources", "/rejections", "/articles", "/replay", "/login")


def visit(folder: Path, scene: Scene, token: str | None = "secret", **settings: Any) -> None:
    """Run a scene with a client of a console whose broker answers nobody."""
    shelf = shelf_in(folder)
    shelf.add(
        [
            article(1, HOSTILE, names=HOSTILE, lead=HOSTILE),
            duplicate(2, of=1),
            rejection(3),
            rejection(4, source=HOSTILE),
        ],
        {},
    )
    shelf.close()
    path = folder / SHELF
    chosen = Settings(brokers="127.0.0.1:1", console_token=SecretStr(token) if token else None, **settings)

    async def run() -> None:
        app = app_of(chosen, path, Follower(chosen, Shelf(path, PLENTY), 30))
        async with TestClient(TestServer(app)) as client:
            await scene(client)

    asyncio.run(run())


async def log_in(client: Any) -> str:
    """With the right token; the key of the session's forms."""
    await client.post("/login", data={"token": "secret"})
    page = await (await client.get("/rejections?state=open&reason=no_text&source=harbour-press")).text()
    return str(re.findall(r'name="key" value="([^"]+)"', page)[0])


@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_a_story_runs(tmp_path: Path, page: str) -> None:
    """Markup is shown as it was written; and no page may load or run anything that is not the console's own."""

    async def scene(client: Any) -> None:
        answer = await client.get(page)
        text = await answer.text()
        assert answer.status == 200
        assert "<script>alert" not in text
        assert "onerror=alert(1)>" not in text
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r'(src|href|action)="(https?:)?//', text)
        assert not re.search(r"<[^>]+\s(style|on\w+)=", text)

    visit(tmp_path, scene)


def test_the_pages_tell_of_what_is_kept(tmp_path: Path) -> None:
    """A story with its duplicate, a group of rejections, one of them: without a broker each says so, and answers."""

    async def scene(client: Any) -> None:
        story = await (await client.get("/article?guid=harbour-press:1")).text()
        assert "recrawl of v1" in story
        assert "the broker does not answer" in story
        one = await (await client.get("/rejection?id=1")).text()
        assert "nothing to read" in one
        assert "Check what the scraper fetched" in one
        desk = await (await client.get("/")).text()
        assert "New" in desk
        assert (await client.get("/article?guid=nobody:1")).status == 404
        assert (await client.get("/rejection?id=99")).status == 404
        assert (await client.get("/rejection?id=x")).status == 404

    visit(tmp_path, scene)


def test_without_a_token_it_only_shows(tmp_path: Path) -> None:
    """No form, and no way around it."""

    async def scene(client: Any) -> None:
        for page in PAGES:
            assert 'method="post"' not in await (await client.get(page)).text()
        assert (await client.post("/login", data={"token": ""})).status == 403
        for place in ("/rejections/settle", "/replay", "/replay/change", "/sources/pause"):
            answer = await client.post(place, data={"id": "1", "do": "discard", "sure": "yes", "key": ""})
            assert answer.status == 403
        assert len(Shelves(tmp_path / SHELF).rejections("open", "no_text", "harbour-press", None)) == 1

    visit(tmp_path, scene, token=None)


def test_who_has_not_logged_in_does_nothing(tmp_path: Path) -> None:
    """A wrong token opens nothing; a session without the key of its forms neither, as a foreign page would send it."""

    async def scene(client: Any) -> None:
        deed = {"id": "1", "do": "discard", "sure": "yes"}
        assert "not the token" in await (await client.post("/login", data={"token": "sesame"})).text()
        refused = await client.post("/rejections/settle", data=deed, allow_redirects=False)
        assert (refused.status, refused.headers["Location"]) == (303, "/login")
        await log_in(client)
        for key in ({}, {"key": "guessed"}):
            assert (await client.post("/rejections/settle", data=deed | key)).status == 403
        assert len(Shelves(tmp_path / SHELF).rejections("open", "no_text", "harbour-press", None)) == 1

    visit(tmp_path, scene)


def test_a_deed_is_asked_done_and_noted(tmp_path: Path) -> None:
    """Discard: the first time it says how many, the second time it does it."""

    async def scene(client: Any) -> None:
        deed = {"id": "1", "do": "discard", "key": await log_in(client)}
        asked = await (await client.post("/rejections/settle", data=deed)).text()
        assert "<strong>1</strong> open rejection." in asked
        shelves = Shelves(tmp_path / SHELF)
        assert len(shelves.rejections("open", "no_text", "harbour-press", None)) == 1
        done = await client.post("/rejections/settle", data=deed | {"sure": "yes"})
        assert "discarded news.raw/2/3" in await done.text()
        assert shelves.rejections("open", "no_text", "harbour-press", None) == []
        assert [note["count"] for note in shelves.notes()] == [1]

    visit(tmp_path, scene)


def test_only_what_is_open_is_sent_again(tmp_path: Path) -> None:
    """Of a group without a source none of another source, and none that was discarded; of an empty one nothing is begun."""

    async def scene(client: Any) -> None:
        key = await log_in(client)
        shelf = Shelf(tmp_path / SHELF, PLENTY)
        shelf.fit("news.articles news.duplicates news.rejected")
        shelf.add([rejection(10, source=""), rejection(11, source="")], {})
        Deeds(tmp_path / SHELF).settle(["news.raw/2/10"], "discarded")
        group = {"key": key, "reason": "no_text", "source": "", "do": "replay", "sure": "yes"}
        await client.post("/rejections/settle", data=group | {"reason": "never"})
        assert begun == []
        await client.post("/rejections/settle", data=group)
        (wanted,) = begun
        assert {str(place) for place in wanted.origins} == {"news.raw/2/11"}

    begun: list[Any] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Jobs, "start", lambda *arguments, **_: begun.append(arguments[3]))
        visit(tmp_path, scene)


def test_a_session_ends(tmp_path: Path) -> None:
    """After logging out the old forms are worth nothing; the cookie is for no script and no other site."""

    async def scene(client: Any) -> None:
        answer = await client.post("/login", data={"token": "secret"}, allow_redirects=False)
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        key = await log_in(client)
        await client.post("/logout")
        refused = await client.post("/sources/pause", data={"key": key, "source": "x"}, allow_redirects=False)
        assert refused.headers["Location"] == "/login"

    visit(tmp_path, scene)


def test_a_source_is_paused(tmp_path: Path) -> None:
    """And expected again."""

    async def scene(client: Any) -> None:
        key = await log_in(client)
        for paused, state in (("yes", "paused"), ("no", "ok")):
            data = {"key": key, "source": "harbour-press", "paused": paused}
            page = await (await client.post("/sources/pause", data=data)).text()
            row = page.partition("harbour-press")[2]
            assert re.findall(r'class="state (\w+)"', row)[0] == state

    visit(tmp_path, scene)


@pytest.mark.parametrize(
    "form", [{}, {"since": "soon"}, {"origins": "nowhere"}, {"all": "yes", "rate": "0"}, {"all": "yes", "rate": "fast"}]
)
def test_a_replay_that_says_nothing_or_nonsense(tmp_path: Path, form: dict[str, str]) -> None:
    """Is not begun, and the page says why."""

    async def scene(client: Any) -> None:
        answer = await client.post("/replay", data=form | {"key": await log_in(client), "sure": "yes"})
        assert answer.status == 400
        assert 'class="notice bad"' in await answer.text()

    visit(tmp_path, scene)


@pytest.mark.parametrize(
    ("place", "form"),
    [
        ("/rejections/settle", {"id": "1", "do": "xyz"}),
        ("/rejections/settle", {"id": "1"}),
        ("/sources/pause", {"source": "harbour-press", "paused": "maybe"}),
        ("/sources/pause", {"source": "nobody", "paused": "yes"}),
        ("/replay", {"all": "yes", "kept": "foo"}),
        ("/replay", {"kept": "raw", "reason": "no_text"}),
        ("/replay", {"reason": "zz"}),
    ],
)
def test_what_nobody_offers_is_not_done(tmp_path: Path, place: str, form: dict[str, str]) -> None:
    """A verb, a source, a topic or a reason that is none: a line, and nothing is begun or noted."""

    async def scene(client: Any) -> None:
        answer = await client.post(place, data=form | {"key": await log_in(client), "sure": "yes"})
        assert answer.status == 400
        assert Shelves(tmp_path / SHELF).notes() == []

    visit(tmp_path, scene)


def test_versions_that_never_were(tmp_path: Path) -> None:
    """Are not found, whatever the broker says; of one that was it is said that the broker does not answer."""

    async def scene(client: Any) -> None:
        for page in ("/article?guid=harbour-press:1&version=9", "/article/diff?guid=harbour-press:1&version=9"):
            assert (await client.get(page)).status == 404
        story = await (await client.get("/article?guid=harbour-press:1")).text()
        assert "The text cannot be shown: the broker does not answer." in story
        assert "is no longer there" not in story

    visit(tmp_path, scene)


def test_a_foreign_name(tmp_path: Path) -> None:
    """A page of somebody else that leads its own name here gets nothing; `*` lets any in."""

    async def refused(client: Any) -> None:
        assert (await client.get("/", headers={"Host": "rebound.example"})).status == 403
        assert (await client.get("/", headers={"Host": "[::1]:8087"})).status == 200
        assert (await client.get("/", headers={"Host": "[::bad"})).status == 403

    async def let_in(client: Any) -> None:
        assert (await client.get("/", headers={"Host": "desk.example"})).status == 200

    visit(tmp_path, refused)
    visit(tmp_path, let_in, console_hosts="*")


def test_a_shelf_that_is_being_made_anew(tmp_path: Path) -> None:
    """One line, and no trace of where it failed."""

    async def scene(client: Any) -> None:
        Shelf(tmp_path / SHELF, PLENTY)._db.execute("DROP TABLE minute")
        answer = await client.get("/")
        assert (answer.status, await answer.text()) == (
            503,
            "What is kept here is being made anew: try again in a moment.",
        )

    visit(tmp_path, scene)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b'{"body": "<p>\\u00e4</p>"}', "<p>ä</p>"),
        (b'{"body_b64": "PHA+w6Q8L3A+"}', "<p>ä</p>"),
        (b'{"body_b64": "\\u00e4"}', '{"body_b64": "\\u00e4"}'),
        (b'{"body": 7}', '{"body": 7}'),
        (b"<p>\xe4", "<p>\ufffd"),
        (b"[1]", "[1]"),
        (None, ""),
    ],
)
def test_what_is_shown_of_an_original(value: bytes | None, text: str) -> None:
    """The page in its envelope, or all there is."""
    assert _body(Record(Origin("news.raw", 0, 1), value)) == text
