"""Points in time as callers give them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

Moment = datetime | timedelta | str
"""A datetime with its offset; how long ago, as a timedelta; ISO 8601 as text, without an offset in UTC; or `now`."""


def moment_of(given: Moment, now: datetime) -> datetime:
    """The instant, in UTC; ValueError for what is none."""
    if isinstance(given, timedelta):
        return now - given
    if given == "now":
        return now
    if isinstance(given, str):
        try:
            found = datetime.fromisoformat(given)
        except ValueError:
            raise ValueError(f"{given!r} is no time like 2026-11-01 or 2026-11-01T12:30:00Z, nor `now`") from None
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    if not isinstance(given, datetime):
        raise TypeError(f"{given!r} is no time: a datetime, a timedelta for so long ago, or text in ISO 8601")
    if given.tzinfo is None:
        raise ValueError(f"{given.isoformat()} needs an offset: datetime(..., tzinfo=UTC)")
    return given.astimezone(UTC)


def milliseconds(moment: datetime) -> int:
    """Since 1970, as Kafka counts; never below 0."""
    return max(0, (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1))
