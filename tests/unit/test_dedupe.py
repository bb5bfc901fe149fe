"""What one more document about a story is, and that a crash and its replay change nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas.parsed import ParsedArticle
from service.core.dedupe import REPEATS_KEPT, VERSIONS_KEPT, Decision, Place, Publish, Repeat, Seen, decide, origin_offset, pack, unpack
from tests.builders import an_article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_crawl(content: str = "a", *, minute: int | None = 0, record_id: str = "r", tags: list[str] | None = None) -> ParsedArticle:
    """A parsed article of one story whose content is told by one letter."""
    return an_article(
        record_id=record_id,
        headline=content,
        body_text=content,
        tags=tags or [],
        fetched_at=None if minute is None else NOON + timedelta(minutes=minute),
        ingested_at=NOON,
        content_hash=content.encode().hex().ljust(32, "0"),
    )


def at(offset: int) -> Place:
    """The place of the raw record with the same number as the parsed one."""
    return Place(offset, f"news.raw/0/{offset}")


def run(crawls: list[ParsedArticle], seen: Seen | None = None, start: int = 0) -> tuple[list[Decision], list[Seen]]:
    """Decide crawls one after the other; the memory goes through its stored form each time, as in the table."""
    decisions, memories = [], []
    for offset, crawl in enumerate(crawls, start):
        decision, seen = decide(crawl, seen, at(offset))
        seen = unpack(pack(seen))
        decisions.append(decision)
        memories.append(seen)
    return decisions, memories


def told(decision: Decision) -> tuple[object, ...]:
    """What a consumer can see of a decision."""
    match decision:
        case Publish(version, first_seen_at):
            return ("version", version.number, version.content_hash, version.changed, version.previous_content_hash, first_seen_at)
        case Repeat(kind, of):
            return ("repeat", kind, of.number, of.record_id)


def test_new() -> None:
    """The first document of a story is version 1."""
    [decision], _ = run([a_crawl()])
    assert told(decision)[:2] == ("version", 1)


def test_recrawl() -> None:
    """The same content fetched again under another record id is a recrawl."""
    decisions, _ = run([a_crawl(), a_crawl(minute=5, record_id="s")])
    assert told(decisions[1]) == ("repeat", "recrawl", 1, "r")


def test_redelivery() -> None:
    """The same record published twice is a redelivery."""
    decisions, _ = run([a_crawl(), a_crawl()])
    assert told(decisions[1]) == ("repeat", "redelivery", 1, "r")


def test_revision() -> None:
    """A story with a new body and the same id is a revision, not a duplicate."""
    decisions, _ = run([a_crawl(), a_crawl("b", minute=5, tags=["new"])])
    assert told(decisions[1])[:4] == ("version", 2, a_crawl("b").content_hash, ("headline", "body_text", "tags"))


def test_stale() -> None:
    """Other content that was fetched before what stands is stale."""
    decisions, _ = run([a_crawl("b", minute=5), a_crawl("a", minute=1)])
    assert told(decisions[1]) == ("repeat", "stale", 1, "r")


def test_stale_behind_a_recrawl() -> None:
    """Content fetched before the last crawl that confirmed the standing version is stale, though later than the version itself."""
    decisions, _ = run([a_crawl("a", minute=1), a_crawl("a", minute=5, record_id="s"), a_crawl("b", minute=3)])
    assert told(decisions[2])[:2] == ("repeat", "stale")


def test_back_again() -> None:
    """A correction that is taken back is a third version with the first content."""
    decisions, _ = run([a_crawl("a"), a_crawl("b", minute=1), a_crawl("a", minute=2)])
    assert [told(decision)[1] for decision in decisions] == [1, 2, 3]


def test_unknown_fetch_times() -> None:
    """Without fetch times the order of the partition decides."""
    decisions, _ = run([a_crawl("a", minute=None), a_crawl("b", minute=None)])
    assert told(decisions[1])[:2] == ("version", 2)


crawls = st.lists(
    st.builds(a_crawl, st.sampled_from("abc"), minute=st.none() | st.integers(0, 3), record_id=st.sampled_from("rst")),
    min_size=1,
    max_size=12,
)


@given(crawls, st.data())
def test_replay(documents: list[ParsedArticle], data: st.DataObject) -> None:
    """Whatever offset a worker falls back to, and whichever later memory survived, each document gets the same answer again."""
    decisions, memories = run(documents)
    back_to = data.draw(st.integers(0, len(documents) - 1), label="first offset done again")
    survived = data.draw(st.integers(back_to, len(documents) - 1), label="offset whose memory survived")
    again, after = run(documents[back_to:], memories[survived], start=back_to)
    assert [told(decision) for decision in again] == [told(decision) for decision in decisions[back_to:]]
    assert after[-1] == memories[-1]


@given(crawls.filter(lambda documents: len(documents) <= REPEATS_KEPT), st.data())
def test_parse_agent_repeats_itself(documents: list[ParsedArticle], data: st.DataObject) -> None:
    """A raw record that was parsed twice gets its first answer twice, and the story goes on as if it had come once."""
    order = [(number, number) for number in range(len(documents))]
    for repeated in data.draw(st.lists(st.integers(0, len(documents) - 1), max_size=4), label="parsed again"):
        after = data.draw(st.integers(repeated + 1, len(documents)), label="how late")
        order.append((repeated, after))
    plain, _ = run(documents)
    seen: Seen | None = None
    for offset, (number, _) in enumerate(sorted(order, key=lambda step: step[1])):
        decision, seen = decide(documents[number], seen, Place(offset, f"news.raw/0/{number}"))
        assert told(decision) == told(plain[number])


def test_memory_is_bounded() -> None:
    """A story that is revised and recrawled for ever keeps a small memory."""
    busy = [a_crawl(letter, minute=minute) for minute in range(400) for letter in ("a", "b")]
    _, memories = run(busy)
    assert len(memories[-1].versions) == VERSIONS_KEPT
    assert len(pack(memories[-1])) < 250 * VERSIONS_KEPT


def test_common_memory_is_small() -> None:
    """A story with one version and two recrawls takes a few hundred bytes."""
    _, memories = run([a_crawl(record_id="0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b"), a_crawl(minute=1), a_crawl(minute=2)])
    assert len(pack(memories[-1])) < 500


def test_origin_offset() -> None:
    """The packed memory tells the input that made it without being unpacked."""
    _, memories = run([a_crawl(), a_crawl("b", minute=1), a_crawl("b", minute=2)])
    assert [origin_offset(pack(memory)) for memory in memories] == [0, 1, 2]
