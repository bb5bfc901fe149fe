"""RawDocument: what a scraper puts on `news.raw`. The smallest useful one is `{"url": ..., "body": ...}`."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from copydesk.schemas.base import Contract, NewsId, RecordId, Slug, UtcTime

LATEST_HINT = timedelta(days=366)
"""After the fetch: a story that is held back may be dated ahead, but one of the year after next is a slip."""


class Hints(Contract):
    """What the scraper knows for certain, from a feed or a listing. A hint outranks what the page says."""

    news_id: NewsId | None = None
    """The publisher's ID of the story."""
    headline: Annotated[str, StringConstraints(max_length=1000)] | None = None
    """The headline, as the feed gave it."""
    published_at: UtcTime | None = None
    """When the story was first published, with a UTC offset."""
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")] | None = None
    """BCP 47 tag, `fa` or `pt-BR`."""
    time_zone: str | None = None
    """IANA name of the zone in which the source prints times that carry none: `Asia/Tehran`."""


class RawDocument(Contract):
    """One fetched page or wire message, untouched. Exactly one of `body` and `body_b64` is given.

    A source or a URL is enough; with neither, the agency that the text itself names, `(defapress)`, becomes the source.
    What is written otherwise and can mean one thing only, `BBC` as a source or a fetch without offset, is taken as
    meant and named in
    `extraction.warnings`.
    """

    # A misspelt field must not vanish silently: unknown ones are kept here and named in `extraction.warnings`.
    model_config = ConfigDict(frozen=True, extra="allow")

    record_id: RecordId | None = None
    """Names this fetch; a UUIDv7 is best. Absent: derived from topic, partition and offset."""
    source_id: Slug | None = None
    """The publisher. Absent: from the URL's host."""
    url: Annotated[str, StringConstraints(max_length=4096)] | None = None
    """Where the document was fetched."""
    body: str | None = None
    """The document as text."""
    body_b64: str | None = None
    """The document's bytes in base64 (RFC 4648), for anything that is not clean UTF-8."""
    content_type: Annotated[str, StringConstraints(max_length=256)] | None = None
    """Media type as the server gave it, `text/html; charset=windows-1256`. Absent: recognised from the content."""
    charset: Annotated[str, StringConstraints(max_length=64)] | None = None
    """Character set of `body_b64`; outranks the one in `content_type`."""
    fetched_at: UtcTime | None = None
    """When the document was fetched. Absent: the Kafka record's time."""
    http_status: Annotated[int, Field(ge=100, le=599)] | None = None
    """Status of the response that carried the document."""
    http_headers: dict[str, str] = Field(default={})
    """Headers of that response."""
    hints: Hints = Field(default=Hints())
    """What the scraper knows for certain."""
    scraper: Annotated[str, StringConstraints(max_length=256)] | None = None
    """Name and version of the scraper, for tracing."""
