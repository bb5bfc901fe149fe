"""The measures that keep Faust from losing records, each alone; the broker tests show them together under faults."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import faust
import pytest
from faust.tables.recovery import Recovery
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.desk.dedupe import Place, decide
from copydesk.service.core.desk.memory_form import pack
from copydesk.service.shell.attempts import CAREFUL_RECORDS, Attempts, attempts_of
from copydesk.service.shell.exits import DELIVERY_FAILED, FENCED
from copydesk.service.shell.worker.contiguous import Progress
from copydesk.service.shell.worker.fence import Fence
from copydesk.service.shell.worker.in_order import BATCHES_IN_FLIGHT, InOrder
from copydesk.service.shell.worker.lane import Batch, LaneConsumer, parts
from copydesk.service.shell.worker.memory import SeenTable
from copydesk.service.shell.worker.recovery import WholeRecovery
from tests.builders import an_article

INPUT = TP("news.parsed", 0)


# Measure 1


class Journal:
    """Stands in for Faust's parts and notes what is called, in order."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def note(self, name: str) -> Any:
        """A synchronous method that is only noted."""
        return lambda *_: self.calls.append(name)

    def note_async(self, name: str) -> Any:
        """The same, to be awaited."""

        async def call(*_: object) -> None:
            self.calls.append(name)

        return call


def a_recovery(journal: Journal) -> WholeRecovery:
    """A recovery at its end, whose surroundings only keep the journal."""
    consumer = SimpleNamespace(
        assignment=lambda: {INPUT},
        perform_seek=journal.note_async("seek"),
        count_attempts=journal.note_async("count"),
        resume_partitions=journal.note("resume"),
        resume_flow=journal.note("resume_flow"),
    )
    recovery: Any = object.__new__(WholeRecovery)
    recovery.tables = SimpleNamespace(
        values=list,
        on_actives_ready=journal.note("ready"),
        on_standbys_ready=journal.note("ready"),
        changelog_topics=set(),
    )
    recovery._rebalance = 3
    recovery.completed = SimpleNamespace(set=journal.note("completed"))
    recovery._set_recovery_ended = journal.note("ended")
    recovery._wait = lambda waited, timeout: waited
    recovery.app = SimpleNamespace(
        consumer=consumer,
        consumer_generation_id=7,
        rebalancing_count=3,
        conf=SimpleNamespace(broker_request_timeout=1),
        on_rebalance_complete=SimpleNamespace(send=journal.note_async("complete")),
        flow_control=SimpleNamespace(resume=journal.note("resume_flow_control")),
        _fetcher=SimpleNamespace(maybe_start=journal.note_async("fetch")),
        assignor=SimpleNamespace(assigned_standbys=set),
        on_rebalance_end=journal.note("rebalance_end"),
    )
    return recovery  # type: ignore[no-any-return]


def test_seek_before_resume() -> None:
    """After a recovery the input is sought to its committed offsets before anything can be read from it."""
    journal = Journal()
    asyncio.run(a_recovery(journal).on_recovery_completed(7))
    assert journal.calls.index("seek") < min(
        journal.calls.index(name) for name in ("resume", "resume_flow", "resume_flow_control", "fetch")
    )


def test_no_resume_for_a_past_generation() -> None:
    """A recovery that a newer rebalance has overtaken neither seeks nor resumes."""
    journal = Journal()
    asyncio.run(a_recovery(journal).on_recovery_completed(6))
    assert not {"seek", "resume", "fetch"} & set(journal.calls)


@pytest.mark.parametrize("step", ["seek", "count"])
@pytest.mark.parametrize("noticed", [{"rebalancing_count": 4}, {"consumer_generation_id": 8, "rebalancing_count": 4}])
def test_no_resume_where_a_rebalance_begins_meanwhile(step: str, noticed: dict[str, int]) -> None:
    """A rebalance that begins while the input is sought resumes by itself: resumed twice, what was read between is dropped."""
    journal = Journal()
    recovery: Any = a_recovery(journal)

    async def overtaken(*_: object) -> None:
        journal.calls.append(step)
        vars(recovery.app).update(noticed)

    setattr(recovery.app.consumer, {"seek": "perform_seek", "count": "count_attempts"}[step], overtaken)
    asyncio.run(recovery.on_recovery_completed(7))
    assert step in journal.calls
    assert not {"resume", "resume_flow", "resume_flow_control", "fetch", "ready", "rebalance_end"} & set(journal.calls)


def test_a_recovery_knows_its_rebalance(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an assignment brings belongs to the rebalance that it ends."""
    journal = Journal()
    recovery: Any = a_recovery(journal)
    recovery.app.rebalancing_count = 9
    assert recovery._is_overtaken(7)
    monkeypatch.setattr(Recovery, "on_rebalance", journal.note_async("rebalance"))
    asyncio.run(recovery.on_rebalance({INPUT}, set(), {INPUT}, 7))
    assert not recovery._is_overtaken(7)
    assert journal.calls == ["rebalance"]


# Measure 2


def a_lane(committed: int | None = 0, expected: int | None = 0) -> Any:
    """A lane consumer that reads nothing, at the given offsets."""
    lane: Any = object.__new__(LaneConsumer)
    lane.lanes = frozenset({INPUT.topic})
    lane._turn, lane._seeks, lane._taken = asyncio.Lock(), 0, Counter({INPUT: 1})
    lane.done_at, lane._left, lane._ends = {}, {}, {}
    lane._expected, lane.attempts, lane.progress = {}, Attempts(lambda use: use(None)), Progress()
    lane._committed_offset, lane._acked, lane._unacked_messages, lane._waiting_for_ack = (
        {INPUT: committed},
        {},
        set(),
        None,
    )
    lane.sought = []
    if expected is not None:
        lane._expected[INPUT] = expected
        lane.progress.start(INPUT, expected)

    async def seek(tp: TP, offset: int) -> None:
        lane.sought.append((tp, offset))

    lane._seek = seek
    return lane


def records(*offsets: int) -> list[Any]:
    """Fetched records, of which only the offset matters."""
    return [SimpleNamespace(offset=offset, timestamp=0) for offset in offsets]


class Broker:
    """Stands in for Faust's consumer below the lane: fetches end when told to, and seeks are noted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.order: list[str] = []
        self.answer: asyncio.Future[Any] = asyncio.Future()
        monkeypatch.setattr(driver.Consumer, "_getmany", self._getmany)
        monkeypatch.setattr(driver.Consumer, "seek_wait", self._seek_wait)

    async def _getmany(self, partitions: object, timeout: float) -> Any:
        found = await self.answer
        self.order.append("fetched")
        return found

    async def _seek_wait(self, partitions: object) -> None:
        self.order.append("sought")


def test_seek_waits_for_the_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seek begins only when the fetch on its way has ended, though nobody waits for that any more."""

    async def scene() -> tuple[list[str], int]:
        broker, lane = Broker(monkeypatch), a_lane()
        lost = asyncio.ensure_future(lane._getmany({INPUT}, 1))
        await asyncio.sleep(0.01)
        lost.cancel()
        seeking = asyncio.ensure_future(lane.seek_wait({INPUT: 0}))
        await asyncio.sleep(0.01)
        broker.answer.set_result({INPUT: records(7)})
        await seeking
        return broker.order, lane._taken[INPUT]

    assert asyncio.run(scene()) == (["fetched", "sought"], 0)


def test_what_was_fetched_before_a_seek_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a seek comes between a fetch and who waits for it, the records are left to those that the seek brings."""

    async def scene() -> list[object]:
        broker, lane = Broker(monkeypatch), a_lane()
        broker.answer.set_result({INPUT: records(7)})
        handed_on = await lane._getmany({INPUT}, 1)
        overtaken = asyncio.ensure_future(lane._getmany({INPUT}, 1))
        await asyncio.sleep(0)
        lane._seeks += 1
        return [handed_on, await overtaken]

    assert asyncio.run(scene()) == [{INPUT: records(7)}, {}]


def test_a_gap_after_a_lost_fetch_is_read_again() -> None:
    """Where an earlier fetch took records that were not handed on, what comes behind them waits for them."""

    async def scene() -> list[Any]:
        lane = a_lane(expected=3)
        lane._taken[INPUT] = 2
        first = await lane._batch(INPUT, records(5, 6))
        lane._taken[INPUT] += 1
        return [first, lane.sought, await lane._batch(INPUT, records(3, 4, 5, 6))]

    assert asyncio.run(scene()) == [None, [(INPUT, 3)], Batch(3, records(3, 4, 5, 6))]


def test_an_honest_gap_is_passed() -> None:
    """Transaction markers and compaction leave gaps; where every fetch was handed on, nothing is missing in one."""

    async def scene() -> list[Any]:
        lane = a_lane(expected=3)
        return [await lane._batch(INPUT, records(5, 6)), lane.sought]

    assert asyncio.run(scene()) == [Batch(3, records(5, 6)), []]


# Measure 8

CHANGELOG = TP("news.seen", 0)


def a_recovering_lane(held: int) -> tuple[Any, list[int]]:
    """A lane whose recovery holds the changelog up to an offset, and the offsets that it takes."""
    taken: list[int] = []
    lane = a_lane()

    def take(tp: TP, found: list[Any]) -> None:
        taken.extend(record.offset for record in found)

    lane.app = SimpleNamespace(
        tables=SimpleNamespace(recovery=SimpleNamespace(holds=lambda tp: taken[-1] if taken else held, take=take))
    )
    return lane, taken


@given(
    st.lists(st.sampled_from(("fetch", "lose", "seek")), min_size=1, max_size=30),
    st.lists(st.integers(0, 3), min_size=40, max_size=40),
)
def test_recovery_takes_only_what_follows(events: list[str], gaps: list[int]) -> None:
    """Whatever fetches are lost and whenever it seeks, the recovery takes each record of a compacted changelog, in
    order.
    """
    offsets = [sum(gaps[: n + 1]) + n for n in range(len(gaps))]

    async def scene() -> list[int]:
        lane, taken = a_recovering_lane(-1)
        position = 0

        async def seek(tp: TP, offset: int) -> None:
            nonlocal position
            position = offset

        lane._seek = seek
        for event in [*events, *("fetch",) * len(offsets)]:
            found = [offset for offset in offsets if offset >= position][:3]
            if event == "seek":
                await lane._seek_back(CHANGELOG, max(0, taken[-1] if taken else 0))
            elif found:
                lane._taken[CHANGELOG] += 1
                position = found[-1] + 1
                if event == "fetch":
                    await lane._restore(CHANGELOG, records(*found))
        return taken

    assert asyncio.run(scene()) == offsets


def test_a_partition_that_is_not_read_back() -> None:
    """Changelog records of a partition that went to another worker are let go."""

    async def scene() -> list[int]:
        lane, taken = a_recovering_lane(-1)
        lane.app.tables.recovery.holds = lambda tp: None
        await lane._restore(CHANGELOG, records(0, 1))
        return taken

    assert asyncio.run(scene()) == []


# Measure 3


@dataclass(eq=False)
class AMessage:
    """A message as Faust keeps those that are not acknowledged: in a set."""

    tp: TP
    offset: int
    value: Batch
    acked: bool = False


def test_commit_is_strict() -> None:
    """The offset to commit never passes a batch that is not done, also where nothing is committed yet."""
    lane = a_lane(committed=None, expected=0)
    lane.batch_done(AMessage(tp=INPUT, offset=19, value=Batch(10, records(19))))
    assert lane._new_offset(INPUT) == 0
    lane.batch_done(AMessage(tp=INPUT, offset=9, value=Batch(0, records(9))))
    assert lane._new_offset(INPUT) == 20


@pytest.mark.parametrize(
    ("committed", "known"), [(10, True), (500, False)], ids=["back at once", "after another worker"]
)
def test_how_long_ago_the_newest_record_came_after_a_rebalance(
    monkeypatch: pytest.MonkeyPatch, committed: int, known: bool
) -> None:
    """Known of a partition that comes back as it was left; of one that another worker went on with, nothing is told."""
    monkeypatch.setattr(driver.Consumer, "on_partitions_revoked", Journal().note_async("revoked"))
    monkeypatch.setattr(driver.Consumer, "perform_seek", Journal().note_async("sought"))
    lane = a_lane()
    lane.assignment = lambda: {INPUT}

    async def scene() -> None:
        lane.batch_done(AMessage(tp=INPUT, offset=9, value=Batch(0, records(9))))
        await lane.on_partitions_revoked({INPUT})
        lane.batch_done(AMessage(tp=INPUT, offset=19, value=Batch(10, [SimpleNamespace(offset=19, timestamp=9000)])))
        await lane.on_partitions_revoked({INPUT})
        lane._committed_offset[INPUT] = committed
        await lane.perform_seek()

    asyncio.run(scene())
    assert lane.done_at == ({INPUT: 0} if known else {})


@given(st.lists(st.integers(1, 5), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_progress_has_no_holes(sizes: list[int], random: Any) -> None:
    """In whatever order batches are done, the position is the end of the longest unbroken run of them."""
    bounds = [(sum(sizes[:n]), sum(sizes[: n + 1]) - 1) for n in range(len(sizes))]
    progress, done = Progress(), set()
    progress.start(INPUT, 0)
    for first, last in random.sample(bounds, len(bounds)):
        progress.done(INPUT, first, last)
        done.add((first, last))
        unbroken = next((bound for bound in bounds if bound not in done), (sum(sizes), 0))
        assert progress.position(INPUT) == unbroken[0]


def test_progress_of_a_lost_partition() -> None:
    """A batch that ends after its partition went to another worker counts for nothing."""
    progress = Progress()
    progress.start(INPUT, 0)
    progress.forget(INPUT)
    progress.done(INPUT, 0, 9)
    assert progress.position(INPUT) is None


# Measure 4


class Left(Exception):
    """The process would have ended here."""


def test_batches_are_done_in_order() -> None:
    """A batch whose deliveries are confirmed early waits for the one before it."""

    async def scene() -> list[int]:
        done: list[int] = []
        in_order = InOrder(lambda message: done.append(message.offset))
        first, second = asyncio.Future[str](), asyncio.Future[str]()
        await in_order.add(SimpleNamespace(tp=INPUT, offset=1), [first])
        await in_order.add(SimpleNamespace(tp=INPUT, offset=2), [second])
        second.set_result("confirmed")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert done == []
        first.set_result("confirmed")
        await asyncio.sleep(0.01)
        return done

    assert asyncio.run(scene()) == [1, 2]


def test_a_failed_delivery_ends_the_process() -> None:
    """A batch with one failed delivery is never done."""

    async def scene() -> tuple[list[object], list[int]]:
        done: list[object] = []
        codes: list[int] = []
        in_order = InOrder(done.append, leave=lambda code, why: codes.append(code))
        failed = asyncio.Future[str]()
        failed.set_exception(TimeoutError())
        await in_order.add(SimpleNamespace(tp=INPUT, offset=1), [failed])
        await asyncio.sleep(0.01)
        return done, codes

    assert asyncio.run(scene()) == ([], [DELIVERY_FAILED])


def test_room_for_a_few_batches() -> None:
    """The agent waits when too many batches are on their way, and goes on when one is confirmed."""

    async def scene() -> bool:
        in_order = InOrder(lambda message: None)
        open_deliveries = [asyncio.Future[str]() for _ in range(BATCHES_IN_FLIGHT)]
        adding = [
            asyncio.ensure_future(in_order.add(SimpleNamespace(tp=INPUT, offset=n), [sent]))
            for n, sent in enumerate(open_deliveries)
        ]
        await asyncio.sleep(0.01)
        waited = not adding[-1].done()
        open_deliveries[0].set_result("confirmed")
        await asyncio.wait_for(adding[-1], 1)
        return waited

    assert asyncio.run(scene())


# Measures 5, 6 and 7


def a_memory(last_offset: int) -> bytes:
    """A packed memory that the given input made."""
    _, seen = decide(an_article(), None, Place(last_offset, f"news.raw/0/{last_offset}"))
    return pack(seen)


@pytest.fixture
def table(tmp_path: Path) -> SeenTable:
    """A table on RocksDB in a folder of its own, that sends nothing."""
    app = faust.App(
        "test", broker="memory://", store="rocksdb://", datadir=tmp_path, key_serializer="raw", value_serializer="raw"
    )
    sent: list[tuple[object, ...]] = []

    async def send(topic: str, key: bytes, value: bytes, partition: int, *_: object) -> Any:
        sent.append((topic, partition, key, value))
        confirmed: asyncio.Future[Any] = asyncio.Future()
        confirmed.set_result(SimpleNamespace(offset=next(offsets)))
        return confirmed

    offsets = iter(range(1000))
    app._producer = cast(Any, SimpleNamespace(send=send))
    table_class = type("SeenTable", (SeenTable,), {"changelog_name": "news.seen"})
    made = table_class(app, name="seen", key_type=bytes, value_type=bytes, partitions=1)
    made.sent = sent
    return made  # type: ignore[no-any-return]


def changelog(*values: tuple[bytes, bytes | None], start: int = 0) -> list[Any]:
    """Changelog records of partition 0."""
    return [SimpleNamespace(offset=start + n, key=key, value=value) for n, (key, value) in enumerate(values)]


def test_older_origin_never_replaces_newer(table: SeenTable) -> None:
    """What a frozen worker wrote late to the changelog does not overwrite the memory of its successor."""
    table.restore(CHANGELOG, changelog((b"g", a_memory(7)), (b"g", a_memory(5))))
    assert table.look(0, b"g") == a_memory(7)
    table.restore(CHANGELOG, changelog((b"g", a_memory(6)), start=2))
    assert table.look(0, b"g") == a_memory(7)
    table.restore(CHANGELOG, changelog((b"g", a_memory(8)), start=3))
    assert table.look(0, b"g") == a_memory(8)


def test_recovery_marks_what_it_has_seen(table: SeenTable) -> None:
    """The mark stands at the last changelog record read, also where that record was not kept."""
    table.restore(CHANGELOG, changelog((b"g", a_memory(7)), (b"g", a_memory(5))))
    assert table.data.persisted_offset(TP("news.seen", 0)) == 1


def test_mark_moves_only_without_holes(table: SeenTable) -> None:
    """Own writes move the mark only where no other worker's lie between."""
    tp = TP("news.seen", 0)

    def confirm(*offsets: int) -> int | None:
        table._confirm(tp, [SimpleNamespace(offset=offset) for offset in offsets])
        mark: int | None = table.data.persisted_offset(tp)
        return mark

    assert confirm(0, 1) == 1
    assert confirm(3, 4) == 1
    assert confirm(2) == 2


def test_every_put_reaches_the_changelog(table: SeenTable) -> None:
    """A value that the store already has is written to the changelog again."""

    async def scene() -> None:
        await table.put_many(0, {b"g": a_memory(7)})
        await table.put_many(0, {b"g": a_memory(7)})

    asyncio.run(scene())
    assert table.sent == [("news.seen", 0, b"g", a_memory(7))] * 2  # type: ignore[attr-defined]


def test_fence() -> None:
    """A worker whose loop stood still for over half its session ends before the next record."""
    now, codes = [0.0], []
    fence = Fence(10, clock=lambda: now[0], leave=lambda code, why: codes.append(code))
    now[0] = 4.9
    fence.check()
    assert codes == []
    now[0] = 5.1
    fence.check()
    assert codes == [FENCED]


# A document that kills


class Coordinator:
    """Stands in for aiokafka's consumer: keeps what is committed, with its note."""

    def __init__(self) -> None:
        self.notes: dict[Any, Any] = {}
        self._coordinator = self

    async def fetch_committed_offsets(self, places: list[Any]) -> dict[Any, Any]:
        """Of the partitions that have one."""
        return {place: self.notes[place] for place in places if place in self.notes}

    async def commit(self, commits: dict[Any, Any]) -> None:
        """As a group does: the last one counts."""
        self.notes.update(commits)

    def worker(self) -> Attempts:
        """The attempts of one worker more."""
        return Attempts(lambda use: use(self))

    @property
    def attempts(self) -> list[int]:
        """What the notes say."""
        return [attempts_of(committed.metadata) for committed in self.notes.values()]


def test_care_after_two_deaths() -> None:
    """The third worker that begins at an offset takes what the two before it can have had in hand with care, and
    nothing more.
    """

    async def scene() -> list[bool]:
        kafka, careful = Coordinator(), []
        for _ in range(3):
            worker = kafka.worker()
            await worker.begin({INPUT: 40})
            careful.append(worker.needs_care(INPUT, 40))
        return [*careful, worker.needs_care(INPUT, 40 + CAREFUL_RECORDS)]

    assert asyncio.run(scene()) == [False, False, True, False]


def test_a_worker_that_leaves_in_good_order_has_not_died() -> None:
    """It withdraws its note and those before it, where it moved nothing; where it did, the commit has."""

    async def scene() -> tuple[list[int], list[int]]:
        kafka = Coordinator()
        await kafka.worker().begin({INPUT: 40})
        survivor = kafka.worker()
        await survivor.begin({INPUT: 40})
        before = kafka.attempts
        await survivor.survived(lambda tp: 40)
        return before, kafka.attempts

    assert asyncio.run(scene()) == ([2], [0])


def test_a_careful_batch_goes_record_by_record() -> None:
    """So a rebalance waits for one record, and a gap before the first one is dealt with."""
    assert parts(Batch(3, records(5, 6, 9), careful=True)) == [
        Batch(3, records(5), careful=True),
        Batch(6, records(6), careful=True),
        Batch(7, records(9), careful=True),
    ]
    assert parts(Batch(3, records(5, 6))) == [Batch(3, records(5, 6))]
