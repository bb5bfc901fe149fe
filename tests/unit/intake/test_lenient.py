"""What a scraper writes otherwise than the schema asks: taken where it has one meaning, and named in a warning."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.schemas.parsed import ParsedArticle
from copydesk.schemas.raw import Hints, RawDocument
from copydesk.service.core.intake.lenient import BLANK_IS_ABSENT, DOCUMENT_RULES, HINT_RULES, understand
from copydesk.service.core.records import Rejected
from copydesk.service.pipeline import parse_record
from tests.builders import a_record, an_event

LIMIT = 4 * 1024 * 1024
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


def article(**fields: Any) -> ParsedArticle:
    """What the desk makes of the plain document with these fields."""
    found = parse_record(a_record(**fields), LIMIT)
    assert isinstance(found, ParsedArticle), found
    return found


def odd(found: ParsedArticle) -> list[str]:
    """What was odd about the fields; the plain document's headline is none of our business."""
    return [warning for warning in found.extraction.warnings if warning != "headline_unclear"]


def read(**fields: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields as understood, and the warnings."""
    understood = understand(fields)
    return understood.fields, understood.warnings


@pytest.mark.parametrize(
    ("name", "source_id"),
    [
        ("BBC", "bbc"),
        ("the_times", "the-times"),
        ("Le Monde", "le-monde"),
        ("Süddeutsche Zeitung", "suddeutsche-zeitung"),
        ("Die Straße", "die-strasse"),
        ("Gazeta Łódzka", "gazeta-lodzka"),
        (" gazette ", "gazette"),
        ("bbc.co.uk", "bbc-co-uk"),
        ("WWW.BBC.co.uk", "bbc-co-uk"),
        ("https://www.bbc.co.uk/news", "bbc-co-uk"),
        ("en.defapress.ir", "defapress"),
    ],
)
def test_a_publishers_name_is_its_slug(name: str, source_id: str) -> None:
    """A name or a host where the slug belongs is folded to the one slug that it can mean."""
    found = article(source_id=name)
    assert (found.source_id, odd(found)) == (source_id, ["source_id_folded"])


@pytest.mark.parametrize(
    "host", ["bbc.co.uk", "www.bbc.co.uk", "m.bbc.co.uk", "defapress.ir", "en.mehrnews.com", "news.example.xn--p1ai"]
)
def test_a_host_is_the_source_of_its_addresses(host: str) -> None:
    """A document that names a host and one that was fetched there have one source."""
    assert article(source_id=host).source_id == article(source_id=None, url=f"https://{host}/news/1234567").source_id


@pytest.mark.parametrize("name", ["a", "a--b", "-a", "defapress-ir", "x" * 64])
def test_a_slug_is_left_alone(name: str) -> None:
    """What the schema takes means what it meant."""
    assert read(source_id=name) == ({"source_id": name}, ())


@pytest.mark.parametrize("name", ["???", "-", "Красная звезда", "РИА News", "新华社", "x" * 65, "x y" * 200])
def test_a_name_without_one_slug_is_refused(name: str) -> None:
    """Nothing is left of it, or letters would be lost, and two publishers could become one."""
    found = parse_record(a_record(source_id=name), LIMIT)
    assert isinstance(found, Rejected)
    assert (found.reason, found.detail.startswith("source_id: ")) == ("bad_schema", True)


@pytest.mark.parametrize(
    "text", ["2024-05-01T11:00:00", "2024-05-01 11:00", "2024-05-01T11:00:00.000000", " 2024-05-01T11:00:00 "]
)
def test_a_fetch_without_an_offset_is_utc(text: str) -> None:
    """`datetime.utcnow().isoformat()` has no offset."""
    found = article(fetched_at=text)
    assert (found.fetched_at, odd(found)) == (datetime(2024, 5, 1, 11, tzinfo=UTC), ["fetched_at_without_offset"])


def test_a_fetch_dated_as_in_http() -> None:
    """The Date header of a response is an instant."""
    found = article(fetched_at="Wed, 01 May 2024 11:00:00 GMT")
    assert (found.fetched_at, odd(found)) == (datetime(2024, 5, 1, 11, tzinfo=UTC), ["fetched_at_folded"])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024-05-01 11:00:00 UTC",
            "2024-05-01 11:00 GMT",
            "2024-05-01T11:00:00.000 Z",
            " 2024-05-01 12:00:00 +0100 ",
        ),
        *("2024-05-01 14:30:00 +03:30", "2024-05-01 06:00:00 -0500"),
    ],
)
def test_a_space_before_the_zone(text: str) -> None:
    """It names an instant all the same, of a fetch and of a publication."""
    found = article(fetched_at=text, hints={"published_at": text})
    moment = datetime(2024, 5, 1, 11, tzinfo=UTC)
    assert (found.fetched_at, found.published_at) == (moment, moment)
    assert odd(found) == ["fetched_at_folded", "hints.published_at_folded"]


@pytest.mark.parametrize(
    "text",
    [
        *("2024-05-32 11:00:00 UTC", "2024-05-01 11:00:00 IST", "2024-05-01 11:00:00 -0000", "2024-05-01 UTC"),
        *("03/04/2026 10:00:00 UTC", "01.05.2024 11:00", "Wed May  1 11:00:00 2024"),
    ],
)
def test_a_time_that_may_mean_two_things(text: str) -> None:
    """Is refused, and the line says how to write it."""
    found = parse_record(a_record(fetched_at=text), LIMIT)
    assert isinstance(found, Rejected)
    assert (found.reason, "RFC 3339" in found.detail or "UTC offset" in found.detail) == ("bad_schema", True)


FIGURES = [1714561200, 1714561200.5, 1714561200000, True, "1714561200", "20261102", "2026", "20190227140100", " 2026 "]


@pytest.mark.parametrize("moment", FIGURES)
def test_a_time_in_figures_alone_is_left_out(moment: object) -> None:
    """A day, a year, seconds or milliseconds: nobody can tell, and none of them is a moment in 1970."""
    found = article(fetched_at=moment, hints={"published_at": moment})
    assert odd(found)[:2] == ["fetched_at_left_out", "hints.published_at_left_out"]
    assert found.fetched_at == article().fetched_at
    assert found.extraction.provenance.get("published_at") != "hint"


def test_a_hint_far_ahead_is_left_out() -> None:
    """A story may be dated ahead of its fetch, but not by more than a year."""
    fetched = "2024-05-01T11:00:00Z"
    found = article(fetched_at=fetched, hints={"published_at": "2025-05-03T00:00:00Z"})
    assert "hints.published_at_in_the_future" in odd(found)
    assert found.extraction.provenance.get("published_at") != "hint"
    ahead = article(fetched_at=fetched, hints={"published_at": "2025-05-01T00:00:00Z"})
    assert (ahead.published_at, odd(ahead)) == (datetime(2025, 5, 1, tzinfo=UTC), [])


@pytest.mark.parametrize("text", ["2024-05-01T11:00:00", "2024-05-01"])
def test_a_hinted_time_without_an_offset_is_left_out(text: str) -> None:
    """It may be local to anywhere, and would outrank what the page says with its zone."""
    found = article(
        body="A Bridge Opens\n\nPublish Date: 1 May 2024 - 14:01\n\nThe old bridge opened on Monday.",
        hints={"published_at": text},
    )
    assert odd(found)[0] == "hints.published_at_without_offset"
    assert found.extraction.provenance.get("published_at") != "hint"


def test_a_hinted_time_as_in_rss() -> None:
    """A feed's pubDate names its zone."""
    found = article(hints={"published_at": "Wed, 01 May 2024 14:01:00 +0330"})
    assert (found.published_at, odd(found)) == (datetime(2024, 5, 1, 10, 31, tzinfo=UTC), ["hints.published_at_folded"])


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("www.bbc.co.uk/news/1", "https://www.bbc.co.uk/news/1"),
        ("//www.bbc.co.uk/news/1", "https://www.bbc.co.uk/news/1"),
        ("bbc.co.uk", "https://bbc.co.uk"),
        ("diario.do/2024/05/01", "https://diario.do/2024/05/01"),
        (" https://www.bbc.co.uk/news/1\n", "https://www.bbc.co.uk/news/1"),
    ],
)
def test_an_address_is_made_whole(url: str, meant: str) -> None:
    """White space around it says nothing, and a host says `https`."""
    assert read(url=url) == ({"url": meant}, ("url_folded",))


@pytest.mark.parametrize(
    "url",
    [
        "/news/1",
        "story.html",
        "index.php/news/1",
        "news/story.html",
        "a b.com/1",
        "urn:newsml:1",
        "HTTPS://a.example/1",
        "7.5/1",
    ],
)
def test_what_names_no_host_is_left(url: str) -> None:
    """A path leads somewhere on a site that is not named."""
    assert read(url=url) == ({"url": url}, ())


@pytest.mark.parametrize("name", sorted(BLANK_IS_ABSENT))
def test_an_empty_field_is_not_given(name: str) -> None:
    """An empty text in any field but the body."""
    assert odd(article(**{"url": "https://a.example/1", name: ""})) == [f"empty_field:{name}"]


@pytest.mark.parametrize("name", Hints.model_fields)
def test_an_empty_hint_is_not_given(name: str) -> None:
    """Nor is an empty hint."""
    assert odd(article(hints={name: ""})) == [f"empty_field:hints.{name}"]


def test_null_is_not_given() -> None:
    """Null in every field but the body says nothing, and nothing is said of it."""
    fields: dict[str, Any] = {
        **dict.fromkeys(RawDocument.model_fields),
        "url": "https://a.example/1",
        "body": "A Bridge Opens\n\nIt opened on Monday.",
    }
    found = parse_record(a_record(orjson.dumps(fields)), LIMIT)
    assert isinstance(found, ParsedArticle)
    assert odd(found) == []


@pytest.mark.parametrize(
    ("fields", "kept"),
    [({"body": "text", "body_b64": ""}, "body"), ({"body": " ", "body_b64": "dGV4dA=="}, "body_b64")],
)
def test_an_empty_body_beside_another_is_none(fields: dict[str, Any], kept: str) -> None:
    """It is the other that counts."""
    understood, warnings = read(**fields)
    assert (list(understood), len(warnings)) == ([kept], 1)


def test_ids_may_be_numbers() -> None:
    """A database's number is a name like any other."""
    found = article(record_id=7, hints={"news_id": 75875})
    assert (found.record_id, found.news_id) == ("7", "75875")
    assert odd(found) == ["record_id_folded", "hints.news_id_folded"]


def test_a_locale_is_a_language() -> None:
    """`pt_BR` is `pt-BR`."""
    assert article(hints={"language": "pt_BR"}).language == "pt-BR"


def test_a_hinted_language_that_is_none() -> None:
    """A character set in place of a language is no hint, and nobody is told that it was one."""
    found = article(hints={"language": "utf-8"})
    assert "language" not in found.extraction.provenance


@pytest.mark.parametrize("zone", [3.5, ["Asia/Tehran"], {}])
def test_a_hinted_zone_that_is_no_name(zone: object) -> None:
    """What is no text names no zone, and the document is read without it."""
    assert odd(article(hints={"time_zone": zone})) == ["hints.time_zone_left_out"]


def test_headers_as_libraries_hold_them() -> None:
    """Lists are joined, numbers written, and nulls left out."""
    headers = {"content-length": 7, "via": ["a", "b"], "etag": None, "server": "x"}
    assert read(http_headers=headers) == (
        {"http_headers": {"content-length": "7", "via": "a, b", "server": "x"}},
        ("http_headers_folded",),
    )


def test_codes_in_any_case_and_form() -> None:
    """A media type in capitals and a status of digits are taken as they are."""
    assert odd(article(content_type="TEXT/Plain", http_status="200")) == []


def test_an_event_is_understood_too() -> None:
    """A time without offset, a host as source and an address without scheme in CloudEvents headers."""
    found = parse_record(an_event(source="bbc.co.uk", time="2024-05-01T11:00:00"), LIMIT)
    assert isinstance(found, ParsedArticle)
    assert (found.source_id, found.fetched_at) == ("bbc-co-uk", datetime(2024, 5, 1, 11, tzinfo=UTC))
    assert odd(found) == ["source_id_folded", "fetched_at_without_offset"]
    fetched = parse_record(an_event(source="/crawler/7", subject="www.bbc.co.uk/news/1"), LIMIT)
    assert isinstance(fetched, ParsedArticle)
    assert (fetched.source_id, fetched.url) == ("bbc-co-uk", "https://www.bbc.co.uk/news/1")


@pytest.mark.parametrize(("source", "source_id"), [("BBC", "bbc"), ("Le Monde", "le-monde")])
def test_an_events_source_by_name(source: str, source_id: str) -> None:
    """Where no address is given, the name counts."""
    found = parse_record(an_event(source=source), LIMIT)
    assert isinstance(found, ParsedArticle)
    assert found.source_id == source_id


@pytest.mark.parametrize("source", ["/crawler/7", "urn:crawler:7", "Красная звезда"])
def test_an_events_source_may_name_the_scraper(source: str) -> None:
    """A path or a urn names no publisher; the address does."""
    found = parse_record(an_event(source=source, subject="https://www.bbc.co.uk/news/1"), LIMIT)
    assert isinstance(found, ParsedArticle)
    assert found.source_id == "bbc-co-uk"
    rejected = parse_record(an_event(source=source, subject="page.fetched"), LIMIT)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "no_source"


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: JSON | st.dictionaries(st.text(max_size=12), JSON, max_size=3) for name in RawDocument.model_fields
        },
    )
)
def test_anything_at_all(fields: dict[str, Any]) -> None:
    """No value of any field makes it raise, and the given fields stay as they were."""
    before = dict(fields)
    understand(fields)
    assert fields == before or "nan" in repr(fields)


@pytest.mark.parametrize(("model", "rules"), [(RawDocument, DOCUMENT_RULES), (Hints, HINT_RULES)])
def test_each_rule_is_for_a_field(model: Any, rules: Any) -> None:
    """A misspelt field would never be folded."""
    assert {rule.field for rule in rules} <= set(model.model_fields)
