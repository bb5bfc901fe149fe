"""What the scraper knows for certain outranks what the page says."""

from __future__ import annotations

from dataclasses import replace

from schemas.raw import Hints
from service.core.records import Draft


def with_hints(draft: Draft, hints: Hints) -> Draft:
    """The draft with the hinted headline, time and language; the hint's ID is the identity ladder's business."""
    if not hints.model_fields_set:
        return draft
    given = {"headline": hints.headline, "published_at": hints.published_at, "language": hints.language}
    found = {name: value for name, value in given.items() if value}
    draft = replace(draft, provenance=draft.provenance | dict.fromkeys(found, "hint"))
    draft = replace(draft, headline=hints.headline or draft.headline, language=hints.language or draft.language)
    if hints.published_at is None:
        return draft
    return replace(draft, published_at=hints.published_at, published_raw=hints.published_at.isoformat(), published_precision="minute", zone_basis="offset")
