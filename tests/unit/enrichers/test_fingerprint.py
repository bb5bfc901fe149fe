"""The fingerprint: near texts have near ones."""

from __future__ import annotations

from time import perf_counter

import pytest

from copydesk.service.enrichers.fingerprint import LEAST_WORDS, MOST_WORDS, distance, find_fingerprint
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article

FERRY = (
    "The harbour ferry sails again on Monday after two years of repairs, the port said. Tickets cost four euros, and children "
    "travel free. Shopkeepers on the quay said that trade had fallen by a third while the ferry was away, and that some of them "
    "had moved inland for good. The council will vote next week on a second pier, which it has promised for a long time."
)
MOON = (
    "Astronomers have found water ice under a crater of the moon that no probe had looked into before. The ice lies three metres "
    "deep and may be older than the seas of the earth. A rover is to drill there in four years, if governments find the money, "
    "and bring back a core that nobody has touched. Its makers are already testing a drill in a glacier of the north."
)


def fingerprint(body: str) -> str | None:
    """Of an article with this body."""
    found = find_fingerprint(Story(an_article(body_text=body)))["fingerprint"]
    assert found is None or isinstance(found, str)
    return found


def distance_between(one: str, other: str) -> int:
    """Of two texts that are long enough."""
    first, second = fingerprint(one), fingerprint(other)
    assert first is not None
    assert second is not None
    return distance(first, second)


def test_marks_and_white_space_say_nothing() -> None:
    """The same words have the same fingerprint."""
    assert distance_between(FERRY, FERRY.upper().replace(". ", "!\n\n").replace(",", " –")) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("é", "e\u0301"), ("ß", "SS"), ("ü", "u\u00ad\u0308"), ("ﬁ", "fi"), ("می\u200cرود", "میرود"), ("كَتَبَ", "كتب")],
)
def test_one_spelling(one: str, other: str) -> None:
    """How a letter is composed, hyphenated, joined or vowelled says nothing."""
    assert distance_between(FERRY.replace("ferry", one), FERRY.replace("ferry", other)) == 0


@pytest.mark.parametrize("unit", ["a ", "桥", "ก", "桥か", "é "])
def test_a_megabyte(unit: str) -> None:
    """Time grows no further than what is read."""
    began = perf_counter()
    fingerprint(unit * 500_000)
    assert perf_counter() - began < 1


def test_near_and_far() -> None:
    """A word more turns few bits, another text about half."""
    assert distance_between(FERRY, FERRY.replace("four euros", "five euros")) <= 10
    assert distance_between(FERRY, MOON) >= 20


@pytest.mark.parametrize("unit", ["橋", "สะ", "word "])
def test_long_and_short(unit: str) -> None:
    """None of a short text; of a long one no count runs over."""
    assert fingerprint(unit * (LEAST_WORDS // 2 - 1)) is None
    assert len(fingerprint(unit * MOST_WORDS) or "") == 16


def test_it_is_written_down() -> None:
    """It stays the same from release to release: readers keep it."""
    assert fingerprint(FERRY) == "27fb797e54c2d376"
