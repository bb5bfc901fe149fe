"""The fields of an article that have a column of their own where a sink holds rows; all of it is beside them as JSON."""

from __future__ import annotations

from typing import Any

from copydesk.service.shell.sinks.entries import Stored

AS_THEY_ARE = (
    "guid",
    "version",
    "source_id",
    "news_id",
    "url",
    "canonical_url",
    "headline",
    "abstract",
    "body_text",
    "byline",
    "tags",
    "section",
    "language",
    "pubstatus",
    "embargoed_until",
    "signals",
    "editorial_note",
    "urgency",
    "published_at",
    "published_precision",
    "modified_at",
    "fetched_at",
    "ingested_at",
    "first_seen_at",
    "changed_fields",
    "content_hash",
    "word_count",
    "countries",
    "keywords",
)
"""Columns that have the name and the value of a field."""

COLUMNS = (*AS_THEY_ARE, "authors", "article", "kafka_partition", "kafka_offset", "kafka_time")


def row_of(entry: Stored) -> tuple[Any, ...]:
    """Its values, in the order of COLUMNS."""
    article, place = entry.article, entry.place
    return (
        *(getattr(article, name) for name in AS_THEY_ARE),
        [author.name for author in article.authors],
        entry.value.decode(),
        place.partition,
        place.offset,
        place.moment,
    )
