"""Deduplication: what the desk remembers of a story, and what one more document about it is.

`decide` gives the same answer for the same document whenever it runs: no clock in it, no order of arrival. That is
what lets a worker that crashed do its last records again without losing, doubling or renumbering a story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
from typing import Literal, NamedTuple

import orjson

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.differences import Edits, Texts, as_told, edits_of, texts_of
from copydesk.service.core.records import EPOCH, MILLISECOND, parse_origin

VERSIONS_KEPT = 32
"""Versions that the memory holds. A document that first came before the oldest of them and comes again is told as a
duplicate of that one, which may differ from its first answer."""

COMPARED = (
    "headline",
    "abstract",
    "body_text",
    "authors",
    "byline",
    "dateline",
    "tags",
    "section",
    "images",
    "published_at",
    "modified_at",
    "pubstatus",
    "embargoed_until",
    "signals",
    "editorial_note",
    "urgency",
    "usage_terms",
)
"""The fields that `changed_fields` can name, in the order in which their hashes are kept. New ones come last: memories of
an earlier release hold fewer hashes."""

ERASED = "f" * 32
"""Stands where the content hash was, in what is left of a story that the desk was told to forget (erasure.py)."""

HASH_BYTES = 3
"""Of one field: enough to name what changed, too short to identify anything."""

_LARGEST = 2**63 - 1  # no offset of Kafka is higher, and JSON holds no more

RepeatKind = Literal["redelivery", "recrawl", "stale"]

RawPlace = tuple[int, int]
"""Partition and offset on `news.raw`. There is one such topic, so its name is not kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parsed article stands: its offset on `news.parsed`, and the raw record that it came from.

    One guid lives on one partition of `news.parsed`, so the offset alone orders its documents. Where it is given another
    partition, its memory becomes one of before all that comes there (`made_at` in memory_form.py).
    """

    offset: int
    raw_origin: str
    """`news.raw/3/1234`; anything else names no raw record, and then only the offset can tell a replay."""
    came_at: datetime | None = None
    """The raw record's own time, where the article's `ingested_at` is an earlier one: it was sent before. None: that."""
    read_before: str | None = None
    """Where the document was sent again to be read anew: the raw record that the version that stood was read from."""

    @property
    def raw(self) -> RawPlace | None:
        """The raw record as numbers."""
        return _raw_place(self.raw_origin)


def _raw_place(text: str) -> RawPlace | None:
    origin = parse_origin(text)
    return (origin.partition, origin.offset) if origin and max(origin.partition, origin.offset) <= _LARGEST else None


# Tuples, not dataclasses: they are made anew for every document, and a frozen dataclass takes three times as long to
# make.


class Reach(NamedTuple):
    """How far the documents of one raw partition had come while a version stood."""

    offset: int
    """The highest on that raw partition."""
    latest_ms: int
    """The latest record time of these documents."""


class Version(NamedTuple):
    """One version of a story and the place that made it. Times are epoch milliseconds."""

    number: int
    content_hash: str
    offset: int
    raw: RawPlace | None
    record_id: str
    fetched_ms: int | None
    """Of the latest crawl that showed this content."""
    first_seen_ms: int = 0
    """`ingested_at` of version 1; 0 where the broker had none."""
    previous_content_hash: str | None = None
    changed: tuple[str, ...] = ()
    reach: Mapping[int, Reach] = MappingProxyType({})
    """By raw partition: of the documents that came while this version stood, its own among them."""
    edits: Edits | None = None
    """How it differs from the version before; None of a first one, and of one that an earlier release made."""

    @property
    def erased(self) -> bool:
        """True of what is left of all versions of a story that the desk was told to forget: a number and a reach."""
        return self.content_hash == ERASED


class Seen(NamedTuple):
    """What the desk remembers of a story."""

    versions: tuple[Version, ...]
    """Oldest first; the last one stands. Numbers begin anew where the story had been forgotten."""
    last_offset: int
    """The newest position on `news.parsed` that this memory knows of: what made it what it is."""
    last_seen_ms: int
    """The latest record time of any of its documents; 0 where the broker had none."""
    field_hashes: bytes
    """Of the version that stands, HASH_BYTES each, in the order of COMPARED."""
    texts: Texts | None = None
    """Of the version that stands, for the next; None where an earlier release made it."""

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


@dataclass(frozen=True, slots=True)
class Done:
    """The document came before its story was erased, and had its outcome then: nothing is to be told again."""


Decision = Publish | Repeat | Done


def decide(
    article: ParsedArticle, seen: Seen | None, place: Place, remember: timedelta | None = None
) -> tuple[Decision, Seen]:
    """What this document is, and the memory after it. The rules, in order:

    1. Nothing seen: version 1.
    2. A document that came before is a replay: the same answer as the first time, the memory as it is. Never simply
       a duplicate: the memory may have survived a crash where the published result did not. Where the story was erased since,
       nothing: there the result is known to be published.
    3. A story of which nothing came for longer than `remember`: version 1 again.
    4. A document that made a version and is read anew (`place.read_before`): the next version where its own still stands and
       any field of COMPARED differs, whenever it was fetched; else a duplicate.
    5. The content that stands: a duplicate, `redelivery` if it is the same record too, else `recrawl`.
    6. Other content, fetched before what stands: a duplicate, `stale`.
    7. An older version again, after the story was taken back: a duplicate, `stale`. Only new content brings it back.
    8. Other content: the next version.

    Rule 3 measures from record time to record time, never by a clock, and says nothing where one of the two is missing.
    The record time is `ingested_at`, but that of a record that was sent again is its own (`place.came_at`): by the
    first one it could be taken for a record that came before, or a story for forgotten.

    What rule 3 costs: `(guid, version)` names one version only within that time. A story that comes back later is new
    to its readers, even with the content that they know.
    """
    if seen is None:
        return _first_version(article, place)
    replayed = _replayed(article, seen, place)
    if replayed is not None:
        return replayed, seen
    if remember is not None and is_past(seen.last_seen_ms, _record_ms(article, place), remember):
        return _first_version(article, place, seen.versions)
    if place.read_before and _made_version(seen, _raw_place(place.read_before)):
        return _read_anew(article, seen, place, _raw_place(place.read_before))
    kind = _repeat_kind(article, seen.standing) or _taken_back(article, seen)
    if kind is not None:
        return Repeat(kind, seen.standing), _with_repeat(seen, article, place, kind)
    return _next_version(article, seen, place)


def _first_version(article: ParsedArticle, place: Place, forgotten: tuple[Version, ...] = ()) -> tuple[Decision, Seen]:
    """Forgotten versions stay behind the new one for as long as there is room: a replay may still ask for them."""
    version = _version(1, article, place, _ms(article.ingested_at))
    last_seen_ms = _record_ms(article, place)
    seen = Seen(kept((*forgotten, version)), place.offset, last_seen_ms, field_hashes(article), texts_of(article))
    return _publish(version), seen


def _next_version(article: ParsedArticle, seen: Seen, place: Place) -> tuple[Decision, Seen]:
    before, hashes = seen.standing, field_hashes(article)
    version = _version(before.number + 1, article, place, before.first_seen_ms)
    if not before.erased:
        version = version._replace(
            previous_content_hash=before.content_hash,
            changed=changed_fields(seen.field_hashes, hashes),
            edits=edits_of(article, seen.texts),
        )
    return _publish(version), Seen(
        kept((*seen.versions, version)),
        place.offset,
        max(seen.last_seen_ms, _record_ms(article, place)),
        hashes,
        texts_of(article),
    )


def _made_version(seen: Seen, raw: RawPlace | None) -> bool:
    return raw is not None and any(version.raw == raw for version in seen.versions)


def _read_anew(article: ParsedArticle, seen: Seen, place: Place, before: RawPlace | None) -> tuple[Decision, Seen]:
    """Rule 4. What was fetched since and is stale stays so: the version stands since its content was fetched last."""
    standing = seen.standing
    if standing.raw != before or not changed_fields(seen.field_hashes, field_hashes(article)):
        kind = _repeat_kind(article, standing) or "stale"
        return Repeat(kind, standing), _with_repeat(seen, article, place, kind)
    _, after = _next_version(article, seen, place)
    version = after.standing._replace(fetched_ms=_latest(standing.fetched_ms, _fetched_ms(article)))
    return _publish(version), after._replace(versions=(*after.versions[:-1], version))


def _latest(one: int | None, other: int | None) -> int | None:
    return other if one is None or (other is not None and one < other) else one


def _version(number: int, article: ParsedArticle, place: Place, first_seen_ms: int) -> Version:
    raw = place.raw
    reach = _reach_after({}, raw, _record_ms(article, place))
    return Version(
        number,
        article.content_hash,
        place.offset,
        raw,
        article.record_id,
        _fetched_ms(article),
        first_seen_ms,
        reach=reach,
    )


def _publish(version: Version) -> Publish:
    return Publish(version, EPOCH + version.first_seen_ms * MILLISECOND if version.first_seen_ms else None)


def kept(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """At most VERSIONS_KEPT. The oldest takes over the reach of the one that goes: a repeat from then must not become a
    new version. What is left of an erased story stays beside them: what came before must not be told as a duplicate.
    """
    if len(versions) <= VERSIONS_KEPT:
        return versions
    if versions[0].erased:
        return (versions[0], *kept(versions[1:]))
    gone, oldest, *others = versions
    return (oldest._replace(reach=reach_of((gone, oldest))), *others)


def reach_of(versions: tuple[Version, ...]) -> Mapping[int, Reach]:
    """How far the raw partitions had come while any of these stood, oldest first. A record may carry an earlier time than one before
    it, so the latest time need not be that of the highest offset.
    """
    joined: Mapping[int, Reach] = {}
    for version in versions:
        for partition, reach in version.reach.items():
            joined = _reach_after(joined, (partition, reach.offset), reach.latest_ms)
    return joined


def _repeat_kind(article: ParsedArticle, standing: Version) -> RepeatKind | None:
    """Rules 5 and 6; None for content that is new."""
    if article.content_hash == standing.content_hash:
        return "redelivery" if article.record_id == standing.record_id else "recrawl"
    fetched_ms = _fetched_ms(article)
    if fetched_ms is not None and standing.fetched_ms is not None and fetched_ms < standing.fetched_ms:
        return "stale"
    return None


def _taken_back(article: ParsedArticle, seen: Seen) -> RepeatKind | None:
    """Rule 7; None for content that is new, and where the story that stands was not taken back."""
    if seen.field_hashes[_STATUS_HASH] != _CANCELED:
        return None
    return "stale" if any(version.content_hash == article.content_hash for version in seen.versions) else None


def _with_repeat(seen: Seen, article: ParsedArticle, place: Place, kind: RepeatKind) -> Seen:
    """The memory after a duplicate: where the content still stood later, a document fetched in between is stale."""
    standing, raw, moment_ms = seen.standing, place.raw, _record_ms(article, place)
    fetched_ms = _latest(standing.fetched_ms, None if kind == "stale" else _fetched_ms(article))
    # A new document where the version's own raw record was: the raw topic was made anew, and that record is gone.
    own = None if raw == standing.raw else standing.raw
    standing = standing._replace(fetched_ms=fetched_ms, raw=own, reach=_reach_after(standing.reach, raw, moment_ms))
    return seen._replace(
        versions=(*seen.versions[:-1], standing),
        last_offset=place.offset,
        last_seen_ms=max(seen.last_seen_ms, moment_ms),
    )


def _reach_after(reach: Mapping[int, Reach], raw: RawPlace | None, moment_ms: int) -> Mapping[int, Reach]:
    """With one more document; it came for the first time, so its offset is the highest, or the raw topic was made
    anew.
    """
    if raw is None:
        return reach
    partition, offset = raw
    before_ms = reach[partition].latest_ms if partition in reach else 0
    return {**reach, partition: Reach(offset, max(before_ms, moment_ms))}


def _replayed(article: ParsedArticle, seen: Seen, place: Place) -> Decision | None:
    """Rule 2: the answer that this document got before, or None for a new one.

    Content alone tells the kind of a duplicate: fetch times decided once whether other content was new, and those of
    the
    memory have moved on since. Here it was not new, or it would be a version.
    """
    stood = _stood(article, seen, place)
    if stood is None:
        return None
    if stood.erased:
        return Done()
    if place.offset == stood.offset or (stood.raw is not None and place.raw == stood.raw):
        return _publish(stood)
    return Repeat(_repeat_kind(article, stood) or "stale", stood)


def _stood(article: ParsedArticle, seen: Seen, place: Place) -> Version | None:
    """The version that stood after this document came for the first time; None if it did not come before.

    Its raw record is asked first: where the parse agent repeated itself, the place on `news.parsed` is that of the
    repeat.
    """
    version = _reached(seen, place.raw, _record_ms(article, place))
    if version is None and place.offset <= seen.last_offset:
        version = next(
            (version for version in reversed(seen.versions) if version.offset <= place.offset), seen.versions[0]
        )
    return version


def _reached(seen: Seen, raw: RawPlace | None, moment_ms: int) -> Version | None:
    """The oldest version whose reach holds this raw record.

    The parse agent takes the records of a raw partition in order and goes back only to repeat itself. So what comes
    from
    there for the first time is above all reaches, and what lies within a reach came before it ended.
    """
    return (
        None if raw is None else next((version for version in seen.versions if _within(version, raw, moment_ms)), None)
    )


def _within(version: Version, raw: RawPlace, moment_ms: int) -> bool:
    """Offsets begin again at 0 when the raw topic is deleted and made anew, but then the record time is later.

    A record without a time counts as early: taken for new, a repeat of it would be told twice. A reach without a time
    was read from the first stored form, and holds no more than the records that were named there.
    """
    partition, offset = raw
    reach = version.reach.get(partition)
    if reach is None or offset > reach.offset:
        return False
    return moment_ms <= reach.latest_ms or (reach.latest_ms == 0 and (offset == reach.offset or raw == version.raw))


def is_past(last_seen_ms: int, now_ms: int, remember: timedelta) -> bool:
    """A story of which no time is known is never past."""
    return last_seen_ms > 0 and now_ms - last_seen_ms > remember // MILLISECOND


def _record_ms(article: ParsedArticle, place: Place) -> int:
    """When the raw record came; 0 where that is not known, which is earlier than all others."""
    return _ms(place.came_at or article.ingested_at)


def _ms(moment: datetime | None) -> int:
    return max(0, ms_since_epoch(moment)) if moment else 0


def _fetched_ms(article: ParsedArticle) -> int | None:
    return ms_since_epoch(article.fetched_at) if article.fetched_at else None


def ms_since_epoch(moment: datetime) -> int:
    """Rounded down before it is compared: the memory holds no more, and a replay must compare the same."""
    return (moment - EPOCH) // MILLISECOND


def field_hashes(article: ParsedArticle) -> bytes:
    """HASH_BYTES for each field of COMPARED; zeros for an empty one."""
    return b"".join([_short_hash(value) if value else _EMPTY for value in _compared(article)])


_compared = attrgetter(*COMPARED)
_EMPTY = bytes(HASH_BYTES)


def _short_hash(value: object) -> bytes:
    content = value.encode() if isinstance(value, str) else orjson.dumps(value, default=as_told)
    return blake2b(content, digest_size=4).digest()[:HASH_BYTES]  # four, because the first stored form kept four


_STATUS_HASH = slice(at := COMPARED.index("pubstatus") * HASH_BYTES, at + HASH_BYTES)
_CANCELED = _short_hash("canceled")
_UNTOLD = b"".join(_short_hash("usable") if name == "pubstatus" else _EMPTY for name in COMPARED)
"""Hashes of what an article says that says nothing; memories of an earlier release lack the last of them."""


def changed_fields(before: bytes, after: bytes) -> tuple[str, ...]:
    """Which fields of COMPARED differ, by their hashes."""
    if before == after:
        return ()
    before += _UNTOLD[len(before) :]
    places = range(0, len(after), HASH_BYTES)
    return tuple(
        name
        for name, n in zip(COMPARED, places, strict=True)
        if before[n : n + HASH_BYTES] != after[n : n + HASH_BYTES]
    )
