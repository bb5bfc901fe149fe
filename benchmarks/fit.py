"""Learns which day and which names of an HTML page are right, from the labelled pages of the development corpus.

    python -m benchmarks.fit            # prints the scores and writes service/core/page/weights/*.py

The model is a softmax over a page's offers and "none": a page's answer is the offer whose features weigh most. Fitted
by stochastic gradient steps in a fixed order, so that the same pages give the same tables. The honest figure is the
cross-validated one: pages of a publisher are judged by weights that were learned without that publisher. The tables
hold names of features and numbers, and nothing of any page.
"""

from __future__ import annotations

import random
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks.accuracy import CORPUS, MAX_BYTES, envelope, rows
from benchmarks.scoring import plain
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.page.choice import Weights
from copydesk.service.core.page.learned import Learned
from copydesk.service.core.page.source import Source
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import choose_site

SETS = ("web_articles_html", "snippets_html", "days_html", "pages_html")
TABLES = Path(__file__).parents[1] / "service" / "core" / "page" / "weights"
FOLDS, EPOCHS, RATE, SMALLNESS = 5, 40, 0.2, 4.0
"""`SMALLNESS`: what the squares of the weights cost beside the loss of all pages; it keeps rare features small."""
LEAST_PAGES, MOST_WEIGHTS = 6, 150
THRESHOLD = 0.5
"""A value is given if it is more probable than all else together; the surest place's own needs no threshold."""
SUREST = "the surest source's"
Features = frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A page: its set, its publisher, and the features of each offer with whether it is right."""

    name: str
    host: str
    offers: tuple[Features, ...]
    right: tuple[bool, ...]


def examples(field: str, names: Iterable[str] = SETS) -> Iterator[Example]:
    """The labelled pages of these sets."""
    for name in names:
        for row in rows(CORPUS / f"{name}.jsonl.gz", None):
            known = known_of(field, row["gold"])
            source = _source(row) if known is not None else None
            if source is not None:
                host = ".".join((urlsplit(row["url"] or "").hostname or row["source"]).split(".")[-2:])
                yield _example(field, name, host, source, known)


def known_of(field: str, gold: Mapping[str, Any]) -> Any:
    """What is known of a page's field; None where nothing is."""
    if field == "day":
        return gold.get("day") or (gold.get("published") or "")[:10] or None
    return gold.get("authors")


def _source(row: Mapping[str, Any]) -> Source | None:
    page = decode(Record(Origin("news.raw", 0, 0), envelope(row), ()), MAX_BYTES)
    return None if isinstance(page, Rejected) or page.media != "html" else Source(page, choose_site(page))


def _example(field: str, name: str, host: str, source: Source, known: Any) -> Example:
    learned = Learned(source)
    if field == "day":
        days = learned.days
        return Example(
            name, host, tuple(o.features for o in days), tuple(o.value.day.isoformat() == known for o in days)
        )
    wanted = {*map(plain, known)}
    names = learned.authors
    right = tuple({plain(author.name) for author in offer.value.authors} == wanted for offer in names)
    return Example(name, host, tuple(offer.features for offer in names), right)


def fitted(pages: Sequence[Example], most: int = MOST_WEIGHTS) -> Weights:
    """The weights of the features that matter most: fitted with all, then anew with the strongest."""
    full = _descended(pages, _frequent(pages))
    strongest = sorted(full.features, key=lambda name: (-abs(full.features[name]), name))[:most]
    return _descended(pages, frozenset(strongest))


def _frequent(pages: Sequence[Example]) -> frozenset[str]:
    seen = Counter(name for page in pages for name in frozenset().union(*page.offers))
    return frozenset(name for name, count in seen.items() if count >= LEAST_PAGES)


def _descended(pages: Sequence[Example], allowed: frozenset[str]) -> Weights:
    """Adaptive gradient steps, page by page: each feature's rate falls with what it has moved."""
    ids = {name: number for number, name in enumerate(sorted(allowed))}
    data = [([[ids[name] for name in sorted(offer & allowed)] for offer in page.offers], page.right) for page in pages]
    seen = Counter(at for offers, _ in data for at in {at for offer in offers for at in offer})
    decay = {at: SMALLNESS / count for at, count in seen.items()}
    weights, moved = [0.0] * (len(ids) + 1), [1e-3] * (len(ids) + 1)
    order = random.Random(1)  # a fixed order, not a secret
    for _ in range(EPOCHS):
        order.shuffle(data)
        for offers, right in data:
            for at, slope in _slopes(weights, offers, right).items():
                step = slope + decay.get(at, 0.0) * weights[at]
                moved[at] += step * step
                weights[at] -= RATE * step / sqrt(moved[at])
    return Weights(weights[-1], 0.0, {name: weights[number] for name, number in ids.items()})


def _slopes(weights: list[float], offers: list[list[int]], right: tuple[bool, ...]) -> dict[int, float]:
    """How the loss of one page grows with each weight."""
    sums = [sum(map(weights.__getitem__, offer)) for offer in offers]
    top = max([weights[-1], *sums])
    parts, none = [exp(one - top) for one in sums], exp(weights[-1] - top)
    whole = sum(parts) + none
    good = sum(part for part, is_right in zip(parts, right, strict=True) if is_right) or none
    found = any(right)
    slopes: dict[int, float] = {-1 % len(weights): none / whole - (0.0 if found else 1.0)}
    for offer, part, is_right in zip(offers, parts, right, strict=True):
        slope = part / whole - (part / good if is_right else 0.0)
        if abs(slope) > 1e-6:
            for at in offer:
                slopes[at] = slopes.get(at, 0.0) + slope
    return slopes


class Answer(NamedTuple):
    """The most probable offer of a page."""

    probability: float
    right: bool
    surest: bool
    """Whether it is what the page's surest place gives."""


def answers(pages: Sequence[Example], weights: Weights) -> list[Answer]:
    """The answer of each page, whatever the threshold."""
    return [_answer(page, weights) for page in pages]


def _answer(page: Example, weights: Weights) -> Answer:
    sums = [sum(weights.features.get(name, 0.0) for name in sorted(offer)) for offer in page.offers]
    if not sums:
        return Answer(0.0, False, False)
    top = max([weights.none, *sums])
    whole = exp(weights.none - top) + sum(exp(one - top) for one in sums)
    best = max(range(len(sums)), key=sums.__getitem__)
    return Answer(exp(sums[best] - top) / whole, page.right[best], SUREST in page.offers[best])


def cross_validated(pages: Sequence[Example], most: int = MOST_WEIGHTS) -> list[Answer]:
    """The answer of each page by weights that were learned without its publisher."""
    found: dict[int, Answer] = {}
    for fold in range(FOLDS):
        within = [at for at, page in enumerate(pages) if zlib.crc32(page.host.encode()) % FOLDS == fold]
        kept = {*within}
        weights = fitted([page for at, page in enumerate(pages) if at not in kept], most)
        found |= zip(within, answers([pages[at] for at in within], weights), strict=True)
    return [found[at] for at in range(len(pages))]


def _given(found: Sequence[Answer], threshold: float) -> list[bool]:
    return [answer.right for answer in found if answer.surest or answer.probability >= threshold]


def _of_given(found: Sequence[Answer], threshold: float) -> float:
    given = _given(found, threshold)
    return sum(given) / max(1, len(given))


def report(pages: Sequence[Example], found: Sequence[Answer], threshold: float) -> Iterator[str]:
    """A row a set: pages, those that hold the right value, right whatever the threshold, right with it, and right of
    those given.
    """
    for name in ("all", *dict.fromkeys(page.name for page in pages)):
        within = [at for at, page in enumerate(pages) if name in ("all", page.name)]
        of_set = [found[at] for at in within]
        shares = (
            ("held", sum(any(pages[at].right) for at in within) / len(within)),
            ("always", sum(answer.right for answer in of_set) / len(within)),
            ("right", sum(_given(of_set, threshold)) / len(within)),
            ("of given", _of_given(of_set, threshold)),
        )
        yield f"  {name:20} {len(within):5} " + " ".join(f"{what} {share:.3f}" for what, share in shares)


def table(weights: Weights, by: str = "benchmarks.fit") -> str:
    """The weights as a module, the strongest first, in the form that `make format` gives."""
    ordered = sorted(weights.features.items(), key=lambda one: (-abs(one[1]), one[0]))
    lines = "".join(f'        "{name}": {round(weight, 2)},\n' for name, weight in ordered if abs(weight) >= 0.05)
    return (
        f'"""Learned by `python -m {by}`: not written by hand. Features and what they weigh."""\n\n'
        "from copydesk.service.core.page.choice import Weights\n\n"
        f"WEIGHTS = Weights(\n    none={weights.none:.2f},\n    threshold={weights.threshold:.3f},\n"
        f"    features={{\n{lines}    }},\n)\n"
    )


def main() -> None:
    """Learn both fields, print the scores, write the tables."""
    for field in ("day", "authors"):
        pages = list(examples(field))
        found, weights = cross_validated(pages), fitted(pages)
        print(f"{field}, cross-validated", *report(pages, found, THRESHOLD), sep="\n")
        print(f"{field}, resubstitution", *report(pages, answers(pages, weights), THRESHOLD), sep="\n", flush=True)
        (TABLES / f"{field}.py").write_text(table(Weights(weights.none, THRESHOLD, weights.features)))


if __name__ == "__main__":
    main()
