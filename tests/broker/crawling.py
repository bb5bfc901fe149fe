"""A small news site on loopback, and spiders that crawl it, each in a process of its own: `python -m tests.broker.crawling OPTIONS`."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HTML = "text/html; charset=utf-8"
ARABIC = "مجلس المدينة يوافق على جسر جديد فوق النهر"
ARABIC_BODY = "وافق مجلس المدينة يوم الثلاثاء على بناء جسر ثان فوق النهر. ويبدأ العمل في مايو."


@dataclass(frozen=True)
class Answer:
    """What the site gives for a path."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def story(number: int, text: str = "") -> bytes:
    """A page with a story of its own."""
    return (
        f"<html><head><title>Ferry {number} returns to the harbour</title></head><body><article><h1>Ferry {number} returns to the "
        f"harbour</h1><p>The harbour ferry {number} sails again on Monday, the port said. It was away for {number} days.</p>"
        f"{text}</article></body></html>"
    ).encode()


def paragraphs(size: int) -> str:
    """About so many bytes of them, no two alike."""
    return "".join(f"<p>Passenger {number} said that the ferry was late again.</p>" for number in range(size // 65))


STORIES = 30
LARGE, HUGE = 2 * 1024 * 1024, 5 * 1024 * 1024
"""Bytes: what the desk reads, in base64 too, and what it does not."""

SITE: dict[str, Answer] = {
    **{f"/news/{number}": Answer(story(number)) for number in range(1, STORIES + 1)},
    "/news/ar": Answer(
        f"<html><body><h1>{ARABIC}</h1><p>{ARABIC_BODY}</p></body></html>".encode("cp1256"),
        "text/html; charset=windows-1256",
    ),
    "/news/packed": Answer(gzip.compress(story(101)), headers={"Content-Encoding": "gzip", "Set-Cookie": "who=reader"}),
    "/news/old": Answer(b"", status=301, headers={"Location": "/news/moved"}),
    "/news/moved": Answer(story(102)),
    "/news/large": Answer(story(103, paragraphs(LARGE))),
    "/news/huge": Answer(story(104, paragraphs(HUGE))),
    "/news/gone": Answer(b"<h1>Not here</h1>", status=404),
    "/news/empty": Answer(b""),
    "/picture.jpg": Answer(b"\xff\xd8\xff\xe0 a picture", "image/jpeg"),
}

FAILED = {"/news/gone"}
NO_DOCUMENTS = {"/news/huge": "too_large", "/news/empty": "invalid", "/picture.jpg": "not_text"}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name is the library's
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append(self.path)
        time.sleep(site.pause_seconds)
        answer = site.answers.get(self.path, Answer(b"", status=404))
        self.send_response(answer.status)
        for name, value in {
            "Content-Type": answer.content_type,
            "Content-Length": str(len(answer.body)),
            **answer.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Nothing: the test says what it saw."""


@dataclass
class Site:
    """A running one."""

    address: str
    answers: dict[str, Answer]
    pause_seconds: float = 0.0
    """Before each answer."""
    asked: list[str] = field(default_factory=list)
    """Paths, in the order in which they were asked for."""


@contextmanager
def served(answers: dict[str, Answer], pause_seconds: float = 0.0) -> Iterator[Site]:
    """The site, with a front page that links to all of it."""
    links = "".join(f'<a href="{path}">{path}</a>' for path in answers if path != "/news/moved")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    site = Site(
        f"http://127.0.0.1:{server.server_port}",
        {"/": Answer(f"<nav>{links}</nav>".encode()), **answers},
        pause_seconds,
    )
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Crawled:
    """How a crawl ended."""

    stats: Mapping[str, Any]
    log: str
    seconds: float

    def counts(self) -> dict[str, int]:
        """What was counted of documents."""
        return {
            name.removeprefix("copydesk/"): count for name, count in self.stats.items() if name.startswith("copydesk/")
        }


def start(
    site: Site, spider: str, settings: Mapping[str, Any], python: str = sys.executable
) -> subprocess.Popen[bytes]:
    """A crawl under way."""
    options = {"site": site.address, "spider": spider, "settings": dict(settings)}
    return subprocess.Popen(
        [python, str(Path(__file__)), json.dumps(options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )


def ended(process: subprocess.Popen[bytes], seconds: float = 120) -> Crawled:
    """Its stats and log."""
    began = time.monotonic()
    try:
        out, log = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert process.returncode == 0, log.decode()
    return Crawled(json.loads(out), log.decode(), time.monotonic() - began)


def crawl(site: Site, spider: str, settings: Mapping[str, Any], python: str = sys.executable) -> Crawled:
    """A whole one."""
    return ended(start(site, spider, settings, python))


def _run(options: dict[str, Any]) -> None:
    """The spider's own process."""
    import scrapy  # noqa: PLC0415  # the tests themselves do without
    from scrapy.crawler import CrawlerProcess  # noqa: PLC0415

    class Pages(scrapy.Spider):
        """Gives an item for each story, and none for the front page."""

        name = "dailyplanet"

        async def start(self) -> Any:
            yield scrapy.Request(options["site"])

        def parse(self, response: Any, **_: Any) -> Any:
            for link in response.css("a::attr(href)").getall():
                yield response.follow(link, self.parse_story, meta=self.meta_of(link))
            yield response.follow("/news/1", self.parse_story, dont_filter=True)

        def meta_of(self, link: str) -> dict[str, Any]:
            marks = {"/news/2": {"hints": {"news_id": "ferry-2"}}, "/news/3": False, "/news/4": {"publised": 1}}
            return {"copydesk": marks[link]} if options["spider"] == "marks" and link in marks else {}

        def parse_story(self, response: Any) -> Any:
            yield {"address": response.url, "length": len(response.body)}

    class Items(Pages):
        """Gives items that hold the page, under names of its own."""

        def parse_story(self, response: Any) -> Any:
            yield {"link": response.url, "page": {"html": response.body, "type": "text/html"}, "seen_by": "somebody"}

    class Fields(Pages):
        """Gives items with a document's own names."""

        def parse_story(self, response: Any) -> Any:
            yield {"url": response.url, "body": response.body, "source_id": "harbour-press", "price": 7}

    spiders = {"pages": Pages, "marks": Pages, "items": Items, "fields": Fields}
    process = CrawlerProcess({"LOG_LEVEL": "INFO", "TELNETCONSOLE_ENABLED": False, **options["settings"]})
    crawler = process.create_crawler(spiders[options["spider"]])
    if told := options["settings"].get("TEST_SCRAPED"):
        crawler.signals.connect(_teller(told), signal=scrapy.signals.item_scraped, weak=False)
    process.crawl(crawler)
    process.start()
    print(json.dumps(crawler.stats.get_stats(), default=str))


def _teller(path: str) -> Any:
    """Writes down at once which items Scrapy counts as scraped."""

    def tell(item: Any) -> None:
        with Path(path).open("a") as file:
            file.write(f"{item['url']}\n")

    return tell


if __name__ == "__main__":
    _run(json.loads(sys.argv[1]))
