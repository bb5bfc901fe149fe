"""Wire documents with tags: NITF, NewsML and ninjs; and the numbered headers of the older wires as decode hands them
on.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.intake.media import media_of
from copydesk.service.core.markup.xml import MOST_DEPTH, lines_of, read_xml, root_name
from copydesk.service.core.readers import read_text
from copydesk.service.core.records import Draft, Page, Rejected
from copydesk.service.pipeline import parse_record
from tests.builders import a_record, an_event
from tests.unit.page_builder import a_page, a_site, read

NITF = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- made for <test> -->
<nitf version="-//IPTC//DTD NITF 3.4//EN" change.date="October 18, 2006" change.time="19:30" baselang="en-GB">
  <head>
    <title>bridge</title>
    <tobject><tobject.subject tobject.subject.type="Transport" tobject.subject.matter="Road"/></tobject>
    <docdata>
      <doc-id regsrc="EX" id-string="EX-41337"/>
      <date.issue norm="20190304T090000+0100"/>
      <key-list><keyword key="Harbour"/><keyword key="Harbour"/></key-list>
      <doc.copyright holder="Example Wire" year="2019"/>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Old harbour bridge
        opens again</hl1><hl2>Two years of repairs</hl2></hedline>
      <byline>By ADA LOVELACE<byttl>Example Science Writer</byttl></byline>
      <dateline><location>PORTLAND, Maine</location><story.date>March 4</story.date></dateline>
      <abstract><p>The bridge is open.</p></abstract>
    </body.head>
    <body.content>
      <media media-type="image"><media-reference source="https://example.com/b.jpg"/><media-caption>The bridge</media-caption></media>
      <block><p>PORTLAND, Maine (EXW) — The <em>old</em> bridge
        opened on Monday, said <person>Grace Hopper</person>.</p><hl2>Costs</hl2><p>It cost four million.</p><p>___</p><p>al/gh</p></block>
    </body.content>
  </body>
</nitf>
"""

G2 = """\
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2019-03-05T00:00:00Z</sent></header><itemSet>
 <newsItem guid="tag:example.com,2019:photo" xml:lang="en"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>
 <newsItem guid="tag:example.com,2019:41337" version="3" xml:lang="de">
  <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:EXW"><name>Example Wire</name></provider>
   <versionCreated>2019-03-04T12:00:00+01:00</versionCreated><firstCreated>2019-03-04T09:00:00+01:00</firstCreated></itemMeta>
  <contentMeta><contentCreated>2019-03-04T08:30:00+01:00</contentCreated>
   <located qcode="geo:1"><name>Kiel</name><broader><name>Schleswig-Holstein</name></broader></located>
   <dateline>EXW - KIEL, 4. März -</dateline><by>Von Ada Lovelace</by><creditline>Example Wire</creditline>
   <subject qcode="x:1"><name xml:lang="en">road</name><name xml:lang="de">Straße</name></subject><keyword>Hafen</keyword>
   <headline role="hld:subHeadline">Zwei Jahre Umbau</headline><headline>Alte Brücke wieder offen</headline>
   <description role="drol:summary">Die Brücke ist offen.</description></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head>
   <body><p>Die alte Brücke ist offen.<br/>Sie war gesperrt.</p>51 77 EXW0001</body></html></inlineXML></contentSet>
 </newsItem></itemSet></newsMessage>
"""

NEWSML_1 = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20001006:NewsMLv1.0.dtd:1" "../NewsMLv1.0.dtd" [
  <!ENTITY % nitf SYSTEM "../nitf.dtd">
  %nitf;
]>
<NewsML><NewsEnvelope><DateAndTime>20190304T110000+0900</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><ProviderId>example.jp</ProviderId><DateId>20190304</DateId><NewsItemId>EX0041337</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20190304T100000+0900</FirstCreated><ThisRevisionCreated>20190304T103000+0900</ThisRevisionCreated></NewsManagement>
<NewsComponent xml:lang="en-US"><NewsLines><HeadLine>AT&amp;T caf&eacute; opens</HeadLine><DateLine>NARA, March 4</DateLine><CreditLine>Kyodo</CreditLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en"/><Location HowPresent="Origin"><Property FormalName="City" Value="Osaka"/></Location>
<Property FormalName="Keyword" Value="harbour"/></DescriptiveMetadata>
<ContentItem><DataContent><nitf><body><body.content><p>     The old bridge opened on Monday.</p><p>==Kyodo</p></body.content></body></nitf></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>
"""

NINJS: dict[str, object] = {
    "uri": "urn:example:41337",
    "type": "text",
    "versioncreated": "2019-03-04T12:00:00Z",
    "firstcreated": "2019-03-04T09:00:00Z",
    "language": "en",
    "headline": "Old harbour bridge opens again",
    "description_text": "The bridge is open.",
    "byline": "Ada Lovelace and Mary d'Example",
    "located": "Portland",
    "infosources": [{"name": "Example Wire"}],
    "subject": [{"name": "road", "code": "1"}],
    "body_xhtml": "<p>PORTLAND, Maine (AP) -- The <b>old</b> bridge opened.</p><ul><li>It was closed.</li></ul>",
    "associations": {
        "main": {"type": "picture", "headline": "Bridge", "renditions": {"web": {"href": "https://example.com/b.jpg"}}}
    },
}

NINJS_2: dict[str, object] = {
    "standard": {"name": "ninjs", "version": "2.0"},
    "uri": "urn:example:41338",
    "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Old harbour bridge opens again"}],
    "bodies": [
        {"contenttype": "text/plain", "value": "wrong"},
        {"contenttype": "text/html", "value": "<p>It opened.</p><p>It was closed.</p>"},
    ],
    "contentcreated": "2019-03-04T09:00:00Z",
    "versioncreated": "2019-03-04T09:00:00Z",
    "associations": [{"type": "picture", "renditions": [{"href": "https://example.com/c.jpg"}]}],
}


HOLDER = '<doc.copyright holder="Example Sport"/>'


def as_json(story: Mapping[str, object]) -> str:
    """The story as a ninjs document."""
    return orjson.dumps(story).decode()


def a_nitf(body: str = "<p>The old bridge opened.</p>", *, before: str = "") -> str:
    """A NITF document with that story, and what stands before it."""
    return f"{before}<nitf><body><body.head><hedline><hl1>A Bridge Opens</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"


def place_and_agency(draft: Draft) -> tuple[str | None, str | None, str | None]:
    """Of its dateline, and the date between them."""
    assert draft.dateline is not None
    return draft.dateline.place, draft.dateline.date, draft.dateline.agency


def parsed(text: str, content_type: str | None) -> ParsedArticle:
    """The article of a document in the JSON envelope."""
    article = parse_record(a_record(body=text, content_type=content_type), 1_000_000)
    assert isinstance(article, ParsedArticle)
    return article


def test_a_nitf_document_is_read_whole() -> None:
    """Each field comes from its own element, and the DTD's date is not the story's."""
    draft = read(NITF)
    assert (draft.headline, draft.abstract) == ("Old harbour bridge opens again", "The bridge is open.")
    assert draft.paragraphs == ("The old bridge opened on Monday, said Grace Hopper.", "Costs", "It cost four million.")
    assert (draft.published_at, draft.zone_basis) == (datetime(2019, 3, 4, 8, 0, tzinfo=UTC), "offset")
    assert (draft.byline, [author.name for author in draft.authors]) == ("By ADA LOVELACE", ["ADA LOVELACE"])
    assert (draft.metadata_id, draft.language, draft.tags) == ("EX-41337", "en-GB", ("Harbour", "Road"))
    assert [(image.url, image.caption) for image in draft.images] == [("https://example.com/b.jpg", "The bridge")]
    assert draft.provenance["published_at"] == "nitf:date.issue"


def test_the_printed_dateline_outranks_the_element() -> None:
    """What the first paragraph prints is taken off it; a date or place that only the element gives is not called
    printed.
    """
    assert place_and_agency(read(NITF)) == ("PORTLAND, Maine", None, "EXW")
    assert place_and_agency(read(NITF.replace("PORTLAND, Maine (EXW) — ", ""))) == ("PORTLAND, Maine", "March 4", None)


def test_initials_and_subtitles_are_no_byline() -> None:
    """Agencies fill the byline with editors' initials or a subtitle; neither is a person."""
    for words in ("al/gh", "Situation serious, ready for all that may come"):
        draft = read(NITF.replace("By ADA LOVELACE<byttl>Example Science Writer</byttl>", words))
        assert (draft.byline, draft.authors) == (None, ())


def test_newsml_g2_is_read() -> None:
    """Of a message the text item is read: first creation is publication, this version's creation is the change."""
    draft = read(G2)
    assert (draft.headline, draft.abstract, draft.byline) == (
        "Alte Brücke wieder offen",
        "Die Brücke ist offen.",
        "Von Ada Lovelace",
    )
    assert (draft.published_at, draft.modified_at) == (
        datetime(2019, 3, 4, 8, 0, tzinfo=UTC),
        datetime(2019, 3, 4, 11, 0, tzinfo=UTC),
    )
    assert (draft.metadata_id, draft.language, draft.tags) == ("tag:example.com,2019:41337", "de", ("Hafen", "Straße"))
    assert draft.paragraphs == ("Die alte Brücke ist offen.", "Sie war gesperrt.")


def test_the_located_place_is_found_in_the_dateline() -> None:
    """`located` is for machines and `dateline` for print: the place is what stands in the words."""
    draft = read(G2)
    assert draft.dateline is not None
    assert (draft.dateline.text, draft.dateline.place) == ("EXW - KIEL, 4. März -", "KIEL")
    assert place_and_agency(read(G2.replace("<dateline>EXW - KIEL, 4. März -</dateline>", "")))[0] == "Kiel"


def test_newsml_1_is_read() -> None:
    """Version 1 keeps the story in a NITF inside; its printed dateline outranks the place for machines, and its credit
    line is the agency.
    """
    draft = read(NEWSML_1)
    assert (draft.headline, draft.metadata_id, draft.language, draft.tags) == (
        "AT&T café opens",
        "urn:newsml:example.jp:20190304:EX0041337",
        "en",
        ("harbour",),
    )
    assert (draft.published_at, draft.modified_at) == (
        datetime(2019, 3, 4, 1, 0, tzinfo=UTC),
        datetime(2019, 3, 4, 1, 30, tzinfo=UTC),
    )
    assert (place_and_agency(draft), draft.agency_source) == (("NARA", "March 4", "Kyodo"), "kyodo")
    assert draft.paragraphs == ("The old bridge opened on Monday.",)


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("March 4", ("Osaka", "March 4", "Kyodo")),
        ("Nara", ("Nara", None, "Kyodo")),
        ("NARA, March 4, 2019 (AFP) -", ("NARA", "March 4, 2019", "AFP")),
    ],
)
def test_a_dateline_may_lack_parts(dateline: str, expected: tuple[str | None, str | None, str | None]) -> None:
    """A date alone takes the place for machines, a place alone has no date, and an agency in brackets is the printed
    one.
    """
    assert place_and_agency(read(NEWSML_1.replace("NARA, March 4", dateline))) == expected


def test_content_may_be_escaped_html_or_plain_text() -> None:
    """Some put HTML into a CDATA section, some text wrapped by hand."""
    shell = "<NewsML><NewsItem><NewsLines><HeadLine>A Bridge Opens</HeadLine></NewsLines><DataContent>{}</DataContent></NewsItem></NewsML>"
    assert read(shell.format("<![CDATA[<p>It opened.</p><p>AT&amp;T paid.</p>]]>")).paragraphs == (
        "It opened.",
        "AT&T paid.",
    )
    assert read(shell.format("It opened\non Monday.\n\nIt was closed.")).paragraphs == (
        "It opened on Monday.",
        "It was closed.",
    )


def test_ninjs_is_read() -> None:
    """Generation 1: the body with marked paragraphs is taken, and the printed place outranks `located`."""
    draft = read(as_json(NINJS))
    assert (draft.headline, draft.abstract, draft.metadata_id) == (
        "Old harbour bridge opens again",
        "The bridge is open.",
        "urn:example:41337",
    )
    assert (draft.published_at, draft.modified_at) == (
        datetime(2019, 3, 4, 9, 0, tzinfo=UTC),
        datetime(2019, 3, 4, 12, 0, tzinfo=UTC),
    )
    assert place_and_agency(draft) == ("PORTLAND, Maine", None, "AP")
    assert (draft.paragraphs, draft.byline, draft.tags) == (
        ("The old bridge opened.", "It was closed."),
        "Ada Lovelace and Mary d'Example",
        ("road",),
    )
    assert [image.url for image in draft.images] == ["https://example.com/b.jpg"]


def test_ninjs_of_generation_2_is_read() -> None:
    """Its headlines and bodies are lists of which one is the main one; a version of the first hour is no change."""
    draft = read(as_json(NINJS_2))
    assert (draft.headline, draft.paragraphs) == ("Old harbour bridge opens again", ("It opened.", "It was closed."))
    assert (draft.published_at, draft.modified_at) == (datetime(2019, 3, 4, 9, 0, tzinfo=UTC), None)
    assert [image.url for image in draft.images] == ["https://example.com/c.jpg"]


def test_ninjs_with_odd_strings_is_read() -> None:
    """A line break that stands bare in a string, and half a character at a headline's end, cost the story nothing
    else.
    """
    draft = read('{"uri":"a","headline":"Bridge reopens \\ud83d","body_text":"It opened.\nIt was closed."}')
    assert (draft.headline, draft.paragraphs) == ("Bridge reopens", ("It opened.", "It was closed."))


def test_only_stories_are_ninjs() -> None:
    """JSON that neither names an item and its words nor holds a text is no story, and no page either."""
    for story in ({"headline": "A Bridge Opens"}, {"uri": "urn:example:1"}):
        read_as = read_text(a_page(as_json(story)), a_site())
        assert isinstance(read_as, Rejected)
        assert read_as.reason == Reason.BAD_FORMAT


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "text/html", "application/xml", "application/nitf+xml", "application/json"]
)
@pytest.mark.parametrize("text", [NITF, G2, NEWSML_1, as_json(NINJS), as_json(NINJS_2)])
def test_the_content_decides_whatever_is_declared(text: str, content_type: str | None) -> None:
    """A wire's document is known by its outermost element or its JSON, not by a declared type, and not by HTML's tags
    in it.
    """
    article = parsed(text, content_type)
    assert article.identity_method == "metadata"
    assert article.headline == read(text).headline


def test_a_document_may_be_an_events_value() -> None:
    """ninjs and NITF come as the value of a CloudEvent as well."""
    for text in (as_json(NINJS), NITF):
        article = parse_record(an_event(text.encode(), content_type="application/octet-stream"), 1_000_000)
        assert isinstance(article, ParsedArticle)
        assert article.identity_method == "metadata"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<html><body><nitf>", "html"),
        ("<p>{}</p>", "html"),
        ("  <x:newsItem xmlns:x='y'>", "text"),
        ("<?xml version='1.0'?>\n<!-- <html> -->\n<nitf>", "text"),
        ("<p>NITF is a format</p>", "html"),
        ('{"a": "<p>b</p>"}', "text"),
    ],
)
def test_the_outermost_element_decides(head: str, expected: Literal["text", "html"]) -> None:
    """A page that speaks of NITF is a page; comments and the XML declaration are not the outermost element."""
    assert media_of(None, head) == expected


def test_entities_that_could_grow_are_refused() -> None:
    """An entity with a value, or an attribute with a default, could make a short document long: it is read as text,
    with a warning.
    """
    for declared in ('<!ENTITY a "ha"><!ENTITY b "&a;&a;">', '<!ENTITY % a "ha">', '<!ATTLIST p x CDATA "long">'):
        draft = read(a_nitf("<p>The old bridge opened. &b;</p>", before=f"<!DOCTYPE nitf [{declared}]>"))
        assert "xml_unreadable" in draft.warnings
        assert "ha" not in " ".join(draft.paragraphs).split()


def test_nothing_is_fetched() -> None:
    """An external entity stays away, whatever it points to."""
    draft = read(
        a_nitf(
            "<p>It opened.&x;</p>",
            before='<!DOCTYPE nitf SYSTEM "file:///etc/hosts" [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        )
    )
    assert (draft.headline, draft.paragraphs) == ("A Bridge Opens", ("It opened.",))


def test_broken_xml_is_read_as_text() -> None:
    """A document whose tags are not in order still gives its words, without tags, and a warning."""
    draft = read(NITF.replace("</em>", "", 1))
    assert "xml_unreadable" in draft.warnings
    assert not any("<" in paragraph for paragraph in draft.paragraphs)


@pytest.mark.parametrize("text", [NITF, G2, NEWSML_1])
@pytest.mark.parametrize("cut", [5, 60, 300])
def test_a_wire_that_breaks_off_is_turned_away(text: str, cut: int) -> None:
    """What is missing may be the status: a cut wire is never read as words alone."""
    assert media_of("text/html", text[:-cut]) == "text"
    found = read_text(a_page(text.rstrip()[:-cut]), a_site())
    assert isinstance(found, Rejected)
    assert found.reason == Reason.BAD_FORMAT


@pytest.mark.parametrize(
    "told",
    [
        '<nitf><head><docdata management-status="canceled"/></head><body>The bridge & opened.<br></body></nitf>',
        '<newsItem><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta>The bridge opened.<br></newsItem>',
        '<NewsML><NewsManagement><Status FormalName="Withheld"/></NewsManagement>The bridge opened.<br></NewsML>',
    ],
)
def test_a_broken_wire_that_tells_a_status_is_turned_away(told: str) -> None:
    """Its words alone would be published as usable; so they are where it says that they are."""
    found = read_text(a_page(told), a_site())
    assert isinstance(found, Rejected)
    assert found.reason == Reason.BAD_FORMAT
    for status in ("canceled", "Withheld"):
        told = told.replace(status, "usable")
    assert "xml_unreadable" in read(told).warnings


LICENCE = f"<!-- {'a licence ' * 400}-->"


@pytest.mark.parametrize("before", ["\n", " \ufeff\n", "<!-- exported -->\n", "x", "\u00ef\u00bb\u00bf", LICENCE])
@pytest.mark.parametrize("text", [NITF, G2, NEWSML_1])
def test_what_stands_before_a_wire_changes_nothing(text: str, before: str) -> None:
    """White space, comments and a few stray characters before the declaration are passed over."""
    declared = text if text.startswith("<?xml") else f'<?xml version="1.0"?>{text}'
    assert media_of("text/html", before + declared) == "text"
    assert read(before + declared) == read(text)


def test_what_a_line_leaves_behind_a_wire_changes_nothing() -> None:
    """A count of words behind the last tag makes the document no other."""
    assert read(NITF + "0412 words\nNNNN\n") == read(NITF)


@pytest.mark.parametrize("before", ["\n", "<!-- exported -->"])
def test_what_stands_before_other_xml_changes_nothing(before: str) -> None:
    """An agency's own XML and a feed are read behind a stray line as well."""
    words = "The old bridge opened on Monday, the port said."
    story = f"<story><id>345678</id><headline>Bridge opens</headline><body>{words}</body></story>"
    feed = f"<rss><channel><item><title>Bridge opens</title><guid>345678</guid><description>{words}</description></item></channel></rss>"
    for text in (story, feed):
        assert read(f'{before}<?xml version="1.0"?>{text}').headline == "Bridge opens"


@pytest.mark.parametrize("root", ["article", "section", "main"])
def test_an_agencys_article_is_no_web_page(root: str) -> None:
    """HTML has elements of that name too, but no `id`, `status`, `title` or `body` stands in them."""
    text = (
        f"<{root}><title>Bridge opens</title><id>345678</id><status>usable</status>"
        f"<body>The old bridge opened on Monday, the port said.</body></{root}>"
    )
    assert media_of("text/html", text) == "text"
    assert read(text).headline == "Bridge opens"
    assert isinstance(read_text(a_page(text[:-9]), a_site()), Rejected)
    page = f"<{root}><h1>Bridge opens</h1><svg><title>A bridge</title></svg><p>It opened.</p></{root}>"
    assert media_of(None, page) == "html"


def test_a_bare_ampersand_is_mended() -> None:
    """`AT&T` is the most frequent fault in XML, and costs the story nothing; in a CDATA section it is no fault."""
    assert read(a_nitf("<p>AT&T &amp; others &#169; paid.</p>")).paragraphs == ("AT&T & others © paid.",)
    assert read(a_nitf("<p><![CDATA[R&D]]> paid.</p>")).paragraphs == ("R&D paid.",)


def test_depth_is_bounded() -> None:
    """A tree as deep as any story is read, a deeper one is refused, and no depth stops the process."""
    for depth, known in ((MOST_DEPTH, True), (MOST_DEPTH + 1, False), (100_000, False)):
        assert (read_xml("<a>" * depth + "</a>" * depth) is not None) is known


@pytest.mark.parametrize(
    "text",
    [
        a_nitf("<a/>" * 250_000),
        a_nitf("<p>" * 300_000),
        a_nitf("<p>" * 90 + "word " * 200_000 + "</p>" * 90),
        a_nitf("<p " + " ".join(f'a{number}="1"' for number in range(90_000)) + ">x</p>"),
        a_nitf("<p>" + "& " * 500_000 + "</p>"),
        a_nitf("<pre>" + "a\n" * 500_000 + "</pre>"),
        "<nitf>" + "<!--" * 250_000,
        "<!--" * 250_000 + "<nitf>",
        "<!DOCTYPE nitf [<!ELEMENT a " + "(" * 1_000_000 + ">]>" + a_nitf(),
        "<newsItem><contentMeta>"
        + ("<headline>" * 90 + "w" * 3000 + "</headline>" * 90) * 200
        + "</contentMeta></newsItem>",
        '{"uri":"a","headline":"h","body_html":"' + "<div>" * 200_000 + '"}',
        '{"uri":"a","headline":' + "[" * 500_000 + "]" * 500_000 + "}",
        '{"uri":"a","body_text":"x","byline":"' + "Ada and " * 120_000 + '"}',
    ],
    ids=lambda text: text[:12] + str(len(text)),
)
def test_a_hostile_document_costs_little(text: str) -> None:
    """A million characters made to hurt a parser are done with in time; the bound is generous, for slow machines."""
    started = time.perf_counter()
    read_text(a_page(text), a_site())
    assert time.perf_counter() - started < 1.5


TEXT = st.characters(exclude_categories=["Cs"])
TAGS = "<nitf> </nitf> <p> </p> <body.content> <hl1> </hl1> &amp; &x; <![CDATA[ ]]> <!-- --> <NewsML> <DataContent> <dateline> </dateline> <located> <name> <br/> ]>"
PIECES = st.sampled_from(
    [
        *TAGS.split(),
        "<newsItem guid='a'>",
        "<!DOCTYPE nitf [",
        "<!ENTITY a 'b'>",
        "KIEL, March 4",
        " - ",
        "By Ada Lovelace",
    ]
)


@given(
    st.lists(PIECES | st.text(TEXT, max_size=12), max_size=40).map("".join),
    st.sampled_from(["", "<nitf>", "<newsItem>", "<NewsML>"]),
)
@example("\x00\ufffe", "<nitf>")
def test_any_markup_gives_an_outcome(text: str, root: str) -> None:
    """Reading never fails, gives the same twice, and no field holds a line break."""
    draft = read_text(a_page(root + text), a_site())
    assert draft == read_text(a_page(root + text), a_site())
    assert isinstance(draft, Rejected) or not any("\n" in line for line in (*draft.paragraphs, draft.headline or ""))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(TEXT, max_size=8),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(["role", "value", "name", "main", "type", "href", "renditions"]), part, max_size=3
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(sorted({*NINJS, *NINJS_2, "guid", "dateline", "authors", "body_text", "keywords"})), JSON
    )
)
def test_any_json_gives_an_outcome(story: dict[str, object]) -> None:
    """Fields of the right names with values of any kind are no fault."""
    record = a_record(body=as_json({"uri": "urn:example:1", "headline": "A Bridge Opens"} | story))
    assert isinstance(parse_record(record, 1_000_000), ParsedArticle | Rejected)
    assert "internal" not in str(parse_record(record, 1_000_000))


@given(st.binary(max_size=60), st.sampled_from([NITF, G2, NEWSML_1, as_json(NINJS)]), st.integers(0, 1500))
def test_any_bytes_give_an_outcome(noise: bytes, text: str, at: int) -> None:
    """Noise anywhere in a document gives an article or a reason, and never a bug of ours."""
    raw = text.encode()
    outcome = parse_record(an_event(raw[:at] + noise + raw[at:], content_type="text/plain"), 1_000_000)
    assert not (isinstance(outcome, Rejected) and outcome.reason.value == "internal")


def test_lines_do_not_depend_on_indentation() -> None:
    """White space in XML's text means nothing, but in preformatted text; cells of a row stay apart."""
    tree = read_xml(
        "<b>editor's mark<p> one\n  two </p><pre>three\nfour</pre><table><tr><td>5</td><td>6</td></tr></table></b>"
    )
    assert tree is not None
    assert [" ".join(line.split()) for line in lines_of(tree)] == ["one two", "three", "four", "5 6"]


def test_the_root_is_named_without_its_prefix() -> None:
    """Names are compared in lower case, and a text without markup has none."""
    assert [root_name(text) for text in ("<x:NITF>", " <newsItem a='b'>", "a <nitf>", "", "<", "<1>")] == [
        "nitf",
        "newsitem",
        None,
        None,
        None,
        None,
    ]


def decoded(text: str) -> str:
    """What decode makes of a message's text."""
    page = decode(a_record(body=text), 1_000_000)
    assert isinstance(page, Page)
    return page.text


def test_framed_messages_keep_their_headers() -> None:
    """decode takes off the control characters that frame wire messages; the readers know the headers without them."""
    draft = read(
        decoded(
            "\x01eca0001 3 i 93  dpa 0001\r\n\nNorway/weather/\r\n\x02EXTRA\nSnow closes roads =\r\n\nOslo (dpa) - Snow fell.\r\n\ndpa ab cd\r\n\r\n\x03042101 GMT Mar 18\r\n\x7f\n\x04"
        ),
        zone=None,
    )
    assert (draft.headline, draft.paragraphs, draft.published_at) == (
        "Snow closes roads",
        ("Snow fell.",),
        datetime(2018, 3, 4, 21, 1, tzinfo=UTC),
    )
    draft = read(
        decoded(
            "\x16\x16\x01W0001\x1fasian\nr i\x13\x11 BC-US--HarbourBridge   03-04 0590\n\x02^BC-US--Harbour Bridge,127<\n^(Eds: Updates.)<\n^AP Exclusive: Bridge reopens<\n^AP Photo XX1<\n\t   BANGOR, Maine (AP) _ It opened.\n\t   ___\n\t   \x03AP-WF-03-04-16 1626GMT<\n\x0c\n\x04"
        )
    )
    assert (draft.headline, draft.paragraphs) == ("AP Exclusive: Bridge reopens", ("It opened.",))


def test_an_iptc_7901_time_without_gmt_is_the_desks_own() -> None:
    """Where the foot of a message does not say GMT, its time is in the publisher's home zone, or in none that is
    known.
    """
    text = "bsf025 3 ec 121   etf 967\n\nFrance\n\nUn pont rouvert =\n\n   Paris (ats) Le pont\nest ouvert.\n\n040901 mar 18\n"
    assert (read(text, zone="Europe/Zurich").published_at, read(text, zone="Europe/Zurich").zone_basis) == (
        datetime(2018, 3, 4, 8, 1, tzinfo=UTC),
        "site",
    )
    assert (read(text, zone=None).published_at, read(text, zone=None).zone_basis) == (
        datetime(2018, 3, 4, 9, 1, tzinfo=UTC),
        "none",
    )


def test_the_agency_behind_a_byline_is_no_author() -> None:
    """`By Ada Lovelace, dpa` names one person."""
    text = "eca0001 3 i 93  dpa 0001\n\nSnow closes roads\nBy Ada Lovelace, dpa =\n\nOslo (dpa) - Snow fell.\n\n042101 GMT Mar 18\n"
    assert [author.name for author in read(text).authors] == ["Ada Lovelace"]


def test_an_iptc_7901_header_may_be_closed_by_the_first_indent() -> None:
    """Where no `=` closes the header, the first indented line begins the story; the desk's slug is no headline."""
    text = "OLY1143 4 SPO 82 XYZ 1143\n\nHARBOUR-BRIDGE\nBridge reopens after repairs\n\n   PORTLAND, June 25 (AP) - The old\nbridge opened.\n   It rained.\n251403 GMT Jun 24\n"
    draft = read(text)
    assert (draft.headline, draft.paragraphs) == (
        "Bridge reopens after repairs",
        ("The old bridge opened.", "It rained."),
    )
    assert str(draft.published_at) == "2024-06-25 14:03:00+00:00"


def test_an_anpa_foot_may_name_another_zone() -> None:
    """`1403EDT` is four hours behind GMT."""
    draft = read(
        "W0001asian\nr i BC-US--HarbourBridge   06-25 0590\n^Bridge reopens<\n   The bridge opened.\nAP-NY-06-25-24 1403EDT<\n"
    )
    assert str(draft.published_at) == "2024-06-25 18:03:00+00:00"


def test_a_headline_may_be_closed_by_a_plus_sign() -> None:
    """Some senders of the American layout mark no header lines: a slug, a headline closed by `+`, then the story."""
    text = "a0105EXWIRE\nu s BC-Harbour-Bridge   09-12 0344\nBC-Harbour-Bridge\nTransport: Old harbour bridge opens again+\n     It opened on \nSunday.\n==Wire\nEXW-21:37-09-12-18\n"
    draft = read(text)
    assert (draft.headline, draft.paragraphs) == (
        "Transport: Old harbour bridge opens again",
        ("It opened on Sunday.",),
    )


def test_a_list_of_headlines_is_its_own_story() -> None:
    """A message of header lines alone has the first for its headline and the others for its paragraphs."""
    text = "V0001-----\nr e AP-Top-Harbour-Headlines     03-04 0121\n^*9006< ^AP-Top-Harbour-Headlines,0176<\n^AP Top Harbour News<\n^Bridge reopens\n^Ferry sinks\n\n\t   AP-WF-03-04-16 0423GMT<\n"
    draft = read(text)
    assert (draft.headline, draft.paragraphs) == ("AP Top Harbour News", ("Bridge reopens", "Ferry sinks"))


def test_a_press_release_is_read() -> None:
    """Its number names it, its headline may run over two lines, and its dateline holds its only date."""
    text = (
        "Source: Example Works\nMEDIA RELEASE PR00001\nExample Works Opens Old \nHarbour Bridge\n\nPORTLAND, Maine, March 4, 2019 /PRNewswire-AsiaNet/ --\n\n"
        "The old bridge \nopened.\n\nSOURCE Example Works\n"
    )
    draft = read(text, zone=None)
    assert (draft.headline, draft.label_id, draft.paragraphs) == (
        "Example Works Opens Old Harbour Bridge",
        "PR00001",
        ("The old bridge opened.",),
    )
    assert place_and_agency(draft) == ("PORTLAND, Maine", "March 4, 2019", "AsiaNet")
    assert (draft.published_at, draft.published_precision) == (datetime(2019, 3, 4, tzinfo=UTC), "day")
    assert place_and_agency(read(text.replace("/PRNewswire-AsiaNet/", "/Example Wire-AsiaNet/"))) == (
        "PORTLAND, Maine",
        "March 4, 2019",
        "Example Wire-AsiaNet",
    )


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        (
            "W0001asian\nr i BC-US--HarbourBridge   03-04 0590\n^BC-US--Harbour Bridge,127<\n^Bridge reopens<\n   The bridge opened.\n   AP-WF-03-04-16 1626GMT<\n",
            (None, None, "AP"),
        ),
        (
            "W0001asian\nr i BC-US--HarbourBridge   03-04 0590\n^Bridge reopens<\n   PORTLAND (UPI) _ The bridge opened.\n   AP-WF-03-04-16 1626GMT<\n",
            ("PORTLAND", None, "UPI"),
        ),
        (
            "eca0001 3 i 93  dpa 0001\n\nNorway/\nBridge reopens =\n\nThe bridge opened.\n\n042101 GMT Mar 18\n",
            (None, None, "dpa"),
        ),
        ("eca0001 3 i 93  xyz 0001\n\nNorway/\nBridge reopens =\n\nThe bridge opened.\n\n042101 GMT Mar 18\n", None),
        (a_nitf().replace("<body>", f'<head>{HOLDER}<from-src src-name="PA"/></head><body>', 1), (None, None, "PA")),
        (a_nitf().replace("<body>", f"<head>{HOLDER}</head><body>", 1), None),
    ],
)
def test_the_sender_is_the_agency_where_no_dateline_names_one(
    text: str, dateline: tuple[str | None, str | None, str | None] | None
) -> None:
    """A message's frame says whose it is; only a name that is an agency's counts, and the dateline's own outranks
    it.
    """
    draft = read(text)
    assert (place_and_agency(draft) if draft.dateline else None) == dateline


@pytest.mark.parametrize(
    ("item", "news_id"),
    [
        ("<doc-id id-string='EX-41337-v3'/><du-key key='b0041'/>", "EX-41337"),
        ("<doc-id id-string='0'/><du-key key='EX-41338'/>", "EX-41338"),
        ("<doc-id id-string='bsf153'/>", None),
        ("<doc-id regsrc='EX'/>", None),
    ],
)
def test_nitf_ids(item: str, news_id: str | None) -> None:
    """The first of NITF's two IDs that names one story is taken, for all its versions."""
    page = f"<nitf><head><docdata>{item}</docdata></head><body><body.content><p>It opened.</p></body.content></body></nitf>"
    assert read(page).metadata_id == news_id


def test_newsml_item_of_zero() -> None:
    """Where the envelope numbers every item 0, the story inside may name itself."""
    zero = NEWSML_1.replace("EX0041337", "0")
    assert read(zero).metadata_id is None
    named = zero.replace("<nitf>", "<nitf><head><docdata><doc-id id-string='EX41337'/></docdata></head>")
    assert read(named).metadata_id == "EX41337"


def test_an_agencys_own_xml_is_read_by_its_names() -> None:
    """Elements called headline, body and date say what they are, whatever the root is called; without them there is no
    story.
    """
    text = (
        '<?xml version="1.0"?><ExampleNews xml:lang="da"><Headline>Old bridge opens</Headline><PublishDate>2019-03-04T09:00:00+01:00</PublishDate>'
        "<Body><![CDATA[<p>It opened.</p><p>It was closed.</p>]]></Body></ExampleNews>"
    )
    draft = read(text)
    assert (draft.headline, draft.paragraphs, draft.language) == (
        "Old bridge opens",
        ("It opened.", "It was closed."),
        "da",
    )
    assert draft.published_at == datetime(2019, 3, 4, 8, 0, tzinfo=UTC)
    assert media_of("text/xml", text) == "text"
    nameless = read_text(a_page(text.replace("Headline>", "X>")), a_site())
    assert isinstance(nameless, Rejected)
    assert "<examplenews>" in nameless.detail


def test_web_pages_and_feeds_are_not_wires() -> None:
    """XHTML declares itself as XML and is a page; a feed holds many stories and is none."""
    assert media_of(None, '<?xml version="1.0"?><!DOCTYPE html><html><head></head></html>') == "html"
    assert (
        "xml"
        not in read(
            '<?xml version="1.0"?><rss><channel><title>Feed</title><item><body>One</body></item></channel></rss>'
        ).provenance.values()
    )


@pytest.mark.parametrize(
    ("text", "source_id"), [(NITF, "example-wire"), (G2, "example-wire"), (NEWSML_1, "kyodo"), (as_json(NINJS), "ap")]
)
def test_a_wire_names_its_own_source(text: str, source_id: str) -> None:
    """Without source and address, the story's source is who sends it, by the name that is known best."""
    article = parse_record(a_record(body=text, source_id=None), 1_000_000)
    assert isinstance(article, ParsedArticle)
    assert article.source_id == source_id
