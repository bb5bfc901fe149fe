"""fingerprint: 64 bits that near texts have nearly all in common (simhash: Charikar 2002, "Similarity estimation techniques
from rounding algorithms", https://doi.org/10.1145/509907.509965). Each pair of neighbouring words votes by its hash on
every bit; case, marks and white space say nothing.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, pairwise
from unicodedata import normalize

from xxhash import xxh3_64_digest

from copydesk.service.enrichers.story import Story

LEAST_WORDS = 30
"""Of fewer words a change of one would turn many bits."""
MOST_WORDS, MOST_CHARACTERS = 30_000, 200_000
_LANE = 16
"""Bits in which the votes for one bit are counted: enough for MOST_WORDS."""

_MARKS = re.compile(r"[\u00ad\u0300-\u036f\u064b-\u0652\u0670\u200b-\u200f\u2060\ufeff]+")
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_]+")


def find_fingerprint(story: Story) -> dict[str, object]:
    """`fingerprint` of the body, sixteen hexadecimal digits; None of a short one."""
    words = [
        found[0] for found in islice(_WORD.finditer(_plain(story.article.body_text[:MOST_CHARACTERS])), MOST_WORDS)
    ]
    return {"fingerprint": f"{_simhash(words):016x}" if len(words) >= LEAST_WORDS else None}


def distance(one: str, other: str) -> int:
    """In how many of 64 bits two fingerprints differ: about 32 for texts that have nothing in common."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _plain(text: str) -> str:
    """Without case, without marks on letters, in one spelling: `Straße`, `STRASSE`; joiners and soft hyphens are none."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", normalize("NFKD", text).casefold())


def _simhash(words: list[str]) -> int:
    (first, second, third, fourth, fifth, sixth, seventh, eighth), votes = _spread(), 0
    for one, other in pairwise(words):
        a, b, c, d, e, f, g, h = xxh3_64_digest(f"{one} {other}".encode("utf-8", "surrogatepass"))
        votes += first[a] + second[b] + third[c] + fourth[d] + fifth[e] + sixth[f] + seventh[g] + eighth[h]
    half, lane = (len(words) - 1) / 2, (1 << _LANE) - 1
    return sum(1 << bit for bit in range(64) if (votes >> bit * _LANE & lane) > half)


@cache
def _spread() -> tuple[tuple[int, ...], ...]:
    """For each of eight bytes and each of its values: a vote in the lane of each bit that is set. All votes of a hash are
    cast by eight additions of whole numbers.
    """
    bits = [sum(1 << bit * _LANE for bit in range(8) if value >> bit & 1) for value in range(256)]
    return tuple(tuple(one << byte * 8 * _LANE for one in bits) for byte in range(8))
