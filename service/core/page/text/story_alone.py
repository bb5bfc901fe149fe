"""A story's text alone, without a page's menus: where it ends, and what was put into it. For whole pages see
story_in_page.py.
"""

from __future__ import annotations

import re
from itertools import accumulate

from copydesk.service.core.bylines.people import is_company
from copydesk.service.core.bylines.search import is_byline
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lines.captions import opens_with_house
from copydesk.service.core.lines.contacts import contacts_below
from copydesk.service.core.lines.labels import Label
from copydesk.service.core.lines.line import Line, Lines
from copydesk.service.core.lines.shape import is_field
from copydesk.service.core.lines.signals import is_to_desks, is_to_editors
from copydesk.service.core.lines.signoffs import closings_begin
from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.page.text.story import (
    BOXES,
    LONGEST_BOX,
    THIN_BOXED,
    Story,
    ends_story,
    is_alone,
    is_own,
)
from copydesk.service.core.text.scripts import BURMESE, KHMER, LAO, THAI_LETTERS
from copydesk.service.core.text.stops import FULL_STOPS, SENTENCE_ENDS

FIELDS_REACH = 8
"""A scraper's fields stand in the first lines."""
PARAGRAPH = 60
"""What weighs so much and closes as a sentence does is a paragraph."""
MOST_BOXES = 12
"""No more boxes than this are tried, from the end."""
BIOGRAPHIES = words_of(lambda lexicon: lexicon.page.biographies)
"""Labels of boxes whose sentences are not the story's."""
LONGEST_LEFTOVER = 40
"""A line of this weight right behind the last paragraph may be one more, without its stop."""
FEWEST_ROWS = 3
"""So many short lines with figures are a table."""
LONGEST_LINK = 160
"""A link out of the story is a headline, and no longer."""

_STOPS = (*FULL_STOPS, "!", "?")
"""No link ends so; one that is cut ends in dots."""

# Ada Lovelace · Example News · 4 March; 16:24 | All; @example; Summary:; (ATTN: ADDS details in paras 3-4).
_ROW = re.compile(
    r"[^.!?。]{0,60}\s[·|•]\s[^!?。]{0,120}[^.!?。]\Z|@\w{1,30}\Z|\w{2,14}\s?:\Z"
    rf"|\((?:{any_of(words_of(lambda lexicon: lexicon.page.to_desks))})\b[^()]{{0,120}}\)\Z"
)
# `4 min read`, `Lesedauer: 2 Minuten`
_MINUTES = any_of(words_of(lambda lexicon: lexicon.minute_words))
_READ_IN = re.compile(
    rf"(?:[^\W\d_]{{2,12}}[\s:]{{1,3}}){{0,4}}\d{{1,2}}[\s-]?(?:{_MINUTES})\b\.?(?:\s[^\W\d_]{{2,12}})?\.?\Z", re.I
)
_COUNTED = re.compile(r"(\d{1,2})[.)]\s")
# Thai, Lao, Khmer and Burmese stories print no stops, or few.
_STOPLESS = re.compile(f"[{THAI_LETTERS}{LAO}{BURMESE}{KHMER}]{{4}}")


def story_alone(layout: Layout, start: int) -> Story:
    """The lines of the story that begins at `start` and is all that the text holds, but for what stands around and
    within it.
    """
    lines, labels = layout.lines, layout.labels
    end, rule = _end(lines, labels, start)
    spoken = [index for index in range(start, end) if _said(lines[index])]
    end = _above_furniture(layout, start, end, spoken, rule)
    kept = [index for index in range(start, end) if not _is_foreign(lines, labels, index)]
    if rule == "signoff":  # what stands above a sign-off in words is the newsroom's own, links and credits among it
        return Story(tuple(kept), rule)
    first = next((index for index in spoken if not _is_note(lines[index].text)), start)
    return Story(
        tuple(
            index
            for index in kept
            if not (_is_inserted(layout, index) or (index < first and _is_credit_above(layout, index)))
        ),
        rule,
    )


def _is_note(text: str) -> bool:
    """Whether a sentence speaks to other newsrooms, above who wrote the story."""
    return is_to_editors(text) or is_to_desks(text)


def _end(lines: Lines, labels: dict[int, Label], start: int) -> tuple[int, str]:
    """Where a text without menus ends: at its sign-off, its tags, the comment form, or the end of the text."""
    said = list(accumulate((_said(line) for line in lines[start:]), initial=0))
    for index in sorted(labels):
        if (
            index > start
            and (rule := ends_story(lines, labels, index))
            and (rule == "signoff" or 2 * said[index - start] >= said[-1])
        ):
            return index, rule
    return len(lines), "end-of-text"


def _said(line: Line) -> int:
    """The weight of a paragraph. Where more is said below a label than above it, the label stands above the story or
    within it.
    """
    return line.weight if line.weight >= PARAGRAPH and line.sentence else 0


def _above_furniture(layout: Layout, start: int, end: int, spoken: list[int], rule: str) -> int:
    """The end without what a page prints behind the last paragraph: boxes of links, notices, sign-offs, short lines."""
    if rule == "signoff" or not spoken:  # a sign-off in words stands right below the story
        return closings_begin([line.text for line in layout.lines], start, end)
    end = below = _above_contacts(layout, spoken, _above_boxes(layout, spoken, end))
    while end > spoken[0] + 1 and not _is_spoken(layout, end - 1):
        end -= 1
    if _is_table(layout, range(end, below)):
        return below
    while end < below and _may_be_sentence(layout, end):
        end += 1
    return end


def _above_contacts(layout: Layout, spoken: list[int], end: int) -> int:
    """The end without whom to call about a press release, where nothing is said behind it."""
    texts = [line.text for line in layout.lines[:end]]
    begin = contacts_below(texts, spoken[0] + 1, end)
    return end if begin is None or spoken[-1] > begin else begin


def _above_boxes(layout: Layout, spoken: list[int], end: int) -> int:
    """The line of the first label of a box behind which nothing is said, or only what teasers and biographies say."""
    opened = [
        index
        for index, label in layout.labels.items()
        if spoken[0] < index < end and label.kind in BOXES and is_alone(layout, index)
    ]
    for index in sorted(opened, reverse=True)[:MOST_BOXES]:
        if _closes(layout, spoken, index, end):
            end = index
    return end


def _closes(layout: Layout, spoken: list[int], index: int, end: int) -> bool:
    below = [line for line in range(index + 1, end) if _is_spoken(layout, line)]
    if not below or layout.labels[index].name in BIOGRAPHIES:
        return True
    above = sum(1 for line in spoken if line < index)
    return len(below) * 2 < above and len(below) < THIN_BOXED * (end - below[0])


def _is_spoken(layout: Layout, index: int) -> bool:
    """Whether a line behind the story's first paragraph may be a part of it: it closes as a sentence does, opens a list
    or stands in it.
    """
    line, label = layout.lines[index], layout.labels.get(index)
    if line.closing or line.notice:
        return False
    if line.weight >= PARAGRAPH or line.unsigned[-1:] in SENTENCE_ENDS:
        return not (label is not None and label.kind in BOXES and is_alone(layout, index))
    return _STOPLESS.search(line.text) is not None or _is_listed(layout, index)


def _is_listed(layout: Layout, index: int) -> bool:
    """Whether a line stands in a list that a colon opens."""
    first = max(0, index - LONGEST_BOX)
    while index > first and layout.lines[index].weight < PARAGRAPH and index not in layout.labels:
        if layout.lines[index - 1].text[-1:] in ":：":
            return index - 1 not in layout.labels
        index -= 1
    return False


def _is_table(layout: Layout, lines: range) -> bool:
    """Whether short lines behind the last paragraph are results or prices, and no links."""
    numbered = sum(1 for index in lines if any(map(str.isdigit, layout.lines[index].folded)))
    return len(lines) >= FEWEST_ROWS and 2 * numbered > len(lines) and all(is_own(layout, index) for index in lines)


def _may_be_sentence(layout: Layout, index: int) -> bool:
    """Whether a line right behind the last paragraph may be one more that has lost its stop."""
    line = layout.lines[index]
    return line.weight >= LONGEST_LEFTOVER and not line.bullet and is_own(layout, index)


def _is_foreign(lines: Lines, labels: dict[int, Label], index: int) -> bool:
    label = labels.get(index)
    if label is None:
        return index < FIELDS_REACH and is_field(lines[index].text)
    return (
        label.kind in ("id", "not_id", "published", "updated", "clock")
        and len(lines[index].text) < 90
        and (label.colon or any(map(str.isdigit, lines[index].folded)))
    )


def _is_inserted(layout: Layout, index: int) -> bool:
    """Whether a line within a story is a picture's caption or a link out of it."""
    line, label = layout.lines[index], layout.labels.get(index)
    if label is not None:
        return label.kind == "related" and _is_link(line.text, label)
    return line.credit or _is_lone_entry(layout.lines, index)


def _is_link(line: str, label: Label) -> bool:
    """Whether a labelled line within a story is a link out of it: `Read more`, `Also read | Ferry stops for the
    winter`.
    """
    rest = line[label.end :].lstrip(" |>»-–—")
    marked = label.colon or len(line) - len(rest) > label.end
    return not rest or (marked and len(line) <= LONGEST_LINK and not line.endswith(_STOPS))


def _is_lone_entry(lines: Lines, index: int) -> bool:
    """Whether a line is a list's only entry, between two paragraphs: a link, as what somebody says closes as a sentence
    does.
    """
    line = lines[index]
    if not line.bullet or line.text[-1:] in SENTENCE_ENDS or not 0 < index < len(lines) - 1:
        return False
    between = all(
        beside.text[-1:] in SENTENCE_ENDS and not beside.bullet for beside in (lines[index - 1], lines[index + 1])
    )
    return between and not _is_numbered_on(lines, index)


def _is_numbered_on(lines: Lines, index: int) -> bool:
    """Whether a line is one of several headings that are counted: `1. The Button Room`, and below it `2. Clock House`."""
    counted = _COUNTED.match(lines[index].text)
    if counted is None:
        return False
    number = int(counted[1])
    near = lines[max(0, index - LONGEST_BOX) : index + LONGEST_BOX]
    counts = (int(found[1]) for line in near if (found := _COUNTED.match(line.text)))
    return any(abs(count - number) == 1 for count in counts)


def _is_credit_above(layout: Layout, index: int) -> bool:
    """Whether a line above the first paragraph says who wrote or sent it, or is a notice or a row of facts."""
    line = layout.lines[index]
    return (
        is_byline(line.text)
        or line.closing
        or line.notice
        or line.valued
        or opens_with_house(line.text)
        or (len(line.folded) <= LONGEST_LEFTOVER and _READ_IN.match(line.folded) is not None)
        or _ROW.match(line.text) is not None
        or (line.weight < PARAGRAPH and is_company(line.text))
    )
