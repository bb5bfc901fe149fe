"""The link agent alone: what it sends and remembers, in which order, and what it makes of a memory that was read back."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from faust.types import TP

from copydesk.service.core.copies.messages import sketch_messages
from copydesk.service.core.copies.packing import pack
from copydesk.service.core.desk.erasure import Order, order_message
from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.settings import Settings
from copydesk.service.shell.changelog import SWEPT
from copydesk.service.shell.worker.agents import Pace
from copydesk.service.shell.worker.app import build_app
from copydesk.service.shell.worker.fence import Fence
from copydesk.service.shell.worker.lane import Batch
from copydesk.service.shell.worker.link import LinkAgent
from tests.unit.copies.stories import a_sketch, a_story, words


class Memory:
    """The table as the agent sees it."""

    def __init__(self) -> None:
        self.values: dict[bytes, bytes] = {}
        self.read_back = {0: 0}
        self.held = {0}
        self.steps: list[str] = []

    def items_of(self, partition: int) -> list[tuple[bytes, bytes]]:
        """All but its own mark."""
        return [(key, value) for key, value in self.values.items() if key != SWEPT]

    async def put_many(self, partition: int, values: dict[bytes, bytes]) -> list[Any]:
        """At once."""
        self.steps.append("put")
        self.values |= values
        return []

    async def forget(self, partition: int, guids: Sequence[bytes]) -> int:
        """At once."""
        for guid in guids:
            del self.values[guid]
        return len(guids)


class Desk:
    """An agent with its memory; what it sends arrives, or does not."""

    def __init__(self, memory: Memory | None = None, *, arrives: bool = True) -> None:
        self.memory = memory or Memory()
        self.sent: list[Outgoing] = []
        self._arrives = arrives
        fence = Fence(60)
        self.agent = LinkAgent(Pace(fence), fence, self, self.memory)  # type: ignore[arg-type]

    async def send(self, outgoing: Outgoing) -> Future[Any]:
        """As the deliverer does."""
        self.sent.append(outgoing)
        self.memory.steps.append("link")
        future: Future[Any] = asyncio.get_running_loop().create_future()
        if self._arrives:
            future.set_result(None)
        else:
            future.set_exception(ConnectionError("gone"))
        return future

    def order(self, guid: str, offset: int) -> None:
        """Handle an order to forget a story."""
        order = order_message(Order(guid, "0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b", datetime(2024, 5, 1, tzinfo=UTC)))
        record = SimpleNamespace(
            **vars(_record(b"", offset)) | {"key": order.key, "value": None, "headers": order.headers}
        )
        asyncio.run(self._handle(Batch(offset, [record])))

    def handle(self, *values: bytes, first: int = 0) -> list[bytes | None]:
        """The keys of the links of a batch."""
        before = len(self.sent)
        records = [_record(value, first + number) for number, value in enumerate(values)]
        asyncio.run(self._handle(Batch(first, records)))
        return [outgoing.key for outgoing in self.sent[before:]]

    async def _handle(self, batch: Batch) -> None:
        await asyncio.gather(*await self.agent.handle(0, batch), return_exceptions=True)


def _record(value: bytes, offset: int) -> Any:
    now = int(datetime(2024, 5, 1, tzinfo=UTC).timestamp() * 1000)
    return SimpleNamespace(
        topic="news.sketches", partition=0, offset=offset, key=b"en", value=value, headers=(), timestamp=now
    )


def sketch(number: int, body: str, **fields: Any) -> bytes:
    """The value of a record of `sketches`."""
    (message,) = sketch_messages(a_story(number, body, **fields))
    assert message.value is not None
    return message.value


STORY = words(1)
PAIR = b"paper1:1|paper2:2"


def test_copies_are_linked_within_a_batch_and_across() -> None:
    """Once for each pair, by its key, when the second of them comes."""
    desk = Desk()
    assert desk.handle(sketch(1, STORY), sketch(2, STORY)) == [PAIR]
    assert desk.handle(sketch(3, STORY), first=2) == [b"paper1:1|paper3:3", b"paper2:2|paper3:3"]


def test_a_story_that_is_forgotten() -> None:
    """Its sketch is gone from the index and the memory: no copy is linked with it any more, until it comes again."""
    desk = Desk()
    desk.handle(sketch(1, STORY))
    desk.order("paper1:1", 1)
    assert desk.memory.items_of(0) == []
    assert desk.handle(sketch(2, STORY), first=2) == []
    desk.memory.read_back[0] += 1
    assert desk.handle(sketch(3, STORY), first=3) == [b"paper2:2|paper3:3"]
    assert desk.handle(sketch(1, STORY), first=4) == [b"paper1:1|paper2:2", b"paper1:1|paper3:3"]


def test_links_arrive_before_the_memory_is_written() -> None:
    """The other way round, a crash between the two would lose a link."""
    desk = Desk()
    desk.handle(sketch(1, STORY), sketch(2, STORY))
    assert desk.memory.steps == ["link", "put"]


def test_what_did_not_arrive_is_not_remembered() -> None:
    """The process ends, and the next one meets the memory as it was."""
    desk = Desk(arrives=False)
    desk.handle(sketch(1, STORY))
    remembered = dict(desk.memory.values)
    desk.handle(sketch(2, STORY), first=1)
    assert desk.memory.values == remembered


def test_another_worker_goes_on_with_the_memory() -> None:
    """Its index is made of what was read back, and a replay gives the same record."""
    first = Desk()
    first.handle(sketch(1, STORY), sketch(2, STORY))
    second = Desk(first.memory)
    second.handle(sketch(2, STORY), first=1)
    assert second.sent == first.sent


def test_a_memory_that_was_read_back_makes_the_index_anew() -> None:
    """The partition was another's for a while; what that one wrote counts."""
    desk, other = Desk(), Desk()
    desk.handle(sketch(1, STORY))
    other.handle(sketch(5, words(5)))
    desk.memory.values |= other.memory.values
    assert desk.handle(sketch(6, words(5)), first=9) == []
    desk.memory.read_back[0] += 1
    assert desk.handle(sketch(7, words(5)), first=10) == [b"paper5:5|paper7:7", b"paper6:6|paper7:7"]


def test_what_is_past_leaves_the_memory() -> None:
    """Also where the worker that should have taken it out died before."""
    desk = Desk()
    desk.handle(sketch(1, STORY), sketch(2, STORY, hours=100))
    assert desk.handle(sketch(3, words(3), hours=200), first=2) == []
    assert set(desk.memory.values) == {b"paper2:2", b"paper3:3"}
    late = Desk()
    late.memory.values = dict(desk.memory.values)
    late.handle(sketch(4, words(4), hours=400), first=3)
    assert set(late.memory.values) == {b"paper4:4"}


def test_a_record_that_is_no_sketch_stops_nothing() -> None:
    """Nobody but the desk writes there; who does so by mistake is told in the log."""
    desk = Desk()
    assert desk.handle(b"{}", b"\xff", sketch(1, STORY), sketch(2, STORY)) == [PAIR]


def test_the_partitions_of_others_are_let_go() -> None:
    """Their stories need not be held twice in the group."""
    desk = Desk()
    desk.handle(sketch(1, STORY))
    desk.agent._indexes[3] = desk.agent._indexes[0]
    desk.handle(sketch(2, STORY), first=1)
    assert set(desk.agent._indexes) == {0}


def test_the_table_says_when_it_was_read_back(tmp_path: Path) -> None:
    """Recovery goes through it; the newer sketch of a story stays, and the mark of the sweep is no story."""
    app = build_app(Settings(state_dir=tmp_path, copies="on", store="memory"))
    table = app.tables["copies"]
    newer, older = pack(a_sketch(1, STORY, version=2), 9), pack(a_sketch(1, STORY), 4)
    rows = [(b"paper1:1", newer), (b"paper1:1", older), (SWEPT, b"[0,0]")]
    assert table.read_back[0] == 0
    table.restore(TP("news.copies", 0), [SimpleNamespace(offset=n, key=k, value=v) for n, (k, v) in enumerate(rows)])
    assert table.read_back[0] == 1
    assert table.items_of(0) == [(b"paper1:1", newer)]
