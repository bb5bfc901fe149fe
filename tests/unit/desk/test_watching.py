"""What became of a source's documents, and from when on that is not well."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from copydesk.service.core.desk.watching import (
    FALLEN_BEFORE,
    FALLEN_NOW,
    FIELDS,
    Example,
    Limits,
    Seen,
    comparable,
    field_shares,
    percent,
    verdict_of,
    warning_shares,
)
from copydesk.service.pipeline import first_version
from tests.builders import NOON, an_article

EXAMPLE = Example("r-1", "https://www.dailyplanet.example/1", "nothing to read", "news.raw/0/1", NOON)


def an_object(*, version: int = 1, **fields: Any) -> dict[str, Any]:
    """An article as its topic has it."""
    return first_version(an_article(**fields), ()).model_dump(mode="json") | {"version": version}


def seen(now: int = 0, before: int = 0, rejected: int = 0, **fields: Any) -> Seen:
    """So many articles with an author before; those of now have these fields."""
    found = Seen()
    for _ in range(before):
        found.add_before(an_object(authors=[{"name": "Lois Lane"}]), NOON)
    for _ in range(now):
        found.add_article(an_object(**fields))
    for _ in range(rejected):
        found.add_rejection("no_text", EXAMPLE)
    return found


WITH_AUTHOR: dict[str, Any] = {"authors": [{"name": "Lois Lane"}]}


def test_every_field_is_one_of_articles() -> None:
    """A field that no article has would never be seen to go missing."""
    assert {*FIELDS} <= an_object().keys()


def test_counts() -> None:
    """Each outcome in its kind; of each reason the newest as an example."""
    found = seen(2, rejected=1)
    found.add_article(an_object(version=2))
    found.add_duplicate("recrawl")
    found.add_rejection("no_text", Example("r-0", None, "", None, NOON - timedelta(hours=1)))
    assert dict(found.kinds) == {"new": 2, "revised": 1, "duplicate": 1, "rejected": 2}
    assert (found.documents, found.reasons["no_text"], found.examples["no_text"]) == (6, 2, EXAMPLE)


def test_nothing_came() -> None:
    """Whatever the limits say, and whatever came before."""
    assert verdict_of(seen(before=100), Limits(1, 1)).state == "nothing came"


@pytest.mark.parametrize(
    ("rejected", "limit", "state"), [(2, 0.2, "well"), (3, 0.2, "not well"), (1, 0, "not well"), (90, 1, "well")]
)
def test_too_many_turned_away(rejected: int, limit: float, state: str) -> None:
    """A share at the limit is well."""
    assert verdict_of(seen(10 - rejected if rejected < 10 else 1, rejected=rejected), Limits(limit)).state == state


def test_too_few_came() -> None:
    """Duplicates and rejections came too."""
    found = seen(2, rejected=1)
    assert verdict_of(found, Limits(1, 3)).state == "well"
    assert verdict_of(found, Limits(1, 4)).faults == ("3 documents came, fewer than 4",)


def test_a_field_that_went_missing() -> None:
    """It is named with both shares."""
    verdict = verdict_of(seen(FALLEN_NOW, FALLEN_BEFORE), Limits())
    assert verdict.faults == ("authors is missing: 0 % of the articles have it, 100 % had",)
    assert verdict_of(seen(FALLEN_NOW, FALLEN_BEFORE, **WITH_AUTHOR), Limits()).state == "well"


@pytest.mark.parametrize(("now", "before"), [(FALLEN_NOW - 1, 500), (500, FALLEN_BEFORE - 1)])
def test_too_little_to_compare(now: int, before: int) -> None:
    """A few articles without an author tell nothing; the shares are shown nevertheless."""
    found = seen(now, before)
    assert (comparable(found), verdict_of(found, Limits()).state) == (False, "well")
    [authors] = [share for share in field_shares(found) if share.name == "authors"]
    assert (authors.now, authors.before, authors.changed) == (0, 1, False)


def test_a_field_that_nothing_has() -> None:
    """It is no news that it is missing."""
    assert "section" not in {share.name for share in field_shares(seen(30, 60))}


def test_warnings() -> None:
    """By kind, the most frequent first; one that became frequent is marked, and is no fault."""
    method = {"method": "text", "warnings": ["charset_guessed:cp1252", "charset_guessed:cp1250", "lines_cut"]}
    found = seen(FALLEN_NOW, FALLEN_BEFORE, **WITH_AUTHOR, extraction=method)
    found.add_article(an_object(**WITH_AUTHOR, extraction={"method": "text", "warnings": ["lines_cut"]}))
    assert [(share.name, share.changed) for share in warning_shares(found)] == [
        ("lines_cut", True),
        ("charset_guessed", True),
    ]
    assert verdict_of(found, Limits()).state == "well"


def test_the_last_before() -> None:
    """In whatever order they come."""
    found = Seen()
    for minutes in (1, 5, 3):
        found.add_before(an_object(), NOON + timedelta(minutes=minutes))
    assert found.newest_before == NOON + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("share", "told"),
    [(None, "-"), (0, "0 %"), (0.001, "under 1 %"), (0.126, "13 %"), (0.9999, "over 99 %"), (1, "100 %")],
)
def test_a_share_in_words(share: float | None, told: str) -> None:
    """Never none or all where it is not."""
    assert percent(share) == told
