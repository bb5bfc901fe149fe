"""Which lines of a page with menus are its story, as learned: each line is as likely one as what is known of it and of
the lines beside it weighs (`weights/text_body.py`). What the rule of the densest run takes is one of the features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain
from typing import Any

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
_SHORT, _LISTED = 28, 40
_AROUND, _BESIDE = 4, 5
MOST_REMEMBERED = 8192
"""So many groups of features are kept with their weight: most lines of most pages are alike."""
_EDGES = ("edge", "edge")
_BOX_REACH, _TENTHS, _MOST_TIMES, _HEAD_REACH = 12, 10, 4, 3


Names = tuple[str, ...]
Told = Callable[..., Names]
"""What is said of a line, in words; of many lines it says the same, so that it is put into words and weighed once."""
Columns = tuple[Sequence[Any], ...]
"""From what it is told, line by line."""


def learned_story(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> Story:
    """The lines that are rather of the story than not; where none is, or too little is said to tell, what the rule
    takes. `dated`: lines that print a date and little else.
    """
    if sum(map(bool, layout.prose[start:])) < FEWEST:
        return ruled
    told = _Lines.of(layout, start, dated, ruled).told()
    weights = map(sum, zip(*(map(_weight_of(say), *columns) for say, columns in told), strict=True))
    lines = tuple(at for at, weight in enumerate(weights, start) if weight > WEIGHTS.none)
    return Story(lines, "learned", ruled.lines) if lines else ruled


@cache
def _weight_of(say: Told) -> Callable[..., float]:
    """How much it speaks for the story, remembered."""

    @lru_cache(maxsize=MOST_REMEMBERED)
    def weigh(*known: Any) -> float:
        return sum(WEIGHTS.features.get(name, 0.0) for name in say(*known))

    return weigh


def line_features(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> list[Names]:
    """What is known of each line from `start` on, by name."""
    told = _Lines.of(layout, start, dated, ruled).told()
    said = zip(*(map(say, *columns) for say, columns in told), strict=True)
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
            ["none", *(_size(line.weight) for line in layout.lines[start:]), "none"],
            [*accumulate(map(bool, prose[start:]), initial=0)],
            [*accumulate((min(weight, MOST_OF_LINE) for weight in prose[start:]), initial=0)],
            ruled,
        )

    def told(self) -> Iterator[tuple[Told, Columns]]:
        """All that is said of the lines from the start on, each with what it is told from."""
        second_above, above, kind, below, second_below = (self.kinds[self.start + at :] for at in range(5))
        lines, sizes = self.layout.lines[self.start :], self.sizes
        yield _by_itself, (kind[:-2], sizes[1:-1], [line.text[-1] for line in lines])
        yield _marked, tuple(zip(*self._marks(), strict=True))
        yield _between, (above[:-3], kind[:-2], below[:-1])
        yield _second, (second_above[:-4], above[:-3])
        yield _before, (below[:-1], second_below)
        yield _among, (kind[:-2], self._prose(-_AROUND, _AROUND + 1))
        yield _around, (sizes[2:], sizes[:-2], self._prose(-_BESIDE, 0), self._prose(1, _BESIDE + 1))
        yield _spaced, (kind[:-2], [line.after_blank for line in lines], [line.before_blank for line in lines])
        yield _placed, (kind[:-2], self._tenths(), [at < _HEAD_REACH for at in range(len(lines))])
        yield _ruled, (kind[:-2], *zip(*self._by_run(), strict=True))
        yield _far, ([-1 if at < _HEAD_REACH else _size(at) for at in range(len(lines))],)
        yield _below_box, tuple(zip(*_in_boxes(self.layout, self.start), strict=True))

    def _marks(self) -> Iterator[tuple[int, bool, bool, bool]]:
        times = self.layout.times
        for line in self.layout.lines[self.start :]:
            text = line.text
            yield (
                min(times[line.words], _MOST_TIMES),
                "|" in text or "©" in text or "http" in text or "@" in text,
                line.weight < PROSE and line.digits,
                text[0].islower(),
            )

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

    def _by_run(self) -> Iterator[tuple[bool, str, int]]:
        """Whether the rule takes the line, and where it stands beside the run that the rule takes."""
        lines = self.ruled.lines
        taken, first, last = frozenset(lines), lines[0] if lines else self.start, lines[-1] if lines else self.start - 1
        for at in range(self.start, len(self.layout.lines)):
            if at < first or at > last:
                yield False, "above" if at < first else "below", _size(first - at if at < first else at - last)
            else:
                yield at in taken, "within", 0


def _in_boxes(layout: Layout, start: int) -> Iterator[tuple[str, int]]:
    """How far below the label of a box of links each line stands."""
    name, below = "", 0
    for at in range(start, len(layout.lines)):
        label = layout.labels.get(at)
        if label is not None and label.kind in BOXES and is_alone(layout, at):
            name, below = label.kind, 0
        yield name, min(below, _BOX_REACH) // 2 if name else 0
        below += 1


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


def _ruled(kind: str, is_taken: bool, run: str, size: int) -> Names:
    where = f"{size} {'past the run' if run == 'below' else 'to it'}"
    return (f"{kind}, {'ruled in' if is_taken else 'ruled out'}", f"{kind} {run} the run", where)


def _far(size: int) -> Names:
    return (f"far {size}",) if size >= 0 else ()


def _below_box(name: str, below: int) -> Names:
    return (f"{below} below {name}" if name else "no box",)


def _size(weight: int) -> int:
    return bisect_left(_SIZES, weight)


def _end(last: str) -> str:
    return "a letter" if last.isalnum() else _ENDS.get(last, "another sign")


def _kind(layout: Layout, at: int, prose: int, dated: frozenset[int]) -> str:
    line, label = layout.lines[at], layout.labels.get(at)
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
