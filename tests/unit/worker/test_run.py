"""The start of a worker: what it waits for, and for how long."""

from __future__ import annotations

import asyncio

import pytest

from copydesk.client.errors import Unreachable
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import TopicsNotReady
from copydesk.service.shell.worker import run as worker
from copydesk.service.shell.worker.run import topics_when_there


class Cluster:
    """Does not answer for some times, then says this."""

    def __init__(self, away: int, answer: list[str] | Exception) -> None:
        self.away = away
        self.answer = answer

    async def require_topics(self, settings: Settings) -> list[str]:
        """In place of the real one."""
        self.away -= 1
        if self.away >= 0:
            raise Unreachable("no Kafka broker answers")
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time passes at once."""

    async def pass_by(_: float) -> None:
        return None

    monkeypatch.setattr(asyncio, "sleep", pass_by)


def test_a_broker_that_is_just_away(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A worker that starts while the cluster has no answer waits for one, and says so once."""
    monkeypatch.setattr(worker, "require_topics", Cluster(3, ["advice"]).require_topics)
    assert asyncio.run(topics_when_there(Settings())) == ["advice"]
    assert [record.getMessage() for record in caplog.records] == ["waiting 20 s for Kafka: no Kafka broker answers"]


def test_a_cluster_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while it gives up with the line that says what to do."""
    monkeypatch.setattr(worker, "require_topics", Cluster(1000, []).require_topics)
    with pytest.raises(Unreachable):
        asyncio.run(topics_when_there(Settings(), seconds=-1))


def test_topics_that_are_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Topics that are missing are not waited for."""
    monkeypatch.setattr(worker, "require_topics", Cluster(0, TopicsNotReady("missing")).require_topics)
    with pytest.raises(TopicsNotReady):
        asyncio.run(topics_when_there(Settings()))
