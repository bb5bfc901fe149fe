"""Which lines of a page are its story's: weighed by what can be counted of each, twice. The second time what the first
said of the lines and blocks around is counted too. The weights are learned (`python -m benchmarks.fit_body`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log1p
from typing import NamedTuple

from copydesk.service.core.page.measures import LEVELS, OF_BOXES, OF_LINES, OF_PLACES, Measured, Numbers
from copydesk.service.core.page.view import View

Steps = tuple[tuple[float, ...], tuple[float, ...]]
"""Bounds, and what a number weighs below the first, between two, and above the last."""

LINES_AGAIN = (
    "odds", "odds above", "odds below", "odds two above", "odds two below", "story near", "story around",
    "story before", "story after", "since first", "until last", "run",
)  # fmt: skip
BOXES_AGAIN = ("story", "of story")
PLACES_AGAIN = ("in best", "story of page", "story size")
_NEAR, _AROUND = 2, 12
_FLAT = 2.5
"""Letters that a line has besides its own, so that short ones count."""
_FAR = 99.0
LEAST_LIKELY, MOST_LIKELY = 1e-4, 1 - 1e-4
_SURE, _PROSE = 0.5, 35
_RUN = 0.4


@dataclass(frozen=True, slots=True)
class Pass:
    """What was learned for one reading of a page."""

    bias: float
    numbers: Mapping[str, Steps]
    words: Mapping[str, float]
    """Of blocks, zones and names."""


@dataclass(frozen=True, slots=True)
class Passes:
    """What was learned for both."""

    first: Pass
    second: Pass

    @property
    def words(self) -> frozenset[str]:
        """All words that either knows."""
        return frozenset({*self.first.words, *self.second.words})


class Counts(NamedTuple):
    """The numbers of a page's lines, of its blocks, and of the places of those that hold lines; each with their names."""

    of_lines: tuple[str, ...]
    lines: Sequence[Numbers]
    of_boxes: tuple[str, ...]
    boxes: Sequence[Numbers]
    of_places: tuple[str, ...]
    places: Mapping[int, Numbers]


def first_counts(page: Measured) -> Counts:
    """What the first pass knows."""
    return Counts(OF_LINES, page.lines, OF_BOXES, page.boxes, OF_PLACES, page.places)


def second_counts(page: Measured, once: Sequence[float]) -> Counts:
    """What the second knows besides, if the first found the lines so likely."""
    lines, boxes, places = again(page, once)
    return Counts(
        OF_LINES + LINES_AGAIN,
        [one + other for one, other in zip(page.lines, lines, strict=True)],
        OF_BOXES + BOXES_AGAIN,
        [one + other for one, other in zip(page.boxes, boxes, strict=True)],
        OF_PLACES + PLACES_AGAIN,
        {box: numbers + places[box] for box, numbers in page.places.items()},
    )


def probabilities(view: View, page: Measured, weights: Passes) -> list[float]:
    """How likely each line is the story's."""
    if not view.lines:
        return []
    once = read(view, page, first_counts(page), weights.first)
    return read(view, page, second_counts(page, once), weights.second)


def read(view: View, page: Measured, counts: Counts, weights: Pass) -> list[float]:
    """How likely each line is the story's by one pass."""
    for_lines = _known(counts.of_lines, weights)
    around = _around(page, counts, weights)
    words = weights.words
    of_names = {
        names: sum([words[word] for word in called(*names) if word in words])
        for names in {(line.zones, line.names) for line in view.lines}
    }
    sums = [
        around[line.box]
        + of_names[line.zones, line.names]
        + sum([parts[bisect_right(bounds, numbers[at])] for at, bounds, parts in for_lines])
        for line, numbers in zip(view.lines, counts.lines, strict=True)
    ]
    return [1 / (1 + exp(-max(-30.0, min(30.0, one)))) for one in sums]


def _around(page: Measured, counts: Counts, weights: Pass) -> dict[int, float]:
    """What the blocks around them weigh in the lines of each block."""
    words, parents = weights.words, page.parents
    levels = [*_levels(page, counts, weights)]
    for_places = _known(counts.of_places, weights)
    found = {}
    for box, numbers in counts.places.items():
        weight = weights.bias
        weight += sum([parts[bisect_right(bounds, numbers[at])] for at, bounds, parts in for_places])
        weight += sum([words[word] for word in page.words[box] if word in words])
        at = box
        for level in levels:
            weight += level[at]
            at = parents[at]
        found[box] = weight
    return found


def _levels(page: Measured, counts: Counts, weights: Pass) -> Iterator[dict[int, float]]:
    """Level by level what each block weighs in the lines that stand so far in it."""
    asked = {*counts.places}
    for level in range(LEVELS):
        known = _known([f"{name} {level}" for name in counts.of_boxes], weights)
        yield {
            box: sum([parts[bisect_right(bounds, counts.boxes[box][at])] for at, bounds, parts in known])
            for box in asked
        }
        asked = {page.parents[box] for box in asked}


def _known(names: Sequence[str], weights: Pass) -> list[tuple[int, tuple[float, ...], tuple[float, ...]]]:
    """The numbers that a pass knows: where each stands, its bounds, what its steps weigh."""
    return [(at, *weights.numbers[name]) for at, name in enumerate(names) if name in weights.numbers]


def called(zones: frozenset[str], names: frozenset[str]) -> list[str]:
    """What a line's zones and names are called among the words."""
    return [*(f"zone {zone}" for zone in zones), *(f"name {name}" for name in names)]


def again(page: Measured, once: Sequence[float]) -> tuple[list[Numbers], list[Numbers], dict[int, Numbers]]:
    """What the first reading says around each line, of each block, and of the place of each that holds lines."""
    likely = [min(MOST_LIKELY, max(LEAST_LIKELY, one)) for one in once]
    odds = [-9.0, -9.0, *(log1p(one / (1 - one)) for one in likely), -9.0, -9.0]
    size = [0.0, *accumulate(one + _FLAT for one in page.sizes)]
    story = [0.0, *accumulate(one * (size_ + _FLAT) for one, size_ in zip(likely, page.sizes, strict=True))]
    return (
        _lines_again(page, likely, odds, size, story),
        _boxes_again(page, size, story),
        _places_again(page, size, story),
    )


def _lines_again(
    page: Measured, likely: Sequence[float], odds: Sequence[float], size: Sequence[float], story: Sequence[float]
) -> list[Numbers]:
    count, whole = len(likely), story[-1]
    sure = [at for at, one in enumerate(likely) if one > _SURE and page.sizes[at] > _PROSE] or [count, -1]
    first, last = sure[0], sure[-1]
    runs = _runs(likely, story)
    return [
        (
            odds[at + 2],
            odds[at + 1],
            odds[at + 3],
            odds[at],
            odds[at + 4],
            _mean_around(at, _NEAR, size, story),
            _mean_around(at, _AROUND, size, story),
            story[at] / whole,
            (whole - story[at + 1]) / whole,
            max(-_FAR, min(_FAR, float(at - first))),
            max(-_FAR, min(_FAR, float(last - at))),
            runs[at],
        )
        for at in range(count)
    ]


def _mean_around(at: int, reach: int, size: Sequence[float], story: Sequence[float]) -> float:
    """How much of the lines around one is story."""
    first, last = max(0, at - reach), min(len(size) - 1, at + reach + 1)
    own, own_story = size[at + 1] - size[at], story[at + 1] - story[at]
    return (story[last] - story[first] - own_story) / (size[last] - size[first] - own + 1e-6)


def _runs(likely: Sequence[float], story: Sequence[float]) -> list[float]:
    """How much story the unbroken run of likely lines around each has."""
    found, begin = [0.0] * len(likely), 0
    for at in range(len(likely) + 1):
        if at == len(likely) or likely[at] <= _RUN:
            if begin < at:
                found[begin:at] = [log1p(story[at] - story[begin])] * (at - begin)
            begin = at + 1
    return found


def _boxes_again(page: Measured, size: Sequence[float], story: Sequence[float]) -> list[Numbers]:
    whole = story[-1]
    return [
        (told / (size[last] - size[first]), told / whole)
        if first < last and (told := story[last] - story[first]) is not None
        else ()
        for first, last in zip(page.first, page.last, strict=True)
    ]


def _places_again(page: Measured, size: Sequence[float], story: Sequence[float]) -> dict[int, Numbers]:
    best = best_box(page, size, story)
    first, last, whole = page.first[best], page.last[best], story[-1]
    of_page = (whole / size[-1], log1p(whole))
    return {box: (float(first <= page.first[box] and page.last[box] <= last), *of_page) for box in page.places}


def best_box(page: Measured, size: Sequence[float], story: Sequence[float]) -> int:
    """The block that, taken whole, would tell most of the story with least else; of equals the innermost."""
    found, most, whole = 0, 0.0, story[-1]
    for box, (first, last) in enumerate(zip(page.first, page.last, strict=True)):
        if first < last:
            share = 2 * (story[last] - story[first]) / (size[last] - size[first] + whole)
            if share >= most:
                found, most = box, share
    return found


def chosen(page: Measured, likely: Sequence[float]) -> list[int]:
    """The lines that are taken: the likeliest, as long as what they tell of the story outweighs what else they bring."""
    weights = [size + _FLAT / 2 for size in page.sizes]
    whole = sum(one * weight for one, weight in zip(likely, weights, strict=True))
    taken = told = best = 0.0
    ordered, end = sorted(range(len(likely)), key=lambda at: -likely[at]), 0
    for count, at in enumerate(ordered, 1):
        told, taken = told + likely[at] * weights[at], taken + weights[at]
        share = 2 * told / (taken + whole)
        if share > best:
            best, end = share, count
    return sorted(ordered[:end])
