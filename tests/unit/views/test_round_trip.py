"""From an article to a view and back: what our own readers make of it, and what they leave."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.text.spelling import one_line
from copydesk.service.pipeline import parse_record
from copydesk.service.views import VIEWS, View, view_named
from copydesk.service.views.writing import on_one_line
from tests.builders import a_record
from tests.unit.views.odd_articles import NOON, ODD, a_line, a_sentence, whole_article

PAGE = Path(__file__).parents[3] / "docs/views.md"
TITLES = ("ninjs", "NewsML-G2", "schema.org, in a page")
NAMES = [view.name for view in VIEWS]

OF_READING = {
    "url": "is where the document read came from",
    "canonical_url": "is where the document read came from",
    "extraction": "is of the document read",
    "fetched_at": "is of the document read",
    "ingested_at": "is of the document read",
    "version": "is counted by the desk",
    "word_count": "is counted anew",
    "reading_time_seconds": "is counted anew",
    "info_sources": "are found anew in the text",
    "places": "are found anew in the text",
    "people": "are found anew in the text",
    "organisations": "are found anew in the text",
}
LOST: dict[str, dict[str, str]] = {
    "ninjs": {
        "authors": "come back by their names, without their pages",
        "dateline": "has a place alone",
        "provider_version": "is the view's own: who sends is the provider",
        "subjects": "come back with a scheme's URI, and tags among them",
    },
    "newsml-g2": {
        "authors": "come back by their names, without their pages",
        "provider_version": "is the view's own: who sends is the provider",
        "section": "has no element of the standard",
    },
    "schema-org": {
        "dateline": "is read from the text alone",
        "pubstatus": "is not looked for in a web page",
        "embargoed_until": "is not looked for in a web page",
        "signals": "are not looked for in a web page",
        "genre": "is not looked for in a web page",
        "subjects": "are not looked for in a web page",
        "copyright_holder": "is not looked for in a web page",
        "usage_terms": "are not looked for in a web page",
    },
}
"""Fields that a view has and no reading gives back, and why."""


def kept(view: View) -> list[str]:
    """The fields that go there and back."""
    left = {*LOST[view.name], *OF_READING}
    return [name for name in view.places if name not in left]


def there_and_back(view: View, article: Article) -> ParsedArticle:
    """What the desk makes of the view, sent by the same source at the same time."""
    written = on_one_line(view.function(article))
    page = (
        f'<!DOCTYPE html><html><head><script type="application/ld+json">{written}</script></head><body></body></html>'
    )
    body = page if view.name == "schema-org" else written
    parsed = parse_record(a_record(body=body, source_id=article.source_id), 1_000_000)
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def fields_of(article: ParsedArticle, names: list[str]) -> dict[str, Any]:
    """Some fields, to be compared."""
    return {name: getattr(article, name) for name in names}


each = pytest.mark.parametrize("view", VIEWS, ids=NAMES)


@each
def test_a_whole_article_comes_back(view: View) -> None:
    """Each field that is in the view and is read comes back as it was."""
    article = whole_article()
    back = there_and_back(view, article)
    assert fields_of(back, kept(view)) == fields_of(article, kept(view))
    assert [author.name for author in back.authors] == [author.name for author in article.authors]


@pytest.mark.parametrize(("view", "title"), list(zip(VIEWS, TITLES, strict=True)))
def test_the_page_says_what_comes_back(view: View, title: str) -> None:
    """docs/views.md lists the fields that go there and back."""
    assert f"| {title} | {', '.join(f'`{name}`' for name in kept(view))} |" in PAGE.read_text()


PAST = st.integers(1, 10**9).map(lambda seconds: NOON - timedelta(seconds=seconds))
"""Before the document came in: a later day of publication is not believed."""
IN_WIRES = ODD.replace("<", "").replace("&", "")
"""The readers of wires take `<` in a headline for markup."""
IN_PAGES = "".join(letter for letter in ODD if letter.isalpha() or letter.isspace())
"""The reader of pages cuts a headline at marks behind which the name of the site may stand, and takes `<` in JSON-LD for
markup.
"""


@st.composite
def a_published_article(draw: st.DrawFn, alphabet: str = IN_WIRES) -> Article:
    """An article as the desk makes it, of words that nobody expects and with fields that are missing."""
    title = st.one_of(
        a_line(alphabet).map(lambda words: one_line(f"Old bridge {words} opens")),
        st.sampled_from(["پل قدیمی بندر باز شد", "גשר הנמל הישן נפתח", "老港桥重新开放"]),
    )
    given = draw(st.lists(st.booleans(), min_size=6, max_size=6))
    return whole_article(
        headline=draw(title),
        body_text="\n\n".join(
            draw(st.lists(a_sentence(alphabet if alphabet == IN_PAGES else ODD), min_size=1, max_size=3, unique=True))
        ),
        abstract=draw(title) if given[0] else None,
        tags=draw(st.lists(st.sampled_from(["harbour", "پل", "Müller & Söhne", "A/B", "大橋"]), unique=True)),
        subjects=[],
        **({} if given[1] else {"authors": [], "byline": None}),
        **({} if given[2] else {"dateline": None}),
        **({} if given[3] else {"images": []}),
        language=draw(st.sampled_from(["en", "fa", "zh-Hant-TW", "sr-Latn"])) if given[4] else None,
        section="City" if given[5] else None,
        published_at=draw(PAST),
        modified_at=None,
    )


@pytest.mark.parametrize("name", ["ninjs", "newsml-g2"])
@settings(max_examples=60, deadline=None)
@given(article=a_published_article())
def test_odd_articles_come_back_from_wires(name: str, article: Article) -> None:
    """Whatever the words, the script and the fields that are missing."""
    view = view_named(name)
    assert view is not None
    assert fields_of(there_and_back(view, article), kept(view)) == fields_of(article, kept(view))


@settings(max_examples=30, deadline=None)
@given(article=a_published_article(IN_PAGES))
def test_odd_articles_come_back_from_pages(article: Article) -> None:
    """So do those that a page holds as JSON-LD."""
    view = view_named("schema-org")
    assert view is not None
    assert fields_of(there_and_back(view, article), kept(view)) == fields_of(article, kept(view))
