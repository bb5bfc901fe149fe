"""What `copydesk forget` cannot take away: where something of the stories still stands, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from copydesk.service.core.desk.remains import Trace, going, until
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.forget import everything
from copydesk.service.shell.commands.traces import Traces
from copydesk.service.shell.topics import topic_configs

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


async def remains(settings: Settings, traces: Traces, links: int, moment: datetime) -> list[str]:
    """A line for each topic, when all is done at that moment. What `articles` has is told already; the others are read here."""
    configs = await topic_configs(settings)
    for name in ("parsed", "duplicates"):
        async for record in everything(settings, name):
            traces.look(name, record)
    async for record in everything(settings, "rejected"):
        traces.look_at_rejection(record)
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
