"""Quotes: words between marks, and who is named as saying them."""

from __future__ import annotations

from time import perf_counter
from typing import cast

import pytest

from copydesk.schemas.article import Quote
from copydesk.service.enrichers.quotes import find_quotes
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article

WORDS = "The bridge will not last another winter"


def quotes(body: str, language: str = "en") -> list[Quote]:
    """Of an article with this body; each stands where it says."""
    found = cast("list[Quote]", find_quotes(Story(an_article(body_text=body, language=language)))["quotes"])
    assert all(body[quote.start : quote.end] == quote.text for quote in found)
    return found


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        (f"“{WORDS},” said Ada Lovelace, who built it.", "Ada Lovelace"),
        (f"Ada Lovelace built it. “{WORDS},” Lovelace said.", "Ada Lovelace"),
        (f'Ada Lovelace built it. "{WORDS}," Ms. Lovelace told reporters.', "Ada Lovelace"),
        (f"“{WORDS},” said harbour spokeswoman Ada Lovelace.", "Ada Lovelace"),
        (f"Ada Lovelace, an engineer, said: “{WORDS}.”", "Ada Lovelace"),
        (f"Ada Lovelace also warned on Monday, “{WORDS}.”", "Ada Lovelace"),
        (f"“{WORDS},” she said. Ada Lovelace left.", None),
        (f"“{WORDS},” the council said. Ada Lovelace left.", None),
        (f"“{WORDS},” Byron Lovelace said. Ada Lovelace left, and Lovelace did not look back.", "Byron Lovelace"),
        (f"Ada Lovelace and Byron Lovelace came. “{WORDS},” Lovelace said.", None),
        ("Her book “On Bridges” sells well, said Ada Lovelace.", None),
        (f"Ada Lovelace was there. The sign reads “{WORDS}.”", None),
    ],
)
def test_who_says_it(body: str, speaker: str | None) -> None:
    """Only somebody who is named, and by the fullest name; nobody of two."""
    assert [quote.speaker for quote in quotes(body)] == ([speaker] if speaker else [])


def test_a_quote_over_paragraphs() -> None:
    """What is not closed goes on in the next paragraph, and so does its speaker."""
    body = f"“{WORDS},” said Ada Lovelace. “It is older than all of us here.\n\n“And nobody has painted it in years.”"
    assert [
        quote.speaker for quote in quotes(f"Ada Lovelace said: “{WORDS}.\n\n“And nobody has painted it in years.”")
    ] == [
        "Ada Lovelace",
        "Ada Lovelace",
    ]
    assert quotes(body)[0].text == f"{WORDS},"


def test_other_languages() -> None:
    """Of a language whose verbs are not known nothing is said."""
    assert quotes(f"“{WORDS},” said Ada Lovelace.", "vi") == []


@pytest.mark.parametrize(
    "body", ['"' * 1_000_000, "“Ada " * 200_000, f"“{WORDS},” said Ada Lovelace. " * 16_000, "said Ada " * 110_000]
)
def test_a_megabyte(body: str) -> None:
    """Time grows with the text, and no further than what is read."""
    began = perf_counter()
    quotes(body)
    assert perf_counter() - began < 1
