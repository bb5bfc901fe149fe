"""The console's store: counted once, found by words of any script, bounded, made anew."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.shell.console.asking import Search, Shelves
from copydesk.service.shell.console.entries import Gone, Link
from copydesk.service.shell.console.habits import DAY
from copydesk.service.shell.console.shelf import Bounds, Deeds, Shelf, ShelfInUse, locked
from copydesk.service.shell.console.words import query_of
from tests.unit.console.kept import NOW, PLENTY, article, duplicate, rejection, shelf_in


def found(folder: Path, typed: str, **asked: str) -> list[str]:
    """Headlines that a search finds."""
    rows = Shelves(folder / "console.db").articles(Search(typed, **asked))  # type: ignore[arg-type]
    return [row["headline"] for row in rows]


def test_what_a_worker_sent_twice_is_counted_once(tmp_path: Path) -> None:
    """A worker that crashed sends again what it is not sure of: the same version of the same raw record."""
    shelf = shelf_in(tmp_path)
    for _ in range(2):
        shelf.add([article(1), duplicate(2, of=1), rejection(3)], {})
    rates = Shelves(tmp_path / "console.db").rates(NOW)
    assert {kind: sum(counts) for kind, counts in rates.counts.items()} == {"new": 1, "duplicate": 1, "rejected": 1}
    assert (rates.half, rates.most) == (100, 200)


def test_a_batch_and_its_place_are_one(tmp_path: Path) -> None:
    """What breaks in the middle of a batch leaves neither entries nor the place behind them."""
    shelf = shelf_in(tmp_path)
    shelf.add([article(1)], {("news.articles", 0): 1})
    broken = replace(article(3), raw=object())  # type: ignore[arg-type]
    with pytest.raises(sqlite3.Error):
        shelf.add([article(2, source="another"), broken], {("news.articles", 0): 3})
    shelf.add([article(4, "Later", source="another")], {("news.articles", 0): 1})
    shelf.close()
    again = Shelf(tmp_path / "console.db", PLENTY)
    assert again.fit("news.articles news.duplicates news.rejected")
    assert again.places() == {("news.articles", 0): 1}
    assert found(tmp_path, "") == ["Later", "A Plan"]


@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("harbour bridge", ["The Harbour Bridge Opens"]),
        ("HARBOUR brid*", ["The Harbour Bridge Opens"]),
        ("HARBOUR brid", []),
        ('"bridge harbour"', []),
        ('"harbour bridge"', ["The Harbour Bridge Opens"]),
        ("eroffnung", ["Eröffnung der Brücke"]),
        ("پل جدید", ["پل جدید بندر افتتاح شد"]),
        ("大桥", ["港口大桥开通"]),
        ("桥大", []),
        ("हिंदी", ["हिंदी समाचार"]),
        ("harbour-press:2", ["Eröffnung der Brücke"]),
        ("https://harbour.example/3", ["پل جدید بندر افتتاح شد"]),
        ("r-4", ["港口大桥开通"]),
        ("news.raw/0/11", ["The Harbour Bridge Opens"]),
        ("no such thing", []),
        ("***", []),
    ],
)
def test_stories_are_found(tmp_path: Path, typed: str, headlines: list[str]) -> None:
    """By words with and without marks, in scripts with and without spaces; by guid, address, names of records."""
    shelf = shelf_in(tmp_path)
    shelf.add(
        [
            article(1, "The Harbour Bridge Opens"),
            article(2, "Eröffnung der Brücke", language="de"),
            article(3, "پل جدید بندر افتتاح شد", language="fa"),
            article(4, "港口大桥开通", language="zh"),
            article(5, "हिंदी समाचार", language="hi", names=""),
        ],
        {},
    )
    assert found(tmp_path, typed) == headlines


def test_source_and_language_narrow(tmp_path: Path) -> None:
    """With words and without; a source that is not there finds nothing."""
    shelf = shelf_in(tmp_path)
    shelf.add(
        [article(1, "One", language="en-GB"), article(2, "Two", source="other"), article(3, "Three", language="fa")], {}
    )
    assert found(tmp_path, "council", language="en") == ["Two", "One"]
    assert found(tmp_path, "", source="harbour-press") == ["Three", "One"]
    assert found(tmp_path, "harbour-press:3", language="en") == []
    assert found(tmp_path, "", source="nobody") == []


@given(st.text())
def test_no_query_is_an_error(typed: str) -> None:
    """Whatever is typed, FTS5 reads it as words."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE word USING fts5 (headline, lead, names, facets, content='')")
    query = query_of(typed)
    if query:
        db.execute("SELECT rowid FROM word WHERE word MATCH ?", (f"{{headline lead names}}: ({query})",)).fetchall()


def test_what_is_too_old_or_too_much_goes(tmp_path: Path) -> None:
    """With its words: a search finds nothing of it, and leaves what is younger."""
    shelf = shelf_in(tmp_path, Bounds(10, 1_000_000_000))
    shelf.add([article(1, "Old", at=NOW - 11 * DAY), article(2, "Young"), rejection(3, at=NOW - 11 * DAY)], {})
    shelf.prune(NOW)
    assert found(tmp_path, "council") == found(tmp_path, "") == ["Young"]
    assert Shelves(tmp_path / "console.db").rejection_groups("open") == []
    integrity = sqlite3.connect(tmp_path / "console.db").execute("PRAGMA integrity_check").fetchone()
    assert integrity == ("ok",)


def test_a_bound_of_bytes(tmp_path: Path) -> None:
    """The oldest go until it fits."""
    shelf = shelf_in(tmp_path, Bounds(10, 4_000_000))
    for first in range(0, 12_000, 1000):
        shelf.add([article(number, f"Story {number}") for number in range(first, first + 1000)], {})
    shelf.prune(NOW)
    rows = sqlite3.connect(tmp_path / "console.db").execute("SELECT min(id), max(id) FROM article").fetchone()
    assert rows[0] > 2000
    assert rows[1] == 12_000
    assert found(tmp_path, "story")[0] == "Story 11999"


def test_a_story_that_was_forgotten(tmp_path: Path) -> None:
    """A tombstone on the topic takes all versions of the story away, and one of a link the link."""
    shelf = shelf_in(tmp_path)
    link = Link("harbour-press:1|other:2", "harbour-press:1", "other:2", "copy", 0.9, NOW)
    shelf.add([article(1, "One"), article(1, "One", version=2), article(2, "Two", source="other"), link], {})
    shelves = Shelves(tmp_path / "console.db")
    assert [row["guid"] for row in shelves.links_of("other:2")] == ["harbour-press:1"]
    shelf.add([Gone("articles", "harbour-press:1"), Gone("links", link.key)], {})
    assert found(tmp_path, "") == ["Two"]
    assert shelves.links_of("other:2") == []


def test_deeds_outlast_the_shelf(tmp_path: Path) -> None:
    """What somebody discarded stays so, and is noted, when all else is made anew from the topics."""
    shelf, deeds = shelf_in(tmp_path), Deeds(tmp_path / "console.db")
    shelf.add([rejection(1), rejection(2)], {})
    assert deeds.settle(["news.raw/2/1"], "discarded") == 1
    assert deeds.settle(["news.raw/2/1"], "replayed") == 0
    deeds.note("discarded one", 1)
    shelf.clear("news.articles news.duplicates news.rejected")
    shelf.add([rejection(1), rejection(2)], {})
    shelves = Shelves(tmp_path / "console.db")
    assert [group["count"] for group in shelves.rejection_groups("open")] == [1]
    assert [note["what"] for note in shelves.notes()] == ["discarded one"]


def test_a_shelf_of_another_desk_is_made_anew(tmp_path: Path) -> None:
    """Of other topics nothing is shown."""
    shelf = shelf_in(tmp_path)
    shelf.add([article(1)], {("news.articles", 0): 1})
    assert not shelf.fit("wire.articles wire.duplicates wire.rejected")
    assert shelf.places() == {}
    assert found(tmp_path, "") == []


def test_two_consoles_in_one_folder(tmp_path: Path) -> None:
    """The second is told, in one line."""
    with locked(tmp_path), pytest.raises(ShelfInUse, match="--data"), locked(tmp_path):
        pass
