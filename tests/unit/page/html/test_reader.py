"""From web pages to drafts; every page here is made up."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.markup.html_guard import MOST_TAGS, guarded
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.records import Draft, SiteProfile
from copydesk.service.pipeline import parse_record
from tests.builders import a_page, a_record

STORY = "".join(
    f"<p>The old bridge opened to traffic on Monday after {n} years of repairs, the city council said in a report.</p>"
    for n in range(5)
)
MORE = STORY.replace("The old bridge", "Another bridge")
PAGES = Path(__file__).parents[5] / "shared" / "corpus" / "pages_html.jsonl.gz"


def read(html: str, zone: str | None = None) -> Draft:
    """What the reader makes of a page."""
    return read_html(a_page(html, media="html", url="https://example.com/a"), SiteProfile("example", time_zone=zone))


def json_ld(**fields: object) -> str:
    """A script that describes a story."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'


def test_whole_page() -> None:
    """JSON-LD outranks the head, the head the page; each field says where it is from."""
    draft = read(
        '<html lang="en-GB"><head><title>Café at the Bridge | Site</title><meta property="og:title" content="B"><meta property="article:section" content="City">'
        '<meta name="news_keywords" content="bridge, harbour"><meta property="og:image" content="https://example.com/b.jpg"><link rel="canonical" href="https://example.com/c">'
        + json_ld(
            headline="Caf&eacute; at the <em>Bridge</em>",
            datePublished="2024-05-01T10:00:00+02:00",
            dateModified="2024-05-01T11:00:00Z",
            author=[{"@type": "Person", "name": "Ada Lovelace", "url": "https://example.com/ada"}, "Mary Somerville"],
            identifier={"@type": "PropertyValue", "value": "75875"},
        )
        + f"</head><body><nav><p>Home and all our other sections for you</p></nav><article><h1>Other</h1>{STORY}</article>"
    )
    assert (draft.headline, draft.language, draft.section, draft.tags) == (
        "Café at the Bridge",
        "en-GB",
        "City",
        ("bridge", "harbour"),
    )
    assert (draft.published_at, draft.published_precision, draft.zone_basis) == (
        datetime(2024, 5, 1, 8, tzinfo=UTC),
        "minute",
        "offset",
    )
    assert (draft.modified_at, draft.metadata_id, draft.canonical_link) == (
        datetime(2024, 5, 1, 11, tzinfo=UTC),
        "75875",
        "https://example.com/c",
    )
    assert [(author.name, author.url) for author in draft.authors] == [
        ("Ada Lovelace", "https://example.com/ada"),
        ("Mary Somerville", None),
    ]
    assert [image.url for image in draft.images] == ["https://example.com/b.jpg"]
    assert len(draft.paragraphs) == 5
    assert (draft.provenance["headline"], draft.provenance["section"]) == ("json-ld", "meta:article:section")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@context": "x", "@graph": [{"@type": "WebPage"}, {"@type": ["Thing", "NewsArticle"], "headline": "A"}]}</script>',
        '<script type="application/ld+json">[{"@type": "http://schema.org/Article", "headline": "A"}]</script>',
        '<script type="application/ld+json">\n<!-- {"@type": "Article", "headline": "A"} -->\n</script>',
        '<script type="application/ld+json">{"@type": "Article", "description": "two\nlines", "headline": "A"};</script>',
        '<script type="application/ld+json">{broken</script><meta property="og:title" content="A">',
        '<meta name="twitter:title" content=" A\n">',
        "<title>A</title>",
    ],
)
def test_headline(head: str) -> None:
    """A headline is found in each form that sites have it in."""
    assert read(f"<head>{head}</head>{STORY}").headline == "A"


@pytest.mark.parametrize(
    ("identifier", "news_id"),
    [
        ("75875", "75875"),
        ("1234-5679", "m-41337"),
        ("harbour24.example", "m-41337"),
        ({"@type": "PropertyValue", "propertyID": "ISSN", "value": "12345679"}, "m-41337"),
        ({"@type": "PropertyValue", "name": "harbour24", "value": "75875"}, "75875"),
        ("EX-41337", "m-41337"),
        ("The Harbour Post of the Old Harbour", "m-41337"),
        ("{{id}}", "m-41337"),
        (["1234-5679", {"@type": "PropertyValue", "propertyID": "articleID", "value": 75875}], "75875"),
    ],
)
def test_identifier(identifier: object, news_id: str) -> None:
    """JSON-LD's identifier is the story's where it names one story; else the head's is taken."""
    head = '<meta name="article_id" content="m-41337">'
    assert (
        read(
            head + json_ld(headline="A", identifier=identifier, publisher={"identifier": "EX-41337"}) + STORY
        ).metadata_id
        == news_id
    )


def test_half_a_character() -> None:
    """A title that a template cut within an emoji is read without the half that is left of it, and costs no
    document.
    """
    assert read(json_ld(headline="A \ud83d", keywords=["\U0001f600", "\ude00"])).headline == "A"
    assert read(json_ld(headline="A", keywords=["\U0001f600", "\ude00"])).tags == ("\U0001f600",)


def test_home_zone() -> None:
    """A time without an offset is in the site's home zone, and the draft says so."""
    draft = read('<meta property="article:published_time" content="2024-05-01 10:00">', "Asia/Tehran")
    assert (draft.published_at, draft.zone_basis) == (datetime(2024, 5, 1, 6, 30, tzinfo=UTC), "site")


def test_the_offset_of_another_time() -> None:
    """A time without an offset is at that of the page's other times, and the draft says so."""
    draft = read(
        '<meta property="article:published_time" content="2024-05-01 10:00">'
        + json_ld(headline="A", dateModified="2024-05-01T11:00:00+03:00")
    )
    assert (draft.published_at, draft.zone_basis) == (datetime(2024, 5, 1, 7, 0, tzinfo=UTC), "page")


def test_the_language_that_no_page_declares() -> None:
    """A time that the page prints is at home where its language is, which its sentences show."""
    sentence = (
        "Die alte Brücke wurde am Montag nach zwei Jahren wieder für den Verkehr geöffnet, sagte der Rat der Stadt."
    )
    draft = read(f"<h1>Die Brücke ist offen</h1><p>Veröffentlicht: 30.04.2024, 10:00 Uhr</p>{f'<p>{sentence}</p>' * 3}")
    assert (draft.published_at, draft.zone_basis) == (datetime(2024, 4, 30, 8, 0, tzinfo=UTC), "language")


def test_time_element() -> None:
    """A `<time>` is read where the head says nothing."""
    page = "<h1>The old bridge opens again</h1><time datetime='2024-05-01T10:00:00Z'>May</time>"
    assert read(page).published_at == datetime(2024, 5, 1, 10, tzinfo=UTC)


def test_a_date_is_not_the_storys_for_want_of_another() -> None:
    """A date in a sentence is no day of publication, though the page gives no other."""
    dated = "<p>The bridge was closed on 3 March 1932 after the flood, and again on 4 May 1975, said a historian.</p>"
    prose = "<p>The old bridge opened to traffic again after two years of repairs, the council said in a statement.</p>"
    assert read(f"<h1>The old bridge opens again</h1>{prose * 30}{dated}").published_at is None


def test_markup_by_the_headline_declares_a_day() -> None:
    """Microdata there is believed by itself."""
    page = "<h1>The old bridge opens again</h1><span itemprop='datePublished' content='2024-05-01T10:00:00Z'></span>"
    assert read(page).published_at == datetime(2024, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="comments"><p>I have driven over this bridge for years and never saw a crack in it.</p></div>',
        '<div id="cookie-banner"><div><p>We and our partners store cookies on your device for many purposes.</p></div></div>',
        "<aside><p>Read also what the council decided about the new harbour last week.</p></aside>",
        "<p>Read also: <a href=/b>the council decided about the new harbour</a></p>",
        "<footer><p>All rights reserved by the publisher of these pages, and by nobody else.</p></footer>",
        "<script>document.write('<p>Some words that a script would write on the page</p>')</script>",
    ],
)
def test_what_is_no_story(around: str) -> None:
    """Comments, notices, teasers and footers are left out, inside the story or beside it."""
    assert read(f"<body><div>{STORY}{around}</div>").paragraphs == read(f"<body><div>{STORY}</div>").paragraphs


def test_story_in_parts() -> None:
    """A story that advertisements cut into parts is whole."""
    told = read(f"<main><div><div>{STORY}</div><div class=advert>Buy</div><div>{MORE}</div></div></main>").paragraphs
    assert sum("bridge" in line for line in told) == 10


def test_misnamed_wrapper() -> None:
    """A story is not lost because its wrapper is called `subscribed-content`."""
    assert len(read(f"<body><div class=subscribed-content>{STORY}</div>").paragraphs) == 5


def test_line_breaks() -> None:
    """A page without paragraph elements is read by its line breaks."""
    lines = tuple(f"The old bridge opened to traffic after {n} years of repairs, the council said." for n in range(8))
    story = "<br><br>".join(lines[:5]) + "<br>\n<br>" + "<br/><br/>".join(lines[5:])
    assert read(f"<body><h1>The bridge opens</h1><div>{story}</div><footer>About us</footer>").paragraphs == lines


def test_article_body() -> None:
    """JSON-LD's own text stands in for a page that a script fills."""
    assert read(json_ld(articleBody="One.\nTwo.") + "<div id=app></div>").paragraphs == ("One.", "Two.")


def test_dateline() -> None:
    """The dateline is taken off the first paragraph."""
    draft = read(
        f"<div><p>SHIRAZ (defapress)- Rain fell on the city and on all the villages around it.</p>{STORY}</div>"
    )
    assert draft.dateline is not None
    assert (draft.dateline.place, draft.paragraphs[0][:9]) == ("SHIRAZ", "Rain fell")


HOSTILE = {
    "deep": "<div>" * 800_000,
    "hidden depth": "<div><!--</div>-->" * 50_000,
    "attributes": "<div " + " ".join(f"a{n}" for n in range(100_000)) + ">x",
    "long attribute": f'<p class="{"comment " * 125_000}">x',
    "formatting": "<p>" + "".join(f"<font a={n}>" for n in range(5_000)) + "</p>" + "<p>x</p>" * 5_000,
    "paragraphs": "<p>some words that are long enough to count" * 25_000,
    "lists": "<ul><li>" * 100_000,
    "brackets": "<" * 500_000,
    "comments": "<!--" * 100_000,
    "json arrays": '<script type="application/ld+json">' + "[" * 1_000_000,
    "json objects": '<script type="application/ld+json">' + '{"@graph":' * 50_000,
    "json stories": '<script type="application/ld+json">[' + '{"@type":"Article"},' * 20_000 + "1]</script>",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_page(html: str) -> None:
    """Whatever a page nests or repeats, what reaches the parser is within the guard's bounds, and the page is read."""
    bounded, _ = guarded(html)
    assert len(re.findall(r"<[a-zA-Z]", bounded)) <= MOST_TAGS
    assert isinstance(read(html), Draft)


@given(
    st.text(alphabet='<>/="\' pdiva!-&;x0{}[]:@"\ud800\x00é', max_size=300).map(
        lambda text: f'<script type="application/ld+json">{text[:50]}</script><meta name=a content=b>{text}'
    )
)
def test_total(html: str) -> None:
    """Any string gives a draft."""
    assert isinstance(read(html), Draft)


def test_real_pages() -> None:
    """On real pages of publishers worldwide, nearly all give a headline, a date and a story."""
    if not PAGES.exists():
        pytest.skip("the corpus of real pages is not here")
    with gzip.open(PAGES) as lines:
        documents = [json.loads(line) for line in lines][::4]
    given = ("url", "content_type", "body_b64")
    records = [
        a_record(body=None, fetched_at="2026-07-01T00:00:00Z", **{name: one[name] for name in given})
        for one in documents
    ]
    articles = [parse_record(replace(record, timestamp=None), 1 << 24) for record in records]
    whole = [
        found
        for found in articles
        if getattr(found, "headline", None)
        and getattr(found, "published_at", None)
        and len(getattr(found, "body_text", "")) > 300
    ]
    assert len(whole) >= 0.9 * len(documents)


def test_a_story_whose_elements_are_escaped_is_told_in_its_paragraphs() -> None:
    """A template that escapes JSON-LD's text for HTML leaves no element in it, and glues no paragraphs."""
    lines = [
        f"The tannery by the bridge was sold on Friday to maker {n} of drums, who will keep its name." for n in range(5)
    ]
    told = "".join(f"&lt;p class=&quot;x&quot;&gt;{line}&lt;/p&gt;" for line in lines)
    page = f"<head>{json_ld(headline='Tannery sold', articleBody=told)}</head><body><div id=app></div>"
    assert read(page).paragraphs == tuple(lines)


def test_names_in_json_ld_are_read_without_entities() -> None:
    """`O&#39;Malley` is O'Malley, wherever a template escaped her for HTML."""
    head = json_ld(headline="Tannery sold", author={"@type": "Person", "name": "Grace O&#39;Malley"})
    assert [author.name for author in read(f"<head>{head}</head><body>{STORY}").authors] == ["Grace O'Malley"]


def test_the_language_of_a_story_without_spaces_tells_its_zone() -> None:
    """A page that declares no language is asked for that of its lines, in scripts that say much in few signs too."""
    line = "第二座水闸位于上游四英里处，等筹到二十万元石料款之后也将动工修复。"
    body = f"<h1>水闸重新开放</h1><div>2023年05月17日 10:25</div>{''.join(f'<p>{line}{n}</p>' for n in range(4))}"
    draft = read(f"<head><title>水闸重新开放</title></head><body>{body}")
    assert (draft.published_at, draft.zone_basis) == (datetime(2023, 5, 17, 2, 25, tzinfo=UTC), "language")


@pytest.mark.parametrize(
    ("line", "day"),
    [("١٤ نيسان ٢٠٢١", 14), ("۲۵ فروردین ۱۴۰۰", 14), ("১৪ এপ্রিল ২০২১", 14), ("14 เมษายน พ.ศ. 2564", 14)],
)
def test_a_day_in_the_figures_of_any_script_is_printed(line: str, day: int) -> None:
    """The line below the headline tells the day, whatever figures and calendar it is written in."""
    draft = read(f"<head><title>Tannery sold</title></head><body><h1>Tannery sold</h1><div>{line}</div>{STORY}")
    assert draft.published_at == datetime(2021, 4, day, tzinfo=UTC)


def test_a_change_that_is_printed_by_the_headline_is_told() -> None:
    """Where the head tells no change, the lines around the headline do, of the same day too; it is later than the story."""
    dates = "<div>First published: 9 May 2022 10:00 GMT</div><div>Last updated: 9 May 2022 16:30 GMT</div>"
    draft = read(f"<head><title>Tannery sold</title></head><body><h1>Tannery sold</h1>{dates}{STORY}")
    told = datetime(2022, 5, 9, 10, tzinfo=UTC), datetime(2022, 5, 9, 16, 30, tzinfo=UTC)
    assert (draft.published_at, draft.modified_at) == told


def test_a_readers_remark_tells_no_day_of_the_story() -> None:
    """A page that prints no day but that of a remark below its story tells none."""
    remark = '<section id="comments"><div class="comment"><b>Ada</b> <span>9 May 2022 at 20:15</span><p>At last.</p></div></section>'
    draft = read(f"<head><title>Tannery sold</title></head><body><h1>Tannery sold</h1>{STORY}{remark}")
    assert draft.published_at is None


def test_what_stands_behind_a_mark_in_json_ld_is_not_the_headlines() -> None:
    """The h1 is the headline where JSON-LD and the title add the site's name to it."""
    name = "Tannery by the old bridge sold to a maker of drums | Weir and Lakes Live"
    head = f"<title>{name}</title>{json_ld(headline=name, datePublished='2022-05-09T10:00:00Z')}"
    body = f"<h1>{name.partition(' |')[0]}</h1>{STORY}"
    assert read(f"<head>{head}</head><body>{body}").headline == name.partition(" |")[0]
