"""When an embargo ends: never sooner than whoever set it can have meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from copydesk.service.core.times.dates import parse_moment
from copydesk.service.core.times.zones import no_language

_LATEST_ZONE = timedelta(hours=12)
"""A day begins last where clocks are twelve hours behind UTC."""
_NEAR, _REACH = 30, 160
"""How near to the words of an embargo its end stands."""


def embargo_end(
    text: str, *, zone: str | None, language: Callable[[], str | None] = no_language
) -> tuple[datetime, str] | None:
    """The end of an embargo and the words that tell it; None where the text holds no date.

    It may lie ahead, as no other date may. A time whose zone nothing tells, and a day without a time, end where on earth
    they come last.
    """
    moment = parse_moment(text, zone=zone, not_after=None, language=language)
    if moment is None:
        return None
    return (moment.at + _LATEST_ZONE if moment.zone_basis == "none" else moment.at), moment.raw


def embargo_end_behind(
    words: str, *, zone: str | None, language: Callable[[], str | None] = no_language
) -> tuple[datetime, str] | None:
    """The same of what stands right behind the words of an embargo: a date further off is of something else."""
    words = words[:_REACH]
    end = embargo_end(words, zone=zone, language=language)
    return end if end and 0 <= words.find(end[1]) <= _NEAR else None
