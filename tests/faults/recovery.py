"""After a fault: watch until the desk is well again by itself, and say how long that took, or that a person was
needed.
"""

from __future__ import annotations

import asyncio
import time

from tests.faults.world import Event, World

LONG_WAIT_SECONDS = 3.0
"""A raw record that waits longer for its outcome shows that the desk is not well."""

QUIET_SECONDS = 4.5
"""Longer than a wait that is too long: what stopped at the end of the fault shows itself within."""

HUNG_SECONDS = 60.0
RESCUE_SECONDS = 60.0
LOOK_SECONDS = 0.25


async def recover(world: World, event: Event) -> None:
    """Fill in the event's figures. Returns when the desk is well for a while, or was made well by hand."""
    over = time.monotonic()
    last_bad = last_missing = over
    while time.monotonic() - max(last_bad, last_missing) < QUIET_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
        world.check()
        last_bad = time.monotonic() if world.watch.longest_wait() > LONG_WAIT_SECONDS else last_bad
        last_missing = last_missing if world.crew.all_work else time.monotonic()
        _look_for_hung(world, event, over)
        if time.monotonic() - over > world.plan.person_seconds:
            event.person = event.person or _reason(world)
            return await _rescue(world, event)
    event.recovered_seconds = last_bad - over


def _look_for_hung(world: World, event: Event, over: float) -> None:
    if not event.hung and (standing := world.watch.standing(over, HUNG_SECONDS)):
        event.hung = f"raw partitions {standing} stood for {HUNG_SECONDS:.0f} s; workers: {_states(world)}"
        world.say(f"  HUNG: {event.hung}\n{world.crew.log_ends()}")


def _reason(world: World) -> str:
    return f"{world.watch.waiting} records wait, the first for {world.watch.longest_wait():.0f} s; workers: {_states(world)}"


def _states(world: World) -> str:
    crew = world.crew
    said = {True: "works", False: "does not work"}
    return ", ".join(
        f"{number} {said[crew.working(number)] if crew.alive(number) else 'is down'}" for number in range(crew.size)
    )


async def _rescue(world: World, event: Event) -> None:
    """What a person would do: end every worker, delete its state, start it again."""
    world.say(f"  NEEDS A PERSON: {event.person}\n{world.crew.log_ends()}")
    for number in range(world.crew.size):
        world.crew.kill(number)
        world.crew.lose_state(number)
        world.crew.start(number)
    deadline = time.monotonic() + RESCUE_SECONDS
    while time.monotonic() < deadline and (not world.crew.all_work or world.watch.longest_wait() > LONG_WAIT_SECONDS):
        world.check()
        await asyncio.sleep(LOOK_SECONDS)
    if world.watch.longest_wait() > LONG_WAIT_SECONDS:
        event.beyond_help = f"still without an outcome: {world.watch.oldest()}"
        world.say(f"  {event.beyond_help}")
