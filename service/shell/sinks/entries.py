"""A record of `articles` as a sink takes it: a version, the end of a story, or what is no article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from copydesk.client.reading.errors import UnreadableRecord
from copydesk.client.reading.sorter import article_in
from copydesk.schemas.article import Article
from copydesk.service.shell.batches import Unreadable
from copydesk.service.shell.incoming import moment_of

ORDERED = b"@forget:"
"""What the `ce_id` of a tombstone has that the desk wrote: it wrote one to each partition that holds the story."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands, and its time."""

    partition: int
    offset: int
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of a story."""

    place: Place
    article: Article
    value: bytes
    """The article as it came, JSON in UTF-8."""

    @property
    def guid(self) -> str:
        """Of its story."""
        return self.article.guid


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A tombstone: all that came before it of this story goes."""

    place: Place
    guid: str
    everywhere: bool
    """True for one that was written by hand: it speaks for all partitions. The desk's speak for their own."""

    def takes_away(self, partition: int) -> bool:
        """Whether a version that stands on this partition is meant."""
        return self.everywhere or partition == self.place.partition


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that is no article, or that the place cannot hold."""

    place: Place
    guid: str
    why: str
    value: bytes


Entry = Stored | Forgotten | Refused


def entry_of(record: Any) -> Entry:
    """Of an aiokafka ConsumerRecord of `articles`."""
    place = Place(record.partition, record.offset, moment_of(record.timestamp))
    guid = (record.key or b"").decode(errors="replace")
    if isinstance(record.value, Unreadable):
        return Refused(place, guid, record.value.why, b"")
    if record.value is None:
        told = dict(record.headers)
        return Forgotten(place, guid, everywhere=ORDERED not in (told.get("ce_id") or b""))
    try:
        return Stored(place, article_in(record), record.value)
    except UnreadableRecord as error:
        return Refused(place, guid, f"no article: {error.why}", record.value)


def standing(entries: Iterable[Entry]) -> list[Stored]:
    """The versions that stand after all entries, each `(guid, version)` once: its last."""
    found: dict[tuple[str, int], Stored] = {}
    numbers: dict[str, set[int]] = {}
    for entry in entries:
        match entry:
            case Stored():
                found[entry.guid, entry.article.version] = entry
                numbers.setdefault(entry.guid, set()).add(entry.article.version)
            case Forgotten():
                for number in list(numbers.get(entry.guid, ())):
                    if entry.takes_away(found[entry.guid, number].place.partition):
                        del found[entry.guid, number]
                        numbers[entry.guid].discard(number)
            case Refused():
                pass
    return list(found.values())


def forgotten(entries: Iterable[Entry]) -> Iterator[tuple[Forgotten, Sequence[int]]]:
    """The tombstones among them, each with the versions of its story that came before it on its partition."""
    came: dict[tuple[str, int], list[int]] = {}
    for entry in entries:
        where = (entry.guid, entry.place.partition)
        match entry:
            case Stored():
                came.setdefault(where, []).append(entry.article.version)
            case Forgotten():
                yield entry, came.get(where, [])
            case Refused():
                pass


def refused(entries: Iterable[Entry]) -> Iterator[Refused]:
    """Those that are no articles."""
    return (entry for entry in entries if isinstance(entry, Refused))


def without_nul(entry: Stored) -> Stored:
    """The same without U+0000, which some databases hold in no text: U+FFFD stands in its place."""
    if b"\\u0000" not in entry.value:
        return entry
    value = json.dumps(_replaced(json.loads(entry.value)), ensure_ascii=False).encode()
    return Stored(entry.place, Article.model_validate_json(value), value)


def _replaced(given: Any) -> Any:
    match given:
        case str():
            return given.replace("\0", "\N{REPLACEMENT CHARACTER}")
        case list():
            return [_replaced(each) for each in given]
        case dict():
            return {_replaced(name): _replaced(each) for name, each in given.items()}
        case _:
            return given
