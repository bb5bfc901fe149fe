"""The sketch of a story: which of its word sequences it can be known by, wherever it is printed again.

Four words in a row make a shingle; of their hashes every fourth is kept, by its value, so that two texts keep the same ones
of what they share. That finds a story that was cut or put into another, where MinHash and simhash, which compare whole
texts, do not.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from xxhash import xxh32_intdigest

from copydesk.schemas.article import Article
from copydesk.service.core.text.scripts import BURMESE, HAN, KANA, KHMER, LAO, THAI, UNSPACED
from copydesk.service.core.text.spelling import fold

SAMPLE = 4
"""One shingle in so many is kept."""
MOST_CHARACTERS = 65_536
MOST_WORDS = 4_096
"""A text is sketched as far as this; news seldom has more than 2,000 words."""
MOST_NUMBERS = 64

WORDS_IN_A_SHINGLE = 4
_CHARACTERS_IN_A_SHINGLE = ((re.compile(f"[{HAN}{KANA}]"), 8), (re.compile(f"[{THAI}{LAO}{BURMESE}{KHMER}]"), 16))
"""Where a script has no spaces, characters stand for words: about as much text as four words are."""

# What parts words in any script. Not \W: to Python the vowel signs of Hindi are no letters.
_BETWEEN = r"\s!-/:-@\[-`{-~\xa0-\xbf\u055d\u0589\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u3000-\u3004\u3008-\u3020\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_WORD = re.compile(f"[{UNSPACED}]|[^{_BETWEEN}{UNSPACED}]+")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LETTERS_OF_A_SAMPLE = 200


Row = array  # of 32-bit numbers: a tenth of the room of a tuple of them, and there are hundreds of thousands. Never changed.


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of one version of a story."""

    guid: str
    version: int
    source_id: str
    published_at: datetime | None
    ingested_at: datetime
    hashes: Row[int]
    """Rising; 30 bits each. Empty for a text that is none any more."""
    numbers: Row[int]
    """Rising; hashes of the numbers that the text prints."""


def sketch_of(article: Article) -> Sketch | None:
    """The sketch of a version; None for one of which nobody knows when it came. One that was taken back has no text."""
    if article.ingested_at is None:
        return None
    text = "" if article.pubstatus == "canceled" else fold(article.body_text[:MOST_CHARACTERS]).casefold()
    return Sketch(
        article.guid,
        article.version,
        article.source_id,
        article.published_at,
        article.ingested_at,
        shingles(text),
        numbers(text),
    )


def language_group(article: Article) -> str:
    """Where copies of a story meet: its primary language, `en`; where that is unknown, its script, `latin`."""
    if article.language:
        return article.language.partition("-")[0].lower()
    letters = [letter for letter in article.body_text[: 4 * _LETTERS_OF_A_SAMPLE] if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "none").partition(" ")[0] for letter in letters[:_LETTERS_OF_A_SAMPLE])
    return min(scripts, key=lambda script: (-scripts[script], script)).lower() if scripts else "none"


def shingles(folded: str) -> Row[int]:
    """Hashes of one in four of the word sequences of a text, rising."""
    words = _WORD.findall(folded)[:MOST_WORDS]
    joined = " ".join(words)
    text = joined.encode("utf-8", "surrogatepass")
    lengths = map(len, words if len(text) == len(joined) else [word.encode("utf-8", "surrogatepass") for word in words])
    starts = list(accumulate((length + 1 for length in lengths), initial=0))
    ends = (end - 1 for end in starts[_width(folded) :])
    hashes = [xxh32_intdigest(text[start:end]) for start, end in zip(starts, ends, strict=False)]
    kept = {hashed // SAMPLE for hashed in hashes if not hashed % SAMPLE}
    return array("I", sorted(kept))


def numbers(folded: str) -> Row[int]:
    """Hashes of the numbers of a text, rising; of very many, the smallest hashes."""
    return array("I", sorted({xxh32_intdigest(number.encode()) for number in _NUMBER.findall(folded)})[:MOST_NUMBERS])


def _width(folded: str) -> int:
    """How many words, or characters of a script without spaces, make a shingle."""
    sample = folded[: 4 * _LETTERS_OF_A_SAMPLE]
    if sample.isascii():
        return WORDS_IN_A_SHINGLE
    return next(
        (width for letters, width in _CHARACTERS_IN_A_SHINGLE if 3 * len(letters.findall(sample)) > len(sample)),
        WORDS_IN_A_SHINGLE,
    )
