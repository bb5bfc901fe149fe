"""The table of what stands: the newest version of each story, whatever the order, and what became of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from aiokafka import TopicPartition

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.reprocess import Differs, OtherStory, Same, Standing, TurnedAway, Verdict, standing_of
from copydesk.service.core.records import Origin
from copydesk.service.shell.commands.reprocess import EXAMPLES, Plan, held_by
from copydesk.service.shell.commands.standings import Standings, standings
from copydesk.service.shell.errors import CopydeskError
from tests.builders import an_article
from tests.unit.articles import an_article as an_edited_article

NOON_MS = 1_772_366_400_000


def a_standing(guid: str = "example:1", version: int = 1, offset: int = 0, began_ms: int | None = NOON_MS) -> Standing:
    """A version, read from the raw record of that offset."""
    article = an_edited_article(guid=guid, version=version)
    plain = standing_of(article, Origin("news.raw", 0, offset), Origin("news.articles", 0, offset))
    return replace(plain, began_ms=began_ms, came_ms=NOON_MS + offset)


def kept(table: Standings) -> list[tuple[str, int]]:
    """Guids and versions, by their raw records."""
    table.sort()
    return [(one.guid, one.version) for place in table.places() for one in table.of_raw(place)]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_highest_version_stands(order: tuple[int, ...]) -> None:
    """In whatever order they come."""
    with standings() as table:
        for number in order:
            table.add(a_standing(version=number + 1, offset=number))
        assert kept(table) == [("example:1", 3)]


def test_a_story_that_began_anew() -> None:
    """Its later versions stand, though their numbers are lower; where one does not know when it began, the number tells."""
    with standings() as table:
        for version, began_ms in ((5, NOON_MS), (1, NOON_MS + 1), (6, NOON_MS), (2, None), (1, None), (7, NOON_MS)):
            table.add(a_standing(version=version, began_ms=began_ms))
        assert kept(table) == [("example:1", 2)]


def test_a_story_that_was_taken_off() -> None:
    """A tombstone takes it out; what comes after stands."""
    with standings() as table:
        table.add(a_standing(version=3))
        table.add(a_standing("example:2"))
        table.drop("example:1")
        assert kept(table) == [("example:2", 1)]


def test_times_are_asked_of_what_stands() -> None:
    """Of a story whose newest version is none of that time, no older one stands in."""
    with standings() as table:
        for version in (1, 2):
            table.add(a_standing(version=version, offset=version))
        table.add(a_standing("example:2", offset=1))
        table.keep_between(None, datetime.fromtimestamp((NOON_MS + 2) / 1000, UTC))
        assert kept(table) == [("example:2", 1)]
        table.keep_between(datetime.fromtimestamp((NOON_MS + 2) / 1000, UTC), None)
        assert table.count() == 0


def test_what_became_of_them() -> None:
    """A plan counts kinds, keeps a few examples, and sends what differs and was not sent before."""
    with standings() as table:
        for number in range(9):
            table.add(a_standing(f"example:{number}", offset=number))
        table.sort()
        plan = Plan(table)
        now = ParsedArticle.model_validate(an_article().model_dump())
        verdicts: list[Verdict] = [Differs(("authors", "genre"))] * 5
        verdicts += [Differs(("genre",)), OtherStory("x:1"), TurnedAway("no_text"), Same()]
        for number, verdict in enumerate(verdicts):
            [standing] = table.of_raw(Origin("news.raw", 0, number))
            plan.note(standing, verdict, now)
        assert plan.kinds == {"authors": 5, "genre": 6, "another story": 1, "turned away, no_text": 1}
        assert [len(plan.examples[kind]) for kind in ("authors", "another story")] == [EXAMPLES, 1]
        table.note_sent(Origin("news.raw", 0, 2))
        table.note_sent(Origin("news.raw", 0, 6))
        assert (plan.found, plan.sent_before) == (5, 1)
        assert [place.offset for place in table.places(plan.states, again=False)] == [0, 1, 3, 4]
        asked = Plan(table, identities=True)
        assert (asked.found, asked.sent_before) == (6, 2)
        assert Plan(table, again=True).sent_before == 0


def test_only_what_the_topic_holds_is_read() -> None:
    """From the first that is there on each partition; what is gone, and what names another topic, is not looked for."""
    begins = {TopicPartition("news.raw", 0): 10, TopicPartition("news.raw", 1): 0, TopicPartition("news.raw", 2): 0}
    places = [("news.raw", 0, 5), ("news.raw", 0, 30), ("news.raw", 0, 20), ("news.raw", 1, 7), ("old.raw", 1, 3)]
    held, starts = held_by(begins, [Origin(*place) for place in places])
    assert len(held) == 3
    assert starts == {TopicPartition("news.raw", 0): 20, TopicPartition("news.raw", 1): 7}


def test_a_disk_without_room_is_one_line() -> None:
    """It says where, and what to do."""
    with pytest.raises(CopydeskError, match="TMPDIR") as told, standings():
        raise sqlite3.OperationalError("database or disk is full")
    assert "\n" not in str(told.value)


def test_no_temporary_folder_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a container whose file system is read-only."""
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr("tempfile.tempdir", str(file))
    with pytest.raises(CopydeskError, match="TMPDIR"), standings():
        pass
