"""The conservation law, and each way in which it can be broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from copydesk.service.core.desk.conservation import Balance, Bounds, Ledger, Outcome, RawSeen, digest
from copydesk.service.core.records import Origin

TOPIC = "news.raw"


def raw(offset: int, value: bytes = b"page") -> RawSeen:
    """A raw record of partition 0."""
    return RawSeen(Origin(TOPIC, 0, offset), digest(value))


def article(offset: int, guid: str = "a:1", version: int = 1) -> Outcome:
    """The article that a raw record became."""
    return Outcome("article", Origin(TOPIC, 0, offset), guid, version)


def duplicate(offset: int, guid: str = "a:1") -> Outcome:
    """The notice that a raw record became."""
    return Outcome("duplicate", Origin(TOPIC, 0, offset), guid)


def rejection(offset: int, value: bytes = b"page") -> Outcome:
    """The rejection that a raw record became."""
    return Outcome("rejection", Origin(TOPIC, 0, offset), "bad_json", value_digest=digest(value))


def tally(
    records: Sequence[RawSeen],
    outcomes: Sequence[Outcome],
    bounds: Mapping[int, Bounds],
    under_way: Sequence[Origin] = (),
) -> Balance:
    """The balance of all that is told, in the order that the ledger asks for."""
    ledger = Ledger(TOPIC, bounds)
    for outcome in outcomes:
        ledger.add_outcome(outcome)
    for origin in under_way:
        ledger.add_under_way(origin)
    for record in records:
        ledger.settle(record)
    return ledger.close()


def balance(
    records: Sequence[RawSeen],
    outcomes: Sequence[Outcome],
    *,
    start: int = 0,
    committed: int | None = None,
    waiting: Sequence[int] = (),
) -> Balance:
    """The balance of one partition that holds these records, all of them committed unless told otherwise."""
    end = max((record.origin.offset + 1 for record in records), default=start)
    bounds = {0: Bounds(start, end, end if committed is None else committed)}
    return tally(records, outcomes, bounds, [Origin(TOPIC, 0, offset) for offset in waiting])


def test_a_whole_feed_balances() -> None:
    """One outcome for each record: nothing is broken."""
    whole = balance([raw(0), raw(1), raw(2), raw(3)], [article(0), duplicate(1), rejection(2), article(3, version=2)])
    assert not whole.broken
    assert (whole.records, whole.articles, whole.duplicates, whole.rejections) == (4, 2, 1, 1)


def test_a_committed_record_without_outcome_is_lost() -> None:
    """What the desk says it has done must have come to something."""
    found = balance([raw(0), raw(1)], [article(0)])
    assert found.lost == 1
    assert found.broken
    assert found.examples["lost"] == ["news.raw/0/1"]


def test_a_record_that_is_not_committed_is_pending() -> None:
    """Above the committed offset nothing is promised yet."""
    found = balance([raw(0), raw(1)], [article(0)], committed=1)
    assert (found.pending, found.lost) == (1, 0)


def test_a_record_that_waits_on_parsed_is_pending() -> None:
    """The parse agent has committed it, the edit agent has not."""
    found = balance([raw(0), raw(1)], [article(0)], waiting=[1])
    assert (found.pending, found.lost) == (1, 0)


def test_the_same_outcome_again_is_a_repeat() -> None:
    """At-least-once delivery may say a thing twice; that breaks nothing."""
    found = balance([raw(0), raw(1)], [article(0), article(0), duplicate(1), duplicate(1), duplicate(1)])
    assert (found.repeats, found.broken) == (3, False)


def test_an_outcome_of_nothing_is_invented() -> None:
    """An outcome without an origin, of another topic, of another partition, or of an offset that never was."""
    strays = [
        replace(article(0), origin=None),
        replace(article(0), origin=Origin("other.raw", 0, 0)),
        replace(article(0), origin=Origin(TOPIC, 7, 0)),
        article(99),
    ]
    assert balance([raw(0)], [article(0), *strays]).invented == 4


def test_an_outcome_of_a_hole_is_invented() -> None:
    """Inside what the topic holds, the record itself must be there."""
    assert balance([raw(0), raw(2)], [article(0), duplicate(1), duplicate(2)]).invented == 1


def test_an_outcome_of_what_retention_took_is_expired() -> None:
    """Older than the topic's first record: shown apart, and nothing broken."""
    found = balance([raw(5)], [article(2), article(5, "a:2")], start=5)
    assert (found.expired, found.invented, found.conflicts) == (1, 0, 0)


def test_an_outcome_of_what_came_during_the_audit_is_left_out() -> None:
    """A record that came after the reading began is neither invented nor counted."""
    found = tally([raw(0)], [article(0), article(1, "a:2")], {0: Bounds(0, 1, 1, newest=2)})
    assert (found.records, found.articles, found.invented) == (1, 1, 0)


def test_two_outcomes_of_one_record_are_a_conflict() -> None:
    """Article and duplicate, or two guids."""
    assert balance([raw(0)], [article(0), duplicate(0)]).conflicts == 1
    assert balance([raw(0)], [article(0), article(0, "a:2")]).conflicts == 1


def test_one_version_of_two_records_is_a_conflict() -> None:
    """`(guid, version)` is made once."""
    assert balance([raw(0), raw(1)], [article(0), article(1)]).conflicts == 1


def test_a_gap_in_the_versions_is_a_conflict() -> None:
    """Version 3 needs a version 2, and the first one is 1."""
    assert balance([raw(0), raw(1)], [article(0), article(1, version=3)]).conflicts == 1
    assert balance([raw(0)], [article(0, version=2)]).conflicts == 1


def test_versions_that_compaction_took_are_no_gap() -> None:
    """Of a story older than what `raw` holds only the newest version need be there."""
    assert balance([raw(7)], [article(7, version=4)], start=7).conflicts == 0
    assert balance([raw(7)], [article(3, version=1), article(7, version=4)], start=7).conflicts == 0


def test_a_rejection_with_other_bytes_is_a_conflict() -> None:
    """What is turned away comes back bit for bit; no value is not an empty value."""
    assert balance([raw(0, b"x")], [rejection(0, b"y")]).conflicts == 1
    assert balance([replace(raw(0), value_digest=digest(None))], [rejection(0, b"")]).conflicts == 1


def test_the_figures_add_up_whatever_is_broken() -> None:
    """Every raw record is counted once."""
    found = balance(
        [raw(n) for n in range(6)],
        [article(0), article(0, "b:1"), duplicate(1), rejection(2, b"z"), article(9)],
        committed=5,
    )
    assert found.records == found.articles + found.duplicates + found.rejections + found.lost + found.pending


def test_versions_follow_the_restored_one() -> None:
    """A restored article is no outcome of a raw record here; the next version follows it, or the story begins anew."""
    came = [raw(0), raw(1)]
    for versions, conflicts in (((4, 5), 0), ((1, 2), 0), ((5, 6), 1), ((3, 4), 1)):
        ledger = Ledger(TOPIC, {0: Bounds(0, 2, 2)})
        ledger.add_restored(replace(article(700), version=3))
        ledger.add_restored(replace(article(1), version=2))
        for offset, version in enumerate(versions):
            ledger.add_outcome(article(offset, version=version))
        for record in came:
            ledger.settle(record)
        found = ledger.close()
        assert (found.articles, found.invented, found.conflicts) == (2, 0, conflicts), versions
