"""How a source does against its own habit, and what calls for a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copydesk.service.shell.console.alerts import alerts
from copydesk.service.shell.console.habits import DAY, HOUR, Counts, SourceRow, in_order, state_of
from copydesk.service.shell.console.sight import Lag, Sight, Worker

NOW = 20_000 * DAY + 15 * HOUR + HOUR // 2
"""Half past three in the afternoon."""
SATURDAY = 19_997 * DAY + 15 * HOUR
FULL = (1, 1, 1, 1, 1)


def source(by_hour: Callable[[int], int], days: int = 20, until: int = NOW, kind: str = "new") -> SourceRow:
    """One with so many records in each hour of those days, up to a time."""
    counts, last = Counts(), 0
    for hour in range(NOW // HOUR * HOUR - days * DAY, until, HOUR):
        if count := by_hour(hour):
            counts.add(hour, kind, count, (count,) * 5)
            last = hour + HOUR // 2
    return SourceRow("harbour-press", last, False, counts, ("html article",))


def by_day(hour: int) -> int:
    """Five an hour from eight to eight."""
    return 5 if 8 <= hour % DAY // HOUR < 20 else 0


def weekdays(hour: int) -> int:
    """The same, but for two days of seven, of which SATURDAY is one."""
    return by_day(hour) if hour // DAY % 7 not in (5, 6) else 0


def test_a_silence_against_its_habit() -> None:
    """Nothing since noon, where every day before something came."""
    state = state_of(source(by_day, until=NOW - 3 * HOUR), NOW)
    assert state.state == "quiet"
    assert "at least 10 came in the same hours of 14 days before" in state.why


@pytest.mark.parametrize(
    ("row", "now"),
    [
        (source(by_day), NOW),
        (source(by_day, until=NOW - 8 * HOUR), NOW - 8 * HOUR),  # before eight in the morning
        (source(weekdays, until=SATURDAY), SATURDAY),
        (source(lambda hour: by_day(hour) and 1, until=NOW - HOUR), NOW),
        (source(by_day, days=2, until=NOW - 3 * HOUR), NOW),
        (source(lambda hour: 0), NOW),
    ],
    ids=["as ever", "night", "weekend", "seldom", "not known for long", "nothing at all"],
)
def test_a_silence_that_is_none(row: SourceRow, now: int) -> None:
    """Its rest, and what is too little to tell."""
    assert state_of(row, now).state == "ok"


def test_what_is_turned_away() -> None:
    """Half of a day; or a fifth, where the week before was three times better; never of three records."""
    row = source(by_day)
    assert state_of(row, NOW).state == "ok"
    row.counts.add(NOW // HOUR * HOUR, "rejected", 14, FULL)
    assert state_of(row, NOW).state == "ok"
    row.counts.add(NOW // HOUR * HOUR, "rejected", 2, FULL)
    assert "16 of 76 turned away in 24 h, 0%" in state_of(row, NOW).why
    few = source(lambda hour: 0)
    few.counts.add(NOW // HOUR * HOUR, "rejected", 4, FULL)
    assert state_of(few, NOW).state == "ok"
    few.counts.add(NOW // HOUR * HOUR, "rejected", 1, FULL)
    assert state_of(few, NOW).state == "failing"


def test_paused_expects_nothing() -> None:
    """Somebody knows why."""
    row = source(by_day, until=NOW - 3 * DAY)
    assert state_of(row, NOW).state == "quiet"
    paused = SourceRow(row.name, row.last, True, row.counts, row.readers)
    assert state_of(paused, NOW).state == "paused"


def test_a_field_that_went_missing() -> None:
    """Authors of a day's articles against the week's before."""
    row = source(by_day, until=NOW - DAY)
    row.counts.add(NOW // HOUR * HOUR, "new", 30, (30, 30, 3, 30, 30))
    coverage = {part.field: part for part in state_of(row, NOW).coverage}
    assert [name for name, part in coverage.items() if part.fallen] == ["authors"]
    assert coverage["authors"].before == 1.0


def test_those_that_need_somebody_come_first() -> None:
    """Failing, quiet, well, paused."""
    quiet, well = source(by_day, until=NOW - 3 * HOUR), source(by_day)
    failing = source(lambda hour: 5, kind="rejected")
    paused = SourceRow("p", well.last, True, well.counts, ())
    states = in_order(state_of(row, NOW) for row in (paused, well, quiet, failing))
    assert [one.state for one in states] == ["failing", "quiet", "ok", "paused"]


WELL = Sight(
    1.0, None, 3, "Stable", [Worker("w1", "10.0.0.1", {"news.raw": [0]})], [Lag("news.raw", 0, 3, 2.0, "w1")], [], 0
)


def test_all_is_well() -> None:
    """No alert."""
    assert alerts(WELL, {"new": 100, "rejected": 5}, []) == []


@pytest.mark.parametrize(
    ("sight", "what"),
    [
        (Sight(1.0, "no Kafka broker answers"), "no Kafka broker answers"),
        (Sight(1.0, None, 2, "Stable", WELL.workers, WELL.lags, ["news.raw/0"]), "fewer replicas"),
        (Sight(1.0, None, 1, "Empty", [], [Lag("news.raw", 0, 12, 4.0, "")]), "no worker is there; 12 records wait"),
        (Sight(1.0, None, 1, "Stable", WELL.workers, [Lag("news.raw", 1, 0, 0.0, "")]), "nobody owns news.raw/1"),
        (Sight(1.0, None, 1, "Stable", WELL.workers, [Lag("news.raw", 0, 9, 900.0, "w1")]), "15 min behind"),
    ],
)
def test_what_wakes_somebody(sight: Sight, what: str) -> None:
    """Each in a line, with what to do."""
    (alert,) = alerts(sight, {}, [])
    assert alert.level == "page"
    assert what in alert.what
    assert alert.do


def test_what_can_wait_until_the_morning() -> None:
    """Rejections, sources and fields."""
    states = [state_of(source(by_day, until=NOW - 3 * HOUR), NOW)]
    found = alerts(WELL, {"new": 60, "rejected": 40}, states)
    assert [alert.level for alert in found] == ["look", "look"]
    assert "40 of 100" in found[0].what
    assert "harbour-press" in found[1].what
