"""The shape of a line: how much it says, whether it is an entry of a list, a field and its value, a sentence."""

from __future__ import annotations

import re

from copydesk.service.core.text.scripts import DENSE
from copydesk.service.core.text.stops import STOPS

_BULLET = re.compile(r"(?:[*+•·▪►»›–—-]|o(?=\s)|\d{1,2}\.(?=\s))[ \t]*")
_MARKS = frozenset("*+•·▪►»›–—-")
_LISTED = re.compile(r"\[(?:(?:'[^'\[\]]{1,80}'|\"[^\"\[\]]{1,80}\")(?:, ?)?)*\]\Z")
_VALUED = re.compile(r"[^\s:][^:]{0,24}?\s?:\s?\S{1,24}(?:\s\S{1,14}){0,2}\Z")
LONGEST_VALUED = 42
_ADDRESS = re.compile(r"https?://\S+\Z")
_CLOSING = frozenset(STOPS + ":;\"”»'’)")
_WIDE = re.compile(f"[{DENSE}]+")
# The first bytes of these characters in UTF-8, and of a few others: most texts have none, and that is told soon.
_WIDE_LEADS = bytes(range(0xE3, 0xEE))
LONGEST_WEIGHED = 400
"""What is longer is prose in any script: its characters are its weight."""


def is_listed(text: str) -> bool:
    """Whether a line is a list as programs print it: `['Harbour', 'Bridge']`."""
    return text[:1] == "[" and len(text) <= 4000 and _LISTED.match(text) is not None


def is_field(text: str) -> bool:
    """Whether a line is a program's field and no words of a story: a page's address, a list."""
    return is_listed(text) or (text[:4] == "http" and _ADDRESS.match(text) is not None)


def is_valued(folded: str) -> bool:
    """Whether a folded line is a field and its value: `Views: 1823`, `Section: Local / City`. A title says more behind
    its colon.
    """
    return (
        len(folded) <= LONGEST_VALUED
        and ":" in folded
        and weight_of(folded) <= LONGEST_VALUED
        and _VALUED.match(folded) is not None
    )


def is_bullet(text: str) -> bool:
    """Whether a line is an entry of a list: `* Sport`."""
    first = text[:1]
    return first in _MARKS or ((first == "o" or first.isdecimal()) and _BULLET.match(text) is not None)


def without_bullet(text: str) -> str:
    """The words of a list's entry."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else text


def ends_sentence(text: str) -> bool:
    """Whether the line closes as sentences do."""
    return text[-1:] in _CLOSING


def is_dense(text: str) -> bool:
    """Whether a text holds characters that say more than a letter does."""
    if text.isascii():
        return False
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded.translate(None, _WIDE_LEADS)) != len(encoded) and _WIDE.search(text) is not None


def weight_of(text: str) -> int:
    """Length in Latin letters: a character of a dense script says about as much as two and a half."""
    if text.isascii() or len(text) > LONGEST_WEIGHED:
        return len(text)
    return len(text) + 3 * sum(map(len, _WIDE.findall(text))) // 2
