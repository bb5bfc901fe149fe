"""Times of day beside a date: `14:01`, `8.15 Uhr`, `14h52`, `1:54 PM`, `21時37分`, before the date or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from service.core.lexicon import TIME_WORDS, WEEKDAYS
from service.core.normalise import key
from service.core.zones import Zone, read_zone

_REACH = 48
"""A time stands within this many characters of its date."""

_HALF = r"(?:\s{0,2}(a\.?m\b\.?|p\.?m\b\.?|ص(?!\w)|م(?!\w)|ق\.?\s?ظ|ب\.?\s?ظ))"
_TIME = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})\s?(?:[:.]|[hHu](?=\d|\s\d)|[時시点])\s?([0-5]\d)(?!\d)(?:[:.]([0-5]\d)(?!\d))?(?:[.,]\d{{1,6}})?[分분]?{_HALF}?|(\d{{1,2}}){_HALF}",
    re.I,
)
_COMPACT = re.compile(r"T(\d\d)(\d\d)(\d\d)?")
_SUFFIX = r"(?:\s?(?:г\.|года|р\.|م\b|ء|ھ))?"
_WORDS = "|".join(re.escape(word) for word in TIME_WORDS)
_LINK = re.compile(rf"{_SUFFIX}(?:T|[\s,،|•·/–—-]{{0,5}}(?:(?:{_WORDS})\b\.?:?\s{{0,2}})?[(]?)", re.I)
_BACK_LINK = re.compile(r"[\s,،|•·/–—-]{0,5}(?:([^\W\d_]{2,12})[.,،]?\s{0,2})?[\s,،|•·/–—-]{0,3}\Z")

_AFTERNOON = ("p", "م", "ب")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, its zone if one is printed, and where the words stand."""

    time: time
    zone: Zone | None
    start: int
    end: int


def clock_after(folded: str, at: int, home: str | None) -> Clock | None:
    """The time that follows a date ending at `at`."""
    compact = _COMPACT.match(folded, at)
    if compact:
        return _clock(compact[1], compact[2], compact[3], None, compact.span(), folded, home, offsets=True)
    link = _LINK.match(folded, at, at + _REACH)
    found = _TIME.match(folded, link.end(), link.end() + _REACH) if link else None
    if found is None or link is None:
        return None
    return _read(found, folded, home, offsets=link[0] == "T")


def clock_before(folded: str, floor: int, at: int, home: str | None) -> Clock | None:
    """The time that stands before a date beginning at `at`; nothing before `floor`, where another date ends."""
    window_start = max(floor, at - _REACH)
    nearest = None
    for found in _TIME.finditer(folded, window_start, at):
        nearest = found
    clock = _read(nearest, folded, home, offsets=False) if nearest else None
    if clock is None or clock.end > at:
        return None
    link = _BACK_LINK.match(folded[clock.end : at])
    return clock if link and (link[1] is None or key(link[1]) in WEEKDAYS or link[1].lower() == "on") else None


def _read(found: re.Match[str], folded: str, home: str | None, *, offsets: bool) -> Clock | None:
    hour, half = (found[1], found[4]) if found[1] else (found[5], found[6])
    return _clock(hour, found[2] or "0", found[3], half, found.span(), folded, home, offsets=offsets)


def _clock(
    hour: str, minute: str, second: str | None, half: str | None, span: tuple[int, int], folded: str, home: str | None, *, offsets: bool
) -> Clock | None:
    number = _of_24(int(hour), half)
    if number is None:
        return None
    zone = read_zone(folded, span[1], home=home, offsets=offsets)
    return Clock(time(number, int(minute), int(second or 0)), zone, span[0], zone.end if zone else span[1])


def _of_24(hour: int, half: str | None) -> int | None:
    if half is None or hour > 12:  # "17:20 PM" is printed too, and means 17:20
        return hour if hour < 24 else None
    afternoon = half[0].lower() in _AFTERNOON
    return hour % 12 + (12 if afternoon else 0)
