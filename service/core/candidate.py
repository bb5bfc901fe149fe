"""A value that a document offers for a field: for a person who asks why. Articles are made without."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """What stands in the document, the rule that would take it for the field, and what speaks for or against it."""

    field: str
    """As the article calls it: `published_at`."""
    value: str
    """As printed."""
    rule: str
    line: int | None = None
    """Where it stands: the line of the text, from 1. None where it has no line: in the address, in a page's head."""
    note: str = ""
