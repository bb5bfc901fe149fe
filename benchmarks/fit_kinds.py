"""Learns the kind of an HTML page from all labelled pages; `benchmarks.fit_body` calls it, as it counts weighed lines.

A softmax over the kinds, fitted as the body is. Pages of a publisher are judged by weights that were learned without it.
A page is turned away where the kinds without a story are together more probable than a threshold: the least at which
no more than `MOST_LOST` of the articles would be.
"""

from __future__ import annotations

import random
import zlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from benchmarks.fit import TABLES
from copydesk.schemas.parsed import PAGE_KINDS
from copydesk.service.core.page.kinds import NUMBERS, ODD, KindWeights, probabilities_of_kinds

FOLDS, EPOCHS, RATE, SMALLNESS, BINS = 5, 30, 0.1, 6.0, 6
MOST_NUMBERS, MOST_WORDS, LEAST_PUBLISHERS = 26, 50, 12
MOST_LOST = 0.004


@dataclass(frozen=True, slots=True)
class Example:
    """A page of a known kind."""

    name: str
    host: str
    kind: str
    numbers: tuple[float, ...]
    words: tuple[str, ...]


def fitted(pages: Sequence[Example]) -> KindWeights:
    """The weights of what tells most: fitted with all, then anew with those."""
    bounds = {name: _bounds([page.numbers[at] for page in pages]) for at, name in enumerate(NUMBERS)}
    full = _descended(pages, bounds, _words(pages))
    steps = {name: _spread(parts) for name, (_, parts) in full.numbers.items()}
    counts = Counter(word for page in pages for word in page.words)
    words = {word: _spread([parts]) * counts[word] for word, parts in full.words.items()}
    kept = sorted(steps, key=lambda name: (-steps[name], name))[:MOST_NUMBERS]
    return _descended(
        pages,
        {name: bounds[name] for name in NUMBERS if name in kept},
        sorted(sorted(words, key=lambda word: (-words[word], word))[:MOST_WORDS]),
    )


def _bounds(values: Sequence[float]) -> tuple[float, ...]:
    ordered = sorted(values)
    found = {ordered[len(ordered) * step // BINS] for step in range(1, BINS)}
    if len(found) < 3:
        others = [value for value in ordered if value != ordered[len(ordered) // 2]]
        found |= {others[len(others) * step // 4] for step in range(4)} if others else set()
    return tuple(sorted({float(f"{bound:.3g}") for bound in found}))


def _spread(steps: Sequence[Sequence[float]]) -> float:
    return sum(part * part for step in steps for part in step) / len(steps)


def _words(pages: Sequence[Example]) -> list[str]:
    seen: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for word in page.words:
            seen[word].add(page.host)
    return sorted(word for word, hosts in seen.items() if len(hosts) >= LEAST_PUBLISHERS)


def _descended(pages: Sequence[Example], bounds: Mapping[str, tuple[float, ...]], words: Sequence[str]) -> KindWeights:
    """Adaptive gradient steps, page by page."""
    starts, width = {}, 1
    for name, own in bounds.items():
        starts[name] = width
        width += len(own) + 1
    at_word = {word: width + number for number, word in enumerate(words)}
    width += len(words)
    place = {name: NUMBERS.index(name) for name in bounds}

    def ids(page: Example) -> list[int]:
        steps = [starts[name] + bisect_right(own, page.numbers[place[name]]) for name, own in bounds.items()]
        return [0, *steps, *(at_word[word] for word in page.words if word in at_word)]

    data = [(ids(page), PAGE_KINDS.index(page.kind)) for page in pages]
    seen = Counter(number for numbers, _ in data for number in numbers)
    weights = [[0.0] * len(PAGE_KINDS) for _ in range(width)]
    moved = [[1e-2] * len(PAGE_KINDS) for _ in range(width)]
    order = random.Random(1)  # a fixed order, not a secret
    for _ in range(EPOCHS):
        order.shuffle(data)
        for numbers, right in data:
            sums = [sum(parts) for parts in zip(*(weights[number] for number in numbers), strict=True)]
            top = max(sums)
            parts = [exp(one - top) for one in sums]
            whole = sum(parts)
            for kind, part in enumerate(parts):
                slope = part / whole - (kind == right)
                for number in numbers:
                    step = slope + SMALLNESS / seen[number] * weights[number][kind] * (number > 0)
                    moved[number][kind] += step * step
                    weights[number][kind] -= RATE * step / sqrt(moved[number][kind])
    tables = {
        name: (own, tuple(tuple(weights[starts[name] + step]) for step in range(len(own) + 1)))
        for name, own in bounds.items()
    }
    return KindWeights(tuple(weights[0]), tables, {word: tuple(weights[at]) for word, at in at_word.items()}, 1.0)


def cross_validated(pages: Sequence[Example]) -> list[list[float]]:
    """The probabilities of each page's kinds by weights that were learned without its publisher."""
    found: list[list[float]] = [[] for _ in pages]
    for fold in range(FOLDS):
        apart = {at for at, page in enumerate(pages) if zlib.crc32(page.host.encode()) % FOLDS == fold}
        weights = fitted([page for at, page in enumerate(pages) if at not in apart])
        for at in apart:
            found[at] = probabilities_of_kinds(pages[at].numbers, pages[at].words, weights)
    return found


def refused_share(probabilities: Sequence[float]) -> float:
    """How probable it is that a page is of a kind without a story."""
    return sum(probabilities[PAGE_KINDS.index(kind)] for kind in ODD)


def threshold_of(pages: Sequence[Example], found: Sequence[Sequence[float]]) -> float:
    """The least at which no more articles than so many are turned away."""
    shares = sorted(
        (refused_share(one) for page, one in zip(pages, found, strict=True) if page.kind == "article"), reverse=True
    )
    return min(0.99, shares[int(MOST_LOST * len(shares))] + 0.005)


def report(pages: Sequence[Example], found: Sequence[Sequence[float]], threshold: float) -> Iterator[str]:
    """A row a kind: pages, how many are told to be of it, how many are turned away."""
    for kind in PAGE_KINDS:
        of_kind = [one for page, one in zip(pages, found, strict=True) if page.kind == kind]
        told = sum(PAGE_KINDS[max(range(len(PAGE_KINDS)), key=one.__getitem__)] == kind for one in of_kind)
        away = sum(refused_share(one) >= threshold for one in of_kind)
        yield f"  {kind:14} {len(of_kind):5} told {told / len(of_kind):.3f} turned away {away / len(of_kind):.4f} ({away})"
    refused = [one for page, one in zip(pages, found, strict=True) if page.kind in ODD]
    yield f"  {'+'.join(sorted(ODD))}: {sum(refused_share(one) >= threshold for one in refused) / len(refused):.3f} turned away"


def learn(pages: Sequence[Example]) -> None:
    """Learn, print the scores, write the table."""
    found, weights = cross_validated(pages), fitted(pages)
    threshold = threshold_of(pages, found)
    print(f"kinds, cross-validated, threshold {threshold:.3f}", *report(pages, found, threshold), sep="\n")
    own = [probabilities_of_kinds(page.numbers, page.words, weights) for page in pages]
    print("kinds, resubstitution", *report(pages, own, threshold), sep="\n", flush=True)
    (TABLES / "kinds.py").write_text(table(weights, threshold))


def table(weights: KindWeights, threshold: float) -> str:
    """The weights as a module."""
    numbers = "".join(
        f'        "{name}": (\n            {_row(bounds)},\n            ({"".join(_row(step) + ", " for step in steps).rstrip()}),\n        ),\n'
        for name, (bounds, steps) in weights.numbers.items()
    )
    words = "".join(f'        "{word}": {_row(parts)},\n' for word, parts in weights.words.items())
    return (
        '"""Learned by `python -m benchmarks.fit_body`: not written by hand. What each step of a number, and each word, weighs\n'
        'for each kind of page, in the order of `PAGE_KINDS`.\n"""\n\n'
        "from copydesk.service.core.page.kinds import KindWeights\n\n# ruff: noqa: E501\n# fmt: off\nWEIGHTS = KindWeights(\n"
        f"    bias={_row(weights.bias)},\n    numbers={{\n{numbers}    }},\n    words={{\n{words}    }},\n    threshold={threshold:.3f},\n)\n"
    )


def _row(values: Sequence[float]) -> str:
    return "(" + "".join(f"{round(value, 2):g}, " for value in values).rstrip() + ")"
