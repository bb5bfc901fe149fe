"""All that an HTML page tells of its story in one value: JSON-LD, metas, the address, and the lines a reader sees, with
the place of each beside the headline and the story. What is to be believed is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.markup.jsonld import Node
from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.page.view import Seen, View
from copydesk.service.core.text.spelling import fold, key
from copydesk.service.core.times.dates import Moment

BEHIND_PROSE = ("behind a paragraph", "amid prose", "in the last prose", "behind all prose")
LONG_LINE, ENOUGH = 100, 40
"""Latin letters of a line that only a story has, and of one that stands in for it where no line is that long."""
ZONES_TOLD = frozenset({"nav", "footer", "aside", "related", "comment", "bio", "modal", "caption", "header", "quote"})
"""What of the elements around a line is told of a day or of names that it prints."""
_MOST_HEADS = 600
LONGEST_DATED = 600
"""A longer line is a paragraph, whatever dates it tells."""
_OUTSIDE = frozenset({"nav", "footer", "comment", "related", "modal"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells; values and lines only."""

    nodes: tuple[tuple[Node, str], ...]
    """JSON-LD's objects, each with the name under which another holds it."""
    story: Node
    metas: Mapping[str, tuple[str, ...]]
    url_day: date | None
    language: str
    """The language that the page declares; empty if it declares none."""
    in_scripts: tuple[tuple[str, str], ...]
    """`published` or `modified`, and the time that a script gives for it."""
    sites: tuple[str, ...]
    """What the site calls itself."""
    view: View
    not_after: datetime | None
    """When the page was fetched: a date later than a day past it is not believed."""
    moments: Callable[[str], list[Moment]]
    """The dates of a text, as the site prints them, none later than a day past when the page was fetched."""
    title: str = ""
    """What the page's head calls it."""
    slug: tuple[str, ...] = ()
    """The words of its address."""
    plain: bool = False
    """Whether the page is a text: what elements say of a line elsewhere, its neighbours have to say."""
    url_month: tuple[int, int | None] | None = None
    """The year and the month of a text's address, where that gives no day."""
    host: str = ""
    """The letters of the address's host that name it; empty where there is none."""


def ordinal(nth: int) -> str:
    """The number in a word; beyond the third all are alike."""
    return ("first", "second", "third")[nth - 1] if nth <= 3 else "later"


@dataclass(frozen=True, slots=True)
class Anchors:
    """The lines by which all others are placed; None for one that the page does not show."""

    head: int | None
    first: int | None
    """The story's first long line."""
    last: int | None
    dated: frozenset[int]
    """The lines that are worth reading for a date."""
    prose: tuple[int, ...] = ()
    """The story's long lines, in order."""

    def nearest_dated(self, most: int) -> list[int]:
        """Of the lines that are worth reading for a date those nearest to the headline, in reading order."""
        head = self.head or 0
        return sorted(sorted(self.dated, key=lambda at: (abs(at - head), at))[:most])

    def place(self, line: int) -> str:
        """Where a line stands: by the headline if it is near, else by the story."""
        if self.head is not None:
            apart = line - self.head
            for name, least, most in _NEAR:
                if least <= apart <= most:
                    return name
        return self.part(line)

    def part(self, line: int) -> str:
        """Which part of the page a line stands in."""
        if self.first is None or self.last is None:
            return "page-without-story"
        if line <= self.first + 2:
            return "before-story"
        return "in-story" if line <= self.last else "below-story" if line <= self.last + 15 else "far-below-story"

    def behind(self, line: int) -> str:
        """How much of the story stands above a line, however short the story is."""
        above = bisect_left(self.prose, line)
        if not above:
            return "before all prose" if self.prose else "without prose"
        if above == len(self.prose):
            return "in the last prose" if self.prose[-1] == line else "behind all prose"
        return "behind a paragraph" if above == 1 else "amid prose"


_NEAR = (
    ("above-headline", -6, -1),
    ("headline", 0, 0),
    ("below-headline", 1, 3),
    ("soon-below-headline", 4, 8),
    ("later-below-headline", 9, 20),
)


def anchors_of(view: View, headline: str | None) -> Anchors:
    """The headline's line, and the first and last long line of the story below it."""
    lines = view.lines
    head = _head(lines, headline)
    long = [at for at, line in enumerate(lines) if is_long(line, LONG_LINE)] or [
        at for at, line in enumerate(lines) if is_long(line, ENOUGH)
    ]
    first = next((at for at in long if at > (head if head is not None else -1)), None)
    dated = frozenset(
        at for at, line in enumerate(lines) if len(line.text) <= LONGEST_DATED and is_dated(fold(line.text))
    )
    below = tuple(at for at in long if first is not None and at >= first)
    return Anchors(head, first, below[-1] if below else None, dated, below)


def is_long(line: Seen, least: int) -> bool:
    """Whether a line is a paragraph of the story, by its letters and its place."""
    text = line.text
    if len(text) * 2.5 < least or line.linked or not _OUTSIDE.isdisjoint(line.zones):
        return False
    return len(text) >= least or weight_of(text) >= least


def _head(lines: Sequence[Seen], headline: str | None) -> int | None:
    """The line that says the page's headline, an h1 first; else the first h1."""
    firsts = [(at, line) for at, line in enumerate(lines[:_MOST_HEADS]) if not line.linked or line.tag == "h1"]
    wanted = key(headline) if headline else ""
    heads = [at for at, line in firsts if line.tag == "h1"]
    if not wanted:
        return heads[0] if heads else None
    same = [at for at, line in firsts if _says(line.text, wanted)]
    return next((at for at in (*(at for at in same if at in heads), *same, *heads)), None)


def _says(text: str, wanted: str) -> bool:
    """Whether a line holds the headline, or is the beginning of it that is no shorter than half."""
    if not len(wanted) / 2 <= len(text) <= len(wanted) * 1.5 + 10:
        return False
    said = key(text)
    return said == wanted or wanted.startswith(said) or said in wanted or wanted in said
