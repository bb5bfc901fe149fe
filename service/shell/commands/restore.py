"""`copydesk restore`: puts the articles of a lost cluster on the topics of a new one, and makes the desk's memory of them.

The files are read twice: once to find the newest article of each story and to make its memory, in a database beside; once
to send both. So memory does not grow with the stories, and nothing is sent before every line was understood.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from copydesk.client.embedded import end_offsets
from copydesk.schemas.article import Article
from copydesk.service.core.desk.memory_form import pack, unpack
from copydesk.service.core.desk.outgoing import LARGEST_MESSAGE, RESTORED
from copydesk.service.core.desk.restored import recalled
from copydesk.service.core.records import Headers
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.flight import PRODUCER_OPTIONS
from copydesk.service.shell.commands.inputs.opened import open_file
from copydesk.service.shell.errors import CopydeskError, UnreadableFile
from copydesk.service.shell.group import count_members
from copydesk.service.shell.kafka import admin, consumer, producer
from copydesk.service.shell.reading import partitions_of
from copydesk.service.shell.topics import partition_counts

LONGEST_LINE = 4 * LARGEST_MESSAGE
"""Bytes; an article is shorter, its headers too."""

IN_FLIGHT_RECORDS, IN_FLIGHT_BYTES = 2000, 32 * 1024 * 1024

EMPTY = {"read": ("parsed", "seen"), "write": ("articles", "duplicates")}
"""Topics that have nothing on them where a desk has not begun, by the right that a worker has there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record of `articles` as `copydesk tail articles --json` wrote it."""

    place: str
    """`articles.jsonl:12`, for a person."""
    guid: str
    value: bytes | None
    """None for a story that was taken out."""
    headers: Headers
    timestamp: int | None

    @property
    def article(self) -> Article | None:
        """What it says; UnreadableFile where it is no article, or another's."""
        if self.value is None:
            return None
        try:
            article = Article.model_validate_json(self.value)
        except ValidationError as error:
            raise UnreadableFile(f"{self.place}: is no article: {error.errors()[0]['msg']}") from None
        if article.guid != self.guid:
            raise UnreadableFile(f"{self.place}: the key {self.guid} is not the guid {article.guid}")
        return article


def read_lines(paths: Sequence[str]) -> Iterator[Line]:
    """The records in the files, packed or not, in order."""
    for path in paths:
        with open_file(Path(path)) as opened:
            number = 0
            while text := opened.stream.readline(LONGEST_LINE):
                number += 1
                if text.strip():
                    yield _line(text, f"{path}:{number}")


def _line(text: bytes, place: str) -> Line:
    try:
        said = orjson.loads(text)
        value = said["value"]
        return Line(
            place,
            said["key"],
            None if value is None else orjson.dumps(value),
            tuple((name, None if given is None else given.encode()) for name, given in said["headers"]),
            said["timestamp"],
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableFile(f"{place}: is no line of `copydesk tail articles --json`") from None


class Stories:
    """The memory of each story, and which line has its newest article."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE story (guid TEXT PRIMARY KEY, memory BLOB, place TEXT) WITHOUT ROWID")

    def add(self, line: Line, now_ms: int) -> None:
        """One more record, in the order of the topic."""
        article = line.article
        if article is None:
            self._database.execute("DELETE FROM story WHERE guid = ?", (line.guid,))
            return
        found = self._database.execute("SELECT memory FROM story WHERE guid = ?", (line.guid,)).fetchone()
        before = unpack(found[0]) if found else None
        after = recalled(article, before, now_ms)
        if after is not before:
            self._database.execute("REPLACE INTO story VALUES (?, ?, ?)", (line.guid, pack(after), line.place))

    def memory_at(self, line: Line) -> bytes | None:
        """Of the story whose newest article is here; None of any other line."""
        asked = (line.guid, line.place)
        found = self._database.execute("SELECT memory FROM story WHERE guid = ? AND place = ?", asked).fetchone()
        return found[0] if found else None

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM story").fetchone()[0])


@contextmanager
def _stories() -> Iterator[Stories]:
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        try:
            with closing(sqlite3.connect(Path(folder) / "stories.db", isolation_level=None)) as database:
                yield Stories(database)
        except sqlite3.OperationalError as error:
            raise CopydeskError(f"{folder}: {error}; set TMPDIR to a folder with more room") from None


async def restore(settings: Settings, paths: Sequence[str], now_ms: int | None = None) -> int:
    """Send the newest article of each story and its memory; returns how many stories there are. CopydeskError where the
    desk has begun already.
    """
    now_ms = int(time.time() * 1000) if now_ms is None else now_ms
    paths = list(dict.fromkeys(paths))
    await require_new_desk(settings)
    with _stories() as stories:
        for line in read_lines(paths):
            stories.add(line, now_ms)
        await require_new_desk(settings)
        sent = await _send(settings, paths, stories, now_ms)
        if sent != len(stories):
            raise CopydeskError(
                f"the files changed while they were read: {sent:,} of {len(stories):,} stories were sent"
            )
    return sent


async def require_new_desk(settings: Settings) -> None:
    """CopydeskError where a worker is there, or has been: its memory must not meet one that is made of articles."""
    counts = [await partition_counts(settings, *names, right=right) for right, names in EMPTY.items()]
    places = [place for found in counts for topic, count in found.items() for place in partitions_of(topic, count)]
    async with consumer(settings) as client:
        used = {place.topic for place, end in (await end_offsets(client, places)).items() if end}
    if used:
        raise CopydeskError(
            f"{', '.join(sorted(used))} must be empty: restore before the first worker starts, and after one that was broken"
            " off delete these topics and run `copydesk topics create`"
        )
    async with admin(settings) as client:
        if await count_members(client, settings.group):
            raise CopydeskError(
                f"the group {settings.group} has workers: stop them first, and delete their state folders"
            )


async def _send(settings: Settings, paths: Sequence[str], stories: Stories, now_ms: int) -> int:
    sent, room, flight = 0, IN_FLIGHT_BYTES, list[Any]()
    restored = (RESTORED, str(now_ms).encode())
    async with producer(settings, **{**PRODUCER_OPTIONS, "compression_type": "zstd"}) as client:
        for line in read_lines(paths):
            memory = stories.memory_at(line)
            if memory is None:
                continue
            headers = [*(header for header in line.headers if header[0] != RESTORED), restored]
            key = line.guid.encode()
            flight.append(await client.send(settings.topic("seen"), memory, key=key))
            flight.append(
                await client.send(
                    settings.topic("articles"), line.value, key=key, headers=headers, timestamp_ms=line.timestamp
                )
            )
            sent, room = sent + 1, room - len(line.value or b"") - len(memory)
            if room < 0 or len(flight) >= IN_FLIGHT_RECORDS:
                await asyncio.gather(*flight)
                flight, room = [], IN_FLIGHT_BYTES
        await asyncio.gather(*flight)
    return sent
