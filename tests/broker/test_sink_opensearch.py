"""`copydesk sink opensearch…` on a real broker and a real OpenSearch: what it writes, killed, and without its server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.contract import Away, Source
from copydesk.service.shell.sinks.entries import Entry
from copydesk.service.shell.sinks.opensearch import OpenSearch, changes_of
from tests.broker.sink_scene import SinkProcess, Stream, fill, kill_often, made_desk, send, stream, version_of
from tests.kafka.server import KafkaServer
from tests.opensearch.server import OpenSearchServer
from tests.unit.sinks.entries import SOURCE, a_batch, a_version, an_end, no_article

pytestmark = pytest.mark.broker  # it needs Java and Maven as the broker does

KILLS = 30
STORIES = 1200


@pytest.fixture
def desk(kafka: KafkaServer, prefix: str) -> Settings:
    """Topics of its own."""
    return made_desk(kafka, prefix)


def write(address: str, *batches: tuple[Entry, ...], source: Source = SOURCE) -> None:
    """One batch after the other, by one process."""

    async def act() -> None:
        sink = OpenSearch(address)
        try:
            await sink.prepare(source)
            for entries in batches:
                await sink.write(a_batch(*entries), now=False)
        finally:
            await sink.close()

    asyncio.run(act())


def there(opensearch: OpenSearchServer, index: str) -> dict[str, int]:
    """guid -> version of the stories that stand."""
    hits = opensearch.documents(index)
    return {hit["_source"]["guid"]: hit["_version"] for hit in hits if not hit["_source"].get("forgotten")}


def test_a_document(opensearch: OpenSearchServer, prefix: str) -> None:
    """The newest version as it came, found by its words; a repeat and an older one change nothing."""
    rows = [a_version(number, version=number, headline=f"Bridge {number}") for number in (1, 2, 3)]
    write(opensearch.address_of(prefix), (rows[0], rows[2]), (rows[1], rows[2]))
    [hit] = opensearch.documents(prefix)
    assert (hit["_id"], hit["_version"], hit["_source"]["headline"]) == ("example:1", 3, "Bridge 3")
    assert hit["_source"].items() >= rows[2].article.model_dump(mode="json").items()
    found = opensearch.ask("POST", f"/{prefix}-shown/_search", {"query": {"match": {"headline": "bridge"}}})
    assert found["hits"]["total"]["value"] == 1


def test_what_readers_may_see(opensearch: OpenSearchServer, prefix: str) -> None:
    """The alias has what is usable, or was withheld until now."""
    now = datetime.now(UTC)
    told: dict[str, dict[str, Any]] = {
        "shown:1": {},
        "shown:2": {"pubstatus": "withheld", "embargoed_until": now - timedelta(hours=1)},
        "hidden:1": {"pubstatus": "withheld"},
        "hidden:2": {"pubstatus": "withheld", "embargoed_until": now + timedelta(hours=1)},
        "hidden:3": {"pubstatus": "canceled"},
        "hidden:4": {"signals": ["advisory"]},
    }
    write(
        opensearch.address_of(prefix),
        tuple(a_version(number, guid, **fields) for number, (guid, fields) in enumerate(told.items())),
    )
    assert sorted(there(opensearch, f"{prefix}-shown")) == ["shown:1", "shown:2"]
    assert len(there(opensearch, prefix)) == 6


def test_a_tombstone(opensearch: OpenSearchServer, prefix: str) -> None:
    """Nothing of the story is left but its name; an older version does not come back; the next one does."""
    address = opensearch.address_of(prefix)
    write(address, (a_version(0), a_version(1, version=2), no_article(2)), (an_end(3), an_end(4, "example:9")))
    [hit] = opensearch.documents(prefix)
    assert sorted(hit["_source"]) == ["forgotten", "forgotten_at", "guid", "kafka"]
    assert opensearch.documents(f"{prefix}-shown") == []
    assert opensearch.documents(f"{prefix}-refused") == []
    write(address, (a_version(1, version=2),))  # by a process that slept
    assert there(opensearch, prefix) == {}
    write(address, (a_version(5, version=3),), (an_end(3),))  # and again
    assert there(opensearch, prefix) == {"example:1": 3}
    write(address, (an_end(6),), (a_version(7, version=3),))  # a worker repeats order and version
    assert there(opensearch, prefix) == {"example:1": 3}


def test_a_story_on_two_partitions(opensearch: OpenSearchServer, prefix: str) -> None:
    """The desk's tombstones speak for their own partition; one by hand for all."""
    address = opensearch.address_of(prefix)
    write(address, (a_version(9),), (a_version(0, version=2, partition=1),), (an_end(10),))
    assert there(opensearch, prefix) == {"example:1": 2}
    write(address, (an_end(11, everywhere=True),))
    assert there(opensearch, prefix) == {}


def test_odd_documents(opensearch: OpenSearchServer, prefix: str) -> None:
    """A long key, a large text, odd characters are there; what cannot be read is set aside."""
    long = "example:" + "\N{CAT FACE}" * 128
    odd = (
        a_version(0, long),
        a_version(1, "example:1", headline="a\0b", body_text="x" * 40_000, section="y" * 40_000),
        a_version(2, "example:2", body_text="word " * 1_000_000),
        a_version(3, "example:3", body_text="word " * 1_000_000),
        no_article(4),
    )
    write(opensearch.address_of(prefix), odd)
    assert set(there(opensearch, prefix)) == {long, "example:1", "example:2", "example:3"}
    [refused] = opensearch.documents(f"{prefix}-refused")
    assert (refused["_id"], refused["_source"]["why"]) == ("0-4", "no article")


def test_a_document_that_the_index_refuses(opensearch: OpenSearchServer, prefix: str) -> None:
    """It is set aside with the reason; the others are there."""
    write(opensearch.address_of(prefix))
    opensearch.ask("PUT", f"/{prefix}/_mapping", {"properties": {"record_id": {"type": "long"}}})
    write(opensearch.address_of(prefix), (a_version(0), a_version(1, "example:2", record_id="7")))
    assert there(opensearch, prefix) == {"example:2": 1}
    [refused] = opensearch.documents(f"{prefix}-refused")
    assert "record_id" in refused["_source"]["why"]


def test_another_cluster(opensearch: OpenSearchServer, prefix: str) -> None:
    """Its articles do not come into this index."""
    write(opensearch.address_of(prefix), (a_version(0),))
    with pytest.raises(CopydeskError, match="offsets of one Kafka cluster mean nothing"):
        write(opensearch.address_of(prefix), source=Source("the-one-after", SOURCE.topic))


def test_what_is_left_of_a_batch() -> None:
    """One change a story: its newest version, or its end with the number that came before."""
    first, second, other = a_version(0), a_version(1, version=2), a_version(2, "example:2")
    assert [change.entry for change in changes_of([second, first, other])] == [second, other]
    [end] = changes_of([first, second, an_end(3)])
    assert (end.entry, end.highest) == (an_end(3), 2)
    [again] = changes_of([first, an_end(1), second])
    assert (again.entry, again.highest) == (second, 2)
    assert [change.entry for change in changes_of([first, an_end(1, partition=1)])] == [first]


def test_addresses_that_are_none(opensearch: OpenSearchServer) -> None:
    """One line each."""
    for bad in ("opensearch:///x", "opensearch://h:port/x", "opensearch://h/a/b"):
        with pytest.raises(CopydeskError):
            OpenSearch(bad)
    with pytest.raises(Away):
        write("opensearch+http://127.0.0.1:9/x")
    with pytest.raises(CopydeskError, match="makes no index NotLower"):
        write(opensearch.address_of("NotLower"))


def judge(opensearch: OpenSearchServer, index: str, made: Stream) -> None:
    """Of each story the newest version with its content, nothing of what was forgotten, nothing shown of what was killed."""
    newest: dict[str, int] = {}
    for guid, version in made.standing:
        newest[guid] = max(version, newest.get(guid, 0))
    assert there(opensearch, index) == newest
    for hit in opensearch.documents(f"{index}-shown"):
        source = hit["_source"]
        assert source["body_text"] == version_of(source["guid"], source["version"]).body_text
    assert set(there(opensearch, f"{index}-shown")) == set(newest) - made.canceled


def test_killed_thirty_times(desk: Settings, opensearch: OpenSearchServer, prefix: str) -> None:
    """SIGKILL at random moments, while records come: in the end each story is there in its newest version."""
    made = stream(STORIES, seed=16)
    moved = kill_often(desk, opensearch.address_of(prefix), made, _counts(opensearch, prefix), KILLS)
    judge(opensearch, prefix, made)
    assert moved >= KILLS // 3


def test_a_server_that_goes_and_comes(desk: Settings, opensearch: OpenSearchServer, prefix: str) -> None:
    """The sink waits and goes on."""
    made = stream(400, seed=3)
    half = len(made.sendings) // 2
    with SinkProcess(desk, opensearch.address_of(prefix)) as sink:
        asyncio.run(send(desk, made.sendings[:half]))
        time.sleep(2)
        opensearch.kill()
        asyncio.run(send(desk, made.sendings[half:]))
        opensearch.start()
        newest = {guid for guid, _ in made.standing}
        deadline = time.monotonic() + 60
        while set(there(opensearch, prefix)) != newest and time.monotonic() < deadline:
            time.sleep(0.5)
        time.sleep(1)
        assert sink.stop() == 0, sink.said
    judge(opensearch, prefix, made)


def test_an_index_that_is_deleted(desk: Settings, opensearch: OpenSearchServer, prefix: str) -> None:
    """The sink ends with one line; started again, under the same group too, it makes the index and reads all anew."""
    made = stream(200, seed=8)
    half = len(made.sendings) // 2
    count = _counts(opensearch, prefix)
    asyncio.run(send(desk, made.sendings[:half]))
    with SinkProcess(desk, opensearch.address_of(prefix), "--group", f"{prefix}-own") as sink:
        deadline = time.monotonic() + 60
        while not count() and time.monotonic() < deadline:
            time.sleep(0.2)
        time.sleep(2)  # so that the group has committed
        opensearch.ask("DELETE", f"/{prefix}")
        asyncio.run(send(desk, made.sendings[half:]))
        assert sink.wait() == 1, sink.said
        assert "start the sink again" in sink.said.splitlines()[-1]
    fill(desk, opensearch.address_of(prefix), "--group", f"{prefix}-own")
    judge(opensearch, prefix, made)


def _counts(opensearch: OpenSearchServer, index: str) -> Callable[[], int]:
    """Writes that the index has taken."""

    def count() -> int:
        found = opensearch.ask("GET", f"/{index}/_stats/indexing")
        total: int = found.get("_all", {}).get("total", {}).get("indexing", {}).get("index_total", 0)
        return total

    return count
