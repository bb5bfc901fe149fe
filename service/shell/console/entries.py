"""What the console keeps of a record: enough to count it, to find it and to find it again on its topic. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson

from copydesk.service.core.desk.outgoing import raw_origin_of, raw_time_of
from copydesk.service.core.desk.replay import offer_of_rejection
from copydesk.service.core.desk.told import WATCHED
from copydesk.service.core.records import Record

Kind = Literal["new", "revised", "duplicate", "rejected"]

LEAD_CHARS = 1000
"""Of the text, beside headline and abstract, so much is searched."""
NAMES_CHARS = 400
SHORT_CHARS = 300
LONGEST_URL = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One outcome of a raw record."""

    kind: Kind
    partition: int
    """Where it stands on its topic, with `offset`."""
    offset: int
    at: int
    """Its record time, milliseconds since 1970."""
    source: str
    record_id: str
    raw: str
    """Where the raw record stands, `news.raw/3/1234`; names the outcome, since each raw record has one."""
    guid: str = ""
    version: int = 0
    waited: int | None = None
    """Milliseconds from the raw record to the outcome; None where a time is missing."""
    story: Story | None = None
    """Of an article."""
    turned: Turned | None = None
    """Of a rejection."""
    why: str = ""
    """Of a duplicate: its kind."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is kept of an article."""

    headline: str
    lead: str
    names: str
    """Authors, tags, keywords, one after the other."""
    language: str
    url: str
    news_id: str
    pubstatus: str
    published: str
    reader: str
    """Which reader read it, and of what kind the page is: `html article`."""
    has: tuple[bool, ...]
    """Which of WATCHED it has."""


@dataclass(frozen=True, slots=True)
class Turned:
    """What is kept of a rejection."""

    reason: str
    stage: str
    message: str
    size: int
    """Bytes of the original."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A story was forgotten, or a link of two: nothing of it is to be kept."""

    name: str
    """The topic's name in the catalogue."""
    key: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two stories with the same words."""

    key: str
    earlier: str
    """Guid."""
    later: str
    rel: str
    score: float
    at: int


Kept = Entry | Gone | Link


def entry_of(name: str, record: Record) -> Kept | None:
    """What is kept of a record of `articles`, `duplicates`, `rejected` or `links`; None for what is none of ours."""
    try:
        match name:
            case "articles" | "links" if record.value is None:
                return Gone(name, (record.key or b"").decode())
            case "articles":
                return _article(record)
            case "duplicates":
                return _duplicate(record)
            case "links":
                return _link(record)
            case _:
                return _rejection(record)
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError):
        return None


def _article(record: Record) -> Entry:
    said = orjson.loads(record.value or b"")
    version = int(said["version"])
    story = Story(
        _short(said.get("headline")),
        _lead(said),
        _names(said)[:NAMES_CHARS],
        (said.get("language") or "")[:35],
        (said.get("canonical_url") or said.get("url") or "")[:LONGEST_URL],
        said["news_id"],
        said.get("pubstatus") or "usable",
        said.get("published_at") or "",
        _reader(said.get("extraction") or {}),
        _has(said),
    )
    return Entry(
        "new" if version == 1 else "revised",
        record.origin.partition,
        record.origin.offset,
        _milliseconds(record),
        said["source_id"],
        said["record_id"],
        raw_origin_of(record.headers) or "",
        said["guid"],
        version,
        _waited(record, said.get("ingested_at")),
        story,
    )


def _duplicate(record: Record) -> Entry:
    said = orjson.loads(record.value or b"")
    return Entry(
        "duplicate",
        record.origin.partition,
        record.origin.offset,
        _milliseconds(record),
        str(said["guid"]).partition(":")[0],
        said["record_id"],
        raw_origin_of(record.headers) or "",
        said["guid"],
        int(said["version"]),
        _waited(record, said.get("detected_at")),
        why=said["kind"],
    )


def _rejection(record: Record) -> Entry | None:
    offer = offer_of_rejection(record)
    if offer is None:
        return None
    headers = {name: (value or b"").decode(errors="replace") for name, value in record.headers}
    turned = Turned(offer.reason, headers.get("stage", ""), _short(headers.get("message")), len(record.value or b""))
    return Entry(
        "rejected",
        record.origin.partition,
        record.origin.offset,
        _milliseconds(record),
        offer.source,
        offer.record_id,
        str(offer.original.origin),
        waited=_span(offer.original.timestamp, record.timestamp),
        turned=turned,
    )


def _link(record: Record) -> Link:
    said = orjson.loads(record.value or b"")
    ends = said["earlier"]["guid"], said["later"]["guid"]
    return Link((record.key or b"").decode(), *ends, said["rel"], float(said["score"]), _milliseconds(record))


def _milliseconds(record: Record) -> int:
    return int(record.timestamp.timestamp() * 1000) if record.timestamp else 0


def _waited(record: Record, came: str | None) -> int | None:
    """Since the raw record came: of one that was sent again, which has an older `came`, its own time."""
    return _span(raw_time_of(record.headers) or (datetime.fromisoformat(came) if came else None), record.timestamp)


def _span(came: datetime | None, done: datetime | None) -> int | None:
    return int((done - came).total_seconds() * 1000) if came and done and came <= done else None


def _lead(said: Mapping[str, Any]) -> str:
    return " ".join(f"{said.get('abstract') or ''} {(said.get('body_text') or '')[:LEAD_CHARS]}".split())[:LEAD_CHARS]


def _names(said: Mapping[str, Any]) -> str:
    people = [author["name"] for author in said.get("authors") or []]
    return " · ".join(dict.fromkeys([*people, *(said.get("tags") or []), *(said.get("keywords") or [])]))


def _reader(extraction: Mapping[str, Any]) -> str:
    return " ".join(part for part in (extraction.get("method"), extraction.get("page_kind")) if part)


def _has(said: Mapping[str, Any]) -> tuple[bool, ...]:
    return tuple(bool(said.get(field)) for field in WATCHED)


def _short(text: object) -> str:
    return " ".join(str(text or "").split())[:SHORT_CHARS]
