"""Which lines of a page a known text tells: each line's share of words that the text has, in its order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.scoring import plain

_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
RUN, LEAST_SHARE, MOST_PLACES, MOST_BACK, MOST_BETWEEN = 4, 0.35, 20, 800, 300


class _Place(NamedTuple):
    """A line's words found in the text."""

    line: int
    start: int
    share: float
    votes: int


def shares_told(lines: Sequence[str], known: str) -> list[float]:
    """Of each line the share of its words that the text holds. Long lines are placed first, in the order of both; then
    long ones that stand elsewhere in it, and short ones between those that are placed.
    """
    text, words = _tokens(known), [_tokens(line) for line in lines]
    found = [0.0] * len(lines)
    if not text:
        return found
    run = RUN if len(text) >= RUN else 1
    at = _places_of_runs(text, run)
    chain = _heaviest_chain([place for line, told in enumerate(words) for place in _offers(line, told, at, run)])
    spans = {place.line: (max(0, place.start), place.start + len(words[place.line])) for place in chain}
    found = [*found]
    for place in chain:
        found[place.line] = place.share
    used = {token for first, last in spans.values() for token in range(first, last)}
    for line, told in enumerate(words):
        if not found[line] and len(told) >= run and _stands_elsewhere(told, at, run, used):
            found[line] = 1.0
    for line in _between(words, text, spans, run):
        found[line] = found[line] or 1.0
    return found


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(plain(text))


def _places_of_runs(text: list[str], run: int) -> dict[tuple[str, ...], list[int]]:
    at: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(text) - run + 1):
        at.setdefault(tuple(text[start : start + run]), []).append(start)
    return at


def _offers(line: int, told: list[str], at: dict[tuple[str, ...], list[int]], run: int) -> list[_Place]:
    """Up to three places of a line, by how many of its runs say so."""
    votes: Counter[int] = Counter()
    hits = 0
    for start in range(len(told) - run + 1):
        places = at.get(tuple(told[start : start + run]), [])
        hits += bool(places)
        votes.update(place - start for place in places[:MOST_PLACES])
    share = hits / max(1, len(told) - run + 1)
    if share < LEAST_SHARE:
        return []
    return sorted(_Place(line, start, share, count) for start, count in votes.most_common(3) if count >= 0.3 * hits)


def _heaviest_chain(places: list[_Place]) -> list[_Place]:
    """Places that grow in lines and in the text, with most votes together."""
    places = sorted(places, key=lambda place: (place.line, -place.start))
    score, back = [0.0] * len(places), [-1] * len(places)
    for number, place in enumerate(places):
        for before in range(max(0, number - MOST_BACK), number):
            other = places[before]
            if other.line < place.line and other.start < place.start and score[before] > score[number]:
                score[number], back[number] = score[before], before
        score[number] += place.votes
    number, chain = max(range(len(places)), key=score.__getitem__, default=-1), []
    while number >= 0:
        chain.append(places[number])
        number = back[number]
    return chain[::-1]


def _stands_elsewhere(told: list[str], at: dict[tuple[str, ...], list[int]], run: int, used: set[int]) -> bool:
    """Whether most of a line stands where no other line does; that place is used then."""
    starts = range(len(told) - run + 1)
    free = {
        place
        for start in starts
        for place in at.get(tuple(told[start : start + run]), [])[:MOST_PLACES]
        if place not in used
    }
    if len(free) < 0.6 * len(starts):
        return False
    used.update(token for place in free for token in range(place, place + run))
    return True


def _between(words: list[list[str]], text: list[str], spans: dict[int, tuple[int, int]], run: int) -> list[int]:
    """Short lines whose words stand whole between those of the lines around them."""
    ends, end = [len(text)] * len(words), len(text)
    for line in range(len(words) - 1, -1, -1):
        ends[line] = end
        end = spans[line][0] if line in spans else end
    found, low = [], 0
    for line, told in enumerate(words):
        if line in spans:
            low = max(low, spans[line][1])
        elif 0 < len(told) < run + 2 and 0 < ends[line] - low <= MOST_BETWEEN:
            for start in range(low, ends[line] - len(told) + 1):
                if text[start : start + len(told)] == told:
                    found.append(line)
                    low = start + len(told)
                    break
    return found
