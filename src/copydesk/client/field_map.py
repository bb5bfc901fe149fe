"""Documents whose fields have other names: `{"url": "link", "hints.published_at": "meta.date"}`, field of a document -> where
the caller has it, both with dots.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copydesk.schemas.raw import Hints, RawDocument

MAPPED = frozenset(RawDocument.model_fields) - {"hints", "http_headers"} | {
    f"hints.{name}" for name in Hints.model_fields
}
"""Fields that may have another name."""


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, None where there is none; a key with dots in it is taken as it is."""
    if path in document:
        return document[path]
    value: Any = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def put(document: dict[str, Any], field: str, value: Any) -> None:
    """Set a field of a document, or one within its hints."""
    group, dot, name = field.partition(".")
    if not dot:
        document[field] = value
        return
    inner = document.get(group)
    document[group] = {**(inner if isinstance(inner, Mapping) else {}), name: value}
