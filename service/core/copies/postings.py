"""Which stories have a hash: eight bytes for each, where a dict of numbers takes ninety.

A row of 64-bit numbers, sorted, for each 65,536th of the hashes: the rest of the hash, the second in which the story came,
its number. So the holders of one hash stand together, the first one first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from copydesk.service.core.copies.sketch import Sketch

_NUMBER_BITS = 22
_SECOND_BITS = 30
_ROW = 0xFFFF
_REST = 0xFFF0000
"""Two bits of a hash are left out: a stranger that falls on the same row and rest shares one hash and not six."""
_FIRST = _SECOND_BITS + _NUMBER_BITS
_UP = _FIRST - 16
_STEP = 1 << _FIRST
_NUMBER = (1 << _NUMBER_BITS) - 1
TOO_MANY = 200
"""Of one second, no more holders are put in order."""


class Postings:
    """Hash -> numbers of the stories that have it, by when they came."""

    def __init__(self) -> None:
        self._rows: dict[int, array[int]] = {}

    def add(self, sketch: Sketch, number: int) -> None:
        """All hashes of a story, under a number below four millions that no other has."""
        tail, rows = _tail(sketch, number), self._rows
        for hashed in sketch.hashes:
            row = rows.get(hashed & _ROW)
            if row is None:
                row = rows[hashed & _ROW] = array("Q")
            insort(row, (hashed & _REST) << _UP | tail)

    def take_out(self, sketch: Sketch, number: int) -> None:
        """What `add` put in."""
        tail = _tail(sketch, number)
        for hashed in sketch.hashes:
            row = self._rows[hashed & _ROW]
            del row[bisect_left(row, (hashed & _REST) << _UP | tail)]
            if not row:
                del self._rows[hashed & _ROW]

    def of_each(self, hashes: Iterable[int], most: int) -> Iterator[tuple[int, list[int]]]:
        """Each hash that is held, with the numbers of the first stories that have it."""
        rows = self._rows
        for hashed in hashes:
            row = rows.get(hashed & _ROW)
            if row is None:
                continue
            start = (hashed & _REST) << _UP
            at = bisect_left(row, start)
            if at < len(row) and row[at] < start + _STEP:
                end = bisect_left(row, start + _STEP, at, min(at + most, len(row)))
                yield hashed, [posting & _NUMBER for posting in row[at:end]]

    def first_seconds(self, hashed: int, most: int) -> list[int]:
        """The same, with all others of the second in which the last of them came; of a bulk, TOO_MANY at most."""
        row = self._rows[hashed & _ROW]
        at = bisect_left(row, (hashed & _REST) << _UP)
        after = (row[at + most - 1] >> _NUMBER_BITS) + 1 << _NUMBER_BITS
        return [posting & _NUMBER for posting in row[at : at + TOO_MANY] if posting < after]


def _tail(sketch: Sketch, number: int) -> int:
    return (int(sketch.ingested_at.timestamp()) & (1 << _SECOND_BITS) - 1) << _NUMBER_BITS | number
