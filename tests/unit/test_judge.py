"""The judge of the fault suite: each offence against the law is found, and a desk that repeats itself commits none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
import rocksdict

from copydesk.service.core.records import Origin, Record
from tests.faults.judge import OFFENCES, Judge, Offence, Verdict
from tests.faults.memory import OFFSET_KEY, Write, hole_of
from tests.faults.model import Model
from tests.faults.pauses import Death, Pauses, percentiles
from tests.faults.telling import Telling

TOPIC = "news.raw"
MAX_BYTES = 1024 * 1024
Told = tuple[Telling, Origin | None]


def crawl(offset: int, report: int, partition: int = 0) -> Record:
    """A crawl of one story; another report is another content."""
    body = f"Council approves plan\n\nThe council approved the plan on Monday after a debate.\n\nThis is report number {report} on it."
    envelope = {"record_id": f"crawl-{offset}", "source_id": "dailyplanet", "hints": {"news_id": "7"}, "body": body}
    return Record(
        Origin(TOPIC, partition, offset),
        orjson.dumps(envelope),
        timestamp=datetime(2026, 3, 1, 0, 0, offset, tzinfo=UTC),
    )


def broken(offset: int) -> Record:
    """A record that the desk turns away."""
    return Record(Origin(TOPIC, 0, offset), b"{")


RECORDS = (crawl(0, 1), crawl(1, 1), crawl(2, 2), broken(3))
"""A story, a duplicate of it, its second version, and a document that is none."""


def outcomes(records: Sequence[Record] = RECORDS) -> list[Told]:
    """What a desk without fault tells of these."""
    model = Model(MAX_BYTES)
    return [(model.outcome_of(record), record.origin) for record in records]


def verdict(told: Sequence[Told], records: Sequence[Record] = RECORDS) -> Verdict:
    """The judge's, on all of it."""
    court = Judge(TOPIC, Model(MAX_BYTES))
    for telling, origin in told:
        court.hear(telling, origin, 1)
    court.next_partition()
    for record in records:
        court.settle(record)
    return court.close()


def changed(told: list[Told], number: int, telling: Telling, *, again: bool = False) -> list[Told]:
    """The same, but for one telling; or with that one told once more, otherwise."""
    other = (telling, told[number][1])
    return [*told, other] if again else [*told[:number], other, *told[number + 1 :]]


FIRST, DUPLICATE, SECOND, REJECTED = (telling for telling, _ in outcomes())
OTHER_KIND = Telling("duplicates", DUPLICATE.subject, "stale of version 1")

OFFENDED: dict[str, tuple[Offence, list[Told]]] = {
    "no outcome": ("lost", outcomes()[:2] + outcomes()[3:]),
    "an outcome of no raw record": ("invented", [*outcomes(), (REJECTED, None)]),
    "an outcome of a record that was never there": ("invented", [*outcomes(), (REJECTED, Origin(TOPIC, 0, 99))]),
    "an outcome of another topic's record": ("invented", [*outcomes(), (REJECTED, Origin("news.parsed", 0, 1))]),
    "two outcomes": ("doubled", changed(outcomes(), 0, REJECTED, again=True)),
    "two contents": ("doubled", changed(outcomes(), 0, Telling("articles", FIRST.subject, "another"), again=True)),
    "two raw records": ("doubled", changed(outcomes(), 2, FIRST)),
    "a version too high": ("wrong", changed(outcomes(), 2, Telling("articles", "dailyplanet:7@3", SECOND.detail))),
    "another content": ("wrong", changed(outcomes(), 2, Telling("articles", SECOND.subject, "another"))),
    "a duplicate told as an article": ("wrong", changed(outcomes(), 1, Telling("articles", "dailyplanet:7@9", ""))),
    "a duplicate of another kind": ("wrong", changed(outcomes(), 1, OTHER_KIND)),
    "another reason": ("wrong", changed(outcomes(), 3, Telling("rejected", "empty", REJECTED.detail))),
    "another original": ("wrong", changed(outcomes(), 3, Telling("rejected", REJECTED.subject, "another"))),
    "a duplicate told twice": ("wobble", changed(outcomes(), 1, OTHER_KIND, again=True)),
}


def test_the_model_knows_what_the_records_are() -> None:
    """The story is version 1, its copy a duplicate, its revision version 2, the rest rejected."""
    assert [(one.kind, one.subject) for one in (FIRST, DUPLICATE, SECOND, REJECTED)] == [
        ("articles", "dailyplanet:7@1"),
        ("duplicates", "dailyplanet:7"),
        ("articles", "dailyplanet:7@2"),
        ("rejected", "bad_json"),
    ]


def test_a_desk_without_fault_is_acquitted() -> None:
    """One outcome for each record, as the pipeline alone gives it."""
    found = verdict(outcomes())
    assert not found.broken
    assert (found.records, dict(found.outcomes)) == (4, {"articles": 2, "duplicates": 1, "rejected": 1})


def test_a_repeat_is_no_offence() -> None:
    """The same outcomes once more, in any order, are counted and allowed."""
    found = verdict([*reversed(outcomes()), *outcomes()])
    assert (found.broken, found.repeats) == (False, 4)


@pytest.mark.parametrize("name", OFFENDED)
def test_an_offence_is_found(name: str) -> None:
    """Each way to break the law is counted under its name."""
    offence, told = OFFENDED[name]
    found = verdict(told)
    assert found.offences[offence] == 1
    assert [case.offence for case in found.cases].count(offence) == 1


def test_every_offence_is_tried() -> None:
    """No offence of the list is without a case here."""
    assert {offence for offence, _ in OFFENDED.values()} == set(OFFENCES)


def test_stories_of_another_partition_are_other_stories() -> None:
    """The model forgets from one partition to the next, as a key's documents never change theirs."""
    model = Model(MAX_BYTES)
    first = model.outcome_of(crawl(0, 1))
    model.forget()
    assert model.outcome_of(crawl(0, 1, partition=1)).subject == first.subject


def test_pauses_are_those_of_others_after_a_death() -> None:
    """The longest time without an outcome counts from the death, for each lane that another worker had."""
    pauses = Pauses()
    for at_ms in (0, 1000, 9000, 9500):
        pauses.moved("raw/0", at_ms)
        pauses.moved("raw/1", at_ms // 2)
    death = Death(2000, 1, frozenset({"raw/0", "raw/7"}))
    assert pauses.after([death], 10_000) == [7.0]


def test_percentiles_of_few_values() -> None:
    """The last one is the most; none of nothing."""
    assert percentiles([3.0, 1.0, 2.0], (50, 100)) == {50: 2.0, 100: 3.0}
    assert percentiles([]) == {}


def memory_of(folder: Path, stories: dict[bytes, bytes], held: int) -> Path:
    """A store as a worker leaves it."""
    store = rocksdict.Rdict(str(folder), options=rocksdict.Options(raw_mode=True))
    for guid, value in {**stories, OFFSET_KEY: str(held).encode()}.items():
        store[guid] = value
    store.close()
    return folder


WRITES = [Write(0, b"a", 5), Write(1, b"b", 6), Write(2, b"a", 9), Write(3, b"a", 7), Write(4, b"c", 11)]


@pytest.mark.parametrize(
    ("stories", "missing"),
    [
        ({b"a": b"[9,1]", b"b": b"[6,1]"}, None),
        ({b"a": b"[12,1]", b"b": b"[6,1]"}, None),
        ({b"b": b"[6,1]"}, "[2]"),
        ({b"a": b"[7,1]", b"b": b"[6,1]"}, "[2]"),
        ({}, "[1, 2]"),
    ],
)
def test_a_hole_in_a_memory_is_found(stories: dict[bytes, bytes], missing: str | None, tmp_path: Path) -> None:
    """A story that is missing, or older than the changelog up to the held offset says, is a hole; a newer one is
    none.
    """
    folder = memory_of(tmp_path / "v1" / "tables" / "seen" / "seen-0.db", stories, held=3)
    found = hole_of(folder, WRITES)
    assert found is None if missing is None else found is not None and found.endswith(f"offsets {missing}")
