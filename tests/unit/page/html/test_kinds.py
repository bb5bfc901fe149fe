"""What kind of page it is; every page here is made up."""

from __future__ import annotations

import pytest

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import PAGE_KINDS, ParsedArticle
from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.page.html.kinds import ODD, Declared, kind_told, words_of_page
from copydesk.service.core.page.scraps import scrap_of
from copydesk.service.core.page.view import View, view_of
from copydesk.service.core.records import HOUSE_POLICY, Policy, Rejected
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

SHOP = (
    "<head><title>Bridge Models</title><meta property=og:type content=product.group></head><body><h1>Bridge Models</h1>"
    + "".join(
        f"<div class=product-card><a href=/products/{n}><h3>Bridge model {n}</h3></a><p>€ {n}9.90</p><button>Add to cart</button></div>"
        for n in range(40)
    )
)
STORY = (
    "<head><title>The bridge opens</title><meta property=og:type content=article></head><body><article><h1>The bridge opens</h1>"
    + "".join(
        f"<p>The old bridge opened to traffic on Monday after {n} years of repairs, the city council said in a report.</p>"
        for n in range(12)
    )
)


def parsed(html: str, url: str, *kinds: str) -> ParsedArticle | Rejected:
    """What becomes of a page where these kinds are let through."""
    record = a_record(body=html, content_type="text/html", url=url)
    return parse_record(record, 1 << 20, Policy(kinds) if kinds else HOUSE_POLICY)


def test_a_page_without_a_story_is_turned_away() -> None:
    """A shop's shelf is no article, and the reason names what it is."""
    found = parsed(SHOP, "https://shop.example/collections/bridges")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NOT_AN_ARTICLE
    assert found.detail.removeprefix("the page is no story but of the kind: ") in ODD


@pytest.mark.parametrize("body", ["<h1>Log in</h1><form></form>", "<h1>Old bridge opens</h1><div id=app></div>"])
def test_a_page_that_shows_little_is_no_listing(body: str) -> None:
    """Whoever fetched it is told that there is no text: a script may fill the page."""
    found = parsed(f"<html><body>{body}</body></html>", "https://shop.example/bridge")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_TEXT


def test_who_asks_for_a_kind_gets_it() -> None:
    """What is let through is a setting; the article says what it was."""
    found = parsed(SHOP, "https://shop.example/collections/bridges", *PAGE_KINDS)
    assert isinstance(found, ParsedArticle)
    assert found.extraction.page_kind in ODD


def test_a_story_is_an_article() -> None:
    """A story says so, and is turned away where only others are wanted."""
    found = parsed(STORY, "https://example.com/news/2024/old-bridge-opens-again")
    assert isinstance(found, ParsedArticle)
    assert found.extraction.page_kind == "article"
    assert isinstance(parsed(STORY, "https://example.com/news/2024/old-bridge-opens-again", "forum"), Rejected)


@pytest.mark.parametrize(
    ("probabilities", "kind"),
    [
        ((0.3, 0.25, 0.2, 0.15, 0.1, 0.0, 0.0), "article"),
        ((0.1, 0.4, 0.2, 0.2, 0.1, 0.0, 0.0), "listing"),
        ((0.1, 0.5, 0.0, 0.0, 0.4, 0.0, 0.0), "service"),
    ],
)
def test_a_kind_without_a_story_has_to_be_sure(probabilities: tuple[float, ...], kind: str) -> None:
    """Listings, collections and products count together; below the threshold it is the likeliest of the others."""
    assert kind_told(probabilities, 0.7) == kind


def test_words_of_a_page() -> None:
    """The address, the title, short lines and the declared types are words; an address that cannot be parsed is none."""
    node: dict[str, object] = {"@type": ["Product", "Thing"]}
    shown = view_of(tree_of("<body><main><p>Add to cart</p><p>The bridge opened to traffic on Monday.</p></main>")[0])
    metas = {"og:type": ("website",)}
    words = words_of_page(shown, Declared("https://a.example/docs/Set-Up.html", metas, [(node, "")], "Our Shop"))
    assert [word for word in words if not word.startswith("path")] == [
        *("main", "no article", "og website", "short add", "short cart"),
        *("title our", "title shop", "type Product", "type Thing"),
    ]
    assert [word for word in words if word.startswith("path")] == ["path docs", "path html", "path set", "path up"]
    assert words_of_page(View((), ()), Declared("http://[", {}, [])) == ["home", "no article"]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Page not found | Harbour Post", "We are sorry, the page that you were looking for is gone.", "error page"),
        ("404", "Oops.", "error page"),
        ("Seite nicht gefunden", "Bitte prüfen Sie die Adresse.", "error page"),
        ("Harbour Post", "We and our partners use cookies. Accept all. Manage preferences.", "consent wall"),
        ("Harbour Post", "We and our partners bought the old bridge on Monday.", None),
        ("Page not found: how the harbour lost its archive", "A story. " * 200, None),
    ],
)
def test_scraps(title: str, text: str, kind: str | None) -> None:
    """A page that says that it is not there, or asks for consent, is no story; a story about one is."""
    assert scrap_of([title], [text]) == kind
