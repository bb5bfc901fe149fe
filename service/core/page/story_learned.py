"""Which lines of a page with menus are its story, as learned: each line is as likely one as what is known of it and of
the lines beside it weighs (`weights/text_body.py`). What the rule of the densest run takes is one of the features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from copydesk.service.core.page.choice import Weights
from copydesk.service.core.page.layout import PROSE, Layout, prose_weight
from copydesk.service.core.page.story import BOXES, Story, is_alone
from copydesk.service.core.page.story_in_page import MOST_OF_LINE
from copydesk.service.core.page.weights.text_body import WEIGHTS
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
_BOX_REACH, _TENTHS, _MOST_TIMES, _HEAD_REACH = 12, 10, 4, 3


def learned_story(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> Story:
    """The lines that are rather of the story than not; where none is, or too little is said to tell, what the rule
    takes. `dated`: lines that print a date and little else.
    """
    if sum(map(bool, layout.prose[start:])) < FEWEST:
        return ruled
    told = line_features(layout, start, dated, ruled)
    lines = tuple(at for at, features in enumerate(told, start) if _is_likely(features, WEIGHTS))
    return Story(lines, "learned") if lines else ruled


def _is_likely(features: tuple[str, ...], weights: Weights) -> bool:
    """Whether they weigh more than it weighs that a line is none of the story's."""
    known = weights.features
    return sum([known[name] for name in features if name in known]) > weights.none


def line_features(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> list[tuple[str, ...]]:
    """What is known of each line from `start` on, by name."""
    page = _Lines.of(layout, start, dated, ruled)
    boxes = _in_boxes(layout, start)
    return [(*page.of_line(at), *page.of_place(at), box) for at, box in zip(range(start, page.end), boxes, strict=True)]


def _in_boxes(layout: Layout, start: int) -> Iterator[str]:
    """How far below the label of a box of links each line stands."""
    name, below = "", 0
    for at in range(start, len(layout.lines)):
        label = layout.labels.get(at)
        if label is not None and label.kind in BOXES and is_alone(layout, at):
            name, below = label.kind, 0
        yield f"{min(below, _BOX_REACH) // 2} below {name}" if name else "no box"
        below += 1


def _size(weight: int) -> int:
    return bisect_left(_SIZES, weight)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page as they are labelled, with what is counted once for all."""

    layout: Layout
    start: int
    kinds: list[str]
    """What each line is in a word."""
    sizes: list[int]
    prose: list[int]
    """How many lines of prose stand above each line."""
    said: list[int]
    """What the prose above each line weighs."""
    times: Counter[str]
    ruled: frozenset[int]
    first: int
    last: int

    @staticmethod
    def of(layout: Layout, start: int, dated: frozenset[int], ruled: Story) -> _Lines:
        prose = layout.prose if layout.navigated else tuple(map(prose_weight, layout.lines))
        first, last = (ruled.lines[0], ruled.lines[-1]) if ruled.lines else (start, start - 1)
        return _Lines(
            layout,
            start,
            [_kind(layout, at, prose[at], dated) for at in range(len(prose))],
            [_size(line.weight) for line in layout.lines],
            [*accumulate(map(bool, prose), initial=0)],
            [*accumulate((min(weight, MOST_OF_LINE) for weight in prose), initial=0)],
            Counter(line.words for line in layout.lines),
            frozenset(ruled.lines),
            first,
            last,
        )

    @property
    def end(self) -> int:
        return len(self.kinds)

    def kind(self, at: int) -> str:
        return self.kinds[at] if 0 <= at < len(self.kinds) else "edge"

    def of_line(self, at: int) -> Iterator[str]:
        """What a line says by itself."""
        line, kind = self.layout.lines[at], self.kinds[at]
        yield kind
        yield f"{kind} of size {self.sizes[at]}"
        yield f"ends in {_end(line.text[-1:])}"
        if (times := self.times[line.words]) > 1:
            yield f"printed {min(times, _MOST_TIMES)} times"
        if line.weight >= _SHORT and (line.closing or line.notice):
            yield "closes stories" if line.closing else "a notice"
        if "|" in line.text or "©" in line.text or "http" in line.text or "@" in line.text:
            yield "a bar, a sign or an address"
        if line.weight < PROSE and line.digits:
            yield "short with figures"
        if line.text[:1].islower():
            yield "begins small"

    def of_place(self, at: int) -> Iterator[str]:
        """What stands around a line, and where in the page it is."""
        kind, above, below = self.kinds[at], self.kind(at - 1), self.kind(at + 1)
        line = self.layout.lines[at]
        yield f"{kind} below {above}"
        yield f"{kind} above {below}"
        yield f"{kind} between {above} and {below}"
        yield f"above {below} and {self.kind(at + 2)}"
        yield f"below {above} and {self.kind(at - 2)}"
        yield f"above size {self.sizes[at + 1] if at + 1 < self.end else 'none'}"
        yield f"below size {self.sizes[at - 1] if at > self.start else 'none'}"
        yield f"{kind} among {self._prose(at - _AROUND, at + _AROUND + 1)}"
        yield f"{self._prose(at - _BESIDE, at)} above, {self._prose(at + 1, at + 1 + _BESIDE)} below"
        whole = max(1, self.said[-1] - self.said[self.start])
        yield f"{kind} behind {_TENTHS * (self.said[at] - self.said[self.start]) // whole} tenths"
        yield f"{kind} by the headline" if at - self.start < _HEAD_REACH else f"far {_size(at - self.start)}"
        yield f"{kind}{', blank above' if line.after_blank else ''}{', blank below' if line.before_blank else ''}"
        yield f"{kind}, {'ruled in' if at in self.ruled else 'ruled out'}"
        yield f"{kind} {'above' if at < self.first else 'below' if at > self.last else 'within'} the run"
        yield (
            f"{_size(max(0, at - self.last))} past the run"
            if at > self.last
            else f"{_size(max(0, self.first - at))} to it"
        )

    def _prose(self, first: int, end: int) -> int:
        return self.prose[min(end, self.end)] - self.prose[max(first, self.start)]


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
