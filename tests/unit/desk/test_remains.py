"""What remains until when, by a topic's configuration."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.service.core.desk.remains import Trace, going, until

NEWEST = datetime(2026, 3, 1, 12, tzinfo=UTC)
FORGOTTEN = datetime(2026, 3, 3, 12, tzinfo=UTC)
DAY = "86400000"
NEVER = str(2**63 - 1)


@pytest.mark.parametrize(
    ("config", "says"),
    [
        (
            {"cleanup.policy": "delete", "retention.ms": DAY, "segment.ms": DAY},
            "goes between 2026-03-02 12:00 and 2026-03-03 12:00 UTC",
        ),
        ({"retention.ms": DAY}, "goes between 2026-03-02 12:00 and 2026-03-09 12:00 UTC"),
        ({"retention.ms": "-1"}, "stays: retention.ms of the topic sets no end, or the broker does not tell it"),
        ({}, "stays: retention.ms of the topic sets no end, or the broker does not tell it"),
        (
            {"cleanup.policy": "compact", "min.compaction.lag.ms": DAY, "max.compaction.lag.ms": NEVER},
            "goes after 2026-03-04 12:00 UTC, nobody can say when: max.compaction.lag.ms is not set",
        ),
        (
            {"cleanup.policy": "compact", "min.compaction.lag.ms": DAY, "max.compaction.lag.ms": "172800000"},
            "goes between 2026-03-04 12:00 and 2026-03-05 12:00 UTC",
        ),
    ],
)
def test_until_when(config: dict[str, str], says: str) -> None:
    """By time after the newest record, of compacted topics after the tombstone; a date only where there is one."""
    assert until(going(config, NEWEST, FORGOTTEN)) == says


def test_an_end_beyond_all_calendars() -> None:
    """A retention of ten thousand years is no date, and no error."""
    config = {"retention.ms": str(10_000 * 366 * int(DAY))}
    assert until(going(config, NEWEST, FORGOTTEN)).startswith("stays")


def test_the_newest_counts() -> None:
    """Of all records; one without a time is counted and tells none."""
    trace = Trace()
    for moment in (NEWEST, FORGOTTEN, None, NEWEST):
        trace.add(moment)
    assert (trace.records, trace.newest) == (4, FORGOTTEN)
