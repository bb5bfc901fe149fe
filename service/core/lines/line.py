"""A text laid out in lines, as every rule about pages reads it: blank lines gone but remembered, and a folded twin of
each line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from copydesk.service.core.text.spelling import fold

_BULLET = re.compile(r"(?:[*+•·▪►»›–—-]|o(?=\s)|\d{1,2}\.(?=\s))[ \t]*")
_BLANKS = re.compile(r"\n{3,}")
# Scrapers that write their fields into one line, `site###title###address###['a', 'b']`, and the list among these.
_FIELDS = "###"
_LISTED = re.compile(r"\[(?:(?:'[^'\[\]]{1,80}'|\"[^\"\[\]]{1,80}\")(?:, ?)?)*\]\Z")
_VALUED = re.compile(r"[^\s:][^:]{0,24}?\s?:\s?\S{1,24}(?:\s\S{1,14}){0,2}\Z")
LONGEST_VALUED = 42
_ADDRESS = re.compile(r"https?://\S+\Z")
_STOPS = ".!?…。！？؟۔।။។։።:;\"”»'’)"
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


MOST_LINES = 1300
"""More lines than any story with its whole page has; the time to read a text is bounded by it."""
MOST_WIRE_LINES = 6000
"""The same of a wire's text, blank lines among them: its readers look at each line once."""
FOLDED_REACH = 420
"""Rules look at this much of a line."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines without white space around them and without empty ones; `folded[i]` matches the beginning of `lines[i]`
    position by position.
    """

    lines: tuple[str, ...]
    folded: tuple[str, ...]
    after_blank: tuple[bool, ...]
    """Whether a blank line, or the edge of the text, stands before line i; one entry more than lines, for the end."""
    cut: bool = False
    """Whether lines were left out."""

    def with_line(self, index: int, line: str, folded: str) -> Sheet:
        """The sheet with another line at that place."""
        return replace(
            self,
            lines=(*self.lines[:index], line, *self.lines[index + 1 :]),
            folded=(*self.folded[:index], folded, *self.folded[index + 1 :]),
        )

    def alone(self, index: int) -> bool:
        """Whether the line is a paragraph by itself."""
        return self.after_blank[index] and self.after_blank[index + 1]


def first_lines(text: str) -> list[str]:
    """A wire's lines as they stand, to the last that is read."""
    return text.split("\n", MOST_WIRE_LINES)[:MOST_WIRE_LINES]


def cut_of(text: str) -> tuple[str, ...]:
    """The warning of a wire's text that goes on behind its `first_lines`."""
    return ("lines_cut",) if text.count("\n") >= MOST_WIRE_LINES else ()


def sheet_of(text: str) -> Sheet:
    """Lay a text out in lines; what is behind `MOST_LINES` lines is left out."""
    lines: list[str] = []
    blanks: list[bool] = []
    blank = True
    for raw in _BLANKS.sub("\n\n", _unjoined(text)).split("\n"):
        line = raw.strip()
        if line:
            lines.append(line)
            blanks.append(blank)
        blank = not line
        if len(lines) >= MOST_LINES:
            break
    blanks.append(True)
    heads = [line[:FOLDED_REACH] for line in lines]
    folded = heads if text.isascii() or not heads else fold("\n".join(heads)).split("\n")
    return Sheet(tuple(lines), tuple(folded), tuple(blanks), len(lines) >= MOST_LINES)


def _unjoined(text: str) -> str:
    """The text with fields that a scraper joined in its first line on a line each."""
    first, feed, rest = text.partition("\n")
    return first.replace(_FIELDS, "\n") + feed + rest if first.count(_FIELDS) >= 3 else text


def is_listed(line: str) -> bool:
    """Whether a line is a list as programs print it: `['Harbour', 'Bridge']`."""
    return line[:1] == "[" and len(line) <= 4000 and _LISTED.match(line) is not None


def is_field(line: str) -> bool:
    """Whether a line is a program's field and no words of a story: a page's address, a list."""
    return is_listed(line) or (line[:4] == "http" and _ADDRESS.match(line) is not None)


def is_valued(folded: str) -> bool:
    """Whether a folded line is a field and its value: `Views: 1823`, `Section: Local / City`. A title says more behind
    its colon.
    """
    return len(folded) <= LONGEST_VALUED and weight(folded) <= LONGEST_VALUED and _VALUED.match(folded) is not None


def is_bullet(line: str) -> bool:
    """Whether a line is an entry of a list: `* Sport`."""
    return line[:1] in "*+•·▪►›" or _BULLET.match(line) is not None


def without_bullet(line: str) -> str:
    """The words of a list's entry."""
    found = _BULLET.match(line)
    return line[found.end() :] if found else line


def ends_sentence(line: str) -> bool:
    """Whether the line closes as sentences do."""
    return line[-1:] in _STOPS


def weight(line: str) -> int:
    """Length in Latin letters: a character of a dense script says about as much as two and a half."""
    return len(line) if line.isascii() or len(line) > 400 else _weight(line)


@lru_cache(maxsize=MOST_LINES)
def _weight(line: str) -> int:
    """Remembered, as a dozen rules ask for the same lines."""
    return len(line) + 3 * sum(map(len, _WIDE.findall(line))) // 2
