"""Text that was wrapped at a fixed width, as e-mail, `lynx -dump` and old wires are: its lines joined into paragraphs.
Tables, lists, headings, fields and addresses stay as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from copydesk.service.core.lines.divided import Vocabulary
from copydesk.service.core.lines.labels import read_label
from copydesk.service.core.lines.printed_pages import on_each_page
from copydesk.service.core.lines.shape import is_bullet
from copydesk.service.core.lines.signoffs import is_closing
from copydesk.service.core.lines.wrapping import (
    Wrapping,
    columns_of,
    divides,
    first_columns,
    indent_of,
    is_wide,
    wrapping_of,
)
from copydesk.service.core.text.spelling import fold
from copydesk.service.core.text.stops import STOPS

MOST_WRAPPED_LINES = 2500
"""No story with its page is longer; what is behind is left as it is."""
HANGING = 8
"""Columns by which the lines of a list's entry are indented behind its mark."""
MOST_OF_TITLE = 2
"""Lines that a headline is broken into; what has more is a paragraph."""
OFF_CENTRE = 1.5
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_FIGURE = re.compile(r"[-+(]?[$€£]?\d[\d.,:/%-]*\)?\Z")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,9}")
_FIELD = re.compile(r"[A-Z][\w-]{1,19}:\s")
_WITHIN = re.compile(r"(?:--|[–—]) ?[^\W\d_A-Z]|\d{1,2}\.")
"""A dash within a sentence, or a figure at its end: no entries of a list, if the line above is full and not closed."""
_WORD = re.compile(r"\w")
LONGEST_ROW = 160
_ROW = re.compile(r"\S(?:\t+|\s{3,})\S[^\t]{0,40}?(?:\t+|\s{3,})\S|;[^;\s]{0,8};[^;\s]{0,8};")
_MARKS = "#|`"
"""What Markdown's headings, rows and code begin with."""
_CLOSING = frozenset(STOPS + ':;"”»’)]')


def unwrapped(text: str) -> str:
    """The text with each of its paragraphs on one line and blank lines around those that were wrapped. A text that is
    not wrapped is given back as it is.
    """
    lines = [line.rstrip() for line in text.split("\n", MOST_WRAPPED_LINES)]
    wrapping = wrapping_of(lines)
    return text if wrapping is None else "\n".join(line for _, line in _joined(lines, wrapping))


def numbered(text: str) -> list[tuple[int, str]]:
    """The lines of `unwrapped`, each with the number, from 1, of the line of the text where it begins."""
    lines = text.split("\n", MOST_WRAPPED_LINES)
    wrapping = wrapping_of(stripped := [line.rstrip() for line in lines])
    return list(enumerate(lines, 1)) if wrapping is None else list(_joined(stripped, wrapping))


def paragraphs_of_lines(lines: Iterable[str]) -> list[str]:
    """Paragraphs of lines that are known to be wrapped by hand: a blank line or an indent begins a new one, and a row of a
    table is one.
    """
    paragraphs: list[list[str]] = []
    fresh = True
    for line in lines:
        words, row = line.strip(), is_row(line)
        if words and (fresh or row or line[:1] in " \t"):
            paragraphs.append([words])
        elif words:
            paragraphs[-1].append(words)
        fresh = row or not words
    known = Vocabulary(list(chain.from_iterable(paragraphs)))
    return [known.joined(paragraph) for paragraph in paragraphs]


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: three columns that tabs, wide gaps or semicolons part."""
    return _ROW.search(line[:LONGEST_ROW].strip()) is not None


class _Row:
    """A line of a wrapped text."""

    def __init__(self, line: str) -> None:
        quoted = _QUOTED.match(line) if ">" in line[:4] else None
        self.quote = quoted[0].count(">") if quoted else 0
        """How often it was quoted in an e-mail."""
        line = line[quoted.end() :] if quoted else line
        self.text = line.strip()
        self.indent = indent_of(line)
        self.columns = columns_of(line)
        self.bullet = is_bullet(self.text)

    @cached_property
    def first_word(self) -> int:
        """Columns of its first word; of a sign where lines break before any."""
        return 1 if is_wide(self.text) else first_columns(self.text)

    @cached_property
    def small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.text[:1].islower()

    @cached_property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text[-1:] in _CLOSING

    @cached_property
    def capitals(self) -> bool:
        """Whether it is set in capitals, as headlines are."""
        return self.text.isupper() and sum(map(str.isalpha, self.text)) >= 8

    @cached_property
    def tabular(self) -> bool:
        """Whether it is a row of a table: columns parted by runs of spaces, or figures. The gaps of a justified line
        are alike.
        """
        if "\t" in self.text:
            return True
        gaps = [len(gap) for gap in _GAP.findall(self.text)] if "   " in self.text else []
        if gaps and max(gaps) >= 3 and max(gaps) - min(gaps) >= 2:
            return True
        if not _DIGIT.search(self.text):
            return False
        words = self.text.split()
        return len(words) > 2 and 2 * sum(1 for word in words if _FIGURE.match(word)) > len(words)

    @cached_property
    def apart(self) -> bool:
        """Whether it stands by itself whatever is above it."""
        text = self.text
        return (
            text[0] in _MARKS
            or not _WORD.search(text)
            or (":" in text[:80] and (label := read_label(fold(text[:80]))) is not None and label.colon)
            or (len(text) <= 40 and not self.small and is_closing(text))
        )


def _joined(lines: list[str], wrapping: Wrapping) -> Iterator[tuple[int, str]]:
    """The paragraphs, each with the number of its first line; a blank line stands around those that were wrapped, and
    above those that are told by their indent.
    """
    known = Vocabulary(lines)
    above, indent = 0, 0
    for number, paragraph in _paragraphs(_without_pages(lines, wrapping), wrapping):
        if len(paragraph) > 1 or above > 1 or paragraph[0].indent > indent:
            yield number, ""
        yield number, known.joined([row.text for row in paragraph])
        above, indent = len(paragraph), paragraph[-1].indent


def _without_pages(lines: list[str], wrapping: Wrapping) -> Iterator[tuple[int, str]]:
    """The numbered lines without what stands on each page of a printed text, its number or the name of the paper; words
    that go on over a page's end are left without a blank line between.
    """
    printed = on_each_page(lines)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (not lines[end] or end in printed):
            end += 1
        if printed.isdisjoint(range(at, end)):
            end = at
        elif at and end < len(lines) and not _is_over_page(_Row(lines[at - 1]), _Row(lines[end]), wrapping):
            yield at + 1, ""
        if end < len(lines):
            yield end + 1, lines[end]
        at = end + 1


def _is_over_page(above: _Row, below: _Row, wrapping: Wrapping) -> bool:
    return not above.closed and (below.small or wrapping.fills(above.columns, below.first_word))


def _paragraphs(lines: Iterable[tuple[int, str]], wrapping: Wrapping) -> Iterator[tuple[int, list[_Row]]]:
    """The lines that belong together, with the number of the first; a blank one by itself."""
    paragraph: list[_Row] = []
    first = 1
    is_head = True
    for number, line in lines:
        row = _Row(line)
        if paragraph and not _goes_on(paragraph, row, wrapping, is_head=is_head):
            yield first, paragraph
            is_head = is_head and bool(row.text) and row.indent <= paragraph[0].indent
            paragraph = []
        first = first if paragraph else number
        paragraph.append(row)
    if paragraph:
        yield first, paragraph


def _goes_on(paragraph: list[_Row], row: _Row, wrapping: Wrapping, *, is_head: bool) -> bool:
    """Whether a line belongs to the paragraph above it. In the head of a text, above its first blank line, stand titles
    and fields.
    """
    above = paragraph[-1]
    if not row.text or not above.text or row.quote != above.quote or row.apart or not _WORD.search(above.text):
        return False
    if row.bullet and (above.closed or not _WITHIN.match(row.text) or not wrapping.fills(above.columns, 1)):
        return False
    if _is_centred(above, row):
        return not above.closed and above.capitals == row.capitals
    if not _is_in_line(paragraph, row) or above.tabular or row.tabular or above.capitals > row.capitals:
        return False
    if is_head and len(paragraph) <= MOST_OF_TITLE and (_FIELD.match(row.text) or (above.closed and not row.small)):
        return False
    if wrapping.fills(above.columns, row.first_word) or divides(above.text, row.text):
        return True
    return not above.closed and (above.columns > wrapping.width or (row.small and wrapping.nearly(above.columns)))


def _is_centred(above: _Row, row: _Row) -> bool:
    """Whether a title is set in the middle over both lines, the shorter one further in."""
    middle, below = (above.indent + above.columns) / 2, (row.indent + row.columns) / 2
    return 2 <= row.indent - above.indent and abs(middle - below) <= OFF_CENTRE


def _is_in_line(paragraph: list[_Row], row: _Row) -> bool:
    """Whether a line is indented as the rest of a paragraph may be."""
    first, above = paragraph[0], paragraph[-1]
    if len(paragraph) > 1:
        return abs(row.indent - above.indent) <= 1
    return row.indent <= first.indent or (first.bullet and row.indent <= first.indent + HANGING)
