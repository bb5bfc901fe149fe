"""What stands in a mail's text for programs alone: what PGP wrote, keys and certificates, files in uuencode."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"-----(BEGIN|END) ([A-Z0-9 ]{3,40})-----\s*\Z")
_SIGNED = "PGP SIGNED MESSAGE"
"""To the first blank line below it PGP says how it was signed; then comes the text itself."""
_FILE = re.compile(r"begin(?:-base64)? [0-7]{3,4} \S")
_END_OF_FILE = re.compile(r"(?:end|====)\s*\Z")
_ENCODED = re.compile(r"[!-`][ -`]{4,90}\Z")
"""A line of uuencode; of base64 it has small letters, so that those files are known by their first line alone."""


def without_armour(lines: Sequence[str]) -> list[str]:
    """The lines for people.

    >>> without_armour(["Hello", "-----BEGIN PGP MESSAGE-----", "hQEMA", "-----END PGP MESSAGE-----", "Bye"])
    ['Hello', 'Bye']
    """
    kept: list[str] = []
    within: str | None = None
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if within is not None:
            within = None if _ends(line, within) else within
        elif (block := _begins(line, below)) is None:
            kept.append(line)
        else:
            within = block
    return kept


def _begins(line: str, below: str) -> str | None:
    """The kind of block that a line begins. One that is cut off goes on to the end of the mail."""
    if line.startswith("-----") and (mark := _MARK.match(line)) and mark[1] == "BEGIN":
        return mark[2]
    if line.startswith("begin") and _FILE.match(line):
        return "file" if line.startswith("begin-base64") or _ENCODED.match(below) else None
    return None


def _ends(line: str, block: str) -> bool:
    if block == _SIGNED:
        return not line.strip()
    if block == "file":
        return _END_OF_FILE.match(line) is not None
    return line.startswith("-----END ") and _MARK.match(line) is not None
