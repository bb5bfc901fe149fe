"""Pages that show the beginning of a story and sell the rest; every page here is made up."""

from __future__ import annotations

import pytest

from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.page.html.teaser import BELOW, is_teaser, offers_rest
from copydesk.service.core.page.view import Box, Seen, View
from copydesk.service.core.records import Draft, SiteProfile
from tests.builders import a_page

BEGINNING = (
    "<p>The ferry between the two harbours ran aground last winter, and the crew was brought ashore by boat.</p>" * 3
)
LONG = BEGINNING * 12


def read(below: str, story: str = BEGINNING) -> Draft:
    """What the reader makes of a story with this below it."""
    page = f"<body><article><h1>Ferry runs aground</h1>{story}{below}</article></body>"
    return read_html(a_page(page, media="html", url="https://quay.example/town/ferry"), SiteProfile("quay"))


@pytest.mark.parametrize(
    "below",
    [
        "<div><h3>Subscribe to read the whole story</h3></div>",
        "<div><p>Already a subscriber? <a href='/in'>Log in</a></p></div>",
        "<p>This story is exclusive to our paying subscribers.</p>",
        "<div>Sie sind bereits Abonnent? Hier anmelden</div>",
        "<p>Pour lire la suite, créez votre compte</p>",
        "<p>この記事は会員限定です。</p>",
    ],
)
def test_a_teaser(below: str) -> None:
    """A few lines with an offer of the rest right below them are a part of a story that is sold."""
    draft = read(below)
    assert "paywalled" in draft.warnings
    assert draft.paragraphs[-1].startswith("The ferry")


def test_a_wall_without_words_that_we_know() -> None:
    """A block that the page calls a paywall is one, whatever it says, unless it holds the story."""
    wall = '<div class="paywall-box"><p>Get the whole story</p><p>12 a month</p></div>'
    assert "paywalled" in read(wall).warnings
    assert "paywalled" not in read("", f'<div class="paywall-content">{BEGINNING}</div>').warnings


@pytest.mark.parametrize(
    ("below", "story"),
    [
        ("<p>Already a subscriber? Log in</p>", LONG),
        ("<footer><p>Already a subscriber? Log in</p></footer>", BEGINNING),
        ('<div class="modal"><p>Subscribe to read the whole story</p></div>', BEGINNING),
        ("<p>Our newsletter comes each morning.</p>", BEGINNING),
    ],
)
def test_what_is_no_teaser(below: str, story: str) -> None:
    """A whole story, an offer in the page's frame or far from the story, or none: nothing is told."""
    assert "paywalled" not in read(below, story).warnings


@pytest.mark.parametrize("line", ["Il vous reste 74 % de cet article à lire.", "Pozostało 80% tekstu"])
def test_an_offer_with_other_words_between(line: str) -> None:
    """A phrase may have a gap."""
    assert offers_rest(line)


@pytest.mark.parametrize(
    "line", ["Il vous reste deux jours.", "Digitaal abonnee worden", "x" * 500 + " already a subscriber", "", "\ud83d"]
)
def test_what_offers_nothing(line: str) -> None:
    """Half of a phrase, one within another word, and a paragraph are no offers."""
    assert not offers_rest(line)


def test_an_offer_far_from_the_story() -> None:
    """What stands a dozen lines below the story's last is the site's."""
    seen = [
        Seen(text, "p", frozenset(), frozenset(), False) for text in ("The ferry ran aground.", "Subscribe to read on.")
    ]
    menu = [Seen("Town", "li", frozenset(), frozenset(), True)] * BELOW
    boxes = (Box(-1, "body", ""),)
    assert is_teaser(View((seen[0], seen[1]), (), boxes), [0])
    assert not is_teaser(View((seen[0], *menu, seen[1]), (), boxes), [0])
    assert not is_teaser(View((), (), boxes), [])
