"""Made-up outcomes for tests of the console."""

from __future__ import annotations

from pathlib import Path

from copydesk.service.shell.console.entries import Entry, Story, Turned
from copydesk.service.shell.console.shelf import Bounds, Shelf

NOW = 1_800_000_000_000
"""Some time in 2027, in milliseconds."""
PLENTY = Bounds(30, 1_000_000_000)


def shelf_in(folder: Path, bounds: Bounds = PLENTY) -> Shelf:
    """An empty one."""
    shelf = Shelf(folder / "console.db", bounds)
    shelf.fit("news.articles news.duplicates news.rejected")
    return shelf


def article(number: int, headline: str = "A Plan", at: int = NOW, version: int = 1, **told: str) -> Entry:
    """Of the source `harbour-press`, unless told otherwise."""
    source, language = told.get("source", "harbour-press"), told.get("language", "en")
    story = Story(
        headline,
        told.get("lead", "The council approved the plan."),
        told.get("names", "Ann Lee · harbour"),
        language,
        f"https://harbour.example/{number}",
        str(number),
        "usable",
        "2027-01-15T08:00:00Z",
        "html article",
        (True, True, False, True, True),
    )
    place = f"news.raw/0/{told.get('raw', f'{number}{version}')}"
    return Entry(
        "new" if version == 1 else "revised",
        0,
        number,
        at,
        source,
        f"r-{number}",
        place,
        f"{source}:{number}",
        version,
        120,
        story,
    )


def duplicate(number: int, of: int, at: int = NOW) -> Entry:
    """Of an article of `harbour-press`."""
    place = f"news.raw/1/{number}"
    return Entry(
        "duplicate", 0, number, at, "harbour-press", f"d-{number}", place, f"harbour-press:{of}", 1, 80, why="recrawl"
    )


def rejection(number: int, reason: str = "no_text", source: str = "harbour-press", at: int = NOW) -> Entry:
    """Turned away at parse."""
    turned = Turned(reason, "parse", "nothing to read", 2048)
    return Entry("rejected", 0, number, at, source, f"x-{number}", f"news.raw/2/{number}", waited=40, turned=turned)
