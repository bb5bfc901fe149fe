"""What `copydesk tail` looks through, by its options; and a pipe that nobody reads."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from typing import Any

import pytest

from copydesk.service.shell.commands.tail import Stretch, listening, stretch_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Stretch("next", "never")),
        ({"from_start": True, "limit": 3}, Stretch("oldest", "never", 3)),
        ({"since": NOON}, Stretch(NOON, "never")),
        ({"until_end": True}, Stretch("oldest", "now")),
        ({"until": LATER}, Stretch("oldest", LATER)),
        ({"since": NOON, "until": LATER}, Stretch(NOON, LATER)),
        ({"until": LATER, "until_end": True}, Stretch("oldest", "now")),
        ({"count": True, "since": NOON}, Stretch(NOON, "now")),
        ({"count": True, "until": LATER}, Stretch("oldest", LATER)),
    ],
    ids=str,
)
def test_options_name_a_stretch(given: dict[str, Any], expected: Stretch) -> None:
    """From the next record on for ever, unless told otherwise; what has an end begins with what is there."""
    plain: dict[str, Any] = {"since": None, "until": None, "limit": None}
    flags = dict.fromkeys(("until_end", "from_start", "count"), False)
    assert stretch_of(**plain | flags | given) == expected


def test_a_pipe_is_read_until_its_reader_leaves() -> None:
    """Asked without writing."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as stream:
        asks = listening(stream)
        assert asks()
        os.close(reading)
        assert not asks()


def test_what_is_no_file_is_read() -> None:
    """A stream in memory, one that is closed, none at all."""
    closed = io.BytesIO()
    closed.close()
    for stream in (io.StringIO(), closed, None):
        assert listening(stream)()
