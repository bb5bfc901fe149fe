"""The programs of docs/publishing.md, as they stand there, each in a process of its own."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.pipeline import parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import read_all
from tests.builders import a_record
from tests.kafka.server import KafkaServer

PAGE = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text()
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.broker
def test_each_program_publishes_what_it_says(kafka: KafkaServer, tmp_path: Path) -> None:
    """What comes of it are articles, and what is no document is told in a line."""
    with KafkaServer() as own:  # the programs name the desk's own topics
        settings = Settings(brokers=own.bootstrap, partitions=3)
        asyncio.run(create_topics(settings))
        printed = ""
        for program in PROGRAMS:
            ended = subprocess.run(
                [sys.executable, "-W", "error", "-c", program.replace("localhost:9092", own.bootstrap)],
                capture_output=True,
                text=True,
                cwd=tmp_path,
                timeout=60,
                check=False,
            )
            assert (ended.returncode, ended.stderr) == (0, "")
            printed += ended.stdout
        values = [record.value for record in asyncio.run(read_all(settings, "raw"))]
    found = {}
    for value in values:
        article = parse_record(replace(a_record(value), timestamp=None), settings.max_document_bytes)
        assert isinstance(article, ParsedArticle), article
        assert article.extraction.warnings == []
        found[article.news_id] = article.headline
    assert found == {
        "75890": "Library opens on Sundays",
        "75891": "Tram line 4 reopens",
        "75892": "Market moves indoors",
        "75894": "Night buses return",
    }
    empty = "https://www.dailyplanet.example/news/75893: body: is missing or empty; give body, as text or bytes, or body_b64"
    assert empty in printed.splitlines()
    assert {orjson.loads(value)["record_id"] for value in values} >= {
        line.split()[0] for line in printed.splitlines() if line != empty
    }
