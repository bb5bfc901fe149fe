"""Lines that belong to the page and never to its story: rights, cookies, newsletters, forms. The words are in the
lexicon.
"""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.service.core.lexicon import BOILERPLATE

REMEMBERED = 4096
"""Several rules ask for the same lines of a page."""
KEY = 3
GAP = "…"
"""Stands in a phrase for other words: `follow … on facebook`. Such a phrase opens its line."""
REACH = 160
"""A notice says what it is in its first characters."""


def _by_beginning() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for phrase in (phrase for phrase in BOILERPLATE if GAP not in phrase):
        table.setdefault(phrase.split()[0][:KEY], []).append(phrase)
    return {beginning: tuple(phrases) for beginning, phrases in table.items()}


_PHRASES = _by_beginning()
# In scripts without spaces a phrase may begin within what looks like a word.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GAPPED = tuple((opening, rest) for opening, gap, rest in (phrase.partition(GAP) for phrase in BOILERPLATE) if gap)
_OPENINGS = tuple({opening for opening, _ in _GAPPED})
_DENSE_PHRASES = tuple(phrase for phrase in BOILERPLATE if _DENSE.match(phrase))
_OPENING = "([{\"'«“„‘*•–—-"


@lru_cache(maxsize=REMEMBERED)
def is_notice(folded: str) -> bool:
    """Whether a folded line is a notice: `All rights reserved`."""
    low = folded[:REACH].lower()
    if low.startswith(_OPENINGS) and any(low.startswith(opening) and rest in low for opening, rest in _GAPPED):
        return True
    for word in low.split():
        phrases = _PHRASES.get(word.lstrip(_OPENING)[:KEY])
        if phrases and any(phrase in low for phrase in phrases):
            return True
    return not low.isascii() and _DENSE.search(low) is not None and any(phrase in low for phrase in _DENSE_PHRASES)
