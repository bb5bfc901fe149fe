"""What a publisher takes, completes and refuses; and that the desk reads all of it."""

from __future__ import annotations

import base64
import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import available_timezones

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.client.documents import Desk, new_record_id
from copydesk.client.failures import InvalidDocument, TooLarge
from copydesk.client.known import is_language, is_zone
from copydesk.schemas.language_codes import LANGUAGES, SHORTER
from copydesk.schemas.notices import Reason
from copydesk.schemas.raw import Hints, RawDocument
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.records import Rejected
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.times.zones import known_zone
from tests.builders import a_record

LIMIT = 1 << 20
URL = "https://www.dailyplanet.example/news/75875"
PAGE = "<h1>Ferry returns</h1><p>The harbour ferry sails again on Monday.</p>"
NO_ENVELOPE = {
    Reason.BAD_JSON,
    Reason.BAD_SCHEMA,
    Reason.NO_BODY,
    Reason.TWO_BODIES,
    Reason.BAD_BASE64,
    Reason.EMPTY,
    Reason.OVERSIZED,
    Reason.BAD_CLOUDEVENT,
}


def envelope(document: Any = None, desk: Desk | None = None, **fields: Any) -> dict[str, Any]:
    """What would be sent."""
    found: dict[str, Any] = orjson.loads((desk or Desk()).outgoing(document, fields).value)
    return found


def refusal(document: Any = None, **fields: Any) -> str:
    """Why nothing would be sent: one line."""
    with pytest.raises(InvalidDocument) as refused:
        Desk().outgoing(document, fields)
    line = str(refused.value)
    assert "\n" not in line
    return line


def test_a_url_and_a_body_are_enough() -> None:
    """The rest is made: a name for the fetch, and the time of it."""
    began = datetime.now(UTC)
    found = envelope(url=URL, body=PAGE)
    assert set(found) == {"url", "body", "record_id", "fetched_at"}
    assert uuid.UUID(found["record_id"]).version == 7
    assert began <= datetime.fromisoformat(found["fetched_at"]) <= datetime.now(UTC)


def test_bytes_go_as_they_are() -> None:
    """Whatever their character set."""
    content = "Fähre fährt wieder".encode("windows-1252")
    for body in (content, bytearray(content), memoryview(content)):
        found = envelope(source_id="daily-planet", body=body)
        assert base64.b64decode(found["body_b64"]) == content
        assert "body" not in found


def test_a_document_in_any_form() -> None:
    """By its fields, as a mapping, as the contract's model; named fields come over the others."""
    when = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    wanted = {"record_id": "r1", "url": URL, "body": PAGE, "fetched_at": "2026-03-01T10:00:00+00:00"}
    plain: dict[str, Any] = {"record_id": "r1", "url": "https://other.example/1", "body": PAGE, "fetched_at": when}
    assert envelope(plain, url=URL) == wanted
    assert envelope(RawDocument(**plain), url=URL) == wanted
    assert envelope(None, **{**plain, "url": URL}) == wanted
    assert envelope(RawDocument(**plain, hints=Hints(headline="Ferry")))["hints"] == {"headline": "Ferry"}


def test_what_all_documents_share() -> None:
    """A publisher's source and scraper are for documents that name none."""
    desk = Desk(source_id="daily-planet", scraper="planet/1.2")
    assert envelope(desk=desk, body=PAGE)["source_id"] == "daily-planet"
    assert envelope(desk=desk, body=PAGE, scraper="other/1")["scraper"] == "other/1"


def test_the_key_is_the_address_else_the_name() -> None:
    """So that all crawls of a page meet on one partition, in their order."""
    assert Desk().outgoing(None, {"url": URL, "body": PAGE}).key == URL.encode()
    assert Desk().outgoing(None, {"source_id": "a", "record_id": "r1", "body": PAGE}).key == b"r1"


def test_what_says_nothing_is_left_out() -> None:
    """A header that a server did not send is no media type."""
    found = envelope(url=URL, body=PAGE, body_b64="", content_type="", charset=None, hints={"language": " "})
    assert not {"content_type", "charset", "body_b64"} & set(found)


def test_names_of_fetches_go_with_time() -> None:
    """A UUIDv7: the milliseconds, version and variant of RFC 9562, and chance; sorted by time."""
    name = uuid.UUID(new_record_id(0x017F22E279B0))
    assert (name.version, name.variant) == (7, uuid.RFC_4122)
    assert str(name).startswith("017f22e2-79b0-7")
    assert new_record_id(1) < new_record_id(2)
    assert len({new_record_id(1) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"url": URL, "bdy": PAGE}, "bdy: no such field; did you mean body?"),
        ({"url": URL, "body": PAGE, "fetchedat": 1}, "fetchedat: no such field; did you mean fetched_at?"),
        ({"url": URL, "body": PAGE, "zzz": 1}, "zzz: no such field; there are record_id, source_id, url"),
        (
            {"url": URL, "body": PAGE, "hints": {"titel": 1, "headlin": 2}},
            "hints.titel: no such field; there are news_id",
        ),
        ({"url": URL}, "body: is missing or empty"),
        ({"url": URL, "body": " \n"}, "body: is missing or empty"),
        ({"url": URL, "body": b""}, "body: is missing or empty"),
        ({"url": URL, "body": PAGE, "body_b64": "eA=="}, "body and body_b64: give one of them"),
        ({"url": URL, "body": b"x", "body_b64": "eA=="}, "body and body_b64: give one of them"),
        ({"url": URL, "body_b64": "eA"}, "body_b64: Incorrect padding"),
        ({"url": URL, "body_b64": "IA=="}, "body_b64: holds no text"),
        ({"body": PAGE}, "source_id or url: one of them says whose story it is"),
        ({"body": PAGE, "url": "www.dailyplanet.example/1"}, "url: is no whole address"),
        ({"body": PAGE, "url": "https://[1/"}, "url: is no whole address"),
        ({"body": PAGE, "source_id": "Daily Planet"}, "source_id: String should match pattern"),
        ({"url": URL, "body": PAGE, "fetched_at": datetime(2026, 1, 1)}, "fetched_at: a time needs a UTC offset"),
        (
            {"url": URL, "body": PAGE, "fetched_at": "9999-12-31T23:59:59-12:00"},
            "a time is outside the years 1 to 9999",
        ),
        ({"url": URL, "body": "\ud800"}, "body: "),
        ({"url": URL, "body": PAGE, "http_status": 42}, "http_status: Input should be greater than or equal to 100"),
        ({"url": URL, "body": PAGE, "http_headers": {"date": 1}}, "http_headers.date: Input should be a valid string"),
        ({"url": URL, "body": 7}, "body: Input should be a valid string"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_is_wrong_is_said_in_a_line(fields: dict[str, Any], line: str) -> None:
    """Which field, and why; it is a ValueError, and nothing was sent."""
    assert refusal(**fields).startswith(line)
    assert issubclass(InvalidDocument, ValueError)


def test_what_is_no_document() -> None:
    """Text, for instance."""
    assert refusal("<p>Ferry</p>").startswith("a str is no document")


def test_what_the_desk_would_not_read() -> None:
    """An envelope above the desk's limit is told from one that is wrong."""
    with pytest.raises(TooLarge, match=r"^\d+ bytes as an envelope; the desk reads 1000 at most$"):
        Desk(max_bytes=1000).outgoing(None, {"url": URL, "body": '"' * 900})


TIMES = st.one_of(
    st.datetimes(timezones=st.one_of(st.none(), st.just(UTC), st.timezones())),
    st.sampled_from(
        ["2026-03-01", "2026-03-01T12:00:00", "2026-03-01T12:00:00Z", "0001-01-01T00:00:00+14:00", "1", "x"]
    ),
    st.integers(-(10**15), 10**15),
)
TEXTS = st.one_of(
    st.text(max_size=20), st.sampled_from(["", " ", "a", "-", "BBC", "bbc.co.uk", "pt_BR", "pt-BR", "x" * 300])
)
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.binary(max_size=8), st.lists(TEXTS, max_size=2)
)
BODIES = st.one_of(TEXTS, st.text(min_size=1), st.binary(max_size=40), st.just(PAGE))
ENCODED = st.one_of(
    st.text("AQgw=\n -_é", max_size=12),
    st.binary(max_size=30).map(lambda content: base64.b64encode(content).decode()),
    st.binary(max_size=30).map(lambda content: base64.urlsafe_b64encode(content).decode()),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "record_id": TEXTS | st.uuids(),
    "source_id": TEXTS,
    "url": TEXTS | st.sampled_from([URL, "//dailyplanet.example/1", "https://", "ftp://x/1", " https://a.example/ "]),
    "body": BODIES,
    "body_b64": ENCODED,
    "content_type": TEXTS | st.sampled_from(["text/html", "text/html; charset=utf-16", "message/rfc822"]),
    "charset": TEXTS | st.sampled_from(["utf-8", "utf-16", "no-such"]),
    "fetched_at": TIMES,
    "http_status": st.integers(90, 610) | st.sampled_from(["200", 200.0, "x"]),
    "http_headers": st.dictionaries(TEXTS, TEXTS | st.integers() | st.lists(TEXTS, max_size=2), max_size=2),
    "hints": st.dictionaries(
        st.sampled_from([*Hints.model_fields, "title"]), TEXTS | TIMES | st.integers() | st.none(), max_size=3
    ),
    "scraper": TEXTS,
    "bdy": TEXTS,
}
MOSTLY_GOOD: dict[str, st.SearchStrategy[Any]] = {"source_id": st.just("daily-planet"), "body": BODIES.filter(bool)}
DOCUMENTS = st.fixed_dictionaries(
    MOSTLY_GOOD, optional={name: kind for name, kind in FIELDS.items() if name not in {*MOSTLY_GOOD, "body_b64", "bdy"}}
) | st.fixed_dictionaries({}, optional={name: kind | JUNK for name, kind in FIELDS.items()})


@given(DOCUMENTS)
@settings(max_examples=1500)
def test_the_desk_takes_all_that_a_publisher_takes(document: dict[str, Any]) -> None:
    """Nothing that is sent is turned away as no envelope, or had to be guessed; and nothing else is raised than what is promised."""
    try:
        sent = Desk(max_bytes=LIMIT).outgoing(document, {})
    except (InvalidDocument, TooLarge):
        return
    page = decode(a_record(sent.value), LIMIT)
    if isinstance(page, Rejected):
        assert page.reason not in NO_ENVELOPE, (page, sent)
        return
    assert page.record_id == sent.record_id
    assert [each for each in page.warnings if "folded" in each or "field" in each or "offset" in each] == []


FIGURES = ["20261102", "2026", "20190227140100", "1700000000", 1700000000, 17.5, True, " 2026 ", "-5", "1e9"]


@pytest.mark.parametrize("moment", FIGURES)
def test_a_time_in_figures_alone(moment: object) -> None:
    """Is a day, a year or a count since some year: nobody takes it for a moment of 1970."""
    for fields in ({"fetched_at": moment}, {"hints": {"published_at": moment}}):
        assert refusal(url=URL, body=PAGE, **fields).endswith("_at: a time is RFC 3339 text, like 2019-02-27T14:01:00Z")


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"body": b"x" * 900}, "body: 900 bytes, 1200 in base64; the desk reads 1000 at most"),
        ({"body": "x" * 1001}, "body: 1001 bytes; the desk reads 1000 at most"),
        ({"body": "é" * 501}, "body: 1002 bytes; the desk reads 1000 at most"),
        ({"body_b64": "x" * 1004}, "body_b64: 1004 bytes; the desk reads 1000 at most"),
    ],
)
def test_a_body_that_alone_is_too_large(fields: dict[str, Any], line: str) -> None:
    """Is told as it was given."""
    with pytest.raises(TooLarge) as told:
        Desk(max_bytes=1000).outgoing({"url": URL, **fields}, {})
    assert str(told.value) == line


@pytest.mark.parametrize("body", [b"x" * (13 << 20), "x" * (17 << 20)], ids=["bytes", "text"])
def test_a_body_over_what_the_contract_has_for_a_text(body: Any) -> None:
    """Is too large too, whatever the desk reads."""
    with pytest.raises(TooLarge, match=r"^body: \d+ bytes.*; the desk reads 16777216 at most$"):
        Desk(max_bytes=64 << 20).outgoing({"url": URL, "body": body}, {})


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"url": "https://www.dailyplanet.example:99999/1"}, "url"),
        ({"url": "https://www.dailyplanet.example:http/1"}, "url"),
        ({"url": "https://lois:secret@www.dailyplanet.example/1"}, "url"),
        ({"hints": {"time_zone": "Asia/Metropolis"}}, "hints.time_zone"),
        ({"hints": {"time_zone": "3.5"}}, "hints.time_zone"),
        ({"hints": {"time_zone": "Europe"}}, "hints.time_zone"),
        ({"hints": {"language": "xx-klingon"}}, "hints.language"),
        ({"hints": {"language": "utf-8"}}, "hints.language"),
        ({"hints": {"published_at": "2199-01-01T00:00:00Z"}}, "hints.published_at"),
    ],
)
def test_what_the_desk_would_leave_out(fields: dict[str, Any], field: str) -> None:
    """Is refused where somebody can still mend it."""
    line = refusal(**{"url": URL, "body": PAGE, **fields})
    assert line.startswith(f"{field}: ")
    assert "secret" not in line


def test_zones_and_languages_as_the_desk_has_them() -> None:
    """All that the desk knows, and no more."""
    zones = [*available_timezones(), "Asia/Metropolis", "Europe", "utc", "../UTC", "Asia/Tehran\n"]
    assert [name for name in zones if is_zone(name)] == [name for name in zones if known_zone(name)]
    tags = [
        f"{code}{rest}"
        for code in (*LANGUAGES, *SHORTER, "xx", "utf")
        for rest in ("", "-BR", "-Latn", "-klingons", "-8")
    ]
    assert [tag for tag in tags if is_language(tag)] == [tag for tag in tags if language_tag(tag)]
