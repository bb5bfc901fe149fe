"""What is sent again: originals bit for bit, those that are asked for, and each once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.desk.outgoing import LARGEST_REJECTION, rejected_message
from copydesk.service.core.desk.replay import Offer, Places, Wanted, offer_of_raw, offer_of_rejection
from copydesk.service.core.intake.replayed import replay_headers
from copydesk.service.core.records import Headers, Origin, Record, Rejected

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
FIRST = Origin("news.raw", 3, 1234)
VALUE = b'{"source_id":"harbour-press","record_id":"r-77","body":"x"}'
WHY = Rejected(Reason.BAD_CHARSET, Stage.DECODE, "not a character set that is known: harbour-7")


def turned_away(original: Record) -> Record:
    """As it stands on `rejected`."""
    sent = rejected_message(WHY, original)
    return Record(Origin("news.rejected", 0, 5), sent.value, sent.headers, LATER, sent.key)


def offered(original: Record) -> Offer:
    """What its rejection offers."""
    offer = offer_of_rejection(turned_away(original))
    assert offer is not None
    return offer


@given(
    key=st.none() | st.binary(max_size=9),
    value=st.binary(max_size=9),
    headers=st.lists(st.tuples(st.sampled_from(["x", "ce_id", "traceparent"]), st.none() | st.binary(max_size=9))),
)
def test_the_original_bit_for_bit(key: bytes | None, value: bytes, headers: list[tuple[str, bytes | None]]) -> None:
    """Key, value, headers and record time are those of the original; nothing that the desk added goes along."""
    original = Record(FIRST, value, tuple(headers), NOON, key)
    offer = offered(original)
    assert (offer.original, offer.whole) == (original, True)
    assert replay_headers(offer.original)[:-2] == original.headers


def test_a_rejected_replay_offers_its_first_sending() -> None:
    """However often it was turned away, it is the document that was sent first."""
    again = Record(Origin("news.raw", 1, 9), VALUE, replay_headers(Record(FIRST, VALUE, (), NOON)), LATER)
    offer = offered(again)
    assert (offer.first, offer.original.origin) == (FIRST, again.origin)
    assert replay_headers(offer.original) == again.headers


@pytest.mark.parametrize(
    "original",
    [
        Record(FIRST, b"x" * (LARGEST_REJECTION + 1), (), NOON),
        Record(FIRST, VALUE, (("x", b"y" * (LARGEST_REJECTION + 1)),), NOON),
        Record(FIRST, VALUE, (), NOON, b"k" * (LARGEST_REJECTION + 1)),
        Record(FIRST, b"", (), NOON, unreadable="its batch cannot be read"),
        Record(FIRST, None, (), NOON),
    ],
    ids=["value", "headers", "key", "unreadable", "nothing"],
)
def test_what_was_left_out_is_told(original: Record) -> None:
    """A rejection that could not hold the whole original does not pass for it."""
    assert not offered(original).whole


def test_a_record_that_says_no_origin_offers_nothing() -> None:
    """What others put on the topic is passed over."""
    headers: Headers = (("reason", b"bad_charset"), ("raw_origin", b"somewhere"))
    assert offer_of_rejection(Record(FIRST, VALUE, headers, NOON)) is None


@pytest.mark.parametrize(
    ("wanted", "takes"),
    [
        (Wanted(), True),
        (Wanted(reasons=("oversized", "bad_charset")), True),
        (Wanted(reasons=("oversized",)), False),
        (Wanted(sources=("harbour-press",)), True),
        (Wanted(sources=("harbour-press",), reasons=("oversized",)), False),
        (Wanted(record_ids=("r-77",)), True),
        (Wanted(record_ids=("r-7",)), False),
        (Wanted(origins=(FIRST,)), True),
        (Wanted(origins=(Origin("news.raw", 3, 1235),)), False),
        (Wanted(since=LATER), True),
        (Wanted(since=LATER + timedelta(seconds=1)), False),
        (Wanted(until=LATER), False),
        (Wanted(until=LATER + timedelta(seconds=1)), True),
    ],
)
def test_filters(wanted: Wanted, takes: bool) -> None:
    """All that is asked must hold; times are those at which documents were turned away."""
    assert wanted.takes(offered(Record(FIRST, VALUE, (), NOON))) is takes


def test_a_raw_record_is_offered_as_it_stands() -> None:
    """Its time is that at which it came, and it has no reason."""
    record = Record(FIRST, VALUE, (("x", b"1"),), NOON, b"k")
    offer = offer_of_raw(record)
    assert (offer.original, offer.whole, offer.reason, offer.moment) == (record, True, "", NOON)
    assert (offer.source, offer.record_id) == ("harbour-press", "r-77")


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.sampled_from([0, 1, 8191, 8192, 2**40]))))
def test_places_are_a_set(steps: list[tuple[bool, int, int]]) -> None:
    """As Python's own, whatever is put in and taken out."""
    places, plain = Places(), set[Origin]()
    for adds, partition, offset in steps:
        origin = Origin("news.raw", partition, offset)
        assert (origin in places) == (origin in plain)
        assert (places.add if adds else places.take)(origin) == ((origin in plain) is not adds)
        (plain.add if adds else plain.discard)(origin)
        assert len(places) == len(plain)
