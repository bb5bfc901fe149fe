"""The contracts taken apart into parts that each have a name: generators of code number the parts that have none. In
draft-07, of which AsyncAPI's own schemas are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from copydesk.schemas.draft07 import draft07

PLACE = "#/components/schemas/"
"""Where references lead to."""


def named_parts(schemas: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Name -> schema, of each contract, of what it is made of, of each field that holds codes (`ArticlePubstatus`), and of
    each alternative that has a title. ValueError where two parts that differ have one name.
    """
    parts: dict[str, Any] = {}
    for schema in schemas:
        whole = {key: value for key, value in draft07(schema).items() if key not in ("$schema", "$id")}
        for name, part in {**whole.pop("definitions", {}), whole["title"]: whole}.items():
            _add(parts, name, _apart(part, name, parts))
    return dict(sorted(parts.items()))


def pascal(name: str) -> str:
    """`published_at` as `PublishedAt`, `round-up` as `RoundUp`."""
    return "".join(word.capitalize() for word in re.split("[-_]", name))


def _add(parts: dict[str, Any], name: str, part: Any) -> dict[str, str]:
    """A reference to the part, which is among `parts` now."""
    if parts.setdefault(name, part) != part:
        raise ValueError(f"two parts that differ are named {name}")
    return {"$ref": PLACE + name}


def _apart(value: Any, name: str, parts: dict[str, Any]) -> Any:
    """A schema, with references to what of it became a part of its own; `name` is what a part here would be named."""
    if not isinstance(value, dict):
        return value
    match value:
        case {"allOf": [{"$ref": _} as target], **words} if not {*words} - {"description", "default"}:
            # What only says something may stand beside a reference; a choice of one would be a part without a name.
            value = {**target, **words}
    return {key: _keyword(key, each, name, parts) for key, each in value.items()}


def _keyword(key: str, value: Any, name: str, parts: dict[str, Any]) -> Any:
    match key:
        case "$ref":
            return PLACE + value.removeprefix("#/definitions/")
        case "properties":
            return {field: _child(each, name + pascal(field), parts) for field, each in value.items()}
        case "items" | "additionalProperties":
            return _child(value, name.removesuffix("s"), parts)
        case "anyOf" | "oneOf" | "allOf":
            return [_child(each, each.get("title", name), parts) for each in value]
    return value


def _child(value: Any, name: str, parts: dict[str, Any]) -> Any:
    apart = _apart(value, name, parts)
    has_name = isinstance(apart, dict) and ("enum" in apart or ("title" in apart and apart["title"] == name))
    return _add(parts, name, apart) if has_name else apart
