"""What a URL spells out of its story's headline: the words of its slug, and the words of a text in the spelling of
URLs.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from copydesk.service.core.records import Page
from copydesk.service.core.text.spelling import fold

# Vowels of Indic and related scripts are marks beside their letters, and no letters to `\w`.
_WORD = re.compile(r"[\w\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f\u1780-\u17d3]{2,}")
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|ece|amp|story|shtml)\Z")
# Two habits: `Jänner` is jaenner in German URLs and janner in others.
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe"}
_SPELT_TWO_WAYS = re.compile("[äöüåæøßłđı]")
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f]")
_SPELT_PLAIN = {"ß": "s", "æ": "a", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


def slug_words(page: Page) -> tuple[str, ...]:
    """The words of the longest part of the URL's path, folded: `/news/729804/bridge-reopens` -> `("bridge",
    "reopens")`.
    """
    url = page.document.url
    if not url:
        return ()
    try:
        path = unquote(urlsplit(url[:2000]).path)
    except ValueError:
        return ()
    parts = [_EXTENSION.sub("", part) for part in path.split("/")]
    longest = max(parts, key=lambda part: len(_WORD.findall(part)), default="")
    return tuple(re.findall(r"\w+", fold(longest).lower().replace("_", "-")))


def telling(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a slug that a headline may hold: without the ID and single letters."""
    return frozenset(word for word in words if len(word) > 1 and not (word.isdigit() and len(word) > 4))


def words_of_folded(folded: str) -> frozenset[str]:
    """The words of a folded text as URLs spell them: without accents, in lower case, each habit of spelling."""
    low = folded.lower()
    if low.isascii():
        return frozenset(_WORD.findall(low))
    if not _SPELT_TWO_WAYS.search(low):
        return _unaccented(low)
    return _unaccented(_spelt(low, _SPELT_PLAIN)) | _unaccented(_spelt(low, _SPELT_OUT))


def letters_of(name: str) -> frozenset[str]:
    """The letters of a name as addresses spell them, in each habit: `Müll & Öl` is `mullol` and `muelloel`."""
    low = name.lower()
    spelt = {low} if low.isascii() else {_spelt(low, _SPELT_PLAIN), _spelt(low, _SPELT_OUT)}
    return frozenset("".join(filter(str.isalnum, unicodedata.normalize("NFKD", text))) for text in spelt)


def _spelt(low: str, habit: dict[str, str]) -> str:
    """Letter by letter: `translate` looks every character of the text up, and is slower."""
    for letter, spelt in habit.items():
        low = low.replace(letter, spelt)
    return low


def _unaccented(low: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_ACCENTS.sub("", unicodedata.normalize("NFKD", low))))
