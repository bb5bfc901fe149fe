"""What the console keeps of the records of a topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from copydesk.schemas.notices import Duplicate, Reason, Stage
from copydesk.service.core.desk.outgoing import Outgoing, event_message, rejected_message
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.shell.console.entries import Entry, Gone, Link, entry_of
from tests.unit.articles import an_article

CAME = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


def on_topic(name: str, sent: Outgoing, seconds: float = 2) -> Record:
    """What a worker sent, as it stands there so much later."""
    origin = Origin(f"news.{name}", 3, 40)
    return Record(origin, sent.value, sent.headers, CAME + timedelta(seconds=seconds), sent.key)


def test_an_article() -> None:
    """Its place, its story in short, which fields it has, and how long it took."""
    article = an_article(ingested_at=CAME, version=2, headline="A Plan")
    entry = entry_of("articles", on_topic("articles", event_message(article, "news.raw/1/7", ())))
    assert isinstance(entry, Entry)
    assert (entry.kind, entry.partition, entry.offset, entry.raw) == ("revised", 3, 40, "news.raw/1/7")
    assert (entry.guid, entry.version, entry.waited) == (article.guid, 2, 2000)
    assert entry.story is not None
    assert entry.story.headline == "A Plan"
    assert entry.story.has[0] is True


def test_a_duplicate() -> None:
    """Its source is the one of its story."""
    notice = Duplicate(
        record_id="r-2", guid="harbour-press:7", duplicate_of="r-1", version=3, kind="recrawl", detected_at=CAME
    )
    entry = entry_of("duplicates", on_topic("duplicates", event_message(notice, "news.raw/1/8", ())))
    assert isinstance(entry, Entry)
    assert (entry.kind, entry.source, entry.why, entry.waited) == ("duplicate", "harbour-press", "recrawl", 2000)


def test_a_rejection() -> None:
    """Reason, source as far as the document says it, size, and how long it took."""
    raw = Record(Origin("news.raw", 1, 9), b'{"source_id": "harbour-press", "record_id": "r-9"}', (), CAME)
    sent = rejected_message(Rejected(Reason.NO_BODY, Stage.DECODE, "neither body nor body_b64"), raw)
    entry = entry_of("rejected", on_topic("rejected", sent))
    assert isinstance(entry, Entry)
    assert (entry.kind, entry.source, entry.record_id, entry.raw) == (
        "rejected",
        "harbour-press",
        "r-9",
        "news.raw/1/9",
    )
    assert entry.turned is not None
    assert (entry.turned.reason, entry.turned.stage, entry.turned.size) == ("no_body", "decode", len(raw.value or b""))
    assert entry.waited == 2000


def test_links_and_tombstones() -> None:
    """A pair of stories; and what takes a story or a pair away."""
    ends = {"earlier": {"guid": "a:1"}, "later": {"guid": "b:2"}, "rel": "copy", "score": 0.75}
    record = Record(Origin("news.links", 0, 1), orjson.dumps(ends), (), CAME, b"a:1|b:2")
    assert entry_of("links", record) == Link("a:1|b:2", "a:1", "b:2", "copy", 0.75, int(CAME.timestamp() * 1000))
    for name in ("links", "articles"):
        assert entry_of(name, replace(record, value=None)) == Gone(name, "a:1|b:2")


@pytest.mark.parametrize("name", ["articles", "duplicates", "rejected", "links"])
@pytest.mark.parametrize("value", [b"", b"{", b"[]", b"null", b"7", b'{"guid": 1}', b'{"version": "x"}', b"\xff"])
def test_what_is_none_of_ours_is_passed_over(name: str, value: bytes) -> None:
    """Whoever may write to a topic cannot stop the console."""
    assert entry_of(name, Record(Origin("news.x", 0, 1), value, (("raw_origin", b"nowhere"),), CAME, b"\xff")) is None
