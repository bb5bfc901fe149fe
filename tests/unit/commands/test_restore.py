"""What `copydesk restore` reads: lines of a dump, packed or not; which of a story's lines it sends; what is told in a line."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path
from typing import Any

import orjson
import pytest

from copydesk.schemas.article import Article
from copydesk.service.core.desk.memory_form import unpack
from copydesk.service.core.desk.outgoing import is_restored, json_of, raw_origin_of
from copydesk.service.pipeline import first_version
from copydesk.service.shell.commands.restore import Line, Stories, read_lines
from copydesk.service.shell.errors import UnreadableFile
from tests.builders import an_article


def a_line(version: int = 1, *, value: Any = ..., key: str = "example:75875", **fields: Any) -> bytes:
    """As `tail articles --json` writes it."""
    article = first_version(an_article(), enrichers=()).model_copy(update={"version": version} | fields)
    said = orjson.loads(json_of(article)) if value is ... else value
    headers = [["ce_type", "copydesk.article.new"], ["raw_origin", "news.raw/0/7"]]
    return orjson.dumps({"key": key, "timestamp": 1, "headers": headers, "value": said}) + b"\n"


def lines_of(folder: Path, *lines: bytes) -> list[Line]:
    """What is read of a file of these."""
    path = folder / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(lines)))
    return list(read_lines([str(path)]))


def stories_of(lines: list[Line]) -> Stories:
    """What is remembered of them."""
    stories = Stories(sqlite3.connect(":memory:", isolation_level=None))
    for line in lines:
        stories.add(line, 1)
    return stories


def test_the_newest_line_of_a_story_is_sent(tmp_path: Path) -> None:
    """Once, with the memory of its version, wherever it stands."""
    for order, newest in (((1, 2, 3), 2), ((3, 3, 2), 0), ((2, 3, 1), 1)):
        lines = lines_of(tmp_path, *map(a_line, order))
        stories = stories_of(lines)
        sent = [stories.memory_at(line) for line in lines]
        assert [number for number, memory in enumerate(sent) if memory] == [newest]
        assert unpack(sent[newest] or b"").standing.number == 3
        assert len(stories) == 1


def test_an_erased_story_is_not_restored(tmp_path: Path) -> None:
    """A tombstone takes out what stands before it, and what comes behind it is a story of its own."""
    gone = lines_of(tmp_path, a_line(1), a_line(2), a_line(value=None))
    assert len(stories_of(gone)) == 0
    again = lines_of(tmp_path, a_line(2), a_line(value=None), a_line(1))
    stories = stories_of(again)
    sent = [stories.memory_at(line) for line in again]
    assert [bool(memory) for memory in sent] == [False, False, True]


def test_an_article_goes_out_as_it_came(tmp_path: Path) -> None:
    """Byte for byte as the desk writes it."""
    [line] = lines_of(tmp_path, a_line(2))
    assert line.value == json_of(Article.model_validate_json(line.value or b""))
    assert line.headers == (("ce_type", b"copydesk.article.new"), ("raw_origin", b"news.raw/0/7"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"key": "a", "value": {"version"\n', "is no line of `copydesk tail articles --json`"),
        (b"[1]\n", "is no line of `copydesk tail articles --json`"),
        (a_line(value={"guid": "x"}), "is no article"),
        (a_line(key="example:other"), "is not the guid example:75875"),
    ],
)
def test_what_is_no_dump_is_one_line(tmp_path: Path, line: bytes, why: str) -> None:
    """It names the file and the line."""
    with pytest.raises(UnreadableFile, match=r"articles\.jsonl\.gz:2: ") as told:
        stories_of(lines_of(tmp_path, a_line(), line))
    assert why in str(told.value)


def test_a_restored_article_names_no_raw_record() -> None:
    """Its origin is of a topic that is gone: whoever asks for it here would find another record."""
    headers = (("raw_origin", b"news.raw/0/7"),)
    assert raw_origin_of(headers) == "news.raw/0/7"
    assert raw_origin_of((*headers, ("restored_at", b"1"))) is None
    assert is_restored((*headers, ("restored_at", b"1")))
