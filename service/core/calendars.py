"""From the numbers and names of a printed date to a date. None for what is no date: the 31st of April, a month unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from persiantools.jdatetime import JalaliDate

from service.core.lexicon import JALALI_MONTHS, MONTHS, WEEKDAYS
from service.core.normalise import key

JALALI_YEARS = range(1300, 1500)
YEARS = range(1900, 2100)

# Where the month is written first in figures: 03/12/2009 is 12 March.
MONTH_FIRST_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage", "Asia/Manila")


def by_numbers(year: int, month: int, day: int) -> date | None:
    """A date in figures; the year tells the calendar: `1399, 2, 21` is Jalali."""
    try:
        if year in JALALI_YEARS:
            return JalaliDate(year, month, day).to_gregorian()
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def by_name(year: int, month: str, day: int) -> date | None:
    """A date with the month's name, in any language of the lexicon."""
    name = key(month)
    table: Mapping[str, int] = JALALI_MONTHS if year in JALALI_YEARS else MONTHS
    number = table.get(name) or table.get(name.split("/")[-1].strip())
    return by_numbers(year, number, day) if number else None


def by_either_order(first: int, second: int, year: int, *, weekday: str | None, zone: str | None, separator: str) -> date | None:
    """A date in figures whose order is open: dots mean day first; else what is possible, the weekday, and the site's country decide."""
    day_first, month_first = by_numbers(year, second, first), by_numbers(year, first, second)
    if "." in separator or month_first is None or first == second:
        return day_first
    if day_first is None:
        return month_first
    number = WEEKDAYS.get(key(weekday)) if weekday else None
    if number is not None and (day_first.weekday() == number) != (month_first.weekday() == number):
        return day_first if day_first.weekday() == number else month_first
    if zone is None or zone == "UTC":
        return None  # nobody can tell: a missing date is better than a wrong one
    return month_first if zone in MONTH_FIRST_ZONES else day_first


def full_year(digits: str) -> int:
    """`1999` as it is; of two digits the century that news archives live in: 70..99 the last, else this one."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)
