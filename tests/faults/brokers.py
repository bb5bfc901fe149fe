"""Faults of brokers. Each is over when every replica is in sync again."""

from __future__ import annotations

import asyncio

from tests.faults.world import World
from tests.kafka.cluster import BROKERS


async def broker_kill(world: World) -> str:
    """SIGKILL; started again 1-10 s later."""
    broker, away = world.chance.randrange(BROKERS), 1 + world.chance.random() * 9
    async with world.brokers_lock:
        world.cluster.kill(broker)
        await asyncio.sleep(away)
        world.cluster.run(broker)
        await world.cluster.ready()
    return f"broker {broker} away {away:.0f} s"


async def broker_freeze(world: World) -> str:
    """SIGSTOP for 5-20 s."""
    broker, seconds = world.chance.randrange(BROKERS), 5 + world.chance.random() * 15
    async with world.brokers_lock:
        world.cluster.freeze(broker)
        try:
            await asyncio.sleep(seconds)
        finally:
            world.cluster.thaw(broker)
        await world.cluster.ready()
    return f"broker {broker} for {seconds:.0f} s"


async def cluster_kill(world: World) -> str:
    """SIGKILL of all three; started again 2-8 s later."""
    away = 2 + world.chance.random() * 6
    async with world.brokers_lock:
        for broker in range(BROKERS):
            world.cluster.kill(broker)
        await asyncio.sleep(away)
        for broker in range(BROKERS):
            world.cluster.run(broker)
        await world.cluster.ready()
    return f"all brokers away {away:.0f} s"


async def cluster_rolling(world: World) -> str:
    """One after the other stopped in good order; the next only when all replicas are in sync."""
    async with world.brokers_lock:
        for broker in range(BROKERS):
            await asyncio.to_thread(world.cluster.stop, broker)
            world.cluster.run(broker)
            await world.cluster.ready()
    return "each broker"
