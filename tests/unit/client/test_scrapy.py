"""What Scrapy's responses and items give as documents; whole crawls are in tests/broker/test_scrapy.py."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from itemadapter import ItemAdapter
from scrapy import Field, Item
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from copydesk.publisher import NotDelivered
from copydesk.scrapy import (
    _SETTINGS,
    _Crawl,
    document_of_item,
    document_of_response,
    is_text,
    item_map,
    kafka_options,
    publisher_of,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://www.dailyplanet.example/news/75875"


class Story(Item):
    """As spiders have had it for long."""

    link = Field()
    html = Field()
    date = Field()


@dataclass
class Page:
    """As newer ones have it."""

    link: str
    html: bytes
    date: str | None = None


MAP = {"url": "link", "body": "html", "hints.published_at": "date"}


@pytest.mark.parametrize(
    "item",
    [
        {"link": URL, "html": b"x", "date": "2026-03-01T12:00:00Z", "other": 1},
        Story(link=URL, html=b"x", date="2026-03-01T12:00:00Z"),
        Page(URL, b"x", "2026-03-01T12:00:00Z"),
    ],
)
def test_items_of_any_kind(item: Any) -> None:
    """Fields by the map; what is no field of a document is left out."""
    document = document_of_item(ItemAdapter(item).asdict(), MAP)
    assert document == {"url": URL, "body": b"x", "hints": {"published_at": "2026-03-01T12:00:00Z"}}


def test_a_map_goes_first() -> None:
    """Over fields of the document's own names, and beside hints that are there; what an item lacks is left as it is."""
    item = {"url": "a", "link": "b", "body": "x", "hints": {"language": "en"}, "meta": {"date": "2026"}, "a.b": "c"}
    names = {"url": "link", "hints.published_at": "meta.date", "scraper": "a.b", "charset": "meta.none.there"}
    assert document_of_item(item, names) == {
        "url": "b",
        "body": "x",
        "scraper": "c",
        "hints": {"language": "en", "published_at": "2026"},
    }


def test_a_map_in_settings() -> None:
    """As a dict, or as JSON on the command line."""
    assert item_map(Settings({"COPYDESK_ITEM_MAP": '{"url": "link"}'})) == {"url": "link"}
    assert item_map(Settings()) == {}
    with pytest.raises(ValueError, match="'titel' is no field of a document; there are"):
        item_map(Settings({"COPYDESK_ITEM_MAP": {"titel": "title"}}))


def test_a_response() -> None:
    """Its bytes as they were fetched, whatever Scrapy takes their charset for."""
    body = "<h1>جسر</h1>".encode("cp1256")
    headers = {"Content-Type": "text/html; charset=windows-1256", "Set-Cookie": ["a=1", "b=2"], "Vary": ["A", "B"]}
    found = document_of_response(HtmlResponse(URL, headers=headers, body=body, status=203), NOW)
    assert found == {
        "url": URL,
        "body": body,
        "content_type": "text/html; charset=windows-1256",
        "http_status": 203,
        "http_headers": {"content-type": "text/html; charset=windows-1256", "vary": "A,B"},
        "fetched_at": NOW,
    }


def test_a_response_out_of_a_cache() -> None:
    """It was fetched when its server sent it."""
    headers = {"Date": "Sun, 01 Mar 2026 09:00:00 GMT"}
    found = document_of_response(HtmlResponse(URL, headers=headers, body=b"x", flags=["cached"]), NOW)
    assert found["fetched_at"] == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    assert found["content_type"] is None


def test_what_is_text() -> None:
    """By Scrapy's class of it, and never a picture, which Scrapy may take for one."""
    assert is_text(TextResponse(URL, body=b"x"))
    assert is_text(HtmlResponse(URL, headers={"Content-Type": "text/html"}, body=b"x"))
    assert not is_text(Response(URL, body=b"\x00"))
    assert not is_text(TextResponse(URL, headers={"Content-Type": "Image/JPEG"}, body=b"x"))


def test_options_of_kafka() -> None:
    """As they are; with TLS a context is made of the files that they name."""
    assert kafka_options(Settings({"COPYDESK_KAFKA": {"client_id": "me"}})) == {"client_id": "me"}
    assert kafka_options(Settings()) == {}
    assert "ssl_context" in kafka_options(Settings({"COPYDESK_KAFKA": {"security_protocol": "SASL_SSL"}}))
    with pytest.raises(ValueError, match=r"nothing\.pem cannot be used: "):
        kafka_options(Settings({"COPYDESK_KAFKA": {"security_protocol": "SSL", "ssl_cafile": "nothing.pem"}}))


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"COPYDESK_SOURCE_ID": "Daily Planet"}, "COPYDESK_SOURCE_ID: String should match pattern"),
        (
            {"COPYDESK_SUORCE_ID": "dailyplanet"},
            "COPYDESK_SUORCE_ID: no such setting; did you mean COPYDESK_SOURCE_ID?",
        ),
        ({"COPYDESK_X": 1}, "COPYDESK_X: no such setting; "),
        ({"COPYDESK_DELIVERY_TIMEOUT": "2min"}, "COPYDESK_DELIVERY_TIMEOUT='2min': it is a number above 0"),
        ({"COPYDESK_DELIVERY_TIMEOUT": 0}, "COPYDESK_DELIVERY_TIMEOUT=0.0: "),
        ({"COPYDESK_MAX_DOCUMENT_BYTES": "4 MiB"}, "COPYDESK_MAX_DOCUMENT_BYTES='4 MiB': "),
        ({"COPYDESK_MAX_IN_FLIGHT_BYTES": -1}, "COPYDESK_MAX_IN_FLIGHT_BYTES=-1: "),
        ({"COPYDESK_BROKERS": ""}, "COPYDESK_BROKERS='': they are host:port"),
        ({"COPYDESK_TOPIC": "news raw"}, "COPYDESK_TOPIC='news raw': "),
    ],
)
def test_settings_that_do_not_fit(settings: dict[str, Any], line: str) -> None:
    """Are told by their names, before anything is fetched."""
    with pytest.raises(ValueError, match="^" + re.escape(line)):
        publisher_of(get_crawler(settings_dict=settings))


def test_settings_that_do_fit() -> None:
    """As numbers or as the command line has them; a source that is empty is none."""
    publisher_of(get_crawler(settings_dict={"COPYDESK_DELIVERY_TIMEOUT": "2.5", "COPYDESK_MAX_DOCUMENT_BYTES": "1000"}))
    publisher_of(get_crawler(settings_dict={"COPYDESK_SOURCE_ID": "", "COPYDESK_PUBLISH": "items"}))


def test_the_settings_are_those_of_the_page() -> None:
    """docs/scrapy.md has all of them."""
    page = (Path(__file__).parents[3] / "docs/scrapy.md").read_text()
    assert set(re.findall(r"^\| `(COPYDESK_\w+)` \|", page, re.M)) == set(_SETTINGS)


def test_what_is_not_delivered_is_told_by_its_own_name() -> None:
    """Also when nothing is sent any more because of another."""

    async def scene() -> None:
        crawl = _Crawl(get_crawler(settings_dict={}))
        crawl._failure = "r1: not confirmed by the brokers within 120 s"
        for record_id in ("r2", "r3"):
            with pytest.raises(NotDelivered, match=f"^{record_id}: not sent") as told:
                await crawl.publish({"url": URL, "body": "x", "record_id": record_id})
            assert told.value.record_ids == (record_id,)

    asyncio.run(scene())
