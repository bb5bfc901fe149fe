"""The day and the authors of a page of text, as learned: what the page prints is offered, weights choose. What the rules
of the text reader take is the surest of the offers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import is_name, is_of_page, is_organisation
from copydesk.service.core.bylines.search import Found, byline_beside
from copydesk.service.core.page.choice import Judged, chosen, judge
from copydesk.service.core.page.days import Mention, Published, day_offers, midnight
from copydesk.service.core.page.layout import Layout
from copydesk.service.core.page.publication import Dated, StoryLines, choose_published, language_of
from copydesk.service.core.page.text_told import anchors_of_text, told_of_text
from copydesk.service.core.page.told import Anchors
from copydesk.service.core.page.view import Seen
from copydesk.service.core.page.weights.text_authors import WEIGHTS as OF_AUTHORS
from copydesk.service.core.page.weights.text_day import WEIGHTS as OF_DAY
from copydesk.service.core.page.writers import MOST_NAMES, Written, author_offers
from copydesk.service.core.page.writers import Mention as Signed
from copydesk.service.core.records import Page, SiteProfile
from copydesk.service.core.text.spelling import key
from copydesk.service.core.times.dates import Moment, find_moments, is_credible
from copydesk.service.core.times.url_dates import day_in_url

IRAN = "Asia/Tehran"
LONGEST_BYLINE = 160
ROWS_ABOVE, ROWS_BELOW = 6, 24
"""Names in rows stand within so many lines of the headline."""
SIGNED_ABOVE = 8
"""Where there is no headline, a byline is looked for from so many lines above the first paragraph."""


class LearnedText:
    """What a text offers for both fields, with what the rules take: `ruled_day`, `ruled_authors`."""

    __slots__ = ("authors", "days", "end", "head", "lines", "ruled_authors", "ruled_day")

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
        self.lines, self.head = layout.lines, headline
        self.end = story[-1] + 1 if story else len(layout.lines)
        self.ruled_day = choose_published(dates, StoryLines(headline, *ends))
        self.ruled_authors = _ruled_authors(layout, dates, headline, story)
        language = cache(lambda: language_of(layout.lines))
        told = told_of_text(
            layout,
            url_day=_day_of_address(page, site),
            site=page.source_host or "",
            language=language() or "",
            not_after=page.fetched_at,
            moments=cache(
                lambda text: find_moments(text, zone=site.time_zone, not_after=page.fetched_at, language=language)
            ),
        )
        anchors = anchors_of_text(layout, headline, story)
        surest = self.ruled_day[0].moment if self.ruled_day else None
        self.days = day_offers(told, anchors, surest, _by_rules(dates, self.ruled_day))
        named = self.ruled_authors[1] if self.ruled_authors else ()
        self.authors = author_offers(
            told, anchors, named, (*_by_rule(self.ruled_authors), *_in_rows(told.view.lines, anchors))
        )

    def judged_days(self) -> list[Judged[Published]]:
        """Each day that the text gives, the most probable first."""
        return judge(self.days, OF_DAY)

    def judged_authors(self) -> list[Judged[Written]]:
        """Each set of names that the text gives, the most probable first."""
        return judge(self.authors, OF_AUTHORS)

    def published(self) -> tuple[Moment, str, Dated | None] | None:
        """The moment of the day, the rule that found it, and the date of the rules if it is theirs."""
        days, ruled = self.judged_days(), self.ruled_day
        if days and ruled and ruled[0].moment.day == days[0].offer.value.day:
            return ruled[0].moment, ruled[1], ruled[0]
        offer = chosen(days, OF_DAY)
        if offer is None or offer.value.sources == ("address",):
            return None  # a day that the address alone gives is taken last, behind the dateline's
        return offer.value.moment, "learned:" + "+".join(offer.value.sources), None

    def written(self) -> Found | None:
        """The line that names the authors, the authors, and the rule that found them."""
        judged, ruled = self.judged_authors(), self.ruled_authors
        if judged and ruled and _keys(judged[0].offer.value.authors) <= _keys(ruled[1]):
            return ruled  # the same, or a part of the list that the rules read
        offer = chosen(judged, OF_AUTHORS)
        unsigned = ruled if ruled and not ruled[1] else None
        if offer and self._is_doubtful(offer.value):
            return unsigned
        if offer is None or (unsigned and offer.value.authors[0].name in unsigned[0]):
            return unsigned  # an agency's byline
        return self._line_of(offer.value), offer.value.authors, "learned"

    def _is_doubtful(self, written: Written) -> bool:
        """Whether the names are a house's, or names alone in a script without capitals, or that the page prints above
        its headline too, as it does sections. Below the story only the rules tell a byline from a comment's.
        """
        names = [author.name for author in written.authors]
        if any(map(is_organisation, names)):
            return True
        if any(source.startswith("byline") for source in written.sources):
            return not any(name in line.text for name in names for line in self.lines[: self.end])
        above = [line.text for line in self.lines[: self.head or 0]]
        return any(
            name.upper() == name.lower() or any(name in text for text in above if text != name) or above.count(name) > 1
            for name in names
        )

    def _line_of(self, written: Written) -> str:
        """The line that prints the first of the names; the name itself where none does."""
        first = written.authors[0].name
        return next(
            (line.text for line in self.lines if len(line.text) <= LONGEST_BYLINE and first in line.text), first
        )


def _day_of_address(page: Page, site: SiteProfile) -> date | None:
    found = day_in_url(page.document.url, iranian=site.time_zone == IRAN, own=site.dated_paths)
    return found[0] if found and is_credible(midnight(found[0]), page.fetched_at) else None


def _ruled_authors(layout: Layout, dates: list[Dated], headline: int | None, story: tuple[int, ...]) -> Found | None:
    above = headline if headline is not None else max(0, story[0] - SIGNED_ABOVE) if story else None
    dated = {date.line: date.moment.start for date in reversed(dates)}
    return byline_beside(layout.lines, above, dated) if above is not None else None


def _by_rules(dates: list[Dated], ruled: tuple[Dated, str] | None) -> Iterator[Mention]:
    """What the rules say of each date that they weigh, and which one they take."""
    for dated in dates:
        features = [f"rules: {dated.role} {'alone' if dated.pure else 'in a sentence'}"]
        features += ["rules: behind a byline"] * dated.after_byline + ["rules: in a box"] * dated.boxed
        yield Mention(dated.moment, "printed", tuple(features))
    if ruled:
        dated, rule = ruled
        name = rule.partition(":")[0]
        yield Mention(dated.moment, "rule", (f"rule {name}", f"rule {name} {dated.role}"))


def _by_rule(ruled: Found | None) -> Iterator[Signed]:
    if ruled and ruled[1]:
        yield Signed(tuple(author.name for author in ruled[1]), "rule", (f"rule {ruled[2]}",))


def _in_rows(lines: tuple[Seen, ...], anchors: Anchors) -> Iterator[Signed]:
    """Names that stand below each other, a line each."""
    head = anchors.head or 0
    row: list[str] = []
    for at in range(max(0, head - ROWS_ABOVE), min(len(lines), head + ROWS_BELOW)):
        text = lines[at].text
        if is_name(text) and not is_of_page(text) and not is_organisation(text):
            row.append(text)
        elif row:
            if 1 < len(row) <= MOST_NAMES:
                yield Signed(tuple(row), "names in rows", (f"names in rows {anchors.place(at)}",))
            row = []


def _keys(names: tuple[Author, ...]) -> frozenset[str]:
    return frozenset(key(author.name) for author in names)
