"""The checked-in documents of the contracts: complete, equal to the models, and no break of what was released."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT7

from copydesk.schemas.asyncapi import VERSION
from copydesk.schemas.compat import breaking_changes
from copydesk.schemas.generate import CONTRACTS, clients, files
from copydesk.schemas.topics import TOPICS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "schemas"
EXAMPLES = sorted((FOLDER / "examples").glob("*.json"))


def contract_of(example: Path) -> str:
    """`article.revised-fa.json` is an example of `article`."""
    return example.name.split(".")[0]


def checked_in(path: str) -> Any:
    """A JSON document under schemas/."""
    return orjson.loads((FOLDER / path).read_bytes())


def validator(name: str) -> Draft202012Validator:
    """A stranger's validator of a contract, from the checked-in schema."""
    return Draft202012Validator(checked_in(f"json/{name}.schema.json"))


def references(value: Any) -> set[str]:
    """All `$ref` values in a document."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(inner) for inner in value.values()))
    return set().union(*(references(inner) for inner in value)) if isinstance(value, list) else set()


def inner_schemas(part: Any) -> list[dict[str, Any]]:
    """The schemas inside of one, at any depth; what only says something is none."""
    if not isinstance(part, dict):
        return []
    found = [*part.get("properties", {}).values(), part.get("items"), part.get("additionalProperties")]
    found += [option for key in ("anyOf", "oneOf", "allOf") for option in part.get(key, [])]
    return [schema for each in found if isinstance(each, dict) for schema in (each, *inner_schemas(each))]


def resolved(document: Any, reference: str) -> Any:
    """What a local reference, `#/channels/raw`, points at; KeyError for nothing."""
    place = document
    for part in reference.removeprefix("#/").split("/"):
        place = place[part]
    return place


@pytest.mark.parametrize("path", files())
def test_what_is_checked_in_is_what_the_models_say(path: str) -> None:
    """A changed model brings its regenerated documents: run `make schemas`."""
    assert (FOLDER / path).read_text(encoding="utf-8") == files()[path]


@pytest.mark.parametrize("path", clients())
def test_types_of_other_languages_are_what_the_models_say(path: str) -> None:
    """So are the generated files in clients/."""
    assert (ROOT / "clients" / path).read_text(encoding="utf-8") == clients()[path]


def test_no_type_is_left_over() -> None:
    """Every generated file in clients/ is still of something."""
    files = [path for path in (ROOT / "clients").rglob("*.*") if "DO NOT EDIT" in path.read_text(encoding="utf-8")]
    assert {path.relative_to(ROOT / "clients").as_posix() for path in files} == set(clients())


def test_no_schema_is_left_over() -> None:
    """Every file in schemas/json is generated from a contract."""
    assert {path.relative_to(FOLDER).as_posix() for path in (FOLDER / "json").rglob("*.*")} == {
        path for path in files() if path.startswith("json/")
    }


def test_generating_twice_gives_the_same_text() -> None:
    """The documents depend on the models alone."""
    assert files() == files()


@pytest.mark.parametrize("name", CONTRACTS)
def test_each_contract_has_an_example(name: str) -> None:
    """A reader of any contract finds a message to look at."""
    assert name in {contract_of(example) for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_each_example_fits_its_model(example: Path) -> None:
    """Our own reader takes the example and knows every field in it."""
    model = CONTRACTS[contract_of(example)].model_validate_json(example.read_bytes())
    assert not model.model_extra
    assert set(orjson.loads(example.read_bytes())) <= set(type(model).model_fields)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_each_example_fits_its_schema(example: Path) -> None:
    """A stranger's JSON Schema validator takes the example."""
    validator(contract_of(example)).validate(orjson.loads(example.read_bytes()))


@pytest.mark.parametrize("name", [name for name in CONTRACTS if name != "raw-document"])
def test_examples_of_what_the_desk_writes_are_complete(name: str) -> None:
    """An example shows all fields of its contract, the empty ones too: so does the desk."""
    for example in EXAMPLES:
        if contract_of(example) == name:
            assert set(orjson.loads(example.read_bytes())) == set(CONTRACTS[name].model_fields)


@pytest.mark.parametrize("name", CONTRACTS)
def test_each_schema_is_one_of_its_dialect(name: str) -> None:
    """The schema itself is valid, and names itself by a urn."""
    schema = checked_in(f"json/{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:copydesk:schema:{name}"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("raw-document", {"body": "Two", "body_b64": "VHdv"}),
        ("raw-document", {"body": None}),
        ("raw-document", {"source_id": "Not A Slug"}),
        ("article", {"version": 0}),
        ("article", {"guid": None}),
        ("duplicate", {"kind": "other"}),
        ("rejection", {"reason": "bad reason"}),
    ],
)
def test_the_schemas_refuse_what_is_wrong(name: str, change: dict[str, Any]) -> None:
    """A schema that took everything would pass all other tests."""
    example = next(example for example in reversed(EXAMPLES) if contract_of(example) == name)
    with pytest.raises(ValidationError):
        validator(name).validate({**orjson.loads(example.read_bytes()), **change})


@pytest.mark.parametrize("name", CONTRACTS)
def test_nothing_that_was_released_is_broken(name: str) -> None:
    """Who keeps to the last released schema is served by this one. A wanted break is a new major version: then
    schemas/released moves with it.
    """
    old, new = checked_in(f"released/{name}.schema.json"), checked_in(f"json/{name}.schema.json")
    assert breaking_changes(old, new, "publisher" if name == "raw-document" else "reader") == []


def test_released_schemas_are_those_of_the_contracts() -> None:
    """A contract cannot vanish, and a new one is compared from its first release."""
    assert {path.name for path in (FOLDER / "released").iterdir()} == {f"{name}.schema.json" for name in CONTRACTS}


def test_each_contract_is_a_topics() -> None:
    """What has a schema flows somewhere, and what flows has a schema."""
    assert {topic.contract for topic in TOPICS if topic.contract} == set(CONTRACTS.values())


def test_the_asyncapi_document_is_whole() -> None:
    """Every contract is in it under its model's name, and no reference leads out of it or nowhere."""
    document = checked_in("asyncapi.yaml")
    assert {model.__name__ for model in CONTRACTS.values()} <= set(document["components"]["schemas"])
    for reference in references(document):
        assert resolved(document, reference) is not None


def test_every_part_of_the_asyncapi_document_has_a_name() -> None:
    """A generator of code finds a name for each object and each list of codes: none stands inside of another."""
    document = checked_in("asyncapi.yaml")
    for name, part in document["components"]["schemas"].items():
        if not name.endswith("Headers"):
            assert not [inner for inner in inner_schemas(part) if "enum" in inner or "properties" in inner], name
    titles = [message["title"] for message in document["components"]["messages"].values()]
    assert len(titles) == len(set(titles))
    assert all(re.fullmatch("[A-Z][A-Za-z]+", title) for title in titles)


def test_the_asyncapi_documents_examples_are_messages() -> None:
    """They are those of schemas/examples, and fit the payload that they stand beside."""
    document = checked_in("asyncapi.yaml")
    registry: Registry[Any] = Registry().with_resource("asyncapi", DRAFT7.create_resource(document))
    shown = 0
    for message in document["components"]["messages"].values():
        for example in message.get("examples", []):
            Draft7Validator({"$ref": f"asyncapi{message['payload']['$ref']}"}, registry=registry).validate(
                example["payload"]
            )
            shown += 1
    assert shown == len([example for example in EXAMPLES if contract_of(example) != "rejection"])


def test_the_contracts_have_the_packages_version() -> None:
    """One number names a release."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
