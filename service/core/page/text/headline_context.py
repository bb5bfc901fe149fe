"""What a page's lines are weighed against in the search for its headline: its prose, dates, bylines, and what it calls
itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from copydesk.service.core.addresses.slugs import telling, words_of_folded
from copydesk.service.core.bylines.search import is_byline
from copydesk.service.core.lines.line import Line, Lines
from copydesk.service.core.page.publication import Dated
from copydesk.service.core.page.text.body import ruled_lines
from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.times.ages import tells_age

LONG_WORD = 4
"""Shorter words are in any two texts."""
SHORTEST, LONGEST = 14, 260
"""What a headline weighs at least, and how long it is at most."""
HEAVY = 75
"""A line of prose of this weight is a paragraph, not a title."""
MOST_PROSE, LEADS, PARAGRAPH_REACH = 40, 2, 420
"""So many paragraphs, the first of them, and so much of each, say what a story is about."""

FEWEST_SPELT = 3
"""Fewer words of the address may be in any line."""
STEM = 5
"""What a word begins with: the rest is case and number in many languages."""

_nothing = frozenset[str]()
_OTHER_LETTER = re.compile("[^\x00-\x7f\xa0«»·–—‘’“”•…]")
# Where all letters are ASCII, what `words_of_folded` gives, without the shorter words.
_STEMS = re.compile(rf"\b\w{{{LONG_WORD},{STEM}}}", re.A)
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_TITLE = re.compile(r"(.{14,200}?)\s(?:[|–—·»-]|::)\s[^|]{2,60}\Z")
_SEAM = re.compile(r"\s(?:[|–—·»>›/-]|::)\s")
_TRAIL = re.compile(r".{2,200}\s[>»›/|]\s(.{10,200})\Z")


@dataclass(frozen=True, slots=True)
class HeadlineContext:
    """What the evidence is weighed against."""

    layout: Layout
    slug: frozenset[str]
    slug_begins: str
    """The first word of the address that tells the story; empty where there is none."""
    shortest_spelt: int
    """A line of plain letters that spells enough of the address is no shorter."""
    host: str
    """The letters of the address's host, in lower case; empty where there is none."""
    dates: frozenset[int]
    """Lines that print a date, or an age."""
    bylines: frozenset[int]
    """Lines that are bylines."""
    story: tuple[int, ...]
    """The lines of the page's main run of prose."""
    story_words: frozenset[str]
    """The words of its first paragraphs, in the spelling of URLs."""
    lead_words: frozenset[str]
    """The same of the first two."""
    spaced: bool
    """Whether the page prints blank lines at all."""
    count: Mapping[str, int]
    """How often each line stands in the page."""
    titles: frozenset[str]
    """What the page calls itself beside its headline: `Bridge reopens | Example`, the last of a trail of sections."""

    @property
    def begins(self) -> int:
        """Where the main run of prose begins."""
        return self.story[0] if self.story else 0

    def line(self, index: int) -> Line:
        """The line at that place of the page."""
        return self.layout.lines[index]


def terms(folded: str) -> frozenset[str]:
    """What tells one folded text from another: the stems of its longer words, and pairs of characters where a script
    prints no spaces or hangs words together.
    """
    if folded.isascii() or not _OTHER_LETTER.search(folded):
        return frozenset(_STEMS.findall(folded.lower()))
    words = frozenset(word[:STEM] for word in words_of_folded(folded) if len(word) >= LONG_WORD)
    if not (runs := _DENSE.findall(folded)):
        return words
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1)) | frozenset(
        word for word in words if word.isascii()
    )


terms_of_title = lru_cache(maxsize=1024)(terms)
"""The same of a line's beginning, which is weighed as a title, whole and in parts, and beside other titles."""


def context_of(
    layout: Layout, dates: list[Dated], slug: tuple[str, ...], host: str = ""
) -> tuple[HeadlineContext, int]:
    """What the candidates are weighed against, and the last of them: where a quarter of the prose is read."""
    lines = layout.lines
    story = ruled_lines(layout, 0).lines
    last = _quarter(story, lines)
    begun = story[0] if story else 0
    bylines = frozenset(index for index, line in enumerate(lines[: last + 12]) if is_byline(line.text))
    paragraphs = [index for index in story if not layout.navigated or layout.prose[index] >= HEAVY][:MOST_PROSE]
    words = [terms(lines[index].folded[:PARAGRAPH_REACH]) for index in paragraphs]
    told = telling(slug)
    context = HeadlineContext(
        layout,
        told,
        next((word for word in slug if word in told), ""),
        _shortest_spelt(told),
        host,
        frozenset(dated.line for dated in dates if dated.pure)
        | frozenset(index for index, line in enumerate(lines[:begun]) if line.digits and tells_age(line.folded)),
        bylines,
        story,
        _nothing.union(*words),
        _nothing.union(*words[:LEADS]),
        sum(line.after_blank for line in lines[1:]) > 0.05 * len(lines),
        layout.times,
        frozenset(_titles(lines[: last + 1])),
    )
    return context, last


def _shortest_spelt(slug: frozenset[str]) -> int:
    """How long a line is at least that has enough of an address's words: half of them, and three, or both of two."""
    enough = max(min(FEWEST_SPELT, len(slug)), (len(slug) + 1) // 2)
    return sum(sorted(map(len, slug))[:enough]) + enough - 1


def _quarter(story: tuple[int, ...], lines: Lines) -> int:
    weights = [lines[index].weight for index in story]
    total, read = sum(weights), 0
    for index, worth in zip(story, weights, strict=True):
        read += worth
        if read * 4 > total:
            return index
    return 0


def _titles(lines: Iterable[Line]) -> Iterator[str]:
    """What lines call the page, the name of the site or the trail of sections cut off."""
    for text in (line.text for line in lines if SHORTEST <= len(line.text) <= LONGEST and _SEAM.search(line.text)):
        if title := _TITLE.match(text):
            yield title[1]
        if trail := _TRAIL.match(text):
            yield trail[1]
