"""The edit agent with an order in hand: the memory goes when all that came before has its outcome, and not before."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from copydesk.service.core.desk.erasure import Order, order_message
from copydesk.service.core.desk.memory_form import unpack
from copydesk.service.core.desk.outgoing import Outgoing, json_of
from copydesk.service.settings import Settings
from copydesk.service.shell.worker.agents import EditAgent, Pace
from copydesk.service.shell.worker.fence import Fence
from copydesk.service.shell.worker.lane import Batch
from copydesk.service.shell.worker.metrics import Metrics
from tests.builders import an_article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
STORY = an_article(ingested_at=NOON)
KEY = STORY.guid.encode()
ORDER = order_message(Order(STORY.guid, "0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b", NOON))


class Desk:
    """An agent whose deliveries arrive when the test says so, and its memory."""

    def __init__(self) -> None:
        self.sent: list[tuple[Outgoing, Future[Any]]] = []
        self.values: dict[bytes, bytes] = {}
        self.newest_ms: dict[int, int] = {}
        settings = Settings(enrichers="none")
        self.agent = EditAgent(Pace(Fence(60)), self, self, self, self, Metrics(), settings)  # type: ignore[arg-type]

    async def rest(self) -> None:
        """As the careful reader."""

    def look(self, partition: int, guid: bytes) -> bytes | None:
        """As the table."""
        return self.values.get(guid)

    async def put_many(self, partition: int, values: Mapping[bytes, bytes]) -> list[Any]:
        """As the table, at once."""
        self.values |= values
        return []

    async def send(self, outgoing: Outgoing) -> Future[Any]:
        """As the deliverer."""
        self.sent.append((outgoing, asyncio.get_running_loop().create_future()))
        return self.sent[-1][1]

    async def handle(self, first: int, *messages: Outgoing) -> Any:
        """One batch."""
        return await self.agent.handle(0, Batch(first, [on_parsed(each, first + n) for n, each in enumerate(messages)]))

    def arrive(self) -> None:
        """All that was sent is confirmed."""
        for _, future in self.sent:
            if not future.done():
                future.set_result(None)


def on_parsed(outgoing: Outgoing, offset: int) -> Any:
    """As aiokafka gives it."""
    return SimpleNamespace(
        topic="news.parsed", partition=0, offset=offset, timestamp=0,
        key=outgoing.key, value=outgoing.value, headers=outgoing.headers,
    )  # fmt: skip


def a_document(raw_offset: int) -> Outgoing:
    """The story as the parse agent sends it."""
    return Outgoing("parsed", KEY, json_of(STORY), (("raw_origin", f"news.raw/0/{raw_offset}".encode()),))


async def turns() -> None:
    """Let the loop do what it can."""
    for _ in range(10):
        await asyncio.sleep(0)


def test_the_memory_waits_for_all_deliveries() -> None:
    """Those of the batch and of the batches before: a memory that survived them would take their outcomes for told."""

    async def scene() -> None:
        desk = Desk()
        await desk.handle(0, a_document(10))
        handling = asyncio.create_task(desk.handle(1, ORDER))
        await turns()
        desk.sent[1][1].set_result(None)  # the tombstone has arrived, the article before it has not
        await turns()
        assert not handling.done()
        assert not unpack(desk.values[KEY]).standing.erased
        desk.arrive()
        await handling
        assert unpack(desk.values[KEY]).standing.erased

    asyncio.run(scene())


def test_nothing_is_erased_when_a_delivery_fails() -> None:
    """The process ends, and the next one meets the memory as it was."""

    async def scene() -> None:
        desk = Desk()
        await desk.handle(0, a_document(10))
        desk.sent[0][1].set_exception(ConnectionError("gone"))
        handling = asyncio.create_task(desk.handle(1, ORDER))
        await turns()
        desk.arrive()
        assert len(await handling) == 1
        assert not unpack(desk.values[KEY]).standing.erased

    asyncio.run(scene())


def test_a_repeat_behind_the_order_sends_nothing() -> None:
    """A document that the parse agent repeats behind the order has its outcome; the next one is version 2."""

    async def scene() -> None:
        desk = Desk()
        handling = asyncio.create_task(desk.handle(0, a_document(10), ORDER, a_document(10), a_document(11)))
        await turns()
        desk.arrive()
        await handling
        assert [dict(each.headers)["ce_type"] for each, _ in desk.sent] == [
            b"copydesk.article.new",
            b"copydesk.article.forgotten",
            b"copydesk.article.revised",
        ]

    asyncio.run(scene())
