"""Deduplication: what the desk remembers of a story, and what one more document about it is.

`decide` gives the same answer for the same document whenever it runs: no clock in it, no order of arrival. That is
what lets a worker that crashed do its last records again without losing, doubling or renumbering a story.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Literal

import orjson
from pydantic import BaseModel

from schemas.parsed import ParsedArticle

VERSIONS_KEPT = 32
"""Versions that the memory holds. A replay further back than that (one story revised over 32 times within the
uncommitted second before a crash) is told from the current version alone."""

REPEATS_KEPT = 8
"""Origins of the last duplicates; they tell a repeat of the parse agent from a new crawl."""

COMPARED = ("headline", "abstract", "body_text", "authors", "byline", "dateline", "tags", "section", "images", "published_at", "modified_at")
"""The fields that `changed_fields` can name, in the order in which their hashes are kept."""


RepeatKind = Literal["redelivery", "recrawl", "stale"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parsed article stands: its offset on `news.parsed`, and the raw record that it came from.

    One guid lives on one partition of `news.parsed` for good, so the offset alone orders its documents.
    """

    offset: int
    raw_origin: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story and the place that made it."""

    number: int
    content_hash: str
    offset: int
    raw_origin: str
    record_id: str
    fetched_at: datetime | None
    previous_content_hash: str | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the desk remembers of a story."""

    versions: tuple[Version, ...]
    """Oldest first; the last one stands."""
    last_offset: int
    """The newest position on `news.parsed` that this memory knows of: what made it what it is."""
    first_seen_at: datetime | None
    field_hashes: tuple[str, ...]
    """Of the version that stands, in the order of COMPARED."""
    repeats: tuple[tuple[str, RepeatKind, int], ...] = ()
    """`(raw origin, kind, version)` of the last duplicates."""

    @property
    def standing(self) -> Version:
        """The newest version."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Publish:
    """The document is a version of the story: new where its number is 1, else revised."""

    version: Version
    first_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """The document brings nothing new: `redelivery`, `recrawl` or `stale`."""

    kind: RepeatKind
    of: Version


Decision = Publish | Repeat


def decide(article: ParsedArticle, seen: Seen | None, place: Place) -> tuple[Decision, Seen]:
    """What this document is, and the memory after it. The rules, in order:

    1. A place that the memory knows is a replay: the same answer as the first time, the memory as it is. Never simply
       a duplicate: the memory may have survived a crash where the published result did not.
    2. Nothing seen: version 1.
    3. The content that stands: a duplicate, `redelivery` if it is the same record too, else `recrawl`.
    4. Other content, fetched before what stands: a duplicate, `stale`.
    5. Other content: the next version.
    """
    if seen is None:
        return _first_version(article, place)
    replayed = _replayed(article, seen, place)
    if replayed is not None:
        return replayed, seen
    kind = _repeat_kind(article, seen.standing)
    if kind is not None:
        return Repeat(kind, seen.standing), _with_repeat(seen, article, place, kind)
    return _next_version(article, seen, place)


def _first_version(article: ParsedArticle, place: Place) -> tuple[Decision, Seen]:
    version = _version(1, article, place)
    seen = Seen((version,), place.offset, article.ingested_at, field_hashes(article))
    return Publish(version, seen.first_seen_at), seen


def _next_version(article: ParsedArticle, seen: Seen, place: Place) -> tuple[Decision, Seen]:
    hashes = field_hashes(article)
    changed = tuple(name for name, old, new in zip(COMPARED, seen.field_hashes, hashes, strict=True) if old != new)
    version = replace(_version(seen.standing.number + 1, article, place), previous_content_hash=seen.standing.content_hash, changed=changed)
    after = replace(seen, versions=(*seen.versions, version)[-VERSIONS_KEPT:], last_offset=place.offset, field_hashes=hashes)
    return Publish(version, seen.first_seen_at), after


def _version(number: int, article: ParsedArticle, place: Place) -> Version:
    return Version(number, article.content_hash, place.offset, place.raw_origin, article.record_id, article.fetched_at)


def _repeat_kind(article: ParsedArticle, standing: Version) -> RepeatKind | None:
    """Rules 3 and 4; None for content that is new."""
    if article.content_hash == standing.content_hash:
        return "redelivery" if article.record_id == standing.record_id else "recrawl"
    if article.fetched_at and standing.fetched_at and article.fetched_at < standing.fetched_at:
        return "stale"
    return None


def _with_repeat(seen: Seen, article: ParsedArticle, place: Place, kind: RepeatKind) -> Seen:
    """The memory after a duplicate: where the content still stood later, a document fetched in between is stale."""
    standing = seen.standing
    repeats = (*seen.repeats, (place.raw_origin, kind, standing.number))[-REPEATS_KEPT:]
    if kind != "stale" and article.fetched_at and (standing.fetched_at is None or article.fetched_at > standing.fetched_at):
        standing = replace(standing, fetched_at=article.fetched_at)
    return replace(seen, versions=(*seen.versions[:-1], standing), last_offset=place.offset, repeats=repeats)


def _replayed(article: ParsedArticle, seen: Seen, place: Place) -> Decision | None:
    """Rule 1: the answer that this place got before, or None for a place that is new.

    The same raw record at a new offset is a replay too: the parse agent repeated itself.
    """
    for version in seen.versions:
        if place.offset == version.offset or place.raw_origin == version.raw_origin:
            return Publish(version, seen.first_seen_at)
    for raw_origin, kind, number in seen.repeats:
        if place.raw_origin == raw_origin:
            return Repeat(kind, _numbered(seen, number))
    if place.offset <= seen.last_offset:
        # Only duplicates leave no version behind. What stood at that offset tells which kind it was.
        stood = next((version for version in reversed(seen.versions) if version.offset < place.offset), seen.versions[0])
        return Repeat(_repeat_kind(article, stood) or "stale", stood)
    return None


def _numbered(seen: Seen, number: int) -> Version:
    return next((version for version in seen.versions if version.number == number), seen.versions[0])


def field_hashes(article: ParsedArticle) -> tuple[str, ...]:
    """Eight hex digits for each field of COMPARED: enough to name what changed, too short to identify anything."""
    return tuple(_short_hash(getattr(article, name)) for name in COMPARED)


def _short_hash(value: object) -> str:
    if not value:
        return ""
    data = value.encode() if isinstance(value, str) else orjson.dumps(value, default=_plain)
    return blake2b(data, digest_size=4).hexdigest()


def _plain(part: object) -> object:
    if isinstance(part, BaseModel):
        return part.model_dump()
    raise TypeError(type(part).__name__)


# The stored form: a JSON array, a few hundred bytes a story.


def pack(seen: Seen) -> bytes:
    """The table's value. It begins with `last_offset`, so that recovery can compare two values without reading them."""
    return orjson.dumps(
        [
            seen.last_offset,
            seen.first_seen_at,
            seen.field_hashes,
            [(v.number, v.content_hash, v.offset, v.raw_origin, v.record_id, v.fetched_at, v.previous_content_hash, v.changed) for v in seen.versions],
            seen.repeats,
        ],
        option=orjson.OPT_UTC_Z,
    )


def unpack(value: bytes) -> Seen:
    """The inverse of `pack`."""
    last_offset, first_seen_at, hashes, versions, repeats = orjson.loads(value)
    return Seen(
        versions=tuple(_unpack_version(*fields) for fields in versions),
        last_offset=last_offset,
        first_seen_at=_moment(first_seen_at),
        field_hashes=tuple(hashes),
        repeats=tuple((raw_origin, kind, number) for raw_origin, kind, number in repeats),
    )


def _unpack_version(  # the array's eight places, in the order of `pack`
    number: int, content_hash: str, offset: int, raw_origin: str, record_id: str, fetched_at: str | None, previous: str | None, changed: list[str]
) -> Version:
    return Version(number, content_hash, offset, raw_origin, record_id, _moment(fetched_at), previous, tuple(changed))


def origin_offset(value: bytes) -> int:
    """`last_offset` of a packed memory."""
    return int(value[1 : value.index(b",")])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
