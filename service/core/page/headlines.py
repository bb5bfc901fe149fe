"""Which line of a page is the headline: each candidate is weighed by the evidence for it, and the heaviest wins if it
is heavy enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.service.core.lexicon.homes import SPACED_COLON_LANGUAGES
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.page.evidence import EVIDENCE, aside, far_above, in_url, listed, titled
from copydesk.service.core.page.headline_context import (
    LONGEST,
    MOST_PROSE,
    SHORTEST,
    HeadlineContext,
    context_of,
    terms,
)
from copydesk.service.core.page.layout import Layout
from copydesk.service.core.page.publication import Dated, language_of
from copydesk.service.core.text.spelling import fold, one_line

ENOUGH, CLEAR, LEAD = 3.4, 5.1, 0.5
"""Below the first weight a page has no headline that could be told from its other lines; below the second it must lead
the next line by the third.
"""
CANDIDATES = 800
"""A headline stands within this many lines of the page's beginning."""
TRAIL_REACH = 30
"""A trail of sections stands within this many lines above the headline."""

_MARKUP = re.compile(r"\w=\"|/>|</")
_ORDERED = re.compile(r"(\d{1,2})\.\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, the line that holds it on the page, and the evidence: `evidence:url+above-date`."""

    text: str
    line: int
    rule: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line that may be the headline, and what speaks for it and against it."""

    line: int
    evidence: tuple[tuple[str, float], ...]
    """Name and weight; negative weights speak against the line."""

    @property
    def total(self) -> float:
        """What the line weighs in all."""
        return sum(worth for _, worth in self.evidence)

    @property
    def rule(self) -> str:
        """What speaks for the line: `evidence:url+above-date`."""
        return "evidence:" + "+".join(name for name, worth in self.evidence if worth > 0)


def choose_headline(layout: Layout, dates: list[Dated], slug: tuple[str, ...], host: str = "") -> Headline | None:
    """The headline of a page with menus or of a text that has no label block; None where no line is clearly it."""
    context, last = context_of(layout, dates, slug, host)
    best = _heaviest(context, last)
    if best is None:
        return None
    title = _trail_end(layout.lines, best.line, context)
    if title is not None:
        return Headline(title, best.line, "trail+" + best.rule)
    return Headline(_words(context, best.line), _above_story(context, best.line), best.rule)


def _heaviest(context: HeadlineContext, last: int) -> Weighed | None:
    """The line that weighs most, if it weighs enough and no other is as likely."""
    weighed = list(weighed_lines(context, last))
    best = max(
        weighed, key=lambda line: (line.total, context.line(line.line).weight), default=None
    )  # of two alike the longer: buttons are short
    if best is None or best.total < ENOUGH:
        return None
    words = context.line(best.line).text
    others = (line.total for line in weighed if context.line(line.line).text != words)
    return best if best.total >= CLEAR or best.total >= max(others, default=0.0) + LEAD else None


def _above_story(context: HeadlineContext, line: int) -> int:
    """Where the headline stands right above the story, if the page prints it more than once: dates and bylines are
    looked for there.
    """
    words = context.line(line).text
    below = (
        index
        for index in range(context.story[0] if context.story else 0, line, -1)
        if context.line(index).text == words
    )
    return next(below, line)


def weighed_lines(context: HeadlineContext, last: int) -> Iterator[Weighed]:
    """Each line down to `last` that may be the headline, weighed."""
    for index in range(min(len(context.layout.lines), last + 1, CANDIDATES)):
        if not _possible(context, index) or (_beside_story(context, index) and not _named_elsewhere(context, index)):
            continue
        yield Weighed(
            index, tuple((name, worth * share) for name, worth, weigh in EVIDENCE if (share := weigh(index, context)))
        )


def _possible(context: HeadlineContext, index: int) -> bool:
    line = context.line(index)
    if (
        not SHORTEST <= line.weight
        or len(line.text) > LONGEST
        or index in context.dates
        or index in context.bylines
        or _MARKUP.search(line.text)
    ):
        return False
    label = context.layout.labels.get(index)
    return label is None or not (label.colon or label.kind in ("related", "comments"))


def _beside_story(context: HeadlineContext, index: int) -> bool:
    """An entry of a menu, or a line far above the story: the headline only if the page or its URL says so elsewhere."""
    return bool(far_above(index, context) or listed(index, context) or aside(index, context))


def _named_elsewhere(context: HeadlineContext, index: int) -> bool:
    return bool(titled(index, context) or in_url(index, context))


def _words(context: HeadlineContext, index: int) -> str:
    """The headline as printed; a dash is a list's mark only among others."""
    line = context.line(index)
    listed = line.bullet and line.text[0] not in "-–—"
    words = one_line(line.words if listed else line.text)
    return words if " : " not in words or _spaces_colons(context, index) else words.replace(" : ", ": ")


def _spaces_colons(context: HeadlineContext, headline: int) -> bool:
    """Whether the page's paragraphs print a space before a colon, or are French, which does; elsewhere it is the seam
    between kicker and title.
    """
    prose = (context.line(index).text for index in context.story[:MOST_PROSE] if index != headline)
    return any(" : " in line for line in prose) or language_of(context.layout.lines) in SPACED_COLON_LANGUAGES


def _trail_end(lines: Lines, headline: int, context: HeadlineContext) -> str | None:
    """The story's title as the last entry of a trail of sections above it: `1. Home`, `2. Politics`, `3. Bridge
    reopens`.
    """
    for index in range(headline - 1, max(headline - TRAIL_REACH, 1), -1):
        found = _ORDERED.match(lines[index].text)
        if found is None:
            continue
        title = lines[index].text[found.end() :]
        if (
            int(found[1]) < 2
            or weight_of(title) < SHORTEST
            or not _begins_trail(lines, index, int(found[1]))
            or title.endswith(("…", "..."))
        ):
            return None
        return one_line(title) if _same_story(title, context, headline) else None
    return None


def _begins_trail(lines: Lines, index: int, number: int) -> bool:
    """Whether the entries above count down to 1, each a short word; a mark like `>` may stand between."""
    for above in range(index - 1, max(index - 2 * number - 1, -1), -1):
        line = lines[above].text
        if len(line) <= 2:
            continue
        found = _ORDERED.match(line)
        if found is None or int(found[1]) != number - 1 or len(line) > 40:
            return False
        number -= 1
        if number == 1:
            return True
    return False


def _same_story(title: str, context: HeadlineContext, headline: int) -> bool:
    words = terms(fold(title))
    about = terms(context.layout.lines[headline].folded) | context.slug | context.story_words
    return len(words & about) >= max(2, len(words) / 2)
