"""The story's paragraphs: which lines of a page are its own, and which are navigation, teasers, forms and notices."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.service.core.lines.signoffs import closings_begin, unsigned
from copydesk.service.core.page.layout import Layout
from copydesk.service.core.page.story import Story
from copydesk.service.core.page.story_alone import story_alone
from copydesk.service.core.page.story_in_page import story_in_page
from copydesk.service.core.page.story_learned import learned_story
from copydesk.service.core.text.spelling import is_plain, one_line, single_spaced

_WORDS = re.compile(r"\w")


def paragraphs_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Paragraphs on one line each; empty and wordless ones are left out."""
    spoken = [line for line in lines if line[:1].isalnum() or _WORDS.search(line)]
    if not is_plain("".join(spoken)):
        return tuple(map(one_line, spoken))
    return tuple(single_spaced(line) for line in spoken)


def ruled_lines(layout: Layout, start: int) -> Story:
    """The lines of the story that begins at or behind `start`, by the rules alone."""
    return story_in_page(layout, start) if layout.navigated else story_alone(layout, start)


def story_lines(layout: Layout, start: int, dated: frozenset[int]) -> Story:
    """The same as learned, in a page with menus; `dated`: lines that print a date and little else."""
    ruled = ruled_lines(layout, start)
    return learned_story(layout, start, dated, ruled) if layout.navigated else ruled


def trimmed(paragraphs: list[str]) -> list[str]:
    """Paragraphs without what closes the last of them, and without the lines below it that only sign the story."""
    end = len(paragraphs)
    while end := closings_begin(paragraphs, 0, end):
        last = unsigned(paragraphs[end - 1])
        if last or end == 1:
            return [*paragraphs[: end - 1], last]
        end -= 1
    return paragraphs
