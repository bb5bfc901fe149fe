"""What the times that a page gives with an offset tell of those that it prints without one: whose clock shows them all, and
what that shows at another time of the year.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from copydesk.service.core.lexicon.homes import CLOCKS

MOST_TOLD = 8


def offset_told(text: str | None, not_after: datetime | None) -> datetime | None:
    """The time that a machine wrote, if it has an offset that tells something: `Z` and `+00:00` are what machines write that
    are told of no place.
    """
    try:
        at = datetime.fromisoformat(text.strip()[:40]) if text else None
    except ValueError:
        return None
    if at is None or not at.utcoffset() or (not_after and at > not_after + timedelta(days=1)):
        return None
    return at


@lru_cache(maxsize=1024)
def clocks_with(times: tuple[datetime, ...]) -> tuple[str, ...]:
    """The zones whose clocks show all these times with the offsets that they have; none if they are of several places."""
    return tuple(
        name for name, clock in _clocks() if all(at.astimezone(clock).utcoffset() == at.utcoffset() for at in times)
    )


@cache
def _clocks() -> tuple[tuple[str, ZoneInfo], ...]:
    """The clocks that are asked of every page: of zones that nobody holds, zoneinfo remembers eight."""
    return tuple((name, ZoneInfo(name)) for name in CLOCKS)


def offset_at(local: datetime, clocks: tuple[str, ...]) -> timedelta | None:
    """The offset of a printed time, if all these clocks agree on it: what is +02:00 in July may be another in January."""
    offsets = {local.replace(tzinfo=ZoneInfo(name)).utcoffset() for name in clocks}
    return offsets.pop() if len(offsets) == 1 else None
