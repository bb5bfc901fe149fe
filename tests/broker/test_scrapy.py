"""Real spiders crawl a site on loopback, and what they fetched is on the raw topic of a real broker, or told as not published."""

from __future__ import annotations

import asyncio
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Rejected
from copydesk.service.pipeline import parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.topics import create_topics
from tests.broker.crawling import (
    ARABIC,
    ARABIC_BODY,
    FAILED,
    NO_DOCUMENTS,
    SITE,
    STORIES,
    Site,
    crawl,
    ended,
    served,
    start,
    story,
)
from tests.broker.fleet import read_all, settings_for
from tests.kafka.server import KafkaServer

MIDDLEWARE = {"SPIDER_MIDDLEWARES": {"copydesk.scrapy.CopydeskSpiderMiddleware": 543}}
SMALL = {"SCRAPER_SLOT_MAX_ACTIVE_SIZE": 20_000}
"""Bytes of responses that Scrapy has in hand before it fetches no more; each counts as a kilobyte at least."""
PIPELINE = {"ITEM_PIPELINES": {"copydesk.scrapy.CopydeskPipeline": 800}}

GOOD = {path for path in SITE if path not in FAILED | {"/news/old"} and path not in NO_DOCUMENTS}
"""Paths of pages that are documents; the one that moved is fetched at its new place."""


@pytest.fixture
def desk(kafka: KafkaServer, prefix: str, tmp_path: Path) -> Settings:
    """Topics that nobody else writes to."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)
    asyncio.run(create_topics(settings))
    return settings


@pytest.fixture
def site() -> Iterator[Site]:
    """All of it."""
    with served(SITE) as running:
        yield running


def to(desk: Settings, **more: Any) -> dict[str, Any]:
    """Settings of a crawl that publishes there."""
    return {"COPYDESK_BROKERS": desk.brokers, "COPYDESK_TOPIC": desk.topic("raw")} | more


def published(desk: Settings) -> list[Any]:
    """What is on the raw topic."""
    return asyncio.run(read_all(desk, "raw"))


def paths(records: list[Any], site: Site) -> Counter[str]:
    """Of the addresses on the topic."""
    return Counter(orjson.loads(record.value)["url"].removeprefix(site.address) for record in records)


def outcomes(records: list[Any], site: Site) -> dict[str, ParsedArticle | Rejected]:
    """What the desk makes of each, by path."""
    return {
        orjson.loads(record.value)["url"].removeprefix(site.address): parse_record(record_of(record), 4 * 1024 * 1024)
        for record in records
    }


def test_responses_of_pages_with_items(desk: Settings, site: Site) -> None:
    """Each page that gives an item is there, whatever its charset, size and packing, and comes out as an article; the front page,
    which gives none, is not.
    """
    found = crawl(site, "pages", to(desk, **MIDDLEWARE, COPYDESK_SOURCE_ID="dailyplanet"))
    records = published(desk)
    assert paths(records, site) == Counter(GOOD) + Counter(["/news/1"])
    assert found.counts() == {"published": len(GOOD) + 1, "too_large": 1, "invalid": 1, "not_text": 1}
    bodies = {said["url"]: b64decode(said["body_b64"]) for said in map(orjson.loads, (one.value for one in records))}
    assert bodies[f"{site.address}/news/large"] == SITE["/news/large"].body
    assert bodies[f"{site.address}/news/ar"] == SITE["/news/ar"].body
    articles = outcomes(records, site)
    assert {path for path, outcome in articles.items() if not isinstance(outcome, ParsedArticle)} == set()
    assert {outcome.source_id for outcome in articles.values() if isinstance(outcome, ParsedArticle)} == {"dailyplanet"}
    arabic, large, packed = articles["/news/ar"], articles["/news/large"], articles["/news/packed"]
    assert isinstance(arabic, ParsedArticle)
    assert (arabic.headline, arabic.body_text) == (ARABIC, ARABIC_BODY)
    assert isinstance(large, ParsedArticle)
    assert large.headline == "Ferry 103 returns to the harbour"
    assert isinstance(packed, ParsedArticle)
    assert packed.headline == "Ferry 101 returns to the harbour"
    assert found.stats["finish_reason"] == "finished"
    assert found.stats["item_scraped_count"] == len(GOOD) + 1 + len(NO_DOCUMENTS)
    assert f"{len(GOOD) + 1} documents published, 1 refused as no document, 1 too large" in found.log


def test_a_document_says_how_it_was_fetched(desk: Settings, site: Site) -> None:
    """Bytes, status, headers but cookies and those of the transport, type, time, and by whom."""
    crawl(site, "pages", to(desk, **MIDDLEWARE))
    document = next(
        said for said in map(orjson.loads, (record.value for record in published(desk))) if "packed" in said["url"]
    )
    assert document["http_status"] == 200
    assert document["content_type"] == "text/html; charset=utf-8"
    assert b64decode(document["body_b64"]) == story(101)
    assert {"server", "date"} <= document["http_headers"].keys()
    assert not {"set-cookie", "content-encoding", "content-length"} & document["http_headers"].keys()
    assert document["scraper"].startswith("scrapybot/dailyplanet Scrapy/")
    assert "source_id" not in document
    assert len(document["record_id"]) == 36


def test_all_responses(desk: Settings, site: Site) -> None:
    """The front page too; an error page never reaches the spider, and so is none."""
    crawl(site, "pages", to(desk, **MIDDLEWARE, COPYDESK_PUBLISH="responses"))
    assert paths(published(desk), site) == Counter(GOOD) + Counter(["/news/1", ""])


def test_marks_in_meta(desk: Settings, site: Site) -> None:
    """False forbids, a dict adds fields; one with a slip of the pen is counted and told, and stops nothing."""
    found = crawl(site, "marks", to(desk, **MIDDLEWARE))
    records = published(desk)
    assert GOOD - set(paths(records, site)) == {"/news/3", "/news/4"}
    [marked] = [said for said in map(orjson.loads, (record.value for record in records)) if said.get("hints")]
    assert (marked["url"], marked["hints"]) == (f"{site.address}/news/2", {"news_id": "ferry-2"})
    assert "/news/4 was not published: publised: no such field" in found.log
    assert found.counts()["invalid"] == 2


def test_only_what_is_marked(desk: Settings, site: Site) -> None:
    """And nothing else."""
    crawl(site, "marks", to(desk, **MIDDLEWARE, COPYDESK_PUBLISH="marked"))
    assert paths(published(desk), site) == {"/news/2": 1}


def test_items(desk: Settings, site: Site) -> None:
    """Items with names of their own are documents by a map; one that is none is dropped, and the crawl goes on."""
    names = {"url": "link", "body": "page.html", "content_type": "page.type", "scraper": "seen_by"}
    found = crawl(site, "items", to(desk, **PIPELINE, COPYDESK_ITEM_MAP=names))
    records = published(desk)
    # A picture that is said to be a page goes out: the desk turns it away.
    assert paths(records, site) == Counter(GOOD) + Counter(["/news/1", "/picture.jpg"])
    assert orjson.loads(records[0].value)["scraper"] == "somebody"
    assert found.counts() == {"published": len(GOOD) + 2, "too_large": 1, "invalid": 1}
    assert found.stats["item_dropped_count"] == 2
    assert found.stats["item_scraped_count"] == len(GOOD) + 2


def test_items_with_our_names(desk: Settings, site: Site) -> None:
    """They need no map; what is no field of a document is left out."""
    crawl(site, "fields", to(desk, **PIPELINE))
    said = [orjson.loads(record.value) for record in published(desk)]
    assert {document["source_id"] for document in said} == {"harbour-press"}
    assert all("price" not in document for document in said)


def test_switched_off(desk: Settings, site: Site) -> None:
    """For a crawl on a developer's machine: all runs, nothing is published."""
    found = crawl(site, "pages", to(desk, **MIDDLEWARE, **PIPELINE, COPYDESK_ENABLED=False))
    assert (published(desk), found.counts(), found.stats["finish_reason"]) == ([], {}, "finished")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            {**MIDDLEWARE, "COPYDESK_PUBLISH": "everything"},
            "COPYDESK_PUBLISH='everything': it is one of items, responses",
        ),
        (
            {**PIPELINE, "COPYDESK_ITEM_MAP": {"adress": "link"}},
            "COPYDESK_ITEM_MAP: 'adress' is no field of a document",
        ),
        ({**PIPELINE, "COPYDESK_KAFKA": {"acks": 0}}, "acks is not to be chosen here"),
        (
            {**MIDDLEWARE, "TWISTED_REACTOR": "twisted.internet.selectreactor.SelectReactor"},
            "copydesk.scrapy needs asyncio: take TWISTED_REACTOR out of the settings",
        ),
    ],
)
def test_a_setting_that_does_not_fit(desk: Settings, site: Site, settings: dict[str, Any], says: str) -> None:
    """Nothing is fetched, and the log says what is wrong."""
    process = start(site, "pages", to(desk, **settings))
    out, log = process.communicate(timeout=60)
    assert says in log.decode(), out
    assert site.asked == []


def test_no_broker_at_the_start(site: Site) -> None:
    """The spider is closed before it fetches anything, with one line that says why."""
    found = crawl(site, "pages", {**MIDDLEWARE, "COPYDESK_BROKERS": "127.0.0.1:1"})
    assert found.stats["finish_reason"] == "copydesk_unreachable"
    assert site.asked == []
    assert "nothing more is published, the spider is closed: " in found.log
    assert "127.0.0.1:1" in found.log
    assert "Traceback" not in found.log


def test_no_topic_at_the_start(desk: Settings, site: Site) -> None:
    """The same."""
    found = crawl(site, "pages", {**to(desk, **PIPELINE), "COPYDESK_TOPIC": "no.such.topic"})
    assert found.stats["finish_reason"] == "copydesk_unreachable"
    assert "no.such.topic" in found.log
    assert site.asked == []


def many(count: int) -> dict[str, Any]:
    """A site of so many stories."""
    return {f"/news/{number}": type(SITE["/news/1"])(story(number)) for number in range(1, count + 1)}


def test_a_broker_that_is_away_for_a_while(prefix: str, tmp_path: Path) -> None:
    """The crawl waits for it, and all that was fetched is there in the end; what comes twice has the same record_id."""
    with KafkaServer() as kafka, served(many(150), 0.05) as site:
        desk = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
        asyncio.run(create_topics(desk))
        process = start(site, "pages", to(desk, **MIDDLEWARE, **SMALL))
        _until(lambda: len(site.asked) > 20)
        kafka.stop()
        time.sleep(4)
        waiting = len(site.asked)
        time.sleep(2)
        assert len(site.asked) == waiting < 150  # nothing more is fetched than can be held
        kafka.restart()
        found = ended(process)
        assert found.counts() == {"published": 151}
        named = {orjson.loads(record.value)["record_id"]: record for record in published(desk)}
        assert paths([*named.values()], site) == Counter(list(many(150))) + Counter(["/news/1"])
        assert found.stats["finish_reason"] == "finished"


def test_a_broker_that_stays_away(prefix: str, tmp_path: Path) -> None:
    """The spider is closed in bounded time; what is not delivered is named and counted, and what is counted as published is there."""
    with KafkaServer() as kafka, served(many(150), 0.05) as site:
        desk = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
        asyncio.run(create_topics(desk))
        process = start(site, "pages", to(desk, **MIDDLEWARE, **SMALL, COPYDESK_DELIVERY_TIMEOUT=3))
        _until(lambda: len(site.asked) > 40)
        kafka.kill()
        found = ended(process, 60)
        assert found.stats["finish_reason"] == "copydesk_undelivered"
        counts = found.counts()
        assert counts["undelivered"] > 0
        assert found.log.count(" was not delivered: ") == counts["undelivered"]
        assert f"{counts['undelivered']:,} not delivered" in found.log
        assert found.seconds < 30
        assert len(site.asked) < 151
        kafka.restart()
        there = paths(published(desk), site)
        confirmed = counts.get("published", 0)  # on a busy machine none may be by then
        assert confirmed <= there.total() <= confirmed + counts["undelivered"]


def test_a_crawl_that_is_killed(desk: Settings, tmp_path: Path) -> None:
    """Each item that Scrapy counted as scraped by then is on the topic."""
    told = tmp_path / "scraped"
    with served(many(200), 0.02) as site:
        process = start(site, "fields", to(desk, **PIPELINE, TEST_SCRAPED=str(told)))
        _until(lambda: told.exists() and told.read_text().count("\n") > 40)
        process.kill()
        process.communicate()
        scraped = [line.removeprefix(site.address) for line in told.read_text().splitlines()]
        assert 40 < len(scraped) < 200
        assert not Counter(scraped) - paths(published(desk), site)


def _until(there: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_scene_has_what_it_says() -> None:
    """Enough pages that a wrong one shows."""
    assert len(GOOD) == STORIES + 4
