"""Which headers of a response go along, and when it was fetched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.client.fetched import fetched_at, headers_along

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DATE = "Sat, 28 Feb 2026 18:30:00 +0330"


def test_headers() -> None:
    """In small letters, of a repeated one the first; no cookie, and none of the transport."""
    given = [
        ("Content-Type", " text/html "),
        ("Set-Cookie", "who=me"),
        ("Content-Encoding", "gzip"),
        ("CONTENT-TYPE", "x"),
    ]
    assert headers_along(given) == {"content-type": "text/html"}


def test_headers_are_bounded() -> None:
    """A server may send anything."""
    found = headers_along([("", "x"), *((f"x-{number}" + "n" * 200, "v" * 5000) for number in range(1000))])
    assert (len(found), {len(value) for value in found.values()}, max(map(len, found))) == (60, {1000}, 100)


@pytest.mark.parametrize(
    ("date", "from_cache", "expected"),
    [
        (DATE, False, NOW),
        (DATE, True, NOW - timedelta(hours=21)),
        (None, True, NOW),
        ("soon", True, NOW),
        ("Sat, 28 Feb 2037 18:30:00 GMT", True, NOW),
        ("Sat, 28 Feb 2026 15:00:00 -0000", True, NOW - timedelta(hours=21)),
    ],
)
def test_time(date: str | None, from_cache: bool, expected: datetime) -> None:
    """Now; of one out of a cache when its server sent it, never later than now."""
    assert fetched_at(date, from_cache=from_cache, now=NOW) == expected
