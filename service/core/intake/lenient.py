"""What a scraper wrote otherwise than RawDocument asks, though it can mean one thing only: taken as meant, and named in
a warning.

The schema says how to write; this says what is understood all the same. What could mean two things is left for the
schema to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from copydesk.schemas.raw import Hints, RawDocument
from copydesk.service.core.addresses.source_names import host_of_name, is_slug, slug_of_name
from copydesk.service.core.addresses.written import with_scheme

# RFC 5322, as HTTP's Date and RSS write it; with a zone, so that it names an instant.
_MAIL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC?|Z|\+\d{4}|-(?!0000)\d{4})"
)
# As Ruby, PostgreSQL and strftime print a time with its zone: a space before it.
_SPACED_ZONE = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) (?:(UTC|GMT|Z)|(\+\d\d:?\d\d|-(?!00:?00)\d\d:?\d\d))"
)
_LIST_SEPARATOR = ", "  # RFC 9110, section 5.3


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a field that is understood."""

    field: str
    warning: str
    """What the article says of it."""
    fold: Callable[[Any], Any]
    """The value as the schema wants it; the same object where the rule has nothing to say, None where the field is
    better left out.
    """


@dataclass(frozen=True, slots=True)
class Understood:
    """The fields of a document, ready for the schema."""

    fields: dict[str, Any]
    warnings: tuple[str, ...] = ()
    source_host: str | None = None
    """The host that stood as `source_id`."""


def understand(fields: Mapping[str, Any]) -> Understood:
    """The fields with everything that has one meaning in its proper form."""
    given, warnings = _tidied(fields, BLANK_IS_ABSENT, DOCUMENT_RULES, "")
    if isinstance(given.get("hints"), dict):
        given["hints"], hint_warnings = _tidied(given["hints"], BLANK_HINT_IS_ABSENT, HINT_RULES, "hints.")
        warnings += hint_warnings
    return Understood(given, tuple(warnings), _source_host(fields.get("source_id")))


def _tidied(
    fields: Mapping[str, Any], blanks: frozenset[str], rules: tuple[Rule, ...], prefix: str
) -> tuple[dict[str, Any], list[str]]:
    """The fields that are given, each in its proper form. An empty text is a field that is not given."""
    empty = [
        name
        for name, value in fields.items()
        if _is_blank(value) and (name in blanks or _is_filled(fields.get(OTHER_BODY.get(name, ""))))
    ]
    left_out = {*empty, *(name for name in NULL_IS_ABSENT if fields.get(name) is None)}
    given = {name: value for name, value in fields.items() if name not in left_out}
    return given, [f"empty_field:{prefix}{name}" for name in empty] + [
        f"{prefix}{warning}" for warning in _fold(given, rules)
    ]


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and (not value or value.isspace())


def _is_filled(value: Any) -> bool:
    return isinstance(value, str) and not _is_blank(value)


def _fold(given: dict[str, Any], rules: tuple[Rule, ...]) -> Iterator[str]:
    """Puts each value in its proper form; the warnings."""
    for rule in rules:
        value = given.get(rule.field)
        folded = value if value is None else rule.fold(value)
        if folded is not value:
            given[rule.field] = folded
            yield rule.warning


def _source_host(name: Any) -> str | None:
    return host_of_name(name) if isinstance(name, str) and not is_slug(name) else None


def number_as_text(value: Any) -> Any:
    """An ID that JSON has as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def name_as_slug(value: Any) -> Any:
    """A publisher's name or host where its slug belongs."""
    return value if not isinstance(value, str) or is_slug(value) else slug_of_name(value) or value


def whole_address(value: Any) -> Any:
    """An address with white space around it, or without its scheme."""
    return with_scheme(value) if isinstance(value, str) else value


def number_as_nothing(value: Any) -> Any:
    """A time in figures alone, `20261102`, `2026`, 1700000000: a day, a year, seconds or milliseconds, and none of them for sure."""
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return value
        return None
    return None if isinstance(value, int | float) else value


def mail_date(value: Any) -> Any:
    """`Sun, 01 Mar 2026 12:00:00 GMT`."""
    if not isinstance(value, str) or not _MAIL_DATE.fullmatch(value.strip()):
        return value
    try:
        return parsedate_to_datetime(value.strip())
    except ValueError:
        return value  # the 32nd of a month


def spaced_zone(value: Any) -> Any:
    """`2026-11-26 10:00:00 UTC`, `2026-11-26 10:00:00 +0100`."""
    found = _SPACED_ZONE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return value
    try:
        return datetime.fromisoformat(f"{found[1]}{'Z' if found[2] else found[3]}")
    except ValueError:
        return value  # the 32nd of a month


def naive_as_utc(value: Any) -> Any:
    """A machine's own note of when it fetched: without an offset it is UTC, as servers keep it."""
    moment = _naive(value)
    return moment.replace(tzinfo=UTC) if moment and ":" in value else value  # a day is no moment


def naive_as_nothing(value: Any) -> Any:
    """A publisher's time without an offset may be local to anywhere. As a hint it would outrank the page, which mostly
    says more: it is left out.
    """
    return None if _naive(value) else value


def _naive(value: Any) -> datetime | None:
    if not isinstance(value, str) or "-" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is None else None


def hyphened(value: Any) -> Any:
    """`pt_BR`, as locales are written."""
    return value.replace("_", "-") if isinstance(value, str) and "_" in value else value


def only_text(value: Any) -> Any:
    """A zone that is no name, `3.5`, is not known."""
    return value if isinstance(value, str) else None


def headers_as_text(value: Any) -> Any:
    """Headers as libraries hold them: a list for a repeated one, a number for a length."""
    if not isinstance(value, dict) or all(isinstance(content, str) for content in value.values()):
        return value
    return {name: _header(content) for name, content in value.items() if content is not None}


def _header(content: Any) -> Any:
    if isinstance(content, list) and all(isinstance(part, str) for part in content):
        return _LIST_SEPARATOR.join(content)
    return number_as_text(content)


OTHER_BODY = {"body": "body_b64", "body_b64": "body"}
"""An empty one beside the other is none; an empty one alone is an empty document."""

NULL_IS_ABSENT = ("hints", "http_headers")
"""The fields for which the schema has no null."""

BLANK_IS_ABSENT = frozenset(RawDocument.model_fields) - OTHER_BODY.keys()
BLANK_HINT_IS_ABSENT = frozenset(Hints.model_fields)

DOCUMENT_RULES: tuple[Rule, ...] = (
    Rule("record_id", "record_id_folded", number_as_text),
    Rule("source_id", "source_id_folded", name_as_slug),
    Rule("url", "url_folded", whole_address),
    Rule("fetched_at", "fetched_at_left_out", number_as_nothing),
    Rule("fetched_at", "fetched_at_folded", mail_date),
    Rule("fetched_at", "fetched_at_folded", spaced_zone),
    Rule("fetched_at", "fetched_at_without_offset", naive_as_utc),
    Rule("http_headers", "http_headers_folded", headers_as_text),
)

HINT_RULES: tuple[Rule, ...] = (
    Rule("news_id", "news_id_folded", number_as_text),
    Rule("published_at", "published_at_left_out", number_as_nothing),
    Rule("published_at", "published_at_folded", mail_date),
    Rule("published_at", "published_at_folded", spaced_zone),
    Rule("published_at", "published_at_without_offset", naive_as_nothing),
    Rule("language", "language_folded", hyphened),
    Rule("time_zone", "time_zone_left_out", only_text),
)
