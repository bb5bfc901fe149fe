"""Records as lines for people and for programs."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from copydesk.schemas.notices import Duplicate
from copydesk.service.cli.looking import READABLE as CHOICES
from copydesk.service.shell.batches import Unreadable
from copydesk.service.shell.commands.lines import READABLE, header_lines, json_line, lines_for, printable, readable_line
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


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("value", [None, b"", b"\xff\x1b[2J", b"[1]", b"7", b'{"guid": 1}', b'{"earlier": 2}'])
def test_whatever_stands_on_a_topic_has_a_line(name: str, value: bytes | None) -> None:
    """One that a terminal can show; a record without a value says whose."""
    line = readable_line(name, a_record(value))
    assert line.isprintable()
    assert value is not None or name == "rejected" or "k" in line.split("  ")


def test_what_cannot_be_unpacked_says_so() -> None:
    """It is not shown as an empty value."""
    record = a_record(Unreadable("its batch cannot be read"))
    assert readable_line("articles", record) == "news.raw/0/7  its batch cannot be read"
    whole = orjson.loads(json_line(record))
    assert (whole["value"], whole["unreadable"]) == (None, "its batch cannot be read")


HEADERS = (
    ("reason", b"bad_json"),
    ("message", "two\nlines of متن".encode()),
    ("kafka_dlt-original-offset", (513).to_bytes(8, "big")),
    ("seven", (7).to_bytes(4, "big")),
    ("odd\x1b", b"\xff"),
    ("screen", b"\x1b[2J"),
    ("empty", b""),
    ("none", None),
    ("long", b"\x00" * 5000),
)


def test_headers_are_readable() -> None:
    """A line each; bytes that are no text as hex, of many the first."""
    *lines, long = header_lines(a_record(b"x", HEADERS))  # type: ignore[arg-type]  # a header may have no value
    assert lines == [
        "  reason: bad_json",
        "  message: two lines of متن",
        "  kafka_dlt-original-offset: 0x0000000000000201",
        "  seven: 0x00000007",
        "  odd : 0xff",
        "  screen: 0x1b5b324a",
        "  empty: ",
        "  none: (null)",
    ]
    assert long == f"  long: 0x{'00' * 64}... 5,000 bytes"
    headers = orjson.loads(json_line(a_record(b"x", HEADERS)))["headers"]  # type: ignore[arg-type]  # as above
    assert headers[1:4] == [
        ["message", "two\nlines of متن"],
        ["kafka_dlt-original-offset", "0x0000000000000201"],
        ["seven", "0x00000007"],
    ]
    assert headers[-2:] == [["none", None], ["long", "0x" + "00" * 5000]]


@pytest.mark.parametrize(
    "text", ["\x1b[2J\x07", "\x9b31m", "\u202etxt", "a\u2028b\x85c", "\x7f", "متن\u200cها 𝄞 é", "\u2066x\u2069"]
)
def test_json_is_safe_for_a_terminal_and_says_the_same(text: str) -> None:
    """What a terminal or a reader of lines would act on is escaped, in text and in JSON alike."""
    for value in (text.encode(), orjson.dumps({"body": text})):
        line = json_line(a_record(value))
        assert not [
            each for each in line if unicodedata.category(each) in {"Cc", "Zl", "Zp"} or each in "\u202e\u2066\u2069"
        ]
        found = orjson.loads(line)["value"]
        assert (found if isinstance(found, str) else found["body"]) == text


def test_ways_to_show() -> None:
    """A line, a line with headers below, JSON, or nothing."""
    record = a_record(b"page", (("h", b"v"),))
    assert list(lines_for("raw", "line")(record)) == ["news.raw/0/7  4 bytes  page"]
    assert list(lines_for("raw", "headers")(record)) == ["news.raw/0/7  4 bytes  page", "  h: v"]
    assert list(lines_for("raw", "json")(record)) == [json_line(record)]
    assert list(lines_for("raw", "nothing")(record)) == []
