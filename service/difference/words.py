"""What a text lost and gained, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from copydesk.service.core.text.scripts import UNSPACED
from copydesk.service.difference.sequences import matches

Kind = Literal["=", "-", "+"]

_KEPT: tuple[Kind, ...] = ("=",)
_CHANGED: tuple[Kind, ...] = ("-", "+")

_MARKS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
"""Of Thai, Lao, Burmese and Khmer: they stand on the letter before them."""
_PIECE = re.compile(rf"\s+|[{UNSPACED}][{_MARKS}]*|[^\s{UNSPACED}]+")
"""White space, a character of a script without spaces with the marks on it, or a word."""
_ALONE = re.compile(rf"[{UNSPACED}]")


class Word(NamedTuple):
    """A word and the white space before it."""

    space: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a row that were kept, removed or added."""

    kind: Kind
    words: tuple[Word, ...]
    """Of the new text; of the old one, where they were removed."""

    @property
    def text(self) -> str:
        """With the white space before and between them."""
        return "".join(space + text for space, text in self.words)


def words_of(text: str) -> list[Word]:
    """The first word has a space before it too, unless its script has none: so parts can be set in a row."""
    words: list[Word] = []
    space = " "
    for piece in _PIECE.findall(text.strip()):
        if piece.isspace():
            space = piece
        else:
            words.append(Word("" if not words and _ALONE.match(piece) else space, piece))
            space = ""
    return words


def parts_of(old: str, new: str) -> tuple[Part, ...]:
    """`a b c` to `a x c`: a kept, b removed, x added, c kept. White space alone is no difference."""
    before, after = words_of(old), words_of(new)
    pairs = matches([word.text for word in before], [word.text for word in after])
    steps = [*_steps(before, after, pairs)]
    return tuple(_joined(_without_crumbs(before, [*_joined(steps)])))


def _steps(before: Sequence[Word], after: Sequence[Word], pairs: Iterable[tuple[int, int]]) -> Iterator[Part]:
    left = top = 0
    for old_place, new_place in [*pairs, (len(before), len(after))]:
        if left < old_place:
            yield Part("-", tuple(before[left:old_place]))
        if top < new_place:
            yield Part("+", tuple(after[top:new_place]))
        if new_place < len(after):
            yield Part("=", (after[new_place],))
        left, top = old_place + 1, new_place + 1


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbours of one kind as one; between two kept parts what was removed comes first."""
    for kept, run in groupby(parts, key=lambda part: part.kind == "="):
        several = [*run]
        for kind in _KEPT if kept else _CHANGED:
            words = tuple(word for part in several if part.kind == kind for word in part.words)
            if words:
                yield Part(kind, words)


def _without_crumbs(before: Sequence[Word], parts: list[Part]) -> Iterator[Part]:
    """Where a word was kept by chance between more that was replaced, it reads better as replaced too."""
    place = 0
    for number, part in enumerate(parts):
        if part.kind == "=" and _is_crumb(parts, number):
            yield Part("-", tuple(before[place : place + len(part.words)]))
            yield Part("+", part.words)
        else:
            yield part
        place += len(part.words) if part.kind != "+" else 0


def _is_crumb(parts: list[Part], number: int) -> bool:
    sides = parts[max(0, number - 2) : number], parts[number + 1 : number + 3]
    return all(_changed(side) > len(parts[number].words) for side in sides)


def _changed(side: list[Part]) -> int:
    """Words that were replaced next to a kept part: the fewer of those that went and came; 0 at an end."""
    return min(max((len(part.words) for part in side if part.kind == kind), default=0) for kind in ("-", "+"))


class Bag(NamedTuple):
    """The words of a text, in no order."""

    counts: Counter[str]
    total: int


def bag_of(text: str) -> Bag:
    """How often each word stands in a text."""
    words = words_of(text)
    return Bag(Counter(word.text for word in words), len(words))


def similarity(one: Bag, other: Bag) -> float:
    """Dice's coefficient of two bags: 1 for the same words in any order."""
    smaller, larger = sorted((one.counts, other.counts), key=len)
    shared = sum(min(count, larger[word]) for word, count in smaller.items())
    return 2 * shared / (one.total + other.total or 1)
