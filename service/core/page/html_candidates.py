"""All that a web page offers for its fields, the surest first, for a person who asks why one was taken."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.service.core.page.html import Source, offered_authors, offered_headlines, offered_times
from copydesk.service.core.records import Candidate

NOTE = "a surer place gives another"


def html_candidates(source: Source) -> Iterator[Candidate]:
    """Field by field; what is in the page's head has no line. To be asked before the tree is used up."""
    yield from (Candidate("headline", line, rule, note=NOTE) for line, rule in offered_headlines(source))
    yield from (Candidate("published_at", moment.raw, rule, note=NOTE) for moment, rule in offered_times(source))
    yield from (
        Candidate("authors", "; ".join(author.name for author in authors), rule, note=NOTE)
        for authors, rule in offered_authors(source)
    )
