"""What can be asked of a reader, and what is wrong with a question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from copydesk import reader
from copydesk.client.reading.moments import Moment, moment_of
from copydesk.reader import sync
from tests.unit.client.reading.records import NOON


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (timedelta(hours=1), NOON - timedelta(hours=1)),
        ("now", NOON),
        ("2026-02-28", datetime(2026, 2, 28, tzinfo=UTC)),
        ("2026-02-28T10:00:00+03:30", datetime(2026, 2, 28, 6, 30, tzinfo=UTC)),
        (datetime(2026, 2, 28, 10, tzinfo=timezone(timedelta(hours=1))), datetime(2026, 2, 28, 9, tzinfo=UTC)),
    ],
)
def test_moments(given: Moment, expected: datetime) -> None:
    """As callers give them."""
    assert moment_of(given, NOON) == expected


WRONG: tuple[tuple[dict[str, Any], type[Exception], str], ...] = (
    ({"sources": "dailyplanet"}, TypeError, "sources is no option"),
    ({"kafka": {"group_id": "x"}}, TypeError, "group_id cannot be given"),
    ({"kafka": {"enable_auto_commit": True}}, TypeError, "enable_auto_commit cannot be given"),
    ({"since": "yesterday"}, ValueError, "yesterday"),
    ({"until": datetime(2026, 3, 1)}, ValueError, "needs an offset"),
    ({"until": 5}, TypeError, "5 is no time"),
    ({"checkpoint": 5}, TypeError, "5 is no checkpoint"),
    ({"source": ""}, ValueError, "are names"),
    ({"language": ["en", ""]}, ValueError, "are names"),
    ({"source": []}, ValueError, "are names"),
    ({"checkpoint": "12"}, ValueError, "is no checkpoint"),
    ({"checkpoint": "{}", "group": "x"}, ValueError, "group or checkpoint"),
    ({"commit_seconds": -1}, ValueError, "0 or more"),
)


@pytest.mark.parametrize(("options", "error", "message"), WRONG, ids=lambda case: str(case)[:40])
@pytest.mark.parametrize("read", [reader.articles, reader.changes, sync.articles, sync.changes])
def test_what_is_wrong(read: Any, options: dict[str, Any], error: type[Exception], message: str) -> None:
    """It is said when the reader is made, before anything is connected."""
    with pytest.raises(error, match=message):
        read("localhost:9092", **options)


@pytest.mark.parametrize("brokers", ["", " ", [], None])
def test_no_brokers(brokers: Any) -> None:
    """There is no default: a reader that waits at the wrong address helps nobody."""
    with pytest.raises(ValueError, match="brokers are"):
        reader.articles(brokers)


@pytest.mark.parametrize("option", ["group", "until", "checkpoint", "commit_seconds"])
@pytest.mark.parametrize("latest", [reader.latest, sync.latest])
def test_a_table_is_of_all(latest: Any, option: str) -> None:
    """It has no place of its own, and no end."""
    with pytest.raises(TypeError, match=f"a table takes no {option}"):
        latest("localhost:9092", **{option: None})
