"""When an embargo ends."""

from __future__ import annotations

import pytest

from copydesk.service.core.times.embargoes import embargo_end


@pytest.mark.parametrize(
    ("text", "zone", "end"),
    [
        ("2030-03-04T09:00:00+01:00", None, "2030-03-04T08:00:00+00:00"),
        ("2030-03-04T09:00:00", "Europe/Berlin", "2030-03-04T08:00:00+00:00"),
        ("2030-03-04T09:00:00", None, "2030-03-04T21:00:00+00:00"),
        ("0600 GMT, 4 March 2030", None, "2030-03-04T06:00:00+00:00"),
        ("4 June 2030, 0001 BST", None, "2030-06-03T23:01:00+00:00"),
        ("4 March 2030", None, "2030-03-04T12:00:00+00:00"),
    ],
)
def test_end(text: str, zone: str | None, end: str) -> None:
    """An embargo lies ahead, and where its zone is not told it ends no sooner than anywhere on earth."""
    found = embargo_end(text, zone=zone)
    assert found is not None
    assert found[0].isoformat() == end


def test_no_end() -> None:
    """Words without a date tell no end."""
    assert embargo_end("until further notice", zone=None) is None
