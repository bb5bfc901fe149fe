"""People: whom a text names, where a rule is sure."""

from __future__ import annotations

from time import perf_counter
from typing import Any, cast

import pytest

from copydesk.schemas.article import Person
from copydesk.service.enrichers.people import find_people
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article


def people(body: str, **fields: Any) -> list[tuple[str, int]]:
    """Names and how often they are named."""
    story = Story(an_article(**{"body_text": body, "language": "en"} | fields))
    return [(person.name, person.count) for person in cast("list[Person]", find_people(story)["people"])]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The bridge is safe, said Prime Minister Ada Lovelace.", [("Ada Lovelace", 1)]),
        (
            "Dr. Xanthe Oyelaran-Smith and Sen. Bo van der Meer came.",
            [("Xanthe Oyelaran-Smith", 1), ("Bo van der Meer", 1)],
        ),
        (
            "Mary Somerville spoke first. The ferry, Somerville said, is old. Mr. Somerville agreed.",
            [("Mary Somerville", 3)],
        ),
        ("Mary Somerville spoke. Mary Somerville left.", []),
        ("Grace Park is closed. Park wardens said so, and the Park stays closed.", []),
        ("General Electric and Major Tax Changes were discussed by Chief Quality Managers.", []),
        ("President of the United States. King Street. Judge Street.", []),
        ("Harbour News reported that Mary Road is shut.", []),
    ],
)
def test_what_is_sure(body: str, found: list[tuple[str, int]]) -> None:
    """A title before a full name, or a given name that is known and the surname again."""
    assert people(body) == found


def test_two_of_one_surname() -> None:
    """The surname alone is counted for neither."""
    body = "Mary Somerville and Martha Somerville spoke. Somerville said it was late."
    assert people(body) == [("Mary Somerville", 1), ("Martha Somerville", 1)]


def test_the_author_is_not_in_the_story() -> None:
    """Who writes is an author."""
    assert people("Dr Ada Lovelace writes for us.", authors=[{"name": "Ada Lovelace"}]) == []


def test_other_languages() -> None:
    """Of a language whose words are not known nothing is said."""
    assert people("Dr. Ada Lovelace", language="vi") == []


@pytest.mark.parametrize("body", ["Ada " * 250_000, "Dr. Ada Lovelace said. " * 50_000, "Al-Ada-" * 140_000])
def test_a_megabyte(body: str) -> None:
    """Time grows with the text, and no further than what is read."""
    began = perf_counter()
    people(body)
    assert perf_counter() - began < 1
