"""The gateway's description, and whether an answer is as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

FILE = Path(__file__).parents[2] / "schemas" / "gateway.openapi.yaml"
DESCRIPTION: dict[str, Any] = yaml.safe_load(FILE.read_text())


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """What a reference within the file leads to."""
    found = DESCRIPTION
    for name in part["$ref"].removeprefix("#/").split("/") if "$ref" in part else ():
        found = found[name]
    return found if "$ref" in part else part


def require_described(path: str, method: str, status: int, told: Any, headers: Any) -> None:
    """AssertionError for an answer in JSON that the description does not have."""
    response = resolved(DESCRIPTION["paths"][path][method]["responses"][str(status)])
    for name in response.get("headers", {}):
        assert name in headers, (status, name)
    schema = {**response["content"]["application/json"]["schema"], "components": DESCRIPTION["components"]}
    Draft202012Validator(schema).validate(told)
