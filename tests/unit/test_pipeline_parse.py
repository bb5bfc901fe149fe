"""parse_record from end to end: bytes in, an article or a rejection out."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.notices import Reason, Stage
from copydesk.schemas.parsed import Author, Image, ParsedArticle
from copydesk.service import pipeline
from copydesk.service.core.desk.assemble import MOST_PARTS, assemble
from copydesk.service.core.desk.identity import Identity
from copydesk.service.core.records import Record, Rejected
from copydesk.service.pipeline import parse_record
from tests.builders import NOON, ORIGIN, a_draft, a_page, a_record, an_article, an_event

LIMIT = 1 << 20
IDENTITY = Identity("example", "75875", "label", None, "label:News ID")
TEXT = """\
Updated in: 9 June 2022 - 08:15
SHIRAZ (defapress)- The old harbour bridge opened to traffic again on Monday after two years of repairs, the city council said.
News ID: 41337
Publish Date: 7March 2019 - 09:30

City Council Opens the Old Harbour BridgeThe bridge was closed in 2017 when inspectors found cracks in two of its pillars, local radio reported.

Message end/
"""
HTML = (
    "<html lang=en><title>A Bridge Opens</title><body><div>"
    + "<p>The old bridge opened to traffic on Monday, the council said.</p>" * 5
    + "</div>"
)


def article(record: Record) -> ParsedArticle:
    """The article of a record that holds one."""
    found = parse_record(record, LIMIT)
    assert isinstance(found, ParsedArticle), found
    return found


def test_text_that_names_its_agency() -> None:
    """A bare text gets its source, its home zone and its ID from its own words."""
    found = article(a_record(source_id=None, body=TEXT))
    assert (found.guid, found.identity_method, found.extraction.method) == ("defapress:41337", "label", "text")
    assert (str(found.published_at), found.zone_basis) == ("2019-03-07 06:00:00+00:00", "site")
    assert "page_clock_ignored" in found.extraction.warnings


def test_web_page() -> None:
    """A page gets its source from the host and its ID from the address."""
    found = article(
        an_event(
            HTML.encode(),
            content_type="text/html",
            source="/scraper",
            subject="https://www.example.com/news/75875/bridge?utm_source=x",
        )
    )
    assert (found.guid, found.identity_method) == ("example-com:75875", "url_id")
    assert (found.canonical_url, found.language, found.headline) == (
        "https://www.example.com/news/75875/bridge",
        "en",
        "A Bridge Opens",
    )
    assert found.extraction.provenance["news_id"] == "url:number"


@pytest.mark.parametrize("url", ["https://news.example.com/1", "https://news.example.fr/1"])
def test_a_hinted_zone_is_where_the_source_is(url: str) -> None:
    """A time that is printed without a zone is in the one that the scraper hints, whatever its address tells."""
    body = TEXT.replace("(defapress)", "(HPD)")
    found = article(a_record(source_id=None, url=url, body=body, hints={"time_zone": "America/Bogota"}))
    assert (str(found.published_at), found.zone_basis) == ("2019-03-07 14:30:00+00:00", "hint")


def test_a_printed_zone_outranks_the_hinted() -> None:
    """What stands beside the time is believed first."""
    body = TEXT.replace("2019 - 09:30", "2019 - 09:30 GMT+3")
    found = article(a_record(body=body, hints={"time_zone": "America/Bogota"}))
    assert (str(found.published_at), found.zone_basis) == ("2019-03-07 06:30:00+00:00", "offset")


@pytest.mark.parametrize("zone", ["Asia/Atlantis", "+03:30", "../etc/passwd", "localtime", "x" * 300])
def test_a_hinted_zone_that_there_is_not(zone: str) -> None:
    """It is passed over with a warning, and the site's own zone holds."""
    found = article(a_record(source_id=None, body=TEXT, hints={"time_zone": zone}))
    assert (str(found.published_at), found.zone_basis) == ("2019-03-07 06:00:00+00:00", "site")
    assert "unknown_time_zone" in found.extraction.warnings


def test_hints_outrank_the_page() -> None:
    """What the scraper knows for certain stands in the article, and in its content hash."""
    hints = {"news_id": "9", "headline": "Hinted", "published_at": "2024-01-01T00:00:00Z", "language": "fa"}
    found = article(a_record(body=TEXT, hints=hints))
    assert (found.news_id, found.headline, found.language, found.published_precision) == ("9", "Hinted", "fa", "minute")
    assert found.extraction.provenance["headline"] == "hint"
    assert found.content_hash != article(a_record(body=TEXT)).content_hash


def test_same_bytes_same_article() -> None:
    """The same record gives the same article, each time."""
    assert parse_record(a_record(body=TEXT), LIMIT) == parse_record(a_record(body=TEXT), LIMIT)


def test_builder() -> None:
    """The builder's article is one that the wire takes and gives back."""
    assert ParsedArticle.model_validate_json(an_article().model_dump_json()) == an_article()


@pytest.mark.parametrize(
    ("fields", "media", "reason"),
    [
        ({"headline": None, "paragraphs": ()}, "text", Reason.NOT_AN_ARTICLE),
        ({"headline": None, "paragraphs": ()}, "html", Reason.NOT_AN_ARTICLE),
        ({"paragraphs": ()}, "html", Reason.NO_TEXT),
    ],
)
def test_no_story(fields: dict[str, object], media: str, reason: Reason) -> None:
    """Without headline and paragraph there is no article; a web page's headline alone is an empty shell."""
    found = assemble(
        a_draft(**fields), a_page("x", media="html" if media == "html" else "text"), IDENTITY, "usable", "0" * 32
    )
    assert isinstance(found, Rejected)
    assert (found.reason, found.stage) == (reason, Stage.PARSE)


def test_flash() -> None:
    """A wire's headline alone is an article."""
    found = assemble(a_draft(paragraphs=()), a_page("x"), IDENTITY, "usable", "0" * 32)
    assert isinstance(found, ParsedArticle)
    assert (found.headline, found.body_text) == ("A Bridge Opens", "")


def test_bounds() -> None:
    """No page makes an article's fields larger than they need be, and what cannot be used is left out."""
    draft = a_draft(
        headline="word " * 10_000,
        abstract="word " * 10_000,
        tags=tuple(str(n) for n in range(1000)),
        authors=(Author(name=" "), Author(name="Ada", url="javascript:x"), *(Author(name=str(n)) for n in range(1000))),
        images=tuple(Image(url=f"https://example.com/{n}" if n % 2 else "data:x") for n in range(1000)),
        warnings=tuple("w" * 1000 + str(n) for n in range(1000)),
        language="not a language",
        modified_at=NOON.replace(year=1999),
        published_at=NOON,
    )
    found = assemble(draft, a_page("x"), IDENTITY, "usable", "0" * 32)
    assert isinstance(found, ParsedArticle)
    assert max(len(found.headline or ""), len(found.abstract or "") - 1000) <= 1000
    assert max(len(found.tags), len(found.authors), len(found.images), len(found.extraction.warnings)) <= MOST_PARTS
    assert (found.authors[0].name, found.authors[0].url, found.language, found.modified_at) == ("Ada", None, None, None)
    assert len(found.model_dump_json()) < 40_000


@pytest.mark.parametrize("error", [RecursionError("deep"), KeyError("x" * 1000)])
def test_internal(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug of ours costs one document, which is turned away with the error's name."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "decode", fail)
    found = parse_record(a_record(), LIMIT)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.INTERNAL
    assert found.detail.startswith(type(error).__name__)
    assert len(found.detail) < 500


def test_out_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document for which there is not enough memory is turned away as one that ends processes: it would, with a
    little less luck.
    """

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(pipeline, "decode", fail)
    found = parse_record(a_record(), LIMIT)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.CRASHED


ENVELOPES = st.dictionaries(
    st.sampled_from(
        [
            "body",
            "body_b64",
            "url",
            "source_id",
            "record_id",
            "content_type",
            "charset",
            "fetched_at",
            "http_status",
            "hints",
            "other",
        ]
    ),
    st.one_of(
        st.none(),
        st.integers(-(2**53), 2**53),
        st.text(),
        st.just("https://example.com/news/1"),
        st.just("<p>words</p>"),
        st.just("text/html"),
        st.dictionaries(st.text(), st.text()),
    ),
).map(orjson.dumps)
NAMES = st.sampled_from(
    ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "content-type", "traceparent"]
)
HEADERS = st.lists(
    st.tuples(
        NAMES, st.one_of(st.binary(), st.sampled_from([b"1.0", b"example", b"text/html", b"https://example.com/a"]))
    )
).map(tuple)


@given(
    st.one_of(
        st.none(), st.binary(), ENVELOPES, st.text().map(lambda text: f"<p>{text}</p>".encode("utf-8", "replace"))
    ),
    HEADERS,
)
def test_total(value: bytes | None, headers: tuple[tuple[str, bytes], ...]) -> None:
    """Any bytes under any headers give an article or a rejection, and never one for a bug."""
    found = parse_record(Record(ORIGIN, value, headers, NOON), LIMIT)
    assert isinstance(found, ParsedArticle | Rejected)
    assert not isinstance(found, Rejected) or (found.reason is not Reason.INTERNAL and len(found.detail) < 500), found
