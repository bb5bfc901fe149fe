"""The gateway under steady load: `python -m benchmarks.gateway --rate 500 --seconds 60`, on a real broker of its own.

Requests come by the clock, whether or not those before them are answered, and each is timed from the moment at which it was due. Slices
alternate between `copydesk gateway` and its peer, a bare aiohttp handler with aiokafka's producer and the same options, so that both
meet the same machine. In the end the topic is read: each document that was accepted must be there.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import orjson
from aiohttp import web
from aiokafka import AIOKafkaProducer

from copydesk.client.delivery import producer_options
from copydesk.service.settings import Settings
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import read_all
from tests.kafka.guarded import Guarded
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer

SLICE_SECONDS = 10
WARM_SECONDS = 2
WORDS = 800
"""Of a document: 6 KB."""
HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer bench"}
TICKS = os.sysconf("SC_CLK_TCK")


async def bare(brokers: str, topic: str, port: int) -> None:
    """The peer: it checks nothing, bounds nothing, and cannot lose its broker."""
    async with AIOKafkaProducer(**producer_options(brokers, 30, {})) as producer:

        async def raw(request: web.Request) -> web.Response:
            document = orjson.loads(await request.read())
            place = await producer.send_and_wait(topic, orjson.dumps(document), key=document["url"].encode())
            answer = {"record_id": document["record_id"], "partition": place.partition, "offset": place.offset}
            return web.json_response(answer, status=202)

        async def ready(_: web.Request) -> web.Response:
            return web.json_response({})

        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.add_routes([web.post("/raw", raw), web.get("/ready", ready)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await asyncio.Event().wait()


@dataclass
class Side:
    """One of the two, and what it was measured at."""

    name: str
    url: str
    process: Guarded
    seconds: list[float] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0

    def used(self) -> float:
        """Seconds of processor time since the process began."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def line(self) -> str:
        """The figures."""
        cuts = statistics.quantiles(self.seconds, n=1000)
        place = {"p50": 499, "p90": 899, "p99": 989, "p99.9": 998}
        told = ", ".join(f"{name} {1000 * cuts[at]:.1f} ms" for name, at in place.items())
        count = len(self.seconds)
        return f"{self.name}: {count} requests, {len(self.accepted)} accepted, {dict(self.others)}; {told}; {1000 * self.cpu / count:.2f} ms of processor a request"


class Load:
    """Documents at a steady rate."""

    def __init__(self, session: aiohttp.ClientSession, rate: int) -> None:
        self._session, self._rate = session, rate
        dice = random.Random(7)
        words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(3, 9))) for _ in range(20_000)]
        self._texts = [f"<h1>Plan</h1><p>{' '.join(dice.choices(words, k=WORDS))}</p>" for _ in range(200)]
        self._number = 0

    async def run(self, side: Side, seconds: float, *, counts: bool = True) -> None:
        """So many seconds of it."""
        before, tasks = side.used(), []
        began = time.perf_counter()
        for turn in range(int(seconds * self._rate)):
            due = began + turn / self._rate
            if (ahead := due - time.perf_counter()) > 0:
                await asyncio.sleep(ahead)
            self._number += 1
            tasks.append(asyncio.create_task(self._one(side, self._number, due, counts=counts)))
        await asyncio.gather(*tasks)
        if counts:
            side.cpu += side.used() - before

    async def _one(self, side: Side, number: int, due: float, *, counts: bool) -> None:
        record_id = f"{side.name}-{number}"
        document = {
            "record_id": record_id,
            "url": f"https://www.dailyplanet.example/news/{number}",
            "body": self._texts[number % len(self._texts)],
        }
        try:
            async with self._session.post(
                f"{side.url}/raw", data=io.BytesIO(orjson.dumps(document)), headers=HEADERS
            ) as answer:
                told = orjson.loads(await answer.read())
                outcome = str(answer.status)
        except aiohttp.ClientError as error:
            told, outcome = {}, type(error).__name__
        if outcome == "202" and told["record_id"] == record_id:
            side.accepted.append(record_id)
        else:
            side.others[outcome] += 1
        if counts:
            side.seconds.append(time.perf_counter() - due)


def start(name: str, settings: Settings, folder: Path) -> Side:
    """One of the two as a process."""
    port = free_ports(1)[0]
    command = {
        "gateway": [sys.executable, "-m", "copydesk", "gateway", "--port", str(port)],
        "bare": [
            sys.executable,
            "-m",
            "benchmarks.gateway",
            "--bare",
            settings.brokers,
            settings.topic("raw"),
            str(port),
        ],
    }[name]
    environment = {**os.environ, **settings.as_environment(), "COPYDESK_GATEWAY_TOKEN": "bench"}
    return Side(name, f"http://127.0.0.1:{port}", Guarded(command, folder / f"{name}.log", env=environment))


async def ready(side: Side, session: aiohttp.ClientSession) -> None:
    """Return when it answers."""
    for _ in range(300):
        try:
            async with session.get(f"{side.url}/ready") as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.1)
    raise TimeoutError(side.name)


async def measure(settings: Settings, folder: Path, rate: int, seconds: int) -> None:
    """Both, slice by slice; then what is on the topic."""
    await create_topics(settings)
    sides = [start(name, settings, folder) for name in ("gateway", "bare")]
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            load = Load(session, rate)
            for side in sides:
                await ready(side, session)
                await load.run(side, WARM_SECONDS, counts=False)
            for _ in range(max(1, seconds // SLICE_SECONDS)):
                for side in sides:
                    await load.run(side, min(seconds, SLICE_SECONDS))
    finally:
        for side in sides:
            side.process.stop(60)
    found = Counter(orjson.loads(record.value)["record_id"] for record in await read_all(settings, "raw"))
    for side in sides:
        lost = sum(record_id not in found for record_id in side.accepted)
        repeats = sum(found[record_id] - 1 for record_id in side.accepted if record_id in found)
        print(f"{side.line()}; on the topic: {lost} missing, {repeats} repeats")
    mine, peer = sides
    print(
        f"gateway / bare: p50 {statistics.median(mine.seconds) / statistics.median(peer.seconds):.2f}, processor {mine.cpu / peer.cpu * len(peer.seconds) / len(mine.seconds):.2f}; load of the machine {os.getloadavg()}"
    )


def main() -> None:
    """Measure, or be the peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--bare", nargs=3, metavar=("BROKERS", "TOPIC", "PORT"))
    asked = parser.parse_args()
    if asked.bare:
        brokers, topic, port = asked.bare
        asyncio.run(bare(brokers, topic, int(port)))
        return
    with KafkaServer() as kafka, tempfile.TemporaryDirectory() as folder:
        settings = Settings(brokers=kafka.bootstrap, partitions=12)
        asyncio.run(measure(settings, Path(folder), asked.rate, asked.seconds))


if __name__ == "__main__":
    main()
