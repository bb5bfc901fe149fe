"""Picture captions and credits: `Cars on the bridge. (Photo: Ada Lovelace/AP)`, `Foto: Ada Lovelace`, `EFE/ Ada
Lovelace`.
"""

from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick

from copydesk.service.core.lexicon import CREDIT_WORDS, any_of, words_of
from copydesk.service.core.lexicon.agencies import HOUSES, MARKED_SOURCES, SIGNING_HOUSES
from copydesk.service.core.text.scripts import HAN, LATIN_CAPITALS
from copydesk.service.core.text.spelling import key, lowered

_WORDS = any_of(CREDIT_WORDS)
_VERBS = any_of(words_of(lambda lexicon: lexicon.captions.verbs))
_TAKEN = any_of(words_of(lambda lexicon: lexicon.captions.taken))
_LABELS = any_of(words_of(lambda lexicon: lexicon.captions.labels))
_OPENINGS = any_of(words_of(lambda lexicon: lexicon.captions.openings))
_KNOWN = frozenset((*MARKED_SOURCES, *map(str.lower, HOUSES)))
_END = r"\s?[).]?\Z"
# Each is tried only where it can begin: a search for all of them at once stops at every space of a line.
_HOUSE = re.compile(rf"(?:[/(]\s?|[.:|,]\s)(?:{any_of(HOUSES)}){_END}", re.I)
_HOUSES_FIRST = re.compile(rf"(?:{any_of(house for house in HOUSES if ' ' in house)})\s(?=[A-Z])")
_HOUSE_NAMES = tuple({house.lower() for house in HOUSES})
_CREDITS = AhoCorasick(CREDIT_WORDS)
_IN_BRACKETS = re.compile(rf"\(\s?(?:{_WORDS})(?:\sby\b|\s?[:/©])[^()]{{1,100}}\)?{_END}", re.I)
# The maker and the house, in either order: (Ada Lovelace/Example News), [File: Ada Lovelace/Reuters], (dpa/picture
# alliance via Getty).
_TWO_IN_BRACKETS = re.compile(
    rf"[(\[]((?:[{LATIN_CAPITALS}]|dpa)[\w .'’:-]{{0,40}})/((?:\s?[{LATIN_CAPITALS}]|picture)[^()/\[\]]{{2,50}})[)\]]\Z"
)
_TAKEN_BY = re.compile(rf"[(（][^()（）]{{2,16}}(?:{_TAKEN})[)）]\Z")
_TAKEN_AT_END = re.compile(rf"[。\s][{HAN}]{{2,4}}[\s\u3000]?(?:{_TAKEN})\Z")
# EFE/ Ada Lovelace, REUTERS/Ada Lovelace/File Photo: a house as it writes itself, and the maker.
_HOUSE_AND_MAKER = re.compile(
    rf"(?:\A|[\s.(])([A-Z]{{2,8}}|{'|'.join(SIGNING_HOUSES)})"
    rf"(?:\s?/\s?[{LATIN_CAPITALS}][\w.'’-]*(?: [\w.'’&-]{{1,20}}){{0,5}}){{1,3}}\Z"
)
# Photograph by Ada Lovelace: of two words, as one may be anything.
_BY = re.compile(
    rf"(?:{_WORDS})s?\s(?:{_VERBS})\s[{LATIN_CAPITALS}][^\s.!?:]{{1,24}}\s[^.!?:]{{1,48}}\Z",
    re.I,
)
_OPENED = re.compile(rf"(?:(?:{_LABELS})\s?:|(?:{_OPENINGS})\b)", re.I)
_ALL_RIGHTS = tuple(words + stop for words in words_of(lambda lexicon: lexicon.captions.rights) for stop in ("", "."))
_WORD_BEFORE = re.compile(rf"(?:\A|[\s.|])(?:{_WORDS})\s?\Z", re.I)
_MAKER = re.compile(rf"[:©]\s?[^.!?:]{{1,70}}{_END}")
_RIGHTS = re.compile(rf"©[^.]{{2,60}}{_END}")
_MARKS = re.compile(r"[:(/|©]")
_STOPS = '.!?"”»'
_BEHIND = " \t\xa0)."
"""What may stand behind the name of a house."""
TAIL = 110
"""A credit stands in the last characters of a caption."""
LONGEST_CREDITED = 200
LONGEST_HOUSE = 2 + max(map(len, HOUSES)) + 2
LONGEST_RIGHTS = 1 + 60 + 2
LONGEST_WORD = 1 + max(map(len, CREDIT_WORDS)) + 1


def is_caption(line: str) -> bool:
    """Whether a line closes with a picture's credit. A paragraph is longer than any caption."""
    if len(line) > 400:
        return False
    tail = line[-TAIL:]
    if _OPENED.match(line) is not None or opens_with_house(line):
        return True
    if tail[-20:].lower().endswith(_ALL_RIGHTS):
        return True
    if tail[-1:] in _STOPS and not _MARKS.search(tail):
        return False
    return _names_house(tail) or _names_maker(tail)


def opens_with_house(line: str) -> bool:
    """`Getty Images The bridge at dawn`: a house of several words, run into its caption, which is no sentence."""
    house = _HOUSES_FIRST.match(line)
    return house is not None and line[-1:] not in _STOPS


def is_credit(line: str) -> bool:
    """Whether a line within a story is a caption beyond doubt: it names the maker of a picture, not only an agency,
    which may sign a paragraph too.
    """
    return len(line) <= LONGEST_CREDITED and line[-1:] not in _STOPS and _names_maker(line[-TAIL:])


def _names_house(tail: str) -> bool:
    return (
        tail.rstrip(_BEHIND).lower().endswith(_HOUSE_NAMES)
        and _HOUSE.search(tail, max(0, len(tail) - LONGEST_HOUSE)) is not None
    )


def _names_maker(tail: str) -> bool:
    """In the last brackets, beside a house, behind a copyright sign, or behind the credit's word and its colon."""
    if (
        _names_both(tail)
        or _TAKEN_AT_END.search(tail[-12:])
        or ("©" in tail and _RIGHTS.search(tail, max(0, len(tail) - LONGEST_RIGHTS)))
    ):
        return True
    words = _CREDITS.find_matches_as_indexes(lowered(tail), overlapping=True)
    return bool(words) and _names_by_word(tail, {start for _, start, _ in words})


def _names_by_word(tail: str, words: set[int]) -> bool:
    """Behind one of the credit's words, which begin at these places."""
    if any(_begins(tail, start) and _BY.match(tail, start) for start in words):
        return True
    if (bracket := tail.rfind("(")) >= 0 and _IN_BRACKETS.match(tail, bracket):
        return True
    colon = tail.rfind(":")
    marks = [colon, *(at for at in range(colon + 1, len(tail)) if tail[at] == "©")]
    return any(_says_credit(tail, at) for at in marks if at >= 0)


def _begins(tail: str, at: int) -> bool:
    """Whether a credit may begin there: at the beginning, or behind a sentence."""
    return at == 0 or (at > 1 and tail[at - 1].isspace() and tail[at - 2] in ".)")


def _names_both(tail: str) -> bool:
    """Maker and house with a stroke between them, in the last brackets or at the end; parties and bands are written so
    too.
    """
    if tail[-1:] in ")]）":
        return (bracket := max(map(tail.rfind, "([（"))) >= 0 and _is_credited(tail, bracket)
    named = _HOUSE_AND_MAKER.search(tail) if "/" in tail and tail[-1:] not in _STOPS else None
    return named is not None and _is_house(named[1])


def _is_credited(tail: str, bracket: int) -> bool:
    """Whether the last brackets hold a name of two words, or a house, before a stroke; or who took the picture."""
    found = _TWO_IN_BRACKETS.match(tail, bracket)
    if found and (" " in found[1].strip() or _is_house(found[1]) or _is_house(found[2])):
        return True
    return _TAKEN_BY.match(tail, bracket) is not None


def _is_house(name: str) -> bool:
    return key(name) in _KNOWN


def _says_credit(tail: str, mark: int) -> bool:
    return (
        _MAKER.match(tail, mark) is not None
        and _WORD_BEFORE.search(tail[:mark], max(0, mark - LONGEST_WORD)) is not None
    )
