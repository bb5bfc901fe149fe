"""What documents a request holds: envelopes in JSON, one, an array or one a line; or a page itself, with its fields in the query
or in CloudEvents headers (HTTP protocol binding, binary mode).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

import orjson
from multidict import CIMultiDictProxy, MultiMapping

from copydesk.schemas.raw import RawDocument
from copydesk.service.core.intake.cloudevents import fields_of_event
from copydesk.service.core.intake.json_names import json_name
from copydesk.service.core.records import Rejected
from copydesk.service.shell.gateway.reading import Refused

MOST_DOCUMENTS = 1000
"""In one request."""

LINES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"})
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
NOT_IN_A_QUERY = frozenset({"body", "body_b64", "content_type", "http_headers", "hints"})
EVENT = "ce-"
HINT = "hints."
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands where a document should."""

    why: str


@dataclass(frozen=True, slots=True)
class Bodies:
    """The documents of a request, in their order."""

    documents: tuple[Mapping[str, Any] | Unreadable, ...]
    batch: bool


def bodies_of(content: bytes, content_type: str, headers: CIMultiDictProxy[str], query: MultiMapping[str]) -> Bodies:
    """All of it; Refused where the request as a whole is not understood. `content_type` is without parameters."""
    if content_type in FORMS:
        raise Refused(
            415, "a form is no document: set content-type, application/json for an envelope, text/html for a page"
        )
    if content_type.startswith("application/cloudevents"):
        raise Refused(415, "CloudEvents in structured mode are not read: send binary mode, or the JSON envelope")
    if not content or content.isspace():
        raise Refused(400, "the request is empty")
    if content_type == "application/json" or content_type in LINES:
        if query:
            raise Refused(400, f"{next(iter(query))[:60]}: an envelope has its fields in itself, not in the query")
        return _lines(content) if content_type in LINES else _envelopes(content)
    return Bodies((_page(content, headers, query),), batch=False)


def require_readable(query: str) -> None:
    """Refused for a query string, percent-encoded, whose bytes are not UTF-8 or hold control characters: read all the same, they
    would be another address.
    """
    try:
        text = unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8, percent-encoded") from None
    if _CONTROL.search(text):
        raise Refused(400, "the query holds control characters")


def _envelopes(content: bytes) -> Bodies:
    found = _json(content)
    if isinstance(found, list):
        return _within(tuple(_document(each) for each in found))
    return Bodies((_document(found),), batch=False)


def _lines(content: bytes) -> Bodies:
    lines = [line for line in content.removeprefix(_UTF8_MARK).split(b"\n") if line and not line.isspace()]
    return _within(tuple(_document(_json(line)) for line in lines[: MOST_DOCUMENTS + 1]))


def _within(documents: tuple[Mapping[str, Any] | Unreadable, ...]) -> Bodies:
    if not documents:
        raise Refused(400, "the batch is empty")
    if len(documents) > MOST_DOCUMENTS:
        raise Refused(413, f"a request may have {MOST_DOCUMENTS} documents; split it")
    return Bodies(documents, batch=True)


def _json(text: bytes) -> Any:
    try:
        return orjson.loads(text.removeprefix(_UTF8_MARK))
    except orjson.JSONDecodeError as error:
        return Unreadable(f"not JSON: {error}")


def _document(found: Any) -> Mapping[str, Any] | Unreadable:
    if isinstance(found, dict | Unreadable):
        return found
    return Unreadable(f"a JSON {json_name(found)}, not an object")


def _page(content: bytes, headers: CIMultiDictProxy[str], query: MultiMapping[str]) -> Mapping[str, Any] | Unreadable:
    """A page's bytes as a document, with what is said of it."""
    said = _of_event(headers)
    if isinstance(said, Unreadable):
        return said
    asked = _of_query(query)
    if isinstance(asked, Unreadable):
        return asked
    kind = headers.get("Content-Type", "")
    known = {} if kind in {"", "application/octet-stream"} else {"content_type": kind}
    return {**known, **said, **asked, "body": content}


def _of_event(headers: CIMultiDictProxy[str]) -> dict[str, Any] | Unreadable:
    event = tuple(
        (f"ce_{name.lower().removeprefix(EVENT)}", unquote_to_bytes(value))
        for name, value in headers.items()
        if name.lower().startswith(EVENT)
    )
    if not event:
        return {}
    fields = fields_of_event((*event, ("content-type", headers.get("Content-Type", "").encode())))
    if isinstance(fields, Rejected):
        return Unreadable(fields.detail.replace("ce_", EVENT))
    return {name: value for name, value in fields.items() if value is not None}


def _of_query(query: MultiMapping[str]) -> dict[str, Any] | Unreadable:
    found: dict[str, Any] = {}
    hints: dict[str, str] = {}
    for name in query:
        if len(query.getall(name)) > 1:
            return Unreadable(f"{name[:60]}: is given twice")
        if name in NOT_IN_A_QUERY:
            return Unreadable(f"{name}: is no field for the query of a page")
        if name.startswith(HINT):
            hints[name.removeprefix(HINT)] = query[name]
        else:
            found[name] = query[name]
    return {**found, "hints": hints} if hints else found


QUERY = tuple(name for name in RawDocument.model_fields if name not in NOT_IN_A_QUERY)
"""What the query of a page may name, beside `hints.*`."""
