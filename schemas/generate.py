"""The contracts as documents: JSON Schema (draft 2020-12) of each model, and one AsyncAPI 3.0 document of the topics.

Pure functions from models to text. `copydesk schemas --write` and `--check` put `files()` beside what is checked in.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, cast

from pydantic.json_schema import GenerateJsonSchema

from copydesk.schemas.article import Article
from copydesk.schemas.asyncapi import asyncapi
from copydesk.schemas.base import Contract
from copydesk.schemas.copies import CopyLink, StorySketch
from copydesk.schemas.notices import Duplicate, Reason, Rejection
from copydesk.schemas.parsed import ParsedArticle
from copydesk.schemas.raw import RawDocument

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

_WRAP = re.compile(r"(?<!\n)\n(?![\n-])")
_ONE_BODY = [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("body", "body_b64")]


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
    """A schema with each paragraph of its descriptions on one line, however the source wraps it."""
    match value:
        case {"description": str(words)}:
            return {name: _WRAP.sub(" ", words) if name == "description" else _unwrapped(value[name]) for name in value}
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
    names = {model: name for name, model in CONTRACTS.items()}
    documents = {f"json/{name}.schema.json": json_schema(name) for name in CONTRACTS}
    # JSON, which every reader of YAML 1.2 takes: a YAML writer would be one more dependency of each worker.
    return {path: _text(document) for path, document in {**documents, "asyncapi.yaml": asyncapi(names)}.items()}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
