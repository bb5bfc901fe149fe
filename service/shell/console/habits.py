"""How a source does against its own habit, and what calls for a person. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from copydesk.service.core.desk.told import WATCHED
from copydesk.service.core.desk.watching import has_fallen

State = Literal["failing", "quiet", "paused", "ok"]

HOUR, DAY = 3_600_000, 86_400_000

ARTICLES = ("new", "revised")

USUAL_DAYS = 14
"""So many days are compared with the silence of now."""
NEEDED_DAYS = 3
"""Fewer tell nothing."""
LEAST_USUAL = 3
"""So many records came at least in the same hours of each of those days: a silence then is no chance."""

FAILING_SHARE, FAILING_LEAST = 0.5, 5
RISEN_SHARE, RISEN_TIMES, RISEN_LEAST = 0.2, 3, 10
"""Turned away in a day: half of all, or a fifth and three times as much as in the week before."""


@dataclass(slots=True)
class Counts:
    """What came of a source, by hour."""

    all: Counter[int] = field(default_factory=Counter)
    kinds: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    fields: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, hour: int, kind: str, count: int, has: Iterable[int]) -> None:
        """An hour's counts of one kind; of articles, how many have each of WATCHED."""
        self.all[hour] += count
        self.kinds[kind][hour] += count
        if kind in ARTICLES:
            for name, number in zip(WATCHED, has, strict=True):
                self.fields[name][hour] += number

    def total(self, kind: str, first: int, end: int) -> int:
        """Of one kind, from one hour up to another."""
        return _between(self.kinds[kind], first, end) if kind in self.kinds else 0


def _between(counter: Counter[int], first: int, end: int) -> int:
    return sum(count for hour, count in counter.items() if first <= hour < end)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the shelf knows it."""

    name: str
    last: int
    """When the last of it was decided, milliseconds since 1970."""
    paused: bool
    counts: Counts
    readers: tuple[str, ...]
    """Those that read it in the last week, the most used first."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the articles have a field: in the last day, and in the week before."""

    field: str
    now: float | None
    """None where there are no articles."""
    before: float | None
    fallen: bool


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the page of sources says of one."""

    name: str
    state: State
    why: str
    last: int
    day: dict[str, int]
    """Of the last 24 hours, by kind."""
    hours: list[int]
    """Records by hour of the last two days, the newest last."""
    coverage: list[Coverage]
    readers: tuple[str, ...]


def state_of(row: SourceRow, now: int) -> SourceState:
    """How a source does now."""
    end = now // HOUR * HOUR + HOUR
    day = {kind: row.counts.total(kind, end - DAY, end) for kind in ("new", "revised", "duplicate", "rejected")}
    state, why = _state(row, now, day, end)
    hours = [row.counts.all[end - number * HOUR] for number in range(48, 0, -1)]
    return SourceState(row.name, state, why, row.last, day, hours, _coverage(row.counts, end), row.readers)


ORDER: dict[State, int] = {"failing": 0, "quiet": 1, "ok": 2, "paused": 3}


def in_order(states: Iterable[SourceState]) -> list[SourceState]:
    """Those that call for a person first, then by how much came of them."""
    return sorted(states, key=lambda one: (ORDER[one.state], -sum(one.day.values()), one.name))


def _state(row: SourceRow, now: int, day: dict[str, int], end: int) -> tuple[State, str]:
    if row.paused:
        return "paused", "nothing is expected of it"
    if why := _failing(row.counts, day, end):
        return "failing", why
    if why := _quiet(row, now):
        return "quiet", why
    return "ok", ""


def _failing(counts: Counts, day: dict[str, int], end: int) -> str:
    total, turned = sum(day.values()), day["rejected"]
    share = turned / total if total else 0.0
    week = _between(counts.all, end - 8 * DAY, end - DAY)
    usual = counts.total("rejected", end - 8 * DAY, end - DAY) / week if week else 0.0
    told = f"{turned:,} of {total:,} turned away in 24 h"
    if turned >= FAILING_LEAST and share >= FAILING_SHARE:
        return told
    if turned >= RISEN_LEAST and share >= RISEN_SHARE and week and share >= RISEN_TIMES * usual:
        return f"{told}, {usual:.0%} in the week before"
    return ""


def _quiet(row: SourceRow, now: int) -> str:
    """Why its silence is unusual: in the same hours of each of the days before something came."""
    first, end = row.last // HOUR * HOUR + HOUR, now // HOUR * HOUR
    if end - first < HOUR:
        return ""
    shift = -((first - end) // DAY)
    begun = min(row.counts.all, default=end)
    samples = [
        _between(row.counts.all, first - days * DAY, end - days * DAY)
        for days in range(shift, USUAL_DAYS + 1)
        if first - days * DAY >= begun
    ]
    if len(samples) < NEEDED_DAYS or min(samples) < LEAST_USUAL:
        return ""
    return f"nothing for {_hours(now - row.last)}; at least {min(samples):,} came in the same hours of {len(samples)} days before"


def _hours(milliseconds: int) -> str:
    hours = milliseconds / HOUR
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def _coverage(counts: Counts, end: int) -> list[Coverage]:
    now, before = (
        sum(counts.total(kind, first, last) for kind in ARTICLES)
        for first, last in ((end - DAY, end), (end - 8 * DAY, end - DAY))
    )
    found = []
    for name in WATCHED:
        share = _between(counts.fields[name], end - DAY, end) / now if now else None
        usual = _between(counts.fields[name], end - 8 * DAY, end - DAY) / before if before else None
        found.append(Coverage(name, share, usual, has_fallen(share, usual, now, before)))
    return found
