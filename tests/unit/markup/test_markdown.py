"""Markdown: told from plain text by its marks, and made HTML."""

import json

import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.markup.front_matter import front_matter
from copydesk.service.core.markup.markdown import MOST_CHARS, html_of_markdown, is_markdown
from copydesk.service.core.records import Origin, Record
from copydesk.service.explain import Explanation, explain_record
from copydesk.service.pipeline import parse_record

STORY = """# Old harbour bridge opens again

By [Ada Lovelace](/people/ada-lovelace)

**SHIRAZ** - The old harbour bridge opened to traffic again on Monday after two years of *repairs*, the
[city council](https://example.org/council) said, and the first cars crossed it before sunrise.

![The bridge at dawn](https://example.org/bridge.jpg)

The bridge was closed in 2017, when inspectors found cracks in two of its pillars and, a year later, in a third.

## What comes next

> "We are glad that this is over," said a shopkeeper at the quay, who lost half of her customers to the detour.

* Ferries stop at the end of the month, as the engines are older than most of the crew.
* The price is 4\\*10 coins, and the council wants to sell them, but nobody has made an offer yet.

| Pillar | Cracks |
|--------|--------|
| north  | two    |
"""
ABOVE = """title: "Bridge: open again"
date: 2019-03-07T09:30:00+03:30
lastmod: 2019-03-08
authors:
  - Ada Lovelace
  - Grace Hopper
tags: [Bridge, 'Harbour']
description: >-
  Traffic returns after
  two years.
canonical: https://example.org/bridge
lang: en"""


def parsed(text: str, content_type: str = "text/plain") -> ParsedArticle:
    """The article that the desk makes of a text."""
    article = parse_record(_record(text, content_type), 1_000_000)
    assert isinstance(article, ParsedArticle), article
    return article


def _record(text: str, content_type: str = "text/plain") -> Record:
    envelope = {"source_id": "example", "content_type": content_type, "body": text}
    return Record(Origin("news.raw", 0, 0), json.dumps(envelope).encode())


def test_marks_are_read() -> None:
    """Headline, author and paragraphs come without marks; quotes, entries and rows of a table stay."""
    article = parsed(STORY)
    assert article.headline == "Old harbour bridge opens again"
    assert [author.name for author in article.authors] == ["Ada Lovelace"]
    body = article.body_text
    assert "after two years of repairs, the city council said" in body
    assert "What comes next" in body
    assert "4*10 coins" in body
    assert '\n\n"We are glad' in body
    assert not {"**", "](", "# ", "> ", "|--"} & {mark for mark in ("**", "](", "# ", "> ", "|--") if mark in body}


def test_front_matter_tells_of_the_story() -> None:
    """What stands between the dashes above a story is told of it: title, times, authors, tags, lead, language."""
    article = parsed(f"---\n{ABOVE}\n---\n\n{STORY.split(chr(10), 4)[4]}")
    assert article.headline == "Bridge: open again"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2019-03-07T06:00:00+00:00"
    assert [author.name for author in article.authors] == ["Ada Lovelace", "Grace Hopper"]
    assert article.tags == ["Bridge", "Harbour"]
    assert article.abstract == "Traffic returns after two years."
    assert "title:" not in article.body_text


@pytest.mark.parametrize(
    "above",
    [
        f"---\n{ABOVE}\n---\n",
        '+++\ntitle = "Bridge: open again"\nauthors = ["Ada Lovelace", "Grace Hopper"]\n+++\n',
        '{\n"title": "Bridge: open again",\n"author": [{"name": "Ada Lovelace"}, "Grace Hopper"]\n}\n',
        "---\ntitle: 'Bridge: open again'\nauthor:\n  name: Ada Lovelace\n  url: x\n---\n",
        "Title: Bridge: open again\n\nURL Source: https://example.org/bridge\n\nAuthor: Ada Lovelace\n\nMarkdown Content:\n",
    ],
    ids=["yaml", "toml", "json", "nested", "fields"],
)
def test_front_matter_of_each_form(above: str) -> None:
    """YAML, TOML, JSON and the fields of r.jina.ai say the same in their own way."""
    found = front_matter(above + "\nThe bridge opened.\n")
    assert found is not None
    told, body = found
    assert told["title"] == ("Bridge: open again",)
    assert (told.get("author") or told["authors"])[0] == "Ada Lovelace"
    assert body.strip() == "The bridge opened."


def test_a_quotation_within_a_value_is_kept() -> None:
    """A quotation mark behind a backslash is the value's own; a remark behind a value is not."""
    found = front_matter('---\ntitle: "The \\"old\\" bridge"\ntags: ["a \\"b\\"", c] # two\n---\n')
    assert found is not None
    assert found[0] == {"title": ('The "old" bridge',), "tags": ('a "b"', "c")}


@pytest.mark.parametrize(
    "text",
    [
        "Old bridge opens\n\n* Sport\n* Weather\n* Culture\n\nThe bridge opened *again*, #harbour #bridge said my_own_words.\n",
        "See [1] and [2](sic), he said.\n\n#hashtag\n#other\n\n--\nAda\n",
        "---\nThe bridge opened: at last.\nNobody knew: why.\n---\n",
        "* Home\n* Sport\n* Weather\n* Culture\n\nWrite it so:\n\n## Bridge\n\n[a](https://example.org)\n\n**bold**\n",
        "Prices\n\nfish ** 3\nmeat ** 4\nbread ** 5\n\n2 * 3 * 4\n",
    ],
)
def test_a_plain_text_is_no_markdown(text: str) -> None:
    """Entries with stars, hashtags, rules and numbers in brackets are a plain text's own."""
    assert not is_markdown("text/plain", text)


def test_a_declared_type_needs_no_marks() -> None:
    """`text/markdown` is Markdown whatever stands in it, with tags among its marks too."""
    assert is_markdown("text/markdown", "Old bridge opens")
    assert parsed(f"{STORY}\nOne line<br>and another <b>one</b>.\n", "text/markdown").headline == (
        "Old harbour bridge opens again"
    )


def test_a_wires_notes_are_no_markdown() -> None:
    """A wire whose notes to editors have headings and links is read as the wire that it is."""
    wire = (
        "eca0001 3 i 93  dpa 0001\n\nNorway/weather/\nSnow closes mountain roads =\n\n   Oslo (dpa) - Snow closed most of"
        " the roads.\n\n# dpa NOTEBOOK\n\n## Internet links\n- [Roads](http://example.org)\n\n042101 GMT Mar 18\n"
    )
    assert parsed(wire).extraction.provenance["headline"] == "iptc7901"


def test_what_html2text_wraps_is_mended() -> None:
    """A heading and an address that were wrapped at 78 columns are whole again."""
    heading = "# Old harbour bridge opens again after two years of repairs that cost the city"
    html = html_of_markdown(
        f"{heading}\nfour million coins\n\n[The bridge](https://example.org/old-\nharbour-bridge) opened.\n"
    )
    assert "the city four million coins</h1>" in html
    assert 'href="https://example.org/old-harbour-bridge"' in html


def test_a_short_heading_is_left_as_it_is() -> None:
    """A paragraph right below a heading that had room for more is no part of it."""
    assert "<h1>Old bridge opens</h1>" in html_of_markdown("# Old bridge opens\nThe bridge opened.\n")


def test_a_script_in_front_matter_stays_a_word() -> None:
    """What front matter says can neither close the script that carries it nor open another element."""
    html = html_of_markdown('---\ntitle: "</script><b>x"\nurl: "https://example.org/\\"><b>"\n---\n')
    assert html.count("</script>") == 1
    assert "<b>" not in html.split("<script")[0]


def test_a_long_text_is_cut_with_a_warning() -> None:
    """What is behind the bound is left out, and the article says so."""
    article = parsed(STORY + "\nThe bridge opened to traffic again on Monday.\n" * (MOST_CHARS // 40))
    assert "lines_cut" in article.extraction.warnings


def test_an_explanation_names_markdown() -> None:
    """`--explain` says that the text was read as Markdown, and finds lines in the text as it came."""
    told = explain_record(_record(STORY), 1_000_000)
    assert isinstance(told, Explanation)
    assert told.reader == "markdown"
    assert next(field.lines for field in told.fields if field.field == "headline") == (1,)
