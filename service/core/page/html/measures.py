"""What can be counted of a page's lines and of the blocks around them, to tell the story from all else. What it is worth
is not asked here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from copydesk.service.core.page.html.counted_blocks import Blocks, Sums, Wanted, blocks_of, called_of, places_of
from copydesk.service.core.page.html.counted_lines import LONG, MOST_LINKED, numbers_of_lines, said_by, size_of
from copydesk.service.core.page.view import View
from copydesk.service.core.text.spelling import key

OF_PAGES = ("page lines", "page long")
_MOST_TOLD = 60_000
Columns = Mapping[str, Sequence[float]]
"""A list of numbers by its name."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of a page, and what is needed to count further."""

    sizes: Sequence[float]
    """Of each line, in Latin letters."""
    kept: Sequence[int]
    """The lines that stand in no menu: only those are weighed."""
    of_page: Mapping[str, float]
    lines: Columns
    """Of each line that is kept, as `OF_LINES` names them."""
    said: Sequence[frozenset[str]]
    """What each of these lines says of itself, and what it is called by what is around it: `line notice`, `zone bio`."""
    boxes: Sequence[int]
    """The block of each of these lines."""
    blocks: Blocks
    holding: Sequence[int]
    """The blocks that hold these lines, in order."""
    places: Columns
    """Of each of those, as `OF_PLACES` names them."""
    called: Sequence[frozenset[str]]
    """What each of those is called."""


def told_key(story: str | None) -> str:
    """The story that a page tells elsewhere, in JSON-LD, in the form for look-up; empty where it tells none."""
    return key(story[:_MOST_TOLD]) if story else ""


def measured(view: View, story: str, wanted: Wanted = None, lead: str = "") -> Measured:
    """All numbers of a page that tells this story elsewhere, and this of it in a few words; of its words those that are
    wanted.
    """
    lines, boxes = view.lines, view.boxes
    sizes = [size_of(line.printed) for line in lines]
    links = [min(1.0, line.link_chars / len(line.printed)) for line in lines]
    long = [size if size >= LONG and link < MOST_LINKED else 0 for size, link in zip(sizes, links, strict=True)]
    sums = Sums(sizes, [size * link for size, link in zip(sizes, links, strict=True)], long)
    blocks = blocks_of(lines, boxes, sums, wanted)
    kept = [at for at, line in enumerate(lines) if not blocks.menus[line.box]]
    boxes_of = [lines[at].box for at in kept]
    holding = [*dict.fromkeys(boxes_of)]
    prose: dict[int, float] = {}
    for line, size in zip(lines, long, strict=True):
        if size:
            prose[line.box] = prose.get(line.box, 0.0) + size
    return Measured(
        sizes,
        kept,
        {"page lines": log1p(len(lines)), "page long": log1p(sums.long[-1])},
        numbers_of_lines(lines, kept, sizes, sums),
        [said_by(lines[at], story, lead, wanted) for at in kept],
        boxes_of,
        blocks,
        holding,
        places_of(holding, boxes, blocks, prose),
        [called_of(boxes, box, wanted) for box in holding],
    )
