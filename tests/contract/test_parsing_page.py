"""docs/parsing.md says what the code does: its examples are parsed, its lists of rules compared."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import examples
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.addresses.other_names import KINDS
from copydesk.service.core.desk.identity import LADDER
from copydesk.service.core.page.publication import PUBLISHED
from copydesk.service.core.readers import WIRES
from copydesk.service.explain import explain_record
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.shell.commands.explaining import explained
from tests.builders import a_record

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/parsing.md").read_text()
SECTIONS = list(examples(PAGE))
LIMIT = 1 << 20


@pytest.mark.parametrize(
    ("url", "text", "expected"), [pytest.param(*example[1:], id=example[0]) for example in SECTIONS]
)
def test_examples(url: str | None, text: str, expected: str) -> None:
    """Each example gives the fields that the page says."""
    source_id = None if url or "defapress" in text else "example"
    parsed = parse_record(a_record(source_id=source_id, url=url, body=text), LIMIT)
    assert isinstance(parsed, ParsedArticle), parsed
    article = json.loads(first_version(parsed).model_dump_json())
    told: dict[str, Any] = json.loads(expected)
    assert {name: article[name] for name in told} == told


def test_there_are_examples() -> None:
    """The pattern that finds the examples finds them."""
    assert len(SECTIONS) >= 5


def test_explanation() -> None:
    """The explanation on the page is what the first example gives."""
    block = re.search(r"```console\n\$ copydesk parse --explain page.txt\n(.*?)```", PAGE, re.DOTALL)
    assert block is not None
    shown = [line for line in block[1].splitlines() if line != "..."]
    told = explained(explain_record(a_record(source_id=None, body=SECTIONS[0].text), LIMIT), "page.txt, line 1")
    assert [line for line in told if line in shown] == shown


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("readers", [*(name for name, _ in WIRES), "markdown", "page"]),
        ("ladder", [method for method, _ in LADDER]),
        ("other names", [name for name, _ in KINDS]),
        ("published", [name for name, _ in PUBLISHED]),
    ],
)
def test_lists_of_rules(heading: str, names: list[str]) -> None:
    """The page names the rules of each list in their order."""
    row = re.search(rf"^<!-- {heading} -->\n(.*?)\n\n", PAGE, re.DOTALL | re.MULTILINE)
    assert row is not None
    assert re.findall(r"`([a-z0-9_-]+)`", row[1])[: len(names)] == names


def test_rooms() -> None:
    """The page names each room of the core, floor by floor as the import contract has them."""
    table = PAGE.split("<!-- rooms -->")[1].partition("## ")[0]
    told = [re.findall(r"\]\(\.\./service/core/(\w+)", row) for row in table.splitlines() if row.startswith("| [")]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each.get("containers") == ["copydesk.service.core"])
    assert [set(floor) for floor in told] == [set(layer.split(" | ")) for layer in layers]
