"""Times in a layout that somebody has written down, in the words of strptime: `%d.%m.%Y, %H.%M`. Months in letters are of any
language of the lexicon, the rest of the text may hold anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from copydesk.schemas.parsed import ZoneBasis
from copydesk.service.core.lexicon import HALVES
from copydesk.service.core.records import Calendar
from copydesk.service.core.text.spelling import fold, key
from copydesk.service.core.times.calendars import BUDDHIST_YEARS, JALALI_YEARS, YEARS, by_name, by_numbers, full_year
from copydesk.service.core.times.dates import WINDOW, Moment, is_credible
from copydesk.service.core.times.zones import Home, home_zone

_WORD = r"[^\W\d_](?:[^\d\s]{0,20}[^\W\d_])?"
# Two of a kind in a layout are an error, but for the words that are passed over.
_DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d\d)",
    "m": r"(?P<m>\d{1,2})",
    "B": rf"(?P<B>{_WORD})\.?",
    "d": r"(?P<d>\d{1,2})",
    "A": rf"{_WORD}\.?",
    "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<I>\d{1,2})",
    "M": r"(?P<M>[0-5]\d)",
    "S": r"(?P<S>[0-5]\d)(?:[.,]\d{1,9})?",
    "p": rf"(?P<p>[ap]\.?\s?m\b\.?|{_WORD})",
    "z": r"(?P<z>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)",
    "%": "%",
}
_ALIASES = {"b": "B", "h": "B", "a": "A", "e": "d", "k": "H", "l": "I"}
_WHOLE = {"F": "%Y-%m-%d", "T": "%H:%M:%S", "R": "%H:%M", "D": "%m/%d/%y"}
_DIRECTIVE = re.compile(r"%-?(.)|(\s+)|([^%\s]+)|(%)\Z", re.S)
_FIRST_OF = {"jalali": 1400, "buddhist": 2500}
"""Years that two figures are counted from."""
_YEARS_OF = {"gregorian": YEARS, "jalali": JALALI_YEARS, "buddhist": BUDDHIST_YEARS}


class BadLayout(ValueError):
    """What is wrong with a layout, in one line."""


@lru_cache(maxsize=1024)
def pattern_of(layout: str) -> re.Pattern[str]:
    """A layout as an expression; BadLayout where it is none, or tells no day."""
    try:
        compiled = re.compile(rf"(?<!\d){_pattern(layout)}(?!\d)", re.I)
    except re.error:
        raise BadLayout(f"{layout!r} tells something twice") from None
    told = compiled.groupindex.keys()
    if "d" not in told or told.isdisjoint("Yy") or told.isdisjoint("mB"):
        raise BadLayout(f"{layout!r} tells no day: it takes %d, one of %m and %B, and one of %Y and %y")
    if not told.isdisjoint("MSpz") and told.isdisjoint("HI"):
        raise BadLayout(f"{layout!r} tells a time without its hour: it takes %H, or %I with %p")
    return compiled


def _pattern(layout: str) -> str:
    return "".join(map(_piece, _DIRECTIVE.finditer(layout)))


def _piece(found: re.Match[str]) -> str:
    directive, space, literal, open_ended = found.groups()
    if space:
        return r"\s+"
    if literal:
        return re.escape(fold(literal))
    name = _ALIASES.get(directive, directive)
    if name in _WHOLE:
        return _pattern(_WHOLE[name])
    if open_ended or name not in _DIRECTIVES:
        raise BadLayout(
            f"there is no {found[0]!r} here; there are %{', %'.join(sorted({*_DIRECTIVES, *_ALIASES, *_WHOLE}))}"
        )
    return _DIRECTIVES[name]


@dataclass(frozen=True, slots=True)
class Layouts:
    """How a site prints its times: the layouts, tried in order, and the calendar where figures do not tell it."""

    layouts: tuple[str, ...]
    calendar: Calendar | None = None


def moment_in(text: str, printed: Layouts, home: Home, not_after: datetime | None) -> Moment | None:
    """The first time in a text that stands in one of the layouts; None where none does, or it is not credible."""
    folded = fold(text[:WINDOW])
    for layout in printed.layouts:
        for found in pattern_of(layout).finditer(folded):
            moment = _moment(found, text, printed.calendar, home)
            if moment and is_credible(moment.at, not_after):
                return moment
    return None


def _moment(found: re.Match[str], text: str, calendar: Calendar | None, home: Home) -> Moment | None:
    told = found.groupdict()
    day, clock = _day(told, calendar), _clock(told)
    if day is None or clock is None:
        return None
    raw = text[found.start() : found.end()]
    if "H" not in told and "I" not in told:
        return Moment(datetime.combine(day, time(), UTC), raw, "day", "none", "layout", found.start(), day)
    local = datetime.combine(day, clock)
    zone, basis = _zone(told.get("z")) or home_zone(home, iranian=_is_iranian(told, calendar), local=local)
    try:
        at = local.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return None
    return Moment(at, raw, "minute", basis, "layout", found.start(), day)


def _day(told: dict[str, str], calendar: Calendar | None) -> date | None:
    if "Y" in told:
        year = int(told["Y"])
    else:
        year = _FIRST_OF[calendar] + int(told["y"]) if calendar in _FIRST_OF else full_year(told["y"])
    if calendar and year not in _YEARS_OF[calendar]:
        return None
    if "B" in told:
        return by_name(year, told["B"].strip("."), int(told["d"]))
    return by_numbers(year, int(told["m"]), int(told["d"]))


def _clock(told: dict[str, str]) -> time | None:
    hour = int(told.get("H") or told.get("I") or 0)
    if "I" in told or "p" in told:
        half = _half(told.get("p", ""))
        if "I" in told and (half is None or not 1 <= hour <= 12):
            return None
        hour = hour % 12 + (12 if half == "pm" else 0) if hour <= 12 and half else hour
    try:
        return time(hour, int(told.get("M", 0)), int(told.get("S", 0)))
    except ValueError:
        return None


def _half(word: str) -> str | None:
    """`am` or `pm`; None for a word that is neither."""
    plain = word.lower().replace(".", "").replace(" ", "")
    half = plain if plain in ("am", "pm") else HALVES.get(key(word))
    return half if half in ("am", "pm") else None


def _zone(printed: str | None) -> tuple[tzinfo, ZoneBasis] | None:
    if not printed:
        return None
    if printed in ("Z", "z"):
        return UTC, "offset"
    shift = timedelta(hours=int(printed[1:3]), minutes=int(printed[-2:]))
    return timezone(-shift if printed[0] == "-" else shift), "offset"


def _is_iranian(told: dict[str, str], calendar: Calendar | None) -> bool:
    return calendar == "jalali" or int(told.get("Y") or 0) in JALALI_YEARS
