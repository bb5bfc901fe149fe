"""Deduplication: what the desk remembers of a story, and what one more document about it is.

`decide` gives the same answer for the same document whenever it runs: no clock in it, no order of arrival. That is
what lets a worker that crashed do its last records again without losing, doubling or renumbering a story.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import orjson

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.outgoing import parse_origin

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

HASH_BYTES = 3
"""Of one field: enough to name what changed, too short to identify anything."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
_LARGEST = 2**63 - 1  # no offset of Kafka is higher, and JSON holds no more

RepeatKind = Literal["redelivery", "recrawl", "stale"]

RawPlace = tuple[int, int]
"""Partition and offset on `news.raw`. There is one such topic, so its name is not kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parsed article stands: its offset on `news.parsed`, and the raw record that it came from.

    One guid lives on one partition of `news.parsed` for good, so the offset alone orders its documents.
    """

    offset: int
    raw_origin: str
    """`news.raw/3/1234`; anything else names no raw record, and then only the offset can tell a replay."""

    @property
    def raw(self) -> RawPlace | None:
        """The raw record as numbers."""
        origin = parse_origin(self.raw_origin)
        return (
            (origin.partition, origin.offset) if origin and max(origin.partition, origin.offset) <= _LARGEST else None
        )


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
    """Record time of version 1; 0 where the broker had none."""
    previous_content_hash: str | None = None
    changed: tuple[str, ...] = ()
    reach: Mapping[int, Reach] = MappingProxyType({})
    """By raw partition: of the documents that came while this version stood, its own among them."""


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


def decide(
    article: ParsedArticle, seen: Seen | None, place: Place, remember: timedelta | None = None
) -> tuple[Decision, Seen]:
    """What this document is, and the memory after it. The rules, in order:

    1. Nothing seen: version 1.
    2. A document that came before is a replay: the same answer as the first time, the memory as it is. Never simply
       a duplicate: the memory may have survived a crash where the published result did not.
    3. A story of which nothing came for longer than `remember`: version 1 again.
    4. The content that stands: a duplicate, `redelivery` if it is the same record too, else `recrawl`.
    5. Other content, fetched before what stands: a duplicate, `stale`.
    6. An older version again, after the story was taken back: a duplicate, `stale`. Only new content brings it back.
    7. Other content: the next version.

    Rule 3 measures from record time to record time (`ingested_at`), never by a clock, and says nothing where one of the
    two is missing. What it costs: `(guid, version)` names one version only within that time. A story that comes back
    later is new to its readers, even with the content that they know.
    """
    if seen is None:
        return _first_version(article, place)
    replayed = _replayed(article, seen, place)
    if replayed is not None:
        return replayed, seen
    if remember is not None and _is_past(seen.last_seen_ms, _record_ms(article), remember):
        return _first_version(article, place, seen.versions)
    kind = _repeat_kind(article, seen.standing) or _taken_back(article, seen)
    if kind is not None:
        return Repeat(kind, seen.standing), _with_repeat(seen, article, place, kind)
    return _next_version(article, seen, place)


def _first_version(article: ParsedArticle, place: Place, forgotten: tuple[Version, ...] = ()) -> tuple[Decision, Seen]:
    """Forgotten versions stay behind the new one for as long as there is room: a replay may still ask for them."""
    moment_ms = _record_ms(article)
    version = _version(1, article, place, moment_ms)
    return _publish(version), Seen(_kept((*forgotten, version)), place.offset, moment_ms, field_hashes(article))


def _next_version(article: ParsedArticle, seen: Seen, place: Place) -> tuple[Decision, Seen]:
    before, hashes = seen.standing, field_hashes(article)
    version = _version(before.number + 1, article, place, before.first_seen_ms)
    version = version._replace(previous_content_hash=before.content_hash, changed=_changed(seen.field_hashes, hashes))
    return _publish(version), Seen(
        _kept((*seen.versions, version)), place.offset, max(seen.last_seen_ms, _record_ms(article)), hashes
    )


def _version(number: int, article: ParsedArticle, place: Place, first_seen_ms: int) -> Version:
    raw = place.raw
    reach = _reach_after({}, raw, _record_ms(article))
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


def _kept(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """At most VERSIONS_KEPT. The oldest takes over the reach of the one that goes: a repeat from then must not become a
    new version.
    """
    if len(versions) <= VERSIONS_KEPT:
        return versions
    gone, oldest, *others = versions
    return (oldest._replace(reach={**gone.reach, **oldest.reach}), *others)


def _repeat_kind(article: ParsedArticle, standing: Version) -> RepeatKind | None:
    """Rules 4 and 5; None for content that is new."""
    if article.content_hash == standing.content_hash:
        return "redelivery" if article.record_id == standing.record_id else "recrawl"
    fetched_ms = _fetched_ms(article)
    if fetched_ms is not None and standing.fetched_ms is not None and fetched_ms < standing.fetched_ms:
        return "stale"
    return None


def _taken_back(article: ParsedArticle, seen: Seen) -> RepeatKind | None:
    """Rule 6; None for content that is new, and where the story that stands was not taken back."""
    if seen.field_hashes[_STATUS_HASH] != _CANCELED:
        return None
    return "stale" if any(version.content_hash == article.content_hash for version in seen.versions) else None


def _with_repeat(seen: Seen, article: ParsedArticle, place: Place, kind: RepeatKind) -> Seen:
    """The memory after a duplicate: where the content still stood later, a document fetched in between is stale."""
    standing, raw, moment_ms = seen.standing, place.raw, _record_ms(article)
    fetched_ms = None if kind == "stale" else _fetched_ms(article)
    if fetched_ms is None or (standing.fetched_ms is not None and fetched_ms < standing.fetched_ms):
        fetched_ms = standing.fetched_ms
    # A new document where the version's own raw record was: the raw topic was made anew, and that record is gone.
    own = None if raw == standing.raw else standing.raw
    standing = standing._replace(fetched_ms=fetched_ms, raw=own, reach=_reach_after(standing.reach, raw, moment_ms))
    return Seen((*seen.versions[:-1], standing), place.offset, max(seen.last_seen_ms, moment_ms), seen.field_hashes)


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
    if place.offset == stood.offset or (stood.raw is not None and place.raw == stood.raw):
        return _publish(stood)
    return Repeat(_repeat_kind(article, stood) or "stale", stood)


def _stood(article: ParsedArticle, seen: Seen, place: Place) -> Version | None:
    """The version that stood after this document came for the first time; None if it did not come before.

    Its raw record is asked first: where the parse agent repeated itself, the place on `news.parsed` is that of the
    repeat.
    """
    version = _reached(seen, place.raw, _record_ms(article))
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


def _is_past(last_seen_ms: int, now_ms: int, remember: timedelta) -> bool:
    """A story of which no time is known is never past."""
    return last_seen_ms > 0 and now_ms - last_seen_ms > remember // MILLISECOND


def _record_ms(article: ParsedArticle) -> int:
    """`ingested_at`; 0 where it is missing, which is earlier than all others."""
    return max(0, _ms(article.ingested_at)) if article.ingested_at else 0


def _fetched_ms(article: ParsedArticle) -> int | None:
    return _ms(article.fetched_at) if article.fetched_at else None


def _ms(moment: datetime) -> int:
    """Rounded down before it is compared: the memory holds no more, and a replay must compare the same."""
    return (moment - EPOCH) // MILLISECOND


def field_hashes(article: ParsedArticle) -> bytes:
    """HASH_BYTES for each field of COMPARED; zeros for an empty one."""
    return b"".join([_short_hash(value) if value else _EMPTY for value in _compared(article)])


_compared = attrgetter(*COMPARED)
_EMPTY = bytes(HASH_BYTES)


def _short_hash(value: object) -> bytes:
    content = value.encode() if isinstance(value, str) else orjson.dumps(value, default=_told)
    return blake2b(content, digest_size=4).digest()[:HASH_BYTES]  # four, because the first stored form kept four


def _told(part: object) -> dict[str, object]:
    """What a document says in a part of it: not where its place is, which the desk adds."""
    return {name: value for name, value in vars(part).items() if name != "geo"}


_STATUS_HASH = slice(at := COMPARED.index("pubstatus") * HASH_BYTES, at + HASH_BYTES)
_CANCELED = _short_hash("canceled")
_UNTOLD = b"".join(_short_hash("usable") if name == "pubstatus" else _EMPTY for name in COMPARED)
"""Hashes of what an article says that says nothing; memories of an earlier release lack the last of them."""


def _changed(before: bytes, after: bytes) -> tuple[str, ...]:
    if before == after:
        return ()
    before += _UNTOLD[len(before) :]
    places = range(0, len(after), HASH_BYTES)
    return tuple(
        name
        for name, n in zip(COMPARED, places, strict=True)
        if before[n : n + HASH_BYTES] != after[n : n + HASH_BYTES]
    )


# The stored form, a JSON array, the second of its kind:
#
#   [last_offset, 2, last_seen_ms, field_hashes, [version, ...], previous content hash of the oldest, where it has one]
#
# and a version:
#
#   [number, name, offset, first_seen_ms, fetched_ms or null, changed, raw partition or null, raw offset, reach ...]
#
# Offsets on `news.parsed` are counted back from last_offset and times from last_seen_ms; first_seen_ms from that of the
# version before, where there is one. `changed` is a bit for each field of COMPARED. A name is the content hash in
# base64
# and the record id: with it in the base64 where it is a UUID, else behind a colon. A reach is, for the version's own
# raw
# partition, how far it goes beyond the version's raw offset, and its time; then partition, offset and time of each
# other
# one. It is left out where it says `0, 0`: nothing but the version itself, and nothing later.

FORM = 2
_HASH_CHARS = 22  # base64 of sixteen bytes


def pack(seen: Seen) -> bytes:
    """The table's value. It begins with `last_offset`, so that recovery can compare two values without reading them."""
    first_seen = (seen.last_seen_ms, *(version.first_seen_ms for version in seen.versions))
    versions = [
        _packed_version(version, before_ms, seen) for version, before_ms in zip(seen.versions, first_seen, strict=False)
    ]
    previous = seen.versions[0].previous_content_hash
    kept = [] if previous is None else [_text(bytes.fromhex(previous))]
    return orjson.dumps([seen.last_offset, FORM, seen.last_seen_ms, _text(seen.field_hashes), versions, *kept])


def _packed_version(version: Version, before_ms: int, seen: Seen) -> list[Any]:
    partition, offset = version.raw or (None, 0)
    return [
        version.number,
        _packed_name(version),
        seen.last_offset - version.offset,
        before_ms - version.first_seen_ms,
        None if version.fetched_ms is None else seen.last_seen_ms - version.fetched_ms,
        sum(1 << COMPARED.index(name) for name in version.changed) if version.changed else 0,
        partition,
        offset,
        *_packed_reach(version.reach, partition, offset, seen.last_seen_ms),
    ]


def _packed_reach(reach: Mapping[int, Reach], partition: int | None, offset: int, now_ms: int) -> list[int]:
    own, packed = (0, 0), []
    for other, reached in reach.items():
        if other == partition:
            own = (reached.offset - offset, now_ms - reached.latest_ms)
        else:
            packed += [other, reached.offset, now_ms - reached.latest_ms]
    return [*own, *packed] if packed or own != (0, 0) else []


def _packed_name(version: Version) -> str:
    content = bytes.fromhex(version.content_hash)
    uuid = _uuid_bytes(version.record_id)
    return _text(content + uuid) if uuid else f"{_text(content)}:{version.record_id}"


def _uuid_bytes(text: str) -> bytes:
    """Empty for what is not a UUID in its usual form, which must come back letter for letter."""
    if len(text) != 36 or text[8:24:5] != "----":
        return b""
    try:
        found = bytes.fromhex(text.replace("-", ""))
    except ValueError:
        return b""
    return found if len(found) == 16 and _uuid_text(found) == text else b""


def _uuid_text(uuid: bytes) -> str:
    text = uuid.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _text(content: bytes) -> str:
    return b2a_base64(content, newline=False).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return a2b_base64(text + "==")  # more padding than it needs does no harm


def unpack(value: bytes) -> Seen:
    """The inverse of `pack`; reads the first form too."""
    last_offset, form, *fields = orjson.loads(value)
    if form == FORM:
        return _unpack(last_offset, *fields)
    if isinstance(form, int):
        raise ValueError(f"a memory in form {form}; this release reads forms 1 and {FORM}")
    return _unpack_first_form(last_offset, form, *fields)


def _unpack(
    last_offset: int, last_seen_ms: int, hashes: str, packed: list[list[Any]], previous: str | None = None
) -> Seen:
    content_hash, first_seen_ms = _bytes(previous).hex() if previous else None, last_seen_ms
    versions = []
    for number, name, back, first_seen, fetched, changed, partition, offset, *reach in packed:
        previous_hash = content_hash if number > 1 else None
        content_hash, record_id = _unpack_name(name)
        first_seen_ms -= first_seen
        version = Version(
            number,
            content_hash,
            last_offset - back,
            None if partition is None else (partition, offset),
            record_id,
            None if fetched is None else last_seen_ms - fetched,
            first_seen_ms,
            previous_hash,
            tuple(field for bit, field in enumerate(COMPARED) if changed >> bit & 1) if changed else (),
            _unpack_reach(partition, offset, last_seen_ms, *reach),
        )
        versions.append(version)
    return Seen(tuple(versions), last_offset, last_seen_ms, _bytes(hashes))


def _unpack_name(name: str) -> tuple[str, str]:
    """Content hash and record id."""
    if name[_HASH_CHARS] == ":":
        return _bytes(name[:_HASH_CHARS]).hex(), name[_HASH_CHARS + 1 :]
    both = _bytes(name)
    return both[:16].hex(), _uuid_text(both[16:])


def _unpack_reach(
    partition: int | None, offset: int, now_ms: int, beyond: int = 0, back: int = 0, *others: int
) -> dict[int, Reach]:
    reach = {} if partition is None else {partition: Reach(offset + beyond, now_ms - back)}
    for n in range(0, len(others), 3):
        reach[others[n]] = Reach(others[n + 1], now_ms - others[n + 2])
    return reach


# The first stored form: [last_offset, first seen, [hash, ...], [version, ...], [[raw origin, kind, number], ...]]. The
# last
# part named the latest duplicates; of those that a version had on one raw partition, the reach keeps the highest.


def _unpack_first_form(
    last_offset: int, first_seen: str | None, hashes: list[str], packed: list[list[Any]], repeats: list[list[Any]]
) -> Seen:
    first_seen_ms = _ms_of(first_seen) or 0
    versions = tuple(
        _version_of_first_form(fields, first_seen_ms, [text for text, _, told in repeats if told == fields[0]])
        for fields in packed
    )
    # It did not hold when the last document came. A scraper publishes soon after it fetches.
    last_seen_ms = max(first_seen_ms, *(version.fetched_ms or 0 for version in versions))
    return Seen(
        versions, last_offset, last_seen_ms, b"".join((bytes.fromhex(text) or bytes(4))[:HASH_BYTES] for text in hashes)
    )


def _version_of_first_form(fields: list[Any], first_seen_ms: int, repeats: list[str]) -> Version:
    number, content_hash, offset, raw_origin, record_id, fetched, previous, changed = fields
    origins = [Place(offset, text).raw for text in (raw_origin, *repeats)]
    reach = {
        partition: Reach(raw_offset, 0) for partition, raw_offset in sorted(origin for origin in origins if origin)
    }
    return Version(
        number,
        content_hash,
        offset,
        origins[0],
        record_id,
        _ms_of(fetched),
        first_seen_ms,
        previous,
        tuple(changed),
        reach,
    )


def _ms_of(text: str | None) -> int | None:
    return _ms(datetime.fromisoformat(text)) if text else None


def origin_offset(value: bytes) -> int:
    """`last_offset` of a packed memory."""
    return int(value[1 : value.index(b",")])


def expired(value: bytes, now: datetime, remember: timedelta) -> bool:
    """Whether a packed memory is of a story that `decide` would have forgotten for a document of record time `now`.

    Who deletes by it leaves room for documents that come late: `now` is the newest record time of all, and decide's own
    rule should come first, so `remember` should be longer here than there.
    """
    _, form, last_seen_ms, _ = value.split(b",", 3)
    known_ms = int(last_seen_ms) if form == b"2" else unpack(value).last_seen_ms
    return _is_past(known_ms, _ms(now), remember)
