"""Records of `articles` as a sink takes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import orjson
import pytest

from copydesk.service.core.desk.erasure import Order, carried_out
from copydesk.service.shell.batches import Unreadable
from copydesk.service.shell.sinks.entries import Forgotten, Refused, Stored, entry_of, standing, without_nul
from tests.unit.articles import an_article
from tests.unit.sinks.entries import a_version, an_end

VALUE = an_article(guid="example:1").model_dump_json().encode()


@dataclass
class Record:
    """As aiokafka gives it."""

    value: bytes | None
    key: bytes | None = b"example:1"
    headers: list[tuple[str, bytes]] = field(default_factory=list)
    partition: int = 2
    topic: str = "news.articles"
    offset: int = 7
    timestamp: int = 1_772_366_400_000


def test_a_version() -> None:
    """The article, its bytes as they came, and where it stood."""
    entry = entry_of(Record(VALUE))
    assert isinstance(entry, Stored)
    assert (entry.guid, entry.value, entry.place.partition, entry.place.offset) == ("example:1", VALUE, 2, 7)
    assert entry.place.moment == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_tombstones() -> None:
    """The desk's own speaks for its partition, since each that holds the story gets one; one by hand speaks for all."""
    order = carried_out(Order("example:1", "7a0f6c3e-93a7-4bb1-a1c6-1fd1a4ef9c11", datetime.now(UTC)), 0)
    for headers, everywhere in (([], True), (list(order.headers), False)):
        entry = entry_of(Record(None, headers=headers))  # type: ignore[arg-type]  # headers of the desk have values
        assert isinstance(entry, Forgotten)
        assert (entry.guid, entry.everywhere) == ("example:1", everywhere)


@pytest.mark.parametrize(
    "record",
    [
        Record(b""),
        Record(b"\xff\xfe"),
        Record(b"[]"),
        Record(orjson.dumps({"guid": "example:1"})),
        Record(VALUE, key=b"other:1"),
        Record(VALUE, key=None),
        Record(VALUE.replace(b'"body_text":""', b'"body_text":"\\ud800"')),
        Record(Unreadable("too large")),
    ],
    ids=lambda record: repr(record.value)[:20],
)
def test_no_article(record: Record) -> None:
    """Set aside with a reason of one line, never raised."""
    entry = entry_of(record)
    assert isinstance(entry, Refused)
    assert entry.why
    assert "\n" not in entry.why


def test_what_stands() -> None:
    """The last of each version, without what a later tombstone takes away; the desk's takes of its own partition only."""
    first, again, second = a_version(1), a_version(2), a_version(3, version=2)
    other = a_version(1, "example:2")
    assert standing([first, again, second, other]) == [again, second, other]
    assert standing([first, second, an_end(4), other]) == [other]
    assert standing([first, an_end(4), second]) == [second]
    assert standing([first, an_end(1, partition=1)]) == [first]
    assert standing([first, an_end(1, partition=1, everywhere=True)]) == []


def test_nul() -> None:
    """U+0000 becomes U+FFFD wherever it stands; a backslash that is one stays."""
    odd = a_version(1, headline="a\0b", tags=["\0"], extensions={"x\0": [1, "\\u0000"]}, body_text="ש\0")
    clean = without_nul(odd)
    assert (clean.article.headline, clean.article.tags, clean.article.body_text) == ("a\ufffdb", ["\ufffd"], "ש\ufffd")
    assert clean.article.extensions == {"x\ufffd": [1, "\\u0000"]}
    assert orjson.loads(clean.value)["headline"] == "a\ufffdb"
    plain = a_version(1, headline="plain")
    assert without_nul(plain) is plain
