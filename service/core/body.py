"""The story's paragraphs: which lines of a page are its own, and which are navigation, teasers, forms and notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from service.core.captions import is_caption
from service.core.labels import Label
from service.core.layout import Layout
from service.core.normalise import one_line
from service.core.sheet import Sheet, ends_sentence, is_bullet, is_field, weight
from service.core.signoffs import is_closing, is_signoff, without_credits

COST_OF_LINE, COST_OF_LISTED = 28, 40
"""What a line that is no prose takes from the run that holds it: a run bridges a picture or a box of links, not a page's foot."""
COST_OF_END, COST_OF_BOX = 1200, 260
"""What a line takes that closes stories (sign-off, tags), and one that opens a box of links within or behind them."""
MOST_OF_LINE = 420
"""No paragraph pays for more than this."""
FIELDS_REACH = 8
"""A scraper's fields stand in the first lines."""
LEAD_REACH, LEAD = 45, 75
"""Between the headline and the run, paragraphs of this weight are its lead, parted from it by buttons and boxes."""
THIN, THIN_BOXED = 0.4, 0.5
"""Where so few lines are prose, teasers begin."""
BOXES = ("related", "comments", "tags")
PARAGRAPH = 60
"""What weighs so much and closes as a sentence does is a paragraph."""
WIDE_GAP = 3
"""More lines than this between two paragraphs are no heading, picture or quotation."""
SHORTEST_HEADING, LONGEST_HEADING = 12, 85

_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Story:
    """Where the story's lines are, and why it ends there."""

    lines: tuple[int, ...]
    rule: str


def paragraphs_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Paragraphs on one line each; empty and wordless ones are left out."""
    return tuple(one_line(line) for line in lines if _WORDS.search(line))


def story_lines(layout: Layout, start: int) -> Story:
    """The lines of the story that begins at or behind `start`."""
    sheet, labels = layout.sheet, layout.labels
    if layout.navigated:
        return _segment(layout, start)
    end, rule = _end(sheet, labels, start)
    return Story(tuple(index for index in range(start, end) if not _is_foreign(sheet, labels, index)), rule)


def _end(sheet: Sheet, labels: dict[int, Label], start: int) -> tuple[int, str]:
    """Where a text without menus ends: at its sign-off, its tags, the comment form, or the end of the text."""
    said = list(accumulate((_said(line) for line in sheet.lines[start:]), initial=0))
    for index in sorted(labels):
        if index > start and (rule := ends_story(sheet, labels, index)) and (rule == "signoff" or 2 * said[index - start] >= said[-1]):
            return _above_closing(sheet, start, index), rule
    return _above_closing(sheet, start, len(sheet.lines)), "end-of-text"


def _said(line: str) -> int:
    """The weight of a paragraph. Where more is said below a label than above it, the label stands above the story or within it."""
    return worth if (worth := weight(line)) >= PARAGRAPH and ends_sentence(line) else 0


def ends_story(sheet: Sheet, labels: dict[int, Label], index: int) -> str | None:
    """The name of the rule by which a labelled line closes the story; None if it does not."""
    label, line = labels[index], sheet.lines[index]
    if is_signoff(line, label):
        return "signoff"
    if label.kind == "tags" and (label.colon or len(line) <= len(label.name) + 2):
        return "tags"
    if label.kind == "comments" and len(line) < 40 and (label.colon or len(line) <= len(label.name) + 6):
        return "comment-form"
    return None


def _above_closing(sheet: Sheet, start: int, end: int) -> int:
    while end > start + 1 and is_closing(sheet.lines[end - 1]):
        end -= 1
    return end


def _is_foreign(sheet: Sheet, labels: dict[int, Label], index: int) -> bool:
    label = labels.get(index)
    if label is None:
        return index < FIELDS_REACH and is_field(sheet.lines[index])
    return (
        label.kind in ("id", "not_id", "published", "updated", "clock")
        and len(sheet.lines[index]) < 90
        and (label.colon or any(map(str.isdigit, sheet.folded[index])))
    )


def _segment(layout: Layout, start: int) -> Story:
    """In a page with menus: the run of lines behind `start` that says the most, where prose counts for it and all else against."""
    best, first, last = 0, start, start - 1
    worth, begun = 0, start
    for index in range(start, len(layout.sheet.lines)):
        if worth <= 0:
            worth, begun = 0, index
        worth += _worth(layout, index)
        if worth > best:
            best, first, last = worth, begun, index
    last = _without_tail(layout, first, last)
    leads = tuple(index for index in range(start, first) if start and first - start <= LEAD_REACH and layout.prose[index] >= LEAD)
    headings = Counter(layout.sheet.lines[first : last + 1])
    return Story(
        leads + tuple(index for index in range(first, last + 1) if layout.prose[index] or _is_heading(layout, index, first, last, headings)), "densest-prose"
    )


def _without_tail(layout: Layout, first: int, last: int) -> int:
    """The last line of a run without the teasers at its end: behind a gap or a box's label, less than half of it prose, and much less than the story."""
    prose = [index for index in range(first, last + 1) if layout.prose[index]]
    total, before = sum(layout.prose[index] for index in prose), 0
    for place, (above, below) in enumerate(pairwise(prose), 1):
        before += layout.prose[above]
        boxed = any((label := layout.labels.get(index)) is not None and label.kind in BOXES for index in range(above + 1, below))
        if below - above <= (1 if boxed else WIDE_GAP):
            continue
        density = (len(prose) - place) / (last + 1 - below)
        if (total - before) * 2 < before and density < (THIN_BOXED if boxed else THIN):
            return above
    return last


def _worth(layout: Layout, index: int) -> int:
    if prose := layout.prose[index]:
        return min(prose, MOST_OF_LINE)
    line = layout.sheet.lines[index]
    if (label := layout.labels.get(index)) is not None:
        rule = ends_story(layout.sheet, layout.labels, index)
        if rule == "signoff" or (rule == "tags" and (label.colon or _lists(layout.sheet, index + 1))):
            return -COST_OF_END
        if label.kind in BOXES and len(line) <= len(label.name) + 12:
            return -COST_OF_BOX
    return -COST_OF_LISTED if is_bullet(line) else -COST_OF_LINE


def _lists(sheet: Sheet, index: int) -> bool:
    return index < len(sheet.lines) and is_bullet(sheet.lines[index])


def _is_heading(layout: Layout, index: int, first: int, last: int, count: Counter[str]) -> bool:
    """A short line right between two paragraphs is a subheading, if it is no label, caption or link, and not printed again and again."""
    line = layout.sheet.lines[index]
    if count[line] > 1 or not first < index < last or not (layout.prose[index - 1] and layout.prose[index + 1]):
        return False
    return SHORTEST_HEADING <= weight(line) <= LONGEST_HEADING and index not in layout.labels and not is_caption(line) and not is_bullet(line)


def trimmed(paragraphs: list[str]) -> list[str]:
    """The last paragraph without closing credits."""
    if not paragraphs:
        return paragraphs
    last, _ = without_credits(paragraphs[-1])
    return [*paragraphs[:-1], last]
