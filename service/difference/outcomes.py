"""What `copydesk parse` made of a document before, and what it makes of it now: which fields differ. Both are JSON as the command
writes it, so that an outcome of another release is compared too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from copydesk.schemas.article import Article

Outcome = dict[str, Any]
"""`{"outcome": "article", "article": {...}}` or `{"outcome": "rejected", "rejection": {...}}`."""

OUTCOME = "outcome"
"""Named as a field where a document is an article only before or only now, or is turned away for another reason."""

# What stands for the others (`guid`), is the record's and not the document's, or counts versions, which `parse` does not know.
_LEFT_OUT = {"guid", "record_id", "ingested_at", "version", "changed_fields", "changes", "first_seen_at"} | {
    "previous_content_hash",
    "extraction",
}
_HASHED = ("headline", "body_text", "published_at")
_OF_READING = ("page_kind", "warnings")

COMPARED_FIELDS = (
    *(name for name in Article.model_fields if name not in _LEFT_OUT),
    *(f"extraction.{name}" for name in _OF_READING),
)
"""In this order. How a field was found (`extraction.provenance`, `extraction.method`) is no difference by itself."""


class FieldChange(NamedTuple):
    """One field of a document; None and empty mean that it is not there."""

    field: str
    before: Any
    now: Any


def field_changes(before: Outcome, now: Outcome) -> list[FieldChange]:
    """What differs, in the order of COMPARED_FIELDS; `outcome` alone where one of the two is no article."""
    old, new = before.get("article"), now.get("article")
    if not isinstance(old, dict) or not isinstance(new, dict):
        told = _told(before), _told(now)
        return [] if told[0] == told[1] else [FieldChange(OUTCOME, _sentence(before), _sentence(now))]
    changes = list(_changes(old, new))
    hashed = any(change.field in _HASHED for change in changes)
    return [change for change in changes if not (hashed and change.field == "content_hash")]


def _changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[FieldChange]:
    for name in COMPARED_FIELDS:
        before, now = _value(old, name), _value(new, name)
        if (before or None) != (now or None):
            yield FieldChange(name, before, now)


def _value(article: dict[str, Any], name: str) -> Any:
    group, _, part = name.partition(".")
    found = article.get(group)
    return found.get(part) if part and isinstance(found, dict) else found


def _told(outcome: Outcome) -> object:
    rejection = outcome.get("rejection") or {}
    return outcome.get("outcome"), rejection.get("reason"), rejection.get("stage")


def _sentence(outcome: Outcome) -> str:
    """`article`, or `rejected as no_text: ...`."""
    rejection = outcome.get("rejection")
    if not isinstance(rejection, dict):
        return "article"
    return f"rejected as {rejection.get('reason')}: {rejection.get('message')}"


def record_id_of_outcome(outcome: Outcome) -> str:
    """The document's name in either kind of outcome; empty where it has none."""
    said = outcome.get("article") or outcome.get("rejection") or {}
    return str(said.get("record_id") or "")


def url_of_outcome(outcome: Outcome) -> str | None:
    """The address of an article; a rejection tells none."""
    url = (outcome.get("article") or {}).get("url")
    return url if isinstance(url, str) and url else None
