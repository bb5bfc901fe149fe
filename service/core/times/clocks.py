"""Times of day beside a date: `14:01`, `8.15 Uhr`, `14h52`, `1:54 PM`, `21時37分`, before the date or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from copydesk.service.core.lexicon import HALVES, TIME_WORDS, WEEKDAYS, any_of, words_of
from copydesk.service.core.text.spelling import key
from copydesk.service.core.times.zones import Zone, read_zone

_REACH = 48
"""A time stands within this many characters of its date."""

_NAMED_HALF = any_of(sorted(HALVES, key=len, reverse=True))
_AM = "|".join(words_of(lambda lexicon: lexicon.dates.am))
_PM = "|".join(words_of(lambda lexicon: lexicon.dates.pm))
_HALF = rf"(?:\s{{0,2}}({_AM}|{_PM}|(?:{_NAMED_HALF})(?!\w)))"
_AFTERNOON = re.compile(_PM, re.I)
_NOON = words_of(lambda lexicon: lexicon.dates.noon)
_TWELVE = any_of((*_NOON, *words_of(lambda lexicon: lexicon.dates.midnight)))
_HALF_BEFORE = rf"(?:(?=\D)({_NAMED_HALF})\s?)?"
_HOUR_LETTERS = any_of(words_of(lambda lexicon: lexicon.dates.hour_letters))
_HOUR_MARKS = any_of(words_of(lambda lexicon: lexicon.dates.hour_marks))
_MINUTE_MARKS = any_of(words_of(lambda lexicon: lexicon.dates.minute_marks))
_HOUR = rf"\s?(?:[:.]|(?:{_HOUR_LETTERS})(?=\d|\s\d)|{_HOUR_MARKS})\s?"
_TIME = re.compile(
    rf"(?<![\d.:]){_HALF_BEFORE}(?:(\d{{1,2}}){_HOUR}([0-5]\d)(?!\d)(?:[:.]([0-5]\d)(?!\d))?(?:[.,]\d{{1,9}})?"
    rf"(?:{_MINUTE_MARKS})?{_HALF}?|(\d{{1,2}}){_HALF}|12\s?({_TWELVE})\b)",
    re.I,
)
_COMPACT = re.compile(r"T(\d\d)(\d\d)(\d\d)?")
# `0600 GMT`: a time only where a zone follows.
_FOUR = re.compile(r"(?<![\d.,:/-])([01]\d|2[0-3])([0-5]\d)(?=\s?[A-Z]{3,4}\b)")
_ENDINGS = "|".join(
    re.escape(ending) + (r"\b" if ending[-1].isalpha() else "")
    for ending in words_of(lambda lexicon: lexicon.dates.year_endings)
)
_SUFFIX = rf"(?:\s?(?:{_ENDINGS}))?\.?"
# The weekday may stand between date and time: `2025.05.15 (목) 20:00`, `22/10/2025, Thứ Bảy 19:25`.
_WEEKDAY = r"(?:\s?[(（](?:[^\W\d_]\.?){1,12}[)）])?"
_WORDS = any_of(TIME_WORDS)
_LINK = re.compile(rf"{_SUFFIX}{_WEEKDAY}(?:T|[\s,،|•·/@:–—-]{{0,5}}(?:(?:{_WORDS})\b\.?:?\s{{0,2}})?[(]?)", re.I)
_NAMED_DAY = re.compile(r"[\s.,،|•·–—-]{1,4}([^\W\d_]{2,12}(?:[\s-][^\W\d_]{2,7})?)(?=[\s,،|•·–—-])")
_BACK_LINK = re.compile(
    r"[\s,،|•·/–—-]{0,5}(?:([^\W\d_]{1,12})[.,،]?\s{0,2})?(?:([^\W\d_]{2,12})[.,،]?\s{0,2})?[\s,،|•·/–—-]{0,3}\Z"
)
_BACK_WORDS = frozenset(words_of(lambda lexicon: lexicon.dates.before_day))


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
    found = _time_behind_link(folded, at)
    if found is None and (link := _LINK.match(folded, at, at + _REACH)) and (four := _FOUR.match(folded, link.end())):
        return _of_four(four, folded, home)
    if found is None and (day := _NAMED_DAY.match(folded, at, at + _REACH)) and key(day[1]) in WEEKDAYS:
        found = _time_behind_link(folded, day.end())
    return _read(found, folded, home, offsets=folded[found.start() - 1] == "T") if found else None


def _time_behind_link(folded: str, at: int) -> re.Match[str] | None:
    link = _LINK.match(folded, at, at + _REACH)
    return _TIME.match(folded, link.end(), link.end() + _REACH) if link else None


def clock_before(folded: str, floor: int, at: int, home: str | None) -> Clock | None:
    """The time that stands before a date beginning at `at`; nothing before `floor`, where another date ends."""
    window_start = max(floor, at - _REACH)
    nearest = None
    for found in _TIME.finditer(folded, window_start, at):
        nearest = found
    clock = _read(nearest, folded, home, offsets=False) if nearest else _four_before(folded, window_start, at, home)
    if clock is None or clock.end > at:
        return None
    link = _BACK_LINK.match(folded[clock.end : at])
    return clock if link and all(word is None or _links(word) for word in link.groups()) else None


def _four_before(folded: str, start: int, at: int, home: str | None) -> Clock | None:
    found = list(_FOUR.finditer(folded, start, at))
    return _of_four(found[-1], folded, home) if found else None


def _of_four(found: re.Match[str], folded: str, home: str | None) -> Clock | None:
    clock = _clock(found[1], found[2], None, None, found.span(), folded, home, offsets=False)
    return clock if clock and clock.zone else None


def _links(word: str) -> bool:
    return key(word) in WEEKDAYS or word.lower() in _BACK_WORDS


def _read(found: re.Match[str], folded: str, home: str | None, *, offsets: bool) -> Clock | None:
    half_before, hour, minute, second, half, full_hour, its_half, twelve = found.groups()
    if twelve:
        hour, half = "12", "pm" if twelve.lower() in _NOON else "am"
    return _clock(
        hour or full_hour,
        minute or "0",
        second,
        half_before or half or its_half,
        found.span(),
        folded,
        home,
        offsets=offsets,
    )


def _clock(
    hour: str,
    minute: str,
    second: str | None,
    half: str | None,
    span: tuple[int, int],
    folded: str,
    home: str | None,
    *,
    offsets: bool,
) -> Clock | None:
    number = _of_24(int(hour), half)
    if number is None:
        return None
    zone = read_zone(folded, span[1], home=home, offsets=offsets)
    return Clock(time(number, int(minute), int(second or 0)), zone, span[0], zone.end if zone else span[1])


def _of_24(hour: int, half: str | None) -> int | None:
    """None where nobody can tell: a quarter past twelve at night may be this day's or the next."""
    if half is None or hour > 12:  # "17:20 PM" is printed too, and means 17:20
        return hour if hour < 24 else None
    match HALVES.get(key(half)) or ("pm" if _AFTERNOON.match(half) else "am"):
        case "am":
            return hour % 12
        case "noon":
            return hour if hour >= 10 else hour + 12
        case "night":
            return hour + 12 if 6 <= hour < 12 else None
        case _:
            return hour % 12 + 12
