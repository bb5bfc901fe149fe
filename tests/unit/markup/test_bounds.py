"""What bounds the time that a document can take, tested by counts and sizes: no clock."""

from __future__ import annotations

import json
import re

import pytest

from benchmarks.hostile import HTML, TEXTS, Row, documents
from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.content_hash import content_hash
from copydesk.service.core.lines.captions import is_caption
from copydesk.service.core.markup.html_guard import MOST_BRACKETS, MOST_ROOT_CHARS, MOST_ROOTS, MOST_TAGS, guarded
from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.markup.jsonld import json_of
from copydesk.service.core.markup.xml import MOST_MARKS, MOST_REFERENCES, read_xml
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.page.view import MOST_LINES
from copydesk.service.core.records import Draft, SiteProfile
from copydesk.service.core.wires.newsitem import MOST_BROKEN, read_broken
from copydesk.service.core.wires.other_json import read_other_json
from copydesk.service.pipeline import parse_record
from tests.builders import a_draft, a_page, a_record

SENTENCE = "The council said on Monday that it would decide."
SITE = SiteProfile("example")
SMALL = 12_000


@pytest.mark.parametrize("row", [*TEXTS, *HTML], ids=lambda row: row.name)
def test_every_hostile_document_has_an_outcome(row: Row) -> None:
    """What is measured at a megabyte is an article or turned away at any size, and never for a bug of ours."""
    [(_, text)] = documents([row], SMALL)
    found = parse_record(a_record(body=text, content_type="text/html" if row in HTML else "text/plain"), 1 << 20)
    assert isinstance(found, ParsedArticle) or found.reason is not Reason.INTERNAL, found


def test_hostile_documents_are_as_large_as_they_say() -> None:
    """Each fills its size to nearly the last byte, so that it is as hostile as it can be."""
    sizes = [len(text.encode()) for _, text in documents([*TEXTS, *HTML], 200_000)]
    assert max(sizes) <= 200_000
    assert min(sizes) > 120_000


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        ("<p>", MOST_TAGS),
        ("</p>", MOST_TAGS),
        ("<p>a</p>", MOST_TAGS),
        ("<!---->", MOST_TAGS),
        ("<div>", MOST_TAGS),
        ("<b>", MOST_TAGS),
        ("<", MOST_BRACKETS),
    ],
)
def test_a_page_is_cut_where_a_bound_is_passed(unit: str, most: int) -> None:
    """One tag fewer than the bound is whole; one more is cut there, and the page says so."""
    count = most // unit.count("<")
    whole, cut = guarded(unit * count), guarded(unit * (count + 1) + "a")
    assert whole[1] == ()
    assert cut[1] == ("html_cut",)
    assert cut[0].count("<") == most


def test_few_roots_keep_their_attributes() -> None:
    """The first `<html>` and `<body>` keep theirs, also those that comments hold for old browsers; a thousand do not,
    nor does one with more than any page has.
    """
    hinted = "<!--[if IE 7]><html class=old><![endif]--><HTML lang=en><body class=a>"
    assert guarded(hinted)[0] == hinted
    bounded = guarded("".join(f"<body a{number}=1>" for number in range(1_000)))[0]
    assert len(re.findall("<body a", bounded)) == MOST_ROOTS
    assert guarded(f"<Body {'a ' * MOST_ROOT_CHARS}>a")[0] == "<Body>a"


def test_other_tags_keep_all_attributes() -> None:
    """However long a tag is, the parser is given all of it: an abstract in a `<meta>` may have thousands of letters."""
    tag = f'<meta {" ".join(f"a{number}" for number in range(700))} content="{"a " * 3_000}">'
    assert guarded(tag)[0] == tag
    tree, _ = tree_of(tag)
    assert [len(meta.attr("content") or "") for meta in tree.find_all("meta")] == [6_000]


def test_no_formatting_reaches_the_parser() -> None:
    """Formatting elements are spans, in either case, closed as they were opened; what only begins as they do stays."""
    assert (
        guarded("<B>a</B><strong class=x>b</strong><body><base><u-x>")[0]
        == "<span>a</span><span class=x>b</span><body><base><u-x>"
    )


def test_a_page_has_few_lines() -> None:
    """No more paragraphs are weighed than any story has, however a page nests them."""
    page = a_page(f"<body><div>{f'<p>{SENTENCE}<marquee>' * 5_000}", media="html")
    assert 0 < len(read_html(page, SITE).paragraphs) <= MOST_LINES


def test_templates_are_no_part_of_a_page() -> None:
    """What a script may show one day stands in no tree, neither in a template nor in what would be a shadow root."""
    for attributes in ("", " shadowrootmode=open"):
        tree, _ = tree_of(f"<div>a<template{attributes}><p>b<template>c</template></template></div>")
        assert (tree.text, tree.select("p")) == ("a", [])


@pytest.mark.parametrize("value", ["[" + "[]," * 30_000 + "1]", "[" + "{}," * 30_000 + "1]", "[" * 30_000])
def test_huge_json_is_not_read(value: str) -> None:
    """JSON of more lists and objects than a page that means well is left alone."""
    assert json_of(value) is None
    assert json_of("[[], {}]") == [[], {}]


def test_told_texts_are_bounded() -> None:
    """Of a story that is told in JSON-LD no more is read than any story has, and the page says so; of its keywords and
    abstract less.
    """
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{"word " * 100_000}","keywords":"{"a," * 50_000}","description":"<i>{"b" * 90_000}"}}'
    draft = read_html(a_page(script, media="html"), SITE)
    assert (sum(map(len, draft.paragraphs)), draft.warnings) == (299_999, ("html_cut",))
    assert len(draft.abstract or "") < 20_000
    assert len(draft.tags) == 1


def test_an_xml_tree_has_few_marks() -> None:
    """As many tags and references as a story can need are read, and not one more."""
    assert read_xml("<a>" + "<b/>" * (MOST_MARKS - 2) + "</a>") is not None
    assert read_xml("<a>" + "<b/>" * (MOST_MARKS - 1) + "</a>") is None
    assert read_xml("<a>" + "&amp;" * MOST_REFERENCES + "</a>") is not None
    assert read_xml("<a>" + "&amp;" * (MOST_REFERENCES + 1) + "</a>") is None


def test_few_forms_of_a_body_are_read() -> None:
    """An empty form of a body gives way to the next, but not without end: the ninth is not read."""
    for empty, paragraphs in ((7, (SENTENCE,)), (8, ())):
        forms = [{"value": "<i>", "contenttype": "text/html"}] * empty + [{"value": f"<p>{SENTENCE}</p>"}]
        story = json.dumps({"uri": "a", "headline": "h", "bodies": forms})
        draft = read_other_json(a_page(story), SITE)
        assert isinstance(draft, Draft)
        assert draft.paragraphs == paragraphs


def test_broken_xml_is_read_to_a_bound() -> None:
    """What cannot be parsed is read as text, but not without end."""
    draft = read_broken(a_page("<nitf>" + f"<p>{SENTENCE}\n" * 50_000 + "</nitf>"), SITE)
    assert isinstance(draft, Draft)
    assert 0 < sum(map(len, draft.paragraphs)) < MOST_BROKEN


def test_no_letter_makes_a_hash_long() -> None:
    """A story may name the Prophet with the usual sign as often as any does; a text of nothing else is hashed without
    it.
    """
    few, other, bait = ("\ufdfa " * count + "a" for count in (10, 11, 5_000))
    assert content_hash(a_draft(paragraphs=(few,))) != content_hash(a_draft(paragraphs=(other,)))
    assert content_hash(a_draft(paragraphs=(bait,))) == content_hash(a_draft(paragraphs=(bait + "\ufdfa",)))


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("Cars on the bridge. (Photo: Ada Lovelace/AP)", True),
        ("Cars on the bridge. Photo by Ada", False),
        ("Cars on the bridge (photo by Ada Lovelace)", True),
        ("Foto: Ada Lovelace", True),
        ("Cars on the bridge | Photo © Ada", True),
        ("Cars on the bridge / picture alliance", True),
        ("Cars. Reuters", True),
        ("© Ada: the bridge", True),
        ("Photo: Ada: the bridge opens again", False),
        ("The bridge: it opens", False),
        ("(Photo: a) (b)", False),
    ],
)
def test_a_caption_is_told_by_its_end(line: str, known: bool) -> None:
    """A credit counts in the last brackets, behind the last colon or a copyright sign, or as a house at the very
    end.
    """
    assert is_caption(line) is known
