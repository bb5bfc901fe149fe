"""Messages to read and write back: what the schemas allow, not only what the examples show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.schemas.generate import CONTRACTS, examples, json_schema
from copydesk.schemas.topics import TOPICS

PUBLIC = [name for name, model in CONTRACTS.items() if model in [topic.contract for topic in TOPICS if topic.public]]
"""The contracts that other languages have types of."""
LARGEST = 2**63 - 1
CODES = ("identity_method", "kind", "pubstatus", "reason", "rel", "stage")
"""Fields of messages that hold one of several codes."""
TEXTS = (
    'Über <b>"42"</b> & \u2028 \\ 東京 😀',
    "daily-planet:Ü<42>&\\😀",
    "daily-planet",
    "0123456789abcdef" * 2,
    "pt-BR",
)
"""What is written in several ways in JSON; the first that fits a pattern is taken."""

Message = tuple[str, Any]
"""Contract and message."""


def shown() -> list[Message]:
    """Every example of a public contract."""
    named = [(file.partition(".")[0], message) for file, message in examples().items()]
    return [(contract, message) for contract, message in named if contract in PUBLIC]


def full(contract: str, largest: int = LARGEST) -> Any:
    """A message with every field that there is, at every depth; `largest` stands where a number is not bounded."""
    schema = json_schema(contract)
    message = _Filling(schema.get("$defs", {}), largest).of(schema)
    if contract == "raw-document":
        del message["body_b64"]
    return message


def bare(contract: str, largest: int = LARGEST) -> Any:
    """A message with those fields alone that are never absent, at every depth."""
    schema = json_schema(contract)
    if contract == "raw-document":
        schema["required"] = ["body"]
    return _Filling(schema.get("$defs", {}), largest, bare=True).of(schema)


def from_tomorrow(message: Mapping[str, Any]) -> dict[str, Any]:
    """The message with a field and with codes that nobody knows yet."""
    return {**message, **{field: "tomorrow" for field in CODES if field in message}, "field_of_tomorrow": {"a": 1}}


def without_nulls(value: Any) -> Any:
    """The message with every field that is null left out: absent and null mean the same."""
    match value:
        case dict():
            return {key: without_nulls(each) for key, each in value.items() if each is not None}
        case list():
            return [without_nulls(each) for each in value]
    return value


@dataclass(frozen=True)
class _Filling:
    named: Mapping[str, Any]
    largest: int
    bare: bool = False

    def of(self, schema: Mapping[str, Any]) -> Any:
        """A value that fits."""
        match schema:
            case {"$ref": str(target)}:
                return self.of(self.named[target.removeprefix("#/$defs/")])
            case {"anyOf": [option, *_]}:
                return self.of(option)
            case {"enum": [*codes]}:
                return codes[-1]
            case {"const": code}:
                return code
            case {"properties": properties}:
                wanted = schema.get("required", []) if self.bare else properties
                return {field: self.of(properties[field]) for field in wanted}
            case {"type": "object", "additionalProperties": each}:
                return {"one": self.of(each), "a <b> & 'c'": self.of(each)}
            case {"type": "array", "items": each}:
                return [self.of(each)] * 2
        return self._plain(schema)

    def _plain(self, schema: Mapping[str, Any]) -> Any:
        match schema.get("type"):
            case "string" if "format" in schema:
                return "2026-03-01T12:00:00.123456Z"
            case "string":
                return next(text for text in TEXTS if re.search(schema.get("pattern", ""), text))
            case "integer":
                return schema.get("maximum", self.largest)
            case "number":
                return schema.get("maximum", 1e300) / 3
            case "boolean":
                return True
        return {"deep": [None, 1.5, self.largest, "", {"x": []}]}
