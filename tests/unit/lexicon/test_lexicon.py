"""The languages as data: spelt as look-ups spell, of one mind about each phrase, and with the ages that CLDR prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

import pytest
from babel.dates import format_timedelta

from copydesk.service.core.lexicon import LEXICONS, any_of, words_of
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.text.spelling import key

AGES = (
    *(timedelta(minutes=minutes) for minutes in (1, 2, 5, 14)),
    *(timedelta(hours=hours) for hours in (1, 2, 5)),
    *(timedelta(days=days) for days in (1, 2, 5)),
)

# What is compared with a line as it is printed, without folding, and what keeps the stop of an abbreviation.
AS_PRINTED = (
    "credit_words",
    "names.prefixes",
    "names.outlet_closings",
    "names.papers",
    "names.degrees",
    "bylines.own",
    "bylines.sections",
    "bylines.seams",
    "bylines.buttons",
    "bylines.pictures",
    "closings.signed",
    "closings.helpers",
    "dates.year_endings",
    "dates.leading_years",
    "dates.clocks",
    "page.to_desks",
    "signals.to_editors",
    "page.stopped",
)
EXPRESSIONS = (
    "bylines.in_datelines",
    "bylines.lines",
    "bylines.joined",
    "dates.am",
    "dates.pm",
    "datelines.days",
    "datelines.forms",
)
# What a group of words says of words that stand in another field too.
TOLD_APART = {
    "bylines.bare": ("byline_words",),
    "names.outlet_articles": ("names.articles",),
    "page.biographies": ("related_labels",),
    "page.only_before_date": ("published_labels", "as_of_labels"),
}
MARKS = ("dates.year_marks", "dates.month_marks", "dates.day_marks")

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


def fields_of(words: Any) -> Iterator[tuple[str, Any]]:
    """The fields with their names, `dates.of` in a group."""
    for field in fields(words):
        value = getattr(words, field.name)
        if is_dataclass(value):
            yield from ((f"{field.name}.{name}", inner) for name, inner in fields_of(value))
        elif field.name != "language":
            yield field.name, value


def entries(lexicon: Lexicon) -> dict[str, list[str]]:
    """The words of each field; of a table its names."""
    return {name: list(words) for name, words in fields_of(lexicon) if name not in EXPRESSIONS}


def expressions(lexicon: Lexicon) -> dict[str, list[str]]:
    """The expressions of each field that holds such."""
    found: dict[str, Any] = {name: words for name, words in fields_of(lexicon) if name in EXPRESSIONS}
    return {
        name: [words] if isinstance(words, str) else [*words.values()] if isinstance(words, dict) else [*words]
        for name, words in found.items()
    }


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
        assert len(set(words) if name in AS_PRINTED else keys(words)) == len(words), name
        assert name in AS_PRINTED or [word for word in words if word != key(word)] == [], name


@each_language
def test_what_a_group_tells_apart_is_one_of_the_words_it_is_told_apart_from(lexicon: Lexicon) -> None:
    """A byline's word without a colon is one of the language's words for a byline; likewise labels and articles."""
    words = entries(lexicon)
    for name, of in TOLD_APART.items():
        assert set(words[name]) <= {word for field in of for word in words[field]}, name


@each_language
def test_expressions_of_a_language_are_expressions(lexicon: Lexicon) -> None:
    """What a language has as an expression compiles, and matches no empty text."""
    for name, found in expressions(lexicon).items():
        assert [one for one in filter(None, found) if re.compile(one).match("")] == [], name


@each_language
def test_marks_behind_the_figures_of_a_date_are_one_character(lexicon: Lexicon) -> None:
    """The marks of a date are one character each, as they are looked for as one."""
    words = entries(lexicon)
    assert [mark for name in MARKS for mark in words[name] if len(mark) != 1] == []


def test_words_of_all_languages_stand_the_longest_first_and_once() -> None:
    """Merged words are tried the longest first, and each stands once however many languages have it."""
    merged = words_of(lambda lexicon: (*lexicon.bylines.ands, *lexicon.closings.shared))
    assert len(set(merged)) == len(merged)
    assert [len(word) for word in merged] == sorted(map(len, merged), reverse=True)
    assert {"and", "mit material von"} <= set(merged)


def test_any_of_takes_words_as_they_are() -> None:
    """An expression for words takes a stop as a stop."""
    assert re.fullmatch(any_of(("m.", "d")), "m.")
    assert not re.fullmatch(any_of(("m.", "d")), "mm")


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
