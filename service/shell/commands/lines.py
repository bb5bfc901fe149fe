"""One readable line for a record of each public topic, safe for a terminal, and one line of JSON for programs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Literal

import orjson

from copydesk.service.shell.batches import Unreadable

HEAD_CHARACTERS = 100
HEAD_BYTES = 64

# DEL and C1, ends of lines, and what turns the order of letters; JSON has C0 escaped already.
_ACTED_ON = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


Way = Literal["line", "headers", "json", "nothing"]


def lines_for(name: str, way: Way) -> Callable[[Any], Iterator[str]]:
    """How to show records of a catalogue topic."""
    match way:
        case "line":
            return lambda record: iter([readable_line(name, record)])
        case "headers":
            return lambda record: chain([readable_line(name, record)], header_lines(record))
        case "json":
            return lambda record: iter([json_line(record)])
        case "nothing":
            return lambda record: iter(())


def readable_line(name: str, record: Any) -> str:
    """What a person wants to know of a record of the catalogue topic `name`; the record as it stands where it is none of
    that topic's.
    """
    if record.value is None and name in _TOMBSTONES:
        return printable(f"{_text(record.key)}  {_TOMBSTONES[name]}")
    try:
        return printable(_LINES[name](record))
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return printable(_raw(record))


def header_lines(record: Any) -> Iterator[str]:
    """A line for each header, `name: value`; what is no text as hex, the first bytes and how many there are."""
    for name, value in record.headers:
        yield printable(f"  {name}: {_header_text(value)}")


def _header_text(value: bytes | None) -> str:
    if value is None:
        return "(null)"
    text = _plain_text(value)
    if text is not None:
        return text
    return f"0x{value.hex()}" if len(value) <= HEAD_BYTES else f"0x{value[:HEAD_BYTES].hex()}... {len(value):,} bytes"


def json_line(record: Any) -> str:
    """Where the record stands, its key, its headers and its whole value: `value` if that is JSON or text, `value_b64` if it
    is neither, `unreadable` if it cannot be unpacked. A header that is no text is hex, `0x00ff`. Control characters are
    escaped: the line is safe on a terminal and says the same to a program.
    """
    whole = {
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "timestamp": record.timestamp,
        "key": _text(record.key),
        "headers": [[name, _text_or_hex(value)] for name, value in record.headers],
        **_value(record.value),
    }
    return _escaped(orjson.dumps(whole).decode())


def printable(text: str) -> str:
    """On one line and without control characters: a headline may hold anything, escape sequences too."""
    return "".join(character if character.isprintable() else " " for character in text)


def _escaped(line: str) -> str:
    """The same JSON without characters that a terminal acts on, which stand in strings alone."""
    return _ACTED_ON.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _article(record: Any) -> str:
    article = orjson.loads(record.value)
    return f"{article['guid']} v{article['version']}  {_minute(article['published_at'])}  {article['language'] or '-'}  {article['headline'] or '(no headline)'}"


def _parsed(record: Any) -> str:
    article = orjson.loads(record.value)
    return f"{article['guid']}  {_minute(article['published_at'])}  {article['headline'] or '(no headline)'}"


def _duplicate(record: Any) -> str:
    notice = orjson.loads(record.value)
    return f"{notice['guid']} v{notice['version']}  {notice['kind']}  {notice['record_id']} of {notice['duplicate_of']}"


def _rejected(record: Any) -> str:
    headers = {name: _text(value) for name, value in record.headers}
    return f"{headers.get('reason')}  {headers.get('raw_origin')}  {headers.get('record_id')}: {headers.get('message')}"


def _raw(record: Any) -> str:
    place, value = f"{record.topic}/{record.partition}/{record.offset}", record.value
    if isinstance(value, Unreadable):
        return f"{place}  {value.why}"
    if value is None:
        return f"{place}  no value  {_text(record.key) or '-'}"
    return f"{place}  {len(value)} bytes  {value[: 4 * HEAD_CHARACTERS].decode(errors='replace')[:HEAD_CHARACTERS]}"


def _link(record: Any) -> str:
    link = orjson.loads(record.value)
    earlier, later = (f"{link[end]['guid']} v{link[end]['version']}" for end in ("earlier", "later"))
    return f"{earlier}  {link['rel']} {link['score']}  {later}"


_LINES: dict[str, Callable[[Any], str]] = {
    "articles": _article,
    "duplicates": _duplicate,
    "rejected": _rejected,
    "raw": _raw,
    "parsed": _parsed,
    "links": _link,
}

_TOMBSTONES = {"articles": "forgotten", "parsed": "to be forgotten", "links": "linked no more"}
"""What a record without a value says on a topic whose values are JSON."""

READABLE = tuple(_LINES)
"""The topics that can be shown."""


def _minute(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else "(no date)"


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode(errors="replace")


def _plain_text(value: bytes) -> str | None:
    """None for bytes that are no text: not UTF-8, or with control characters other than those of lines."""
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return None
    return None if _NO_TEXT.search(text) else text


def _text_or_hex(value: bytes | None) -> str | None:
    if value is None:
        return None
    text = _plain_text(value)
    return f"0x{value.hex()}" if text is None else text


def _value(value: bytes | None) -> dict[str, object]:
    if value is None:
        return {"value": None}
    if isinstance(value, Unreadable):
        return {"value": None, "unreadable": value.why}
    try:
        return {"value": orjson.loads(value)}
    except orjson.JSONDecodeError:
        pass
    try:
        return {"value": value.decode()}
    except UnicodeDecodeError:
        return {"value_b64": b64encode(value).decode()}
