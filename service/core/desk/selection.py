"""Which records of a topic are asked for: by what they say of themselves, by their time, each version once. Pure: nothing
is read here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, Literal

import orjson

from copydesk.service.core.desk.outgoing import source_of
from copydesk.service.core.records import Record

Question = Literal["reason", "source", "guid"]

Said = Callable[[Record], Collection[str]]
"""What a record answers; a link has two stories, so two answers."""

REMEMBERED = 100_000
"""Versions that are known again. A worker repeats what it had in hand when it died, so a repeat is never far."""


def _reason(record: Record) -> Collection[str]:
    return [(value or b"").decode(errors="replace") for name, value in record.headers if name == "reason"]


def _source_in_document(record: Record) -> Collection[str]:
    return [source_of(record)]


def _guid(record: Record) -> Collection[str]:
    return [record.key.decode(errors="replace")] if record.key else ()


def _source_of_guid(record: Record) -> Collection[str]:
    return [guid.partition(":")[0] for guid in _guid(record)]


def _guids_of_link(record: Record) -> Collection[str]:
    return _of_both_ends(record, "guid")


def _sources_of_link(record: Record) -> Collection[str]:
    return _of_both_ends(record, "source_id")


def _of_both_ends(record: Record, name: str) -> Collection[str]:
    ends = [_object(record.value).get(end) for end in ("earlier", "later")]
    return [str(end.get(name)) for end in ends if isinstance(end, dict)]


def _object(value: bytes | None) -> dict[str, Any]:
    try:
        found = orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


_OF_STORIES: dict[Question, Said] = {"source": _source_of_guid, "guid": _guid}

TELLS: Mapping[str, Mapping[Question, Said]] = {
    "raw": {"source": _source_in_document},
    "rejected": {"source": _source_in_document, "reason": _reason},
    "parsed": _OF_STORIES,
    "articles": _OF_STORIES,
    "duplicates": _OF_STORIES,
    "links": {"source": _sources_of_link, "guid": _guids_of_link},
}
"""What the records of each topic can be asked."""

KEYED_BY_GUID = ("parsed", "articles", "duplicates")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for: all that is said here must hold; an empty collection says nothing."""

    topic: str
    """A name of the catalogue, without prefix."""
    wanted: Mapping[Question, Collection[str]] = field(default_factory=dict)
    """Of each question any of these answers."""
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, record: Record) -> bool:
        """Whether a record is asked for. One without a time is in no span of time."""
        return self._in_time(record.timestamp) and all(
            any(answer in answers for answer in TELLS[self.topic][question](record))
            for question, answers in self.wanted.items()
            if answers
        )

    def _in_time(self, moment: datetime | None) -> bool:
        if moment is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)


def beside_the_point(selection: Selection) -> str | None:
    """A line for the first question that the topic cannot answer, or for times that nothing is between; None where there is
    neither.
    """
    if selection.since and selection.until and selection.since >= selection.until:
        return "--since is not before --until: nothing is in between."
    for question, answers in selection.wanted.items():
        if answers and question not in TELLS[selection.topic]:
            able = ", ".join(name for name, tells in TELLS.items() if question in tells)
            return f"--{question} is for {able}: a record of {selection.topic} says none."
    return None


class Repeats:
    """Knows a record that came before by its name, among the last so many: a version of a story, unless told otherwise."""

    def __init__(self, most: int = REMEMBERED, name: Callable[[Record], bytes | None] | None = None) -> None:
        self._name = name or _version_of
        self._order: deque[bytes] = deque()
        self._known: set[bytes] = set()
        self._most = most

    def __len__(self) -> int:
        return len(self._known)

    def has(self, record: Record) -> bool:
        """Whether one of this name came before; from now on it did. What has no name never did."""
        name = self._name(record)
        if name is None:
            return False
        if name in self._known:
            return True
        self._known.add(name)
        self._order.append(name)
        if len(self._order) > self._most:
            self._known.remove(self._order.popleft())
        return False


def _version_of(record: Record) -> bytes | None:
    """A short name for a version. A story that was forgotten begins at 1 again, first seen at another time: no repeat."""
    article = _object(record.value)
    if "guid" not in article or "version" not in article:
        return None
    said = [article["guid"], article["version"], article.get("first_seen_at")]
    return blake2b(orjson.dumps(said), digest_size=16).digest()
