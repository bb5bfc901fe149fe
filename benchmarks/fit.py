"""Learns which headline, day and names of an HTML page are right, from the labelled pages of the development corpus.

    python -m benchmarks.fit headline       # prints the scores and writes service/core/page/html/weights/headline.py
    python -m benchmarks.fit day authors    # afterwards: the headline is where their lines are counted from

The model is a softmax over a page's offers and "none": a page's answer is the offer whose features weigh most. Fitted
by stochastic gradient steps in a fixed order, so that the same pages give the same tables. The honest figure is the
cross-validated one: pages of a publisher are judged by weights that were learned without that publisher. The tables
hold names of features and numbers, and nothing of any page.
"""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, sqrt
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks.accuracy import CORPUS, MAX_BYTES, envelope, rows
from benchmarks.learned import MISSED, note
from benchmarks.scoring import plain
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.page.choice import Weights
from copydesk.service.core.page.html.learned import Learned
from copydesk.service.core.page.html.source import Source
from copydesk.service.core.page.writers import Written
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import choose_site

SETS = ("web_articles_html", "snippets_html", "days_html", "pages_html")
UNSIGNED = ("web_articles_html", "other_pages_html")
"""Sets of which a person read the whole page: a page without known authors shows none."""
NOBODY, NO_DAY = "nobody named", "no day told"
UNKNOWN = (NOBODY, NO_DAY)
"""Pages of which the right answer is none."""
PAGE = Path(__file__).parents[1] / "service" / "core" / "page"
TABLES, TEXT_TABLES = PAGE / "html" / "weights", PAGE / "text" / "weights"
FOLDS, EPOCHS, RATE, SMALLNESS = 5, 40, 0.2, 4.0
"""`SMALLNESS`: what the squares of the weights cost beside the loss of all pages; it keeps rare features small."""
LEAST_PAGES, MOST_WEIGHTS = 6, 150
MOST_OF_FIELD = {"authors": 250}
"""A field that needs more weights: names are given in many ways, and each is rare."""
THRESHOLDS = {"headline": 0.0, "day": 0.2, "authors": 0.2}
"""A value is given if it is so probable; the surest place's own needs no threshold, and a headline none: no article is
without one. With these .93 of the days and .91 of the names that are given on pages of publishers not learned from are
right. A higher one for days takes two right ones away for one that is wrong.
"""
SUREST = "the surest source's"
_ANDS = re.compile(r"\s*[,;/]\s*|\s+(?:and|und|y|et|&)\s+")
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
            source = source_of(row) if known is not None else None
            if source is not None:
                yield _example(field, name, host_of(row), source, known)


def nobody_named(names: Iterable[str] = UNSIGNED) -> Iterator[Example]:
    """Pages of which a reader found no author: what they print of names is nobody's, as far as nothing declares it. What
    they declare may be right, and is left out.
    """
    for name in names:
        for row in rows(CORPUS / f"{name}.jsonl.gz", None):
            if row["gold"].get("authors") or row["gold"].get("kind") == "forum":
                continue
            if source := source_of(row):
                printed = [one for one in Learned(source).authors if _is_printed(one.value)]
                yield Example(NOBODY, host_of(row), tuple(one.features for one in printed), (False,) * len(printed))


def no_day_told(names: Iterable[str] = SETS) -> Iterator[Example]:
    """The labelled pages without their day and those beside it, wherever they give them. Nearly every labelled page gives
    its day, and who learns of such pages alone takes whatever date a page has: of a footer, of a story beside it.
    """
    for name in names:
        for row in rows(CORPUS / f"{name}.jsonl.gz", None):
            around = days_around(known_of("day", row["gold"]))
            if around and (source := source_of(row)):
                days = Learned(source).days_without(around)
                yield Example(NO_DAY, host_of(row), tuple(one.features for one in days), (False,) * len(days))


def days_around(known: Any) -> frozenset[date]:
    """A known day and its neighbours, which are the same day in another zone; empty for what is no day."""
    try:
        day = date.fromisoformat(str(known)[:10])
    except ValueError:
        return frozenset()
    return frozenset(day + timedelta(days=days) for days in (-1, 0, 1))


def _is_printed(written: Written) -> bool:
    return not any(source.startswith(("json-ld", "meta", "microdata")) for source in written.sources)


WITHOUT: dict[str, Callable[[], Iterable[Example]]] = {"authors": nobody_named, "day": no_day_told}
"""Pages that tell none, by field."""


def host_of(row: Mapping[str, Any]) -> str:
    """The publisher of a row of a set: what ends the host."""
    return ".".join((urlsplit(row["url"] or "").hostname or row["source"]).split(".")[-2:])


def known_of(field: str, gold: Mapping[str, Any]) -> Any:
    """What is known of a page's field; None where nothing is."""
    if field == "headline":
        return gold.get("headline")
    if field == "day":
        return gold.get("day") or (gold.get("published") or "")[:10] or None
    return gold.get("authors")


def source_of(row: Mapping[str, Any]) -> Source | None:
    """The page of a row of a set, parsed; None if it is no HTML."""
    page = decode(Record(Origin("news.raw", 0, 0), envelope(row), ()), MAX_BYTES)
    return None if isinstance(page, Rejected) or page.media != "html" else Source(page, choose_site(page))


def _example(field: str, name: str, host: str, source: Source, known: Any) -> Example:
    learned = Learned(source)
    if field == "headline":
        titles = learned.headlines
        is_right = tuple(plain(offer.value.text) == plain(known) for offer in titles)
        return Example(name, host, tuple(offer.features for offer in titles), is_right)
    if field == "day":
        days = learned.days
        return Example(
            name, host, tuple(o.features for o in days), tuple(o.value.day.isoformat() == known for o in days)
        )
    wanted = as_one_or_each(known)
    names = learned.authors
    right = tuple({plain(author.name) for author in offer.value.authors} in wanted for offer in names)
    return Example(name, host, tuple(offer.features for offer in names), right)


def as_one_or_each(known: Sequence[str]) -> tuple[set[str], set[str]]:
    """The names as they are known, and each by itself where several stand in one."""
    each = (name for text in known for name in _ANDS.split(text) if name)
    return {*map(plain, known)}, {*map(plain, each)}


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


class Fold(NamedTuple):
    """Pages to judge, and pages to learn from, by number."""

    apart: list[int]
    others: list[int]


def folds_of(hosts: Sequence[str]) -> list[Fold]:
    """All pages of a publisher stand in one."""
    parts = [zlib.crc32(host.encode()) % FOLDS for host in hosts]
    numbers = range(len(hosts))
    return [
        Fold([n for n in numbers if parts[n] == fold], [n for n in numbers if parts[n] != fold])
        for fold in range(FOLDS)
    ]


def cross_validated(
    pages: Sequence[Example], most: int = MOST_WEIGHTS, teaching: Sequence[Example] = ()
) -> list[Answer]:
    """The answer of each page by weights that were learned without its publisher. `teaching` are the same pages as they
    teach, where that is otherwise than they are judged.
    """
    found: dict[int, Answer] = {}
    for fold in folds_of([page.host for page in pages]):
        weights = fitted([(teaching or pages)[number] for number in fold.others], most)
        found |= zip(fold.apart, answers([pages[number] for number in fold.apart], weights), strict=True)
    return [found[at] for at in range(len(pages))]


def rows_of(pages: Sequence[Example], found: Sequence[Answer], threshold: float) -> dict[str, dict[str, float]]:
    """For all pages and each set: how many, those that hold the right value, right whatever the threshold, right with it,
    and right of those given; of those that are not right, why.
    """
    all_known = [(page, answer) for page, answer in zip(pages, found, strict=True) if page.name not in UNKNOWN]
    sets = {"all": all_known} | {
        name: [(page, answer) for page, answer in all_known if page.name == name]
        for name in dict.fromkeys(page.name for page, _ in all_known)
    }
    told = {name: _measures(of_set, threshold) for name, of_set in sets.items()}
    for name in UNKNOWN:
        of_none = [answer for page, answer in zip(pages, found, strict=True) if page.name == name]
        if of_none:
            given = sum(answer.surest or answer.probability >= threshold for answer in of_none)
            told[name] = {"pages": len(of_none), "given all the same": given / len(of_none)}
    return told


def _measures(of_set: Sequence[tuple[Example, Answer]], threshold: float) -> dict[str, float]:
    given = [(page, answer) for page, answer in of_set if answer.surest or answer.probability >= threshold]
    right = sum(answer.right for _, answer in given)
    missed = Counter(
        MISSED
        + (
            "not among the offers"
            if not any(page.right)
            else "another is likelier"
            if not answer.right
            else "not sure enough"
        )
        for page, answer in of_set
        if not answer.right or (page, answer) not in given
    )
    return {
        "pages": len(of_set),
        "held": sum(any(page.right) for page, _ in of_set) / len(of_set),
        "right without a threshold": sum(answer.right for _, answer in of_set) / len(of_set),
        "right": right / len(of_set),
        "of those given": right / max(1, len(given)),
        **missed,
    }


def report(rows: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """A line a set."""
    for name, measures in rows.items():
        told = (
            f"{what} {figure:.3f}"
            for what, figure in measures.items()
            if what != "pages" and not what.startswith(MISSED)
        )
        yield f"  {name:20} {measures['pages']:5.0f} {' '.join(told)}"


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
    """Learn the fields that are named, print the scores, write the tables."""
    for field in sys.argv[1:]:
        threshold, most = THRESHOLDS[field], MOST_OF_FIELD.get(field, MOST_WEIGHTS)
        pages = [*examples(field), *WITHOUT.get(field, tuple)()]
        weights = fitted(pages, most)
        unseen = rows_of(pages, cross_validated(pages, most), threshold)
        seen = rows_of(pages, answers(pages, weights), threshold)
        print(
            f"{field}, cross-validated",
            *report(unseen),
            f"{field}, resubstitution",
            *report(seen),
            sep="\n",
            flush=True,
        )
        (TABLES / f"{field}.py").write_text(table(Weights(weights.none, threshold, weights.features)))
        note(field, unseen, seen)


if __name__ == "__main__":
    main()
