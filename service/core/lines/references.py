"""The reference numbers that `lynx -dump` and its kin print, `[12]Harbour`, for the addresses they list below a page."""

from __future__ import annotations

import re

MOST_ADDRESSES = 3_000
_HEAD = re.compile(r"^[ \t]{0,3}References[ \t]*\n", re.M)
_LISTED = re.compile(
    r"\s*(?:(?:Visible|Hidden) links:?\s*\n|\d{1,4}\.[ \t]+(?:[a-z][a-z0-9+.-]{1,20}:|/)[^\n]{0,2000}(?:\n|\Z))"
)
_NUMBER = re.compile(r"\[\d{1,4}\](?=\S)")


def without_references(text: str) -> str:
    """The text without the list of addresses at its end and the numbers that point to it; as it is if it has none."""
    at = text.rfind("References")
    head = _HEAD.search(text, text.rfind("\n", 0, at) + 1) if at >= 0 else None
    if head is None or not _is_list(text, head.end()):
        return text
    return _NUMBER.sub("", text[: head.start()])


def _is_list(text: str, start: int) -> bool:
    """Whether nothing but addresses stands from there to the end."""
    at = start
    for _ in range(MOST_ADDRESSES):
        found = _LISTED.match(text, at)
        if found is None:
            break
        at = found.end()
    return at > start and not text[at:].strip()
