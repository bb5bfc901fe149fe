"""`copydesk demo`: the whole service on this machine, with a broker of its own, on the samples that ship with it. Kept, it is
a desk to try one's own programs on.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.live import Live
from rich.table import Table

from copydesk.service.core.desk.outgoing import raw_origin_of
from copydesk.service.core.records import Origin
from copydesk.service.settings import PREFIX, Settings
from copydesk.service.shell.commands.audit import audit, summary
from copydesk.service.shell.commands.embedded import Broker, beside, embedded_broker, ending, last_line, require_free
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.commands.publish import key_of
from copydesk.service.shell.commands.samples import Sample, samples
from copydesk.service.shell.errors import CopydeskError, Unfinished
from copydesk.service.shell.kafka import consumer, producer
from copydesk.service.shell.reading import POLL_MS, partitions_of
from copydesk.service.shell.topics import create_topics

OUTCOME_SECONDS = 45
"""All outcomes are there by then, or something is wrong."""

BEAT_SECONDS = 0.5
"""Between two looks whether the broker is alive."""
OUTCOMES = ("articles", "duplicates", "rejected")
WIDTH_OF_A_PIPE = 140


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a demo that is kept can be reached on this machine."""

    port: int
    console_port: int


def run_demo(kept: Kept | None = None) -> None:
    """Start everything, publish, show, check, end everything; Unfinished when a sample has no outcome or the law is
    broken. Kept, it stands until it is told to end.
    """
    if kept:
        require_free(kept.port, "--port")
        require_free(kept.console_port, "--console-port")
    with tempfile.TemporaryDirectory(prefix="copydesk-demo-") as name:
        folder = Path(name)
        with embedded_broker(folder / "broker.log", kept.port if kept else None) as broker:
            asyncio.run(_while_alive(broker, _scene(demo_settings(broker.address, folder), folder, kept)))


async def _while_alive(broker: Broker, scene: Coroutine[Any, Any, None]) -> None:
    """The scene; CopydeskError as soon as its broker has ended, whatever that breaks in it."""
    task = asyncio.ensure_future(scene)
    try:
        while not task.done():
            await asyncio.wait([task], timeout=BEAT_SECONDS)
            broker.require_alive()
    finally:
        task.cancel()
        (fault,) = await asyncio.gather(task, return_exceptions=True)
    if fault:
        raise fault


def demo_settings(address: str, folder: Path) -> Settings:
    """Few partitions, nothing on disk; with longer timeouts the first join of a group takes Tansu half a minute. Its doors
    are open, whatever the environment says of other brokers.
    """
    return Settings(
        brokers=address,
        partitions=2,
        store="memory",
        state_dir=folder / "state",
        session_timeout_seconds=10,
        rebalance_timeout_seconds=6,
        security_protocol="PLAINTEXT",
        ssl_cafile=None,
        ssl_certfile=None,
        ssl_keyfile=None,
        ssl_key_password=None,
        sasl_mechanism=None,
        sasl_username=None,
        sasl_password=None,
    )


async def _scene(settings: Settings, folder: Path, kept: Kept | None) -> None:
    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_PIPE)
    began = time.monotonic()
    await create_topics(settings)
    with _part(settings, folder / "worker.log", "worker") as worker:
        published = await _publish(settings)
        console.print(f"{len(published)} samples are on {settings.topic('raw')}; a worker is starting.")
        table = _table(settings)
        with Live(table, console=console, refresh_per_second=8, vertical_overflow="visible"):
            missing = await _follow(settings, published, table, worker, folder / "worker.log")
        balance = await audit(settings)
        console.print(f"\n{time.monotonic() - began:.1f} s. The law: {summary(balance)}")
        if missing or balance.broken:
            raise Unfinished(
                f"no outcome for {', '.join(missing)} in {OUTCOME_SECONDS} s"
                if missing
                else "the conservation law does not hold"
            )
        if kept:
            await _stand(settings, folder, kept, worker)


async def _stand(settings: Settings, folder: Path, kept: Kept, worker: subprocess.Popen[bytes]) -> None:
    """Until the process is told to end; CopydeskError where a part of it ends by itself."""
    options = ["--port", str(kept.console_port), "--data", str(folder / "console")]
    with _part(settings, folder / "console.log", "console", *options) as shown:
        print(f"\nThe desk stands: Kafka at {settings.brokers}, the console at http://localhost:{kept.console_port}")
        print("It keeps all in memory: Ctrl-C ends it and forgets everything.", flush=True)
        while True:
            await asyncio.sleep(1)
            for name, process in (("worker", worker), ("console", shown)):
                if process.poll() is not None:
                    log = folder / f"{name}.log"
                    raise CopydeskError(f"the {name} ended (exit {process.returncode}): {last_line(log)}")


def _environment_of_others() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(PREFIX)}


@contextmanager
def _part(settings: Settings, log: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """`copydesk worker` or another command, beside this process."""
    with (
        log.open("wb") as output,
        ending(
            beside(
                [sys.executable, "-m", "copydesk", *command],
                output,
                {**_environment_of_others(), **settings.as_environment()},
            )
        ) as process,
    ):
        yield process


async def _publish(settings: Settings) -> dict[str, Sample]:
    """By origin. One after the other, so that a revision comes after what it revises."""
    published = {}
    async with producer(settings) as client:
        for sample in samples():
            message = sample.message
            placed = await client.send_and_wait(
                settings.topic("raw"), message.value, key=key_of(message.value), headers=list(message.headers)
            )
            published[str(Origin(placed.topic, placed.partition, placed.offset))] = sample
    return published


async def _follow(
    settings: Settings, published: dict[str, Sample], table: Table, worker: subprocess.Popen[bytes], log: Path
) -> list[str]:
    """Add a row for each outcome as it comes; the names of the samples that have none when the time is over."""
    waiting = dict(published)
    deadline = time.monotonic() + OUTCOME_SECONDS
    async with consumer(settings) as client:
        client.assign(
            [place for name in OUTCOMES for place in partitions_of(settings.topic(name), settings.partitions)]
        )
        await client.seek_to_beginning()
        while waiting and time.monotonic() < deadline:
            if worker.poll() is not None:
                raise CopydeskError(f"the worker ended (exit {worker.returncode}): {last_line(log)}")
            for records in (await client.getmany(timeout_ms=POLL_MS)).values():
                for record in records:
                    sample = waiting.pop(raw_origin_of(record.headers) or "", None)
                    if sample:
                        table.add_row(*(printable(cell) for cell in row(sample, record, settings)))
    return [sample.name for sample in waiting.values()]


def _table(settings: Settings) -> Table:
    table = Table(
        title=f"What came of them ({settings.topic('articles')}, {settings.topic('duplicates')}, {settings.topic('rejected')})",
        title_justify="left",
    )
    for name, width in (
        ("sample", 18),
        ("outcome", 20),
        ("guid", 24),
        ("published (UTC)", 16),
        ("headline, or why", 24),
    ):
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=width)
    return table


def row(sample: Sample, record: Any, settings: Settings) -> tuple[str, str, str, str, str]:
    """Sample, outcome, guid and version, time of publication, headline or reason."""
    if record.topic == settings.topic("rejected"):
        headers = dict(record.headers)
        return (
            sample.name,
            "rejected",
            "-",
            "-",
            f"{headers['reason'].decode()}: {headers['message'].decode(errors='replace')}",
        )
    said = orjson.loads(record.value)
    story = f"{said['guid']} v{said['version']}"
    if record.topic == settings.topic("duplicates"):
        return sample.name, f"duplicate ({said['kind']})", story, "-", sample.shows
    published = (said["published_at"] or "-")[:16].replace("T", " ")
    return sample.name, "new" if said["version"] == 1 else "revised", story, published, said["headline"] or "-"
