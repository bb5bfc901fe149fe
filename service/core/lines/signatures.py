"""How an agency signs a story: `/TT`, `(SDA/rea)`, `Lusa/Fim` on the last line, or behind the last sentence, `... it
said. (ANSA).`
"""

from __future__ import annotations

import re

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES, SIGNING, SMALL
from copydesk.service.core.lexicon.model import GAP
from copydesk.service.core.lines.closings import closing_rule
from copydesk.service.core.text.spelling import key
from copydesk.service.core.text.stops import QUOTES, STOPS

LONGEST_SIGNATURE = 120
"""An agency, its desk's names, an editor's number: no more than this stands behind the last sentence."""
MOST_SIGNATURES, MOST_OF_DESK = 6, 6
LONGEST_NAME = 12

_MARKS = "-–—=/*(（[©◎) ）].,\t"
_BETWEEN = re.compile(rf"\s?[/,+&|]\s?|\s(?:{any_of(words_of(lambda lexicon: lexicon.bylines.ands))})\s|\s")
# Initials of the desk, PTI HWP LAL, EFE lmc/cg/jrh; names in scripts without capitals: भाषा पृथ्वी नरेश.
_INITIALS_OF_DESK = re.compile(
    rf"(?:[A-Z]{{2,4}}|[a-z]{{2,4}}|{any_of(words_of(lambda lexicon: lexicon.closings.signed))})\Z"
)
_NAMED = re.compile(r"[^\d.:;!?。]{2,60}\Z")
_SHARED = re.compile(
    any_of(words_of(lambda lexicon: lexicon.closings.shared)).replace(re.escape(f"{GAP} "), "[^.!?]{0,30} ")
)
# One word that ends a text: `... it said. Enditem`
_FAREWELLS = frozenset(key(phrase) for phrase in words_of(lambda lexicon: lexicon.signoffs) if " " not in phrase)
_STOPS = tuple(STOPS)
_CLOSES = f"{QUOTES}')）"
_FRAMED = "(（[【■©-–—/=*"


def is_signature(line: str) -> bool:
    """Whether a line is an agency's name, framed or not, and the initials or names of its desk: `/TT`, `(SDA/rea)`,
    `Lusa/Fim`.
    """
    bare = line.strip(_MARKS)
    if not 2 <= len(bare) <= LONGEST_SIGNATURE:
        return False
    framed = len(bare) < len(line.strip(" ."))
    if _is_agency(bare, framed):
        return True
    head, _, rest = bare.partition("/")
    if rest and _is_agency(head, framed):
        return _NAMED.match(rest) is not None or rest.startswith("(")
    if not _signs_as(_BETWEEN.split(bare, 1)[0]):
        return False
    names = _BETWEEN.split(bare)
    return len(names) <= MOST_OF_DESK and all(is_of_desk(name) or key(name) in SIGNING for name in names[1:])


def _is_agency(name: str, framed: bool) -> bool:
    """Whether a name is an agency's; those that are words as well only in a frame, in capitals or in a script that has
    none.
    """
    low = key(name)
    return low in AGENCY_SOURCES or (low in SIGNING and (framed or name.isupper() or _has_no_case(name)))


def _signs_as(name: str) -> bool:
    """Whether a name is an agency's and written as no other word of a sentence is."""
    return key(name) in SIGNING and (name.isupper() or _has_no_case(name) or name in SMALL)


def is_of_desk(name: str) -> bool:
    """Whether a word may be the initials or the name of somebody at the desk."""
    return _INITIALS_OF_DESK.match(name) is not None or (len(name) <= LONGEST_NAME and _has_no_case(name))


def _has_no_case(word: str) -> bool:
    """Whether the word is of a script without capitals, where nothing tells a name from a word."""
    return word[:1].isalpha() and word.lower() == word.upper()


def shares_text(line: str) -> bool:
    """`With inputs from PTI`: whose text was used, the last word an agency's name."""
    low = key(line.strip(_MARKS)) if len(line) <= LONGEST_SIGNATURE else ""
    return len(low) <= 80 and _SHARED.match(low) is not None and key(_BETWEEN.split(low)[-1]) in SIGNING


def without_signature(paragraph: str) -> str:
    """A last paragraph without the agency, the editor or the end mark behind its last sentence: `... it said.
    (ANSA).`
    """
    for _ in range(MOST_SIGNATURES):
        if (start := _signature_at(paragraph)) is None:
            break
        paragraph = paragraph[:start].rstrip()
    return paragraph


def is_signed(line: str) -> bool:
    """Whether a line is a signature or ends in one."""
    return is_signature(line) or _signature_at(line) is not None


def _signature_at(paragraph: str) -> int | None:
    """Where the words behind the last sentence begin, if they are a signature; brackets in a sentence are the
    story's.
    """
    floor = max(0, len(paragraph) - LONGEST_SIGNATURE)
    tail = paragraph[floor:]
    openings, stops = ("([", '.!?"') if tail.isascii() else ("(（【[■", '.!?।۔"”»')
    # Behind the last opening mark, or behind the last stop that words follow.
    for end in {max(map(paragraph.rfind, openings)), 1 + max(paragraph.rfind(f"{stop} ", floor, -1) for stop in stops)}:
        if (
            end > floor
            and paragraph[floor:end].rstrip().rstrip(_CLOSES)[-1:] in _STOPS
            and _signs(paragraph[end:].strip())
        ):
            return end
    return None


def _signs(words: str) -> bool:
    """Whether words behind a story's last sentence sign it; without a frame, only what is written as no word of a
    sentence is.
    """
    if not words:
        return False
    if words[0] in _FRAMED:
        return is_signature(words) or closing_rule(words) in ("farewell", "desk-in-brackets")
    bare = words.strip(_MARKS)
    if words == bare and key(bare) in _FAREWELLS and bare[:1].isupper():
        return True  # without a stop: `It is over. Fin.` is said by somebody
    return (bare[:2].isupper() or bare.startswith(SMALL) or _has_no_case(bare[:1])) and is_signature(words)
