"""Topics into the judge, record by record: nothing of them is kept here. Not by the audit's reader, which is under test
beside it.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from copydesk.service.core.desk.outgoing import raw_origin_of
from copydesk.service.core.records import Origin, parse_origin
from copydesk.service.settings import Settings
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.reading import partitions_of
from tests.faults.judge import Judge, Verdict
from tests.faults.model import Model
from tests.faults.pauses import Pauses
from tests.faults.telling import telling

OUTCOMES = ("articles", "duplicates", "rejected")
STALLED_SECONDS = 60


async def judge(settings: Settings, pauses: Pauses) -> Verdict:
    """The verdict on all that the topics hold now; the desk should be done. `pauses` learns when each partition
    moved.
    """
    court = Judge(settings.topic("raw"), Model(settings.max_document_bytes))
    for name in OUTCOMES:
        async for record in read(settings, name):
            origin = origin_of(record)
            court.hear(telling(name, record.value, record_of(record).headers), origin, record.timestamp)
            _note(pauses, name, record, origin)
    for place in partitions_of(settings.topic("raw"), settings.partitions):
        court.next_partition()
        async for record in read(settings, "raw", [place]):
            court.settle(record_of(record))
    return court.close()


def _note(pauses: Pauses, name: str, record: Any, origin: Origin | None) -> None:
    """An outcome shows that its raw partition moves, and that of its story."""
    if origin:
        pauses.moved(f"raw/{origin.partition}", record.timestamp)
    if name != "rejected":
        pauses.moved(f"parsed/{record.partition}", record.timestamp)


def origin_of(record: Any) -> Origin | None:
    """The raw record that an outcome names."""
    return parse_origin(raw_origin_of(record_of(record).headers) or "")


async def read(settings: Settings, name: str, places: Iterable[TopicPartition] | None = None) -> AsyncIterator[Any]:
    """All records that a catalogue topic, or some partitions of it, hold now; each partition in the order of its
    offsets.
    """
    wanted = list(places or partitions_of(settings.topic(name), settings.partitions))
    async with _consumer(settings) as consumer:
        ends = {tp: end for tp, end in (await consumer.end_offsets(wanted)).items() if end}
        consumer.assign(list(ends))
        await consumer.seek_to_beginning()
        deadline = time.monotonic() + STALLED_SECONDS
        while ends:
            for tp, records in (await consumer.getmany(timeout_ms=200)).items():
                deadline = time.monotonic() + STALLED_SECONDS
                for record in records:
                    if record.offset < ends[tp]:
                        yield record
            for tp in [tp for tp, end in ends.items() if await consumer.position(tp) >= end]:
                consumer.pause(tp)
                del ends[tp]
            if time.monotonic() > deadline:
                raise TimeoutError(f"{settings.topic(name)} gives nothing more: {ends}")


@asynccontextmanager
async def _consumer(settings: Settings) -> AsyncIterator[Any]:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.brokers, enable_auto_commit=False, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()
