"""Text that somebody decoded with the wrong character set before it came here, `fÃ¼r` for `für`, made right again."""

from __future__ import annotations

import re

# What the first byte of a UTF-8 character and the ones behind it look like when each is read as a character.
_BROKEN = re.compile("[ÂÃ][\x80-\xbf]|â(?:\x80[\x90-\xbf]|€[œž™“”¦])|[ÐÑ][\x80-\xbf]")
ENOUGH = 3
"""So many broken characters are no chance."""
MOST_LINES = 12_000
"""No reader looks at more."""


def mended(text: str) -> str:
    """The text with the lines mended that are UTF-8 read as Latin-1 or Windows-1252; a line that is not stays as it
    is.
    """
    if text.isascii() or not ("Ã" in text or "â" in text or "Ð" in text):
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
