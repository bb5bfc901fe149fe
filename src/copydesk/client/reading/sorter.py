"""What a record of `articles` is to a reader: a version to show, a story to take back, one to forget, or nothing new. Pure but
for its memory; the clock comes in as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import orjson
from pydantic import ValidationError

from copydesk.client.reading.choice import UNKNOWN, Choice, told_language, told_version
from copydesk.client.reading.errors import UnreadableRecord
from copydesk.client.reading.memory import Memory
from copydesk.client.reading.showing import Why, hidden
from copydesk.schemas.article import Article


class Incoming(Protocol):
    """A record as aiokafka gives it."""

    @property
    def topic(self) -> str: ...  # noqa: D102 -- what Kafka calls so
    @property
    def partition(self) -> int: ...  # noqa: D102
    @property
    def offset(self) -> int: ...  # noqa: D102
    @property
    def key(self) -> bytes | None: ...  # noqa: D102
    @property
    def value(self) -> bytes | None: ...  # noqa: D102
    @property
    def headers(self) -> Sequence[tuple[str, bytes | None]]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Published:
    """A version that may be shown, in place of those before it."""

    article: Article

    @property
    def guid(self) -> str:
        """Of the story."""
        return self.article.guid


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The story is not to be shown: take back every version of it that you have. You may have none; then there is nothing to do."""

    guid: str
    version: int
    """The version that says so."""
    why: Why
    until: datetime | None = None
    """Of an embargo: when it ends. The version comes as Published then."""
    note: str | None = None
    """What the provider tells editors. Not for readers."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Somebody has asked for the story to be gone: remove all versions and all that was made of them."""

    guid: str


Change = Published | Withdrawn | Forgotten

OnUnreadable = Callable[[UnreadableRecord, Any], None]
"""Called with what is wrong and the record as aiokafka has it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A version that comes again when its embargo has ended."""

    partition: int
    offset: int
    guid: str
    version: int
    life: datetime | None
    until: datetime


@dataclass(slots=True)
class Sorter:
    """Takes the records of each partition in their order."""

    choice: Choice = field(default_factory=Choice)
    latest_only: bool = False
    editorial: bool = False
    """Whether what must not be shown is Published all the same."""
    on_unreadable: OnUnreadable | None = None
    memory: Memory = field(default_factory=Memory)
    held: dict[str, list[Held]] = field(default_factory=dict)
    """By guid."""

    def take(self, record: Incoming, now: datetime) -> Change | None:
        """What it is; None for what is not asked for, was had, or is older than what was had; UnreadableRecord for what is none."""
        guid = (record.key or b"").decode(errors="replace")
        if guid and not self.choice.takes_story(guid):
            return None
        headers = dict(record.headers)
        if record.value is None:
            return self._forgotten(guid, record, headers)
        language = told_language(headers)
        if language is not None and not self.choice.takes_language(language):
            version = told_version(headers)
            if version is not None:
                return self._in_another_language(guid, version, None)
        article = self._article(record)
        return None if article is None else self._version(article, record, now)

    def release(self, record: Incoming, now: datetime) -> Change | None:
        """What was held until now, read again; None where a newer version has come, or it was given."""
        article = self._article(record)
        if article is None:
            return None
        life = article.first_seen_at
        if hidden(article, now) or self.memory.standing(article.guid, article.version, life) != "new":
            return None
        self.memory.note(article.guid, article.version, life, shown=True)
        return Published(article)

    def recall(self, record: Incoming) -> None:
        """A record that was dealt with before this reader began: only remembered. What is held is yet to be given."""
        guid = (record.key or b"").decode(errors="replace")
        if not self.choice.takes_story(guid):
            return
        if record.value is None:
            self.memory.forget(guid, _order(record, dict(record.headers)))
            return
        try:
            told = orjson.loads(record.value)
            version, moment = int(told["version"]), told["first_seen_at"]
            life = datetime.fromisoformat(moment) if moment else None
            shown = told["pubstatus"] == "usable" and "advisory" not in told["signals"]
        except (orjson.JSONDecodeError, TypeError, KeyError, ValueError):
            return  # it was told of as unreadable when it came
        if self.memory.standing(guid, version, life) != "repeat" and not self._holds(guid, version):
            shown = shown and self.choice.takes_language(told.get("language") or UNKNOWN)
            self.memory.note(guid, version, life, shown=shown or self.editorial)

    def _holds(self, guid: str, version: int) -> bool:
        return any(held.version == version for held in self.held.get(guid, ()))

    def hold(self, record: Incoming, now: datetime) -> bool:
        """A record that an earlier reader held: whether it is still to be given, now or later."""
        article = self._article(record)
        if article is None or not self.choice.takes_story(article.guid):
            return False
        self._hold(article, record, article.embargoed_until or now)
        return True

    def let_go(self, partition: int, offset: int) -> None:
        """What was held there is given, or not to be given any more."""
        self._keep_held(lambda held: (held.partition, held.offset) != (partition, offset))

    def let_go_of(self, partitions: Sequence[int]) -> None:
        """Another reader has them."""
        self._keep_held(lambda held: held.partition not in partitions)

    def due(self, now: datetime) -> list[Held]:
        """Those whose embargo has ended, the first first."""
        found = [each for several in self.held.values() for each in several if each.until <= now]
        return sorted(found, key=lambda each: (each.until, each.partition, each.offset))

    def held_on(self, partition: int) -> list[int]:
        """The offsets of what is held."""
        return [each.offset for several in self.held.values() for each in several if each.partition == partition]

    def _version(self, article: Article, record: Incoming, now: datetime) -> Change | None:
        guid, version, life = article.guid, article.version, article.first_seen_at
        standing = self.memory.standing(guid, version, life)
        if standing == "repeat":
            return None
        if not self.choice.takes_language(article.language or UNKNOWN):
            return self._in_another_language(guid, version, life)
        why = None if self.editorial else hidden(article, now)
        overtaken = article.pubstatus != "usable"  # an embargo that has ended since
        if standing == "late" and (self.latest_only or why or overtaken or not self.memory.is_shown(guid, life)):
            return None
        self.memory.note(guid, version, life, shown=why is None, had=why != "embargoed")
        self._supersede(guid, version, life)
        if why is None:
            return Published(article)
        if why == "embargoed" and article.embargoed_until:
            self._hold(article, record, article.embargoed_until)
        return Withdrawn(guid, version, why, article.embargoed_until, article.editorial_note)

    def _in_another_language(self, guid: str, version: int, life: datetime | None) -> Change | None:
        """A first version was never given; a later one takes back what was."""
        if self.memory.standing(guid, version, life) != "new":
            return None
        self.memory.note(guid, version, life, shown=False)
        self._supersede(guid, version, life)
        return Withdrawn(guid, version, "language") if version > 1 else None

    def _forgotten(self, guid: str, record: Incoming, headers: Mapping[str, bytes | None]) -> Change | None:
        if not self.memory.forget(guid, _order(record, headers)):
            return None  # a repeat: what came behind the order stays held
        self.held.pop(guid, None)
        return Forgotten(guid)

    def _hold(self, article: Article, record: Incoming, until: datetime) -> None:
        """Of repeats the last: it is the one that compaction leaves."""
        held = Held(record.partition, record.offset, article.guid, article.version, article.first_seen_at, until)
        others = (
            each for each in self.held.get(held.guid, ()) if (each.version, each.life) != (held.version, held.life)
        )
        self.held[held.guid] = [*others, held]

    def _supersede(self, guid: str, version: int, life: datetime | None) -> None:
        """What is held of an older version is not to be given any more."""
        if guid in self.held:
            self._keep_held(
                lambda held: held.guid != guid or (held.version >= version and (life is None or held.life == life))
            )

    def _keep_held(self, keeps: Callable[[Held], bool]) -> None:
        kept = {guid: [each for each in several if keeps(each)] for guid, several in self.held.items()}
        self.held = {guid: several for guid, several in kept.items() if several}

    def _article(self, record: Incoming) -> Article | None:
        """None where it is none, and the caller was told."""
        try:
            return article_in(record)
        except UnreadableRecord as error:
            if self.on_unreadable is None:
                raise
            self.on_unreadable(error, record)
            return None


def article_in(record: Incoming) -> Article:
    """The article that a record of `articles` holds; UnreadableRecord where it is none."""
    try:
        article = Article.model_validate_json(record.value or b"")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _unreadable(record, f"{'.'.join(map(str, first['loc']))} {first['msg']}".strip()) from None
    if article.guid.encode() != record.key:
        raise _unreadable(record, f"its key is not its guid {article.guid}")
    return article


def _unreadable(record: Incoming, why: str) -> UnreadableRecord:
    return UnreadableRecord(record.topic, record.partition, record.offset, why)


def _order(record: Incoming, headers: Mapping[str, bytes | None]) -> str:
    """The tombstone's id; one that was written by hand has none but its place."""
    given = headers.get("ce_id")
    return given.decode(errors="replace") if given else f"{record.partition}/{record.offset}"
