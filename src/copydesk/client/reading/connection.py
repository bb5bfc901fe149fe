"""Connections of a reader: what it asks the brokers beside its records."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, for_code

from copydesk.client.embedded import end_offsets, is_embedded, is_told
from copydesk.client.metadata import make_no_topics, topic_told
from copydesk.client.reading.errors import AWAY, MissingTopic
from copydesk.client.reading.moments import milliseconds
from copydesk.client.reading.places import Place, place_with

T = TypeVar("T")

CONNECT_SECONDS = 15
STALLED_SECONDS = 20
"""So long a broker may take to give what it has."""

AGAIN_SECONDS = 1.0

_SHARED = (
    "client_id",
    "request_timeout_ms",
    "retry_backoff_ms",
    "metadata_max_age_ms",
    "connections_max_idle_ms",
    "api_version",
)
"""Options that an admin client has too, beside those that say how to speak to the brokers."""

_OURS = ("bootstrap_servers", "group_id", "enable_auto_commit", "key_deserializer", "value_deserializer")


def reader_options(brokers: str, group: str | None, kafka: Mapping[str, Any]) -> dict[str, Any]:
    """Of the consumer; TypeError for an option that is the reader's own affair."""
    if taken := sorted(set(kafka) & set(_OURS)):
        raise TypeError(f"{taken[0]} cannot be given: the reader sets it")
    return {
        "client_id": "copydesk-reader",
        "isolation_level": "read_committed",
        "auto_offset_reset": "earliest",
        "max_partition_fetch_bytes": 4 * 1024 * 1024,
        **kafka,
        "bootstrap_servers": brokers,
        "group_id": group,
        "enable_auto_commit": False,
    }


async def started(client: Any) -> Any:
    """The client, connected within CONNECT_SECONDS; no topic is made by its asking. Who is canceled meanwhile waits for
    that: aiokafka forgets a connection that it is about to make.
    """
    make_no_topics(client._client)
    starting = asyncio.ensure_future(asyncio.wait_for(client.start(), CONNECT_SECONDS))
    try:
        await asyncio.shield(starting)
    except BaseException:
        await asyncio.wait([starting])
        await closed(client)
        raise
    return client


async def closed(client: Any, seconds: float = CONNECT_SECONDS) -> None:
    """Stop it, well or not, within these seconds."""
    stop = client.close if isinstance(client, AIOKafkaAdminClient) else client.stop
    try:
        await asyncio.wait_for(stop(), seconds)
    except (KafkaError, TimeoutError):
        pass  # what went wrong before is the news
    finally:
        await client._client.close()  # aiokafka leaves connections open where its own end is canceled or fails


@asynccontextmanager
async def _admin(brokers: str, kafka: Mapping[str, Any]) -> AsyncIterator[Any]:
    options = {
        name: value
        for name, value in kafka.items()
        if name in _SHARED or name.startswith(("sasl_", "security_", "ssl_"))
    }
    client = await started(
        AIOKafkaAdminClient(**{"client_id": "copydesk-reader", **options, "bootstrap_servers": brokers})
    )
    try:
        yield client
    finally:
        await closed(client)


@asynccontextmanager
async def beside(brokers: str, kafka: Mapping[str, Any]) -> AsyncIterator[Any]:
    """A second consumer, of no group."""
    options = {name: value for name, value in kafka.items() if not name.startswith("group_")}
    client = await started(AIOKafkaConsumer(**reader_options(brokers, None, options)))
    try:
        yield client
    finally:
        await closed(client)


async def partitions_of(brokers: str, topic: str, kafka: Mapping[str, Any]) -> list[TopicPartition]:
    """All of a topic; MissingTopic where it is not there."""
    async with _admin(brokers, kafka) as client:
        told = await topic_told(client, topic)
    if told["error_code"]:
        error = for_code(told["error_code"])
        if error.__name__ != "UnknownTopicOrPartitionError":
            raise error(topic)
        raise MissingTopic(f"{brokers} has no topic {topic}: give topic=, or run `copydesk topics create`")
    return sorted(TopicPartition(topic, each["partition"]) for each in told["partitions"])


async def stored_places(
    brokers: str, group: str, places: Sequence[TopicPartition], kafka: Mapping[str, Any]
) -> dict[TopicPartition, Place]:
    """What a group has committed, with what it holds; partitions without are left out."""
    async with _admin(brokers, kafka) as client:
        told = await client.list_consumer_group_offsets(group, partitions=list(places))
    return {place: place_with(stored.offset, stored.metadata) for place, stored in told.items() if stored.offset >= 0}


async def ends_of(
    client: Any, brokers: str, places: Sequence[TopicPartition], kafka: Mapping[str, Any]
) -> dict[TopicPartition, int]:
    """The offset after the last record of each partition."""
    if not places or not await is_embedded(client._client):
        return dict(await client.end_offsets(list(places)))
    async with beside(brokers, kafka) as other:
        return dict(await end_offsets(other, list(places)))


async def offsets_at(
    client: Any,
    places: Sequence[TopicPartition],
    moment: datetime,
    ends: Mapping[TopicPartition, int] | None = None,
) -> dict[TopicPartition, int]:
    """The first offset of each partition with that record time or a later one; its end where there is none, as it was before this was
    asked. Without `ends` it is asked for them, and assigned other partitions on a demo's broker.
    """
    if ends is None:
        ends = await end_offsets(client, list(places))  # first: what comes in between is behind them
    found = await client.offsets_for_times(dict.fromkeys(places, milliseconds(moment)))
    return {place: found[place].offset if is_told(found.get(place)) else ends[place] for place in places}


async def records_at(
    brokers: str, wanted: Sequence[tuple[TopicPartition, int]], kafka: Mapping[str, Any]
) -> dict[tuple[TopicPartition, int], Any]:
    """The records at these places; those that compaction took are left out."""
    found: dict[tuple[TopicPartition, int], Any] = {}
    if wanted:
        async with beside(brokers, kafka) as client:
            for place, offset in wanted:
                record = await _record_at(client, place, offset)
                if record is not None:
                    found[place, offset] = record
    return found


async def _record_at(client: Any, place: TopicPartition, offset: int) -> Any:
    end = (await end_offsets(client, [place]))[place]
    client.assign([place])
    client.seek(place, offset)
    async with asyncio.timeout(STALLED_SECONDS):
        while await client.position(place) <= offset < end:
            for records in (await client.getmany(timeout_ms=500, max_records=1)).values():
                return records[0] if records[0].offset == offset else None
    return None


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """What it gives. A broker that is away while a reader reads is asked again: nothing of that reaches the caller."""
    while True:
        try:
            return await work()
        except AWAY:
            pass
        except KafkaError as error:
            if not error.retriable:
                raise
        await asyncio.sleep(AGAIN_SECONDS)
