"""Lines made one again, with the words whole that a hyphen divides at a line's end, where that is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice, pairwise

from copydesk.service.core.lines.wrapping import WIDEST, is_wide

PROVEN = 3
"""A text divides words if so many of those at its line ends stand whole elsewhere."""
_NO_LETTERS = re.compile(r"[\W\d_]+")
_REACH = 60
_PART = re.compile(r"[^\W\d_]+")
_SOFT_HYPHEN = "\xad"


class Vocabulary:
    """The words of a text, to see which hyphens divide one. Looked up when the first is met."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def joined(self, lines: Sequence[str]) -> str:
        """Lines as one."""
        pieces = [lines[0]]
        for line in lines[1:]:
            above = pieces[-1]
            pieces[-1] = above[:-1] if self._is_dropped(above, line) else above
            pieces.append(line if _needs_no_space(above, line) else f" {line}")
        return "".join(pieces)

    @cached_property
    def words(self) -> frozenset[str]:
        """Small; without the parts of those that a line's end divides."""
        words = set[str]()
        after_hyphen = False
        for line in self._lines:
            found = _PART.findall(line[:WIDEST].lower())
            words.update(found[after_hyphen : len(found) - line.endswith("-")])
            after_hyphen = line.endswith("-")
        return frozenset(words)

    @cached_property
    def divides(self) -> bool:
        """Whether the text divides words, as some of them show that stand whole elsewhere."""
        ends = (_parts(above, below.lstrip()) for above, below in pairwise(self._lines) if above.endswith("-"))
        whole = (parts for parts in ends if parts and "".join(parts) in self.words)
        return len(list(islice(whole, PROVEN))) == PROVEN

    def _is_dropped(self, above: str, below: str) -> bool:
        """Whether the line above ends in a hyphen that is none of the word's own: the word stands whole elsewhere, or
        what is behind the hyphen is no word by itself. `well-known` keeps it.
        """
        if above.endswith(_SOFT_HYPHEN):
            return True
        parts = _parts(above, below) if above.endswith("-") else None
        if parts is None or not parts[1]:
            return False
        return "".join(parts) in self.words or (self.divides and parts[1] not in self.words)


def _parts(above: str, below: str) -> tuple[str, str] | None:
    """The letters on both sides of a hyphen at the end of a line, the second empty before a figure; None where a space
    stands before the hyphen.
    """
    first, rest = _NO_LETTERS.split(above[-_REACH:-1])[-1], _PART.match(below)
    return (first.lower(), rest[0].lower() if rest else "") if first and below[:1].isalnum() else None


def _needs_no_space(above: str, below: str) -> bool:
    if above.endswith(_SOFT_HYPHEN) or (is_wide(above[-1:]) and is_wide(below)):
        return True
    return above.endswith("-") and _parts(above, below) is not None
