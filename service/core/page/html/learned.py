"""The headline, the day and the authors of an HTML page, as learned: all that the page tells is offered, weights choose."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from copydesk.schemas.parsed import Author
from copydesk.service.core.addresses.slugs import slug_words
from copydesk.service.core.lines.line import once
from copydesk.service.core.markup.jsonld import kind_of, text_of
from copydesk.service.core.page.choice import Judged, Offer, Offered, chosen, judge
from copydesk.service.core.page.days import DECLARED, Published, day_offers
from copydesk.service.core.page.html.headline_offers import Titled, headline_offers
from copydesk.service.core.page.html.source import Source, offered_authors, offered_headlines, offered_times
from copydesk.service.core.page.html.titles import name_in_host
from copydesk.service.core.page.html.weights.authors import WEIGHTS as OF_AUTHORS
from copydesk.service.core.page.html.weights.day import WEIGHTS as OF_DAY
from copydesk.service.core.page.html.weights.headline import WEIGHTS as OF_HEADLINE
from copydesk.service.core.page.told import Told, anchors_of
from copydesk.service.core.page.writers import Written, author_offers, people_of
from copydesk.service.core.text.spelling import key
from copydesk.service.core.times.dates import Moment
from copydesk.service.core.times.url_dates import day_of_address

_MOST_SPELT = 60
_IN_SCRIPT = re.compile(
    r"[a-z]{5,8}_?(?:date|at|on|time)?(?:[\"']|&quot;|\\){1,4}\s?"
    r":\s?(?:[\"']|&quot;|\\){1,4}([12]\d{3}-\d\d-\d\d[T\d:.+Z -]{0,20})",
    re.I,
)


class Learned:
    """What a page offers for each field, with what its surest places alone would be taken for: `surest_day`,
    `surest_authors`.
    """

    def __init__(self, source: Source) -> None:
        told = told_of(source)
        self.surest_headline = next(offered_headlines(source), None)
        self.headlines = headline_offers(told, self.surest_headline[0] if self.surest_headline else None)
        titled = self.headline()
        anchors = anchors_of(told.view, titled[0] if titled else None)
        self.surest_day = next(offered_times(source), None)
        self.surest_authors = next(offered_authors(source), None)
        day, authors = _declared(self.surest_day), _declared(self.surest_authors)
        self._days_without = partial(day_offers, told, anchors, day[0] if day else None, ())
        self.days = self.days_without(())
        self.authors = author_offers(told, anchors, authors[0] if authors else ())

    def days_without(self, untold: Container[date]) -> list[Offer[Published]]:
        """The days that the page would offer if it did not give these: what a fit learns of pages that tell none."""
        return self._days_without(untold)

    @once
    def judged_headlines(self) -> list[Judged[Titled]]:
        """Each title that the page gives, the most probable first."""
        return judge(self.headlines, OF_HEADLINE)

    def headline(self) -> tuple[str, str] | None:
        """The headline and the rule that found it. If it is that of the surest place, that is named."""
        judged, surest = self.judged_headlines, self.surest_headline
        if not judged:
            return None
        best = judged[0].offer.value
        return surest if surest and key(surest[0]) == key(best.text) else (best.text, _rule(best.sources))

    @once
    def judged_days(self) -> list[Judged[Published]]:
        """Each day that the page gives, the most probable first."""
        return judge(self.days, OF_DAY)

    @once
    def judged_authors(self) -> list[Judged[Written]]:
        """Each set of names that the page gives, the most probable first."""
        return judge(self.authors, OF_AUTHORS)

    def published(self) -> tuple[Moment, str] | None:
        """The moment of the day and the rule that found it. If it is that of the surest place, all is as that says."""
        days, surest = self.judged_days, self.surest_day
        same = bool(days and surest and surest[0].day == days[0].offer.value.day)
        offer = chosen(days, OF_DAY) or next((one.offer for one in days if _is_marked(one.offer.features)), None)
        offer = offer and next((one.offer for one in days if _is_day_of(one.offer, offer.value)), offer)
        if same and (offer or _declared(surest)):
            return surest
        return (offer.value.moment, _rule(offer.value.sources)) if offer else None

    def written(self) -> tuple[tuple[Author, ...], str] | None:
        """The names and the rule that found them. If they are those of the surest place, all is as that says."""
        judged, surest = self.judged_authors, self.surest_authors
        best = judged[0].offer.value.authors if judged else ()
        offer = chosen(judged, OF_AUTHORS)
        if surest and best and (offer or _declared(surest)):
            if _keys(best) == _keys(surest[0]):
                return surest
            if _keys(best) == frozenset(map(key, people_of(surest[0]))):
                return best, surest[1]
        return (offer.value.authors, _rule(offer.value.sources)) if offer else None


Found = TypeVar("Found")


def _is_marked(features: frozenset[str]) -> bool:
    """Whether markup by the headline declares a day as that of publication, and none there says another: too rare for a
    probability, and surer than one.
    """
    return "microdata published" in features and "a likely day, the only" in features and not features.isdisjoint(_BY)


def _is_day_of(offer: Offered[Published], shown: Published) -> bool:
    """Whether a time declared in UTC falls on a day that is shown without a time, in another zone: 00:12 on the 10th was
    the evening of the 9th farther west.
    """
    time = offer.value.moment
    other = -1 if time.at.hour < _NOON else 1
    return (
        shown.moment.precision == "day"
        and time.precision == "minute"
        and time.raw.endswith(_UTC)
        and not offer.features.isdisjoint(DECLARED)
        and offer.value.day + timedelta(days=other) == shown.day
    )


_NOON, _UTC = 12, ("Z", "+00:00", "+0000")
_BY = frozenset({"any headline", "any above-headline", "any below-headline"})


def _declared(found: tuple[Found, str] | None) -> tuple[Found, str] | None:
    """What is in the page's head: an element in its body may be of another story."""
    return found if found and not found[1].endswith("-element") else None


def _rule(sources: tuple[str, ...]) -> str:
    return f"learned:{'+'.join(source.replace(' ', '-') for source in sources)}"


def _keys(names: tuple[Author, ...]) -> frozenset[str]:
    return frozenset(key(author.name) for author in names)


def told_of(source: Source) -> Told:
    """All that a page tells, as plain values."""
    return Told(
        source.nodes,
        source.story,
        source.meta.metas,
        dated[0] if (dated := day_of_address(source.page, source.site)) else None,
        source.language() or "",
        tuple(_times_in_scripts(source.page.text)),
        tuple(names_of_site(source)),
        source.view,
        source.page.fetched_at,
        source.moments,
        title=source.title or "",
        slug=slug_words(source.page),
        host=name_in_host(source.page.document.url),
    )


def _times_in_scripts(html: str) -> Iterator[tuple[str, str]]:
    """The first of a page's `"publishedAt": "2025-03-04T09:00Z"`, escaped or not."""
    for spelt, meaning in (("ublish", "published"), ("pdated", "modified")):
        at = -1
        for _ in range(_MOST_SPELT):
            at = html.find(spelt, at + 1)
            if at < 0:
                break
            if found := _IN_SCRIPT.match(html, at):
                yield meaning, found[1]


def names_of_site(source: Source) -> Iterator[str]:
    """What a page says that its site is called."""
    yield from source.meta.metas.get("og:site_name", ())
    for node, _ in source.nodes:
        if kind_of(node) == "site" and (name := text_of(node.get("name"))):
            yield name
