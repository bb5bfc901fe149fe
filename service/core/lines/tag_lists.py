"""Tags in one string: where one ends and the next begins."""

from __future__ import annotations

import re

_SPLIT = re.compile(r"[،,،，|;；؛•·、]|\s/\s|\s#")
MAX_TAG = 80
MAX_LISTED_TAG, MOST_WORDS = 48, 7
"""What is longer in a list below a label is another story's headline."""


def split_tags(value: str) -> tuple[str, ...]:
    """`Harbour ، Bridge` -> `("Harbour", "Bridge")`: split on separators, never on spaces; a tag twice is one."""
    words = (" ".join(word.split()).strip("#* ") for word in _SPLIT.split(value))
    return tuple(dict.fromkeys(word for word in words if word and len(word) <= MAX_TAG))
