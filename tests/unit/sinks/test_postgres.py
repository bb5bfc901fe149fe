"""The PostgreSQL sink alone, on a real server: what it writes, what it refuses, who wins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.contract import Away, Batch, Overtaken, Source, Unusable
from copydesk.service.shell.sinks.entries import Entry
from copydesk.service.shell.sinks.postgres import Postgres, connect, migrate
from copydesk.service.shell.sinks.postgres_tables import STEPS
from tests.postgres.server import PASSWORD, PostgresServer
from tests.unit.sinks.entries import NOON, SOURCE, a_batch, a_version, an_end, no_article

Act = Callable[[Postgres], Coroutine[Any, Any, None]]
SOON, BEFORE = datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC) - timedelta(hours=1)


def on(url: str, act: Act, source: Source = SOURCE) -> None:
    """Run with a sink that is ready for partitions 0 and 1."""

    async def scene() -> None:
        sink = Postgres(url)
        try:
            await sink.prepare(source)
            await sink.positions([0, 1])
            await act(sink)
        finally:
            await sink.close()

    asyncio.run(scene())


def write(url: str, *entries: Entry) -> None:
    """All in one batch."""

    async def act(sink: Postgres) -> None:
        await sink.write(a_batch(*entries), now=False)

    on(url, act)


def rows(url: str, query: str, *given: Any) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode(), given).fetchall()


def versions(url: str, table: str = "articles") -> list[tuple[Any, ...]]:
    """`(guid, version)` of a table, in order."""
    return rows(url, f"SELECT guid, version FROM {table} ORDER BY 1, 2")


def test_a_row(database: str) -> None:
    """Columns for what people ask for, and the whole article beside them."""
    fields: dict[str, Any] = {
        "headline": "Bridge",
        "tags": ["river", "a,b {c}"],
        "authors": [{"name": "Ann"}],
        "published_at": NOON,
    }
    write(database, a_version(0, **fields, embargoed_until=datetime(9999, 12, 31, 23, 59, tzinfo=UTC)))
    [row] = rows(
        database, "SELECT headline, tags, authors, published_at, article->>'headline', kafka_time FROM articles"
    )
    assert row == ("Bridge", ["river", "a,b {c}"], ["Ann"], NOON, "Bridge", NOON)


def test_repeats(database: str) -> None:
    """A repeat changes nothing, in one batch or in two; another content under the number is what counts."""
    write(database, a_version(0), a_version(1))
    write(database, a_version(2, content_hash="f" * 32))
    assert rows(database, "SELECT version, content_hash, kafka_offset FROM articles") == [(1, "f" * 32, 2)]
    before = rows(database, "SELECT xmin::text FROM articles")
    write(database, a_version(3, content_hash="f" * 32))
    assert rows(database, "SELECT xmin::text FROM articles") == before


def test_a_tombstone(database: str) -> None:
    """All versions go, in one batch or in two, and what was set aside of the story; what comes afterwards stands."""
    write(database, a_version(0), a_version(1, version=2), a_version(2, "example:2"), no_article(3))
    write(database, an_end(4), a_version(5, version=3))
    assert versions(database) == [("example:1", 3), ("example:2", 1)]
    assert rows(database, "SELECT guid, forgotten_at FROM articles_forgotten") == [("example:1", NOON)]
    assert rows(database, "SELECT * FROM articles_refused") == []


def test_a_story_on_two_partitions(database: str) -> None:
    """After a topic was given partitions: the desk's tombstone for the old one, read late, spares what came on the new one; one
    written by hand spares nothing.
    """
    write(database, a_version(0, partition=0), an_end(0, partition=1), a_version(1, version=2, partition=1), an_end(1))
    assert versions(database) == [("example:1", 2)]
    write(database, an_end(2, everywhere=True))
    assert versions(database) == []


def test_what_readers_may_see(database: str) -> None:
    """The newest version where it is usable, or its embargo has passed; a kill and a withheld version hide all before."""
    shown = {"shown:1": {}, "shown:2": {"pubstatus": "withheld", "embargoed_until": BEFORE}}
    hidden: dict[str, dict[str, Any]] = {
        "hidden:1": {"pubstatus": "withheld"},
        "hidden:2": {"pubstatus": "withheld", "embargoed_until": SOON},
        "hidden:3": {"pubstatus": "canceled"},
        "hidden:4": {"signals": ["advisory"]},
    }
    entries = [
        a_version(2 * place + version, guid, version, **(fields if version == 2 else {}))
        for place, (guid, fields) in enumerate((shown | hidden).items())
        for version in (1, 2)
    ]
    write(database, *entries)
    assert versions(database, "latest_articles") == [("shown:1", 2), ("shown:2", 2)]
    assert len(versions(database)) == 12


def test_editors_notes_are_not_for_readers(database: str) -> None:
    """The view has none; the table has."""
    write(database, a_version(0, editorial_note="Ring Ann first"))
    assert rows(database, "SELECT editorial_note FROM articles") == [("Ring Ann first",)]
    [row] = rows(database, "SELECT latest_articles::text FROM latest_articles")
    assert "Ring Ann" not in row[0]


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("en", "words @@ websearch_to_tsquery('simple', 'bridges')", True),
        ("en", "words @@ websearch_to_tsquery('simple', 'bridge')", False),
        ("en-GB", "stems @@ websearch_to_tsquery(article_words('en'), 'bridge')", True),
        (None, "stems @@ websearch_to_tsquery(article_words('xx'), 'bridges')", True),
        ("fa", "words @@ websearch_to_tsquery('simple', 'پل')", True),
    ],
)
def test_search(database: str, language: str | None, query: str, found: bool) -> None:
    """By the words as they stand, and by their stems where PostgreSQL knows the language."""
    write(database, a_version(0, language=language, body_text="Two bridges stand. دو پل"))
    assert bool(rows(database, f"SELECT 1 FROM articles WHERE {query}")) is found


def test_texts_that_databases_dislike(database: str) -> None:
    """NUL, a text of megabytes, one of a hundred thousand different words, a key of the oddest kind: all are there."""
    many = " ".join(f"{number:x}" for number in range(400_000))
    odd = [
        a_version(0, "example:1", headline="a\0b", body_text="\0"),
        a_version(1, "example:2", body_text="word " * 800_000),
        a_version(2, "example:3", body_text=many, headline="ø" * 200_000),
        a_version(3, "example:\\N", body_text="\\N\t\\.\n\\", tags=["\\N", "", "NULL", '"'], section="\\N"),
        a_version(4, "example:4", body_text=" ".join(chr(0x20000 + number) for number in range(40_000))),
        a_version(5, "example:5", extensions={"huge": [1e308, -0.0, 2**63]}),
    ]
    write(database, *odd)
    assert [row[0] for row in versions(database)] == sorted(entry.guid for entry in odd)
    [row] = rows(database, "SELECT body_text, tags, section FROM articles WHERE guid = %s", "example:\\N")
    assert row == ("\\N\t\\.\n\\", ["\\N", "", "NULL", '"'], "\\N")
    assert rows(database, "SELECT headline FROM articles WHERE guid = 'example:1'") == [("a\ufffdb",)]
    assert rows(database, "SELECT * FROM articles_refused") == []


def test_a_row_that_the_tables_refuse(database: str) -> None:
    """It is set aside with the reason, the others are there, and the offsets go on."""
    write(database)
    with psycopg.connect(database) as connection:
        connection.execute("CREATE INDEX mine ON articles (section)")  # a B-tree holds no entry over 2.7 kB
        connection.execute("ALTER TABLE articles ADD CHECK (language <> 'xx')")
    noise = "".join(chr(0x4E00 + (number * 7919) % 20_000) for number in range(9_000))
    write(
        database,
        a_version(0),
        a_version(1, "example:2", section=noise),
        a_version(2, "example:3"),
        no_article(3),
        a_version(4, "example:4", language="xx"),
    )
    assert versions(database) == [("example:1", 1), ("example:3", 1)]
    [first, second, third] = rows(database, "SELECT kafka_offset, why FROM articles_refused ORDER BY 1")
    assert (first[0], "index row" in first[1]) == (1, True)
    assert second == (3, "no article")
    assert third[0] == 4
    assert rows(database, "SELECT next_offset FROM articles_offsets ORDER BY partition") == [(5,), (0,)]


def test_who_was_overtaken_writes_nothing(database: str) -> None:
    """A process that lost its partition while it slept fails as a whole, also for partitions that are still its own."""

    async def act(sleeper: Postgres) -> None:
        other = Postgres(database)
        await other.prepare(SOURCE)
        await other.positions([0])
        await other.write(a_batch(a_version(0), a_version(1, version=2)), now=False)
        with pytest.raises(Overtaken):
            await sleeper.write(a_batch(a_version(0), a_version(0, "example:2", partition=1)), now=False)
        assert dict(await sleeper.positions([0, 1])) == {0: 2, 1: 0}
        await sleeper.write(a_batch(a_version(2, version=3), a_version(0, "example:2", partition=1)), now=False)
        await other.close()

    on(database, act)
    assert versions(database) == [("example:1", 1), ("example:1", 2), ("example:1", 3), ("example:2", 1)]


def test_two_that_start_together(database: str) -> None:
    """Both find the tables made."""

    async def scene() -> None:
        sinks = [Postgres(database) for _ in range(4)]
        await asyncio.gather(*(sink.prepare(SOURCE) for sink in sinks))
        await asyncio.gather(*(sink.close() for sink in sinks))

    asyncio.run(scene())
    assert len(rows(database, "SELECT step FROM articles_steps")) == len(STEPS)


@pytest.mark.parametrize("taken", range(1, len(STEPS)))
def test_tables_of_an_older_copydesk(database: str, taken: int) -> None:
    """They are brought up to date with what is in them, and look as new ones do."""

    async def old() -> None:
        connection = await connect(database)
        async with connection.transaction():
            await migrate(connection, STEPS[:taken])
        await connection.close()

    asyncio.run(old())
    columns = "guid, version, source_id, news_id, body_text, authors, tags, pubstatus, signals, published_precision"
    columns += ", changed_fields, content_hash, countries, keywords, article, kafka_partition, kafka_offset, language"
    values = (
        "'a:1', 1, 'a', '1', 'Bridges', '{}', '{}', 'usable', '{}', 'none', '{}', 'x', '{}', '{}', '{}', 0, 0, 'en'"
    )
    with psycopg.connect(database) as connection:
        connection.execute(f"INSERT INTO articles ({columns}) VALUES ({values})".encode())
    write(database, a_version(1))
    assert versions(database, "latest_articles") == [("a:1", 1), ("example:1", 1)]
    assert rows(database, "SELECT guid FROM articles WHERE stems @@ to_tsquery('english', 'bridge')") == [("a:1",)]


def test_tables_of_a_newer_copydesk(database: str) -> None:
    """The sink says so and writes nothing."""
    write(database)
    with psycopg.connect(database) as connection:
        connection.execute("INSERT INTO articles_steps (step) VALUES (99)")
    with pytest.raises(CopydeskError, match=r"newer Copydesk \(step 99"):
        write(database, a_version(0))


def test_another_cluster(database: str) -> None:
    """Its offsets mean something else: it is read from its start, and what is there already stays as it is."""
    write(database, a_version(0), a_version(1, version=2))

    async def act(sink: Postgres) -> None:
        assert dict(await sink.positions([0])) == {0: 0}
        await sink.write(a_batch(a_version(0, content_hash="0" * 32)), now=False)

    on(database, act, Source("the-one-after", SOURCE.topic))
    assert len(versions(database)) == 2


def test_a_story_that_stands_on_another_partition_now(database: str) -> None:
    """After a restore with more partitions a tombstone on the new one takes it away."""
    write(database, a_version(7, partition=0))

    async def act(sink: Postgres) -> None:
        await sink.write(
            a_batch(a_version(0, partition=1, content_hash=f"{7:032x}"), an_end(1, partition=1)), now=False
        )

    on(database, act, Source("the-one-after", SOURCE.topic))
    assert versions(database) == []
    write(database, a_version(8))

    async def later(sink: Postgres) -> None:
        await sink.write(a_batch(a_version(2, partition=1, content_hash=f"{8:032x}")), now=False)
        await sink.write(a_batch(an_end(3, partition=1)), now=False)

    on(database, later, Source("the-one-after", SOURCE.topic))
    assert versions(database) == []


def test_nothing_to_write(database: str) -> None:
    """No transaction is begun for an empty batch."""

    async def act(sink: Postgres) -> None:
        assert await sink.write(Batch((), {}), now=True) == {}

    on(database, act)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((PASSWORD, "wrong"), "password authentication failed"),
        (("/news", "/nowhere"), 'database "nowhere" does not exist'),
        (("desk:", "nobody:"), "nobody"),
        (("?", "?sslmode=require&"), "SSL"),
        (("?", "?sslmode=sure&"), "sslmode"),
        ((PASSWORD, f"a@{PASSWORD}"), "is written %40"),
    ],
)
def test_a_door_that_stays_shut(postgres: PostgresServer, change: tuple[str, str], said: str) -> None:
    """One line without the password, for a person."""
    with pytest.raises(CopydeskError) as caught:
        asyncio.run(Postgres((postgres.url + "?application_name=x").replace(*change)).prepare(SOURCE))
    assert said in str(caught.value)
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_door_that_was_open_once(database: str) -> None:
    """Whatever it says later, as while it is restored: the sink waits."""

    async def act(sink: Postgres) -> None:
        with psycopg.connect(database.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
            name = database.rpartition("/")[2]
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
            await sink.close()
            with pytest.raises(Away, match="not currently accepting"):
                await sink.write(a_batch(a_version(0)), now=False)
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())
        await sink.write(a_batch(a_version(0)), now=False)

    on(database, act)
    assert versions(database) == [("example:1", 1)]


ALL_TABLES = "articles, articles_place, articles_forgotten, articles_refused, articles_offsets, articles_steps"


def remake(database: str) -> None:
    """Drop the database under whoever is in it, and make an empty one of its name."""
    server, _, name = database.rpartition("/")
    with psycopg.connect(server + "/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
        connection.execute(f'CREATE DATABASE "{name}"'.encode())


def test_a_database_that_is_made_anew(database: str) -> None:
    """Who had been let in is away for a moment, then finds no tables and ends; a new start makes them and begins at 0."""

    async def act(sink: Postgres) -> None:
        await sink.write(a_batch(a_version(0)), now=False)
        remake(database)
        with pytest.raises(Away):
            await sink.write(a_batch(a_version(1, version=2)), now=False)
        with pytest.raises(Unusable, match="start the sink again, and it makes what is missing"):
            await sink.positions([0, 1])

    on(database, act)

    async def again(sink: Postgres) -> None:
        assert dict(await sink.positions([0])) == {0: 0}

    on(database, again)


def test_tables_that_another_sink_has_made_anew(database: str) -> None:
    """Nothing is written into them by who believes that all before is there."""

    async def act(sink: Postgres) -> None:
        await sink.write(a_batch(a_version(0)), now=False)
        with psycopg.connect(database) as connection:
            connection.execute(f"DROP TABLE {ALL_TABLES} CASCADE; DROP FUNCTION article_words".encode())
        other = Postgres(database)
        await other.prepare(SOURCE)
        await other.positions([0])
        await other.close()
        with pytest.raises(Overtaken):
            await sink.write(a_batch(a_version(1, version=2)), now=False)
        with pytest.raises(Unusable, match="made anew while the sink ran"):
            await sink.positions([0, 1])

    on(database, act)
    assert versions(database) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DROP TABLE articles CASCADE", 'relation "articles" does not exist: was the database made anew'),
        ("ALTER TABLE articles DROP COLUMN byline CASCADE", "does not exist: was the database made anew"),
        ("INSERT INTO articles_steps (step) VALUES (99)", "newer Copydesk"),
        ("TRUNCATE articles_place", "articles_place is empty"),
    ],
)
def test_tables_that_change_while_it_runs(database: str, change: str, said: str) -> None:
    """It ends with one line that says what to do."""

    async def act(sink: Postgres) -> None:
        with psycopg.connect(database) as connection:
            connection.execute(change.encode())
        await sink.positions([0, 1])
        await sink.write(a_batch(a_version(0)), now=False)

    with pytest.raises(Unusable, match=said):
        on(database, act)


def test_some_tables_that_are_gone(database: str) -> None:
    """A start does not make them over what stands: it names them."""
    write(database, a_version(0))
    with psycopg.connect(database) as connection:
        connection.execute("DROP TABLE articles CASCADE; DROP TABLE articles_offsets")
    with pytest.raises(Unusable, match="articles, articles_offsets is gone and the others stand"):
        write(database, a_version(1))


def test_tables_of_others(database: str) -> None:
    """They are left as they are."""
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE articles (mine text)")
    with pytest.raises(Unusable, match="the sink did not make it"):
        write(database, a_version(0))


def test_a_server_that_has_become_a_standby(database: str) -> None:
    """It takes no writes; the next connection may find the other one."""

    async def act(sink: Postgres) -> None:
        name = database.rpartition("/")[2]
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'.encode())
            await sink.close()
            with pytest.raises(Away, match="read-only"):
                await sink.write(a_batch(a_version(0)), now=False)
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only'.encode())
        await sink.write(a_batch(a_version(0)), now=False)

    on(database, act)
    assert versions(database) == [("example:1", 1)]


def test_a_login_that_is_taken_away(database: str) -> None:
    """No waiting brings it back, even for who was let in once."""
    with psycopg.connect(database) as connection:
        connection.execute("CREATE ROLE keeper LOGIN SUPERUSER PASSWORD 'x'")

    async def act(sink: Postgres) -> None:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("ALTER ROLE keeper PASSWORD 'y'")
        await sink.close()
        with pytest.raises(Unusable, match=r"password authentication failed.*start the sink again"):
            await sink.write(a_batch(a_version(0)), now=False)

    try:
        on(database.replace(f"desk:{PASSWORD}", "keeper:x"), act)
    finally:
        with psycopg.connect(database) as connection:
            connection.execute("REASSIGN OWNED BY keeper TO desk")
            connection.execute("DROP ROLE keeper")


def test_a_server_that_is_away() -> None:
    """To wait may help."""
    with pytest.raises(Away):
        asyncio.run(Postgres("postgresql://desk:x@127.0.0.1:9/news").prepare(SOURCE))


def test_a_right_that_is_missing(database: str) -> None:
    """One line, for a person."""
    with psycopg.connect(database) as connection:
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'x'")
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    url = database.replace(f"desk:{PASSWORD}", "reader:x")
    with pytest.raises(CopydeskError, match="permission denied"):
        write(url, a_version(0))
