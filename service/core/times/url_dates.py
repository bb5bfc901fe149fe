"""The day of a story as its address gives it: `/2024/12/02/`."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

from copydesk.service.core.addresses.urls import read_address
from copydesk.service.core.records import Page, SiteProfile
from copydesk.service.core.text.spelling import fold
from copydesk.service.core.times.calendars import JALALI_YEARS, by_name, by_numbers, full_year
from copydesk.service.core.times.dates import is_credible, midnight

IRAN = "Asia/Tehran"
_YEAR = r"(?P<year>(?:19|20)\d\d|1[34]\d\d)"
_BEFORE, _AFTER = r"(?<![0-9a-z])", r"(?![0-9a-z])"

# Ordered. A month in letters is in any language of the lexicon: `/2023/apr/28/`.
LAYOUTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("segments", re.compile(rf"/{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?=/)")),
    ("month-day", re.compile(rf"/{_YEAR}/(?P<month>\d\d)(?P<day>\d\d)(?=/)")),
    ("year-month", re.compile(rf"/{_YEAR}-?(?P<month>\d\d)/(?P<day>\d\d)(?=/)")),
    ("month-dash-day", re.compile(rf"/{_YEAR}/(?P<month>\d\d)-(?P<day>\d\d)(?=/)")),
    ("named-month", re.compile(rf"/{_YEAR}/(?P<name>[^\W\d_]{{3,12}})/(?P<day>\d{{1,2}})(?=/)")),
    ("dashes", re.compile(rf"{_BEFORE}{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d){_AFTER}")),
    ("digits", re.compile(rf"{_BEFORE}{_YEAR}(?P<month>\d\d)(?P<day>\d\d){_AFTER}")),
    ("lettered", re.compile(rf"/t{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=_)")),
    (
        "second",
        re.compile(rf"{_BEFORE}{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:[01]\d|2[0-3])[0-5]\d[0-5]\d{_AFTER}"),
    ),
)

_MONTH = re.compile(r"/((?:19|20)\d\d)(?:[/-]?(0[1-9]|1[0-2]|[1-9]))?(?=/)")


def month_in_url(url: str | None) -> tuple[int, int | None] | None:
    """The year and the month in which an address files its story, where it gives no day: `(2024, 12)` of
    `/2024/12/bridge`, `(2024, None)` of `/2024/bridge`; None for an address without them.
    """
    address = read_address(url)
    found = _MONTH.search(address.path) if address else None
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def day_of_address(page: Page, site: SiteProfile) -> tuple[date, str, str] | None:
    """The same as `day_in_url`, of a page's address as its site writes days; none that is not credible."""
    found = day_in_url(page.document.url, iranian=site.time_zone == IRAN, own=site.dated_paths)
    return found if found and is_credible(midnight(found[0]), page.fetched_at) else None


def day_in_url(
    url: str | None, *, iranian: bool, own: tuple[tuple[str, str], ...] = ()
) -> tuple[date, str, str] | None:
    """The day, the characters that give it, and the rule: `(2024-12-02, "2024/12/02", "segments")`; None for an address
    without one.

    Only an Iranian site's address holds a date of that calendar; elsewhere `13990521` is a number. `own` are forms of
    the site's own, which go first.
    """
    address = read_address(url)
    if address is None:
        return None
    path = fold(unquote(address.path)).lower() + "/"
    for rule, pattern in (*((rule, re.compile(form)) for rule, form in own), *LAYOUTS):
        for found in pattern.finditer(path):
            if (iranian or int(found["year"]) not in JALALI_YEARS) and (day := _day(found.groupdict())):
                return day, found[0].strip("/"), rule
    return None


def _day(parts: dict[str, str]) -> date | None:
    year = full_year(parts["year"])
    if "name" in parts:
        return by_name(year, parts["name"], int(parts["day"]))
    return by_numbers(year, int(parts["month"]), int(parts["day"]))
