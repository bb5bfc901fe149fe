"""What a sink tells of itself: counts, how far it is behind, whether it is well."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any

import pytest
from aiokafka import TopicPartition
from prometheus_client.parser import text_string_to_metric_families

from copydesk.service.settings import Settings
from copydesk.service.shell.sinks import run
from copydesk.service.shell.sinks.account import SILENT_SECONDS, STALE_SECONDS, Account
from copydesk.service.shell.sinks.contract import Away
from copydesk.service.shell.sinks.patience import Patience
from copydesk.service.shell.sinks.run import Asked, Filler
from tests.kafka.node import free_ports
from tests.unit.sinks.entries import NOON, a_batch, a_version, no_article
from tests.unit.sinks.test_run import TOPIC, Memory, Reader, records


class Times:
    """Two clocks that go together when a test says so."""

    def __init__(self) -> None:
        self.passed = 0.0

    def unix(self) -> float:
        """Since a minute after the entries of the tests."""
        return NOON.timestamp() + 60 + self.passed

    def turning(self) -> float:
        """Seconds."""
        return self.passed


def read(account: Account) -> dict[str, float]:
    """Value by name and partition."""
    return {
        sample.name + "".join(f"/{value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(account.text().decode())
        for sample in family.samples
        if sample.name.startswith("copydesk_") and not sample.name.endswith("_created")
    }


def test_what_is_handed_over() -> None:
    """Records, those among them that are none, commits, and when the last were taken."""
    times = Times()
    account = Account(times.unix, times.turning)
    batch = a_batch(a_version(0), no_article(1), a_version(2, version=2))
    account.has_read(batch)
    assert read(account)["copydesk_sink_records_total"] == 0
    account.has_taken(batch)
    account.has_committed()
    account.has_taken(a_batch())
    found = read(account)
    assert (found["copydesk_sink_records_total"], found["copydesk_sink_refused_total"]) == (3, 1)
    assert found["copydesk_sink_commits_total"] == 1
    assert found["copydesk_sink_last_hand_over_timestamp_seconds"] == times.unix()


def test_how_far_it_is_behind() -> None:
    """In records, and in seconds that grow while nothing is taken; a partition that went to another is told no more."""
    times = Times()
    account = Account(times.unix, times.turning)
    account.has_read(a_batch(a_version(0), a_version(0, "example:2", partition=1)))
    account.has_taken(a_batch(a_version(0)))
    account.measured({0: 5, 1: 0})
    found = read(account)
    assert (found["copydesk_sink_lag_records/0"], found["copydesk_sink_lag_seconds/0"]) == (5, 60)
    assert (found["copydesk_sink_lag_records/1"], found["copydesk_sink_lag_seconds/1"]) == (0, 0)
    assert found["copydesk_sink_partitions"] == 2
    times.passed = 600
    account.turned()
    assert read(account)["copydesk_sink_lag_seconds/0"] == 660
    account.measured({1: 0})
    assert {name for name in read(account) if name.startswith("copydesk_sink_lag_")} == {
        "copydesk_sink_lag_records/1",
        "copydesk_sink_lag_seconds/1",
    }


def test_whether_it_is_well() -> None:
    """Ready while it does its work; live while its loop turns, also while it waits for its place or a broker."""
    times = Times()
    account = Account(times.unix, times.turning)
    assert (account.live()["ok"], account.ready()["reason"]) == (True, "the sink is starting")
    account.measured({0: 7, 1: 2})
    assert account.ready() == {
        "ok": True,
        "reason": "working, 2 partitions, lag 9",
        "state": "working",
        "partitions": 2,
        "lag": 9,
    }
    account.waits("no route to host")
    assert account.ready()["reason"] == "its place is away, and waited for: no route to host"
    assert (account.live()["ok"], read(account)["copydesk_sink_waiting"]) == (True, 1)
    account.waits(None)
    times.passed = SILENT_SECONDS + 1
    account.turned()
    assert account.ready()["reason"] == "no broker has answered for 31 s"
    assert account.live()["ok"]
    times.passed += STALE_SECONDS + 1
    account.measured({0: 7})
    assert account.live()["reason"] == account.ready()["reason"] == "the sink hangs: nothing was heard of it for 61 s"


def test_what_a_run_tells() -> None:
    """Each record and each commit once, and where it stands."""
    account, reader = Account(), Reader(records(7))
    places = [TopicPartition(TOPIC, 0), TopicPartition(TOPIC, 1)]

    async def scene() -> list[dict[int, int]]:
        filler = Filler(reader, Memory(), TOPIC, Patience(asyncio.Event(), account), "memory")
        before = await filler.lags(places)
        await filler.run({0: 7})
        return [dict(before), dict(await filler.lags(places))]

    assert asyncio.run(scene()) == [{0: 7}, {0: 0}]
    found = read(account)
    assert found["copydesk_sink_records_total"] == 7
    assert found["copydesk_sink_commits_total"] == 4  # two records at a time


class Shut(Memory):
    """A place that never answers."""

    async def prepare(self, source: Any) -> str:
        """As the protocol says."""
        raise Away("it is shut")


def test_the_port_answers_while_the_place_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the start on: live, not ready, and why. It ends when it is told to."""

    async def counts(settings: Settings, name: str) -> dict[str, int]:
        return {settings.topic(name): 1}

    async def cluster(_: Settings) -> str:
        return "a-cluster"

    monkeypatch.setattr(run, "partition_counts", counts)
    monkeypatch.setattr(run, "_cluster", cluster)
    settings = Settings(health_port=free_ports(1)[0])

    def asked(path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", settings.health_port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said

    async def scene() -> tuple[list[tuple[int, str]], run.Kept]:
        running = asyncio.create_task(run.run_sink(settings, Asked("memory://"), Shut()))
        await asyncio.sleep(0.2)
        said = [await asyncio.to_thread(asked, path) for path in ("/live", "/ready", "/metrics")]
        os.kill(os.getpid(), signal.SIGTERM)
        return said, await asyncio.wait_for(running, timedelta(seconds=10).total_seconds())

    [live, ready, metrics], kept = asyncio.run(scene())
    assert live[0] == 200
    assert (ready[0], "its place is away, and waited for: it is shut" in ready[1]) == (503, True)
    assert "copydesk_sink_waiting 1.0" in metrics[1]
    assert kept == run.Kept()
