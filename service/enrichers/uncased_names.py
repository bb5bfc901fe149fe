"""Full names in Persian and Arabic texts: a known given name, and a surname behind which a sign or a word says that it ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from copydesk.schemas.article import Person
from copydesk.service.core.lexicon.places import CITIES, PARTS
from copydesk.service.enrichers.uncased_words import UNCASED, UncasedWords, spelt_alike

# The joiner within a word is a space once letters are spelt alike.
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_MOST_SURNAMES, _MOST_WORDS = 2, 4


@dataclass(frozen=True, slots=True)
class UncasedName:
    """Where one stands, in the folded text as in the printed, and its last word."""

    name: str
    start: int
    end: int
    surname: str
    is_sure: bool
    """A title stands before it, or an office behind it."""


@dataclass(frozen=True, slots=True)
class UncasedText:
    """The mentions of full names in a text, in order, and of surnames alone, by where they stand."""

    full: list[UncasedName]
    alone: dict[int, str]

    def bearers(self) -> dict[str, str | None]:
        """Whose a surname is; None for one of several."""
        found: dict[str, str | None] = {}
        for one in self.full:
            if found.setdefault(one.surname, one.name) != one.name:
                found[one.surname] = None
        return found


_Word = tuple[str, int, int]
"""As it is looked up, and where it stands."""


def uncased_text(text: str, language: str) -> UncasedText:
    """What a text in one of `UNCASED` names."""
    folded, words = spelt_alike(text, language), UNCASED[language]
    tokens = [(folded[found.start() : found.end()], *found.span()) for found in _WORD.finditer(text)]
    named = list(_named(folded, tokens, words))
    return UncasedText(named, dict(_alone(tokens, named, words)))


def _alone(tokens: list[_Word], named: list[UncasedName], words: UncasedWords) -> Iterator[tuple[int, str]]:
    """Where each surname stands by itself behind a full name that ends with it."""
    first: dict[str, int] = {}
    for one in named:
        first.setdefault(one.surname, one.end)
    ends = {one.end for one in named}
    for at, (word, start, end) in enumerate(tokens):
        if word in first and start > first[word] and end not in ends and tokens[at - 1][0] not in words.given:
            yield start, word


def _named(folded: str, tokens: list[_Word], words: UncasedWords) -> Iterator[UncasedName]:
    behind = 0
    for at, (word, start, _) in enumerate(tokens):
        if not _is_given(word, words) or at < behind or not (stop := _behind_name(folded, tokens, at, words)):
            continue
        before = _before(folded, tokens, at)
        first = _before(folded, tokens, at - 1) if before in words.titles else before
        surname, _, end = tokens[stop - 1]
        behind = stop
        if first not in words.named_for and before not in words.named_for | words.joins and surname not in _places():
            after = tokens[stop][0] if stop < len(tokens) and tokens[stop][1] - end < 4 else ""
            is_sure = before in words.titles or _first(after) in words.offices
            yield UncasedName(folded[start:end], start, end, surname, is_sure)


def _before(folded: str, tokens: list[_Word], at: int) -> str:
    """The word right before another, with a space between."""
    return tokens[at - 1][0] if at > 0 and _touch(folded, tokens[at - 1], tokens[at]) else ""


def _is_given(word: str, words: UncasedWords) -> bool:
    return word in words.given or (" " in word and all(part in words.given for part in word.split(" ")))


def _first(word: str) -> str:
    """The first part of a word of several: `رئیس` of `رئیس‌جمهور`."""
    return word.partition(" ")[0]


def _behind_name(folded: str, tokens: list[_Word], first: int, words: UncasedWords) -> int:
    """Behind which word the name ends; 0 if nothing says so."""
    at, surnames = first, 0
    while at + 1 < len(tokens) and _touch(folded, tokens[at], tokens[at + 1]):
        word = tokens[at + 1][0]
        if _first(word) in words.stops or (
            words.stop_letter and word.startswith(words.stop_letter) and word not in words.given
        ):
            break
        surnames += word not in words.given and word not in words.joins
        at += 1
        if surnames > _MOST_SURNAMES or at - first > _MOST_WORDS:
            return 0
    last = tokens[at][0]
    return at + 1 if at > first and last not in words.joins and len(last) > 1 else 0


def _touch(folded: str, one: _Word, other: _Word) -> bool:
    return other[1] - one[2] == 1 and folded[one[2]] == " "


def people_uncased(text: str, named: UncasedText) -> Iterator[Person]:
    """Those with a title or an office, in order of first mention."""
    by_itself, counts, whose = Counter(named.alone.values()), Counter(one.name for one in named.full), named.bearers()
    sure = {one.name for one in named.full if one.is_sure}
    first = {one.name: one for one in reversed(named.full) if one.name in sure}
    for one in sorted(first.values(), key=lambda each: each.start):
        count = counts[one.name] + (by_itself[one.surname] if whose[one.surname] else 0)
        yield Person(name=text[one.start : one.end], count=count)


@cache
def _places() -> frozenset[str]:
    return frozenset(CITIES) | frozenset(PARTS)
