"""Faults of the network between workers and brokers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from tests.faults.world import World
from tests.kafka.cluster import BROKERS
from tests.kafka.proxies import Mode

Where = Sequence[tuple[int, int]]
"""`(worker, broker)`."""


async def hole(world: World) -> str:
    """Nothing passes, connections stay; then all that was held back arrives."""
    return await _cut_off(world, "hole")


async def refuse(world: World) -> str:
    """Connections are reset, new ones too."""
    return await _cut_off(world, "refuse")


async def noreply(world: World) -> str:
    """What the worker sends arrives; what the brokers answer is held back."""
    return await _cut_off(world, "noreply")


async def one_broker(world: World) -> str:
    """Nothing passes to one broker for 10-30 s; the others are reached."""
    number, broker = world.anyone(), world.chance.randrange(BROKERS)
    mode: Mode = world.chance.choice(["hole", "refuse"])
    seconds = 10 + world.chance.random() * 20
    async with world.crew.locks[number]:
        await _cut(world, [(number, broker)], mode, seconds)
    return f"worker {number}, broker {broker}: {mode} for {seconds:.0f} s"


async def flap(world: World) -> str:
    """Some connections are reset, ten times, 1.8 s apart."""
    everywhere = _everywhere(world)
    for _ in range(10):
        await _cut(world, world.chance.sample(everywhere, len(everywhere) // 2), "refuse", 0.3)
        await asyncio.sleep(1.5)
    return "ten times"


async def slow(world: World) -> str:
    """300-1,500 ms more each way for 20 s."""
    broker, delay = world.chance.randrange(BROKERS), 0.3 + world.chance.random() * 1.2
    where = [(number, broker) for number in range(world.crew.size)]
    await _cut(world, where, "pass", 20, delay)
    return f"broker {broker}, {delay * 1000:.0f} ms"


async def _cut_off(world: World, mode: Mode) -> str:
    """One worker and all brokers, for 1-10 s longer than its session."""
    number, seconds = world.anyone(), world.plan.session_seconds + 1 + world.chance.random() * 9
    async with world.crew.locks[number]:
        await _cut(world, [(number, broker) for broker in range(BROKERS)], mode, seconds)
    return f"worker {number} for {seconds:.0f} s"


async def _cut(world: World, where: Where, mode: Mode, seconds: float, delay: float = 0.0) -> None:
    world.cluster.net(where, mode, delay)
    try:
        await asyncio.sleep(seconds)
    finally:
        world.cluster.net(where, "pass")


def _everywhere(world: World) -> Where:
    return [(number, broker) for number in range(world.crew.size) for broker in range(BROKERS)]
