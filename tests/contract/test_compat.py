"""The check of breaking changes fails for each kind of break, and for nothing else."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from copydesk.schemas.compat import Side, breaking_changes

TEXT: dict[str, Any] = {"type": "string"}
MAYBE = {"anyOf": [{"type": "string"}, {"type": "null"}]}
NUMBER = {"type": "number"}
INTEGER = {"type": "integer"}


def an_object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """A schema of an object with these fields."""
    return {"type": "object", "properties": properties, "required": list(required)}


def codes(*values: str) -> dict[str, Any]:
    """A text that is one of these."""
    return {"type": "string", "enum": list(values)}


BREAKS: list[tuple[str, dict[str, Any], dict[str, Any], dict[Side, str]]] = [
    (
        "a field is removed",
        an_object(a=TEXT, b=TEXT),
        an_object(a=TEXT),
        {"publisher": "b: removed", "reader": "b: removed"},
    ),
    ("a field becomes required", an_object(a=TEXT), an_object(("a",), a=TEXT), {"publisher": "a: now required"}),
    ("a new field is required", an_object(), an_object(("a",), a=TEXT), {"publisher": "a: now required"}),
    ("a field may be missing", an_object(("a",), a=TEXT), an_object(a=TEXT), {"reader": "a: may now be missing"}),
    ("null is no longer taken", an_object(a=MAYBE), an_object(a=TEXT), {"publisher": "a: no longer takes null"}),
    ("null may come", an_object(a=TEXT), an_object(a=MAYBE), {"reader": "a: may now be null"}),
    (
        "another type",
        an_object(a=TEXT),
        an_object(a=INTEGER),
        {"publisher": "a: no longer takes string", "reader": "a: may now be integer"},
    ),
    (
        "fractions are no longer taken",
        an_object(a=NUMBER),
        an_object(a=INTEGER),
        {"publisher": "a: no longer takes number"},
    ),
    ("fractions may come", an_object(a=INTEGER), an_object(a=NUMBER), {"reader": "a: may now be number"}),
    (
        "a code is removed",
        an_object(a=codes("x", "y")),
        an_object(a=codes("x")),
        {"publisher": "a: no longer takes the code y"},
    ),
    ("text becomes a code", an_object(a=TEXT), an_object(a=codes("x")), {"publisher": "a: takes only x now"}),
    (
        "an upper limit falls",
        an_object(a={**TEXT, "maxLength": 9}),
        an_object(a={**TEXT, "maxLength": 8}),
        {"publisher": "a: maxLength tightened from 9 to 8"},
    ),
    (
        "an upper limit appears",
        an_object(a=TEXT),
        an_object(a={**TEXT, "maxLength": 8}),
        {"publisher": "a: maxLength tightened from None to 8"},
    ),
    (
        "an upper limit rises",
        an_object(a={**TEXT, "maxLength": 8}),
        an_object(a={**TEXT, "maxLength": 9}),
        {"reader": "a: maxLength loosened from 8 to 9"},
    ),
    (
        "a lower limit rises",
        an_object(a={**INTEGER, "minimum": 1}),
        an_object(a={**INTEGER, "minimum": 2}),
        {"publisher": "a: minimum tightened from 1 to 2"},
    ),
    (
        "a lower limit goes",
        an_object(a={**INTEGER, "minimum": 1}),
        an_object(a=INTEGER),
        {"reader": "a: minimum loosened from 1 to None"},
    ),
    (
        "a pattern appears",
        an_object(a=TEXT),
        an_object(a={**TEXT, "pattern": "x"}),
        {"publisher": "a: pattern changed from None to x"},
    ),
    (
        "a pattern goes",
        an_object(a={**TEXT, "pattern": "x"}),
        an_object(a=TEXT),
        {"reader": "a: pattern changed from x to None"},
    ),
    (
        "a format changes",
        an_object(a={**TEXT, "format": "date"}),
        an_object(a={**TEXT, "format": "date-time"}),
        {"publisher": "a: format changed from date to date-time", "reader": "a: format changed from date to date-time"},
    ),
    (
        "items change",
        an_object(a={"type": "array", "items": TEXT}),
        an_object(a={"type": "array", "items": INTEGER}),
        {"publisher": "a[]: no longer takes string", "reader": "a[]: may now be integer"},
    ),
    (
        "values of a mapping change",
        an_object(a={"type": "object", "additionalProperties": TEXT}),
        an_object(a={"type": "object", "additionalProperties": MAYBE}),
        {"reader": "a{}: may now be null"},
    ),
    (
        "unknown fields are refused",
        {**an_object(), "additionalProperties": True},
        {**an_object(), "additionalProperties": False},
        {"publisher": "{}: additionalProperties changed from True to False"},
    ),
    (
        "a rule that is not understood",
        {**an_object(), "oneOf": [{"required": ["a"]}]},
        an_object(),
        {"publisher": "the document: oneOf changed", "reader": "the document: oneOf changed"},
    ),
    (
        "an option of a rule that is not understood",
        {**an_object(), "oneOf": [{"title": "A", "$ref": "#/$defs/A"}]},
        {**an_object(), "oneOf": [{"title": "A", "$ref": "#/$defs/B"}]},
        {"publisher": "the document: oneOf changed", "reader": "the document: oneOf changed"},
    ),
]

HARMLESS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("nothing changes", an_object(("a",), a=TEXT), an_object(("a",), a=TEXT)),
    ("a new optional field", an_object(), an_object(a=MAYBE)),
    ("other words", an_object(a={**TEXT, "description": "One."}), an_object(a={**TEXT, "description": "Two."})),
    (
        "an option gets a title",
        {**an_object(), "oneOf": [{"required": ["a"]}]},
        {**an_object(), "oneOf": [{"required": ["a"], "title": "WithA"}]},
    ),
    (
        "a part gets a name",
        an_object(a=an_object(b=TEXT)),
        {**an_object(a={"$ref": "#/$defs/A"}), "$defs": {"A": an_object(b=TEXT)}},
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in BREAKS], ids=[case[0] for case in BREAKS])
@pytest.mark.parametrize("side", ["publisher", "reader"])
def test_each_break_is_found_on_the_side_that_it_breaks(
    old: dict[str, Any], new: dict[str, Any], expected: dict[Side, str], side: Side
) -> None:
    """A change is named for those whom it breaks, and is silent for the others."""
    assert breaking_changes(old, new, side) == ([expected[side]] if side in expected else [])


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in HARMLESS], ids=[case[0] for case in HARMLESS])
@pytest.mark.parametrize("side", ["publisher", "reader"])
def test_what_breaks_nobody_is_silent(old: dict[str, Any], new: dict[str, Any], side: Side) -> None:
    """Additions and words break nobody."""
    assert breaking_changes(old, new, side) == []


def test_a_reader_is_not_broken_by_a_new_code() -> None:
    """A new reason or kind is no break for readers: they accept codes that they do not know."""
    assert breaking_changes(an_object(a=codes("x")), an_object(a=codes("x", "y")), "reader") == []


def test_a_break_inside_a_named_part_is_found() -> None:
    """References are followed, and the path says where the break is."""
    old: dict[str, Any] = {**an_object(a={"$ref": "#/$defs/A"}), "$defs": {"A": an_object(b=TEXT)}}
    new = deepcopy(old)
    new["$defs"]["A"]["properties"]["b"] = INTEGER
    assert breaking_changes(old, new, "publisher") == ["a.b: no longer takes string"]
