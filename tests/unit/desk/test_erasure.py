"""An order to forget a story: what makes one, what is left of the memory, and that nothing that came before comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from copydesk.schemas.article import Article
from copydesk.service.core.desk.dedupe import VERSIONS_KEPT, Done, Place, Publish, Seen, decide
from copydesk.service.core.desk.erasure import Order, carried_out, order_in, order_message, without
from copydesk.service.core.desk.memory_form import pack, unpack
from copydesk.service.core.desk.outgoing import Outgoing, json_of
from copydesk.service.core.records import Headers, Origin, Record, Rejected
from copydesk.service.pipeline import edit_article, edit_record
from tests.builders import an_article
from tests.unit.story_stream import Step, a_stream, parsed_again

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORDER = Order("example:1", "0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b", NOON)
SECRET = "Miller"


def on_parsed(outgoing: Outgoing, offset: int = 0) -> Record:
    """A message as it stands on `parsed`."""
    return Record(Origin("news.parsed", 0, offset), outgoing.value, outgoing.headers, NOON, outgoing.key)


def of_orders(headers: Headers, value: bytes | None = None, key: bytes | None = b"example:1") -> Record:
    """A record with these headers."""
    return Record(Origin("news.parsed", 0, 0), value, headers, NOON, key)


def remembered(*bodies: str) -> Seen:
    """The memory of a story with these versions, from raw offsets 10, 11, ..."""
    seen = None
    for number, body in enumerate(bodies):
        _, seen = decide(a_version(body, number), seen, Place(number, f"news.raw/0/{10 + number}"))
    assert seen is not None
    return seen


def a_version(body: str, minute: int) -> Article:
    """An article of the story, fetched at that minute."""
    moment = NOON + timedelta(minutes=minute)
    fields = {"headline": f"{body} speaks", "body_text": body, "fetched_at": moment, "ingested_at": moment}
    return an_article(**fields, content_hash=body.encode().hex().ljust(32, "0"))  # type: ignore[return-value]


def test_an_order_comes_back() -> None:
    """What is sent as an order is read as the same order, with the partitions that still hold the story or without."""
    for order in (ORDER, Order("a:b c", ORDER.name, NOON, (3, 11))):
        assert order_in(on_parsed(order_message(order))) == order


GOOD: Headers = order_message(ORDER).headers


@pytest.mark.parametrize(
    "record",
    [
        of_orders(()),
        of_orders(GOOD[:1]),
        of_orders(GOOD[1:]),
        of_orders(GOOD, value=b""),
        of_orders(GOOD, value=b"{}"),
        of_orders(GOOD, key=None),
        of_orders(GOOD, key=b"\xff"),
        of_orders((("forget", b"yes"), GOOD[1])),
        of_orders((GOOD[0], ("forget_time", b"noon"))),
        of_orders((GOOD[0], ("forget_time", None))),
        of_orders((*GOOD, ("stands_on", b"3,-1"))),
    ],
)
def test_no_order_by_accident(record: Record) -> None:
    """A record that lacks its value, but not with all that makes an order, is turned away as ever and forgets nothing."""
    assert order_in(record) is None
    assert isinstance(edit_record(record, remembered(SECRET)), Rejected)


def test_nothing_is_left_of_what_was_said() -> None:
    """The memory after an order holds no word, no hash and no name of a record; the number, the beginning and the reach stay."""
    before = remembered(SECRET, f"{SECRET} again")
    after = without(before, 7)
    assert after is not None
    stored = pack(after)
    assert unpack(stored) == after
    assert after.standing.number == 2
    assert after.standing.first_seen_ms == before.standing.first_seen_ms
    assert {partition: reach.offset for partition, reach in after.standing.reach.items()} == {0: 11}
    for version in before.versions:
        for told in (version.content_hash, version.record_id, SECRET):
            assert told.encode() not in stored
    assert (after.texts, after.field_hashes, after.versions[0].edits) == (None, b"", None)


def test_what_comes_again_is_the_next_version() -> None:
    """The same content again after an order is version 3, which tells nothing of what was before, and comes once."""
    seen = without(remembered(SECRET, "b"), 2)
    outcome, after = edit_article(a_version("b", 9), unpack(pack(seen)) if seen else None, Place(3, "news.raw/0/20"))
    assert isinstance(outcome, Article)
    assert (outcome.version, outcome.first_seen_at) == (3, NOON)
    assert (outcome.previous_content_hash, outcome.changed_fields, outcome.changes) == (None, [], [])
    again, _ = edit_article(a_version("b", 9), unpack(pack(after)), Place(3, "news.raw/0/20"))
    assert again == outcome
    repeat, after = edit_article(a_version("b", 12), unpack(pack(after)), Place(4, "news.raw/0/21"))
    assert repeat.kind == "redelivery"  # type: ignore[union-attr]
    following, _ = edit_article(a_version("c", 15), unpack(pack(after)), Place(5, "news.raw/0/22"))
    assert isinstance(following, Article)
    assert (following.version, following.previous_content_hash) == (4, outcome.content_hash)
    assert "body_text" in following.changed_fields


def test_an_order_comes_again() -> None:
    """An order is carried out in the same way however often it comes, and takes nothing that came after it."""
    record = on_parsed(order_message(ORDER), offset=2)
    first, after = edit_record(record, remembered(SECRET, "b"))  # type: ignore[misc]
    assert edit_record(record, after) == (first, after)
    _, later = decide(a_version("c", 9), after, Place(3, "news.raw/0/20"))
    assert edit_record(record, later) == (first, later)


def test_an_unknown_story() -> None:
    """Of a story that nobody remembers the tombstone goes out, and there is nothing to remember."""
    outgoing, after = edit_record(on_parsed(order_message(ORDER)), None)  # type: ignore[misc]
    assert outgoing is not None
    assert (outgoing.topic, outgoing.key, outgoing.value, after) == ("articles", b"example:1", None, None)


def test_what_is_told() -> None:
    """Readers get a tombstone that says what it is, on each partition that holds the story, and the link agent an order on each
    of its partitions.
    """
    order = Order("example:1", ORDER.name, NOON, (5,))
    outgoing = carried_out(order, sketch_partitions=2)
    headers = dict(outgoing.headers)
    assert headers["ce_type"] == b"copydesk.article.forgotten"
    assert headers["ce_id"] == b"example:1@forget:" + order.name.encode()
    assert (headers["ce_subject"], headers["ce_time"]) == (b"example:1", b"2026-03-01T12:00:00+00:00")
    assert headers["ce_sourceid"] == b"example"
    assert [(each.topic, each.partition, each.value) for each in outgoing.along] == [
        ("articles", 5, None),
        ("sketches", 0, None),
        ("sketches", 1, None),
    ]
    assert [order_in(on_parsed(each)) for each in outgoing.along[1:]] == [order, order]
    assert carried_out(ORDER, sketch_partitions=0).along == ()


def test_a_repeat_of_what_came_before() -> None:
    """A document that had its outcome before the order, and is parsed once more behind it, has no second one."""
    seen = without(remembered(SECRET, "b"), 2)
    parsed = a_version(SECRET, 0)
    record = Record(
        Origin("news.parsed", 0, 3), json_of(an_article(**vars(parsed))), (("raw_origin", b"news.raw/0/10"),), NOON
    )
    assert edit_record(Record(record.origin, record.value, record.headers, NOON, parsed.guid.encode()), seen) == (
        None,
        seen,
    )


def test_what_is_left_stays() -> None:
    """However many versions follow, a document from before the order needs no outcome."""
    seen = without(remembered(SECRET, "b"), 2)
    for number in range(3, 3 + 2 * VERSIONS_KEPT):
        _, seen = decide(a_version(f"c{number}", number), seen, Place(number, f"news.raw/0/{20 + number}"))
    assert seen is not None
    assert len(seen.versions) == VERSIONS_KEPT + 1
    assert decide(a_version(SECRET, 0), unpack(pack(seen)), Place(900, "news.raw/0/10")) == (Done(), seen)


def test_a_record_with_an_earlier_time_than_one_before_it_hides_none() -> None:
    """Times are the producers' own: what came before an order brings nothing more, whichever record of it had the latest time."""
    _, seen = decide(a_version("first", 5), None, Place(0, "news.raw/0/10"))
    _, seen = decide(a_version("second", 6).model_copy(update={"ingested_at": NOON}), seen, Place(1, "news.raw/0/11"))
    left = without(seen, 2)
    assert left is not None
    assert decide(a_version("first", 5), unpack(pack(left)), Place(3, "news.raw/0/10")) == (Done(), left)


Event = Step | int
"""A document, or the offset of an order."""


def with_orders(steps: list[Step], seed: int) -> list[Event]:
    """Some orders among the documents, all at the offsets that they have then."""
    chance = Random(seed)
    orders = set(chance.sample(range(len(steps) + 1), k=min(len(steps), chance.randrange(1, 4))))
    events: list[Event] = []
    for number, step in enumerate(steps):
        if number in orders:
            events.append(len(events))
        events.append(Step(step.article, Place(len(events), step.place.raw_origin)))
    return events


def run(events: list[Event], seen: Seen | None = None) -> tuple[list[object], list[Seen | None]]:
    """The answer to each event, and the memory after it as the table has it."""
    answers: list[object] = []
    memories: list[Seen | None] = []
    for event in events:
        if isinstance(event, int):
            answers.append("tombstone")
            seen = without(seen, event)
        else:
            decision, seen = decide(event.article, seen, event.place)
            answers.append(decision)
        seen = unpack(pack(seen)) if seen else None
        memories.append(seen)
    return answers, memories


@given(a_stream(timed=1), st.integers(0, 2**32), st.data())
@settings(max_examples=60, deadline=None)
def test_orders_among_repeats_and_crashes(stream: list[Step], seed: int, data: st.DataObject) -> None:
    """Each raw record has one outcome, versions count on without a gap, and whatever a worker falls back to, with whichever memory,
    it answers as before; but what came before an order of which the memory knows brings nothing more.
    """
    events = with_orders(parsed_again(stream, seed), seed)
    answers, memories = run(events)
    assume(all(seen is None or len(seen.versions) < VERSIONS_KEPT for seen in memories))
    outcomes: dict[str, list[object]] = {}
    for event, answer in zip(events, answers, strict=True):
        if isinstance(event, Step):
            outcomes.setdefault(event.place.raw_origin, []).append(told(answer))
    assert all(found[0] is not None and set(found[1:]) <= {found[0], None} for found in outcomes.values())
    numbers = {answer.version.number for answer in answers if isinstance(answer, Publish)}
    assert numbers == set(range(1, max(numbers) + 1))

    back_to = data.draw(st.integers(0, len(events) - 1), label="first offset done again")
    survived = data.draw(st.integers(back_to, len(events) - 1), label="offset whose memory survived")
    erased_at = max((n for n in range(survived + 1) if isinstance(events[n], int)), default=-1)
    again, after = run(events[back_to:], memories[survived])
    for n, answer in enumerate(again, back_to):
        known = n < erased_at and isinstance(events[n], Step) and memories[erased_at] is not None
        assert told(answer) == (None if known else told(answers[n]))
    assert after[-1] == memories[-1]


def told(answer: object) -> object:
    """What anybody sees of an answer; None for nothing."""
    match answer:
        case Done():
            return None
        case Publish(version, first_seen_at):
            return "version", version.number, version.content_hash, version.previous_content_hash, first_seen_at
        case _:
            return answer if isinstance(answer, str) else ("repeat", answer.kind, answer.of.number)  # type: ignore[attr-defined]
