"""The documents say what the code does: tables, links, commands, topics and code blocks are compared with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Reason
from copydesk.schemas.topics import TOPICS
from copydesk.service.cli import main
from copydesk.service.core.desk.dedupe import COMPARED
from copydesk.service.settings import Settings
from copydesk.service.shell import exits

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")])


def reason_rows() -> list[str]:
    """The README's table of rejection reasons."""
    return [f"| `{reason}` | {reason.meaning} | {reason.remedy} |" for reason in Reason]


def setting_rows() -> list[str]:
    """The README's table of settings."""
    defaults = {
        name: "not set" if field.default is None else f"`{field.default}`"
        for name, field in Settings.model_fields.items()
    }
    return [
        f"| `COPYDESK_{name.upper()}` | {defaults[name]} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]


@pytest.mark.parametrize("row", reason_rows() + setting_rows())
def test_readme_tables(row: str) -> None:
    """Each rejection reason and each setting has its row, as the code has it."""
    assert row in README


def test_readme_tables_have_no_more() -> None:
    """A reason or setting that is gone from the code is gone from the README."""
    rows = [line for line in README.splitlines() if re.match(r"\| `(COPYDESK_\w+|[a-z_0-9]+)` \|", line)]
    assert rows == reason_rows() + setting_rows()


CLIENTS = sorted((ROOT / "clients").rglob("*.md"))


@pytest.mark.parametrize("page", [*PAGES, *CLIENTS], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links(page: Path) -> None:
    """Each link to a file leads to one."""
    targets = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", page.read_text()) if "://" not in link]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands(page: Path) -> None:
    """Each `copydesk` command that a page names is one."""
    named = set(re.findall(r"(?:`|bin/|\n|publisher |run )copydesk ([a-z]+)", page.read_text()))
    assert named <= set(main.commands)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_topics(page: Path) -> None:
    """Each topic that a page or a drawing names is in the catalogue."""
    named = set(re.findall(r"\bnews\.([a-z]+)\b", page.read_text())) - {"aspx"}
    assert named <= {topic.name for topic in TOPICS}


def test_every_topic_is_told_of() -> None:
    """Each topic of the catalogue is in the README."""
    assert [topic.name for topic in TOPICS if f"news.{topic.name}" not in README] == []


def test_python_blocks() -> None:
    """The README's Python is Python."""
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        compile(block, "README.md", "exec")


def test_measures_are_where_the_page_says() -> None:
    """Each measure against lost records is named in the module that docs/delivery.md gives for it."""
    rows = re.findall(r"\| (\d)\. [^|]+\|[^|]+\| ([^|]+)\|", (ROOT / "docs/delivery.md").read_text())
    assert [int(number) for number, _ in rows] == list(range(1, 9))
    for number, modules in rows:
        for module in re.findall(r"`(\w+\.py)`", modules):
            text = next((ROOT / "service/shell").rglob(module)).read_text()
            assert re.search(rf"[Mm]easures? [^.]*{number}", text), (number, module)


def test_exit_codes() -> None:
    """Each way in which a worker ends itself is in docs/operations.md."""
    page = (ROOT / "docs/operations.md").read_text()
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert [code for code in sorted(codes) if f"| {code} |" not in page] == []


def test_every_field_is_promised() -> None:
    """docs/contract.md has each field of an article in its table, once, and no other; and all that `changed_fields` names."""
    page = (ROOT / "docs" / "contract.md").read_text()
    table = page.partition("<!-- fields -->")[2]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(named) == sorted(Article.model_fields)
    assert all(name in page.partition("`changed_fields` names")[2] for name in COMPARED)
