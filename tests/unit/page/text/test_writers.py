"""Names in lines of a text that hold more than names; every page here is made up."""

from __future__ import annotations

import pytest

from copydesk.service.core.page.text.layout import layout_of
from copydesk.service.core.page.text.told import SeenLines, anchors_of_text
from copydesk.service.core.page.text.writers import mentions_of_text
from copydesk.service.core.times.dates import find_moments
from tests.unit.page_builder import STORY

TITLE = "Old harbour bridge opens again"
LONG_STORY = "\n".join([STORY] * 4)


def mentioned(line: str, below: str = "") -> dict[tuple[str, ...], str]:
    """What a line below the headline gives of names, and as what."""
    layout = layout_of(f"{TITLE}\n{line}\n\n{LONG_STORY}\n{below}\n")
    lines = tuple(SeenLines(layout))
    anchors = anchors_of_text(layout, 0, tuple(range(2, 14)))
    found = mentions_of_text(lines, anchors, lambda text: find_moments(text, zone=None, not_after=None))
    return {mention.names: mention.source for mention in reversed([*found])}


@pytest.mark.parametrize("line", ["4 March 2019 Ada Lovelace", "Ada Lovelace Published: 4 March 2019"])
def test_a_name_beside_a_date(line: str) -> None:
    """Nothing but a space may part a name from the date in its line."""
    assert ("Ada Lovelace",) in mentioned(line)


@pytest.mark.parametrize("line", ["Ada Lovelace, Print Managing Editor", "Ada Lovelace Founder at Harbour Example"])
def test_a_name_before_an_office(line: str) -> None:
    """The words that begin a line may be a name, whatever follows."""
    assert mentioned(line)[("Ada Lovelace",)] == "first words"


def test_a_single_word_may_be_a_name() -> None:
    """Many who write on the web are called by one word."""
    assert mentioned("harbourfox")[("harbourfox",)] == "single word"
    assert mentioned("By harbourfox")[("harbourfox",)] == "single word behind a byline's"


def test_what_is_told_of_a_writer_names_her() -> None:
    """A long line below the story that begins with a name tells of somebody."""
    life = "Ada Lovelace is a reporter in Portland and has written about bridges for many years."
    assert mentioned("4 March 2019", life)[("Ada Lovelace",)] == "told of"


def test_names_in_rows_are_one_mention() -> None:
    """Names that stand below each other are given together."""
    assert mentioned("Ada Lovelace\nMary Somerville")[("Ada Lovelace", "Mary Somerville")] == "names in rows"


def test_a_date_alone_names_nobody() -> None:
    """What stands beside a date is a name only if it has letters."""
    assert not mentioned("4 March 2019, 14:03")
