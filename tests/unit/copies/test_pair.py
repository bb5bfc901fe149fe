"""Pairs: which are linked, how, and who was first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copydesk.service.core.copies.pair import compare, pair_key
from tests.unit.copies.stories import NOON, a_sketch, words

STORY = words(1, 300)


def relation(one: str, other: str, hours: float = 1) -> str | None:
    """How a story is linked with one that came later; None for not at all."""
    link = compare(a_sketch(1, one), a_sketch(2, other, hours=hours))
    return link.rel if link else None


def without_every(text: str, step: int) -> str:
    """A text with each so manieth word replaced."""
    return " ".join("other" if number % step == step - 1 else word for number, word in enumerate(text.split()))


@pytest.mark.parametrize(
    "edited",
    [
        STORY,
        " ".join(STORY.split()[:100]),
        " ".join(STORY.split()[200:]),
        f"{words(2, 60)} {STORY}",
        f"{STORY} {words(3, 80)}",
        without_every(STORY, 20),
    ],
    ids=["whole", "cut to its beginning", "cut to its end", "new lead", "standing lines", "words replaced"],
)
def test_an_edited_story_is_a_copy(edited: str) -> None:
    """What desks do to an agency's story leaves enough of it."""
    assert relation(STORY, edited) == "copy"


def test_the_score_is_the_share_of_the_shorter_one() -> None:
    """A third of a story is in it as a whole."""
    link = compare(a_sketch(1, STORY), a_sketch(2, " ".join(STORY.split()[:100])))
    assert link is not None
    assert link.score == 1
    assert link.shared >= 15


def test_a_later_text_that_holds_a_story_among_much_else_is_a_round_up() -> None:
    """The other way round it was cut."""
    long = f"{words(2, 400)} {STORY} {words(3, 400)}"
    assert relation(STORY, long) == "round-up"
    assert relation(long, STORY) == "copy"


def test_the_same_words_with_other_numbers_are_a_series() -> None:
    """Prices of Monday and of Tuesday."""
    monday, tuesday = (
        " ".join(f"{word} {day * number if number % 40 == 1 else ''}" for number, word in enumerate(STORY.split()))
        for day in (13, 17)
    )
    assert relation(monday, tuesday) == "series"


def test_other_words_are_no_copy() -> None:
    """Two stories that share a sentence are two stories."""
    sentence = words(9, 20)
    assert relation(f"{STORY} {sentence}", f"{sentence} {words(2, 300)}") is None


def test_a_short_text_has_to_share_more() -> None:
    """Half of 70 words may be a standing line; half of 300 words is a story."""
    assert relation(words(4, 35) + " " + words(5, 35), words(4, 35) + " " + words(6, 35)) is None
    assert relation(words(4, 150) + " " + words(5, 150), words(4, 150) + " " + words(6, 150)) == "copy"


def test_one_publishers_stories_are_not_linked() -> None:
    """That a paper repeats itself is no news."""
    assert compare(a_sketch(1, STORY), a_sketch(2, STORY, source_id="paper1")) is None


def test_what_came_more_than_a_week_apart_is_not_linked() -> None:
    """The window is of record times, to the second."""
    assert relation(STORY, STORY, hours=7 * 24) == "copy"
    assert relation(STORY, STORY, hours=7 * 24 + 0.1) is None


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ({}, {"hours": 1}, "paper1:1"),
        ({"published_at": NOON}, {"hours": -1, "published_at": NOON - timedelta(hours=9)}, "paper2:2"),
        ({"published_at": NOON}, {"hours": 1, "published_at": NOON - timedelta(hours=9)}, "paper2:2"),
        ({"published_at": NOON}, {"hours": -1}, "paper2:2"),
        ({"published_at": NOON}, {"published_at": NOON}, "paper1:1"),
    ],
    ids=["came first", "both", "printed first", "one has no time", "by guid"],
)
def test_who_was_first(one: dict[str, object], other: dict[str, object], first: str) -> None:
    """By the printed times where both have one, else by when they came; whichever is asked about first."""
    pair = a_sketch(1, STORY, **one), a_sketch(2, STORY, **other)
    there, back = compare(*pair), compare(*reversed(pair))
    assert there == back
    assert there is not None
    assert there.earlier.guid == first
    assert pair_key(there) == b"paper1:1|paper2:2"
