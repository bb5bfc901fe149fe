"""What a page's times with an offset tell of those that it prints without one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from copydesk.service.core.lexicon.homes import CLOCKS, LANGUAGE_ZONES
from copydesk.service.core.times.offsets import clocks_with, offset_at, offset_told
from copydesk.service.core.times.zones import Home, home_zone
from copydesk.service.sites.countries import COUNTRY_ZONES
from copydesk.service.sites.home_zones import HOME_ZONES

JULY, JANUARY = datetime(2025, 7, 3, 9, 0), datetime(2026, 1, 3, 9, 0)
FETCHED = datetime(2026, 3, 1, tzinfo=UTC)


def told(*times: str) -> tuple[datetime, ...]:
    """These times."""
    return tuple(datetime.fromisoformat(time) for time in times)


def test_the_same_day_has_the_same_offset() -> None:
    """A time is at the offset of another of its day."""
    clocks = clocks_with(told("2025-07-03T11:00:00+02:00"))
    assert offset_at(JULY, clocks) == timedelta(hours=2)


def test_an_offset_that_may_be_another_in_another_season_tells_nothing() -> None:
    """What is at +02:00 in July may be Berlin or Johannesburg, and in January they differ; what is at +09:00 is that always."""
    assert offset_at(JANUARY, clocks_with(told("2025-07-03T11:00:00+02:00"))) is None
    assert offset_at(JANUARY, clocks_with(told("2025-07-03T11:00:00+09:00"))) == timedelta(hours=9)


def test_two_offsets_tell_the_clock_that_has_both() -> None:
    """+02:00 in July and +01:00 in November is the clock of Berlin."""
    clocks = clocks_with(told("2025-07-03T11:00:00+02:00", "2025-11-20T11:00:00+01:00"))
    assert offset_at(JANUARY, clocks) == timedelta(hours=1)


def test_times_of_two_places_tell_nothing() -> None:
    """No clock shows +02:00 and -05:00 on one day."""
    assert clocks_with(told("2025-07-03T11:00:00+02:00", "2025-07-03T11:00:00-05:00")) == ()


def test_no_clock_shows_an_odd_offset() -> None:
    """An offset that no newsroom has tells nothing."""
    assert clocks_with(told("2025-07-03T11:00:00+02:17")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-03T11:00:00Z",
        "2025-07-03T11:00:00+00:00",
        "2025-07-03T11:00:00",
        "2027-07-03T11:00:00+02:00",
        "soon",
        "",
        None,
    ],
)
def test_what_tells_no_offset(text: str | None) -> None:
    """UTC is what machines write that are told of no place; a time to come is an event's."""
    assert offset_told(text, FETCHED) is None


def test_what_tells_an_offset() -> None:
    """Both ways to write an offset are read."""
    assert offset_told(" 2025-07-03T11:00:00+0330 ", FETCHED) == offset_told("2025-07-03 11:00:00+03:30", None)


def test_the_pages_offset_stands_between_what_is_known_and_its_language() -> None:
    """A site's zone and an Iranian date outrank it; it outranks the language."""
    times = told("2025-07-03T11:00:00+04:00")
    given = [
        (Home("Asia/Seoul", lambda: "de", lambda: times), False),
        (Home(None, lambda: "de", lambda: times), True),
        (Home(None, lambda: "de", lambda: times), False),
        (Home(None, lambda: "de"), False),
    ]
    bases = [home_zone(home, iranian=iranian, local=JULY)[1] for home, iranian in given]
    assert bases == ["site", "calendar", "page", "language"]


def test_every_home_zone_has_a_clock() -> None:
    """The clocks show what every home zone has shown since 2015, month by month."""
    shown = {_months(name) for name in CLOCKS}
    homes = {*COUNTRY_ZONES.values(), *HOME_ZONES.values(), *LANGUAGE_ZONES.values()}
    assert [name for name in homes if _months(name) not in shown] == []


def _months(name: str) -> tuple[timedelta | None, ...]:
    zone = ZoneInfo(name)
    return tuple(
        datetime(year, month, 15, tzinfo=zone).utcoffset() for year in range(2015, 2026) for month in range(1, 13)
    )
