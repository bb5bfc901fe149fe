"""Learns which lines of a page of text are its story, from the pages whose story is known.

    python -m benchmarks.fit_story      # prints the scores and writes service/core/page/text/weights/body.py

A line is the story's if half of its runs of four words are (of a short line all its words, between two lines that are).
The model is logistic, fitted by adaptive gradient steps in a fixed order; a line counts by the root of its weight, and
all pages count alike. Cross-validated by publisher, as in `benchmarks.fit`.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Any

from benchmarks.accuracy import CORPUS, rows
from benchmarks.fit import TEXT_TABLES, folds_of, host_of, table
from benchmarks.fit_text import reading_of
from benchmarks.scoring import f1, plain, runs_of_four, story_known
from copydesk.service.core.page.choice import Weights
from copydesk.service.core.page.text.body import ruled_lines
from copydesk.service.core.page.text.reader import dated_in, headed
from copydesk.service.core.page.text.story_learned import line_features

SETS = ("web_articles_text", "pages_text")
EPOCHS, RATE, SMALLNESS = 5, 0.1, 2e-5
LEAST_PAGES, MOST_WEIGHTS, RUN, HALF = 8, 900, 4, 0.5
MOST_COUNTED, OF_A_PAGE, SURE = 420, 60.0, 0.01
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page: its lines, what is known of each, what it counts, whether it is the story's, and the story."""

    name: str
    host: str
    texts: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]
    counts: tuple[float, ...]
    right: tuple[bool, ...]
    ruled: tuple[bool, ...]
    story: str


def story_pages() -> Iterator[StoryPage]:
    """The pages with menus whose story is known."""
    for name in SETS:
        for row in rows(CORPUS / f"{name}.jsonl.gz", None):
            story = story_known(row["gold"])
            if story and (page := _page(name, row, story)):
                yield page


def _page(name: str, row: Mapping[str, Any], story: str) -> StoryPage | None:
    reading = reading_of(row)
    reading = headed(reading) if reading else None
    if reading is None or not reading.layout.navigated or reading.body >= len(reading.layout.lines):
        return None
    ruled = ruled_lines(reading.layout, reading.body)
    lines = reading.layout.lines[reading.body :]
    counts = [sqrt(min(line.weight, MOST_COUNTED) + 10) for line in lines]
    texts = tuple(line.text for line in lines)
    return StoryPage(
        name,
        host_of(row),
        texts,
        tuple(line_features(reading.layout, reading.body, dated_in(reading), ruled)),
        tuple(OF_A_PAGE * count / sum(counts) for count in counts),
        tuple(_are_of(texts, story)),
        tuple(at in ruled.lines for at in range(reading.body, len(reading.layout.lines))),
        story,
    )


def _are_of(texts: Sequence[str], story: str) -> Iterator[bool]:
    """Whether each line is the story's. Short lines are only between others, and if the story has them whole."""
    told = f" {' '.join(_WORD.findall(plain(story)))} "
    runs = runs_of_four(story)
    words = [_WORD.findall(plain(text)) for text in texts]
    long = [_share(of_line, runs) >= HALF if len(of_line) > RUN else None for of_line in words]
    known = [at for at, is_of in enumerate(long) if is_of]
    for at, (of_line, is_of) in enumerate(zip(words, long, strict=True)):
        within = bool(known) and known[0] - 1 <= at <= known[-1] + 1
        yield is_of if is_of is not None else within and bool(of_line) and f" {' '.join(of_line)} " in told


def _share(words: list[str], runs: Counter[tuple[str, ...]]) -> float:
    own = [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return sum(run in runs for run in own) / len(own)


def fitted(pages: Sequence[StoryPage]) -> Weights:
    """The weights of the features that matter most: fitted with all, then anew with the strongest."""
    seen = Counter(name for page in pages for name in frozenset().union(*page.features))
    full = _descended(pages, frozenset(name for name, count in seen.items() if count >= LEAST_PAGES))
    strongest = sorted(full.features, key=lambda name: (-abs(full.features[name]), name))[:MOST_WEIGHTS]
    return _descended(pages, frozenset(strongest))


def _descended(pages: Sequence[StoryPage], allowed: frozenset[str]) -> Weights:
    ids = {name: at for at, name in enumerate(sorted(allowed))}
    data = [
        ([ids[name] for name in features if name in ids], right, count)
        for page in pages
        for features, right, count in zip(page.features, page.right, page.counts, strict=True)
    ]
    weights, moved, bias, of_bias = [0.0] * len(ids), [1.0] * len(ids), 0.0, 1.0
    order = random.Random(1)  # a fixed order, not a secret
    for _ in range(EPOCHS):
        order.shuffle(data)
        for features, right, count in data:
            total = bias + sum([weights[at] for at in features])
            slope = 1 / (1 + exp(-max(-30.0, min(30.0, total)))) - right
            if abs(slope) < SURE:
                continue
            slope *= count
            of_bias += slope * slope
            bias -= RATE * slope / sqrt(of_bias)
            for at in features:
                step = slope + SMALLNESS * weights[at]
                moved[at] += step * step
                weights[at] -= RATE * step / sqrt(moved[at])
    return Weights(-bias, HALF, {name: weights[at] for name, at in ids.items()})


def score(pages: Sequence[StoryPage], weights: Weights | None) -> list[float]:
    """How near each page's lines by these weights, or by the rule, are to its story."""
    return [f1(runs_of_four("\n".join(_taken(page, weights))), runs_of_four(page.story)) for page in pages]


def _taken(page: StoryPage, weights: Weights | None) -> Iterator[str]:
    for text, features, ruled in zip(page.texts, page.features, page.ruled, strict=True):
        of_line = sum(weights.features.get(name, 0.0) for name in features) if weights else 0.0
        if ruled if weights is None else of_line > weights.none:
            yield text


def cross_validated(pages: Sequence[StoryPage]) -> list[float]:
    """The score of each page by weights that were learned without its publisher."""
    found: dict[int, float] = {}
    for fold in folds_of([page.host for page in pages]):
        weights = fitted([pages[number] for number in fold.others])
        found |= zip(fold.apart, score([pages[number] for number in fold.apart], weights), strict=True)
    return [found[at] for at in range(len(pages))]


def _report(name: str, pages: Sequence[StoryPage], found: Sequence[float]) -> str:
    of_sets = {of: [one for page, one in zip(pages, found, strict=True) if page.name == of] for of in SETS}
    return f"{name}: " + ", ".join(f"{of} {sum(shares) / len(shares):.4f}" for of, shares in of_sets.items())


def main() -> None:
    """Learn, print the scores, write the table."""
    pages = list(story_pages())
    print(_report("the rule", pages, score(pages, None)), flush=True)
    weights = fitted(pages)
    print(_report("resubstitution", pages, score(pages, weights)), flush=True)
    (TEXT_TABLES / "body.py").write_text(table(weights, "benchmarks.fit_story"))
    print(_report("cross-validated", pages, cross_validated(pages)), flush=True)


if __name__ == "__main__":
    main()
