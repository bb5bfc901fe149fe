"""The story's paragraphs: which lines of a page are its own, and which are navigation, teasers, forms and notices."""

from __future__ import annotations

from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.page.text.story import Story
from copydesk.service.core.page.text.story_alone import story_alone
from copydesk.service.core.page.text.story_in_page import story_in_page
from copydesk.service.core.page.text.story_learned import learned_story


def ruled_lines(layout: Layout, start: int) -> Story:
    """The lines of the story that begins at or behind `start`, by the rules alone."""
    return story_in_page(layout, start) if layout.navigated else story_alone(layout, start)


def story_lines(layout: Layout, start: int, dated: frozenset[int]) -> Story:
    """The same as learned, in a page with menus; `dated`: lines that print a date and little else."""
    ruled = ruled_lines(layout, start)
    return learned_story(layout, start, dated, ruled) if layout.navigated else ruled
