"""The languages as data: spelt as look-ups spell, of one mind about each phrase, and with the ages that CLDR prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta

import pytest
from babel.dates import format_timedelta

from copydesk.service.core.lexicon import LEXICONS
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.text.spelling import key

AGES = (
    *(timedelta(minutes=minutes) for minutes in (1, 2, 5, 14)),
    *(timedelta(hours=hours) for hours in (1, 2, 5)),
    *(timedelta(days=days) for days in (1, 2, 5)),
)

# Captions are compared as they are printed, without folding.
AS_PRINTED = ("credit_words",)

# Languages of many newspapers, which are to be read without gaps.
WELL_KNOWN = (
    "en",
    "fa",
    "ar",
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "tr",
    "ru",
    "uk",
    "pl",
    "ur",
    "hi",
    "bn",
    "ja",
    "ko",
    "zh",
    "vi",
    "sw",
    "id",
)
AGE_FIELDS = ("today_words", "yesterday_words", "ago", "minute_words", "hour_words", "day_words")
PAGE_FIELDS = (
    "months",
    "weekdays",
    "published_labels",
    "updated_labels",
    "tags_labels",
    "byline_words",
    "related_labels",
    "comment_labels",
    "boilerplate",
)

each_language = pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.language)


def entries(lexicon: Lexicon) -> dict[str, list[str]]:
    """The words of each field; of a table its names."""
    return {field.name: list(getattr(lexicon, field.name)) for field in fields(lexicon) if field.name != "language"}


def printed_age(age: timedelta, language: str) -> str:
    """The age as CLDR prints it, folded: `14 minutes ago`."""
    if age >= timedelta(days=1):
        return key(format_timedelta(-age, granularity="day", threshold=100, add_direction=True, locale=language))
    if age >= timedelta(hours=1):
        return key(format_timedelta(-age, granularity="hour", threshold=100, add_direction=True, locale=language))
    return key(format_timedelta(-age, granularity="minute", threshold=100, add_direction=True, locale=language))


def told(lexicon: Lexicon, age: timedelta) -> re.Pattern[str]:
    """Any number of the age's unit, in any of the lexicon's ways to tell an age; Swahili and Hebrew print the unit
    first.
    """
    words = (
        lexicon.day_words
        if age >= timedelta(days=1)
        else lexicon.hour_words
        if age >= timedelta(hours=1)
        else lexicon.minute_words
    )
    unit = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    number = rf"(?:\d+\s?(?:{unit})\.?|(?:{unit})\s\d+)"
    return re.compile("|".join(number.join(re.escape(part) for part in way.split("#")) for way in lexicon.ago))


def keys(phrases: Iterable[str]) -> set[str]:
    """The phrases in the form of look-ups."""
    return {key(phrase) for phrase in phrases}


@each_language
def test_an_age_is_told_as_cldr_tells_it(lexicon: Lexicon) -> None:
    """Each age that CLDR prints with a number is matched by the language's words for ages and for the unit."""
    # Some are printed without a number: the Arabic and Hebrew dual is one word, `minutes` with the two in its ending;
    # and one is often none.
    printed = {age: words for age in AGES if re.search(r"\d", words := printed_age(age, lexicon.language))}
    assert {age >= timedelta(days=1) for age in printed} == {True, False}
    assert [words for age, words in printed.items() if not told(lexicon, age).fullmatch(words)] == []


@each_language
def test_the_words_for_an_age_are_told_apart(lexicon: Lexicon) -> None:
    """An age has one place for its number, no word means two units, and today is not yesterday."""
    assert all(way.count("#") == 1 for way in lexicon.ago)
    units = (*lexicon.minute_words, *lexicon.hour_words, *lexicon.day_words)
    assert len(set(units)) == len(units)
    assert not set(lexicon.today_words) & set(lexicon.yesterday_words)


@each_language
def test_entries_are_spelt_as_they_are_looked_up(lexicon: Lexicon) -> None:
    """Every entry is folded, in lower case and without a closing full stop, and stands once in its field."""
    for name, words in entries(lexicon).items():
        assert all(words), name
        assert len(keys(words)) == len(words), name
        assert name in AS_PRINTED or [word for word in words if word != key(word)] == [], name


@each_language
def test_no_phrase_says_two_things(lexicon: Lexicon) -> None:
    """A phrase says either that a story was published or that it was changed; a number is the story's ID or it is
    not.
    """
    assert keys(lexicon.published_labels) & keys(lexicon.updated_labels) == set()
    assert keys(lexicon.id_labels) & keys(lexicon.not_id_labels) == set()


@each_language
def test_every_language_tells_ages(lexicon: Lexicon) -> None:
    """No language lacks the words for today, for yesterday and for an age."""
    assert [name for name in AGE_FIELDS if not getattr(lexicon, name)] == []


@pytest.mark.parametrize(
    "lexicon", [lexicon for lexicon in LEXICONS if lexicon.language in WELL_KNOWN], ids=lambda lexicon: lexicon.language
)
def test_a_well_known_language_has_no_gaps(lexicon: Lexicon) -> None:
    """A language of many newspapers has its names of months and days, and words for each part of a page."""
    assert [name for name in PAGE_FIELDS if not getattr(lexicon, name)] == []


def test_the_well_known_languages_are_all_there() -> None:
    """Each language that is to have no gaps is one of the desk's."""
    assert set(WELL_KNOWN) <= {lexicon.language for lexicon in LEXICONS}
