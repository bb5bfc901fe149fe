"""Faults of state folders: lost, old, another worker's, damaged."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.faults.workers import end_by_chance
from tests.faults.world import Skipped, World

SNAPSHOT_AGE_SECONDS = 15
FLIPPED_BYTES = 16

PATTERNS = {"sst": "*.sst", "wal": "*.log", "manifest": "MANIFEST-*", "current": "CURRENT", "options": "OPTIONS-*"}


async def lose_state(world: World) -> str:
    """A worker ends, and starts again without its state folder."""
    number = world.anyone()
    async with world.crew.locks[number]:
        how = await end_by_chance(world, number)
        world.crew.lose_state(number)
        world.crew.start(number)
    return how


async def lose_all_state(world: World) -> str:
    """All memory is to be read back from the changelog."""
    for number in range(world.crew.size):
        world.crew.kill(number)
    for number in range(world.crew.size):
        world.crew.lose_state(number)
        world.crew.start(number)
    return "all workers"


async def old_snapshot(world: World) -> str:
    """A copy is taken while the worker is down, and is put back when it has worked on for a while."""
    number = world.anyone()
    copy = world.crew.state(number).with_name("snapshot")
    async with world.crew.locks[number]:
        await end_by_chance(world, number)
        shutil.copytree(world.crew.state(number), copy)
        world.crew.start(number)
        await asyncio.sleep(SNAPSHOT_AGE_SECONDS)
        how = await end_by_chance(world, number)
        world.crew.lose_state(number)
        copy.rename(world.crew.state(number))
        world.crew.start(number)
    return how


async def swap_state(world: World) -> str:
    """Workers 0 and 1 end, and start with each other's folders."""
    first, second = world.crew.state(0), world.crew.state(1)
    how = [await end_by_chance(world, number) for number in (0, 1)]
    spare = first.with_name("spare")
    first.rename(spare)
    second.rename(first)
    spare.rename(second)
    for number in (0, 1):
        world.crew.start(number)
    return ", ".join(how)


def flip(chance: random.Random, path: Path) -> None:
    """Some bytes are others."""
    data = bytearray(path.read_bytes())
    for place in (chance.randrange(len(data)) for _ in range(FLIPPED_BYTES)):
        data[place] ^= 0xFF
    path.write_bytes(data)


def truncate(chance: random.Random, path: Path) -> None:
    """The file ends early."""
    os.truncate(path, chance.randrange(path.stat().st_size))


def delete(_: random.Random, path: Path) -> None:
    """The file is gone."""
    path.unlink()


async def _corrupt(world: World, what: str, harm: Callable[[random.Random, Path], None]) -> str:
    number = world.anyone()
    async with world.crew.locks[number]:
        # Stopping in good order moves what it wrote from the log of writes to SST files.
        how = await world.crew.end(number, gently=what == "sst" or (what != "wal" and world.chance.random() < 0.5))
        found = [
            sorted(path for path in folder.glob(PATTERNS[what]) if path.stat().st_size)
            for folder in world.crew.databases(number)
        ]
        chosen = [world.chance.choice(paths) for paths in found if paths]
        for path in chosen:
            harm(world.chance, path)
        world.crew.start(number)
    if not chosen:
        raise Skipped(f"{how}, and there was no {what} file in {len(found)} databases")
    return f"{how}; {len(chosen)} files in {len(found)} databases"


def _corruption(what: str, harm: Callable[[random.Random, Path], None]) -> Callable[[World], Awaitable[str]]:
    return lambda world: _corrupt(world, what, harm)


CORRUPTIONS = tuple(
    (what, harm.__name__, _corruption(what, harm)) for what in PATTERNS for harm in (flip, truncate, delete)
)
"""`(kind of file, what is done to it, fault)`."""
