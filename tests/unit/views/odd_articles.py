"""Articles for the tests of the views: one with every field, and any number of odd ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from copydesk.schemas.article import Article
from copydesk.service.core.text.spelling import one_line
from tests.unit.articles import an_article

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)

WHOLE: dict[str, Any] = {
    "guid": "gazette:EX-41337",
    "source_id": "gazette",
    "news_id": "EX-41337",
    "url": "https://www.gazette.example/news/41337?from=feed",
    "canonical_url": "https://gazette.example/news/41337",
    "headline": "Old harbour bridge opens again",
    "abstract": "The bridge is open after two years of repairs.",
    "body_text": "The old bridge opened on Monday, the council said.\n\nIt cost four million, twice of what was planned.",
    "authors": [{"name": "Ada Lovelace", "url": "https://gazette.example/ada"}, {"name": "Mary Somerville"}],
    "byline": "By Ada Lovelace and Mary Somerville",
    "dateline": {
        "text": "PORTLAND, Maine (Reuters) -",
        "place": "PORTLAND, Maine",
        "agency": "Reuters",
        "country_code": "US",
    },
    "tags": ["harbour", "road transport"],
    "section": "City",
    "images": [{"url": "https://gazette.example/b.jpg", "caption": "The bridge"}],
    "language": "en-GB",
    "pubstatus": "withheld",
    "embargoed_until": NOON + timedelta(days=1),
    "embargoed_raw": "2024-05-02T12:00:00Z",
    "signals": ["correction", "advisory"],
    "editorial_note": "Corrects the price in paragraph 2.",
    "provider_version": "7",
    "urgency": 3,
    "slugline": "Harbour-bridge",
    "genre": "Analysis",
    "subjects": [
        {"code": "medtop:20000345", "scheme": "medtop", "name": "road transport"},
        {"code": "BRI"},
    ],
    "copyright_holder": "The Gazette",
    "usage_terms": "Not for use in archives.",
    "links": [
        {"rel": "seeAlso", "id": "EX-41330"},
        {"rel": "translationOf", "id": "urn:newsml:wire.example:20240501:77"},
    ],
    "published_at": NOON,
    "published_raw": "2024-05-01T12:00:00Z",
    "published_precision": "minute",
    "zone_basis": "offset",
    "modified_at": NOON + timedelta(hours=1),
    "fetched_at": NOON + timedelta(hours=2),
    "ingested_at": NOON + timedelta(hours=2),
    "version": 2,
    "first_seen_at": NOON,
    "word_count": 18,
    "reading_time_seconds": 5,
    "info_sources": [{"name": "Al Jazeera", "role": "reported_by"}],
    "changes": [{"op": "replace", "path": "/headline", "words": ["=4", "+again"]}],
    "places": [
        {
            "name": "Portland",
            "rel": "dateline",
            "uri": "https://sws.geonames.org/4975802/",
            "country_code": "US",
            "geo": {"lat": 43.66, "lon": -70.26},
        }
    ],
    "countries": ["US"],
    "people": [{"name": "Ida Falk", "count": 2}],
    "organisations": [{"name": "Harbour Council", "uri": "http://www.wikidata.org/entity/Q1"}],
    "keywords": ["bridge", "harbour"],
    "quotes": [{"text": "It cost four million", "speaker": "Ida Falk", "start": 52, "end": 72}],
    "paragraph_languages": ["en", "fr"],
    "fingerprint": "0f1e2d3c4b5a6978",
    "extensions": {"letters": {"e": 2}},
    "extraction": {"method": "text", "reprocessed": True},
}


def whole_article(**fields: Any) -> Article:
    """An article that has every field, with these instead."""
    return an_article(**WHOLE | fields)


ODD = "abcXYZ 09 <>&\"'\\/%#?[]{}|^`;=+~ äßøİŁ ابپت یکی‌ها אבג देश 新港桥 กขค 🌉é ’“”—… \u200f\u200c\xa0"
"""Marks of markup and of addresses, letters of many scripts, joiners and marks of direction, and what lies beyond 16 bits."""


def a_line(alphabet: str = ODD, most: int = 30) -> st.SearchStrategy[str]:
    """Some words on one line, as the desk has them, or nothing."""
    return st.text(alphabet, max_size=most).map(one_line)


def a_sentence(alphabet: str = ODD) -> st.SearchStrategy[str]:
    """Of a story: it begins and ends with words that are nothing else, a dateline or a sign-off."""
    return a_line(alphabet).map(lambda words: one_line(f"The council said {words} on Monday."))


def _some(parts: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(parts, max_size=most)


def _maybe(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | part


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
IDS = st.text("abcXYZ019-_.:/#?%&خ新", min_size=1, max_size=20)
URLS = _maybe(
    st.one_of(
        a_line().map(lambda words: f"https://gazette.example/{words}"),
        st.sampled_from(["http://[::1]/a", "https://ü.example/ä", "ftp://a.example", "/b.jpg", "data:image/png,a", ""]),
    )
)


@st.composite
def any_article(draw: st.DrawFn) -> Article:
    """An article that nobody expects, but for the time of its record. The same few words may stand in any field."""
    line = st.sampled_from(draw(st.lists(a_line() | st.text(max_size=20), min_size=1, max_size=6)))
    source, news_id = draw(st.sampled_from(["gazette", "20-minutes", "-7-"])), draw(IDS)
    return an_article(
        guid=f"{source}:{news_id}",
        source_id=source,
        news_id=news_id,
        url=draw(URLS),
        canonical_url=draw(URLS),
        headline=draw(_maybe(line)),
        abstract=draw(_maybe(line)),
        body_text=draw(line | _some(line).map("\n\n".join)),
        authors=draw(_some(st.fixed_dictionaries({"name": line, "url": URLS}))),
        byline=draw(_maybe(line)),
        dateline=draw(_maybe(st.fixed_dictionaries({"text": line, "place": _maybe(line), "agency": _maybe(line)}))),
        tags=draw(_some(line)),
        section=draw(_maybe(line)),
        images=draw(_some(st.fixed_dictionaries({"url": URLS.map(lambda url: url or "a"), "caption": _maybe(line)}))),
        language=draw(_maybe(line | st.sampled_from(["fa", "en-GB", "zh-Hant-TW"]))),
        pubstatus=draw(st.sampled_from(["usable", "withheld", "canceled"])),
        embargoed_until=draw(_maybe(MOMENTS)),
        signals=draw(st.lists(st.sampled_from(["update", "correction", "kill", "advisory"]), unique=True)),
        editorial_note=draw(_maybe(line)),
        provider_version=draw(_maybe(line)),
        urgency=draw(_maybe(st.integers(1, 8))),
        slugline=draw(_maybe(line)),
        genre=draw(_maybe(line)),
        subjects=draw(
            _some(
                st.fixed_dictionaries({"code": _maybe(IDS | line), "scheme": _maybe(IDS | line), "name": _maybe(line)})
            )
        ),
        copyright_holder=draw(_maybe(line)),
        usage_terms=draw(_maybe(line)),
        links=draw(_some(st.fixed_dictionaries({"rel": line, "id": line | IDS}))),
        published_at=draw(_maybe(MOMENTS)),
        published_precision=draw(st.sampled_from(["minute", "day", "none"])),
        zone_basis=draw(st.sampled_from(["offset", "none"])),
        modified_at=draw(_maybe(MOMENTS)),
        ingested_at=draw(MOMENTS),
        version=draw(st.integers(1, 99)),
        word_count=draw(_maybe(st.integers(0, 10**6))),
        reading_time_seconds=draw(_maybe(st.integers(0, 10**6))),
        info_sources=draw(_some(st.fixed_dictionaries({"name": line, "role": line}))),
    )
