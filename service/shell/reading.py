"""Reading topics for people and for the audit: all partitions, from one set of offsets to another, without a group."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from aiokafka import TopicPartition

from copydesk.service.shell.errors import CopydeskError

Offsets = Mapping[TopicPartition, int]

FindEnds = Callable[[Any, list[TopicPartition]], Awaitable[Offsets]]
"""`(client, partitions) -> the offset after the last record of each`."""

POLL_MS = 500
STALLED_POLLS = 40
"""Polls in a row without a record or a step forward, before the reader gives up."""


def partitions_of(topic: str, count: int) -> list[TopicPartition]:
    """All partitions of a topic."""
    return [TopicPartition(topic, number) for number in range(count)]


async def end_offsets(client: Any, places: list[TopicPartition]) -> Offsets:
    """As the broker tells them."""
    ends: Offsets = await client.end_offsets(places)
    return ends


async def read_span(client: Any, starts: Offsets, ends: Offsets) -> AsyncIterator[Any]:
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


async def read_on(client: Any) -> AsyncIterator[Any]:
    """Records of the assigned partitions as they come, without end."""
    while True:
        for records in (await client.getmany(timeout_ms=POLL_MS)).values():
            for record in records:
                yield record
