"""All that a web page offers for its fields, the surest first, for a person who asks why one was taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.service.core.page.choice import Judged, Weights, reasons
from copydesk.service.core.page.html.learned import Learned
from copydesk.service.core.page.html.source import Source
from copydesk.service.core.page.html.weights import authors, day, headline
from copydesk.service.core.records import Candidate

MOST = 6
"""So many offers are told; what follows is hardly probable."""


def html_candidates(source: Source) -> Iterator[Candidate]:
    """Field by field; what is in the page's head has no line. To be asked before the tree is used up."""
    learned = Learned(source)
    for title in learned.judged_headlines[:MOST]:
        rule = "+".join(title.offer.value.sources)
        yield Candidate("headline", title.offer.value.text, rule, note=_because(title, headline.WEIGHTS))
    for judged in learned.judged_days[:MOST]:
        found = judged.offer.value
        yield Candidate("published_at", found.moment.raw, "+".join(found.sources), note=_because(judged, day.WEIGHTS))
    for one in learned.judged_authors[:MOST]:
        names = "; ".join(author.name for author in one.offer.value.authors)
        yield Candidate("authors", names, "+".join(one.offer.value.sources), note=_because(one, authors.WEIGHTS))


def _because(judged: Judged[Any], weights: Weights) -> str:
    """`97 %: +2.1 below-headline, -0.4 given once`."""
    return f"{judged.probability:.0%}: {', '.join(reasons(judged.offer, weights))}"
