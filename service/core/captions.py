"""Picture captions and credits: `Cars on the bridge. (Photo: Ada Lovelace/AP)`, `Foto: Ada Lovelace`."""

from __future__ import annotations

import re

from service.core.lexicon import CREDIT_WORDS

_WORDS = "|".join(map(re.escape, CREDIT_WORDS))
_HOUSES = "AFP|AP|EPA|EFE|dpa|PA|NTB|TT|Reuters|REUTERS|Getty Images|Getty|Shutterstock|iStock|Imago|IMAGO|Keystone|picture alliance|Unsplash|Pexels"
_CREDIT = re.compile(
    rf"(?:\(\s?(?:{_WORDS})(?:\sby\b|\s?[:/©])[^()]{{1,70}}\)?|(?:\A|[\s.|])(?:{_WORDS})\s?[:©]\s?[^.!?:]{{1,70}}|/\s?(?:{_HOUSES})|\(\s?(?:{_HOUSES})|[.:|,]\s(?:{_HOUSES})|©[^.]{{2,60}})\s?[).]?\Z",
    re.I,
)
_MARKS = re.compile(r"[:(/|©]")
_STOPS = '.!?"”»'
TAIL = 110
"""A credit stands in the last characters of a caption."""


def is_caption(line: str) -> bool:
    """Whether a line closes with a picture's credit. A paragraph is longer than any caption."""
    if len(line) > 400:
        return False
    tail = line[-TAIL:]
    if tail[-1:] in _STOPS and not _MARKS.search(tail):
        return False
    return _CREDIT.search(tail) is not None
