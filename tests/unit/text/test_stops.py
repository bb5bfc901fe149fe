"""How sentences close: marks of every script, none of them a letter."""

from __future__ import annotations

import unicodedata

import pytest

from copydesk.service.core.text.stops import FULL_STOPS, QUOTES, SENTENCE_ENDS, STOPS


@pytest.mark.parametrize(
    "sentence",
    [
        "It rained.",
        "Rained it?",
        "下雨了。",
        "बारिश हुई।",
        "بارش ہوئی۔",
        "မိုးရွာသည်။",
        "ភ្លៀង។",
        "Անձրեւ էր։",
        "ዘነበ።",
        "هل أمطرت؟",
        '"It rained"',
    ],
)
def test_a_sentence_closes_with_the_mark_of_its_script(sentence: str) -> None:
    """A sentence of any script ends in a mark that is known, or in the quotes around it."""
    assert sentence.endswith(SENTENCE_ENDS)


@pytest.mark.parametrize("line", ["7 'The Old Bridge'", "Old bridge (AP)", "Read more:", "Harbour"])
def test_a_title_does_not(line: str) -> None:
    """A title in typewriters' quotes, a credit and a label close no sentence."""
    assert not line.endswith(SENTENCE_ENDS)


def test_marks_are_marks() -> None:
    """Each mark stands once and is punctuation; those that only tell are among those that close."""
    assert len(set(STOPS + QUOTES)) == len(STOPS + QUOTES)
    assert {unicodedata.category(mark)[0] for mark in STOPS + QUOTES} == {"P"}
    assert set(FULL_STOPS) <= set(STOPS)
