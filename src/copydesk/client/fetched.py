"""An HTTP response as a document: which of its headers go along, and when it was fetched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# What is true of the bytes on the way and not of the document, and what is nobody's business.
_LEFT_OUT = frozenset(
    "content-encoding transfer-encoding content-length connection keep-alive set-cookie set-cookie2".split()
)
_LONGEST_NAME, _LONGEST_VALUE, _MOST_HEADERS = 100, 1000, 60


def headers_along(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By their names in small letters, of a repeated one the first; none that was about the transport, and no cookie."""
    found: dict[str, str] = {}
    for given, value in headers:
        name = given.strip().lower()[:_LONGEST_NAME]
        if name and name not in _LEFT_OUT and len(found) < _MOST_HEADERS:
            found.setdefault(name, value.strip()[:_LONGEST_VALUE])
    return found


def fetched_at(date: str | None, *, from_cache: bool, now: datetime) -> datetime:
    """When a response came, aware UTC: now; of one out of a cache, what its `Date` says, if that can be read."""
    if not from_cache or date is None:
        return now
    try:
        told = parsedate_to_datetime(date)
    except ValueError:
        return now
    return min(now, told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC))
