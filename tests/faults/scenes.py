"""Scenes: faults one after the other, each with its recovery; or at random moments and overlapping. Then the
verdict.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from copydesk.service.shell.commands.audit import audit, summary
from tests.faults.catalogue import FAULTS, Fault
from tests.faults.judge import Verdict
from tests.faults.links import judge_links
from tests.faults.pauses import Pauses
from tests.faults.reading import judge
from tests.faults.recovery import recover
from tests.faults.world import Event, Skipped, World

DRAIN_SECONDS = 120
MIX_SECONDS = 60
"""Overlapping faults go on for so long; then the desk must get well."""
MEAN_GAP_SECONDS = 7.0


@dataclass(slots=True)
class Report:
    """All that a scene found."""

    events: list[Event]
    verdict: Verdict
    audit: str
    audit_broken: bool
    drained: bool
    exits: list[str] = field(default_factory=list)
    """Of workers that ended themselves."""
    pauses: list[float] = field(default_factory=list)
    """How long each partition of another worker stood still after each death, in seconds."""

    unstopped: list[str] = field(default_factory=list)
    """Workers that did not stop in the end."""
    links: list[str] = field(default_factory=list)
    """What is wrong with the links of copies."""

    @property
    def broken(self) -> bool:
        """Whether the desk did anything that it must not."""
        lawless = self.verdict.broken or self.audit_broken or not self.drained
        return lawless or bool(self.unstopped or self.links) or any(event.broken for event in self.events)


async def one_by_one(world: World, faults: Sequence[Fault], times: int = 1) -> None:
    """Each fault so many times; the next begins when the desk is well again."""
    for fault in faults:
        for _ in range(times):
            await asyncio.sleep(world.chance.random() * 2)
            event = await inject(world, fault)
            if event.skipped:
                break
            await get_well(world, fault, event)
            if event.beyond_help:
                return


async def mixed(world: World, seconds: float) -> None:
    """Faults that may overlap, at random moments; every minute the desk has time to get well."""
    until = time.monotonic() + seconds
    choice = [fault for fault in FAULTS if fault.mixes]
    while time.monotonic() < until:
        running: list[asyncio.Task[Event]] = []
        turn = min(until, time.monotonic() + MIX_SECONDS)
        while time.monotonic() < turn:
            running.append(asyncio.create_task(inject(world, world.chance.choice(choice))))
            await asyncio.sleep(world.chance.expovariate(1 / MEAN_GAP_SECONDS))
        last = max(await asyncio.gather(*running), key=lambda event: event.over_ms)
        await recover(world, last)
        world.say(f"  recovered after {last.recovered_seconds} s")


async def inject(world: World, fault: Fault) -> Event:
    """Make a fault, and wait until its cause is gone."""
    event = Event(fault.name, _now_ms())
    world.events.append(event)
    try:
        event.detail = await fault.run(world)
    except Skipped as reason:
        event.skipped = str(reason)
    except TimeoutError as error:  # a worker that does not start or stop
        event.person = str(error)[:2000]
        world.crew.start_the_ended()
    event.over_ms = _now_ms()
    world.say(f"{fault.name}: {event.skipped or event.person or event.detail}")
    return event


async def get_well(world: World, fault: Fault, event: Event) -> None:
    """Wait for the recovery; then the fault may look closer."""
    await recover(world, event)
    world.say(
        f"  recovered after {_figure(event.recovered_seconds)} s; {world.load.published} published, {len(world.crew.exits)} exits"
    )
    if fault.then and not event.person:
        await _look_closer(world, event, fault.then)


async def _look_closer(world: World, event: Event, then: Callable[[World], Awaitable[list[str]]]) -> None:
    try:
        event.holes = await then(world)
    except TimeoutError as error:  # a worker that did not stop, or did not come back
        event.person = str(error)[:2000]
        world.crew.start_the_ended()
    for hole in event.holes:
        world.say(f"  HOLE {hole}")


async def finish(world: World) -> Report:
    """End the load, let the desk finish, and judge."""
    world.load.rate = 0
    return await report_of(world, drained=await _drain(world))


async def report_of(world: World, *, drained: bool) -> Report:
    """Stop the desk and judge what its topics hold."""
    ended_ms = _now_ms()
    links = await judge_links(world.settings, least=world.load.published // 100)
    unstopped = await _stop_all(world)
    world.say(f"drained: {drained}; judging")
    balance = await audit(world.settings)
    pauses = Pauses()
    verdict = await judge(world.settings, pauses)
    exits = [f"exit {one.code}: {one.reason}" for one in world.crew.exits]
    stood = pauses.after(world.crew.deaths, ended_ms)
    broken = balance.broken or balance.pending > 0
    return Report(
        world.events,
        verdict,
        f"{summary(balance)} {balance.examples or ''}",
        broken,
        drained,
        exits,
        stood,
        unstopped,
        links,
    )


async def _stop_all(world: World) -> list[str]:
    """Who did not stop; they are killed."""
    ends = await asyncio.gather(*(world.crew.stop(number) for number in range(world.crew.size)), return_exceptions=True)
    unstopped = [str(end) for end in ends if isinstance(end, BaseException)]
    if unstopped:
        world.say(f"{unstopped}\n{world.crew.log_ends()}")
    return unstopped


async def _drain(world: World) -> bool:
    """Whether everything that was published has its outcome in time; there is no time where nothing helps."""
    helpless = any(event.beyond_help for event in world.events)
    deadline = time.monotonic() + (0 if helpless else DRAIN_SECONDS)
    await asyncio.sleep(1)
    while world.watch.waiting and time.monotonic() < deadline:
        world.check()
        await asyncio.sleep(0.2)
    return not world.watch.waiting


def _figure(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"


def _now_ms() -> int:
    return int(time.time() * 1000)
