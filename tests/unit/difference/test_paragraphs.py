"""Paragraphs side by side: each beside the one that it came from, and both texts in the rows."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.difference.paragraphs import Row, paragraphs_of, rows_of

BRIDGE = "The old harbour bridge opened to traffic on Monday, the council said."
MAYOR = "We are glad that it is over, mayor Anna Berg told reporters."
TUNNEL = "Opponents had asked for a tunnel, which was turned down in March."
COST = "Repairs cost 4 million crowns, twice what was planned."
FERRY = "Two ferries ran all winter in its place."

PARAGRAPHS = st.lists(
    st.one_of(
        st.sampled_from([BRIDGE, MAYOR, TUNNEL, BRIDGE.replace("Monday", "Tuesday"), MAYOR.upper(), "***", "* *"]),
        st.text("ab \n", min_size=1, max_size=12),
    ),
    max_size=14,
)


def told(old: list[str], new: list[str]) -> list[tuple[int | None, int | None, bool, bool]]:
    """The rows as places, whether changed, and whether moved."""
    return [(row.old, row.new, bool(row.parts), row.moved) for row in rows_of(old, new)]


def words_in(row: Row, kinds: str) -> list[str]:
    """Of a row that was changed."""
    return [word.text for part in row.parts if part.kind in kinds for word in part.words]


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ([BRIDGE, MAYOR], [BRIDGE, MAYOR], [(0, 0, False, False), (1, 1, False, False)]),
        ([BRIDGE], [BRIDGE.replace("Monday", "Tuesday")], [(0, 0, True, False)]),
        ([BRIDGE, MAYOR], [MAYOR], [(0, None, False, False), (1, 0, False, False)]),
        (
            [BRIDGE, MAYOR],
            [BRIDGE, TUNNEL, MAYOR],
            [(0, 0, False, False), (None, 1, False, False), (1, 2, False, False)],
        ),
        ([BRIDGE], [TUNNEL], [(0, None, False, False), (None, 0, False, False)]),
        (
            [BRIDGE, MAYOR, TUNNEL, COST],
            [MAYOR, TUNNEL, COST, BRIDGE],
            [(1, 0, False, False), (2, 1, False, False), (3, 2, False, False), (0, 3, False, True)],
        ),
        (
            [BRIDGE, MAYOR, TUNNEL, COST],
            [MAYOR, TUNNEL, COST, BRIDGE.replace("Monday", "Tuesday")],
            [(1, 0, False, False), (2, 1, False, False), (3, 2, False, False), (0, 3, True, True)],
        ),
        (
            [BRIDGE, MAYOR],
            [FERRY, TUNNEL, BRIDGE.replace("old ", ""), MAYOR.replace("glad", "happy")],
            [(None, 0, False, False), (None, 1, False, False), (0, 2, True, False), (1, 3, True, False)],
        ),
        (["A  b c"], ["A b c"], [(0, 0, False, False)]),
        ([], [BRIDGE], [(None, 0, False, False)]),
        ([BRIDGE], [], [(0, None, False, False)]),
    ],
)
def test_rows(old: list[str], new: list[str], rows: list[object]) -> None:
    """A changed paragraph stands beside the one that it came from, a moved one is told as moved, and nothing is paired
    that has little in common.
    """
    assert told(old, new) == rows


@given(PARAGRAPHS, PARAGRAPHS)
def test_rows_make_both_texts(old: list[str], new: list[str]) -> None:
    """Each paragraph of both stands in one row; what is not changed is equal, and the words of what is make both."""
    rows = rows_of(old, new)
    assert [row.text for row in rows if row.new is not None] == new
    assert [row.new for row in rows if row.new is not None] == list(range(len(new)))
    assert sorted(row.old for row in rows if row.old is not None) == list(range(len(old)))
    for row in rows:
        if row.new is None or row.parts:
            assert row.old is not None
            assert row.text == old[row.old] or words_in(row, "=-") == old[row.old].split()
            assert not row.parts or words_in(row, "=+") == row.text.split()
        elif row.old is not None:
            assert old[row.old].split() == row.text.split()


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_did_not_move_is_in_order(old: list[str], new: list[str]) -> None:
    """Removed paragraphs among them: read without the moved ones, the old text goes from top to bottom."""
    places = [row.old for row in rows_of(old, new) if row.old is not None and not row.moved]
    assert places == sorted(places)


def test_paragraphs_of() -> None:
    """As the contract parts them; an empty body has none."""
    assert paragraphs_of("a\n\nb\nc") == ["a", "b\nc"]
    assert paragraphs_of("") == []


def test_two_thousand_paragraphs_take_seconds() -> None:
    """All of them changed and in another order, or all alike, or of a megabyte among short ones."""
    chance = random.Random(3)
    words = [f"w{number}" for number in range(5_000)]
    many = [" ".join(chance.choices(words, k=80)) for _ in range(2_000)]
    changed = [text.replace("w1", "v1") for text in chance.sample(many, k=2_000)]
    alike = [f"the same words again and again {number % 7}" for number in range(2_000)]
    large = [" ".join(words * 30), *many[:1_999]]
    for old, new in [(many, changed), (alike, [text + " now" for text in alike]), (large, changed), (changed, large)]:
        began = time.monotonic()
        assert len(rows_of(old, new)) >= 2_000
        assert time.monotonic() - began < 20
