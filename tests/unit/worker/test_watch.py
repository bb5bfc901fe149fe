"""The watch: what it sees of a worker, what it says of it, and when it ends it."""

from __future__ import annotations

import json
import logging
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from faust.types import TP

from copydesk.service.settings import Settings
from copydesk.service.shell.exits import CRASHED, STUCK
from copydesk.service.shell.health import HEALTH_FILE, SILENT_SECONDS, Board, Health, check
from copydesk.service.shell.worker.contiguous import Progress
from copydesk.service.shell.worker.metrics import Metrics
from copydesk.service.shell.worker.watch import HOLE_SECONDS, STATUS_SECONDS, STUCK_SECONDS, Watch

PARTITION = TP("news.raw", 0)


class Scene:
    """A watched worker whose partitions, clock and coordinator the test sets."""

    def __init__(
        self, folder: Path, *, assigned: bool = True, position: int | None = 0, highwater: int | None = 0
    ) -> None:
        self.now = 0.0
        self.broker_answered_at: float | None = None
        self.topics = {"news.raw", "news.parsed", "news.seen"}
        self.board = Board()
        self.left: list[int] = []
        self.joined = SimpleNamespace(done=lambda: False)
        progress = Progress()
        if position is not None:
            progress.start(PARTITION, position)
        self.consumer = SimpleNamespace(
            lanes={PARTITION.topic},
            assignment=lambda: {PARTITION} if assigned else set(),
            progress=progress,
            end_of=lambda tp: highwater,
            should_stop=False,
            connected=True,
            unacked=set(),
            done_at={},
            _thread=SimpleNamespace(
                _consumer=SimpleNamespace(
                    _closed=False,
                    _coordinator=SimpleNamespace(_coordination_task=self.joined),
                    _client=SimpleNamespace(_conns={0: self}, cluster=SimpleNamespace(topics=lambda **_: self.topics)),
                )
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
        self.metrics = Metrics(clock=lambda: 1_000.0)
        settings = Settings(state_dir=folder)
        self.watch = Watch(
            self.app,
            settings,
            self.done,
            self.board,
            self.metrics,
            lambda: 7,
            clock=lambda: self.now,
            leave=lambda code, why: self.left.append(code),
        )

    @property
    def health(self) -> Health:
        """What the watch said last."""
        return self.board.read()[0]

    def connected(self) -> bool:
        """As aiokafka's connection."""
        return True

    @property
    def _last_action(self) -> float:
        return self.now if self.broker_answered_at is None else self.broker_answered_at

    def after(self, seconds: float) -> list[int]:
        """Look now and after that long; the exit codes."""
        self.watch.look()
        self.now += seconds
        self.watch.look()
        return self.left


def test_work_undone(tmp_path: Path) -> None:
    """A worker that has work before it and does none for too long ends itself."""
    assert Scene(tmp_path, highwater=7).after(STUCK_SECONDS + 1) == [STUCK]


def test_a_record_that_was_never_handed_on(tmp_path: Path) -> None:
    """A partition that stands while its later records are done ends the worker, in time; one that goes on does not."""
    scene = Scene(tmp_path, highwater=20)
    scene.consumer.progress.done(PARTITION, 5, 9)
    assert scene.after(HOLE_SECONDS - 1) == []
    scene.consumer.progress.done(PARTITION, 0, 2)
    assert scene.after(HOLE_SECONDS - 1) == []
    assert scene.after(2) == [STUCK]


def test_a_hole_that_closes(tmp_path: Path) -> None:
    """Done in another order for a moment is nothing, and a partition that goes away is nobody's any more."""
    scene = Scene(tmp_path, highwater=20)
    scene.consumer.progress.done(PARTITION, 5, 9)
    assert scene.after(1) == []
    scene.consumer.progress.done(PARTITION, 0, 4)
    assert scene.after(HOLE_SECONDS + 1) == []
    scene.consumer.progress.done(PARTITION, 15, 19)
    scene.consumer.progress.forget(PARTITION)
    assert scene.after(HOLE_SECONDS + 1) == []


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


def test_what_it_says(tmp_path: Path) -> None:
    """Board and file say what waits and what was done."""
    scene = Scene(tmp_path, position=3, highwater=7)
    scene.done["articles"] = 3
    scene.watch.look()
    assert (scene.health.state, scene.health.partitions, scene.health.lag) == ("working", 1, 4)
    status = json.loads((tmp_path / HEALTH_FILE).read_text())
    assert (status["state"], status["lag"], status["done"]) == ("working", 4, {"articles": 3})
    assert check(Settings(state_dir=tmp_path)) == (True, "working, 1 partitions, lag 4")


def test_lag_of_an_idle_worker(tmp_path: Path) -> None:
    """Lag is a number where all is done, and where a worker has no partition: nothing waits for it."""
    for scene in (Scene(tmp_path, position=7, highwater=7), Scene(tmp_path, assigned=False)):
        scene.watch.look()
        assert scene.health.lag == 0


def test_no_broker(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A silence of the brokers is told once when it begins and once when it ends, and is in what the worker says."""
    caplog.set_level(logging.INFO)
    scene = Scene(tmp_path)
    scene.broker_answered_at = 0.0
    for _ in range(5):
        scene.after(SILENT_SECONDS)
    assert scene.health.silent_seconds == 5 * SILENT_SECONDS
    scene.broker_answered_at = None
    scene.after(1)
    assert scene.health.silent_seconds == 0
    told = [record.getMessage() for record in caplog.records if "broker" in record.getMessage()]
    assert [line.partition(" for ")[0].partition(",")[0] for line in told] == [
        "no broker has answered",
        "a broker answers again",
    ]


def test_a_join_that_is_held_back(tmp_path: Path) -> None:
    """A broker that waits for other workers in a rebalance is not away; after it, silence counts."""
    scene = Scene(tmp_path)
    scene.broker_answered_at = 0.0
    scene.app.rebalancing = True
    scene.after(SILENT_SECONDS + 1)
    assert (scene.health.state, scene.health.silent_seconds) == ("rebalancing", 0)
    scene.app.rebalancing = False
    scene.after(1)
    assert scene.health.silent_seconds > SILENT_SECONDS


def test_a_topic_that_goes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A topic that is deleted under the worker is told once, and the worker says that it is not ready."""
    scene = Scene(tmp_path)
    scene.after(1)
    scene.topics.remove("news.parsed")
    scene.after(1)
    assert scene.health.state == "no topic"
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        "news.parsed is not there any more: run `copydesk topics check`"
    ]


def test_a_full_disk(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder that takes no health file is told of in a line; the watch goes on, and the board knows all."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    scene = Scene(tmp_path)
    scene.watch.look()
    assert scene.health.state == "working"
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.INFO] == [
        f"{tmp_path} takes no health file, make room: No space left on device"
    ]


def test_status_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The status line counts what was done and what waits, in words and as fields."""
    caplog.set_level(logging.INFO)
    scene = Scene(tmp_path, position=3, highwater=7)
    scene.done["articles"] = 3
    scene.after(STATUS_SECONDS)
    status = next(record for record in caplog.records if "lag=" in record.getMessage())
    assert status.getMessage() == "parsed=0 articles=3 duplicates=0 rejected=0 lag=4"
    assert vars(status)["fields"] == {"parsed": 0, "articles": 3, "duplicates": 0, "rejected": 0, "lag": 4}
