"""What kind of page it is: a story, or one of those that a crawl brings besides. Counted are its lines, its address and
what it declares; what that is worth is learned (`weights/kinds.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log1p
from typing import NamedTuple
from urllib.parse import urlsplit

from copydesk.schemas.parsed import PAGE_KINDS
from copydesk.service.core.markup.jsonld import Node, types_of
from copydesk.service.core.page.html.counted_blocks import LEVELS
from copydesk.service.core.page.html.counted_lines import LONG
from copydesk.service.core.page.html.measures import Measured
from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.page.view import View
from copydesk.service.core.text.spelling import fold

FEWEST_LINES = 10
ODD = frozenset({"listing", "collection", "product"})
"""Kinds without a story of their own: a page is told to be of one only where that is sure enough."""

NUMBERS = (
    "lines", "size", "story size", "story share", "link share", "long lines", "likely long lines", "sure share",
    "unsure share", "price lines", "prices in story", "dated share", "h1s", "headings", "linked headings",
    "short links", "story line size", "story runs", "story begins", "story ends", "questions", "headings in story",
    "list share", "table share", "form share", "article share", "cards", "alike story", "quotes",
    "path depth", "path words", "path digits", "stories", "products",
)  # fmt: skip
_AROUND_STORY = ("inside ul", "inside table", "inside form", "inside article")
WORDS_OF_BLOCKS = frozenset(_AROUND_STORY)
"""What is asked of the blocks around a line."""
_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:[€£¥₹₽]|EUR\b|USD\b|kr\b)")
_SHORT_PRICE, _SHORT_LINK, _SHORT_DATED = 60, 30, 60
_NO_BRACKETS = {ord("["): None, ord("]"): None}
_WORD, _LONGER_WORD = re.compile(r"[^\W\d_]{2,}"), re.compile(r"[^\W\d_]{3,}")
_SHORT_WORDS, _LONGEST_TITLE = 30, 200
_LONGEST_ADDRESS, _MOST_NODES = 300, 200
_STORIES = frozenset(
    "Article NewsArticle BlogPosting Report TechArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "
    "LiveBlogPosting ScholarlyArticle MedicalWebPage".split()
)
_PRODUCTS = frozenset({"Product", "ProductGroup", "Offer", "AggregateOffer"})
_HEADS = frozenset({"h1", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class KindWeights:
    """What was learned: of each kind what it weighs by itself, of each number its bounds and what each step weighs for
    each kind, of each word the same.
    """

    bias: tuple[float, ...]
    numbers: Mapping[str, tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]]
    words: Mapping[str, tuple[float, ...]]
    threshold: float
    """How probable the kinds without a story must be together."""


class Declared(NamedTuple):
    """What a page says of itself where no reader looks."""

    url: str | None
    metas: Mapping[str, tuple[str, ...]]
    nodes: Sequence[tuple[Node, str]]
    title: str = ""


class Read(NamedTuple):
    """A page whose lines are weighed."""

    view: View
    page: Measured
    likely: Sequence[float]
    taken: Sequence[int]


def probabilities_of_kinds(numbers: Sequence[float], words: Sequence[str], weights: KindWeights) -> list[float]:
    """How probable each kind is."""
    sums = [*weights.bias]
    of_steps = [
        steps[bisect_right(bounds, number)]
        for name, number in zip(NUMBERS, numbers, strict=True)
        if name in weights.numbers
        for bounds, steps in (weights.numbers[name],)
    ]
    of_words = [weights.words[word] for word in words if word in weights.words]
    for parts in (*of_steps, *of_words):
        sums = [one + part for one, part in zip(sums, parts, strict=True)]
    top = max(sums)
    shares = [exp(one - top) for one in sums]
    whole = sum(shares)
    return [share / whole for share in shares]


def kind_told(probabilities: Sequence[float], threshold: float) -> str:
    """The most probable kind; one of `ODD` only if they all together are probable enough."""
    odd = [(part, kind) for part, kind in zip(probabilities, PAGE_KINDS, strict=True) if kind in ODD]
    if sum(part for part, _ in odd) >= threshold:
        return max(odd)[1]
    return max((part, kind) for part, kind in zip(probabilities, PAGE_KINDS, strict=True) if kind not in ODD)[1]


def kind_of_page(read: Read, declared: Declared, weights: KindWeights) -> str:
    """What kind of page it is. One of few lines without a story shows too little: a script may fill it."""
    if len(read.view.lines) < FEWEST_LINES and sum([read.page.sizes[at] for at in read.taken]) < LONG:
        return "article"
    numbers, words = numbers_of_page(read, declared), words_of_page(read.view, declared)
    return kind_told(probabilities_of_kinds(numbers, words, weights), weights.threshold)


def words_of_page(view: View, declared: Declared) -> list[str]:
    """Words of the address, of the title and of short lines, and the types that the page declares."""
    path = _path(declared).lower()
    short = " ".join([line.text for line in view.lines if len(line.text) <= _SHORT_WORDS])
    found = {f"path {word}" for word in _WORD.findall(path)}
    found |= {f"title {word}" for word in _LONGER_WORD.findall(declared.title[:_LONGEST_TITLE].lower())}
    found |= {f"short {word}" for word in {*_LONGER_WORD.findall(short.lower())}}
    found |= {f"og {kind[:40].lower()}" for kind in declared.metas.get("og:type", ())[:2]}
    found |= {f"type {name[:40]}" for node, _ in declared.nodes[:_MOST_NODES] for name in types_of(node)}
    found |= {"published"} if "article:published_time" in declared.metas else set()
    found |= {"home"} if path in ("", "/") else set()
    found |= {_articles_in(view), "main"} if any(box.tag == "main" for box in view.boxes) else {_articles_in(view)}
    return sorted(found)


def _articles_in(view: View) -> str:
    count = sum([box.tag == "article" for box in view.boxes])
    return ("no article", "an article")[count] if count < 2 else "articles"


def numbers_of_page(read: Read, declared: Declared) -> tuple[float, ...]:
    """All numbers of a page, as `NUMBERS` names them."""
    return (*_of_lines(read), *_of_declared(declared))


def _of_lines(read: Read) -> Iterator[float]:
    view, page, likely, taken = read
    lines, sizes, count = view.lines, page.sizes, max(1, len(view.lines))
    whole = sum(sizes) or 1.0
    story = sum(sizes[at] for at in taken)
    long = [at for at, line in enumerate(lines) if sizes[at] >= LONG and not line.linked]
    prices = {at for at, line in enumerate(lines) if sizes[at] <= _SHORT_PRICE and _PRICE.search(line.text)}
    heads = [at for at, line in enumerate(lines) if line.tag in _HEADS]
    held, kept, in_boxes = max(1, len(taken)), {*taken}, _sizes_in_boxes(view, sizes)
    yield from (log1p(len(lines)), log1p(whole), log1p(story), story / whole)
    yield sum([line.link_chars for line in lines]) / whole
    yield log1p(len(long))
    yield sum(likely[at] for at in long) / max(1, len(long))
    yield sum([size for size, one in zip(sizes, likely, strict=True) if one > 0.9]) / whole
    yield sum([size for size, one in zip(sizes, likely, strict=True) if 0.2 < one < 0.8]) / whole
    yield from (log1p(len(prices)), log1p(len(prices & kept)))
    yield (
        sum([size <= _SHORT_DATED and is_dated(fold(line.text)) for line, size in zip(lines, sizes, strict=True)])
        / count
    )
    yield log1p(sum([lines[at].tag == "h1" for at in heads]))
    yield from (len(heads) / count, sum([lines[at].linked for at in heads]) / max(1, len(heads)))
    yield sum([line.linked and size <= _SHORT_LINK for line, size in zip(lines, sizes, strict=True)]) / count
    yield story / held
    yield float(sum(at - 1 not in kept for at in taken))
    yield from (taken[0] / count, taken[-1] / count) if taken else (1.0, 0.0)
    yield log1p(sum(lines[at].text[-1] in "?？" for at in taken))
    yield sum(lines[at].tag in _HEADS for at in taken) / held
    for word in _AROUND_STORY:
        yield sum([size for box, size in in_boxes.items() if word in page.blocks.inside[box]]) / whole
    yield sum([size for box, size in in_boxes.items() if _is_card(page, box)]) / whole
    alike, parents = page.blocks.numbers["alike"], page.blocks.parents
    yield sum(alike[parents[lines[at].box]] * sizes[at] for at in taken) / (story or 1.0)
    yield log1p(sum("quote" in lines[at].zones for at in taken))


def _sizes_in_boxes(view: View, sizes: Sequence[float]) -> dict[int, float]:
    """How much stands right in each block that holds lines."""
    held: dict[int, float] = {}
    for line, size in zip(view.lines, sizes, strict=True):
        held[line.box] = held.get(line.box, 0.0) + size
    return held


def _is_card(page: Measured, box: int) -> bool:
    """Whether one of the three blocks around has links and several like it beside it."""
    numbers = page.blocks.numbers
    alike, links, lines = numbers["alike"], numbers["links"], numbers["lines"]
    for _ in range(LEVELS - 1):
        box = page.blocks.parents[box]
        if alike[box] > 1.3 and links[box] > 0.2 and lines[box] > 1:
            return True
    return False


def _of_declared(declared: Declared) -> Iterator[float]:
    path = _path(declared)
    parts = [part for part in path.split("/") if part]
    last = parts[-1] if parts else ""
    types = [types_of(node) for node, _ in declared.nodes[:_MOST_NODES]]
    yield float(len(parts))
    yield float(len(_WORD.findall(last)))
    yield float(sum(map(str.isdigit, path)))
    yield log1p(sum(not names.isdisjoint(_STORIES) for names in types))
    yield log1p(sum(not names.isdisjoint(_PRODUCTS) for names in types))


def _path(declared: Declared) -> str:
    """The path of the page's address; square brackets may make an address that cannot be parted."""
    return urlsplit((declared.url or "")[:_LONGEST_ADDRESS].translate(_NO_BRACKETS)).path
