"""Whether a page shows no more than the beginning of its story: a few lines, and right below them an offer to read on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick

from copydesk.service.core.lexicon import words_of
from copydesk.service.core.lexicon.model import GAP
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.page.html.counted_lines import whole_characters
from copydesk.service.core.page.view import View
from copydesk.service.core.text.scripts import DENSE
from copydesk.service.core.text.spelling import key

MOST_SHOWN, MOST_SHOWN_IN_WALL = 2_500, 900
"""Latin letters of a teaser; and of one below which the page calls a block a wall, whatever that says."""
ABOVE, BELOW, LONGEST_OFFER, _MOST_AROUND = 2, 12, 300, 8
"""The offer stands within so many lines around the story's last."""
_OUTSIDE = frozenset({"nav", "footer", "comment", "modal", "aside"})
_WALLS = frozenset({"paywall", "regwall", "piano"})
_PHRASES = tuple({key(phrase) for phrase in words_of(lambda lexicon: lexicon.page.sold)})
_OPENINGS = tuple(phrase.partition(GAP)[0].strip() for phrase in _PHRASES)
_RESTS = tuple(phrase.partition(GAP)[2].strip() for phrase in _PHRASES)
_FINDER = AhoCorasick(_OPENINGS)
_DENSE = re.compile(f"[{DENSE}]")


def is_teaser(view: View, taken: Sequence[int]) -> bool:
    """Whether the lines that were taken for the story are followed by an offer of its rest, or end with one."""
    size = sum(weight_of(view.lines[at].text) for at in taken)
    if not taken or size > MOST_SHOWN:
        return False
    last = max(taken)
    around = range(max(0, last - ABOVE), min(last + 1 + BELOW, len(view.lines)))
    shown = [at for at in around if _OUTSIDE.isdisjoint(view.lines[at].zones)]
    if any(offers_rest(view.lines[at].text) for at in shown):
        return True
    # Pages call the whole story so too, for their own scripts: a wall that holds its first line is none.
    own = _walls_around(view, min(taken))
    return size <= MOST_SHOWN_IN_WALL and any(_walls_around(view, at) - own for at in shown)


def without_offer(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs without the offer that they end with."""
    end = len(paragraphs)
    while end > 1 and offers_rest(paragraphs[end - 1]):
        end -= 1
    return paragraphs[:end]


def offers_rest(text: str) -> bool:
    """Whether a line offers the rest of a story to those who pay or sign in."""
    if len(text) > LONGEST_OFFER:
        return False
    line = key(whole_characters(text))
    return any(
        (not start or not line[start - 1].isalnum() or _DENSE.match(line[start]) is not None)
        and _RESTS[number] in line[end:]
        for number, start, end in _FINDER.find_matches_as_indexes(line, overlapping=True)
    )


def _walls_around(view: View, at: int) -> set[int]:
    """The blocks around a line that the page calls a wall."""
    walls, box = set(), view.lines[at].box
    for _ in range(_MOST_AROUND):
        if box <= 0:
            break
        if not _WALLS.isdisjoint(view.boxes[box].words.split()):
            walls.add(box)
        box = view.boxes[box].parent
    return walls
