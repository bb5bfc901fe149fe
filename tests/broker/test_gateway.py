"""`copydesk gateway` against a real broker: what it answers with 202 is on the topic, whatever happens to it or to the broker; for all
else it says what is wrong or when to come again.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from copydesk.publisher import Publisher
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.gateway.app import Gateway
from copydesk.service.shell.gateway.reading import Room
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import read_all
from tests.broker.gateway_process import BEARER, TOKEN, GatewayProcess
from tests.contract.openapi import require_described
from tests.kafka.node import free_ports
from tests.kafka.server import KafkaServer

JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html; charset=windows-1252"}
LIMIT = 4 * 1024 * 1024

Scene = Callable[[GatewayProcess, aiohttp.ClientSession], Awaitable[None]]


def settings_of(bootstrap: str, prefix: str) -> Settings:
    """A desk of this test alone."""
    return Settings(brokers=bootstrap, topic_prefix=prefix, partitions=3)


def envelope(number: int, **more: Any) -> dict[str, Any]:
    """A document."""
    body = f"<h1>Plan {number} is approved</h1><p>The council approved plan {number} on Monday after a long debate.</p>"
    return {"url": f"https://www.dailyplanet.example/news/{number}", "body": body, **more}


async def by_id(settings: Settings) -> dict[str, list[Any]]:
    """record_id -> the records of it on the topic."""
    found: dict[str, list[Any]] = {}
    for record in await read_all(settings, "raw"):
        found.setdefault(orjson.loads(record.value)["record_id"], []).append(record)
    return found


async def post(
    session: aiohttp.ClientSession, url: str, body: Any, headers: dict[str, str] | None = None, query: Any = ()
) -> tuple[int, Any, Any]:
    """Status, what is told, and the headers of an answer, which is as schemas/gateway.openapi.yaml says."""
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    given = JSON if headers is None else headers
    async with session.post(url + "/raw", data=io.BytesIO(content), headers=given, params=query) as answer:
        told = orjson.loads(await answer.read())
        require_described("/raw", "post", answer.status, told, answer.headers)
        return answer.status, told, answer.headers


def run(settings: Settings, folder: Path, scene: Scene, token: str | None = TOKEN) -> None:
    """A scene with a gateway that is ready, and a client with the token."""

    async def played() -> None:
        await create_topics(settings)
        async with (
            GatewayProcess(settings, folder, token) as gateway,
            aiohttp.ClientSession(headers=BEARER if token else {}) as session,
        ):
            await gateway.ready()
            await scene(gateway, session)

    asyncio.run(played())


def test_every_way_to_send_a_document(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """An envelope, a batch, lines, a page, an event, each packed or not: each is on the topic, and the desk reads it."""
    settings = settings_of(kafka.bootstrap, prefix)
    page = "<h1>Fähre fährt wieder</h1><p>Die Fähre im Hafen fährt ab Montag wieder, sagte die Stadt.</p>".encode(
        "cp1252"
    )
    event = {"ce-specversion": "1.0", "ce-id": "event-7", "ce-source": "daily-planet", "ce-type": "page.fetched"}
    event["ce-subject"] = "https://www.dailyplanet.example/news/7"

    async def scene(gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
        answers = [
            await post(session, gateway.url, envelope(1, record_id="mine")),
            await post(
                session, gateway.url, gzip.compress(orjson.dumps(envelope(2))), {**JSON, "Content-Encoding": "gzip"}
            ),
            await post(session, gateway.url, [envelope(3), envelope(4)]),
            await post(
                session,
                gateway.url,
                b"\n".join(orjson.dumps(envelope(number)) for number in (5, 6)),
                {"Content-Type": "application/x-ndjson"},
            ),
            await post(session, gateway.url, page, {**HTML, **event}),
            await post(session, gateway.url, page, HTML, {"url": "https://www.dailyplanet.example/news/8"}),
        ]
        assert [status for status, _, _ in answers] == [202] * 6, answers
        assert answers[0][1]["record_id"] == "mine"
        assert answers[4][1]["record_id"] == "event-7"
        told = [result for _, each, _ in answers for result in each.get("results", [each])]
        found = await by_id(settings)
        assert {each["record_id"] for each in told} == set(found)
        articles = {}
        for each in told:
            (record,) = found[each["record_id"]]
            assert (record.topic, record.partition, record.offset) == (each["topic"], each["partition"], each["offset"])
            read = parse_record(Record(Origin(record.topic, record.partition, record.offset), record.value), LIMIT)
            assert isinstance(read, ParsedArticle), read
            assert read.extraction.warnings == []
            articles[read.news_id] = read.headline
        plans = {str(number): f"Plan {number} is approved" for number in range(1, 7)}
        assert articles == {**plans, "7": "Fähre fährt wieder", "8": "Fähre fährt wieder"}

    run(settings, tmp_path, scene)


def test_what_is_not_taken(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Is said in a line, with a status that says whether to come again; nothing of it is on the topic but what has its 202."""
    settings = settings_of(kafka.bootstrap, prefix)

    async def scene(gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
        async def refused(status: int, error: str, *request: Any) -> None:
            told = await post(session, gateway.url, *request)
            assert told[0] == status, told
            assert told[1]["error"].startswith(error), told
            assert told[1] == {"status": status, "error": told[1]["error"], "retry": False}

        nothing = {"Authorization": "Bearer nobody", **JSON}
        await refused(401, "the header authorization: Bearer TOKEN is missing", envelope(1), nothing)
        await refused(400, "bdy: no such field; did you mean body?", {"url": "https://x.example/1", "bdy": "x"})
        await refused(400, "not JSON: ", b'{"url": ')
        await refused(400, "source_id or url: one of them", b"<p>x</p>", HTML)
        await refused(400, "the body is not gzip", b"{}", {**JSON, "Content-Encoding": "gzip"})
        await refused(
            400, "the gzip of the body was cut", gzip.compress(b"{}")[:-3], {**JSON, "Content-Encoding": "gzip"}
        )
        await refused(415, "content-encoding zstd is not known here", b"{}", {**JSON, "Content-Encoding": "zstd"})
        await refused(415, "a form is no document", b"{}", {"Content-Type": "application/x-www-form-urlencoded"})
        await refused(413, "body: 5000000 bytes; the desk reads ", envelope(1, body="x" * 5_000_000))
        await refused(413, "a request may have 33554432 bytes", b"x" * 34_000_000, HTML)
        bomb = gzip.compress(bytes(64 * 1024 * 1024))
        await refused(413, "a request may have 33554432 bytes unpacked", bomb, {**JSON, "Content-Encoding": "gzip"})
        status, told, _ = await post(
            session, gateway.url, [envelope(1), {"body": "x"}, envelope(2, body="x" * 5_000_000), 7]
        )
        assert status == 207
        assert [each["status"] for each in told["results"]] == [202, 400, 413, 400]
        assert set(await by_id(settings)) == {told["results"][0]["record_id"]}
        async with session.get(gateway.url + "/metrics") as answer:
            text = await answer.text()
        assert 'copydesk_gateway_documents_total{status="202"} 1.0' in text
        assert 'copydesk_gateway_requests_total{status="207"} 1.0' in text
        assert "copydesk_gateway_held_bytes 0.0" in text
        assert "copydesk_gateway_connected 1.0" in text
        async with session.get(gateway.url + "/metrics", headers={"Authorization": "x"}) as answer:
            assert answer.status == 401

    run(settings, tmp_path, scene)


def test_the_health_port(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """It says how the gateway is to who has no token, as a worker's does, and takes no documents."""
    settings = settings_of(kafka.bootstrap, prefix).model_copy(update={"health_port": free_ports(1)[0]})

    async def scene(gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
        assert (await post(session, gateway.url, envelope(1)))[0] == 202
        told = {}
        async with aiohttp.ClientSession(f"http://127.0.0.1:{settings.health_port}") as stranger:
            for path in ("/live", "/ready", "/metrics", "/raw"):
                async with stranger.get(path) as answer:
                    told[path] = answer.status, await answer.text()
        assert {path: status for path, (status, _) in told.items()} == {
            "/live": 200,
            "/ready": 200,
            "/metrics": 200,
            "/raw": 404,
        }
        assert orjson.loads(told["/ready"][1]) == {"ok": True, "reason": "documents are taken"}
        assert 'copydesk_gateway_documents_total{status="202"} 1.0' in told["/metrics"][1]
        assert 'copydesk_gateway_requests_total{status="503"} 0.0' in told["/metrics"][1]

    run(settings, tmp_path, scene)


def test_without_a_token(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """It takes what programs of this machine send, and nothing from a page in its browser."""
    settings = settings_of(kafka.bootstrap, prefix)

    async def scene(gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
        assert (await post(session, gateway.url, envelope(1)))[0] == 202
        assert (await post(session, gateway.url, envelope(2), {**JSON, "Origin": "https://evil.example"}))[0] == 403
        assert len(await by_id(settings)) == 1

    run(settings, tmp_path, scene, token=None)


def test_without_a_token_it_answers_nobody_else(kafka: KafkaServer) -> None:
    """The command ends with a line that says what to set."""
    command = [sys.executable, "-m", "copydesk", "gateway", "--host", "0.0.0.0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr == (
        "copydesk: to answer at 0.0.0.0, set COPYDESK_GATEWAY_TOKEN: without it anybody there could publish\n"
    )


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_a_scraper_in_curl(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """The lines of docs/publishing.md, as they stand there."""
    settings = settings_of(kafka.bootstrap, prefix)
    text = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text()
    script = text.partition("<!-- curl -->\n```sh\n")[2].partition("```")[0]
    assert script.count("curl ") == 3
    (tmp_path / "page.html").write_text(envelope(75881)["body"])
    (tmp_path / "items.jsonl").write_bytes(b"\n".join(orjson.dumps(envelope(number)) for number in (75882, 75883)))

    async def scene(gateway: GatewayProcess, _: aiohttp.ClientSession) -> None:
        told = await asyncio.to_thread(
            subprocess.run,
            ["sh", "-e", "-c", script.replace("http://localhost:8088", gateway.url)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"TOKEN": TOKEN, "PATH": "/usr/bin:/bin"},
            timeout=60,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        urls = {orjson.loads(record.value)["url"] for (record,) in (await by_id(settings)).values()}
        assert urls == {f"https://www.dailyplanet.example/news/{number}" for number in range(75880, 75884)}

    run(settings, tmp_path, scene)


class Load:
    """Documents one after the other from several senders, until told to stop; what was answered to each."""

    def __init__(self, gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
        self._gateway, self._session = gateway, session
        self.accepted: list[str] = []
        self.others: list[int] = []
        self.cut = 0
        self._stop = False
        self._senders = [asyncio.create_task(self._send(number)) for number in range(20)]

    async def _send(self, sender: int) -> None:
        for number in range(100_000):
            if self._stop:
                return
            document = envelope(number, record_id=f"r-{sender}-{number}")
            try:
                status, _, _ = await post(self._session, self._gateway.url, document)
            except aiohttp.ClientError:
                self.cut += 1
                return
            if status == 202:
                self.accepted.append(document["record_id"])
            else:
                self.others.append(status)

    async def stop(self) -> None:
        """No more."""
        self._stop = True
        await asyncio.gather(*self._senders)


def test_killed_midway(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Each document that was answered with 202 is on the topic, once."""
    settings = settings_of(kafka.bootstrap, prefix)

    async def scene(gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
        load = Load(gateway, session)
        await asyncio.sleep(3)
        gateway.kill()
        await load.stop()
        found = await by_id(settings)
        assert load.cut == 20
        assert len(load.accepted) > 100
        assert load.others == []
        assert [record_id for record_id in load.accepted if len(found.get(record_id, [])) != 1] == []

    run(settings, tmp_path, scene)


def test_told_to_end_midway(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """It answers each request that it has read: none is cut, and what it did not take is told to come again."""
    settings = settings_of(kafka.bootstrap, prefix)

    async def scene(gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
        load = Load(gateway, session)
        await asyncio.sleep(3)
        began = time.monotonic()
        assert await gateway.stop() == 0
        assert time.monotonic() - began < 20
        await load.stop()
        assert len(load.accepted) > 100
        assert set(load.others) <= {503}
        assert set(await by_id(settings)) == set(load.accepted)  # what it took it has answered

    run(settings, tmp_path, scene)


@pytest.mark.broker
def test_a_broker_that_is_away(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """Documents are turned away with 503 and their record_id, at once when that is known; when it is back all goes on by itself."""
    with KafkaServer() as own:
        settings = settings_of(own.bootstrap, prefix)

        async def scene(gateway: GatewayProcess, session: aiohttp.ClientSession) -> None:
            assert (await post(session, gateway.url, envelope(1)))[0] == 202
            own.kill()
            began = time.monotonic()
            status, told, headers = await post(session, gateway.url, [envelope(2), {"body": "x"}])
            assert 25 < time.monotonic() - began < 45
            assert status == 207
            assert [(each["status"], each["retry"]) for each in told["results"]] == [(503, True), (400, False)]
            late = told["results"][0]["record_id"]
            began = time.monotonic()
            status, told, headers = await post(session, gateway.url, envelope(3))
            assert (status, told["retry"], headers["Retry-After"]) == (503, True, "5")
            assert "the brokers have confirmed nothing for" in told["error"]
            async with session.get(gateway.url + "/ready") as answer:
                assert answer.status == 503
            assert time.monotonic() - began < 5
            await asyncio.to_thread(own.restart)
            await gateway.ready()
            assert (await post(session, gateway.url, envelope(2, record_id=late)))[0] == 202
            found = await by_id(settings)
            assert {orjson.loads(record.value)["url"][-1] for record in found[late]} == {"2"}
            assert len(found) == 2

        run(settings, tmp_path, scene)


@pytest.mark.broker
def test_it_may_begin_before_the_broker(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """It says that it is not ready, and is when the broker is there."""
    with KafkaServer() as own:
        settings = settings_of(own.bootstrap, prefix)

        async def played() -> None:
            await create_topics(settings)
            own.stop()
            async with GatewayProcess(settings, tmp_path) as gateway, aiohttp.ClientSession(headers=BEARER) as session:
                await gateway.ready("/live")
                status, told, _ = await post(session, gateway.url, envelope(1))
                assert (status, told["error"]) == (503, "no connection to the brokers; send it again")
                await asyncio.to_thread(own.restart)
                await gateway.ready()
                assert (await post(session, gateway.url, envelope(1)))[0] == 202

        asyncio.run(played())


@pytest.mark.broker
def test_more_than_the_brokers_take(kafka: KafkaServer, prefix: str) -> None:
    """While they are slow no more is held than there is room for; the rest is told to come again, and then goes."""
    with KafkaServer() as own:
        settings = settings_of(own.bootstrap, prefix)

        async def played() -> None:
            await create_topics(settings)
            async with Publisher(own.bootstrap, topic=settings.topic("raw")) as desk:
                room = Room(50_000)
                app: web.Application = Gateway(desk, TOKEN, room).app()
                async with TestServer(app) as server, aiohttp.ClientSession(headers=BEARER) as session:
                    await _crowd(own, str(server.make_url("")).rstrip("/"), session, room)
                    assert len(await by_id(settings)) == 16

        asyncio.run(played())


async def _crowd(own: KafkaServer, url: str, session: aiohttp.ClientSession, room: Room) -> None:
    page = envelope(1, body="<p>Plan</p>" * 600)
    own.signal(signal.SIGSTOP)
    waiting = [asyncio.create_task(post(session, url, page)) for _ in range(16)]
    await asyncio.sleep(2)
    told = [task.result() for task in waiting if task.done()]
    assert {status for status, _, _ in told} == {429}
    assert {headers["Retry-After"] for _, _, headers in told} == {"1"}
    assert 16 - len(told) == 7  # of 6.7 KB each
    assert 0 < room.held <= 50_000
    own.signal(signal.SIGCONT)
    answers = await asyncio.gather(*waiting)
    assert sorted(status for status, _, _ in answers) == [202] * 7 + [429] * 9
    assert room.held == 0
    again = [await post(session, url, page) for _ in range(9)]
    assert {status for status, _, _ in again} == {202}
