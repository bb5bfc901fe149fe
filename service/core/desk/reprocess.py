"""What `copydesk reprocess` compares: the version of a story that stands, and what its raw record gives by now. Pure: nothing is
read or sent here.

Only what the parser gives is compared, not what enrichers add. A version is made where a field of COMPARED differs, as the
desk decides it (`decide`); that others differ is told, and makes none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

import orjson

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import COMPARED, ms_since_epoch
from copydesk.service.core.records import Origin, Rejected

BESIDE = (
    "canonical_url",
    "provider_version",
    "slugline",
    "genre",
    "subjects",
    "copyright_holder",
    "links",
    "published_raw",
    "published_precision",
    "zone_basis",
    "embargoed_raw",
)
"""Fields that make no version by themselves. `language` is none of them: on articles it is what the enricher made of it."""

READ = (*COMPARED, *BESIDE)
DIGEST_BYTES = 4

SHOWN_CHARACTERS = 60
SHOWN_BEFORE = 15
"""Of what is equal, before the first difference."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stories are asked for: all that is said here must hold; an empty collection says nothing."""

    sources: Collection[str] = ()
    guids: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    """Times at which the documents came first that the versions that stand were read from."""

    def takes_guid(self, guid: str) -> bool:
        """Whether a story may be asked for, by its guid alone."""
        return (not self.guids or guid in self.guids) and (not self.sources or guid.partition(":")[0] in self.sources)


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest version of a story, as little of it as the comparison needs."""

    guid: str
    version: int
    began_ms: int | None
    """When version 1 came; another one of a story that had been forgotten."""
    raw: Origin
    """The record that it was read from."""
    came_ms: int | None
    """When the document came first: tells the record from one on a topic made anew."""
    digests: bytes
    """DIGEST_BYTES of each field of READ."""
    place: Origin
    """Where the version itself stands."""


@dataclass(frozen=True, slots=True)
class Same:
    """It comes out as it stands."""


@dataclass(frozen=True, slots=True)
class Differs:
    """It comes out otherwise."""

    fields: tuple[str, ...]
    """Of READ, at least one."""

    @property
    def makes_version(self) -> bool:
        """Whether the desk makes a version of it."""
        return any(name in COMPARED for name in self.fields)


@dataclass(frozen=True, slots=True)
class OtherStory:
    """It would be another story."""

    guid: str


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """It would be no article."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The record is not there: another one has its place."""


Verdict = Same | Differs | OtherStory | TurnedAway | Gone


def standing_of(article: Article, raw: Origin, place: Origin) -> Standing:
    """What is kept of an article."""
    return Standing(
        article.guid,
        article.version,
        _ms(article.first_seen_at),
        raw,
        _ms(article.ingested_at),
        digests_of(article),
        place,
    )


def compare(standing: Standing, outcome: ParsedArticle | Rejected, came: datetime | None) -> Verdict:
    """What became of the document that a version was read from; `came` is when its record came first."""
    if _ms(came) != standing.came_ms:
        return Gone()
    if isinstance(outcome, Rejected):
        return TurnedAway(outcome.reason.value)
    if outcome.guid != standing.guid:
        return OtherStory(outcome.guid)
    fields = _differing(standing.digests, digests_of(outcome))
    return Differs(fields) if fields else Same()


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else ms_since_epoch(moment)


def digests_of(article: ParsedArticle) -> bytes:
    """DIGEST_BYTES of each field of READ; equal for an article and for the parsed one that it was made of."""
    return b"".join(_digest(as_parsed(article, name)) for name in READ)


def _digest(value: object) -> bytes:
    return blake2b(orjson.dumps(value, default=vars), digest_size=DIGEST_BYTES).digest()


def _differing(before: bytes, after: bytes) -> tuple[str, ...]:
    places = range(0, len(after), DIGEST_BYTES)
    return tuple(
        name
        for name, n in zip(READ, places, strict=True)
        if before[n : n + DIGEST_BYTES] != after[n : n + DIGEST_BYTES]
    )


def as_parsed(article: ParsedArticle, name: str) -> Any:
    """A field without what the desk adds to it."""
    value, strip = getattr(article, name), _STRIPPED.get(name)
    return strip(value) if strip and value else value


_STRIPPED: dict[str, Callable[[Any], Any]] = {
    "dateline": lambda dateline: dateline.model_copy(update={"geo": None}),
    "subjects": lambda subjects: [
        subject.model_copy(update={"uri": None}) for subject in subjects if subject.creator is None
    ],
}


def change_line(before: object, after: object) -> str:
    """`"A Brigde" -> "A Bridge"`: from a little before the first difference on."""
    old, new = _text(before), _text(after)
    equal = next(
        (n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    start = max(0, equal - SHOWN_BEFORE)
    return f"{_cut(old, start)} -> {_cut(new, start)}"


def _text(value: object) -> str:
    if value is None or value in ([], ""):
        return "nothing"
    return orjson.dumps(value, default=_told).decode()


def _told(part: object) -> dict[str, object]:
    return {name: value for name, value in vars(part).items() if value is not None}


def _cut(text: str, start: int) -> str:
    end = start + SHOWN_CHARACTERS
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"
