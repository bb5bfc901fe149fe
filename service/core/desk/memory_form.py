"""The memory of a story as the table `seen` stores it: a JSON array, written in the newest form, read in each that was."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson

from copydesk.service.core.desk.dedupe import (
    COMPARED,
    ERASED,
    HASH_BYTES,
    Place,
    Reach,
    Seen,
    Version,
    is_past,
    ms_since_epoch,
)
from copydesk.service.core.desk.differences import Edits, Texts

# The stored form, a JSON array, the third of its kind:
#
#   [last_offset, 3, last_seen_ms, field_hashes, [version, ...], previous content hash of the oldest whole one or null,
#    [headline, abstract, hashes of paragraphs], [[number of a version, body, headline, abstract], ...]]
#
# and a version:
#
#   [number, name, offset, first_seen_ms, fetched_ms or null, changed, raw partition or null, raw offset, reach ...]
#
# Offsets on `news.parsed` are counted back from last_offset and times from last_seen_ms; first_seen_ms from that of the
# version before, where there is one. `changed` is a bit for each field of COMPARED. A name is the content hash in base64
# and the record id: with it in the base64 where it is a UUID, else behind a colon. A reach is, for the version's own raw
# partition, how far it goes beyond the version's raw offset, and its time; then partition, offset and time of each other
# one. It is left out where it says `0, 0`: nothing but the version itself, and nothing later. The last array has the edits
# of each version that has them, by its place among the versions. What is null or empty at the end is left out.
#
# The second form ends behind the previous content hash, which it leaves out where there is none.

FORM = 3
_HASH_CHARS = 22  # base64 of sixteen bytes


def pack(seen: Seen) -> bytes:
    """The table's value. It begins with `last_offset`, so that recovery can compare two values without reading them."""
    first_seen = (seen.last_seen_ms, *(version.first_seen_ms for version in seen.versions))
    versions = [
        _packed_version(version, before_ms, seen) for version, before_ms in zip(seen.versions, first_seen, strict=False)
    ]
    previous = next((each for each in seen.versions if not each.erased), seen.standing).previous_content_hash
    last = [
        None if previous is None else _text(bytes.fromhex(previous)),
        _packed_texts(seen.texts),
        [[at, *version.edits] for at, version in enumerate(seen.versions) if version.edits is not None],
    ]
    while last and not last[-1]:
        last.pop()
    return orjson.dumps([seen.last_offset, FORM, seen.last_seen_ms, _text(seen.field_hashes), versions, *last])


def _packed_texts(texts: Texts | None) -> list[str | None] | None:
    if texts is None:
        return None
    return [texts.headline, texts.abstract, None if texts.paragraphs is None else _text(texts.paragraphs)]


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
    """The inverse of `pack`; reads the earlier forms too."""
    last_offset, form, *fields = orjson.loads(value)
    if form in (2, FORM):
        return _unpack(last_offset, *fields)
    if isinstance(form, int):
        raise ValueError(f"a memory in form {form}; this release reads forms 1 to {FORM}")
    return _unpack_first_form(last_offset, form, *fields)


def _unpack(
    last_offset: int,
    last_seen_ms: int,
    hashes: str,
    packed: list[list[Any]],
    previous: str | None = None,
    texts: list[str | None] | None = None,
    edited: Sequence[list[Any]] = (),
) -> Seen:
    first_seen_ms = last_seen_ms
    oldest = before = _bytes(previous).hex() if previous else None
    versions = []
    for number, name, back, first_seen, fetched, changed, partition, offset, *reach in packed:
        content_hash, record_id = _unpack_name(name)
        previous_hash = before if number > 1 and content_hash != ERASED else None
        before = oldest if content_hash == ERASED else content_hash
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
    for at, *edits in edited:
        versions[at] = versions[at]._replace(edits=_unpack_edits(*edits))
    return Seen(tuple(versions), last_offset, last_seen_ms, _bytes(hashes), _unpack_texts(*texts) if texts else None)


def _unpack_texts(headline: str | None, abstract: str | None, paragraphs: str | None) -> Texts:
    return Texts(headline, abstract, None if paragraphs is None else _bytes(paragraphs))


def _unpack_edits(body: str | None, headline: list[Any] | None, abstract: list[Any] | None) -> Edits:
    return Edits(body, *(None if words is None else tuple(words) for words in (headline, abstract)))


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
    return ms_since_epoch(datetime.fromisoformat(text)) if text else None


def origin_offset(value: bytes) -> int:
    """`last_offset` of a packed memory."""
    return int(value[1 : value.index(b",")])


def made_at(value: bytes, offset: int) -> bytes:
    """The same packed memory as if what made it had that offset on `news.parsed`, its versions as far before it as they are.

    For a story that moves to a partition of which nothing up to that offset comes again. Raw offsets, by which repeats of the
    parse agent are known, stay as they are.
    """
    _, form, _ = value.split(b",", 2)
    if not form.isdigit():
        value = pack(unpack(value))  # the first form has offsets that are not counted back
    return b"[%d%b" % (offset, value[value.index(b",") :])


def expired(value: bytes, now: datetime, remember: timedelta) -> bool:
    """Whether a packed memory is of a story that `decide` would have forgotten for a document of record time `now`.

    Who deletes by it leaves room for documents that come late: `now` is the newest record time of all, and decide's own
    rule should come first, so `remember` should be longer here than there.
    """
    _, form, last_seen_ms, _ = value.split(b",", 3)
    known_ms = int(last_seen_ms) if form in (b"2", b"3") else unpack(value).last_seen_ms
    return is_past(known_ms, ms_since_epoch(now), remember)
