"""Health is progress: when a worker is well, when it is stuck, and what its file says."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from faust.types import TP

from copydesk.service.settings import Settings
from copydesk.service.shell.exits import CRASHED, STUCK
from copydesk.service.shell.health import HEALTH_FILE, STALE_SECONDS, STUCK_SECONDS, Watch, check
from copydesk.service.shell.worker.contiguous import Progress

PARTITION = TP("news.raw", 0)


class Scene:
    """A watched worker whose partitions, clock and coordinator the test sets."""

    def __init__(
        self, folder: Path, *, assigned: bool = True, position: int | None = 0, highwater: int | None = 0
    ) -> None:
        self.now = 0.0
        self.left: list[int] = []
        self.joined = SimpleNamespace(done=lambda: False)
        progress = Progress()
        if position is not None:
            progress.start(PARTITION, position)
        self.consumer = SimpleNamespace(
            lanes={PARTITION.topic},
            assignment=lambda: {PARTITION} if assigned else set(),
            progress=progress,
            highwater=lambda tp: highwater,
            should_stop=False,
            connected=True,
            _thread=SimpleNamespace(
                _consumer=SimpleNamespace(_closed=False, _coordinator=SimpleNamespace(_coordination_task=self.joined))
            ),
        )
        self.app = SimpleNamespace(
            consumer=self.consumer,
            consumer_generation_id=1,
            rebalancing=False,
            in_recovery=False,
            tables=SimpleNamespace(
                recovery=SimpleNamespace(active_offsets={TP("news.seen", 0): None, TP("news.seen", 1): 5})
            ),
        )
        self.done: Counter[str] = Counter()
        settings = Settings(state_dir=folder)
        self.watch = Watch(
            self.app, settings, self.done, clock=lambda: self.now, leave=lambda code, why: self.left.append(code)
        )

    def after(self, seconds: float) -> list[int]:
        """Look now and after that long; the exit codes."""
        self.watch.look()
        self.now += seconds
        self.watch.look()
        return self.left


def test_work_undone(tmp_path: Path) -> None:
    """A worker that has work before it and does none for too long ends itself."""
    assert Scene(tmp_path, highwater=7).after(STUCK_SECONDS + 1) == [STUCK]


def test_slow_work(tmp_path: Path) -> None:
    """A worker that gets anything done goes on, whatever waits."""
    scene = Scene(tmp_path, highwater=7)
    scene.after(STUCK_SECONDS - 1)
    scene.done["parsed"] += 1
    assert scene.after(STUCK_SECONDS - 1) == []


def test_nothing_to_do(tmp_path: Path) -> None:
    """A worker whose partitions are done may rest for ever."""
    assert Scene(tmp_path, position=7, highwater=7).after(STUCK_SECONDS * 10) == []


def test_spare_worker(tmp_path: Path) -> None:
    """A worker without a partition rests too: ending it would only disturb the others."""
    assert Scene(tmp_path, assigned=False).after(STUCK_SECONDS * 10) == []


def test_never_joined(tmp_path: Path) -> None:
    """A worker that has no partition because its group never took it in ends itself."""
    scene = Scene(tmp_path, assigned=False)
    scene.app.consumer_generation_id = 0
    assert scene.after(STUCK_SECONDS + 1) == [STUCK]


def test_thrown_out(tmp_path: Path) -> None:
    """A worker whose coordination has ended for good ends itself at once."""
    scene = Scene(tmp_path)
    scene.joined.done = lambda: True
    scene.watch.look()
    assert scene.left == [CRASHED]


def test_health_file(tmp_path: Path) -> None:
    """The file says what waits and what was done; while it is fresh the worker is well."""
    scene = Scene(tmp_path, position=3, highwater=7)
    scene.done["articles"] = 3
    scene.watch.look()
    status = json.loads((tmp_path / HEALTH_FILE).read_text())
    assert (status["state"], status["lag"], status["done"]) == ("working", 4, {"articles": 3})
    assert check(Settings(state_dir=tmp_path)) is None


@pytest.mark.parametrize("content", ["", "{}", "[]", "nonsense"])
def test_unreadable_health_file(tmp_path: Path, content: str) -> None:
    """A file that is no health file is a problem in one line, not a traceback."""
    (tmp_path / HEALTH_FILE).write_text(content)
    assert "is not a health file" in (check(Settings(state_dir=tmp_path)) or "")


def test_old_health_file(tmp_path: Path) -> None:
    """A file that nobody renews says that the worker hangs or is gone."""
    (tmp_path / HEALTH_FILE).write_text(json.dumps({"at": time.time() - STALE_SECONDS - 5}))
    assert "hangs or is gone" in (check(Settings(state_dir=tmp_path)) or "")


def test_no_health_file(tmp_path: Path) -> None:
    """A folder without a file belongs to no worker yet."""
    assert "no worker" in (check(Settings(state_dir=tmp_path / os.urandom(4).hex())) or "")
