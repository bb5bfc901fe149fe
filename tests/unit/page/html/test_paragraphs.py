"""From lines to paragraphs; every page here is made up."""

from __future__ import annotations

from textwrap import fill

import pytest

from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.page.html.measures import measured
from copydesk.service.core.page.html.paragraphs import own_lines, paragraphs_of, with_headings
from copydesk.service.core.page.view import view_of

SENTENCE = "The old bridge opened to traffic on Monday after two years of repairs."


def paragraphs(body: str) -> tuple[str, ...]:
    """All lines of a body as paragraphs."""
    view = view_of(tree_of(f"<body>{body}")[0])
    return paragraphs_of(view, range(len(view.lines)))


def test_blocks_part_and_inline_elements_do_not() -> None:
    """Words are as far apart as they are printed; headings, entries and quotes are paragraphs of their own."""
    body = "<h5>Traffic</h5><p>H<b>arbour</b> <i>bridge</i>, <a>open</a>.</p><ul><li>One<ul><li>Two</ul></ul><blockquote>Three</blockquote>"
    assert paragraphs(body) == ("Traffic", "Harbour bridge, open.", "One", "Two", "Three")


def test_a_break_within_a_sentence_joins() -> None:
    """A hand wraps sentences; two breaks part, and so does one behind a sentence or between entries of a list."""
    assert paragraphs("<p>The old bridge opened<br>to traffic.<br>Ferries stop.") == (
        "The old bridge opened to traffic.",
        "Ferries stop.",
    )
    assert paragraphs("<p>The old bridge,<br><br>to traffic") == ("The old bridge,", "to traffic")
    assert paragraphs("<p>- Apples<br>- Pears") == ("- Apples", "- Pears")


def test_tables_are_read_row_by_row() -> None:
    """Cells of one line stand side by side; a table that only lays out a page is none."""
    assert paragraphs("<table><tr><th>Year</th><th>Cars</th></tr><tr><td>2017</td><td>812</td></tr></table>") == (
        "Year | Cars",
        "2017 | 812",
    )
    assert paragraphs("<table><tr><td><p>One</p></td><td><p>Two</p></td></tr></table>") == ("One", "Two")


def test_breaks_within_a_cell_part_paragraphs() -> None:
    """A story that stands in the one cell of a layout, with breaks between its paragraphs, is no row."""
    cell = f"<table><tr><td>{SENTENCE}<br><br>Ferries stop.<br><br>Boats wait.</td></tr></table>"
    assert paragraphs(cell) == (SENTENCE, "Ferries stop.", "Boats wait.")


def test_laid_out_text_that_was_wrapped_is_joined() -> None:
    """Text that a program broke at a fixed width is told in its paragraphs; a blank line parts two."""
    boats = [" ".join(f"Boat {at} of {n}, which waited at the quay, went on." for at in range(5)) for n in (31, 47, 52)]
    whole = tuple(f"In week {n}: {SENTENCE} {told}" for n, told in enumerate(boats))
    laid = "\n\n".join(fill(text, 60) for text in whole)
    assert paragraphs(f"<pre>{laid}</pre>") == whole


def test_long_lines_are_told_once() -> None:
    """A copy for telephones is left out; a short line may come again."""
    assert paragraphs(f"<p>{SENTENCE}</p><p>Yes.</p><p>{SENTENCE}</p><p>Yes.</p>") == (SENTENCE, "Yes.", "Yes.")


def test_laid_out_text_keeps_its_lines() -> None:
    """Each line of preformatted text is one, whatever elements stand in it; a line that goes on is not joined."""
    assert paragraphs(
        "<pre>The old bridge opened to traffic again\non <b>Monday</b>,\n\n  after two years.\n</pre>"
    ) == (
        "The old bridge opened to traffic again",
        "on Monday,",
        "after two years.",
    )


@pytest.mark.parametrize("words", ["Advertisement", "ANZEIGE", "Story continues below advertisement", "広告"])
def test_what_stands_for_an_advertisement_is_left_out(words: str) -> None:
    """A line that is nothing else is no paragraph; a sentence about one is."""
    view = view_of(tree_of(f"<body><p>{SENTENCE}</p><p>{words}</p><p>{words} was what he sold.</p>")[0])
    assert own_lines(view, measured(view, ""), [0, 1, 2]) == [0, 2]


@pytest.mark.parametrize(
    ("heading", "entry", "lines"),
    [
        ("More stories", "<a href=/1>The ferry sinks</a>", 3),
        ("More stories", "The ferry sinks", 5),
        ("The ferry", "<a href=/1>The ferry sinks</a>", 5),
    ],
)
def test_blocks_of_other_stories_are_left_out(heading: str, entry: str, lines: int) -> None:
    """A block that begins with the words for it and holds links is of other stories; without either it is the story's."""
    body = f"<article><p>{SENTENCE}</p><p>{SENTENCE}!</p><p>{SENTENCE}?</p><div><h3>{heading}</h3><p>{entry}</p></div>"
    view = view_of(tree_of(f"<body>{body}")[0])
    assert len(own_lines(view, measured(view, ""), range(5))) == lines


def test_headings_within_a_story_are_its_own() -> None:
    """A heading right above a paragraph is taken with it, if it is not too unlikely; one above the whole story is not."""
    view = view_of(tree_of(f"<body><h2>News</h2><p>{SENTENCE}</p><h2>Ferries</h2><p>{SENTENCE}!</p>")[0])
    assert with_headings(view, [0.3, 0.9, 0.3, 0.9], [1, 3]) == [1, 2, 3]
    assert with_headings(view, [0.3, 0.9, 0.01, 0.9], [1, 3]) == [1, 3]
