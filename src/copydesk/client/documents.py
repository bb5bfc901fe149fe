"""From what a scraper gives to a record for the raw topic: checked against the contract, completed, encoded. Never takes what
the desk would turn away as no envelope; it is stricter where a slip of the pen is likelier than an intention.
"""

from __future__ import annotations

import base64
import binascii
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import orjson
from pydantic import ValidationError

from copydesk.client.failures import InvalidDocument, TooLarge
from copydesk.client.known import is_language, is_zone
from copydesk.client.receipts import require_positive
from copydesk.schemas.raw import LATEST_HINT, Hints, RawDocument

MOST_DOCUMENT_BYTES = 4 * 1024 * 1024
"""What a desk reads unless its COPYDESK_MAX_DOCUMENT_BYTES says otherwise: the whole envelope, unpacked."""

MOST_FIELD_CHARS = 16 * 1024 * 1024
"""The contract's limit for one text, whatever the desk reads."""

Document = RawDocument | Mapping[str, Any]

_FIELDS, _HINTS = tuple(RawDocument.model_fields), tuple(Hints.model_fields)
_BODIES = ("body", "body_b64")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A record for the raw topic."""

    record_id: str
    key: bytes
    value: bytes
    """The envelope: JSON in UTF-8."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all documents of a publisher share."""

    source_id: str | None = None
    """For documents that name none."""
    scraper: str | None = None
    """For documents that name none."""
    max_bytes: int = MOST_DOCUMENT_BYTES

    def __post_init__(self) -> None:
        """ValueError for what would make each of them invalid."""
        require_positive("max_document_bytes", self.max_bytes)
        try:
            RawDocument.model_validate({"source_id": self.source_id, "scraper": self.scraper})
        except ValidationError as error:
            raise ValueError(_line(error)) from None

    def outgoing(self, document: Document | None, fields: Mapping[str, Any]) -> Outgoing:
        """The record of a document; `fields` come over those in it. InvalidDocument or TooLarge where the desk would not take it.

        Without `record_id` a new UUIDv7 names it; without `fetched_at` it was fetched now.
        """
        given = _given(document, fields)
        _refuse_unknown(given)
        self._require_room(given)
        given.setdefault("source_id", self.source_id)
        given.setdefault("scraper", self.scraper)
        document = _checked(_completed({name: value for name, value in given.items() if value is not None}))
        fields_of_envelope = document.model_dump(exclude_unset=True, exclude_none=True)
        envelope = _encoded(fields_of_envelope)
        if len(envelope) > self.max_bytes:
            raise TooLarge(f"{len(envelope)} bytes as an envelope; the desk reads {self.max_bytes} at most")
        return Outgoing(document.record_id or "", key_of(fields_of_envelope) or b"", envelope)

    def _require_room(self, given: Mapping[str, Any]) -> None:
        """TooLarge for a body that alone is more than an envelope may have, before it is packed and checked."""
        most = min(self.max_bytes, MOST_FIELD_CHARS)
        for name in _BODIES:
            size, packed = _sizes(given.get(name))
            if packed > most:
                in_base64 = f", {packed} in base64" if packed != size else ""
                raise TooLarge(f"{name}: {size} bytes{in_base64}; the desk reads {most} at most")


def key_of(document: Mapping[str, Any]) -> bytes | None:
    """The envelope's url, else its record_id, so that crawls of one page keep their order; None where it has neither."""
    named = document.get("url") or document.get("record_id")
    return named.encode() if isinstance(named, str) and named else None


def new_record_id(milliseconds: int | None = None) -> str:
    """A UUIDv7 (RFC 9562): the time, now or in milliseconds since 1970, and 74 random bits."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    number = moment << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 7 << 76  # version
    return str(UUID(int=number & ~(0x3 << 62) | 0x2 << 62))  # variant


def _given(document: Document | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    """All fields that say something: None and empty text are left out, as the desk does."""
    if isinstance(document, RawDocument):
        found = document.model_dump(exclude_unset=True)
    elif document is None or isinstance(document, Mapping):
        found = dict(document or {})
    else:
        raise InvalidDocument(
            f"a {type(document).__name__} is no document: give fields by name, a mapping or a RawDocument"
        )
    given = {**found, **fields}
    hints = given.get("hints")
    if isinstance(hints, Hints):
        given["hints"] = hints.model_dump(exclude_unset=True)
    if isinstance(given.get("hints"), Mapping):
        given["hints"] = {name: value for name, value in given["hints"].items() if not _says_nothing(value)}
    return {name: value for name, value in given.items() if not _says_nothing(value)}


def _says_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | bytes | bytearray) and not value.strip())


def _sizes(body: Any) -> tuple[int, int]:
    """Bytes of a body as it was given, and in the envelope."""
    if isinstance(body, str):
        size = len(body) if body.isascii() else len(body.encode("utf-8", "surrogatepass"))
        return size, size
    if isinstance(body, bytes | bytearray | memoryview):
        size = body.nbytes if isinstance(body, memoryview) else len(body)
        return size, (size + 2) // 3 * 4
    return 0, 0


def _refuse_unknown(given: Mapping[str, Any]) -> None:
    """A misspelt field would be kept by the desk with a warning, and a misspelt hint be lost: here somebody can still mend it."""
    _require_known(given, _FIELDS, "")
    if isinstance(given.get("hints"), Mapping):
        _require_known(given["hints"], _HINTS, "hints.")


def _require_known(given: Iterable[Any], known: tuple[str, ...], prefix: str) -> None:
    for name in given:
        if name not in known:
            nearest = get_close_matches(str(name), known, n=1)
            meant = f"did you mean {prefix}{nearest[0]}?" if nearest else f"there are {', '.join(known)}"
            raise InvalidDocument(f"{prefix}{str(name)[:60]}: no such field; {meant}")


def _completed(given: dict[str, Any]) -> dict[str, Any]:
    """With its name and time, and a body of bytes as text."""
    record_id, url, body = given.get("record_id"), given.get("url"), given.get("body")
    if record_id is None or isinstance(record_id, UUID):
        given["record_id"] = str(record_id or new_record_id())
    if isinstance(url, str):
        given["url"] = url.strip()
    given.setdefault("fetched_at", datetime.now(UTC))
    if isinstance(body, bytes | bytearray | memoryview):
        if "body_b64" in given:
            raise InvalidDocument("body and body_b64: give one of them")
        del given["body"]
        given["body_b64"] = base64.b64encode(body).decode()
    return given


def _checked(given: dict[str, Any]) -> RawDocument:
    """The document as the contract has it; InvalidDocument with the first field that is wrong."""
    try:
        document = RawDocument.model_validate(given)
    except ValidationError as error:
        raise InvalidDocument(_line(error)) from None
    except OverflowError:
        raise InvalidDocument("a time is outside the years 1 to 9999") from None
    _check_body(document)
    _check_origin(document)
    _check_hints(document.hints, document.fetched_at)
    return document


def _encoded(fields: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(fields)
    except (TypeError, UnicodeError) as error:  # a lone surrogate
        raise InvalidDocument(f"cannot be written as JSON: {error}") from None


def _check_body(document: RawDocument) -> None:
    match document.body, document.body_b64:
        case None, None:
            raise InvalidDocument("body: is missing or empty; give body, as text or bytes, or body_b64")
        case None, str(encoded):
            try:
                content = binascii.a2b_base64(encoded, strict_mode=True)
            except ValueError as error:
                raise InvalidDocument(f"body_b64: {error}") from None
            if not content.strip():
                raise InvalidDocument("body_b64: holds no text")
        case str(), str():
            raise InvalidDocument("body and body_b64: give one of them")


def _check_origin(document: RawDocument) -> None:
    """Whose story it is: the source, or the host of the address."""
    if document.url is None and document.source_id is None:
        raise InvalidDocument("source_id or url: one of them says whose story it is")
    if document.url is None:
        return
    try:
        parts = urlsplit(document.url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidDocument(f"url: is no whole address: {error}") from None
    if "://" not in document.url or (document.source_id is None and not host):
        raise InvalidDocument("url: is no whole address, as https://www.dailyplanet.example/news/1 is")
    if "@" in parts.netloc:
        raise InvalidDocument("url: leave out the user and password before the @: the address is published")


def _check_hints(hints: Hints, fetched_at: datetime | None) -> None:
    """What the desk would leave out."""
    if hints.published_at and fetched_at and hints.published_at - fetched_at > LATEST_HINT:
        raise InvalidDocument("hints.published_at: is more than a year after the fetch")
    if hints.language is not None and not is_language(hints.language):
        raise InvalidDocument(f"hints.language: {hints.language[:40]!r} is no language, as fa or pt-BR is")
    if hints.time_zone is not None and not is_zone(hints.time_zone):
        raise InvalidDocument(f"hints.time_zone: {hints.time_zone[:40]!r} is no IANA zone, as Asia/Tehran is")


def _line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])[:120]
    return f"{place}: {first['msg'].removeprefix('Value error, ')}"
