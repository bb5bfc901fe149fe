"""A document that is sent again to be read anew: the next version where its own stands and comes out differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import VERSIONS_KEPT, Decision, Done, Place, Publish, Repeat, Seen, decide
from copydesk.service.core.desk.memory_form import pack, unpack
from copydesk.service.core.intake.replayed import REPROCESS_OF, replay_headers, reprocess_headers
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import edit_article, edit_record, first_version, parse_outgoing, parse_record
from tests.builders import ORIGIN, a_record, an_article
from tests.unit.story_stream import Step, a_stream

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = "news.raw/0/0"


def a_crawl(content: str = "a", minute: int = 0, **fields: Any) -> ParsedArticle:
    """A parsed article of one story, fetched in that minute."""
    return an_article(
        headline=content,
        content_hash=content.encode().hex().ljust(32, "0"),
        fetched_at=NOON + timedelta(minutes=minute),
        ingested_at=NOON,
        **fields,
    )


def known(*crawls: ParsedArticle) -> Seen:
    """The memory after crawls from the first places of one raw partition."""
    seen = None
    for offset, crawl in enumerate(crawls):
        _, seen = decide(crawl, seen, Place(offset, f"news.raw/0/{offset}"))
    assert seen is not None
    return unpack(pack(seen))


def read_anew(crawl: ParsedArticle, seen: Seen, of: str = FIRST, **rule: timedelta) -> tuple[Decision, Seen]:
    """What it is when it comes again ten days later; and that it is the same once more after a crash."""
    place = Place(50, "news.raw/0/50", NOON + 10 * DAY, of)
    decision, after = decide(crawl, seen, place, **rule)
    after = unpack(pack(after))
    for memory, again in ((seen, place), (after, place), (after, replace(place, offset=60))):
        once_more, kept = decide(crawl, memory, again, **rule)
        assert told(once_more) == told(decision)
        assert unpack(pack(kept)) == after
    return decision, after


def told(decision: Decision) -> tuple[object, ...]:
    """What can be seen of it."""
    match decision:
        case Publish(version, first_seen_at):
            return ("version", version.number, version.changed, first_seen_at)
        case Repeat(kind, of):
            return (kind, of.number)
        case Done():
            return ("done",)


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"authors": [{"name": "Ida Falk"}]}, ("authors",)),
        ({"tags": ["road"], "section": "City"}, ("tags", "section")),
    ],
)
def test_a_mended_field_makes_a_version(fields: dict[str, Any], changed: tuple[str, ...]) -> None:
    """Also one that makes none when a page is crawled again; it is the next of the same story."""
    decision, _ = read_anew(a_crawl(**fields), known(a_crawl()))
    assert told(decision) == ("version", 2, changed, NOON)
    crawled, _ = decide(a_crawl(minute=5, **fields), known(a_crawl()), Place(1, "news.raw/0/1"))
    assert told(crawled) == ("redelivery", 1)


def test_another_headline_makes_a_version() -> None:
    """Though it is not newer than what stands: it is the same document; also where a later crawl had confirmed that."""
    assert told(read_anew(a_crawl("b"), known(a_crawl()))[0]) == ("version", 2, ("headline",), NOON)
    seen = known(a_crawl(), a_crawl(minute=30, record_id="s"))
    decision, after = read_anew(a_crawl("b"), seen)
    assert told(decision) == ("version", 2, ("headline",), NOON)
    stale, _ = decide(a_crawl("c", minute=20), after, Place(99, "news.raw/0/99"))
    assert told(stale) == ("stale", 2)


def test_what_comes_out_as_it_was_makes_none() -> None:
    """It is a redelivery, whatever the hash of the content is made of by now."""
    assert told(read_anew(a_crawl(), known(a_crawl()))[0]) == ("redelivery", 1)
    other_hash = a_crawl().model_copy(update={"content_hash": "f" * 32})
    assert told(read_anew(other_hash, known(a_crawl()))[0])[1] == 1


def test_a_story_that_moved_on_is_left_alone() -> None:
    """Another raw record made what stands: what the older one would give now is no news, fetch times or none."""
    moved_on = known(a_crawl(), a_crawl("b", minute=9))
    assert told(read_anew(a_crawl("c"), moved_on)[0]) == ("stale", 2)
    timeless = a_crawl("c").model_copy(update={"fetched_at": None})
    assert told(read_anew(timeless, moved_on)[0]) == ("stale", 2)


def test_twice_sent_is_one_version() -> None:
    """The second finds that the first made what stands; what is of that one is the next."""
    mended = a_crawl(tags=["road"])
    _, after = read_anew(mended, known(a_crawl()))
    second, later = decide(mended, after, Place(70, "news.raw/0/70", NOON + 11 * DAY, FIRST))
    assert told(second) == ("redelivery", 2)
    third, _ = decide(a_crawl(section="City"), later, Place(80, "news.raw/0/80", NOON + 12 * DAY, "news.raw/0/50"))
    assert told(third)[:3] == ("version", 3, ("tags", "section"))


def test_a_story_taken_back_can_be_read_anew() -> None:
    """What was taken for a kill by mistake, and is the content of an older version, stands again."""
    taken_back = known(a_crawl(), a_crawl("k", minute=9, pubstatus="canceled"))
    decision, _ = read_anew(a_crawl("a", minute=9), taken_back, "news.raw/0/1")
    assert told(decision)[:2] == ("version", 3)


def test_of_another_story_it_is_any_replay() -> None:
    """A document that names another story now, which did not make its version: by the rules for all."""
    seen = known(a_crawl("x", minute=-9))
    assert told(read_anew(a_crawl("a"), seen, "news.raw/3/7")[0])[:2] == ("version", 2)
    assert told(read_anew(a_crawl("a", minute=-20), seen, "news.raw/3/7")[0]) == ("stale", 1)
    assert told(read_anew(a_crawl("a", minute=20), seen, "no place")[0])[:2] == ("version", 2)


def test_a_forgotten_story_begins_anew() -> None:
    """As with any document of it."""
    decision, _ = read_anew(a_crawl("b"), known(a_crawl()), remember=DAY)
    assert told(decision)[:2] == ("version", 1)


def with_some_read_anew(stream: list[Step], chance: Random) -> list[Step]:
    """The same stream, with documents of before that are sent again between the others."""
    steps: list[Step] = []
    for step in stream:
        steps.append(replace(step, place=replace(step.place, offset=len(steps))))
        if chance.random() < 0.3:
            before = chance.choice(steps[-4:])
            article = before.article.model_copy(update={"tags": chance.choice([[], ["x"], ["y"]])})
            came = step.article.ingested_at
            place = Place(len(steps), f"news.raw/9/{len(steps)}", came and came + DAY, before.place.raw_origin)
            steps.append(Step(article, place))
    return steps


@given(a_stream(timed=1), st.integers(0, 2**32), st.data())
@settings(max_examples=60, deadline=None)
def test_replay_after_a_crash(stream: list[Step], seed: int, data: st.DataObject) -> None:
    """Whatever offset a worker falls back to, and whichever later memory survived, each gets its first answer again."""
    steps = with_some_read_anew(stream, Random(seed))
    seen: Seen | None = None
    answers, memories = [], []
    for step in steps:
        decision, seen = decide(step.article, seen, step.place)
        seen = unpack(pack(seen))
        answers.append(told(decision))
        memories.append(seen)
    assume(seen is not None and len(seen.versions) < VERSIONS_KEPT)
    back_to = data.draw(st.integers(0, len(steps) - 1), label="first offset done again")
    memory = memories[data.draw(st.integers(back_to, len(steps) - 1), label="memory that survived")]
    for step, answer in zip(steps[back_to:], answers[back_to:], strict=True):
        decision, memory = decide(step.article, memory, step.place)
        assert told(decision) == answer
    assert unpack(pack(memory)) == seen


def test_the_mark_goes_with_the_document() -> None:
    """From `raw` to `parsed`, and the version that it makes says so; no other says it, and no record that is no replay."""
    original = a_record(headers=(("traceparent", b"00-1"),))
    before = parse_record(original, 1 << 20)
    assert isinstance(before, ParsedArticle)
    seen = edit_article(before, None, Place(0, str(ORIGIN)))[1]
    mended = a_record(hints={"headline": "A Bridge Opens Again"})
    again = replace(mended, origin=Origin("news.raw", 3, 5678), headers=reprocess_headers(original))
    sent = parse_outgoing(again, 1 << 20)
    assert dict(sent.headers)[REPROCESS_OF] == str(ORIGIN).encode()
    parsed = Record(Origin("news.parsed", 1, 9), sent.value, sent.headers, None, sent.key)
    edited = edit_record(parsed, seen)
    assert not isinstance(edited, Rejected)
    message, _ = edited
    assert message
    article = Article.model_validate_json(message.value or b"")
    assert (article.version, article.changed_fields, article.extraction.reprocessed) == (2, ["headline"], True)
    assert REPROCESS_OF not in dict(replay_headers(again))
    unmarked = replace(mended, headers=((REPROCESS_OF, str(ORIGIN).encode()),))
    assert REPROCESS_OF not in dict(parse_outgoing(unmarked, 1 << 20).headers)
    assert not first_version(before).extraction.reprocessed
