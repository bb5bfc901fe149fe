"""Own profiles from a raw record to an article: whose story it is, its ID, and that no other site is touched."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Policy, Record, Rejected
from copydesk.service.explain import Explanation, explain_record
from copydesk.service.pipeline import parse_record
from copydesk.service.shell.commands.samples import samples
from copydesk.service.sites import BUILT_IN, KnownSites
from copydesk.service.sites.written import profile_of
from tests.builders import a_record

LIMIT = 1 << 20
STORY = (
    "<p>The ferry between the two harbours ran aground last winter, and the crew was brought ashore by boat.</p>" * 3
)
EVERYTHING = """
source_id = "quay"
hosts = "quay.example"
time_zone = "Europe/Rome"
drop = ["p:nth-child(2)", "div:has(.a)"]
address_day = '/(?P<day>\\d\\d)(?P<month>\\d\\d)(?P<year>\\d{4})/'
news_id.select = [".id", "p::attr(data-id)"]
dates.formats = ["%d|%m|%y %H.%M", "%B %d %Y"]
fields.headline = ["h2", "p"]
fields.abstract = "p"
fields.body_text = ["main", "div"]
fields.authors = "p"
fields.published_at = "p"
fields.modified_at = "p"
fields.section = "p"
fields.tags = "p"
fields.images = ["img", "p"]
fields.language = "p"
"""


def parsed(*lines: str, **document: Any) -> ParsedArticle:
    """The article that a document makes with a profile of the quay."""
    site = profile_of("\n".join(('source_id = "quay"', 'hosts = "quay.example"', *lines)))
    record = a_record(**{"source_id": None, "url": "https://www.quay.example/read?n=77-A&m=2"} | document)
    found = parse_record(record, LIMIT, Policy(sites=KnownSites((site,))))
    assert isinstance(found, ParsedArticle), found
    return found


@pytest.mark.parametrize(
    ("line", "body", "news_id", "method", "rule"),
    [
        ("news_id.url = 'n=(\\d+-\\w)'", STORY, "77-A", "url_id", "site:url"),
        ("news_id.url = 'n=(?P<id>\\d+)-(\\w)'", STORY, "77", "url_id", "site:url"),
        (
            'news_id.select = "p::attr(data-n)"',
            f"<p data-n=DP-88123>x</p>{STORY}",
            "DP-88123",
            "metadata",
            "site:news_id",
        ),
        ('news_id.label = "Story no."', f"<p>Story no. 881</p>{STORY}", "881", "label", "site:news_id"),
    ],
)
def test_ids(line: str, body: str, news_id: str, method: str, rule: str) -> None:
    """Each rule names the story, by the rung that it stands for."""
    article = parsed(
        line, body=f"<html><body><h1>Ferry runs aground</h1>{body}</body></html>", content_type="text/html"
    )
    told = article.extraction.provenance.get("news_id")
    assert (article.guid, article.identity_method, told) == (f"quay:{news_id}", method, rule)


def test_ids_of_texts() -> None:
    """The rules for addresses and labels hold for texts too, and outrank a label that anybody would know."""
    text = "News ID: 4711\nReference Q-12\n\nFerry runs aground\n\nThe ferry ran aground last winter, the port said."
    assert parsed('news_id.label = "Reference"', body=text).news_id == "Q-12"
    assert parsed("news_id.url = 'n=(\\d+)'", body=text).news_id == "77"
    assert parsed('news_id.select = "p"', body=text).news_id == "4711"


@pytest.mark.parametrize("news_id", ["2024", "20240305", "null", "0", "quay"])
def test_ids_that_stories_share(news_id: str) -> None:
    """A rule of one's own may be wrong as well: what names a day, nothing, or the site names no story."""
    article = parsed("news_id.url = 'n=([^&]*)'", url=f"https://quay.example/read?n={news_id}&x=a", body=STORY)
    assert article.identity_method == "canonical_url"
    assert [warning for warning in article.extraction.warnings if warning.startswith("unusable_id:url_id:")]


def test_an_address_without_an_id() -> None:
    """A warning says so, and the ladder goes on."""
    article = parsed("news_id.url = 'story/(\\d+)'", body=STORY)
    assert "site_selector_empty:news_id" in article.extraction.warnings


def test_a_hint_outranks_all() -> None:
    """What the scraper knows for certain does."""
    hints = {"news_id": "5512", "headline": "As the feed has it"}
    body = f"<html><body><h1>Ferry</h1><h2>Ferry runs aground</h2>{STORY}</body></html>"
    article = parsed("news_id.url = 'n=(\\d+)'", 'fields.headline = "h2"', body=body, hints=hints)
    assert (article.news_id, article.headline) == ("5512", "As the feed has it")


def test_the_article_names_the_profile() -> None:
    """So that one sees by which it was read; one that comes with the desk has no name."""
    article = parsed('fields.headline = "h1"', body=f"<html><h1>Ferry runs aground</h1>{STORY}</html>")
    assert (article.extraction.site_profile or "").startswith("quay@")
    other = parsed(url="https://www.mehrnews.com/news/77123/x", body=STORY)
    assert other.extraction.site_profile is None


def test_a_subdomain_and_a_source_of_the_scrapers_own() -> None:
    """They have the profile's habits, and a source of their own."""
    html = f"<html><body><h1>Sports</h1><h2>Ferry runs aground</h2>{STORY}</body></html>"
    for document in ({"url": "https://sport.quay.example/a-b-c"}, {"source_id": "mine"}):
        article = parsed('fields.headline = "h2"', body=html, **document)
        assert article.headline == "Ferry runs aground"
        assert article.source_id in ("sport-quay-example", "mine")


def test_address_days() -> None:
    """A day in an address of a form of the site's own."""
    article = parsed(
        "address_day = '/(?P<day>\\d\\d)(?P<month>\\d\\d)(?P<year>\\d{4})/'",
        url="https://quay.example/04032024/ferry-runs-aground",
        body=STORY,
    )
    assert (str(article.published_at)[:10], article.published_precision) == ("2024-03-04", "day")


def test_markdown_is_no_page_of_the_site() -> None:
    """A scraper made it, so selectors are not asked of it, and nothing is missed."""
    markdown = "# Ferry runs aground\n\nThe ferry ran aground last *winter*, the port said on Monday.\n\n## More\n\nIt is back."
    article = parsed('fields.headline = "h2"', body=markdown, content_type="text/markdown")
    assert (article.headline, article.extraction.warnings) == ("Ferry runs aground", [])


def test_explained() -> None:
    """The explanation names the profile, the rule, and what the general reader would have taken."""
    site = profile_of('source_id = "quay"\nhosts = "quay.example"\nfields.headline = "h2"')
    body = f"<html><body><h1>Ferry runs aground in winter</h1><h2>Crew is safe and sound</h2>{STORY}</body></html>"
    record = a_record(source_id=None, url="https://quay.example/1", body=body)
    told = explain_record(record, LIMIT, Policy(sites=KnownSites((site,))))
    assert isinstance(told, Explanation)
    (headline,) = [field for field in told.fields if field.field == "headline"]
    assert (headline.value, headline.rule) == ("Crew is safe and sound", "site:headline")
    assert "Ferry runs aground in winter" in [other.value for other in headline.others]
    assert f"by the profile {site.name}" in told.site


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_no_other_site_is_touched(sample: Any) -> None:
    """A document of another site is read the same, whatever profiles there are."""
    sites = KnownSites((profile_of(EVERYTHING),))
    record = Record(Origin("news.raw", 0, 1), sample.message.value, sample.message.headers)
    assert parse_record(record, LIMIT, Policy(sites=sites)) == parse_record(record, LIMIT)


@given(st.lists(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), min_size=1, max_size=4))
def test_no_other_host_is_touched(labels: list[str]) -> None:
    """A host has the quay's profile if it is the quay's or below it, and is as ever if not."""
    host, sites = ".".join(labels), KnownSites((profile_of(EVERYTHING),))
    for name in (host, f"{host}.quay.example", f"{host}quay.example", f"quay.example.{host}"):
        is_ours = name.endswith(".quay.example")
        own = sites.site_for(None, f"https://{name}/1")
        assert bool(own.layouts) == is_ours
        assert is_ours or own == BUILT_IN.site_for(None, f"https://{name}/1")


WORDS = st.sampled_from(
    ["04|03|25 14.05", "By Lois Lane", "March 4 2025", "fr", "/i/a.jpg", "data:x", "", "4711", "http://[", "\x00"]
)
TAGS = st.sampled_from(
    ["p", "div", "main", "h2", "img", "figure", "template", "script", "p class=id", "p class=a", "p data-id=9"]
)


@given(st.lists(st.tuples(TAGS, WORDS, st.booleans()), max_size=30))
def test_total(parts: list[tuple[str, str, bool]]) -> None:
    """Whatever a page holds, a profile with all that there is reads it without a fault, and twice the same."""
    html = "<html><body>" + "".join(
        f"<{tag}>{text}{'</' + tag.split()[0] + '>' if end else ''}" for tag, text, end in parts
    )
    record = a_record(source_id="quay", url="https://quay.example/04032024/x", body=html, content_type="text/html")
    policy = Policy(sites=KnownSites((profile_of(EVERYTHING),)))
    found = parse_record(record, LIMIT, policy)
    assert not (isinstance(found, Rejected) and found.reason == Reason.INTERNAL), found
    assert parse_record(record, LIMIT, policy) == found
