"""Spellings that mean the same, made the same for matching. Every folding keeps the length, so a match is quoted as
printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that keyboards and systems interchange in Persian, Arabic and Urdu; İ because its lower case is two
# characters.
_LETTERS = {
    "ي": "ی",
    "ى": "ی",
    "ك": "ک",
    "ہ": "ه",
    "ۀ": "ه",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    "İ": "I",
    "’": "'",
    "‘": "'",
    "：": ":",
    "−": "-",
}
# Joiners, marks of direction and odd spaces; scrapers drop, keep and double them at random.
_SPACES = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\xad\xa0\u2002\u2003\u2009\u202f\u3000"

_SCRIPTS = "".join(map(chr, range(0x80, 0x1FC00)))
_FOLD = (
    {ord(digit): str(unicodedata.digit(digit)) for digit in re.findall(r"\d", _SCRIPTS)}
    | str.maketrans(_LETTERS)
    | dict.fromkeys(map(ord, _SPACES), " ")
)

# Beyond the first 65,536 characters a set is slow to ask and a range is not; the pictures there are left out.
_FOLDED = re.compile(
    f"[{re.escape(''.join(chr(code) for code in _FOLD if code <= 0xFFFF))}\U00010000-\U0001efff\U0001fbf0-\U0001fbf9]"
)
FEW = 24
"""So many different characters are replaced one after the other; more are folded at once, which is slow."""

# Not the joiners U+200C and U+200D, which Persian and Hindi spell with.
_PRINTS_NOTHING = re.compile("[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_ASCII_CONTROLS = bytes((*range(0x20), 0x7F))
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Digits of all scripts as ASCII, one form of each letter, plain spaces; position by position: `fold("۱۴ي")` is
    `"14ی"`.
    """
    if text.isascii():
        return text
    at = 0
    for _ in range(FEW):
        found = _FOLDED.search(text, at)
        if found is None:
            return text
        text, at = text.replace(found[0], _FOLD.get(ord(found[0]), found[0])), found.end()
    return text.translate(_FOLD)


def lowered(text: str) -> str:
    """The text in lower case, position by position: Python makes two characters of `İ`."""
    return text.replace("İ", "I").lower()


def key(text: str) -> str:
    """A form for look-up: folded, lower case, single spaces, no closing full stop."""
    return " ".join(fold(text).lower().split()).strip(" .")


key_of_word = lru_cache(maxsize=8192)(key)
"""The same of a single word, remembered: names and what stands beside them are made of few words."""


def is_plain(text: str) -> bool:
    """Whether a text is ASCII in which nothing but spaces parts the words, as most English is."""
    if not text.isascii():
        return False
    encoded = text.encode()
    return len(encoded.translate(None, _ASCII_CONTROLS)) == len(encoded)


def single_spaced(plain: str) -> str:
    """A plain text with single spaces between its words and none around it."""
    while "  " in plain:
        plain = plain.replace("  ", " ")
    return plain.strip(" ")


def one_line(text: str) -> str:
    """The text as printed, on one line; soft hyphens and marks that print nothing are gone."""
    if is_plain(text):
        return single_spaced(text)
    if _PRINTS_NOTHING.search(text):
        text = _PRINTS_NOTHING.sub("", text)
    return " ".join(text.split())


def slug(text: str) -> str | None:
    """A source ID made of a printed name, `Al-Alam TV` -> `al-alam-tv`; None where nothing of it is Latin."""
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", plain).strip("-")[:64].strip("-") or None
