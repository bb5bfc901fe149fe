"""Whether the lines of a text were wrapped at a fixed width, and at which: told by where they end. A break may have been
made at any width at which the line fits and the next word does not; in a wrapped text most breaks agree on one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from copydesk.service.core.lines.shape import is_bullet
from copydesk.service.core.text.scripts import HAN, KANA

NARROWEST, WIDEST = 40, 120
"""Columns of a wrapped text: no typewriter, mail program or terminal has fewer or more."""
NARROW = 28
"""A column of a newspaper has fewer; so narrow a text has no longer line but its headline."""
FEW = 4
"""So few breaks must all agree, and no line be longer."""
ENOUGH = 6
"""So many show the width of a text by themselves, if nearly all agree to the letter."""
SET_IN = 20
"""Lines that are indented so far are set in the middle or to the right: a letterhead, a title."""
SAMPLE = 1000
"""So many lines show how a text is wrapped."""
SLACK = 0.08
"""Lines set in letters of unequal width, or by hand, end so much of the width before it."""
OVERHANG = 4
"""Columns of the signs that may not begin or end a line in Chinese and Japanese."""
NEARLY_ALL, MOST_UNCASED, MOST = 0.9, 0.75, 0.6
"""How many breaks must agree: to the letter, so in a script without capitals, or about, where words go on small."""
SPEAKING_UNCASED, SPEAKING, SMALL = 0.2, 0.25, 0.4
"""How many of those must have a comma or a stop in the line, and how many go on with a small letter."""
_STOPS = (". ", ", ", "。", "，", "、", "، ", "؛ ")
_WIDE = re.compile(f"[{HAN}{KANA}\u3000-\u303f\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text is wrapped."""

    width: int
    """Columns of its longest lines, leaving aside what could not be broken."""
    slack: int
    """A line that ends so many columns before may be full all the same."""

    def fills(self, columns: int, word: int) -> bool:
        """Whether a line of so many columns is full: the next word would not have fitted."""
        return columns + 1 + word > self.width - self.slack and columns <= self.width * (1 + SLACK) + 2

    def nearly(self, columns: int) -> bool:
        """Whether a line reaches so far that words may go on below it; where a program counted, it must be nearly
        full.
        """
        return columns >= self.width * (0.5 if self.slack else 0.75)


class Break(NamedTuple):
    """Where a line ends and the words may go on."""

    least: int
    """The least width at which it may have been made."""
    most: int
    above: str
    below: str

    @property
    def small(self) -> bool | None:
        """Whether the line below begins small; None in a script without capitals."""
        first = next((sign for sign in self.below[:4] if sign.isalpha()), "")
        return first.islower() if first.islower() or first.isupper() else None

    @property
    def speaks(self) -> bool:
        """Whether a sentence, or a part of one, ends within the line above, as in no list of titles."""
        return any(stop in self.above[:-1] for stop in _STOPS)


def wrapping_of(lines: Sequence[str]) -> Wrapping | None:
    """How lines are wrapped; None where nothing shows that they are. No line ends in white space."""
    lines = lines[:SAMPLE]
    return _at_least(NARROWEST, lines) or (_at_least(NARROW, lines) if _is_narrow(lines) else None)


def _is_narrow(lines: Sequence[str]) -> bool:
    """But for the headline, which may have come whole."""
    return len(lines) > ENOUGH and sum(1 for line in lines if len(line) > NARROWEST + 1) <= 1


def _at_least(narrowest: int, lines: Sequence[str]) -> Wrapping | None:
    breaks = _breaks(lines, narrowest)
    width, exact = _most_common(breaks, 0.0)
    loose_width, loose = _most_common(breaks, SLACK)
    if len(loose) < max(2, MOST * len(breaks)) or not _is_shown(exact, loose, len(breaks)):
        return None
    beyond = sum(1 for line in lines if len(line) > (1 + 2 * SLACK) * loose_width)
    if beyond > (len(loose) if len(loose) > FEW else 0):
        return None
    if 2 * sum(1 for each in exact if is_wide(each.below)) > len(exact):
        return Wrapping(width, OVERHANG)
    if len(exact) >= NEARLY_ALL * len(loose):
        return Wrapping(width, 0)
    return Wrapping(loose_width, round(loose_width * SLACK))


def columns_of(text: str) -> int:
    """So many columns a line takes on a terminal: Chinese signs take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def first_columns(text: str) -> int:
    """The columns of what had to fit into the line above: a word, or a sign where lines break before any."""
    return OVERHANG if is_wide(text) else columns_of(text.split(None, 1)[0])


def is_wide(text: str) -> bool:
    """Whether a text begins with a sign of Chinese or Japanese, without spaces between words."""
    return _WIDE.match(text) is not None


def indent_of(line: str) -> int:
    """How many signs of white space a line begins with."""
    return len(line) - len(line.lstrip())


def _breaks(lines: Sequence[str], narrowest: int) -> list[Break]:
    """Each once: what a page repeats shows nothing more."""
    found = dict.fromkeys(
        (above, below)
        for above, below in pairwise(lines)
        if narrowest // 2 <= len(above) <= WIDEST and below and indent_of(above) < SET_IN and not _begins(above, below)
    )
    return [
        Break(columns, WIDEST if divides(above, bare) else columns + first_columns(bare), above, bare)
        for above, below in found
        if (columns := columns_of(above)) >= narrowest and (bare := below.lstrip(" \t>"))
    ]


def divides(above: str, below: str) -> bool:
    """Whether the break divides a word: then it may have been made before the line was full."""
    return above.endswith("-") and below[:1].islower()


def _begins(above: str, below: str) -> bool:
    """Whether the line below begins something new: it is indented, or an entry of a list."""
    if above[:1] not in " \t" and below[:1] not in " \t":
        return is_bullet(below)
    return is_bullet(below.lstrip()) or (indent_of(below) > indent_of(above) and not is_bullet(above.lstrip()))


def _most_common(breaks: list[Break], slack: float) -> tuple[int, list[Break]]:
    """The width at which most of the breaks may have been made, and those breaks."""
    ranges = [(int(each.least / (1 + slack / 2)), int(each.most / (1 - slack))) for each in breaks]
    ends: Counter[int] = Counter()
    for least, most in ranges:
        ends[least] += 1
        ends[most + 1] -= 1
    best, within, width = 0, 0, 0
    for at in sorted(ends):
        within += ends[at]
        if within > best:
            best, width = within, at
    return width, [each for each, (least, most) in zip(breaks, ranges, strict=True) if least <= width <= most]


def _is_shown(exact: list[Break], loose: list[Break], breaks: int) -> bool:
    """Whether the breaks that agree are no chance: all do, to the letter, or most do and the words go on behind them."""
    smalls = [each.small for each in exact]
    if len(exact) >= max(ENOUGH, NEARLY_ALL * breaks) and smalls.count(False) < len(smalls):
        return True
    if 2 * smalls.count(None) > len(exact):
        return len(exact) >= max(FEW, MOST_UNCASED * breaks) and _speaking(exact) >= SPEAKING_UNCASED * len(exact)
    small = sum(1 for each in loose if each.small)
    if len(loose) <= FEW:
        return small >= 2 and _speaking(loose) > 0 and len(loose) == breaks
    return small >= SMALL * len(loose) and _speaking(loose) >= SPEAKING * len(loose)


def _speaking(agreeing: list[Break]) -> int:
    return sum(1 for each in agreeing if each.speaks)
