"""`copydesk diff` without a broker: which two versions are meant, and what is said where they are not there."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from aiokafka import TopicPartition
from aiokafka.partitioner import murmur2

from copydesk.service.difference.as_lines import COLOURS, MARKS, Inks
from copydesk.service.shell.commands.diff import NotThere, Versions, inks_for, named
from copydesk.service.shell.reading import home_of
from tests.unit.articles import an_article

FIRST, LATER = "2026-05-01T12:00:00Z", "2026-06-01T12:00:00.5Z"


def record(version: int, first_seen_at: str | None = FIRST, record_id: str = "record") -> bytes:
    """An article as the topic has it."""
    return an_article(version=version, first_seen_at=first_seen_at, record_id=record_id).model_dump_json().encode()


def read(records: Sequence[bytes | None], asked: Sequence[int] = ()) -> Versions:
    """What is kept of these records."""
    versions = Versions(asked)
    for value in records:
        versions.add(value)
    return versions


def pair(records: Sequence[bytes | None], *asked: int) -> tuple[int, int]:
    """The versions that are shown."""
    old, new = read(records, asked).pair("example:1")
    return old.version, new.version


@pytest.mark.parametrize(
    ("there", "asked", "shown"),
    [
        ([1, 2, 3], [], (2, 3)),
        ([1, 2, 3], [2], (1, 2)),
        ([1, 2, 3], [1, 3], (1, 3)),
        ([1, 2, 3], [3, 1], (3, 1)),
        ([1, 2, 3, 2, 3], [], (2, 3)),
        ([1, 2, 3, 1, 2], [], (2, 3)),
        ([2, 5], [], (2, 5)),
    ],
)
def test_which_two(there: list[int], asked: list[int], shown: tuple[int, int]) -> None:
    """The last two, one and the one before it, or the two asked for; a replay changes nothing."""
    assert pair([record(number) for number in there], *asked) == shown


@pytest.mark.parametrize(
    ("there", "asked", "says"),
    [
        ([], [], "no version of example:1 is on the topic"),
        ([3], [], "of example:1 only v3 is on the topic: nothing to compare it with"),
        ([3], [2, 3], "of example:1 only v3 is on the topic: nothing to compare it with"),
        ([3, 5, 6, 7], [4], "v4 of example:1 is not, or no longer, on the topic; there are v3, v5 to v7"),
        ([3, 4], [1, 2], "v1 and v2 of example:1 are not, or no longer, on the topic; there are v3, v4"),
        ([1, 2], [1], "v1 is the first version of example:1: nothing to compare it with; there are v1, v2"),
    ],
)
def test_what_is_not_there(there: list[int], asked: list[int], says: str) -> None:
    """It is told in a line, with what is there."""
    with pytest.raises(NotThere, match=f"^{says}$"):
        pair([record(number) for number in there], *asked)


def test_a_story_that_came_back_begins_anew() -> None:
    """Versions of its earlier life are not mixed with those of the later one, whichever is read first."""
    earlier, later = [record(n) for n in (1, 2, 3)], [record(n, LATER, "later") for n in (1, 2)]
    for records in ([*earlier, *later], [*later, *earlier]):
        old, new = read(records).pair("example:1")
        assert [(one.version, one.record_id) for one in (old, new)] == [(1, "later"), (2, "later")]


def test_a_deleted_story_is_not_there() -> None:
    """What stands before a tombstone is about to be compacted away."""
    with pytest.raises(NotThere):
        pair([record(1), record(2), None])
    assert pair([record(1), None, record(2), record(3)]) == (2, 3)


def test_versions_without_a_first_moment() -> None:
    """A broker without record times gives none; they are of one life."""
    assert pair([record(1, None), record(2, None)]) == (1, 2)


@pytest.mark.parametrize(("asked", "most"), [((), 2), ((5,), 2), ((1, 9), 2)])
def test_no_more_than_two_are_held(asked: tuple[int, ...], most: int) -> None:
    """However many versions a story has."""
    assert len(read([record(number) for number in range(1, 100)], asked).held) == most


def test_named() -> None:
    """Runs as from and to."""
    assert named({7, 1, 3, 2, 9, 10}) == "v1 to v3, v7, v9, v10"


def test_home_is_where_clients_put_a_key() -> None:
    """By the hash of Kafka's own clients."""
    places = [TopicPartition("news.articles", number) for number in range(7)]
    assert home_of(b"example:1", places) == places[(murmur2(b"example:1") & 0x7FFFFFFF) % 7]


class Terminal(io.StringIO):
    """A stream that says that it is one."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "inks"),
    [
        (Terminal(), {}, COLOURS),
        (Terminal(), {"NO_COLOR": ""}, COLOURS),
        (Terminal(), {"NO_COLOR": "1"}, MARKS),
        (Terminal(), {"TERM": "dumb"}, MARKS),
        (io.StringIO(), {}, MARKS),
    ],
)
def test_colours(stream: io.StringIO, environment: dict[str, str], inks: Inks) -> None:
    """On a terminal, unless it has none or NO_COLOR is set to anything."""
    assert inks_for(stream, environment) is inks
