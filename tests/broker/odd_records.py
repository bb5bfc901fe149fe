"""Records that Kafka carries and no ordinary client sends: nothing at all, names that are no UTF-8, batches that unpack
to gigabytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy

from copydesk.service.settings import Settings

CODECS = {"none": 0, "gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}
PLACEHOLDER, NO_UTF8 = "name--that--is--no--utf8", b"name\xff\xfethat\xc0\x80is\xf5\xf5no\x80\x80utf8"
LARGEST_REQUEST = 1024 * 1024 * 1024

Odd = tuple[bytes | None, bytes | None, Sequence[tuple[str, bytes | None]]]
"""Key, value and headers."""


async def send_odd(settings: Settings, record: Odd, partition: int = 0, codec: str = "none") -> int:
    """Send one record in a batch of its own; returns its offset. A header named PLACEHOLDER is sent as NO_UTF8."""
    key, value, headers = record
    async with AIOKafkaProducer(bootstrap_servers=settings.brokers, max_request_size=LARGEST_REQUEST) as producer:
        batch: Any = producer.create_batch()
        batch._builder = _DefaultRecordBatchBuilderPy(2, CODECS[codec], 0, -1, -1, -1, LARGEST_REQUEST)
        batch.append(key=key, value=value, timestamp=None, headers=list(headers))
        batch._builder._buffer = bytearray(bytes(batch._builder._buffer).replace(PLACEHOLDER.encode(), NO_UTF8))
        sent: Any = await producer.send_batch(batch, settings.topic("raw"), partition=partition)
        return int((await sent).offset)
