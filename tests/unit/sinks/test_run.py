"""How a sink is filled: from where it says, again after it was away, and in a group of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from copydesk.service.shell.sinks.account import Account
from copydesk.service.shell.sinks.contract import Away, Batch, Overtaken, Source, Unusable
from copydesk.service.shell.sinks.patience import Patience
from copydesk.service.shell.sinks.postgres import _warn_of_absence
from copydesk.service.shell.sinks.run import Filler, group_of
from tests.unit.articles import an_article
from tests.unit.sinks.test_entries import Record

TOPIC = "news.articles"


def records(count: int) -> list[Record]:
    """On partition 0."""
    made = (an_article(guid=f"example:{number}") for number in range(count))
    return [
        Record(article.model_dump_json().encode(), article.guid.encode(), partition=0, offset=number)
        for number, article in enumerate(made)
    ]


@dataclass
class Reader:
    """An aiokafka consumer of partition 0 that gives two records at a time."""

    held: list[Record]
    at: int = 0
    committed_to: int | None = None
    committed_for: str = ""
    sought: list[int] = field(default_factory=list)

    def subscribe(self, topics: list[str], listener: Any) -> None:
        """Deals out at once."""
        self.listener = listener

    def assignment(self) -> set[TopicPartition]:
        """One partition."""
        return {TopicPartition(TOPIC, 0)}

    def seek(self, place: TopicPartition, offset: int) -> None:
        """As the consumer's."""
        self.at = offset
        self.sought.append(offset)

    async def beginning_offsets(self, places: list[TopicPartition]) -> dict[TopicPartition, int]:
        """As the consumer's."""
        return dict.fromkeys(places, 0)

    async def end_offsets(self, places: list[TopicPartition]) -> dict[TopicPartition, int]:
        """As the consumer's."""
        return dict.fromkeys(places, len(self.held))

    @property
    def _coordinator(self) -> Reader:
        return self

    async def fetch_committed_offsets(self, places: list[TopicPartition]) -> dict[TopicPartition, OffsetAndMetadata]:
        """As the coordinator's."""
        if self.committed_to is None:
            return {}
        return dict.fromkeys(places, OffsetAndMetadata(self.committed_to, self.committed_for))

    async def commit(self, offsets: Mapping[TopicPartition, OffsetAndMetadata]) -> None:
        """As the consumer's."""
        [(self.committed_to, self.committed_for)] = offsets.values()

    async def getmany(self, **_: Any) -> dict[TopicPartition, list[Record]]:
        """As the consumer's."""
        await asyncio.sleep(0)
        found = self.held[self.at : self.at + 2]
        self.at += len(found)
        return {TopicPartition(TOPIC, 0): found} if found else {}


@dataclass
class Memory:
    """A sink that keeps offsets, and fails as often as it is told."""

    keeps_positions: bool = True
    failures: list[Exception] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)

    async def prepare(self, source: Source) -> str:
        """Nothing to make."""
        return "memory"

    async def positions(self, partitions: Sequence[int]) -> Mapping[int, int]:
        """Behind what is kept."""
        return dict.fromkeys(partitions, len(self.kept)) if self.keeps_positions else {}

    async def write(self, batch: Batch, *, now: bool) -> Mapping[int, int]:
        """Keep, or fail after nothing was kept."""
        if batch.entries and self.failures:
            raise self.failures.pop()
        self.kept += [entry.place.offset for entry in batch.entries]
        return batch.ends

    async def close(self) -> None:
        """Nothing to close."""


async def filled(sink: Memory, reader: Reader, *, deal_out_after: int = 0) -> Filler:
    """Up to the end; the partitions are dealt out again where that is asked for."""
    filler = Filler(reader, sink, TOPIC, Patience(asyncio.Event(), Account(), first=0.001), "memory")
    if deal_out_after:
        given = reader.getmany

        async def getmany(**options: Any) -> dict[TopicPartition, list[Record]]:
            found = await given(**options)
            if reader.at == deal_out_after:
                reader.listener.on_partitions_revoked(reader.assignment())
                reader.listener.on_partitions_assigned(reader.assignment())
            return found

        reader.getmany = getmany  # type: ignore[method-assign]
    await asyncio.wait_for(filler.run({0: len(reader.held)}), 10)
    return filler


def test_an_end_that_was_not_reached() -> None:
    """Who was told to end before knows it."""

    async def ended_early() -> Filler:
        filler = Filler(
            reader := Reader(records(7)), Memory(True, []), TOPIC, Patience(asyncio.Event(), Account()), "memory"
        )
        filler.patience.ending.set()
        await filler.run({0: len(reader.held)})
        return filler

    assert not asyncio.run(ended_early()).kept.reached_end
    assert asyncio.run(filled(Memory(True, []), Reader(records(7)))).kept.reached_end


@pytest.mark.parametrize("keeps_positions", [True, False])
@pytest.mark.parametrize("failure", [Away("down"), Overtaken("late")])
def test_a_sink_that_fails(keeps_positions: bool, failure: Exception) -> None:
    """What it did not keep is read again, from where it says or from what the group has committed."""
    sink, reader = Memory(keeps_positions, [failure, failure]), Reader(records(7))
    asyncio.run(filled(sink, reader))
    assert sink.kept == list(range(7))
    assert reader.sought == [0, 0, 0]
    assert reader.committed_to == 7


@pytest.mark.parametrize("keeps_positions", [True, False])
def test_a_sink_that_is_unusable(keeps_positions: bool) -> None:
    """The run ends with what it says, and commits nothing of what was not kept; the next one goes on there."""
    sink, reader = Memory(keeps_positions, [Unusable("no such table")]), Reader(records(7))
    with pytest.raises(Unusable, match="no such table"):
        asyncio.run(filled(sink, reader))
    assert (sink.kept, reader.committed_to) == ([], None)
    asyncio.run(filled(sink, reader))
    assert sink.kept == list(range(7))


@pytest.mark.parametrize(("committed_for", "kept"), [("memory", 3), ("", 3), ("the-one-before", 7)])
def test_what_the_group_has_committed_for_another_place(committed_for: str, kept: int) -> None:
    """It means nothing to this one, which begins at the start: an index that was deleted and made anew under one group."""
    sink, reader = Memory(False), Reader(records(7), committed_to=4, committed_for=committed_for)
    asyncio.run(filled(sink, reader))
    assert len(sink.kept) == kept
    assert (reader.committed_to, reader.committed_for) == (7, "memory")


@pytest.mark.parametrize("keeps_positions", [True, False])
def test_partitions_that_are_dealt_out_again(keeps_positions: bool) -> None:
    """What had been read by then is not handed over: another may have been faster. All is read from where the sink is."""
    sink, reader = Memory(keeps_positions), Reader(records(7))
    reader.held, once = reader.held, asyncio.run
    with pytest.raises(
        TimeoutError
    ):  # dealt out at this place again and again, it never passes it, and keeps nothing twice
        once(asyncio.wait_for(filled(sink, reader, deal_out_after=4), 0.5))
    assert sink.kept == [0, 1]
    assert reader.sought[:3] == [0, 2, 2]


def test_a_sink_that_is_away_at_first(caplog: pytest.LogCaptureFixture) -> None:
    """One line that it is away, one that it is back, however often it was asked."""
    answers: list[Any] = [Away("down"), Away("down"), Away("down"), "here"]
    account = Account()

    async def act() -> Any:
        assert account.ready()["ok"] is False
        answer = answers.pop(0)
        if isinstance(answer, Away):
            raise answer
        return answer

    with caplog.at_level(logging.WARNING, "copydesk"):
        assert asyncio.run(Patience(asyncio.Event(), account, first=0.001).until_given(act)) == "here"
    assert [record.message.split(",")[0] for record in caplog.records] == ["the sink is away", "the sink is back"]


def test_a_sink_that_takes_nothing_for_a_while(caplog: pytest.LogCaptureFixture) -> None:
    """It tells where it is, and fails each time it is to write: it counts as away all the while, is asked ever more seldom, and
    the log has two lines.
    """
    sink, reader = Memory(True, [Away("the disk is full")] * 4), Reader(records(7))
    waited: list[tuple[float, str]] = []
    account = Account()
    patience = Patience(asyncio.Event(), account, first=0.001)
    positions = sink.positions

    async def asked(partitions: Sequence[int]) -> Mapping[int, int]:
        waited.append((patience.wait, account.ready()["reason"]))
        return await positions(partitions)

    sink.positions = asked  # type: ignore[method-assign]
    with caplog.at_level(logging.WARNING, "copydesk"):
        asyncio.run(Filler(reader, sink, TOPIC, patience, "memory").run({0: 7}))
    assert sink.kept == list(range(7))
    assert [wait for wait, _ in waited] == pytest.approx([0.001, 0.002, 0.004, 0.008, 0.016])
    assert all(reason == "its place is away, and waited for: the disk is full" for _, reason in waited[1:])
    assert [record.message.split(",")[0] for record in caplog.records] == ["the sink is away", "the sink is back"]
    assert b"copydesk_sink_waiting 0.0" in account.text()


def test_groups() -> None:
    """Of the place and where it is, whoever logs in: two places never share one."""
    one = group_of("copydesk", "n1", "postgresql://desk:secret@db/news?sslmode=require")
    assert one == group_of("copydesk", "n1", "postgresql://other@db/news")
    others = [("n2", "postgresql://db/news"), ("n1", "postgresql://db2/news"), ("n1", "postgresql://db/copy")]
    assert len({one, *(group_of("copydesk", *other) for other in others)}) == 4
    assert one.startswith("copydesk-sink-")


def test_a_long_absence(caplog: pytest.LogCaptureFixture) -> None:
    """It is told where tombstones may be gone, and only there."""
    _warn_of_absence([timedelta(days=7), timedelta(hours=1)])
    assert caplog.records == []
    _warn_of_absence([timedelta(days=9)])
    assert "9 days" in caplog.text
