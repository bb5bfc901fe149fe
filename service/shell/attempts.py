"""What the metadata of a committed offset says: how many workers began there and did not live to commit more."""

from __future__ import annotations

_ATTEMPTS = "attempts="


def note_of(attempts: int) -> str:
    """`attempts=2`."""
    return f"{_ATTEMPTS}{attempts}"


def attempts_of(metadata: str | None) -> int:
    """The inverse of `note_of`; 0 for anything else."""
    number = (metadata or "").removeprefix(_ATTEMPTS)
    return int(number) if metadata and metadata.startswith(_ATTEMPTS) and number.isdecimal() else 0
