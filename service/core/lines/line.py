"""A line of a text and what is known of it by itself. A page is a tuple of lines; where a line stands among the others
is for the rules that read the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from copydesk.service.core.addresses.slugs import words_of_folded
from copydesk.service.core.lines.captions import is_caption, is_credit
from copydesk.service.core.lines.labels import Label, read_label
from copydesk.service.core.lines.notices import is_notice
from copydesk.service.core.lines.shape import ends_sentence, is_bullet, is_dense, is_valued, weight_of, without_bullet
from copydesk.service.core.lines.signoffs import closes_story, unsigned
from copydesk.service.core.text.spelling import fold

MOST_LINES = 1300
"""More lines than any story with its whole page has; the time to read a text is bounded by it."""
MOST_WIRE_LINES = 6000
"""The same of a wire's text, blank lines among them: its readers look at each line once."""
FOLDED_REACH = 420
"""Rules look at this much of a line."""

# Scrapers that write their fields into one line, `site###title###address###['a', 'b']`.
_FIELDS = "###"
_DIGIT = re.compile(r"\d")

T = TypeVar("T")


class once(Generic[T]):  # used as a decorator, as `property` is
    """What is worked out when it is first asked for, and kept: `cached_property` without its lock, which costs more
    than most answers here.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> once[T]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> T | once[T]:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.work(owner)
        return value


class Line:
    """A line without white space around it. What every rule asks is known at once, the rest when it is first asked."""

    __slots__ = (
        "__dict__",
        "after_blank",
        "before_blank",
        "bullet",
        "digits",
        "folded",
        "label",
        "sentence",
        "text",
        "weight",
        "words",
    )

    def __init__(
        self,
        text: str,
        folded: str | None = None,
        *,
        after_blank: bool = True,
        before_blank: bool = True,
        weight: int | None = None,
    ) -> None:
        self.text = text
        self.folded = fold(text[:FOLDED_REACH]) if folded is None else folded
        """The first characters in the spelling that is matched, position by position."""
        self.after_blank = after_blank
        """Whether a blank line, or the edge of the text, stands before it."""
        self.before_blank = before_blank
        self.weight = weight_of(text) if weight is None else weight
        """Length in Latin letters."""
        self.bullet = is_bullet(text)
        """Whether it is an entry of a list."""
        self.sentence = ends_sentence(text)
        """Whether it closes as sentences do."""
        self.words = without_bullet(text) if self.bullet else text
        """The text without a list's mark."""
        self.label: Label | None = read_label(self.folded)
        """The label that it begins with."""
        self.digits = _DIGIT.search(self.folded) is not None
        """Whether there is a digit in its folded text."""

    @property
    def alone(self) -> bool:
        """Whether the line is a paragraph by itself."""
        return self.after_blank and self.before_blank

    @once
    def valued(self) -> bool:
        """Whether it is a field and its value."""
        return is_valued(self.folded)

    @once
    def slug_words(self) -> frozenset[str]:
        """Its words as URLs spell them."""
        return words_of_folded(self.folded)

    @once
    def notice(self) -> bool:
        """Whether it is the page's and never a story's."""
        return is_notice(self.folded)

    @once
    def caption(self) -> bool:
        """Whether it closes with a picture's credit."""
        return is_caption(self.text)

    @once
    def credit(self) -> bool:
        """Whether it names the maker of a picture."""
        return is_credit(self.text)

    @once
    def closing(self) -> bool:
        """Whether it is what newsrooms print below a story."""
        return closes_story(self.text)

    @once
    def unsigned(self) -> str:
        """The text without what closes a story behind its last sentence."""
        return unsigned(self.text)


Lines = tuple[Line, ...]


def first_lines(text: str) -> list[str]:
    """A wire's lines as they stand, to the last that is read."""
    return text.split("\n", MOST_WIRE_LINES)[:MOST_WIRE_LINES]


def cut_of(text: str) -> tuple[str, ...]:
    """The warning of a wire's text that goes on behind its `first_lines`."""
    return ("lines_cut",) if text.count("\n") >= MOST_WIRE_LINES else ()


def lines_of(text: str) -> Lines:
    """The lines of a page, without empty ones; what is behind `MOST_LINES` lines is left out."""
    texts: list[str] = []
    blanks: list[bool] = []
    blank = True
    for raw in _without_gaps(_unjoined(text)).split("\n"):
        line = raw.strip()
        if line:
            texts.append(line)
            blanks.append(blank)
        blank = not line
        if len(texts) >= MOST_LINES:
            break
    below = (*blanks[1:], True)
    weigh = weight_of if is_dense(text) else len
    return tuple(
        Line(line, folded, after_blank=after, before_blank=before, weight=weigh(line))
        for line, folded, after, before in zip(texts, _folded(texts), blanks, below, strict=False)
    )


def _without_gaps(text: str) -> str:
    """A text with one blank line where it has several."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _folded(texts: list[str]) -> list[str]:
    """The beginnings of lines, folded all at once."""
    heads = [text[:FOLDED_REACH] for text in texts]
    return fold("\n".join(heads)).split("\n")


def with_line(lines: Lines, index: int, text: str) -> Lines:
    """The lines with other words at that place."""
    old = lines[index]
    new = Line(text, after_blank=old.after_blank, before_blank=old.before_blank)
    return (*lines[:index], new, *lines[index + 1 :])


def is_cut(lines: Lines) -> bool:
    """Whether lines of the page were left out."""
    return len(lines) >= MOST_LINES


def _unjoined(text: str) -> str:
    """The text with fields that a scraper joined in its first line on a line each."""
    first, feed, rest = text.partition("\n")
    return first.replace(_FIELDS, "\n") + feed + rest if first.count(_FIELDS) >= 3 else text
