"""What stands between the lines of a story and is none of it; every page here is made up."""

from __future__ import annotations

import pytest

from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.page.html.rows import with_rows
from copydesk.service.core.page.view import view_of
from copydesk.service.core.records import SiteProfile
from tests.builders import a_page

LINES = (
    "The lock at Upper Weir was opened to boats on Sunday, eleven years after a barge broke its lower gate.",
    "Volunteers cast the new hinges in a foundry that had made cannon for the fleet of three kings, the trust said.",
    "Boats of up to fourteen metres can pass again between the lakes, and the first took nine minutes to do it.",
    "The keeper's cottage beside the lock will be let to visitors from the spring to pay for the upkeep of the gates.",
    "A second lock, four miles upstream, is to follow when the trust has found two hundred thousand for the stones.",
)


def paragraphs(body: str) -> tuple[str, ...]:
    """The paragraphs of a page with that body."""
    html = f"<html><head><title>Lock opens to boats after eleven years</title></head><body>{body}</body></html>"
    return read_html(a_page(html, media="html", url="https://weir.example/a"), SiteProfile("weir")).paragraphs


def story(between: str = "", end: str = "", begin: str = "") -> str:
    """The story with something between its lines."""
    marked = [f"<p>{line}</p>" for line in LINES]
    told = "".join((*marked[:2], between, *marked[2:]))
    return f"<article><h1>Lock opens to boats after eleven years</h1>{begin}{told}{end}</article>"


@pytest.mark.parametrize(
    "between",
    [
        "<p>Listen to this story</p>",
        "<p>3 min read</p>",
        "<div>Lesezeit: 4 Minuten</div>",
        "<p>Condividi</p>",
        '<p>Read more: <a href="/b">Three otters seen below the old tannery this week</a></p>',
        '<p>Lire aussi <a href="/b">Trois loutres vues sous la vieille tannerie</a></p>',
        '<a href="/b" class="box"><img src="o.jpg"><h3>Three otters seen below the old tannery</h3></a>',
        '<a href="/b"><div><h4>Three otters seen below the old tannery</h4></div></a>',
        "<amp-ad width=300><div>Your advertisement could stand in this place tomorrow.</div></amp-ad>",
        '<div role="dialog"><p>Shall this page remember which stories you have read on it until next year?</p></div>',
    ],
)
def test_buttons_cards_and_dialogs_are_no_paragraphs(between: str) -> None:
    """What a page prints between two paragraphs for its readers to press, follow or answer is left out."""
    assert paragraphs(story(between)) == LINES


@pytest.mark.parametrize(
    "between",
    [
        '<h2><a href="#gates">The gates</a></h2>',
        "<h3>Share and share alike</h3>",
        '<p>Read more carefully, <a href="/b">the deed of 1871</a> gives the lock to whoever mends it, the trust said.</p>',
    ],
)
def test_what_only_looks_like_it_stays(between: str) -> None:
    """A heading that holds a link, or words of a button, is the story's; so is a sentence that begins with such words."""
    assert len(paragraphs(story(between))) == len(LINES) + 1


def test_a_dialog_that_outweighs_the_story_turns_no_page_away() -> None:
    """A page whose wall stands in the same document as the story is no wall."""
    asked = "".join(
        f"<p>We and our partners ask for your consent to use personal data and similar technologies for reason {n}.</p>"
        for n in range(8)
    )
    page = f'<div role="alertdialog"><h2>We value your privacy</h2>{asked}</div>{story()}'
    assert paragraphs(page) == LINES


def test_the_next_story_of_a_page_is_left_out() -> None:
    """A page that goes on with another story when a reader comes to the end tells its own only."""
    other = "".join(
        f"<p>The tannery by the bridge was sold on Friday to a maker of number {n} among drums.</p>" for n in range(9)
    )
    assert paragraphs(f"{story()}<article><h1>Tannery sold</h1>{other}</article>") == LINES


def test_parts_of_a_story_in_articles_of_their_own_stay() -> None:
    """What has no h1 of its own is a part of the story above it."""
    halves = [f"<article>{''.join(f'<p>{line}</p>' for line in part)}</article>" for part in (LINES[:3], LINES[3:])]
    assert paragraphs(f"<h1>Lock opens to boats after eleven years</h1>{''.join(halves)}") == LINES


def test_a_row_is_told_whole() -> None:
    """Of a row that is begun no cell is left out; rows of paragraphs lay out a page, and a row of links leads elsewhere."""
    layout = f"<table><tr><td>{LINES[0]}</td><td>Boats</td></tr></table>"
    links = '<table><tr><td><a href="/1">Lakes</a></td><td><a href="/2">Locks</a></td></tr></table>'
    figures = (
        "<table><tr><td>Upper Weir</td><td>1874</td><td>none</td></tr><tr><td>Lower Weir</td><td>912</td></tr></table>"
    )
    view = view_of(tree_of(f"<body>{layout}{links}{figures}")[0])
    texts = [line.text for line in view.lines]
    taken = [texts.index(text) for text in (LINES[0], "Lakes", "1874")]
    assert [texts[at] for at in with_rows(view, taken)] == [LINES[0], "Lakes", "Upper Weir", "1874", "none"]


def test_the_authors_name_above_the_story_is_no_paragraph() -> None:
    """A name that JSON-LD gives as the author's is a byline, though it stands there without a word."""
    told = '{"@type": "NewsArticle", "headline": "Lock opens", "author": {"name": "Ada Lovelace"}}'
    page = f'<script type="application/ld+json">{told}</script>{story(begin="<p>Ada Lovelace</p>", end="<p>Ada Lovelace</p>")}'
    assert paragraphs(page)[: len(LINES)] == LINES
