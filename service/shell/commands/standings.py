"""The newest version of each story, in a table on disk: for what must look at millions of them and hold none in memory."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from copydesk.service.core.desk.dedupe import ms_since_epoch
from copydesk.service.core.desk.reprocess import Standing
from copydesk.service.core.records import Origin
from copydesk.service.shell.errors import CopydeskError

State = Literal["unseen", "same", "differs", "beside", "other", "turned_away", "gone", "past"]

_TABLE = """
CREATE TABLE standing (
    guid TEXT PRIMARY KEY, version INTEGER, began INTEGER, topic TEXT, partition INTEGER, offset INTEGER, came INTEGER,
    digests BLOB, article_topic TEXT, article_partition INTEGER, article_offset INTEGER,
    state TEXT DEFAULT 'unseen', sent INTEGER DEFAULT 0
) WITHOUT ROWID
"""
# The higher version stands, in whatever order they come; of a story that began twice, the later time. Where one does not know
# when it began, they began together.
_ADD = """
INSERT INTO standing (guid, version, began, topic, partition, offset, came, digests, article_topic, article_partition, article_offset)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (guid) DO UPDATE SET
    version = excluded.version, began = coalesce(excluded.began, began), topic = excluded.topic, partition = excluded.partition,
    offset = excluded.offset, came = excluded.came, digests = excluded.digests, article_topic = excluded.article_topic,
    article_partition = excluded.article_partition, article_offset = excluded.article_offset
WHERE (coalesce(excluded.began, began, 0), excluded.version) >= (coalesce(began, excluded.began, 0), version)
"""
_COLUMNS = (
    "guid, version, began, topic, partition, offset, came, digests, article_topic, article_partition, article_offset"
)
_PLACE = "topic = ? AND partition = ? AND offset = ?"


class Standings:
    """Stories by guid and by the raw record of the version that stands, each with what became of it."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536", "locking_mode = EXCLUSIVE"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute(_TABLE)
        self._base.execute("BEGIN")

    def add(self, standing: Standing) -> None:
        """A version of a story."""
        raw, place = standing.raw, standing.place
        self._base.execute(
            _ADD,
            (
                *(standing.guid, standing.version, standing.began_ms, raw.topic, raw.partition, raw.offset),
                *(standing.came_ms, standing.digests, place.topic, place.partition, place.offset),
            ),
        )

    def drop(self, guid: str) -> None:
        """A story that was taken off the topic."""
        self._base.execute("DELETE FROM standing WHERE guid = ?", (guid,))

    def keep_between(self, since: datetime | None, until: datetime | None) -> None:
        """Only stories whose standing version's document came then, or later, and before; of None all."""
        if since:
            self._base.execute("DELETE FROM standing WHERE came IS NULL OR came < ?", (ms_since_epoch(since),))
        if until:
            self._base.execute("DELETE FROM standing WHERE came IS NULL OR came >= ?", (ms_since_epoch(until),))

    def sort(self) -> None:
        """When all are added, before they are looked for by their raw records."""
        self._base.execute("CREATE INDEX by_raw ON standing (topic, partition, offset)")

    def of_raw(self, raw: Origin) -> list[Standing]:
        """What stands by a raw record: one story, if any."""
        rows = self._base.execute(
            f"SELECT {_COLUMNS} FROM standing WHERE {_PLACE}", (raw.topic, raw.partition, raw.offset)
        )
        return [
            Standing(
                guid,
                version,
                began,
                Origin(topic, partition, offset),
                came,
                digests,
                Origin(article_topic, article_partition, article_offset),
            )
            for guid, version, began, topic, partition, offset, came, digests, article_topic, article_partition, article_offset in rows
        ]

    def note(self, guid: str, state: State) -> None:
        """What became of a story."""
        self._base.execute("UPDATE standing SET state = ? WHERE guid = ?", (state, guid))

    def note_sent(self, raw: Origin) -> None:
        """What stands by this raw record was sent again to be read anew."""
        self._base.execute(f"UPDATE standing SET sent = 1 WHERE {_PLACE}", (raw.topic, raw.partition, raw.offset))

    def count(self, state: State | None = None) -> int:
        """How many stories, or how many of that state."""
        query = "SELECT count(*) FROM standing" + (" WHERE state = ?" if state else "")
        found: int = self._base.execute(query, (state,) if state else ()).fetchone()[0]
        return found

    def count_sent(self, states: tuple[State, ...]) -> int:
        """How many of these states were sent before."""
        found: int = self._base.execute(
            f"SELECT count(*) FROM standing WHERE sent AND state IN ({_marks(states)})", states
        ).fetchone()[0]
        return found

    def places(self, states: tuple[State, ...] | None = None, *, again: bool = True) -> Iterator[Origin]:
        """The raw records, of all or of these states; without `again` not of those that were sent before."""
        wanted = f"state IN ({_marks(states)})" if states else "1"
        query = f"SELECT topic, partition, offset FROM standing WHERE {wanted}" + ("" if again else " AND NOT sent")
        return (Origin(*row) for row in self._base.execute(query, states or ()))

    def close(self) -> None:
        """The file can go then."""
        self._base.close()


def _marks(values: tuple[State, ...]) -> str:
    return ", ".join("?" * len(values))


@contextmanager
def standings() -> Iterator[Standings]:
    """An empty table in a folder of its own, which is removed in the end. What the disk refuses is one line."""
    with _folder() as folder:
        try:
            table = Standings(Path(folder) / "standings")
            try:
                yield table
            finally:
                table.close()
        except sqlite3.Error as error:
            raise CopydeskError(
                f"cannot keep a table of stories in {folder}: {error}; set TMPDIR to a folder with room"
            ) from None


def _folder() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix="copydesk-", ignore_cleanup_errors=True)
    except OSError as error:
        raise CopydeskError(
            f"no temporary folder can be made: {error.strerror}; set TMPDIR to a folder with room"
        ) from None
