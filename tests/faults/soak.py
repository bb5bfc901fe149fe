"""A long run for figures: many records, as many as the desk takes, while workers and brokers are killed at even
intervals.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from aiokafka.errors import KafkaError

from copydesk.service.settings import Settings
from tests.broker.fleet import committed_offsets, end_offsets
from tests.faults.brokers import broker_kill
from tests.faults.load import raw_producer
from tests.faults.scenes import Report, report_of
from tests.faults.stories import Author
from tests.faults.workers import kill
from tests.faults.world import World

MOST_AHEAD = 5000
"""Records that may wait for the desk; the load waits for more room than that."""

LOOK_SECONDS = 0.5
TOLD_EVERY_SECONDS = 30.0
DRAIN_SECONDS = 600

Strike = Callable[[World], Awaitable[str]]


async def soak(world: World, records: int, kills: int, broker_kills: int) -> Report:
    """Publish and kill; then let the desk finish, and judge."""
    began = time.monotonic()
    strikes = sorted(
        [*_even(records, kills, kill), *_even(records, broker_kills, broker_kill)], key=lambda strike: strike[0]
    )
    await _publish(world, records, strikes)
    drained = await _drain(world)
    seconds = time.monotonic() - began
    world.say(
        f"{records} records in {seconds:.0f} s, {records / seconds:.0f} a second; {kills} workers and {broker_kills} brokers killed"
    )
    return await report_of(world, drained=drained)


def _even(records: int, count: int, strike: Strike) -> Iterator[tuple[int, Strike]]:
    """`(after so many records, what happens)`."""
    return ((records * number // (count + 1), strike) for number in range(1, count + 1))


async def _publish(world: World, records: int, strikes: list[tuple[int, Strike]]) -> None:
    author, sent, told = Author(world.plan.seed), 0, time.monotonic()
    async with (
        raw_producer(world.settings, linger_ms=20, compression_type="lz4") as producer,
        asyncio.TaskGroup() as struck,
    ):
        while sent < records:
            world.check()
            room = min(records - sent, MOST_AHEAD - await _lag(world.settings))
            await _send(producer, world.settings, author, max(0, room))
            sent += max(0, room)
            while strikes and strikes[0][0] <= sent:
                struck.create_task(_strike(strikes.pop(0)[1], world))
            if time.monotonic() - told > TOLD_EVERY_SECONDS:
                told = time.monotonic()
                world.say(f"{sent} published, {len(world.crew.deaths)} deaths")
            await asyncio.sleep(LOOK_SECONDS)


async def _send(producer: Any, settings: Settings, author: Author, count: int) -> None:
    topic, made = settings.topic("raw"), (author.next() for _ in range(count))
    sent = [await producer.send(topic, one.value, key=one.key, headers=list(one.headers)) for one in made]
    await asyncio.gather(*sent)


async def _strike(strike: Strike, world: World) -> None:
    await strike(world)


async def _lag(settings: Settings) -> int:
    """Records that the desk has not committed; as many as may be while no broker says."""
    try:
        committed = await committed_offsets(settings)
        ends = {**await end_offsets(settings, "raw"), **await end_offsets(settings, "parsed")}
    except (KafkaError, TimeoutError):
        return MOST_AHEAD
    return sum(end - max(0, committed.get(tp, 0)) for tp, end in ends.items())


async def _drain(world: World) -> bool:
    """Whether the desk commits everything in time."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while (lag := await _lag(world.settings)) and time.monotonic() < deadline:
        world.check()
        await asyncio.sleep(LOOK_SECONDS)
    return lag == 0
