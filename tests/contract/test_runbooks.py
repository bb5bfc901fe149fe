"""docs/runbooks.md: each alert leads to a section that speaks of it, and each section says by which tests it was tried."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.faults.catalogue import named

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/runbooks.md").read_text(encoding="utf-8")
PARTS = ("**Seen by**", "**Over when**", "**Tried by**")
WITHOUT_ALERT = {"upgrade-and-rollback", "backup-and-restore"}
"""Nobody is woken for these."""


def anchor(heading: str) -> str:
    """As GitHub makes it of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


SECTIONS = {anchor(part.partition("\n")[0]): part for part in PAGE.split("\n## ")[1:]}


def rules() -> list[dict[str, Any]]:
    """The alert rules."""
    read = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8"))
    return [rule for group in read["groups"] for rule in group["rules"]]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_each_alert_has_a_section(rule: dict[str, Any]) -> None:
    """It names the section, and the section names it."""
    page, _, section = rule["annotations"]["runbook"].partition("#")
    assert page == "docs/runbooks.md"
    assert f"`{rule['alert']}`" in SECTIONS[section]


def test_the_page_names_no_other_alert() -> None:
    """One that is gone from the rules is gone from the page."""
    assert set(re.findall(r"`(Copydesk\w+)`", PAGE)) == {rule["alert"] for rule in rules()}


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_is_whole(name: str) -> None:
    """How it is seen, how it is known to be over, by what it was tried; and steps with numbers between."""
    parts = PARTS[1:] if name in WITHOUT_ALERT else PARTS
    assert [part for part in parts if part not in SECTIONS[name]] == []
    assert "\n1. " in SECTIONS[name]


@pytest.mark.parametrize("name", SECTIONS)
def test_what_it_was_tried_by_is_there(name: str) -> None:
    """Each test that a section names is one, and so is each fault."""
    tried = SECTIONS[name].partition("**Tried by**")[2]
    tests = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", tried)
    assert tests
    for path, test in tests:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not test or f"\ndef {test}(" in text, (path, test)
    for kinds in re.findall(r"--kinds\s+([\w,]+)", tried):
        assert named(kinds)


def test_links_within_the_pages_lead_somewhere() -> None:
    """Each anchor of a page is one of its headings."""
    for link in re.findall(r"\]\(([\w./-]*#[\w-]+)\)", PAGE):
        target, _, section = link.partition("#")
        text = (ROOT / "docs" / target).read_text(encoding="utf-8") if target else PAGE
        assert section in {anchor(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}, link
