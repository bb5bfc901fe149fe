"""What a replayed record says of its first sending, and how little anybody can do with saying so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.intake.replayed import first_origin, first_time, replay_headers
from copydesk.service.core.records import Headers, Origin, Policy, Record, Rejected
from copydesk.service.pipeline import edit_record, parse_outgoing, parse_record

FIRST = Origin("news.raw", 3, 1234)
NEW = Origin("news.raw", 3, 9000)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=9)
MIB = 1024 * 1024


def a_replay(headers: Headers = (), **fields: object) -> Record:
    """A document sent again nine days later."""
    document = {
        "source_id": "harbour-press",
        "hints": {"news_id": "7"},
        "body": "A Bridge Opens\n\nIt opened on Monday.",
    }
    first = Record(FIRST, orjson.dumps(document | fields), headers, NOON)
    return Record(NEW, first.value, replay_headers(first), LATER)


def parsed(record: Record) -> ParsedArticle:
    """The article that it makes."""
    article = parse_record(record, MIB)
    assert isinstance(article, ParsedArticle)
    return article


def test_a_replay_keeps_name_and_times() -> None:
    """A document without an ID or a time of its own comes out as it would have when it was sent first."""
    article = parsed(a_replay())
    assert article.record_id == "news.raw/3/1234"
    assert article.ingested_at == article.fetched_at == NOON


def test_a_name_of_its_own_stays() -> None:
    """The publisher's record_id is not touched."""
    assert parsed(a_replay(record_id="r-1")).record_id == "r-1"


def test_a_replay_of_a_replay_names_the_first() -> None:
    """Origin and time are those of the first sending, however often it is sent; other headers stay as they are."""
    again = replay_headers(a_replay((("x", b"1"), ("x", None))))
    twice = replay_headers(Record(NEW, b"", again, LATER))
    assert (
        twice
        == again
        == (("x", b"1"), ("x", None), ("replay_of", b"news.raw/3/1234"), ("replay_time", b"1772366400000"))
    )


@pytest.mark.parametrize(
    "name", ["", "news.raw", "news.raw/3", "news.raw/-1/2", "a b/1/2", "x" * 300 + "/1/2", "news.raw/3/\u0663"]
)
def test_what_names_no_place_is_nothing(name: str) -> None:
    """Anybody may publish the header: what is no origin leaves the record as it stands, its time too."""
    record = Record(NEW, b"", (("replay_of", name.encode()), ("replay_time", b"1000")), LATER)
    assert (first_origin(record), first_time(record)) == (NEW, LATER)


@pytest.mark.parametrize("time", [b"", b"-1", b"soon", b"1e9", b"9" * 15, b"9" * 40, b"1773144000001"])
def test_no_time_after_its_own(time: bytes) -> None:
    """A first time that is none, or later than the record's own, is not believed."""
    record = Record(NEW, b"", (("replay_of", str(FIRST).encode()), ("replay_time", time)), LATER)
    assert (first_origin(record), first_time(record)) == (FIRST, LATER)


def test_the_parsed_article_tells_its_own_time_too() -> None:
    """What tells repeats apart goes by the record's own time; only a replay needs to say it."""
    assert dict(parse_outgoing(a_replay(), MIB).headers)["raw_time"] == b"1773144000000"
    first = Record(FIRST, a_replay().value, (), NOON)
    assert "raw_time" not in dict(parse_outgoing(first, MIB).headers)


def test_what_is_counted_of_a_replay_goes_by_its_own_time() -> None:
    """Of a version, of a duplicate and on the way there: since it came again, not since it came first, days ago."""
    sent = parse_outgoing(a_replay(), MIB)
    edited = edit_record(Record(Origin("news.parsed", 0, 5), sent.value, sent.headers, LATER, sent.key), None)
    assert not isinstance(edited, Rejected)
    version, seen = edited
    again = edit_record(Record(Origin("news.parsed", 0, 9), sent.value, another(sent.headers), LATER, sent.key), seen)
    assert not isinstance(again, Rejected)
    duplicate, _ = again
    assert version
    assert duplicate
    assert [told.kind for told in (version.told, duplicate.told)] == ["new", "redelivery"]
    assert {told.came for told in (sent.told, version.told, duplicate.told)} == {LATER}


def another(headers: Headers) -> Headers:
    """Those of a later raw record."""
    return tuple((name, b"news.raw/3/9001" if name == "raw_origin" else value) for name, value in headers)


def test_an_embargo_that_has_ended_lets_a_replay_through() -> None:
    """An embargo is compared with the time at which the replay came, or it would be turned away for ever."""
    embargoed = "EMBARGOED until 12:00 GMT, 3 March 2026\n\nA Bridge Opens\n\nIt opened on Monday, the council said."
    policy = Policy(embargo="reject")
    first = Record(FIRST, a_replay(body=embargoed).value, (), NOON)
    assert not isinstance(parse_record(first, MIB, policy), ParsedArticle)
    again = parse_record(a_replay(body=embargoed), MIB, policy)
    assert isinstance(again, ParsedArticle)
    assert (again.pubstatus, again.ingested_at) == ("usable", NOON)
