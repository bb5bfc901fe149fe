"""What remains of a story that was forgotten, and until when: by what each topic's configuration promises. Pure.

Kafka deletes whole segments, when the newest record in one is older than `retention.ms`; a segment takes records for
`segment.ms` at most. Of a compacted topic it takes what was replaced, or has a tombstone behind it, not before
`min.compaction.lag.ms` and, where that is set, no later than `max.compaction.lag.ms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

WEEK_MS = 7 * 24 * 60 * 60 * 1000
LONGEST_MS = 2**53
"""More is for good: Kafka's own word for it is the largest number that it has."""


@dataclass(frozen=True, slots=True)
class Going:
    """When the broker takes records away. None: nobody can say."""

    earliest: datetime | None
    latest: datetime | None
    setting: str
    """Of the topic, which decides it."""


@dataclass(slots=True)
class Trace:
    """The records of a topic that tell of a story."""

    records: int = 0
    newest: datetime | None = None

    def add(self, moment: datetime | None) -> None:
        """One more."""
        self.records += 1
        if moment and (self.newest is None or moment > self.newest):
            self.newest = moment


def going(config: Mapping[str, str], newest: datetime, forgotten: datetime) -> Going:
    """Of records of a topic with this configuration, the newest of that time, whose tombstones are written now."""
    if "compact" in config.get("cleanup.policy", ""):
        least, most = _span(config, "min.compaction.lag.ms", 0), _span(config, "max.compaction.lag.ms")
        return Going(_after(forgotten, least), _after(forgotten, most), "max.compaction.lag.ms")
    kept, segment = _span(config, "retention.ms"), _span(config, "segment.ms", WEEK_MS)
    whole = None if kept is None or segment is None else kept + segment
    return Going(_after(newest, kept), _after(newest, whole), "retention.ms")


def _span(config: Mapping[str, str], key: str, default_ms: int | None = None) -> timedelta | None:
    """None for what never ends, and for what the broker does not tell."""
    milliseconds = int(config[key]) if key in config else default_ms
    if milliseconds is None or not 0 <= milliseconds < LONGEST_MS:
        return None
    return timedelta(milliseconds=milliseconds)


def _after(moment: datetime, span: timedelta | None) -> datetime | None:
    try:
        return None if span is None else moment + span
    except OverflowError:
        return None


def until(found: Going) -> str:
    """`goes between 2026-12-04 10:12 and 2026-12-11 10:12 UTC`."""
    match found:
        case Going(None, _, setting):
            return f"stays: {setting} of the topic sets no end, or the broker does not tell it"
        case Going(earliest, None, setting):
            return f"goes after {_minute(earliest)} UTC, nobody can say when: {setting} is not set"
        case Going(earliest, latest, _):
            return f"goes between {_minute(earliest)} and {_minute(latest)} UTC"


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
