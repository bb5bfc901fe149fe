"""What stands on each page of a printed text, its number, the name of the paper: lines that come again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from copydesk.service.core.lines.wrapping import WIDEST

FEWEST_PAGES, SHORTEST_PAGE = 3, 20
"""How many pages show what is printed on each, and how many lines a page has at least."""
UNEVEN = 1.5
"""So much longer than its shortest page a text's longest may be."""
_FIGURES = re.compile(r"\d+")


def on_each_page(lines: Sequence[str]) -> frozenset[int]:
    """The lines beside blank ones that come again far apart, but for their figures. Blank lines are empty."""
    alike: dict[str, list[int]] = {}
    for at, (above, line, below) in enumerate(zip(["", *lines], lines, [*lines[1:], ""], strict=False)):
        if line and not (above and below) and len(line) <= WIDEST:
            alike.setdefault(_FIGURES.sub("0", line.strip()), []).append(at)
    return frozenset(at for places in alike.values() if _are_pages(places, len(lines)) for at in places)


def _are_pages(places: list[int], end: int) -> bool:
    """Whether they part the whole text evenly; the words of a heading that comes again do not."""
    if len(places) < FEWEST_PAGES:
        return False
    sizes = [below - above for above, below in pairwise(places)]
    longest = UNEVEN * min(sizes)
    return min(sizes) >= SHORTEST_PAGE and max(*sizes, places[0], end - places[-1]) <= longest
