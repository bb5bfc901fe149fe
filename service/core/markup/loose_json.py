"""JSON as the templates of pages write it: commas left behind, comments, character references for quotes, one object
behind the other. Linear in the text, whatever it holds.
"""

from __future__ import annotations

import html
import json
import re

MOST_CHARS = 100_000
"""Of a page's scripts together; what is longer is not mended."""
_MOST_VALUES = 50
_STRING = r'"(?:[^"\\]|\\(?:.|\Z))*+(?:"|\Z)'
_COMMENT = r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|//[^\n]*+|<!--|-->|<!\[CDATA\[|\]\]>"
_NOISE = re.compile(rf"({_STRING})|{_COMMENT}|,(?=\s*+[}}\]])", re.S)
_NO_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_BETWEEN = re.compile(r"[\s,;]*")
HALF = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
"""Half of a character, or what may be one."""


def mended(text: str) -> object:
    """What the text says once it is mended; the objects of a text with several as a list. None if it is beyond help.

    >>> mended('{"a": 1,} /* and */ {"b": 2}')
    [{'a': 1}, {'b': 2}]
    """
    if len(text) > MOST_CHARS:
        return None
    plain = html.unescape(text) if "&quot;" in text and text.count('"') < text.count("&quot;") else text
    values = _values(_NOISE.sub(_kept, plain))
    return values[0] if len(values) == 1 else values or None


def _kept(found: re.Match[str]) -> str:
    return _NO_ESCAPE.sub("", found[1]) if found[1] else ""


def _values(text: str) -> list[object]:
    """Each value of the text, up to the first that is none."""
    decoder, values = json.JSONDecoder(strict=False), list[object]()
    at = _behind(text, 0)
    while at < len(text) and len(values) < _MOST_VALUES:
        try:
            value, end = decoder.raw_decode(text, at)
            value = without_halves(value) if HALF.search(text) else value
        except (ValueError, RecursionError):
            break
        values.append(value)
        at = _behind(text, end)
    return values


def _behind(text: str, at: int) -> int:
    """Where the next value begins."""
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def without_halves(value: object) -> object:
    """The same without halves of characters: of a title that was cut within an emoji, what is left is no text to
    anybody.
    """
    whole: object = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "ignore"))
    return whole
