"""Two texts side by side, paragraph by paragraph: what stayed, what was changed, moved, removed and added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.service.core.text.sequences import longest_rising
from copydesk.service.difference.sequences import matches
from copydesk.service.difference.words import Bag, Part, bag_of, parts_of, similarity

ALIKE = 0.5
"""Two paragraphs with this share of their words in common are two states of one."""

RARE = 8
"""A word that stands in more paragraphs than this leads to none of them."""
MOST_CANDIDATES = 5
"""Of the paragraphs that share rare words with one, so many are compared with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in the old text, in the new one, or in both."""

    old: int | None
    """Its place among the paragraphs, from 0; None where it was added."""
    new: int | None
    """None where it was removed."""
    text: str
    """As it is now; as it was, where it was removed."""
    parts: tuple[Part, ...] = ()
    """Where it was changed: how."""
    moved: bool = False
    """It stands before or after others than it did."""

    @property
    def same(self) -> bool:
        """Nothing about it is new."""
        return None not in (self.old, self.new) and not self.parts and not self.moved


def paragraphs_of(text: str) -> list[str]:
    """As the contract parts `body_text`."""
    return text.split("\n\n") if text else []


def rows_of(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """A row for each paragraph, in the order of the new text; removed ones stand where they stood."""
    origin = _origins(old, new)
    placed = sorted(origin)
    standing = {placed[number] for number in longest_rising([origin[place] for place in placed])}
    removed = sorted(set(range(len(old))) - set(origin.values()))
    return [*_in_order(old, new, origin, standing, removed)]


def _in_order(
    old: Sequence[str], new: Sequence[str], origin: dict[int, int], standing: set[int], removed: list[int]
) -> Iterator[Row]:
    gone = 0
    following = _next_standing(len(old), len(new), origin, standing)
    for place, text in enumerate(new):
        # before the first of a stretch of new ones comes what they replace
        while gone < len(removed) and removed[gone] < following[place]:
            yield Row(removed[gone], None, old[removed[gone]])
            gone += 1
        came_from = origin.get(place)
        parts = () if came_from is None else _changed_parts(old[came_from], text)
        yield Row(came_from, place, text, parts, came_from is not None and place not in standing)
    yield from (Row(place, None, old[place]) for place in removed[gone:])


def _changed_parts(old: str, new: str) -> tuple[Part, ...]:
    parts = () if old == new else parts_of(old, new)
    return parts if any(part.kind != "=" for part in parts) else ()


def _next_standing(old_end: int, new_end: int, origin: dict[int, int], standing: set[int]) -> list[int]:
    """For each new paragraph: the old place of the next one that stands, itself among them."""
    following, next_place = [], old_end
    for place in range(new_end - 1, -1, -1):
        next_place = origin[place] if place in standing else next_place
        following.append(next_place)
    return following[::-1]


def _origins(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For each new paragraph that stood in the old text, as it is or alike: where."""
    origin = {new_place: old_place for old_place, new_place in matches(old, new)}
    _add_equal(old, new, origin)
    _add_alike(old, new, origin)
    return origin


def _add_equal(old: Sequence[str], new: Sequence[str], origin: dict[int, int]) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for place in sorted(set(range(len(old))) - set(origin.values()), reverse=True):
        places[old[place]].append(place)
    for place, text in enumerate(new):
        if place not in origin and places.get(text):
            origin[place] = places[text].pop()


def _add_alike(old: Sequence[str], new: Sequence[str], origin: dict[int, int]) -> None:
    """The most alike first; between equals, those nearest to each other."""
    taken = set(origin.values())
    left = {place: bag_of(old[place]) for place in range(len(old)) if place not in taken}
    came = {place: bag_of(new[place]) for place in range(len(new)) if place not in origin}
    offers = sorted(
        (-score, abs(old_place - new_place), new_place, old_place)
        for old_place, new_place in _candidates(left, came)
        if (score := similarity(left[old_place], came[new_place])) >= ALIKE
    )
    for _, _, new_place, old_place in offers:
        if new_place not in origin and old_place not in taken:
            origin[new_place] = old_place
            taken.add(old_place)


def _candidates(left: dict[int, Bag], came: dict[int, Bag]) -> Iterator[tuple[int, int]]:
    """Pairs that may be alike: those that share most rare words, and those at one place of what is left."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, words in left.items():
        for word in words.counts:
            holders[word].append(place)
    yield from zip(left, came, strict=False)
    for place, words in came.items():
        found = [holders.get(word, []) for word in words.counts]
        shared = Counter(holder for some in found if len(some) <= RARE for holder in some)
        yield from ((holder, place) for holder, _ in shared.most_common(MOST_CANDIDATES))
