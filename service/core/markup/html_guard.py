"""What a hostile page can do to the HTML parser, undone before the parser sees it. Ordinary pages pass unchanged but for
the names of inline tags.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import count, islice

MOST_TAGS = 15_000
"""Opening tags, closing tags and comments; of eighty large pages of publishers none has more than 5,500."""
MOST_BRACKETS = 40_000
"""`<`, whether or not a tag follows."""
MOST_ROOTS, MOST_ROOT_CHARS = 10, 2_000
"""So many `<html>` and `<body>` keep their attributes, if they are no longer than this."""

_TAG = re.compile(r"<(?:/?[a-z]|!--)", re.I)
# Formatting elements are opened again in every paragraph behind them, so that a few thousand make millions of nodes; a
# span is not. Each `<body>` gives its attributes to the first, which compares them with all that it has; browsers' hints
# in comments make a few `<html>` of one page. The look ahead passes over most tags at once: by their first two letters.
_COSTLY = re.compile(
    r"<(/?)(?=[bcefhinstu][\s/>imot])"
    r"(?:(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])|(body|html)(?=[\s/])[^<>]*)",
    re.I,
)


def guarded(text: str) -> tuple[str, tuple[str, ...]]:
    """The HTML with bounded tags and roots, formatting tags as spans, and a warning if anything had to be cut."""
    end = _end(text)
    return _COSTLY.sub(partial(_cheaper, count()), text[:end]), ("html_cut",) if end < len(text) else ()


def _cheaper(roots: count[int], tag: re.Match[str]) -> str:
    if tag[2] is None:
        return f"<{tag[1]}span"
    return tag[0] if next(roots) < MOST_ROOTS and len(tag[0]) <= MOST_ROOT_CHARS else f"<{tag[2]}"


def _end(text: str) -> int:
    """Where the number of tags or of brackets passes its bound; the text's length on any page that somebody wrote."""
    brackets = text.count("<")
    if brackets <= MOST_TAGS:
        return len(text)
    last = len(text) if brackets <= MOST_BRACKETS else len(text) - len(text.split("<", MOST_BRACKETS + 1)[-1]) - 1
    passing = next(islice(_TAG.finditer(text, 0, last), MOST_TAGS, None), None)
    return passing.start() if passing else last
