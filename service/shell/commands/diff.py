"""`copydesk diff`: two versions of a story as they stand on the topic of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

import orjson
from aiokafka import TopicPartition

from copydesk.client.embedded import end_offsets
from copydesk.schemas.article import Article
from copydesk.service.difference.as_changes import changes
from copydesk.service.difference.as_lines import COLOURS, MARKS, Inks, lines
from copydesk.service.difference.as_page import page
from copydesk.service.difference.story import differences
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import home_of, partitions_of, read_span
from copydesk.service.shell.topics import partition_counts

Way = Literal["lines", "page", "changes"]

FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)


class NotThere(CopydeskError):
    """The topic has no such story, or not these versions of it."""


class Versions:
    """What the topic has of one story: all numbers, and the records of the two that are asked for.

    A story that comes back after it was forgotten begins at 1 again, with another `first_seen_at`: the last time counts.
    """

    def __init__(self, asked: Sequence[int]) -> None:
        self._asked = tuple(asked)
        self._began = FIRST_MOMENT
        self.numbers: set[int] = set()
        self.held: dict[int, bytes] = {}

    def add(self, value: bytes | None) -> None:
        """The next record of the story; None, a tombstone, takes it away."""
        if value is None:
            self._forget()
            return
        article = orjson.loads(value)
        began = datetime.fromisoformat(article["first_seen_at"]) if article.get("first_seen_at") else self._began
        if began > self._began:
            self._forget()
            self._began = began
        if began == self._began:
            self.numbers.add(article["version"])
            self.held[article["version"]] = value
            self._drop()

    def _forget(self) -> None:
        self.numbers.clear()
        self.held.clear()

    def _drop(self) -> None:
        wanted = {*wanted_of(self._asked, self.numbers)}
        self.held = {number: value for number, value in self.held.items() if number in wanted}

    def pair(self, guid: str) -> tuple[Article, Article]:
        """The two; NotThere, in one line, where the topic lacks one of them."""
        wanted = wanted_of(self._asked, self.numbers)
        lacking = what_lacks(guid, wanted, self.numbers)
        if lacking:
            raise NotThere(lacking)
        old, new = (Article.model_validate_json(self.held[number]) for number in wanted)
        return old, new


def wanted_of(asked: Sequence[int], there: set[int]) -> tuple[int, ...]:
    """Which two are meant: those asked for, the one before the one asked for and itself, or the last two."""
    if len(asked) == 1:
        return asked[0] - 1, asked[0]
    return tuple(asked) if asked else tuple(sorted(there)[-2:])


def what_lacks(guid: str, wanted: Sequence[int], there: set[int]) -> str | None:
    """Why these versions cannot be shown; None where they can."""
    if not there:
        return printable(f"no version of {guid} is on the topic")
    if len(there) == 1:
        return printable(f"of {guid} only v{min(there)} is on the topic: nothing to compare it with")
    missing = [number for number in wanted if number not in there]
    if not missing:
        return None
    if 0 in missing:
        return printable(f"v1 is the first version of {guid}: nothing to compare it with; there are {named(there)}")
    names = " and ".join(f"v{number}" for number in missing)
    verb = "is" if len(missing) == 1 else "are"
    return printable(f"{names} of {guid} {verb} not, or no longer, on the topic; there are {named(there)}")


def named(numbers: set[int]) -> str:
    """`v1, v2, v5 to v7`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"v{run[0]} to v{run[-1]}" if len(run) > 2 else ", ".join(f"v{each}" for each in run) for run in runs
    )


async def read_pair(settings: Settings, guid: str, asked: Sequence[int]) -> tuple[Article, Article]:
    """The two versions. Only the partition of the guid is read; the others too where they are not there: a topic that was
    given more partitions has older versions elsewhere.
    """
    topic = settings.topic("articles")
    places = partitions_of(topic, (await partition_counts(settings, "articles"))[topic])
    key, versions = guid.encode(), Versions(asked)
    own = home_of(key, places)
    async with consumer(settings) as client:
        await _read(client, [own], key, versions)
        try:
            return versions.pair(guid)
        except NotThere:
            await _read(client, [place for place in places if place != own], key, versions)
    return versions.pair(guid)


async def _read(client: Any, places: list[TopicPartition], key: bytes, versions: Versions) -> None:
    if not places:
        return
    starts, ends = await client.beginning_offsets(places), await end_offsets(client, places)
    async for record in read_span(client, starts, ends):
        if record.key == key:
            versions.add(record.value)


def shown(old: Article, new: Article, way: Way, context: int, inks: Inks) -> Iterator[str]:
    """The difference as lines for a terminal, as a page, or as changes in JSON."""
    found = differences(old, new)
    match way:
        case "lines":
            return lines(old, new, found, context, inks)
        case "page":
            return page(old, new, found, context)
        case "changes":
            return (change.model_dump_json() for change in changes(old, new, found))


def inks_for(stream: TextIO, environment: Mapping[str, str]) -> Inks:
    """Colours for a terminal that has them, where nobody has said NO_COLOR (no-color.org)."""
    plain = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
    return COLOURS if stream.isatty() and not plain else MARKS
