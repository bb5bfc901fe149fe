"""Faults of processes: workers that are killed, stopped and frozen."""

from __future__ import annotations

import asyncio

from tests.faults.world import World, all_work


async def kill(world: World) -> str:
    """SIGKILL; started again 0-3 s later."""
    number = world.anyone()
    async with world.crew.locks[number]:
        world.crew.kill(number)
        await asyncio.sleep(world.chance.random() * 3)
        world.crew.start(number)
    return f"worker {number}"


async def term(world: World) -> str:
    """SIGTERM under load; TimeoutError where the worker does not end."""
    number = world.anyone()
    async with world.crew.locks[number]:
        code = await world.crew.stop(number)
        world.crew.start(number)
    return f"worker {number} exit {code}"


async def freeze(world: World) -> str:
    """SIGSTOP past the session, then SIGCONT."""
    return await _freeze(world, world.plan.session_seconds + 1 + world.chance.random() * 8)


async def freeze_short(world: World) -> str:
    """SIGSTOP for 40 to 100 hundredths of the session: on both sides of where the worker ends itself."""
    return await _freeze(world, world.plan.session_seconds * (0.4 + 0.6 * world.chance.random()))


async def _freeze(world: World, seconds: float) -> str:
    number = world.anyone()
    async with world.crew.locks[number]:
        await world.crew.freeze(number, seconds)
    return f"worker {number} for {seconds:.1f} s"


async def kill_all(world: World) -> str:
    """SIGKILL of every worker within a second; started again at once."""
    for number in range(world.crew.size):
        world.crew.kill(number)
        await asyncio.sleep(world.chance.random() * 0.4)
    for number in range(world.crew.size):
        world.crew.start(number)
    return "all workers"


async def kill_rising(world: World) -> str:
    """SIGKILL, and again 1-8 s after each start, three times."""
    number = world.anyone()
    async with world.crew.locks[number]:
        for _ in range(3):
            world.crew.kill(number)
            world.crew.start(number)
            await asyncio.sleep(1 + world.chance.random() * 7)
        world.crew.kill(number)
        world.crew.start(number)
    return f"worker {number}"


async def end_by_chance(world: World, number: int) -> str:
    """SIGTERM or SIGKILL."""
    return await world.crew.end(number, gently=world.chance.random() < 0.5)


async def joined(world: World) -> None:
    """Wait until all workers work."""
    await all_work(world, world.plan.person_seconds)
