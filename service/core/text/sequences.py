"""What two sequences have in common, whatever their members are: the steps that every comparison of two texts takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence

Pair = tuple[int, int]
"""A place in the old sequence, and one in the new."""
Box = tuple[int, int, int, int]
"""From and to in the old sequence, from and to in the new one."""


def longest_rising(values: Sequence[int]) -> list[int]:
    """Places of a longest rising run of different values: `longest_rising([3, 1, 2])` is `[1, 2]`."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        places[length : length + 1] = [place]
    run: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def common_ends(old: Sequence[Hashable], new: Sequence[Hashable], box: Box) -> tuple[list[Pair], Box]:
    """Pairs of what is equal at both ends of a box, and the box without them: of `abd` and `axd` a with a, d with d."""
    inner = left, right, top, bottom = _trimmed(old, new, box)
    head = zip(range(box[0], left), range(box[2], top), strict=True)
    tail = zip(range(right, box[1]), range(bottom, box[3]), strict=True)
    return [*head, *tail], inner


def _trimmed(old: Sequence[Hashable], new: Sequence[Hashable], box: Box) -> Box:
    left, right, top, bottom = box
    while left < right and top < bottom and old[left] == new[top]:
        left, top = left + 1, top + 1
    while left < right and top < bottom and old[right - 1] == new[bottom - 1]:
        right, bottom = right - 1, bottom - 1
    return left, right, top, bottom
