"""The headline of web pages, chosen by what was learned; every page here is made up."""

from __future__ import annotations

import json

import pytest

from copydesk.service.core.page.html.headline_offers import MOST_OFFERS, headline_offers
from copydesk.service.core.page.html.learned import told_of
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.page.html.source import Source
from copydesk.service.core.page.html.titles import LONGEST, titles_of
from copydesk.service.core.records import Draft, SiteProfile
from tests.builders import a_page

RIGHT = "Ferry runs aground again near the old quay"
STORY = "".join(
    f"<p>The ferry between the two harbours ran aground {n} times last winter, and the crew was brought ashore by boat.</p>"
    for n in range(5)
)
URL = "https://www.quaypost.example/town/ferry-runs-aground-again-near-the-old-quay"


def source(body: str, *, title: str = f"{RIGHT} | The Quay Post", head: str = "", url: str = URL) -> Source:
    """A page, parsed."""
    html = f'<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    return Source(a_page(html, media="html", url=url), SiteProfile("quay"))


def read(body: str, **more: str) -> Draft:
    """What the reader makes of a page."""
    page = source(body, **more)
    return read_html(page.page, page.site)


def og(text: str) -> str:
    """A meta for people who share the page."""
    return f'<meta property="og:title" content="{text}">'


def json_ld(headline: str, kind: str = "NewsArticle") -> str:
    """A script that describes the story."""
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, "headline": headline})}</script>'


@pytest.mark.parametrize(
    "body",
    [
        f"<header><h1><a href='/'>THE QUAY POST</a></h1></header><main><h2>{RIGHT}</h2>{STORY}</main>",
        f"<h1>Town Desk</h1><div class='detail'><h2>{RIGHT}</h2>{STORY}</div>",
        f"<h1>The Quay Post</h1><h1>{RIGHT}</h1>{STORY}",
        f"<article><h1>Ferry runs aground<br>again near the old quay</h1>{STORY}</article>",
        f"<article><h1><div>Ferry runs aground</div><div>again near the old quay</div></h1>{STORY}</article>",
        f"<main><p class='h'>{RIGHT}</p>{STORY}</main><div><h1>Original text</h1></div>",
    ],
    ids=["logo", "section", "two", "line break", "blocks", "widget"],
)
def test_the_heading_that_the_page_calls_itself_by(body: str) -> None:
    """The one h1 may be a logo, a section or a widget, and it may be printed in two lines."""
    assert read(body, head=og(RIGHT)).headline == RIGHT


@pytest.mark.parametrize(
    "given",
    [
        og(f"{RIGHT} - The Quay Post"),
        og(f"Quay Post | {RIGHT}"),
        json_ld("The Quay Post") + og(RIGHT),
        json_ld("Ferry runs aground again near…"),
        json_ld(""),
    ],
    ids=["site behind", "site in front", "site alone", "cut", "empty"],
)
def test_what_is_declared_may_not_be_the_headline(given: str) -> None:
    """The site's name is cut off, and what JSON-LD cuts is whole on the page."""
    assert read(f"<article><h1>{RIGHT}</h1>{STORY}</article>", head=given).headline == RIGHT


def test_a_site_in_another_script() -> None:
    """Where no spaces are printed, a dash alone parts the site's name off."""
    title = "港口渡轮去年冬天再次搁浅 船员全部获救上岸"
    story = f"<p>{'渡轮去年冬天在两个港口之间多次搁浅，船员乘小艇上岸，市议会对此表示关注。' * 3}</p>" * 3
    page = read(
        f"<div class='title'>{title}</div>{story}",
        title=f"{title}-港口网",
        head='<meta property="og:site_name" content="港口网">',
        url="http://www.gangkou.example/20231117/c.html",
    )
    assert page.headline == title


def test_a_newsroom_is_believed_where_the_page_agrees() -> None:
    """What JSON-LD of news calls the story is taken if it is given elsewhere, whatever the page prints as its heading."""
    body = f"<article><h1>Ferry aground: the crew is safe</h1>{STORY}</article>"
    draft = read(body, head=json_ld(RIGHT) + og("Ferry aground: the crew is safe"))
    assert (draft.headline, draft.provenance["headline"]) == (RIGHT, "json-ld")


def test_the_rule_names_the_places() -> None:
    """Where the surest place is passed over, the rule tells what gave the headline."""
    page = read(f"<h1>The Quay Post</h1><main><h2>{RIGHT}</h2>{STORY}</main>", head=og(RIGHT))
    assert page.provenance["headline"].startswith("learned:og:title")


def test_a_title_is_cut_at_each_mark() -> None:
    """What stands on either side of a mark is offered, and what was cut off is told."""
    page = source(f"<h1>{RIGHT}</h1>{STORY}", title=f"Town | {RIGHT} | The Quay Post")
    cut = {mention.text: mention.features for mention in titles_of(told_of(page)) if mention.source == "title cut"}
    assert {"Town", RIGHT, f"Town | {RIGHT}", "The Quay Post"} <= {*cut}
    assert "the site's name cut off at the end" in cut[f"Town | {RIGHT}"]


def test_titles_are_bounded() -> None:
    """A page of nothing but marks and headings offers so many titles, each of so many characters at most."""
    page = source(f"{'<h1>a | b | c : d</h1>' * 500}{STORY}", title="a | " * 40_000, head=json_ld("x - " * 90_000))
    offers = headline_offers(told_of(page), None)
    assert 0 < len(offers) <= MOST_OFFERS
    assert all(len(offer.value.text) <= LONGEST for offer in offers)


def test_elements_that_meet_at_a_mark() -> None:
    """A heading is set as the page sets it: no space before a mark that stands right behind an element."""
    body = f"<article><h1><span>Ferry</span>: <em>aground</em>, again</h1>{STORY}</article>"
    assert read(body, title="Ferry: aground, again | The Quay Post").headline == "Ferry: aground, again"
    assert read(f"<article><h1><span>Ferry</span><span>aground</span></h1>{STORY}</article>", title="").headline == (
        "Ferry aground"
    )


def test_the_sites_name_is_no_headline_where_it_leads_home() -> None:
    """Though the head calls the page by it too: a heading of its own stands above the story."""
    body = f"<header><h1><a href='/'>The Quay Post</a></h1></header><main><h2 class='title'>{RIGHT}</h2>{STORY}</main>"
    assert read(body, title="The Quay Post", url="https://www.quaypost.example/story/91220").headline == RIGHT


def test_elements_of_a_heading_that_meet_without_a_space_are_lines() -> None:
    """A kicker in an element of its own is set above the headline, and is none of it."""
    body = f"<article><h1><span class='k'>Harbour</span><span>{RIGHT}</span></h1>{STORY}</article>"
    assert read(body, title=RIGHT, head=og(RIGHT)).headline == RIGHT
