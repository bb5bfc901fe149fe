"""What stands before the agency in a dateline: a place, a date; and the country of a place where the place alone tells
it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from copydesk.service.core.lexicon import LEXICONS, WEEKDAYS, any_of, words_of
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES
from copydesk.service.core.lexicon.places import CITIES, OPEN_PARTS, PARTS
from copydesk.service.core.text.scripts import CASED
from copydesk.service.core.text.spelling import fold, key, one_line

LETTER = r"[^\s\d!-@\[-`{-\u00bf\u2010-\u206f\u3000-\u303f،؛؟۔।॥]"
"""A letter or a mark that combines with one: Hindi writes its vowels so, and `\\w` leaves them out."""


REMEMBERED = 2048
"""Wires file from the same few hundred places."""


class Lead(NamedTuple):
    """The words before the agency, taken apart, each as printed; None where there is none."""

    place: str | None
    date: str | None


# No number is asked for here: a name that is two months in two languages is a month, and so is any cut to three
# letters.
_FULL = frozenset(key(name) for lexicon in LEXICONS for name in (*lexicon.months, *lexicon.jalali_months))
_MONTHS = _FULL | {name[:3] for name in _FULL if len(name) > 4}


_OPENINGS = any_of(words_of(lambda lexicon: lexicon.dates.month_openings))


def _month(group: str) -> str:
    """One word; in the Levant often two, and often another name behind a stroke: `تشرين الأول/أكتوبر`, `حزيران /
    يونيو`.
    """
    return rf"(?P<{group}>(?:(?:{_OPENINGS})\s{LETTER}{{3,8}}|{LETTER}{{1,12}})(?:\s?/\s?{LETTER}{{3,12}})?)\.?"


_TH = f"(?:{any_of(words_of(lambda lexicon: lexicon.dates.ordinals))})?"
_OF = rf"(?:(?:{any_of(words_of(lambda lexicon: lexicon.dates.of))})\s)?"
_YEAR_LETTERS = any_of(words_of(lambda lexicon: lexicon.dates.year_letters))
_YEAR = rf"(?:[,،]?\s{{1,2}}{_OF}\d{{4}}(?:\s?(?:{_YEAR_LETTERS})(?![^\W\d_])\.?)?)?"
_DAYS = (
    *words_of(lambda lexicon: lexicon.datelines.days),
    rf"\d{{1,2}}{_TH}\.?\s{{0,2}}{_OF}{_month('after')}{_YEAR}",  # 25 Jun 2024, 25. Juni, 25جون
    rf"{_month('before')}\s{{0,2}}\d{{1,2}}{_TH}{_YEAR}",  # June 25, 2024
    rf"\d{{4}}\.?\s{_month('within')}\s\d{{1,2}}\.?",  # 2024. június 25.
    r"\d{1,2}\s?[./-]\s?\d{1,2}(?:\s?[./-]\s?(?:\d{4}|\d\d))?\.?",  # 25.06., 25/6
    r"\d{4}[./-]\d{1,2}[./-]\d{1,2}",
)
_DATE = rf"(?P<date>(?:(?P<eve>{LETTER}{{2,12}}),?\s)?(?:{'|'.join(_DAYS)})(?:,?\s(?P<day>{LETTER}{{3,12}}))?)"
_LAST = re.compile(rf"(?:(?<![\d.])(?=\d)|(?<!{LETTER})(?=\D)){_DATE}[\s,،.۔/|-]{{0,4}}\Z")
_FIRST = re.compile(rf"{_DATE}[\s,]{{1,3}}(?=\D)")
_WEEKDAY = re.compile(rf"(?P<place>[^\n]{{0,80}}),\s(?P<date>{LETTER}{{3,12}})\Z")
# The same day in another calendar before the date: `Dhu-AlQa'dah 29, 1439,`, `10 رمضان 1445 هـ الموافق`.
_ISLAMIC = any_of(words_of(lambda lexicon: lexicon.dates.islamic_years))
_SAME_DAY = any_of(words_of(lambda lexicon: lexicon.dates.same_day))
_HIJRI = re.compile(
    rf"(?:,?\s[\w'-]{{2,15}}\s\d{{1,2}},\s1[34]\d\d"
    rf"|,?\s\d{{1,2}}\s{LETTER}{{2,12}}(?:\s{LETTER}{{2,8}})?\s1[34]\d\d"
    rf"\s(?:{_ISLAMIC}){LETTER}?\s(?:{_SAME_DAY})(?:\s{LETTER}{{2,12}})?)\Z"
)
_IN = re.compile(rf"\s(?:{any_of(words_of(lambda lexicon: lexicon.datelines.before_day))})\Z")
_AROUND = " \t,،۔/|-–—"


@lru_cache(maxsize=REMEMBERED)
def read_lead(words: str) -> Lead | None:
    """A place, a date or both in either order: `FUJAIRAH, 12th March, 2024`, `25.06. Toruń`. None where other figures
    stand among them.
    """
    folded = fold(words)
    if any(map(str.isdigit, folded)):
        found = _last_date(folded) or _FIRST.match(folded)
        if found is None or not _is_date(found):
            return None
        start, end = found.span("date")
        before, behind = words[:start], words[found.end() :] if not folded[:start].strip() else ""
        return Lead(_place(_without_hijri(before) or behind), _day(words[start:end]))
    named = _WEEKDAY.match(folded.rstrip(_AROUND)) if "," in folded else None
    if named and key(named["date"]) in WEEKDAYS:
        return Lead(_place(words[: named.end("place")]), words[named.start("date") : named.end("date")])
    return Lead(_place(words), None)


def _last_date(folded: str) -> re.Match[str] | None:
    """The longest date that the words end with."""
    found = _LAST.search(folded)
    while found and not _is_date(found):
        found = _LAST.search(folded, found.start() + 1)
    return found


def _is_date(found: re.Match[str]) -> bool:
    """Whether the words of the match are a month and weekdays."""
    month = key(found["after"] or found["before"] or found["within"] or "")
    days = (found["eve"], found["day"])
    return all(key(name) in _MONTHS for name in month.split("/") if name) and all(
        key(day) in WEEKDAYS for day in days if day
    )


def _without_hijri(words: str) -> str:
    folded = fold(words).rstrip(_AROUND)
    other = _HIJRI.search(folded) if "1" in folded else None
    return words[: other.start()] if other else words


def _place(words: str) -> str | None:
    place = words.strip(_AROUND)
    within = _IN.search(fold(place))
    place = one_line(place[: within.start()] if within else place).rstrip(" ,،")
    abbreviated = place[-3:-2] == "." or key(place.rpartition(",")[2]) in PARTS
    return (place if abbreviated else place.rstrip(".")) or None


def _day(words: str) -> str:
    """The date without the sentence's stop: `January 21.`, but `Apr.` keeps its own."""
    return one_line(re.sub(r"(?:(?<=\d)|(?<=\w{5}))\.\Z", "", words.strip(" ,،")))


_SMALL_WORDS = frozenset(words_of(lambda lexicon: lexicon.datelines.small))
_WORD = re.compile(r"[^\s/,،()\[\]-]+")
# A stop ends a sentence, not a place; but `ST. LOUIS`, `WASHINGTON, D.C.`
_STOPPED = "".join(rf"(?<!\b{word})" for word in words_of(lambda lexicon: lexicon.datelines.stopped))
_STOP = re.compile(rf"{_STOPPED}(?<![\s.][a-z])\.\s", re.I)
_CASED = re.compile(f"[{CASED}]")
_OPENS_SENTENCE = frozenset(words_of(lambda lexicon: lexicon.datelines.openings))
_KICKERS = frozenset(words_of(lambda lexicon: lexicon.datelines.kickers))
_COUNTIES = words_of(lambda lexicon: lexicon.datelines.counties)
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=REMEMBERED)
def is_place(place: str, *, known: bool) -> bool:
    """Words that begin with capitals, as far as the script has them; a known agency behind them excuses lower case.

    Never words with a figure in them, an agency's name, or what heads a story: `VIDEO`, `UPDATE`.
    """
    words = _WORD.findall(place)
    if not words or len(words) > 8 or _DIGIT.search(place) or _STOP.search(place) or key(place) in AGENCY_SOURCES:
        return False
    if all(key(word) in _KICKERS for word in words) or key(words[0]) in _OPENS_SENTENCE:
        return False
    if not has_capitals(place):
        return len(words) <= 4
    if known and place == place.lower():
        return len(words) <= 3
    return all(is_capital(word) or word.lower() in _SMALL_WORDS for word in words) and is_capital(words[0])


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script that has none."""
    return word[0].isupper() or not _CASED.match(word)


@lru_cache(maxsize=REMEMBERED)
def is_sure(place: str) -> bool:
    """Whether a place needs no date beside it to be one: written in capitals, or known."""
    return re.split("[,،(]", place)[0].isupper() or country_of(place) is not None


def has_capitals(place: str) -> bool:
    """False for the scripts that do not tell a name by its letters."""
    return _CASED.search(place) is not None


_PARTS_OF_PLACE = re.compile(r"(?P<city>[^\n]{1,80})(?:[,،]\s?|\s?[(\[])(?P<part>[^\n,،()\[\]]{2,50})[)\]]?\Z")


@lru_cache(maxsize=REMEMBERED)
def country_of(place: str) -> str | None:
    """ISO 3166-1 alpha-2, where the place leaves no doubt: `BANGOR, Maine` and `NEW YORK/WASHINGTON` are `US`,
    `GEORGETOWN` and `NEW YORK/LONDON` None.
    """
    if (alone := CITIES.get(key(place))) or "/" not in place:
        return alone or _country_of_one(place)
    codes = {_country_of_one(one) for one in place.split("/")}
    return codes.pop() if len(codes) == 1 else None


def _country_of_one(place: str) -> str | None:
    parts = _PARTS_OF_PLACE.match(place.strip())
    if parts is None:
        return CITIES.get(key(place))
    name = key(parts["part"])
    city = CITIES.get(key(parts["city"]))
    return PARTS.get(name) or (city if city in OPEN_PARTS.get(name, ()) else None)


def name_before_place(words: str) -> int:
    """How many characters of a reporter's name run into the place behind it: 3 of `李先鳳花蓮縣`.

    A name has three, but two where three would leave too little of the place.
    """
    short = len(words) == 4 or (len(words) == 5 and (words.endswith(_COUNTIES) or country_of(words[2:]) is not None))
    return 2 if short else 3
