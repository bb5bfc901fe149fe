"""What every view keeps to, whatever the article says: total, pure, on one line, and true to its own table of places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import orjson
import pytest
from hypothesis import given, settings

from copydesk.schemas.article import Article
from copydesk.service.views import VIEWS, View
from copydesk.service.views.writing import for_a_person, on_one_line
from tests.unit.views.odd_articles import NOON, WHOLE, any_article, whole_article

PAGE = (Path(__file__).parents[2] / "docs/views.md").read_text()

each = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)

CHANGED: dict[str, Any] = {
    "guid": "gazette:EX-2",
    "source_id": "herald",
    "news_id": "EX-2",
    "identity_method": "hint",
    "record_id": "record-2",
    "dateline": {"text": "KIEL -", "place": "KIEL"},
    "pubstatus": "canceled",
    "signals": ["kill"],
    "published_precision": "day",
    "zone_basis": "none",
    "content_hash": "1" * 32,
    "extraction": {"method": "html", "warnings": ["paywalled"]},
    "changed_fields": ["headline"],
    "previous_content_hash": "2" * 32,
    "language_confidence": 0.5,
    "enrichment_notes": ["language: ValueError"],
}
"""Another value for fields where to take the value away is not enough."""

HIDDEN: dict[str, tuple[str, ...]] = {
    "url": ("canonical_url",),
    "fetched_at": ("modified_at", "published_at", "ingested_at"),
    "ingested_at": ("modified_at", "published_at", "fetched_at"),
}
"""Fields that count only where these say nothing."""


def changed(article: Article, name: str) -> Article:
    """The article with another value of one field, or without it."""
    if name in CHANGED:
        return Article.model_validate(article.model_dump() | {name: CHANGED[name]})
    default = Article.model_fields[name].get_default(call_default_factory=True)
    other = {str: "other words", int: 1}.get(type(getattr(article, name)), default)
    return Article.model_validate(article.model_dump() | {name: other})


@each
@pytest.mark.parametrize("name", Article.model_fields)
def test_places_are_what_the_function_does(view: View, name: str) -> None:
    """A change of a field changes the view if its table has a place for the field, and only then."""
    article = whole_article(**dict.fromkeys(HIDDEN.get(name, ())))
    other = changed(article, name)
    assert other != article
    differ = on_one_line(view.function(article)) != on_one_line(view.function(other))
    assert differ == (name in view.places)


DRAWN = {"name": "harbour", "uri": "urn:topics:harbour", "creator": "copydesk", "confidence": 0.9}


@each
def test_places_are_there(view: View) -> None:
    """The words of each place stand in the view of an article that has every field."""
    written = on_one_line(view.function(whole_article(signals=["correction", "advisory"])))
    written += on_one_line(view.function(changed(whole_article(), "extraction")))
    written += on_one_line(view.function(whole_article(subjects=[DRAWN])))
    named = {word for place in view.places.values() for word in re.findall(r"[@\w:]+", place)}
    assert [word for word in sorted(named) if not has(written, word)] == []


def has(written: str, word: str) -> bool:
    """Whether a view names a field, an element, an attribute or a role."""
    return any(sign in written for sign in (f'"{word}"', f"<{word}", f"{word.lstrip('@')}=", f'{word}"'))


@each
@settings(max_examples=40)
@given(article=any_article())
def test_it_is_total_and_pure(view: View, article: Article) -> None:
    """Any article has a view, the same each time, on one line that can be read again, and so can what a person reads."""
    before = article.model_dump_json()
    value = view.function(article)
    line, pretty = on_one_line(value), for_a_person(value)
    assert on_one_line(view.function(article)) == line
    assert article.model_dump_json() == before
    assert len(re.split(r"[\r\n]", line)) == 1
    assert plain(read_again(pretty)) == plain(read_again(line))


def read_again(text: str) -> Any:
    """JSON or XML as a stranger reads it."""
    return orjson.loads(text) if text.startswith("{") else fromstring(text.encode())


def plain(value: Any) -> Any:
    """Names, attributes and words of an element, without the breaks between them; JSON as it is."""
    if isinstance(value, Element):
        return [(part.tag, part.attrib, (part.text or "").strip()) for part in value.iter()]
    return value


@each
def test_json_can_stand_in_a_page(view: View) -> None:
    """No headline ends the script that a view is put into, or hides its end."""
    line = on_one_line(view.function(whole_article(headline="</script><!-- <script>")))
    assert line.startswith("<?xml") or ("</" not in line and "<!--" not in line)


def test_names_are_unique() -> None:
    """One name on the command line, one view."""
    assert len({view.name for view in VIEWS}) == len(VIEWS)


def rows() -> list[str]:
    """The table of docs/views.md."""
    names = [name for name in Article.model_fields if any(name in view.places for view in VIEWS)]
    return [f"| `{name}` | {' | '.join(cell(view.places.get(name)) for view in VIEWS)} |" for name in names]


def cell(place: str | None) -> str:
    """A place as the table has it."""
    return f"`{place}`" if place else ""


def test_the_table_of_the_page() -> None:
    """docs/views.md has a row for each field that a view has, as the code has it, and no more."""
    assert [line for line in PAGE.splitlines() if line.startswith("| `")] == rows()
    assert f"| field | {' | '.join(view.standard for view in VIEWS)} |" in PAGE


def test_what_no_view_has_is_named() -> None:
    """docs/views.md names each field that is in no view."""
    left_out = [name for name in Article.model_fields if not any(name in view.places for view in VIEWS)]
    assert [name for name in left_out if f"`{name}`" not in PAGE] == []


@each
def test_the_example_of_the_page(view: View) -> None:
    """docs/views.md shows each view of one article as the code gives it."""
    article = Article.model_validate(EXAMPLE)
    assert for_a_person(view.function(article)) in PAGE


EXAMPLE: dict[str, Any] = {
    name: WHOLE[name] for name in ("guid", "source_id", "news_id", "headline", "editorial_note", "provider_version")
} | {
    "identity_method": "metadata",
    "record_id": "news.raw/3/1234",
    "body_text": "The old bridge opened on Monday.",
    "language": "en",
    "pubstatus": "canceled",
    "signals": ["kill"],
    "editorial_note": "The bridge is closed. Please take the story down.",
    "subjects": [{"code": "20000345", "scheme": "medtop"}],
    "published_at": NOON,
    "published_precision": "minute",
    "zone_basis": "offset",
    "content_hash": "0" * 32,
    "extraction": {"method": "text"},
    "version": 3,
}
