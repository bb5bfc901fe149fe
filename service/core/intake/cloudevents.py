"""CloudEvents 1.0 in binary mode: the page's bytes are the value, the rest stands in the record's headers.

https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md
Header names are lower case there, so `CE_ID` is not ours. Structured mode is turned away: a scraper that builds JSON
sends the envelope.
"""

from __future__ import annotations

import re

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.addresses.source_names import slug_of_name
from copydesk.service.core.addresses.written import with_scheme
from copydesk.service.core.records import Headers, Rejected

REQUIRED = ("specversion", "id", "source", "type")
_KNOWN = frozenset({*REQUIRED, "subject", "time", "datacontenttype"})
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def is_cloudevent(headers: Headers) -> bool:
    """Whether a record claims to be a CloudEvent, rightly made or not. Attributes that a tracing tool adds do not claim
    it.
    """
    return any(
        name in {"ce_specversion", "ce_id", "ce_type"} or (name == "content-type" and _is_structured(value))
        for name, value in headers
    )


def _is_structured(content_type: bytes | None) -> bool:
    return (content_type or b"").lower().startswith(b"application/cloudevents")


def fields_of_event(headers: Headers) -> dict[str, object] | Rejected:
    """RawDocument's fields, body apart, as the headers give them."""
    if any(name == "content-type" and _is_structured(value) for name, value in headers):
        return _bad(
            "structured mode is not supported: send binary mode, or the JSON envelope without CloudEvents headers"
        )
    attributes = _attributes(headers)
    if isinstance(attributes, Rejected):
        return attributes
    if missing := [name for name in REQUIRED if not attributes.get(name)]:
        return _bad(f"ce_{missing[0]} is missing or empty")
    if not attributes["specversion"].startswith("1."):
        return _bad(f"ce_specversion is {attributes['specversion'][:20]!r}, not 1.x")
    return _fields(attributes)


def _attributes(headers: Headers) -> dict[str, str] | Rejected:
    """Attribute name -> value. A name that stands twice is ambiguous, and Kafka lets it stand twice."""
    found: dict[str, str] = {}
    for name, value in headers:
        key = "content-type" if name == "content-type" else name.removeprefix("ce_")
        if name != "content-type" and (key not in _KNOWN or key == name):
            continue
        if key in found:
            return _bad(f"header {name} is given twice")
        try:
            found[key] = (value or b"").decode()
        except UnicodeDecodeError:
            return _bad(f"header {name} is not UTF-8")
    return found


def _fields(attributes: dict[str, str]) -> dict[str, object]:
    source, subject = attributes["source"], attributes.get("subject", "")
    url = next((text for text in (_address(subject), source) if text.lower().startswith(("http://", "https://"))), None)
    return {
        "record_id": attributes["id"],
        "source_id": source if _SLUG.fullmatch(source) or (url is None and _is_name(source)) else None,
        "url": url,
        "fetched_at": attributes.get("time") or None,
        "content_type": attributes.get("content-type") or attributes.get("datacontenttype") or None,
    }


def _address(subject: str) -> str:
    """`www.bbc.co.uk/news/1` is an address; `page.fetched` is a subject of its own making."""
    return with_scheme(subject) if "/" in subject else subject


def _is_name(source: str) -> bool:
    """`BBC`, for want of an address. A path or a urn names the scraper, and no publisher."""
    return not re.search(r"[/:]", source) and slug_of_name(source) is not None


def _bad(detail: str) -> Rejected:
    return Rejected(Reason.BAD_CLOUDEVENT, Stage.DECODE, detail)
