"""What the types of other languages read and write back is what was there, field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from copydesk.schemas.generate import json_schema
from tests.clients.messages import LARGEST, PUBLIC, Message, bare, from_tomorrow, full, shown, without_nulls
from tests.clients.tools import GO, class_path, compile_java, compile_typescript, go, java, run, typescript


@dataclass(frozen=True)
class Language:
    """A program in one language that reads messages and writes them back."""

    again: Callable[[Sequence[Message]], list[Any]]
    largest: int = LARGEST
    """The largest whole number that it holds exactly."""


def lines(messages: Sequence[Message]) -> str:
    """What the programs read."""
    return "".join(json.dumps({"contract": name, "message": message}) + "\n" for name, message in messages)


def values(printed: str) -> list[Any]:
    """What they wrote; `splitlines` would also part a text at U+2028."""
    return [json.loads(line) for line in printed.removesuffix("\n").split("\n")]


def fits(contract: str, message: Any) -> bool:
    """Whether it is a message of the contract."""
    return bool(Draft202012Validator(json_schema(contract)).is_valid(message))


@pytest.fixture(scope="module")
def in_go(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """Compiled; `go vet` and `gofmt` have nothing to say."""
    folder = go(tmp_path_factory.mktemp("go"))
    assert run(folder, "gofmt", "-l", ".") == ""
    run(folder, "go", "vet", ".", "./copydesk", environment=GO)
    run(folder, "go", "build", "-o", "round_trip", ".", environment=GO)
    return Language(lambda messages: values(run(folder, "./round_trip", given=lines(messages))))


@pytest.fixture(scope="module")
def in_java(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """Compiled without a warning."""
    folder = java(tmp_path_factory.mktemp("java"))
    compile_java(folder)
    return Language(
        lambda messages: values(run(folder, "java", "-cp", class_path(), "RoundTrip", given=lines(messages)))
    )


@pytest.fixture(scope="module")
def in_typescript(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """Compiled with all that `strict` finds."""
    folder = typescript(tmp_path_factory.mktemp("typescript"))
    compile_typescript(folder)
    return Language(lambda messages: values(run(folder, "node", "out/round_trip.js", given=lines(messages))), 2**53 - 1)


@pytest.fixture(params=["go", "java", "typescript"])
def language(request: pytest.FixtureRequest) -> Language:
    """Each of them."""
    given: Language = request.getfixturevalue(f"in_{request.param}")
    return given


def test_the_examples(language: Language) -> None:
    """Every example comes back as it was, nulls and empty lists too."""
    assert language.again(shown()) == [message for _, message in shown()]


@pytest.mark.parametrize("contract", PUBLIC)
def test_every_field(language: Language, contract: str) -> None:
    """So does a message with every field of every part, with 64 bits of a number and letters that can be written in several ways."""
    message = full(contract, language.largest)
    assert fits(contract, message)
    assert language.again([(contract, message)]) == [message]


@pytest.mark.parametrize("contract", PUBLIC)
def test_what_is_absent_is_not_invented(language: Language, contract: str) -> None:
    """A message without all that may be absent, as of a topic that is older than a field, gets no value from nowhere."""
    message = bare(contract, language.largest)
    [back] = language.again([(contract, message)])
    assert without_nulls(back) == message
    assert fits(contract, back)


@pytest.mark.parametrize("contract", PUBLIC)
def test_what_comes_tomorrow_stops_nobody(language: Language, contract: str) -> None:
    """A code that the types do not know comes through, and a field that they do not know is passed over."""
    message = from_tomorrow(full(contract, language.largest))
    [back] = language.again([(contract, message)])
    known = set(message) - {"field_of_tomorrow"}
    assert {field: back[field] for field in known} == {field: message[field] for field in known}
