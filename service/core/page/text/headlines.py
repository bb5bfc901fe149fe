"""Which line of a page is the headline: every title that it offers is as probable as what is known of it weighs, as
learned, and the most probable is taken if it is probable enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.service.core.lexicon.homes import SPACED_COLON_LANGUAGES
from copydesk.service.core.page.choice import Judged, chosen, judge_grouped
from copydesk.service.core.page.publication import Dated, language_of
from copydesk.service.core.page.text.headline_context import MOST_PROSE, HeadlineContext, context_of
from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.page.text.titles import Title, title_offers
from copydesk.service.core.page.text.weights.headline import WEIGHTS


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, the line that holds it on the page, and the rule that took it."""

    text: str
    line: int
    rule: str


def judged_titles(
    layout: Layout, dates: list[Dated], slug: tuple[str, ...], host: str = ""
) -> tuple[HeadlineContext, list[Judged[Title]]]:
    """Every title that the page offers, the most probable first, and what they were weighed against."""
    context, last = context_of(layout, dates, slug, host)
    return context, judge_grouped(title_offers(context, last), WEIGHTS)


def choose_headline(layout: Layout, dates: list[Dated], slug: tuple[str, ...], host: str = "") -> Headline | None:
    """The headline of a page with menus or of a text that has no label block; None where no line is clearly it."""
    context, judged = judged_titles(layout, dates, slug, host)
    offer = chosen(judged, WEIGHTS)
    return Headline(_spelt(offer.value, context), offer.value.line, "learned") if offer else None


def _spelt(title: Title, context: HeadlineContext) -> str:
    """The headline as printed; a space before a colon is the seam between kicker and title, unless the page's paragraphs
    print one, or are French, which does.
    """
    words = title.text
    if " : " not in words or language_of(context.layout.lines) in SPACED_COLON_LANGUAGES:
        return words
    prose = (context.line(index).text for index in context.story[:MOST_PROSE] if index != title.line)
    return words if any(" : " in line for line in prose) else words.replace(" : ", ": ")
