"""`copydesk.publisher` against real brokers: what has a receipt is on the topic, what has none is told in bounded time, and what
one document or one outage breaks does not stop those that come after.
"""

from __future__ import annotations

import asyncio
import base64
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from confluent_kafka import KafkaError

from copydesk.publisher import (
    InvalidDocument,
    NotDelivered,
    Publisher,
    PublishError,
    Receipt,
    SyncPublisher,
    TooLarge,
    Unreachable,
)
from copydesk.service.settings import Settings
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import read_all
from tests.kafka.cluster import KafkaCluster
from tests.kafka.server import KafkaServer

SMALL_TOPIC_BYTES = 300_000
PARTITIONS = 3


def settings_of(bootstrap: str, prefix: str, replicas: int = 1) -> Settings:
    """A desk of this test alone."""
    return Settings(brokers=bootstrap, topic_prefix=prefix, partitions=PARTITIONS, replication_factor=replicas)


def page(number: int, size: int = 0) -> dict[str, Any]:
    """A document; of so many bytes that nothing packs."""
    more = base64.b64encode(os.urandom(size)).decode()
    return {"url": f"https://www.dailyplanet.example/news/{number}", "body": f"<p>Plan {number} is approved.</p>{more}"}


async def on_topic(settings: Settings) -> dict[str, list[Receipt]]:
    """record_id -> where it stands, each place."""
    found: dict[str, list[Receipt]] = {}
    for record in await read_all(settings, "raw"):
        record_id = orjson.loads(record.value)["record_id"]
        found.setdefault(record_id, []).append(Receipt(record_id, record.topic, record.partition, record.offset))
    return found


def outcome(call: Callable[[], Receipt]) -> Receipt | PublishError:
    """What came of one document."""
    try:
        return call()
    except PublishError as error:
        return error


async def outcomes(sent: Iterable[Any]) -> list[Receipt | PublishError]:
    """What came of several."""
    found = await asyncio.gather(*sent, return_exceptions=True)
    told = [each for each in found if isinstance(each, Receipt | PublishError)]
    assert len(told) == len(found), found
    return told


async def by_publisher(bootstrap: str, topic: str, documents: list[dict[str, Any]]) -> list[Receipt | PublishError]:
    """All through one Publisher."""
    async with Publisher(bootstrap, topic=topic) as desk:
        return await outcomes([await desk.send(document) for document in documents])


async def by_sync_publisher(
    bootstrap: str, topic: str, documents: list[dict[str, Any]]
) -> list[Receipt | PublishError]:
    """All through one SyncPublisher, in a thread."""

    def publish() -> list[Receipt | PublishError]:
        with SyncPublisher(bootstrap, topic=topic) as desk:
            return [outcome(sent.result) for sent in [desk.send(document) for document in documents]]

    return await asyncio.to_thread(publish)


EITHER = pytest.mark.parametrize("publish", [by_publisher, by_sync_publisher])


@EITHER
def test_each_receipt_says_where_it_stands(kafka: KafkaServer, prefix: str, publish: Any) -> None:
    """And all crawls of one page are on one partition, where every client of Kafka puts their key."""
    settings = settings_of(kafka.bootstrap, prefix)

    async def scene() -> None:
        await create_topics(settings)
        receipts = await publish(kafka.bootstrap, settings.topic("raw"), [page(number % 10) for number in range(300)])
        assert await on_topic(settings) == {receipt.record_id: [receipt] for receipt in receipts}
        homes = {receipts[number].partition for number in range(0, 300, 10)}
        producer = AIOKafkaProducer(bootstrap_servers=kafka.bootstrap)
        await producer.start()
        try:
            elsewhere = await producer.send_and_wait(settings.topic("raw"), b"{}", key=page(0)["url"].encode())
        finally:
            await producer.stop()
        assert homes == {elsewhere.partition}

    asyncio.run(scene())


@EITHER
def test_one_that_the_topic_does_not_take(kafka: KafkaServer, prefix: str, publish: Any) -> None:
    """Is told as too large, and those beside it and after it go: also where all together were too large a batch."""
    settings = settings_of(kafka.bootstrap, prefix)

    async def scene() -> None:
        admin: Any = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap)
        await admin.start()
        limit = {"max.message.bytes": str(SMALL_TOPIC_BYTES)}
        await admin.create_topics([NewTopic(settings.topic("raw"), PARTITIONS, 1, topic_configs=limit)])
        await admin.close()
        sizes = [*[100_000] * 12, 2 * SMALL_TOPIC_BYTES, *[100] * 12, 2 * SMALL_TOPIC_BYTES, 100]
        documents = [page(number, size) for number, size in enumerate(sizes)]
        found = await publish(kafka.bootstrap, settings.topic("raw"), documents)
        assert [isinstance(each, TooLarge) for each in found] == [size > SMALL_TOPIC_BYTES for size in sizes], found
        assert {each.record_id for each in found if isinstance(each, Receipt)} == set(await on_topic(settings))

    asyncio.run(scene())


@EITHER
def test_large_pages_go_packed(kafka: KafkaServer, prefix: str, publish: Any) -> None:
    """As large as a desk reads; what packs well takes little of the topic."""
    settings = settings_of(kafka.bootstrap, prefix)
    document = {"url": "https://www.dailyplanet.example/news/1", "body": "<p>The council met.</p>\n" * 160_000}

    async def scene() -> None:
        await create_topics(settings)
        (receipt,) = await publish(kafka.bootstrap, settings.topic("raw"), [document])
        assert list(await on_topic(settings)) == [receipt.record_id]

    asyncio.run(scene())


async def _while_away(kafka: KafkaServer, topic: str) -> tuple[Receipt, list[Receipt | PublishError], float, Receipt]:
    async with Publisher(kafka.bootstrap, topic=topic, delivery_timeout_seconds=5) as desk:
        before = await desk.publish(page(1))
        kafka.kill()
        began = time.monotonic()
        lost = await outcomes([await desk.send(page(number)) for number in range(2, 40)])
        waited = time.monotonic() - began
        await asyncio.to_thread(kafka.restart)
        return before, lost, waited, await _soon(desk)


async def _soon(desk: Publisher) -> Receipt:
    """A broker that has just begun may be too slow for one try."""
    try:
        return await desk.publish(page(40))
    except NotDelivered:
        return await desk.publish(page(40))


def _while_away_sync(kafka: KafkaServer, topic: str) -> tuple[Receipt, list[Receipt | PublishError], float, Receipt]:
    with SyncPublisher(kafka.bootstrap, topic=topic, delivery_timeout_seconds=5) as desk:
        before = desk.publish(page(1))
        kafka.kill()
        began = time.monotonic()
        lost = [outcome(sent.result) for sent in [desk.send(page(number)) for number in range(2, 40)]]
        waited = time.monotonic() - began
        kafka.restart()
        try:
            after = desk.publish(page(40))
        except NotDelivered:
            after = desk.publish(page(40))
        return before, lost, waited, after


@pytest.mark.broker
@pytest.mark.parametrize("kind", ["asyncio", "sync"])
def test_a_broker_that_goes_and_comes_back(kafka: KafkaServer, prefix: str, kind: str) -> None:
    """While it is away each document is told as not delivered, in time; when it is back the same publisher goes on."""
    with KafkaServer() as own:  # the other tests go on using theirs
        settings = settings_of(own.bootstrap, prefix)

        async def scene() -> None:
            await create_topics(settings)
            topic = settings.topic("raw")
            if kind == "asyncio":
                before, lost, waited, after = await _while_away(own, topic)
            else:
                before, lost, waited, after = await asyncio.to_thread(_while_away_sync, own, topic)
            assert all(isinstance(each, NotDelivered) and "may still arrive" in str(each) for each in lost), lost
            assert 4 < waited < 12
            found = await on_topic(settings)
            assert found[before.record_id] == [before]
            assert after in found[after.record_id]
            assert all(len(places) == 1 for places in found.values())

        asyncio.run(scene())


def test_what_nobody_awaited_is_told_at_the_end(kafka: KafkaServer, prefix: str) -> None:
    """With the names of the documents, once; an error of the program's own comes first and has it as a note."""
    with KafkaServer() as own:
        settings = settings_of(own.bootstrap, prefix)

        async def scene(error: Exception | None) -> None:
            async with Publisher(own.bootstrap, topic=settings.topic("raw"), delivery_timeout_seconds=2) as desk:
                await desk.publish(page(0))
                own.kill()
                sent.extend([await desk.send(page(number)) for number in range(3)])
                with pytest.raises(NotDelivered):
                    await sent[0]
                if error:
                    raise error

        sent: list[Any] = []
        asyncio.run(create_topics(settings))
        with pytest.raises(NotDelivered, match=r"^2 of the documents that were sent failed; the first: ") as told:
            asyncio.run(scene(None))
        assert told.value.record_ids == tuple(sorted(each.record_id for each in sent[1:]))
        own.restart()
        sent.clear()
        with pytest.raises(KeyError) as noted:
            asyncio.run(scene(KeyError("mine")))
        assert noted.value.__notes__[0].startswith("2 of the documents that were sent failed")


def test_no_more_than_so_much_is_under_way(kafka: KafkaServer, prefix: str) -> None:
    """Who sends faster than the brokers take waits; without brokers, until the time is up."""
    with KafkaServer() as own:
        settings = settings_of(own.bootstrap, prefix)

        async def scene() -> None:
            await create_topics(settings)
            async with Publisher(
                own.bootstrap, topic=settings.topic("raw"), max_in_flight_bytes=50_000, delivery_timeout_seconds=3
            ) as desk:
                for number in range(100):
                    await desk.send(page(number, 6_000))
                    assert desk.in_flight_bytes <= 50_000
                await desk.flush()
                assert desk.in_flight_bytes == 0
                await desk.publish(page(100, 60_000))  # one that is larger than all goes alone
                own.kill()
                found = await outcomes(desk.publish(page(number, 6_000)) for number in range(20))
                told = [str(each) for each in found if isinstance(each, NotDelivered)]
                assert len(told) == 20
                assert 10 < sum("not sent: " in line for line in told) < 20

        asyncio.run(scene())


def test_a_wrong_document_stops_no_other(kafka: KafkaServer, prefix: str) -> None:
    """It is told before anything is sent."""
    settings = settings_of(kafka.bootstrap, prefix)

    async def scene() -> None:
        await create_topics(settings)
        async with Publisher(kafka.bootstrap.split(","), topic=settings.topic("raw")) as desk:
            with pytest.raises(InvalidDocument, match=r"^bdy: no such field; did you mean body\?$"):
                await desk.publish(url="https://www.dailyplanet.example/1", bdy="x")
            receipt = await desk.publish(page(1))
        assert list(await on_topic(settings)) == [receipt.record_id]

    asyncio.run(scene())


def test_a_producer_that_can_send_no_more_is_replaced(kafka: KafkaServer, prefix: str) -> None:
    """What librdkafka calls fatal: what it had not delivered goes by the next one, and so does all that comes after."""
    settings = settings_of(kafka.bootstrap, prefix)
    asyncio.run(create_topics(settings))
    with SyncPublisher(kafka.bootstrap, topic=settings.topic("raw"), linger_ms=500) as desk:
        first = desk._line
        assert first is not None
        sent = [desk.send(page(number)) for number in range(10)]
        with desk._changed:  # as librdkafka tells of it, in place of the first one's delivery
            parcel = next(iter(desk._held))
            desk._told(parcel, first, KafkaError(KafkaError._FATAL, "out of order", fatal=True), None)
        receipts = [each.result(30) for each in [*sent, desk.send(page(11))]]
        assert desk._line is not first
    found = asyncio.run(on_topic(settings))
    assert len(found) == 11
    assert all(receipt in found[receipt.record_id] for receipt in receipts)


@pytest.mark.parametrize("kind", [Publisher, SyncPublisher])
def test_no_topic_and_no_broker(kafka: KafkaServer, prefix: str, kind: Any) -> None:
    """Are told at the start, in a line that says what to do."""

    async def begin(brokers: str) -> None:
        if kind is SyncPublisher:
            with SyncPublisher(brokers, topic=f"{prefix}.raw"):
                pass
        else:
            async with Publisher(brokers, topic=f"{prefix}.raw"):
                pass

    with pytest.raises(Unreachable, match=f"there is no topic {prefix}.raw: `copydesk topics create` makes it"):
        asyncio.run(begin(kafka.bootstrap))
    with pytest.raises(Unreachable, match=r"^no Kafka broker answers at 127.0.0.1:9"):
        asyncio.run(begin("127.0.0.1:9"))


@pytest.mark.broker
def test_a_cluster_that_loses_brokers(kafka: KafkaServer, prefix: str) -> None:
    """One of three is killed and comes back, another freezes: each document has its receipt, and stands once or as a repeat of itself."""
    with KafkaCluster() as cluster:
        settings = settings_of(cluster.bootstrap, prefix, replicas=3)

        async def scene() -> None:
            await create_topics(settings)
            async with Publisher(cluster.bootstrap, topic=settings.topic("raw"), request_timeout_ms=5000) as desk:
                faults = asyncio.create_task(_faults(cluster))
                sent: list[Any] = []
                while not faults.done():
                    sent.append(await desk.send(page(len(sent))))
                    await asyncio.sleep(0.01)
                receipts = await outcomes(sent)
                await faults
            failed = [each for each in receipts if not isinstance(each, Receipt)]
            assert failed == []
            found = await on_topic(settings)
            for receipt in receipts:
                assert isinstance(receipt, Receipt)
                assert receipt.offset == -1 or receipt in found[receipt.record_id]
            assert len(found) == len(sent) > 500

        asyncio.run(scene())


async def _faults(cluster: KafkaCluster) -> None:
    await asyncio.sleep(1)
    cluster.kill(0)
    await asyncio.sleep(6)
    cluster.run(0)
    await cluster.ready()
    cluster.freeze(1)
    await asyncio.sleep(7)
    cluster.thaw(1)
    await cluster.ready()
