"""What a hostile page can do to an HTML parser, undone before the parser sees it. Ordinary pages pass unchanged but for
the names of inline tags.

Measured with selectolax 1.0 (lexbor): 16,000 nested `<div>` take half a second, 800,000 do not end within ten minutes,
and 40,000 attributes of
one tag, or of many `<body>`, three seconds, all of them growing with the square. Nothing in the parser bounds them.
"""

from __future__ import annotations

import re
from itertools import islice

MOST_DEPTH = 1_000
MOST_TAGS = 15_000
"""Opening tags, closing tags and comments; of eighty large pages of publishers none has more than 5,500."""
MOST_BRACKETS = 40_000
"""`<`, whether or not a tag follows."""
MOST_TAG_CHARS = 4_000
LONG_TAG, MOST_ATTRIBUTES = 400, 60
"""A tag of more characters may not have more attributes: the parser compares the name of each with all before it."""
MOST_ROOTS = 20
"""So many `<html>` and `<body>` keep their attributes."""

# Formatting elements are opened again in every paragraph behind them, so that a few thousand make millions of nodes; a
# span is not.
_FORMATTING = re.compile(r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.I)
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{LONG_TAG}}}[^<>]*")
_LONG_VALUE = re.compile(r"\"[^\"]{200,}\"|'[^']{200,}'")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_GAP = re.compile(r"[\s/=]+")
# Each `<body>` gives its attributes to the first; browsers' hints in comments make a few `<html>` of one page.
_ROOT = re.compile(r"<(?:body|html)(?=[\s/])[^<>]*", re.I)
_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]{0,12})|!--)")
# Void elements, and those that the next of their kind closes: they do not nest.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option optgroup html head body path script style".split()
)


def guarded(text: str) -> tuple[str, tuple[str, ...]]:
    """The HTML with bounded nesting, tags and attributes, and a warning if anything had to be cut."""
    end = _end(text)
    kept = _with_few_roots(_LONG_TAG.sub(_shorter_tag, text[:end]))
    return _FORMATTING.sub(_as_span, kept), ("html_cut",) if end < len(text) else ()


def _as_span(tag: re.Match[str]) -> str:
    return "</span" if tag[0][1] == "/" else "<span"


def _shorter_tag(tag: re.Match[str]) -> str:
    """Without long values, such as an image in a data URL; what is long even so has thousands of attributes."""
    shorter = tag[0] if len(tag[0]) <= MOST_TAG_CHARS else _LONG_VALUE.sub('""', tag[0])[:MOST_TAG_CHARS]
    # Between name and value, and between value and name, there is a gap: two for an attribute, or one where none has a
    # value.
    return shorter if len(_GAP.findall(_VALUE.sub("", shorter))) <= 2 * MOST_ATTRIBUTES else shorter[:LONG_TAG]


def _with_few_roots(text: str) -> str:
    found = next(islice(_ROOT.finditer(text), MOST_ROOTS, None), None)
    return text[: found.start()] + _ROOT.sub("<body", text[found.start() :]) if found else text


def _end(text: str) -> int:
    """Where nesting, the number of tags or of brackets passes its bound; the text's length on any page that somebody
    wrote.
    """
    brackets = text.count("<")
    if brackets < MOST_DEPTH:
        return len(text)
    last = len(text) if brackets <= MOST_BRACKETS else len(text) - len(text.split("<", MOST_BRACKETS + 1)[-1]) - 1
    depth = floor = comment_end = 0
    for number, tag in enumerate(_TAG.finditer(text, 0, last)):
        start = tag.start()
        if start >= comment_end:
            floor = 0
        if tag[2] is None:
            # A closing tag in a comment closes nothing outside of it.
            if start >= comment_end >= 0:
                floor, comment_end = depth, text.find("-->", start)
        elif tag[2].lower() not in _FLAT:
            depth = max(floor, depth - 1) if tag[1] else depth + 1
        if depth > MOST_DEPTH or number >= MOST_TAGS:
            return start
    return last
