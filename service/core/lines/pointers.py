"""Lines that lead to other stories: `You may also like`, `Read this next: Ferry runs aground`. The words are in the lexicon."""

from __future__ import annotations

from typing import Literal

from copydesk.service.core.lexicon import words_of
from copydesk.service.core.lines.labels import ends_word
from copydesk.service.core.text.spelling import key

Pointer = Literal["alone", "ahead", "begun"]
"""Whether the words are the whole line, stand before a title, or begin a line that goes on."""

REACH, MOST_BEGUN = 60, 60
"""The words stand in a line's first characters; a line that goes on behind them is a heading, no sentence."""
_MARKS = " »›>•*-–—▶►+[(#|👉"
_BEHIND = ":：»›>|–—-"


def _by_first_letters() -> dict[str, tuple[str, ...]]:
    """Phrases by their first two letters, the longest first."""
    table: dict[str, set[str]] = {}
    for phrase in map(key, words_of(lambda lexicon: (*lexicon.related_labels, *lexicon.pointers))):
        table.setdefault(phrase[:2], set()).add(phrase)
    return {start: tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase))) for start, found in table.items()}


_PHRASES = _by_first_letters()


def pointer(folded: str) -> Pointer | None:
    """How a folded line leads to other stories, if it does."""
    if folded[:1] not in _MARKS and folded[:2].lower() not in _PHRASES:
        return None  # most lines, asked for little
    low = folded[:REACH].lower().lstrip(_MARKS)
    phrases = _PHRASES.get(low[:2], ())
    if not low.startswith(phrases):
        return None
    found = next((phrase for phrase in phrases if low.startswith(phrase) and ends_word(low, len(phrase))), None)
    if found is None:
        return None
    rest = low[len(found) :].lstrip()
    if not rest.strip(":：!?.…»›>|–—-)] "):
        return "alone" if len(folded) < REACH else "begun"
    return "ahead" if rest[0] in _BEHIND else "begun" if len(folded) <= MOST_BEGUN else None
