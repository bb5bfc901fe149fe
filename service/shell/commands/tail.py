"""`copydesk tail`: shows the records of a topic as they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from copydesk.service.settings import Settings
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import partitions_of, read_on
from copydesk.service.shell.topics import partition_counts


async def tail(settings: Settings, name: str, show: Callable[[Any], None], from_start: bool, limit: int | None) -> None:
    """Call `show` with each record of a catalogue topic, from now or from its beginning, until `limit` records or for
    ever.
    """
    topic = settings.topic(name)
    counts = await partition_counts(settings, name)
    async with consumer(settings) as client:
        client.assign(partitions_of(topic, counts[topic]))
        await (client.seek_to_beginning() if from_start else client.seek_to_end())
        shown = 0
        async for record in read_on(client):
            show(record)
            shown += 1
            if shown == limit:
                return
