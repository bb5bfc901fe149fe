"""Which lines are the story's; every page and every weight here is made up."""

from __future__ import annotations

import pytest

from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.page.html.counted_blocks import OF_BLOCKS, OF_PLACES
from copydesk.service.core.page.html.counted_lines import OF_LINES, size_of
from copydesk.service.core.page.html.labelling import Passes, Steps, chosen, likely_lines
from copydesk.service.core.page.html.measures import OF_PAGES, measured, told_key
from copydesk.service.core.page.view import View, view_of

SENTENCE = "The old bridge opened to traffic on Monday after two years of repairs, the city council said in a report."
MENU = "<ul>" + "".join(f"<li><a href=/{n}>Section {n}</a>" for n in range(8)) + "</ul>"


def view(body: str) -> View:
    """The view of a page with that body."""
    return view_of(tree_of(f"<body>{body}")[0])


def test_what_is_counted_has_names() -> None:
    """Each number of a line, a block, a place and a page has its name; each line a size, whatever its script."""
    page = measured(view(f"<h1>A</h1><p>{SENTENCE}</p>"), "")
    assert tuple(page.lines) == OF_LINES
    assert tuple(page.blocks.numbers) == OF_BLOCKS
    assert tuple(page.places) == OF_PLACES
    assert tuple(page.of_page) == OF_PAGES
    assert size_of("abcd") == 4
    assert size_of("港桥通车") == 10


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("repeats", [0, 1, 1]),
        ("from h1", [0, 1, 2]),
        ("ends", [0, 1, 1]),
        ("ends below", [1, 1, 0]),
        ("long before", [0, 0, 0.5]),
        ("long after", [1, 0.5, 0]),
    ],
)
def test_numbers_of_lines(name: str, expected: list[float]) -> None:
    """A line is counted with what stands above and below it."""
    page = measured(view(f"<h1>The bridge opens</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>"), "")
    assert page.lines[name] == expected


def test_lines_say_what_they_are() -> None:
    """Notices and captions say so; a story that JSON-LD tells knows its own lines."""
    shown = view(f"<p>{SENTENCE}</p><p>All rights reserved.</p><p>Photo: Ada Lovelace</p>")
    told, rights, caption = measured(shown, told_key(f"{SENTENCE} More.")).said
    assert told == {"line told"}
    assert rights >= {"line notice", "line untold"}
    assert caption == {"line caption", "line untold"}


def test_menus_are_not_weighed() -> None:
    """A list of links beside a story is none of it; a page that is nothing but links is weighed whole."""
    prose = f"<p>{SENTENCE}</p>" * 3
    assert measured(view(MENU + prose), "").kept == [8, 9, 10]
    assert measured(view(MENU), "").kept == [*range(8)]
    assert likely_lines(measured(view(MENU + prose), ""), Passes((3.0, 3.0), {}, {}, {}))[0] < 0.001


def test_words_of_blocks_reach_what_is_in_them() -> None:
    """A class of a block weighs in all lines within, however deep; only words that are wanted are looked up."""
    shown = view(f"<div class=comments><div><p>{SENTENCE}</p></div></div><p>{SENTENCE}</p>")
    weights = Passes((1.0, 1.0), {}, {}, {"in comments": (-5.0, -5.0)})
    page = measured(shown, "", frozenset(weights.words))
    assert page.blocks.inside[shown.lines[0].box] == {"in comments"}
    low, high = likely_lines(page, weights)
    assert low < 0.05
    assert high > 0.7


def test_blocks_weigh_by_their_distance() -> None:
    """What weighs of the block around a line does not weigh of the block itself."""
    page = measured(view(f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div><p>{SENTENCE}</p>"), "")
    weights = Passes((0.0, 0.0), {"lines 1": Steps((1.2,), (-3.0, 0.0), (-3.0, 0.0))}, {}, {})
    assert [one < 0.1 for one in likely_lines(page, weights)] == [True, True, False]


def test_the_second_pass_sees_the_first() -> None:
    """What the first says of the block and of the line weighs in the second."""
    shown = view(f"<div>Yes.<br>{SENTENCE}</div><p>Yes.</p>")
    first = {"size": Steps((3.0,), (0.0, 4.0), (0.0, 0.0))}
    weights = Passes((-1.0, -1.0), first, {"story": ((0.8,), (0.0, 3.0))}, {})
    assert [one > 0.5 for one in likely_lines(measured(shown, ""), weights)] == [True, True, False]


def test_what_is_settled_is_not_weighed_again() -> None:
    """A line that the first pass excludes stays out, whatever the second would say."""
    page = measured(view(f"<p>{SENTENCE}</p>"), "")
    assert likely_lines(page, Passes((-9.0, 9.0), {}, {}, {}))[0] < 0.001


def test_lines_are_taken_while_they_tell_more_than_else() -> None:
    """Unlikely lines are left; of a page without a story the likeliest line may be all."""
    page = measured(view(f"<p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SENTENCE}</p>"), "")
    assert chosen(page, [0.9, 0.1, 0.8]) == [0, 2]


def test_an_empty_page_has_no_lines() -> None:
    """Nothing shown, nothing weighed."""
    page = measured(view(""), "")
    assert likely_lines(page, Passes((0.0, 0.0), {}, {}, {})) == []
    assert chosen(page, []) == []
