"""What the statements of web pages say beside the text; every page here is made up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.page.html.subjects import listed_tags
from copydesk.service.core.records import Draft, SiteProfile
from tests.builders import a_page

STORY = (
    "<p>The ferry between the two harbours ran aground last winter, and the crew was brought ashore by boat.</p>" * 4
)
URL = "https://www.quay.example/town/ferry-runs-aground"


def read(body: str = "", **told: Any) -> Draft:
    """What the reader makes of a page whose JSON-LD says this of its story."""
    nodes = [{"@type": "NewsArticle", "headline": "Ferry runs aground"} | told, *told.pop("others", ())]
    html = (
        f'<html><head><script type="application/ld+json">{json.dumps(nodes)}</script></head>'
        f"<body><h1>Ferry runs aground</h1>{STORY}{body}</body></html>"
    )
    return read_html(a_page(html, media="html", url=URL), SiteProfile("quay"))


def trail(*names: str) -> dict[str, Any]:
    """A trail of sections, the home page first."""
    entries = [{"position": at, "name": name} for at, name in enumerate(names)]
    return {"@type": "BreadcrumbList", "itemListElement": entries}


@pytest.mark.parametrize(
    ("names", "section"),
    [
        (("Start", "News", "Town", "Ferry runs aground"), "Town"),
        (("Start", "News", "Town"), "Town"),
        (("Town", "Ferry runs aground"), "Town"),
        (("Start", "Ferry runs aground"), None),
        (("Start",), None),
    ],
)
def test_the_section_of_a_trail(names: tuple[str, ...], section: str | None) -> None:
    """The last section is the story's; the first of a trail may be the home page, unless the address spells it."""
    assert read(others=[trail(*names)]).section == section


def test_a_declared_section_stays() -> None:
    """The trail is asked only where the story names no section."""
    assert read(articleSection="City", others=[trail("Start", "Town")]).section == "City"


@pytest.mark.parametrize("told", [False, "False", "false", "http://schema.org/False"])
def test_a_story_that_is_sold(told: object) -> None:
    """A page that says it is not free to read comes with a warning, as its text may be cut; of a part it is the same."""
    assert "paywalled" in read(isAccessibleForFree=told).warnings
    assert "paywalled" in read(hasPart={"@type": "WebPageElement", "isAccessibleForFree": told}).warnings


@pytest.mark.parametrize("told", [True, "True", None, {}])
def test_a_story_that_is_free(told: object) -> None:
    """Anything else is no warning."""
    assert "paywalled" not in read(isAccessibleForFree=told).warnings


def test_an_image_with_its_credit() -> None:
    """Whose a picture is stands behind what it shows, unless that says it."""
    images = [
        {"url": "https://quay.example/1.jpg", "caption": "The old quay", "creditText": "Ada Lovelace"},
        {"url": "https://quay.example/2.jpg", "caption": "The quay. Photo: Ada Lovelace", "creditText": "Ada Lovelace"},
        {"url": "https://quay.example/3.jpg", "creditText": "Ada Lovelace"},
    ]
    captions = [image.caption for image in read(image=images).images]
    assert captions == ["The old quay (Ada Lovelace)", "The quay. Photo: Ada Lovelace", "Ada Lovelace"]


def test_tags_are_words_for_readers() -> None:
    """What only machines read is left out; references are read; a list in a script without commas is parted by spaces."""
    told = [
        "9f86d081-884c-4d65-9a2f-eaa0c55ad015",
        "Section: Town",
        "_promo",
        "editors_pick",
        "Quay &amp; harbour",
        "AP",
    ]
    assert listed_tags(told) == ("Quay & harbour", "AP")
    assert listed_tags(["港口 渡轮 船员"]) == ("港口", "渡轮", "船员")


@pytest.mark.parametrize(
    "links",
    [
        '<ul><li><a rel="tag" href="/t/1">Ferry</a></li><li><a rel="tag" href="/t/2">Old quay (12 posts)</a></li></ul>',
        '<div class="article-tags">Tags: <a href="/tag/ferry">#Ferry</a>, <a href="/tag/old-quay">Old quay</a></div>',
    ],
)
def test_tags_that_the_page_prints(links: str) -> None:
    """Links that call themselves tags, or stand in a block of that name, are the tags where nothing declares any."""
    menu = '<nav class="tags"><a href="/tag/sport">Sport</a> <a href="/tag/film">Film</a></nav>'
    assert read(menu + links).tags == ("Ferry", "Old quay")
    assert read(menu + links, keywords=["Crew", "Winter"]).tags == ("Crew", "Winter")
    assert read(menu).tags == ()


LINKS = '<a href="/t/harbour">Harbour</a>, <a href="/t/ferry">Ferry</a>'


@pytest.mark.parametrize(
    "block",
    [
        f"<p>Topics: {LINKS}</p>",
        f"<div><h4>Tags</h4><div>{LINKS}</div></div>",
        "<p>Filed under: Harbour, Ferry</p>",
        "<p><b>Keywords:</b> Harbour, Ferry</p>",
        f"<ul><li>Tags</li><li>{LINKS}</li></ul><p>Read <a href='/next'>the next</a></p>",
        f"<p>Schlagwörter: {LINKS} <b>Read on</b> <a href='/next'>Next</a></p>",
    ],
)
def test_tags_behind_a_label(block: str) -> None:
    """Tags stand as links or between commas behind a label, on its line or below it, and end with its block."""
    assert read(block).tags == ("Harbour", "Ferry")


@pytest.mark.parametrize(
    "block",
    [
        f"<nav><p>Topics: {LINKS}</p></nav>",
        f"<footer><p>Topics</p><p>{LINKS}</p></footer>",
        f'<p><a href="/topics">Topics</a></p><p>{LINKS}</p>',
        '<p>In this article</p><ul><li><a href="#a">Harbour</a></li><li><a href="#b">Ferry</a></li></ul>',
        '<p>Topics</p><p><a href="/1">The old ferry between the two harbours runs aground for the second time</a></p>',
        f"<p>Topics</p>{''.join(f'<a href=/t/{at}>Tag {at}</a>' for at in range(40))}",
        "<p>Topics: all that we know of the harbours and of all who ever worked there, and of those who only came, as we told before</p>",
    ],
)
def test_what_stands_behind_a_label_and_is_no_tag(block: str) -> None:
    """Menus, the page's own contents, other stories and sentences are no tags."""
    assert read(block).tags == ()


def test_a_label_above_the_headline_is_the_sites() -> None:
    """What stands above the headline lists all topics of the site."""
    page = f"<body><p>Topics: {LINKS}</p><h1>Ferry runs aground</h1>{STORY}</body>"
    assert read_html(a_page(page, media="html", url=URL), SiteProfile("quay")).tags == ()


@pytest.mark.parametrize(
    ("link", "section"),
    [
        ('<nav><a href="/town/">Town</a></nav>', "Town"),
        ('<a href="https://quay.example/town?from=menu">TOWN</a>', "TOWN"),
        ('<a href="/town/">All of it</a>', None),
        ('<a href="/harbour/">Town</a>', None),
        ('<a href="https://other.example/town/">Town</a>', None),
        ('<a href="//quay.example/town">Town</a>', None),
        ('<a href="/">Town</a>', None),
        ('<a href="/town/ferry-runs-aground">Ferry runs aground</a>', None),
        ("<p>Town</p>", None),
    ],
)
def test_the_section_of_an_address(link: str, section: str | None) -> None:
    """A folder of the page's address is its section if the page links to it by the same word."""
    assert read(link).section == section


@pytest.mark.parametrize(
    ("path", "links", "section"),
    [
        ("/town/harbour/ferry", '<a href="/town/">Town</a> <a href="/town/harbour/">Harbour</a>', "Harbour"),
        ("/blog/harbour/ferry", '<a href="/blog/">Blog</a>', None),
        ("/wiadomosci/ferry", '<a href="/wiadomosci/">Wiadomości</a>', None),
        ("/gemuese-obst/ferry", '<a href="/gemuese-obst/">Gemüse &amp; Obst</a>', "Gemüse & Obst"),
        ("/ada-lovelace/ferry", '<a href="/ada-lovelace/" rel="author">Ada Lovelace</a>', None),
        ("/2024/ferry", '<a href="/2024/">2024</a>', None),
    ],
)
def test_the_folder_that_is_a_section(path: str, links: str, section: str | None) -> None:
    """The deepest that is linked; not the part of a site that holds all stories, a year, or a writer's own."""
    html = f'<meta name="author" content="Ada Lovelace"><nav>{links}</nav><h1>Ferry runs aground</h1>{STORY}'
    page = a_page(html, media="html", url=f"https://www.quay.example{path}")
    assert read_html(page, SiteProfile("quay")).section == section
