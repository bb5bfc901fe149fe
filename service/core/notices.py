"""Lines that belong to the page and never to its story: rights, cookies, newsletters, forms. The words are in the lexicon."""

from __future__ import annotations

import re

from service.core.lexicon import BOILERPLATE

KEY = 3
REACH = 160
"""A notice says what it is in its first characters."""


def _by_beginning() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for phrase in BOILERPLATE:
        table.setdefault(phrase.split()[0][:KEY], []).append(phrase)
    return {beginning: tuple(phrases) for beginning, phrases in table.items()}


_PHRASES = _by_beginning()
# In scripts without spaces a phrase may begin within what looks like a word.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DENSE_PHRASES = tuple(phrase for phrase in BOILERPLATE if _DENSE.match(phrase))
_OPENING = "([{\"'«“„‘*•–—-"


def is_notice(folded: str) -> bool:
    """Whether a folded line is a notice: `All rights reserved`."""
    low = folded[:REACH].lower()
    for word in low.split():
        phrases = _PHRASES.get(word.lstrip(_OPENING)[:KEY])
        if phrases and any(phrase in low for phrase in phrases):
            return True
    return not low.isascii() and _DENSE.search(low) is not None and any(phrase in low for phrase in _DENSE_PHRASES)
