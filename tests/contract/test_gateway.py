"""schemas/gateway.openapi.yaml has what the gateway has: its routes, its query, its references, its version."""

from __future__ import annotations

import asyncio
import re

import pytest
from jsonschema import ValidationError

from copydesk.publisher import Publisher
from copydesk.schemas.asyncapi import VERSION
from copydesk.schemas.raw import Hints
from copydesk.service.shell.gateway.app import Gateway
from copydesk.service.shell.gateway.bodies import LINES, MOST_DOCUMENTS, QUERY
from tests.contract.openapi import DESCRIPTION, FILE, require_described, resolved


def test_its_routes() -> None:
    """Each, by its method, and no other."""

    async def routes() -> set[tuple[str, str]]:
        app = Gateway(Publisher("localhost:9092"), None).app()
        return {
            (route.method.lower(), str(route.resource.canonical)) for route in app.router.routes() if route.resource
        }

    described = {(method, path) for path, methods in DESCRIPTION["paths"].items() for method in methods}
    assert {each for each in asyncio.run(routes()) if each[0] != "head"} == described


def test_what_a_page_may_say_in_its_query() -> None:
    """All that the gateway takes there."""
    parameters = [resolved(each) for each in DESCRIPTION["paths"]["/raw"]["post"]["parameters"]]
    named = {each["name"] for each in parameters if each["in"] == "query"}
    assert named == {*QUERY, *(f"hints.{name}" for name in Hints.model_fields)}


def test_its_bounds_and_types() -> None:
    """As the code has them."""
    content = DESCRIPTION["paths"]["/raw"]["post"]["requestBody"]["content"]
    assert content["application/json"]["schema"]["oneOf"][1]["maxItems"] == MOST_DOCUMENTS
    assert set(content) - {"application/json", "*/*"} <= LINES
    assert DESCRIPTION["info"]["version"] == VERSION


def test_each_reference_leads_somewhere() -> None:
    """Within the file, or to a schema beside it."""
    for target in re.findall(r'\$ref: "([^"]+)"', FILE.read_text()):
        if target.startswith("#"):
            assert resolved({"$ref": target})
        else:
            assert (FILE.parent / target).is_file()


def test_an_answer_that_is_not_described() -> None:
    """Fails where it is held against the description: by its status, a header, a field."""
    good = {"status": 429, "error": "later", "retry": True}
    require_described("/raw", "post", 429, good, {"Retry-After": "1"})
    with pytest.raises(AssertionError):
        require_described("/raw", "post", 429, good, {})
    with pytest.raises(KeyError):
        require_described("/raw", "post", 418, good, {})
    with pytest.raises(ValidationError):
        require_described("/raw", "post", 429, {**good, "why": "x"}, {"Retry-After": "1"})
