"""The publisher's keywords: behind or below a label at the end of a story, as hashtags, or as the list that a scraper
printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from copydesk.service.core.lines.labels import Label
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.lines.shape import is_listed, weight_of
from copydesk.service.core.lines.tag_lists import MAX_LISTED_TAG, MOST_WORDS, split_tags
from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.text.spelling import fold

_COUNT = re.compile(r"\s\(?\d{1,6}\)?\Z")
_HASHTAGS = re.compile(r"#[^\W\d_][^#\n]{1,60}(?:\s#[^\W\d_][^#\n]{1,60})+\Z")
_HASHTAG = re.compile(r"#[^\W\d_][^#\n]{1,40}\Z")
_QUOTED = re.compile(r"'([^'\[\]]{1,80})'|\"([^\"\[\]]{1,80})\"")
_WORDS = re.compile(r"\w")
REACH = 4000
STORY_REACH = 40
"""The story's first lines say what it speaks of."""
NEAR = 45
"""Tags in a list stand within so many lines below the story."""
MAX_LISTED = 60
MAX_STACKED, MAX_STACKED_TAG = 12, 30
HEADING = 7
"""A line in capitals of this length among others that are not is the next box's heading; `UNESCO` is a tag."""
LONGEST_ROW = 240
"""Tags on one line below their label, with separators between them; a longer line is a paragraph."""
MENU = 5
"""A list of so many entries that all stand above the headline too is the menu once more."""
FIELDS_REACH = 8


def read_tags(layout: Layout, *, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
    """The tags as printed, in order, and the rule that found them; none where nothing names them at or below `start`,
    the story ending at `end`.
    """
    for index, label in layout.labels.items():
        if label.kind == "tags" and index >= start and (tags := _labelled(layout, index, label, start, end)):
            return tags, f"label:{label.name}"
    return (
        _hashtags(layout.lines, range(start, min(end + NEAR, len(layout.lines))))
        or _above(layout, start - 1)
        or _fielded(layout.lines)
        or ((), None)
    )


def _labelled(layout: Layout, index: int, label: Label, start: int, end: int) -> tuple[str, ...]:
    """The tags behind a label or below it. Menus list sections under the same words; tags below a label stand below the
    story's last paragraph.
    """
    value = layout.lines[index].text[label.end : label.end + REACH]
    if value:
        return split_tags(value) if label.colon else ()
    if not end <= index <= end + NEAR:
        return ()
    return (
        _listed(layout.lines, index + 1, start)
        or _in_row(layout, index + 1)
        or _stacked(layout, index + 1, start, colon=label.colon)
    )


def _hashtags(lines: Lines, reach: range) -> tuple[tuple[str, ...], str] | None:
    """A line of hashtags, `#Harbour #City council`, or lines of one each."""
    for index in reach:
        if lines[index].text[0] != "#":
            continue
        if _HASHTAGS.match(line := lines[index].text[:REACH]):
            return split_tags(line.replace(" #", ";")), "hashtags"
        stacked = tuple(takewhile(_HASHTAG.match, (line.text for line in lines[index : index + MAX_STACKED])))
        if len(stacked) > 1:
            return split_tags(";".join(stacked)), "hashtags"
    return None


def _above(layout: Layout, headline: int) -> tuple[tuple[str, ...], str] | None:
    """A list that ends right above the headline, under a label of tags; a menu may end there too, but the story does
    not speak of its entries.
    """
    for index in range(max(0, headline - MAX_STACKED), headline):
        label = layout.labels.get(index)
        if label is None or label.kind != "tags" or label.end < len(layout.lines[index].text):
            continue
        lines = layout.lines[index + 1 : headline]
        tags = _listed(layout.lines, index + 1, 0) if all(line.bullet for line in lines) else ()
        story = " ".join(line.folded for line in layout.lines[headline : headline + STORY_REACH]).lower()
        if 2 * sum(fold(tag).lower() in story for tag in tags) > len(tags):
            return tags, f"label:{label.name}"
    return None


def _fielded(lines: Lines) -> tuple[tuple[str, ...], str] | None:
    """The last list among a scraper's own fields, `['Harbour', 'Bridge']`; the section stands in one before it."""
    lists = [line.text for line in lines[:FIELDS_REACH] if is_listed(line.text)]
    tags = tuple(dict.fromkeys(one or other for one, other in _QUOTED.findall(lists[-1]))) if lists else ()
    return (tags, "scraper-list") if tags else None


def _listed(lines: Lines, below: int, headline: int) -> tuple[str, ...]:
    """Tags below their label, each an entry of a list; none if one is as long as a headline, or if the list is the
    page's menu.
    """
    tags = list(_entries(lines, below))
    if any(_is_title(tag) for tag in tags) or (len(tags) == 1 and _is_several(tags[0])):
        return ()
    if len(tags) >= MENU and _is_menu(tags, lines[:headline]):
        return ()
    return tuple(dict.fromkeys(_uncounted(tags)))


def _in_row(layout: Layout, below: int) -> tuple[str, ...]:
    """Tags on one line below their label, `Harbour / City council / Bridge`; none if one of them is as long as a
    headline.
    """
    line = layout.lines[below] if below < len(layout.lines) else None
    if not line or below in layout.labels or len(line.text) > LONGEST_ROW or line.bullet or line.sentence:
        return ()
    tags = split_tags(line.text)
    return tags if len(tags) > 1 and not any(_is_title(tag) for tag in tags) else ()


def _stacked(layout: Layout, below: int, start: int, *, colon: bool) -> tuple[str, ...]:
    """Tags one below the other without a list's marks, down to a blank line, to the next label or to a longer line.

    A line alone may be several tags whose separators are lost: then none is better than one that nobody gave. Below a
    label without
    its colon only several are tags, and where nothing ends them the last ones only if the story speaks of them.
    """
    lines = layout.lines
    end = next((index for index in range(below, len(lines)) if _ends_stack(layout, index, below)), len(lines))
    tags = [tag for line in lines[below : min(end, below + MAX_STACKED)] if (tag := line.text.strip("# "))]
    if not colon and end == len(lines):
        while tags and not _is_told(tags[-1], layout.lines[start : min(below - 1, start + STORY_REACH)]):
            tags.pop()
    if end - below > MAX_STACKED or (len(tags) == 1 and (not colon or _is_several(tags[0]))):
        return ()
    return tuple(dict.fromkeys(tags))


def _ends_stack(layout: Layout, index: int, below: int) -> bool:
    first, line = layout.lines[below], layout.lines[index]
    return (
        index in layout.labels
        or line.bullet
        or (first.text[0] == "#") != (line.text[0] == "#")
        or line.weight > MAX_STACKED_TAG
        or line.sentence
        or (index > below and line.after_blank and not first.after_blank)
        or (len(line.text) >= HEADING and line.text.isupper() and not first.text.isupper())
    )


def _is_told(tag: str, story: Lines) -> bool:
    """Whether the story has one of a tag's longer words, in whatever form."""
    stems = [word[: max(4, len(word) - 2)] for word in fold(tag).lower().split() if len(word) >= 4]
    return any(stem in line.folded.lower() for stem in stems for line in story)


def _is_title(words: str) -> bool:
    """Whether an entry is as long as another story's headline."""
    return weight_of(words) > MAX_LISTED_TAG or len(words.split()) > MOST_WORDS


def _is_several(words: str) -> bool:
    """Whether words may be several tags in a row, or a title, rather than one tag."""
    return len(words.split()) > 1


def _entries(lines: Lines, below: int) -> Iterator[str]:
    for line in lines[below : below + MAX_LISTED]:
        if not line.bullet or line.text[0] != lines[below].text[0]:
            return
        if _WORDS.search(entry := line.words.strip("# ")):
            yield entry


def _is_menu(tags: list[str], above: Lines) -> bool:
    menu = " ".join(line.text for line in above)
    return sum(tag in menu for tag in tags) * 4 > 3 * len(tags)


def _uncounted(tags: list[str]) -> list[str]:
    """Tags without the number of stories that each has, where all of them print one: `Harbour 398`."""
    uncounted = [_COUNT.sub("", tag) for tag in tags]
    return uncounted if all(bare and bare != tag for bare, tag in zip(uncounted, tags, strict=True)) else tags
