"""Forgetting: which stories the sweep takes out of the memory, and which it must leave."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import faust
import pytest
from faust.types import TP

from copydesk.service.core.desk.dedupe import Place, decide
from copydesk.service.core.desk.memory_form import pack
from copydesk.service.shell.changelog import MADE_BY, SWEPT
from copydesk.service.shell.worker.memory import SeenTable
from copydesk.service.shell.worker.sweep import Sweep
from tests.builders import NOON, an_article

CHANGELOG = TP("news.seen", 0)
MONTH = timedelta(days=30)


def memory_of(offset: int, age: timedelta) -> bytes:
    """A packed memory that this input made, so long before NOON."""
    return pack(decide(an_article(ingested_at=NOON - age), None, Place(offset, f"news.raw/0/{offset}"))[1])


class Scene:
    """A table with stories of different ages, and a sweep of it."""

    def __init__(self, folder: Path, store: str) -> None:
        self.sent: list[tuple[bytes, bytes | None, Any]] = []
        self.committed: int | None = 100
        app = faust.App(
            "test", broker="memory://", store=store, datadir=folder, key_serializer="raw", value_serializer="raw"
        )
        app._producer = cast(Any, SimpleNamespace(send=self.send))
        table_class = type("SeenTable", (SeenTable,), {"changelog_name": CHANGELOG.topic})
        self.table = table_class(app, name="seen", key_type=bytes, value_type=bytes, partitions=1)
        self.offsets = count()
        self.sweep = Sweep(self.table, lambda partition: self.committed, lambda: None, MONTH)
        self.table.newest_ms[0] = int(NOON.timestamp() * 1000)

    async def send(
        self, topic: str, key: bytes, value: bytes | None, partition: int, timestamp: None, headers: Any
    ) -> Any:
        """Confirms at once."""
        self.sent.append((key, value, headers))
        confirmed: asyncio.Future[Any] = asyncio.Future()
        confirmed.set_result(SimpleNamespace(offset=next(self.offsets)))
        return confirmed

    def known(self, *guids: bytes) -> list[bytes]:
        """Those of them that are remembered."""
        return [guid for guid in guids if self.table.look(0, guid)]


@pytest.fixture(params=["rocksdb://", "memory://"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    """With each store."""
    return Scene(tmp_path, request.param)


def test_old_stories_are_forgotten(scene: Scene) -> None:
    """What nothing came for since long, and no uncommitted document made, goes; in the changelog too, which does not
    end with that.
    """

    async def act() -> int:
        stories = {
            b"a:old": (5, MONTH * 2),
            b"a:young": (6, MONTH / 2),
            b"a:slack": (7, MONTH + timedelta(hours=3)),
            b"a:late": (150, MONTH * 2),
        }
        await scene.table.put_many(0, {guid: memory_of(offset, age) for guid, (offset, age) in stories.items()})
        scene.sent.clear()
        assert await scene.sweep.sweep(0) == 0  # what is committed now is safe an hour from now
        return await scene.sweep.sweep(0)

    assert asyncio.run(act()) == 1
    assert scene.known(b"a:old", b"a:young", b"a:slack", b"a:late") == [b"a:young", b"a:slack", b"a:late"]
    assert scene.sent == [(b"a:old", None, [(MADE_BY, b"5")]), (SWEPT, b"[0,0]", None)]


def test_partition_of_another(scene: Scene) -> None:
    """A partition that went to another worker is not swept."""

    async def act() -> int:
        await scene.table.put_many(0, {b"a:old": memory_of(5, MONTH * 2)})
        await scene.sweep.sweep(0)
        scene.committed = None
        return await scene.sweep.sweep(0)

    assert asyncio.run(act()) == 0
    assert scene.known(b"a:old") == [b"a:old"]


def test_forgotten_in_recovery(scene: Scene) -> None:
    """A recovery forgets what was forgotten, but not what a newer input made of the story since."""

    def record(offset: int, value: bytes | None, made_by: int | None = None) -> Any:
        headers = () if made_by is None else ((MADE_BY, str(made_by).encode()),)
        return SimpleNamespace(offset=offset, key=b"a:1", value=value, headers=headers)

    scene.table.restore(CHANGELOG, [record(0, memory_of(5, MONTH)), record(1, None, made_by=5)])
    assert scene.known(b"a:1") == []
    scene.table.restore(CHANGELOG, [record(2, memory_of(9, MONTH)), record(3, None, made_by=5)])
    assert scene.known(b"a:1") == [b"a:1"]
