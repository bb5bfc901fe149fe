"""Learning weights from labelled pages; every page here is made up."""

from __future__ import annotations

import json

from benchmarks.fit import Answer, Example, answers, cross_validated, fitted, rows_of, table
from benchmarks.learned import FILE, PAGE, page_with
from copydesk.service.core.page.choice import Weights


def pages() -> list[Example]:
    """Pages of ten publishers: what stands near the headline is right; a page with nothing near it tells nothing."""
    told = (frozenset({"far"}), frozenset({"near"}))
    return [
        Example("made up", f"site{number % 10}.example", told, (False, True))
        if number % 4
        else Example("made up", f"site{number % 10}.example", told[:1], (False,))
        for number in range(80)
    ]


def test_what_tells_right_from_wrong_is_learned() -> None:
    """The feature of right offers weighs, that of wrong ones weighs against, and a page without one answers none."""
    weights = fitted(pages())
    assert weights.features["near"] > 1 > -1 > weights.features["far"] - weights.none
    found = answers(pages(), weights)
    assert all(answer.right == (answer.probability > 0.5) for answer in found)


def test_the_same_pages_give_the_same_weights() -> None:
    """Learning has a fixed order, so that a table changes only where pages, features or the fit do."""
    assert fitted(pages()) == fitted(pages())


def test_each_page_is_judged_without_its_publisher() -> None:
    """What only one publisher does teaches nothing about that publisher."""
    own = [Example("own", "own.example", (frozenset({"own way"}),), (True,)) for _ in range(20)]
    found = cross_validated([*pages(), *own])
    assert len(found) == 100
    assert max(answer.probability for answer in found[80:]) < max(
        answer.probability for answer in answers(own, fitted([*pages(), *own]))
    )


def test_the_report_counts_what_is_given() -> None:
    """Below the threshold an answer is not given, unless the surest place gives it."""
    found = [Answer(0.9, True, False), Answer(0.2, False, False), Answer(0.2, True, True), Answer(0.8, False, False)]
    example = Example("made up", "a.example", (frozenset({"near"}),), (True,))
    told = rows_of([example] * 4, found, 0.5)["made up"]
    assert {name: round(figure, 3) for name, figure in told.items()} == {
        "pages": 4,
        "held": 1,
        "right without a threshold": 0.5,
        "right": 0.5,
        "of those given": 0.667,
        "missed: another is likelier": 2,
    }


def test_a_table_holds_names_and_numbers() -> None:
    """A table is a module that gives the weights back, without those that do nothing."""
    space: dict[str, Weights] = {}
    exec(table(Weights(-1.0, 0.5, {"near": 1.234, "nothing": 0.001})), space)
    assert space["WEIGHTS"] == Weights(-1.0, 0.5, {"near": 1.23})


def test_the_page_shows_what_was_noted() -> None:
    """The tables of docs/accuracy.md are those of the last fit and of the weights that are checked in."""
    kept = json.loads(FILE.read_text())
    assert {"headline", "day", "authors"} <= kept.keys()
    assert page_with(PAGE.read_text(), kept) == PAGE.read_text()
