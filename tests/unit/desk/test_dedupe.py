"""What one more document about a story is, and that a crash and its replay change nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import orjson
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import (
    HASH_BYTES,
    VERSIONS_KEPT,
    Decision,
    Done,
    Place,
    Publish,
    Repeat,
    Seen,
    decide,
)
from copydesk.service.core.desk.differences import Edits
from copydesk.service.core.desk.memory_form import expired, origin_offset, pack, unpack
from tests.builders import an_article
from tests.unit.story_stream import Step, a_stream, parsed_again

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MONTH = timedelta(days=30)
SEEDS = st.integers(0, 2**32)
UUID = "0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b"


def a_crawl(
    content: str = "a",
    *,
    minute: int | None = 0,
    record_id: str = "r",
    tags: list[str] | None = None,
    ingested_at: datetime | None = NOON,
    pubstatus: str = "usable",
) -> ParsedArticle:
    """A parsed article of one story whose content is told by one letter."""
    return an_article(
        record_id=record_id,
        headline=content,
        body_text=content,
        tags=tags or [],
        fetched_at=None if minute is None else NOON + timedelta(minutes=minute),
        ingested_at=ingested_at,
        content_hash=content.encode().hex().ljust(32, "0"),
        pubstatus=pubstatus,
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
            return (
                "version",
                version.number,
                version.content_hash,
                version.changed,
                version.previous_content_hash,
                first_seen_at,
                version.edits,
            )
        case Repeat(kind, of):
            return ("repeat", kind, of.number, of.record_id)
        case Done():
            return ("done",)


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
    """Content fetched before the last crawl that confirmed the standing version is stale, though later than the version
    itself.
    """
    decisions, _ = run([a_crawl("a", minute=1), a_crawl("a", minute=5, record_id="s"), a_crawl("b", minute=3)])
    assert told(decisions[2])[:2] == ("repeat", "stale")


def test_back_again() -> None:
    """A correction that is taken back is a third version with the first content."""
    decisions, _ = run([a_crawl("a"), a_crawl("b", minute=1), a_crawl("a", minute=2)])
    assert [told(decision)[1] for decision in decisions] == [1, 2, 3]


def test_taken_back() -> None:
    """A story that was taken back stays so when an older version of it comes again; new content brings it back."""
    kill = a_crawl("k", minute=1, pubstatus="canceled")
    decisions, _ = run([a_crawl("a"), kill, a_crawl("a", minute=2), a_crawl("b", minute=3), a_crawl("a", minute=4)])
    assert told(decisions[1])[:2] == ("version", 2)
    assert "pubstatus" in told(decisions[1])[3]  # type: ignore[operator]
    assert told(decisions[2])[:3] == ("repeat", "stale", 2)
    assert [told(decision)[:2] for decision in decisions[3:]] == [("version", 3), ("version", 4)]


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
    """Whatever offset a worker falls back to, and whichever later memory survived, each document gets the same answer
    again.
    """
    decisions, memories = run(documents)
    back_to = data.draw(st.integers(0, len(documents) - 1), label="first offset done again")
    survived = data.draw(st.integers(back_to, len(documents) - 1), label="offset whose memory survived")
    again, after = run(documents[back_to:], memories[survived], start=back_to)
    assert [told(decision) for decision in again] == [told(decision) for decision in decisions[back_to:]]
    assert after[-1] == memories[-1]


def run_steps(
    steps: list[Step], seen: Seen | None = None, remember: timedelta | None = None
) -> tuple[list[tuple[object, ...]], list[Seen]]:
    """What is told of each step, and the memory after it."""
    answers, memories = [], []
    for step in steps:
        decision, seen = decide(step.article, seen, step.place, remember)
        seen = unpack(pack(seen))
        answers.append(told(decision))
        memories.append(seen)
    return answers, memories


@given(a_stream(), SEEDS)
@settings(max_examples=30, deadline=None)
def test_parse_agent_repeats_itself(stream: list[Step], seed: int) -> None:
    """A raw record that was parsed twice gets its first answer twice, however many came since, and the story goes on as
    if it had come once.
    """
    plain, memories = run_steps(stream)
    assume(len(memories[-1].versions) < VERSIONS_KEPT)
    first_answers = {step.place.raw_origin: answer for step, answer in zip(stream, plain, strict=True)}
    steps = parsed_again(stream, seed)
    answers, _ = run_steps(steps)
    assert answers == [first_answers[step.place.raw_origin] for step in steps]


@given(a_stream(), SEEDS, st.data())
@settings(max_examples=30, deadline=None)
def test_replay_of_repeats(stream: list[Step], seed: int, data: st.DataObject) -> None:
    """The same where a worker falls back over hot stories whose records the parse agent had repeated, and whichever
    later memory survived.
    """
    steps = parsed_again(stream, seed)
    answers, memories = run_steps(steps)
    assume(len(memories[-1].versions) < VERSIONS_KEPT)
    back_to = data.draw(st.integers(0, len(steps) - 1), label="first offset done again")
    survived = data.draw(st.integers(back_to, len(steps) - 1), label="offset whose memory survived")
    again, after = run_steps(steps[back_to:], memories[survived])
    assert again == answers[back_to:]
    assert after[-1] == memories[-1]


@given(a_stream(longest_gap_days=40), SEEDS, st.data())
@settings(max_examples=30, deadline=None)
def test_replay_of_a_forgotten_story(stream: list[Step], seed: int, data: st.DataObject) -> None:
    """A story that was forgotten on the way is told the same again on both sides of that."""
    steps = parsed_again(stream, seed)
    answers, memories = run_steps(steps, remember=MONTH)
    assume(len(memories[-1].versions) < VERSIONS_KEPT)
    back_to = data.draw(st.integers(0, len(steps) - 1), label="first offset done again")
    survived = data.draw(st.integers(back_to, len(steps) - 1), label="offset whose memory survived")
    again, after = run_steps(steps[back_to:], memories[survived], MONTH)
    assert again == answers[back_to:]
    assert after[-1] == memories[-1]


@given(a_stream(timed=1), a_stream(timed=1))
@settings(max_examples=20, deadline=None)
def test_raw_topic_made_anew(before: list[Step], after: list[Step]) -> None:
    """Documents of a raw topic whose offsets begin again are told as if its offsets had gone on."""
    later = [step.moved(parsed=len(before), raw=0, days=1) for step in after]
    plain = [step.moved(parsed=len(before), raw=100_000, days=1) for step in after]
    assert run_steps([*before, *later])[0] == run_steps([*before, *plain])[0]


def test_repeats_of_a_hot_story() -> None:
    """A hundred duplicates parsed again after a revision are told as what they were: of version 1, with their kinds."""
    crawls = [
        a_crawl(),
        *(a_crawl("ax"[n % 2], minute=-1, record_id="rst"[n % 3]) for n in range(100)),
        a_crawl("b", minute=9),
    ]
    stream = [Step(crawl, at(offset)) for offset, crawl in enumerate(crawls)]
    again = [Step(step.article, Place(step.place.offset + 102, step.place.raw_origin)) for step in stream]
    answers, memories = run_steps([*stream, *again])
    assert {answer[:3] for answer in answers[1:101]} == {
        ("repeat", "redelivery", 1),
        ("repeat", "recrawl", 1),
        ("repeat", "stale", 1),
    }
    assert answers[102:] == answers[:102]
    assert memories[-1] == memories[101]


def test_raw_topic_made_anew_to_the_same_offset() -> None:
    """A recrawl that stands where the raw record of the version stood is a recrawl, also when it is replayed."""
    later = Step(a_crawl(minute=5, record_id="s", ingested_at=NOON + timedelta(days=1)), Place(1, "news.raw/0/0"))
    answers, _ = run_steps([Step(a_crawl(), at(0)), later, later])
    assert [answer[:2] for answer in answers] == [("version", 1), ("repeat", "recrawl"), ("repeat", "recrawl")]


def test_repeat_without_a_record_time() -> None:
    """A raw record without a time is known again by its offset alone."""
    steps = [
        Step(a_crawl("a", ingested_at=None), Place(0, "news.raw/0/5")),
        Step(a_crawl("b", minute=1), Place(1, "news.raw/0/6")),
    ]
    answers, _ = run_steps([*steps, Step(steps[0].article, Place(2, "news.raw/0/5"))])
    assert answers[2] == answers[0]


def test_repeat_of_long_ago_makes_no_version() -> None:
    """Beyond the versions kept, a repeat is a duplicate of the oldest one: approximate, but never a new version."""
    stream = [Step(a_crawl("a", minute=None), Place(0, "news.raw/1/5"))]
    stream += [
        Step(a_crawl("ba"[n % 2], minute=None), Place(n + 1, f"news.raw/0/{n}")) for n in range(2 * VERSIONS_KEPT)
    ]
    answers, _ = run_steps([*stream, Step(stream[0].article, Place(len(stream), "news.raw/1/5"))])
    assert answers[-1] == ("repeat", "stale", VERSIONS_KEPT + 2, "r")


def test_a_version_that_is_kept_no_more_hides_no_record_with_a_later_time() -> None:
    """Times are the producers' own: the first record has the latest, and comes again when its version has gone from the memory."""
    late = NOON + timedelta(hours=1)
    stream = [
        Step(a_crawl(f"c{n}", minute=None, ingested_at=NOON if n else late), Place(n, f"news.raw/0/{n}"))
        for n in range(VERSIONS_KEPT + 5)
    ]
    answers, _ = run_steps([*stream, Step(stream[0].article, Place(len(stream), "news.raw/0/0"))])
    assert answers[-1][0] == "repeat"


def test_unreadable_origin() -> None:
    """Without a readable origin the offset alone tells a replay."""
    for origin in ("", "17", "news.raw/3/" + "9" * 30):
        _, seen = decide(a_crawl(), None, Place(0, origin))
        assert unpack(pack(seen)) == seen
        assert told(decide(a_crawl(), seen, Place(0, origin))[0])[:2] == ("version", 1)
        assert told(decide(a_crawl(), seen, Place(1, origin))[0])[:2] == ("repeat", "redelivery")


# Forgetting


def a_day(day: int, content: str = "a") -> ParsedArticle:
    """A crawl that came on that day."""
    return a_crawl(content, minute=day * 1440, record_id=f"r{day}", ingested_at=NOON + timedelta(days=day))


def decided(*days: int, remember: timedelta | None = MONTH) -> list[tuple[object, ...]]:
    """What is told of crawls on these days."""
    return run_steps([Step(a_day(day), at(offset)) for offset, day in enumerate(days)], remember=remember)[0]


def test_forgotten_story() -> None:
    """A story of which nothing came for longer than `remember` is version 1 again, first seen then."""
    answers = decided(0, 31)
    assert answers[1] == ("version", 1, a_crawl().content_hash, (), None, NOON + timedelta(days=31), None)


def test_story_in_mind() -> None:
    """Each document of a story, also a duplicate, keeps it in mind for `remember` from then on."""
    assert [answer[:2] for answer in decided(0, 30, 60)[1:]] == [("repeat", "recrawl")] * 2


def test_nothing_is_forgotten_unasked() -> None:
    """Without `remember` a story is known for ever."""
    assert decided(0, 9999, remember=None)[1][:2] == ("repeat", "recrawl")


def test_unknown_times_forget_nothing() -> None:
    """Where a record time is missing, the story is known still."""
    timeless = a_crawl(minute=None, ingested_at=None)
    for crawls in ([timeless, a_day(99)], [a_day(0), timeless]):
        answers, _ = run_steps([Step(crawl, at(offset)) for offset, crawl in enumerate(crawls)], remember=timedelta(0))
        assert answers[1][0] == "repeat"


@pytest.mark.parametrize("after", [timedelta(-1), timedelta(0), MONTH, MONTH + timedelta(milliseconds=1)])
def test_expired(after: timedelta) -> None:
    """A packed memory is expired at the times at which `decide` would have forgotten the story."""
    _, memories = run([a_day(0), a_day(3), a_day(2, "b")])
    now = NOON + timedelta(days=3) + after
    decision, _ = decide(a_crawl(ingested_at=now), memories[-1], at(9), MONTH)
    assert expired(pack(memories[-1]), now, MONTH) == isinstance(decision, Publish) == (after > MONTH)


def test_unknown_times_never_expire() -> None:
    """A memory without a record time is kept."""
    _, [memory] = run([a_crawl(minute=None, ingested_at=None)])
    assert not expired(pack(memory), NOON, timedelta(0))


# The stored form


@given(a_stream(longest_gap_days=40))
@settings(max_examples=30, deadline=None)
def test_packed_and_unpacked(stream: list[Step]) -> None:
    """A memory comes back from its stored form as it was."""
    seen: Seen | None = None
    for step in stream:
        _, seen = decide(step.article, seen, step.place, MONTH)
        assert unpack(pack(seen)) == seen


@pytest.mark.parametrize(
    "record_id",
    ["r", "news.raw/3/1234", UUID, UUID.upper(), UUID.replace("b", "g"), UUID[:-1] + " ", "-" * 36, "é:" * 18],
)
def test_record_id_comes_back(record_id: str) -> None:
    """Letter for letter, whether it is stored as a UUID or as it stands."""
    _, [memory] = run([a_crawl(record_id=record_id)])
    assert memory.standing.record_id == record_id


FIRST_FORM = (
    b'[4,"2026-03-01T12:00:00Z",["fd9d3f51","","fd9d3f51","","","","3331a854","","","",""],'
    b'[[1,"61000000000000000000000000000000",0,"news.raw/0/0","r","2026-03-01T12:01:00Z",null,[]],'
    b'[2,"62000000000000000000000000000000",2,"news.raw/0/2","t","2026-03-01T12:02:00Z",'
    b'"61000000000000000000000000000000",["headline","body_text","tags"]]],'
    b'[["news.raw/0/1","recrawl",1],["news.raw/0/3","stale",2],["news.raw/0/4","redelivery",2]]]'
)


def test_first_form() -> None:
    """A memory in the first form gives the answers that it gave: to replays, to the records that it names, and to what
    is new.
    """
    stream = [a_crawl(), a_crawl(minute=1, record_id="s"), a_crawl("b", minute=2, record_id="t", tags=["new"])]
    stream += [
        a_crawl(minute=1, record_id="u"),
        a_crawl("b", minute=2, record_id="t"),
        a_crawl("b", minute=3, record_id="v"),
        a_crawl("c", minute=4),
    ]
    plain = [told_without_edits(decision) for decision in run(stream)[0]]
    assert [told_without_edits(decision) for decision in run(stream, unpack(FIRST_FORM))[0]] == plain
    for number in (0, 1, 2, 4):
        again, _ = decide(stream[number], unpack(FIRST_FORM), Place(9, f"news.raw/0/{number}"))
        assert told_without_edits(again) == plain[number]


def told_without_edits(decision: Decision) -> tuple[object, ...]:
    """What can be seen of a decision but how a version differs, which the first forms do not hold."""
    return told(decision)[:6]


SECOND_FORM = (
    b'[3,2,1772366400000,"/Z0/AAAA/Z0/AAAAAAAAAAAAMzGoAAAAAAAAAAAAAAAA5rBaAAAAAAAAAAAAAAAAAAAA",'
    b'[[1,"YQAAAAAAAAAAAAAAAAAAAAGSp7Bbjnw+nVI6H05dbHs",3,0,-60000,0,0,0,1,0],'
    b'[2,"YgAAAAAAAAAAAAAAAAAAAA:t",1,0,-180000,69,0,2,1,0]]]'
)


def test_second_form() -> None:
    """A memory in the second form gives the answers that it gave, and the next version says that it does not know more."""
    stream = [a_crawl(record_id=UUID), a_crawl(minute=1), a_crawl("b", minute=2, record_id="t", tags=["new"])]
    stream += [a_crawl("b", minute=3)]
    plain, [*_, memory] = run(stream)
    older = unpack(SECOND_FORM)
    assert [told_without_edits(decide(each, older, at(n))[0]) for n, each in enumerate(stream)] == [
        told_without_edits(decision) for decision in plain
    ]
    assert older == memory._replace(texts=None, versions=tuple(each._replace(edits=None) for each in memory.versions))
    following, _ = decide(a_crawl("c", minute=9), older, at(4))
    assert told(following)[6] == Edits()
    assert not expired(SECOND_FORM, NOON + MONTH, MONTH)
    assert expired(SECOND_FORM, NOON + timedelta(minutes=1) + MONTH, MONTH)


def test_memory_of_fewer_fields() -> None:
    """A memory from before a field was compared says that the field changed only where it now tells something."""
    _, seen = run([a_crawl()])
    older = seen[-1]._replace(field_hashes=seen[-1].field_hashes[: 11 * HASH_BYTES])
    plain, _ = decide(a_crawl("b", minute=1), unpack(pack(older)), at(1))
    killed, _ = decide(a_crawl("b", minute=1, pubstatus="canceled"), unpack(pack(older)), at(1))
    assert told(plain)[3] == ("headline", "body_text")
    assert told(killed)[3] == ("headline", "body_text", "pubstatus")


def test_first_form_in_the_newest() -> None:
    """What is read from the first form is written in the newest, and tells when the story was last seen as far as it
    can.
    """
    packed = pack(unpack(FIRST_FORM))
    assert unpack(packed) == unpack(FIRST_FORM)
    for value in (FIRST_FORM, packed):
        assert origin_offset(value) == 4
        assert not expired(value, NOON + timedelta(minutes=2) + MONTH, MONTH)
        assert expired(value, NOON + timedelta(minutes=3) + MONTH, MONTH)


def test_form_of_a_later_release() -> None:
    """A form that this release does not know is an error, not a guess."""
    with pytest.raises(ValueError, match="form 4"):
        unpack(b"[4,4,0,[]]")


def test_memory_is_bounded() -> None:
    """A story that is revised and recrawled for ever keeps a small memory."""
    busy = [a_crawl(letter, minute=minute) for minute in range(400) for letter in ("a", "b")]
    _, memories = run(busy)
    assert len(memories[-1].versions) == VERSIONS_KEPT
    assert len(pack(memories[-1])) < 125 * VERSIONS_KEPT


def test_common_memory_is_small() -> None:
    """Beside headline and abstract a story with one version takes less than 210 bytes, each further one less than 140."""
    sizes = []
    seen: Seen | None = None
    for number, letter in enumerate("abcdef"):
        moment = NOON + timedelta(days=number, milliseconds=321)
        crawl = a_crawl(letter, minute=number * 1440 - 2, record_id=UUID, ingested_at=moment)
        _, seen = decide(
            crawl, seen, Place(123_456_789 + number * 1_234_567, f"news.raw/13/{987_654_321 + number * 1_234_567}")
        )
        sizes.append(len(pack(seen)) - len(crawl.abstract or "") - len(crawl.headline or ""))
    assert sizes[0] < 210
    assert all(after - before < 140 for before, after in pairwise(sizes))


def test_origin_offset() -> None:
    """The packed memory is a JSON array that tells the input that made it without being unpacked."""
    _, memories = run([a_crawl(), a_crawl("b", minute=1), a_crawl("b", minute=2)])
    assert [origin_offset(pack(memory)) for memory in memories] == [0, 1, 2]
    assert [orjson.loads(pack(memory))[0] for memory in memories] == [0, 1, 2]


def again(crawl: ParsedArticle, seen: Seen | None, offset: int, came: int = 9, **rule: timedelta) -> Decision:
    """A crawl that is replayed some days after NOON, at an offset of its own; and a repeat of it, which changes nothing."""
    place = Place(offset, f"news.raw/0/{offset}", NOON + timedelta(days=came))
    decision, after = decide(crawl, seen, place, **rule)
    assert told(decide(crawl, unpack(pack(after)), place, **rule)[0]) == told(decision)
    return decision


def days_later(crawl: ParsedArticle, days: int) -> ParsedArticle:
    """The same, come days later."""
    return crawl.model_copy(update={"ingested_at": NOON + timedelta(days=days)})


def test_a_replay_of_an_unknown_story_is_version_one() -> None:
    """It is first seen when it came first, and remembered from when it came again."""
    decision = again(a_crawl(), None, 50)
    assert isinstance(decision, Publish)
    assert (decision.version.number, decision.first_seen_at) == (1, NOON)
    _, seen = decide(a_crawl(), None, Place(50, "news.raw/0/50", NOON + timedelta(days=40)))
    later = days_later(a_crawl("b", minute=9), 41)
    decision, _ = decide(later, seen, at(51), MONTH)
    assert told(decision)[:2] == ("version", 2)


def test_a_replay_of_older_content_is_stale() -> None:
    """Where the story has moved on, a replay was fetched before what stands, and makes no new version."""
    _, memories = run([a_crawl("b", minute=30, ingested_at=NOON)])
    assert told(again(a_crawl("a", minute=0), memories[-1], 50))[:2] == ("repeat", "stale")


def test_a_replay_of_newer_content_is_a_revision() -> None:
    """Where what was turned away is newer than what stands, the replay is the next version."""
    _, memories = run([a_crawl("a", minute=0)])
    assert told(again(a_crawl("b", minute=30), memories[-1], 50))[:2] == ("version", 2)


def test_a_replay_of_what_stands_is_a_redelivery() -> None:
    """Content that stands brings nothing new: by the same name it is the same record."""
    _, memories = run([a_crawl("a")])
    assert told(again(a_crawl("a"), memories[-1], 50))[:2] == ("repeat", "redelivery")


def test_a_replay_on_a_topic_made_anew_is_no_repeat() -> None:
    """Offsets began again: by its first time a replay would be taken for the record that stood at its offset before."""
    crawls = [days_later(a_crawl("a", minute=0), 1), days_later(a_crawl("a", minute=5), 2)]
    _, memories = run(crawls, start=100)
    replayed, place = a_crawl("b", minute=30), Place(200, "news.raw/0/7", NOON + timedelta(days=9))
    assert told(decide(replayed, memories[-1], place)[0])[:2] == ("version", 2)
    by_first_time = Place(200, "news.raw/0/7")
    assert told(decide(replayed, memories[-1], by_first_time)[0])[0] == "repeat"
