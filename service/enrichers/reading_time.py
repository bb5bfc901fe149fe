"""word_count and reading_time_seconds.

The rate is 238 words a minute: adults reading English non-fiction silently, 190 studies (Brysbaert 2019, "How many
words do we read per minute?", Journal of Memory and Language 109, 104047). It is used for every language: it is an
orientation for readers, not a measurement.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from copydesk.service.enrichers.story import Story

WORDS_PER_MINUTE = 238

# Scripts that put no spaces between words, with the mean length of a word in characters. Chinese and Japanese:
# characters by words a minute in Trauzettel-Klosinski and Dietz 2012 (IReST, doi 10.1167/iovs.11-8284). The others are
# round figures.
_UNSPACED: tuple[tuple[str, float], ...] = (
    (r"\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d", 1.85),  # kana
    (r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", 1.6),  # Han
    (r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff", 4.5),  # Thai, Lao, Burmese, Khmer
)
_LENGTHS = tuple((re.compile(f"[{letters}]+"), length) for letters, length in _UNSPACED)
_ALL_UNSPACED = "".join(letters for letters, _ in _UNSPACED)
_ANY_UNSPACED = re.compile(f"[{_ALL_UNSPACED}]")

# What ends a word beside white space: dashes and slashes; the dots and strokes of Tibetan, which parts syllables, and the
# Ethiopic word space; the marks of Chinese and Japanese, which have no space behind them.
_ENDERS = r"–—/…|\u0f0b-\u0f14\u1361-\u1368\u3001-\u3003\u3008-\u3020\uff01-\uff0f\uff1a-\uff1f\uff5c-\uff65"
_WORD = re.compile(rf"[^\W_{_ALL_UNSPACED}][^\s{_ENDERS}{_ALL_UNSPACED}]*")
"""From a letter or digit to the next space or dash: `don't`, `COVID-19` and a Persian word with ZWNJ count as one."""

# The same in ASCII: what begins a word is `a`, what ends one is a space, and nothing else matters.
_ASCII = [chr(code) for code in range(128)]
_STARTS = "".join(filter(str.isalnum, _ASCII)).encode()
_ENDS = "".join(filter(str.isspace, _ASCII)).encode() + b"/|"
_KINDS = bytes.maketrans(_STARTS + _ENDS, b"a" * len(_STARTS) + b" " * len(_ENDS))
_OTHERS = bytes(range(128)).translate(None, _STARTS + _ENDS)


def measure_reading_time(story: Story) -> dict[str, object]:
    """Of the body alone; 0 and 0 for an article without a word."""
    words = count_words(story.article.body_text)
    return {"word_count": words, "reading_time_seconds": math.ceil(words * 60 / WORDS_PER_MINUTE)}


def count_words(text: str) -> int:
    """Words; in scripts without spaces, characters divided by the mean length of a word."""
    if text.isascii():
        return _count_ascii_words(text)
    return round(_count_unspaced(text)) + len(_WORD.findall(text))


def _count_unspaced(text: str) -> float:
    """Each character once, with how often it comes: where two scripts take turns, their runs would be as many."""
    if not _ANY_UNSPACED.search(text):
        return 0.0
    counts = Counter(text)
    different = "".join(counts)
    return sum(
        sum(counts[character] for run in letters.findall(different) for character in run) / length
        for letters, length in _LENGTHS
    )


def _count_ascii_words(text: str) -> int:
    """As many as `_WORD` finds, in an eighth of the time."""
    kinds = text.encode().translate(_KINDS, _OTHERS)
    return (b" " + kinds).count(b" a")
