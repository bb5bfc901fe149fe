"""A full disk: a worker's state gets a small file system of its own, which fills up. Needs root, for the mount."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import time
from pathlib import Path

from tests.faults.workers import joined
from tests.faults.world import Skipped, World

MEGABYTES = 300
FULL_SECONDS = 20


async def disk_full(world: World) -> str:
    """A worker runs on a file system that is full for a while, then has room again."""
    if os.geteuid() != 0:
        raise Skipped("disk_full mounts a file system, which only root may")
    number = world.anyone()
    state = world.crew.state(number)
    async with world.crew.locks[number]:
        await world.crew.stop(number)
        world.crew.lose_state(number)
        state.mkdir()
        _mount(state)
        try:
            return await _fill_up(world, number)
        finally:
            world.crew.kill(number)
            _unmount(state)
            world.crew.start(number)


async def _fill_up(world: World, number: int) -> str:
    world.crew.start(number)
    await joined(world)
    ballast, until = world.crew.state(number) / "ballast", time.monotonic() + FULL_SECONDS
    while time.monotonic() < until:
        _fill(ballast)
        await asyncio.sleep(0.5)
    ballast.unlink()
    alive = world.crew.alive(number)
    await joined(world)
    return f"worker {number}, {'ran on' if alive else 'had ended'} when there was room again"


def _mount(folder: Path) -> None:
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise Skipped("disk_full cannot mount a file system here")


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


def _fill(ballast: Path) -> None:
    """Write until nothing more goes in."""
    for size in (1024 * 1024, 4096, 1):
        with contextlib.suppress(OSError), ballast.open("ab", buffering=0) as out:
            while out.write(b"x" * size) == size:
                pass
