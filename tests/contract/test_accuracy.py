"""No field is read worse than was written down: the gate, and that it closes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy import MOST_SAMPLED, PAGE, falls, name_of, page_with, score_set, score_shipped, sets, stored
from benchmarks.scoring import Found, Known, Score, scores

STORED = stored()
RENEW = "if this is meant, write it down: make accuracy"


@pytest.mark.parametrize("name", ["samples", "examples"])
def test_shipped(name: str) -> None:
    """What ships is read no worse than was written down."""
    assert falls(STORED["shipped"][name], score_shipped()[name]) == [], RENEW


@pytest.mark.parametrize("path", sets() or [None], ids=lambda path: name_of(path) if path else "no corpus")
def test_corpus(path: Path | None) -> None:
    """A part of each set of the development corpus is read no worse than was written down."""
    if path is None:
        pytest.skip("the development corpus is not here")
    assert falls(STORED["sampled"][name_of(path)], score_set(path, MOST_SAMPLED)) == [], RENEW


def test_page() -> None:
    """The tables on the page are those of the file."""
    page = PAGE.read_text()
    assert page == page_with(page, STORED)
    assert page.count("\n| wire_reuters | headline |") == 1


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({"tags": Score(200, 0.896, 0.95)}, []),
        ({"tags": Score(200, 0.894, 0.95)}, ["tags of known: 0.9000 -> 0.8940"]),
        ({"tags": Score(200, 0.9, 0.9)}, ["tags of given: 0.9500 -> 0.9000"]),
        ({}, ["tags of known: 0.9000 -> 0.0000", "tags of given: 0.9500 -> 0.0000"]),
    ],
)
def test_falls(after: dict[str, Score], told: list[str]) -> None:
    """A score that falls by more than half a hundredth, or is gone, is told; a smaller fall is not."""
    assert falls({"tags": Score(200, 0.9, 0.95)}, after) == told


@pytest.mark.parametrize(
    ("field", "known", "right", "wrong"),
    [
        (
            "headline",
            {"headline": "“The  Bridge” opens."},
            {"headline": '"the bridge" opens'},
            {"headline": "A bridge"},
        ),
        (
            "published",
            {"published": "2024-03-04T11:00:00+02:00"},
            {"published_at": "2024-03-04T09:00:30Z"},
            {"published_at": "2024-03-04T11:00:00Z"},
        ),
        (
            "published day",
            {"published": "2024-03-04T23:00:00-05:00"},
            {"published_at": "2024-03-05T01:00:00Z"},
            {"published_at": "2024-03-05T09:00:00Z"},
        ),
        (
            "day",
            {"day": "2024-03-04"},
            {"published_at": "2024-03-05T04:00:00Z"},
            {"published_at": "2024-03-05T06:00:00Z"},
        ),
        ("news ID", {"news_id": 41337}, {"news_id": "urn:newsml:example.com:20240304:41337"}, {"news_id": "141337"}),
        ("authors", {"authors": ["Ada L."]}, {"authors": [{"name": "ada l"}]}, {"authors": [{"name": "Mary S."}]}),
        ("agency", {"agency": "AP"}, {"dateline": {"agency": "ap"}}, {"dateline": {"agency": "AFP"}}),
        ("tags", {"tags": ["a", "b"]}, {"tags": ["B", "A"]}, {"tags": ["a"]}),
        ("language", {"language": "en"}, {"language": "en-GB"}, {"language": "de"}),
    ],
)
def test_verdicts(field: str, known: Known, right: Found, wrong: Found) -> None:
    """Right, wrong and not given are told apart."""
    documents = [(right, known, None), (wrong, known, None), ({}, known, None)]
    assert scores(documents)[field] == Score(3, 0.3333, 0.5)


def test_texts() -> None:
    """A body is scored by what it shares with the known one, snippets by what is in it and should be."""
    known = {"body_text": "one two three four five", "with": ["two three"], "without": ["menu"], "kind": "article"}
    found = scores([({"body_text": "menu one two three four five"}, known, None), ({}, known, None)])
    assert (found["body"].share, found["snippets"].share) == (0.4, 0.5)
    assert (found["article taken"].share, found["words of article"].share) == (0.5, 0.4545)


def test_printed() -> None:
    """What a plain text does not print, its reader cannot know."""
    known = {"headline": "The bridge opens", "published": "2024-03-04T09:05:00Z"}
    assert "headline printed" not in scores([({}, known, "A story")])
    found = scores([({}, known, "The bridge opens\n4. März 2024, 9.05 Uhr"), ({}, known, "Published 4 March")])
    assert {name: score.known for name, score in found.items() if "printed" in name} == {
        "headline printed": 1,
        "published day printed": 1,
        "published printed": 1,
    }
