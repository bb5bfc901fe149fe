"""What can be counted of a page's lines: size, end, what is repeated, how far the prose is; and what a line says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log1p

from copydesk.service.core.lexicon import words_of
from copydesk.service.core.lines.captions import is_caption
from copydesk.service.core.lines.notices import is_notice
from copydesk.service.core.lines.pointers import pointer
from copydesk.service.core.page.html.counted_blocks import Sums, Wanted
from copydesk.service.core.page.view import Seen
from copydesk.service.core.text.spelling import fold, key
from copydesk.service.core.text.stops import STOPS

OF_LINES = ("size", "ends", "ends below", "repeats", "long before", "long after", "from h1")
LONG = 80
"""Latin letters of a line that counts as prose, if it is no link."""
MOST_LINKED = 0.4
"""How much of prose may be links."""
_FAR = 99.0
_SHORT_NOTICE, _ENOUGH, _MUCH = 200, 60, 25
_ADVERTS = frozenset(map(key, words_of(lambda lexicon: lexicon.page.adverts)))
_MOST_ADVERT, _MOST_CAPTION = 60, 400
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(f"[{re.escape(STOPS)}。！？؟۔][\\s\"'”’»)\\]」』]*(?:\\[?\\d{{0,2}}\\]?)$")


def size_of(text: str) -> int:
    """Length in Latin letters: a character of an eastern script says as much as two and a half."""
    return len(text) if text.isascii() else len(text) + 3 * len(_EAST.findall(text)) // 2


def numbers_of_lines(
    lines: Sequence[Seen], kept: Sequence[int], sizes: Sequence[float], sums: Sums
) -> dict[str, Sequence[float]]:
    """The numbers of the lines that are kept, as `OF_LINES` names them. Column by column, which takes half the time."""
    ends = [1.0 if _ENDS.search(lines[at].printed[-16:]) else 0.0 for at in kept]
    below = dict(zip(kept, ends, strict=True))
    repeats = Counter([line.printed for line in lines])
    long, whole = sums.long, sums.long[-1] or 1.0
    h1 = next((at for at, line in enumerate(lines) if line.tag == "h1"), None)
    return {
        "size": [log1p(sizes[at]) for at in kept],
        "ends": ends,
        "ends below": [below.get(at + 1, 0.0) for at in kept],
        "repeats": [repeats[lines[at].printed] - 1.0 for at in kept],
        "long before": [long[at] / whole for at in kept],
        "long after": [(long[-1] - long[at + 1]) / whole for at in kept],
        "from h1": [_FAR if h1 is None else max(-_FAR, min(_FAR - 1, at - h1)) for at in kept],
    }


def said_by(line: Seen, story: str, wanted: Wanted) -> frozenset[str]:
    """What a line says of itself: that it is a notice or a caption, that the story told elsewhere has it or has not; and
    what its zones and names are called.
    """
    around = _called(line.zones, line.names, wanted)
    own = [*_kinds_of(line), *(_told(line.printed, story) if story else ())]
    return around.union(own) if own else around


@lru_cache(maxsize=4096)
def _called(zones: frozenset[str], names: frozenset[str], wanted: Wanted) -> frozenset[str]:
    said = {*(f"zone {zone}" for zone in zones), *(f"name {name}" for name in names)}
    return frozenset(said if wanted is None else said & wanted)


def _kinds_of(line: Seen) -> Iterator[str]:
    """A short line may lead to other stories or be a notice, a longer one a caption; a link is neither of these."""
    if len(line.printed) > _MOST_CAPTION:
        return
    text = whole_characters(line.printed)
    if len(text) <= _SHORT_NOTICE:
        folded = fold(text)
        if leads := pointer(folded):
            yield f"line pointer {leads}"
        if not line.linked and _is_notice(text, folded):
            yield "line notice"
    if line.linked:
        return
    if is_caption(text):
        yield "line caption"


def _told(text: str, story: str) -> Iterator[str]:
    said = key(text[:_ENOUGH])
    if said not in story:
        yield "line untold"
    elif len(said) > _MUCH:
        yield "line told"


def _is_notice(text: str, folded: str) -> bool:
    """Whether a line is a notice, or stands for an advertisement."""
    return is_notice(folded) or (len(text) <= _MOST_ADVERT and folded.lower().strip(" .") in _ADVERTS)


def whole_characters(text: str) -> str:
    """Without halves of characters, which some pages hold and which no search for words takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
