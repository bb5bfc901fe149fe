"""The enrichers: what the desk adds to a clean article. Each is one pure function; they run in the order of
ENRICHERS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from copydesk.schemas.article import Article
from copydesk.service.enrichers.info_sources import find_info_sources
from copydesk.service.enrichers.language import find_language
from copydesk.service.enrichers.reading_time import measure_reading_time


@dataclass(frozen=True, slots=True)
class Enricher:
    """A name for notes and metrics, and a function that gives the Article fields to update."""

    name: str
    function: Callable[[Article], dict[str, object]]


ENRICHERS: tuple[Enricher, ...] = (
    Enricher("language", find_language),
    Enricher("reading_time", measure_reading_time),
    Enricher("info_sources", find_info_sources),
)


def enrich(article: Article) -> Article:
    """The article with what every enricher adds. One that fails leaves a note, and the article is otherwise whole."""
    for enricher in ENRICHERS:
        article = article.model_copy(update=_fields(enricher, article))
    return article


def _fields(enricher: Enricher, article: Article) -> dict[str, object]:
    try:
        return enricher.function(article)
    except Exception as error:  # whatever it is: a story without its reading time is still a story
        return {"enrichment_notes": [*article.enrichment_notes, f"{enricher.name}: {type(error).__name__}"]}
