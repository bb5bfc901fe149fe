"""The publisher's keywords, printed behind a label at the end of a story."""

from __future__ import annotations

import re

from service.core.labels import Label
from service.core.sheet import Sheet, is_bullet, without_bullet

_SPLIT = re.compile(r"[،,،|;؛•·、]|\s#")
_COUNT = re.compile(r"\s\(?\d{1,6}\)?\Z")
MAX_TAG = 80
REACH = 4000
NEAR = 25
MAX_LISTED = 40


def read_tags(sheet: Sheet, labels: dict[int, Label], *, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
    """The tags as printed, in order, and the label that named them; none where there is no such label at or below `start`, or nothing behind it."""
    for index, label in labels.items():
        if label.kind != "tags" or index < start:
            continue
        value = sheet.lines[index][label.end : label.end + REACH]
        # Menus list sections under the same words; tags in a list stand right below the story's last paragraph.
        tags = split_tags(value) if label.colon and value else _listed(sheet, index + 1) if not value and end <= index <= end + NEAR else ()
        if tags:
            return tags, label.name
    return (), None


def split_tags(value: str) -> tuple[str, ...]:
    """`Harbour ، Bridge` -> `("Harbour", "Bridge")`: split on separators, never on spaces; a tag twice is one."""
    words = (" ".join(word.split()).strip("#* ") for word in _SPLIT.split(value))
    return tuple(dict.fromkeys(word for word in words if word and len(word) <= MAX_TAG))


def _listed(sheet: Sheet, start: int) -> tuple[str, ...]:
    """Tags below their label, each an entry of a list."""
    tags: list[str] = []
    for index in range(start, min(start + MAX_LISTED, len(sheet.lines))):
        line = sheet.lines[index]
        if not is_bullet(line):
            break
        if word := without_bullet(line).strip():
            tags.append(word)
    return tuple(dict.fromkeys(tag for tag in _uncounted(tags) if len(tag) <= MAX_TAG))


def _uncounted(tags: list[str]) -> list[str]:
    """Tags without the number of stories that each has, where all of them print one: `Harbour 398`."""
    uncounted = [_COUNT.sub("", tag) for tag in tags]
    return uncounted if all(bare and bare != tag for bare, tag in zip(uncounted, tags, strict=True)) else tags
