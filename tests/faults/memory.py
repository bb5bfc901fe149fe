"""Is a memory that was rebuilt under joins and leaves whole? Looks into the RocksDB folders, which no reader of topics
sees.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rocksdict

from copydesk.service.core.desk.memory_form import origin_offset
from tests.faults.reading import read
from tests.faults.workers import end_by_chance, joined
from tests.faults.world import World

OFFSET_KEY = b"__faust\0offset__"
"""Where a store says up to which offset of the changelog it holds everything."""

TABLES = ("seen", "copies")
TURNS = 2
NAMED = 5


@dataclass(frozen=True, slots=True)
class Write:
    """One record of the changelog."""

    offset: int
    guid: bytes
    made_by: int
    """The input that made it: of two memories of a story, the one that a newer input made counts."""


async def rebuild_storm(world: World) -> str:
    """One worker starts without state; while it reads the changelog back, the others end and start again in turns."""
    rebuilder = world.anyone()
    others = [number for number in range(world.crew.size) if number != rebuilder]
    world.crew.kill(rebuilder)
    world.crew.lose_state(rebuilder)
    world.crew.start(rebuilder)
    await asyncio.sleep(2 + world.chance.random() * 3)
    for _ in range(TURNS):
        for number in others:
            await end_by_chance(world, number)
            await asyncio.sleep(world.chance.random() * 2)
        for number in others:
            world.crew.start(number)
            await asyncio.sleep(world.chance.random() * 3)
    return f"worker {rebuilder} rebuilt"


async def holes_of_all(world: World) -> list[str]:
    """What each worker's stores lack of what they say they hold. The workers are stopped for it, and started again."""
    for number in range(world.crew.size):
        await world.crew.stop(number)
    folders = [folder for number in range(world.crew.size) for folder in world.crew.databases(number)]
    changelog = await _changelog(world)
    found = [hole for folder in folders if (hole := hole_of(folder, changelog[folder.stem]))]
    for number in range(world.crew.size):
        world.crew.start(number)
    await joined(world)
    return found


def hole_of(folder: Path, writes: Iterable[Write]) -> str | None:
    """What one store lacks, in a sentence; None where it is whole."""
    store = rocksdict.Rdict(
        str(folder), options=rocksdict.Options(raw_mode=True), access_type=rocksdict.AccessType.read_only()
    )
    try:
        held = int(store.get(OFFSET_KEY) or -1)
        wanted = newest(write for write in writes if write.offset <= held)
        missing = sorted(write.offset for guid, write in wanted.items() if _lacks(store.get(guid), write))
    finally:
        store.close()
    if not missing:
        return None
    return f"{folder.parents[3].name}/{folder.name}, held up to {held}: lacks {len(missing)} of {len(wanted)} stories, offsets {missing[:NAMED]}"


def newest(writes: Iterable[Write]) -> Mapping[bytes, Write]:
    """Of each story the memory that the newest input made; of two by the same input, the later."""
    found: dict[bytes, Write] = {}
    for write in writes:
        if write.guid not in found or write.made_by >= found[write.guid].made_by:
            found[write.guid] = write
    return found


def _lacks(value: Any, write: Write) -> bool:
    return value is None or origin_offset(value) < write.made_by


async def _changelog(world: World) -> Mapping[str, list[Write]]:
    """By table and partition, as the stores are named: `seen-3`, `copies-3`."""
    found: dict[str, list[Write]] = defaultdict(list)
    for table in TABLES:
        async for record in read(world.settings, table):
            written = Write(record.offset, record.key, origin_offset(record.value))
            found[f"{table}-{record.partition}"].append(written)
    return found
