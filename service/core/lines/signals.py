"""What newsrooms write before a headline or above a story to say what this version is: `UPDATE 2-Bridge reopens`,
`(Corrects name in paragraph 3)`, `MANDATORY KILL`, `EMBARGOED UNTIL 4 March, 10:00 GMT`. The words are in the lexicon.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.text.spelling import fold, key, lowered

REACH = 300
_PLAIN_ORDER = 2
"""A kill of so many spaces says what is killed: nothing need part it from the rest."""
_LONGEST_NOTE = 90
"""A line of words for editors with nothing else on it is no longer."""

MarkKind = Literal["update", "correction", "kill", "advisory", "embargo"]


class Mark(NamedTuple):
    """What a line says of the version."""

    kind: MarkKind
    alone: bool
    """Whether the line says nothing else: it is a note to editors, and neither headline nor story."""
    rest: str
    """What stands behind the words, folded."""


_WORDS: tuple[tuple[MarkKind, tuple[str, ...]], ...] = (
    ("kill", words_of(lambda lexicon: map(key, lexicon.signals.kill))),
    ("embargo", words_of(lambda lexicon: map(key, lexicon.signals.embargo))),
    ("correction", words_of(lambda lexicon: map(key, lexicon.signals.correction))),
    ("advisory", words_of(lambda lexicon: map(key, lexicon.signals.advisory))),
    ("update", words_of(lambda lexicon: map(key, lexicon.signals.update))),
)
"""Of one line the gravest counts."""
_ALL = tuple(word for _, words in _WORDS for word in words)
_KILL_ALONE = frozenset(words_of(lambda lexicon: map(key, lexicon.signals.kill_alone)))
_BEGINNINGS = frozenset(word[:2] for word in (*_ALL, *_KILL_ALONE))
_BY_BEGINNING = {
    beginning: tuple(
        (kind, found) for kind, words in _WORDS if (found := tuple(word for word in words if word[:2] == beginning))
    )
    for beginning in _BEGINNINGS
}
"""The same words by their first two letters: a line is compared with few of them."""
_DECORATION = re.compile(r"[\s*=!+<>#^([【（–—-]*")
_NUMBER = re.compile(
    r"\s?(?:no\.?\s?)?(?:\d{1,2}(?:st|nd|rd|th)?)?\s?(?:\([^()]{1,20}\))?(?=\s*(?:[-–—:：)\]】）*]|\Z))", re.I
)
_BARE = re.compile(r"[\W\d_]*\Z")
_FIGURE = re.compile(r"\d")
_SHORT_END = 40
"""`UNTIL TUESDAY 10 A.M.`: an end that names no day of a calendar is no longer."""
_CLOSED = re.compile(r"[^()\[\]\n]{0,200}[)\]】）*]+\s*")
_PRIORITY = re.compile(
    rf"(?:{any_of(map(str.upper, words_of(lambda lexicon: lexicon.signals.priorities)))})\s?[-–—:]\s?"
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\s", re.I)
_TO_EDITORS = re.compile(rf"(?:{any_of(words_of(lambda lexicon: lexicon.signals.to_editors))}):\s")
_TO_DESKS = re.compile(rf"\((?:{any_of(words_of(lambda lexicon: lexicon.page.to_desks))})\b[^()\n]{{0,300}}\)\.?\Z")
_SLUG_PART = re.compile(r"[^-–—,;:/\s()]+")


def mark_of(line: str) -> Mark | None:
    """What a line says of the version; None for a line that does not open with such words.

    Words that any sentence may open with count where a colon, a stroke or a bracket parts them from the rest, or where
    nothing follows; before a stroke without a space they must be in capitals, or `Lead-acid battery` were an update.
    """
    decoration = _DECORATION.match(line[:REACH])
    begin = decoration.end() if decoration else 0
    ordinal = _ORDINAL.match(line, begin)  # `(2nd LD) Bridge reopens`
    begin = ordinal.end() if ordinal else begin
    priority = _PRIORITY.match(line, begin)  # `URGENT - KILL`
    if priority and (mark := mark_of(line[priority.end() :])) and mark.kind == "kill":
        return mark
    folded = fold(line[begin:REACH])
    low = lowered(folded)
    if low[:2] not in _BEGINNINGS:
        return None
    if _only_kills(low) and (not low.isascii() or folded.isupper() or begin):
        return Mark("kill", alone=True, rest="")
    opened = any(sign in "([【（*" for sign in line[:begin])
    near = _BY_BEGINNING[low[:2]]
    return next((mark for kind, words in near if (mark := _mark(kind, words, folded, low, opened=opened))), None)


def _mark(kind: MarkKind, words: tuple[str, ...], folded: str, low: str, *, opened: bool) -> Mark | None:
    word = next((word for word in words if low.startswith(word)), None)
    if word is None:
        return None
    rest = folded[len(word) :]
    if rest[:1].isalpha() and word[-1].isascii():
        return None
    capitals = folded[: len(word)].isupper()
    if kind == "embargo":
        return Mark(kind, alone=True, rest=rest) if _is_embargo(word, rest, marked=capitals or opened) else None
    if kind == "kill" and word.count(" ") >= _PLAIN_ORDER:
        return Mark(kind, alone=True, rest=rest)  # `Please kill the story about ...`
    if kind == "kill" and (":" in word or rest.lstrip()[:1] in tuple("-–—")):
        return Mark(kind, alone=True, rest=rest)  # `EDITORS: KILL the story of ...`, `Story withdrawn - ...`
    if kind == "advisory" and " " not in word and not capitals:
        return None  # `Advisory: heavy snow` warns readers
    if not _is_parted(rest, capitals=capitals, opened=opened):
        closed = _CLOSED.match(rest) if kind == "correction" and opened else None
        return Mark(kind, closed.end() == len(rest), rest) if closed else None
    return Mark(kind, len(folded) <= _LONGEST_NOTE and _is_note(kind, folded, rest, marked=capitals or opened), rest)


def is_to_desks(line: str) -> bool:
    """Whether a line tells other newsrooms in brackets what is new: `(Adds company's comment, paragraphs 2-3)`."""
    return _TO_DESKS.match(line) is not None


def is_to_editors(line: str) -> bool:
    """Whether a line is a note to other newsrooms: `Eds: With photos.`"""
    return len(line) <= REACH and _TO_EDITORS.match(line) is not None


def _only_kills(low: str) -> bool:
    """`KILL`, `KILL KILL KILL`."""
    words = low.strip(" *=!+<>#.:)]-–—")
    return words in _KILL_ALONE or set(words.split()) <= _KILL_ALONE


def _is_embargo(word: str, rest: str, *, marked: bool) -> bool:
    """`Embargo on oil lifted` speaks of another. What says `until` needs no mark behind it; where no figure is, the line is
    short.
    """
    if _BARE.match(rest):
        return marked or " " in word
    parted = " " in word or rest.lstrip()[:1] in "-–—:：" or rest.lstrip()[:1].isdigit()
    return parted and (_FIGURE.search(rest) is not None or (len(rest) <= _SHORT_END and marked))


def _is_note(kind: MarkKind, folded: str, rest: str, *, marked: bool) -> bool:
    """`Updates` may head a menu: a word alone is a note in capitals or between marks only."""
    if kind in ("kill", "advisory"):
        return True
    return marked and (folded.rstrip()[-1:] in ")]】）*" or _BARE.match(rest) is not None)


def _is_parted(rest: str, *, capitals: bool, opened: bool) -> bool:
    numbered = _NUMBER.match(rest)
    if numbered is None:
        return False
    behind = rest[numbered.end() :]
    sign = behind.lstrip()[:1]
    if not sign or sign in ":：":
        return True
    return opened if sign in ")]】）*" else capitals


def is_open_embargo(mark: Mark) -> bool:
    """Whether a line says that there is an embargo and not until which day: `*** EMBARGOED ***`, `SPERRFRIST: Dienstag,
    10 Uhr`.
    """
    return mark.kind == "embargo" and len(mark.rest) <= _SHORT_END


def slug_kills(slug: str) -> bool:
    """Whether the name of a story among editors says that it is taken back: `BC-Harbour Bridge, KILL`."""
    return any(part.isupper() and part.lower() in _KILL_ALONE for part in _SLUG_PART.findall(slug[:REACH]))
