"""Words and reading time, with and without spaces."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.enrichers.reading_time import count_words, measure_reading_time
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Don't panic: COVID-19 is over.", 5),
        ("Russia's 400 troops – and Syria's", 5),
        ("می‌روم خانه", 2),
        ("سوف يفتح الجسر", 3),
        ("हिन्दी समाचार", 2),
        ("* — | …", 0),
        ("བོད་ཀྱི་སྐད་ཡིག།", 4),
        ("ሰላም፡ለዓለም", 2),
    ],
)
def test_words_stand_between_spaces(text: str, words: int) -> None:
    """A word begins with a letter or digit and ends at a space or a dash."""
    assert count_words(text) == words


@given(st.text(st.characters(max_codepoint=127)))
def test_another_script_beside_it_changes_no_count(text: str) -> None:
    """A text in ASCII has as many words alone as with one more word, in another script, behind it."""
    assert count_words(text) == count_words(f"{text} é") - 1


def test_scripts_without_spaces_count_by_characters() -> None:
    """A hundred Han characters are about 62 words, beside the Latin ones."""
    assert count_words("新" * 100) == 62
    assert count_words("新" * 100 + " ABC") == 63
    assert count_words("ก" * 90) == 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("iPhone、Android，Windows", 3),
        ("新" * 16 + "COVID-19" + "新" * 16 + "。", 21),
        ("カ" * 37 + "新" * 16 + " Kyoto", 31),
        ("ก" * 45 + "ABC", 11),
        ("「東京」Tokyo『大阪』Osaka", 2 + 2),
    ],
)
def test_scripts_beside_each_other_count_each_by_its_rule(text: str, words: int) -> None:
    """A word in Latin letters ends where Han, kana or Thai begins, and at a mark of Chinese."""
    assert count_words(text) == words


@pytest.mark.parametrize("pair", ["あ新", "あa", "ก新", "a、", "།ཀ"])
def test_scripts_that_take_turns_cost_no_more(pair: str) -> None:
    """A million characters in two scripts by turns are counted in a fraction of a second."""
    began = time.process_time()
    count_words(pair * 500_000)
    assert time.process_time() - began < 0.3


def test_reading_takes_238_words_a_minute() -> None:
    """Brysbaert's rate, rounded up to a second."""
    assert measure_reading_time(Story(an_article(body_text="word " * 238))) == {
        "word_count": 238,
        "reading_time_seconds": 60,
    }
    assert measure_reading_time(Story(an_article(body_text="word"))) == {"word_count": 1, "reading_time_seconds": 1}
