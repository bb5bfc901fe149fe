"""The README's examples, copied as they stand, come out as articles."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import Any

import orjson
import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.pipeline import parse_record
from tests.builders import a_record
from tests.readme import blocks, documents, echoes, packages


@pytest.mark.parametrize("document", documents(), ids=lambda document: document["url"])
def test_each_document_is_an_article(document: dict[str, Any]) -> None:
    """With the publisher's ID, a headline and a body, and nothing odd about it."""
    found = parse_record(replace(a_record(orjson.dumps(document)), timestamp=None), 4 * 1024 * 1024)
    assert isinstance(found, ParsedArticle), found
    assert found.news_id == document["url"].rpartition("/")[2]
    assert found.headline
    assert found.body_text
    assert found.extraction.warnings == []


def test_none_is_overlooked() -> None:
    """An object, a line for a client, and a program that publishes: three stories."""
    assert (len(blocks("json")), len(echoes()), len(documents())) == (1, 1, 3)
    assert len({document["url"] for document in documents()}) == 3
    assert packages() == ["aiokafka", "orjson"]


@pytest.mark.parametrize("echo", echoes())
def test_what_is_echoed_is_one_line(echo: str) -> None:
    """In any shell: some make a line break of a backslash and n."""
    printed = subprocess.run(["sh", "-c", echo], capture_output=True, check=True).stdout
    assert printed.count(b"\n") == 1
    assert orjson.loads(printed) in documents()
