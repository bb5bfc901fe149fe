"""How far a reader has come: the offset of each partition, and the records before it whose embargo has yet to end.

These go into the metadata of a group's committed offset, which a broker bounds: what does not fit is left before the offset, so
that it is read again after a restart, with what stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import orjson

LONGEST_NOTE = 4000
"""Characters; a broker takes 4,096 (`offset.metadata.max.bytes`)."""

_HELD = "held:"


@dataclass(frozen=True, slots=True)
class Place:
    """Of one partition."""

    offset: int
    """The next record to read."""
    held: tuple[int, ...] = ()
    """Offsets before it, rising, of records that are yet to be given."""

    @property
    def note(self) -> str:
        """`held` as the metadata of an offset."""
        return f"{_HELD}{','.join(map(str, self.held))}" if self.held else ""


def place_of(done: int, held: Iterable[int]) -> Place:
    """The place to store where all before `done` is finished but for what is held."""
    room, kept = LONGEST_NOTE - len(_HELD), list[int]()
    for offset in sorted(held):
        room -= len(str(offset)) + 1
        if room < 0:
            return Place(offset, tuple(kept))
        kept.append(offset)
    return Place(done, tuple(kept))


def place_with(offset: int, note: str) -> Place:
    """A stored offset with its metadata, which may be somebody else's."""
    if not note.startswith(_HELD):
        return Place(offset)
    told = note.removeprefix(_HELD).split(",")
    return Place(offset, tuple(sorted({int(each) for each in told if each.isdecimal() and int(each) < offset})))


def checkpoint_text(places: dict[int, Place]) -> str:
    """Places as one line of text, for a caller to keep."""
    return orjson.dumps({str(number): [place.offset, place.note] for number, place in sorted(places.items())}).decode()


def places_in(text: str) -> dict[int, Place]:
    """What such a line says; ValueError for any other text."""
    try:
        told = orjson.loads(text)
        return {int(number): place_with(int(offset), str(note)) for number, (offset, note) in told.items()}
    except (orjson.JSONDecodeError, AttributeError, TypeError, ValueError):
        raise ValueError(f"is no checkpoint of a reader: {text[:80]!r}") from None
