"""What a document costs the broker and a worker: bytes a record on each topic's disk, processor time, state on disk.

    python -m benchmarks.capacity [--documents N] [--corpus FILE.jsonl.gz ...]

Documents are published as `copydesk publish` does, to a broker of its own with one worker: once as they are, once with a
sentence more where they are text, and once again as they came last. So the three passes are new stories, revisions and
duplicates. A corpus is what `benchmarks.parse` reads; without one the made-up documents of `benchmarks.documents` are taken.
docs/capacity.md and service/core/desk/capacity.py hold what came out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import orjson

from benchmarks.documents import envelopes
from benchmarks.end_to_end import peak_megabytes
from benchmarks.laps import read_corpus
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.flight import PRODUCER_OPTIONS
from copydesk.service.shell.kafka import producer
from tests.broker.fleet import Fleet, end_offsets, settings_for
from tests.kafka.server import KafkaServer

WAYS: tuple[tuple[str, dict[str, str]], ...] = (
    ("none", {"enrichers": "none"}),
    ("all", {"enrichers": "all"}),
    ("all and copies", {"enrichers": "all", "copies": "on"}),
)
PARTITIONS = 4
MORE = "\n\nA sentence more was printed in the evening, when all was said and nearly all was done."
AT_ONCE = 200
SETTLE_SECONDS = 3


def numbered(values: Iterable[bytes]) -> Iterator[bytes]:
    """Each with a record_id and, where it names no story, an ID of its own, so that each is a story."""
    for number, value in enumerate(values):
        fields = orjson.loads(value)
        hints = {"news_id": f"n{number}", **(fields.get("hints") or {})}
        yield orjson.dumps({**fields, "record_id": f"r-{number}", "hints": hints})


def revised(values: Iterable[bytes]) -> Iterator[bytes]:
    """Those that are plain text, with a sentence more in the middle."""
    for value in values:
        fields = orjson.loads(value)
        if "body" in fields and "html" not in (fields.get("content_type") or ""):
            half = fields["body"].find("\n\n", len(fields["body"]) // 2)
            body = f"{fields['body'][:half]}{MORE}{fields['body'][half:]}"
            yield orjson.dumps({**fields, "record_id": f"{fields['record_id']}b", "body": body})


def again(values: Iterable[bytes]) -> Iterator[bytes]:
    """The same documents from another crawl."""
    for value in values:
        fields = orjson.loads(value)
        yield orjson.dumps({**fields, "record_id": f"{fields['record_id']}c"})


async def send(settings: Settings, values: Iterable[bytes]) -> None:
    """As `copydesk publish` sends them."""
    async with producer(settings, **PRODUCER_OPTIONS) as client:
        pending = []
        for value in values:
            pending.append(await client.send(settings.topic("raw"), value))
            if len(pending) == AT_ONCE:
                await asyncio.gather(*pending)
                pending.clear()
        await asyncio.gather(*pending)


async def counts(settings: Settings, kafka: KafkaServer) -> dict[str, tuple[int, int]]:
    """Records and bytes on disk by topic."""
    return {
        entry.name: (
            sum((await end_offsets(settings, entry.name)).values()),
            kafka.bytes_on_disk(settings.topic(entry.name)),
        )
        for entry in settings.topics
    }


def cpu_seconds(pid: int) -> float:
    """Of a process, in user and system mode; Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def state_bytes(folder: Path) -> int:
    """Of all stores in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*.sst"))


def told(before: Mapping[str, tuple[int, int]], after: Mapping[str, tuple[int, int]]) -> str:
    """Bytes a record of what came, by topic."""
    came = {name: (after[name][0] - before[name][0], after[name][1] - before[name][1]) for name in after}
    return "  ".join(f"{name} {size / count:,.0f} x {count}" for name, (count, size) in came.items() if count)


async def measure(kafka: KafkaServer, name: str, way: Mapping[str, str], documents: list[bytes]) -> None:
    """The passes of one worker, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(kafka.bootstrap, name, Path(folder), PARTITIONS).model_copy(update=dict(way))
        async with Fleet(settings, 1) as fleet:
            await send(settings, again(numbered(envelopes(20, seed=1))))  # imports, tables, the first join
            await fleet.drained(120)
            newer = list(revised(documents))
            for label, values in (
                ("new", documents),
                ("revised", newer),
                ("duplicate", list(again(newer or documents))),
            ):
                before, used = await counts(settings, kafka), cpu_seconds(fleet.pid(0))
                await send(settings, values)
                await fleet.drained(600)
                spent = cpu_seconds(fleet.pid(0)) - used
                await asyncio.sleep(SETTLE_SECONDS)
                if values:
                    mean = sum(map(len, values)) // len(values)
                    print(
                        f"  {label}: {len(values)} of {mean:,} bytes, {1000 * spent / len(values):.2f} ms of CPU each"
                    )
                    print(f"    {told(before, await counts(settings, kafka))}", flush=True)
            stories = (await counts(settings, kafka))["seen"][0]
            peak = peak_megabytes(fleet._processes[0]._process)
            await fleet.stop(0)
            size = state_bytes(Path(folder))
            print(f"  peak {peak:.0f} MB, {size / len(documents):.0f} bytes of state a story, {stories} writes")


async def main(sets: Mapping[str, list[bytes]]) -> None:
    """Each set in each way."""
    with KafkaServer() as kafka:
        for place, (label, documents) in enumerate(sets.items()):
            for number, (way, update) in enumerate(WAYS):
                print(f"{label}, enrichers {way}")
                await measure(kafka, f"c{place}w{number}", update, documents)


def sets_of(corpora: list[Path], most: int) -> dict[str, list[bytes]]:
    """By name, as envelopes."""
    if not corpora:
        return {"made up": list(numbered(envelopes(most)))}
    return {
        path.name.partition(".")[0]: list(numbered(map(orjson.dumps, read_corpus(path)[:most]))) for path in corpora
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    asyncio.run(main(sets_of(arguments.corpus, arguments.documents)))
