"""From a raw record to a readable Page: the JSON envelope or a CloudEvent, its body's bytes, its character set. A bad
one is Rejected.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
import pybase64
from pydantic import ValidationError

from copydesk.schemas.base import WRITTEN
from copydesk.schemas.notices import Reason, Stage
from copydesk.schemas.raw import RawDocument
from copydesk.service.core.intake.charsets import Decoded, codec_of, decode_bytes
from copydesk.service.core.intake.cloudevents import fields_of_event, is_cloudevent
from copydesk.service.core.intake.controls import clean_text
from copydesk.service.core.intake.json_names import json_name
from copydesk.service.core.intake.lenient import understand
from copydesk.service.core.intake.media import binary_kind, is_garbled, is_mail, media_of
from copydesk.service.core.intake.replayed import first_origin, first_time
from copydesk.service.core.records import Page, Record, Rejected

_NO_TEXT = "the body is empty"
_UNKNOWN_NAMED = 10
_CLOCK_SKEW = timedelta(minutes=10)
_MAIL_HEAD = 64 * 1024
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Envelope:
    """A valid document, and what was odd about the way it was written."""

    document: RawDocument
    warnings: tuple[str, ...]
    source_host: str | None


def decode(record: Record, max_bytes: int) -> Page | Rejected:
    """The record as a page of text, or why it cannot be one. Never raises."""
    if record.unreadable:
        return _rejected(Reason.OVERSIZED, record.unreadable)
    if record.value is None:
        return _rejected(Reason.EMPTY, "the record has no value (a tombstone)")
    if len(record.value) > max_bytes:
        return _rejected(Reason.OVERSIZED, f"{len(record.value)} bytes; the limit is {max_bytes}")
    envelope = _opened(record, record.value)
    if isinstance(envelope, Rejected):
        return envelope
    document = envelope.document
    if document.http_status is not None and document.http_status >= 400:
        # Its text may look like a story: "Page not found. Read also: ..."
        return _rejected(Reason.NOT_AN_ARTICLE, f"the response was an error page: HTTP {document.http_status}")
    body = record.value if is_cloudevent(record.headers) else _body(document)
    return body if isinstance(body, Rejected) else _page(record, envelope, body)


def surely_rejected(record: Record) -> Rejected | None:
    """Why no desk takes the record, whatever its limit and its profiles: it is no envelope, or one without a body. None for what
    must be read to be judged. Never raises.
    """
    envelope = _opened(record, record.value or b"")
    if isinstance(envelope, Rejected):
        return envelope
    if is_cloudevent(record.headers):
        return None
    body = _body(envelope.document)
    if isinstance(body, Rejected):
        return body
    # Bytes that are white space as ASCII are other letters as UTF-16.
    empty = not body or (isinstance(body, str) and body.isspace())
    return _rejected(Reason.NO_TEXT, _NO_TEXT) if empty else None


def _opened(record: Record, value: bytes) -> _Envelope | Rejected:
    if not value or value.isspace():
        return _rejected(Reason.EMPTY, "the value is empty")
    return _from_event(record) if is_cloudevent(record.headers) else _from_envelope(value)


def _from_envelope(value: bytes) -> _Envelope | Rejected:
    try:
        fields = orjson.loads(value.removeprefix(_UTF8_MARK))
    except orjson.JSONDecodeError as error:
        # Broken nesting, NaN, lone surrogates and bytes that are not UTF-8 all end here; of a repeated key the last
        # value counts.
        return _rejected(Reason.BAD_JSON, f"not JSON: {error}")
    if not isinstance(fields, dict):
        return _rejected(Reason.BAD_JSON, f"a JSON {json_name(fields)}, not an object")
    return _envelope(fields, Reason.BAD_SCHEMA)


def _from_event(record: Record) -> _Envelope | Rejected:
    fields = fields_of_event(record.headers)
    return fields if isinstance(fields, Rejected) else _envelope(fields, Reason.BAD_CLOUDEVENT)


def _envelope(fields: dict[str, object], reason: Reason) -> _Envelope | Rejected:
    understood = understand(fields)
    try:
        return _Envelope(RawDocument.model_validate(understood.fields), understood.warnings, understood.source_host)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        wanted = f": {WRITTEN}" if first["type"].startswith("datetime") else ""
        return _rejected(reason, f"{'.'.join(str(part) for part in first['loc'])[:200]}: {first['msg']}{wanted}")
    except OverflowError:
        # 9999-12-31T23:59:59-12:00 is a date to pydantic, but has no instant in UTC.
        return _rejected(reason, "a time is outside the years 1 to 9999")


def _body(document: RawDocument) -> str | bytes | Rejected:
    match document.body, document.body_b64:
        case None, None:
            return _rejected(Reason.NO_BODY, "neither body nor body_b64 is given")
        case str(text), None:
            return text
        case None, str(encoded):
            return _from_base64(encoded)
        case _:
            return _rejected(Reason.TWO_BODIES, "both body and body_b64 are given")


def _from_base64(encoded: str) -> bytes | Rejected:
    try:
        return pybase64.b64decode(encoded, validate=True)
    except ValueError:
        return _by_the_standard(encoded)


def _by_the_standard(encoded: str) -> bytes | Rejected:
    """What the fast reader refuses: the standard library takes a padding more, and says what is wrong."""
    try:
        return binascii.a2b_base64(encoded, strict_mode=True)
    except ValueError as error:
        return _rejected(Reason.BAD_BASE64, f"body_b64: {error}")


def _page(record: Record, envelope: _Envelope, body: str | bytes) -> Page | Rejected:
    document = envelope.document
    decoded = Decoded(body) if isinstance(body, str) else _text_of(body, document)
    if isinstance(decoded, Rejected):
        return decoded
    if is_garbled(decoded.text):
        return _rejected(Reason.NOT_TEXT, "the text is binary matter that was read as text")
    text = clean_text(decoded.text)
    if not text or text.isspace():
        return _rejected(Reason.NO_TEXT, _NO_TEXT)
    mail = is_mail(document.content_type, text)
    media = "text" if mail else media_of(document.content_type, text)
    warnings = envelope.warnings + decoded.warnings + _unknown_fields(document)
    record_id = document.record_id or str(first_origin(record))
    came_first = first_time(record)
    fetched_at, doubts = _fetched_at(document, came_first)
    return Page(
        text,
        media,
        document,
        record_id,
        fetched_at,
        came_first,
        warnings + doubts,
        envelope.source_host,
        body if mail else None,
        came_at=record.timestamp,
    )


def _fetched_at(document: RawDocument, came_at: datetime | None) -> tuple[datetime | None, tuple[str, ...]]:
    """When the page was fetched; no later than it came to Kafka.

    A scraper whose clock runs ahead would otherwise make all later crawls of its stories stale, for as long as it was
    ahead.
    """
    if document.fetched_at and came_at and document.fetched_at > came_at + _CLOCK_SKEW:
        return came_at, ("fetched_at_in_the_future",)
    return document.fetched_at or came_at, ()


def _text_of(content: bytes, document: RawDocument) -> Decoded | Rejected:
    codec = codec_of(document.charset) if document.charset else None
    wide = (codec or "").startswith(("utf-16", "utf-32")) or "utf-16" in (document.content_type or "").lower()
    if kind := binary_kind(content, document.content_type, wide=wide):
        return _rejected(Reason.NOT_TEXT, f"the body is {kind}")
    if is_mail(document.content_type, content[:_MAIL_HEAD].decode("latin-1")):
        # Each part has a character set of its own: of the text only the headers are looked at, the reader reads the
        # bytes. A replacement for each byte that is not UTF-8 would make the mail look like binary matter.
        return Decoded(content.decode("utf-8", "ignore"))
    html = media_of(document.content_type, content[:2048].decode("latin-1")) == "html"
    return decode_bytes(content, document.charset, document.content_type, html=html)


def _unknown_fields(document: RawDocument) -> tuple[str, ...]:
    if not document.model_extra:
        return ()
    names = [f"unknown_field:{name[:60]}" for name in list(document.model_extra)[:_UNKNOWN_NAMED]]
    more = len(document.model_extra) - _UNKNOWN_NAMED
    return (*names, f"unknown_fields_more:{more}") if more > 0 else tuple(names)


def _rejected(reason: Reason, detail: str) -> Rejected:
    return Rejected(reason, Stage.DECODE, detail[:499])
