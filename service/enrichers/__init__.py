"""The enrichers: what the desk adds to a clean article. Each is one pure function of what was parsed; none sees what
another adds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.enrichers.fingerprint import find_fingerprint
from copydesk.service.enrichers.info_sources import find_info_sources
from copydesk.service.enrichers.keywords import find_keywords
from copydesk.service.enrichers.language import find_language
from copydesk.service.enrichers.organisations import find_organisations
from copydesk.service.enrichers.paragraph_languages import find_paragraph_languages
from copydesk.service.enrichers.people import find_people
from copydesk.service.enrichers.places import find_places
from copydesk.service.enrichers.quotes import find_quotes
from copydesk.service.enrichers.reading_time import measure_reading_time
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.subjects import find_subjects


@dataclass(frozen=True, slots=True)
class Enricher:
    """A name for settings, notes and metrics, and a function that gives fields of Article, valid ones."""

    name: str
    function: Callable[[Story], dict[str, object]]
    is_ours: bool = True
    """False for one of another package: whatever JSON it gives stands in `extensions` under its name."""


ENRICHERS: tuple[Enricher, ...] = (
    Enricher("language", find_language),
    Enricher("reading_time", measure_reading_time),
    Enricher("info_sources", find_info_sources),
    Enricher("fingerprint", find_fingerprint),
    Enricher("keywords", find_keywords),
    Enricher("paragraph_languages", find_paragraph_languages),
    Enricher("organisations", find_organisations),
    Enricher("people", find_people),
    Enricher("places", find_places),
    Enricher("quotes", find_quotes),
    Enricher("subjects", find_subjects),
)


def enrich(article: ParsedArticle, enrichers: Sequence[Enricher] = ENRICHERS) -> dict[str, object]:
    """The fields of Article that these enrichers give. Of one that fails there is a note, and all others are there."""
    story, fields, extensions, notes = Story(article), dict[str, object](), dict[str, object](), list[str]()
    for enricher in enrichers:
        try:
            given = enricher.function(story)
            if enricher.is_ours:
                fields |= given
            else:
                extensions[enricher.name] = _as_json(given)
        except Exception as error:  # whatever it is: a story without its reading time is still a story
            notes.append(f"{enricher.name}: {type(error).__name__}")
    return fields | {"extensions": extensions, "enrichment_notes": notes}


def _as_json(given: object) -> object:
    """As a reader will find it; TypeError for what JSON has no form for."""
    return orjson.loads(orjson.dumps(given))
