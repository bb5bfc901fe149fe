"""Who wrote a story: `By Ada Lovelace and Mary Somerville`."""

from __future__ import annotations

import re

from schemas.parsed import Author
from service.core.lexicon import BYLINE_WORDS
from service.core.normalise import one_line
from service.core.sheet import Sheet

_WORDS = "|".join(re.escape(word) for word in BYLINE_WORDS)
_BYLINE = re.compile(rf"(?:{_WORDS})(?:\s*:\s*|\s+)(?=\S)", re.I)
_AND = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bи\b|&|/)\s*")
_NAME_WORD = re.compile(r"[^\W\d_][^\s\d]*\Z")
_OFFICE = re.compile(r"\s-\s.*\Z|,\s[^,]{0,40}\b(?:[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Rr]eporter|[Ww]riter|[Ss]taff)\b.*\Z")
_SMALL = frozenset(
    {"de", "da", "do", "dos", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "di", "del", "della", "ter", "ten", "zu", "ben", "y", "e"}
)
MAX_BYLINE, MAX_NAME, MOST_NAME_WORDS = 160, 40, 4
REACH = 14
"""A byline stands within this many lines below the headline."""


def read_byline(line: str) -> tuple[str, tuple[Author, ...]] | None:
    """A line that is a byline, as printed, and the people it names; None for any other line."""
    found = _BYLINE.match(line) if len(line) <= MAX_BYLINE else None
    if found is None:
        return None
    names = authors_in(line[found.end() :])
    return (one_line(line), names) if names else None


def begins_byline(line: str) -> bool:
    """Whether a line begins with the words of a byline, whatever follows."""
    return _BYLINE.match(line) is not None


def byline_beside(sheet: Sheet, headline: int, dated: dict[int, int]) -> tuple[str, tuple[Author, ...], str] | None:
    """The byline within a few lines below the headline, and the rule that found it; `dated`: lines that print a date, and where in them."""
    below = range(headline + 1, min(headline + REACH, len(sheet.lines)))
    for index in below:
        if found := read_byline(sheet.lines[index]):
            return *found, "beside-headline"
    for index in below:
        name = _name_at(sheet, index, dated)
        if name and (found := read_byline(name)):
            return *found, "beside-date"
        if name and is_name(name) and MOST_NAME_WORDS >= len(set(name.split())) == len(name.split()):
            return name, (Author(name=name),), "name-beside-date"
    return None


def _name_at(sheet: Sheet, index: int, dated: dict[int, int]) -> str | None:
    """Words that may be a person's name: a line with a date right above or below it, or what stands before the date in its line."""
    line = sheet.lines[index]
    if index in dated:
        before = one_line(line[: dated[index]]).strip(" -–|•·,")
        return before if len(before) <= MAX_NAME else None
    if not (index + 1 in dated or index - 1 in dated) or len(line) > MAX_NAME:
        return None
    return one_line(line) if not line.isupper() else None


def authors_in(words: str) -> tuple[Author, ...]:
    """`Ada Lovelace  and  Mary Somerville` -> two authors, offices left out; none if a part does not look like a person's name."""
    words = _OFFICE.sub("", words)
    names = [one_line(name).strip(" .=") for name in _AND.split(words) if name.strip(" .=")]
    return tuple(Author(name=name) for name in names) if names and all(is_name(name) for name in names) else ()


def is_name(words: str) -> bool:
    """Whether two to five words look like a person's name: `Anne-Marie van der Berg`, not `the end of the day`."""
    parts = words.split()
    return 2 <= len(parts) <= 5 and all(_NAME_WORD.match(part) and (not part[0].islower() or part in _SMALL) for part in parts)
