"""docs/scrapy.md, from its first program to its last, as a newcomer copies them: against a site on loopback, a broker with the
topics' own names, and a worker.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from copydesk.service.settings import Settings
from tests.broker.crawling import Answer, served, story
from tests.broker.fleet import Fleet, settings_for
from tests.kafka.server import KafkaServer

PAGE = (Path(__file__).parents[2] / "docs" / "scrapy.md").read_text()
HOST = "https://www.dailyplanet.example"
STORIES = range(75875, 75880)
IN_FEED = range(75880, 75883)
IN_ARCHIVE = range(75883, 75887)


def program(name: str) -> str:
    """The program of the page that begins with its name."""
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    [found] = [block for block in blocks if block.startswith(f"# {name}")]
    return str(found)


def commands() -> list[str]:
    """The lines of its shell blocks that are of this command, without what they say beside."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    return [
        line.partition("  #")[0].strip()
        for block in blocks
        for line in block.splitlines()
        if line.startswith("copydesk ")
    ]


def feed() -> bytes:
    """RSS with stories in full, and one without any text."""
    stories = "".join(
        f"<item><title>Ferry {number}</title><link>{HOST}/news/{number}</link><pubDate>Sun, 01 Mar 2026 12:00:00 +0330</pubDate>"
        f"<description>&lt;p&gt;The harbour ferry {number} sails again on Monday, the port said.&lt;/p&gt;</description></item>"
        for number in IN_FEED
    )
    return f"<rss version='2.0'><channel><title>Daily Planet</title>{stories}<item><link>{HOST}/e</link></item></channel></rss>".encode()


def archive() -> bytes:
    """A WARC of stories, an error and a picture."""
    answers = {
        **{f"/news/{number}": ("200 OK", "text/html", story(number)) for number in IN_ARCHIVE},
        "/news/1": ("404 Not Found", "text/html", b"<h1>Not here</h1>"),
        "/picture": ("200 OK", "image/png", b"\x89PNG\r\n"),
    }
    records = []
    for number, (path, (status, kind, body)) in enumerate(answers.items()):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Date: 2026-03-01T12:00:00Z\r\nWARC-Target-URI: {HOST}{path}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return b"".join(records)


@dataclass(frozen=True)
class Place:
    """Where the newcomer sits."""

    desk: Settings
    site: str
    folder: Path

    def run(self, *arguments: str, expected: int = 0) -> str:
        """What a command says; it ends as it should."""
        ended = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, **self.desk.as_environment()},
        )
        assert ended.returncode == expected, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    def write(self, name: str) -> str:
        """A program of the page in a file, with this site and this broker; its name."""
        text = program(name).replace("localhost:9092", self.desk.brokers).replace(HOST, self.site)
        (self.folder / name).write_text(text)
        return name

    def articles(self) -> set[str]:
        """The news IDs on the topic, when the desk has done all."""
        out = self.run("-m", "copydesk", "tail", "articles", "--until-end", "--json")
        return {orjson.loads(line)["value"]["url"].rpartition("/")[2] for line in out.splitlines()}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, kafka: KafkaServer) -> Iterator[Place]:
    """A site and a broker of its own, whose topics have their default names."""
    del kafka  # asked for so that the test is skipped where no broker can be had
    links = "".join(f'<a class="story" href="/news/{number}">Ferry {number} is back</a>' for number in STORIES)
    answers = {"/": Answer(links.encode()), "/feed.xml": Answer(feed(), "application/rss+xml")}
    answers |= {f"/news/{number}": Answer(story(number)) for number in STORIES}
    folder = tmp_path_factory.mktemp("newcomer")
    with KafkaServer() as own, served({}) as site:
        site.answers.update(answers)
        yield Place(settings_for(own.bootstrap, "news", folder / "state", partitions=2), site.address, folder)


def test_the_page(place: Place) -> None:
    """Each way in gives its articles, and watch tells of them."""
    began = datetime.now(UTC)
    (place.folder / "crawl.warc.gz").write_bytes(archive())

    async def scene() -> None:
        async with Fleet(place.desk, 1) as fleet:
            spider = place.write("news_spider.py")
            log = await asyncio.to_thread(place.run, "-m", "scrapy", "runspider", spider)
            assert f"{len(STORIES)} documents published" in log
            told = await asyncio.to_thread(place.run, place.write("feed.py"))
            assert told == f"{HOST}/e: body: is missing or empty; give body, as text or bytes, or body_b64\n"
            assert await asyncio.to_thread(place.run, place.write("archive.py"), "crawl.warc.gz") == ""
            [publish] = [line for line in commands() if line.startswith("copydesk publish")]
            await asyncio.to_thread(place.run, "-m", *publish.split())
            await fleet.drained(60, restart=False)

    asyncio.run(scene())
    assert place.articles() == {str(number) for number in (*STORIES, *IN_FEED, *IN_ARCHIVE)}
    out = place.run("-m", "copydesk", "watch", "dailyplanet")
    assert f"{len(STORIES) + len(IN_FEED)} documents: {len(STORIES) + len(IN_FEED)} new" in out
    assert out.splitlines()[-1] == "well"
    watches = [line for line in commands() if line.startswith("copydesk watch")]
    assert len(watches) == 2
    since = re.sub(r"2026-\S+Z", began.isoformat(), watches[1])
    assert "fewer than 200" in place.run("-m", *since.split(), expected=1)
    # The archive was published twice: by the program, and by the command.
    assert f"{len(IN_ARCHIVE)} duplicate" in place.run("-m", "copydesk", "watch", HOST)


def test_a_headline_from_the_listing(place: Place) -> None:
    """The hints of the spider's requests are in its documents."""
    out = place.run("-m", "copydesk", "tail", "raw", "--until-end", "--json", "--source", "dailyplanet")
    hinted = {orjson.loads(line)["value"].get("hints", {}).get("headline") for line in out.splitlines()}
    assert hinted == {f"Ferry {number} is back" for number in STORIES} | {f"Ferry {number}" for number in IN_FEED}


def test_the_settings_of_the_pipeline(tmp_path: Path, place: Place) -> None:
    """They are settings that Scrapy takes: nothing of them is misspelt."""
    text = program("settings.py").replace("localhost:9092", place.desk.brokers)
    check = (
        "import asyncio, scrapy.crawler, settings\n"
        "from scrapy.settings import Settings\n"
        "from scrapy.utils.conf import build_component_list\n"
        "from copydesk.scrapy import CopydeskPipeline\n"
        "chosen = Settings()\n"
        "chosen.setmodule(settings)\n"
        "async def main():\n"
        "    CopydeskPipeline.from_crawler(scrapy.crawler.Crawler(scrapy.Spider, chosen))\n"
        "asyncio.run(main())\n"
        "print(build_component_list(chosen.getdict('ITEM_PIPELINES')))"
    )
    (tmp_path / "settings.py").write_text(text)
    ended = subprocess.run(
        [sys.executable, "-c", check], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stdout == "['copydesk.scrapy.CopydeskPipeline']\n", ended.stderr


def test_what_a_change_changes(place: Place) -> None:
    """The two commands and what the second prints."""
    before, *_ = [line for line in commands() if line.startswith("copydesk parse pages/")]
    (place.folder / "pages").mkdir()
    for number in STORIES:
        (place.folder / "pages" / f"{number}.html").write_bytes(story(number))
    arguments, _, file = before.partition(" > ")
    (place.folder / file).write_text(place.run("-m", *arguments.split()))
    [after] = re.findall(r"^(COPYDESK_\w+=\w+) (copydesk parse --diff .*)$", PAGE, re.MULTILINE)
    name, _, value = after[0].partition("=")
    environment = {**os.environ, name: value}
    ended = subprocess.run(
        [sys.executable, "-m", *after[1].split()],
        cwd=place.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
    )
    [printed] = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert ended.returncode == 1
    head, _, tail = printed.partition("...\n")
    assert ended.stdout.startswith(head)
    assert ended.stdout.endswith(tail)
