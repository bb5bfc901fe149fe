"""What `copydesk forget` cannot take away: where something of the stories still stands, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from copydesk.service.core.desk.erasure import Which
from copydesk.service.core.desk.outgoing import address_of, raw_origin_of, source_of
from copydesk.service.core.desk.remains import Trace, going, until
from copydesk.service.core.desk.replay import Places
from copydesk.service.core.records import Origin, parse_origin
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.forget import everything, said_in, text
from copydesk.service.shell.incoming import moment_of, record_of
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import partitions_of
from copydesk.service.shell.topics import partition_counts, topic_configs

BY_GUID = ("articles", "parsed", "duplicates")
"""Topics whose key tells the story. Their records tell which raw records it was read from."""

MOST_ADDRESSES = 100_000

MEMORIES = ("seen", "sketches", "copies")
"""Of these nobody need look for a record: each story that was known is there."""

WHAT = {
    "raw": "that it was read from",
    "parsed": "of what it says",
    "articles": "behind the tombstone",
    "duplicates": "of its duplicates, without its text",
    "rejected": "turned away that name its address, or its source",
    "links": "taken away",
}
HELD = {
    "seen": "the memory of it before",
    "sketches": "hashes of its words",
    "copies": "hashes of its words, before",
}


class Traces:
    """What is found of the stories, topic by topic."""

    def __init__(self, which: Which, raw_topic: str, raw_starts: Mapping[int, int]) -> None:
        self._which = which
        self._raw_topic = raw_topic
        self._raw_starts = raw_starts
        self._origins = Places()
        self._addresses: set[str] = set()
        self.of: dict[str, Trace] = defaultdict(Trace)

    def look(self, name: str, record: Any) -> None:
        """A record of one of BY_GUID."""
        if record.value is None or not self._which.takes(text(record.key)):
            return
        moment = moment_of(record.timestamp)
        self.of[name].add(moment)
        origin = parse_origin(raw_origin_of(record.headers) or "")
        if origin and self._stands(origin) and self._origins.add(origin):
            self.of["raw"].add(moment)
        if name != "duplicates" and len(self._addresses) < MOST_ADDRESSES:
            said = said_in(record.value)
            self._addresses |= {str(said[name]) for name in ("url", "canonical_url") if said.get(name)}

    def _stands(self, origin: Origin) -> bool:
        return origin.topic == self._raw_topic and origin.offset >= self._raw_starts.get(origin.partition, 0)

    def look_at_rejection(self, record: Any) -> None:
        """A record of `rejected`: it names no story, but where it came from."""
        original = record_of(record)
        if source_of(original) == self._which.source or address_of(original) in self._addresses:
            self.of["rejected"].add(original.timestamp)


async def traces_of(settings: Settings, which: Which) -> Traces:
    """Read what tells of the stories, each topic once."""
    topic = settings.topic("raw")
    places = partitions_of(topic, (await partition_counts(settings, "raw", right="describe"))[topic])
    async with consumer(settings) as client:
        starts = await client.beginning_offsets(places)
    traces = Traces(which, topic, {place.partition: start for place, start in starts.items()})
    for name in BY_GUID:
        async for record in everything(settings, name):
            traces.look(name, record)
    async for record in everything(settings, "rejected"):
        traces.look_at_rejection(record)
    return traces


async def remains(settings: Settings, which: Which, links: int, moment: datetime) -> list[str]:
    """A line for each topic, when all is done at that moment."""
    configs, traces = await topic_configs(settings), await traces_of(settings, which)
    if links:
        traces.of["links"] = Trace(links, moment)
    names = [settings.topic(entry.name) for entry in settings.topics]
    width = max(map(len, names))
    told = [_told(entry.name, traces, configs.get(entry.name, {}), moment) for entry in settings.topics]
    return [f"{name:{width}}  {line}" for name, line in zip(names, told, strict=True)]


def _told(name: str, traces: Traces, config: Mapping[str, str], moment: datetime) -> str:
    if name in MEMORIES:
        return f"{HELD[name]}: {until(going(config, traces.of['articles'].newest or moment, moment))}"
    trace = traces.of[name]
    if not trace.records:
        return "nothing"
    records = f"{trace.records:,} record{'s' * (trace.records > 1)}"
    return f"{records} {WHAT[name]}: {until(going(config, trace.newest or moment, moment))}"
