"""JSON-LD as pages write it; every page here is made up."""

from __future__ import annotations

import json
import time

import pytest

from copydesk.service.core.markup.jsonld import (
    Called,
    authors_of,
    bare_address,
    by_ids,
    followed,
    story_in,
    values_of,
    words_in,
)
from copydesk.service.core.markup.loose_json import MOST_CHARS, mended

STORY = '"@type": "NewsArticle", "headline": "Ferry runs aground"'


@pytest.mark.parametrize(
    "script",
    [
        "{" + STORY + ",}",
        "/* ours */ {" + STORY + "} // end",
        '{"@type": "WebSite"} {' + STORY + "}",
        '{"@type": "WebSite"},\n{' + STORY + "};",
        "[{" + STORY + "},]",
        "<![CDATA[\n{" + STORY + "}\n]]>",
        ("{" + STORY + "}").replace('"', "&quot;"),
        "{" + STORY + ', "articleBody": "One\nline\tand \\\' another // no comment"}',
        '{"@graph": [{"@type": "WebSite"}, {' + STORY + "}]}",
    ],
)
def test_the_story_is_read_however_a_template_spoils_it(script: str) -> None:
    """Commas left behind, comments, wrappings and references for quotes stand in no reader's way."""
    assert story_in(values_of([script])).get("headline") == "Ferry runs aground"


@pytest.mark.parametrize(
    "unit", ['"', '\\"', "/*", "//", ",", ", ", "[,", '{"a":', "{}", "<!--", "&quot;", "1 ", '"\\', "/* *"]
)
def test_mending_is_bounded(unit: str) -> None:
    """Whatever a text repeats, it is mended in a time that grows with its length only."""
    began = time.process_time()
    mended((unit * MOST_CHARS)[:MOST_CHARS])
    assert time.process_time() - began < 0.5
    assert mended(" " * (MOST_CHARS + 1)) is None


PAGE = Called(frozenset({"quay.example/a"}), (words_in("Ferry runs aground | The Quay"),))


@pytest.mark.parametrize(
    "others",
    [
        [{"headline": "Bridge opens", "url": "https://quay.example/b", "author": "X", "keywords": "a", "image": "b"}],
        [{"headline": "Bridge opens", "author": "X", "datePublished": "2020-01-01", "keywords": "a"}],
    ],
    ids=["another address", "another title"],
)
def test_the_story_of_this_page_is_taken(others: list[dict[str, str]]) -> None:
    """A related story that tells more is not this page's."""
    nodes = [*({"@type": "NewsArticle"} | other for other in others), json.loads("{" + STORY + "}")]
    assert story_in([nodes], PAGE)["headline"] == "Ferry runs aground"


def test_what_a_story_is_about_is_another() -> None:
    """A story within a story is not this page's, however much it tells."""
    inner = {"@type": "NewsArticle", "headline": "Bridge opens", "author": "X", "keywords": "a"}
    assert story_in([json.loads("{" + STORY + "}") | {"about": inner}])["headline"] == "Ferry runs aground"


def test_a_film_stands_in_for_a_story() -> None:
    """Where no object is a story's, a film's or a gallery's is, if it bears the page's title or address."""
    film = {"@type": "VideoObject", "name": "Ferry runs aground"}
    assert story_in([film], PAGE) == film
    assert story_in([film | {"name": "Bridge opens"}], PAGE) == {}


def test_addresses_are_compared_without_their_dress() -> None:
    """Scheme, `www.`, query, anchor and a closing stroke make no other page."""
    assert bare_address("https://www.quay.example/a/?x=1#article") == bare_address("http://quay.example/a")


def test_objects_by_their_id() -> None:
    """An object that is only named by its ID is looked up; one that is nowhere stays as it is."""
    person: dict[str, object] = {"@id": "#ada", "@type": "Person", "name": "Ada Lovelace"}
    known = by_ids([(person, ""), ({"@id": "#bob"}, "")])
    assert followed([{"@id": "#ada"}, {"@id": "#bob"}], known) == [person, {"@id": "#bob"}]
    assert followed("#ada", known) == person


def test_of_two_objects_with_one_id_the_named_is_known() -> None:
    """A template may say of a person twice: by name, and elsewhere by the address only."""
    person: dict[str, object] = {"@id": "#ada", "@type": "Person", "name": "Ada Lovelace"}
    assert by_ids([(person, ""), ({"@id": "#ada", "url": "https://quay.example/ada"}, "")]) == {"#ada": person}


def test_a_name_is_no_longer_than_names_are() -> None:
    """Of a megabyte in an author's place the beginning is kept, so that no word of the rest is looked up."""
    [author] = authors_of("Ada Lovelace, " * 70_000)
    assert author.name.startswith("Ada Lovelace, ")
    assert len(author.name) == 1_000


def test_a_person_with_several_names_is_several() -> None:
    """Some templates list the names within one author."""
    names = [author.name for author in authors_of({"@type": "Person", "name": ["Ada Lovelace", "Grace Hopper"]})]
    assert names == ["Ada Lovelace", "Grace Hopper"]


def test_half_of_a_character_is_left_out() -> None:
    """A title that was cut within an emoji is text in a script that had to be mended, too."""
    assert mended('{"headline": "Bridge \\ud83d",}') == {"headline": "Bridge "}
