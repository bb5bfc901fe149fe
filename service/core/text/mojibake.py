"""Text that somebody decoded with the wrong character set before it came here, `fÃ¼r` for `für`, made right again."""

from __future__ import annotations

import re

# What the first byte of a UTF-8 character and the ones behind it look like when each is read as a character.
_FIRST_BYTES = ("\u00c3", "\u00e2", "\u00d0")
_BROKEN = re.compile(
    "[\u00c2\u00c3][\x80-\xbf]"  # Latin letters
    "|\u00e2(?:\x80[\x90-\xbf]|\u20ac[\u0153\u017e\u2122\u201c\u201d\u00a6])"  # quotes and dashes
    "|[\u00d0\u00d1][\x80-\xbf]"  # Cyrillic letters
)
ENOUGH = 3
"""So many broken characters are no chance."""
MOST_LINES = 12_000
"""No reader looks at more."""


def mended(text: str) -> str:
    """The text with the lines mended that are UTF-8 read as Latin-1 or Windows-1252; a line that is not stays as it
    is.
    """
    if text.isascii() or not any(first in text for first in _FIRST_BYTES):
        return text
    found = _BROKEN.finditer(text)
    if sum(1 for _ in zip(range(ENOUGH), found, strict=False)) < ENOUGH:
        return text
    *lines, rest = text.split("\n", MOST_LINES)
    return "\n".join((*map(_mended_line, lines), rest if len(lines) == MOST_LINES else _mended_line(rest)))


def _mended_line(line: str) -> str:
    if line.isascii() or not _BROKEN.search(line):
        return line
    for charset in ("latin-1", "cp1252"):
        try:
            return line.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
    return line
