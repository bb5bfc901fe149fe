"""Which pages the site has, and where their links lead there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

ROOT_PAGES = {"README.md": "readme.md", "CONTRIBUTING.md": "contributing.md", "SECURITY.md": "security.md"}
"""Documents beside docs/ -> their names on the site."""

FILES = "files"
"""Folder on the site of what is no page and a page links to."""

_LINK = re.compile(r"(?P<before>!?\[(?:[^\]\\]|\\.)*\]\()(?P<target>[^)\s#]*)(?P<anchor>#[^)\s]*)?\)")
_FENCE = re.compile(r"^(```|~~~)", re.MULTILINE)


def sources(root: Path = ROOT) -> dict[str, Path]:
    """Name on the site -> the document."""
    docs = root / "docs"
    found = {path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*.md"))}
    clients = {f"clients/{path.parent.name}.md": path for path in sorted(root.glob("clients/*/README.md"))}
    overview = {"clients/index.md": root / "clients/README.md"} if clients else {}
    return found | clients | overview | {there: root / here for here, there in ROOT_PAGES.items()}


def rewritten(page: str, names: Mapping[Path, str], text: str, source: Path) -> tuple[str, dict[str, Path]]:
    """A page's text with its links as they are on the site, and the files that they lead to: name on the site -> file.

    A link to a page of the site leads there, one to another file to a copy of it; one to a folder is plain text.
    """
    files: dict[str, Path] = {}

    def link(match: re.Match[str]) -> str:
        target, anchor = match["target"], match["anchor"] or ""
        if not target or "://" in target or target.startswith("mailto:"):
            return match[0]
        path = (source.parent / target).resolve()
        if path.is_dir() and (path / "README.md") in names:
            path /= "README.md"
        if path.is_dir():
            return match["before"][1:-2]
        if not path.exists():
            return match[0]  # the check of the site names it
        name = names.get(path)
        if name is None:
            name, anchor = f"{FILES}/{path.relative_to(ROOT.resolve()).as_posix()}", ""
            files[name] = path
        return f"{match['before']}{posixpath.relpath(name, posixpath.dirname(page))}{anchor})"

    return "".join(_LINK.sub(link, part) if prose else part for prose, part in _parts(text)), files


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in parts, each with whether it is prose: blocks of code are not."""
    prose = True
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        fence = bool(_FENCE.match(line.lstrip()))
        if fence and prose:
            yield prose, "".join(lines)
            lines, prose = [line], False
        elif fence:
            yield prose, "".join([*lines, line])
            lines, prose = [], True
        else:
            lines.append(line)
    yield prose, "".join(lines)
