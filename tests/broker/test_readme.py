"""The README's programs in the environment that the README says to make: one publishes, the other reads what came of
it.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import orjson
import pytest

from tests.broker.fleet import Fleet, publish, settings_for
from tests.kafka.server import KafkaServer
from tests.readme import blocks, documents, packages

NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|name resolution|Network is unreachable"
)
SECONDS = 60

BIG = '" ".join(f"<p>{os.urandom(40).hex()} said the council.</p>" for _ in range(30_000))'
"""Three megabytes of paragraphs, of which gzip leaves more than one."""


@pytest.fixture(scope="session")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with what the README says to install, and nothing else."""
    folder = tmp_path_factory.mktemp("newcomer")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=SECONDS)
    python = folder / "bin" / "python"
    installed = subprocess.run(
        [python, "-m", "pip", "install", *packages()], check=False, capture_output=True, text=True, timeout=5 * SECONDS
    )
    if installed.returncode and NO_NETWORK.search(installed.stderr) and os.environ.get("CI") != "true":
        pytest.skip(f"no network: pip cannot install {' '.join(packages())}")
    assert installed.returncode == 0, installed.stderr[-2000:]
    return python


def programs(bootstrap: str, prefix: str) -> list[str]:
    """The README's Python, with this test's broker and topics."""
    return [block.replace("localhost:9092", bootstrap).replace('"news.', f'"{prefix}.') for block in blocks("python")]


def with_a_big_page(publisher: str) -> str:
    """The same program with another story: a page of three megabytes."""
    changed = re.sub(r'"body": (".*"),', lambda match: f'"body": {match[1]} + {BIG},', publisher)
    return f"import os\n{changed.replace('/news/75877', '/news/75878').replace('night hall', 'big hall')}"


def run(python: Path, program: str, folder: Path) -> None:
    """Run a program to its end, away from this project."""
    ended = subprocess.run(
        [python, "-c", program], cwd=folder, check=False, capture_output=True, text=True, timeout=SECONDS
    )
    assert ended.returncode == 0, ended.stderr


def first_lines(python: Path, program: str, folder: Path, count: int) -> list[str]:
    """What a program that never ends prints first; less where it takes too long."""
    with subprocess.Popen([python, "-u", "-c", program], cwd=folder, stdout=subprocess.PIPE, text=True) as reading:
        deadline = threading.Timer(SECONDS, reading.kill)
        deadline.start()
        try:
            assert reading.stdout is not None
            return [line for _ in range(count) if (line := reading.stdout.readline())]
        finally:
            deadline.cancel()
            reading.kill()


@pytest.mark.broker
def test_publish_and_read(kafka: KafkaServer, prefix: str, tmp_path: Path, newcomer: Path) -> None:
    """Each example, and a page of three megabytes by the same program, is an article that the other program prints."""
    publisher, reader = programs(kafka.bootstrap, prefix)
    settings = settings_for(kafka.bootstrap, prefix, tmp_path)

    async def scene() -> None:
        async with Fleet(settings, 1) as fleet:
            for program in (publisher, with_a_big_page(publisher)):
                await asyncio.to_thread(run, newcomer, program, tmp_path)
            await publish(settings, [(None, orjson.dumps(document)) for document in documents()[:-1]])
            await fleet.drained(SECONDS, restart=False)

    asyncio.run(scene())
    assert sorted(first_lines(newcomer, reader, tmp_path, 4)) == [
        "dailyplanet-example:75875 1 2019-02-27T14:01:00Z Council approves new river bridge\n",
        "dailyplanet-example:75876 1 None Ferry returns to the harbour\n",
        "dailyplanet-example:75877 1 None Museum opens its night hall\n",
        "dailyplanet-example:75878 1 None Museum opens its big hall\n",
    ]
