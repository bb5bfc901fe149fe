"""What JSON calls its values, for messages to people who do not write Python."""

from __future__ import annotations


def json_name(value: object) -> str:
    """`null`, `boolean`, `number`, `string`, `array` or `object`."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"
