"""One readable line for a record of each public topic, safe for a terminal, and one line of JSON for programs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import orjson

HEAD_CHARACTERS = 100


def readable_line(name: str, record: Any) -> str:
    """What a person wants to know of a record of the catalogue topic `name`."""
    if record.value is None and name in _TOMBSTONES:
        return printable(f"{_text(record.key)}  {_TOMBSTONES[name]}")
    return printable(_LINES[name](record))


def json_line(record: Any) -> str:
    """Where the record stands, its key, its headers and its whole value: `value` if that is JSON or text, else
    `value_b64`.
    """
    whole = {
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "timestamp": record.timestamp,
        "key": _text(record.key),
        "headers": [[name, _text(value)] for name, value in record.headers],
        **_value(record.value),
    }
    return orjson.dumps(whole).decode()


def printable(text: str) -> str:
    """On one line and without control characters: a headline may hold anything, escape sequences too."""
    return "".join(character if character.isprintable() else " " for character in text)


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
    value = record.value or b""
    return f"{record.topic}/{record.partition}/{record.offset}  {len(value)} bytes  {value[: 4 * HEAD_CHARACTERS].decode(errors='replace')[:HEAD_CHARACTERS]}"


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


def _value(value: bytes | None) -> dict[str, object]:
    if value is None:
        return {"value": None}
    try:
        return {"value": orjson.loads(value)}
    except orjson.JSONDecodeError:
        pass
    try:
        return {"value": value.decode()}
    except UnicodeDecodeError:
        return {"value_b64": b64encode(value).decode()}
