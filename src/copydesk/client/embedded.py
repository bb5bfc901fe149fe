"""The broker of `copydesk demo`: Tansu 0.6.0, which cannot do all that Kafka can. Who speaks to it is helped here, so that programs that
are tried on a demo are right there too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiokafka import TopicPartition
from aiokafka.protocol.metadata import MetadataRequest

CLUSTER = "tansu_cluster"
"""How it calls itself. It gives a producer no number of its own, so that none can be idempotent there."""
POLL_MS = 500


async def is_embedded(connections: Any) -> bool:
    """Whether an AIOKafkaClient, connected, speaks to the broker of a demo."""
    answer = await connections.send(connections.get_random_node(), MetadataRequest([]))
    return getattr(answer, "cluster_id", None) == CLUSTER


async def end_offsets(consumer: Any, places: list[TopicPartition]) -> Mapping[TopicPartition, int]:
    """The offset after the last record of each, from any broker. On a demo's it assigns other partitions to the consumer: Tansu answers
    ListOffsets with the first offset of the last batch plus one, and only fetches tell the end.
    """
    listed: Mapping[TopicPartition, int] = await consumer.end_offsets(places)
    if not await is_embedded(consumer._client):
        return listed
    filled = [place for place in places if listed[place] > 0]
    consumer.assign(filled)
    for place in filled:
        consumer.seek(place, listed[place] - 1)
    while any(consumer.highwater(place) is None for place in filled):
        await consumer.getmany(timeout_ms=POLL_MS)
    return {place: consumer.highwater(place) if place in filled else 0 for place in places}


def is_told(found: Any) -> bool:
    """Whether `offsets_for_times` has found a record of a partition: Kafka says None where there is none, a demo's broker an offset
    without a time.
    """
    return found is not None and found.timestamp >= 0
