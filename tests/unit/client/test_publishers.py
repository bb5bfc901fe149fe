"""Publishers without a broker: what may not be chosen, and what is said of one that is not open or not installed."""

from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaConnectionError

from copydesk import publisher
from copydesk.client.receipts import Bounds
from copydesk.publisher import NotDelivered, Publisher, PublishError, SyncPublisher, TooLarge, Unreachable
from copydesk.service.shell.commands.embedded import embedded_broker

DOCUMENT = {"url": "https://www.dailyplanet.example/news/1", "body": "<p>Ferry</p>"}


@pytest.mark.parametrize(
    ("kind", "option"),
    [
        (Publisher, {"acks": 1}),
        (Publisher, {"enable_idempotence": False}),
        (SyncPublisher, {"acks": 1}),
        (SyncPublisher, {"enable_idempotence": False}),
        (SyncPublisher, {"enable.idempotence": False}),
    ],
)
def test_what_would_take_the_promises_back(kind: Any, option: dict[str, Any]) -> None:
    """Is no option."""
    with pytest.raises(ValueError, match=r"^(acks|enable.idempotence) is not to be chosen here"):
        kind("localhost:9092", **option)


def test_an_option_that_is_none() -> None:
    """Is said as it is made, or when it is opened."""
    with pytest.raises(ValueError, match='No such configuration property: "bogus"'):
        SyncPublisher("localhost:9092", bogus=1).start()


def test_one_that_is_not_open() -> None:
    """Says how to open it."""
    with pytest.raises(RuntimeError, match="`async with Publisher"):
        asyncio.run(Publisher("localhost:9092").publish(DOCUMENT))
    with pytest.raises(RuntimeError, match="`with SyncPublisher"):
        SyncPublisher("localhost:9092").publish(DOCUMENT)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install; the other publisher does not need it."""
    monkeypatch.setitem(sys.modules, "confluent_kafka", None)
    Publisher("localhost:9092")
    with pytest.raises(ImportError, match=r"^SyncPublisher needs confluent-kafka: pip install 'copydesk\[sync\]'$"):
        SyncPublisher("localhost:9092")


def test_without_a_broker_it_ends_in_time() -> None:
    """What waits for a connection is given up as all else is, and told to who asks, once."""

    async def scene() -> None:
        desk = Publisher("127.0.0.1:9", delivery_timeout_seconds=0.5)
        await desk.start(wait=False)
        with pytest.raises(NotDelivered, match=r"not confirmed by the brokers within 0\.5 s") as told:
            await desk.publish(DOCUMENT, record_id="r1")
        assert told.value.record_ids == ("r1",)
        assert (desk.connected, desk.in_flight_bytes, desk.oldest_seconds) == (False, 0, 0.0)
        await desk.flush()
        await desk.send(DOCUMENT, record_id="r2")
        with pytest.raises(
            NotDelivered, match=r"^1 of the documents that were sent failed; the first: r2: not confirmed"
        ):
            await desk.close()
        await desk.close()

    asyncio.run(scene())


def test_who_is_interrupted_does_not_wait_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was under way is told beside what ended the block."""
    monkeypatch.setattr(publisher, "CANCELLED_SECONDS", 0.2)

    async def scene() -> BaseException:
        desk = Publisher("127.0.0.1:9", delivery_timeout_seconds=60)
        await desk.start(wait=False)
        await desk.send(DOCUMENT, record_id="r1")
        error = asyncio.CancelledError()
        async with asyncio.timeout(10):
            await desk.__aexit__(type(error), error, None)
        return error

    (note,) = asyncio.run(scene()).__notes__
    assert note.startswith("1 of the documents that were sent failed; the first: r1: the publisher was closed")


def test_what_helps_to_catch() -> None:
    """All errors are PublishErrors; what is wrong with a document is a ValueError."""
    assert issubclass(NotDelivered, PublishError)
    assert issubclass(TooLarge, PublishError)
    assert issubclass(TooLarge, ValueError)
    assert not issubclass(NotDelivered, ValueError)


def test_there_is_always_room_for_one() -> None:
    """However large; and then for none beside it."""
    bounds = Bounds(bytes=100, records=2, seconds=1)
    assert bounds.fit(0, 0, 1000)
    assert not bounds.fit(1000, 1, 1)
    assert bounds.fit(50, 1, 50)
    assert not bounds.fit(50, 1, 51)
    assert not bounds.fit(2, 2, 1)


@pytest.mark.parametrize("kind", [Publisher, SyncPublisher])
@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"max_in_flight": 0}, "max_in_flight=0: it is a number above 0"),
        ({"max_in_flight_bytes": -1}, "max_in_flight_bytes=-1: "),
        ({"max_document_bytes": 0}, "max_document_bytes=0: "),
        ({"delivery_timeout_seconds": 0}, "delivery_timeout_seconds=0: "),
        ({"delivery_timeout_seconds": float("nan")}, "delivery_timeout_seconds=nan: "),
        ({"delivery_timeout_seconds": "30"}, "delivery_timeout_seconds='30': "),
        ({"topic": "news raw"}, "topic='news raw': a name has letters"),
        ({"topic": ""}, "topic='': "),
        ({"topic": ".."}, "topic='..': "),
        ({"source_id": "Daily Planet"}, "source_id: "),
        ({"brokers": ""}, "brokers='': they are host:port"),
        ({"brokers": None}, "brokers=None: "),
        ({"brokers": []}, "brokers=[]: "),
        ({"brokers": ["localhost:9092", ""]}, "brokers=['localhost:9092', '']: "),
        ({"brokers": "localhost:kafka"}, "brokers='localhost:kafka': "),
    ],
)
def test_what_cannot_be(kind: Any, options: dict[str, Any], line: str) -> None:
    """Is said as it is made, in a line with its name."""
    with pytest.raises(ValueError, match="^" + re.escape(line)):
        kind(**{"brokers": "localhost:9092", **options})


@pytest.mark.parametrize("brokers", ["localhost", "a:9092, b:9092", "[::1]:9092", ["a:9092", "b:9092"]])
def test_brokers_that_can_be(brokers: Any) -> None:
    """One or several, with a port or without."""
    Publisher(brokers)
    SyncPublisher(brokers)


def test_what_aiokafka_says_of_it(caplog: pytest.LogCaptureFixture) -> None:
    """Is left out of a publisher, who tells it by an exception, and of nobody else."""
    caplog.set_level(logging.WARNING, logger="aiokafka")  # a command that ran in this process may have silenced it

    async def scene() -> None:
        with pytest.raises(Unreachable):
            await Publisher("127.0.0.1:9").start()
        assert not caplog.records
        other = AIOKafkaClient(bootstrap_servers="127.0.0.1:9")
        with pytest.raises(KafkaConnectionError):
            await other.bootstrap()

    asyncio.run(scene())
    assert [line.name for line in caplog.records] == ["aiokafka"]


def test_a_topic_that_is_missing_is_not_made_by_asking(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Also by a broker that makes what it is asked for; it is told as missing, and nothing is logged."""

    async def begin(brokers: str) -> None:
        async with Publisher(brokers, topic="lost.raw"):
            pass

    with embedded_broker(tmp_path / "broker.log") as broker:
        brokers = broker.address
        with pytest.raises(Unreachable, match=r"there is no topic lost\.raw: `copydesk topics create` makes it"):
            asyncio.run(begin(brokers))
        with pytest.raises(Unreachable, match=r"there is no topic lost\.raw"):
            SyncPublisher(brokers, topic="lost.raw").start()
        command = [sys.executable, "-m", "copydesk", "publish", "-", "--source", "dailyplanet"]
        told = subprocess.run(
            command,
            env={"COPYDESK_BROKERS": brokers, "PATH": ""},
            input="<p>Ferry</p>",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (told.returncode != 0, "no topic news.raw" in told.stderr) == (True, True), told.stderr
        assert not caplog.records
        assert asyncio.run(topics(brokers)) == set()


async def topics(brokers: str) -> set[str]:
    """All that a broker has."""
    client = AIOKafkaAdminClient(bootstrap_servers=brokers)
    await client.start()
    try:
        return set(await client.list_topics())
    finally:
        await client.close()


def test_nothing_is_left_on_the_loop(tmp_path: Path) -> None:
    """When a publisher is closed, all its tasks have ended: a loop that stops then complains of each that has not."""

    async def scene(brokers: str) -> set[Any]:
        admin = AIOKafkaAdminClient(bootstrap_servers=brokers)
        await admin.start()
        await admin.create_topics([NewTopic("kept.raw", 1, 1)])
        await admin.close()
        async with Publisher(brokers, topic="kept.raw") as desk:
            await desk.publish(DOCUMENT)
            await asyncio.sleep(0.1)
        return asyncio.all_tasks() - {asyncio.current_task()}

    with embedded_broker(tmp_path / "broker.log") as broker:
        assert asyncio.run(scene(broker.address)) == set()
