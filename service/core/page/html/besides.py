"""What stands between the lines of a story and is none of it: buttons, links to other stories, another story below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from copydesk.service.core.lexicon import words_of
from copydesk.service.core.lines.captions import is_credit
from copydesk.service.core.lines.pointers import pointer
from copydesk.service.core.page.html.counted_lines import whole_characters
from copydesk.service.core.page.view import Box, Seen, View
from copydesk.service.core.text.spelling import fold, key

LONGEST_CONTROL = 44
"""Characters of a line that is a button."""
LEAST_LINKED = 0.5
"""How much of a line a link to another story is, where no colon stands before it."""
LEAST_OF_STORY = 300
"""Letters of each of two stories on a page."""
_NUMBER = re.compile(r"\d+(?:[-–]\d+)?")
_CONTROLS = frozenset(map(key, words_of(lambda lexicon: lexicon.page.controls)))
_CARD = " linked "
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def is_related(text: str) -> bool:
    """Whether a line says no more than that other stories follow: `More stories`."""
    return len(text) <= LONGEST_CONTROL and pointer(fold(whole_characters(text))) == "alone"


def is_beside(line: Seen, boxes: Sequence[Box]) -> bool:
    """Whether a line that stands alone is a button, tells how long the story takes to read, or leads to another story."""
    text = whole_characters(line.printed)
    if (len(text) <= LONGEST_CONTROL and _is_control(text)) or (line.tag not in _HEADINGS and is_credit(text)):
        return True
    return line.link_chars > 0 and (_is_card(line, boxes) or _leads_on(line))


def _is_card(line: Seen, boxes: Sequence[Box]) -> bool:
    """Whether a link holds the whole block, and the heading in it: a story's own headings may be links, which they hold."""
    own, around = boxes[line.box], boxes[max(0, boxes[line.box].parent)]
    return line.linked and line.tag in _HEADINGS and (_CARD in own.words or _CARD in around.words)


@lru_cache(maxsize=4096)
def _is_control(text: str) -> bool:
    return _NUMBER.sub("#", key(text)).strip(" :.·|") in _CONTROLS


def _leads_on(line: Seen) -> bool:
    """Whether a link stands behind words for other stories: `Read also: ...`."""
    leads = pointer(fold(whole_characters(line.printed)))
    return leads == "ahead" or (leads == "begun" and line.link_chars >= LEAST_LINKED * len(line.printed))


def without_lists(view: View, taken: Sequence[int]) -> list[int]:
    """The lines without those that only say that other stories follow, where links do, and without these."""
    lines, left = view.lines, list[int]()
    leads = False
    for at in taken:
        if is_related(lines[at].printed):
            leads = at + 1 < len(lines) and lines[at + 1].linked
        elif not lines[at].linked:
            leads = False
        if not leads:
            left.append(at)
    return left


def of_second_story(view: View, taken: Sequence[int], sizes: Sequence[float]) -> set[int]:
    """The lines of other `<article>`s than the first, where each has an h1 of its own and a story below it: pages that
    go on with the next story when a reader comes to the end.
    """
    own: dict[int, list[int]] = {}
    headed = {box for line in view.lines if line.tag == "h1" for box in _articles_around(line.box, view.boxes)}
    if len(headed) < 2:
        return set()
    for at in taken:
        box = next((box for box in _articles_around(view.lines[at].box, view.boxes) if box in headed), None)
        if box is not None:
            own.setdefault(box, []).append(at)
    told = [held for held in own.values() if sum([sizes[at] for at in held]) >= LEAST_OF_STORY]
    return {at for held in told[1:] for at in held}


def _articles_around(box: int, boxes: Sequence[Box]) -> Iterator[int]:
    """The `<article>`s that a block stands in, the innermost first."""
    while box >= 0:
        if boxes[box].tag == "article":
            yield box
        box = boxes[box].parent
