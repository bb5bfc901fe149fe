"""Articles as Parquet files by day, in a folder or a bucket: `day=2026-03-01/part-00003-00000000000000001234.parquet`.

The day is that of the record: when the version was published by the desk, in UTC. The name ends with the partition and the
offset that the file begins at, and its metadata say where the next begins; so the files themselves are the positions, and of two
processes that go on from one offset only one can make the file. What a worker sent twice is left out: a story's versions count up.
A tombstone takes the story's rows out of the files that have them, before the position passes it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
import pybase64

from copydesk.service.shell.sinks.contract import Batch, Overtaken, Source, Unusable
from copydesk.service.shell.sinks.entries import Entry, Forgotten, Refused, Stored, forgotten, refused, standing
from copydesk.service.shell.sinks.parquet_rows import end_in, file_of, versions_in, without
from copydesk.service.shell.sinks.shelves import Shelf, shelf_at

MOST_BYTES = 32 * 1024 * 1024
"""Of JSON that wait for one file."""
MOST_BYTES_IN_ALL = 4 * MOST_BYTES
REPEATED_DAYS = 7
"""A worker repeats what it sent a moment before: the versions of so many days are remembered."""

MOST_NUMBERS = 1_000_000
"""Stories of a partition; some 150 bytes each."""

ABOUT, REFUSED = "_copydesk.json", "_refused"
"""Names with an underscore are passed over by those who read the folder as a table."""


@dataclass(slots=True)
class Waiting:
    """What is collected of a partition for its next file."""

    begin: int
    """The offset that the file will be named by."""
    end: int
    numbers: dict[str, int]
    """guid -> the highest version that is kept or waits, of the last days."""
    rows: list[Stored] = field(default_factory=list)
    size: int = 0
    since: float | None = None

    def take(self, row: Stored, now: float) -> None:
        """A version; nothing where it is a repeat."""
        if row.article.version > self.numbers.get(row.guid, 0):
            self.numbers.pop(row.guid, None)  # so that those that changed last stand last
            self.numbers[row.guid] = row.article.version
            if len(self.numbers) > MOST_NUMBERS:
                del self.numbers[next(iter(self.numbers))]
            self.rows.append(row)
            self.size += len(row.value)
            self.since = self.since or now

    def let_go(self, entry: Forgotten) -> None:
        """What waits of a story that is forgotten."""
        self.numbers.pop(entry.guid, None)
        self.rows = [row for row in self.rows if row.guid != entry.guid]

    def is_due(self, now: float, roll: timedelta) -> bool:
        """Whether it has waited long enough, or is large enough."""
        return self.size >= MOST_BYTES or (self.since is not None and now - self.since >= roll.total_seconds())

    def begin_anew(self) -> None:
        """The file is made: the next begins where it ends."""
        self.begin, self.rows, self.size, self.since = self.end, [], 0, None


class Parquet:
    """The files of one address. `clock` tells seconds."""

    def __init__(self, address: str, roll: timedelta, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._shelf: Shelf = shelf_at(address)
        self._roll = roll
        self._clock = clock
        self._waiting: dict[int, Waiting] = {}
        self._name = ""

    async def prepare(self, source: Source) -> str:
        """Note whose articles these are, with a name. Raises Unusable where they are another cluster's."""
        ours = {"cluster": source.cluster, "topic": source.topic, "name": uuid4().hex}
        self._name = ours["name"]
        await self._require_whole()
        if not await self._shelf.create(ABOUT, orjson.dumps(ours)):
            theirs = orjson.loads((await self._shelf.read(ABOUT))[0])
            if theirs | {"name": ""} != ours | {"name": ""}:
                raise Unusable(
                    f"{self._address} holds {theirs['topic']} of the Kafka cluster {theirs['cluster']}, not {source.topic} "
                    f"of {source.cluster}: offsets of one mean nothing in the other. Give another address"
                )
            self._name = str(theirs["name"])
        return self._name

    async def positions(self, partitions: Sequence[int]) -> Mapping[int, int]:
        """Where the newest file of each partition ends."""
        await self._require_same()
        names = await self._shelf.names()
        found = [await self._found(partition, files_of(names, partition)) for partition in partitions]
        self._waiting = dict(zip(partitions, found, strict=True))
        return {partition: waiting.begin for partition, waiting in self._waiting.items()}

    async def write(self, batch: Batch, *, now: bool) -> Mapping[int, int]:
        """Collect; make the files that are due."""
        for entry in refused(batch.entries):
            await self._set_aside(entry)
        await self._forget([entry for entry, _ in forgotten(batch.entries)])
        for row in sorted(standing(batch.entries), key=_offset):
            await self._take(row)
        for partition, end in batch.ends.items():
            self._waiting[partition].end = end
        return await self._make_files(now=now)

    async def close(self) -> None:
        """Nothing is held open."""

    async def _require_whole(self) -> None:
        """Files without their note are what is left of others that were deleted: nobody knows which are missing."""
        names = await self._shelf.names()
        if ABOUT not in names and any(is_part(name) for name in names):
            raise Unusable(
                f"{self._address} holds articles and no {ABOUT}: put it back if no file is missing; else empty the place, and the "
                "sink reads all articles anew"
            )

    async def _require_same(self) -> None:
        """A folder that was deleted, or is not mounted any more, is made again by the next write: without what it held."""
        about = await self._shelf.found(ABOUT)
        if about is None or orjson.loads(about)["name"] != self._name:
            raise Unusable(
                f"{self._address} is not what it was when the sink started: mount it again, or, if it was emptied, start the sink "
                "again, and it reads all articles anew"
            )

    async def _found(self, partition: int, names: Sequence[str]) -> Waiting:
        if not names:
            return Waiting(0, 0, {})
        newest, _ = await self._shelf.read(names[-1])
        end = end_in(newest)
        numbers: dict[str, int] = {}
        for name in recent(names):
            for guid, version in versions_in((await self._shelf.read(name))[0]):
                numbers[guid] = max(version, numbers.get(guid, 0))
        return Waiting(end, end, numbers)

    async def _take(self, row: Stored) -> None:
        waiting = self._waiting[row.place.partition]
        if waiting.rows and day_of(waiting.rows[0]) != day_of(row):
            waiting.end = row.place.offset
            await self._make(row.place.partition)
        waiting.take(row, self._clock())

    async def _make_files(self, *, now: bool) -> Mapping[int, int]:
        moment = self._clock()
        everything = now or sum(waiting.size for waiting in self._waiting.values()) >= MOST_BYTES_IN_ALL
        due = [
            partition
            for partition, waiting in self._waiting.items()
            if waiting.end > waiting.begin and (everything or waiting.is_due(moment, self._roll))
        ]
        for partition in due:
            await self._make(partition)
        return {partition: self._waiting[partition].end for partition in due}

    async def _make(self, partition: int) -> None:
        """A file; none where all that was read were repeats and tombstones, which may as well be read again."""
        waiting = self._waiting[partition]
        if waiting.rows:
            content = await asyncio.to_thread(file_of, waiting.rows, waiting.end)
            name = name_of(day_of(waiting.rows[0]), partition, waiting.begin)
            await self._require_same()
            if not await self._shelf.create(name, content):
                raise Overtaken(f"{name} is there already")
            waiting.begin_anew()

    async def _forget(self, entries: Sequence[Forgotten]) -> None:
        """Take stories out of what waits and of the files. What stands before the tombstone goes, and nothing else."""
        if not entries:
            return
        for entry in entries:
            for partition, waiting in self._waiting.items():
                if entry.takes_away(partition):
                    waiting.let_go(entry)
        names = await self._shelf.names()
        for partition in {partition_of(name) for name in names if is_part(name)}:
            until = _until(entries, partition)
            for name in files_of(names, partition) if until else ():
                await self._rewrite(name, until)
        await self._forget_refused({entry.guid for entry in entries}, names)

    async def _rewrite(self, name: str, until: Mapping[str, int]) -> None:
        content, token = await self._shelf.read(name)
        rest = await asyncio.to_thread(without, content, until)
        if rest is not None:
            await self._shelf.replace(name, rest, token)

    async def _set_aside(self, entry: Refused) -> None:
        told = {"guid": entry.guid, "why": entry.why, "value_b64": pybase64.b64encode(entry.value).decode()}
        await self._shelf.create(
            f"{REFUSED}/{entry.place.partition:05}-{entry.place.offset:020}.json", orjson.dumps(told)
        )

    async def _forget_refused(self, guids: set[str], names: Sequence[str]) -> None:
        for name in names:
            if name.startswith(f"{REFUSED}/") and orjson.loads((await self._shelf.read(name))[0])["guid"] in guids:
                await self._shelf.remove(name)


ALL = 2**63


def _until(entries: Sequence[Forgotten], partition: int) -> dict[str, int]:
    """guid -> the offset before which its rows of a partition go."""
    until: dict[str, int] = {}
    for entry in entries:
        if entry.takes_away(partition):
            until[entry.guid] = entry.place.offset if entry.place.partition == partition else ALL
    return until


def day_of(row: Stored) -> date:
    """The day of its record, UTC; the first of 1970 where the record has no time."""
    return (row.place.moment or datetime.fromtimestamp(0, UTC)).date()


def name_of(day: date, partition: int, begin: int) -> str:
    """Of a file."""
    return f"day={day.isoformat()}/part-{partition:05}-{begin:020}.parquet"


def is_part(name: str) -> bool:
    """Whether a path is that of a file of ours."""
    return name.startswith("day=") and name.endswith(".parquet") and "/part-" in name


def partition_of(name: str) -> int:
    """Of a file."""
    return int(name.rpartition("/part-")[2][:5])


def files_of(names: Sequence[str], partition: int) -> list[str]:
    """The files of a partition, the oldest first."""
    ours = (name for name in names if is_part(name) and partition_of(name) == partition)
    return sorted(ours, key=lambda name: name.rpartition("/")[2])


def recent(names: Sequence[str]) -> list[str]:
    """Those of the last days before the newest."""
    days = {name: date.fromisoformat(name.removeprefix("day=")[:10]) for name in names}
    newest = max(days.values())
    return [name for name in names if newest - days[name] < timedelta(days=REPEATED_DAYS)]


def _offset(entry: Entry) -> Any:
    return entry.place.partition, entry.place.offset
