"""Whether a changed JSON Schema breaks those who keep to the old one. The two sides of the desk want opposite things:

- A **publisher** keeps writing by the old schema of an input: the new one must take all that the old one took.
- A **reader** keeps reading by the old schema of an output: the new one must promise all that the old one promised.

New codes in an output are no break: readers are told to accept codes that they do not know. A keyword that this file
does not understand counts as a break when it changes: better a false alarm than a silent one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

Schema = Mapping[str, Any]
Side = Literal["publisher", "reader"]
"""Who must not be broken: `publisher` for an input contract, `reader` for an output."""

UPPER_LIMITS = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties")
LOWER_LIMITS = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties")
SHAPES = ("pattern", "format")
COMPARED = {
    "type",
    "anyOf",
    "enum",
    "const",
    "properties",
    "required",
    "items",
    "additionalProperties",
    *UPPER_LIMITS,
    *LOWER_LIMITS,
    *SHAPES,
}
WORDS = {"$schema", "$id", "$defs", "$ref", "title", "description", "default", "examples", "deprecated"}
"""Keywords that say something to people and nothing about what is valid; `$ref` is followed."""


def breaking_changes(old: Schema, new: Schema, side: Side) -> list[str]:
    """One line for each change that breaks this side, `url: no longer takes null`; empty where there is none."""
    # A number that takes integers too is seen as both types, so one change may show twice.
    return list(dict.fromkeys(_changes("", Node(old, old), Node(new, new), side)))


class Node:
    """One place in a schema, with its document, in which references are resolved."""

    def __init__(self, document: Schema, schema: Schema) -> None:
        self.document = document
        self.schema: Schema = schema
        while "$ref" in self.schema:
            self.schema = {
                **document["$defs"][self.schema["$ref"].removeprefix("#/$defs/")],
                **{key: value for key, value in self.schema.items() if key != "$ref"},
            }

    def child(self, schema: Schema) -> Node:
        """A place below this one."""
        return Node(self.document, schema)

    def by_type(self) -> dict[str, Node]:
        """JSON type -> what is said about values of that type. pydantic writes an optional text as `anyOf` of text and
        null.
        """
        if "anyOf" in self.schema:
            options = [pair for option in self.schema["anyOf"] for pair in self.child(option).by_type().items()]
            if len(options) != len(dict(options)):
                raise NotImplementedError(f"two options of one type cannot be compared yet: {self.schema['anyOf']}")
            return dict(options)
        named = self.schema.get("type", ["object", "array", "string", "number", "boolean", "null"])
        names = [named] if isinstance(named, str) else list(named)
        return dict.fromkeys([*names, *(["integer"] if "number" in names else [])], self)


def _changes(path: str, old: Node, new: Node, side: Side) -> Iterator[str]:
    before, after = old.by_type(), new.by_type()
    place = path or "the document"
    if side == "publisher":
        yield from (f"{place}: no longer takes {name}" for name in before if name not in after)
    else:
        yield from (f"{place}: may now be {name}" for name in after if name not in before)
    for name in before:
        if name in after:
            yield from (
                f"{place}: {change}" for change in _value_changes(before[name].schema, after[name].schema, side)
            )
            yield from _inner_changes(path, before[name], after[name], side)


def _value_changes(old: Schema, new: Schema, side: Side) -> Iterator[str]:
    yield from _limit_changes(old, new, side)
    yield from _shape_changes(old, new, side)
    yield from _code_changes(old, new, side)
    unknown = (set(old) | set(new)) - COMPARED - WORDS
    yield from (f"{key} changed" for key in sorted(unknown) if _wordless(old.get(key)) != _wordless(new.get(key)))


def _wordless(value: Any) -> Any:
    """What a keyword holds, without the words of options: a title of one is no change."""
    options = value if isinstance(value, list) else []
    return [
        {key: option[key] for key in option if key not in ("title", "description")}
        if isinstance(option, Mapping)
        else option
        for option in options
    ] or value


def _limit_changes(old: Schema, new: Schema, side: Side) -> Iterator[str]:
    unlimited = float("inf")
    for key in (*UPPER_LIMITS, *LOWER_LIMITS):
        sign, none = (1, unlimited) if key in UPPER_LIMITS else (-1, -unlimited)
        before, after = old.get(key, none), new.get(key, none)
        tighter = sign * after < sign * before
        if before != after and tighter == (side == "publisher"):
            yield f"{key} {'tightened' if tighter else 'loosened'} from {old.get(key)} to {new.get(key)}"


def _shape_changes(old: Schema, new: Schema, side: Side) -> Iterator[str]:
    for key in SHAPES:
        before, after = old.get(key), new.get(key)
        harmless = before is None if side == "reader" else after is None
        if before != after and not harmless:
            yield f"{key} changed from {before} to {after}"


def _code_changes(old: Schema, new: Schema, side: Side) -> Iterator[str]:
    before, after = _codes(old), _codes(new)
    if side == "reader" or after is None:
        return
    if before is None:
        yield f"takes only {', '.join(after)} now"
    else:
        yield from (f"no longer takes the code {code}" for code in before if code not in after)


def _codes(schema: Schema) -> list[str] | None:
    if "const" in schema:
        return [str(schema["const"])]
    return [str(code) for code in schema["enum"]] if "enum" in schema else None


def _inner_changes(path: str, old: Node, new: Node, side: Side) -> Iterator[str]:
    before, after = old.schema.get("properties", {}), new.schema.get("properties", {})
    for name in before:
        inner = f"{path}.{name}" if path else name
        if name in after:
            yield from _changes(inner, old.child(before[name]), new.child(after[name]), side)
        else:
            yield f"{inner}: removed"
    yield from _required_changes(path, old.schema, new.schema, side)
    for key, suffix in (("items", "[]"), ("additionalProperties", "{}")):
        yield from _rest_changes(f"{path}{suffix}", old, new, key, side)


def _required_changes(path: str, old: Schema, new: Schema, side: Side) -> Iterator[str]:
    before, after = old.get("required", []), new.get("required", [])
    prefix = f"{path}." if path else ""
    if side == "publisher":
        yield from (f"{prefix}{name}: now required" for name in after if name not in before)
    else:
        yield from (
            f"{prefix}{name}: may now be missing"
            for name in before
            if name not in after and name in new.get("properties", {})
        )


def _rest_changes(path: str, old: Node, new: Node, key: str, side: Side) -> Iterator[str]:
    """What is said of an array's items, or of fields without a name: a schema, or True for anything, or False for
    none.
    """
    before, after = old.schema.get(key, True), new.schema.get(key, True)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _changes(path, old.child(before), new.child(after), side)
    elif before != after and _is_narrower(after, before) == (side == "publisher"):
        yield f"{path}: {key} changed from {before} to {after}"


def _is_narrower(one: Schema | bool, other: Schema | bool) -> bool:
    return one is False or other is True
