"""Which lines of a page with menus are its story, as learned: each line is as likely one as what is known of it and of
the lines beside it weighs (`weights/text_body.py`). What the rule of the densest run takes is one of the features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise, starmap
from typing import Any

from copydesk.service.core.lines.line import MOST_LINES
from copydesk.service.core.lines.pointers import pointer
from copydesk.service.core.page.text.layout import PROSE, Layout, prose_weight
from copydesk.service.core.page.text.story import BOXES, Story, is_alone
from copydesk.service.core.page.text.story_in_page import MOST_OF_LINE
from copydesk.service.core.page.text.weights.body import WEIGHTS
from copydesk.service.core.text.stops import FULL_STOPS

FEWEST = 8
"""With fewer lines of prose a page shows too little of how it is built."""
_SIZES = (8, 14, 20, 28, 36, 45, 60, 85, 120, 180, 260, 400, 800)
_ENDS = {
    sign: name
    for name, signs in (
        ("a stop", FULL_STOPS),
        ("a question", "?？؟"),
        ("a call", "!！"),
        ("a colon", ":："),
        ("a comma", ",;،、؛"),
        ("a quotation", "\"”“»«'’"),
        ("a bracket", ")]）"),
        ("dots", "…"),
    )
    for sign in signs
}
_SHORT, _LISTED, _MOST_POINTER = 28, 40, 200
_AROUND, _BESIDE = 4, 5
MOST_REMEMBERED = 8192
"""So many groups of features are kept with their weight: most lines of most pages are alike."""
_EDGES = ("edge", "edge")
_BOX_REACH, _TENTHS, _MOST_TIMES, _HEAD_REACH = 12, 10, 4, 3


Names = tuple[str, ...]
Told = Callable[..., Names]
"""What is said of a line, in words; of many lines it says the same, so that it is put into words and weighed once."""
Known = Iterable[tuple[Any, ...]]
"""From what it is told, line by line."""


def learned_story(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> Story:
    """The lines that are rather of the story than not; where none is, or too little is said to tell, what the rule
    takes. `dated`: lines that print a date and little else.
    """
    if sum(map(bool, layout.prose[start:])) < FEWEST:
        return ruled
    told = _Lines.of(layout, start, dated, ruled).told()
    weights = map(sum, zip(*(map(_weights_of(say).__getitem__, known) for say, known in told), strict=True))
    lines = tuple(at for at, weight in enumerate(weights, start) if weight > WEIGHTS.none)
    return Story(lines, "learned", ruled.lines) if lines else ruled


class _Remembered(dict[Any, float]):
    """What is known -> how much that which is said of it speaks for the story."""

    def __init__(self, say: Told) -> None:
        self._say = say

    def __missing__(self, known: Any) -> float:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        weight = self[known] = sum(WEIGHTS.features.get(name, 0.0) for name in self._say(*known))
        return weight


_weights_of = cache(_Remembered)


def line_features(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> list[Names]:
    """What is known of each line from `start` on, by name."""
    told = _Lines.of(layout, start, dated, ruled).told()
    said = zip(*(starmap(say, known) for say, known in told), strict=True)
    return [tuple(chain.from_iterable(of_line)) for of_line in said]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page that are labelled, with what is counted once for all."""

    layout: Layout
    start: int
    kinds: list[str]
    """What each line of the page is in a word, with the page's edge twice before them and behind them."""
    sizes: list[int | str]
    """The size of each line, with one more before them and behind them."""
    prose: list[int]
    """How many lines of prose stand above each line."""
    said: list[int]
    """What the prose above each line weighs."""
    ruled: Story

    @staticmethod
    def of(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> _Lines:
        prose = layout.prose if layout.navigated else tuple(map(prose_weight, layout.lines))
        kinds = [_kind(layout, at, weight, dated) for at, weight in enumerate(prose)]
        return _Lines(
            layout,
            start,
            [*_EDGES, *kinds, *_EDGES],
            ["none", *[bisect_left(_SIZES, line.weight) for line in layout.lines[start:]], "none"],
            [*accumulate(map(bool, prose[start:]), initial=0)],
            [*accumulate((min(weight, MOST_OF_LINE) for weight in prose[start:]), initial=0)],
            ruled,
        )

    def told(self) -> Iterator[tuple[Told, Known]]:
        """All that is said of the lines from the start on, each with what it is told from."""
        second_above, above, kind, below, second_below = (self.kinds[self.start + at :] for at in range(5))
        lines, sizes = self.layout.lines[self.start :], self.sizes
        kind, count = kind[:-2], len(lines)
        yield _by_itself, zip(kind, sizes[1:], [line.text[-1] for line in lines], strict=False)
        yield _marked, self._marks()
        yield _between, zip(above, kind, below, strict=False)
        yield _second, zip(second_above, above[:count], strict=False)
        yield _before, zip(below, second_below, strict=False)
        yield _among, zip(kind, self._prose(-_AROUND, _AROUND + 1), strict=True)
        yield _around, zip(sizes[2:], sizes, self._prose(-_BESIDE, 0), self._prose(1, _BESIDE + 1), strict=False)
        yield (
            _spaced,
            [(of_line, line.after_blank, line.before_blank) for of_line, line in zip(kind, lines, strict=True)],
        )
        yield _placed, zip(kind, self._tenths(), _IS_FIRST, strict=False)
        yield _ruled, zip(kind, self._by_run(), strict=True)
        yield _far, _FAR[:count]
        yield _below_box, _in_boxes(self.layout, self.start)

    def _marks(self) -> list[tuple[int, bool, bool, bool]]:
        times = self.layout.times
        return [
            (
                min(times[line.words], _MOST_TIMES),
                "|" in text or "©" in text or "http" in text or "@" in text,
                line.digits and line.weight < PROSE,
                text[0].islower(),
            )
            for line in self.layout.lines[self.start :]
            if (text := line.text)
        ]

    def _prose(self, first: int, end: int) -> list[int]:
        """How many lines of prose stand beside each line."""
        above, count = self.prose, len(self.prose) - 1
        before = [*[0] * -first, *above] if first < 0 else above[first:]
        below = [*above[end:], *[above[-1]] * end]
        return [low - high for low, high, _ in zip(below, before, range(count), strict=False)]

    def _tenths(self) -> list[int]:
        """How much of the page's prose stands above each line."""
        whole = max(1, self.said[-1])
        return [_TENTHS * said // whole for said in self.said[:-1]]

    def _by_run(self) -> list[tuple[bool, str, int]]:
        """Whether the rule takes the line, and where it stands beside the run that the rule takes."""
        lines, end = self.ruled.lines, len(self.layout.lines)
        taken, first, last = frozenset(lines), lines[0] if lines else self.start, lines[-1] if lines else self.start - 1
        above = _ABOVE_RUN[first - self.start : 0 : -1]
        return [*above, *[(at in taken, "within", 0) for at in range(first, last + 1)], *_BELOW_RUN[1 : end - last]]


def _in_boxes(layout: Layout, start: int) -> list[tuple[str, int]]:
    """How far below the label of a box of links each line stands."""
    boxes = sorted(at for at, label in layout.labels.items() if at >= start and label.kind in BOXES)
    labels = [at for at in boxes if is_alone(layout, at)]
    found = [_NO_BOX] * ((labels[0] if labels else len(layout.lines)) - start)
    for at, end in pairwise([*labels, len(layout.lines)]):
        found += [(layout.labels[at].kind, min(below, _BOX_REACH) // 2) for below in range(end - at)]
    return found


def _by_itself(kind: str, size: int, last: str) -> Names:
    return (kind, f"{kind} of size {size}", f"ends in {_end(last)}")


def _marked(times: int, signed: bool, figured: bool, small: bool) -> Names:
    told = (
        (f"printed {times} times", times > 1),
        ("a bar, a sign or an address", signed),
        ("short with figures", figured),
        ("begins small", small),
    )
    return tuple(name for name, holds in told if holds)


def _between(above: str, kind: str, below: str) -> Names:
    return (f"{kind} below {above}", f"{kind} above {below}", f"{kind} between {above} and {below}")


def _second(second_above: str, above: str) -> Names:
    return (f"below {above} and {second_above}",)


def _before(below: str, second_below: str) -> Names:
    return (f"above {below} and {second_below}",)


def _among(kind: str, prose: int) -> Names:
    return (f"{kind} among {prose}",)


def _around(size_below: int | str, size_above: int | str, prose_above: int, prose_below: int) -> Names:
    return (f"above size {size_below}", f"below size {size_above}", f"{prose_above} above, {prose_below} below")


def _spaced(kind: str, blank_above: bool, blank_below: bool) -> Names:
    return (f"{kind}{', blank above' if blank_above else ''}{', blank below' if blank_below else ''}",)


def _placed(kind: str, tenths: int, is_first: bool) -> Names:
    return (f"{kind} behind {tenths} tenths", *([f"{kind} by the headline"] if is_first else ()))


def _ruled(kind: str, by_run: tuple[bool, str, int]) -> Names:
    is_taken, run, size = by_run
    where = f"{size} {'past the run' if run == 'below' else 'to it'}"
    return (f"{kind}, {'ruled in' if is_taken else 'ruled out'}", f"{kind} {run} the run", where)


def _far(size: int) -> Names:
    return (f"far {size}",) if size >= 0 else ()


def _below_box(name: str, below: int) -> Names:
    return (f"{below} below {name}" if name else "no box",)


def _size(weight: int) -> int:
    return bisect_left(_SIZES, weight)


# What is told of a line by its place alone.
_PLACES = range(MOST_LINES + 1)
_IS_FIRST = tuple(at < _HEAD_REACH for at in _PLACES)
_FAR = tuple((-1 if at < _HEAD_REACH else _size(at),) for at in _PLACES)
_ABOVE_RUN = tuple((False, "above", _size(apart)) for apart in _PLACES)
_BELOW_RUN = tuple((False, "below", _size(apart)) for apart in _PLACES)
_NO_BOX = ("", 0)


def _end(last: str) -> str:
    return "a letter" if last.isalnum() else _ENDS.get(last, "another sign")


def _kind(layout: Layout, at: int, prose: int, dated: frozenset[int]) -> str:
    line, label = layout.lines[at], layout.labels.get(at)
    if line.weight <= _MOST_POINTER and (leads := pointer(line.folded)):
        return f"pointer {leads}"
    if prose:
        return "paragraph" if line.weight >= PROSE else "sentence"
    if label is not None:
        return f"label of {label.kind}"
    if line.bullet:
        return "link" if line.weight < _LISTED else "entry"
    if at in dated:
        return "date"
    if line.weight >= _SHORT and (line.notice or line.caption):
        return "notice" if line.notice else "caption"
    return "short sentence" if line.sentence else "word" if line.weight < _SHORT else "title"
