"""The story's lines in a page with menus, as they are learned; every page here is made up."""

from __future__ import annotations

from copydesk.service.core.page.text.body import ruled_lines, story_lines
from copydesk.service.core.page.text.layout import layout_of
from copydesk.service.core.page.text.story_learned import FEWEST, line_features
from tests.unit.page_builder import MENU, STORY

PARAGRAPHS = [
    f"{paragraph[:-1]}, as it has told the town {number} times before."
    for number in range(4)
    for paragraph in STORY.split("\n")
]
FOOT = "\n".join(f" * Ferry {number} stops for the winter\n 25 June 2024" for number in range(20))
PAGE = f"{MENU}\n\n" + "\n\n".join(PARAGRAPHS) + f"\n\nMore stories\n{FOOT}\n"


def test_a_story_is_its_paragraphs() -> None:
    """Between a menu and a foot of links all paragraphs are the story's, and nothing else is."""
    layout = layout_of(PAGE)
    story = story_lines(layout, 0, frozenset())
    assert story.rule == "learned"
    assert [layout.lines[at].text for at in story.lines] == PARAGRAPHS


def test_a_page_that_says_little_is_left_to_the_rules() -> None:
    """With few paragraphs a page shows too little of how it is built."""
    few = "\n\n".join(PARAGRAPHS[: FEWEST - 1])
    layout = layout_of(f"{MENU}\n\n{few}\n\nMore stories\n * Ferry stops for the winter\n")
    assert story_lines(layout, 0, frozenset()) == ruled_lines(layout, 0)


def test_what_is_known_of_a_line() -> None:
    """Each line knows what it is, what stands beside it, and whether the rule takes it."""
    layout = layout_of(PAGE)
    told = line_features(layout, 0, frozenset(), ruled_lines(layout, 0))
    assert len(told) == len(layout.lines)
    assert {"link", "link below edge", "link, ruled out", "no box"} <= {*told[0]}
    assert {"paragraph", "paragraph between paragraph and paragraph", "paragraph, ruled in"} <= {*told[13]}
