"""Entries as a sink gets them, for tests of sinks alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from copydesk.service.shell.sinks.contract import Batch, Source
from copydesk.service.shell.sinks.entries import Entry, Forgotten, Place, Refused, Stored
from tests.unit.articles import an_article

SOURCE = Source("a-cluster", "news.articles")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_place(offset: int, partition: int = 0, moment: datetime = NOON) -> Place:
    """Where a record stands."""
    return Place(partition, offset, moment)


def a_version(offset: int, guid: str = "example:1", version: int = 1, *, partition: int = 0, **fields: Any) -> Stored:
    """A version of a story."""
    plain = {"content_hash": f"{offset:032x}", "body_text": f"Text of {guid}, {version}."}
    article = an_article(**(plain | {"guid": guid, "version": version} | fields))
    return Stored(a_place(offset, partition), article, article.model_dump_json().encode())


def an_end(offset: int, guid: str = "example:1", *, partition: int = 0, everywhere: bool = False) -> Forgotten:
    """A tombstone; the desk's own where it is not `everywhere`."""
    return Forgotten(a_place(offset, partition), guid, everywhere)


def no_article(offset: int, guid: str = "example:1", why: str = "no article", partition: int = 0) -> Refused:
    """A record that is none."""
    return Refused(a_place(offset, partition), guid, why, b"\x00nothing")


def a_batch(*entries: Entry) -> Batch:
    """These, and nothing behind them."""
    ends: dict[int, int] = {}
    for entry in entries:
        ends[entry.place.partition] = entry.place.offset + 1
    return Batch(entries, ends)
