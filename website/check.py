"""What is wrong with a built site: links that lead nowhere, and whatever a page would fetch from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from website.pages import FILES

FETCHED = {
    ("img", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("object", "data"),
}
FETCHED_LINKS = ("stylesheet", "preload", "modulepreload", "icon", "preconnect", "dns-prefetch", "prefetch")


@dataclass
class Seen(HTMLParser):
    """What one page links to, fetches, and can be linked to."""

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Of each tag."""
        given = {name: value for name, value in attrs if value is not None}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.fetched += [given[name] for kind, name in FETCHED if kind == tag and name in given]
        if tag == "link" and "href" in given and any(word in given.get("rel", "") for word in FETCHED_LINKS):
            self.fetched.append(given["href"])


def faults(site: Path) -> list[str]:
    """A line for each; empty for a site that stands by itself. What is no page but a copy of a file is left alone."""
    seen = {page: _seen(page) for page in sorted(site.rglob("*.html")) if page.relative_to(site).parts[0] != FILES}
    return [f"{page.relative_to(site)}: {line}" for page in seen for line in _faults_of(page, site, seen)]


def _seen(page: Path) -> Seen:
    seen = Seen()
    seen.feed(page.read_text(encoding="utf-8"))
    return seen


def _faults_of(page: Path, site: Path, seen: dict[Path, Seen]) -> Iterator[str]:
    for address in seen[page].fetched:
        if urlsplit(address).netloc:
            yield f"fetches {address}"
        elif not address.startswith("data:") and not _target(page, site, address).is_file():
            yield f"fetches {address}, which is not there"
    if page.name == "404.html":
        return
    for address in seen[page].links:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = _target(page, site, address)
        if not target.is_file():
            yield f"links to {address}, which is not there"
        elif parts.fragment and target in seen and unquote(parts.fragment) not in seen[target].anchors | {"__skip"}:
            yield f"links to {address}, where no such heading is"


def _target(page: Path, site: Path, address: str) -> Path:
    path = unquote(urlsplit(address).path)
    target = (site / path.lstrip("/") if path.startswith("/") else page.parent / path).resolve() if path else page
    return target / "index.html" if target.is_dir() else target
