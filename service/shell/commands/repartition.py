"""`copydesk topics repartition`: more partitions for the desk, each story's memory on the one that its guid has then.

Everything is appended to topics that stay: what moves is written to its new partition, then taken out of its old one. A run that was
killed is started again as it was; what it has done already it finds done. The counts of partitions say how far it came, and keep
workers from starting in between (core/desk/repartition.py).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from aiokafka import TopicPartition
from aiokafka.admin import NewPartitions, RecordsToDelete

from copydesk.client.embedded import end_offsets
from copydesk.service.core.desk.memory_form import made_at, origin_offset
from copydesk.service.core.desk.repartition import Refusal, Stage, stage_of
from copydesk.service.settings import Settings
from copydesk.service.shell.changelog import NO_STORY, SWEPT, SWEPT_VALUE, gone, merged
from copydesk.service.shell.commands.audit import READING, committed_of
from copydesk.service.shell.errors import CopydeskError, MissingTopic
from copydesk.service.shell.group import count_members
from copydesk.service.shell.kafka import admin, consumer, producer
from copydesk.service.shell.reading import Offsets, home_number, partitions_of, read_span
from copydesk.service.shell.rights import require_rights, see_topics
from copydesk.service.shell.scratch import Scratch

Tell = Callable[[str], None]

NEEDS: Mapping[str, tuple[str, ...]] = {
    "raw": ("alter",),
    "parsed": ("read", "delete", "alter"),
    "seen": ("read", "write", "alter"),
    "sketches": ("read", "write", "alter"),
    "copies": ("read", "write", "alter"),
}
"""What the command does with each topic; any other is only altered."""

WRITING: Mapping[str, Any] = {"linger_ms": 20, "max_batch_size": 128 * 1024, "compression_type": "zstd"}

AT_ONCE = 2000
"""Records that are read before they are merged, and sent before they are confirmed."""

LEAVE_SECONDS = 5.0
"""More than its session that a worker which ended without a word stays in the group."""

SETTLE_SECONDS = 30.0
"""For brokers to know new partitions."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done."""

    wanted: int
    counts: Mapping[str, int]
    """Partitions now, by catalogue name."""
    stories: Stage
    copies: Stage
    """`done` too where this desk looks for none."""
    others: tuple[str, ...]
    """Topics that only get more partitions."""

    @property
    def nothing(self) -> bool:
        """Whether all is as it shall be."""
        return self.stories == self.copies == "done" and not self.others


async def find_plan(settings: Settings, wanted: int, others: Sequence[str]) -> Plan:
    """What a change to so many partitions has to do: with the memory of stories, of copies where they are looked for, `raw`, and
    these topics. CopydeskError where it cannot be done.
    """
    pairs = ["parsed", "seen", *(["sketches", "copies"] if settings.copies == "on" else [])]
    names = {name: settings.topic(name) for name in dict.fromkeys([*pairs, "raw", *others])}
    async with admin(settings) as client:
        seen = await see_topics(client, names.values())
    require_rights(settings, {full: NEEDS.get(name, ("alter",)) for name, full in names.items()}, seen)
    if missing := [full for full in names.values() if full not in seen or seen[full].hidden]:
        raise MissingTopic(f"{settings.brokers} shows no topic {missing[0]}: run `copydesk topics create`")
    counts = {name: seen[full].partitions for name, full in names.items()}
    stories = _stage(settings, counts, "seen", "parsed", wanted)
    copies = _stage(settings, counts, "sketches", "copies", wanted) if settings.copies == "on" else "done"
    return Plan(wanted, counts, stories, copies, _fewer(counts, ["raw", *others], wanted, pairs))


def _fewer(counts: Mapping[str, int], names: Iterable[str], wanted: int, pairs: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name not in pairs and counts[name] < wanted)


def _stage(settings: Settings, counts: Mapping[str, int], first: str, last: str, wanted: int) -> Stage:
    found = stage_of(counts[first], counts[last], wanted)
    if isinstance(found, Refusal):
        raise CopydeskError(
            f"{settings.topic(first)} has {counts[first]} partitions, {settings.topic(last)} {counts[last]}: {found.why}"
        )
    return found


async def repartition(settings: Settings, plan: Plan, scratch: Path | None, tell: Tell) -> None:
    """Do what the plan says. CopydeskError where workers run, or have not finished what waits for them."""
    async with admin(settings) as client:
        await require_no_workers(client, settings, tell)
        if plan.copies != "done":
            await move_copies(client, settings, plan, scratch, tell)
        if plan.stories != "done":
            await move_stories(client, settings, plan, scratch, tell)
        for name in plan.others:
            await grow(client, settings.topic(name), plan.wanted)
        if plan.copies != "done":
            await require_no_workers(client, settings, tell)
            await grow(client, settings.topic("copies"), plan.wanted)
        if plan.stories != "done":
            await require_no_workers(client, settings, tell)
            await grow(client, settings.topic("parsed"), plan.wanted)


async def require_no_workers(client: Any, settings: Settings, tell: Tell) -> None:
    """Workers that ended without a word are in the group until their session ends: that is waited for."""
    deadline, told = time.monotonic() + settings.session_timeout_seconds + LEAVE_SECONDS, False
    while members := await count_members(client, settings.group):
        if time.monotonic() > deadline:
            raise CopydeskError(
                f"{members} worker{'s' * (members > 1)} in the group {settings.group}: stop all workers, then run this again"
            )
        if not told:
            tell(
                f"waiting for {members} worker{'s' * (members > 1)} to leave the group {settings.group}, {settings.session_timeout_seconds + LEAVE_SECONDS:.0f} s at most"
            )
        told = True
        await asyncio.sleep(1)


async def require_done(settings: Settings, name: str, places: list[TopicPartition], ends: Offsets) -> None:
    """Everything on a lane has its outcome: what waits would come to a worker that has not the memory of its story."""
    async with consumer(settings) as client:
        starts = await client.beginning_offsets(places)
    committed = await committed_of(settings, places)
    waiting = sum(
        max(0, ends[place] - max(starts[place], committed[place].offset if place in committed else 0))
        for place in places
    )
    if waiting:
        raise CopydeskError(
            f"{waiting:,} records wait on {settings.topic(name)}: stop publishing, let the workers finish "
            f"(`copydesk audit` says what stands), stop them, then run this again"
        )


async def grow(client: Any, topic: str, count: int) -> None:
    """So many partitions; returns when the brokers know them."""
    found = (await see_topics(client, [topic]))[topic].partitions
    if found < count:
        await client.create_partitions({topic: NewPartitions(count)})
    deadline = time.monotonic() + SETTLE_SECONDS
    while (await see_topics(client, [topic]))[topic].partitions < count:
        if time.monotonic() > deadline:
            raise CopydeskError(f"{topic} has no {count} partitions after {SETTLE_SECONDS:.0f} s: run this again")
        await asyncio.sleep(0.1)


async def move_stories(client: Any, settings: Settings, plan: Plan, scratch: Path | None, tell: Tell) -> None:
    """The memory of each story to the partition that its documents come to from now on; and nothing on `parsed` that could come
    again on another.
    """
    places = partitions_of(settings.topic("parsed"), plan.counts["parsed"])
    async with consumer(settings) as reader:
        ends = await end_offsets(reader, places)
    await require_done(settings, "parsed", places, ends)
    await grow(client, settings.topic("seen"), plan.wanted)
    await require_no_workers(client, settings, tell)
    for place in places:
        moved = await _move_partition(settings, plan.wanted, place.partition, ends, scratch)
        tell(f"{settings.topic('seen')}/{place.partition}: {moved:,} stories moved")
    await require_no_workers(client, settings, tell)
    await _require_unchanged(settings, places, ends)
    await client.delete_records({place: RecordsToDelete(end) for place, end in ends.items() if end})


async def _require_unchanged(settings: Settings, places: list[TopicPartition], ends: Offsets) -> None:
    async with consumer(settings) as reader:
        now = await end_offsets(reader, places)
    if now != ends:
        raise CopydeskError(
            f"a worker wrote to {settings.topic('parsed')} meanwhile: stop all workers, then run this again"
        )


async def _move_partition(settings: Settings, count: int, number: int, ends: Offsets, scratch: Path | None) -> int:
    """How many stories were moved: all are confirmed on their new partitions before the first goes from its old one."""
    topic, moved = settings.topic("seen"), 0
    newest = {place.partition: end - 1 for place, end in ends.items()}
    with Scratch(scratch) as store:
        await _read_memory(
            settings, TopicPartition(topic, number), store, lambda key: home_number(key, count) != number
        )
        async with producer(settings, **WRITING) as client:
            outbox = Outbox(client)
            await outbox.know(topic, count)
            for key, value in store.items():
                home = home_number(key, count)
                await outbox.send(topic, key, made_at(value, newest.get(home, -1)), home)
                moved += 1
            await outbox.land()
            for key, value in store.items():
                await outbox.send(topic, key, None, number, gone(value))
            await outbox.send(topic, SWEPT, SWEPT_VALUE, number)
            await outbox.land()
    return moved


async def _read_memory(
    settings: Settings, place: TopicPartition, store: Scratch, wanted: Callable[[bytes], bool]
) -> None:
    """What a changelog's partition holds of these keys, as a worker that restores it would have it."""
    async for records in _chunks(settings, place):
        store.write(merged([record for record in records if _is_story(record) and wanted(record.key)], store.look))


def _is_story(record: Any) -> bool:
    return record.key is not None and not record.key.startswith(NO_STORY)


async def _chunks(settings: Settings, place: TopicPartition) -> AsyncIterator[list[Any]]:
    """What a partition holds, some records at a time."""
    async with consumer(settings, **READING) as client:
        starts, ends, chunk = await client.beginning_offsets([place]), await end_offsets(client, [place]), []
        async for record in read_span(client, starts, ends):
            chunk.append(record)
            if len(chunk) == AT_ONCE:
                yield chunk
                chunk = []
        yield chunk


async def move_copies(client: Any, settings: Settings, plan: Plan, scratch: Path | None, tell: Tell) -> None:
    """Sketches of languages that have another partition now are sent there again, and taken out of the old memory: the desk looks
    for copies of them once more, and finds the same.
    """
    places = partitions_of(settings.topic("sketches"), plan.counts["copies"])
    if plan.copies == "begin":
        async with consumer(settings) as reader:
            ends = await end_offsets(reader, places)
        await require_done(settings, "sketches", places, ends)
    await grow(client, settings.topic("sketches"), plan.wanted)
    await require_no_workers(client, settings, tell)
    for place in places:
        moved = await _move_sketches(settings, plan.wanted, place.partition, scratch)
        tell(f"{settings.topic('sketches')}/{place.partition}: {moved:,} sketches sent again")


async def _move_sketches(settings: Settings, count: int, number: int, scratch: Path | None) -> int:
    sketches, copies, moved = settings.topic("sketches"), settings.topic("copies"), 0
    with Scratch(scratch) as store:
        await _read_memory(settings, TopicPartition(copies, number), store, lambda _: True)
        async with producer(settings, **WRITING) as client:
            outbox = Outbox(client)
            await outbox.know(sketches, count)
            async for records in _chunks(settings, TopicPartition(sketches, number)):
                for record in records:
                    home = home_number(record.key or b"", count)
                    if home == number:
                        continue
                    await outbox.send(sketches, record.key, record.value, home, record.headers, record.timestamp)
                    moved += 1
                    guid = _guid_of(record.value)
                    held = store.look(guid)
                    if held is not None and origin_offset(held) == record.offset:
                        await outbox.send(copies, guid, None, number, gone(held))
            await outbox.send(copies, SWEPT, SWEPT_VALUE, number)
            await outbox.land()
    return moved


def _guid_of(sketch: bytes | None) -> bytes:
    try:
        return str(orjson.loads(sketch or b"{}").get("guid")).encode()
    except (orjson.JSONDecodeError, AttributeError):
        return b""


class Outbox:
    """Sends to partitions that are named, a bounded number at a time; `land` returns when all is confirmed."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._sent: list[Any] = []

    async def know(self, topic: str, count: int) -> None:
        """Wait until the client knows so many partitions."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while len(await self._client.partitions_for(topic)) < count:
            if time.monotonic() > deadline:
                raise CopydeskError(f"{topic} has no {count} partitions after {SETTLE_SECONDS:.0f} s: run this again")
            await self._client.client.force_metadata_update()

    async def send(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int,
        headers: Iterable[tuple[str, bytes]] = (),
        timestamp_ms: int | None = None,
    ) -> None:
        """Hand one over."""
        if len(self._sent) >= AT_ONCE:
            await self.land()
        self._sent.append(
            await self._client.send(
                topic, value, key, partition=partition, headers=list(headers), timestamp_ms=timestamp_ms
            )
        )

    async def land(self) -> None:
        """Wait for all that is sent; raises what broke a delivery."""
        sent, self._sent = self._sent, []
        await asyncio.gather(*sent)
