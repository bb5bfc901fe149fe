"""docs/capacity.md shows what the calculator gives, from the figures that it has."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from copydesk.schemas.topics import TOPICS
from copydesk.service.cli import main
from copydesk.service.core.desk.capacity_figures import ENRICHER_MS, LARGE, SMALL, Measured
from copydesk.service.enrichers import ENRICHERS
from copydesk.service.settings import KEPT_FOR_DAYS, Settings, retention_variable

PAGE = (Path(__file__).parents[2] / "docs" / "capacity.md").read_text()

NAMES = {
    "document_bytes": "bytes of a raw record's value",
    "raw": "bytes on disk a record: `raw`",
    "parsed": "`parsed`",
    "articles": "`articles`",
    "duplicates": "`duplicates`",
    "seen": "`seen`",
    "sketches": "`sketches`",
    "copies": "`copies`",
    "repeat_ms": "ms of a worker's processor: a duplicate",
    "version_ms": "a version, no enrichers",
    "enriched_ms": "a version, all enrichers",
    "copies_ms": "copies, on top",
    "state": "bytes of state a story",
}


def figure_rows() -> list[str]:
    """The table of what was measured."""
    return [
        f"| {NAMES[field.name]} | {getattr(SMALL, field.name):,} | {getattr(LARGE, field.name):,} |"
        for field in fields(Measured)
    ]


def printed(*arguments: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(main, ["topics", "plan", *arguments], catch_exceptions=False)
    return result.output


def test_the_worked_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is what the command prints, to the letter."""
    for name in Settings.variables():
        monkeypatch.delenv(name, raising=False)
    [(arguments, shown)] = re.findall(r"\$ copydesk topics plan (.*)\n((?:.*\n)*?)```", PAGE)
    assert shown == printed(*arguments.split())


def test_the_figures() -> None:
    """Are those that the calculator has."""
    table = PAGE.partition("<!-- figures -->\n")[2].partition("\n\n")[0]
    assert table.splitlines()[2:] == figure_rows()


def test_every_topic_has_its_row() -> None:
    """With its days and the setting that changes them."""
    days = {name: Settings().retention_days(name) for name in KEPT_FOR_DAYS}
    for entry in TOPICS:
        [row] = re.findall(rf"^\| `{entry.name}` \| .* \|$", PAGE.partition("## How long")[2], re.MULTILINE)
        if entry.name in days:
            assert f"| {days[entry.name]} days | `{retention_variable(entry.name)}` |" in row


def test_every_enricher_has_its_share() -> None:
    """A new one is measured, and the calculator learns of it."""
    assert set(ENRICHER_MS) == {enricher.name for enricher in ENRICHERS}


def test_json() -> None:
    """The same plan, each value by its name."""
    told = orjson.loads(printed("--documents-per-day", "1000", "--copies", "--enrichers", "none", "--json"))
    assert told["load"]["documents_per_day"] == 1000
    assert told["load"]["enrichers"] == []
    assert {topic["name"] for topic in told["plan"]["topics"]} == {entry.name for entry in TOPICS} - {"links"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--peak", "nan"),
        ("--peak", "inf"),
        ("--revised-share", "nan"),
        ("--revised-share", ".9"),
        ("--enrichers", "none,x"),
    ],
)
def test_what_cannot_be_planned(option: str, value: str) -> None:
    """Is told, never reckoned with."""
    result = CliRunner().invoke(main, ["topics", "plan", "--documents-per-day", "10", option, value])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert option in result.stderr
