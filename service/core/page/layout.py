"""A page laid out for reading: its lines, their labels, and which of them are prose. Made once; every rule about a page
reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from copydesk.service.core.lines.captions import is_caption
from copydesk.service.core.lines.labels import Label, labels_of
from copydesk.service.core.lines.notices import is_notice
from copydesk.service.core.lines.sheet import Sheet, ends_sentence, is_bullet, sheet_of, weight
from copydesk.service.core.text.mojibake import mended

PROSE = 85
"""A line of this weight is prose wherever it stands."""
SENTENCE = 32
"""A line of this weight is prose if it ends as a sentence does."""
_PUNCTUATION = re.compile(r"[.,;:!?。，、！？：；،؛؟۔।…။၊។։።፣]")
# Thai and Lao print no stops: a space ends a sentence.
_STOPLESS = re.compile(r"[\u0e01-\u0e2e\u0e81-\u0eae]{4}")
TITLE_REACH = 820
"""Where there are no menus, prose is told from titles only as far as a headline may stand."""
FEW_LISTED = 8
"""A story's text alone may have as many short lines: headings, a byline, a list."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet and what is known of its lines."""

    sheet: Sheet
    labels: dict[int, Label]
    navigated: bool
    """Whether the text is a whole page with menus and teasers, not the story's text alone."""
    prose: tuple[int, ...]
    """The weight of each line that reads like a sentence or more of a story; 0 for the others. Where there are no
    menus, of the first lines only.
    """


def layout_of(text: str) -> Layout:
    """Lay out the text of a page."""
    sheet = sheet_of(mended(text))
    labels = labels_of(sheet)
    navigated = is_navigated(sheet, labels)
    reach = len(sheet.lines) if navigated else min(len(sheet.lines), TITLE_REACH)
    return Layout(sheet, labels, navigated, tuple(prose_weight(sheet, index) for index in range(reach)))


def is_navigated(sheet: Sheet, labels: dict[int, Label]) -> bool:
    """Whether the text is a whole page with menus and teasers, not the story's text alone."""
    listed = sum(
        1
        for index, line in enumerate(sheet.lines)
        if len(line) < 40 and index not in labels and (line[:1] in "*+•" or not ends_sentence(line))
    )
    return listed >= FEW_LISTED and listed * 4 > len(sheet.lines)


def prose_weight(sheet: Sheet, index: int) -> int:
    """How much a line of a page weighs as prose; 0 for a title, a menu's entry, a caption, a notice."""
    line = sheet.lines[index]
    if len(line) < 10:
        return 0
    heavy = weight(line)
    if heavy < SENTENCE or (heavy < PROSE and not ends_sentence(line)):
        return 0
    if is_bullet(line) and not ((heavy >= 2 * PROSE or line[0] in "-–—") and ends_sentence(line)):
        return 0
    if not ends_sentence(line) and (
        not (_PUNCTUATION.search(line) or _STOPLESS.search(line)) or line.count(" | ") >= 3
    ):
        return 0  # a row of sections or editions
    if heavy > 400:
        return heavy
    return 0 if is_notice(sheet.folded[index]) or is_caption(line) else heavy
