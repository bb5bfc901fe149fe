"""`copydesk sink postgresql://…` on a real broker and a real server: killed, frozen, without its database, and two at once."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from copydesk.service.settings import Settings
from tests.broker.sink_scene import (
    PARTITIONS,
    SinkProcess,
    Standing,
    Stream,
    kill_often,
    made_desk,
    send,
    sent_article,
    stream,
    tombstone,
    version_of,
)
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer
from tests.postgres.server import PASSWORD, PostgresServer

KILLS = 30
STORIES = 1500


@pytest.fixture
def desk(kafka: KafkaServer, prefix: str) -> Settings:
    """Topics of its own."""
    return made_desk(kafka, prefix)


def standing(url: str) -> Standing:
    """All versions that are there."""
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT guid, version, content_hash FROM articles").fetchall()
    assert len(rows) == len({row[:2] for row in rows})
    return {(guid, version): content_hash for guid, version, content_hash in rows}


def progress(url: str) -> int:
    """Records that are kept."""
    try:
        with psycopg.connect(url) as connection:
            [(kept,)] = connection.execute("SELECT coalesce(sum(next_offset), 0) FROM articles_offsets").fetchall()
    except psycopg.errors.UndefinedTable:
        return 0
    return int(kept)


def judge(url: str, made: Stream) -> None:
    """Each version once with its content, nothing of what was forgotten, nothing shown of what was killed."""
    assert standing(url) == made.standing
    with psycopg.connect(url) as connection:
        shown = {guid for (guid,) in connection.execute("SELECT guid FROM latest_articles").fetchall()}
        bodies = connection.execute(
            "SELECT guid, version, body_text FROM articles WHERE pubstatus = 'usable'"
        ).fetchall()
    assert shown == {guid for guid, _ in made.standing} - made.canceled
    assert all(body == version_of(guid, version).body_text for guid, version, body in bodies)
    assert not shown & made.gone


def test_killed_thirty_times(desk: Settings, database: str) -> None:
    """SIGKILL at random moments, while records come: in the end each version is there once."""
    made = stream(STORIES, seed=16)
    moved = kill_often(desk, database, made, lambda: progress(database), KILLS)
    judge(database, made)
    assert moved >= KILLS // 3  # else it was killed before it had written anything


def test_a_database_that_goes_and_comes(desk: Settings, postgres: PostgresServer, database: str) -> None:
    """The sink waits, says so in one line, and goes on; nothing is missing and nothing there twice."""
    made = stream(600, seed=3)
    third = len(made.sendings) // 3
    with SinkProcess(desk, database) as sink:
        for part in range(3):
            asyncio.run(send(desk, made.sendings[part * third : (part + 1) * third]))
            postgres.kill()
            time.sleep(1)
            postgres.start()
        asyncio.run(send(desk, made.sendings[3 * third :]))
        _wait_for(database, len(made.sendings))
        assert sink.process.poll() is None, sink.said
        assert sink.stop() == 0
        lines = sink.said.splitlines()
    judge(database, made)
    assert all(PASSWORD not in line and "Traceback" not in line for line in lines)
    assert 1 <= sum("away" in line for line in lines) <= 2 * 3


@pytest.mark.parametrize("group", [(), ("--group", "kept-apart")])
def test_a_database_that_is_dropped_and_made_anew(
    desk: Settings, postgres: PostgresServer, database: str, group: tuple[str, ...]
) -> None:
    """The sink ends with one line that says what to do; started again it fills the new one from the topic's start: its offsets
    were in the database that is gone, and what the group has committed does not count.
    """
    made = stream(400, seed=7)
    half = len(made.sendings) // 2
    name = database.rpartition("/")[2]
    options = tuple(each.replace("kept", desk.group) for each in group)
    with SinkProcess(desk, database, *options) as sink:
        asyncio.run(send(desk, made.sendings[:half]))
        _wait_for(database, half)
        with psycopg.connect(postgres.url_of("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
            postgres.make_database(name)
        asyncio.run(send(desk, made.sendings[half:]))
        assert sink.wait() == 1, sink.said
        last = sink.said.splitlines()[-1]
        assert last.startswith("copydesk: PostgreSQL: ")
        assert "start the sink again" in last
        assert "Traceback" not in sink.said
    with SinkProcess(desk, database, *options) as sink:
        _wait_for(database, len(made.sendings))
        assert sink.stop() == 0, sink.said
    judge(database, made)


def scraped(port: int) -> dict[str, float]:
    """What the sink tells, summed over its partitions."""
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        text = answer.read().decode()
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name] = found.get(sample.name, 0) + sample.value
    return found


def ready(port: int) -> tuple[int, str]:
    """Status and reason."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/ready", timeout=20) as answer:
            return answer.status, json.load(answer)["reason"]
    except HTTPError as error:
        with error:
            return error.code, json.load(error)["reason"]
    except URLError as error:
        return 0, str(error)


def test_what_it_tells_of_itself(desk: Settings, postgres: PostgresServer, database: str) -> None:
    """Records and commits as they are, a lag that grows while the database is away and ends after it, ready while it is there."""
    made, port = stream(200, seed=9), free_ports(1)[0]
    half = len(made.sendings) // 2
    with SinkProcess(desk.model_copy(update={"health_port": port}), database) as sink:
        asyncio.run(send(desk, made.sendings[:half]))
        _until(lambda: ready(port)[1] == f"working, {PARTITIONS} partitions, lag 0" and progress(database) == half)
        before = scraped(port)
        assert before["copydesk_sink_records_total"] == half
        assert before["copydesk_sink_commits_total"] >= 1
        assert before["copydesk_sink_partitions"] == PARTITIONS
        assert time.time() - 60 < before["copydesk_sink_last_hand_over_timestamp_seconds"] <= time.time()
        postgres.kill()
        try:
            asyncio.run(send(desk, made.sendings[half:]))
            _until(lambda: scraped(port)["copydesk_sink_lag_records"] == len(made.sendings) - half)
            assert scraped(port)["copydesk_sink_waiting"] == 1
            assert scraped(port)["copydesk_sink_lag_seconds"] > 0
            status, reason = ready(port)
            assert (status, reason[:40]) == (503, "its place is away, and waited for: conne")
            assert PASSWORD not in reason
        finally:
            postgres.start()
        _until(lambda: ready(port)[1] == f"working, {PARTITIONS} partitions, lag 0")
        after = scraped(port)
        assert (after["copydesk_sink_waiting"], after["copydesk_sink_lag_seconds"]) == (0, 0)
        assert after["copydesk_sink_records_total"] == len(made.sendings)
        assert sink.stop() == 0, sink.said
    judge(database, made)


def _until(there: Callable[[], bool]) -> None:
    """Until it is so."""
    deadline = time.monotonic() + 60
    while not there():
        assert time.monotonic() < deadline, "not so after a minute"
        time.sleep(0.3)


def test_two_of_one_group(desk: Settings, database: str) -> None:
    """They share the partitions; one is frozen until its partitions are given away, and writes nothing over the other's work
    when it wakes.
    """
    made = stream(900, seed=5)
    half = len(made.sendings) // 2
    with SinkProcess(desk, database) as one, SinkProcess(desk, database) as other:
        asyncio.run(send(desk, made.sendings[:half]))
        _wait_for(database, half // 2)
        one.process.send_signal(signal.SIGSTOP)
        asyncio.run(send(desk, made.sendings[half:]))
        _wait_for(database, len(made.sendings))
        one.process.send_signal(signal.SIGCONT)
        asyncio.run(send(desk, [tombstone("harbour-press:x"), sent_article(version_of("harbour-press:x", 1))]))
        _wait_for(database, len(made.sendings) + 2)
        assert (one.stop(), other.stop()) == (0, 0)
    made.standing["harbour-press:x", 1] = version_of("harbour-press:x", 1).content_hash
    judge(database, made)


def test_what_a_user_gets_wrong(kafka: KafkaServer, desk: Settings, database: str) -> None:
    """One line and 1, for the address, the password, the database, the broker."""
    wrong = {
        "mysql://x/y": "no sink for mysql://",
        database.replace(PASSWORD, "wrong"): "password authentication failed",
        database + "-not": "does not exist",
        "postgresql://127.0.0.1:port/news": "PostgreSQL",
    }
    for address, said in wrong.items():
        assert_fails(desk, address, said)
    nowhere = desk.model_copy(update={"brokers": "127.0.0.1:9"})
    assert_fails(nowhere, database, "no Kafka broker answers")


def assert_fails(settings: Settings, address: str, said: str) -> None:
    """One line that says so, and 1."""
    with SinkProcess(settings, address) as sink:
        assert sink.wait() == 1
        [line] = sink.said.splitlines()
    assert line.startswith("copydesk: ")
    assert said in line
    assert PASSWORD not in line


def test_an_address_from_the_environment(desk: Settings, database: str) -> None:
    """COPYDESK_SINK holds it where no list of processes shows it; without both the command says what it needs."""
    asyncio.run(send(desk, [sent_article(version_of("harbour-press:1", 1))]))
    command = [sys.executable, "-m", "copydesk", "sink", "--until-end"]
    for given, code in ({"COPYDESK_SINK": database}, 0), ({}, 2):
        done = subprocess.run(
            command, env=desk.as_environment() | given, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == code, done.stderr
    assert done.stderr.splitlines() == [
        "copydesk: no ADDRESS: give one, or set COPYDESK_SINK or COPYDESK_SINK_FILE. See `copydesk sink --help`."
    ]
    assert len(standing(database)) == 1


def _wait_for(url: str, records: int) -> None:
    """Until so many are kept."""
    deadline = time.monotonic() + 60
    while progress(url) < records:
        assert time.monotonic() < deadline, f"{progress(url)} of {records} records after a minute"
        time.sleep(0.1)
