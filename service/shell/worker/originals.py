"""Originals: reads one raw record again, for the rare document that fails after it was parsed.

Such a failure happens with the parsed article in hand, but `news.rejected` promises the original bytes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import OffsetOutOfRangeError

from copydesk.service.core.records import Record, parse_origin
from copydesk.service.shell.batches import read_anything
from copydesk.service.shell.incoming import record_of

READ_SECONDS = 10.0


class Originals:
    """Reads by origin, each time with a consumer of its own, made with these options: slow, and almost never needed."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options

    async def read(self, raw_origin: str) -> Record | None:
        """The raw record; None if its origin is unreadable or the topic no longer has it."""
        origin = parse_origin(raw_origin)
        if origin is None:
            return None
        read_anything()
        consumer = AIOKafkaConsumer(
            **self._options,
            group_id=None,
            auto_offset_reset="none",
            max_partition_fetch_bytes=32 * 1024 * 1024,
        )
        await consumer.start()
        try:
            place = TopicPartition(origin.topic, origin.partition)
            consumer.assign([place])
            consumer.seek(place, origin.offset)
            found = record_of(await asyncio.wait_for(consumer.getone(place), READ_SECONDS))
            return found if found.origin == origin else None
        except (TimeoutError, OffsetOutOfRangeError):
            return None
        finally:
            await consumer.stop()
