"""Who wrote a story: `By Ada Lovelace and Mary Somerville`, `Ada Lovelace, Science Correspondent`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.parsed import Author
from service.core.labels import read_label
from service.core.lexicon import BYLINE_WORDS, ROLE_WORDS
from service.core.lexicon.agencies import AGENCY_SOURCES
from service.core.normalise import fold, key, one_line
from service.core.sheet import Sheet, without_bullet

_WORDS = "|".join(re.escape(word) for word in BYLINE_WORDS)
_BYLINE = re.compile(rf"(?:{_WORDS})(?:\s*:\s*|\s+)(?=\S)", re.I)
_BEGINNINGS = frozenset(word[:2] for word in BYLINE_WORDS)
_BYLINE_ALONE = re.compile(rf"(?:{_WORDS})\s*:?\Z", re.I)
_AND = re.compile(r"\s*(?:,|;|、|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bog\b|\boch\b|\bи\b|&|/)\s*")
_NAME_WORD = re.compile(r"[^\W\d_][^\s\d:;!?\"()]*\Z")
# What stands behind the names of a byline: an office, another desk, a date, a bracket.
_BEHIND = re.compile(r"\s-\s|\s[·|•–—]\s|\s*[(\d]|(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted)\b)")
_OFFICE = re.compile(r",\s[^,]{0,40}\b(?:[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Rr]eporter|[Ww]riter|[Ss]taff)\b.*\Z")
# A reporter's name in Korean and Japanese stands before the word for it: `홍길동 기자`.
_NAMED_BEFORE = re.compile(r"(?:\[[^\[\]]{2,12}=)?([\u3400-\u9fff\uac00-\ud7af]{2,5}(?:\s[\u3400-\u9fff]{1,3})?)\s?(?:선임기자|기자|특파원|記者)\]?\Z")
_SMALL = frozenset(
    {"de", "da", "do", "dos", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "di", "del", "della", "ter", "ten", "zu", "ben", "y", "e"}
)
MAX_BYLINE, MAX_NAME, MOST_NAME_WORDS = 160, 48, 4
REACH = 18
"""A byline stands within this many lines below the headline."""
MOST_REPEATS = 3
"""Words that a page repeats more often than this are a button, not its author."""

Found = tuple[str, tuple[Author, ...], str]


def read_byline(line: str) -> tuple[str, tuple[Author, ...]] | None:
    """A line that is a byline, as printed, and the people it names; None for any other line."""
    if len(line) > MAX_BYLINE:
        return None
    if found := _BYLINE.match(line) if line[:2].lower() in _BEGINNINGS else None:
        names = authors_in(line[found.end() :])
        return (one_line(line), names) if names else None
    named = _NAMED_BEFORE.match(line) if line[-1:] in "자원者]" else None
    return (one_line(line), (Author(name=named[1]),)) if named else None


def begins_byline(line: str) -> bool:
    """Whether a line begins with the words of a byline, whatever follows."""
    return _BYLINE.match(line) is not None


def is_byline(line: str) -> bool:
    """Whether a line is a byline, or its word alone with the names on the lines below."""
    return read_byline(line) is not None or (len(line) < 24 and line[:2].lower() in _BEGINNINGS and _BYLINE_ALONE.match(line) is not None)


def byline_beside(sheet: Sheet, headline: int, dated: dict[int, int]) -> Found | None:
    """The byline within a few lines below the headline, and the rule that found it; `dated`: lines that print a date, and where in them."""
    below = range(headline + 1, min(headline + REACH, len(sheet.lines)))
    return _worded(sheet, below) or _below_word(sheet, below) or _beside_date(sheet, below, dated) or _above_role(sheet, below)


def _worded(sheet: Sheet, below: range) -> Found | None:
    """`By Ada Lovelace`."""
    for index in below:
        if found := read_byline(without_bullet(sheet.lines[index])):
            return *found, "beside-headline"
    return None


def _below_word(sheet: Sheet, below: range) -> Found | None:
    """`By` on a line of its own, and names on the lines below it."""
    for index in below:
        if _BYLINE_ALONE.match(sheet.lines[index]) and (names := tuple(_names_from(sheet, range(index + 1, min(index + 9, len(sheet.lines)))))):
            printed = " ".join((sheet.lines[index], *(name.name for name in names[:1])))
            return printed, names, "below-word"
    return None


def _beside_date(sheet: Sheet, below: range, dated: dict[int, int]) -> Found | None:
    """A name right above or below a date, or before it in its line; several where each has its line."""
    for index in below:
        name = _name_at(sheet, index, dated)
        if not name:
            continue
        if found := read_byline(name):
            return *found, "beside-date"
        if names := _plain_names(name, sheet):
            more = _names_from(sheet, range(index - 1, below.start - 1, -1)) if index + 1 in dated else ()
            return name, (*reversed(tuple(more)), *names), "name-beside-date"
    return None


def _above_role(sheet: Sheet, below: range) -> Found | None:
    """A name, and right below it a line of offices only: `Ada Lovelace`, `Science correspondent`."""
    for index in below:
        if index + 1 < len(sheet.lines) and _is_role(sheet.lines[index + 1]) and (names := _plain_names(without_bullet(sheet.lines[index]), sheet)):
            return one_line(without_bullet(sheet.lines[index])), names, "name-above-role"
    return None


def _is_role(line: str) -> bool:
    words = line.split()
    return (
        1 <= len(words) <= 4 and all(key(word.strip(",")) in ROLE_WORDS or key(word) in ("and", "of") for word in words) and key(words[-1]) not in ("of", "in")
    )


def _names_from(sheet: Sheet, lines: range) -> Iterator[Author]:
    """The people on consecutive lines, one or more on each, until a line names none."""
    for index in lines:
        line = without_bullet(sheet.lines[index])
        if len(line) > MAX_NAME or not (names := _plain_names(line.rstrip("0123456789, &"), sheet)):
            return
        yield from names


def _plain_names(words: str, sheet: Sheet) -> tuple[Author, ...]:
    """The people that a line without a byline's word names: only people, and none that the page says all the time."""
    if words.isupper() or sheet.lines.count(words) > MOST_REPEATS or any(key(word) in ROLE_WORDS for word in words.split()[:2]) or read_label(fold(words)):
        return ()
    if not _is_proper(words, sheet):
        return ()
    if (lone := _standing_alone(words, sheet)) is not None:
        return (Author(name=lone),)
    names = authors_in(words)
    return names if all(len(author.name.split()) <= MOST_NAME_WORDS and author.name[-1] != "." for author in names) else ()


def _is_proper(words: str, sheet: Sheet) -> bool:
    """Whether the page writes most of the words with capitals only, as it does names: not `Share Article`, `The Harbour Project`."""
    cased = [word for word in words.split() if word[:1].isupper() and len(word) > 1]
    # Between spaces: an address such as `ada.lovelace@example.com` writes names in small letters.
    common = sum(any(f" {word.lower()} " in line for line in sheet.folded) for word in cased)
    return 2 * common < len(cased) or not cased


def _standing_alone(words: str, sheet: Sheet) -> str | None:
    """The name that a longer line begins with and that has a line of its own elsewhere: `Ada Lovelace The Harbour Post`, `Ada Lovelace`."""
    parts = words.split()
    heads = (" ".join(parts[:most]) for most in (3, 2) if most < len(parts))
    return next((head for head in heads if is_name(head) and head in sheet.lines), None)


def _name_at(sheet: Sheet, index: int, dated: dict[int, int]) -> str | None:
    """Words that may be a person's name: a line with a date right above or below it, or what stands before the date in its line."""
    line = sheet.lines[index]
    if index in dated:
        before = one_line(line[: dated[index]]).strip(" -–|•·,")
        return before if len(before) <= MAX_BYLINE else None
    if not (index + 1 in dated or index - 1 in dated) or len(line) > 2 * MAX_NAME:
        return None
    return one_line(without_bullet(line))


def authors_in(words: str) -> tuple[Author, ...]:
    """`Ada Lovelace  and  Mary Somerville` -> two authors, offices and agencies left out; none if a part does not look like a person's name."""
    words = _OFFICE.sub("", words)
    if behind := _BEHIND.search(words, 3):
        words = words[: behind.start()]
    parts = (_without_role(one_line(part).strip(" .=")) for part in _AND.split(words))
    names = [part for part in parts if part and key(part) not in AGENCY_SOURCES]
    if len(names) > 1 and "," in words and " " not in names[-1]:
        names.pop()  # the place: `Ada Lovelace, London`
    return tuple(Author(name=name) for name in dict.fromkeys(names)) if names and all(is_name(name) for name in names) else ()


def _without_role(words: str) -> str:
    """`Ada Lovelace Science Correspondent` -> `Ada Lovelace`; a name printed twice is printed once."""
    parts = words.split()
    half = len(parts) // 2
    if len(parts) >= 4 and parts[:half] == parts[half:]:
        return " ".join(parts[:half])
    for index in range(2, len(parts)):
        if key(parts[index]) in ROLE_WORDS:
            return " ".join(parts[:index])
    return words


def is_name(words: str) -> bool:
    """Whether two to five words look like a person's name: `Anne-Marie van der Berg`, not `the end of the day`."""
    parts = words.split()
    return 2 <= len(parts) <= 5 and all(_NAME_WORD.match(part) and (not part[0].islower() or part in _SMALL) for part in parts)
