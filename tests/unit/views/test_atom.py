"""The Atom feed keeps to RFC 4287, whatever the articles say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.article import Article
from copydesk.service.views.atom import Feed, feed, is_about, updated
from copydesk.service.views.writing import for_a_person, on_one_line
from tests.unit.articles import an_article
from tests.unit.views.odd_articles import NOON, any_article, whole_article

ABOUT = Feed("urn:copydesk:feed:all", "Latest articles", "https://feeds.example/all.xml")
ATOM = "{http://www.w3.org/2005/Atom}"


def read(*articles: Article, about: Feed = ABOUT) -> Any:
    """As a program reads it that knows feeds."""
    found = feedparser.parse(on_one_line(feed(about, articles)).encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_a_whole_article() -> None:
    """All that a person chooses by; never the note for editors, and not the text."""
    found = read(whole_article())
    (entry,) = found.entries
    assert (found.version, found.feed.title, found.feed.id) == ("atom10", "Latest articles", "urn:copydesk:feed:all")
    assert (entry.id, entry.link) == ("urn:copydesk:story:gazette:EX-41337", "https://gazette.example/news/41337")
    assert entry.title == "Old harbour bridge opens again"
    assert entry.summary == "The bridge is open after two years of repairs."
    assert [author.name for author in entry.authors] == ["Ada Lovelace", "Mary Somerville"]
    assert entry.authors[0].href == "https://gazette.example/ada"
    assert entry.published == "2024-05-01T12:00:00Z"
    assert entry.updated == found.feed.updated == "2024-05-01T14:00:00Z"
    assert [tag.term for tag in entry.tags] == ["City", "harbour", "road transport", "BRI"]
    assert entry.rights == "The Gazette"
    document = for_a_person(feed(ABOUT, [whole_article()]))
    assert "Corrects the price" not in document
    assert "It cost four million" not in document


def test_an_article_with_nothing() -> None:
    """Has all that the RFC asks for; its publisher stands for an author, its first words for a title."""
    (entry,) = read(an_article(body_text="A ferry sails.\n\nIt is blue.")).entries
    assert (entry.title, entry.author, entry.content[0].value) == ("A ferry sails.", "example", "A ferry sails.")
    (bare,) = read(an_article()).entries
    assert (bare.title, bare.updated) == ("example:1", "1970-01-01T00:00:00Z")


@pytest.mark.parametrize(
    "fields",
    [{"published_precision": "day", "zone_basis": "offset"}, {"published_precision": "minute", "zone_basis": "none"}],
)
def test_a_day_is_no_time(fields: dict[str, Any]) -> None:
    """Atom has only times with an offset, so one that nobody knows is not there."""
    (entry,) = read(an_article(published_at=NOON, **fields)).entries
    assert "published" not in entry


def test_a_long_story_is_cut_between_words() -> None:
    """Its first words; an abstract stands as it is."""
    (entry,) = read(an_article(body_text="word " * 200)).entries
    assert entry.summary.endswith("word…")
    assert len(entry.summary) <= 301
    (told,) = read(an_article(abstract="word " * 200)).entries
    assert len(told.summary) == 999


def test_an_empty_feed() -> None:
    """Is a feed."""
    assert read().entries == []


def test_about() -> None:
    """By section, keyword, and a subject's name, code or URI, in whatever case."""
    article = whole_article()
    for named in ("city", "harbour", "road transport", "medtop:20000345", "bri"):
        assert is_about(article, frozenset({"none", named}))
    assert not is_about(article, frozenset({"harbo", ""}))


def one(parent: Element, name: str) -> Element:
    """The one child of this name."""
    (found,) = parent.findall(ATOM + name)
    return found


def is_instant(text: str | None) -> bool:
    """RFC 3339, with an offset."""
    return datetime.fromisoformat(text or "").utcoffset() == timedelta(0)


@given(st.lists(any_article(), max_size=4))
def test_the_rules_of_the_rfc(articles: list[Article]) -> None:
    """Sections 4.1.1 and 4.1.2: what a feed and each of its entries must and must not have."""
    text = on_one_line(feed(ABOUT, articles))
    assert "\n" not in text
    root = fromstring(text)
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.findall(f"{ATOM}entry")):
        assert urlsplit(one(parent, "id").text or "").scheme
        assert (one(parent, "title").text or "").strip()
        assert is_instant(one(parent, "updated").text)
    for entry in root.findall(f"{ATOM}entry"):
        alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) <= 1
        assert len(alternates) == 1 or one(entry, "content").text
        assert all(urlsplit(link.get("href", "")).scheme in ("http", "https") for link in alternates)
        assert entry.findall(f"{ATOM}author")
        assert all((one(author, "name").text or "").strip() for author in entry.findall(f"{ATOM}author"))
        assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
        assert all(is_instant(each.text) for each in entry.findall(f"{ATOM}published"))
        assert len(entry.findall(f"{ATOM}summary")) <= 1
        assert len(entry.findall(f"{ATOM}rights")) <= 1
    assert (root.findtext(f"{ATOM}updated") or "") == max(
        (updated(each) for each in articles), default=datetime(1970, 1, 1, tzinfo=UTC)
    ).isoformat().replace("+00:00", "Z")
