"""What a version is compared with: the same document, read by this release."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Reason, Stage
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import COMPARED
from copydesk.service.core.desk.outgoing import json_of
from copydesk.service.core.desk.reprocess import (
    BESIDE,
    READ,
    Differs,
    Gone,
    OtherStory,
    Same,
    Standing,
    TurnedAway,
    Verdict,
    Wanted,
    change_line,
    compare,
    standing_of,
)
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.shell.commands.samples import samples
from tests.builders import NOON, ORIGIN
from tests.unit.views.odd_articles import WHOLE, whole_article

PLACE = Origin("news.articles", 1, 7)
NO_READERS = frozenset({"record_id", "url", "fetched_at", "ingested_at", "content_hash", "extraction", "language"})
IDENTITY = frozenset({"guid", "source_id", "news_id", "identity_method"})

OTHERWISE: dict[str, Any] = {
    "dateline": {"text": "KIEL -", "place": "KIEL"},
    "pubstatus": "canceled",
    "signals": ["kill"],
    "published_precision": "day",
    "zone_basis": "none",
    "body_text": "Other words.",
}
"""Values of fields that cannot be left out."""


def standing(article: Article) -> Standing:
    """As it is read from its topic."""
    return standing_of(Article.model_validate_json(json_of(article)), ORIGIN, PLACE)


def now(**fields: Any) -> ParsedArticle:
    """What the parser gives now of the document of `whole_article`."""
    return ParsedArticle.model_validate(
        {name: WHOLE[name] for name in WHOLE if name in ParsedArticle.model_fields}
        | {
            "identity_method": "label",
            "record_id": "record-1",
            "content_hash": "0" * 32,
            "extraction": {"method": "text"},
        }
        | fields
    )


def verdict(outcome: ParsedArticle | Rejected, came: datetime | None = WHOLE["ingested_at"]) -> Verdict:
    """Of the document that `whole_article` was read from."""
    return compare(standing(whole_article()), outcome, came)


SAMPLES = samples()


@pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])
def test_what_the_same_parser_reads_is_the_same(name: str) -> None:
    """An article with all that enrichers add to it, as it stands on its topic, is the same as its document read again."""
    message = next(sample.message for sample in SAMPLES if sample.name == name)
    record = Record(ORIGIN, message.value, message.headers, NOON)
    parsed = parse_record(record, 1 << 20)
    if isinstance(parsed, ParsedArticle):
        assert compare(standing(first_version(parsed)), parse_record(record, 1 << 20), NOON) == Same()


@pytest.mark.parametrize("name", READ)
def test_each_field_that_differs_is_named(name: str) -> None:
    """And makes a version where the desk compares it."""
    assert verdict(now()) == Same()
    default = ParsedArticle.model_fields[name].get_default(call_default_factory=True)
    found = verdict(now(**{name: OTHERWISE.get(name, default)}))
    assert found == Differs((name,))
    assert found.makes_version == (name in COMPARED)


def test_no_field_is_forgotten() -> None:
    """All that a parser gives is compared, but what names the story, the record and the reading."""
    assert {*READ} == {*ParsedArticle.model_fields} - NO_READERS - IDENTITY
    assert not {*COMPARED} & {*BESIDE}


def test_what_is_no_such_article_any_more() -> None:
    """Another story, no article at all, or another record in its place."""
    assert verdict(now(guid="gazette:EX-2", news_id="EX-2")) == OtherStory("gazette:EX-2")
    assert verdict(Rejected(Reason.NO_TEXT, Stage.PARSE, "no paragraph")) == TurnedAway("no_text")
    later = WHOLE["ingested_at"] + timedelta(milliseconds=1)
    for came in (later, None):
        assert verdict(now(headline="Else"), came) == Gone()


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (None, [], "nothing -> nothing"),
        ("A Brigde", "A Bridge", '"A Brigde" -> "A Bridge"'),
        ([], ["a", "b"], 'nothing -> ["a","b"]'),
        (datetime(2026, 3, 1, tzinfo=UTC), None, '"2026-03-01T00:00:00+00:00" -> nothing'),
        ("x" * 90 + "old" + "y" * 90, "x" * 90 + "new", f'…{"x" * 15}old{"y" * 42}… -> …{"x" * 15}new"'),
    ],
)
def test_what_changed_is_shown(before: object, after: object, line: str) -> None:
    """From a little before the first difference on, and no more than a line holds."""
    assert change_line(before, after) == line


def test_which_stories_are_asked_for() -> None:
    """By guid and by source; one that is given twice takes either."""
    assert Wanted().takes_guid("gazette:1")
    assert Wanted(sources=("herald", "gazette")).takes_guid("gazette:1")
    assert not Wanted(sources=("gaz",)).takes_guid("gazette:1")
    assert not Wanted(sources=("gazette",), guids=("gazette:2",)).takes_guid("gazette:1")
