"""Two versions of a story side by side, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from copydesk.schemas.article import Article
from copydesk.service.core.desk.dedupe import COMPARED
from copydesk.service.difference.paragraphs import Row, paragraphs_of, rows_of
from copydesk.service.difference.words import Part, parts_of

TEXTS = ("headline", "abstract", "editorial_note", "usage_terms")
"""Shown word by word; other fields value by value, and the body by paragraphs."""


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A text on one line."""

    field: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ValueDifference:
    """A value or a list of values, as a person reads them."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]
    """Both empty where a list is in another order."""


@dataclass(frozen=True, slots=True)
class BodyDifference:
    """The body."""

    field: str
    rows: tuple[Row, ...]


Difference = TextDifference | ValueDifference | BodyDifference


def differences(old: Article, new: Article) -> list[Difference]:
    """What differs of the fields that `changed_fields` can name; the body last, since it is the longest."""
    before, after = told_by(old), told_by(new)
    changed = [name for name in COMPARED if before[name] != after[name]]
    return [
        _difference(name, before[name], after[name]) for name in sorted(changed, key=lambda name: name == "body_text")
    ]


def told_by(article: Article) -> dict[str, Any]:
    """The compared fields as JSON has them, without the place of a dateline, which the desk adds."""
    fields = article.model_dump(mode="json", include={*COMPARED})
    return {**fields, "dateline": _without_geo(fields["dateline"])}


def _without_geo(dateline: dict[str, Any] | None) -> dict[str, Any] | None:
    return dateline and {name: value for name, value in dateline.items() if name != "geo"}


def _difference(name: str, before: Any, after: Any) -> Difference:
    if name == "body_text":
        return BodyDifference(name, tuple(rows_of(paragraphs_of(before), paragraphs_of(after))))
    if name in TEXTS:
        return TextDifference(name, parts_of(before or "", after or ""))
    old, new = [*_values(before)], [*_values(after)]
    return ValueDifference(name, tuple(_less(old, new)), tuple(_less(new, old)))


def _values(value: Any) -> Iterator[str]:
    """`["a", {"name": "B", "url": null}]` is `a`, `B`."""
    match value:
        case None:
            return
        case list():
            for part in value:
                yield from _values(part)
        case dict():
            yield ", ".join(str(part) for part in value.values() if part is not None)
        case _:
            yield str(value)


def _less(values: list[str], others: list[str]) -> Iterator[str]:
    """The values without the others, in order."""
    left = Counter(others)
    for value in values:
        if left[value]:
            left[value] -= 1
        else:
            yield value
