"""The documents as a site: every page is in its menu, every link leads somewhere, nothing is fetched from elsewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from copydesk.schemas.topics import TOPICS
from copydesk.service.cli import main
from website.__main__ import build, write
from website.check import faults
from website.pages import ROOT, rewritten, sources
from website.reference import pages as reference_pages

CONFIG = tomllib.loads((ROOT / "website" / "zensical.toml").read_text())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` makes it."""
    folder = tmp_path_factory.mktemp("site")
    assert build(folder / "work", folder / "site") == []
    return folder / "site"


def in_menu(entries: list[dict[str, Any]]) -> list[str]:
    """The pages of a menu and of those within it."""
    found = []
    for entry in entries:
        for target in entry.values():
            found += [target] if isinstance(target, str) else in_menu(target)
    return found


def test_every_page_is_in_the_menu_once() -> None:
    """A page that nobody can find is not there; an empty part of the menu leads nowhere."""
    assert sorted(in_menu(CONFIG["project"]["nav"])) == sorted([*sources(), *reference_pages()])


def test_the_site_stands_by_itself(site: Path) -> None:
    """It has a page for each, and the front page what the README begins with."""
    assert len([page for page in site.rglob("index.html") if "files" not in page.parts]) == len(
        in_menu(CONFIG["project"]["nav"])
    )
    assert "A news copy desk for machines" in (site / "index.html").read_text()


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<a href="gone/">x</a>', "links to gone/, which is not there"),
        ('<a href="#gone">x</a>', "links to #gone, where no such heading is"),
        ('<script src="https://elsewhere.example/x.js"></script>', "fetches https://elsewhere.example/x.js"),
        ('<link rel="stylesheet" href="//elsewhere.example/x.css">', "fetches //elsewhere.example/x.css"),
        ('<img src="gone.png">', "fetches gone.png, which is not there"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, page: str, fault: str) -> None:
    """The check can fail."""
    (tmp_path / "index.html").write_text(page)
    assert faults(tmp_path) == [f"index.html: {fault}"]


def test_every_command_topic_and_field_has_its_place(tmp_path: Path) -> None:
    """The reference pages are made from the code, and nothing is left out."""
    write(tmp_path)
    commands = (tmp_path / "reference/commands.md").read_text()
    assert [name for name in main.commands if f"## copydesk {name}" not in commands] == []
    topics = (tmp_path / "reference/topics.md").read_text()
    assert [topic.name for topic in TOPICS if f"## news.{topic.name}\n" not in topics] == []
    article = (tmp_path / "reference/article.md").read_text()
    assert re.search(r"^\| `version` \| integer, \*required\* \| `\d` \| \S", article, re.MULTILINE)


def test_a_link_that_leaves_the_documents_leads_to_a_copy(tmp_path: Path) -> None:
    """A file is copied, a page is linked to, a folder is named only; code is left as it is."""
    text = (
        "[a](../pyproject.toml) [b](../README.md#settings) [c](../service/core)\n```sh\n[d](../pyproject.toml)\n```\n"
    )
    names = {ROOT / "README.md": "readme.md"}
    made, files = rewritten("tutorials/x.md", names, text, ROOT / "docs" / "x.md")
    assert made == "[a](../files/pyproject.toml) [b](../readme.md#settings) c\n```sh\n[d](../pyproject.toml)\n```\n"
    assert files == {"files/pyproject.toml": ROOT / "pyproject.toml"}


def test_the_figures_of_why_are_those_of_accuracy() -> None:
    """Each row of its table is the row of that set and field."""
    why, accuracy = (ROOT / "docs" / f"{name}.md" for name in ("why", "accuracy"))
    rows = re.findall(r"^\| ?(.*?) ?\| (\w[\w ]*) \| (\d\.\d+) \| (\d\.\d+) \|$", why.read_text(), re.MULTILINE)
    assert len(rows) == 10
    corpus = ""
    for pages, field, peer, ours in rows:
        corpus = next(iter(re.findall(r"`(\w+)`", pages)), corpus)
        assert re.search(
            rf"^\| {corpus} \| {field} \| [\d,]+ \| {ours} \| [\d.]+ \| {peer} \|", accuracy.read_text(), re.MULTILINE
        ), (corpus, field)
