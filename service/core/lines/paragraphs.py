"""Paragraphs of a story as readers have them, and what closes the last of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.service.core.lines.signoffs import closings_begin, unsigned
from copydesk.service.core.text.spelling import is_plain, one_line, single_spaced

_WORDS = re.compile(r"\w")


def paragraphs_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Paragraphs on one line each; empty and wordless ones are left out."""
    spoken = [line for line in lines if line[:1].isalnum() or _WORDS.search(line)]
    if not is_plain("".join(spoken)):
        return tuple(map(one_line, spoken))
    return tuple(single_spaced(line) for line in spoken)


def trimmed(paragraphs: list[str]) -> list[str]:
    """Paragraphs without what closes the last of them, and without the lines below it that only sign the story."""
    end = len(paragraphs)
    while end := closings_begin(paragraphs, 0, end):
        last = unsigned(paragraphs[end - 1])
        if last or end == 1:
            return [*paragraphs[: end - 1], last]
        end -= 1
    return paragraphs
