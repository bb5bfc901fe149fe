"""RSS, Atom and RDF, and XML that agencies made up: an entry is a document, many are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import Image, ParsedArticle
from copydesk.service.core.records import Rejected
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

HEADLINE = "Old harbour bridge opens again"
FIRST = "The old harbour bridge opened to traffic on Monday, the city council said."
SECOND = "Ferries will stop in May."
NINE = datetime(2019, 3, 4, 9, 0, tzinfo=UTC)
DECLARED = [None, "text/plain", "text/html", "application/xml", "application/rss+xml"]

ITEM = f"""<item><title><![CDATA[Old harbour bridge opens &#97;gain]]></title><link>https://example.com/news/bridge-again</link>
<guid isPermaLink="false">hg-1001</guid><pubDate>Mon, 04 Mar 2019 04:00:00 -0500</pubDate><dc:creator>Ada Lovelace</dc:creator>
<category>Transport</category><description>&lt;p&gt;It is open.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded>
<media:content url="https://example.com/b.jpg" medium="image"><media:description>The bridge</media:description></media:content></item>"""
ENTRY = f"""<entry><title type="html">Old harbour bridge opens again</title><link rel="self" href="https://example.com/x"/>
<link href="https://example.com/news/bridge-again"/><id>tag:example.com,2019:1001</id><published>2019-03-04T09:00:00Z</published>
<updated>2019-03-04T10:00:00Z</updated><author><name>Ada Lovelace</name></author><category term="transport" label="Transport"/>
<summary>It is open.</summary><content type="xhtml"><div><p>{FIRST}</p><p>{SECOND}</p></div></content></entry>"""


def a_feed(*entries: str) -> str:
    """An RSS feed of these."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Gazette</title><language>en-gb</language>{"".join(entries)}</channel></rss>'


def outcome(text: str, content_type: str | None = None) -> ParsedArticle | Rejected:
    """What becomes of a document."""
    return parse_record(a_record(body=text, content_type=content_type), 1_000_000)


def article(text: str, content_type: str | None = None) -> ParsedArticle:
    """The article of a document."""
    parsed = outcome(text, content_type)
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def rejection(text: str, content_type: str | None = None) -> tuple[Reason, str]:
    """Why a document is turned away."""
    rejected = outcome(text, content_type)
    assert isinstance(rejected, Rejected), rejected
    return rejected.reason, rejected.detail


@pytest.mark.parametrize("content_type", DECLARED)
@pytest.mark.parametrize(
    "text", [ITEM, a_feed(ITEM), ENTRY, f'<feed xmlns="http://www.w3.org/2005/Atom">{ENTRY}</feed>']
)
def test_an_entry_is_a_document(text: str, content_type: str | None) -> None:
    """Alone or in a feed without others, whatever is declared: each field from its own element, the text from the fullest."""
    parsed = article(text, content_type)
    assert (parsed.headline, parsed.published_at, parsed.abstract) == (HEADLINE, NINE, "It is open.")
    assert parsed.body_text == f"{FIRST}\n\n{SECOND}"
    assert ([author.name for author in parsed.authors], parsed.tags) == (["Ada Lovelace"], ["Transport"])
    assert parsed.news_id in ("hg-1001", "tag:example.com,2019:1001")
    assert parsed.canonical_url == "https://example.com/news/bridge-again"


def test_a_feeds_pictures_and_language_are_the_entrys() -> None:
    """A media element has its caption inside it; the language stands in the channel."""
    parsed = article(a_feed(ITEM))
    assert parsed.images == [Image(url="https://example.com/b.jpg", caption="The bridge")]
    assert parsed.language == "en-GB"


def test_a_summary_stands_in_for_the_text() -> None:
    """Where a feed gives no more, and the article says so."""
    parsed = article(
        f"<item><title>{HEADLINE}</title><link>https://example.com/a</link><description>{FIRST}</description></item>"
    )
    assert (parsed.body_text, parsed.abstract) == (FIRST, None)
    assert "body_is_summary" in parsed.extraction.warnings


def test_an_address_is_no_second_name() -> None:
    """A guid that is the page's address names what the page itself is named by."""
    item = f"<item><title>{HEADLINE}</title><guid>https://example.com/news/4829145</guid><description>{FIRST}</description></item>"
    assert (article(item).news_id, article(item).identity_method) == ("4829145", "url_id")


@pytest.mark.parametrize("content_type", DECLARED)
def test_a_feed_of_many_is_refused(content_type: str | None) -> None:
    """Also where it is cut, or has no feed around it."""
    for text in (a_feed(ITEM, ITEM), a_feed(ITEM, ITEM)[:-60], f"{ITEM}\n{ITEM}"):
        reason, detail = rejection(text, content_type)
        assert (reason, "2 stories: `copydesk publish`" in detail) == (Reason.FEED, True)


def test_a_feed_of_none_is_refused() -> None:
    """It is no page either."""
    assert rejection(a_feed()) == (Reason.BAD_FORMAT, "a feed without stories: <rss>")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('<?xml version="1.0"?><urlset xmlns="https://maps.example/0.9"><url><loc>https://a.example/1</loc></url></urlset>', "<urlset> of https://maps.example/0.9"),
        ('<opml version="2.0"><head><title>My feeds</title></head><body><outline text="a"/></body></opml>', "<opml>"),
        (f'<?xml version="1.0"?><s:Envelope xmlns:s="urn:s"><s:Body><s:Fault><faultstring>{FIRST}</faultstring></s:Fault></s:Body></s:Envelope>', "<envelope> of urn:s"),
        ('<?xml version="1.0"?><error><code>404</code><message>Not found</message></error>', "<error>"),
        (f'<?xml version="1.0"?><story><headline>{HEADLINE}</headline><text>{FIRST}', "<story>"),
        (f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x "aa">]><story><headline>{HEADLINE}</headline><text>{FIRST}&x;</text></story>', "<story>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("content_type", DECLARED)
def test_xml_without_a_story_is_refused_by_its_root(text: str, named: str, content_type: str | None) -> None:
    """Sitemaps, lists of feeds, errors, and what cannot be parsed safely are never read as words."""
    reason, detail = rejection(text, content_type)
    assert reason == Reason.BAD_FORMAT
    assert named in detail


@pytest.mark.parametrize(
    "text",
    [
        f'<story id="A-1001" date="2019-03-04T09:00:00Z" headline="{HEADLINE}"><text>{FIRST}\n\n{SECOND}</text></story>',
        f'<?xml version="1.0"?><article id="A-1001" date="2019-03-04T09:00:00Z"><headline>{HEADLINE}</headline><para>{FIRST}</para><para>{SECOND}</para></article>',
        f"<Reply><Sent>2019-03-05T09:00:00Z</Sent><News-Item><Item_ID>A-1001</Item_ID><pub-date>2019-03-04T10:00:00+01:00</pub-date><HeadLine>{HEADLINE}</HeadLine>"
        f"<ContentText><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></ContentText></News-Item></Reply>",
    ],
)
def test_an_agencys_xml_is_read_by_any_spelling(text: str) -> None:
    """Attributes are fields as elements are; case, hyphens, underscores and wrappers make no other name."""
    parsed = article(text)
    assert (parsed.headline, parsed.published_at, parsed.news_id) == (HEADLINE, NINE, "A-1001")
    assert parsed.body_text == f"{FIRST}\n\n{SECOND}"


def test_what_is_about_others_is_not_the_storys() -> None:
    """The publisher's description is no abstract, its name no headline; a picture's caption stays with it."""
    parsed = article(
        f'<release id="17854111" lang="no"><body>&lt;p&gt;{FIRST}&lt;/p&gt;</body><title>{HEADLINE}</title><language id="16"><label>Norsk</label></language>'
        f"<images><image><url>https://example.com/b.jpg</url><caption>The quay</caption></image></images>"
        f"<publisher><name>Harbour Board</name><description>{SECOND}</description></publisher></release>"
    )
    assert (parsed.headline, parsed.abstract, parsed.body_text, parsed.language) == (HEADLINE, None, FIRST, "no")
    assert parsed.images == [Image(url="https://example.com/b.jpg", caption="The quay")]


def test_an_empty_headline_leaves_the_text() -> None:
    """An agency's flash has a place for the headline, and nothing in it."""
    parsed = article(
        f'<News xmlns:i="urn:i"><headline i:nil="true"/><content>&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></News>'
    )
    assert (parsed.headline, parsed.body_text) == (None, f"{FIRST}\n\n{SECOND}")


def test_several_stories_in_an_agencys_xml_are_a_feed() -> None:
    """None of them is read for all."""
    story = f"<RBNews><NewsID>1</NewsID><headline>{HEADLINE}</headline><content>{FIRST}</content></RBNews>"
    reason, detail = rejection(f'<?xml version="1.0"?><Reply><List>{story}{story}</List></Reply>')
    assert (reason, "2 stories" in detail) == (Reason.FEED, True)


@pytest.mark.parametrize("content_type", DECLARED[:4])
def test_xhtml_is_a_page(content_type: str | None) -> None:
    """Although it says that it is XML."""
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND} {FIRST}</p></body></html>'
    parsed = article(text, content_type)
    assert (parsed.extraction.method, parsed.headline) == ("html", HEADLINE)
