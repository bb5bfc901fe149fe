"""A headline run into the first words of the body, `Bridge Reopens in HarbourThe old bridge ...`, and the evidence on
which it is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.text.scripts import CYRILLIC_CAPITALS, CYRILLIC_SMALL, LATIN_CAPITALS, LATIN_SMALL
from copydesk.service.core.text.spelling import fold

REACH = 320
"""A headline is no longer than this."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the headline ends and the body begins in a line, and what says so."""

    at: int
    rule: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the headline from elsewhere."""

    hint: str | None = None
    slug_words: tuple[str, ...] = ()
    """The words of the URL's last part, folded and in lower case."""
    host: str = ""
    """The letters of the URL's host, in lower case."""


def cut_headline(line: str, known: Known) -> Cut | None:
    """Where a headline at the beginning of a line is glued to what follows; None without evidence, for a wrong cut is
    worse than none.
    """
    head = line[:REACH]
    return next((Cut(at, rule) for rule, find in EVIDENCE if (at := find(head, known)) and is_sensible(line, at)), None)


def is_sensible(line: str, at: int) -> bool:
    """Whether both sides of a place in a line are long enough for a headline and for a paragraph."""
    return at >= 12 and len(line) - at >= 20 and len(line[:at].split()) >= 3 and len(line[at:].split()) >= 4


def _by_hint(head: str, known: Known) -> int | None:
    hint = known.hint
    return len(hint) if hint and head.startswith(hint) and len(hint) < len(head) else None


def _by_slug(head: str, known: Known) -> int | None:
    """The URL spells the headline out; the word that ends it goes on in the text."""
    words = known.slug_words
    if len(words) < 4:
        return None
    place = 0
    folded = fold(head).lower()
    for index, word in enumerate(words):
        found = folded.find(word, place, place + len(word) + 12)
        if found < 0:
            return None
        place = found + len(word)
        if index == len(words) - 1 and folded[place : place + 1].isalnum():
            return place
    return None


# A small letter, a digit or a closing mark, and right behind it the capital of a new sentence: `HarbourThe old`,
# `Mayor."Today,`.
_SMALL = LATIN_SMALL + CYRILLIC_SMALL
_ONE_LETTER_WORDS = "".join(words_of(lambda lexicon: lexicon.page.one_letter_words)).upper()
_CASE = re.compile(
    rf"(?:[{_SMALL}]{{2}}|[a-z][A-Z]{{1,5}}s?|[0-9%)\]!?.…][\"”'’]?|[\"”])"
    rf"(?=[\"“]?(?:[{LATIN_CAPITALS}{CYRILLIC_CAPITALS}][{_SMALL}'’]+|[{_ONE_LETTER_WORDS}])[\s,]+[\"“]?\w)"
)
_CAMEL = re.compile(any_of(words_of(lambda lexicon: lexicon.names.prefixes)))
_STOPPED = re.compile(f"(?:{any_of(words_of(lambda lexicon: lexicon.page.stopped))}) ")


def _by_case(head: str, known: Known) -> int | None:
    for found in _CASE.finditer(head):
        at = found.end()
        word = head[head.rfind(" ", 0, at) + 1 : at]
        if (
            head[at : at + 1] != " "
            and not _CAMEL.fullmatch(word)
            and ". " not in _STOPPED.sub("", head[:at])
            and not word.startswith(("http", "www", "@", "#"))
        ):
            return at
    return None


# In scripts without capitals a question mark or the formula of attribution is what marks the seam.
_ATTRIBUTED = any_of(words_of(lambda lexicon: lexicon.page.attributions))
_SEAM = re.compile(rf"[؟?!](?=[«\"]?[^\W\d_])|(?<=[^\W\d_])(?=(?:{_ATTRIBUTED})\s)")
# A bracket or a quotation closes, and a word of Arabic script follows without a space; endings are of two letters.
_UNSPACED = re.compile(r"(?<=[^\W\d_])(?:\)(?=[\u0620-\u06d3]{2})|[»”\"](?=[\u0620-\u06d3]{3}))")


def _by_seam(head: str, known: Known) -> int | None:
    found = _SEAM.search(fold(head))
    return found.end() if found else None


def _by_unspaced_mark(head: str, known: Known) -> int | None:
    """Of quotation marks that open and close alike only the second closes."""
    for found in _UNSPACED.finditer(head):
        if found[0] != '"' or head[: found.end()].count('"') % 2 == 0:
            return found.end()
    return None


# Ordered: what somebody says the headline is goes before what the letters suggest.
EVIDENCE: tuple[tuple[str, Callable[[str, Known], int | None]], ...] = (
    ("glued:hint", _by_hint),
    ("glued:url", _by_slug),
    ("glued:case", _by_case),
    ("glued:seam", _by_seam),
    ("glued:mark", _by_unspaced_mark),
)
