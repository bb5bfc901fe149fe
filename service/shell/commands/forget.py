"""`copydesk forget`: has stories forgotten.

`articles` is read once to find them. An order for each goes to `parsed`, where the worker that has its memory carries it out;
the command waits until the group has committed that. Links are the command's own to take away: only their topic tells them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiokafka import TopicPartition

from copydesk.client.embedded import end_offsets
from copydesk.service.core.desk.erasure import Order, Which, order_message, tombstone_id
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import READING, committed_of
from copydesk.service.shell.commands.traces import Traces, said_in, text
from copydesk.service.shell.errors import Unfinished
from copydesk.service.shell.kafka import consumer, producer
from copydesk.service.shell.reading import Offsets, home_of, partitions_of, read_span
from copydesk.service.shell.topics import partition_counts

MOST_AT_ONCE = 100_000
"""Stories of one run, and links of one: so many are held in memory."""

IN_FLIGHT = 1000
WAIT_SECONDS = 60.0
"""How long nothing may be committed before the command gives up waiting."""
POLL_SECONDS = 0.3


@dataclass(slots=True)
class Standing:
    """What stands of one story on `articles`."""

    versions: int = 0
    newest: int = 0
    """Number of the newest version."""
    on: set[int] = field(default_factory=set)
    """Partitions that hold it. Not only its own where the topic was given more."""


@dataclass(slots=True)
class Found:
    """The stories that are asked for and there."""

    which: Which
    traces: Traces
    stories: dict[str, Standing] = field(default_factory=dict)
    links: dict[bytes, int] = field(default_factory=dict)
    """Keys of the pairs that name one of them, and the partition where each stands."""
    linked: set[str] = field(default_factory=set)
    more: bool = False
    """True where there are more than are done in one run."""

    def look(self, record: Any) -> None:
        """A record of `articles`."""
        guid = text(record.key)
        if not self.which.takes(guid):
            return
        self.traces.look("articles", record)
        if record.value is None:
            self._gone(guid, record.partition)
        elif guid in self.stories or self._has_room(self.stories):
            story = self.stories.setdefault(guid, Standing())
            story.versions += 1
            story.newest = max(story.newest, version_in(record.value))
            story.on.add(record.partition)

    def look_at_link(self, record: Any) -> None:
        """A record of `links`."""
        if record.value is None:
            self.links.pop(record.key, None)
            return
        named = {guid for guid in guids_in(record.value) if self.which.takes(guid)}
        if named and (record.key in self.links or self._has_room(self.links)):
            self.links[record.key] = record.partition
            self.linked |= named

    @property
    def missing(self) -> list[str]:
        """Those that were named and are not there."""
        return sorted(self.which.guids - self.stories.keys() - (self.linked if self.links else set()))

    def _gone(self, guid: str, partition: int) -> None:
        if guid in self.stories:
            self.stories[guid].on.discard(partition)
            if not self.stories[guid].on:
                del self.stories[guid]

    def _has_room(self, held: Mapping[Any, Any]) -> bool:
        self.more = self.more or len(held) >= MOST_AT_ONCE
        return len(held) < MOST_AT_ONCE


def version_in(value: bytes) -> int:
    """The number of an article's version; 0 where it tells none."""
    version = said_in(value).get("version")
    return version if isinstance(version, int) else 0


def guids_in(value: bytes) -> list[str]:
    """The two stories that a link names."""
    ends = (said_in(value).get(end) for end in ("earlier", "later"))
    return [str(end.get("guid")) for end in ends if isinstance(end, dict)]


async def find(settings: Settings, which: Which) -> Found:
    """What stands on `articles` of the stories that are asked for, and, where copies are looked for, on `links`."""
    found = Found(which, await _no_traces(settings, which))
    async for record in everything(settings, "articles"):
        found.look(record)
    if settings.copies == "on":
        await find_links(settings, found)
    return found


async def _no_traces(settings: Settings, which: Which) -> Traces:
    """Before anything is read: it knows how far back `raw` goes."""
    topic = settings.topic("raw")
    places = partitions_of(topic, (await partition_counts(settings, "raw", right="describe"))[topic])
    async with consumer(settings) as client:
        starts = await client.beginning_offsets(places)
    return Traces(which, topic, {place.partition: start for place, start in starts.items()})


async def find_links(settings: Settings, found: Found) -> None:
    """The links that stand now."""
    found.links.clear()
    found.linked.clear()
    async for record in everything(settings, "links"):
        found.look_at_link(record)


async def everything(settings: Settings, name: str) -> AsyncIterator[Any]:
    """All records that a catalogue topic holds now."""
    topic = settings.topic(name)
    places = partitions_of(topic, (await partition_counts(settings, name))[topic])
    async with consumer(settings, **READING) as client:
        starts, ends = await client.beginning_offsets(places), await end_offsets(client, places)
        async for record in read_span(client, starts, ends):
            yield record


async def orders_for(settings: Settings, found: Found, name: str, moment: datetime) -> list[Order]:
    """An order for each story that stands."""
    topic = settings.topic("articles")
    places = partitions_of(topic, (await partition_counts(settings, "articles"))[topic])
    return [
        Order(guid, name, moment, tuple(sorted(story.on - {home_of(guid.encode(), places).partition})))
        for guid, story in found.stories.items()
    ]


async def give(settings: Settings, orders: Iterable[Order]) -> Offsets:
    """Send the orders, each delivery confirmed; returns the offset behind the last of each partition."""
    await partition_counts(settings, "parsed", right="write")
    topic = settings.topic("parsed")
    ends: dict[TopicPartition, int] = {}
    async with producer(settings, linger_ms=5) as client:
        for some in _chunks(list(orders)):
            messages = [order_message(order) for order in some]
            sent = [await client.send(topic, None, key=each.key, headers=list(each.headers)) for each in messages]
            for landed in await asyncio.gather(*sent):
                place = TopicPartition(topic, landed.partition)
                ends[place] = max(ends.get(place, 0), landed.offset + 1)
    return ends


def _chunks(values: list[Any]) -> Iterable[list[Any]]:
    return (values[at : at + IN_FLIGHT] for at in range(0, len(values), IN_FLIGHT))


async def carried_out(settings: Settings, ends: Offsets, seconds: float = WAIT_SECONDS) -> None:
    """Wait until the workers have committed all below these offsets; Unfinished where nothing moves for so long."""
    moved, before = time.monotonic(), -1
    while True:
        committed = await committed_of(settings, list(ends))
        at = {place: committed[place].offset if place in committed else 0 for place in ends}
        if all(at[place] >= end for place, end in ends.items()):
            return
        if sum(at.values()) != before:
            moved, before = time.monotonic(), sum(at.values())
        if time.monotonic() - moved > seconds:
            raise Unfinished(
                f"no worker of the group {settings.group} has come to the orders in {seconds:.0f} s: they stand on {settings.topic('parsed')} and are carried out when one does: start one, and see with `copydesk tail articles --guid` that each is forgotten"
            )
        await asyncio.sleep(POLL_SECONDS)


async def ends_of(settings: Settings, name: str) -> Offsets:
    """Where a catalogue topic ends now."""
    topic = settings.topic(name)
    places = partitions_of(topic, (await partition_counts(settings, name))[topic])
    async with consumer(settings) as client:
        return await end_offsets(client, places)


async def not_told(settings: Settings, orders: Iterable[Order], starts: Offsets) -> list[str]:
    """The stories of which `articles` has no tombstone of these orders behind these offsets: a worker of an earlier release turns
    orders away.
    """
    open_ids = {tombstone_id(order): order.guid for order in orders}
    ends = await ends_of(settings, "articles")
    async with consumer(settings, **READING) as client:
        async for record in read_span(client, starts, ends):
            if record.value is None:
                open_ids.pop(dict(record.headers).get("ce_id", b""), None)
    return sorted(open_ids.values())


async def sketches_done(settings: Settings) -> None:
    """Wait until the link agent has done all that stands on `sketches` now, the orders that workers sent there too."""
    ends = await ends_of(settings, "sketches")
    await carried_out(settings, {place: end for place, end in ends.items() if end})


async def take_links_away(settings: Settings, found: Found) -> int:
    """A tombstone for each link that names one of the stories, where it stands; returns how many."""
    await find_links(settings, found)
    await partition_counts(settings, "links", right="write")
    topic = settings.topic("links")
    async with producer(settings, linger_ms=5) as client:
        for some in _chunks(list(found.links.items())):
            sent = [await client.send(topic, None, key=key, partition=partition) for key, partition in some]
            await asyncio.gather(*sent)
    return len(found.links)
