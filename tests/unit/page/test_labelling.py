"""Which lines are the story's; every page and every weight here is made up."""

from __future__ import annotations

import pytest

from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.page.labelling import Pass, Passes, chosen, probabilities
from copydesk.service.core.page.measures import OF_BOXES, OF_LINES, OF_PLACES, Said, measured, size_of
from copydesk.service.core.page.view import View, view_of

SENTENCE = "The old bridge opened to traffic on Monday after two years of repairs, the city council said in a report."
PLAIN = Pass(0.0, {}, {})


def view(body: str) -> View:
    """The view of a page with that body."""
    return view_of(tree_of(f"<body>{body}")[0])


def test_what_is_counted_has_names() -> None:
    """Each number of a line, a block and a place has its name; each line a size, whatever its script."""
    shown = view(f"<h1>A</h1><p>{SENTENCE}</p>")
    page = measured(shown, Said())
    assert {len(numbers) for numbers in page.lines} == {len(OF_LINES)}
    assert {len(numbers) for numbers in page.boxes if numbers} == {len(OF_BOXES)}
    assert {len(numbers) for numbers in page.places.values()} == {len(OF_PLACES)}
    assert size_of("abcd") == 4
    assert size_of("港桥通车") == 10


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("headline", [1, 0, 0]),
        ("summary", [0, 1, 1]),
        ("told", [0, 2, 2]),
        ("repeats", [0, 1, 1]),
        ("from h1", [0, 1, 2]),
        ("ends", [0, 1, 1]),
    ],
)
def test_numbers_of_lines(name: str, expected: list[float]) -> None:
    """What the page says of itself is found again in its lines."""
    page = measured(
        view(f"<h1>The bridge opens</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>"),
        Said.of("The Bridge Opens", f"{SENTENCE[:50]}", SENTENCE + " More."),
    )
    assert [numbers[OF_LINES.index(name)] for numbers in page.lines] == expected


def test_words_of_blocks_reach_what_is_in_them() -> None:
    """A class of a block weighs in all lines within, however deep; only words that are wanted are looked up."""
    shown = view(f"<div class=comments><div><p>{SENTENCE}</p></div></div><p>{SENTENCE}</p>")
    weights = Pass(1.0, {}, {"in comments": -5.0})
    page = measured(shown, Said(), frozenset(weights.words))
    assert page.words[shown.lines[0].box] == {"in comments"}
    low, high = probabilities(shown, page, Passes(PLAIN, weights))
    assert low < 0.05
    assert high > 0.7


def test_the_second_pass_sees_the_first() -> None:
    """What the first says of the lines around weighs in the second."""
    shown = view(f"<div><p>{SENTENCE}</p><p>Yes.</p><p>{SENTENCE}</p></div>")
    first = Pass(-1.0, {"size": ((3.0,), (0.0, 4.0))}, {})
    second = Pass(-1.0, {"odds above": ((1.0,), (0.0, 3.0))}, {})
    likely = probabilities(shown, measured(shown, Said()), Passes(first, second))
    assert [one > 0.5 for one in likely] == [False, True, False]


def test_lines_are_taken_while_they_tell_more_than_else() -> None:
    """Unlikely lines are left; of a page without a story the likeliest line may be all."""
    page = measured(view(f"<p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SENTENCE}</p>"), Said())
    assert chosen(page, [0.9, 0.1, 0.8]) == [0, 2]


def test_an_empty_page_has_no_lines() -> None:
    """Nothing shown, nothing weighed."""
    shown = view("")
    page = measured(shown, Said())
    assert probabilities(shown, page, Passes(PLAIN, PLAIN)) == []
    assert chosen(page, []) == []
