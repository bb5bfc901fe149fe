"""Go: a struct for each record, a string type with constants for each list of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from copydesk.schemas.languages.shapes import Codes, Field, ListOf, MapOf, Named, Plain, Shape, Slot, Struct
from copydesk.schemas.languages.words import GENERATED, wrapped
from copydesk.schemas.named_parts import pascal

PLAIN: Mapping[Plain, str] = {
    "text": "string",
    "integer": "int64",
    "number": "float64",
    "flag": "bool",
    "anything": "json.RawMessage",
}
INITIALISMS = ("guid", "http", "id", "uri", "url")
"""Words that Go writes in capitals."""
HEAD = f"""// {GENERATED}

// Package copydesk has the messages of Copydesk's topics, as encoding/json reads and writes them. A field that may
// be absent or null is a pointer, or a slice or map that is nil. Needs Go 1.24 or newer, for omitzero.
package copydesk

import "encoding/json"

// Or is what a pointer leads to, and other for nil: Or(article.Pubstatus, ArticlePubstatusUsable).
func Or[T any](pointer *T, other T) T {{
	if pointer == nil {{
		return other
	}}
	return *pointer
}}
"""


def go(shapes: Iterable[Shape]) -> dict[str, str]:
    """Path -> text of a package of one file, as gofmt has it."""
    parts = [_codes(shape) if isinstance(shape, Codes) else _struct(shape) for shape in shapes]
    return {"copydesk.go": "\n".join([HEAD, *parts])}


def _codes(codes: Codes) -> str:
    names = {codes.name + pascal(value): value for value in codes.values}
    width = max(map(len, names))
    constants = "".join(f'\t{name:{width}} {codes.name} = "{value}"\n' for name, value in names.items())
    return f"{_words(f'{codes.name}: {codes.words}')}type {codes.name} string\n\nconst (\n{constants})\n"


def _struct(struct: Struct) -> str:
    fields = "\n".join(_field(field, struct) for field in struct.fields)
    return f"{_words(f'{struct.name}: {struct.words}')}type {struct.name} struct {{\n{fields}}}\n"


def _field(field: Field, struct: Struct) -> str:
    optional = not field.required
    # What we only read is written back as the desk writes it: null where null may stand.
    left_out = optional and (struct.published or not field.slot.nullable)
    tag = f'`json:"{field.name}{",omitzero" if left_out else ""}"`'
    words = _words(field.words, indent="\t")
    return f"{words}\t{_name(field.name)} {_type(field.slot, optional=optional)} {tag}\n"


def _name(field: str) -> str:
    return "".join(word.upper() if word in INITIALISMS else word.capitalize() for word in field.split("_"))


def _type(slot: Slot, *, optional: bool) -> str:
    match slot.type:
        case ListOf(item):
            return f"[]{_type(item, optional=False)}"
        case MapOf(item):
            return f"map[string]{_type(item, optional=False)}"
        case "anything":
            return PLAIN["anything"]
        case Named(name):
            told = name
        case plain:
            told = PLAIN[plain]
    return f"*{told}" if optional or slot.nullable else told


def _words(words: str, indent: str = "") -> str:
    return "".join(f"{indent}// {line}".rstrip() + "\n" for line in wrapped(words))
