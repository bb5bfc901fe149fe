"""The story's paragraphs: which lines of a page are its own, and which are navigation, teasers, forms and notices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.core.labels import Label
from service.core.lexicon import BOILERPLATE
from service.core.normalise import one_line
from service.core.sheet import Sheet, ends_sentence, is_bullet, weight
from service.core.signoffs import is_closing, is_signoff, without_credits

PROSE = 85
"""A line of this weight is prose wherever it stands."""
SENTENCE = 32
"""A line of this weight is prose if it ends as a sentence does."""
NEAR = 14
"""Prose with at most this many other lines between belongs together."""

FEW_LISTED = 8
"""A story's text alone may have as many short lines: headings, a byline, a list."""

_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Story:
    """Where the story's lines are, and why it ends there."""

    lines: tuple[int, ...]
    rule: str


def paragraphs_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Paragraphs on one line each; empty and wordless ones are left out."""
    return tuple(one_line(line) for line in lines if _WORDS.search(line))


def is_navigated(sheet: Sheet, labels: dict[int, Label]) -> bool:
    """Whether the text is a whole page with menus and teasers, not the story's text alone."""
    listed = sum(1 for index, line in enumerate(sheet.lines) if index not in labels and len(line) < 40 and (line[:1] in "*+•" or not ends_sentence(line)))
    return listed >= FEW_LISTED and listed * 4 > len(sheet.lines)


def story_lines(sheet: Sheet, labels: dict[int, Label], start: int) -> Story:
    """The lines of the story that begins at or behind `start`."""
    if is_navigated(sheet, labels):
        return _segment(sheet, labels, start)
    end, rule = _end(sheet, labels, start)
    return Story(tuple(index for index in range(start, end) if not _is_foreign(sheet, labels, index)), rule)


def _end(sheet: Sheet, labels: dict[int, Label], start: int) -> tuple[int, str]:
    """Where a text without menus ends: at its sign-off, its tags, the comment form, or the end of the text."""
    for index in sorted(labels):
        if index > start and (rule := ends_story(sheet, labels, index)):
            return _above_closing(sheet, start, index), rule
    return _above_closing(sheet, start, len(sheet.lines)), "end-of-text"


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
        return False
    return (
        label.kind in ("id", "not_id", "published", "updated", "clock")
        and len(sheet.lines[index]) < 90
        and (label.colon or any(map(str.isdigit, sheet.folded[index])))
    )


def is_prose(sheet: Sheet, index: int) -> bool:
    """Whether a line of a page reads like a sentence or more of a story."""
    line = sheet.lines[index]
    if is_bullet(line):
        return weight(line) >= 2 * PROSE and ends_sentence(line)
    heavy = weight(line)
    if heavy < SENTENCE or (heavy < PROSE and not ends_sentence(line)):
        return False
    low = sheet.folded[index][:160].lower()
    return heavy > 400 or not any(words in low for words in BOILERPLATE)


def _segment(sheet: Sheet, labels: dict[int, Label], start: int) -> Story:
    """In a page with menus: the run of prose behind `start` that says the most, its gaps small."""
    prose = [index for index in range(start, len(sheet.lines)) if is_prose(sheet, index)]
    runs: list[list[int]] = []
    for index in prose:
        if runs and index - runs[-1][-1] <= NEAR and not _breaks(sheet, labels, runs[-1][-1], index):
            runs[-1].append(index)
        else:
            runs.append([index])
    best = max(runs, key=lambda run: sum(weight(sheet.lines[index]) for index in run), default=[])
    if runs and best and best is not runs[0] and best[0] - runs[0][-1] <= 3 * NEAR:
        best = [*runs[0], *best] if runs.index(best) == 1 else best
    return Story(tuple(best), "densest-prose")


def _breaks(sheet: Sheet, labels: dict[int, Label], above: int, below: int) -> bool:
    return any(index in labels and ends_story(sheet, labels, index) in ("signoff", "tags") for index in range(above + 1, below))


def trimmed(paragraphs: list[str]) -> list[str]:
    """The last paragraph without closing credits."""
    if not paragraphs:
        return paragraphs
    last, _ = without_credits(paragraphs[-1])
    return [*paragraphs[:-1], last]
