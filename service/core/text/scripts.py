"""The letters of scripts, as ranges for expressions, and which letters a language is written with: enough to see that a
declared language cannot be true.
"""

from __future__ import annotations

import re

HAN = r"\u3400-\u9fff"
"""Chinese characters, the Japanese ones among them."""
HANGUL = r"\uac00-\ud7af"
KANA = r"\u3041-\u30ff"
THAI = r"\u0e01-\u0e5b"
THAI_LETTERS = r"\u0e01-\u0e4e"
"""Without digits and marks; the scripts of Lao, Burmese and Khmer print no stops either."""
LAO, BURMESE, KHMER = r"\u0e81-\u0ece", r"\u1000-\u103f", r"\u1780-\u17d1"
UNSPACED = KANA + HAN + THAI + LAO + BURMESE + KHMER
"""Scripts that put no spaces between words: a character is a word."""
VIETNAMESE = r"\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0110\u0111"
"""Latin letters that hardly any other language has."""
LATIN_SMALL = r"a-z\u00e0-\u00ff"
"""Those of Western Europe."""
LATIN_CAPITALS = r"A-Z\u00c0-\u00de"
CYRILLIC_SMALL = r"\u0430-\u044f\u0451"
"""Those of Russian."""
CYRILLIC_CAPITALS = r"\u0410-\u042f\u0401"
CASED = (
    r"A-Za-z\u00c0-\u024f"  # Latin
    r"\u0410-\u044f\u0401\u0451\u0404\u0454\u0406\u0456\u0407\u0457"  # Cyrillic of Russian and Ukrainian
    r"\u0391-\u03c9"  # Greek
)
"""Letters that are capitals or small ones."""
DENSE = rf"\u3040-\u30ff{HAN}{HANGUL}"
"""Scripts of which a character says as much as two or three Latin letters."""
UNCASED = rf"\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff{DENSE}"
"""No capitals tell names from words here: Hebrew, Arabic, the scripts of India, Thai, Chinese, Japanese, Korean."""

WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
"""A run without white space; of scripts without spaces, a character. Words of changes are counted so."""

_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06ee-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdf0\ufe70-\ufefc"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# Languages that are written in several scripts (az, ku, kk, sr, uz, pa, mn ...) are left out: nothing contradicts them.
_LANGUAGES_OF: dict[str, str] = {
    _LATIN: "af ca cs cy da de en es et eu fi fil fr ga gl hr hu id is it lt lv mt nb nl nn no pl pt ro sk sl so sq sv sw tl tr vi",
    _CYRILLIC: "be bg ky mk ru tg uk",
    _ARABIC: "ar arz ckb fa ps sd ug ur",
    "\u05d0-\u05ea\ufb1d-\ufb4f": "he yi",
    "\u0370-\u03ff\u1f00-\u1fff": "el",
    "\u0904-\u0939": "hi mr ne",
    "\u0985-\u09b9": "as bn",
    "\u0b85-\u0bb9": "ta",
    "\u0e01-\u0e30": "th",
    "\u0531-\u0587": "hy",
    "\u10a0-\u10ff": "ka",
    "\u1200-\u135a": "am ti",
    _HAN: "zh",
    _HAN + "\u3041-\u30ff\uff66-\uff9d": "ja",
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3": "ko",
}

_OWN_LETTERS: dict[str, re.Pattern[str]] = {
    code: re.compile(f"[{letters}]+") for letters, codes in _LANGUAGES_OF.items() for code in codes.split()
}
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_ASCII_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())

SAMPLE_CHARACTERS = 400
"""The beginning of a text shows its script."""

FEW_LETTERS = 40
"""Fewer prove nothing: a name or a ticker in another script."""

FOREIGN_SHARE = 0.8
"""A text with more than this share of letters that its language does not have is not in that language."""


def has_letters(text: str) -> bool:
    """True if the text begins with enough letters, of any script, to say anything about its language."""
    return _count_letters(text[:SAMPLE_CHARACTERS]) >= FEW_LETTERS


def contradicts(tag: str, text: str) -> bool:
    """True if nearly all letters of the text are foreign to the language: `contradicts("en", "سلام " * 20)`.

    False for a language that is not in the table, and for a text too short to tell.
    """
    own, sample = _OWN_LETTERS.get(tag.partition("-")[0].lower()), text[:SAMPLE_CHARACTERS]
    if own is None or (sample.isascii() and own.match("a")):  # all letters of ASCII are Latin
        return False
    count = _count_letters(sample)
    return count >= FEW_LETTERS and _count(own, sample) < count * (1 - FOREIGN_SHARE)


def _count_letters(sample: str) -> int:
    if sample.isascii():
        return len(sample.encode().translate(None, _NO_ASCII_LETTERS))
    return _count(_LETTERS, sample)


def _count(letters: re.Pattern[str], sample: str) -> int:
    return sum(map(len, letters.findall(sample)))
