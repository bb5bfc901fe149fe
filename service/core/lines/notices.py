"""Lines that belong to the page and never to its story: rights, cookies, newsletters, forms. The words are in the
lexicon.
"""

from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick

from copydesk.service.core.lexicon import BOILERPLATE
from copydesk.service.core.lexicon.model import GAP
from copydesk.service.core.text.scripts import DENSE

KEY = 3
REACH = 160
"""A notice says what it is in its first characters."""

_WHOLE = tuple(phrase for phrase in BOILERPLATE if GAP not in phrase)
_FINDER = AhoCorasick(_WHOLE)
# In scripts without spaces a phrase may begin within what looks like a word.
_DENSE = re.compile(f"[{DENSE}]")
_ANYWHERE = tuple(_DENSE.match(phrase) is not None for phrase in _WHOLE)
_BEGINNINGS = tuple(phrase.split()[0][:KEY] for phrase in _WHOLE)
# A phrase with a gap opens its line.
_GAPPED = tuple((opening, rest) for opening, gap, rest in (phrase.partition(GAP) for phrase in BOILERPLATE) if gap)
_OPENINGS = tuple({opening for opening, _ in _GAPPED})
_OPENING = "([{\"'«“„‘*•–—-"


def is_notice(folded: str) -> bool:
    """Whether a folded line is a notice: `All rights reserved`."""
    low = folded[:REACH].lower()
    found = _FINDER.find_matches_as_indexes(low, overlapping=True)
    if found and any(_ANYWHERE[phrase] or _begins_word(low, _BEGINNINGS[phrase]) for phrase, _, _ in found):
        return True
    return low.startswith(_OPENINGS) and any(low.startswith(opening) and rest in low for opening, rest in _GAPPED)


def _begins_word(low: str, beginning: str) -> bool:
    """Whether a word of the line begins as the phrase does: none is looked for within words."""
    return any(word.lstrip(_OPENING)[:KEY] == beginning for word in low.split())
