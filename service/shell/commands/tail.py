"""`copydesk tail`: shows the records of a topic that are asked for, as they come or as they stand."""

from __future__ import annotations

import select
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from aiokafka import TopicPartition

from copydesk.client.embedded import end_offsets
from copydesk.client.reading.connection import offsets_at
from copydesk.service.core.desk.selection import KEYED_BY_GUID, Selection
from copydesk.service.core.records import Record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import READING
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import (
    Offsets,
    are_at_home,
    home_of,
    partitions_of,
    read_on,
    read_span,
)
from copydesk.service.shell.topics import partition_counts

Begin = datetime | Literal["oldest", "next"]
"""The first record of that time, the first that the topic has, or the first that comes."""

End = datetime | Literal["now", "never"]
"""What stands when the clock has that time, or at the start of the command."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What to look through, and how many to show of what is found."""

    begin: Begin = "next"
    end: End = "never"
    limit: int | None = None


def stretch_of(
    *,
    since: datetime | None,
    until: datetime | None,
    until_end: bool,
    from_start: bool,
    count: bool,
    limit: int | None,
) -> Stretch:
    """As the options say; what has an end begins with what is there already."""
    end: End = "now" if until_end or (count and until is None) else until or "never"
    return Stretch(since or ("next" if end == "never" and not from_start else "oldest"), end, limit)


@dataclass(frozen=True, slots=True)
class Tail:
    """What is shown of a topic."""

    selection: Selection
    stretch: Stretch = Stretch()
    hides: Callable[[Record], bool] | None = None
    """Of what is asked for."""
    listened: Callable[[], bool] = lambda: True
    """It ends where nobody listens any more."""

    async def run(self, settings: Settings, show: Callable[[Any], None]) -> int:
        """Call `show` with each record that is asked for and not hidden; how many these were."""
        topic, shown = settings.topic(self.selection.topic), 0
        everywhere = partitions_of(topic, (await partition_counts(settings, self.selection.topic))[topic])
        async with consumer(settings, **READING) as client, aclosing(self._records(client, everywhere)) as records:
            async for record in records:
                if self._takes(record_of(record)):
                    show(record)
                    shown += 1
                    if shown == self.stretch.limit:
                        break
        return shown

    def _takes(self, record: Record) -> bool:
        return self.selection.takes(record) and not (self.hides and self.hides(record))

    async def _records(self, client: Any, everywhere: list[TopicPartition]) -> AsyncGenerator[Any, None]:
        """All of the stretch, on the partitions that can have what is asked for."""
        ends = await end_offsets(client, everywhere)
        places = await _where(client, self.selection, everywhere)
        starts = await _starts(client, places, self.stretch.begin, ends)
        if self.stretch.end != "now":
            async for record in read_on(client, starts, lambda: self.listened() and not _is_over(self.stretch.end)):
                yield record
            starts, ends = {place: await client.position(place) for place in places}, await end_offsets(client, places)
        if self.listened():
            async for record in read_span(client, starts, ends):
                yield record


async def _where(client: Any, selection: Selection, places: list[TopicPartition]) -> list[TopicPartition]:
    """The partitions on which all that is asked for stands."""
    guids = selection.wanted.get("guid", ())
    if not guids or selection.topic not in KEYED_BY_GUID or not await are_at_home(client, places):
        return places
    return list({home_of(guid.encode(errors="replace"), places) for guid in guids})


async def _starts(client: Any, places: list[TopicPartition], begin: Begin, ends: Offsets) -> Offsets:
    match begin:
        case "oldest":
            starts: Offsets = await client.beginning_offsets(places)
            return starts
        case "next":
            return {place: ends[place] for place in places}
        case datetime():
            return await offsets_at(client, places, begin)


def _is_over(end: End) -> bool:
    return isinstance(end, datetime) and datetime.now(UTC) >= end


def is_listened_to(descriptor: int) -> bool:
    """False for a pipe whose other end is closed, as by `| head`: while no record comes, nothing is written that would
    tell.
    """
    poll = select.poll()
    poll.register(descriptor, 0)
    return not any(event & select.POLLERR for _, event in poll.poll(0))


def listening(stream: Any) -> Callable[[], bool]:
    """Asks whether somebody reads a stream; one that is no file is read."""
    try:
        descriptor = stream.fileno()
    except (AttributeError, OSError, ValueError):
        return lambda: True
    return lambda: is_listened_to(descriptor)
