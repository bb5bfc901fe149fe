"""Whom to call about a press release: the lines that name them, above the story or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lines.shape import ends_sentence
from copydesk.service.core.text.spelling import fold

LONGEST = 120
"""What is longer is a paragraph, however it begins."""
REACH = 8
"""A number or an address stands within so many lines of the title of such a list."""
_TITLE = re.compile(rf"\W{{0,6}}(?:{any_of(words_of(lambda lexicon: lexicon.mails.contacts))})(?!\w)", re.I)
_WAY = re.compile(r"[^@\s]{1,60}@[^@\s]{1,60}\.\w{2,}|(?:https?://|www\.)\S|\+?[\d()][\d\s()./-]{6,}\d")


def is_contacts(line: str) -> bool:
    """`Media contact: Ada Lovelace`, or the title of such a list."""
    return _TITLE.match(fold(line)) is not None and len(line) <= LONGEST and (":" in line or not is_sentence(line))


def is_sentence(line: str) -> bool:
    """Whether a line closes as a sentence does, and opens no list."""
    return ends_sentence(line) and not line.endswith((":", "："))


def tells_way(line: str) -> bool:
    """Whether an address or a telephone number stands in a line."""
    return _WAY.search(line) is not None


def contacts_below(lines: Sequence[str], begin: int, end: int) -> int | None:
    """Where the contacts below a story begin, between these lines: their title, and soon a way to reach somebody."""
    titles = (at for at in range(begin, end) if len(lines[at]) <= LONGEST and is_contacts(lines[at]))
    return next((at for at in titles if any(map(tells_way, lines[at : min(at + REACH, end)]))), None)
