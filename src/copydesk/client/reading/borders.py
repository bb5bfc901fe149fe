"""Where a stretch of a topic begins and ends on each partition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import IllegalStateError

from copydesk.client.reading.connection import ends_of, offsets_at, partitions_of, stored_places
from copydesk.client.reading.moments import Moment, moment_of
from copydesk.client.reading.places import Place


@dataclass(frozen=True, slots=True)
class Stretch:
    """What to read."""

    topic: str
    group: str | None = None
    since: Moment | None = None
    """Where partitions begin that have no place stored; None: with the oldest record."""
    until: Moment | None = None
    places: Mapping[int, Place] = field(default_factory=dict)
    """By partition, from a checkpoint."""


class Borders:
    """Of one stretch, on these brokers."""

    def __init__(self, brokers: str, stretch: Stretch, kafka: Mapping[str, Any]) -> None:
        self._brokers = brokers
        self._stretch = stretch
        self._kafka = kafka
        self._begun = datetime.now(UTC)
        self._ends: Mapping[TopicPartition, int] | None = None
        """None: not known yet, or there is none."""

    async def partitions(self) -> list[TopicPartition]:
        """All of the topic; MissingTopic where it is not there."""
        return await partitions_of(self._brokers, self._stretch.topic, self._kafka)

    async def set_end(self, client: Any, places: Sequence[TopicPartition]) -> None:
        """Once the end is no time to come, it is a place."""
        until = self._stretch.until
        if self._ends is None and until is not None and moment_of(until, self._begun) <= datetime.now(UTC):
            self._ends = await self._offsets_at(client, places, until)

    def is_behind(self, place: TopicPartition, offset: int) -> bool:
        """Whether a record stands behind the end."""
        return self._ends is not None and offset >= self._ends.get(place, 0)

    async def is_reached(self, client: Any, places: Sequence[TopicPartition]) -> bool:
        """Whether these partitions are read to the end."""
        if self._stretch.until is None:
            return False
        if self._ends is None:
            if moment_of(self._stretch.until, self._begun) > datetime.now(UTC):
                return False
            await self.set_end(client, await self.partitions())
        try:
            return all([self.is_behind(place, await client.position(place)) for place in places])
        except IllegalStateError:  # the group shares its partitions out anew
            return False

    async def starts(self, client: Any, places: Sequence[TopicPartition]) -> dict[TopicPartition, Place]:
        """From the group or the checkpoint; of others the beginning, or `since`."""
        if not places:
            return {}
        stored = {
            place: self._stretch.places[place.partition] for place in places if place.partition in self._stretch.places
        }
        if self._stretch.group is not None:
            stored |= await stored_places(self._brokers, self._stretch.group, places, self._kafka)
        firsts = await client.beginning_offsets(places)
        ends = await ends_of(client, self._brokers, places, self._kafka)
        begin = dict(firsts)
        fresh = [place for place in places if place not in stored]
        if fresh and self._stretch.since is not None:
            begin |= await self._offsets_at(client, fresh, self._stretch.since)
        found = {place: Place(begin[place]) for place in places}
        for place, there in stored.items():
            if there.offset <= ends[place]:  # one behind the end is of a topic that was deleted and made anew
                found[place] = Place(max(there.offset, firsts[place]), there.held)
        return found

    async def spans(self, client: Any, starts: Mapping[TopicPartition, Place]) -> dict[TopicPartition, tuple[int, int]]:
        """From each start to the end, or to what stands now."""
        ends = self._ends or await ends_of(client, self._brokers, list(starts), self._kafka)
        return {place: (start.offset, ends.get(place, 0)) for place, start in starts.items()}

    async def _offsets_at(
        self, client: Any, places: Sequence[TopicPartition], given: Moment
    ) -> dict[TopicPartition, int]:
        """`now` is what the brokers have now, whatever our clock says."""
        ends = await ends_of(client, self._brokers, places, self._kafka)  # first: what comes in between is behind them
        return ends if given == "now" else await offsets_at(client, places, moment_of(given, self._begun), ends)
