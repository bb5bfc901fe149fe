"""Dates and times as newsrooms print them: any layout, two calendars, zones. What they mean for a story is decided
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from copydesk.schemas.parsed import Precision, ZoneBasis
from copydesk.service.core.lexicon import LEXICONS, any_of, words_of
from copydesk.service.core.text.scripts import (
    CYRILLIC_CAPITALS,
    CYRILLIC_SMALL,
    LATIN_CAPITALS,
    LATIN_SMALL,
    THAI,
)
from copydesk.service.core.text.spelling import fold
from copydesk.service.core.times.calendars import (
    JALALI_YEARS,
    ROMAN_MONTHS,
    by_either_order,
    by_name,
    by_numbers,
    full_year,
)
from copydesk.service.core.times.clocks import clock_after, clock_before
from copydesk.service.core.times.zones import Home, home_zone, no_language, no_order, no_times

WINDOW = 400
"""No date is looked for behind this many characters of a text: whoever reads a longer one cuts it first."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time that a text names."""

    at: datetime
    """Aware UTC. With precision `day` midnight UTC of the printed date; with zone basis `none` the printed time read as
    UTC.
    """
    raw: str
    """The words, as printed."""
    precision: Precision
    zone_basis: ZoneBasis
    rule: str
    """The name of the layout that read it: `day-month-year`."""
    start: int = 0
    """Where `raw` begins in the text."""
    day: date | None = None
    """The printed day, in the zone of whoever printed it; `at` may stand in the next one."""

    def as_published(self) -> dict[str, Any]:
        """The fields of a Draft that say when the story was published."""
        return {
            "published_at": self.at,
            "published_raw": self.raw,
            "published_precision": self.precision,
            "zone_basis": self.zone_basis,
        }


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    start: int
    end: int
    rule: str


_LETTER = r"[^\W\d_]"
_THAI = f"[{THAI}]"
_OPENINGS = any_of(words_of(lambda lexicon: lexicon.dates.month_openings))
_WORD = (
    rf"(?:(?:{_OPENINGS})\s{{1,2}}[^\s\d/]{{3,8}}|{_THAI}{{1,3}}\.{_THAI}{{1,2}}(?=\.)"
    rf"|{_LETTER}[^\s\d.,،;:|()\[\]/«»\"“”_–—-]{{1,14}})"
)
_MONTH = rf"({_WORD}(?:\s?/\s?{_LETTER}[^\s\d.,;:|()/]{{1,10}})?)"
_OF = rf"(?:(?:{any_of(words_of(lambda lexicon: lexicon.dates.of))})\.?\s)?"
_TH = f"(?:{any_of(words_of(lambda lexicon: lexicon.dates.ordinals))})?"
_POINT = r"(?:-|/|\s?[.•·]\s?|\s[/-]\s)"
_LEADING_YEARS = any_of(words_of(lambda lexicon: lexicon.dates.leading_years))
_YEAR = r"((?:1[349]|2[05])\d\d(?=\d\d?(?!\d))|\d{4}(?!\d))"
"""A time or another date may be glued to it: `4 de mayo de 202207:59`, `28. Juni 201914. Januar 2020`."""
_DAY_AND_YEAR = rf"\.?(?:\s{{0,2}}|[/-])(\d{{1,2}}){_TH}(?:[.,،]?\s{{0,2}}|[/-]|\s[|•–-]\s)(?<!\d){_YEAR}"
_SMALL, _CAPITAL = LATIN_SMALL + CYRILLIC_SMALL, LATIN_CAPITALS + CYRILLIC_CAPITALS

# One character each, behind the figures of a date.
_YEAR_MARKS = "".join(words_of(lambda lexicon: lexicon.dates.year_marks))
_MONTH_MARKS = "".join(words_of(lambda lexicon: lexicon.dates.month_marks))
_DAY_MARKS = "".join(words_of(lambda lexicon: lexicon.dates.day_marks))

ERAS = {name: year for lexicon in LEXICONS for name, year in lexicon.dates.eras.items()}
"""Name of an era -> the year before its first."""
_FIRST_YEARS = words_of(lambda lexicon: lexicon.dates.first_years)

# The word for month is what a line without such a date hardly ever has: its letters beyond ASCII are looked for.
_MONTH_WORDS = words_of(lambda lexicon: lexicon.dates.month_words)
_YEAR_WORDS = any_of(words_of(lambda lexicon: lexicon.dates.year_words))
_MONTH_LETTERS = "".join(
    sorted(
        {form for word in _MONTH_WORDS for letter in word if not letter.isascii() for form in (letter, letter.upper())}
    )
)

Reading = Callable[[re.Match[str], str, Home], date | None]


def _numbers(found: re.Match[str], folded: str, home: Home) -> date | None:
    return by_numbers(int(found[1]), int(found[2]), int(found[3]))


def _named(found: re.Match[str], folded: str, home: Home) -> date | None:
    return by_name(full_year(found[3]), found[2], int(found[1]))


def _year_first(found: re.Match[str], folded: str, home: Home) -> date | None:
    return by_name(int(found[1]), found[2], int(found[3]))


def _era(found: re.Match[str], folded: str, home: Home) -> date | None:
    year = 1 if found[2] in _FIRST_YEARS else int(found[2])
    return by_numbers(ERAS[found[1]] + year, int(found[3]), int(found[4]))


def _vietnamese(found: re.Match[str], folded: str, home: Home) -> date | None:
    return by_numbers(int(found[3]), int(found[2]), int(found[1]))


def _month_first(found: re.Match[str], folded: str, home: Home) -> date | None:
    return by_name(full_year(found[3]), found[1], int(found[2]))


def _short_year(found: re.Match[str], folded: str, home: Home) -> date | None:
    return by_name(full_year(found[5]), found[3] or found[4], int(found[1]))


def _roman(found: re.Match[str], folded: str, home: Home) -> date | None:
    if found[2] == " " and len(found[3]) == 1:
        return None  # `5 X 2025` may be anything
    return by_numbers(int(found[4]), ROMAN_MONTHS[found[3]], int(found[1]))


def _figures(found: re.Match[str], folded: str, home: Home) -> date | None:
    words = re.findall(rf"{_LETTER}{{2,12}}", folded[max(0, found.start() - 14) : found.start()])
    weekday = words[-1] if words else None
    return by_either_order(
        int(found[1]), int(found[3]), full_year(found[4]), weekday=weekday, home=home, separator=found[2]
    )


# Ordered: where two layouts read the same words, the one above wins. One of the characters in the second column stands
# in each date of the layout. A pattern that begins with digits, and looks back behind them, is twice as fast as one that looks
# back first.
LAYOUTS: tuple[tuple[str, str, re.Pattern[str], Reading], ...] = (
    (
        "year-month-day",
        "-/.•·",
        re.compile(rf"([12]\d{{3}})(?<!\d\d{{4}}){_POINT}(\d{{1,2}}){_POINT}(\d{{1,2}})(?!\d)"),
        _numbers,
    ),
    ("compact", "T", re.compile(r"([12]\d{3})(?<!\d\d{4})(\d\d)(\d\d)(?=T\d{4})"), _numbers),
    (
        "east-asian",
        _YEAR_MARKS,
        re.compile(
            rf"(?<!\d)(\d{{4}})\s?[{_YEAR_MARKS}]\s?(\d{{1,2}})\s?[{_MONTH_MARKS}]\s?(\d{{1,2}})\s?[{_DAY_MARKS}]"
        ),
        _numbers,
    ),
    (
        "era",
        _YEAR_MARKS,
        re.compile(
            rf"({any_of(ERAS)})(\d{{1,3}}|{any_of(_FIRST_YEARS)})[{_YEAR_MARKS}]\s?"
            rf"(\d{{1,2}})[{_MONTH_MARKS}]\s?(\d{{1,2}})[{_DAY_MARKS}]"
        ),
        _era,
    ),
    (
        "vietnamese",
        _MONTH_LETTERS,
        re.compile(
            rf"(?<!\d)(\d{{1,2}})\s{{1,2}}(?:{any_of(_MONTH_WORDS)})\s{{1,2}}(\d{{1,2}})"
            rf"(?:,\s?|\s(?:(?:{_YEAR_WORDS})\s)?)(\d{{4}})(?!\d)",
            re.I,
        ),
        _vietnamese,
    ),
    (
        "day-month-year",
        "",
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?!\d){_TH}[\s.,/–؍-]{{0,3}}{_OF}{_MONTH}\.?"
            rf"[\s.,،–/-]{{0,3}}{_OF}{_YEAR}",
            re.I,
        ),
        _named,
    ),
    (
        "month-day-year",
        "",
        re.compile(rf"(?<!{_LETTER}){_MONTH}{_DAY_AND_YEAR}", re.I),
        _month_first,
    ),
    (
        # behind a name: `Ada LovelaceMarch 4, 2025`
        "glued-month-day-year",
        "",
        re.compile(rf"(?<=[{_SMALL}])([{_CAPITAL}][{_SMALL}]{{2,12}}){_DAY_AND_YEAR}"),
        _month_first,
    ),
    (
        "short-year",
        "-/'",
        re.compile(rf"(?<!\d)(\d{{1,2}})(?:([/-])({_LETTER}{{3,10}})\2|{_TH}\s{_MONTH}\.?,?\s')(\d\d)(?!\d)", re.I),
        _short_year,
    ),
    (
        "month-first-short-year",
        "'",
        re.compile(rf"(?<!{_LETTER}){_MONTH}\.?\s(\d{{1,2}}){_TH},?\s'(\d\d)(?!\d)", re.I),
        _month_first,
    ),
    (
        "roman-month",
        "IVX",
        re.compile(rf"(?<!\d)(\d{{1,2}})(\.\s?|[ /-])({any_of(ROMAN_MONTHS)})(?:\2|\s)(\d{{4}})(?!\d)"),
        _roman,
    ),
    (
        "year-month-day-named",
        "",
        re.compile(
            rf"([12]\d{{3}})(?<![\d.,]\d{{4}})(?:[.,]|\s?(?:{_LEADING_YEARS}))?\s{_MONTH}\.?\s(\d{{1,2}})(?![\d:])",
            re.I,
        ),
        _year_first,
    ),
    (
        "figures",
        "-/.·",
        # of two figures a year only behind the same sign twice: `9.8 / 10` is a mark
        re.compile(
            r"(?<![\d.,])(\d{1,2})\s?([./·-])\s?(\d{1,2})\s?(?:\2\s?(?=\d\d(?!\d))|[./·-]\s?(?=\d{4}))"
            r"(\d{4}|\d\d)(?![\d%]|[.,]\d)"
        ),
        _figures,
    ),
)
_IN_ASCII = tuple(layout for layout in LAYOUTS if not layout[1] or any(map(str.isascii, layout[1])))


def parse_moment(
    text: str, *, zone: str | None, not_after: datetime | None, language: Callable[[], str | None] = no_language
) -> Moment | None:
    """The first date in the text, with its time if it has one; None when it holds no date that can be.

    For a labelled value, a `<time>` element, metadata: `4March 2019 - 14:05`, `2020-12-01T14:05:00+06:00`, `Sat, 7 Nov
    2020 01:05 PM (IST)`.
    `zone` is the IANA name of the zone to take where none is printed, `language` what to ask where that is None.
    Nothing later than a day past `not_after` is believed.
    """
    return next(iter(find_moments(text, zone=zone, not_after=not_after, language=language)), None)


def find_moments(
    text: str,
    *,
    zone: str | None,
    not_after: datetime | None,
    language: Callable[[], str | None] = no_language,
    told: Callable[[], tuple[datetime, ...]] = no_times,
    day_first: Callable[[], bool | None] = no_order,
) -> list[Moment]:
    """All dates of the text's first 400 characters, in order. `told` gives the times that the page tells with offsets,
    `day_first` the order of its other dates in figures.
    """
    home = Home(zone, language, told, day_first)
    folded = fold(text[:WINDOW])
    days = sorted(_days(folded, home), key=lambda day: day.start)
    moments = [_moment(day, text, folded, home, before) for before, day in zip([None, *days], days, strict=False)]
    return [moment for moment in moments if moment and is_credible(moment.at, not_after)]


def _days(folded: str, home: Home) -> Iterator[_Day]:
    taken: list[tuple[int, int]] = []
    for rule, needs, pattern, read in _IN_ASCII if folded.isascii() else LAYOUTS:
        if needs and not any(map(folded.__contains__, needs)):
            continue
        for found in pattern.finditer(folded):
            span = found.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            if day := read(found, folded, home):
                taken.append(span)
                yield _Day(day, *span, rule)


def _moment(day: _Day, text: str, folded: str, home: Home, before: _Day | None) -> Moment | None:
    clock = clock_after(folded, day.end, home.zone) or clock_before(
        folded, before.end if before else 0, day.start, home.zone
    )
    if clock is None:
        at = datetime(day.day.year, day.day.month, day.day.day, tzinfo=UTC)
        return Moment(at, text[day.start : day.end], "day", "none", day.rule, day.start, day.day)
    start, end = min(day.start, clock.start), max(day.end, clock.end)
    local = datetime.combine(day.day, clock.time)
    zone, basis = (
        (clock.zone.zone, clock.zone.basis)
        if clock.zone
        else home_zone(home, iranian=_is_iranian(folded, day), local=local)
    )
    try:
        at = local.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return None
    return Moment(at, text[start:end], "minute", basis, day.rule, start, day.day)


def _is_iranian(folded: str, day: _Day) -> bool:
    return any(int(digits) in JALALI_YEARS for digits in re.findall(r"\d{4}", folded[day.start : day.end]))


def midnight(day: date) -> datetime:
    """The moment that stands for a day without a time."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def is_credible(at: datetime, not_after: datetime | None) -> bool:
    """Whether a time is not later than a day past `not_after`, if that is known: what is to come is an event's time, or
    a wrong one.
    """
    return not_after is None or at <= not_after + timedelta(days=1)
