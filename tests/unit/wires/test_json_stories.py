"""JSON documents: ninjs of three generations, the shapes of APIs and content systems, and any other by its names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import orjson
import pytest

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import Link, ParsedArticle, Subject
from copydesk.service.core.records import Rejected
from copydesk.service.core.wires.json_shapes import SHAPES
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

HEADLINE = "Old harbour bridge opens again"
FIRST = "The old harbour bridge opened to traffic on Monday, the city council said."
SECOND = "Ferries will stop in May."
NINE = datetime(2019, 3, 4, 9, 0, tzinfo=UTC)


def outcome(document: object, content_type: str | None = "application/json") -> ParsedArticle | Rejected:
    """What becomes of a JSON document."""
    text = document if isinstance(document, str) else orjson.dumps(document).decode()
    return parse_record(a_record(body=text, content_type=content_type), 1_000_000)


def article(document: object) -> ParsedArticle:
    """The article of a JSON document."""
    parsed = outcome(document)
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def rejection(document: object) -> tuple[Reason, str]:
    """Why a JSON document is turned away."""
    rejected = outcome(document)
    assert isinstance(rejected, Rejected), rejected
    return rejected.reason, rejected.detail


NINJS_3 = {
    "uri": "urn:example:41339",
    "type": "text",
    "standard": {"name": "ninjs", "version": "3.1"},
    "version": "4",
    "firstCreated": "2019-03-04T10:00:00+01:00",
    "versionCreated": "2019-03-04T12:00:00Z",
    "embargoed": "2030-01-01T00:00:00Z",
    "pubStatus": "withheld",
    "urgency": 3,
    "edNote": "Corrects the day.",
    "copyrightHolder": "Example Wire",
    "usageTerms": "Not for archives.",
    "slugline": "harbour-bridge",
    "genres": [{"uri": "https://cv.example/genre/Analysis"}],
    "subjects": [{"name": "Transport", "uri": "https://cv.example/topic/20000822"}, {"literal": "04011000"}],
    "headlines": [{"role": "subhead", "value": "Two years of repairs"}, {"role": "main", "value": HEADLINE}],
    "descriptions": [{"role": "creditline", "value": "EXAMPLE WIRE"}, {"role": "drol:summary", "value": "It is open."}],
    "bodies": [
        {"role": "infobox", "contentType": "text/html", "value": "<p>Facts of the bridge.</p>"},
        {"role": "main", "contentType": "text/plain", "value": f"{FIRST} {SECOND}"},
        {"role": "richtext", "contentType": "text/html", "value": f"<p>{FIRST}</p><p>{SECOND}</p>"},
    ],
    "by": "Ada Lovelace",
    "infoSources": [{"name": "Town Hall"}, {"role": "isrol:provider", "name": "Example Wire"}],
    "associations": [
        {"name": "background", "type": "text", "uri": "urn:example:41000"},
        {"name": "main", "type": "picture", "uri": "p", "renditions": [{"href": "https://example.com/b.jpg"}]},
    ],
    "altIds": [{"role": "desk", "value": "99"}],
}


def test_ninjs_of_generation_3_is_read_whole() -> None:
    """Names in camelCase and texts by their roles: a credit line is no abstract, and an infobox no story."""
    parsed = article(NINJS_3)
    assert (parsed.headline, parsed.abstract, parsed.byline) == (HEADLINE, "It is open.", "Ada Lovelace")
    assert parsed.body_text == f"{FIRST}\n\n{SECOND}"
    assert (parsed.published_at, parsed.modified_at) == (NINE, datetime(2019, 3, 4, 12, 0, tzinfo=UTC))
    assert (parsed.news_id, parsed.provider_version, parsed.urgency) == ("urn:example:41339", "4", 3)
    assert (parsed.pubstatus, parsed.embargoed_raw) == ("withheld", "2030-01-01T00:00:00Z")
    assert (parsed.editorial_note, parsed.usage_terms) == ("Corrects the day.", "Not for archives.")
    assert (parsed.copyright_holder, parsed.slugline, parsed.genre) == ("Example Wire", "harbour-bridge", "Analysis")


def test_codes_and_ties_of_ninjs_are_kept() -> None:
    """Subjects keep their codes, associations that are texts are links, those that are pictures are images."""
    parsed = article(NINJS_3)
    assert parsed.subjects == [
        Subject(code="20000822", scheme="https://cv.example/topic/", name="Transport"),
        Subject(code="04011000"),
    ]
    assert parsed.links == [Link(rel="background", id="urn:example:41000")]
    assert [image.url for image in parsed.images] == ["https://example.com/b.jpg"]


def test_roles_stand_in_the_names_of_generation_1() -> None:
    """`headline_main`, `body_richtext` and `description_summary` are what generation 3 lists with roles."""
    parsed = article(
        {
            "uri": "urn:example:1",
            "versioncreated": "2019-03-04T09:00:00Z",
            "headline_subhead": "Two years",
            "headline_main": HEADLINE,
            "description_creditline": "EXAMPLE",
            "description_summary": "It is open.",
            "body_main": f"{FIRST} {SECOND}",
            "body_richtext": f"<p>{FIRST}</p><p>{SECOND}</p>",
        }
    )
    assert (parsed.headline, parsed.abstract) == (HEADLINE, "It is open.")
    assert parsed.body_text == f"{FIRST}\n\n{SECOND}"


def test_a_nitf_inside_ninjs_gives_its_paragraphs() -> None:
    """Its head is not read as text."""
    nitf = f"<nitf><head><title>no</title></head><body><body.content><p>{FIRST}</p></body.content></body></nitf>"
    bodies = [{"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": nitf}]
    assert article({"uri": "urn:example:2", "headline": HEADLINE, "bodies": bodies}).body_text == FIRST


@pytest.mark.parametrize("kind", ["picture", "graphic", "video", "audio", "event", "planning"])
def test_ninjs_that_is_no_text_is_refused_by_its_type(kind: str) -> None:
    """A picture with a caption is no story."""
    item = {
        "uri": "u:1",
        "type": kind,
        "versioncreated": "2019-03-04T09:00:00Z",
        "headline": HEADLINE,
        "body_text": "b",
    }
    reason, detail = rejection(item)
    assert reason == Reason.BAD_FORMAT
    assert kind in detail


def test_a_request_is_no_name_of_a_story() -> None:
    """AP's item is called by its ID, not by an address with the query of a request."""
    item = {"uri": "https://api.example/5ee9?qt=x&et=y", "altids": {"itemid": "5ee9b4b4"}, "headline": HEADLINE}
    assert (
        article({"id": "request-1", "data": {"item": item | {"firstcreated": "2019-03-04T09:00:00Z"}}}).news_id
        == "5ee9b4b4"
    )


def test_a_shared_notice_makes_no_two_items_one() -> None:
    """Items without a text do not take their terms of use for one, however long those are."""
    items = [
        {"headline": headline, "firstcreated": "2019-03-04T09:00:00Z", "urn": urn, "usageterms": [FIRST * 9]}
        for urn, headline in (("urn:example:7", HEADLINE), ("urn:example:8", "Council quarrels over budget"))
    ]
    first, second = (article({"data": {"item": item}}) for item in items)
    assert first.guid != second.guid
    assert first.content_hash != second.content_hash
    assert (first.body_text, first.usage_terms) == ("", (FIRST * 9).strip())


RICH = {"nodeType": "document", "content": [
    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text[:10]}, {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": text[10:]}]}]}
    for text in (FIRST, SECOND)
]}  # fmt: skip
DOC = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in (FIRST, SECOND)],
}
WHEN = "2019-03-04T09:00:00Z"

STORIES: dict[str, Mapping[str, object]] = {
    "wordpress": {
        "id": 7, "date": "2019-03-04T10:00:00", "date_gmt": "2019-03-04T09:00:00", "guid": {"rendered": "https://example.com/?p=7"},
        "title": {"rendered": "Old harbour bridge opens&#32;again"}, "content": {"rendered": f"<p>{FIRST}</p>\n<p>{SECOND}</p>"},
        "excerpt": {"rendered": "<p>Open.</p>"}, "categories": [1, 2],
    },
    "arc": {
        "_id": "GT68FH2GYMZCMDC", "type": "story", "version": "0.10.9", "canonical_website": "example", "headlines": {"basic": HEADLINE},
        "content_elements": [{"type": "text", "content": FIRST}, {"type": "image", "caption": "The quay"}, {"type": "text", "content": SECOND}],
        "first_publish_date": WHEN, "publish_date": "2019-03-05T09:00:00Z",
    },
    "nyt": {"response": {"docs": [{
        "web_url": "https://example.com/bridge", "headline": {"main": HEADLINE}, "lead_paragraph": f"{FIRST}\n{SECOND}", "abstract": "It is open.",
        "pub_date": "2019-03-04T09:00:00+0000", "_id": "nyt://article/6ba0d3fa",
    }]}},
    "digitalwires": {"urn": "urn:example:5", "version_created": "2019-03-04T10:00:00+01:00", "headline": HEADLINE, "article_html": f"<section><p>{FIRST}</p><p>{SECOND}</p></section>"},
    "event-registry": {"articles": {"results": [{
        "uri": "8594921234", "isDuplicate": False, "date": "2019-03-04", "time": "11:00:00", "dateTime": "2019-03-04T11:00:00Z", "dateTimePub": WHEN,
        "title": HEADLINE, "body": f"{FIRST}\n\n{SECOND}",
    }]}},
    "newscatcher": {"clean_url": "example.com", "link": "https://example.com/a", "title": HEADLINE, "excerpt": "Open.", "summary": f"{FIRST}\n{SECOND}", "published_date": "2019-03-04 09:00:00Z"},
    "ap": {"data": {"item": {"altids": {"itemid": "aaa111"}, "headline": HEADLINE, "firstcreated": WHEN, "body": f"{FIRST}\n{SECOND}"}}},
    "json-ld": {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, "datePublished": WHEN, "articleBody": f"{FIRST}\n\n{SECOND}"},
    "strapi": {"data": {"id": 42, "attributes": {
        "title": HEADLINE, "body": f"{FIRST}\n\n{SECOND}", "locale": "en", "createdAt": "2019-03-01T09:00:00Z", "updatedAt": WHEN, "publishedAt": WHEN}}},
    "guardian": {"response": {"content": {"id": "uk/bridge", "webTitle": "Bridge", "webPublicationDate": WHEN, "fields": {
        "headline": HEADLINE, "bodyText": f"{FIRST} {SECOND}", "body": f"<p>{FIRST}</p><p>{SECOND}</p>"}}}},
    "json-feed": {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Gazette", "items": [{
        "id": "1001", "title": HEADLINE, "content_html": f"<p>{FIRST}</p><p>{SECOND}</p>", "date_published": WHEN}]},
    "contentful": {"sys": {"id": "5KsDBWseXY6Qeg", "createdAt": WHEN}, "fields": {"title": {"en-US": HEADLINE}, "body": RICH}},
    "prismic": {"id": "XYZabc123", "first_publication_date": "2019-03-04T09:00:00+0000", "data": {
        "title": [{"type": "heading1", "text": HEADLINE}], "body": [{"type": "paragraph", "text": FIRST}, {"type": "paragraph", "text": SECOND}]}},
    "json:api": {"data": {"id": "5c7b9c2e", "attributes": {"title": HEADLINE, "created": WHEN, "body": {"value": "x", "processed": f"<p>{FIRST}</p><p>{SECOND}</p>"}}}},
    "prosemirror": {"article": {"headline": HEADLINE, "publishedAt": WHEN, "body": DOC}},
    "draft.js": {"title": HEADLINE, "pubDate": WHEN, "content": {"blocks": [{"type": "unstyled", "text": FIRST}, {"type": "unstyled", "text": SECOND}], "entityMap": {}}},
    "editor.js": {"title": HEADLINE, "pubDate": WHEN, "content": {"blocks": [{"type": "paragraph", "data": {"text": f"<b>{FIRST}</b>"}}, {"type": "paragraph", "data": {"text": SECOND}}]}},
    "elasticsearch": {"hits": {"hits": [{"_id": "ab12cd34", "_source": {"headline": HEADLINE, "published": 1551690000, "body": f"{FIRST}\n\n{SECOND}"}}]}},
    "pascal": {"Article": {"ArticleId": "A-10234", "Headline": HEADLINE, "PublishDate": WHEN, "BodyText": f"{FIRST}\r\n\r\n{SECOND}"}},
    "list of one": {"posts": [{"uuid": "abc0123456", "title": HEADLINE, "text": f"{FIRST}\n{SECOND}", "published": "2019-03-04T11:00:00.000+02:00"}]},
}  # fmt: skip


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_found_in_any_shape(name: str) -> None:
    """Headline, paragraphs and the time of publication, whatever is around them and however a text is written."""
    parsed = article(STORIES[name])
    assert (parsed.headline, parsed.published_at) == (HEADLINE, NINE)
    assert parsed.body_text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_known_shape_has_its_document(shape: object) -> None:
    """An entry of the table is one that some document is read by."""
    name = getattr(shape, "name", "")
    assert name in article(STORIES[name]).extraction.provenance["headline"]


def test_a_text_that_an_api_cut_says_so() -> None:
    """The mark of the cut is no part of the text, and the source of an API is no agency of a dateline."""
    parsed = article(
        {
            "source": {"id": "bbc-news", "name": "BBC News"},
            "author": "Ada Lovelace",
            "title": HEADLINE,
            "description": "It is open.",
            "url": "https://example.com/a/bridge-again",
            "publishedAt": WHEN,
            "content": f"{FIRST}… [+1234 chars]",
        }
    )
    assert (parsed.body_text, parsed.abstract) == (FIRST, "It is open.")
    assert "body_cut" in parsed.extraction.warnings
    assert ([author.name for author in parsed.authors], parsed.dateline) == (["Ada Lovelace"], None)
    assert parsed.canonical_url == "https://example.com/a/bridge-again"


def test_a_small_number_may_count_an_answer() -> None:
    """`id: 3` of an unknown system names no story: another answer has its third item too."""
    story = {"id": 3, "headline": HEADLINE, "body": FIRST, "published": WHEN}
    assert article(story).identity_method == "content_hash"
    assert article(story | {"id": 30417}).news_id == "30417"


def test_an_empty_headline_is_no_other_field() -> None:
    """A flash without a headline is its text."""
    parsed = article(
        {"newsId": "9a6955fc-1", "headline": None, "publishDate": WHEN, "content": f"<p>{FIRST}</p><p>{SECOND}</p>"}
    )
    assert (parsed.headline, parsed.body_text) == (None, f"{FIRST}\n\n{SECOND}")


def test_several_stories_are_a_feed() -> None:
    """Two are no story; the sentence says what splits them."""
    stories = [
        {"title": f"{HEADLINE} {number}", "url": f"https://example.com/{number}", "publishedAt": WHEN, "content": FIRST}
        for number in (1, 2)
    ]
    for document in (
        {"status": "ok", "articles": stories},
        stories,
        "\n".join(orjson.dumps(story).decode() for story in stories),
    ):
        reason, detail = rejection(document)
        assert reason == Reason.FEED
        assert "2 stories: `copydesk publish`" in detail


def test_stories_beside_a_story_are_not_it() -> None:
    """Related stories make no feed of an article."""
    related = [{"title": "Ferry stops", "content": SECOND * 3, "publishedAt": WHEN}] * 3
    assert article({"headline": HEADLINE, "body": FIRST, "related": related, "publishedAt": WHEN}).headline == HEADLINE


@pytest.mark.parametrize(
    "document",
    [
        {"name": "example-app", "version": "1.0.0", "description": FIRST, "dependencies": {}},
        {"id": 1, "title": "Mascara", "description": FIRST, "price": 9.99, "createdAt": WHEN},
        {"error": {"code": 404, "message": FIRST}},
        {"usageterms": FIRST * 9, "disclaimer": FIRST * 9, "copyright": FIRST * 9, "date": "2019-03-04"},
        {"id_str": "1234567890", "text": FIRST, "created_at": WHEN, "user": {"name": "Ada Lovelace"}},
        {"@context": "https://schema.org", "@type": "Organization", "name": "Harbour Gazette", "description": FIRST},
        [1, 2, 3],
        {},
    ],
)
@pytest.mark.parametrize("content_type", [None, "text/plain", "text/html", "application/json"])
def test_json_without_a_story_is_refused(document: object, content_type: str | None) -> None:
    """It is never read as words, whatever is declared, and the sentence names its fields."""
    rejected = outcome(document, content_type)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == Reason.BAD_FORMAT
    if isinstance(document, dict) and document:
        assert next(iter(document)) in rejected.detail


def test_json_in_a_page_is_the_pages() -> None:
    """A page that shows JSON is a page, and so are words behind an object that a script left."""
    shown = outcome(
        f'<html><body><h1>{HEADLINE}</h1><p>{FIRST}</p><pre>{{"headline": "x"}}</pre></body></html>', "text/html"
    )
    assert isinstance(shown, ParsedArticle)
    assert shown.headline == HEADLINE
    left = outcome(f'{{"@type": "WebPage"}}\n{HEADLINE}\n\n{FIRST}\n\n{SECOND}', "text/plain")
    assert isinstance(left, ParsedArticle)
    assert FIRST in left.body_text


def test_a_cut_document_is_read_as_far_as_it_goes() -> None:
    """And says so."""
    parsed = article(orjson.dumps({"headline": HEADLINE, "published": WHEN, "body": FIRST}).decode()[:-12])
    assert (parsed.headline, "json_cut" in parsed.extraction.warnings) == (HEADLINE, True)
    assert FIRST.startswith(parsed.body_text)


def test_a_composite_without_a_text_of_its_own() -> None:
    """Its text is another item; it is refused as a picture is, unless it is taken back."""
    inner = {"uri": "u:2", "type": "text", "headline": HEADLINE, "body_text": FIRST}
    item = {"uri": "u:1", "type": "composite", "versioncreated": WHEN, "headline": HEADLINE, "body_text": ""}
    whole = {**item, "associations": {"main": inner}}
    assert rejection(whole)[0] == Reason.BAD_FORMAT
    assert "composite" in rejection(whole)[1]
    assert article({**whole, "body_text": FIRST}).body_text == FIRST
    assert article({**whole, "pubstatus": "canceled"}).pubstatus == "canceled"


def test_a_picture_without_a_time() -> None:
    """It is no story either where nothing stands in it but its caption."""
    item = {"uri": "u:1", "type": "picture", "headline": HEADLINE, "description_text": FIRST}
    assert "picture" in rejection(item)[1]
    assert article({**item, "body_text": FIRST}).body_text == FIRST


def test_stories_under_names_of_their_own() -> None:
    """They are a feed as a list of them is; two forms of one story, and what stands beside an `article`, are not."""
    lead, second = {"title": HEADLINE, "body": FIRST}, {"title": "Ferries stop", "body": SECOND * 3}
    reason, detail = rejection({"lead": lead, "second": second})
    assert (reason, "2 stories" in detail) == (Reason.FEED, True)
    assert article({"web": lead, "print": {**lead, "body": f"{FIRST} {SECOND}"}}).headline == HEADLINE
    assert article({"sidebar": second, "article": lead}).headline == HEADLINE
