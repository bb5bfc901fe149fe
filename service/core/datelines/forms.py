"""The forms of datelines, `TEHRAN, Apr. 17 (MNA) –` and its kin: for each a pattern, and what makes one believable
beside a sentence that looks like it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from copydesk.service.core.datelines.places import LETTER, country_of, has_capitals, is_capital, is_sure
from copydesk.service.core.lexicon import LEXICONS, any_of, words_of
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES, MARKED_SOURCES, OPENERS
from copydesk.service.core.text.scripts import HAN, HANGUL, KANA
from copydesk.service.core.text.spelling import key


@dataclass(frozen=True, slots=True)
class Parts:
    """What a rule's pattern found, as printed; None or empty for what it did not."""

    place: str | None
    date: str | None
    agency: str | None
    separator: str = ""
    """What stands between the dateline and the story."""
    mark: str = ""
    """What stands between place and agency where neither bracket nor slash does."""
    behind: str = ""
    """The story's first words."""
    told: bool = False
    """Whether something else than the text says that the story comes from this place."""


# The desk behind the agency's name: `dpa/lno` is its service for the north of Germany.
DESK = re.compile(r"/[a-z]{2,5}\Z")


def is_known(agency: str) -> bool:
    """One of the names that may stand without marks, or several of them: `ats afp`; or one and its desk."""
    return _is_among(agency, marked=False)


@lru_cache(maxsize=2048)
def _is_among(agency: str, *, marked: bool) -> bool:
    names = MARKED_SOURCES if marked else AGENCY_SOURCES
    return (
        key(agency) in names
        or key(DESK.sub("", agency)) in names
        or all(key(name) in names for name in re.split(r"[\s/]", agency))
    )


def _is_marked(parts: Parts) -> bool:
    """A known agency, within marks: one whose name is a word, too, in capitals, or where the rest is surely a dateline:
    not `Example (App) -`.
    """
    agency = parts.agency or ""
    return is_known(agency) or (
        _is_among(agency, marked=True) and (not any(map(str.islower, agency)) or _is_sure(parts))
    )


def _is_sure(parts: Parts) -> bool:
    """Whether a date, or the place itself, shows that this is a dateline."""
    return parts.date is not None or parts.told or (parts.place is not None and is_sure(parts.place))


def _may_be(parts: Parts) -> bool:
    """Whether nothing speaks against a dateline: enough beside a known agency in scripts without capitals."""
    return _is_sure(parts) or (parts.place is not None and not has_capitals(parts.place))


def _is_located(parts: Parts) -> bool:
    """Whether the place is known, which a heading or a credit hardly ever is: `SAN FRANCISCO _`."""
    return parts.place is not None and country_of(parts.place) is not None


def _begins(parts: Parts) -> bool:
    """Whether the story's first word can begin a sentence."""
    word = parts.behind.lstrip(" \"'“‘«„(（")
    return not parts.behind or (word[:1].isalnum() and is_capital(word))


_NOT_AGENCY = re.compile(r"\d|NYSE|NASDAQ|:|\.[A-Z]{1,2}\Z", re.I)


def _is_name(agency: str) -> bool:
    """A name, not a stock's ticker and not a remark: `(defapress)`, not `(NYSE: F)` or `(F.N)`."""
    words = agency.split()
    named = len(words) == 1 or (len(words) <= 4 and all(map(is_capital, words)))
    return named and not _NOT_AGENCY.search(agency) and agency == agency.strip()


def _in_brackets(parts: Parts) -> bool:
    """Any name behind a sure place and before a dash; a colon ends the legends of pictures, too: `(left):`."""
    if not parts.separator:
        return _is_marked(parts) and _is_sure(parts) and _begins(parts)
    if _is_marked(parts):
        return True
    return _is_sure(parts) and _is_name(parts.agency or "") and ":" not in parts.separator and not _explained(parts)


def _explained(parts: Parts) -> bool:
    """`WHO (World Health Organization)` is a name and what it stands for."""
    return "".join(word[0] for word in (parts.agency or "").split()) == parts.place


def _in_slashes(parts: Parts) -> bool:
    return (_is_marked(parts) and _may_be(parts)) or (
        parts.date is not None and parts.place is not None and _is_name(parts.agency or "")
    )


def _alone(parts: Parts) -> bool:
    """Brackets and no place: only what is an agency for certain."""
    return is_known(parts.agency or "") and (bool(parts.separator) or _begins(parts))


def _agency_first(parts: Parts) -> bool:
    return _is_name(parts.agency or "") and _is_sure(parts) and (parts.date is not None or is_known(parts.agency or ""))


def _behind_mark(parts: Parts) -> bool:
    """Without brackets the agency must be known, and the less there is between it and the place, the more the place
    itself must show.
    """
    if not is_known(parts.agency or ""):
        return False
    if parts.date is not None:
        return True
    if not parts.separator.strip():
        return (parts.mark.strip(" .,،") != "" or parts.mark.isspace()) and _is_located(parts)
    match parts.mark.strip():
        case "," | "،":
            return True
        case "":
            return _is_located(parts)
        case _:
            return _may_be(parts)


def _any(parts: Parts) -> bool:
    return True


def _dated(parts: Parts) -> bool:
    return parts.date is not None


def _sent_on(parts: Parts) -> bool:
    """Place, sender and a whole day, each apart from the other."""
    return parts.place is not None and _dated(parts) and _is_name(parts.agency or "")


def _opens_paragraph(parts: Parts) -> bool:
    """Place and day without capitals or agency: a paragraph must follow, or it were a byline and its date."""
    return parts.place is not None and _dated(parts) and len(parts.behind) >= _SHORTEST_PARAGRAPH and _begins(parts)


def _located_and_dated(parts: Parts) -> bool:
    return _is_located(parts) and _dated(parts)


def _wired(parts: Parts) -> bool:
    """Without an agency `电` must end the dateline: it begins words, too."""
    return _dated(parts) and (parts.agency is not None or parts.separator[1:] != "" or not parts.behind[:1].isalnum())


_SHORTEST_PARAGRAPH = 60
_DAY = re.compile(r"\W{0,2}(?:\d|\S{3,12}\s\d)")


def _opens(parts: Parts) -> bool:
    """A date behind it makes a credit line of the page: `AFP - 25 June 2024 - 14:03`."""
    return key(parts.agency or "") in OPENERS and _begins(parts) and not _DAY.match(parts.behind)


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of datelines. Groups of the pattern: lead (place and date), agency, sep, mark."""

    name: str
    needs: str
    """One of these characters stands in every dateline of the form, and in few other texts; empty where instead the
    name of a known agency does.
    """
    pattern: re.Pattern[str]
    believed: Callable[[Parts], bool]


_SEP = r"(?:\s{0,2}\.?\s{0,2}(?:--|[-–—:_۔।]|//)[-\s]{0,2})"
# A place is words without a sentence's marks.
_PLAIN = r"[^\n()\[\]:;!?\"“”|•<>]"
_BRACKETED = rf"\((?P<agency>[^()\n]{{2,40}})\)(?:(?P<sep>{_SEP})|\.?\s{{0,3}}(?=\S|\Z))"
_SHORT_LEAD = rf"(?P<lead>{_PLAIN}{{2,90}}?)"
# Names that stand without anything between them and the place, or between spaces as any word does: only known ones are
# looked for.
_EASTERN = "|".join(name for name in AGENCY_SOURCES if re.match(f"[{KANA}{HAN}]", name))
_KNOWN = "|".join(sorted(map(re.escape, AGENCY_SOURCES), key=len, reverse=True))
_BY = any_of(map(str.capitalize, words_of(lambda lexicon: lexicon.bylines.prefixes)))
_AGENCIES = AhoCorasick(AGENCY_SOURCES)
_CAPITALS = r"[A-Z][A-Z .'/-]{2,40}(?:,\s[A-Z][A-Za-z .]{1,20})?"

# Forms that a language has for itself: figures in them are days.
_OWN_FORMS = tuple(entry for lexicon in LEXICONS for entry in lexicon.datelines.forms.items())
_DAY_MARKS = "".join(words_of(lambda lexicon: lexicon.dates.day_marks))

# Ordered: the first whose pattern matches and whose parts are believed is taken.
GRAMMAR: tuple[Rule, ...] = (
    Rule("place-brackets", "(", re.compile(rf"(?P<lead>{_PLAIN}{{2,100}}){_BRACKETED}"), _in_brackets),
    # `Luarca (Asturias), 25 jun (EFE).-`, `New Delhi [India], March 5 (ANI):`
    Rule(
        "place-region-brackets",
        "(",
        re.compile(
            rf"(?P<lead>{_PLAIN}{{2,50}}[(\[][^\n()\[\]\d]{{2,30}}[)\]](?:\s\[[^\n()\[\]\d]{{2,30}}\])?{_PLAIN}{{0,40}}){_BRACKETED}"
        ),
        _in_brackets,
    ),
    Rule(
        "agency-brackets-place",
        "(",
        re.compile(r"\((?P<agency>[A-Z][A-Za-z]{1,15})\)\s?[-–—]\s(?P<lead>[^\n:;()]{3,50}?)(?P<sep>\s?[-–—]{1,2}\s?)"),
        _agency_first,
    ),
    Rule("brackets", "(", re.compile(rf"\((?P<agency>[^()\n]{{2,40}})\)(?:(?P<sep>{_SEP})|\s{{0,3}}(?=\S))"), _alone),
    Rule(
        "place-slashes",
        "/",
        re.compile(rf"{_SHORT_LEAD}[.,]?\s{{0,2}}/\s?(?P<agency>[^/\n]{{2,40}}?)\s?/(?:/|\s?\.)?(?:{_SEP})?\s{{0,2}}"),
        _in_slashes,
    ),
    Rule(
        "place-slash-dash",
        "/",
        re.compile(rf"(?P<lead>{_PLAIN}{{2,80}}/)\s?(?P<agency>[^\n()/.:–-]{{2,25}}?)(?P<sep>{_SEP})"),
        _in_slashes,
    ),
    # `نابلس/ قيس أبو سمرة/ الأناضول`: place, reporter and agency on a line of their own.
    Rule(
        "place-reporter-agency",
        "/",
        re.compile(r"(?P<lead>[^\n/:.]{2,30})/[^\n/:.]{3,40}/\s?(?P<agency>[^\n/:.]{2,25})\s*\Z"),
        _in_slashes,
    ),
    Rule(
        "korean",
        "=",
        re.compile(rf"[\[(](?P<lead>[{HANGUL}·]{{2,10}})=(?P<agency>[^\])=\n]{{2,12}})[\])]\s{{0,2}}"),
        _any,
    ),
    Rule(
        "japanese",
        "【[［",
        re.compile(
            rf"[【\[［](?P<lead>[^】\]］\n]{{0,20}}?)[\s=＝]{{0,2}}(?P<agency>[A-Z]{{2,10}}|{_EASTERN})[】\]］](?:{_SEP})?"
        ),
        _alone,
    ),
    *(Rule(name, _DAY_MARKS, re.compile(form), _wired) for name, form in _OWN_FORMS),
    Rule(
        # `ПЕТРОПАВЛОВСК. КАЗИНФОРМ –`, `Tehran, Iran, August 23 By Ada Lovelace - Trend:`, `МОСКВА, 25 июн - РИА
        # Новости, Ада Лавлейс.`
        "place-agency",
        "",
        re.compile(
            rf"\s*{_SHORT_LEAD}(?:\s(?:{_BY})\s[^\n:–—-]{{3,40}}\s-)?(?P<mark>[.,،۔]?\s{{1,3}}|\s?[-–—]\s?)(?P<agency>(?i:{_KNOWN}))(?:(?P<sep>{_SEP}|\.\s|,\s{LETTER}[^.\n]{{2,40}}\.\s)|\s*\Z)"
        ),
        _behind_mark,
    ),
    Rule(
        "place-quoted",
        '"“«',
        re.compile(r"(?P<lead>[^\n\"“«:;.]{2,30}?)\s?[-–—]\s?[\"“«](?P<agency>[^\"”»\n]{2,25})[\"”»]\s?[-–—:]\s?"),
        _is_located,
    ),
    Rule(
        "place-site",
        ".",
        re.compile(
            rf"(?P<lead>{_CAPITALS}),\s(?P<agency>[A-Za-z0-9]{{2,24}}\.(?:com|co|id|net|org|info|news|tv))\s?[-–—]{{1,2}}\s"
        ),
        _any,
    ),
    Rule(
        "agency",
        "-–—",
        re.compile(r"(?P<agency>[^\W\d_][^\n()/.:–—-]{1,14}?)\s{0,2}(?:--|[–—]|\s-)(?:\s{1,3}|\Z)"),
        _opens,
    ),
    # `VANCOUVER, BC / ACCESSWIRE / March 4, 2019 / Example Corp. ...`
    Rule(
        "place-slash-agency-day",
        "/",
        re.compile(
            rf"(?P<lead>{_PLAIN}{{2,60}}?)\s?/\s?(?P<agency>[A-Za-z][^/\n]{{2,30}}?)\s?/\s?(?P<day>[^/\n]{{6,24}}?\b(?:19|20)\d\d)\s?/\s{{0,3}}"
        ),
        _sent_on,
    ),
    # `Toronto, Ontario--(Newsfile Corp. - March 4, 2019) - Example Corp. ...`
    Rule(
        "place-brackets-day",
        "(",
        re.compile(
            rf"(?P<lead>{_PLAIN}{{2,60}}?)\s?(?:--|[–—-])\s?\((?P<agency>[^()\n–—-]{{2,40}}?)\s[-–—]\s(?P<day>[^()\n]{{6,24}}?\b(?:19|20)\d\d)\)(?P<sep>{_SEP})"
        ),
        _sent_on,
    ),
    # `Köln, 18. August 2025 – Die Stadt ...`, as press releases begin
    Rule(
        "place-day",
        "-–—",
        re.compile(rf"(?P<lead>{_PLAIN}{{3,60}}?\b(?:19|20)\d\d\.?)(?P<sep>\s?(?:--|[–—]|\s-)\s{{1,3}})"),
        _opens_paragraph,
    ),
    Rule(
        "place-date", "-–—_", re.compile(rf"(?P<lead>{_CAPITALS},\s[^\n:;()–—_]{{2,20}}?)\s?(?:--|[-–—_])\s?"), _dated
    ),
    Rule(
        "place-date-stop",
        ".",
        re.compile(rf"(?P<lead>{_CAPITALS},\s[^\n:;()–—_]{{4,20}}?)\.\s(?=[A-Z])"),
        _located_and_dated,
    ),
    Rule("place-capitals", "-–—_", re.compile(rf"(?P<lead>{_CAPITALS})\s(?:--|[–—_-])\s"), _is_located),
)


def holds_agency(folded: str) -> bool:
    """Whether a known agency's name stands behind a space or a dash: to look for all names at once is many times faster
    than to try the form that needs one.
    """
    low = folded.lower()
    found = _AGENCIES.find_matches_as_indexes(low, overlapping=True)
    return any(start and (low[start - 1].isspace() or low[start - 1] in "-–—") for _, start, _ in found)
