"""Learns the kind of an HTML page from all labelled pages; `benchmarks.fit_body` calls it, as it counts weighed lines.

A softmax over the kinds. Pages of a publisher are judged by weights that were learned without it.
A page is turned away where the kinds without a story are together more probable than a threshold: the least at which
no more than `MOST_LOST` of the articles would be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.descent import softmax
from benchmarks.fit import TABLES, folds_of
from copydesk.schemas.parsed import PAGE_KINDS
from copydesk.service.core.page.html.kinds import NUMBERS, ODD, KindWeights, probabilities_of_kinds

STEPS, SMALLNESS, BINS = 80, 8.0, 6
MOST_WORDS, LEAST_PUBLISHERS = 250, 15
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
    """The weights of all numbers and of the words that tell most: fitted with all words, then anew with those."""
    bounds = {
        name: bounds_of([page.numbers[at] for page in pages], BINS, 3, range(4)) for at, name in enumerate(NUMBERS)
    }
    full = _least(pages, bounds, _words(pages))
    counts = Counter(word for page in pages for word in page.words)
    told = {word: _spread(parts) * min(counts[word], len(pages) - counts[word]) for word, parts in full.words.items()}
    return _least(pages, bounds, sorted(sorted(told, key=lambda word: (-told[word], word))[:MOST_WORDS]))


def bounds_of(values: Sequence[float], bins: int, fewest: int, parts: range) -> tuple[float, ...]:
    """Where the values part into equal shares; where most are the same, so that there are fewer bounds, the others do: of as
    many shares as the parts end with, these.
    """
    ordered = sorted(values)
    found = {ordered[len(ordered) * step // bins] for step in range(1, bins)}
    if len(found) < fewest:
        others = [value for value in ordered if value != ordered[len(ordered) // 2]]
        found |= {others[len(others) * step // parts.stop] for step in parts} if others else set()
    return tuple(sorted({float(f"{bound:.3g}") for bound in found}))


def _spread(parts: Sequence[float]) -> float:
    return sum([part * part for part in parts])


def _words(pages: Sequence[Example]) -> list[str]:
    seen: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for word in page.words:
            seen[word].add(page.host)
    return sorted(word for word, hosts in seen.items() if len(hosts) >= LEAST_PUBLISHERS)


def _least(pages: Sequence[Example], bounds: Mapping[str, tuple[float, ...]], words: Sequence[str]) -> KindWeights:
    """The weights of these numbers and words."""
    starts, width = {}, 0
    for name, own in bounds.items():
        starts[name] = width
        width += len(own) + 1
    at_word = {word: width + number for number, word in enumerate(words)}

    def ids(page: Example) -> list[int]:
        numbers = zip(NUMBERS, page.numbers, strict=True)
        steps = [starts[name] + bisect_right(bounds[name], number) for name, number in numbers]
        return [*steps, *(at_word[word] for word in page.words if word in at_word)]

    right = [PAGE_KINDS.index(page.kind) for page in pages]
    shape = (width + len(words), len(PAGE_KINDS))
    weights = softmax([ids(page) for page in pages], right, shape, SMALLNESS, STEPS)
    tables = {
        name: (own, tuple(tuple(weights[starts[name] + step]) for step in range(len(own) + 1)))
        for name, own in bounds.items()
    }
    return KindWeights(tuple(weights[-1]), tables, {word: tuple(weights[at]) for word, at in at_word.items()}, 1.0)


def cross_validated(pages: Sequence[Example]) -> list[list[float]]:
    """The probabilities of each page's kinds by weights that were learned without its publisher."""
    found: list[list[float]] = [[] for _ in pages]
    for fold in folds_of([page.host for page in pages]):
        weights = fitted([pages[number] for number in fold.others])
        for at in fold.apart:
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
        "from copydesk.service.core.page.html.kinds import KindWeights\n\n# fmt: off\nWEIGHTS = KindWeights(\n"
        f"    bias={_row(weights.bias)},\n    numbers={{\n{numbers}    }},\n    words={{\n{words}    }},\n    threshold={threshold:.3f},\n)\n"
    )


def _row(values: Sequence[float]) -> str:
    return tuple_of(values, 2)


def tuple_of(values: Sequence[float], digits: int) -> str:
    """Numbers as the code of a tuple."""
    return "(" + "".join(f"{round(value, digits):g}, " for value in values).rstrip() + ")"
