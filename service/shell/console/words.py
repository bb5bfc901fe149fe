"""Words to search by: what is typed, as a query for SQLite's FTS5, and texts without spaces parted so that it finds them."""

from __future__ import annotations

import re

from copydesk.service.core.text import scripts

_UNSPACED = re.compile(f"([{scripts.KANA}{scripts.HAN}{scripts.THAI}{scripts.LAO}{scripts.BURMESE}{scripts.KHMER}])")
_PARTS = re.compile(r'"([^"]*)"|(\S+)')

MOST_WORDS = 20


def spaced(text: str) -> str:
    """With a space around each character of a script that has none between words: each is a word then."""
    return _UNSPACED.sub(r" \1 ", text)


def query_of(typed: str) -> str:
    """All words must be there, those in quotes side by side; what ends in `*` is the beginning of one. Empty where there is no
    word.
    """
    parts = [_phrase(quoted or word) for quoted, word in _PARTS.findall(typed)][:MOST_WORDS]
    return " AND ".join(filter(None, parts))


def _phrase(words: str) -> str:
    """One or more words side by side; in quotes, so that FTS5 reads nothing in them as its own."""
    kept = " ".join(spaced(words.replace("\0", " ").replace('"', " ")).split())
    begins = "*" if words.endswith("*") else ""
    return f'"{kept}"{begins}' if any(map(str.isalnum, kept)) else ""
