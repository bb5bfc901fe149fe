"""What the console's pages ask of the shelf. Each page asks a bounded number of rows, however many there are."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.service.core.desk.told import WATCHED
from copydesk.service.shell.console.habits import DAY, HOUR, Counts, SourceRow
from copydesk.service.shell.console.shelf import MINUTE, WAITS_MS, facets
from copydesk.service.shell.console.words import query_of

PAGE = 50
"""Rows of a list; more are a page further on."""
MOST_VERSIONS = 500
MOST_SOURCES = 5000

_ARTICLE = "a.*, s.name AS source_name"
_REJECTION = "r.*, s.name AS source_name"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rates:
    """What came and went, by minute: the newest last."""

    minutes: list[int]
    counts: dict[str, list[int]]
    """By kind, and `in`."""
    half: int | None
    """Milliseconds within which half of the outcomes of the last quarter of an hour came: the upper bound of the class."""
    most: int | None
    """The same for 99 of 100."""


@dataclass(frozen=True, slots=True)
class Search:
    """What articles are looked for."""

    typed: str = ""
    source: str = ""
    language: str = ""
    before: int | None = None
    """Only what came before this one: the next page."""


class Shelves:
    """The readers' end: a connection for each question."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=10)
        db.row_factory = lambda cursor, row: {
            column[0]: value for column, value in zip(cursor.description, row, strict=True)
        }
        try:
            yield db
        finally:
            db.close()

    def _rows(self, sql: str, *values: Any) -> list[Row]:
        with self._reading() as db:
            return db.execute(sql, values).fetchall()

    def _row(self, sql: str, *values: Any) -> Row | None:
        return next(iter(self._rows(sql, *values)), None)

    # The desk

    def rates(self, now: int, minutes: int = 60) -> Rates:
        """Of the last whole minutes."""
        first = now // MINUTE * MINUTE - (minutes - 1) * MINUTE
        places = [first + number * MINUTE for number in range(minutes)]
        counts: dict[str, list[int]] = defaultdict(lambda: [0] * minutes)
        for row in self._rows("SELECT minute, kind, count FROM minute WHERE minute >= ? AND minute <= ?", first, now):
            counts[row["kind"]][(row["minute"] - first) // MINUTE] += row["count"]
        waits = self._rows(
            "SELECT class, sum(count) AS count FROM wait WHERE minute >= ? GROUP BY class ORDER BY class",
            now - 15 * MINUTE,
        )
        classes = [(row["class"], row["count"]) for row in waits]
        return Rates(places, dict(counts), _within(classes, 0.5), _within(classes, 0.99))

    def size(self) -> Row:
        """How many entries there are, and how far back the articles go."""
        found = self._row(
            "SELECT (SELECT max(id) FROM article) - (SELECT min(id) FROM article) + 1 AS articles, (SELECT min(at) FROM article) AS since"
        )
        return found or {}

    # Sources

    def sources(self, now: int) -> list[SourceRow]:
        """Each source with its counts; MOST_SOURCES that had something last."""
        this_hour = now // HOUR * HOUR
        rows = self._rows("SELECT id, name, last FROM source ORDER BY last DESC LIMIT ?", MOST_SOURCES)
        paused = {row["source"] for row in self._rows("SELECT source FROM paused")}
        counts: dict[int, Counts] = defaultdict(Counts)
        fields = ", ".join(WATCHED)
        for row in self._rows(f"SELECT source, hour, kind, count, {fields} FROM hour WHERE hour <= ?", this_hour):
            counts[row["source"]].add(row["hour"], row["kind"], row["count"], tuple(row[name] for name in WATCHED))
        readers = self._readers(now)
        return [
            SourceRow(
                row["name"], row["last"], row["name"] in paused, counts[row["id"]], tuple(readers.get(row["id"], ()))
            )
            for row in rows
        ]

    def _readers(self, now: int) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for row in self._rows(
            "SELECT source, reader, sum(count) AS count FROM reader WHERE day >= ? GROUP BY source, reader ORDER BY 3 DESC",
            now - 7 * DAY,
        ):
            found[row["source"]].append(row["reader"])
        return found

    # Rejections

    def rejection_groups(self, state: str, source: str | None = None) -> list[Row]:
        """By reason and source: how many, and the newest; the most first."""
        return self._rows(
            "SELECT g.*, n.message, n.at AS newest FROM (SELECT r.reason, s.name AS source_name, count(*) AS count, "
            "max(r.id) AS last FROM rejection r JOIN source s ON s.id = r.source WHERE r.state = ?1 AND (?2 IS NULL OR s.name = ?2) "
            "GROUP BY r.reason, r.source) g "
            "JOIN rejection n ON n.id = g.last ORDER BY g.count DESC, g.reason, g.source_name LIMIT 200",
            *(state, source),
        )

    def rejections(self, state: str, reason: str, source: str, before: int | None) -> list[Row]:
        """Of a group, the newest first; one more than a page where there is another."""
        return self._rows(
            f"SELECT {_REJECTION} FROM rejection r JOIN source s ON s.id = r.source "
            "WHERE r.state = ? AND r.reason = ? AND s.name = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?",
            *(state, reason, source, before or 1 << 62, PAGE + 1),
        )

    def open_of(self, reason: str, source: str) -> tuple[list[str], int]:
        """Where the raw records of a group's open rejections stand, and when the oldest was turned away."""
        rows = self._rows(
            "SELECT r.raw, r.at FROM rejection r JOIN source s ON s.id = r.source "
            "WHERE r.state = 'open' AND r.reason = ? AND s.name = ?",
            *(reason, source),
        )
        return [row["raw"] for row in rows], min((row["at"] for row in rows), default=0)

    def rejection(self, number: int) -> Row | None:
        """One of them."""
        return self._row(
            f"SELECT {_REJECTION} FROM rejection r JOIN source s ON s.id = r.source WHERE r.id = ?", number
        )

    # Articles

    def articles(self, asked: Search) -> list[Row]:
        """The newest first, one more than a page where there is another. What is typed is a guid, an address, a news ID, the
        name of a record or its place; else words.
        """
        exact = self._exactly(asked) if asked.typed and asked.before is None else []
        return exact or self._by_words(asked)

    def _exactly(self, asked: Search) -> list[Row]:
        typed = asked.typed.strip()
        rows: dict[int, Row] = {}
        for column in ("guid", "url", "news_id", "record_id", "raw"):
            for row in self._rows(
                f"SELECT {_ARTICLE} FROM article a JOIN source s ON s.id = a.source WHERE a.{column} = ? ORDER BY a.id DESC LIMIT ?",
                *(typed, PAGE),
            ):
                rows[row["id"]] = row
        return [row for row in rows.values() if _fits(row, asked)][: PAGE + 1]

    def _by_words(self, asked: Search) -> list[Row]:
        source = self._row("SELECT id FROM source WHERE name = ?", asked.source) if asked.source else None
        if asked.source and source is None:
            return []
        words = query_of(asked.typed)
        if asked.typed.strip() and not words:
            return []
        named = facets(source["id"] if source else None, asked.language).split()
        query = " AND ".join(
            filter(
                None, [f"{{headline lead names}}: ({words})" if words else "", *(f'facets: "{name}"' for name in named)]
            )
        )
        before = asked.before or 1 << 62
        if not query:
            return self._rows(
                f"SELECT {_ARTICLE} FROM article a JOIN source s ON s.id = a.source WHERE a.id < ? ORDER BY a.id DESC LIMIT ?",
                *(before, PAGE + 1),
            )
        return self._rows(
            f"SELECT {_ARTICLE} FROM (SELECT rowid AS number FROM word WHERE word MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?) "
            "JOIN article a ON a.id = number JOIN source s ON s.id = a.source ORDER BY a.id DESC",
            *(query, before, PAGE + 1),
        )

    def versions(self, guid: str) -> list[Row]:
        """Of a story, as far as they are kept: the newest first."""
        return self._rows(
            f"SELECT {_ARTICLE} FROM article a JOIN source s ON s.id = a.source WHERE a.guid = ? ORDER BY a.id DESC LIMIT ?",
            *(guid, MOST_VERSIONS),
        )

    def duplicates_of(self, guid: str) -> list[Row]:
        """What came of a story and brought nothing new: the newest first."""
        return self._rows("SELECT * FROM duplicate WHERE guid = ? ORDER BY id DESC LIMIT ?", guid, PAGE)

    def links_of(self, guid: str) -> list[Row]:
        """Stories of other publishers that have its words: the strongest first."""
        return self._rows(
            "SELECT l.*, a.headline FROM (SELECT rel, score, at, later AS guid, 'later' AS side FROM link WHERE earlier = ?1 "
            "UNION ALL SELECT rel, score, at, earlier, 'earlier' FROM link WHERE later = ?1) l "
            "LEFT JOIN article a ON a.id = (SELECT max(id) FROM article WHERE guid = l.guid) ORDER BY l.score DESC LIMIT ?2",
            *(guid, PAGE),
        )

    def languages(self) -> list[str]:
        """Of the newest articles."""
        rows = self._rows(
            "SELECT DISTINCT language FROM (SELECT language FROM article ORDER BY id DESC LIMIT 2000) ORDER BY language"
        )
        return sorted({row["language"].partition("-")[0].lower() for row in rows if row["language"]})

    # What people did

    def notes(self, count: int = PAGE) -> list[Row]:
        """The newest first."""
        return self._rows("SELECT * FROM note ORDER BY id DESC LIMIT ?", count)


def _fits(row: Row, asked: Search) -> bool:
    return (not asked.source or row["source_name"] == asked.source) and (
        not asked.language or row["language"].partition("-")[0].lower() == asked.language
    )


def _within(classes: Sequence[tuple[int, int]], share: float) -> int | None:
    """The upper bound of the class that this share of all is reached in; None where there is nothing, or no bound."""
    total, seen = sum(count for _, count in classes), 0
    for number, count in classes:
        seen += count
        if seen >= share * total:
            return WAITS_MS[number] if number < len(WAITS_MS) else None
    return None
