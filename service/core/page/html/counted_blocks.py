"""What can be counted of a page's blocks: how much they hold, how many are alike, where they stand, what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log1p

from copydesk.service.core.page.view import Box, Seen

Wanted = frozenset[str] | None
"""Words of blocks that are worth telling; None for all."""

OF_BLOCKS = ("mean", "links", "lines", "long", "alike")
LEVELS = 4
"""A line's block and so many less one around it are counted: `mean 0` is that of its own."""
OF_PLACES = ("in most", "in half", "below half", "sort", "lists")
MENU_LINES, MENU_LINKS, MENU_PROSE, MENU_SHARE = 5, 0.85, 0.02, 0.5
"""A menu has so many lines, so much of it is links, and less than so much of the page's prose and of all its text."""
_MOST, _HALF = 0.8, 0.5
_OUTSIDE = -3.0
_TELLING_TAGS = frozenset(
    "article main aside nav footer header form figure ul ol table blockquote section details dl address pre dialog".split()
)
_LISTS = frozenset({"ul", "ol"})
_NOTHING = frozenset[str]()


class Sums:
    """Sums over the lines from the first to each: of sizes, of links, of prose."""

    __slots__ = ("links", "long", "size")

    def __init__(self, sizes: Sequence[float], links: Sequence[float], long: Sequence[float]) -> None:
        self.size, self.links, self.long = ([0.0, *accumulate(values)] for values in (sizes, links, long))


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page, a list each, a block at its number; without lines it counts as empty."""

    first: Sequence[int]
    """Its first line."""
    last: Sequence[int]
    """The line behind its last; not more than the first where it has none."""
    parents: Sequence[int]
    """The one around it; the body for the body."""
    depth: Sequence[int]
    lists: Sequence[int]
    """How many lists it stands in."""
    menus: Sequence[bool]
    """Whether it is a menu, or stands in one."""
    inside: Sequence[frozenset[str]]
    """What it and those around it are called: `in comments`, `inside footer`."""
    numbers: Mapping[str, Sequence[float]]
    """As `OF_BLOCKS` names them."""

    def is_in(self, box: int, other: int) -> bool:
        """Whether all lines of one are lines of another."""
        return self.first[other] <= self.first[box] and self.last[box] <= self.last[other]


def blocks_of(lines: Sequence[Seen], boxes: Sequence[Box], sums: Sums, wanted: Wanted) -> Blocks:
    """All blocks, counted."""
    parents = [0, *[box.parent for box in boxes[1:]]]
    first, last = _spans(lines, parents)
    numbers = _numbers(boxes, first, last, sums)
    depth, lists, inside, menus = [0], [0], [_NOTHING], [False]
    own = _menus(first, last, numbers, sums)
    for (parent, tag, words, _), menu in zip(boxes[1:], own[1:], strict=True):
        up, said = inside[parent], _says(tag, words, wanted)
        depth.append(depth[parent] + 1)
        lists.append(lists[parent] + (tag in _LISTS))
        inside.append(up if said <= up else up | said)
        menus.append(menu or menus[parent])
    return Blocks(first, last, parents, depth, lists, menus, inside, numbers)


def _spans(lines: Sequence[Seen], parents: Sequence[int]) -> tuple[list[int], list[int]]:
    first, last = [len(lines)] * len(parents), [0] * len(parents)
    for at, line in enumerate(lines):
        box = line.box
        if not last[box]:
            first[box] = at
        last[box] = at + 1
    for box in range(len(parents) - 1, 0, -1):  # a block stands behind the one around it
        parent = parents[box]
        if first[box] < first[parent]:  # noqa: PLR1730 - min() takes three times as long
            first[parent] = first[box]
        if last[box] > last[parent]:  # noqa: PLR1730
            last[parent] = last[box]
    return first, last


def _numbers(boxes: Sequence[Box], first: Sequence[int], last: Sequence[int], sums: Sums) -> dict[str, Sequence[float]]:
    """Column by column, which takes half the time."""
    spans = [(one, two) if one < two else (0, 0) for one, two in zip(first, last, strict=True)]
    size, links, long = sums.size, sums.links, sums.long
    held = [size[two] - size[one] for one, two in spans]
    lines = [two - one for one, two in spans]
    whole_long = long[-1] or 1.0
    sorts = [box[:3] for box in boxes]
    alike = Counter(sorts)
    return {
        "mean": [log1p(one / count) if count else 0.0 for one, count in zip(held, lines, strict=True)],
        "links": [(links[two] - links[one]) / (own or 1.0) for (one, two), own in zip(spans, held, strict=True)],
        "lines": [*map(log1p, lines)],
        "long": [(long[two] - long[one]) / whole_long for one, two in spans],
        "alike": [log1p(alike[sort] - 1) for sort in sorts],
    }


def _menus(first: Sequence[int], last: Sequence[int], numbers: Mapping[str, Sequence[float]], sums: Sums) -> list[bool]:
    """Which blocks are menus by themselves: lists of links, with hardly any prose, and not most of the page."""
    most = MENU_SHARE * sums.size[-1]
    return [
        two - one >= MENU_LINES and links > MENU_LINKS and long < MENU_PROSE and sums.size[two] - sums.size[one] < most
        for one, two, links, long in zip(first, last, numbers["links"], numbers["long"], strict=True)
    ]


def places_of(
    holding: Iterable[int], boxes: Sequence[Box], blocks: Blocks, long: Mapping[int, float]
) -> dict[str, list[float]]:
    """Where these blocks stand among those with most prose, as `OF_PLACES` names it; of each block that holds some how
    much.
    """
    whole = sum(long.values()) or 1.0
    most, half = _smallest(blocks, _MOST), _smallest(blocks, _HALF)
    sorts: dict[tuple[str, ...], float] = {}
    for box, size in long.items():
        sort = _sort(boxes, box)
        sorts[sort] = sorts.get(sort, 0.0) + size
    asked = [*holding]
    in_half = [blocks.is_in(box, half) for box in asked]
    return {
        "in most": [float(blocks.is_in(box, most)) for box in asked],
        "in half": [*map(float, in_half)],
        "below half": [
            float(blocks.depth[box] - blocks.depth[half]) if within else _OUTSIDE
            for box, within in zip(asked, in_half, strict=True)
        ],
        "sort": [sorts.get(_sort(boxes, box), 0.0) / whole for box in asked],
        "lists": [float(blocks.lists[box]) for box in asked],
    }


def _smallest(blocks: Blocks, share: float) -> int:
    """The innermost block with this share of all prose."""
    found = 0
    for at, held in enumerate(blocks.numbers["long"]):
        if held >= share and blocks.depth[at] >= blocks.depth[found]:
            found = at
    return found


def _sort(boxes: Sequence[Box], box: int) -> tuple[str, ...]:
    """Its tag, and what it and the block around it are called."""
    own, parent = boxes[box], boxes[max(0, boxes[box].parent)]
    return own.tag, own.words, parent.tag, parent.words


def called_of(boxes: Sequence[Box], box: int, wanted: Wanted) -> frozenset[str]:
    """What the lines right in a block are called by it and the one around it: `called entry`, `tag p`."""
    own, parent = boxes[box], boxes[max(0, boxes[box].parent)]
    return _called(own.tag, own.words, parent.tag, parent.words, wanted)


@lru_cache(maxsize=20_000)
def _says(tag: str, words: str, wanted: Wanted) -> frozenset[str]:
    """What is told of all that stands in a block. A site's pages repeat few of them."""
    said = {f"in {word}" for word in words.split()} if tag != "body" else set()
    return _known(said | {f"inside {tag}"} if tag in _TELLING_TAGS else said, wanted)


@lru_cache(maxsize=20_000)
def _called(tag: str, words: str, parent_tag: str, parent_words: str, wanted: Wanted) -> frozenset[str]:
    """What is told of the lines right in a block."""
    near = {f"called {word}" for word in (*words.split(), *parent_words.split())}
    return _known(near | {f"tag {tag}", f"child of {parent_tag}"}, wanted)


def _known(said: set[str], wanted: Wanted) -> frozenset[str]:
    return frozenset(said if wanted is None else said & wanted)
