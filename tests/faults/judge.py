"""The law, judged from the topics: each raw record comes to exactly what the pipeline alone makes of it. Pure: told,
not reading.

Outcomes are told first, in any order, then the raw records. What is kept of a million of them is a million numbers.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from copydesk.service.core.records import Origin, Record
from tests.faults.model import Model
from tests.faults.telling import Telling

Offence = Literal["lost", "invented", "doubled", "wrong", "wobble"]

OFFENCES: dict[Offence, str] = {
    "lost": "A raw record has no outcome.",
    "invented": "An outcome names a raw record that was never there.",
    "doubled": "One raw record has two outcomes, or one version has two contents or two raw records.",
    "wrong": "An outcome is not what the pipeline alone makes of the record.",
    "wobble": "A duplicate was told twice, with another kind or version.",
}

KEPT = 2000
"""Cases of each offence that are kept; all are counted."""

SHIFT = 40
"""Bits of an offset, below those of its partition."""

SAID_TWICE: dict[str, Offence] = {"articles": "doubled", "duplicates": "wobble", "rejected": "wrong"}
"""What it is to tell an outcome again, the same but for its detail."""


@dataclass(frozen=True, slots=True)
class Case:
    """One offence against the law."""

    offence: Offence
    at_ms: int
    """When the raw record was published; of an invented outcome, when that was."""
    origin: Origin | None
    what: str


@dataclass(slots=True)
class Verdict:
    """The figures, and cases to look at."""

    records: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    """Raw records by the kind of what they should come to."""
    offences: Counter[Offence] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)
    repeats: int = 0
    """The same outcome once more, which the law allows."""
    repeated_at: array[int] = field(default_factory=lambda: array("q"))
    """When each repeat was told, in milliseconds."""

    @property
    def broken(self) -> bool:
        """True when the law does not hold."""
        return any(self.offences.values())

    def __str__(self) -> str:
        counts = " ".join(f"{name}={self.offences[name]}" for name in OFFENCES)
        return f"records={self.records} {dict(self.outcomes)} {counts} repeats={self.repeats}"


class Judge:
    """Hears all outcomes, then settles all raw records."""

    def __init__(self, raw_topic: str, model: Model) -> None:
        self._raw_topic = raw_topic
        self._model = model
        self._told: dict[int, int] = {}  # raw record -> what was told of it first
        self._further: dict[int, set[int]] = {}  # raw record -> what was told of it that differs from the first
        self._makers: dict[int, int] = {}  # version of a story -> raw record
        self._verdict = Verdict()

    def hear(self, told: Telling, origin: Origin | None, at_ms: int) -> None:
        """One outcome, and the raw record that it names."""
        if origin is None or origin.topic != self._raw_topic:
            self._offend("invented", at_ms, origin, f"{told} of {origin or 'no raw record'}")
        elif self._is_new(_packed(origin), told.packed):
            self._claim(told, origin, at_ms)
        else:
            self._verdict.repeats += 1
            self._verdict.repeated_at.append(at_ms)

    def settle(self, record: Record) -> None:
        """One raw record, after all outcomes; each partition in the order of its offsets."""
        expected = self._model.outcome_of(record)
        self._verdict.records += 1
        self._verdict.outcomes[expected.kind] += 1
        place = _packed(record.origin)
        first = self._told.pop(place, None)
        told = self._further.pop(place, set()) | ({first} if first is not None else set())
        if offence := _offence(expected, told):
            self._offend(
                offence, _milliseconds(record), record.origin, f"should be {expected}, was told {len(told)} ways"
            )

    def next_partition(self) -> None:
        """Raw records of another partition follow."""
        self._model.forget()

    def close(self) -> Verdict:
        """The verdict, after all raw records."""
        for place in self._told:
            self._offend(
                "invented", 0, None, f"an outcome of {self._raw_topic}/{place >> SHIFT}/{place & (1 << SHIFT) - 1}"
            )
        return self._verdict

    def _is_new(self, place: int, said: int) -> bool:
        """Remember a telling; False where the same was told before."""
        first = self._told.setdefault(place, -1)
        if first == -1:
            self._told[place] = said
            return True
        further = self._further.get(place, set())
        if said == first or said in further:
            return False
        self._further[place] = further | {said}
        return True

    def _claim(self, told: Telling, origin: Origin, at_ms: int) -> None:
        """A version of a story has one raw record."""
        if told.kind == "articles" and self._makers.setdefault(told.identity, _packed(origin)) != _packed(origin):
            self._offend("doubled", at_ms, origin, f"{told.subject} is of another raw record already")

    def _offend(self, offence: Offence, at_ms: int, origin: Origin | None, what: str) -> None:
        self._verdict.offences[offence] += 1
        if self._verdict.offences[offence] <= KEPT:
            self._verdict.cases.append(Case(offence, at_ms, origin, what))


def _offence(expected: Telling, told: set[int]) -> Offence | None:
    """What is wrong with all that was told of one raw record."""
    if not told:
        return "lost"
    if len({said >> 64 for said in told}) > 1:
        return "doubled"
    if expected.identity not in {said >> 64 for said in told}:
        return "wrong"
    if len(told) > 1:
        return SAID_TWICE[expected.kind]
    return None if told == {expected.packed} else "wrong"


def _packed(origin: Origin) -> int:
    return origin.partition << SHIFT | origin.offset


def _milliseconds(record: Record) -> int:
    return int(record.timestamp.timestamp() * 1000) if record.timestamp else 0
