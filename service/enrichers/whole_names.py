"""Whether a name that was found in a text stands there as a word."""

from __future__ import annotations

_PREFIXES = frozenset("وبلف")
"""Letters that Arabic writes on the word behind them: and, in, for, so."""


def is_word(text: str, start: int, end: int, marks_before: str, marks_behind: str) -> bool:
    """No letter, digit or one of these marks beside it: they would make it part of another word, or of an address."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before in _PREFIXES and end - start >= 4 and not text[max(0, start - 2) : start - 1].isalnum():
        before = ""
    return not (
        before.isalnum()
        or behind.isalnum()
        or (before and before in marks_before)
        or (behind and behind in marks_behind)
    )
