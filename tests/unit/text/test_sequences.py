"""What two sequences have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.text.sequences import Box, Pair, common_ends, longest_rising


@given(st.lists(st.integers(0, 30), max_size=30))
def test_longest_rising(values: list[int]) -> None:
    """It rises, and no run that ends at a value is longer."""
    run = [values[place] for place in longest_rising(values)]
    lengths: list[int] = []
    for place, value in enumerate(values):
        lengths.append(1 + max((lengths[n] for n in range(place) if values[n] < value), default=0))
    assert run == sorted(set(run))
    assert len(run) == max(lengths, default=0)


@pytest.mark.parametrize(
    ("old", "new", "box", "pairs", "inner"),
    [
        ("abcd", "axd", (0, 4, 0, 3), [(0, 0), (3, 2)], (1, 3, 1, 2)),
        ("aa", "a", (0, 2, 0, 1), [(0, 0)], (1, 2, 1, 1)),
        ("abc", "abc", (1, 2, 1, 2), [(1, 1)], (2, 2, 2, 2)),
        ("ab", "xy", (0, 2, 0, 2), [], (0, 2, 0, 2)),
    ],
    ids=["both ends", "never one twice", "within the box", "nothing"],
)
def test_common_ends(old: str, new: str, box: Box, pairs: list[Pair], inner: Box) -> None:
    """What is equal at the beginning and at the end, no member twice, nothing outside the box."""
    assert common_ends(old, new, box) == (pairs, inner)
