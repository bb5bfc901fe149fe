"""A program that keeps what it reads in SQLite, to be killed at any moment: `python -m tests.broker.reading_program WAY BROKERS TOPIC FILE`.

`group`: a consumer group remembers the place; what is read is written with `(guid, version)` as its name.
`checkpoint`: the place is stored in the transaction that stores the article, with no name that would hide a repeat.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing

from copydesk.reader.sync import articles


def by_group(brokers: str, topic: str, database: sqlite3.Connection) -> None:
    """Each article as it comes, repeats too."""
    soon = {
        "session_timeout_ms": 6000,
        "heartbeat_interval_ms": 500,
    }  # the group does not wait long for one that was killed
    for article in articles(brokers, topic=topic, group=topic, commit_seconds=0.2, kafka=soon):
        database.execute("INSERT INTO story VALUES (?, ?)", (article.guid, article.version))


def by_checkpoint(brokers: str, topic: str, database: sqlite3.Connection) -> None:
    """Article and place in one transaction."""
    found = database.execute("SELECT place FROM place").fetchone()
    with articles(brokers, topic=topic, checkpoint=found and found[0]) as reading:
        for article in reading:
            database.execute("BEGIN")
            database.execute("INSERT INTO story VALUES (?, ?)", (article.guid, article.version))
            database.execute("REPLACE INTO place VALUES (1, ?)", (reading.checkpoint(),))
            database.execute("COMMIT")


if __name__ == "__main__":
    way, address, name, file = sys.argv[1:]
    with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute("PRAGMA synchronous = OFF")
        opened.execute("CREATE TABLE IF NOT EXISTS story (guid TEXT, version INTEGER)")
        opened.execute("CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, place TEXT)")
        {"group": by_group, "checkpoint": by_checkpoint}[way](address, name, opened)
