"""From raw records to pages: each form, each way to be wrong."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from copydesk.schemas.notices import Reason
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.records import Page, Record, Rejected
from tests.builders import NOON, ORIGIN, a_record, an_event

LIMIT = 4 * 1024 * 1024


def page(record: Record) -> Page:
    """The page of a record that is good."""
    found = decode(record, LIMIT)
    assert isinstance(found, Page), found
    return found


def rejected(record: Record, limit: int = LIMIT) -> Rejected:
    """Why a record is turned away."""
    found = decode(record, limit)
    assert isinstance(found, Rejected), found
    return found


def test_envelope() -> None:
    """An envelope's body is the page's text; the record names and dates what the document leaves open."""
    found = page(a_record(body="One.\r\nTwo."))
    assert (found.text, found.media, found.record_id) == ("One.\nTwo.", "text", "news.raw/3/1234")
    assert found.fetched_at == found.ingested_at == NOON


def test_document_outranks_record() -> None:
    """A document's own name and time outrank the record's."""
    found = page(a_record(record_id="r-1", fetched_at="2019-02-27T14:01:00+03:30"))
    assert (found.record_id, found.fetched_at, found.ingested_at) == (
        "r-1",
        datetime(2019, 2, 27, 10, 31, tzinfo=UTC),
        NOON,
    )


def test_a_clock_ahead() -> None:
    """A document cannot have been fetched after it came to Kafka; a scraper's clock that runs ahead does not make later
    crawls stale.
    """
    ahead, skewed = (
        page(a_record(fetched_at="2031-01-01T00:00:00Z")),
        page(a_record(fetched_at=(NOON + timedelta(minutes=5)).isoformat())),
    )
    assert (ahead.fetched_at, ahead.warnings) == (NOON, ("fetched_at_in_the_future",))
    assert (skewed.fetched_at, skewed.warnings) == (NOON + timedelta(minutes=5), ())


def test_event() -> None:
    """A CloudEvent's headers are the document's fields, and its value is the page."""
    found = page(an_event("Brücke".encode(), subject="https://example.com/1", time="2024-05-01T10:00:00Z"))
    assert (found.text, found.record_id, found.document.source_id, found.document.url) == (
        "Brücke",
        "event-1",
        "example",
        "https://example.com/1",
    )
    assert found.fetched_at == datetime(2024, 5, 1, 10, tzinfo=UTC)


def test_event_source_is_url() -> None:
    """A source that is an address stands in for a missing subject."""
    found = page(an_event(source="https://example.com/feed"))
    assert (found.document.source_id, found.document.url) == (None, "https://example.com/feed")


@pytest.mark.parametrize(
    ("record", "detail"),
    [
        (an_event(id=None), "ce_id"),
        (an_event(type=""), "ce_type"),
        (an_event(specversion="0.3"), "ce_specversion"),
        (an_event(time="yesterday"), "fetched_at"),
        (an_event(time="9999-12-31T23:59:59-12:00"), "9999"),
        (an_event(content_type="application/cloudevents+json"), "structured"),
        (Record(ORIGIN, b"x", (*an_event().headers, ("ce_id", b"2"))), "twice"),
        (Record(ORIGIN, b"x", (("ce_specversion", b"\xff"),)), "UTF-8"),
    ],
)
def test_bad_event(record: Record, detail: str) -> None:
    """A record that claims to be a CloudEvent and is none is told which attribute is wrong."""
    found = rejected(record)
    assert found.reason is Reason.BAD_CLOUDEVENT
    assert detail in found.detail


def test_other_headers() -> None:
    """Headers that are no CloudEvents attributes, repeated or not UTF-8, change nothing."""
    plain = a_record()
    headers = (
        ("trace", b"\xff"),
        ("trace", b"2"),
        ("CE_ID", b"x"),
        ("content-type", b"application/json"),
        ("ce_traceparent", b"00"),
    )
    assert page(Record(ORIGIN, plain.value, headers)).text == page(plain).text


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t ", Reason.EMPTY),
        (b"not json", Reason.BAD_JSON),
        (b"[1]", Reason.BAD_JSON),
        (b'"text"', Reason.BAD_JSON),
        (b"null", Reason.BAD_JSON),
        (b'{"body": NaN}', Reason.BAD_JSON),
        (b'{"body": "\\ud800"}', Reason.BAD_JSON),
        (b'{"body": "\xff"}', Reason.BAD_JSON),
        (b"[" * 3_000_000, Reason.BAD_JSON),
        (b'{"a":' * 200_000, Reason.BAD_JSON),
        (b"{}", Reason.NO_BODY),
        (b'{"body": null}', Reason.NO_BODY),
        (b'{"body": ""}', Reason.NO_TEXT),
        (b'{"body": "\\u0000\\u0001"}', Reason.NO_TEXT),
        (b'{"body": "a", "body_b64": "YQ=="}', Reason.TWO_BODIES),
        (b'{"body_b64": "YQ"}', Reason.BAD_BASE64),
        (b'{"body_b64": "Y Q=="}', Reason.BAD_BASE64),
        (b'{"body_b64": "\xc3\xa9"}', Reason.BAD_BASE64),
        (b'{"body": 7}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "hints": {"news_id": "a b"}}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "fetched_at": "2024-05-01"}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "fetched_at": "03/04/2026"}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "fetched_at": "03/04/2026 12:00"}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "source_id": "???"}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "http_status": "abc"}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "record_id": true}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "fetched_at": "9999-12-31T23:59:59-12:00"}', Reason.BAD_SCHEMA),
        (b'{"body": "a", "http_status": 404}', Reason.NOT_AN_ARTICLE),
    ],
)
def test_bad_envelope(value: bytes, reason: Reason) -> None:
    """Each way to be wrong has its reason, and none raises."""
    found = rejected(a_record(value))
    assert found.reason is reason
    assert 0 < len(found.detail) < 500


def test_schema_message_names_field() -> None:
    """The message names the field that does not fit."""
    assert rejected(a_record(hints={"published_at": "soon"})).detail.startswith("hints.published_at: ")


def test_tombstone() -> None:
    """A record without a value is empty."""
    assert rejected(Record(ORIGIN, None)).reason is Reason.EMPTY


def test_oversized() -> None:
    """A record over the limit is turned away unread; one at the limit is not."""
    assert rejected(a_record(b"x" * 101), limit=100).reason is Reason.OVERSIZED
    assert rejected(a_record(b"x" * 100), limit=100).reason is Reason.BAD_JSON


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x1f\x8b\x08\x00\x00",
        b"ab\x00\x00\x00" * 100,
        bytes(range(256)) * 8,
    ],
)
def test_binary_matter(content: bytes) -> None:
    """Files that are no pages are not text, whichever way they come."""
    assert rejected(a_record(body=None, body_b64=base64.b64encode(content).decode())).reason is Reason.NOT_TEXT
    assert rejected(an_event(content)).reason is Reason.NOT_TEXT


def test_declared_image() -> None:
    """What is declared as an image is not read."""
    assert rejected(an_event(content_type="image/svg+html")).reason is Reason.NOT_TEXT


def test_unknown_fields() -> None:
    """Unknown fields become warnings, in bounds."""
    assert page(a_record(fetchedAt="x")).warnings == ("unknown_field:fetchedAt",)
    many = page(a_record(orjson.dumps({"body": "a"} | {f"{'x' * 500}{i}": 1 for i in range(100)}))).warnings
    assert len(many) == 11
    assert all(len(warning) < 100 for warning in many)


def test_repeated_keys() -> None:
    """Of a repeated key the last value counts."""
    assert page(a_record(b'{"body": "one", "body": "two"}')).text == "two"


@pytest.mark.parametrize(
    ("content_type", "body", "media"),
    [
        ("text/html; charset=utf-8", "plain words", "html"),
        ("text/plain", "<p>words</p>", "text"),
        (None, "<!DOCTYPE html><p>words", "html"),
        (None, "words < more > words", "text"),
        ("application/octet-stream", "<div class=x>words</div>", "html"),
    ],
)
def test_media(content_type: str | None, body: str, media: str) -> None:
    """A page is HTML or text by its content type, else by its tags."""
    assert page(a_record(content_type=content_type, body=body)).media == media


def test_controls_are_removed() -> None:
    """No control character but line feed and tab is left, and line ends are one kind."""
    assert (
        page(a_record(body="\ufeffa\x00b\x1bc\x7fd\x85e\u2028f\r\ng\rh\ti\x9f\x0cj")).text == "abcd\ne\nf\ng\nh\ti\nj"
    )


def test_mark_before_json() -> None:
    """A byte order mark before the envelope is passed over."""
    assert page(a_record(b"\xef\xbb\xbf" + orjson.dumps({"body": "a"}))).text == "a"
