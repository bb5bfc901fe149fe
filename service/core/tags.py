"""The publisher's keywords: behind or below a label at the end of a story, as hashtags, or as the list that a scraper printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.layout import Layout
from service.core.sheet import Sheet, ends_sentence, is_bullet, is_listed, weight, without_bullet

_SPLIT = re.compile(r"[،,،|;؛•·、]|\s#")
_COUNT = re.compile(r"\s\(?\d{1,6}\)?\Z")
_HASHTAGS = re.compile(r"#[^\W\d_][^#\n]{1,60}(?:\s#[^\W\d_][^#\n]{1,60})+\Z")
_QUOTED = re.compile(r"'([^'\[\]]{1,80})'|\"([^\"\[\]]{1,80})\"")
_WORDS = re.compile(r"\w")
MAX_TAG = 80
MAX_LISTED_TAG, MOST_WORDS = 48, 7
"""What is longer in a list below a label is another story's headline."""
REACH = 4000
NEAR = 45
"""Tags in a list stand within so many lines below the story."""
MAX_LISTED = 60
MAX_STACKED, MAX_STACKED_TAG = 12, 30
MENU = 5
"""A list of so many entries that all stand above the headline too is the menu once more."""
FIELDS_REACH = 8


def read_tags(layout: Layout, *, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
    """The tags as printed, in order, and the rule that found them; none where nothing names them at or below `start`, the story ending at `end`."""
    for index, label in layout.labels.items():
        if label.kind != "tags" or index < start:
            continue
        value = layout.sheet.lines[index][label.end : label.end + REACH]
        # Menus list sections under the same words; tags in a list stand below the story's last paragraph.
        if value:
            tags = split_tags(value) if label.colon else ()
        else:
            tags = (_listed(layout.sheet, index + 1, start) or (_stacked(layout, index + 1) if label.colon else ())) if end <= index <= end + NEAR else ()
        if tags:
            return tags, f"label:{label.name}"
    return _hashtags(layout.sheet, range(start, min(end + NEAR, len(layout.sheet.lines)))) or _fielded(layout.sheet) or ((), None)


def split_tags(value: str) -> tuple[str, ...]:
    """`Harbour ، Bridge` -> `("Harbour", "Bridge")`: split on separators, never on spaces; a tag twice is one."""
    words = (" ".join(word.split()).strip("#* ") for word in _SPLIT.split(value))
    return tuple(dict.fromkeys(word for word in words if word and len(word) <= MAX_TAG))


def _hashtags(sheet: Sheet, lines: range) -> tuple[tuple[str, ...], str] | None:
    """A line of hashtags: `#Harbour #City council`."""
    found = next((sheet.lines[index] for index in lines if sheet.lines[index][0] == "#" and _HASHTAGS.match(sheet.lines[index][:REACH])), None)
    return (split_tags(found.replace(" #", ";")), "hashtags") if found else None


def _fielded(sheet: Sheet) -> tuple[tuple[str, ...], str] | None:
    """The last list among a scraper's own fields, `['Harbour', 'Bridge']`; the section stands in one before it."""
    lists = [line for line in sheet.lines[:FIELDS_REACH] if is_listed(line)]
    tags = tuple(dict.fromkeys(one or other for one, other in _QUOTED.findall(lists[-1]))) if lists else ()
    return (tags, "scraper-list") if tags else None


def _listed(sheet: Sheet, below: int, headline: int) -> tuple[str, ...]:
    """Tags below their label, each an entry of a list; none if one is as long as a headline, or if the list is the page's menu."""
    tags = list(_entries(sheet, below))
    if any(weight(tag) > MAX_LISTED_TAG or len(tag.split()) > MOST_WORDS for tag in tags):
        return ()
    if len(tags) >= MENU and _is_menu(tags, sheet.lines[:headline]):
        return ()
    return tuple(dict.fromkeys(_uncounted(tags)))


def _stacked(layout: Layout, below: int) -> tuple[str, ...]:
    """Tags one below the other without a list's marks, down to the next label or to a longer line."""
    tags: list[str] = []
    for index in range(below, min(below + MAX_STACKED, len(layout.sheet.lines))):
        line = layout.sheet.lines[index]
        if index in layout.labels or is_bullet(line) or weight(line) > MAX_STACKED_TAG or ends_sentence(line):
            break
        tags.append(line)
    return tuple(dict.fromkeys(tags))


def _entries(sheet: Sheet, below: int) -> Iterator[str]:
    for line in sheet.lines[below : below + MAX_LISTED]:
        if not is_bullet(line) or line[0] != sheet.lines[below][0]:
            return
        if _WORDS.search(entry := without_bullet(line).strip("# ")):
            yield entry


def _is_menu(tags: list[str], above: tuple[str, ...]) -> bool:
    menu = " ".join(above)
    return sum(tag in menu for tag in tags) * 4 > 3 * len(tags)


def _uncounted(tags: list[str]) -> list[str]:
    """Tags without the number of stories that each has, where all of them print one: `Harbour 398`."""
    uncounted = [_COUNT.sub("", tag) for tag in tags]
    return uncounted if all(bare and bare != tag for bare, tag in zip(uncounted, tags, strict=True)) else tags
