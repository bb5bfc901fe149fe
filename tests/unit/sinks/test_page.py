"""docs/sinks.md: its queries and its program are run as they stand, on a real database and a real folder."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from copydesk.service.shell.sinks.contract import Sink
from copydesk.service.shell.sinks.parquet import Parquet
from copydesk.service.shell.sinks.postgres import Postgres
from tests.unit.sinks.entries import NOON, SOURCE, a_batch, a_version, no_article

PAGE = (Path(__file__).parents[3] / "docs" / "sinks.md").read_text()
STORY: dict[str, Any] = {
    "guid": "dailyplanet-example:75875",
    "source_id": "dailyplanet-example",
    "news_id": "75875",
    "headline": "Council approves new river bridge",
    "language": "en",
    "published_at": NOON,
    "tags": ["harbour", "river"],
    "dateline": {"text": "HARBOUR -", "place": "HARBOUR"},
}


def block(language: str) -> str:
    """The first code block of a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


async def kept(sink: Sink, *more: Any) -> None:
    """Two versions of a story, a record that is none, and more."""
    await sink.prepare(SOURCE)
    await sink.positions([0])
    rows = [a_version(number, version=number + 1, **STORY) for number in range(2)]
    await sink.write(a_batch(*rows, no_article(2), *more), now=True)
    await sink.close()


def test_each_query_finds_something(database: str) -> None:
    """As a newcomer copies them."""
    asyncio.run(kept(Postgres(database)))
    queries = [query for query in block("sql").split(";") if "SELECT" in query]
    with psycopg.connect(database) as connection:
        found = [len(connection.execute(query.encode()).fetchall()) for query in queries]
    assert found == [1, 1, 1, 2, 1, 1, 1, 1]


def test_the_program_finds_the_newest(tmp_path: Path) -> None:
    """With the folder that the page names put where there is one; a story that was taken back is not shown as it was before."""
    other = STORY | {"guid": "dailyplanet-example:1", "news_id": "1"}
    taken_back = [a_version(3, version=1, **other), a_version(4, version=2, **other, pubstatus="canceled")]
    asyncio.run(kept(Parquet(str(tmp_path), timedelta(seconds=1)), *taken_back))
    names: dict[str, Any] = {}
    exec(block("python").replace("/srv/articles", str(tmp_path)), names)
    found = names["shown"].select(["guid", "version"]).to_pylist()
    assert found == [{"guid": "dailyplanet-example:75875", "version": 2}]
