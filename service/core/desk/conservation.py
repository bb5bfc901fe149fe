"""The conservation law: every raw record ends as exactly one of article, duplicate, rejection. Counted from what topics
hold.

Kept small for millions of records: hashes and offsets, never bodies. What came of the records is told first, then which
of them are still under way, and the raw records last; each is settled as it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from itertools import pairwise
from typing import Literal

from copydesk.service.core.records import Origin

Kind = Literal["article", "duplicate", "rejection"]

EXAMPLES = 5
"""How many of each fault are named."""


def digest(value: bytes | None) -> bytes:
    """BLAKE2b-128 of a record's value; a missing value is not an empty one."""
    return blake2b(value, digest_size=16).digest() if value is not None else b""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One record of `articles`, `duplicates` or `rejected`, as far as the law needs it."""

    kind: Kind
    origin: Origin | None
    """The raw record; None where the header is missing or unreadable."""
    subject: str
    """What the outcome says: the guid, or the reason of a rejection."""
    version: int = 0
    """Of an article."""
    value_digest: bytes | None = None
    """Of a rejection: what its value, or its `value_omitted` header, says the original was."""
    place: str = ""
    """Where the outcome itself stands."""


@dataclass(frozen=True, slots=True)
class RawSeen:
    """One record of `raw`."""

    origin: Origin
    value_digest: bytes | None
    """None for a value that cannot be unpacked."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where a partition of `raw` or `parsed` stands: the first record that the desk has not committed, and how many
    follow.
    """

    place: Origin
    records: int
    since: datetime | None
    """When that record came; None where it has no time."""
    attempts: int = 0
    """Workers that began there and did not live to commit it."""


@dataclass(slots=True)
class Balance:
    """The figures. `records == articles + duplicates + rejections + lost + pending`, always."""

    records: int = 0
    articles: int = 0
    duplicates: int = 0
    rejections: int = 0
    pending: int = 0
    """No outcome yet, and none promised: not committed, or on `parsed` and not committed there."""
    lost: int = 0
    """No outcome, though the desk committed that it is done with the record."""
    invented: int = 0
    """Outcomes of records that `raw` never held."""
    conflicts: int = 0
    """One raw record with two outcomes, one version with two raw records, a gap in the versions, a rejection with other
    bytes.
    """
    repeats: int = 0
    """The same outcome once more, after a crash; consumers that key on the CloudEvents id see none of them."""
    expired: int = 0
    """Outcomes of records that `raw` no longer holds."""
    examples: dict[str, list[str]] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    """A partition each that is not done."""

    @property
    def broken(self) -> bool:
        """True when the law does not hold."""
        return bool(self.lost or self.invented or self.conflicts)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Offsets of one partition of `raw`."""

    start: int
    """The first that it still holds."""
    end: int
    """Where the reading of `raw` ended."""
    committed: int = 0
    """Below this the desk says that it is done."""
    newest: int | None = None
    """The end when the last outcome was read; None: as `end`."""


class Ledger:
    """Outcomes by raw record, until the raw record itself is told."""

    def __init__(self, topic: str, bounds: Mapping[int, Bounds]) -> None:
        self._topic = topic
        self._bounds = bounds
        self._balance = Balance()
        self._open: dict[int, tuple[Kind, int]] = {}  # raw record -> what came of it
        self._rejected: dict[int, bytes | None] = {}  # raw record -> what its rejection holds
        self._makers: dict[int, dict[int, int]] = {}  # guid -> version -> raw record
        self._under_way: set[int] = set()
        self._restored: dict[int, int] = {}  # guid -> version

    def add_outcome(self, outcome: Outcome) -> None:
        """Told in any order, all of them before `settle`."""
        origin = outcome.origin
        if origin is None or not self._can_exist(origin):
            self._fault("invented", f"{outcome.kind} at {outcome.place} of {origin or 'no raw record'}")
            return
        said = (outcome.kind, _short(f"{outcome.subject} {outcome.version}"))
        known = self._open.get(_packed(origin))
        if known is None:
            self._open[_packed(origin)] = said
            self._claim(outcome, origin)
        elif known == said:
            self._balance.repeats += 1
        else:
            self._fault("conflicts", f"{origin} became {known[0]} and, at {outcome.place}, {outcome.kind}")

    def add_restored(self, outcome: Outcome) -> None:
        """An article of a cluster that was lost: of no raw record here, and the next version follows it."""
        guid = _short(outcome.subject)
        self._restored[guid] = max(outcome.version, self._restored.get(guid, 0))

    def add_under_way(self, origin: Origin) -> None:
        """A raw record whose parsed article waits on `parsed`."""
        self._under_way.add(_packed(origin))

    def settle(self, record: RawSeen) -> None:
        """One raw record, after all outcomes."""
        self._balance.records += 1
        place = _packed(record.origin)
        match self._open.pop(place, None):
            case ("article", _):
                self._balance.articles += 1
            case ("duplicate", _):
                self._balance.duplicates += 1
            case ("rejection", _):
                self._balance.rejections += 1
                self._compare(record, self._rejected.pop(place))
            case _ if (
                place in self._under_way or record.origin.offset >= self._bounds[record.origin.partition].committed
            ):
                self._balance.pending += 1
            case _:
                self._fault("lost", str(record.origin))

    def close(self) -> Balance:
        """The figures, after all records."""
        for place in self._open:
            self._explain_unsettled(_unpacked(place, self._topic))
        for guid, makers in self._makers.items():
            self._find_gaps(makers, self._restored.get(guid, 0))
        return self._balance

    def _can_exist(self, origin: Origin) -> bool:
        bounds = self._bounds.get(origin.partition)
        return (
            origin.topic == self._topic
            and bounds is not None
            and origin.offset < (bounds.end if bounds.newest is None else bounds.newest)
        )

    def _claim(self, outcome: Outcome, origin: Origin) -> None:
        if outcome.kind == "rejection":
            self._rejected[_packed(origin)] = outcome.value_digest
        if outcome.kind == "article":
            maker = self._makers.setdefault(_short(outcome.subject), {}).setdefault(outcome.version, _packed(origin))
            if maker != _packed(origin):
                self._fault(
                    "conflicts",
                    f"{outcome.subject} version {outcome.version} was made of {_unpacked(maker, self._topic)} and of {origin}",
                )

    def _compare(self, record: RawSeen, rejected: bytes | None) -> None:
        if rejected != record.value_digest and record.value_digest is not None:
            self._fault("conflicts", f"the rejection of {record.origin} holds other bytes")

    def _explain_unsettled(self, origin: Origin) -> None:
        """An outcome whose raw record was not told: gone by retention, newer than the reading, or never there."""
        bounds = self._bounds[origin.partition]
        if origin.offset < bounds.start:
            self._balance.expired += 1
        elif origin.offset < bounds.end:
            self._fault("invented", f"outcome of {origin}, which is not there")

    def _find_gaps(self, makers: dict[int, int], restored: int) -> None:
        """Versions of one story follow each other, and the restored one; or they begin anew, where it had been forgotten.
        Compaction takes old ones away, but none whose raw record could still be there.
        """
        present = sorted(version for version, place in makers.items() if not self._expired(place))
        complete = not any(bounds.start for bounds in self._bounds.values())
        before = 0 if 1 in makers else restored
        expected = [before, *present] if complete else present
        for before, after in pairwise(expected):
            if after != before + 1:
                self._fault(
                    "conflicts",
                    f"{_unpacked(makers[after], self._topic)} became version {after}, and there is no version {after - 1}",
                )

    def _expired(self, place: int) -> bool:
        origin = _unpacked(place, self._topic)
        return origin.offset < self._bounds[origin.partition].start

    def _fault(self, name: Literal["lost", "invented", "conflicts"], example: str) -> None:
        setattr(self._balance, name, getattr(self._balance, name) + 1)
        examples = self._balance.examples.setdefault(name, [])
        if len(examples) < EXAMPLES:
            examples.append(example)


_OFFSET_BITS = 63


def _packed(origin: Origin) -> int:
    """Partition and offset in one number: a third of the memory of a pair."""
    return origin.partition << _OFFSET_BITS | origin.offset


def _unpacked(place: int, topic: str) -> Origin:
    return Origin(topic, place >> _OFFSET_BITS, place & (1 << _OFFSET_BITS) - 1)


def _short(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
