"""Shapes for other languages: what cannot be told is an error, and names are those that a language can have."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.schemas.languages.go import go
from copydesk.schemas.languages.java import java
from copydesk.schemas.languages.shapes import Codes, Struct, shapes
from copydesk.schemas.languages.typescript import typescript
from copydesk.schemas.named_parts import named_parts


def a_schema(title: str = "Thing", **properties: Any) -> dict[str, Any]:
    """The schema of an object."""
    return {"$id": f"urn:{title}", "title": title, "type": "object", "properties": properties, "required": []}


def told(**properties: Any) -> list[Struct | Codes]:
    """The shapes of one schema."""
    return shapes({"thing": a_schema(**properties)})


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["string", "integer"]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"type": "object"},
        {"not": {"type": "string"}},
    ],
)
def test_what_has_no_shape_is_an_error(schema: dict[str, Any]) -> None:
    """A field of a kind that nobody has thought of is not told as something else."""
    with pytest.raises(ValueError, match="has no shape"):
        told(odd=schema)


def test_two_parts_of_one_name_are_an_error() -> None:
    """One of them would be lost; the same part in two schemas is one."""
    one, other = a_schema(), a_schema(a={"type": "string"})
    assert list(named_parts([one, one])) == ["Thing"]
    with pytest.raises(ValueError, match="named Thing"):
        named_parts([one, other])


def test_codes_are_named_after_their_field() -> None:
    """Of a list, each of its codes; the words go with the codes, and an absent field says what it means."""
    codes = {"type": "string", "enum": ["a", "b-c"], "description": "Which.", "default": "a"}
    [thing, kind, signal] = told(kind=codes, signals={"type": "array", "items": {"type": "string", "enum": ["x"]}})
    assert isinstance(thing, Struct)
    assert isinstance(kind, Codes)
    assert (kind.name, kind.values, signal.name) == ("ThingKind", ("a", "b-c"), "ThingSignal")
    assert kind.words.startswith("Which. Absent: `a`. Others may come")
    assert 'ThingKindBC ThingKind = "b-c"' in go([kind])["copydesk.go"]
    assert 'B_C = "b-c"' in java([kind])["copydesk/ThingKind.java"]


def test_words_stay_comments() -> None:
    """Whatever a description says, it ends no comment and is no mark-up."""
    words = "Ends */ here; `<b>` & <i>.\n\nAnd `more`."
    told_things = shapes({"thing": {**a_schema(a={"type": "string", "description": words}), "description": words}})
    [text] = java(told_things).values()
    assert text.count("*/") == 1
    assert "{@code <b>} &amp; &lt;i>." in text
    assert typescript(told_things, [])["copydesk.ts"].count("*/") == 3  # of JsonValue, the record and the field
    assert "\t// And `more`.\n" in go(told_things)["copydesk.go"]


def test_names_are_no_words_of_the_language() -> None:
    """Java keeps some words for itself; Go writes initials in capitals."""
    told_things = told(abstract={"type": "string"}, news_id={"type": "string"}, http_status={"type": "integer"})
    assert '@JsonProperty("abstract") String abstract_' in java(told_things)["copydesk/Thing.java"].replace(
        "@JsonInclude(JsonInclude.Include.NON_NULL) ", ""
    )
    assert "\tNewsID *string" in go(told_things)["copydesk.go"]
    assert "\tHTTPStatus *int64" in go(told_things)["copydesk.go"]
