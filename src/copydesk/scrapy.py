"""Publish what a Scrapy spider fetches: the pages themselves, by a spider middleware, or items that hold a page, by a pipeline.

    SPIDER_MIDDLEWARES = {"copydesk.scrapy.CopydeskSpiderMiddleware": 543}    # the response of each page that gives an item
    ITEM_PIPELINES = {"copydesk.scrapy.CopydeskPipeline": 800}                # or: each item, as a document
    COPYDESK_BROKERS = "localhost:9092"

A document counts as published when all replicas have it. One that the contract refuses is counted and logged, and never stops
the crawl; where the brokers do not confirm, the crawl waits, and in the end is closed. docs/scrapy.md has all settings.
Needs Scrapy 2.14 or newer on its asyncio reactor, which is the default: pip install 'copydesk[scrapy]'.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any, Literal, Self, get_args
from weakref import WeakValueDictionary

import scrapy
from aiokafka.helpers import create_ssl_context
from itemadapter import ItemAdapter
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import is_asyncio_available

from copydesk.client.documents import new_record_id
from copydesk.client.fetched import fetched_at, headers_along
from copydesk.client.field_map import MAPPED, put, value_at
from copydesk.client.receipts import require_positive
from copydesk.publisher import InvalidDocument, NotDelivered, Publisher, PublishError, TooLarge
from copydesk.schemas.raw import RawDocument

__all__ = ["CopydeskPipeline", "CopydeskSpiderMiddleware"]

log = logging.getLogger(__name__)

META = "copydesk"
"""The key of `Request.meta`: True publishes the response in any case, False in none; a dict has fields of the document."""

Which = Literal["items", "responses", "marked"]
"""COPYDESK_PUBLISH: responses that give an item; all whose callback ran; those with a META that is neither False nor missing."""

_CA_FILES = {"ssl_cafile": "cafile", "ssl_certfile": "certfile", "ssl_keyfile": "keyfile", "ssl_password": "password"}
_NO_TEXTS = (b"image/", b"audio/", b"video/", b"font/")
_CUT = {"dataloss", "download_stopped", "partial"}
"""Flags of a response that is not whole."""
_LONGEST_TYPE = 256


class CopydeskPipeline:
    """Publishes each item that holds a document: an item of any kind that Scrapy knows, with `url` and `body`, or with the
    names that COPYDESK_ITEM_MAP gives these. It goes on to the next pipeline unchanged once the brokers have it; one that cannot
    be published is dropped.
    """

    def __init__(self, crawl: _Crawl, item_map: Mapping[str, str]) -> None:
        self._crawl = crawl
        self._item_map = item_map

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As the settings say; ValueError for one that does not fit."""
        return cls(_crawl_of(crawler), item_map(crawler.settings))

    async def process_item(self, item: Any, spider: Any = None) -> Any:
        """Returns the item; DropItem where its document was not published, and why."""
        document = document_of_item(ItemAdapter(item).asdict(), self._item_map)
        try:
            await self._crawl.publish(document)
        except NotDelivered as error:
            raise DropItem(f"not delivered: {error}", log_level="ERROR") from None
        except PublishError as error:
            raise DropItem(f"not published: {error}") from None
        return item


class CopydeskSpiderMiddleware:
    """Publishes the responses themselves, byte for byte, with status and headers, before what the callback made of them goes on.
    Items and requests pass unchanged. What is no text, or was cut on the way, is counted and passed over.
    """

    def __init__(self, crawl: _Crawl, which: Which) -> None:
        self._crawl = crawl
        self._which = which

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As the settings say; ValueError for one that does not fit."""
        which = crawler.settings.get("COPYDESK_PUBLISH", "items")
        if which not in get_args(Which):
            raise ValueError(f"COPYDESK_PUBLISH={which!r}: it is one of {', '.join(get_args(Which))}")
        return cls(_crawl_of(crawler), which)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any], spider: Any = None
    ) -> AsyncIterator[Any]:
        """What the callback gave, unchanged; the page is published before the first of it, or before the first item."""
        mark = response.meta.get(META)
        wanted = self._wants(mark)
        if wanted == "now":
            await self._publish(response, mark)
        async for output in result:
            if wanted == "with an item" and not isinstance(output, Request):
                wanted = "never"
                await self._publish(response, mark)
            yield output

    def _wants(self, mark: object) -> Literal["now", "with an item", "never"]:
        if mark is False:
            return "never"
        if mark is True or self._which == "responses":
            return "now"
        if self._which == "marked":
            return "now" if mark else "never"
        return "with an item"

    async def _publish(self, response: Response, mark: object) -> None:
        if not is_text(response) or _CUT & {*response.flags}:
            self._crawl.count("cut" if is_text(response) else "not_text")
            return
        document = document_of_response(response, datetime.now(UTC))
        try:
            await self._crawl.publish(document | (mark if isinstance(mark, dict) else {}))
        except NotDelivered as error:
            self._crawl.log(logging.ERROR, f"{response.url} was not delivered: {error}")
        except PublishError as error:
            self._crawl.log(logging.WARNING, f"{response.url} was not published: {error}")


def is_text(response: Response) -> bool:
    """Whether it can be a document. Scrapy takes a picture for a text where it finds no control character in its first bytes."""
    content_type = (response.headers.get("Content-Type") or b"").strip().lower()
    return isinstance(response, TextResponse) and not content_type.startswith(_NO_TEXTS)


def document_of_response(response: Response, now: datetime) -> dict[str, Any]:
    """The fields of a RawDocument that a response gives: the bytes as they were fetched, unpacked."""
    headers = {name: ",".join(values) for name, values in _headers(response).items()}
    content_type = headers.get("content-type")
    return {
        "url": response.url,
        "body": response.body,
        "content_type": content_type[:_LONGEST_TYPE] if content_type else None,
        "http_status": response.status,
        "http_headers": headers_along(headers.items()),
        "fetched_at": fetched_at(headers.get("date"), from_cache="cached" in response.flags, now=now),
    }


def _headers(response: Response) -> dict[str, list[str]]:
    return {
        name.decode("latin-1").lower(): [value.decode("latin-1") for value in values]
        for name, values in response.headers.items()
    }


def document_of_item(item: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a RawDocument that an item has under their own names, and under those of `names`, which go first; of a
    dotted name the part within: `{"hints.published_at": "meta.date"}`. All else of the item is left out.
    """
    document = {name: item[name] for name in RawDocument.model_fields if item.get(name) is not None}
    for field, name in names.items():
        value = value_at(item, name)
        if value is not None:
            put(document, field, value)
    return document


def item_map(settings: BaseSettings) -> dict[str, str]:
    """COPYDESK_ITEM_MAP, field of a document -> field of an item; ValueError where a document has no such field."""
    names = {str(field): str(name) for field, name in settings.getdict("COPYDESK_ITEM_MAP").items()}
    for field in names:
        if field not in MAPPED:
            raise ValueError(
                f"COPYDESK_ITEM_MAP: {field!r} is no field of a document; there are {', '.join(sorted(MAPPED))}"
            )
    return names


def kafka_options(settings: BaseSettings) -> dict[str, Any]:
    """COPYDESK_KAFKA as options of AIOKafkaProducer. Certificates are named by their files, as settings are copied and an
    SSLContext cannot be.
    """
    options = dict(settings.getdict("COPYDESK_KAFKA"))
    files = {ours: options.pop(theirs) for theirs, ours in _CA_FILES.items() if theirs in options}
    if "SSL" in str(options.get("security_protocol", "")) or files:
        try:
            options.setdefault("ssl_context", create_ssl_context(**files))
        except OSError as error:  # of TLS too
            named = ", ".join(str(file) for ours, file in files.items() if ours != "password")
            raise ValueError(f"COPYDESK_KAFKA: {named} cannot be used: {error}") from None
    return options


_CRAWLS: WeakValueDictionary[int, _Crawl] = WeakValueDictionary()


def _crawl_of(crawler: Crawler) -> _Crawl:
    """One for both components of a crawler; NotConfigured where COPYDESK_ENABLED is off, ValueError where there is no asyncio."""
    if not crawler.settings.getbool("COPYDESK_ENABLED", True):
        raise NotConfigured("COPYDESK_ENABLED is off: nothing is published")
    if not is_asyncio_available():
        raise ValueError(
            "copydesk.scrapy needs asyncio: take TWISTED_REACTOR out of the settings, Scrapy's default has it"
        )
    crawl = _CRAWLS.get(id(crawler)) or _Crawl(crawler)
    _CRAWLS[id(crawler)] = crawl
    return crawl


class _Crawl:
    """The publisher of one crawl, from its opening to its close, and what is counted of it in Scrapy's stats."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._publisher = publisher_of(crawler)
        self._failure: str | None = None
        """Why nothing can be published any more."""
        self._closing: asyncio.Future[Any] | None = None
        for handler, signal in (
            (self._open, signals.spider_opened),
            (self._close_if_failed, signals.engine_started),
            (self._close, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal=signal)

    async def publish(self, document: Mapping[str, Any]) -> None:
        """Returns once all replicas have it. What goes wrong is counted and raised, as the publisher does; what the brokers do not
        confirm closes the spider.
        """
        record_id = str(document.get("record_id") or new_record_id())
        try:
            if self._failure is not None:
                raise NotDelivered(f"{record_id}: not sent, as nothing more is published", [record_id])
            await self._publisher.publish(document, record_id=record_id)
        except TooLarge:
            self.count("too_large")
            raise
        except InvalidDocument:
            self.count("invalid")
            raise
        except NotDelivered as error:
            self.count("undelivered")
            if self._failure is None:
                self._fail(str(error))
                self._close_spider("copydesk_undelivered")
            raise
        self.count("published")

    def count(self, what: str) -> None:
        """In Scrapy's stats, `copydesk/published` and so on."""
        self._crawler.stats.inc_value(f"copydesk/{what}")

    def log(self, level: int, message: str) -> None:
        """As Scrapy's own components do."""
        log.log(level, "%s", message, extra={"spider": self._crawler.spider})

    async def _open(self) -> None:
        try:
            await self._publisher.start()
        except Exception as error:  # whatever it is: without a publisher all that is fetched would be lost
            self._fail(str(error) or type(error).__name__)

    async def _close_if_failed(self) -> None:
        if self._failure is not None:
            self._close_spider("copydesk_unreachable")

    async def _close(self) -> None:
        try:
            await self._publisher.close()
        except NotDelivered as error:  # what was under way when the crawl was broken off
            self.log(logging.ERROR, str(error))
        counts = {what: self._crawler.stats.get_value(f"copydesk/{what}", 0) for what in _COUNTED}
        told = f"{counts.pop('published'):,} documents published" + "".join(
            f", {count:,} {_COUNTED[what]}" for what, count in counts.items() if count
        )
        self.log(logging.ERROR if counts["undelivered"] or self._failure else logging.INFO, told)

    def _fail(self, why: str) -> None:
        self._failure = why
        self.log(logging.ERROR, f"nothing more is published, the spider is closed: {why}")

    def _close_spider(self, reason: str) -> None:
        self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=reason))


_COUNTED = {
    "published": "published",
    "invalid": "refused as no document",
    "too_large": "too large",
    "not_text": "passed over as not text",
    "cut": "passed over as not whole",
    "undelivered": "not delivered",
}


_SETTINGS = {
    "COPYDESK_BROKERS": "brokers",
    "COPYDESK_TOPIC": "topic",
    "COPYDESK_SOURCE_ID": "source_id",
    "COPYDESK_SCRAPER": "scraper",
    "COPYDESK_PUBLISH": "",
    "COPYDESK_ITEM_MAP": "",
    "COPYDESK_ENABLED": "",
    "COPYDESK_KAFKA": "",
    "COPYDESK_DELIVERY_TIMEOUT": "delivery_timeout_seconds",
    "COPYDESK_MAX_DOCUMENT_BYTES": "max_document_bytes",
    "COPYDESK_MAX_IN_FLIGHT_BYTES": "max_in_flight_bytes",
}
"""All that there are, each with the publisher's name for it where it has one."""
_NUMBERS: Mapping[str, type[int | float]] = {
    "COPYDESK_DELIVERY_TIMEOUT": float,
    "COPYDESK_MAX_DOCUMENT_BYTES": int,
    "COPYDESK_MAX_IN_FLIGHT_BYTES": int,
}


def publisher_of(crawler: Crawler) -> Publisher:
    """As the settings say, not started; ValueError with the setting for one that does not fit, or that there is not."""
    settings, name = crawler.settings, getattr(crawler.spider or crawler.spidercls, "name", "")
    require_known(settings)
    numbers: dict[str, Any] = {
        _SETTINGS[setting]: number for setting in _NUMBERS if (number := number_of(settings, setting)) is not None
    }
    try:
        return Publisher(
            settings.get("COPYDESK_BROKERS", "localhost:9092"),
            topic=settings.get("COPYDESK_TOPIC", "news.raw"),
            source_id=settings.get("COPYDESK_SOURCE_ID") or None,
            scraper=settings.get("COPYDESK_SCRAPER", f"{settings['BOT_NAME']}/{name} Scrapy/{scrapy.__version__}"),
            **numbers,
            **kafka_options(settings),
        )
    except ValueError as error:
        raise ValueError(_in_settings(str(error))) from None


def require_known(settings: BaseSettings) -> None:
    """ValueError for a misspelt setting, with the one that may be meant: it would be passed over in silence."""
    for setting in settings:
        if setting.startswith("COPYDESK_") and setting not in _SETTINGS:
            nearest = get_close_matches(setting, _SETTINGS, n=1)
            meant = f"did you mean {nearest[0]}?" if nearest else f"there are {', '.join(_SETTINGS)}"
            raise ValueError(f"{setting}: no such setting; {meant}")


def number_of(settings: BaseSettings, setting: str) -> int | float | None:
    """A number above 0, None where it is not set; ValueError with the setting's name."""
    given = settings.get(setting)
    if given is None:
        return None
    try:
        number = _NUMBERS[setting](given)
    except (TypeError, ValueError):
        raise ValueError(f"{setting}={given!r}: it is a number above 0") from None
    require_positive(setting, number)
    return number


def _in_settings(line: str) -> str:
    """A publisher's complaint, with the setting in place of its own name."""
    return next(
        (
            setting + line.removeprefix(name)
            for setting, name in _SETTINGS.items()
            if name and re.match(rf"{name}\b", line)
        ),
        line,
    )
