"""The contracts as the shapes that a typed language has: records with fields, lists of codes, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from copydesk.schemas.named_parts import PLACE, named_parts

Plain = Literal["text", "integer", "number", "flag", "anything"]
"""`integer`: of 64 bits. `anything`: any JSON value, null too."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record or a list of codes, by its name."""

    name: str
    codes: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """An array."""

    item: Slot


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object with any names, one type of value."""

    item: Slot


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand in a place."""

    type: Plain | Named | ListOf | MapOf
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record. One that is not required may be absent."""

    name: str
    slot: Slot
    required: bool
    words: str
    """What it is: Markdown, of several lines or none."""


@dataclass(frozen=True, slots=True)
class Struct:
    """A record."""

    name: str
    words: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()
    """Fields of which exactly one is given; empty where there is no such rule."""
    published: bool = False
    """Programs of others write it; what they leave out must be left out in JSON too. All others they only read."""


@dataclass(frozen=True, slots=True)
class Codes:
    """A text that is one of these, or, in a later release, another."""

    name: str
    words: str
    values: tuple[str, ...]


Shape = Struct | Codes

OTHERS = "Others may come: let a code that you do not know pass."


def shapes(schemas: Mapping[str, Mapping[str, Any]]) -> list[Shape]:
    """Of JSON Schemas by the names of their contracts, in order of name; ValueError for a schema that has no shape here."""
    published = named_parts(schema for name, schema in schemas.items() if name == "raw-document")
    read = named_parts(schema for name, schema in schemas.items() if name != "raw-document")
    parts = [*_shapes(published, published=True), *_shapes(read, published=False)]
    return sorted(parts, key=lambda shape: shape.name)


def _shapes(parts: Mapping[str, Any], *, published: bool) -> Iterator[Shape]:
    options = {_name(option) for part in parts.values() for option in part.get("oneOf", [])}
    for name, part in parts.items():
        if name in options or not part:
            continue  # an option is told by `one_of`; a part that says nothing is anything
        if "enum" in part:
            words = [part.get("description", ""), _default(part), OTHERS]
            yield Codes(name, _told(words), tuple(part["enum"]))
        elif part.get("type") == "object":
            yield _struct(name, part, parts, published=published)
        else:
            raise ValueError(f"{name} has no shape in other languages yet")


def _struct(name: str, part: Mapping[str, Any], parts: Mapping[str, Any], *, published: bool) -> Struct:
    required = part.get("required", [])
    fields = tuple(
        Field(field, _slot(schema, parts), field in required, _field_words(schema, published=published))
        for field, schema in part["properties"].items()
    )
    one_of = tuple(parts[_name(option)]["required"][0] for option in part.get("oneOf", []))
    return Struct(name, part.get("description", ""), fields, one_of, published)


def _slot(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Slot:
    match schema:
        case {"$ref": _}:
            name = _name(schema)
            return Slot(Named(name, "enum" in parts[name])) if parts[name] else Slot("anything", nullable=True)
        case {"anyOf": [inner, {"type": "null"}]}:
            return Slot(_slot(inner, parts).type, nullable=True)
        case {"type": [str(name), "null"]}:
            return Slot(_slot({**schema, "type": name}, parts).type, nullable=True)
        case {"type": "array"}:
            return Slot(ListOf(_slot(schema["items"], parts)))
        case {"type": "object", "additionalProperties": Mapping() as values}:
            return Slot(MapOf(_slot(values, parts)))
        case {"type": "string" | "integer" | "number" | "boolean" as name}:
            return Slot(PLAIN[name])
    raise ValueError(f"{schema} has no shape in other languages yet")


PLAIN: Mapping[str, Plain] = {"string": "text", "integer": "integer", "number": "number", "boolean": "flag"}


def _name(schema: Mapping[str, Any]) -> str:
    """Whom a reference names."""
    reference: str = schema["$ref"]
    return reference.removeprefix(PLACE)


def _field_words(schema: Mapping[str, Any], *, published: bool) -> str:
    time = "RFC 3339, with an offset." if published else "RFC 3339, in UTC."
    return _told(
        [
            schema.get("description", ""),
            f"`{schema['const']}`. {OTHERS}" if "const" in schema else "",
            time if schema.get("format") == "date-time" else "",
            _default(schema),
        ]
    )


def _default(schema: Mapping[str, Any]) -> str:
    """What an absent field means, where that is more than nothing."""
    default = schema.get("default")
    return f"Absent: `{default}`." if isinstance(default, str | int | float) and default is not False else ""


def _told(words: list[str]) -> str:
    return " ".join(each for each in words if each)
