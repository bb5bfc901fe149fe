"""The readers that clients/ prints, run as they stand but for the broker's address: each says what is on the topic."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from copydesk.schemas.generate import examples
from tests.clients.tools import CLIENTS, GO, class_path, compile_java, compile_typescript, go, java, run, typescript
from tests.kafka.server import KafkaServer

SECONDS = 60
ARTICLES = [message for name, message in examples().items() if name.startswith("article.")]
BARE: dict[str, Any] = {"guid": "daily-planet:9", "version": 1, "headline": None, "pubstatus": "canceled"}
"""A story that was taken back may have no headline."""


@dataclass(frozen=True)
class Reader:
    """How a program is started."""

    folder: Path
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def program(language: str, bootstrap: str, prefix: str) -> str:
    """The program of a README, with this test's broker, topic and group."""
    text = (CLIENTS / language / "README.md").read_text()
    code: str
    [code] = re.findall(r"```(?:ts|java|go)\n(.*?)```", text, re.DOTALL)
    for old, new in (("localhost:9092", bootstrap), ("news.articles", f"{prefix}.articles"), ("my-reader", prefix)):
        assert old in code
        code = code.replace(old, new)
    return code


def in_typescript(folder: Path, code: str) -> Reader:
    """Compiled."""
    typescript(folder)
    (folder / "reader.ts").write_text(code)
    compile_typescript(folder)
    return Reader(folder, ("node", "out/reader.js"), {"KAFKAJS_NO_PARTITIONER_WARNING": "1"})


def in_java(folder: Path, code: str) -> Reader:
    """Compiled."""
    java(folder)
    (folder / "Reader.java").write_text(code)
    compile_java(folder)
    return Reader(folder, ("java", "-cp", class_path(), "Reader"))


def in_go(folder: Path, code: str) -> Reader:
    """Compiled."""
    go(folder)
    (folder / "reader").mkdir()
    (folder / "reader" / "main.go").write_text(code)
    assert run(folder, "gofmt", "-l", "reader") == ""
    run(folder, "go", "vet", "./reader", environment=GO)
    run(folder, "go", "build", "-o", "run", "./reader", environment=GO)
    return Reader(folder, ("./run",))


async def publish(bootstrap: str, topic: str) -> None:
    """Articles, one that is canceled, and a tombstone, in this order."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, compression_type="gzip") as producer:
        for article in (*ARTICLES, {**ARTICLES[0], **BARE}):
            await producer.send_and_wait(topic, orjson.dumps(article), article["guid"].encode())
        await producer.send_and_wait(topic, None, BARE["guid"].encode())


def first_lines(reader: Reader, count: int) -> list[str]:
    """What a program that never ends prints first; less where it takes too long."""
    errors = reader.folder / "errors"
    with (
        errors.open("wb") as log,
        subprocess.Popen(
            reader.command,
            cwd=reader.folder,
            env={**os.environ, **reader.environment},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as reading,
    ):
        deadline = threading.Timer(SECONDS, reading.kill)
        deadline.start()
        try:
            assert reading.stdout is not None
            said = (line.rstrip("\n") for line in reading.stdout if not line.startswith('{"level"'))
            found = list(islice(said, count))
        finally:
            deadline.cancel()
            reading.kill()
    assert len(found) == count, errors.read_text(errors="replace")[-3000:]
    return found


@pytest.mark.parametrize("language", ["typescript", "java", "go"])
def test_a_reader(kafka: KafkaServer, prefix: str, tmp_path: Path, language: str) -> None:
    """It prints each version with its status, and whom to forget."""
    builders = {"typescript": in_typescript, "java": in_java, "go": in_go}
    reader = builders[language](tmp_path, program(language, kafka.bootstrap, prefix))
    asyncio.run(publish(kafka.bootstrap, f"{prefix}.articles"))
    found = first_lines(reader, len(ARTICLES) + 2)
    expected = [f"{one['guid']} {one['version']} {one['pubstatus']} {one['headline']}" for one in ARTICLES]
    assert found[:-2] == expected
    assert found[-2].startswith("daily-planet:9 1 canceled")
    assert found[-1] == "forget daily-planet:9"
