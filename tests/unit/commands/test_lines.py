"""Records as lines for people and for programs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from copydesk.schemas.notices import Duplicate
from copydesk.service.cli import READABLE as CHOICES
from copydesk.service.shell.commands.lines import READABLE, json_line, printable, readable_line
from tests.unit.articles import an_article


def a_record(value: bytes | None, headers: tuple[tuple[str, bytes], ...] = ()) -> Any:
    """A record as aiokafka gives it."""
    return SimpleNamespace(topic="news.raw", partition=0, offset=7, timestamp=0, key=b"k", value=value, headers=headers)


def test_each_kind_has_its_line() -> None:
    """What, which version, when, and the headline or the reason."""
    article = (
        an_article(guid="a:1", headline="A Bridge", published_at="2025-05-05T16:42:00Z", language="en")
        .model_dump_json()
        .encode()
    )
    notice = (
        Duplicate(record_id="r2", guid="a:1", duplicate_of="r1", version=1, kind="recrawl").model_dump_json().encode()
    )
    why = (("reason", b"empty"), ("raw_origin", b"news.raw/0/1"), ("record_id", b"r3"), ("message", b"nothing in it"))
    assert readable_line("articles", a_record(article)) == "a:1 v1  2025-05-05 16:42  en  A Bridge"
    assert readable_line("parsed", a_record(article)) == "a:1  2025-05-05 16:42  A Bridge"
    assert readable_line("duplicates", a_record(notice)) == "a:1 v1  recrawl  r2 of r1"
    assert readable_line("rejected", a_record(None, why)) == "empty  news.raw/0/1  r3: nothing in it"
    assert readable_line("raw", a_record(b"page")) == "news.raw/0/7  4 bytes  page"


def test_a_record_without_a_value() -> None:
    """A tombstone has a line that says what it means."""
    assert readable_line("articles", a_record(None)) == "k  forgotten"
    assert readable_line("parsed", a_record(None)) == "k  to be forgotten"
    assert readable_line("links", a_record(None)) == "k  linked no more"


def test_every_choice_has_a_line() -> None:
    """What the command offers, it can show."""
    assert CHOICES == READABLE


def test_no_control_character_reaches_a_terminal() -> None:
    """A document may hold escape sequences."""
    assert printable("\x1b[31mred\n\u202e") == " [31mred  "


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b'{"a": 1}', {"value": {"a": 1}}),
        (b"text", {"value": "text"}),
        (b"\xff", {"value_b64": "/w=="}),
        (None, {"value": None}),
    ],
)
def test_the_whole_value_is_in_the_json(value: bytes | None, expected: dict[str, object]) -> None:
    """JSON as JSON, text as text, other bytes as base64; with place, key and headers."""
    line = json_line(a_record(value, (("h", b"v"),)))
    assert "\n" not in line
    whole = orjson.loads(line)
    assert expected.items() <= whole.items()
    assert (whole["offset"], whole["key"], whole["headers"]) == (7, "k", [["h", "v"]])
