"""Learns which lines of an HTML page are its story's, from the labelled pages of the development corpus.

    python -m benchmarks.fit_body       # prints the scores and writes service/core/page/weights/body.py

Each line of a page is an example: right if the known story has its words. Two logistic models, as the reader reads a page
twice (service/core/page/labelling.py): the second learns from what the first says of pages that it has not seen. Fitted by
stochastic gradient steps in a fixed order; a line is taken the oftener the more of its page's story it is, or would add to
it. The honest figure is the cross-validated one: pages of a publisher are judged by weights that were learned without it.
"""

from __future__ import annotations

import random
import re
import zlib
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks import fit_kinds
from benchmarks.accuracy import CORPUS, rows
from benchmarks.align import shares_told
from benchmarks.fit import TABLES, source_of
from benchmarks.scoring import f1, plain, runs_of_four, words_of
from copydesk.service.core.page.html import declared_of, said_of
from copydesk.service.core.page.kinds import Declared, Read, numbers_of_page, words_of_page
from copydesk.service.core.page.labelling import (
    Counts,
    Pass,
    Passes,
    called,
    chosen,
    first_counts,
    probabilities,
    read,
    second_counts,
)
from copydesk.service.core.page.measures import LEVELS, Measured, Said, measured
from copydesk.service.core.page.paragraphs import paragraphs_of
from copydesk.service.core.page.source import offered_headlines
from copydesk.service.core.page.view import View

SETS = ("pages_html", "web_articles_html", "snippets_html", "other_pages_html", "days_html")
"""Of the last only the kind is known."""
FOLDS, EPOCHS, RATE, SMALLNESS = 5, 8, 0.1, 0.05
OFTEN = 30
"""How often in an epoch all of a page's story is taken, a line at a time."""
BINS, MOST_NUMBERS, MOST_WORDS, LEAST_PUBLISHERS = 8, (36, 44), 80, 40
_OF_SETS = {"other_pages_html": 0.3, "pages_html": 2.0}
"""How much a page of a set counts beside an article; of snippets few lines are known."""
ALWAYS = ("hidden", "headline", "byline", "dated", "notice", "caption", "told")
"""Numbers that are rare and sure: by how much they move all lines, they would not be chosen."""
_OF_SNIPPET = 0.06


@dataclass(frozen=True, slots=True)
class Example:
    """A page with what is known of its lines."""

    name: str
    host: str
    gold: Mapping[str, Any]
    declared: Declared
    view: View
    page: Measured
    right: tuple[bool, ...]
    weights: tuple[float, ...]
    """How much each line counts; 0 for those of which nothing is known."""


def examples(names: Iterable[str] = SETS) -> Iterator[Example]:
    """The labelled pages of these sets."""
    for name in names:
        for row in rows(CORPUS / f"{name}.jsonl.gz", None):
            source = source_of(row)
            if source is not None and (view := source.view).lines:
                host = ".".join((urlsplit(row["url"] or "").hostname or row["source"]).split(".")[-2:])
                yield example(
                    name,
                    host,
                    row["gold"],
                    declared_of(source),
                    view,
                    said_of(source, next((line for line, _ in offered_headlines(source)), None)),
                )


def example(name: str, host: str, gold: Mapping[str, Any], declared: Declared, view: View, said: Said) -> Example:
    """A page, its lines labelled by the known story or by snippets of it."""
    page = measured(view, said)
    texts = [line.printed for line in view.lines]
    known = gold.get("body_text") or "\n".join(gold.get("paragraphs", ()))
    sizes = [(size / 5.5 + 1) ** 0.75 for size in page.sizes]
    if known:
        right = tuple(share >= 0.5 for share in shares_told(texts, known))
        whole = max(20.0, sum(size for size, told in zip(sizes, right, strict=True) if told))
        of_set = _OF_SETS.get(name, 1.0)
        return Example(
            name, host, gold, declared, view, page, right, tuple(min(1.0, size / whole) * of_set for size in sizes)
        )
    labels = _of_snippets(texts, gold)
    return Example(
        name,
        host,
        gold,
        declared,
        view,
        page,
        tuple(label is True for label in labels),
        tuple(_OF_SNIPPET * (label is not None) for label in labels),
    )


def _of_snippets(texts: Sequence[str], gold: Mapping[str, Any]) -> list[bool | None]:
    """What snippets say of lines; a line that holds little more than an unwanted one is none of the story."""
    labels: list[bool | None] = [None] * len(texts)
    lines = [plain(text) for text in texts]
    for kind in ("without", "with"):
        for snippet in map(plain, gold.get(kind, ())):
            for at, line in enumerate(lines):
                if snippet in line and (kind == "with" or len(line) < 3 * len(snippet) + 40):
                    labels[at] = kind == "with"
    return labels


class Rows(NamedTuple):
    """The lines that a model learns from: what each is by number, whether it is right."""

    ids: list[array[int]]
    right: list[bool]


@dataclass(frozen=True, slots=True)
class Design:
    """Which numbers and words a pass knows, each step and each word with an ID."""

    bounds: Mapping[str, tuple[float, ...]]
    starts: Mapping[str, int]
    words: Mapping[str, int]
    width: int

    def ids(self, example: Example, counts: Counts, at: int) -> array[int]:
        """What a line is."""
        line = example.view.lines[at]
        steps = (
            self.starts[name] + bisect_right(self.bounds[name], number)
            for name, number in numbers_of(example.page, counts, at, line.box)
            if name in self.bounds
        )
        words = {*example.page.words[line.box], *called(line.zones, line.names)}
        return array("H", [*steps, *sorted(self.words[word] for word in words if word in self.words)])


def numbers_of(page: Measured, counts: Counts, at: int, box: int) -> Iterator[tuple[str, float]]:
    """All numbers of a line and of the blocks around it, by name."""
    yield from zip(counts.of_lines, counts.lines[at], strict=True)
    yield from zip(counts.of_places, counts.places[box], strict=True)
    for level in range(LEVELS):
        yield from zip((f"{name} {level}" for name in counts.of_boxes), counts.boxes[box], strict=True)
        box = page.parents[box]


def design(pages: Sequence[Example], counts: Sequence[Counts], kept: frozenset[str] | None = None) -> Design:
    """Bounds at which the lines of all pages part into equal shares, and the words that many publishers use; of both those
    that are kept.
    """
    values: dict[str, list[float]] = defaultdict(list)
    for page, own in zip(pages, counts, strict=True):
        for at in range(3, len(page.view.lines), 7):
            for name, number in numbers_of(page.page, own, at, page.view.lines[at].box):
                values[name].append(number)
    bounds = {name: _bounds(found) for name, found in values.items() if kept is None or name in kept}
    starts, width = {}, 0
    for name, steps in bounds.items():
        starts[name] = width
        width += len(steps) + 1
    words = [word for word in _words(pages) if kept is None or word in kept]
    return Design(bounds, starts, {word: width + number for number, word in enumerate(words)}, width + len(words))


def _bounds(values: list[float]) -> tuple[float, ...]:
    """Where the values part into equal shares; where most are the same, the others do."""
    values = sorted(values)
    found = {values[len(values) * step // BINS] for step in range(1, BINS)}
    if len(found) < 4:
        usual = values[len(values) // 2]
        others = [value for value in values if value != usual]
        found |= {others[len(others) * step // 6] for step in range(1, 6)} if others else set()
    return tuple(sorted({float(f"{bound:.3g}") for bound in found}))


_LAYOUT = frozenset(
    "align auto background black block bold border bottom boxed cell center centered clear clearfix color cols column columns "
    "contain container contains content default depth element elementor even field fixed flex float fluid font format full "
    "gray grid group height hide inline inner item items justify large last layout left light link margin medium middle "
    "narrow next none normal outer overflow padding panel parent relative right root rows scrollbar size small span spacing "
    "standard start static status style template text theme three type uncategorized viewport visible white wide width with "
    "wrap wrapper regular region between first focus fade children child canvas custom".split()
)
_ODD = re.compile(rf"(?:in|called) (?:\d+|\w{{1,3}}|{'|'.join(sorted(_LAYOUT))})$")
"""Words of layout, which say nothing of what an element holds."""


def _words(pages: Sequence[Example]) -> list[str]:
    seen: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for line in page.view.lines:
            for word in called(line.zones, line.names):
                seen[word].add(page.host)
        for words in page.page.words.values():
            for word in words:
                seen[word].add(page.host)
    return sorted(word for word, hosts in seen.items() if len(hosts) >= LEAST_PUBLISHERS and not _ODD.match(word))


def rows_of(design: Design, pages: Sequence[Example], counts: Sequence[Counts]) -> list[Rows]:
    """Of each page the lines that are learned from, each as often as it counts."""
    chance = random.Random(1)  # a fixed order, not a secret
    found = []
    for page, own in zip(pages, counts, strict=True):
        rows = Rows([], [])
        for at, weight in enumerate(page.weights):
            if times := int(weight * OFTEN + chance.random()):
                rows.ids.extend([design.ids(page, own, at)] * times)
                rows.right.extend([page.right[at]] * times)
        found.append(rows)
    return found


def descended(design: Design, rows: Sequence[Rows]) -> list[float]:
    """Adaptive gradient steps, line by line: each weight's rate falls with what it has moved. The last is the bias."""
    data = [one for page in rows for one in zip(page.ids, page.right, strict=True)]
    seen = Counter(number for ids, _ in data for number in ids)
    decay = [SMALLNESS * OFTEN / (seen[number] or 1) for number in range(design.width)]
    weights, moved = [0.0] * (design.width + 1), [1e-2] * (design.width + 1)
    order = random.Random(1)
    for _ in range(EPOCHS):
        order.shuffle(data)
        for ids, right in data:
            score = weights[-1] + sum([weights[number] for number in ids])
            slope = 1 / (1 + exp(-max(-30.0, min(30.0, score)))) - right
            if -1e-3 < slope < 1e-3:
                continue
            for number in ids:
                step = slope + decay[number] * weights[number]
                moved[number] += step * step
                weights[number] -= RATE * step / sqrt(moved[number])
            weights[-1] -= RATE * slope / sqrt(moved[-1])
            moved[-1] += slope * slope
    return weights


def pass_of(design: Design, weights: Sequence[float]) -> Pass:
    """The weights by their names."""
    numbers = {
        name: (bounds, tuple(weights[design.starts[name] : design.starts[name] + len(bounds) + 1]))
        for name, bounds in design.bounds.items()
    }
    return Pass(weights[-1], numbers, {word: weights[number] for word, number in design.words.items()})


def telling(design: Design, weights: Sequence[float], rows: Sequence[Rows], most_numbers: int) -> frozenset[str]:
    """The names of the numbers and words that move the lines of all pages most."""
    seen = Counter(number for page in rows for ids in page.ids for number in ids)
    lines = sum(len(page.ids) for page in rows)
    shares = {number: count / lines for number, count in seen.items()}

    def spread(numbers: Iterable[int]) -> float:
        parts = [(shares.get(number, 0.0), weights[number]) for number in numbers]
        mean = sum(share * weight for share, weight in parts)
        return sum(share * (weight - mean) ** 2 for share, weight in parts) + mean**2 * (1 - sum(s for s, _ in parts))

    steps = {
        name: spread(range(design.starts[name], design.starts[name] + len(bounds) + 1))
        for name, bounds in design.bounds.items()
    }
    words = {word: spread([number]) for word, number in design.words.items()}
    return frozenset((*_most(steps, most_numbers), *ALWAYS, *_most(words, MOST_WORDS)))


def _most(spreads: Mapping[str, float], count: int) -> list[str]:
    return sorted(spreads, key=lambda name: (-spreads[name], name))[:count]


class Fold(NamedTuple):
    """Pages to judge, and pages to learn from, by number."""

    apart: list[int]
    others: list[int]


def folds_of(pages: Sequence[Example]) -> list[Fold]:
    """All pages of a publisher stand in one."""
    parts = [zlib.crc32(page.host.encode()) % FOLDS for page in pages]
    numbers = range(len(pages))
    return [
        Fold([n for n in numbers if parts[n] == fold], [n for n in numbers if parts[n] != fold])
        for fold in range(FOLDS)
    ]


class Fitted(NamedTuple):
    """A pass learned from all pages, and those learned without each fold."""

    whole: Pass
    without: list[Pass]


def fitted(pages: Sequence[Example], counts: Sequence[Counts], most_numbers: int) -> Fitted:
    """Learned with all numbers and words first, then anew with those that tell most."""
    full = design(pages, counts)
    rows = rows_of(full, pages, counts)
    kept = telling(full, descended(full, rows), rows, most_numbers)
    small = design(pages, counts, kept)
    rows = rows_of(small, pages, counts)
    without = [pass_of(small, descended(small, [rows[n] for n in fold.others])) for fold in folds_of(pages)]
    return Fitted(pass_of(small, descended(small, rows)), without)


def learned(pages: Sequence[Example]) -> tuple[Passes, list[Passes]]:
    """Both passes from all pages, and those without each fold. The second learns from what the first says of pages that
    it has not seen.
    """
    counts = [first_counts(page.page) for page in pages]
    first = fitted(pages, counts, MOST_NUMBERS[0])
    for fold, parts in enumerate(folds_of(pages)):
        for number in parts.apart:
            page = pages[number]
            once = read(page.view, page.page, first_counts(page.page), first.without[fold])
            counts[number] = second_counts(page.page, once)
    second = fitted(pages, counts, MOST_NUMBERS[1])
    return Passes(first.whole, second.whole), [
        Passes(*both) for both in zip(first.without, second.without, strict=True)
    ]


def report(pages: Sequence[Example], weights: Sequence[Passes]) -> Iterator[str]:
    """A row a set: pages, runs of four words, words, snippets; each page by the weights at its place."""
    texts = [
        " \n ".join(paragraphs_of(page.view, chosen(page.page, probabilities(page.view, page.page, own))))
        for page, own in zip(pages, weights, strict=True)
    ]
    for name in dict.fromkeys(page.name for page in pages):
        of_set = [(text, page.gold) for text, page in zip(texts, pages, strict=True) if page.name == name]
        known = [(text, _known(gold)) for text, gold in of_set if _known(gold)]
        yield f"  {name:20} {len(of_set):5} four words {_mean(f1(runs_of_four(a), runs_of_four(b)) for a, b in known):.4f} words {_mean(f1(words_of(a), words_of(b)) for a, b in known):.4f} snippets {_snippets(of_set):.4f}"


def _known(gold: Mapping[str, Any]) -> str:
    return gold.get("body_text") or "\n".join(gold.get("paragraphs", ()))


def _mean(values: Iterable[float]) -> float:
    values = [*values]
    return sum(values) / max(1, len(values))


def _snippets(of_set: Sequence[tuple[str, Mapping[str, Any]]]) -> float:
    right = missing = wrong = 0
    for text, gold in of_set:
        told = plain(text)
        held = sum(plain(snippet) in told for snippet in gold.get("with", ()))
        right, missing = right + held, missing + len(gold.get("with", ())) - held
        wrong += sum(plain(snippet) in told for snippet in gold.get("without", ()))
    return 2 * right / max(1, 2 * right + missing + wrong)


def table(weights: Passes) -> str:
    """The weights as a module."""
    return (
        '"""Learned by `python -m benchmarks.fit_body`: not written by hand. Bounds of numbers and what each step weighs; words\n'
        'and what they weigh.\n"""\n\n'
        "from copydesk.service.core.page.labelling import Pass, Passes\n\n"
        f"# fmt: off\nWEIGHTS = Passes(\n{_table_of(weights.first)}{_table_of(weights.second)})\n"
    )


def _table_of(one: Pass) -> str:
    steps = "".join(
        f'            "{name}": ({_numbers(bounds)}, {_numbers(parts)}),\n'
        for name, (bounds, parts) in one.numbers.items()
    )
    words = sorted(one.words.items(), key=lambda word: (-abs(word[1]), word[0]))
    entries = "".join(f'            "{word}": {weight:.2f},\n' for word, weight in words if abs(weight) >= 0.05)
    return f"    Pass(\n        bias={one.bias:.2f},\n        numbers={{\n{steps}        }},\n        words={{\n{entries}        }},\n    ),\n"


def _numbers(values: Sequence[float]) -> str:
    return "(" + "".join(f"{round(value, 3):g}, " for value in values).rstrip() + ")"


def of_kinds(pages: Sequence[Example], weights: Sequence[Passes]) -> Iterator[fit_kinds.Example]:
    """The pages as their kind is learned from them, each read by the weights at its place."""
    for page, own in zip(pages, weights, strict=True):
        likely = probabilities(page.view, page.page, own)
        read = Read(page.view, page.page, likely, chosen(page.page, likely))
        numbers, words = numbers_of_page(read, page.declared), tuple(words_of_page(page.declared))
        yield fit_kinds.Example(page.name, page.host, page.gold.get("kind", "article"), numbers, words)


def main() -> None:
    """Learn both passes and the kinds, print the scores, write the tables."""
    pages = [*examples()]
    whole, without = learned(pages)
    apart = {number: without[fold] for fold, parts in enumerate(folds_of(pages)) for number in parts.apart}
    unseen = [apart[number] for number in range(len(pages))]
    print("body, cross-validated", *report(pages, unseen), sep="\n")
    print("body, resubstitution", *report(pages, [whole] * len(pages)), sep="\n", flush=True)
    (TABLES / "body.py").write_text(table(whole))
    fit_kinds.learn([*of_kinds(pages, unseen)])


if __name__ == "__main__":
    main()
