"""Article: a clean, versioned story on `news.articles`. Key on `(guid, version)`: each is seen exactly once."""

from __future__ import annotations

from pydantic import Field

from copydesk.schemas.base import ContentHash, Contract, UtcTime
from copydesk.schemas.parsed import ParsedArticle


class InfoSource(Contract):
    """Somebody whom the story cites for what it says."""

    name: str
    """The usual name: `Al Jazeera` for "Al-Jazeera reported"."""
    role: str
    """How it is cited: `reported_by`."""


class Article(ParsedArticle):
    """A parsed article that is new or revised, with what the desk adds."""

    version: int = Field(ge=1)
    """1 for a new story, one more for each revision."""
    first_seen_at: UtcTime | None = None
    """When version 1 came in: its `ingested_at`."""
    changed_fields: list[str] = Field(default=[])
    """Which fields differ from the version before; empty for version 1."""
    previous_content_hash: ContentHash | None = None
    """`content_hash` of the version before; None for version 1."""

    language_confidence: float | None = Field(default=None, ge=0, le=1)
    """1.0 where the language is declared, else the detector's share; None where it is unknown."""
    word_count: int | None = Field(default=None, ge=0)
    """Words of `body_text`; in scripts without spaces, characters divided by the script's mean word length."""
    reading_time_seconds: int | None = Field(default=None, ge=0)
    info_sources: list[InfoSource] = Field(default=[])
    """In order of first mention."""
    enrichment_notes: list[str] = Field(default=[])
    """One line for each enricher that failed: `language: ValueError`. The article is otherwise whole."""
