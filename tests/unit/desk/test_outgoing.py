"""Outcomes as Kafka records: keys, headers, and the original of a rejection bit for bit."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Duplicate, Reason, Stage
from copydesk.schemas.parsed import Author, Dateline, Image, ParsedArticle
from copydesk.service.core.desk.outgoing import (
    LARGEST_MESSAGE,
    LARGEST_REJECTION,
    Outgoing,
    event_message,
    json_of,
    outgoing_of_parse,
    raw_origin_of,
    rejected_message,
    source_of,
)
from copydesk.service.core.records import Headers, Origin, Record, Rejected, parse_origin
from tests.builders import a_record, an_article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORIGIN = Origin("news.raw", 3, 1234)
REJECTED = Rejected(Reason.BAD_JSON, Stage.DECODE, "not JSON: unexpected end of data")


def a_parsed_article(**fields: object) -> ParsedArticle:
    """A small parsed article."""
    return an_article(source_id="dailyplanet", news_id="1", record_id="r", ingested_at=NOON, **fields)


def a_version(version: int) -> Article:
    """The same as a version."""
    return Article(**a_parsed_article().model_dump(), version=version)


@given(
    text=st.text(),
    moment=st.datetimes(timezones=st.just(UTC)) | st.none(),
    share=st.floats(0, 1),
    author=st.builds(Author, name=st.text(), url=st.none() | st.text()),
)
def test_json_is_as_pydantic_writes_it(text: str, moment: datetime | None, share: float, author: Author) -> None:
    """The bytes of a message are those that pydantic would write: any text, any time, any part."""
    parts = {"authors": [author], "tags": [text], "dateline": Dateline(text=text), "images": [Image(url=text)]}
    article = a_version(1).model_copy(
        update={"body_text": text, "published_at": moment, "language_confidence": share, **parts}
    )
    assert json_of(article) == article.model_dump_json().encode()


def test_parsed_goes_to_its_guid() -> None:
    """A parsed article is keyed by its guid and says which raw record it came from."""
    outgoing = outgoing_of_parse(
        a_parsed_article(), Record(ORIGIN, b"{}", (("traceparent", b"00-1-2-01"), ("other", b"x")))
    )
    assert (outgoing.topic, outgoing.key) == ("parsed", b"dailyplanet:1")
    assert ParsedArticle.model_validate_json(outgoing.value or b"") == a_parsed_article()
    assert raw_origin_of(outgoing.headers) == "news.raw/3/1234"
    assert dict(outgoing.headers)["traceparent"] == b"00-1-2-01"
    assert "other" not in dict(outgoing.headers)


def test_too_large_when_parsed() -> None:
    """An article that has grown past what topics take is a rejection of its document."""
    outgoing = outgoing_of_parse(a_parsed_article(body_text="x" * LARGEST_MESSAGE), Record(ORIGIN, b"raw"))
    assert (outgoing.topic, outgoing.value, dict(outgoing.headers)["reason"]) == ("rejected", b"raw", b"oversized")


@pytest.mark.parametrize(("version", "event_type"), [(1, b"copydesk.article.new"), (2, b"copydesk.article.revised")])
def test_article_event(version: int, event_type: bytes) -> None:
    """An article's event id is its guid and version, so that a repeat has the id of the first."""
    headers = dict(event_message(a_version(version), str(ORIGIN), ()).headers)
    assert (headers["ce_id"], headers["ce_type"], headers["ce_subject"]) == (
        f"dailyplanet:1@{version}".encode(),
        event_type,
        b"dailyplanet:1",
    )
    assert (headers["ce_specversion"], headers["ce_time"], headers["content-type"]) == (
        b"1.0",
        b"2026-03-01T12:00:00+00:00",
        b"application/json",
    )


def test_duplicate_event() -> None:
    """A notice is keyed by the guid and named by the raw record that repeats."""
    notice = Duplicate(
        record_id="s", guid="dailyplanet:1", duplicate_of="r", version=1, kind="recrawl", detected_at=NOON
    )
    outgoing = event_message(notice, str(ORIGIN), ())
    assert (outgoing.topic, outgoing.key, dict(outgoing.headers)["ce_id"]) == (
        "duplicates",
        b"dailyplanet:1",
        b"news.raw/3/1234",
    )
    assert orjson.loads(outgoing.value or b"")["kind"] == "recrawl"


def attributes(outgoing: Outgoing) -> dict[str, bytes | None]:
    """What readers choose by."""
    named = ("ce_sourceid", "ce_version", "ce_pubstatus", "ce_language", "ce_kind")
    return {name: value for name, value in outgoing.headers if name in named}


def test_what_readers_choose_by() -> None:
    """Source, version, status and language of an article; what nobody knows has no header, and CloudEvents allows no `_` in a name."""
    known = event_message(
        a_version(2).model_copy(update={"language": "en-GB", "pubstatus": "canceled"}), str(ORIGIN), ()
    )
    assert attributes(known) == {
        "ce_sourceid": b"dailyplanet",
        "ce_version": b"2",
        "ce_pubstatus": b"canceled",
        "ce_language": b"en-GB",
    }
    unknown = event_message(a_version(1).model_copy(update={"language": None}), str(ORIGIN), ())
    assert attributes(unknown) == {"ce_sourceid": b"dailyplanet", "ce_version": b"1", "ce_pubstatus": b"usable"}
    events = [name for name, _ in known.headers if name.startswith("ce_")]
    assert len(events) == len(set(events))
    assert all(name.removeprefix("ce_").isalnum() and name.islower() for name in events)


def test_what_readers_of_duplicates_choose_by() -> None:
    """Source, version and kind."""
    notice = Duplicate(record_id="s", guid="dailyplanet:1", duplicate_of="r", version=3, kind="stale")
    found = attributes(event_message(notice, str(ORIGIN), ()))
    assert found == {"ce_sourceid": b"dailyplanet", "ce_version": b"3", "ce_kind": b"stale"}


def test_rejection_is_the_original() -> None:
    """A rejection has the original's key, value and headers, the reason, and Spring Kafka's dead-letter headers."""
    original = Record(ORIGIN, b"\x00{broken", (("ce_id", b"mine"), ("traceparent", b"00-1-2-01")), NOON, b"key")
    outgoing = rejected_message(REJECTED, original)
    headers = {name: value or b"" for name, value in outgoing.headers}
    assert (outgoing.topic, outgoing.key, outgoing.value) == ("rejected", b"key", b"\x00{broken")
    assert (headers["reason"], headers["stage"], headers["message"]) == (
        b"bad_json",
        b"decode",
        b"not JSON: unexpected end of data",
    )
    assert (headers["ce_id"], headers["traceparent"], headers["record_id"]) == (b"mine", b"00-1-2-01", b"mine")
    assert headers["kafka_dlt-original-topic"] == b"news.raw"
    assert int.from_bytes(headers["kafka_dlt-original-partition"], "big") == 3
    assert int.from_bytes(headers["kafka_dlt-original-offset"], "big") == 1234
    assert int.from_bytes(headers["kafka_dlt-original-timestamp"], "big") == int(NOON.timestamp() * 1000)


def test_rejection_of_a_rejection() -> None:
    """A rejected document that is published again and fails again has each header once, with the newer meaning."""
    first = rejected_message(REJECTED, Record(ORIGIN, b"x"))
    again = rejected_message(
        Rejected(Reason.EMPTY, Stage.DECODE, "now"), Record(Origin("news.raw", 0, 9), b"x", first.headers)
    )
    names = [name for name, _ in again.headers]
    assert len(names) == len(set(names))
    assert dict(again.headers)["reason"] == b"empty"
    assert raw_origin_of(again.headers) == "news.raw/0/9"


@pytest.mark.parametrize(
    ("value", "record_id"),
    [
        (b'{"record_id": "mine"}', b"mine"),
        (b'{"record_id": 7}', b"7"),
        (b'{"record_id": " "}', b"news.raw/3/1234"),
        (b'{"record_id": "a\\nb"}', b"news.raw/3/1234"),
        (b"[1]", b"news.raw/3/1234"),
        (None, b"news.raw/3/1234"),
    ],
)
def test_record_id_of_a_rejection(value: bytes | None, record_id: bytes) -> None:
    """The publisher's record id is kept where it can be read; else the origin names the record."""
    assert dict(rejected_message(REJECTED, Record(ORIGIN, value)).headers)["record_id"] == record_id


@pytest.mark.parametrize(
    ("value", "headers", "source"),
    [
        (b'{"source_id": "harbour-press", "url": "https://other.example/1"}', (), "harbour-press"),
        (b'{"url": "https://www.harbour.example/1"}', (), "harbour-example"),
        (b'{"source_id": "The Harbour Press", "url": "https://harbour.example/1"}', (), "harbour-example"),
        (b'{"source_id": "The Harbour Press"}', (), "The Harbour Press"),
        (b'{"source_id": 7, "url": 7}', (), "7"),
        (b"<p>", (("ce_source", b"harbour-press"), ("ce_subject", b"https://other.example/1")), "harbour-press"),
        (b"<p>", (("ce_source", b"/scraper/7"), ("ce_subject", b"https://harbour.example/1")), "harbour-example"),
        (b"<p>", (("ce_source", b"https://harbour.example/feed"), ("ce_subject", None)), "harbour-example"),
        (b"<p>", (), ""),
        (b'{"url": "https://"}', (), ""),
    ],
)
def test_source_of_a_rejection(value: bytes | None, headers: Headers, source: str) -> None:
    """What the document says of it: its ID, else its address; a page's is in its headers."""
    assert source_of(a_record(value, headers=headers)) == source


def test_an_original_that_no_topic_holds() -> None:
    """An original that came compressed and is too large to be handed on stays where it is; the rejection tells its size
    and hash.
    """
    outgoing = rejected_message(REJECTED, Record(ORIGIN, bytes(LARGEST_REJECTION + 1)))
    assert outgoing.value == b""
    assert (dict(outgoing.headers)["value_omitted"] or b"").startswith(
        f"{LARGEST_REJECTION + 1} bytes, blake2b-128 ".encode()
    )


def test_an_original_of_nothing() -> None:
    """A record with neither key nor value can be sent on, and the rejection says what it was."""
    outgoing = rejected_message(REJECTED, Record(ORIGIN, None))
    assert (outgoing.key, outgoing.value, dict(outgoing.headers)["value_omitted"]) == (None, b"", b"null")


def test_headers_and_keys_that_no_topic_holds() -> None:
    """Headers and keys that came compressed and are too large to be handed on are left out, with their sizes."""
    large = bytes(LARGEST_REJECTION + 1)
    outgoing = rejected_message(REJECTED, Record(ORIGIN, b"x", (("note", large), ("none", None)), key=large))
    notes = dict(outgoing.headers)
    assert (outgoing.key, outgoing.value) == (None, b"")
    assert {"value_omitted", "headers_omitted", "key_omitted"} <= set(notes)
    assert "note" not in notes


def test_headers_without_values() -> None:
    """A header whose value is missing comes back as it was, and a header that stands twice comes back twice."""
    headers = (("twice", b"1"), ("twice", b"2"), ("none", None))
    outgoing = rejected_message(REJECTED, Record(ORIGIN, b"x", headers))
    assert outgoing.headers[:3] == headers


@pytest.mark.parametrize("text", ["", "news.raw", "news.raw/1", "news.raw/x/1", "/1/2"])
def test_unreadable_origins(text: str) -> None:
    """What is no origin is None."""
    assert parse_origin(text) is None


def test_origin_round_trip() -> None:
    """An origin is read as it is written."""
    assert parse_origin(str(ORIGIN)) == ORIGIN
