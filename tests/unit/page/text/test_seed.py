"""The document that the project began from. It is kept beside the repository, not in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from copydesk.service.core.datelines.reader import agency_source_of
from tests.unit.page_builder import read

SEED = Path(__file__).parents[5] / "shared" / "seed" / "defapress-75875.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed document is not beside this repository")


def test_the_seed_names_its_source() -> None:
    """Without a URL the text's own agency names the source."""
    assert agency_source_of(SEED.read_text(encoding="utf-8")) == "defapress"


def test_the_seed_is_read_exactly() -> None:
    """Every field of the seed is as a person reads it."""
    text = SEED.read_text(encoding="utf-8")
    draft = read(text)
    assert draft.headline == "Russia, Syria, Tell US Forces to Leave Syria"
    assert (draft.label_id, draft.agency_source) == ("75875", "defapress")
    assert draft.published_at == datetime(2019, 2, 27, 10, 31, tzinfo=UTC)
    assert draft.published_raw is not None
    assert draft.published_raw in text
    assert (draft.published_precision, draft.zone_basis) == ("minute", "site")
    assert draft.dateline is not None
    assert (draft.dateline.text, draft.dateline.place, draft.dateline.agency) == (
        "TEHRAN (defapress)-",
        "TEHRAN",
        "defapress",
    )
    assert draft.tags == ("Russia", "Leave", "defapress", "Syria")
    assert draft.modified_at is None
    assert draft.warnings == ("page_clock_ignored",)


def test_the_seeds_body_is_its_nine_paragraphs() -> None:
    """None of the label block, the sign-off, the tags or the comment form is in the body; the lead is the abstract."""
    draft = read(SEED.read_text(encoding="utf-8"))
    assert len(draft.paragraphs) == 9
    assert draft.paragraphs[0].startswith("A joint statement released on Wednesday")
    assert draft.paragraphs[-1].startswith("Erdogan stated")
    assert draft.abstract is not None
    assert draft.abstract.startswith("Russia and Syria called on")
    assert not any(
        word in paragraph for paragraph in draft.paragraphs for word in ("News ID", "Message end", "Tags:", "Comment")
    )
