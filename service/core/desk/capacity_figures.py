"""What a document was measured to cost, each figure with where it was measured. What follows from them is in capacity.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Means of one set of documents: `python -m benchmarks.capacity --corpus`, docs/capacity.md, "What was measured"."""

    document_bytes: float
    """Of the raw record's value, as it was before compression."""
    raw: float
    """Bytes of a record on the topic's disk, as the broker has it packed; the same of the others."""
    parsed: float
    articles: float
    duplicates: float
    seen: float
    sketches: float
    copies: float
    repeat_ms: float
    """Processor time of a document that brings nothing new."""
    version_ms: float
    """Of a new story or a revision, without enrichers."""
    enriched_ms: float
    """The same with all enrichers."""
    copies_ms: float
    """What looking for copies adds to that."""
    state: float
    """Bytes on a worker's disk a story."""


SMALL = Measured(
    document_bytes=3_373,
    raw=1_615,
    parsed=1_430,
    articles=1_700,
    duplicates=35,
    seen=130,
    sketches=600,
    copies=570,
    repeat_ms=1.2,
    version_ms=1.2,
    enriched_ms=6.2,
    copies_ms=0.7,
    state=407,
)
"""2,000 stories of Reuters as text."""

LARGE = Measured(
    document_bytes=187_054,
    raw=45_860,
    parsed=5_330,
    articles=5_220,
    duplicates=72,
    seen=710,
    sketches=1_984,
    copies=1_926,
    repeat_ms=27.3,
    version_ms=28.0,
    enriched_ms=39.8,
    copies_ms=2.8,
    state=1_475,
)
"""793 articles of the web as HTML, in base64."""

ENRICHER_MS = {
    "language": 0.02,
    "reading_time": 0.10,
    "info_sources": 0.01,
    "fingerprint": 0.52,
    "keywords": 0.78,
    "paragraph_languages": 0.13,
    "organisations": 0.03,
    "people": 0.33,
    "places": 0.29,
    "quotes": 0.23,
    "subjects": 0.00,
}
"""For 400 words: docs/enrichment.md, "What each costs". Only their shares of the whole are used."""

WORKER_MB = 380
"""Peak of a worker over the pages, with all enrichers and copies: docs/capacity.md. While it reads a lost memory back or has a million
records waiting it was less: docs/delivery.md, "Trying it"."""

CHILD_MB = 1024
"""More that the process may take which reads a dangerous document: docs/operations.md, "A document that kills"."""

COPY_KB = 3.0
"""Memory for a story in the window of copies: docs/enrichment.md, "Copies across publishers"."""

WINDOW_DAYS = 7
"""Of copies, the same page."""

STORIES_READ_BACK = 65_000
"""For a second of one worker's processor, from the changelog, of memories with 20 paragraphs: docs/capacity.md."""

BUSY = 0.7
"""Share of a core that a worker is planned to use at the peak: the rest is for what waits after a restart."""
