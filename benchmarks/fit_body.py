"""Learns which lines of an HTML page are its story's, from the labelled pages of the development corpus.

    python -m benchmarks.fit_body       # needs requirements/fit.lock; prints the scores and writes service/core/page/html/weights/body.py

Each line of a page is an example: right if the known story has its words. Two logistic models, as the reader reads a page
twice (service/core/page/html/labelling.py): the second learns from what the first says of pages that it has not seen. A line
counts the more, the more of its page's story it is, or would add to it. The honest figure is the cross-validated one: pages of a publisher are judged by weights that were learned without it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from benchmarks import fit_kinds
from benchmarks.accuracy import CORPUS, rows
from benchmarks.align import shares_told
from benchmarks.descent import Rows, logistic
from benchmarks.fit import TABLES, folds_of, host_of, source_of
from benchmarks.scoring import f1, plain, runs_of_four, snippets_in, snippets_share, story_known, words_of
from copydesk.service.core.page.html.counted_blocks import LEVELS
from copydesk.service.core.page.html.kinds import ODD, Declared, Read, numbers_of_page, words_of_page
from copydesk.service.core.page.html.labelling import (
    LEAST_LIKELY,
    SETTLED,
    Passes,
    Steps,
    counted_again,
    likely_lines,
    share_of,
)
from copydesk.service.core.page.html.measures import Columns, Measured, measured, told_key
from copydesk.service.core.page.html.paragraphs import paragraphs_of, story_of
from copydesk.service.core.page.html.reader import declared_of, told_story
from copydesk.service.core.page.view import View

SETS = ("pages_html", "web_articles_html", "snippets_html", "other_pages_html", "days_html")
"""Of the last only the kind is known."""
STEPS, SMALLNESS = 50, 10.0
"""`SMALLNESS`: what the squares of the weights cost beside the loss of all lines."""
WEIGHT = 100.0
BINS, EACH, LEAST_PUBLISHERS, LEAST_OF_LINES, LEAST_WEIGHT = 8, 7, 150, 20, 0.1
OF_LEVELS = frozenset(
    "mean 0,mean 1,mean 2,mean 3,links 0,links 1,links 3,long 0,long 2,long 3,alike 0,alike 1,lines 1,lines 3".split(
        ","
    )
)
"""Of the blocks around a line, these are told; each of the others was left out without loss."""
_OF_SETS = {"other_pages_html": 0.3, "pages_html": 2.0}
"""How much a page of a set counts beside an article; of snippets few lines are known. A page without a story teaches none."""
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
                yield example(
                    name,
                    host_of(row),
                    row["gold"],
                    declared_of(source),
                    view,
                    told_key(told_story(source)),
                )


def example(name: str, host: str, gold: Mapping[str, Any], declared: Declared, view: View, story: str) -> Example:
    """A page, its lines labelled by the known story or by snippets of it."""
    page = measured(view, story)
    texts = [line.printed for line in view.lines]
    known = story_known(gold)
    sizes = [(size / 5.5 + 1) ** 0.75 for size in page.sizes]
    if known:
        right = tuple(share >= 0.5 for share in shares_told(texts, known))
        whole = max(20.0, sum(size for size, told in zip(sizes, right, strict=True) if told))
        of_set = 0.0 if gold.get("kind") in ODD else _OF_SETS.get(name, 1.0)
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


@dataclass(frozen=True, slots=True)
class Design:
    """Which numbers and words are known, each step and each word with an ID."""

    bounds: Mapping[str, tuple[float, ...]]
    starts: Mapping[str, int]
    words: Mapping[str, int]
    width: int

    def steps(self, columns: Columns) -> list[list[int]]:
        """Of each line the steps of its numbers."""
        known = [
            [self.starts[name] + bisect_right(self.bounds[name], number) for number in column]
            for name, column in columns.items()
            if name in self.bounds
        ]
        return [list(own) for own in zip(*known, strict=True)]


def design(columns: Sequence[Columns], words: Sequence[str], start: int = 0) -> Design:
    """Bounds at which the lines of all pages part into equal shares; the IDs begin at a number."""
    values: dict[str, list[float]] = defaultdict(list)
    for page in columns:
        for name, column in page.items():
            values[name].extend(column[3::EACH])
    bounds = {name: fit_kinds.bounds_of(found, BINS, 4, range(1, 6)) for name, found in values.items()}
    starts, width = {}, start
    for name, steps in bounds.items():
        starts[name] = width
        width += len(steps) + 1
    return Design(bounds, starts, {word: width + number for number, word in enumerate(words)}, width + len(words))


def numbers_of(page: Measured) -> Columns:
    """All numbers of the lines that are kept: their own, and of the blocks around them."""
    place = {box: at for at, box in enumerate(page.holding)}
    found = dict(page.lines)
    found |= {name: [column[place[box]] for box in page.boxes] for name, column in page.places.items()}
    found |= {name: [number] * len(page.kept) for name, number in page.of_page.items()}
    boxes = page.boxes
    for level in range(LEVELS):
        for name, column in page.blocks.numbers.items():
            if f"{name} {level}" in OF_LEVELS:
                found[f"{name} {level}"] = [column[box] for box in boxes]
        boxes = [page.blocks.parents[box] for box in boxes]
    return found


def words_said(page: Measured) -> list[frozenset[str]]:
    """The words of each line that is kept."""
    around = {box: called | page.blocks.inside[box] for box, called in zip(page.holding, page.called, strict=True)}
    return [said | around[box] for said, box in zip(page.said, page.boxes, strict=True)]


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


def _words(pages: Sequence[Example], said: Sequence[Sequence[frozenset[str]]]) -> list[str]:
    """The words that lines of enough publishers are called by."""
    seen: dict[str, set[str]] = defaultdict(set)
    for page, own in zip(pages, said, strict=True):
        for word in frozenset().union(*own):
            seen[word].add(page.host)
    return sorted(word for word, hosts in seen.items() if len(hosts) >= _least(word) and not _ODD.match(word))


def _least(word: str) -> int:
    """How many publishers have to say a word: what a line says of itself, the reader has made sure of."""
    return LEAST_OF_LINES if word.startswith("line ") else LEAST_PUBLISHERS


Ids = Sequence[Sequence[int]]
"""Of each line of a page that is kept what it is; empty for one that is settled."""


def rows_of(pages: Sequence[Example], ids: Sequence[Ids], numbers: Iterable[int]) -> Rows:
    """The lines of these pages that are learned from."""
    rows = Rows([], [], [])
    for number in numbers:
        page, own = pages[number], ids[number]
        for at, line in enumerate(page.page.kept):
            if page.weights[line] and own[at]:
                rows.ids.append(own[at])
                rows.right.append(page.right[line])
                rows.weights.append(page.weights[line] * WEIGHT)
    return rows


Weights = list[float]
"""By number; the bias is the last."""


def fitted(pages: Sequence[Example], ids: Sequence[Ids], width: int) -> tuple[Weights, list[Weights]]:
    """The weights learned from all pages, and those learned without each fold."""
    parts = ([*range(len(pages))], *(fold.others for fold in folds_of([page.host for page in pages])))
    whole, *without = (logistic(rows_of(pages, ids, numbers), width, SMALLNESS, STEPS) for numbers in parts)
    return whole, without


def learned(pages: Sequence[Example]) -> tuple[Passes, list[Passes]]:
    """Both passes from all pages, and those without each fold. The second learns from what the first says of pages that
    it has not seen.
    """
    columns, said = [numbers_of(page.page) for page in pages], [words_said(page.page) for page in pages]
    once = design(columns, _words(pages, said))
    ids = [_ids(once, *one) for one in zip(columns, said, strict=True)]
    first, firsts = fitted(pages, ids, once.width)
    seen = _seen_once(pages, ids, firsts)
    twice = design(seen.columns, (), once.width)
    again = _ids_again(twice, ids, seen)
    second, seconds = fitted(pages, again, twice.width)
    return _passes(once, twice, first, second), [
        _passes(once, twice, *both) for both in zip(firsts, seconds, strict=True)
    ]


def _ids(design: Design, columns: Columns, said: Sequence[frozenset[str]]) -> Ids:
    known = design.words
    return [
        array("H", [*steps, *(known[word] for word in sorted(words) if word in known)])
        for steps, words in zip(design.steps(columns), said, strict=True)
    ]


class Seen(NamedTuple):
    """Of each page the lines that the first pass leaves unsettled, among those that are kept, and what it says around them."""

    unsettled: list[list[int]]
    columns: list[Columns]


def _seen_once(pages: Sequence[Example], ids: Sequence[Ids], firsts: Sequence[Weights]) -> Seen:
    seen = Seen([[] for _ in pages], [{} for _ in pages])
    for fold, weights in zip(folds_of([page.host for page in pages]), firsts, strict=True):
        for number in fold.apart:
            page = pages[number].page
            likely = [LEAST_LIKELY] * len(page.sizes)
            for at, own in zip(page.kept, ids[number], strict=True):
                likely[at] = share_of(weights[-1] + sum(map(weights.__getitem__, own)))
            unsettled = [one for one, at in enumerate(page.kept) if likely[at] >= SETTLED]
            seen.unsettled[number] = unsettled
            seen.columns[number] = counted_again(page, likely, unsettled)
    return seen


def _ids_again(design: Design, ids: Sequence[Ids], seen: Seen) -> list[Ids]:
    found: list[Ids] = []
    for own, unsettled, columns in zip(ids, *seen, strict=True):
        steps = dict(zip(unsettled, design.steps(columns), strict=True))
        found.append([array("H", [*one, *steps[at]]) if at in steps else () for at, one in enumerate(own)])
    return found


def _passes(once: Design, twice: Design, first: Weights, second: Weights) -> Passes:
    """The weights by their names."""

    def steps_of(design: Design, name: str, weights: Weights) -> tuple[float, ...]:
        return tuple(weights[design.starts[name] : design.starts[name] + len(design.bounds[name]) + 1])

    return Passes(
        (first[-1], second[-1]),
        {
            name: Steps(bounds, steps_of(once, name, first), steps_of(once, name, second))
            for name, bounds in once.bounds.items()
        },
        {name: (bounds, steps_of(twice, name, second)) for name, bounds in twice.bounds.items()},
        {word: (first[at], second[at]) for word, at in once.words.items()},
    )


def report(pages: Sequence[Example], weights: Sequence[Passes]) -> Iterator[str]:
    """A row a set: pages, runs of four words, words, snippets; each page by the weights at its place."""
    texts = [
        " \n ".join(paragraphs_of(page.view, story_of(page.view, page.page, likely_lines(page.page, own))))
        for page, own in zip(pages, weights, strict=True)
    ]
    for name in dict.fromkeys(page.name for page in pages):
        of_set = [(text, page.gold) for text, page in zip(texts, pages, strict=True) if page.name == name]
        known = [(text, story_known(gold)) for text, gold in of_set if story_known(gold)]
        held = Counter(chain.from_iterable(snippets_in(text, gold) for text, gold in of_set))
        yield f"  {name:20} {len(of_set):5} four words {_mean(f1(runs_of_four(a), runs_of_four(b)) for a, b in known):.4f} words {_mean(f1(words_of(a), words_of(b)) for a, b in known):.4f} snippets {snippets_share(held):.4f}"


def _mean(values: Iterable[float]) -> float:
    values = [*values]
    return sum(values) / max(1, len(values))


def table(weights: Passes) -> str:
    """The weights as a module."""
    numbers = "".join(
        f'        "{name}": Steps(\n            {_numbers(one.bounds)},\n            {_numbers(one.first)},\n            {_numbers(one.second)},\n        ),\n'
        for name, one in weights.numbers.items()
    )
    again = "".join(
        f'        "{name}": ({_numbers(bounds)}, {_numbers(steps)}),\n'
        for name, (bounds, steps) in weights.again.items()
    )
    told = {word: both for word, both in weights.words.items() if max(map(abs, both)) >= LEAST_WEIGHT}
    words = "".join(
        f'        "{word}": {_numbers(both)},\n'
        for word, both in sorted(told.items(), key=lambda one: (-max(map(abs, one[1])), one[0]))
    )
    return (
        '"""Learned by `python -m benchmarks.fit_body`: not written by hand. Bounds of numbers and what each step weighs in the\n'
        'first pass and in the second; words and what they weigh in both.\n"""\n\n'
        "from copydesk.service.core.page.html.labelling import Passes, Steps\n\n# fmt: off\nWEIGHTS = Passes(\n"
        f"    bias={_numbers(weights.bias)},\n    numbers={{\n{numbers}    }},\n    again={{\n{again}    }},\n    words={{\n{words}    }},\n)\n"
    )


def _numbers(values: Sequence[float]) -> str:
    return fit_kinds.tuple_of(values, 3)


def of_kinds(pages: Sequence[Example], weights: Sequence[Passes]) -> Iterator[fit_kinds.Example]:
    """The pages as their kind is learned from them, each read by the weights at its place."""
    for page, own in zip(pages, weights, strict=True):
        likely = likely_lines(page.page, own)
        read = Read(page.view, page.page, likely, story_of(page.view, page.page, likely))
        numbers, words = numbers_of_page(read, page.declared), tuple(words_of_page(page.view, page.declared))
        yield fit_kinds.Example(page.name, page.host, page.gold.get("kind", "article"), numbers, words)


def main() -> None:
    """Learn both passes and the kinds, print the scores, write the tables."""
    pages = [*examples()]
    whole, without = learned(pages)
    apart = {
        number: without[fold]
        for fold, parts in enumerate(folds_of([page.host for page in pages]))
        for number in parts.apart
    }
    unseen = [apart[number] for number in range(len(pages))]
    print("body, cross-validated", *report(pages, unseen), sep="\n")
    print("body, resubstitution", *report(pages, [whole] * len(pages)), sep="\n", flush=True)
    (TABLES / "body.py").write_text(table(whole))
    fit_kinds.learn([*of_kinds(pages, unseen)])


if __name__ == "__main__":
    main()
