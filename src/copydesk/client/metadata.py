"""What aiokafka asks brokers about topics: by name, and so that none is made by asking, whatever the broker does for others."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import partial
from typing import Any

from aiokafka.errors import KafkaError
from aiokafka.protocol.metadata import MetadataRequest


def make_no_topics(client: Any) -> None:
    """For an AIOKafkaClient, before it is started: its own requests let the broker make what they name, and it has no option."""
    client._metadata_update = partial(_update, client)


async def topic_told(admin: Any, topic: str) -> Any:
    """What an AIOKafkaAdminClient, started, is told of one topic, its `error_code` included. Its own `describe_topics` would have
    it made.
    """
    answer = await admin._send_request(MetadataRequest([topic], allow_auto_topic_creation=False))
    (told,) = answer.to_object()["topics"]
    return told


async def _update(client: Any, cluster: Any, topics: Iterable[str]) -> bool:
    """As AIOKafkaClient has it: whether some broker told."""
    nodes = [broker.nodeId for broker in cluster.brokers()]
    for node in random.sample(nodes, len(nodes)):
        try:
            told = await client.send(node, MetadataRequest(list(topics) or None, allow_auto_topic_creation=False))
        except (KafkaError, TimeoutError):
            continue
        if told.brokers:
            cluster.update_metadata(told)
        return bool(told.brokers)
    cluster.failed_update(None)
    return False
