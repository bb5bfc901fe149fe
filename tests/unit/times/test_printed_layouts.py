"""Times in layouts that somebody wrote down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.service.core.records import Calendar
from copydesk.service.core.times.printed_layouts import BadLayout, Layouts, moment_in, pattern_of
from copydesk.service.core.times.zones import Home

ROME = Home("Europe/Rome")


@pytest.mark.parametrize(
    ("layout", "text", "at"),
    [
        ("%d|%m|%y %H.%M", "04|03|25 14.05", "2025-03-04T13:05"),
        ("%Y-%m-%d %H:%M:%S", "2025-07-04 14:05:09", "2025-07-04T12:05:09"),
        ("%F %T", "2025-07-04 14:05:09", "2025-07-04T12:05:09"),
        ("%d %B %Y, %R", "Sent on 4 marzo 2025,  14:05 by us", "2025-03-04T13:05"),
        ("%a %-d. %b %Y %H:%M", "Di 4. März 2025 14:05", "2025-03-04T13:05"),
        ("%m/%d/%Y %I:%M %p", "03/04/2025 02:05 PM", "2025-03-04T13:05"),
        ("%m/%d/%Y %I:%M %p", "03/04/2025 12:05 a.m.", "2025-03-03T23:05"),
        ("%Y%m%dT%H%M%z", "20250304T1405+0330", "2025-03-04T10:35"),
        ("%Y%m%dT%H%M%z", "20250304T1405Z", "2025-03-04T14:05"),
        ("%d.%m.%Y %H:%M", "۰۴.۰۳.۲۰۲۵ ۱۴:۰۵", "2025-03-04T13:05"),
        ("%H.%M | %d.%m.%Y", "14.05 | 04.03.2025", "2025-03-04T13:05"),
        ("%%F %d.%m.%Y %H:%M", "%F 04.03.2025 14:05", "2025-03-04T13:05"),
        ("100%% %d.%m.%Y %H:%M", "100% 04.03.2025 14:05", "2025-03-04T13:05"),
    ],
)
def test_times(layout: str, text: str, at: str) -> None:
    """Each directive of strptime reads what it does there, in any language and with any digits."""
    moment = moment_in(text, Layouts((layout,)), ROME, None)
    assert moment is not None
    assert moment.at == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert moment.raw in text


@pytest.mark.parametrize(
    ("calendar", "layout", "text", "day"),
    [
        ("jalali", "%y/%m/%d", "03/12/25", "2025-03-15"),
        (None, "%Y/%m/%d", "1403/12/25", "2025-03-15"),
        ("buddhist", "%d/%m/%y", "04/03/68", "2025-03-04"),
        (None, "%d/%m/%Y", "04/03/2568", "2025-03-04"),
        (None, "%d/%m/%y", "04/03/68", "2068-03-04"),
    ],
)
def test_calendars(calendar: Calendar | None, layout: str, text: str, day: str) -> None:
    """The year tells its calendar, where it has four figures; of two the profile must tell it."""
    moment = moment_in(text, Layouts((layout,), calendar), ROME, None)
    assert moment is not None
    assert (moment.precision, f"{moment.at:%Y-%m-%d}") == ("day", day)


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("%d.%m.%Y", "31.04.2025"),
        ("%d.%m.%Y %H:%M", "04.03.2025 25:10"),
        ("%d.%m.%Y %I:%M %p", "04.03.2025 13:10 pm"),
        ("%d.%m.%Y %I:%M %p", "04.03.2025 03:10 xx"),
        ("%d.%m.%Y", "104.03.20251"),
        ("%d %B %Y", "4 Nonesuch 2025"),
        ("%d.%m.%Y", "nothing"),
        ("%d.%m.%Y", "04.03.2035"),
    ],
)
def test_no_times(layout: str, text: str) -> None:
    """What is no date, or is later than a day after the page was fetched, is none."""
    assert moment_in(text, Layouts((layout,)), ROME, datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_the_first_layout_that_fits() -> None:
    """Layouts are tried in order, and a date that cannot be leaves the place to the next one."""
    moment = moment_in("31.04.2025 and 1.5.2025", Layouts(("%Y-%m-%d", "%d.%m.%Y")), ROME, None)
    assert moment is not None
    assert moment.raw == "1.5.2025"


def test_a_calendar_refuses_other_years() -> None:
    """A site that counts the years of one calendar gives no other."""
    assert moment_in("04/03/2025", Layouts(("%d/%m/%Y",), "buddhist"), ROME, None) is None
    assert moment_in("2025/03/04", Layouts(("%Y/%m/%d",), "jalali"), ROME, None) is None
    assert moment_in("1403/03/04", Layouts(("%Y/%m/%d",), "gregorian"), ROME, None) is None


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        ("%d.%m", "tells no day"),
        ("%Y-%m", "tells no day"),
        ("%d.%m.%Y %d", "twice"),
        ("%d.%m.%Y %Q", "there is no '%Q' here"),
        ("%d.%m.%Y %", "there is no '%' here"),
        ("%d.%m.%Y %M", "without its hour"),
        ("", "tells no day"),
    ],
)
def test_bad_layouts(layout: str, told: str) -> None:
    """A layout that tells no day, or has a directive that there is not, is told of in a line."""
    with pytest.raises(BadLayout, match=told):
        pattern_of(layout)
