"""From the numbers and names of a printed date to a date. None for what is no date: the 31st of April, a month
unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from persiantools.jdatetime import JalaliDate

from copydesk.service.core.lexicon import JALALI_MONTHS, MONTHS, WEEKDAYS
from copydesk.service.core.lexicon.homes import puts_day_first
from copydesk.service.core.text.spelling import key
from copydesk.service.core.times.zones import Home

JALALI_YEARS = range(1300, 1500)
YEARS = range(1900, 2100)
BUDDHIST_YEARS = range(2500, 2643)
"""Thailand counts 543 years more; 1957 and later, which no other calendar here reaches."""

ROMAN_MONTHS = {
    name: number
    for number, name in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)
}
"""`4. IX. 2025`, as it is written from Poland to Hungary and in Latin America."""

# Where the month is written first in figures: 03/12/2009 is 12 March.
MONTH_FIRST_ZONES = (
    "America/New_York",
    "America/Detroit",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Asia/Manila",
)
# Where both orders are in use.
OPEN_ZONES = (
    "UTC",
    "America/Toronto",
    "America/Halifax",
    "America/Winnipeg",
    "America/Edmonton",
    "America/Vancouver",
    "America/St_Johns",
)


def by_numbers(year: int, month: int, day: int) -> date | None:
    """A date in figures; the year tells the calendar: `1399, 2, 21` is Jalali, `2568, 5, 2` Thai."""
    try:
        if year in JALALI_YEARS:
            return JalaliDate(year, month, day).to_gregorian()
        year -= 543 if year in BUDDHIST_YEARS else 0
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def by_name(year: int, month: str, day: int) -> date | None:
    """A date with the month's name, in any language of the lexicon."""
    name = key(month)
    table: Mapping[str, int] = JALALI_MONTHS if year in JALALI_YEARS else MONTHS
    number = table.get(name) or table.get(name.split("/")[-1].strip())
    return by_numbers(year, number, day) if number else None


def by_either_order(
    first: int, second: int, year: int, *, weekday: str | None, home: Home, separator: str
) -> date | None:
    """A date in figures whose order is open: dots mean day first; else what is possible, the weekday, and the site's
    country, the page's other dates or its language decide.
    """
    day_first, month_first = by_numbers(year, second, first), by_numbers(year, first, second)
    if "." in separator or "·" in separator or month_first is None or first == second:
        return day_first or month_first
    if day_first is None:
        return month_first
    number = WEEKDAYS.get(key(weekday)) if weekday else None
    if number is not None and (day_first.weekday() == number) != (month_first.weekday() == number):
        return day_first if day_first.weekday() == number else month_first
    match _puts_day_first(home):
        case True:
            return day_first
        case False:
            return month_first
        case _:
            return None  # nobody can tell: a missing date is better than a wrong one


def _puts_day_first(home: Home) -> bool | None:
    if home.zone in MONTH_FIRST_ZONES:
        return False
    if home.zone is not None and home.zone not in OPEN_ZONES:
        return True
    if (told := home.day_first()) is not None:
        return told
    return True if puts_day_first(home.language() or "") else None


_ORDERED = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])")
LAST_MONTH, LONGEST_MONTH = 12, 31


def order_of(folded: Iterable[str]) -> bool | None:
    """Whether the dates in figures of these lines put the day first: `25/6/2024` does, `6/25/2024` does not. None where no
    date tells, or they tell both.
    """
    told = {int(found[1]) > LAST_MONTH for line in folded for found in _ORDERED.finditer(line) if _tells_order(found)}
    return told.pop() if len(told) == 1 else None


def _tells_order(found: re.Match[str]) -> bool:
    smaller, greater = sorted((int(found[1]), int(found[3])))
    return 0 < smaller <= LAST_MONTH < greater <= LONGEST_MONTH


def full_year(digits: str) -> int:
    """`1999` as it is; of two digits the century that news archives live in: 70..99 the last, else this one."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)
