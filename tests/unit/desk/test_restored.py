"""The memory made anew from articles: what comes after is what it would have been, and nothing is taken for a replay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import permutations
from typing import Any

import orjson
import pytest

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import VERSIONS_KEPT, Decision, Place, Publish, Repeat, Seen, decide
from copydesk.service.core.desk.memory_form import origin_offset, pack, unpack
from copydesk.service.core.desk.outgoing import json_of
from copydesk.service.core.desk.restored import recalled
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import edit_article, parse_record
from tests.builders import an_article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOW_MS = 1_900_000_000_000


def a_crawl(content: str, minute: int, **fields: Any) -> ParsedArticle:
    """A document of the story, its content told by one letter."""
    moment = NOON + timedelta(minutes=minute)
    plain = {
        "record_id": f"{content}{minute}",
        "headline": content,
        "body_text": content,
        "fetched_at": moment,
        "ingested_at": moment,
        "content_hash": content.encode().hex().ljust(32, "0"),
    }
    return an_article(**(plain | fields))


def published(crawls: list[ParsedArticle]) -> tuple[list[Article], Seen]:
    """The articles as a reader has them, and what the desk remembers."""
    seen, found = None, []
    for offset, crawl in enumerate(crawls):
        outcome, seen = edit_article(crawl, seen, Place(offset, f"news.raw/0/{offset}"), enrichers=())
        if isinstance(outcome, Article):
            found.append(Article.model_validate_json(json_of(outcome)))
    assert seen
    return found, seen


def memory_of(articles: list[Article]) -> Seen:
    """Made anew, through its stored form."""
    seen = None
    for article in articles:
        seen = unpack(pack(recalled(article, seen, NOW_MS)))
    assert seen
    return seen


STORY = [a_crawl("a", 0), a_crawl("b", 10), a_crawl("c", 20)]


@pytest.mark.parametrize("articles", [[2], [1, 2], [0, 1, 2], [0, 2], [2, 2]])
def test_what_comes_next_is_what_it_would_have_been(articles: list[int]) -> None:
    """Whichever of its versions are still there: the same content is a duplicate of the newest, other content the next
    version, with the same changes.
    """
    all_of_them, stayed = published(STORY)
    made = memory_of([all_of_them[n] for n in articles])
    for crawl, kind in ((a_crawl("c", 30), "recrawl"), (STORY[2], "redelivery"), (a_crawl("x", 15), "stale")):
        decision, _ = decide(crawl, made, Place(0, "news.raw/0/0"))
        assert isinstance(decision, Repeat)
        assert (decision.kind, decision.of.number, decision.of.record_id) == (kind, 3, "c20")
    revised = a_crawl("d", 30)
    ours, _ = decide(revised, made, Place(0, "news.raw/0/0"))
    theirs, _ = decide(revised, stayed, Place(3, "news.raw/0/3"))
    assert isinstance(ours, Publish)
    assert isinstance(theirs, Publish)
    assert ours.version.number == 4
    for name in ("number", "content_hash", "first_seen_ms", "previous_content_hash", "changed", "edits"):
        assert getattr(ours.version, name) == getattr(theirs.version, name)


def test_the_newest_version_stands_in_any_order() -> None:
    """A frozen worker may have put an older version behind a newer one."""
    articles, _ = published(STORY)
    assert {memory_of(list(order)).standing.number for order in permutations(articles)} == {3}


def test_a_story_that_began_anew_has_its_newest_beginning() -> None:
    """What had been forgotten and came again is version 1 of a later time."""
    old, _ = published(STORY)
    new, _ = published([a_crawl("z", 90_000)])
    for order in permutations([*old, *new]):
        seen = memory_of(list(order))
        assert (seen.standing.number, seen.standing.record_id, len(seen.versions)) == (1, "z90000", 1)


@pytest.mark.parametrize("articles", [[1], [0, 1]])
def test_a_story_that_was_taken_back_stays_so(articles: list[int]) -> None:
    """What it replaced does not bring it back, even where only the cancellation is left."""
    all_of_them, _ = published([a_crawl("a", 0), a_crawl("e", 10, pubstatus="canceled")])
    made = memory_of([all_of_them[n] for n in articles])
    decision, _ = decide(a_crawl("a", 20), made, Place(0, "news.raw/0/0"))
    assert isinstance(decision, Repeat)
    assert decision.kind == "stale"


def told(decision: Decision) -> tuple[object, ...]:
    """What a reader sees of it."""
    match decision:
        case Publish(version):
            return version.number, version.content_hash, version.changed, version.edits
        case Repeat(kind, of):
            return kind, of.number, of.record_id
        case _:
            return (decision,)


def test_a_repeat_after_a_crash_has_its_first_answer() -> None:
    """The desk that begins anew counts its own offsets from 0, and knows its own records again."""
    articles, _ = published(STORY)
    seen: Seen | None = memory_of(articles)
    first = []
    crawls = [a_crawl("c", 30), a_crawl("d", 40), a_crawl("d", 50), a_crawl("e", 60)]
    for offset, crawl in enumerate(crawls):
        decision, seen = decide(crawl, seen, Place(offset, f"news.raw/0/{offset}"))
        seen = unpack(pack(seen))
        first.append(decision)
    again = [decide(crawl, seen, Place(n, f"news.raw/0/{n}"))[0] for n, crawl in enumerate(crawls)]
    assert [told(decision) for decision in again] == [told(decision) for decision in first]


def test_its_place_is_before_all_that_come() -> None:
    """The merge by origin never prefers it to what a worker wrote."""
    articles, _ = published(STORY)
    assert origin_offset(pack(memory_of(articles))) == -1


def test_it_is_bounded() -> None:
    """Of a story of many versions so many are kept as ever."""
    articles, _ = published([a_crawl(chr(200 + n), n) for n in range(VERSIONS_KEPT + 5)])
    assert len(memory_of(articles).versions) == VERSIONS_KEPT


def test_an_enriched_article_tells_what_its_document_did() -> None:
    """What the desk adds to an article does not change what it is compared by."""
    pages = sorted(files("copydesk.service").joinpath("samples", "pages").iterdir(), key=str)
    assert pages
    for number, page in enumerate(pages):
        fields = {"source_id": "sample", "hints": {"news_id": "1"}, "body": page.read_bytes().decode(errors="replace")}
        parsed = parse_record(Record(Origin("raw", 0, number), orjson.dumps(fields), (), NOON), 10_000_000)
        if not isinstance(parsed, ParsedArticle):
            continue
        parsed = ParsedArticle.model_validate_json(json_of(parsed))
        outcome, stayed = edit_article(parsed, None, Place(0, "raw/0/0"))
        assert isinstance(outcome, Article)
        made = recalled(Article.model_validate_json(json_of(outcome)), None, NOW_MS)
        assert (made.field_hashes, made.texts) == (stayed.field_hashes, stayed.texts)
        assert made.standing._replace(offset=0) == stayed.standing._replace(raw=None, reach={})
