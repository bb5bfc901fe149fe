"""`copydesk sink` into files on a real broker: killed, and two at once; in a folder and in a bucket."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell.sinks.shelves import shelf_at
from tests.broker.sink_scene import (
    SinkProcess,
    Stream,
    fill,
    kill_often,
    made_desk,
    send,
    sent_article,
    stream,
    version_of,
)
from tests.kafka.server import KafkaServer
from tests.objects.server import copy

KILLS = 30
STORIES = 1200
ROLL = ("--roll", "0.2")


@pytest.fixture
def desk(kafka: KafkaServer, prefix: str) -> Settings:
    """Topics of its own."""
    return made_desk(kafka, prefix)


def rows(folder: Path) -> list[dict[str, Any]]:
    """As pyarrow reads the folder, with nothing told about it."""
    if not list(folder.glob("day=*")):
        return []
    found: list[dict[str, Any]] = ds.dataset(folder, partitioning="hive", format="parquet").to_table().to_pylist()
    return found


def judge(found: list[dict[str, Any]], made: Stream) -> None:
    """Each version once with its content, nothing of what was forgotten."""
    assert len(found) == len(made.standing)
    assert {(row["guid"], row["version"]): row["content_hash"] for row in found} == made.standing
    assert all(
        row["body_text"] == version_of(row["guid"], row["version"]).body_text
        for row in found
        if row["pubstatus"] == "usable"
    )


def test_killed_thirty_times(desk: Settings, tmp_path: Path) -> None:
    """SIGKILL at random moments, while records come: in the end each version is there once."""
    folder, made = tmp_path / "articles", stream(STORIES, seed=16)
    moved = kill_often(desk, str(folder), made, lambda: len(list(folder.rglob("*.parquet"))), KILLS, *ROLL)
    judge(rows(folder), made)
    assert moved >= KILLS // 3  # else it was killed before it had written anything
    assert fill(desk, str(folder)).startswith("kept 0 records")


def test_killed_before_a_bucket(desk: Settings, bucket: str, tmp_path: Path) -> None:
    """The same with a server that speaks S3."""
    made = stream(300, seed=4)

    def files() -> int:
        return sum(name.endswith(".parquet") for name in asyncio.run(shelf_at(bucket).names()))

    kill_often(desk, bucket, made, files, 8, *ROLL)
    asyncio.run(copy(bucket, tmp_path / "copy"))
    judge(rows(tmp_path / "copy"), made)


def test_two_of_one_group(desk: Settings, tmp_path: Path) -> None:
    """They share the partitions; one is frozen until its partitions are given away, and makes no file beside the other's."""
    made, folder = stream(600, seed=5), tmp_path / "articles"
    half = len(made.sendings) // 2
    with SinkProcess(desk, str(folder), *ROLL) as one, SinkProcess(desk, str(folder), *ROLL) as other:
        asyncio.run(send(desk, made.sendings[:half]))
        _wait_for(folder, half // 3)
        one.process.send_signal(signal.SIGSTOP)
        asyncio.run(send(desk, made.sendings[half:]))
        time.sleep(9)  # longer than the session
        one.process.send_signal(signal.SIGCONT)
        asyncio.run(send(desk, [sent_article(version_of("harbour-press:x", 1))]))
        made.standing["harbour-press:x", 1] = version_of("harbour-press:x", 1).content_hash
        _wait_for(folder, len(made.standing))
        assert (one.stop(), other.stop()) == (0, 0), (one.said, other.said)
    judge(rows(folder), made)


def test_it_ends_in_good_order(desk: Settings, tmp_path: Path) -> None:
    """What waits is written when it is told to end; the files are those of nobody else."""
    folder = tmp_path / "articles"
    asyncio.run(send(desk, [sent_article(version_of("harbour-press:1", 1))]))
    with SinkProcess(desk, str(folder), "--member", "one") as sink:
        time.sleep(4)
        assert rows(folder) == []
        assert sink.stop() == 0, sink.said
        assert sink.said.splitlines() == ["kept 1 records, 0 of them set aside"]
    assert len(rows(folder)) == 1
    [file] = folder.rglob("*.parquet")
    assert pq.read_metadata(file).num_rows == 1
    assert os.stat(file).st_nlink == 1  # noqa: PTH116 -- a link that stays would be a second name


def _wait_for(folder: Path, count: int) -> None:
    deadline = time.monotonic() + 60
    while len(rows(folder)) < count:
        assert time.monotonic() < deadline, f"{len(rows(folder))} of {count} rows after a minute"
        time.sleep(0.5)
