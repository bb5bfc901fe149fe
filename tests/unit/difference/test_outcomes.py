"""Two outcomes of one document: which fields differ."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.service.difference.outcomes import COMPARED_FIELDS, FieldChange, Outcome, field_changes
from copydesk.service.pipeline import first_version
from tests.builders import an_article


def an_outcome(**fields: Any) -> Outcome:
    """As `copydesk parse` writes an article with these fields."""
    article = first_version(an_article(**fields), ()).model_dump(mode="json")
    return {"outcome": "article", "article": article}


def a_refusal(reason: str = "no_text", message: str = "nothing to read") -> Outcome:
    """As `copydesk parse` writes a rejection."""
    return {"outcome": "rejected", "rejection": {"reason": reason, "stage": "parse", "message": message}}


def test_equal_ones() -> None:
    """What comes out as before differs in nothing; nor does what is the record's own."""
    assert field_changes(an_outcome(), an_outcome(record_id="other", ingested_at="2026-03-01T12:00:00Z")) == []
    assert field_changes(a_refusal(), a_refusal(message="in other words")) == []


def test_how_a_field_was_found_is_no_difference() -> None:
    """Only what was found is, and what was odd about it."""
    before = {"method": "text", "provenance": {"headline": "text:first"}, "warnings": []}
    found = {"method": "html", "provenance": {"headline": "html:h1"}, "warnings": ["lines_cut"]}
    assert field_changes(an_outcome(extraction=before), an_outcome(extraction=found)) == [
        FieldChange("extraction.warnings", [], ["lines_cut"])
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "A Bridge Closes"),
        ("authors", [{"name": "Lois Lane", "url": None}]),
        ("published_at", "2026-03-01T12:00:00Z"),
        ("tags", ["bridges"]),
        ("language", "en"),
        ("news_id", "75876"),
    ],
)
def test_a_field_that_differs(field: str, value: Any) -> None:
    """It is named with both values, as JSON has them; the hash, which follows from others, is not."""
    [(name, before, now)] = field_changes(an_outcome(), an_outcome(**{field: value}, content_hash="1" * 32))[:1]
    assert (name, now) == (field, value)
    assert before == an_outcome()["article"][field]


def test_a_hash_that_differs_alone() -> None:
    """All stories would be revised by it: it is told where nothing else explains it."""
    assert [each.field for each in field_changes(an_outcome(), an_outcome(content_hash="1" * 32))] == ["content_hash"]
    both = field_changes(an_outcome(), an_outcome(content_hash="1" * 32, headline="Another"))
    assert [each.field for each in both] == ["headline"]


def test_an_older_release() -> None:
    """A field that it did not know is as one that was not there."""
    old = an_outcome()
    del old["article"]["section"]
    assert field_changes(old, an_outcome()) == []
    assert field_changes(old, an_outcome(section="Sport")) == [FieldChange("section", None, "Sport")]


def test_an_article_that_is_turned_away() -> None:
    """That is the one difference, in both directions, and so is another reason."""
    assert field_changes(an_outcome(), a_refusal()) == [
        FieldChange("outcome", "article", "rejected as no_text: nothing to read")
    ]
    assert field_changes(a_refusal(), an_outcome())[0].now == "article"
    assert field_changes(a_refusal("feed"), a_refusal())[0].before.startswith("rejected as feed")


def test_every_field_is_compared_or_left_out_on_purpose() -> None:
    """A new field of articles is compared by being there."""
    left_out = {*an_outcome()["article"]} - {*COMPARED_FIELDS}
    assert left_out == {
        *("guid", "record_id", "ingested_at", "version", "changed_fields", "changes", "first_seen_at"),
        *("previous_content_hash", "extraction"),
    }
