"""Builders: each shows only what matters to its test; the rest is as plain as it can be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from copydesk.schemas.parsed import ParsedArticle
from copydesk.schemas.raw import RawDocument
from copydesk.service.core.records import Draft, Headers, Origin, Page, Record

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
ORIGIN = Origin("news.raw", 3, 1234)


def a_record(value: bytes | None = None, *, headers: Headers = (), **fields: Any) -> Record:
    """A raw record with that value, else with a JSON envelope of these fields."""
    envelope = {
        "source_id": "example",
        "body": "A Bridge Opens\n\nThe old bridge opened to traffic on Monday, the council said.",
    } | fields
    given = {name: field for name, field in envelope.items() if field is not None}
    return Record(ORIGIN, orjson.dumps(given) if value is None else value, headers, NOON)


def an_event(value: bytes = b"A Bridge Opens\n\nThe old bridge opened on Monday.", **attributes: str | None) -> Record:
    """A CloudEvent in binary mode; an attribute that is None is left out. `content_type` is the header
    `content-type`.
    """
    plain: dict[str, str | None] = {
        "specversion": "1.0",
        "id": "event-1",
        "source": "example",
        "type": "page.fetched",
        "content_type": "text/plain; charset=utf-8",
    }
    given = {name: text for name, text in (plain | attributes).items() if text is not None}
    headers = tuple(
        ("content-type" if name == "content_type" else f"ce_{name}", text.encode()) for name, text in given.items()
    )
    return Record(ORIGIN, value, headers, NOON)


def a_page(text: str = "", *, media: Literal["text", "html"] = "text", **document: Any) -> Page:
    """A page with that text, as `decode` gives it."""
    return Page(text, media, RawDocument.model_validate(document), str(ORIGIN), NOON, NOON)


def a_draft(**fields: Any) -> Draft:
    """A draft with a headline and a paragraph."""
    return Draft(**({"headline": "A Bridge Opens", "paragraphs": ("The old bridge opened on Monday.",)} | fields))


def an_article(**fields: Any) -> ParsedArticle:
    """A valid ParsedArticle; `guid` follows `source_id` and `news_id`."""
    plain: dict[str, Any] = {
        "source_id": "example",
        "news_id": "75875",
        "identity_method": "label",
        "record_id": str(ORIGIN),
        "headline": "A Bridge Opens",
        "body_text": "The old bridge opened on Monday.",
        "content_hash": "0" * 32,
        "extraction": {"method": "text"},
    } | fields
    return ParsedArticle.model_validate({"guid": f"{plain['source_id']}:{plain['news_id']}"} | plain)
