"""How long partitions stood still after a worker's death: from the times at which each gave outcomes. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

TICK_MS = 50
"""Times are kept this finely."""

LONGEST_MS = 60_000
"""A pause is looked for in this time after a death, or until the next one."""


@dataclass(frozen=True, slots=True)
class Death:
    """A worker that was gone from one moment to the next."""

    at_ms: int
    worker: int
    others: frozenset[str]
    """The lanes (`raw/3`, `parsed/0`) that other workers had at that moment."""


class Pauses:
    """When each lane moved."""

    def __init__(self) -> None:
        self._ticks: dict[str, set[int]] = defaultdict(set)

    def moved(self, lane: str, at_ms: int) -> None:
        """A lane gave an outcome; told in any order."""
        self._ticks[lane].add(at_ms // TICK_MS)

    def after(self, deaths: Sequence[Death], until_ms: int) -> list[float]:
        """For each death and each lane of another worker: the longest time in seconds that the lane stood still
        then.
        """
        ticks = {lane: sorted(found) for lane, found in self._ticks.items()}
        ends = [*(death.at_ms for death in deaths[1:]), until_ms]
        return [
            longest_pause(ticks[lane], death.at_ms, min(end, death.at_ms + LONGEST_MS))
            for death, end in zip(deaths, ends, strict=True)
            for lane in sorted(death.others & ticks.keys())
        ]


def longest_pause(ticks: Sequence[int], begin_ms: int, end_ms: int) -> float:
    """The longest time without a tick between two moments, in seconds."""
    first, last = begin_ms // TICK_MS, end_ms // TICK_MS
    within = ticks[bisect_right(ticks, first) : bisect_right(ticks, last)]
    stops = [first, *within, last]
    return max(after - before for before, after in pairwise(stops)) * TICK_MS / 1000


def percentiles(values: Collection[float], wanted: Iterable[int] = (50, 90, 99, 100)) -> dict[int, float]:
    """The values below which so many of a hundred lie; empty where there are no values."""
    ordered = sorted(values)
    return {share: ordered[min(len(ordered) - 1, len(ordered) * share // 100)] for share in wanted} if ordered else {}
