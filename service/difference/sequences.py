"""Which members of two sequences are the same and in the same order: words of a text, paragraphs of a story.

Patience first (members that stand once in both are what a reader goes by), then Myers for what lies between. Both are
bounded: where two stretches have too little in common, nothing in them is called the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from copydesk.service.core.text.sequences import Box, Pair, common_ends, longest_rising

MOST_EDITS = 60
"""Between two anchors; more than this, and it reads better as replaced."""
MOST_ROUNDS = 30
"""Of looking for anchors between anchors."""

WINDOW, LARGE = 4, 64
"""In a stretch of more members than LARGE in which none stands once, as of characters, so many in a row are an anchor."""


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Places of what is kept, rising in both: `matches("abcd", "axcd")` is `[(0, 0), (2, 2), (3, 3)]`."""
    pairs: list[Pair] = []
    open_boxes: list[tuple[Box, int]] = [((0, len(old), 0, len(new)), 0)]
    while open_boxes:
        whole, rounds = open_boxes.pop()
        ends, box = common_ends(old, new, whole)
        pairs += ends
        anchors = _anchors(old, new, box) if rounds < MOST_ROUNDS else []
        if anchors:
            pairs += anchors
            open_boxes += [(between, rounds + 1) for between in _between(box, anchors)]
        else:
            pairs += _shortest(old, new, box)
    return sorted(pairs)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], box: Box) -> list[Pair]:
    left, right, top, bottom = box
    before, after = old[left:right], new[top:bottom]
    pairs = _unique(before, after)
    if not pairs and min(len(before), len(after)) > LARGE:
        pairs = _unique(_windows(before), _windows(after))
    return [(left + old_place, top + new_place) for old_place, new_place in pairs]


def _windows(members: Sequence[Hashable]) -> list[Hashable]:
    return [*zip(*(members[start:] for start in range(WINDOW)), strict=False)]


def _unique(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """What stands once in both, as much of it as is in order."""
    in_before, in_after = Counter(before), Counter(after)
    place_of = {member: place for place, member in enumerate(before) if in_before[member] == 1}
    common = [
        (place_of[member], place) for place, member in enumerate(after) if in_after[member] == 1 and member in place_of
    ]
    return [common[number] for number in longest_rising([place for place, _ in common])]


def _between(box: Box, anchors: list[Pair]) -> Iterator[Box]:
    left, right, top, bottom = box
    for old_place, new_place in [*anchors, (right, bottom)]:
        if left < old_place and top < new_place:
            yield left, old_place, top, new_place
        left, top = old_place + 1, new_place + 1


class _Path(NamedTuple):
    """How a diagonal was reached: the last stretch that is the same, and what came before."""

    column: int
    row: int
    length: int
    before: _Path | None


def _shortest(old: Sequence[Hashable], new: Sequence[Hashable], box: Box) -> list[Pair]:
    """Myers' greedy algorithm (Algorithmica 1, 1986); nothing where more than MOST_EDITS are needed."""
    left, right, top, bottom = box
    width, height = right - left, bottom - top
    reached = {1: _Path(0, -1, 0, None)}
    for edits in range(min(width + height, MOST_EDITS) + 1 if width and height else 0):
        for diagonal in range(-edits, edits + 1, 2):
            column, before = _entered(reached, diagonal, edits)
            length, row = 0, column - diagonal
            while (
                column + length < width
                and row + length < height
                and old[left + column + length] == new[top + row + length]
            ):
                length += 1
            reached[diagonal] = _Path(column, row, length, before)
            if column + length >= width and row + length >= height:
                return list(_pairs(reached[diagonal], left, top))
    return []


def _entered(reached: dict[int, _Path], diagonal: int, edits: int) -> tuple[int, _Path]:
    """The column at which a diagonal is entered, from above or from the left, and the way there."""
    above, beside = reached.get(diagonal + 1), reached.get(diagonal - 1)
    if beside is None or (diagonal != edits and above and beside.column + beside.length < above.column + above.length):
        assert above is not None  # one of the two was reached with an edit less
        return above.column + above.length, above
    return beside.column + beside.length + 1, beside


def _pairs(path: _Path | None, left: int, top: int) -> Iterator[Pair]:
    while path:
        yield from ((left + path.column + n, top + path.row + n) for n in range(path.length))
        path = path.before
