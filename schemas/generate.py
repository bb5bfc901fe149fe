"""The contracts as documents: JSON Schema (draft 2020-12, and a copy in draft-07) of each model, and one AsyncAPI 3.0
document of the topics.

Pure functions from models to text. `copydesk schemas --write` and `--check` put `files()` beside what is checked in.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final, cast

from pydantic.json_schema import GenerateJsonSchema

from copydesk.schemas.article import Article
from copydesk.schemas.asyncapi import asyncapi
from copydesk.schemas.base import Contract
from copydesk.schemas.copies import CopyLink, StorySketch
from copydesk.schemas.draft07 import draft07
from copydesk.schemas.languages.go import go
from copydesk.schemas.languages.java import java
from copydesk.schemas.languages.shapes import shapes
from copydesk.schemas.languages.typescript import typescript
from copydesk.schemas.notices import Duplicate, Reason, Rejection
from copydesk.schemas.parsed import ParsedArticle
from copydesk.schemas.raw import RawDocument
from copydesk.schemas.topics import TOPICS

CONTRACTS: Final[dict[str, type[Contract]]] = {
    "raw-document": RawDocument,
    "parsed-article": ParsedArticle,
    "article": Article,
    "duplicate": Duplicate,
    "rejection": Rejection,
    "story-sketch": StorySketch,
    "copy-link": CopyLink,
}
"""File name -> model: every message of the service."""

EXAMPLES = Path(__file__).with_name("examples")

_WRAP = re.compile(r"(?<!\n)\n(?![\n-])")
_ONE_BODY = [
    {"title": title, "required": [name], "properties": {name: {"type": "string"}}}
    for title, name in (("DocumentAsText", "body"), ("DocumentAsBytes", "body_b64"))
]


class _Plain(GenerateJsonSchema):
    """Without what says nothing: a title for each field that repeats its name, and the guard that every string has."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def str_schema(self, schema: Any) -> dict[str, Any]:
        described = super().str_schema(schema)
        if described.get("maxLength") == Contract.model_config["str_max_length"]:
            del described["maxLength"]
        return described


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one contract: what is accepted for the raw document, what is written for the others."""
    model = CONTRACTS[name]
    schema = model.model_json_schema(
        mode="validation" if model is RawDocument else "serialization", schema_generator=_Plain
    )
    if model is RawDocument:
        # The model takes both and neither, so that each becomes a rejection with a reason of its own.
        schema["oneOf"] = _ONE_BODY
    if model is Rejection:
        schema["$defs"]["Reason"]["description"] = _reasons()
    document = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:copydesk:schema:{name}", **schema}
    return cast(dict[str, Any], _unwrapped(document))


def _unwrapped(value: Any) -> Any:
    """A schema with each paragraph of its descriptions on one line, however the source wraps it, and JSON's word for
    Python's None.
    """
    match value:
        case {"description": str(words)}:
            told = re.sub(r"\bNone\b", "null", _WRAP.sub(" ", words))
            return {name: told if name == "description" else _unwrapped(value[name]) for name in value}
        case dict():
            return {name: _unwrapped(each) for name, each in value.items()}
        case list():
            return [_unwrapped(each) for each in value]
    return value


def _reasons() -> str:
    return "\n".join(
        [(Reason.__doc__ or "").strip(), "", *(f"- `{reason}`: {reason.meaning} {reason.remedy}" for reason in Reason)]
    )


def files() -> dict[str, str]:
    """Every generated file: its path under `schemas/` -> its text."""
    schemas = {name: json_schema(name) for name in CONTRACTS}
    documents = {f"json/{name}.schema.json": schema for name, schema in schemas.items()}
    documents |= {f"json/draft-07/{name}.schema.json": draft07(schema) for name, schema in schemas.items()}
    # JSON, which every reader of YAML 1.2 takes: a YAML writer would be one more dependency of each worker.
    documents["asyncapi.yaml"] = asyncapi(schemas, examples())
    return {path: _text(document) for path, document in documents.items()}


def clients() -> dict[str, str]:
    """The types of other languages: path under `clients/` -> text. Internal topics, which promise nothing, have none."""
    public = [topic.contract for topic in TOPICS if topic.public]
    schemas = {name: json_schema(name) for name, model in CONTRACTS.items() if model in public}
    told = shapes(schemas)
    folders = {
        "typescript": typescript(told, [schema["title"] for schema in schemas.values()]),
        "java": java(told),
        "go": go(told),
    }
    return {f"{folder}/{path}": text for folder, files in folders.items() for path, text in files.items()}


def examples() -> dict[str, dict[str, Any]]:
    """Messages of each contract, read from `examples/` beside this file: `article.new-en` -> its value."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*.json"))}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
