"""TypeScript: an interface for each record, a union for each list of codes, and a guard for each contract."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from copydesk.schemas.languages.shapes import Codes, Field, ListOf, MapOf, Named, Plain, Shape, Slot, Struct
from copydesk.schemas.languages.words import GENERATED, wrapped

PLAIN: Mapping[Plain, str] = {
    "text": "string",
    "integer": "number",
    "number": "number",
    "flag": "boolean",
    "anything": "JsonValue",
}
HEAD = f"""// {GENERATED}

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | {{ [name: string]: JsonValue }};

function isObject(value: unknown): value is Record<string, unknown> {{
  return typeof value === "object" && value !== null && !Array.isArray(value);
}}
"""


def typescript(shapes: Iterable[Shape], contracts: Collection[str]) -> dict[str, str]:
    """Path -> text of a module; `contracts` are the names of those records that are messages, which get guards."""
    parts = [HEAD]
    for shape in shapes:
        parts.append(_codes(shape) if isinstance(shape, Codes) else _struct(shape))
        if isinstance(shape, Struct) and shape.name in contracts:
            parts.append(_guard(shape))
    return {"copydesk.ts": "\n".join(parts)}


def _codes(codes: Codes) -> str:
    values = " | ".join(f'"{value}"' for value in codes.values)
    # With `string` alone an editor would offer no code; the empty intersection keeps both.
    return f"{_words(codes.words)}export type {codes.name} = {values} | (string & {{}});\n"


def _struct(struct: Struct) -> str:
    name = f"{struct.name}Fields" if struct.one_of else struct.name
    fields = "".join(_field(field) for field in struct.fields)
    text = f"{_words(struct.words)}export interface {name} {{\n{fields}}}\n"
    if not struct.one_of:
        return text
    options = "".join(f"\n  | {{ {_option(struct, given)} }}" for given in struct.one_of)
    return f"{text}\n{_words(struct.words)}export type {struct.name} = {name} & ({options}\n);\n"


def _option(struct: Struct, given: str) -> str:
    fields = {field.name: field for field in struct.fields}
    others = [f"{name}?: null" for name in struct.one_of if name != given]
    return "; ".join([f"{given}: {_type(Slot(fields[given].slot.type))}", *others])


def _field(field: Field) -> str:
    optional = "" if field.required else "?"
    return f"{_words(field.words, '  ')}  {field.name}{optional}: {_type(field.slot)};\n"


def _type(slot: Slot) -> str:
    match slot.type:
        case Named(name):
            told = name
        case ListOf(item):
            told = f"Array<{_type(item)}>"
        case MapOf(item):
            told = f"{{ [name: string]: {_type(item)} }}"
        case plain:
            return PLAIN[plain] + (" | null" if slot.nullable and plain != "anything" else "")
    return told + (" | null" if slot.nullable else "")


def _guard(struct: Struct) -> str:
    tests = [_test(field) for field in struct.fields if field.required]
    tests += [f"({' || '.join(_only(name, struct.one_of) for name in struct.one_of)})"] if struct.one_of else []
    lines = "".join(f" &&\n    {test}" for test in tests)
    what = "exactly one body" if struct.one_of else "every field that is never absent"
    return (
        f"{_words(f'Whether a value is an object with {what}, of the right type; fields that may be absent are not looked at.')}"
        f"export function is{struct.name}(value: unknown): value is {struct.name} {{\n"
        f"  return (\n    isObject(value){lines}\n  );\n}}\n"
    )


def _test(field: Field) -> str:
    place = f"value.{field.name}"
    match field.slot.type:
        case Named(_, codes=True):
            return f'typeof {place} === "string"'
        case Named() | MapOf():
            return f"isObject({place})"
        case ListOf():
            return f"Array.isArray({place})"
        case plain:
            return f'typeof {place} === "{PLAIN[plain]}"'


def _only(given: str, names: Iterable[str]) -> str:
    others = "".join(f" && value.{name} == null" for name in names if name != given)
    return f'(typeof value.{given} === "string"{others})'


def _words(words: str, indent: str = "") -> str:
    lines = wrapped(words.replace("*/", "* /"))
    match lines:
        case []:
            return ""
        case [line]:
            return f"{indent}/** {line} */\n"
    return f"{indent}/**\n" + "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines) + f"{indent} */\n"
