"""Articles in PostgreSQL: rows and offsets in one transaction, so that each version is there once, whatever dies when.

A transaction moves the offset of each of its partitions from where this process believes it to be. Where another process
has moved it, as after a rebalance that this one slept through, nothing is written.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import psycopg
from psycopg import sql

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.columns import COLUMNS, row_of
from copydesk.service.shell.sinks.contract import Away, Batch, Overtaken, Source, Unusable
from copydesk.service.shell.sinks.entries import Forgotten, Refused, Stored, forgotten, refused, standing, without_nul
from copydesk.service.shell.sinks.postgres_tables import STEPS, TABLES

OLDEST_SERVER = 140000
LOCK = 0x636F7079
"""The advisory lock under which the tables are made: two sinks that start together do it one after the other."""
TOMBSTONES_STAY = timedelta(days=8)
"""At least, with the desk's own settings of the topic."""
CONNECT_SECONDS = 10

REFUSALS = (psycopg.DataError, psycopg.IntegrityError, psycopg.errors.ProgramLimitExceeded)
"""What is wrong with a row, not with the world."""

NOT_NOW = (
    "refused",
    "timeout",
    "timed out",
    "starting up",
    "shutting down",
    "too many",
    "remaining connection slots",
    "accepting connections",
    "recovery",
    "closed the connection",
    "connection is lost",
    "no such file",
    "unreachable",
    "reset by peer",
    "failed to resolve host",
    "could not translate host name",
)
"""What a server or the way to it says that is well again after a while. The rest is for a person."""

SHUT = (
    "authentication failed",
    "does not exist",
    "no pg_hba.conf entry",
    "not permitted to log in",
    "permission denied",
    "certificate",
)
"""What it says of a login, a database or a right that is none. After that a sink does not wait, even if it was let in once."""

GONE = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn, psycopg.errors.InvalidSchemaName)
_AGAIN = "start the sink again, and it makes what is missing and reads all articles anew"

_ADVICE: Mapping[type[psycopg.Error], str] = {
    **dict.fromkeys(GONE, f"was the database made anew? Then {_AGAIN}"),
    psycopg.errors.InsufficientPrivilege: "give its user that right",
    psycopg.errors.DuplicateTable: "the sink did not make it: give it a schema of its own, with ?options=-csearch_path%3DSCHEMA",
}

log = logging.getLogger("copydesk")

_COLUMNS = ", ".join(COLUMNS)
_STAGE = f"CREATE TEMP TABLE staged ON COMMIT DELETE ROWS AS SELECT {_COLUMNS} FROM articles WITH NO DATA"
_COPY = f"COPY staged ({_COLUMNS}) FROM STDIN"
_MERGE = f"""
INSERT INTO articles ({_COLUMNS}) SELECT {_COLUMNS} FROM staged
ON CONFLICT (guid, version) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS)}
WHERE articles.content_hash <> excluded.content_hash OR articles.kafka_partition <> excluded.kafka_partition
"""
"""A repeat changes nothing. Another content under the same number comes only after `copydesk restore`: it is what counts. So
does the partition: tombstones speak for the one that a story stands on now."""
_REMOVE = "DELETE FROM articles WHERE guid = %s AND (%s OR kafka_partition = %s OR version = ANY (%s))"
_REMOVE_REFUSED = "DELETE FROM articles_refused WHERE guid = %s AND (%s OR kafka_partition = %s)"
_NOTE = """
INSERT INTO articles_forgotten (guid, forgotten_at) VALUES (%s, %s)
ON CONFLICT (guid) DO UPDATE SET forgotten_at = excluded.forgotten_at
"""
_REFUSE = """
INSERT INTO articles_refused (kafka_partition, kafka_offset, guid, why, value) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
_MOVE = """
UPDATE articles_offsets SET next_offset = %s, written_at = now()
WHERE cluster = %s AND topic = %s AND partition = %s AND next_offset = %s
"""
_BEGIN = "INSERT INTO articles_offsets (cluster, topic, partition, next_offset) VALUES (%s, %s, %s, 0) ON CONFLICT DO NOTHING"
_PLACE = "SELECT name, (SELECT max(step) FROM articles_steps) FROM articles_place"
_WHERE = "SELECT partition, next_offset, now() - written_at FROM articles_offsets WHERE cluster = %s AND topic = %s AND partition = ANY (%s)"


class Postgres:
    """A database by its URL, `postgresql://user:password@host:5432/name?sslmode=verify-full`, and all that libpq reads in it."""

    def __init__(self, url: str) -> None:
        if url.partition("://")[2].partition("/")[0].count("@") > 1:
            raise CopydeskError(
                "the address of PostgreSQL has two @: one within the user or the password is written %40"
            )
        self._url = url
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._source = Source("", "")
        self._at: dict[int, int] = {}
        self._name = ""
        self._was_in = False

    async def prepare(self, source: Source) -> str:
        """Make the tables, or take the steps that are new; the name that the database was given then."""
        self._source = source
        async with self._transaction() as connection:
            if connection.info.server_version < OLDEST_SERVER:
                raise CopydeskError("the sink needs PostgreSQL 14 or newer")
            await migrate(connection)
            await _require_all(connection)
            self._name, _ = await _place(connection)
        return self._name

    async def positions(self, partitions: Sequence[int]) -> Mapping[int, int]:
        """As the table of offsets has them; 0 where a partition is new."""
        cluster, topic = self._source.cluster, self._source.topic
        async with self._transaction() as connection:
            await self._require_same(connection)
            for partition in partitions:
                await connection.execute(_BEGIN, (cluster, topic, partition))
            rows = await (await connection.execute(_WHERE, (cluster, topic, list(partitions)))).fetchall()
        self._at = {partition: offset for partition, offset, _ in rows}
        _warn_of_absence([absent for _, offset, absent in rows if offset])
        return dict(self._at)

    async def write(self, batch: Batch, *, now: bool) -> Mapping[int, int]:
        """All of the batch in one transaction; what the tables cannot hold goes to `articles_refused`."""
        if batch.ends:
            try:
                await self._write(batch, standing(batch.entries))
            except REFUSALS:
                await self._write(batch, None)
            self._at |= batch.ends
        return batch.ends

    async def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                await self._connection.close()
        self._connection = None

    async def _write(self, batch: Batch, rows: list[Stored] | None) -> None:
        """Together where the rows are given, else one by one, so that one that cannot be held keeps no other away."""
        async with self._transaction() as connection:
            await self._move(connection, batch.ends)
            for entry in refused(batch.entries):
                await _refuse(connection, entry)
            for end, versions in forgotten(batch.entries):
                await _forget(connection, end, versions)
            if rows is not None:
                await _merge(connection, rows)
            else:
                await _merge_one_by_one(connection, standing(batch.entries))

    async def _require_same(self, connection: Any) -> None:
        """Tables made anew while this process ran hold nothing of what it believes to be kept."""
        name, taken = await _place(connection)
        if name != self._name:
            raise Unusable(f"the tables were made anew while the sink ran: {_AGAIN}")
        _require_known(taken, STEPS)

    async def _move(self, connection: Any, ends: Mapping[int, int]) -> None:
        for partition, end in sorted(ends.items()):  # in one order, or two processes could wait for each other
            given = (end, self._source.cluster, self._source.topic, partition, self._at[partition])
            if (await connection.execute(_MOVE, given)).rowcount != 1:
                raise Overtaken(f"{self._source.topic}/{partition} is not at {self._at[partition]} any more")

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        connection = await self._connected()
        try:
            async with connection.transaction():
                yield connection
        except REFUSALS:
            raise
        except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.ReadOnlySqlTransaction) as error:
            await self.close()  # a server that is a standby now: the next connection may find the other one
            raise Away(one_line(error)) from None
        except psycopg.Error as error:
            raise Unusable(_advised(error)) from None

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is None or self._connection.closed:
            try:
                self._connection = await connect(self._url)
            except CopydeskError as error:
                if isinstance(error, Unusable) or not self._was_in:
                    raise
                raise Away(str(error)) from None  # nobody knows what it is; who was let in once may be again
            self._was_in = True
        return self._connection


async def connect(url: str) -> psycopg.AsyncConnection[Any]:
    """A connection of the sink. Raises Away where to wait may help, Unusable where it does not, CopydeskError for what is new to us."""
    try:
        return await psycopg.AsyncConnection.connect(
            url,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            application_name="copydesk sink",
            keepalives_idle=30,
            tcp_user_timeout=60_000,  # milliseconds; or a network that swallows packets would hold a write for a quarter of an hour
            prepare_threshold=None,  # a pooler between us may give each transaction another server process
        )
    except psycopg.ProgrammingError as error:
        raise CopydeskError(f"the address of PostgreSQL cannot be read: {one_line(error)}") from None
    except psycopg.Error as error:
        said = one_line(error)
        if any(words in said.lower() for words in NOT_NOW):
            raise Away(said) from None
        if any(words in said.lower() for words in SHUT):
            raise Unusable(f"PostgreSQL: {said}: mend that, and start the sink again") from None
        raise CopydeskError(f"PostgreSQL: {said}") from None


def _advised(error: psycopg.Error) -> str:
    advice = next((advice for kind, advice in _ADVICE.items() if isinstance(error, kind)), "")
    return f"PostgreSQL: {one_line(error)}{advice and ': '}{advice}"


def _warn_of_absence(absences: Sequence[timedelta]) -> None:
    longest = max(absences, default=timedelta())
    if longest > TOMBSTONES_STAY:
        log.warning(
            "nothing was written here for %d days: tombstones of that time may be gone from the topic, and with them what they "
            "would have removed; to be sure, fill an empty database",
            longest.days,
        )


def one_line(error: Exception) -> str:
    """What an error says, without what only its programmer understands."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


async def migrate(connection: psycopg.AsyncConnection[Any], steps: Sequence[str] = STEPS) -> None:
    """Take the steps that the database has not taken. Raises CopydeskError where it has taken more than there are."""
    await connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS articles_steps (step integer PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now())"
    )
    row = await (await connection.execute("SELECT coalesce(max(step), 0) FROM articles_steps")).fetchone()
    taken = row[0] if row else 0
    _require_known(taken, steps)
    for number, step in enumerate(steps[taken:], taken + 1):
        await connection.execute(sql.SQL(step))
        await connection.execute("INSERT INTO articles_steps (step) VALUES (%s)", (number,))


def _require_known(taken: int, steps: Sequence[str]) -> None:
    if taken > len(steps):
        raise Unusable(f"the tables are of a newer Copydesk (step {taken}, this one knows {len(steps)}): upgrade it")


async def _require_all(connection: Any) -> None:
    """Where some tables are gone and others stand, nobody but a person knows which are right."""
    missing = [name for name in TABLES if not (await _one(connection, "SELECT to_regclass(%s)", name))[0]]
    if missing:
        raise Unusable(
            f"of the sink's tables {', '.join(missing)} is gone and the others stand: put it back, or drop all of "
            f"{', '.join(TABLES)}, articles_steps and start the sink again, and it makes them anew and reads all articles"
        )


async def _place(connection: Any) -> tuple[str, int]:
    """The name that the tables were given when they were made, and the steps that they have taken."""
    found = await _one(connection, _PLACE)
    if found is None:
        raise Unusable("articles_place is empty: put its row back, or begin in an empty database")
    name, taken = found
    return str(name), int(taken)


async def _one(connection: Any, query: str, *given: Any) -> Any:
    return await (await connection.execute(query, given)).fetchone()


async def _merge(connection: Any, rows: Iterable[Stored]) -> None:
    if (await (await connection.execute("SELECT to_regclass('pg_temp.staged')")).fetchone())[0] is None:
        await connection.execute(_STAGE)
    async with connection.cursor() as cursor:
        async with cursor.copy(_COPY) as copy:
            for row in rows:
                await copy.write_row(row_of(without_nul(row)))
        await cursor.execute(_MERGE)


async def _merge_one_by_one(connection: Any, rows: Iterable[Stored]) -> None:
    for row in rows:
        try:
            async with connection.transaction():
                await _merge(connection, [row])
                await connection.execute("DELETE FROM staged")
        except REFUSALS as error:
            await _refuse(connection, Refused(row.place, row.guid, one_line(error), row.value))


async def _refuse(connection: Any, entry: Refused) -> None:
    texts = (each.replace("\0", "\N{REPLACEMENT CHARACTER}") for each in (entry.guid, entry.why))
    await connection.execute(_REFUSE, (entry.place.partition, entry.place.offset, *texts, entry.value))


async def _forget(connection: Any, entry: Forgotten, versions: Sequence[int]) -> None:
    guid = entry.guid.replace("\0", "\N{REPLACEMENT CHARACTER}")
    where = (guid, entry.everywhere, entry.place.partition)
    await connection.execute(_REMOVE, (*where, list(versions)))
    await connection.execute(_REMOVE_REFUSED, where)
    await connection.execute(_NOTE, (guid, entry.place.moment))
