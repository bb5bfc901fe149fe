"""A JSON Schema of draft 2020-12 told again in draft-07, for validators that know no later one. Both take the same values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DIALECT = "http://json-schema.org/draft-07/schema#"

SAME = {
    *("title", "description", "default", "examples"),
    *("type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum"),
    *("exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "uniqueItems", "required"),
}
"""Keywords with a value that is no schema, and one meaning in both drafts."""


def draft07(document: Mapping[str, Any]) -> dict[str, Any]:
    """The schema, with `:draft-07` behind its `$id`, so that both can be in one registry.

    ValueError for a keyword that has no translation here: nothing is lost silently.
    """
    known = {"$schema": DIALECT, "$id": f"{document['$id']}:draft-07"}
    return {**known, **_schema({key: value for key, value in document.items() if key not in known})}


def _schema(value: Any) -> Any:
    """One schema; `true` and `false` are schemas too."""
    if isinstance(value, bool):
        return value
    told = _nullable(dict(_keyword(key, each) for key, each in value.items()))
    if "$ref" in told and len(told) > 1:
        # Draft-07 overlooks what stands beside a $ref.
        target = {"$ref": told.pop("$ref")}
        return {"allOf": [target, *told.pop("allOf", [])], **told}
    return told


def _nullable(told: dict[str, Any]) -> dict[str, Any]:
    """A choice between a plain type and null as a list of types, which generators of code read more often than a choice."""
    match told.get("anyOf"):
        case [{"type": str(name)} as option, {"type": "null"}] if not option.keys() & {"enum", "const", *told}:
            return {**option, "type": [name, "null"], **{key: told[key] for key in told if key != "anyOf"}}
    return told


def _keyword(key: str, value: Any) -> tuple[str, Any]:
    match key:
        case "$ref" if value.startswith("#/$defs/"):
            return key, f"#/definitions/{value.removeprefix('#/$defs/')}"
        case "$defs":
            return "definitions", {name: _schema(each) for name, each in value.items()}
        case "properties":
            return key, {name: _schema(each) for name, each in value.items()}
        case "anyOf" | "oneOf" | "allOf":
            return key, [_schema(each) for each in value]
        case "items" | "additionalProperties" | "propertyNames" | "not":
            return key, _schema(value)
        case _ if key in SAME:
            return key, value
    raise ValueError(f"{key}: {value} has no translation to draft-07 yet")
