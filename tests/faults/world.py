"""What faults act on: three brokers, the workers with their networks, the load, the watch; and what has happened to
them so far.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from copydesk.schemas.topics import topic
from copydesk.service.settings import Settings
from copydesk.service.shell.kafka import admin
from copydesk.service.shell.topics import create_topics
from tests.faults.crew import Crew
from tests.faults.known import know
from tests.faults.load import Load
from tests.faults.reading import OUTCOMES
from tests.faults.stories import Author
from tests.faults.watch import Watch
from tests.kafka.cluster import BROKERS, KafkaCluster

READY_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a world is, and how patient."""

    folder: Path
    """Where state folders and logs go."""
    workers: int = 3
    partitions: int = 6
    session_seconds: float = 8
    rebalance_seconds: float = 30
    rate: float = 120
    """Raw records a second."""
    known: int = 0
    """Stories in the desk's memory before it starts."""
    seed: int = 1
    person_seconds: float = 240
    """When it is not well by then, it needs a person."""
    steady: bool = True
    """Whether there is a steady load, a watch for each record, a network that can be bad, and the agent that links copies. A long
    run has none of them.
    """


class Skipped(Exception):
    """This fault cannot be made here; the message says why."""


@dataclass(slots=True)
class Event:
    """One fault, and what came of it."""

    name: str
    began_ms: int
    detail: str = ""
    over_ms: int = 0
    recovered_seconds: float | None = None
    """From the end of the cause until no raw record had waited for over three seconds."""
    hung: str = ""
    """Partitions that stood for a minute though the cause was gone."""
    person: str = ""
    """Why a person was needed."""
    beyond_help: str = ""
    """Why even a person did not help; nothing more can be tried then."""
    holes: list[str] = field(default_factory=list)
    """What is missing in the memory of a worker."""
    skipped: str = ""
    """Why it was not tried."""

    @property
    def broken(self) -> bool:
        """Whether the desk did not get over it by itself, and whole."""
        return bool(self.hung or self.person or self.holes)


@dataclass(eq=False)
class World:
    """All of it, running."""

    plan: Plan
    settings: Settings
    """Straight to the brokers."""
    cluster: KafkaCluster
    crew: Crew
    watch: Watch
    load: Load
    chance: random.Random
    say: Callable[[str], None]
    brokers_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    events: list[Event] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def anyone(self) -> int:
        """A worker that nobody is doing anything to, if there is one."""
        free = [number for number, lock in enumerate(self.crew.locks) if not lock.locked()]
        return self.chance.choice(free or range(self.crew.size))

    def check(self) -> None:
        """Raise what ended the load, the watch or the restart policy: none of them should end."""
        for task in self.tasks:
            if task.done():
                task.result()
        if self.load.failures:
            raise self.load.failures[0]


@asynccontextmanager
async def running(plan: Plan, say: Callable[[str], None] = print) -> AsyncIterator[World]:
    """A world whose workers work; all of it is ended afterwards."""
    with KafkaCluster(plan.workers if plan.steady else 0) as cluster:
        world = _world(plan, cluster, say)
        await _make_topics(world.settings)
        await know(world.settings, plan.known)
        async with world.watch, world.crew:
            steady = (world.watch.run(), world.load.run()) if plan.steady else ()
            world.tasks = [asyncio.create_task(one) for one in (world.crew.restart_policy(), *steady)]
            try:
                await all_work(world, READY_SECONDS)
                yield world
            finally:
                for task in world.tasks:
                    task.cancel()
                await asyncio.gather(*world.tasks, return_exceptions=True)


def _world(plan: Plan, cluster: KafkaCluster, say: Callable[[str], None]) -> World:
    settings = settings_of(plan, cluster)
    bootstraps = [cluster.bootstrap_of(number) if plan.steady else cluster.bootstrap for number in range(plan.workers)]
    watch = Watch(settings)
    load = Load(settings, Author(plan.seed), watch, plan.rate)
    return World(plan, settings, cluster, Crew(settings, bootstraps), watch, load, random.Random(plan.seed), say)


def settings_of(plan: Plan, cluster: KafkaCluster) -> Settings:
    """The settings of all workers."""
    return Settings(
        brokers=cluster.bootstrap,
        partitions=plan.partitions,
        replication_factor=BROKERS,
        state_dir=plan.folder,
        session_timeout_seconds=plan.session_seconds,
        rebalance_timeout_seconds=plan.rebalance_seconds,
        copies="on" if plan.steady else "off",
    )


async def _make_topics(settings: Settings) -> None:
    """The catalogue's. Outcomes get the brokers' time: it says when they were there to be read."""
    await create_topics(settings)
    resources = [
        ConfigResource(
            ConfigResourceType.TOPIC,
            settings.topic(name),
            {**topic(name).config, "message.timestamp.type": "LogAppendTime"},
        )
        for name in OUTCOMES
    ]
    async with admin(settings) as client:
        await client.alter_configs(resources)


async def all_work(world: World, seconds: float) -> None:
    """Return when all workers work; TimeoutError with their logs where they do not."""
    deadline = time.monotonic() + seconds
    while not world.crew.all_work:
        world.check()
        if time.monotonic() > deadline:
            raise TimeoutError(f"not all workers work after {seconds} s\n{world.crew.logs()}")
        await asyncio.sleep(0.2)
