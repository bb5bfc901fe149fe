"""The Parquet sink alone, in a folder and in a bucket: what lies there when, and who wins."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.contract import Away, Overtaken, Source, Unusable
from copydesk.service.shell.sinks.entries import Entry, Place, Stored
from copydesk.service.shell.sinks.kinds import sink_at
from copydesk.service.shell.sinks.parquet import MOST_BYTES, Parquet
from copydesk.service.shell.sinks.shelves import Folder, _disk, shelf_at
from tests.objects.server import ObjectServer, copy
from tests.unit.sinks.entries import NOON, SOURCE, a_batch, a_version, an_end, no_article

ROLL = timedelta(seconds=60)


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        """Now."""
        return self.now


@pytest.fixture(params=["folder", "bucket"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place with nothing in it."""
    if request.param == "folder":
        return str(tmp_path / "articles")
    given: str = request.getfixturevalue("bucket")
    return given


async def ready(address: str, *partitions: int, clock: Clock | None = None) -> Parquet:
    """A sink that has these partitions."""
    sink = Parquet(address, ROLL, clock or Clock())
    await sink.prepare(SOURCE)
    await sink.positions(partitions or [0])
    return sink


def write(address: str, *entries: Entry) -> dict[int, int]:
    """All in one batch, made safe, by a process of its own; where the next goes on."""

    async def act() -> dict[int, int]:
        partitions = {entry.place.partition for entry in entries} | {0}
        await (await ready(address, *partitions)).write(a_batch(*entries), now=True)
        return dict(await (await ready(address)).positions(sorted(partitions)))

    return asyncio.run(act())


def table(address: str, tmp_path: Path) -> list[dict[str, Any]]:
    """All rows as pyarrow reads the place, by offset; a bucket as a copy of it."""
    folder = Path(address)
    if address.startswith("s3://"):
        folder = tmp_path / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        asyncio.run(copy(address, folder))
    found = ds.dataset(folder, partitioning="hive", format="parquet").to_table().to_pylist()
    return sorted(found, key=lambda row: (row["kafka_partition"], row["kafka_offset"]))


def names(address: str) -> list[str]:
    """The files that lie there."""
    return sorted(name for name in asyncio.run(shelf_at(address).names()) if not name.startswith("_copydesk"))


def moved(entry: Stored, days: int) -> Stored:
    """The same, so many days later."""
    place = Place(entry.place.partition, entry.place.offset, NOON + timedelta(days=days))
    return Stored(place, entry.article, entry.value)


def test_rows(address: str, tmp_path: Path) -> None:
    """Readers of Hive folders find columns, the day, and the whole article."""
    given = a_version(3, headline="a\0b", tags=["x", ""], authors=[{"name": "Ann"}], published_at=NOON, urgency=8)
    assert write(address, given) == {0: 4}
    [row] = table(address, tmp_path)
    assert (row["headline"], row["tags"], row["authors"], row["urgency"]) == ("a\0b", ["x", ""], ["Ann"], 8)
    assert (row["published_at"], str(row["day"])) == (NOON, "2026-03-01")
    assert orjson.loads(row["article"]) == orjson.loads(given.value)
    assert names(address) == ["day=2026-03-01/part-00000-00000000000000000000.parquet"]


def test_repeats(address: str, tmp_path: Path) -> None:
    """Left out, in one batch or after a restart; where all are repeats there is no file."""
    write(address, a_version(0), a_version(1, version=2), a_version(2), a_version(3, version=2))
    assert write(address, a_version(4), a_version(5, version=2)) == {0: 4}
    write(address, a_version(4, version=2), a_version(6, version=3))
    assert [row["version"] for row in table(address, tmp_path)] == [1, 2, 3]
    assert len(names(address)) == 2


def test_days(address: str) -> None:
    """Each file has one; what comes over midnight begins another."""
    rows = [moved(a_version(offset, version=offset + 1), days) for offset, days in enumerate((0, 0, 1, 0))]
    assert write(address, *rows) == {0: 4}
    assert names(address) == [
        "day=2026-03-01/part-00000-00000000000000000000.parquet",
        "day=2026-03-01/part-00000-00000000000000000003.parquet",
        "day=2026-03-02/part-00000-00000000000000000002.parquet",
    ]


def test_when_files_are_made(tmp_path: Path) -> None:
    """After the time, or with many bytes, or when asked; positions are not safe before."""

    async def scene() -> None:
        clock = Clock()
        sink = await ready(str(tmp_path), 0, 1, clock=clock)
        assert await sink.write(a_batch(a_version(0), a_version(0, "example:2", partition=1)), now=False) == {}
        clock.now = 61
        assert await sink.write(a_batch(), now=False) == {0: 1, 1: 1}
        assert await sink.write(a_batch(), now=True) == {}
        large = [a_version(offset, version=offset + 1, body_text="word " * 700_000) for offset in range(1, 11)]
        assert sum(len(row.value) for row in large) > MOST_BYTES
        assert await sink.write(a_batch(*large), now=False) == {0: 11}
        await sink.write(a_batch(a_version(11, version=12)), now=False)
        assert await sink.write(a_batch(), now=True) == {0: 12}

    asyncio.run(scene())
    assert len(names(str(tmp_path))) == 4


def test_a_tombstone(address: str, tmp_path: Path) -> None:
    """The story's rows go from all files, those before it alone; what was set aside of it goes too."""
    write(address, a_version(0), a_version(1, "example:2"), no_article(2), no_article(3, "example:2"))
    write(address, a_version(4, version=2))
    write(address, an_end(5), a_version(6, version=3))
    assert [(row["guid"], row["version"]) for row in table(address, tmp_path)] == [("example:2", 1), ("example:1", 3)]
    assert [name for name in names(address) if name.startswith("_refused")] == [
        "_refused/00000-00000000000000000003.json"
    ]
    write(address, an_end(5))  # by a process that slept meanwhile
    assert len(table(address, tmp_path)) == 2


def test_a_tombstone_of_what_waits(address: str, tmp_path: Path) -> None:
    """It never comes into a file."""

    async def scene() -> None:
        sink = await ready(address)
        await sink.write(a_batch(a_version(0), a_version(1, "example:2")), now=False)
        await sink.write(a_batch(an_end(2)), now=False)
        await sink.write(a_batch(a_version(3, version=2)), now=True)

    asyncio.run(scene())
    assert [(row["guid"], row["version"]) for row in table(address, tmp_path)] == [("example:2", 1), ("example:1", 2)]


def test_a_story_on_two_partitions(address: str, tmp_path: Path) -> None:
    """The desk's tombstones speak for their own partition; one by hand for all."""
    write(address, a_version(0), a_version(0, version=2, partition=1))
    write(address, an_end(1))
    assert [row["version"] for row in table(address, tmp_path)] == [2]
    write(address, an_end(2, everywhere=True))
    assert table(address, tmp_path) == []


def test_who_was_overtaken_makes_no_file(address: str, tmp_path: Path) -> None:
    """Of two that go on from one offset the first wins; the other goes on where that one ended."""

    async def scene() -> None:
        sleeper, other = await ready(address), await ready(address)
        await other.write(a_batch(a_version(0), a_version(1, version=2)), now=True)
        with pytest.raises(Overtaken):
            await sleeper.write(a_batch(a_version(0)), now=True)
        assert await sleeper.positions([0]) == {0: 2}
        await sleeper.write(a_batch(a_version(2, version=3)), now=True)

    asyncio.run(scene())
    assert [row["version"] for row in table(address, tmp_path)] == [1, 2, 3]


def test_a_file_that_another_has_rewritten(address: str) -> None:
    """It is not put back as it was before: nothing that is forgotten comes again."""

    async def scene() -> None:
        shelf = shelf_at(address)
        await shelf.create("a.parquet", b"one")
        assert not await shelf.create("a.parquet", b"two")
        _, before = await shelf.read("a.parquet")
        await shelf.replace("a.parquet", b"erased", before)
        with pytest.raises(Overtaken):
            await shelf.replace("a.parquet", b"one", before)
        assert (await shelf.read("a.parquet"))[0] == b"erased"
        await shelf.remove("a.parquet")
        await shelf.remove("a.parquet")
        assert await shelf.names() == []

    asyncio.run(scene())


def test_another_cluster(address: str) -> None:
    """Its articles do not come into these files."""
    write(address, a_version(0))
    with pytest.raises(CopydeskError, match=r"holds news\.articles of the Kafka cluster a-cluster"):
        asyncio.run(Parquet(address, ROLL).prepare(Source("the-one-after", SOURCE.topic)))


def test_what_a_killed_process_leaves(tmp_path: Path) -> None:
    """A file that was begun is none, and is taken away after a while."""
    write(str(tmp_path), a_version(0))
    begun = tmp_path / f".{'a' * 32}"
    begun.write_bytes(b"PAR1")
    assert len(names(str(tmp_path))) == 1
    asyncio.run(Folder(tmp_path).create("x", b""))
    assert begun.exists()
    os.utime(begun, (0, 0))
    asyncio.run(Folder(tmp_path).create("y", b""))
    assert not begun.exists()


def test_addresses(tmp_path: Path, bucket: str) -> None:
    """A folder by its path or as file://; what is none is told in one line."""
    for good in (str(tmp_path / "a b"), f"file://{tmp_path}/a%20b"):
        asyncio.run(sink_at(good, ROLL).prepare(SOURCE))
    assert [path.name for path in tmp_path.iterdir()] == ["a b"]
    (tmp_path / "file").write_text("")
    for bad in (str(tmp_path / "file"), "s3://no-such-bucket/x"):
        with pytest.raises(CopydeskError):
            asyncio.run(sink_at(bad, ROLL).prepare(SOURCE))
    for bad in ("postgres:/x", "s4://x/y", "ftp://x"):
        with pytest.raises(CopydeskError):
            sink_at(bad, ROLL)


def test_a_bucket_that_is_away(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """To wait may help."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(Away):
        asyncio.run(Parquet(bucket, ROLL).prepare(SOURCE))


async def emptied(address: str) -> None:
    """Nothing lies there any more."""
    shelf = shelf_at(address)
    for name in await shelf.names():
        await shelf.remove(name)


def test_a_place_that_is_emptied(address: str, tmp_path: Path) -> None:
    """Who filled it makes no file after those that are gone: it ends, and a new start begins at the first record."""

    async def scene() -> None:
        sink = await ready(address)
        await sink.write(a_batch(a_version(0)), now=True)
        await sink.write(a_batch(a_version(1, version=2)), now=False)
        await emptied(address)
        with pytest.raises(Unusable, match="is not what it was when the sink started: mount it again"):
            await sink.write(a_batch(a_version(2, version=3)), now=True)
        with pytest.raises(Unusable):
            await sink.positions([0])
        assert await shelf_at(address).names() == []
        assert await (await ready(address)).positions([0]) == {0: 0}
        with pytest.raises(Unusable):  # another sink has made it anew
            await sink.positions([0])

    asyncio.run(scene())


def test_files_that_have_lost_their_note(address: str) -> None:
    """Nobody knows whether the files before them are there: a start does not go on behind them."""
    write(address, a_version(0))
    asyncio.run(shelf_at(address).remove("_copydesk.json"))
    with pytest.raises(Unusable, match=r"holds articles and no _copydesk\.json"):
        write(address, a_version(1, version=2))


def test_a_bucket_that_is_gone(bucket: str, objects: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that lets us in no more: both end it, with what to do."""

    async def scene() -> None:
        sink = await ready(bucket)
        await sink.write(a_batch(a_version(0)), now=False)
        for status, code in ((404, "NoSuchBucket"), (403, "AccessDenied"), (401, "InvalidAccessKeyId")):
            monkeypatch.setattr(objects, "refusing", (status, code))
            with pytest.raises(Unusable, match="mend the bucket, the keys or their rights"):
                await sink.write(a_batch(), now=True)
            with pytest.raises(Unusable):
                await sink.positions([0])
        monkeypatch.setattr(objects, "refusing", None)
        assert await sink.positions([0]) == {0: 0}

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EACCES, Unusable),
        (errno.EROFS, Unusable),
        (errno.ENOTDIR, Unusable),
        (errno.ENOSPC, Away),
        (errno.EIO, Away),
        (errno.ESTALE, Away),
    ],
)
def test_what_a_disk_says(number: int, kind: type[Exception]) -> None:
    """What a person must mend ends the sink; what may pass is waited for."""
    with pytest.raises(kind, match="/srv/articles: "), _disk():
        raise OSError(number, os.strerror(number), "/srv/articles")


def test_files_are_small(tmp_path: Path) -> None:
    """zstd, and what a file stands for in its metadata."""
    write(str(tmp_path), a_version(0))
    [file] = tmp_path.rglob("*.parquet")
    assert pq.ParquetFile(file).metadata.row_group(0).column(0).compression == "ZSTD"
