"""The dateline: where a story was filed, by whom and when, in the first words of its first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.parsed import Dateline
from service.core.lexicon.agencies import AGENCY_SOURCES, CANONICAL
from service.core.normalise import fold, key, one_line, slug

REACH = 170
"""A dateline ends within this many characters of its paragraph's beginning."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline and where the story's own words begin."""

    dateline: Dateline
    end: int
    rule: str

    @property
    def agency_source(self) -> str | None:
        """The source ID of its agency; None where it names none."""
        return source_of_agency(self.dateline.agency) if self.dateline.agency else None


_SEP = r"(?:\s{0,2}\.?\s{0,2}(?:--|[-–—:_۔]|//))[-\s]{0,2}"
_LETTER = r"[^\W\d_]"
_MONTH = rf"(?:{_LETTER}{{3,10}}\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = rf"(?:{_MONTH}\s?\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?|{_WEEKDAY})"
# A place is words without a sentence's stops: a stop only inside `St. John's`, `Mass.`
_PLACE = r"[^\W\d_][^\n()\[\]:;!?\"“”|•]{1,70}?"
_AGENCY_IN_BRACKETS = r"\s{0,3}\(([^()\n]{2,40})\)"

# Ordered: the first whose pattern matches and whose parts are believable is taken. Groups: place, date, agency.
GRAMMAR: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    (
        "agency-brackets-place",
        re.compile(rf"\s*\((?P<agency>[A-Z][A-Za-z]{{1,15}})\)\s?[-–—]\s(?P<place>[A-Z][A-Z .'-]{{2,30}}),\s(?P<date>{_DATE})\s?[-–—]{{1,2}}\s?"),
        False,
    ),
    (
        "place-brackets",
        re.compile(
            rf"\s*(?P<place>{_PLACE}),?(?:[,|\s]\s{{0,2}}(?P<date>{_DATE}))?,?\s{{0,3}}\((?P<agency>[^()\n]{{2,40}})\)(?:{_SEP}|\.?\s{{1,3}}(?=[A-Z\"“]))"
        ),
        False,
    ),
    ("brackets", re.compile(rf"\s*(?:(?P<date>{_DATE}),?\s)?\((?P<agency>[^()\n]{{2,40}})\){_SEP}"), True),
    (
        "place-slashes",
        re.compile(rf"\s*(?P<place>{_PLACE})(?:,\s(?P<date>{_DATE}))?[.,]?\s{{0,2}}/(?P<agency>[^/\n]{{2,40}})/(?:/|\s?\.)?(?:{_SEP})?\s{{0,2}}"),
        True,
    ),
    (
        "place-date-slashes",
        re.compile(rf"\s*(?P<place>{_PLACE}),\s(?P<date>{_DATE}),?\s{{0,2}}/(?P<agency>[^/\n]{{2,40}})/(?:/|\s?\.)?(?:{_SEP})?\s{{0,2}}"),
        False,
    ),
    (
        # Between place and agency may stand a date of another calendar and the reporter: `Dhu-AlQa'dah 29, 1439, Aug 11, 2018, SPA --`.
        "place-date-agency",
        re.compile(
            rf"\s*(?P<place>{_PLACE})[.,]\s{{1,2}}(?:[A-Z][\w'-]{{2,15}}\s\d{{1,2}},\s1[34]\d\d,\s)?(?P<date>{_DATE})[.,]?"
            rf"(?:\sBy\s[^\n:–—-]{{3,40}}\s-)?\s{{1,3}}(?P<agency>{_LETTER}[^\n()/.,:–—-]{{1,24}}?){_SEP}"
        ),
        True,
    ),
    ("place-slash", re.compile(rf"\s*(?P<place>{_LETTER}[^\n()/.:]{{1,30}}?)\s?/\s?(?P<agency>[^\n()/.:]{{2,25}}?)\s?//?\s{{0,2}}"), True),
    (
        "place-agency",
        re.compile(
            rf"\s*(?P<place>{_PLACE})(?:[.,]\s{{0,2}}(?P<date>{_DATE}))?(?:[.,]|\s?[-–—])?\s{{1,3}}(?P<agency>{_LETTER}[^\n()/.,:–—-]{{1,24}}?)(?:{_SEP}|\.\s|,\s{_LETTER}[^.\n]{{2,40}}\.\s)"
        ),
        True,
    ),
    ("korean", re.compile(r"\s*[\[(](?P<place>[\uac00-\ud7af·]{2,10})=(?P<agency>[^\])=\n]{2,12})[\])]\s{0,2}"), False),
    (
        "chinese",
        re.compile(r"\s*(?P<agency>[\u3400-\u9fff]{2,4}[社网網])?(?P<place>[\u3400-\u9fff]{2,6})(?P<date>\d{1,2}月\d{1,2}日)[电電讯訊][\s：:]{0,3}"),
        False,
    ),
    ("place-date", re.compile(rf"\s*(?P<place>[A-Z][A-Z .'/-]{{2,40}}(?:,\s[A-Z][a-z]+\.?)?),?\s(?P<date>{_DATE})\s?(?:--|[-–—_])\s?"), False),
    ("place-capitals", re.compile(r"\s*(?P<place>[A-Z][A-Z .'/-]{2,40}(?:,\s[A-Z][a-z]+\.?)?)\s(?:--|[–—_-])\s"), False),
)

_SMALL_WORDS = frozenset(
    {
        "de",
        "la",
        "le",
        "el",
        "al",
        "of",
        "the",
        "and",
        "in",
        "on",
        "du",
        "des",
        "del",
        "da",
        "do",
        "dos",
        "am",
        "an",
        "der",
        "im",
        "bei",
        "upon",
        "près",
        "di",
        "ash",
        "es",
        "y",
    }
)
_WORD = re.compile(r"[^\s/,-]+")
# A stop ends a sentence, not a place; but `ST. LOUIS`, `WASHINGTON, D.C.`
_STOP = re.compile(r"(?<!\bst)(?<![\s.][a-z])\.\s", re.I)
_CASED = re.compile(r"[A-Za-zА-Яа-яÀ-ɏ]")
_NOT_AGENCY = re.compile(r"\d|NYSE|NASDAQ|:|\.[A-Z]{1,2}\Z", re.I)


def read_dateline(paragraph: str) -> Filed | None:
    """The dateline that a paragraph begins with: `SHIRAZ (defapress)- Rain fell ...` has place SHIRAZ, agency defapress."""
    head = paragraph[:REACH]
    for rule, pattern, known_only in GRAMMAR:
        found = pattern.match(head)
        if found and (filed := _filed(found, head, rule, known_only)):
            return filed
    return None


def _filed(found: re.Match[str], head: str, rule: str, known_only: bool) -> Filed | None:
    parts = found.groupdict()
    place, agency, printed_date = parts.get("place"), parts.get("agency"), parts.get("date")
    if agency is not None and not _is_agency(agency, known_only):
        return None
    if place is not None and not _is_place(place, known=agency is not None and _is_known(agency)):
        return None
    text = one_line(head[: found.end()]).strip()
    return Filed(Dateline(text=text, place=_clean(place), date=_clean(printed_date), agency=canonical_agency(agency)), found.end(), rule)


def _clean(words: str | None) -> str | None:
    return one_line(words).strip(" ,") if words else None


def canonical_agency(agency: str | None) -> str | None:
    """The one name of an agency that is printed in several: `ТАСС` is `TASS`, `tca/dpa` is `dpa`; any other as printed."""
    printed = _clean(agency)
    return CANONICAL.get(key(printed), printed) if printed else None


def _is_known(agency: str) -> bool:
    return key(agency) in AGENCY_SOURCES


def _is_agency(agency: str, known_only: bool) -> bool:
    """A name, not a stock's ticker and not a remark: `(defapress)`, not `(NYSE: F)` or `(F.N)`."""
    if _is_known(agency):
        return True
    words = agency.split()
    named = len(words) == 1 or (len(words) <= 4 and (all(map(_capital, words)) or all(map(_is_known, words))))
    return not known_only and named and not _NOT_AGENCY.search(agency) and agency == agency.strip()


def _is_place(place: str, *, known: bool) -> bool:
    """Words that begin with capitals, as far as the script has them; a known agency behind them excuses lower case."""
    words = _WORD.findall(place)
    if not words or len(words) > 8 or _STOP.search(place):
        return False
    if known and place == place.lower():
        return len(words) <= 3
    return all(not _CASED.match(word) or word[0].isupper() or word.lower() in _SMALL_WORDS for word in words) and _capital(words[0])


def _capital(word: str) -> bool:
    return word[0].isupper() or not _CASED.match(word)


def agency_source_of(text: str) -> str | None:
    """The source ID of the agency that the text's dateline names, `defapress`; looks at the first lines only. None: it names none."""
    for line in text[:3000].split("\n")[:40]:
        filed = read_dateline(line.strip()) if "(" in line or "/" in line else None
        if filed and filed.dateline.agency:
            return filed.agency_source
    return None


def source_of_agency(agency: str) -> str | None:
    """A source ID for an agency as printed: the usual one for those that the lexicon knows, else made of the name."""
    return AGENCY_SOURCES.get(key(agency)) or slug(fold(agency))
