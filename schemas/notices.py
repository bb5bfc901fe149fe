"""The two other ends of a raw record: a Duplicate notice on `news.duplicates`, a Rejection on `news.rejected`."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from copydesk.schemas.base import Contract, Guid, RecordId, UtcTime


class Duplicate(Contract):
    """A raw record that brought nothing new. Light: what, of what, why."""

    record_id: RecordId
    """The raw record that repeated the story."""
    guid: Guid
    duplicate_of: RecordId
    """The record that the version it repeats came from."""
    version: int
    """The version that stood when it came."""
    kind: Literal["redelivery", "recrawl", "stale"]
    """The same record again; the same content fetched again; content fetched before the version that stands."""
    detected_at: UtcTime | None = None
    """Record time of the repeating record, so that a repeat after a crash writes the same notice."""


class Stage(StrEnum):
    """Where in the pipeline a document was turned away."""

    DECODE = "decode"
    PARSE = "parse"
    EDIT = "edit"


class Reason(StrEnum):
    """Why a document was turned away. The code is the Kafka header, the metric tag and the README row."""

    EMPTY = (
        "empty",
        "The record has no value, or nothing but white space.",
        "Publish the document; a tombstone has no meaning on news.raw.",
    )
    OVERSIZED = (
        "oversized",
        "The record, or the article made of it, is over the size limit.",
        "Strip scripts and inline images before publishing, or raise COPYDESK_MAX_DOCUMENT_BYTES.",
    )
    BAD_JSON = (
        "bad_json",
        "The value is neither a JSON object nor a page with CloudEvents headers.",
        "Send one JSON object per record, UTF-8.",
    )
    BAD_SCHEMA = (
        "bad_schema",
        "The JSON object does not fit RawDocument; the message names the field.",
        "Compare with schemas/json/raw-document.schema.json.",
    )
    BAD_CLOUDEVENT = (
        "bad_cloudevent",
        "The record has CloudEvents headers, but a required one is missing or malformed.",
        "Send ce_specversion, ce_id, ce_source, ce_type and content-type.",
    )
    NO_BODY = "no_body", "Neither body nor body_b64 is given.", "Give exactly one."
    TWO_BODIES = "two_bodies", "Both body and body_b64 are given.", "Give exactly one."
    BAD_BASE64 = "bad_base64", "body_b64 is not base64.", "Encode with the standard alphabet of RFC 4648, padded."
    BAD_CHARSET = (
        "bad_charset",
        "The bytes cannot be read in the declared or any likely character set.",
        "Correct charset, or leave it out if unsure.",
    )
    NOT_TEXT = (
        "not_text",
        "The bytes are an image, a PDF, an archive or other binary matter.",
        "Publish the page, not its attachments.",
    )
    NO_SOURCE = (
        "no_source",
        "Neither source_id nor url is given, and the text names no agency.",
        "Give source_id or url.",
    )
    NO_TEXT = (
        "no_text",
        "The document holds no readable text.",
        "Check what the scraper fetched: a script-only page, a consent wall?",
    )
    NOT_AN_ARTICLE = (
        "not_an_article",
        "The text has neither a headline nor a paragraph that could be a story, or it is a web page of another kind: a listing, a collection, a product, an error page.",
        "Do not publish listings, error pages and teasers.",
    )
    BAD_FORMAT = (
        "bad_format",
        "The document is JSON or XML that tells no story that Copydesk can read: of a format it does not know, or an item of another kind.",
        "The message says what was found. Publish the items that are stories; ask for a reader where the format is a newsroom's.",
    )
    FEED = (
        "feed",
        "The document is a feed of many stories.",
        "Publish each entry as a document of its own: `copydesk publish` splits a feed.",
    )
    EMBARGOED = (
        "embargoed",
        "The story must not be published yet, and COPYDESK_EMBARGO=reject.",
        "Publish it again when the time in the message has come.",
    )
    CRASHED = (
        "crashed",
        "The document ends the process that reads it, or takes more time or memory than the desk gives one.",
        "Report it with the original bytes; after the fix, publish it again.",
    )
    INTERNAL = (
        "internal",
        "The desk failed on this document. This is a bug.",
        "Report it with the original bytes; after the fix, publish them again.",
    )

    meaning: str
    remedy: str

    def __new__(cls, code: str, meaning: str, remedy: str) -> Reason:
        """A string member with two sentences: what happened, and what the publisher can do."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        member.remedy = remedy
        return member


class Rejection(Contract):
    """What the headers of a `news.rejected` record say; the record's key and value are the original's, bit for bit."""

    record_id: RecordId
    reason: Reason
    stage: Stage
    message: str
    """One sentence for a person: what was wrong with this very document."""
