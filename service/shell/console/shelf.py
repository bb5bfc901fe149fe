"""The console's own store: SQLite, made of the topics and made anew from them at will. One thread writes, any may read.

A batch of entries and how far the topics are read are written together, so nothing is counted twice or missed. What is
older than the shelf keeps, or more than it holds, is taken off, the oldest first.
"""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from copydesk.service.core.desk.told import WATCHED
from copydesk.service.shell.console.entries import Entry, Gone, Kept, Link
from copydesk.service.shell.console.habits import DAY, HOUR
from copydesk.service.shell.console.words import spaced
from copydesk.service.shell.errors import CopydeskError

FORM = "1"
"""Of the tables: a shelf of another form is made anew."""

MINUTE = 60_000
HABIT_DAYS = 28
"""Counts by hour are kept so long, however short the entries are: what is usual for a source is read from them."""
MINUTES_KEPT = 26 * 60

WAITS_MS = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 3_600_000)
"""Upper bounds of the classes that waiting times are counted in; beyond the last there is one more."""

PRUNED = 2000
"""Entries that are taken off in one go."""

TABLES = f"""
CREATE TABLE told (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (topic TEXT, partition INTEGER, next INTEGER, PRIMARY KEY (topic, partition)) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT UNIQUE, last INTEGER);
CREATE TABLE article (
  id INTEGER PRIMARY KEY, guid TEXT, version INTEGER, source INTEGER, at INTEGER, partition INTEGER, offset INTEGER,
  record_id TEXT, raw TEXT, headline TEXT, lead TEXT, names TEXT, language TEXT, url TEXT, news_id TEXT,
  pubstatus TEXT, published TEXT, reader TEXT, UNIQUE (guid, version, raw));
CREATE INDEX article_at ON article (at);
CREATE INDEX article_raw ON article (raw);
CREATE INDEX article_url ON article (url);
CREATE INDEX article_news_id ON article (news_id);
CREATE INDEX article_record ON article (record_id);
CREATE INDEX article_source ON article (source);
CREATE VIRTUAL TABLE word USING fts5 (headline, lead, names, facets, content='',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'");
CREATE TABLE duplicate (
  id INTEGER PRIMARY KEY, raw TEXT UNIQUE, at INTEGER, source INTEGER, guid TEXT, version INTEGER, why TEXT,
  record_id TEXT, partition INTEGER, offset INTEGER);
CREATE INDEX duplicate_at ON duplicate (at);
CREATE INDEX duplicate_guid ON duplicate (guid);
CREATE INDEX duplicate_record ON duplicate (record_id);
CREATE TABLE rejection (
  id INTEGER PRIMARY KEY, raw TEXT UNIQUE, at INTEGER, source INTEGER, reason TEXT, stage TEXT, message TEXT,
  record_id TEXT, size INTEGER, partition INTEGER, offset INTEGER, state TEXT DEFAULT 'open');
CREATE INDEX rejection_at ON rejection (at);
CREATE INDEX rejection_group ON rejection (state, reason, source, id);
CREATE INDEX rejection_record ON rejection (record_id);
CREATE TABLE link (key TEXT PRIMARY KEY, earlier TEXT, later TEXT, rel TEXT, score REAL, at INTEGER) WITHOUT ROWID;
CREATE INDEX link_earlier ON link (earlier);
CREATE INDEX link_later ON link (later);
CREATE INDEX link_at ON link (at);
CREATE TABLE hour (
  source INTEGER, hour INTEGER, kind TEXT, count INTEGER, {", ".join(f"{name} INTEGER" for name in WATCHED)},
  PRIMARY KEY (source, hour, kind)) WITHOUT ROWID;
CREATE TABLE minute (minute INTEGER, kind TEXT, count INTEGER, PRIMARY KEY (minute, kind)) WITHOUT ROWID;
CREATE TABLE wait (minute INTEGER, class INTEGER, count INTEGER, PRIMARY KEY (minute, class)) WITHOUT ROWID;
CREATE TABLE reader (source INTEGER, day INTEGER, reader TEXT, count INTEGER, PRIMARY KEY (source, day, reader)) WITHOUT ROWID;
"""

KEPT = """
CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, at INTEGER, what TEXT, count INTEGER);
CREATE TABLE IF NOT EXISTS paused (source TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settled (raw TEXT PRIMARY KEY, state TEXT, at INTEGER) WITHOUT ROWID;
"""
"""What people did: it stands on no topic, and stays when the rest is made anew."""


class ShelfInUse(CopydeskError):
    """Another console writes to this folder."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is kept."""

    days: int
    bytes: int


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else writes there meanwhile; ShelfInUse where somebody does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        raise CopydeskError(f"{folder} cannot be written ({error.strerror}): name another --data folder") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ShelfInUse(f"another console works in {folder}: name another --data folder") from None
        yield


class Shelf:
    """The writer's end. Not to be used by two threads at a time."""

    def __init__(self, path: Path, bounds: Bounds) -> None:
        self._path, self._bounds = path, bounds
        self._sources: dict[str, int] = {}
        self._db = _opened(path)

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def fit(self, desk: str) -> bool:
        """Make the tables anew unless they are of this form and of this desk; True where they were."""
        told = dict(self._db.execute("SELECT name, value FROM told")) if self._has_tables() else {}
        if (told.get("form"), told.get("desk")) == (FORM, desk):
            self._sources = {name: number for number, name in self._db.execute("SELECT id, name FROM source")}
            return True
        self.clear(desk)
        return False

    def clear(self, desk: str) -> None:
        """Begin with nothing; what people did stays."""
        with self._writing() as db:
            names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                if name not in ("note", "paused", "settled") and not name.startswith(("sqlite_", "word_")):
                    db.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in (TABLES + KEPT).split(";\n"):
                db.execute(statement)
            db.executemany("INSERT INTO told VALUES (?, ?)", [("form", FORM), ("desk", desk)])
        self._sources = {}

    def places(self) -> dict[tuple[str, int], int]:
        """The next offset to read, by topic and partition."""
        return {(topic, partition): offset for topic, partition, offset in self._db.execute("SELECT * FROM place")}

    def add(self, entries: Iterable[Kept], places: Mapping[tuple[str, int], int]) -> None:
        """Write a batch, and that the topics are read up to there."""
        with self._writing() as db:
            for entry in entries:
                match entry:
                    case Entry():
                        self._add(db, entry)
                    case Link():
                        row = (entry.key, entry.earlier, entry.later, entry.rel, entry.score, entry.at)
                        db.execute("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?, ?)", row)
                    case Gone():
                        _forget(db, entry)
            rows = [(topic, partition, offset) for (topic, partition), offset in places.items()]
            db.executemany("INSERT OR REPLACE INTO place VALUES (?, ?, ?)", rows)

    def came_in(self, minute: int, count: int) -> None:
        """So many raw records came in that minute."""
        with self._writing() as db:
            _count(db, minute, "in", count)

    def came_in_all(self, counts: Mapping[int, int]) -> None:
        """So many in each of these minutes, whatever was counted before."""
        with self._writing() as db:
            rows = [(minute, "in", count) for minute, count in counts.items()]
            db.executemany("INSERT OR REPLACE INTO minute VALUES (?, ?, ?)", rows)

    def prune(self, now: int) -> None:
        """Take off what is too old, and the oldest where there is too much."""
        self._forget_counts(now)
        self._off(f"at < {now - self._bounds.days * DAY}")
        with self._writing() as db:
            db.execute("DELETE FROM link WHERE at < ?", (now - self._bounds.days * DAY,))
        while self._size() > self._bounds.bytes and self._off("1"):
            pass
        with self._writing() as db:
            db.execute("DELETE FROM settled WHERE at < ?", (now - HABIT_DAYS * 2 * DAY,))

    def _has_tables(self) -> bool:
        return bool(self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'told'").fetchone())

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            self._sources = {}  # those of this batch are not there
            raise
        self._db.execute("COMMIT")

    def _add(self, db: sqlite3.Connection, entry: Entry) -> None:
        source = self._source(db, entry)
        if not _insert(db, entry, source):
            return
        minute = entry.at // MINUTE * MINUTE
        _count(db, minute, entry.kind, 1)
        _count_hour(db, entry, source)
        if entry.waited is not None:
            number = sum(entry.waited > bound for bound in WAITS_MS)
            db.execute(
                "INSERT INTO wait VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1", (minute, number)
            )
        if entry.story:
            day = entry.at // DAY * DAY
            db.execute(
                "INSERT INTO reader VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                (source, day, entry.story.reader),
            )

    def _source(self, db: sqlite3.Connection, entry: Entry) -> int:
        number = self._sources.get(entry.source)
        if number is None:
            db.execute("INSERT OR IGNORE INTO source (name, last) VALUES (?, 0)", (entry.source,))
            found = db.execute("SELECT id FROM source WHERE name = ?", (entry.source,)).fetchone()
            number = self._sources[entry.source] = int(found[0])
        db.execute("UPDATE source SET last = max(last, ?) WHERE id = ?", (entry.at, number))
        return number

    def _size(self) -> int:
        page, pages, free = (
            self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "page_count", "freelist_count")
        )
        return int(page * (pages - free))

    def _off(self, which: str) -> bool:
        """Take entries off in small steps, so that nobody waits long; False where there was none."""
        taken = False
        for table in ("article", "duplicate", "rejection"):
            while True:
                with self._writing() as db:
                    count = _take_off(db, table, which)
                taken = taken or count > 0
                if count < PRUNED or which == "1":
                    break
        return taken

    def _forget_counts(self, now: int) -> None:
        with self._writing() as db:
            db.execute("DELETE FROM hour WHERE hour < ?", (now - HABIT_DAYS * DAY,))
            db.execute("DELETE FROM reader WHERE day < ?", (now - HABIT_DAYS * DAY,))
            db.execute("DELETE FROM minute WHERE minute < ?", (now - MINUTES_KEPT * MINUTE,))
            db.execute("DELETE FROM wait WHERE minute < ?", (now - MINUTES_KEPT * MINUTE,))


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536", "temp_store = MEMORY"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _insert(db: sqlite3.Connection, entry: Entry, source: int) -> bool:
    """False for an outcome that stands there already: a worker that crashed sends what it is not sure of again."""
    if entry.story:
        return _insert_article(db, entry, source)
    if entry.turned:
        turned = entry.turned
        done = db.execute(
            "INSERT OR IGNORE INTO rejection (raw, at, source, reason, stage, message, record_id, size, partition, offset, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce((SELECT state FROM settled WHERE settled.raw = ?1), 'open'))",
            (
                entry.raw,
                entry.at,
                source,
                turned.reason,
                turned.stage,
                turned.message,
                entry.record_id,
                turned.size,
                entry.partition,
                entry.offset,
            ),
        )
    else:
        done = db.execute(
            "INSERT OR IGNORE INTO duplicate (raw, at, source, guid, version, why, record_id, partition, offset) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.raw,
                entry.at,
                source,
                entry.guid,
                entry.version,
                entry.why,
                entry.record_id,
                entry.partition,
                entry.offset,
            ),
        )
    return done.rowcount > 0


def _insert_article(db: sqlite3.Connection, entry: Entry, source: int) -> bool:
    story = entry.story
    assert story is not None
    done = db.execute(
        "INSERT OR IGNORE INTO article (guid, version, source, at, partition, offset, record_id, raw, headline, lead, names, "
        "language, url, news_id, pubstatus, published, reader) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.guid,
            entry.version,
            source,
            entry.at,
            entry.partition,
            entry.offset,
            entry.record_id,
            entry.raw,
            story.headline,
            story.lead,
            story.names,
            story.language,
            story.url,
            story.news_id,
            story.pubstatus,
            story.published,
            story.reader,
        ),
    )
    if done.rowcount > 0:
        words = _words(source, story.headline, story.lead, story.names, story.language)
        db.execute(
            "INSERT INTO word (rowid, headline, lead, names, facets) VALUES (?, ?, ?, ?, ?)", (done.lastrowid, *words)
        )
    return done.rowcount > 0


def _words(source: int, headline: str, lead: str, names: str, language: str) -> tuple[str, str, str, str]:
    return spaced(headline), spaced(lead), spaced(names), facets(source, language)


def facets(source: int | None, language: str) -> str:
    """Words that stand for a source and for a language, among those that are searched: no text has them."""
    primary = language.partition("-")[0].lower()
    return " ".join((f"xsrc{source}x" if source is not None else "", f"xlang{primary}x" if primary else "")).strip()


def _count(db: sqlite3.Connection, minute: int, kind: str, count: int) -> None:
    db.execute(
        "INSERT INTO minute VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
        (minute, kind, count),
    )


_HOUR_SQL = (
    f"INSERT INTO hour VALUES (?, ?, ?, 1{', ?' * len(WATCHED)}) ON CONFLICT DO UPDATE SET count = count + 1, "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in WATCHED)
)


def _count_hour(db: sqlite3.Connection, entry: Entry, source: int) -> None:
    has = entry.story.has if entry.story else (False,) * len(WATCHED)
    db.execute(_HOUR_SQL, (source, entry.at // HOUR * HOUR, entry.kind, *map(int, has)))


def _take_off(db: sqlite3.Connection, table: str, which: str) -> int:
    """The oldest of a table for which `which` holds, PRUNED at most; how many they were."""
    rows = db.execute(f"SELECT id FROM {table} WHERE {which} ORDER BY id LIMIT {PRUNED}").fetchall()
    return _erase(db, table, rows)


def _forget(db: sqlite3.Connection, gone: Gone) -> None:
    if gone.name == "links":
        db.execute("DELETE FROM link WHERE key = ?", (gone.key,))
    else:
        _erase(db, "article", db.execute("SELECT id FROM article WHERE guid = ?", (gone.key,)).fetchall())


def _erase(db: sqlite3.Connection, table: str, rows: list[tuple[int]]) -> int:
    if table == "article":
        for (number,) in rows:
            source, *texts = db.execute(
                "SELECT source, headline, lead, names, language FROM article WHERE id = ?", (number,)
            ).fetchone()
            db.execute(
                "INSERT INTO word (word, rowid, headline, lead, names, facets) VALUES ('delete', ?, ?, ?, ?, ?)",
                (number, *_words(source, *texts)),
            )
    db.executemany(f"DELETE FROM {table} WHERE id = ?", rows)
    return len(rows)


class Deeds:
    """What people do, from a connection of its own: each is noted with how many it touched."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, what: str, count: int) -> None:
        """Keep that it was done."""
        with closing(_opened(self._path)) as db:
            db.execute("INSERT INTO note (at, what, count) VALUES (?, ?, ?)", (_now(), what, count))

    def settle(self, raws: Iterable[str], state: str) -> int:
        """These rejections are not open any more: `replayed` or `discarded`. How many were open."""
        with closing(_opened(self._path)) as db:
            db.execute("BEGIN IMMEDIATE")
            count = 0
            for raw in raws:
                count += db.execute(
                    "UPDATE rejection SET state = ? WHERE raw = ? AND state = 'open'", (state, raw)
                ).rowcount
                db.execute("INSERT OR REPLACE INTO settled VALUES (?, ?, ?)", (raw, state, _now()))
            db.execute("COMMIT")
        return count

    def pause(self, source: str) -> None:
        """Expect nothing of a source."""
        with closing(_opened(self._path)) as db:
            db.execute("INSERT OR REPLACE INTO paused VALUES (?, ?)", (source, _now()))

    def resume(self, source: str) -> None:
        """Expect it to go on."""
        with closing(_opened(self._path)) as db:
            db.execute("DELETE FROM paused WHERE source = ?", (source,))


def _now() -> int:
    return int(time.time() * 1000)
