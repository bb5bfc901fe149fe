"""A line that is a byline, `By Ada Lovelace and Mary Somerville`, and the people it names. Where it stands in a page is
not asked here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import han_names, is_house, is_name, is_organisation, is_titled, is_uncased
from copydesk.service.core.lexicon import (
    BYLINE_WORDS,
    CREDIT_WORDS,
    LEXICONS,
    MONTHS,
    ROLE_WORDS,
    TIME_WORDS,
    WEEKDAYS,
    any_of,
    words_of,
)
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES
from copydesk.service.core.text.scripts import HAN, HANGUL, LATIN_SMALL
from copydesk.service.core.text.spelling import fold, key, key_of_word, one_line

# A word stands before a name without a colon where it can be nothing else. An office can, `Reporter Ada Lovelace said`,
# and so can most
# words of scripts without capitals, where any words behind them look like a name.
_BARE = words_of(lambda lexicon: lexicon.bylines.bare)
_COLONED = frozenset(word for word in BYLINE_WORDS if word in ROLE_WORDS or (is_uncased(word) and word not in _BARE))
_LABELS = any_of(word for word in BYLINE_WORDS if word in _COLONED)
_WORDS = any_of(word for word in BYLINE_WORDS if word not in _COLONED)
_BYLINE = re.compile(rf"(?:(?:{_WORDS})(?:\s*:\s*|\s+)|(?:{_LABELS})\s*:\s*)(?=\S)", re.I)
_BEGINNINGS = frozenset(word[:2] for word in BYLINE_WORDS)
_BYLINE_ALONE = re.compile(rf"(?:(?:{_WORDS})\s*:?|(?:{_LABELS})\s*:)\Z", re.I)
_AND = re.compile(rf"\s*(?:[,;、&/]|\b(?:{any_of(words_of(lambda lexicon: lexicon.bylines.ands))})\b)\s*")
_PAPER = re.compile(rf"\s?/\s?[^/\n]{{2,40}}?\b(?:{any_of(words_of(lambda lexicon: lexicon.names.papers))})\s*\Z")
_SEPARATED = re.compile(r"[,/]")
_DASH = re.compile(r"\s[-–—]\s")
# What stands behind the names of a byline: an office, another desk, a date, a bracket.
_WITHS = any_of(words_of(lambda lexicon: lexicon.bylines.withs))
_SEAMS = words_of(lambda lexicon: lexicon.bylines.seams)
_GLUES = any_of((*_SEAMS, *words_of(lambda lexicon: lexicon.bylines.buttons)))
_MONTHS_PRINTED = any_of({month.capitalize() for lexicon in LEXICONS for month in lexicon.months if len(month) > 2})
_BUTTONS = any_of(words_of(lambda lexicon: lexicon.bylines.buttons))
_SECTIONS = rf"(?:(?:{_BUTTONS})\s)?(?:{any_of(words_of(lambda lexicon: lexicon.bylines.sections))})"
_DEGREES = frozenset(words_of(lambda lexicon: lexicon.names.degrees))
_CREDITED = any_of({*CREDIT_WORDS, *map(str.capitalize, CREDIT_WORDS)})
_BEHIND = re.compile(
    rf"\s(?:{_CREDITED})\s?:\s|\s-\s|\s?[|]\s?|\s[·•–—]\s|\s*[(@\d]|\s(?:{_WITHS}|{_SECTIONS})\s(?=[A-Z])|(?<=[{LATIN_SMALL}])(?=(?:{_GLUES})\b)"
)
_OFFICES = words_of(lambda lexicon: lexicon.bylines.offices)
_NEWSROOM = frozenset(map(key, _OFFICES))
_WHOLE = tuple(re.compile(form) for lexicon in LEXICONS for form in lexicon.bylines.lines)
_OFFICE = re.compile(rf",\s[^,]{{0,40}}\b(?:{any_of((*_OFFICES, *map(str.capitalize, _OFFICES)))})\b.*\Z")
# An office between two names: `Ada Lovelace, City Editor, and Mary Somerville`.
_OFFICE_BETWEEN = re.compile(
    rf",\s[^,]{{0,40}}?\b(?:{any_of((*_OFFICES, *map(str.capitalize, _OFFICES)))})\b,?"
    rf"(?=\s(?:{any_of(words_of(lambda lexicon: lexicon.bylines.ands))})\s)"
)
# And a place, as offices print it: `Ada Lovelace in Harbour and Mary Somerville in Weir`.
_PLACE_LINKS = {*words_of(lambda lexicon: lexicon.bylines.place_links)} - {
    *words_of(lambda lexicon: lexicon.names.particles)
}
_PLACE_BETWEEN = re.compile(
    rf"(?<=[^\W\d_])\s(?:{any_of(sorted(_PLACE_LINKS))})\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?"
    rf"(?=\s(?:{any_of(words_of(lambda lexicon: lexicon.bylines.ands))})\s[A-Z]|,\s[A-Z])"
)
# A reporter's name in Korean and Japanese stands before the word for it: `홍길동 기자`. An office of a Japanese desk stands
# before the name.
_OFFICES_BEHIND = words_of(lambda lexicon: lexicon.bylines.offices_behind)
_NAMED_BEFORE = re.compile(
    rf"(?:\[[^\[\]]{{2,12}}=)?([{HAN}{HANGUL}]{{2,5}}(?:\s[{HAN}]{{1,3}})?)\s?(?:{any_of(_OFFICES_BEHIND)})\]?(?:\s[\w.+-]{{1,40}}@[\w.-]{{3,60}})?\Z"
)
_NAMED_AFTER = re.compile(
    rf"(?:{any_of(words_of(lambda lexicon: lexicon.bylines.offices_before))})[\s\u3000:：]{{1,2}}([{HAN}]{{3,5}})\Z"
)
_ENDS_NAMED = tuple({office[-1] for office in _OFFICES_BEHIND} | {"]"})
# Three small letters before a month: nobody's name ends so, but `LeMay` does.
_GLUED = re.compile(rf"(?:(?<=[{LATIN_SMALL}])(?:{any_of(_SEAMS)})|(?<=[{LATIN_SMALL}]{{3}})(?:{_MONTHS_PRINTED}))\Z")
NAMED_DAY = re.compile(r"\b\d{1,2}\.?\s([^\W\d_]{3,12})")
_DATE_WORDS = frozenset(
    {key(phrase) for lexicon in LEXICONS for phrase in (*lexicon.published_labels, *lexicon.updated_labels)}
    | set(WEEKDAYS)
    | set(TIME_WORDS)
    | {key(word) for word in words_of(lambda lexicon: lexicon.dates.before_day)}
)
_SEAM = " -–—|•·,(:"
MAX_BYLINE = 160
MOST_OFFICES = 6
"""So many words before a name at most say whose correspondent it is."""
LONGEST_NAMES = 2000
"""What is longer names no authors, whatever it is; the time to read names is bounded by it."""
LONGEST_OFFICE, MOST_OF_OFFICE = 60, 4
LONGEST_WORD = 24
"""A byline's word on a line of its own is shorter."""
MOST_DATE_WORDS = 6
"""So many words at most belong to a date: `Last updated on Monday`."""


def read_byline(line: str) -> tuple[str, tuple[Author, ...]] | None:
    """A line that is a byline, as printed, and the people it names, none where it names a desk or an agency; None for
    any other line.
    """
    if len(line) > MAX_BYLINE:
        return None
    if found := word_of(line):
        names = _named(line[found.end() :])
        return None if names is None else (one_line(line), names)
    if _is_office_and_place(line):
        return one_line(line), ()
    if name := _before_its_office(line):
        return one_line(line), (author(name),)
    if not line.isascii() and (whole := next(filter(None, (form.fullmatch(line) for form in _WHOLE)), None)):
        return one_line(line), tuple(map(author, han_names(whole[1])))
    named = (_NAMED_BEFORE.match(line) if line.endswith(_ENDS_NAMED) or "@" in line else None) or (
        None if line.isascii() else _NAMED_AFTER.match(line)
    )
    return (one_line(line), (author(named[1]),)) if named else None


def _is_office_and_place(line: str) -> bool:
    """`নিজস্ব প্রতিবেদক, রাজবাড়ী`: own correspondent, and where; in scripts without capitals, where such a line looks like a title."""
    office, comma, place = line.partition(",")
    return (
        bool(comma)
        and len(line) <= LONGEST_OFFICE
        and 1 <= len(place.split()) <= 2
        and 2 <= len(office.split()) <= 3
        and is_uncased(office)
        and is_organisation(office)
    )


def _before_its_office(line: str) -> str | None:
    """The name in `Ada Lovelace, bridge correspondent`: behind it few words, of which the last is an office."""
    name, comma, words = line.partition(", ")
    parts = words.split()
    if not comma or len(line) > LONGEST_OFFICE or not 1 <= len(parts) <= MOST_OF_OFFICE:
        return None
    return name if key(parts[-1]) in _NEWSROOM and is_name(name) and not is_organisation(name) else None


def word_of(line: str) -> re.Match[str] | None:
    """The word of a byline at the beginning of a line, with the colon or the space behind it."""
    return _BYLINE.match(fold(line[:MAX_BYLINE])) if _may_begin(line[:2]) else None


@lru_cache(maxsize=4096)
def _may_begin(letters: str) -> bool:
    """Whether a line that begins with two letters may begin with a byline's word."""
    start = fold(letters).lower()
    return start in _BEGINNINGS or start[:1] in _BEGINNINGS


def _named(words: str) -> tuple[Author, ...] | None:
    """The people behind a byline's word; empty for an agency or a desk, None for words that are neither."""
    if names := authors_in(words):
        return names
    if names := tuple(map(author, han_names(words))):
        return names
    return () if is_organisation(_before_office(words)) else None


def begins_byline(line: str) -> bool:
    """Whether a line begins with the words of a byline, whatever follows."""
    return word_of(line) is not None


def is_byline(line: str) -> bool:
    """Whether a line is a byline, or its word alone with the names on the lines below."""
    return read_byline(line) is not None or is_byline_word(line)


def is_byline_word(line: str) -> bool:
    """Whether a line is a byline's word alone: `By`."""
    return len(line) < LONGEST_WORD and _may_begin(line[:2]) and _BYLINE_ALONE.match(fold(line)) is not None


def authors_in(words: str) -> tuple[Author, ...]:
    """`Ada Lovelace  and  Mary Somerville` -> two authors, offices and agencies left out; none if a part does not look
    like a person's name.
    """
    words = _before_office(_PAPER.sub("", without_offices_between(words))) if len(words) <= LONGEST_NAMES else ""
    parts, degrees = _degrees_apart([one_line(part).strip(" =*") for part in _AND.split(words)])
    names = [part for part in map(without_role, parts) if part and not is_organisation(part) and not is_titled(part)]
    if len(names) > 1 and _SEPARATED.search(words) and " " not in names[-1]:
        names.pop()  # the place: `Ada Lovelace, London`
    people = dict.fromkeys(names) if all(is_name(name) for name in names) else {}
    return tuple(author(", ".join((name, *degrees.get(name, ())))) for name in people)


def _degrees_apart(parts: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """The parts of a byline without degrees, and the degrees that stand behind each: `Ada Lovelace, PhD`."""
    others: list[str] = []
    degrees: dict[str, list[str]] = {}
    for part in parts:
        if others and _is_degree(part):
            degrees.setdefault(without_role(others[-1]), []).append(part)
        else:
            others.append(part.strip(" ."))
    return others, degrees


def _is_degree(word: str) -> bool:
    return word.replace(".", "").rstrip("®*") in _DEGREES


def _before_office(words: str) -> str:
    """Words of a byline as far as the names go; a dash parts two names where it parts no name from an office."""
    words = _OFFICE.sub("", words)
    if is_uncased(words) and all(is_name(part) and not is_organisation(part) for part in _DASH.split(words)):
        return _DASH.sub(", ", words)
    behind = _BEHIND.search(words, 3)
    if behind is None:
        return words.strip()
    return before_date(words[: behind.start()], words[behind.start() :].strip())


def without_offices_between(words: str) -> str:
    """Without what stands between two names: `Ada Lovelace, City Editor, and Mary Somerville`."""
    if "," in words:
        words = _OFFICE_BETWEEN.sub("", words)
    return _without_places(words)


def _without_places(words: str) -> str:
    """`Ada Lovelace in Harbour and Mary Somerville in Weir` -> `Ada Lovelace and Mary Somerville in Weir`."""
    return _PLACE_BETWEEN.sub("", words)


def before_date(head: str, date: str) -> str:
    """What stands before a date, without the words that belong to it: `Updated`, `on`, `Monday`, and `June` before `25,
    2024`, but not `May` before `25 June`.
    """
    words = head.rstrip(_SEAM).split(" ")
    for _ in range(MOST_DATE_WORDS):
        most = _date_words(words, date)
        if not most:
            break
        words, date = words[:-most], ""
    return _GLUED.sub("", " ".join(words).rstrip(_SEAM))


def _date_words(words: list[str], date: str) -> int:
    """How many of the last words belong to the date behind them."""
    day = NAMED_DAY.match(date)
    months = MONTHS if date[:1].isdigit() and not (day and key(day[1]) in MONTHS) else {}
    lasts = ((most, key(" ".join(words[-most:]).strip(_SEAM))) for most in (3, 2, 1) if len(words) > most)
    return next((most for most, last in lasts if last in _DATE_WORDS or (most == 1 and last in months)), 0)


def without_role(words: str) -> str:
    """`Ada Lovelace Science Correspondent` and `Reuters correspondent Ada Lovelace` -> `Ada Lovelace`; a name printed twice
    is printed once.
    """
    words = _without_agency(words)
    parts = words.split()
    half = len(parts) // 2
    if len(parts) >= 4 and parts[:half] == parts[half:]:
        return " ".join(parts[:half])
    for index in range(2, len(parts)):
        if key_of_word(parts[index]) in ROLE_WORDS or (is_house(parts[index], words) and not _is_degree(parts[index])):
            return " ".join(parts[:index])
    return words


def _without_agency(words: str) -> str:
    """`AP Sports Writer Ada Lovelace` -> `Ada Lovelace`: behind an agency's name, offices first."""
    agency, *others = words.split()[:MOST_OFFICES] if " " in words else (words,)
    if key(agency) not in AGENCY_SOURCES or not others or key_of_word(others[0]) not in ROLE_WORDS:
        return words
    offices = next((at for at, word in enumerate(others) if key_of_word(word) not in ROLE_WORDS), len(others))
    name = words.split()[1 + offices :]
    return " ".join(name) if len(name) > 1 else words


def author(name: str) -> Author:
    """A person of whom only the name is known."""
    return Author(name=name)
