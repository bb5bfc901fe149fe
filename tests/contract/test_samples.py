"""What every sample keeps to, and that each becomes what its row says."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Duplicate
from copydesk.service.core.desk.dedupe import Done, Place, Seen
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import edit_article, parse_record
from copydesk.service.shell.commands.samples import samples

Outcome = Article | Duplicate | Done | Rejected

SAMPLES = samples()
each = pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """What the desk makes of the samples, one after the other."""
    memory: dict[str, Seen] = {}
    found: dict[str, Outcome] = {}
    for number, sample in enumerate(SAMPLES):
        record = Record(Origin("news.raw", 0, number), sample.message.value, sample.message.headers)
        parsed = parse_record(record, 1 << 20)
        if isinstance(parsed, Rejected):
            found[sample.name] = parsed
        else:
            found[sample.name], memory[parsed.guid] = edit_article(
                parsed, memory.get(parsed.guid), Place(number, str(record.origin))
            )
    return found


@each
def test_it_becomes_what_its_row_says(name: str, outcomes: dict[str, Outcome]) -> None:
    """The outcome, and every field that the row names."""
    expected = next(sample.expect for sample in SAMPLES if sample.name == name)
    assert {key: actual(outcomes[name]).get(key) for key in expected} == expected


def actual(outcome: Outcome) -> dict[str, Any]:
    """An outcome in the words of the table."""
    match outcome:
        case Rejected(reason, stage):
            return {"outcome": "rejected", "reason": reason, "stage": stage}
        case Duplicate():
            return {"outcome": "duplicate", **outcome.model_dump(mode="json")}
        case Done():
            return {"outcome": "nothing"}
        case Article():
            said = outcome.model_dump(mode="json")
            sources = [source.name for source in outcome.info_sources]
            return {
                "outcome": "article",
                **said,
                "info_sources": sources,
                "published_day": (said["published_at"] or "")[:10],
            }


@each
def test_an_article_is_clean(name: str, outcomes: dict[str, Outcome]) -> None:
    """No label, sign-off, comment form or menu is left in a body, and no enricher failed."""
    article = outcomes[name]
    if isinstance(article, Article):
        leftovers = (
            "News ID",
            "کد خبر",
            "رمز الخبر",
            "Message end",
            "انتهای پیام",
            "your comment",
            "* نظر",
            "Most read",
            "Reporting by",
            "Copyright",
            "Все права",
        )
        assert [words for words in leftovers if words in article.body_text] == []
        assert article.enrichment_notes == []
        assert article.published_at is not None
        assert article.language_confidence


def test_every_kind_of_outcome_is_shown() -> None:
    """New, revised, three kinds of duplicate, and rejections for several reasons."""
    shown = {
        (sample.expect["outcome"], sample.expect.get("version") or sample.expect.get("kind")) for sample in SAMPLES
    }
    assert {
        ("article", 1),
        ("article", 2),
        ("duplicate", "recrawl"),
        ("duplicate", "redelivery"),
        ("duplicate", "stale"),
    } <= shown
    assert len({sample.expect["reason"] for sample in SAMPLES if sample.expect["outcome"] == "rejected"}) >= 4
    assert len({sample.expect["language"][:2] for sample in SAMPLES if "language" in sample.expect}) >= 7


def test_names_are_unique() -> None:
    """A name means one sample."""
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES)
