"""What a record is to a reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from copydesk.client.reading.choice import choice_of
from copydesk.client.reading.errors import UnreadableRecord
from copydesk.client.reading.memory import Memory
from copydesk.client.reading.sorter import Published, Sorter, Withdrawn
from tests.unit.client.reading.records import NOON, Kept, old_version, short, tombstone, version

HOUR = timedelta(hours=1)


def told(*records: Kept, sorter: Sorter | None = None) -> list[str]:
    """What comes of them, in short, at noon."""
    sorter = sorter or Sorter()
    return [short(change) for record in records if (change := sorter.take(record, NOON))]


def test_each_version_once() -> None:
    """A worker that died repeats some; the repeats are left out, wherever they stand."""
    assert told(version(0, 1), version(1, 2), version(2, 1), version(3, 2), version(4, 3)) == ["1", "2", "3"]


def test_an_older_version_that_was_not_had() -> None:
    """Comes from another partition after the topic was given more of them: it is no repeat, and no news either."""
    assert told(version(0, 2), version(1, 1)) == ["2", "1"]
    assert told(version(0, 2), version(1, 1), sorter=Sorter(latest_only=True)) == ["2"]


def test_nothing_old_of_a_story_that_is_taken_back() -> None:
    """Not shown where a newer version takes the story back, or it was forgotten."""
    assert told(version(0, 2, pubstatus="canceled"), version(1, 1)) == ["-2 canceled"]
    assert told(version(0, 2), tombstone(1), version(2, 1)) == ["2", "forgotten"]


def test_an_old_withdrawal_takes_nothing_back() -> None:
    """The newest version says how a story stands."""
    assert told(version(0, 2), version(1, 1, pubstatus="canceled")) == ["2"]


def test_a_story_that_begins_anew() -> None:
    """The desk had forgotten it after COPYDESK_REMEMBER_DAYS: version 1 comes again, first seen at another time."""
    later: dict[str, Any] = {"first_seen_at": NOON + 400 * 24 * HOUR}
    assert told(version(0, 1), version(1, 2), version(2, 1, **later), version(3, 2, **later)) == ["1", "2", "1", "2"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"pubstatus": "usable"}, "2"),
        ({"pubstatus": "canceled"}, "-2 canceled"),
        ({"pubstatus": "usable", "signals": ["kill"]}, "-2 canceled"),
        ({"signals": ["advisory"]}, "-2 advisory"),
        ({"pubstatus": "withheld"}, "-2 withheld"),
        ({"pubstatus": "withheld", "embargoed_until": NOON + HOUR}, "-2 embargoed"),
        ({"pubstatus": "withheld", "embargoed_until": NOON}, "2"),
        ({"pubstatus": "withheld", "embargoed_until": NOON - HOUR}, "2"),
        ({"pubstatus": "usable", "embargoed_until": NOON - HOUR}, "2"),
        ({"signals": ["correction"]}, "2"),
    ],
)
def test_what_must_not_be_shown(fields: dict[str, Any], expected: str) -> None:
    """By the table of docs/contract.md; an editor's desk sees it all."""
    assert told(version(0), version(1, 2, **fields)) == ["1", expected]
    assert told(version(0), version(1, 2, **fields), sorter=Sorter(editorial=True)) == ["1", "2"]


def test_what_a_withdrawal_says() -> None:
    """Why, until when, and what the provider tells editors."""
    record = version(0, pubstatus="canceled", editorial_note="Not ours.")
    assert Sorter().take(record, NOON) == Withdrawn("example:1", 1, "canceled", None, "Not ours.")
    until = NOON + HOUR
    embargoed = Sorter().take(version(0, pubstatus="withheld", embargoed_until=until), NOON)
    assert embargoed == Withdrawn("example:1", 1, "embargoed", until)


def embargoed(offset: int, number: int = 1) -> Kept:
    """Until an hour after noon."""
    return version(offset, number, pubstatus="withheld", embargoed_until=NOON + HOUR)


def test_the_end_of_an_embargo() -> None:
    """The version is held, and given once when the time has come, though it stands on the topic twice. The last of the two is
    held: compaction takes the first.
    """
    sorter, first, again = Sorter(), embargoed(3), embargoed(4)
    assert told(first, again, sorter=sorter) == ["-1 embargoed"] * 2
    assert sorter.held_on(0) == [4]
    assert sorter.due(NOON + HOUR - timedelta(seconds=1)) == []
    assert [held.offset for held in sorter.due(NOON + HOUR)] == [4]
    assert isinstance(sorter.release(again, NOON + HOUR), Published)
    sorter.let_go(0, 4)
    assert sorter.held_on(0) == []
    assert told(embargoed(9), sorter=sorter) == []


def test_an_embargo_that_ends_before_its_repeat_is_read() -> None:
    """What was held is gone from the topic by compaction; the repeat that compaction left is given."""
    sorter = Sorter()
    told(embargoed(3), sorter=sorter)
    sorter.let_go(0, 3)
    assert isinstance(sorter.take(embargoed(4), NOON + HOUR), Published)


@pytest.mark.parametrize(
    "newer", [version(4, 2), version(4, 2, pubstatus="canceled"), tombstone(4), version(4, 2, language="fa")]
)
def test_an_embargo_that_is_overtaken(newer: Kept) -> None:
    """A newer version, or a tombstone, stands for what was held."""
    sorter = Sorter(choice_of(None, "en"))
    record = version(3, language="en", pubstatus="withheld", embargoed_until=NOON + HOUR)
    told(record, newer, sorter=sorter)
    assert sorter.held_on(0) == []
    assert sorter.release(record, NOON + HOUR) is None


def test_what_an_earlier_reader_held() -> None:
    """It is still to be given, though a repeat of it is recalled."""
    sorter = Sorter()
    assert sorter.hold(embargoed(3), NOON)
    sorter.recall(embargoed(4))
    assert isinstance(sorter.release(embargoed(3), NOON + HOUR), Published)


def test_what_is_recalled_is_not_given_again() -> None:
    """Versions and tombstones that an earlier reader dealt with."""
    sorter = Sorter()
    for record in (
        version(0),
        version(1, 2, pubstatus="canceled"),
        tombstone(2, "example:2"),
        Kept(3, b"x", b"no JSON"),
    ):
        sorter.recall(record)
    again = (version(4), version(5, 2, pubstatus="canceled"), tombstone(6, "example:2"), version(7, 3))
    assert told(*again, sorter=sorter) == ["3"]


def test_a_story_that_is_forgotten() -> None:
    """Once for each order; a document that comes afterwards is the next version. The repeat of all of it says nothing."""
    second = "01980a4c-7d1e-7b52-9c3f-52c0b7a4e612"
    all_of_it = [(version, 1), (tombstone, "example:1"), (version, 2), (tombstone, "example:1", second), (version, 3)]
    records = [make(offset, *given) for offset, (make, *given) in enumerate(all_of_it * 2)]  # type: ignore[operator]
    assert told(*records) == ["1", "forgotten", "2", "forgotten", "3"]


def test_a_tombstone_written_by_hand() -> None:
    """Means the same."""
    assert told(version(0), Kept(1, b"example:1", None)) == ["1", "forgotten"]


@pytest.mark.parametrize("make", [version, old_version])
def test_languages(make: Any) -> None:
    """By headers, or by values where an older release wrote none. A revision in another language takes the story back, a first
    version in another says nothing; whatever takes back comes.
    """
    records = (
        make(0, 1, language="en"),
        make(1, 2, language="fa"),
        make(2, 1, guid="example:2", language="fa"),
        make(3, 1, guid="example:3", language="EN-gb"),
        make(4, 2, guid="example:3", language=None),
        make(5, 3, guid="example:3", language="en"),
        make(6, 1, guid="example:4", language="eng"),
    )
    assert told(*records, sorter=Sorter(choice_of(None, "en"))) == ["1", "-2 language", "1", "-2 language", "3"]


def test_sources() -> None:
    """Of a story's own guid: of others not even a tombstone comes, and their values are not read."""
    records = (
        version(0, guid="hill-radio:1"),
        Kept(1, b"other:1", b"no JSON"),
        tombstone(2, "other:1"),
        tombstone(3, "hill-radio:1"),
    )
    assert told(*records, sorter=Sorter(choice_of(["hill-radio"], None))) == ["1", "forgotten"]


def test_values_of_other_languages_are_not_read() -> None:
    """The headers say enough."""
    record = replace(version(0, language="fa"), value=b"no JSON")
    assert told(record, sorter=Sorter(choice_of(None, "en"))) == []


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (Kept(7, b"example:1", b"no JSON"), "Invalid JSON"),
        (Kept(7, b"example:1", b"{}"), "guid Field required"),
        (replace(version(7), key=b"example:2"), "its key is not its guid example:1"),
        (replace(version(7), key=None), "its key is not its guid example:1"),
    ],
)
def test_what_is_no_article(record: Kept, why: str) -> None:
    """It ends the reading with its place and the reason, or the caller is told and goes on."""
    with pytest.raises(UnreadableRecord, match=f"news.articles/0/7 is no article: {why}") as caught:
        told(record)
    assert (caught.value.partition, caught.value.offset, str(caught.value).count("\n")) == (0, 7, 0)
    heard = list[Any]()
    sorter = Sorter(on_unreadable=lambda error, bad: heard.append((error.offset, bad)))
    assert told(record, version(8), sorter=sorter) == ["1"]
    assert heard == [(7, record)]


def test_memory_is_bounded() -> None:
    """The story last heard of longest ago is the one that is not known again."""
    sorter = Sorter(memory=Memory(2))
    stories = [version(offset, guid=f"example:{offset}") for offset in range(3)]
    assert told(*stories, stories[1], stories[2], stories[0], sorter=sorter) == ["1", "1", "1", "1"]
