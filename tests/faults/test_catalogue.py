"""The catalogue of faults: what every entry of it keeps to."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.service.core.records import Origin, Record
from tests.faults.catalogue import FAULTS, Fault, named
from tests.faults.model import Model
from tests.faults.poison import NOTHING, POISON
from tests.faults.state import delete, flip, truncate
from tests.faults.stories import KINDS, Author


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_says_what_it_does(fault: Fault) -> None:
    """One sentence, and a name that finds it."""
    assert fault.doc.endswith(".")
    assert fault.doc[0].isupper()
    assert named(fault.name) == [fault]


def test_names_differ() -> None:
    """No fault hides another."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) == len(named("all"))


@pytest.mark.parametrize("harm", [flip, truncate, delete])
def test_harm_is_done(harm: Callable[[random.Random, Path], None], tmp_path: Path) -> None:
    """A damaged file is not what it was."""
    path = tmp_path / "CURRENT"
    path.write_bytes(bytes(100))
    harm(random.Random(1), path)
    assert not path.exists() or path.read_bytes() != bytes(100)


@pytest.mark.parametrize("number", range(len(POISON)), ids=[name for name, _ in POISON])
def test_poison_is_to_be_rejected(number: int) -> None:
    """The pipeline alone turns each of these records away."""
    sent = POISON[number][1]
    headers = tuple((name, value or b"") for name, value in sent.headers)
    record = Record(Origin("news.raw", 0, 0), None if sent.value is NOTHING else sent.value, headers, key=sent.key)
    assert Model(4 * 1024 * 1024).outcome_of(record).kind == "rejected"


def test_the_load_is_the_same_for_the_same_seed() -> None:
    """Two authors of one seed make the same records, and use every kind."""
    first, second = Author(3), Author(3)
    assert [first.next() for _ in range(200)] == [second.next() for _ in range(200)]
    assert sum(weight for _, weight in KINDS) == 100
