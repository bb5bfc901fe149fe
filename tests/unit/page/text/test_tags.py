"""The publisher's keywords: which labels name them, where they stand, and which lines are none."""

from __future__ import annotations

import pytest

from tests.unit.page.text.test_story import FIRST, LAST, SECOND, THIRD, TITLE, URL, page
from tests.unit.page_builder import MENU, read

BRIDGE = ("Bridge", "City council")


@pytest.mark.parametrize(
    "label",
    [
        "Tags:",
        "More on:",
        "Suggested Topics:",
        "Etiquetado como:",
        "Temas que aparecen en esta nota:",
        "Kata kunci:",
        "Теми:",
        "Мітки:",
        "Thématiques :",
        "İlgili Konular:",
        "ٹیگز:",
        "ট্যাগ:",
        "বিষয়:",
        "关键词：",
        "标签：",
        "Kishikizo:",
        "Etichete:",
        "Címkék:",
    ],
)
@pytest.mark.parametrize(
    "tags",
    [
        " Bridge, City council",
        "\nBridge\nCity council\nComments",
        "\n* Bridge\n* City council\nComments",
        "\n#Bridge\n#City council",
    ],
)
def test_tags_stand_behind_or_below_a_label(label: str, tags: str) -> None:
    """In one line, one below the other, as a list or as hashtags, under the labels of many languages; the tags are
    printed without the mark.
    """
    assert read(page(below=label + tags), url=URL).tags == BRIDGE


@pytest.mark.parametrize(
    "below",
    [
        "Tags\nBridge, City council",
        "Related Topics\nBridge / City council\nTop news",
        "Теги\nBridge\nCity council\nКомментарии",
        "الكلمات المفتاحية\nBridge، City council",
        "टैग्स:\nBridge, City council\nComments",
        "#Bridge\n#City council",
        "Tags\nBridge\nCity council\nCATEGORIES\nTravel",
    ],
)
def test_a_label_needs_no_colon_above_several_tags(below: str) -> None:
    """A row with separators, or a stack that a label ends, is of tags; so are hashtags without any label."""
    assert read(page(below=below), url=URL).tags == BRIDGE


@pytest.mark.parametrize(
    "below",
    [
        "Tags:\nEntertainment Latest News\n* Facebook\n* Twitter",  # two links without what separated them
        "Mehr zum Thema\n* Economy Council meets",  # a section and the title of another story
        "Topics\nBridge\n* Other",  # without a colon a single word is any heading
        "Tags\nThe council met on Monday, debated the budget of the schools, and went home.",
        "Tags:\n" + "\n".join(f"Section {number}" for number in range(20)),
    ],
)
def test_doubtful_tags_are_none(below: str) -> None:
    """Where a line may be several tags, a title or a menu there are none."""
    assert read(page(below=below), url=URL).tags == ()


def test_a_stack_that_nothing_ends_is_as_long_as_the_story_speaks_of() -> None:
    """Without a colon and without an end, a last line that the story does not speak of may be the page's."""
    text = f"{TITLE}\nBy Ada Lovelace\n4 March 2019, 14:05\n{FIRST}\n{SECOND}\n{THIRD}\n{LAST}\nTag\nbridges\ncars\nUnknown button"
    assert read(text, url=URL).tags == ("bridges", "cars")


def test_a_blank_line_ends_a_stack() -> None:
    """What stands apart from the tags is not one of them."""
    assert read(page(below="\nTags:\nBridge\nHarbour\n\nOur app\nOur shop"), url=URL).tags == ("Bridge", "Harbour")


def test_a_list_above_the_headline_is_of_tags_if_the_story_speaks_of_them() -> None:
    """Some pages print the tags above the headline; a menu under the same word names what the story does not."""
    for listed, tags in (
        ("* Bridge\n* Council\n* Cars", ("Bridge", "Council", "Cars")),
        ("* Opera\n* Cricket\n* Chess", ()),
    ):
        assert read(f"{MENU}\nEtiquetas\n{listed}\n{page().removeprefix(MENU).lstrip()}", url=URL).tags == tags
