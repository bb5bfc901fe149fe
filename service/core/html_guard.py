"""What a hostile page can do to an HTML parser, undone before the parser sees it. Ordinary pages pass unchanged but for the names of inline tags.

Measured with selectolax 1.0 (lexbor): 16,000 nested `<div>` take half a second, 800,000 do not end within ten minutes, and 40,000 attributes of
one tag three seconds, all three growing with the square. Nothing in the parser bounds them.
"""

from __future__ import annotations

import re

MOST_DEPTH = 1_000
MOST_TAGS = 20_000
MOST_TAG_CHARS = 4_000

# Formatting elements are opened again in every paragraph behind them, so that a few thousand make millions of nodes; a span is not.
_FORMATTING = re.compile(r"(</?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.I)
_LONG_TAG = re.compile(rf"(<[a-zA-Z][^<>]{{{MOST_TAG_CHARS}}})[^<>]*")
_LONG_VALUE = re.compile(r"\"[^\"]{200,}\"|'[^']{200,}'")
_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]{0,12})|!--)")
# Void elements, and those that the next of their kind closes: they do not nest.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option optgroup html head body path script style".split()
)


def guarded(text: str) -> tuple[str, tuple[str, ...]]:
    """The HTML with bounded nesting, tags and attributes, and a warning if anything had to be cut."""
    text = _FORMATTING.sub(r"\1span", text)
    shorter = _LONG_TAG.sub(_shorter_tag, text)
    end = _end(shorter)
    cut = end < len(shorter)
    return shorter[:end], ("html_cut",) if cut else ()


def _shorter_tag(tag: re.Match[str]) -> str:
    """Without long values, such as an image in a data URL; what is long even so has thousands of attributes."""
    return _LONG_VALUE.sub('""', tag[0])[:MOST_TAG_CHARS]


def _end(text: str) -> int:
    """Where nesting or the number of tags passes its bound; the text's length on any page that somebody wrote."""
    if text.count("<") < MOST_DEPTH:
        return len(text)
    depth = floor = comment_end = 0
    for count, tag in enumerate(_TAG.finditer(text)):
        start = tag.start()
        if start >= comment_end:
            floor = 0
        if tag[2] is None:
            # A closing tag in a comment closes nothing outside of it.
            if start >= comment_end >= 0:
                floor, comment_end = depth, text.find("-->", start)
        elif tag[2].lower() not in _FLAT:
            depth = max(floor, depth - 1) if tag[1] else depth + 1
        if depth > MOST_DEPTH or count > 2 * MOST_TAGS:
            return start
    return len(text)
