"""Which lines of a page are its story's: weighed by what can be counted of each, twice. The second time what the first
said of the lines and blocks around is counted too. The weights are learned (`python -m benchmarks.fit_body`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from math import exp, log1p
from operator import add
from typing import NamedTuple

from copydesk.service.core.lines.line import once
from copydesk.service.core.page.html.counted_blocks import LEVELS, Blocks
from copydesk.service.core.page.html.measures import Columns, Measured

_FLAT = 2.5
"""Letters that a line has besides its own, so that short ones count."""
_FAR = 99.0
_MOST_ODDS = 9.2
LEAST_LIKELY = 1e-4
SETTLED = 0.003
"""A line less likely than that is not weighed again."""
_SURE, _PROSE = 0.5, 35


class Steps(NamedTuple):
    """Bounds, and what a number weighs below the first, between two, and above the last: in the first pass, in the second."""

    bounds: tuple[float, ...]
    first: tuple[float, ...]
    second: tuple[float, ...]


Both = complex
"""A sum for the first pass and one for the second: as one complex number, C adds both at once."""


@dataclass(frozen=True)
class Passes:
    """What was learned for both readings of a page."""

    bias: tuple[float, float]
    numbers: Mapping[str, Steps]
    """What is counted once; `mean 0` is of a line's block, `mean 1` of the one around it."""
    again: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]]
    """What is counted for the second pass only."""
    words: Mapping[str, tuple[float, float]]

    @once
    def of_numbers(self) -> Mapping[str, tuple[tuple[float, ...], tuple[Both, ...]]]:
        """The bounds of each number, and what its steps weigh in both passes."""
        return {name: (one.bounds, (*map(complex, one.first, one.second),)) for name, one in self.numbers.items()}

    @once
    def of_words(self) -> Mapping[str, Both]:
        """What each word weighs in both passes."""
        return {word: complex(*both) for word, both in self.words.items()}


def likely_lines(page: Measured, weights: Passes) -> list[float]:
    """How likely each line is the story's."""
    likely = [LEAST_LIKELY] * len(page.sizes)
    if not page.kept:
        return likely
    sums = _sums(page, weights)
    for at, one in zip(page.kept, sums, strict=True):
        likely[at] = share_of(one.real)
    unsettled = [number for number, at in enumerate(page.kept) if likely[at] >= SETTLED]
    added = _sums_again(counted_again(page, likely, unsettled), weights)
    for number, one in zip(unsettled, added, strict=True):
        likely[page.kept[number]] = share_of(sums[number].imag + one)
    return likely


def share_of(odds: float) -> float:
    """The probability, of neither none nor all."""
    return 1 / (1 + exp(-max(-_MOST_ODDS, min(_MOST_ODDS, odds))))


def _sums(page: Measured, weights: Passes) -> list[Both]:
    """What all that is counted once weighs in each line that is kept."""
    own = map(add, _weighed(page.lines, weights, len(page.kept)), _words(page.said, weights))
    around = dict(zip(page.holding, _around(page, weights), strict=True))
    return [*map(add, own, map(around.__getitem__, page.boxes))]


def _around(page: Measured, weights: Passes) -> list[Both]:
    """What each block that holds lines weighs in them, with those around it and the page."""
    of_page = _of_page(page.of_page, weights)
    inside = [page.blocks.inside[box] for box in page.holding]
    parts = (
        _weighed(page.places, weights, len(inside)),
        _words(page.called, weights),
        _words(inside, weights),
        *_levels(page, weights),
    )
    return [of_page + sum(own) for own in zip(*parts, strict=True)]


def _of_page(numbers: Mapping[str, float], weights: Passes) -> Both:
    return complex(*weights.bias) + sum(_weighed({name: [one] for name, one in numbers.items()}, weights, 1))


def _levels(page: Measured, weights: Passes) -> Iterator[list[Both]]:
    """Level by level what the blocks around each weigh; those that share one ask once."""
    around = page.holding
    for level in range(LEVELS):
        asked = [*dict.fromkeys(around)]
        columns = {f"{name} {level}": [*map(column.__getitem__, asked)] for name, column in page.blocks.numbers.items()}
        sums = dict(zip(asked, _weighed(columns, weights, len(asked)), strict=True))
        yield [*map(sums.__getitem__, around)]
        around = [*map(page.blocks.parents.__getitem__, around)]


def _weighed(columns: Columns, weights: Passes, count: int) -> list[Both]:
    """Column by column, as C adds faster than Python."""
    sums, known = [0j] * count, weights.of_numbers
    for name, column in columns.items():
        if name in known:
            bounds, steps = known[name]
            sums = [*map(add, sums, map(steps.__getitem__, map(bisect_right, repeat(bounds), column)))]
    return sums


def _words(said: Sequence[frozenset[str]], weights: Passes) -> list[Both]:
    """What the words of each weigh; those that are said the same ask once."""
    known = {words: _of_words(words, weights.of_words) for words in {*said}}
    return [*map(known.__getitem__, said)]


def _of_words(words: frozenset[str], weights: Mapping[str, Both]) -> Both:
    return sum([weights[word] for word in sorted(words) if word in weights], 0j)


def _sums_again(columns: Columns, weights: Passes) -> list[float]:
    sums = [0.0] * len(next(iter(columns.values()), ()))
    for name, column in columns.items():
        if name in weights.again:
            bounds, steps = weights.again[name]
            sums = [*map(add, sums, map(steps.__getitem__, map(bisect_right, repeat(bounds), column)))]
    return sums


def counted_again(page: Measured, likely: Sequence[float], unsettled: Sequence[int]) -> Columns:
    """What the first reading says around these of the lines that are kept, to be weighed again."""
    size = [0.0, *accumulate([one + _FLAT for one in page.sizes])]
    story = [0.0, *accumulate([one * (own + _FLAT) for one, own in zip(likely, page.sizes, strict=True)])]
    lines, boxes = [page.kept[number] for number in unsettled], [page.boxes[number] for number in unsettled]
    whole, best = story[-1], best_box(page.blocks, size, story)
    first = next((at for at, one in enumerate(likely) if one > _SURE and page.sizes[at] > _PROSE), len(likely))
    parents = page.blocks.parents
    told, mean = _told_in(page.blocks, boxes, size, story)
    told_around, _ = _told_in(page.blocks, [parents[parents[box]] for box in boxes], size, story)
    return {
        "odds": [log1p(likely[at] / (1 - likely[at])) for at in lines],
        "story after": [(whole - story[at + 1]) / whole for at in lines],
        "since first": [max(-_FAR, min(_FAR, at - first)) for at in lines],
        "in best": [float(page.blocks.is_in(box, best)) for box in boxes],
        "story of page": [whole / size[-1]] * len(lines),
        "story size": [log1p(whole)] * len(lines),
        "story": mean,
        "of story": told,
        "of story around": told_around,
    }


def _told_in(
    blocks: Blocks, boxes: Sequence[int], size: Sequence[float], story: Sequence[float]
) -> tuple[list[float], list[float]]:
    """How much of the page's story each of these blocks has, and how much of the block is story."""
    spans = [(blocks.first[box], blocks.last[box]) for box in boxes]
    told = [story[last] - story[first] for first, last in spans]
    return [one / story[-1] for one in told], [
        one / (size[last] - size[first]) for one, (first, last) in zip(told, spans, strict=True)
    ]


def best_box(blocks: Blocks, size: Sequence[float], story: Sequence[float]) -> int:
    """The block that, taken whole, would tell most of the story with least else; of equals the innermost."""
    found, most, whole = 0, 0.0, story[-1]
    for box, (first, last) in enumerate(zip(blocks.first, blocks.last, strict=True)):
        if first < last:
            share = 2 * (story[last] - story[first]) / (size[last] - size[first] + whole)
            if share >= most:
                found, most = box, share
    return found


def chosen(page: Measured, likely: Sequence[float]) -> list[int]:
    """The lines that are taken: the likeliest, as long as what they tell of the story outweighs what else they bring."""
    weights = [size + _FLAT / 2 for size in page.sizes]
    whole = sum([one * weight for one, weight in zip(likely, weights, strict=True)])
    taken = told = best = 0.0
    offered = [at for at, one in enumerate(likely) if one >= SETTLED] or [*range(len(likely))]
    ordered, end = sorted(offered, key=lambda at: -likely[at]), 0
    for count, at in enumerate(ordered, 1):
        told, taken = told + likely[at] * weights[at], taken + weights[at]
        share = 2 * told / (taken + whole)
        if share > best:
            best, end = share, count
    return sorted(ordered[:end])
