"""Reading topics for people and for the audit: all partitions, from one set of offsets to another, without a group."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from itertools import count
from typing import Any

from aiokafka import TopicPartition
from aiokafka.partitioner import DefaultPartitioner

from copydesk.client.embedded import end_offsets
from copydesk.service.shell.errors import CopydeskError

Offsets = Mapping[TopicPartition, int]

POLL_MS = 500
STALLED_POLLS = 40
"""Polls in a row without a record or a step forward, before the reader gives up."""

LOOKED_AT = 100
"""Records of a partition that tell whether keys are at home there."""


def partitions_of(topic: str, count: int) -> list[TopicPartition]:
    """All partitions of a topic."""
    return [TopicPartition(topic, number) for number in range(count)]


def home_of(key: bytes, places: list[TopicPartition]) -> TopicPartition:
    """The partition that a worker puts a key on, of all that a topic has, in their order."""
    return places[home_number(key, len(places))]


def home_number(key: bytes, count: int) -> int:
    """The same as a number, among so many."""
    numbers = range(count)
    home: int = DefaultPartitioner()(key, numbers, numbers)
    return home


async def are_at_home(client: Any, places: list[TopicPartition]) -> bool:
    """Whether the records of these partitions stand where a worker puts them now, by the first of each. Where a topic was
    given more partitions, the records from before are the first of each.
    """
    starts, ends = await client.beginning_offsets(places), await end_offsets(client, places)
    for place in places:
        async with aclosing(read_span(client, {place: starts[place]}, {place: ends[place]})) as records:
            seen = count(1)
            async for record in records:
                if record.key is not None and home_of(record.key, places) != place:
                    return False
                if next(seen) == LOOKED_AT:
                    break
    return True


async def read_span(client: Any, starts: Offsets, ends: Offsets) -> AsyncGenerator[Any, None]:
    """All records from `starts` up to, not including, `ends`."""
    open_partitions = [place for place in starts if starts[place] < ends[place]]
    client.assign(open_partitions)
    for place in open_partitions:
        client.seek(place, starts[place])
    stalled = 0
    while open_partitions:
        fetched = await client.getmany(timeout_ms=POLL_MS)
        for place, records in fetched.items():
            for record in records:
                if record.offset < ends[place]:
                    yield record
        stalled = 0 if fetched else stalled + 1
        remaining = [place for place in open_partitions if await client.position(place) < ends[place]]
        if remaining != open_partitions:
            client.pause(*(place for place in open_partitions if place not in remaining))
            open_partitions, stalled = remaining, 0
        if stalled > STALLED_POLLS:
            place = open_partitions[0]
            raise CopydeskError(
                f"{place.topic}/{place.partition} gives nothing from offset {await client.position(place)} on: is its broker well?"
            )


async def read_one(client: Any, place: TopicPartition, offset: int) -> Any:
    """The record at this place; None where there is none, or none any more."""
    first, end = (await client.beginning_offsets([place]))[place], (await end_offsets(client, [place]))[place]
    if first <= offset < end:
        async for record in read_span(client, {place: offset}, {place: offset + 1}):
            return record
    return None


async def read_on(client: Any, starts: Offsets, going: Callable[[], bool]) -> AsyncGenerator[Any, None]:
    """Records from `starts` as they come, for as long as it is `going`, which is asked every half second at least."""
    client.assign(list(starts))
    for place, offset in starts.items():
        client.seek(place, offset)
    while going():
        for records in (await client.getmany(timeout_ms=POLL_MS)).values():
            for record in records:
                yield record
