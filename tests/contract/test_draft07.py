"""The copies of the schemas in draft-07 take and refuse what the schemas themselves do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError

from copydesk.schemas.draft07 import draft07
from copydesk.schemas.generate import CONTRACTS, examples

FOLDER = Path(__file__).parents[2] / "schemas" / "json"

SIMPLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
TELLING = st.sampled_from(
    ["", "a:b", "a-b", "2026-03-01T12:00:00Z", "new", "copy", "mentioned", 0, 1, 9, 600, 0.5, 1.0, -91]
)
ANYTHING = st.recursive(
    SIMPLE | TELLING, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5
)


def both(name: str) -> tuple[Draft202012Validator, Draft7Validator]:
    """Validators of the checked-in schema and of its copy."""
    new, old = (orjson.loads((FOLDER / place / f"{name}.schema.json").read_bytes()) for place in ("", "draft-07"))
    return Draft202012Validator(new), Draft7Validator(old)


VALIDATORS = {name: both(name) for name in CONTRACTS}


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a message that holds something: what it is in, and under which key."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, Any]:
    """The name of a contract and one of its examples, whole or with some places emptied, removed, or filled anew."""
    name, example = draw(st.sampled_from([(file.partition(".")[0], value) for file, value in examples().items()]))
    message = orjson.loads(orjson.dumps(example))
    for _ in range(draw(st.integers(0, 3))):
        if found := places(message):
            inside, key = draw(st.sampled_from(found))
            if draw(st.booleans()):
                inside[key] = draw(ANYTHING)
            else:
                del inside[key]
    return name, message


def wrong_places(errors: Any) -> set[str]:
    """Where something is wrong; the keyword that says so may differ."""
    return {error.json_path for error in errors}


@given(messages())
def test_both_drafts_say_the_same(drawn: tuple[str, Any]) -> None:
    """Of an example, and of what may be made of one: whether it fits, and where it does not."""
    name, message = drawn
    new, old = VALIDATORS[name]
    assert wrong_places(new.iter_errors(message)) == wrong_places(old.iter_errors(message))


@given(st.sampled_from(list(CONTRACTS)), ANYTHING)
def test_both_drafts_say_the_same_of_anything(name: str, message: Any) -> None:
    """Of values that are no messages at all."""
    new, old = VALIDATORS[name]
    assert new.is_valid(message) == old.is_valid(message)


@pytest.mark.parametrize("file", examples())
def test_each_example_fits(file: str) -> None:
    """An old validator takes every example."""
    VALIDATORS[file.partition(".")[0]][1].validate(examples()[file])


@pytest.mark.parametrize("name", CONTRACTS)
def test_each_copy_is_of_its_dialect(name: str) -> None:
    """The copy itself is valid, says its draft, and has an ID of its own."""
    schema = VALIDATORS[name][1].schema
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["$id"] == f"urn:copydesk:schema:{name}:draft-07"


def test_what_stands_beside_a_reference_counts() -> None:
    """Draft-07 overlooks it there, so it moves."""
    schema = {"$id": "urn:x", "$ref": "#/$defs/Word", "maxLength": 3, "$defs": {"Word": {"type": "string"}}}
    old = Draft7Validator(draft07(schema))
    old.validate("abc")
    for wrong in ("abcd", 7):
        with pytest.raises(ValidationError):
            old.validate(wrong)


def test_nullable_codes_stay_nullable() -> None:
    """A list of codes does not hold null, so its choice stays one."""
    schema = {"$id": "urn:x", "anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]}
    assert [Draft7Validator(draft07(schema)).is_valid(value) for value in ("a", None, "b")] == [True, True, False]


@pytest.mark.parametrize(
    "keyword", ["prefixItems", "unevaluatedProperties", "dependentRequired", "$dynamicRef", "minContains"]
)
def test_what_cannot_be_told_is_an_error(keyword: str) -> None:
    """A keyword of the newer drafts that nobody has translated is not left out silently."""
    with pytest.raises(ValueError, match=f"{keyword[1:]}.* has no translation"):
        draft07({"$id": "urn:x", "properties": {"a": {keyword: True}}})
