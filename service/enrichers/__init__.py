"""The enrichers: what the desk adds to a clean article. Each is one pure function of what was parsed; none sees what
another adds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.enrichers.info_sources import find_info_sources
from copydesk.service.enrichers.language import find_language
from copydesk.service.enrichers.reading_time import measure_reading_time


@dataclass(frozen=True, slots=True)
class Enricher:
    """A name for notes and metrics, and a function that gives fields of Article, valid ones."""

    name: str
    function: Callable[[ParsedArticle], dict[str, object]]


ENRICHERS: tuple[Enricher, ...] = (
    Enricher("language", find_language),
    Enricher("reading_time", measure_reading_time),
    Enricher("info_sources", find_info_sources),
)


def enrich(article: ParsedArticle) -> dict[str, object]:
    """The fields of Article that all enrichers give. Of one that fails there is a note, and all others are there."""
    fields: dict[str, object] = {}
    notes: list[str] = []
    for enricher in ENRICHERS:
        try:
            fields |= enricher.function(article)
        except Exception as error:  # whatever it is: a story without its reading time is still a story
            notes.append(f"{enricher.name}: {type(error).__name__}")
    return fields | {"enrichment_notes": notes}
