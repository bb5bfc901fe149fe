"""What holds of every document whatever it says: parse_record never fails, gives the same twice, and invents no
word.
"""

from __future__ import annotations

import re
from html import unescape

import orjson
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import VERSIONS_KEPT
from copydesk.service.core.desk.memory_form import pack, unpack
from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.core.intake.controls import clean_text
from copydesk.service.core.lexicon import LEXICONS
from copydesk.service.core.markup.html_guard import guarded
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.core.text.spelling import one_line
from copydesk.service.pipeline import edit_record, parse_record
from tests.builders import a_record, an_event
from tests.unit.page_builder import CMS, DASHED
from tests.unit.story_stream import Step, a_stream, parsed_again

LIMIT = 1 << 20

LABELS = sorted(
    {
        label
        for lexicon in LEXICONS
        for labels in (
            lexicon.id_labels,
            lexicon.not_id_labels,
            lexicon.published_labels,
            lexicon.updated_labels,
            lexicon.clock_labels,
            lexicon.tags_labels,
            lexicon.comment_labels,
            lexicon.related_labels,
            lexicon.signoffs,
            lexicon.byline_words,
            lexicon.credit_words,
        )
        for label in labels
    }
)
MONTHS = sorted({month for lexicon in LEXICONS for month in (*lexicon.months, *lexicon.jalali_months)})
DATES = [
    "27 February 2019 - 14:01",
    "۲۱ ارديبهشت ۱۳۹۹ - ۱۸:۵۹",
    "2025年1月13日 21時37分",
    "1 tháng 2, 2019",
    "13/01/2025 5 p.m.",
    "2019-02-27T14:01:00+03:30",
    "20190304T101500Z",
]
LINES = [
    "The old harbour bridge opened to traffic again on Monday after two years of repairs, the city council said.",
    "City Council Opens the Old Harbour Bridge AgainThe bridge was closed in 2017, local radio reported on Monday morning.",
    "پل قدیمی بندر پس از دو سال تعمیر به روی رانندگان باز شد و شورای شهر اعلام کرد هزینه تعمیر چهار میلیون بوده است.",
    "新华社北京1月13日电 老港口大桥经过两年的维修后于周一重新开放，市议会说，这座桥于二〇一七年关闭，当时检查员发现了裂缝。",
    "SHIRAZ (defapress)- Rain fell on the city and on all the villages around it, the weather office said on Monday.",
    "PORTLAND, Maine (Reuters) - Rain fell. (Reporting by Ada Lovelace; Editing by Grace Hopper)",
    "ROME, March 4 (Xinhua) -- Rain fell.",
    "Old harbour bridge opens after two years of repairs",
    "Bridge opens | Example",
    "1. Home > 2. Politics",
    "By Ada Lovelace and Mary Somerville",
    "Ada Lovelace, Science Correspondent",
    "Cars on the bridge. (Photo: Ada Lovelace/AP)",
    "Tags: Bridge ، Harbour, City council",
    "#bridge #old harbour",
    "['Bridge', 'Harbour']",
    "a###b###c###d",
    "https://www.example.com/news/41337/old-harbour-bridge",
    "© 2024 Example. All rights reserved.",
    "Message end/",
    "nan",
    "-- Harbour bridge opens",
    "-- http://www.example.com/1",
    "^Bridge reopens<",
    "W0001asian",
    "r i BC-US--HarbourBridge   03-04 0590",
    "eca0001 3 i 93  dpa 0001",
    "Snow closes mountain roads =",
    "soft\xadhyphens\u200b and\u00a0spaces",
]
BULLETS = ["* ", "• ", "- ", "1. ", " ", "\t", ""]
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="ÃâÐ"), max_size=12)
"""Any words, but for the letters that text in a wrong character set is known by: those are mended."""

LABELLED = st.builds("{}: {}".format, st.sampled_from(LABELS), st.sampled_from(["41337", "A-1", *DATES]) | WORDS)
DATED = st.builds(
    "{} {} {}".format, st.integers(0, 40), st.sampled_from(MONTHS), st.integers(1380, 2030)
) | st.sampled_from(DATES)
LISTED = st.builds("{}{}".format, st.sampled_from(BULLETS), st.sampled_from(LINES + LABELS) | WORDS)
LINE = st.one_of(LISTED, LABELLED, DATED, WORDS)
HEADS = [
    "{}\n\n{}",
    "News ID: 41337\nPublish Date: 7 March 2019 - 09:30\n\n{}\n{}",
    "* Home\n* Sport\n* City\n* Harbour\n* Weather\n* Opinion\n* Contact\n* Search\n\n{}\n\n7 March 2019, 09:30\n\n{}\n* More\n",
    "-- {}\n-- By Ada Lovelace\n-- Mon Mar 4, 2013 9:30pm EST\n-- http://www.example.com/1\n\n{}",
    "W0001asian\nr i BC-US--HarbourBridge   03-04 0590\n^BC-US--Harbour Bridge,127<\n^{}<\n{}\n\t   AP-WF-03-04-16 1626GMT<\n",
    "eca0001 3 i 93  dpa 0001\n\nNorway/weather/\n{} =\n\n{}\n\ndpa ab cd\n\n042101 GMT Mar 18\n",
    "Source: Example Works\nMEDIA RELEASE PR00001\n{}\n\n{}\n",
]
RUNS = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\n\n", " "])), max_size=24).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
TEXTS = RUNS | st.builds(
    lambda head, line, run: head.format(line.replace("\n", " "), run), st.sampled_from(HEADS), LINE, RUNS
)

MARKS = "<p> </p> <div> </div> <br> <h1> </h1> <b> </b> <a> </a> <article> </article> <ul> <li> <table> <td> <title> </title> <script> </script> <!-- -->".split()
TAGS = [
    *MARKS,
    '<p class="comment">',
    '<meta property="og:title" content="Old harbour bridge opens">',
    '<meta name="keywords" content="Bridge, Harbour">',
    '<meta name="author" content="By Ada Lovelace">',
    '<meta property="article:published_time" content="2019-02-27T14:01:00+03:30">',
    '<time datetime="2019-02-27">',
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Caf&eacute; at the <em>Bridge</em>", "keywords": ["Bridge"]}</script>',
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge \\ud83d", "author": {"name": "Ada Lovelace"}}</script>',
    "&amp;",
    "&eacute;",
    "&#1583;",
    "&lt;b",
]
PARAGRAPH = st.builds("<p>{} {}</p>".format, LINE, st.sampled_from(LINES[:6]))
PAGES = (
    st.lists(st.one_of(PARAGRAPH, PARAGRAPH, LINE, st.sampled_from(TAGS)), max_size=24)
    .map("".join)
    .map("<html><body>{}".format)
)

XML = "<p> </p> <br/> <hl1> <location> </location> <![CDATA[ ]]> &amp; &eacute;".split()
NAMES = ["p", "byline", "dateline", "location", "headline", "hl2", "by", "keyword", "versionCreated"]
ROOTS = [
    "<nitf><body><body.head><hedline><hl1>Bridge reopens</hl1></hedline>{}</body.head><body.content><p>{}</p></body.content></body></nitf>",
    "<nitf><body.content>{}<p>{}</body.content>",
    "<nitf><byline>By Ada Lovelace</byline><dateline><location>ROME</location><story.date>March 4</story.date></dateline>{}<body.content><p>{}</p></body.content></nitf>",
    '<newsItem guid="a"><contentMeta><headline>{}</headline><keyword>Bridge</keyword></contentMeta><contentSet><inlineXML><p>{}</p></inlineXML></contentSet></newsItem>',
    "<NewsML><NewsItem><NewsLines><HeadLine>{}</HeadLine></NewsLines><DataContent>{}</DataContent></NewsItem></NewsML>",
    "<?xml version='1.0'?><story><title>Bridge reopens</title><author>{}</author><text>{}</text></story>",
]
WORDED = LINE.map(lambda line: line.replace("<", " ").replace("&", " "))
ELEMENTS = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(NAMES), WORDED)
PARTS = st.lists(st.one_of(WORDED, ELEMENTS, ELEMENTS, st.sampled_from(XML)), max_size=6).map("".join)
WIRES = st.builds(lambda root, head, body: root.format(head, body), st.sampled_from(ROOTS), PARTS, PARTS)
STORIES = st.builds(
    lambda **fields: orjson.dumps(fields).decode(),
    uri=st.just("a"),
    headline=LINE,
    byline=LINE,
    body_text=TEXTS,
    keywords=st.lists(st.sampled_from(LABELS), max_size=3),
    versioncreated=st.sampled_from(DATES),
)
DOCUMENTS = st.one_of(TEXTS, PAGES, WIRES, STORIES)
KINDS = st.sampled_from(
    [
        None,
        "text/plain",
        "text/html; charset=utf-8",
        "application/xml",
        "application/json",
        "application/octet-stream",
        "x",
    ]
)


def outcome(text: str, content_type: str | None = "text/plain") -> ParsedArticle | Rejected:
    """What becomes of a document with that body."""
    return parse_record(a_record(body=text, content_type=content_type), LIMIT)


def assert_whole(found: ParsedArticle | Rejected) -> None:
    """An article or a rejection, and none for a bug of ours."""
    assert isinstance(found, ParsedArticle) or found.reason is not Reason.INTERNAL, found


@given(DOCUMENTS, KINDS)
@settings(max_examples=150, deadline=None)
def test_any_document_has_an_outcome(text: str, content_type: str | None) -> None:
    """Whatever pieces of pages and wires a document is made of, and whatever it is declared as, it is an article or
    turned away, never a bug.
    """
    assert_whole(outcome(text, content_type))


@given(
    DOCUMENTS,
    st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1256", "gb18030", "shift_jis"]),
    KINDS,
    st.integers(0, 12),
)
@settings(max_examples=80, deadline=None)
def test_any_bytes_have_an_outcome(text: str, charset: str, content_type: str | None, cut: int) -> None:
    """The same for the bytes of such documents in any character set, cut anywhere at the end."""
    value = text.encode(charset, "replace")
    assert_whole(parse_record(an_event(value[: len(value) - cut], content_type=content_type), LIMIT))


@given(DOCUMENTS, KINDS)
@settings(max_examples=80, deadline=None)
def test_the_same_record_gives_the_same(text: str, content_type: str | None) -> None:
    """A record that Kafka sends twice has one outcome, to the last field."""
    record = a_record(body=text, content_type=content_type)
    assert parse_record(record, LIMIT) == parse_record(
        Record(record.origin, record.value, record.headers, record.timestamp), LIMIT
    )


@given(TEXTS)
@settings(max_examples=120, deadline=None)
def test_a_story_read_again_holds_nothing_new(text: str) -> None:
    """An article's headline and body, read as a text of their own, give paragraphs that are each a part of one of its
    paragraphs or of its headline.

    Not the same ones: a second dateline, a sign-off or a title that was a paragraph may be taken off, and without the
    page around
    it a headline may not be known as one.
    """
    first = outcome(text)
    if not isinstance(first, ParsedArticle):
        return
    known = [*first.body_text.split("\n\n"), first.headline or ""]
    again = outcome(f"{first.headline or ''}\n\n{first.body_text}")
    assert_whole(again)
    paragraphs = again.body_text.split("\n\n") if isinstance(again, ParsedArticle) else []
    assert all(any(paragraph in line for line in known) for paragraph in paragraphs), (known, paragraphs)


def words_of(text: str) -> list[str]:
    """Its words, as the fields of an article print them: without soft hyphens, controls and marks that print
    nothing.
    """
    return re.findall(r"\w+", one_line(clean_text(text)))


def printed(article: ParsedArticle) -> list[str]:
    """What an article quotes of its document.

    Not `abstract`, `section`, `images` and `authors[].url`, which the head of a page may give in its own words, nor
    what is
    read and not quoted: IDs, times in UTC, `dateline.place`, the language. The envelope of these documents holds no
    hints.
    """
    dateline = [article.dateline.text] if article.dateline else []
    fields = [
        article.headline,
        article.body_text,
        article.byline,
        article.published_raw,
        *article.tags,
        *dateline,
        *(author.name for author in article.authors),
    ]
    return [field for field in fields if field]


def assert_quoted(found: ParsedArticle | Rejected, source: str) -> None:
    """Each word of the fields stands in the document; a tag may stand within a word, and a character be written as an
    entity.
    """
    if isinstance(found, ParsedArticle):
        plain = re.sub(r"<[^<>]*>", "", re.sub(r"<!\[CDATA\[|\]\]>", "", source))
        # A reader sees no script: what stands before it and behind it is one word, as in a browser.
        shown = re.sub(r"<[^<>]*>", "", re.sub(r"(?s)<script\b.*?</script>|<[?!][^>]*>", "", source))
        broken = re.sub(r"<[^>]*>", "", source)
        # An inline tag within a title or a script is text there, and bears the name that the guard gives it.
        forms = (
            source,
            plain,
            shown,
            unescape(shown),
            broken,
            unescape(broken),
            unescape(source),
            unescape(plain),
            unescape(unescape(source)),
            guarded(source)[0],
            # Lines that are wrapped by hand may part what is one word, in scripts without spaces and where it is divided.
            re.sub(r"-?(?:\\n|\n)", "", source),
        )
        known = " ".join(one_line(clean_text(form)) for form in forms)
        assert [word for field in printed(found) for word in words_of(field) if word not in known] == []


@given(TEXTS)
@settings(max_examples=150, deadline=None)
@example(CMS)
@example(DASHED)
def test_no_word_of_a_text_is_invented(text: str) -> None:
    """Every word of headline, body, byline, dateline, tags and printed date stands in the text."""
    assert_quoted(outcome(text), text)


@given(PAGES)
@settings(max_examples=120, deadline=None)
def test_no_word_of_a_page_is_invented(text: str) -> None:
    """The same for HTML, whose head counts as much as its body."""
    assert_quoted(outcome(text, "text/html"), text)


@given(WIRES)
@settings(max_examples=120, deadline=None)
def test_no_word_of_a_wire_is_invented(text: str) -> None:
    """The same for XML, whether it can be parsed or not."""
    assert_quoted(outcome(text), text)


@given(STORIES)
@settings(max_examples=80, deadline=None)
def test_no_word_of_a_json_story_is_invented(text: str) -> None:
    """The same for ninjs, whose strings are the text; what is no JSON is read as it stands."""
    fields = orjson.loads(text)
    assert_quoted(
        outcome(text),
        "\n".join([text, *(value for value in fields.values() if isinstance(value, str)), *fields["keywords"]]),
    )


def edited(steps: list[Step], memory: bytes | None = None) -> tuple[list[Outgoing], list[bytes]]:
    """What the edit agent sends for each step, and the packed memory after it."""
    sent, memories = [], []
    for step in steps:
        parsed, headers = step.article, (("raw_origin", step.place.raw_origin.encode()),)
        record = Record(
            Origin("news.parsed", 3, step.place.offset),
            parsed.model_dump_json().encode(),
            headers,
            key=parsed.guid.encode(),
        )
        outcome = edit_record(record, unpack(memory) if memory else None)
        assert not isinstance(outcome, Rejected)
        message, seen = outcome
        assert message is not None
        assert seen is not None
        memory = pack(seen)
        sent.append(message)
        memories.append(memory)
    return sent, memories


@given(a_stream(), st.integers(0, 2**32), st.data())
@settings(max_examples=15, deadline=None)
def test_what_is_sent_again_is_the_same(stream: list[Step], seed: int, data: st.DataObject) -> None:
    """Of a hot story whose documents were parsed again and edited again, each record sent is the first one for its raw
    record, to the last byte.
    """
    steps = parsed_again(stream, seed)
    sent, memories = edited(steps)
    assume(len(unpack(memories[-1]).versions) < VERSIONS_KEPT)
    first: dict[str, Outgoing] = {}
    for step, outgoing in zip(steps, sent, strict=True):
        assert first.setdefault(step.place.raw_origin, outgoing) == outgoing
    back_to = data.draw(st.integers(0, len(steps) - 1), label="first offset done again")
    survived = data.draw(st.integers(back_to, len(steps) - 1), label="offset whose memory survived")
    assert edited(steps[back_to:], memories[survived])[0] == sent[back_to:]
