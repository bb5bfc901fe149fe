"""What can be counted of a page's lines and of the blocks around them, to tell the story from all else. What it is worth
is not asked here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log1p

from copydesk.service.core.bylines.words import begins_byline
from copydesk.service.core.lines.captions import is_caption
from copydesk.service.core.lines.notices import is_notice
from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.page.view import Box, Seen, View
from copydesk.service.core.text.spelling import fold, key
from copydesk.service.core.text.stops import STOPS

Numbers = tuple[float, ...]
Wanted = frozenset[str] | None
"""Words of blocks that are worth telling; None for all."""

OF_LINES = (
    "size", "links", "ends", "sentences", "commas", "colon", "headline", "summary", "dated", "byline", "notice", "caption",
    "told", "repeats", "breaks", "size above", "size below", "links above", "links below", "ends below", "size around",
    "links around", "place", "long before", "long after", "since long", "until long", "from h1",
)  # fmt: skip
OF_BOXES = ("mean", "links", "lines", "share", "long", "alike")
LEVELS = 4
"""A line's block and so many less one around it are counted: `mean 0` is that of its own."""
OF_PLACES = (
    "in most", "in half", "below half", "below richest", "sort", "lists", "hidden", "page lines", "page size", "page long",
)  # fmt: skip

LONG = 80
"""Latin letters of a line that counts as prose, if it is no link."""
_FAR = 99.0
_NOTHING = (0.0, 0.0, 0.0, 0.0)
_SHORT_DATED, _SHORT_NOTICE = 120, 200
_AROUND = 8
_MOST_TOLD, _ENOUGH = 60_000, 60
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(f"[{re.escape(STOPS)}](?=[\\s\"'”»)]|$)|[。！？؟۔]")
_COMMA = re.compile("[,;،，、；]")
_ENDS = re.compile(f"[{re.escape(STOPS)}。！？؟۔][\\s\"'”’»)\\]」』]*(?:\\[?\\d{{0,2}}\\]?)$")
_TELLING_TAGS = frozenset(
    "article main aside nav footer header form figure ul ol table blockquote section details dl address pre dialog".split()
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of a page, and what is needed to count further."""

    sizes: tuple[float, ...]
    """Of each line, in Latin letters."""
    lines: tuple[Numbers, ...]
    """Of each line, as `OF_LINES` names them."""
    boxes: tuple[Numbers, ...]
    """Of each block, as `OF_BOXES` names them; empty for one without lines."""
    places: dict[int, Numbers]
    """Of each block that holds a line, as `OF_PLACES` names them."""
    words: dict[int, frozenset[str]]
    """Of each such block what it and those around it are called: `in comments`, `called entry`, `tag p`."""
    first: tuple[int, ...]
    """Of each block its first line."""
    last: tuple[int, ...]
    """Of each block the line behind its last; not more than the first where it has none."""
    parents: tuple[int, ...]
    """Of each block the one around it; the body for the body."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of itself beside what it shows, in the form for look-up; empty where it says nothing."""

    headline: str = ""
    summary: str = ""
    story: str = ""
    """All of it, in JSON-LD."""

    @staticmethod
    def of(headline: str | None, summary: str | None, story: str | None) -> Said:
        """The same as printed."""
        return Said(
            *(key(text[:most]) if text else "" for text, most in ((headline, 400), (summary, 300), (story, _MOST_TOLD)))
        )


def measured(view: View, page: Said, wanted: Wanted = None) -> Measured:
    """All numbers of a page that says this of itself, and of its words those that are wanted."""
    lines, boxes = view.lines, view.boxes
    if not lines:
        return Measured((), (), ((),), {}, {}, (0,), (0,), (0,))
    sizes = tuple(size_of(line.printed) for line in lines)
    links = [min(1.0, line.link_chars / len(line.printed)) for line in lines]
    long = [size if size >= LONG and link < 0.4 else 0.0 for size, link in zip(sizes, links, strict=True)]
    first, last = _ranges(lines, boxes)
    sums = _Sums(sizes, [size * link for size, link in zip(sizes, links, strict=True)], long)
    of_boxes = _Boxes(lines, boxes, first, last, long, sums, wanted)
    holding = {line.box for line in lines}
    return Measured(
        sizes,
        tuple(_numbers_of_lines(view, sizes, links, long, sums, page)),
        tuple(of_boxes.numbers()),
        {box: of_boxes.place(box) for box in holding},
        {box: of_boxes.words(box) for box in holding},
        tuple(first),
        tuple(last),
        tuple(max(0, box.parent) for box in boxes),
    )


def size_of(text: str) -> int:
    """Length in Latin letters: a character of an eastern script says as much as two and a half."""
    return len(text) if text.isascii() else len(text) + 3 * len(_EAST.findall(text)) // 2


def _ranges(lines: Sequence[Seen], boxes: Sequence[Box]) -> tuple[list[int], list[int]]:
    first, last = [len(lines)] * len(boxes), [0] * len(boxes)
    for at, line in enumerate(lines):
        last[line.box] = at + 1
        first[line.box] = min(first[line.box], at)
    for box in range(len(boxes) - 1, 0, -1):  # a block stands behind the one around it
        parent = boxes[box].parent
        first[parent], last[parent] = min(first[parent], first[box]), max(last[parent], last[box])
    return first, last


class _Sums:
    """Sums over the lines from the first to each: of sizes, of links, of long lines."""

    __slots__ = ("links", "long", "size")

    def __init__(self, sizes: Sequence[float], links: Sequence[float], long: Sequence[float]) -> None:
        self.size, self.links, self.long = ([0.0, *accumulate(values)] for values in (sizes, links, long))


class _Boxes:
    """The numbers and words of blocks, each worked out once."""

    def __init__(
        self,
        lines: Sequence[Seen],
        boxes: Sequence[Box],
        first: list[int],
        last: list[int],
        long: Sequence[float],
        sums: _Sums,
        wanted: Wanted,
    ) -> None:
        self.boxes, self.first, self.last, self.sums, self.wanted = boxes, first, last, sums, wanted
        self.alike = Counter(box[:3] for box in boxes)
        self.depth = [0] * len(boxes)
        self.lists = [0] * len(boxes)
        for at, box in enumerate(boxes):
            if at:
                self.depth[at] = self.depth[box.parent] + 1
                self.lists[at] = self.lists[box.parent] + (box.tag in ("ul", "ol"))
        self.most, self.half = self._smallest(0.8), self._smallest(0.5)
        self.own, self.sorts = self._long_lines(lines, long)
        self.richest = max(range(len(boxes)), key=self.own.__getitem__)
        self.of_page = (log1p(len(lines)), log1p(sums.size[-1]), log1p(sums.long[-1]))
        self.in_words: dict[int, frozenset[str]] = {-1: frozenset()}

    def _long_lines(
        self, lines: Sequence[Seen], long: Sequence[float]
    ) -> tuple[list[float], dict[tuple[str, ...], float]]:
        """How much of the long lines stands right in each block or in blocks right in it, and in blocks of each sort."""
        own, sorts = [0.0] * len(self.boxes), dict[tuple[str, ...], float]()
        for line, size in zip(lines, long, strict=True):
            if size:
                own[max(0, self.boxes[line.box].parent)] += size
                sort = self._sort(line.box)
                sorts[sort] = sorts.get(sort, 0.0) + size
        return own, sorts

    def _sort(self, box: int) -> tuple[str, ...]:
        """Its tag, and what it and the block around it are called."""
        own, parent = self.boxes[box], self.boxes[max(0, self.boxes[box].parent)]
        return own.tag, own.words, parent.tag, parent.words

    def _smallest(self, share: float) -> int:
        """The innermost block with this share of all long lines."""
        long, found = self.sums.long, 0
        least = share * long[-1]
        for at in range(len(self.boxes)):
            first, last = self.first[at], self.last[at]
            if first < last and long[last] - long[first] >= least and self.depth[at] >= self.depth[found]:
                found = at
        return found

    def numbers(self) -> Iterator[Numbers]:
        """What is counted of each block."""
        size, links, long = self.sums.size, self.sums.links, self.sums.long
        whole, whole_long = size[-1] or 1.0, long[-1] or 1.0
        for box, first, last in zip(self.boxes, self.first, self.last, strict=True):
            if first >= last:
                yield ()
                continue
            held = size[last] - size[first]
            yield (
                log1p(held / (last - first)),
                (links[last] - links[first]) / (held or 1.0),
                log1p(last - first),
                held / whole,
                (long[last] - long[first]) / whole_long,
                log1p(self.alike[box[:3]] - 1),
            )

    def place(self, box: int) -> Numbers:
        """Where a block stands among those with the most text."""
        in_most, in_half, in_richest = (self._is_in(box, other) for other in (self.most, self.half, self.richest))
        return (
            float(in_most),
            float(in_half),
            float(self.depth[box] - self.depth[self.half]) if in_half else -3.0,
            float(self.depth[box] - self.depth[self.richest]) if in_richest else -3.0,
            self.sorts.get(self._sort(box), 0.0) / (self.sums.long[-1] or 1.0),
            float(self.lists[box]),
            float(self.boxes[box].hidden),
            *self.of_page,
        )

    def _is_in(self, box: int, other: int) -> bool:
        return self.first[other] <= self.first[box] and self.last[box] <= self.last[other]

    def words(self, box: int) -> frozenset[str]:
        """What the block and those around it are called."""
        own, parent = self.boxes[box], self.boxes[max(0, self.boxes[box].parent)]
        near = _called(own.tag, own.words, parent.tag, parent.words, self.wanted)
        return self._in_words(box) | near

    def _in_words(self, box: int) -> frozenset[str]:
        new: list[int] = []
        while box not in self.in_words:
            new.append(box)
            box = self.boxes[box].parent
        found = self.in_words[box]
        for at in reversed(new):
            if said := _says(*self.boxes[at][1:3], self.wanted):
                found = found | said
            self.in_words[at] = found
        return found


@lru_cache(maxsize=20_000)
def _says(tag: str, words: str, wanted: Wanted) -> frozenset[str]:
    """What is told of all that stands in a block. A site's pages repeat few of them."""
    said = {f"in {word}" for word in words.split()} if tag != "body" else set()
    return _known(said | {f"inside {tag}"} if tag in _TELLING_TAGS else said, wanted)


@lru_cache(maxsize=20_000)
def _called(tag: str, words: str, parent_tag: str, parent_words: str, wanted: Wanted) -> frozenset[str]:
    """What is told of the lines right in a block."""
    near = {f"called {word}" for word in (*words.split(), *parent_words.split())}
    return _known(near | {f"tag {tag}", f"child of {parent_tag}"}, wanted)


def _known(said: set[str], wanted: Wanted) -> frozenset[str]:
    return frozenset(said if wanted is None else said & wanted)


def _numbers_of_lines(
    view: View, sizes: Sequence[float], links: Sequence[float], long: Sequence[float], sums: _Sums, page: Said
) -> list[Numbers]:
    """Column by column, which takes half the time."""
    lines, count = view.lines, len(view.lines)
    texts = [line.printed for line in lines]
    logs = [*map(log1p, sizes)]
    ends = [1.0 if _ENDS.search(text[-16:]) else 0.0 for text in texts]
    repeats = Counter(texts)
    spans = [(max(0, at - _AROUND), min(count, at + _AROUND + 1)) for at in range(count)]
    around = [sums.size[last] - sums.size[first] for first, last in spans]
    whole_long = sums.long[-1] or 1.0
    columns: tuple[Sequence[float], ...] = (
        logs,
        links,
        ends,
        [log1p(len(_SENTENCE.findall(text))) for text in texts],
        [log1p(len(_COMMA.findall(text))) for text in texts],
        [float(text[-1] in ":：") for text in texts],
        *zip(*(_repeats(text, page) for text in texts), strict=True),
        *zip(*(_NOTHING if line.linked else _kinds_of(whole_characters(line.printed)) for line in lines), strict=True),
        [_told(text, page.story) for text in texts] if page.story else [-1.0] * count,
        [float(repeats[text] - 1) for text in texts],
        [float(line.breaks) for line in lines],
        [-1.0, *logs[:-1]],
        [*logs[1:], -1.0],
        [0.0, *links[:-1]],
        [*links[1:], 0.0],
        [*ends[1:], 0.0],
        [log1p(size / (last - first)) for size, (first, last) in zip(around, spans, strict=True)],
        [
            (sums.links[last] - sums.links[first]) / (size or 1.0)
            for size, (first, last) in zip(around, spans, strict=True)
        ],
        [at / count for at in range(count)],
        [before / whole_long for before in sums.long[:-1]],
        [(sums.long[-1] - after) / whole_long for after in sums.long[1:]],
        _since(long),
        _since(long[::-1])[::-1],
        _from_h1(lines),
    )
    return [*zip(*columns, strict=True)]


def _from_h1(lines: Sequence[Seen]) -> list[float]:
    """How many lines below the first h1 each stands."""
    h1 = next((at for at, line in enumerate(lines) if line.tag == "h1"), None)
    if h1 is None:
        return [_FAR] * len(lines)
    return [max(-_FAR, min(_FAR - 1, at - h1)) for at in range(len(lines))]


def _since(long: Sequence[float]) -> list[float]:
    """How many lines above each the nearest long one stands."""
    found, away = [], _FAR
    for size in long:
        away = min(away + 1, _FAR)
        found.append(away)
        if size:
            away = 0.0
    return found


def _repeats(text: str, page: Said) -> tuple[float, float]:
    """Whether the line is the headline, or the summary's beginning."""
    if len(text) > 400 or not (page.headline or page.summary):
        return 0.0, 0.0
    said = key(text)
    is_headline = bool(page.headline) and (said == page.headline or (len(said) > 12 and said in page.headline))
    is_summary = len(said) > 25 and bool(page.summary) and (said[:60] in page.summary or page.summary[:60] in said)
    return float(is_headline), float(is_summary)


def _told(text: str, story: str) -> float:
    """Whether the story that the page tells elsewhere has the line: 2 if it is a long one."""
    said = key(text[:_ENOUGH])
    return (2.0 if len(said) > 25 else 1.0) if said in story else 0.0


def says_notice(text: str) -> bool:
    """Whether a line is a notice."""
    return is_notice(fold(whole_characters(text)))


def whole_characters(text: str) -> str:
    """Without halves of characters, which some pages hold and which no search for words takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _kinds_of(text: str) -> tuple[float, float, float, float]:
    """Whether a short line has a date, begins as a byline, is a notice, is a caption."""
    size = len(text)
    if size > _SHORT_NOTICE:
        return 0.0, 0.0, 0.0, float(is_caption(text))
    short = size <= _SHORT_DATED
    return (
        float(short and is_dated(text)),
        float(short and begins_byline(text)),
        float(says_notice(text)),
        float(is_caption(text)),
    )
