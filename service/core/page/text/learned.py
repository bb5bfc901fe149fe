"""The day and the authors of a page of text: what the rules of the text reader take, and where they take none what is
learned. Then all that the page prints is offered, and weights choose.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from functools import cache
from itertools import pairwise

from copydesk.service.core.bylines.people import is_organisation
from copydesk.service.core.bylines.search import Found, byline_beside
from copydesk.service.core.lines.captions import is_caption
from copydesk.service.core.lines.contacts import contacts_below
from copydesk.service.core.lines.line import Line, once
from copydesk.service.core.page.choice import Offer, chosen, judge
from copydesk.service.core.page.days import IN_FIGURES, MOST_DATED, Mention, Published, day_offers
from copydesk.service.core.page.publication import (
    Dated,
    StoryLines,
    choose_published,
    guess_published,
    language_of,
    order_in,
)
from copydesk.service.core.page.text.called import is_called, with_names_told
from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.page.text.told import anchors_of_text, told_of_text
from copydesk.service.core.page.text.weights.authors import WEIGHTS as OF_AUTHORS
from copydesk.service.core.page.text.weights.day import WEIGHTS as OF_DAY
from copydesk.service.core.page.text.writers import mentions_of_text
from copydesk.service.core.page.told import Anchors, Told
from copydesk.service.core.page.writers import Written, author_offers
from copydesk.service.core.records import Page, SiteProfile
from copydesk.service.core.times.dates import Moment, find_moments
from copydesk.service.core.times.url_dates import day_of_address, month_in_url

LONGEST_BYLINE = 160
SHORTEST_SENTENCE = 40
SIGNED_ABOVE = 8
"""Where there is no headline, a byline is looked for from so many lines above the first paragraph."""


class LearnedText:
    """What the rules take for both fields, `ruled_day` and `ruled_authors`, and what else a text offers: that is looked
    for only where they take none, as it hardly ever is another one.
    """

    def __init__(
        self,
        page: Page,
        site: SiteProfile,
        layout: Layout,
        dates: list[Dated],
        headline: int | None,
        story: tuple[int, ...],
    ) -> None:
        ends = (story[0], story[-1]) if story else (None, None)
        self.page, self.site, self.layout, self.dates = page, site, layout, dates
        self.lines, self.head, self.story = layout.lines, headline, story
        self.end = story[-1] + 1 if story else len(layout.lines)
        self._story_lines = StoryLines(headline, *ends)
        self.ruled_day = choose_published(dates, self._story_lines)
        self.ruled_authors = _ruled_authors(layout, dates, headline, story)

    @once
    def _anchors(self) -> Anchors:
        return anchors_of_text(self.layout, self.head, self.story)

    @once
    def _told(self) -> Told:
        site, fetched_at = self.site, self.page.fetched_at
        language, day_first = cache(lambda: language_of(self.lines)), cache(lambda: order_in(self.lines))
        dated = (self.lines[at].text for at in self._anchors.nearest_dated(MOST_DATED))
        has_figures = any(map(_is_in_figures, dated))
        return told_of_text(
            self.layout,
            url_day=found[0] if (found := day_of_address(self.page, site)) else None,
            url_month=month_in_url(self.page.document.url),
            site=self.page.source_host or "",
            language=(language() or "") if has_figures else "",
            not_after=fetched_at,
            moments=cache(
                lambda text: find_moments(
                    text, zone=site.time_zone, not_after=fetched_at, language=language, day_first=day_first
                )
            ),
        )

    @once
    def days(self) -> list[Offer[Published]]:
        """Each day that the text gives."""
        return self.days_without(())

    def days_without(self, untold: Container[date]) -> list[Offer[Published]]:
        """The days that the text would offer if it did not give these: what a fit learns of texts that tell none."""
        dates = [dated for dated in self.dates if dated.moment.day not in untold]
        guess = guess_published(dates, self._story_lines)
        return day_offers(self._told, self._anchors, None, _by_rules(dates, guess), untold)

    @once
    def authors(self) -> list[Offer[Written]]:
        """Each set of names that the text gives."""
        told, anchors = self._told, self._anchors
        offers = author_offers(told, anchors, (), mentions_of_text(told.view.lines, anchors, told.moments))
        return list(with_names_told(offers, told.view.lines, anchors))

    def published(self) -> tuple[Moment, str, Dated | None] | None:
        """The moment of the day, the rule that found it, and the date of the rules if it is theirs."""
        if self.ruled_day:
            dated, rule = self.ruled_day
            return dated.moment, rule, dated
        offer = chosen(judge(self.days, OF_DAY), OF_DAY)
        if offer is None or offer.value.sources == ("address",):
            return None  # a day that the address alone gives is taken last, behind the dateline's
        return offer.value.moment, "learned:" + "+".join(offer.value.sources), None

    def written(self) -> Found | None:
        """The line that names the authors, the authors, and the rule that found them."""
        ruled = self.ruled_authors
        if ruled and ruled[1]:
            return ruled
        offer = chosen(judge(self.authors, OF_AUTHORS), OF_AUTHORS)
        if offer is None or self._is_doubtful(offer.value) or (ruled and offer.value.authors[0].name in ruled[0]):
            return ruled  # an agency's byline
        return self._line_of(offer.value), offer.value.authors, "learned"

    def _is_doubtful(self, written: Written) -> bool:
        """Whether the names are a house's, or stand above a caption; of those that nobody is known to be called, whether they
        are without small letters, or printed above the headline too, as sections are. Below the story only the rules tell a
        byline from a comment's.
        """
        names = [author.name for author in written.authors]
        if any(map(is_organisation, names)) or self._is_to_be_called(names):
            return True
        if any(source.startswith("byline") for source in written.sources):
            return not any(name in line.text for name in names for line in self.lines[: self.end])
        above = [line.text for line in self.lines[: self.head or 0]]
        below = [f"{one.text}/{other.text}" for one, other in pairwise(self.lines[: self.end]) if one.text in names]
        return any(map(is_caption, below)) or any(
            name.upper() == name or any(name in text for text in above if text != name) or above.count(name) > 1
            for name in names
            if not is_called(name)
        )

    def _is_to_be_called(self, names: list[str]) -> bool:
        """Whether the names stand only among the contacts of a press release."""
        texts = [line.text for line in self.lines]
        begin = contacts_below(texts, self.story[0] + 1 if self.story else 0, len(texts))
        above = [] if begin is None else [line.text for line in self.lines[:begin] if not line.sentence]
        return begin is not None and not any(name in text for name in names for text in above)

    def _line_of(self, written: Written) -> str:
        """The line that prints the first of the names; the name itself where none does but a paragraph."""
        first = written.authors[0].name
        return next(
            (
                line.text
                for line in self.lines
                if len(line.text) <= LONGEST_BYLINE and first in line.text and not _is_paragraph(line)
            ),
            first,
        )


def _is_paragraph(line: Line) -> bool:
    """Whether a line that holds a name is a sentence of the story: `"We are glad," said Ada Lovelace, the mayor.`"""
    return line.sentence and line.weight >= SHORTEST_SENTENCE


def _is_in_figures(line: str) -> bool:
    """Whether a line prints a date in figures that may be read in two ways: of these alone the language is asked."""
    found = IN_FIGURES.search(line)
    return found is not None and not line[max(0, found.start() - 2) : found.start()].isdigit()


def _ruled_authors(layout: Layout, dates: list[Dated], headline: int | None, story: tuple[int, ...]) -> Found | None:
    above = headline if headline is not None else max(0, story[0] - SIGNED_ABOVE) if story else None
    dated = {date.line: date.moment.start for date in reversed(dates)}
    return byline_beside(layout.lines, above, dated) if above is not None else None


def _by_rules(dates: list[Dated], guess: tuple[Dated, str] | None) -> Iterator[Mention]:
    """What the rules say of each date that they weigh."""
    for dated in dates:
        features = [f"rules: {dated.role} {'alone' if dated.pure else 'in a sentence'}"]
        if guess and guess[0] is dated:
            features.append(f"rules: likely {guess[1]}")
        features += ["rules: behind a byline"] * dated.after_byline + ["rules: in a box"] * dated.boxed
        yield Mention(dated.moment, "printed", tuple(features))
