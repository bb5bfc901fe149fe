"""Where something of the stories stands that `copydesk forget` is asked for: counted while the topics are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson

from copydesk.service.core.desk.erasure import Which
from copydesk.service.core.desk.outgoing import address_of, raw_origin_of, source_of
from copydesk.service.core.desk.remains import Trace
from copydesk.service.core.desk.replay import Places
from copydesk.service.core.records import Origin, parse_origin
from copydesk.service.shell.incoming import moment_of, record_of

MOST_ADDRESSES = 100_000


def text(key: bytes | None) -> str:
    """A record's key; empty for none."""
    return (key or b"").decode(errors="replace")


def said_in(value: bytes) -> dict[str, Any]:
    """A record's JSON object; an empty one where it holds none, as of what somebody else put there."""
    try:
        said = orjson.loads(value)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


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
        """A record of a topic whose key is the guid. It tells which raw record it was read from."""
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
