"""What a story may be used for, and which changes of that are versions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from copydesk.service.core.desk.status import hash_with_status, pubstatus_of
from copydesk.service.core.records import Draft

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
PLAIN = "0" * 32


@pytest.mark.parametrize(
    ("fields", "known_at", "told"),
    [
        ({}, NOON, "usable"),
        ({"embargoed_until": LATER}, NOON, "withheld"),
        ({"embargoed_until": LATER}, LATER, "usable"),
        ({"embargoed_until": LATER}, None, "withheld"),
        ({"embargoed_until": NOON, "pubstatus": "withheld"}, LATER, "withheld"),
        ({"embargoed_until": LATER, "pubstatus": "canceled"}, NOON, "canceled"),
        ({"signals": ("kill",)}, NOON, "canceled"),
        ({"signals": ("correction",)}, NOON, "usable"),
    ],
)
def test_status(fields: dict[str, Any], known_at: datetime | None, told: str) -> None:
    """A kill outranks an embargo, and an embargo ends by the record's time, never by a clock."""
    assert pubstatus_of(Draft(**fields), known_at) == told


def hashed(known_at: datetime = NOON, **fields: Any) -> str:
    """The hash of a story with a text that is always the same."""
    draft = Draft(**fields)
    return hash_with_status(PLAIN, draft, pubstatus_of(draft, known_at))


def test_status_makes_versions() -> None:
    """A kill, its note, a correction, an embargo and its end are told from the story as it was; an update is not."""
    told = [
        hashed(),
        hashed(pubstatus="canceled"),
        hashed(pubstatus="canceled", editorial_note="Libel."),
        hashed(signals=("correction",)),
        hashed(embargoed_until=LATER),
        hashed(embargoed_until=LATER + timedelta(days=1)),
        hashed(pubstatus="withheld"),
    ]
    assert len(set(told)) == len(told)
    assert hashed() == hashed(LATER, embargoed_until=LATER) == hashed(signals=("update",)) == PLAIN
