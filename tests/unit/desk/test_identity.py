"""The identity ladder, rung by rung."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.schemas.notices import Reason
from copydesk.service.core.desk.identity import Identity, identify, trusted_canonical
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from tests.builders import a_draft, a_page

HASH = "0123456789abcdef" * 2
URL = "https://example.com/news/75875/slug"


def identity(draft: Draft | None = None, page: Page | None = None, source_id: str = "example") -> Identity:
    """The identity of a story that has one."""
    found = identify(draft or a_draft(), page or a_page(), SiteProfile(source_id), HASH)
    assert isinstance(found, Identity), found
    return found


def test_ladder() -> None:
    """A surer sign outranks the ones below it."""
    draft = a_draft(label_id="2", metadata_id="3")
    assert identity(draft, a_page(url=URL, hints={"news_id": "2021"})).news_id == "2021"
    assert (identity(draft, a_page(url=URL)).news_id, identity(draft).method) == ("2", "label")
    assert identity(a_draft(metadata_id="3"), a_page(url=URL)).method == "metadata"
    assert identity(page=a_page(url=URL)).guid == "example:75875"
    assert identity(page=a_page(url="https://example.com/a-story")).method == "canonical_url"
    assert identity().news_id == "c-0123456789abcdef"


def test_provenance() -> None:
    """The identity says which rule found it."""
    assert identity(page=a_page(url=URL)).rule == "url:number"


@pytest.mark.parametrize("bad", ["7 5", "x" * 129, "7\x00", "۷\u2003"])
def test_unusable_id(bad: str) -> None:
    """An ID that no consumer could use is passed over with a warning."""
    found = identity(a_draft(label_id=bad), a_page(url=URL))
    assert (found.news_id, found.warnings) == ("75875", ("unusable_id:label",))


@pytest.mark.parametrize(
    ("bad", "kind"),
    [("1234-5679", "issn"), ("2021-03-08", "date"), ("0", "zero"), ("null", "gap"), ("example", "publisher")],
)
def test_not_a_story(bad: str, kind: str) -> None:
    """An ID that names something else than one story is passed over, and the warning says what it names."""
    label = identity(a_draft(label_id=bad), a_page(url=URL))
    assert (label.news_id, label.warnings) == ("75875", (f"unusable_id:label:{kind}",))
    metadata = identity(a_draft(metadata_id=bad), a_page(url=URL))
    assert (metadata.news_id, metadata.warnings) == ("75875", (f"unusable_id:metadata:{kind}",))


def test_month() -> None:
    """A number that is a month before the document's is a month in metadata, and in labels the story's own month;
    another may be the story after 203510.
    """
    assert identity(a_draft(metadata_id="201905", published_at=datetime(2021, 3, 8, tzinfo=UTC))).method != "metadata"
    assert identity(a_draft(metadata_id="202103", published_at=datetime(2021, 3, 8, tzinfo=UTC))).method != "metadata"
    assert identity(a_draft(metadata_id="203511", published_at=datetime(2021, 3, 8, tzinfo=UTC))).news_id == "203511"


@pytest.mark.parametrize("link", ["/index.html", "/default.aspx", "/home", "/null"])
def test_a_canonical_link_to_an_index(link: str) -> None:
    """A canonical link to an index page names no story, as every story of a broken template would carry it."""
    page = a_page(url="https://example.com/a/council-approves")
    found = identity(a_draft(canonical_link=f"https://example.com{link}"), page)
    assert found.canonical_url == "https://example.com/a/council-approves"


def test_empty_hint() -> None:
    """A hint is believed, but for one that the scraper's own template left empty."""
    found = identity(page=a_page(url=URL, hints={"news_id": "undefined"}))
    assert (found.news_id, found.warnings) == ("75875", ("unusable_id:hint:gap",))


def test_canonical_url_id() -> None:
    """Scheme, `www.`, tracking and AMP do not make another story; another path does."""
    ids = {
        identity(page=a_page(url=url)).news_id
        for url in (
            "https://www.example.com/a-story?utm_source=x",
            "http://example.com/a-story/amp",
            "https://m.example.com/a-story",
        )
    }
    assert len(ids) == 1
    assert identity(page=a_page(url="https://example.com/other-story")).news_id not in ids
    assert ids.pop().startswith("u-")


def test_front_page() -> None:
    """A front page's address names no story: its content does."""
    assert identity(page=a_page(url="https://example.com/")).method == "content_hash"


def test_source() -> None:
    """The site's source outranks the canonical link's host, and that the agency."""
    draft = a_draft(canonical_link="https://other.example/a-b", agency_source="agency")
    assert identity(draft).source_id == "example"
    assert identity(draft, source_id="").source_id == "other-example"
    assert identity(a_draft(agency_source="agency"), source_id="").source_id == "agency"


def test_no_source() -> None:
    """A story that names no publisher is turned away."""
    found = identify(a_draft(), a_page(), SiteProfile(""), HASH)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_SOURCE


@pytest.mark.parametrize(
    ("link", "url", "canonical"),
    [
        ("https://example.com/a", "https://example.com/a?ref=1", "https://example.com/a"),
        ("/a", "https://example.com/b", "https://example.com/a"),
        ("https://example.com/", "https://example.com/a", "https://example.com/a"),
        ("https://example.com/null", "https://example.com/a", "https://example.com/a"),
        ("https://example.com/news/{{slug}}", "https://example.com/a", "https://example.com/a"),
        ("/city/", "https://example.com/city/old-bridge-opens", "https://example.com/city/old-bridge-opens"),
        ("/old-bridge-opens/", "https://example.com/old-bridge-opens/2", "https://example.com/old-bridge-opens/"),
        ("https://other.example/a", "https://example.com/a", "https://example.com/a"),
        ("https://example.com/a", None, "https://example.com/a"),
        ("http://[", "https://example.com/a", "https://example.com/a"),
        ("x" * 5000, None, None),
    ],
)
def test_trusted_canonical(link: str, url: str | None, canonical: str | None) -> None:
    """A canonical link is believed on its own host and where it names a page."""
    assert trusted_canonical(link, url) == canonical
