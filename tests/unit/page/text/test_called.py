"""Which words of a page of text people are called by."""

from __future__ import annotations

import pytest

from copydesk.schemas.parsed import Author
from copydesk.service.core.lexicon.first_names import first_names
from copydesk.service.core.page.choice import Offer
from copydesk.service.core.page.text.called import with_names_told
from copydesk.service.core.page.told import Anchors
from copydesk.service.core.page.view import Seen
from copydesk.service.core.page.writers import Written

NOTHING = frozenset[str]()
STORY = "Crowds came to the harbour, where the bridge was opened again, and Mark said that he would stay."


def told_of(*names: str, headline: str = "The bridge is open", places: frozenset[str] = NOTHING) -> frozenset[str]:
    """What is told of names, on a page of a headline and a paragraph."""
    lines = [Seen(text, "", NOTHING, NOTHING, False) for text in (headline, STORY)]
    written = Written(tuple(Author(name=name) for name in names), ("name alone",))
    [offer] = with_names_told([Offer(written, places)], lines, Anchors(0, 1, 1, frozenset(), (1,)))
    return offer.features


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["Ada Lovelace"], "begins"),
        (["Aarav Rao"], "begins"),
        (["Анна Петрова"], "begins"),
        (["علی رضایی"], "begins"),
        (["Anne-Marie Dubois"], "begins"),
        (["Dr. Ada Lovelace"], "within"),
        (["Na Ada Nowak"], "within"),
        (["Harbour Lights"], "nowhere"),
        (["Ada"], "alone"),
        (["Harbourmaster"], "nowhere, one word"),
        (["李华"], "in characters"),
        (["Ada Lovelace", "Grace Hopper"], "begins"),
        (["Ada Lovelace", "Harbour Lights"], "in some"),
    ],
)
def test_who_is_called_so(names: list[str], called: str) -> None:
    """By the first word, in any language of the table; a small word of a language is no name."""
    assert f"a first name {called}" in told_of(*names)


def test_together_with_where_they_stand() -> None:
    """What gives the names, and each place of it, is told together with what they are."""
    told = told_of("Ada Lovelace", places=frozenset({"name alone below-headline", "as a link"}))
    assert {"name alone, a first name begins", "below-headline, a first name begins"} <= told
    assert {"name alone below-headline", "as a link"} <= told


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("Ada Lovelace", "no word"),
        ("Bridge Crowds", "a word"),
        ("Harbour Bridge", "all words"),
        ("Mark Lovelace", "no word"),
    ],
)
def test_words_of_the_story(name: str, share: str) -> None:
    """What a story has in small letters is seldom a name: `bridge`, not `Mark`, which it begins with a capital."""
    assert f"{share} the story has in small letters" in told_of(name)


def test_words_of_the_headline() -> None:
    """Whom a headline names seldom wrote it."""
    assert "all words the headline has" in told_of("Ada Lovelace", headline="Ada Lovelace opens the bridge")
    assert "a word the headline has" in told_of("Ada Lovelace", headline="Lovelace opens the bridge")
    assert not any("headline has" in feature for feature in told_of("Ada Lovelace"))


def test_the_table() -> None:
    """Single words in small letters."""
    names = first_names()
    assert len(names) > 20_000
    assert {"ada", "grace", "søren", "иван", "محمد"} <= names
    assert all(name == name.casefold() and " " not in name and len(name) > 1 for name in names)
