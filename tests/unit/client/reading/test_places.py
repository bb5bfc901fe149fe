"""How far a reader has come, as it is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.client.reading.places import LONGEST_NOTE, Place, checkpoint_text, place_of, place_with, places_in

OFFSETS = st.integers(0, 10**12)


@given(OFFSETS, st.sets(OFFSETS, max_size=800))
def test_a_place_is_read_as_it_was_stored(done: int, offsets: set[int]) -> None:
    """Whatever is held before it: the note is no longer than a broker takes, and what does not fit stands at the place or behind it."""
    held = {offset for offset in offsets if offset < done}
    place = place_of(done, held)
    assert len(place.note) <= LONGEST_NOTE
    assert place_with(place.offset, place.note) == place
    assert set(place.held) == {offset for offset in held if offset < place.offset}
    assert place.offset == done or place.offset in held
    assert places_in(checkpoint_text({0: place, 11: Place(3)})) == {0: place, 11: Place(3)}


@pytest.mark.parametrize("note", ["", "somebody's", "held:", "held:x,,-1", "held:12"])
def test_a_note_of_somebody_else(note: str) -> None:
    """Holds nothing; nor is anything held that is not before the place."""
    assert place_with(12, note) == Place(12)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": [1, ""]}', '{"0": 5}', '{"0": ["x", ""]}', "null"])
def test_no_checkpoint(text: str) -> None:
    """Said in one line."""
    with pytest.raises(ValueError, match="is no checkpoint"):
        places_in(text)
