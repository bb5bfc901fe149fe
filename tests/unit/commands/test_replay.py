"""What a replay finds: each document once, and from when on replays of it could stand on the raw topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from copydesk.service.core.desk.replay import Offer, Wanted
from copydesk.service.core.intake.replayed import replay_headers
from copydesk.service.core.records import Headers, Origin, Record
from copydesk.service.shell.commands.replay import NAMED_KINDS, Plan, Sent, found_lines, sent_lines

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOW = NOON + timedelta(days=9)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class OnRaw:
    """As much of a raw record as is looked at."""

    headers: Headers


def a_plan() -> Plan:
    """Nothing found yet."""
    return Plan("rejected", Wanted(), {}, {})


def an_offer(offset: int = 7, *, hours: int = 1, source: str = "harbour-press") -> Offer:
    """A document that came at NOON and was turned away some hours later."""
    original = Record(Origin("news.raw", 0, offset), b"x", (), NOON)
    return Offer(original, True, "bad_charset", source, "r", NOON + timedelta(hours=hours))


def replayed(offer: Offer, offset: int, days: int) -> Record:
    """As it stands on `raw` again, some days later."""
    return Record(Origin("news.raw", 0, offset), b"x", replay_headers(offer.original), NOON + timedelta(days=days))


def test_a_document_that_was_turned_away_twice_is_one() -> None:
    """It is found once, and replays of it are looked for from the time at which the first of them was sent."""
    plan, first = a_plan(), an_offer(hours=50)
    again = Offer(replayed(first, 9, 1), True, "bad_charset", "harbour-press", "r", NOON + timedelta(days=3))
    plan.note(first, NOW)
    plan.note(again, NOW)
    assert (len(plan.open), plan.found.total()) == (1, 1)
    assert plan.earliest == NOON + timedelta(days=1)


def test_what_stands_as_a_replay_is_not_sent() -> None:
    """It is counted, once; other records of the topic say nothing."""
    plan = a_plan()
    plan.note(an_offer(7), NOW)
    plan.note(an_offer(8), NOW)
    for headers in (
        (),
        replayed(an_offer(7), 90, 2).headers,
        replayed(an_offer(7), 91, 3).headers,
        (("replay_of", b"x"),),
    ):
        plan.look(OnRaw(headers))
    assert (plan.replayed, len(plan.open)) == (1, 1)
    assert found_lines(plan) == ["2  bad_charset  harbour-press", "found 2; 1 replayed already: 1 to send"]


def test_a_time_to_come_says_nothing() -> None:
    """A record time is whatever its sender wrote: then the whole topic is looked through."""
    plan = a_plan()
    plan.note(an_offer(hours=10_000), NOW)
    assert plan.earliest == EPOCH


def test_sources_without_end_are_counted_together() -> None:
    """Documents may say any source; only so many are told apart, and fewer shown."""
    plan = a_plan()
    for number in range(NAMED_KINDS + 50):
        plan.note(an_offer(number, source=f"s{number}"), NOW)
    assert len(plan.found) == NAMED_KINDS + 1
    assert plan.found.total() == NAMED_KINDS + 50
    assert len(found_lines(plan)) < 30


def test_what_was_not_sent_is_told() -> None:
    """Each of the first, and how many in all."""
    sent = Sent(records=2)
    for number in range(100):
        sent.skip(an_offer(number).original.origin, "gone")
    lines = sent_lines(sent, "news.raw")
    assert lines[0] == "news.raw/0/0: gone"
    assert lines[-2:] == ["skipped 100: gone", "sent 2 again to news.raw"]
    assert len(lines) < 30
