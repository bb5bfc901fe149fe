"""The peers: bare aiokafka loops, with nothing of the shell. They keep no table, survive no crash, and are what the
shell's cost is measured against.

`pass`: hands each record on. `one-hop`: parse and edit in one loop with a dict for memory, possible only with a single
worker. `two-hop`: the service's own topics, a loop for each hop. Run as a process: `python -m benchmarks.bare MODE`.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from copydesk.service.core.desk.dedupe import Done, Place, Seen
from copydesk.service.core.desk.outgoing import Outgoing, event_message, outgoing_of_parse
from copydesk.service.core.records import Record, Rejected
from copydesk.service.pipeline import edit_article, edit_record, parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.incoming import record_of

Turn = Callable[[Record], Outgoing]


def pass_on(record: Record) -> Outgoing:
    """The record, unread."""
    return Outgoing("articles", record.key, record.value, ())


class OneHop:
    """Both decisions at once; the raw offset stands in for the place on `parsed`."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._memory: dict[str, Seen] = {}

    def __call__(self, record: Record) -> Outgoing:
        """Parse and edit one record."""
        parsed = parse_record(record, self._max_bytes)
        if isinstance(parsed, Rejected):
            return outgoing_of_parse(parsed, record)
        outcome, self._memory[parsed.guid] = edit_article(
            parsed, self._memory.get(parsed.guid), Place(record.origin.offset, str(record.origin))
        )
        assert not isinstance(outcome, Done)
        return event_message(outcome, str(record.origin), record.headers)


class Edit:
    """The second hop of two."""

    def __init__(self) -> None:
        self._memory: dict[bytes | None, Seen] = {}

    def __call__(self, record: Record) -> Outgoing:
        """Edit one parsed record."""
        edited = edit_record(record, self._memory.get(record.key))
        assert not isinstance(edited, Rejected)
        outgoing, after = edited
        assert outgoing is not None
        assert after is not None
        self._memory[record.key] = after
        return outgoing


async def loop(settings: Settings, source: str, turn: Turn) -> None:
    """Consume, decide, produce, wait for delivery, commit, until the process is ended."""
    consumer = AIOKafkaConsumer(
        settings.topic(source),
        bootstrap_servers=settings.brokers,
        group_id=f"{settings.group}-{source}",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.brokers, acks="all", linger_ms=20, max_batch_size=128 * 1024, compression_type="zstd"
    )
    await consumer.start()
    await producer.start()
    on_the_way: list[Any] = []
    behind: dict[Any, int] = {}
    while True:
        found = await consumer.getmany(timeout_ms=200, max_records=500)
        sent = [
            await _sent(producer, settings, turn(record_of(record))) for records in found.values() for record in records
        ]
        await asyncio.gather(*on_the_way)  # the last batch's, while this one was decided
        if behind:
            await consumer.commit(behind)
        on_the_way, behind = sent, {tp: records[-1].offset + 1 for tp, records in found.items() if records}


async def _sent(producer: AIOKafkaProducer, settings: Settings, outgoing: Outgoing) -> Any:
    return await producer.send(
        settings.topic(outgoing.topic), outgoing.value, outgoing.key, headers=list(outgoing.headers)
    )


async def run(mode: str, settings: Settings) -> None:
    """Run the loops of a mode side by side."""

    def parse(record: Record) -> Outgoing:
        return outgoing_of_parse(parse_record(record, settings.max_document_bytes), record)

    loops: dict[str, list[tuple[str, Turn]]] = {
        "pass": [("raw", pass_on)],
        "one-hop": [("raw", OneHop(settings.max_document_bytes))],
        "two-hop": [("raw", parse), ("parsed", Edit())],
    }
    await asyncio.gather(*(loop(settings, source, turn) for source, turn in loops[mode]))


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], Settings.from_environment()))
