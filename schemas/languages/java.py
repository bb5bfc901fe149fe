"""Java: a record for each message that is read, a class with public fields for each that is written, with Jackson's
annotations; constants for each list of codes. A file each, as Java wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from copydesk.schemas.languages.shapes import Codes, Field, ListOf, MapOf, Named, Plain, Shape, Slot, Struct
from copydesk.schemas.languages.words import GENERATED, camel, wrapped

PLAIN: Mapping[Plain, str] = {
    "text": "String",
    "integer": "Long",
    "number": "Double",
    "flag": "Boolean",
    "anything": "JsonNode",
}
"""Boxed, so that what is absent is null, and never 0 or false."""
IMPORTS = {
    "JsonIgnoreProperties": "com.fasterxml.jackson.annotation",
    "JsonInclude": "com.fasterxml.jackson.annotation",
    "JsonProperty": "com.fasterxml.jackson.annotation",
    "JsonNode": "com.fasterxml.jackson.databind",
    "List": "java.util",
    "Map": "java.util",
}
KEYWORDS = {"abstract", "class", "default", "final", "package", "private", "public", "record", "static"}
"""Of the words that Java keeps for itself those that a field may well be named."""


def java(shapes: Iterable[Shape]) -> dict[str, str]:
    """Path -> text of the package `copydesk`."""
    return {f"copydesk/{shape.name}.java": _file(_body(shape)) for shape in shapes}


def _file(body: str) -> str:
    used = [f"import {package}.{name};\n" for name, package in IMPORTS.items() if re.search(rf"\b{name}\b", body)]
    return f"// {GENERATED}\npackage copydesk;\n\n{''.join(used)}{chr(10) if used else ''}{body}"


def _body(shape: Shape) -> str:
    match shape:
        case Codes():
            return _codes(shape)
        case Struct(published=True):
            return _class(shape)
    return _record(shape)


def _codes(codes: Codes) -> str:
    constants = "".join(
        f'    public static final String {re.sub("-", "_", value).upper()} = "{value}";\n' for value in codes.values
    )
    return (
        f"{_words(codes.words)}public final class {codes.name} {{\n{constants}\n    private {codes.name}() {{}}\n}}\n"
    )


def _record(struct: Struct) -> str:
    told = [struct.words, "", *(f"@param {_name(field.name)} {field.words}" for field in struct.fields if field.words)]
    words = _words("\n".join(told).strip())
    components = ",\n".join(f"        {_component(field)}" for field in struct.fields)
    return f"{words}@JsonIgnoreProperties(ignoreUnknown = true)\npublic record {struct.name}(\n{components}) {{}}\n"


def _component(field: Field) -> str:
    named = f'@JsonProperty(value = "{field.name}", required = true)' if field.required else _annotation(field)
    # Written back as the desk writes it: null where null may stand.
    left_out = not (field.required or field.slot.nullable)
    included = "@JsonInclude(JsonInclude.Include.NON_NULL) " if left_out else ""
    return f"{included}{named} {_type(field.slot)} {_name(field.name)}"


def _class(struct: Struct) -> str:
    fields = "\n".join(
        f"{_words(field.words, '    ')}    {_annotation(field)}\n    public {_type(field.slot)} {_name(field.name)};\n"
        for field in struct.fields
    )
    return (
        f"{_words(struct.words)}@JsonIgnoreProperties(ignoreUnknown = true)\n@JsonInclude(JsonInclude.Include.NON_NULL)\n"
        f"public class {struct.name} {{\n{fields}}}\n"
    )


def _annotation(field: Field) -> str:
    return f'@JsonProperty("{field.name}")'


def _name(field: str) -> str:
    name = camel(field)
    return f"{name}_" if name in KEYWORDS else name


def _type(slot: Slot) -> str:
    match slot.type:
        case Named(_, codes=True):
            return "String"
        case Named(name):
            return name
        case ListOf(item):
            return f"List<{_type(item)}>"
        case MapOf(item):
            return f"Map<String, {_type(item)}>"
        case plain:
            return PLAIN[plain]


def _words(words: str, indent: str = "") -> str:
    told = "".join(
        f"{{@code {part}}}" if number % 2 else _html(part)
        for number, part in enumerate(words.replace("*/", "* /").split("`"))
    )
    lines = "".join(f"{indent} * {line}".rstrip() + "\n" for line in wrapped(told))
    return f"{indent}/**\n{lines}{indent} */\n" if lines else ""


def _html(text: str) -> str:
    """Javadoc's: what is no mark-up is escaped, paragraphs and points of a list get theirs."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"\n- ", "\n<br>- ", re.sub(r"\n\n(?=[^-@])", "\n\n<p>", safe))
