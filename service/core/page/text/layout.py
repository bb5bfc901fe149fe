"""A page laid out for reading: its lines, their labels, and which of them are prose. Made once; every rule about a page
reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from copydesk.service.core.lines.labels import Label
from copydesk.service.core.lines.line import Line, Lines, lines_of, once
from copydesk.service.core.lines.references import without_references
from copydesk.service.core.lines.wrapped import unwrapped
from copydesk.service.core.text.mojibake import mended

PROSE = 85
"""A line of this weight is prose wherever it stands."""
SENTENCE = 32
"""A line of this weight is prose if it ends as a sentence does."""
_PUNCTUATION = re.compile(r"[.,;:!?。，、！？：；،؛؟۔।…။၊។։።፣]")
# Thai and Lao print no stops: a space ends a sentence.
_STOPLESS = re.compile(r"[\u0e01-\u0e2e\u0e81-\u0eae]{4}")
_FRAMED = re.compile(r"^[ \t]{0,20}\+{2,3}[ \t]{0,3}(?=[^\s+])([^\n]{1,300}?)[ \t]{0,3}\+{2,3}[ \t]{0,20}$", re.M)
"""How agencies set urgent headlines: `++ Bridge reopens ++`."""
TITLE_REACH = 820
"""Where there are no menus, prose is told from titles only as far as a headline may stand."""
FEW_LISTED = 8
"""A story's text alone may have as many short lines: headings, a byline, a list."""


@dataclass(frozen=True)
class Layout:
    """The lines of a page and what they are in it."""

    lines: Lines
    labels: dict[int, Label]
    """Line -> the label it begins with."""
    navigated: bool
    """Whether the text is a whole page with menus and teasers, not the story's text alone."""
    prose: tuple[int, ...]
    """The weight of each line that reads like a sentence or more of a story; 0 for the others. Where there are no
    menus, of the first lines only.
    """

    @once
    def times(self) -> Counter[str]:
        """How often each line stands in the page, whatever the mark of its list."""
        return Counter([line.words for line in self.lines])

    def is_prose(self, at: int) -> bool:
        """Whether a line reads like a sentence or more of a story; behind the first lines, whether it closes as one."""
        return bool(self.prose[at]) if at < len(self.prose) else self.lines[at].sentence


def layout_of(text: str) -> Layout:
    """Lay out the text of a page."""
    lines = lines_of(_FRAMED.sub(r"\1", without_references(unwrapped(mended(text)))))
    labels = labels_of(lines)
    navigated = is_navigated(lines, labels)
    return Layout(lines, labels, navigated, tuple(map(prose_weight, lines if navigated else lines[:TITLE_REACH])))


def labels_of(lines: Lines) -> dict[int, Label]:
    """Line -> the label it begins with."""
    return {index: label for index, line in enumerate(lines) if (label := line.label)}


def is_navigated(lines: Lines, labels: dict[int, Label]) -> bool:
    """Whether the text is a whole page with menus and teasers, not the story's text alone."""
    listed = sum(
        1
        for index, line in enumerate(lines)
        if len(line.text) < 40 and index not in labels and (line.text[:1] in "*+•" or not line.sentence)
    )
    return listed >= FEW_LISTED and listed * 4 > len(lines)


def prose_weight(line: Line) -> int:
    """How much a line of a page weighs as prose; 0 for a title, a menu's entry, a caption, a notice."""
    text, heavy = line.text, line.weight
    if heavy < SENTENCE or (heavy < PROSE and not line.sentence) or len(text) < 10:
        return 0
    if line.bullet and not ((heavy >= 2 * PROSE or text[0] in "-–—") and line.sentence):
        return 0
    if not line.sentence and (not (_PUNCTUATION.search(text) or _STOPLESS.search(text)) or text.count(" | ") >= 3):
        return 0  # a row of sections or editions
    if heavy > 400:
        return heavy
    return 0 if line.notice or line.caption else heavy
