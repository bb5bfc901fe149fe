"""JSON, in lines and in files. An envelope is a message, byte for byte, unless its fields have other names and `--map`
says which; an object that is none, a newsroom's own, is put into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from copydesk.client.field_map import MAPPED, put, value_at
from copydesk.schemas.raw import RawDocument
from copydesk.service.shell.commands.inputs.json_cut import BOM, cut_text, whole_objects
from copydesk.service.shell.commands.inputs.messages import LARGEST_FILE, Mark, RawMessage, Tally, Wrapping, envelope
from copydesk.service.shell.commands.inputs.opened import Opened
from copydesk.service.shell.errors import UnreadableFile

SUFFIXES = (".jsonl", ".ndjson", ".jl")
FieldMap = Mapping[str, str]
"""Field of RawDocument -> where the caller's lines have it, both with dots: `hints.published_at` -> `meta.date`."""

OWN_NAMES = frozenset(
    "body_b64 record_id fetched_at http_status http_headers hints scraper content_type specversion".split()
)
"""What no newsroom's story has: an envelope with a fault in it, or an event, is for the desk to name."""
OUTPUT_NAMES = frozenset(("outcome", "content_hash", "partition", "value"))
"""What the desk's own commands and topics say, and `copydesk view` reads: each line has one of them."""
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class How:
    """How the caller wants inputs to be read."""

    wrapping: Wrapping
    fields: FieldMap
    start: Mark
    tally: Tally


def field_map(pairs: str) -> dict[str, str]:
    """`url=link,body=html` as a map; ValueError with one line where a part of it is none."""
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in pairs.split(","))):
        field, equals, source = (part.strip() for part in pair.partition("="))
        if not equals or not field or not source or re.search(r"[\s=]", source):
            raise ValueError(f"--map: {pair!r} is not FIELD=THEIRS, as in url=link,body=html,hints.published_at=date")
        if field not in MAPPED:
            raise ValueError(f"--map: {field!r} is no field of a raw document; there are {', '.join(sorted(MAPPED))}")
        if field in found:
            raise ValueError(f"--map: {field} stands twice")
        found[field] = source
    if not found:
        raise ValueError("--map: names no field; write FIELD=THEIRS, as in url=link,body=html")
    return found


def read_lines(opened: Opened, how: How) -> Iterator[RawMessage]:
    """A message for each line that is not blank; what is no JSON goes out as it is: the desk says so."""
    seen: set[str] = set()
    count = 0
    for number, line in enumerate(opened.stream, 1):
        if not line.strip():
            continue
        count += 1
        # With a map those before the mark are read too: which names the lines have is told of all.
        before = count <= how.start.messages
        value = b"" if before and not how.fields else _message(line.removesuffix(b"\n"), how, seen)
        if not before:
            yield RawMessage(value, (), opened.place, number, opened.path, Mark(0, count))
    if how.fields and count:
        missing = [source for source in how.fields.values() if source not in seen]
        how.tally.notes += [f"{opened.place}: --map: no line has {source!r}" for source in missing]


def read_json(opened: Opened, how: How) -> Iterator[RawMessage]:
    """A file of one document is one message; an array is one for each document in it, also where it is cut: then
    UnreadableFile follows those that are whole.
    """
    content = opened.stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(
            f"{opened.path}: has more than {LARGEST_FILE} bytes in one piece of JSON: write JSON Lines"
        )
    cut = cut_text(content)
    documents = _array(content) if cut is None else whole_objects(cut)
    values = map(orjson.dumps, documents) if documents is not None else [content]
    seen: set[str] = set()
    number = 0
    for number, value in enumerate(values, 1):
        if number > how.start.messages:
            yield RawMessage(_message(value, how, seen), (), opened.place, number, opened.path, Mark(0, number))
    if cut is not None:
        raise UnreadableFile(f"{opened.path}: is cut: its JSON ends within document {number + 1}")


def _array(content: bytes) -> list[Any] | None:
    try:
        found = orjson.loads(content.removeprefix(BOM))
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else None


def _message(value: bytes, how: How, seen: set[str]) -> bytes:
    """A line or a document as the desk takes it."""
    if how.fields:
        return _renamed(value, how, seen)
    return envelope(how.wrapping, value.removeprefix(BOM), {"content_type": _JSON}) if _is_bare(value) else value


def _is_bare(value: bytes) -> bool:
    """Whether JSON is a story in a newsroom's own format: an object with other fields than an envelope's and without a
    text as its `body`.
    """
    try:
        found = orjson.loads(value.removeprefix(BOM))
    except orjson.JSONDecodeError:
        return False
    if not isinstance(found, dict) or not isinstance(found.get("body", {}), (dict, list)):
        return False
    names = found.keys()
    return not names <= RawDocument.model_fields.keys() and names.isdisjoint(OWN_NAMES | OUTPUT_NAMES)


def _renamed(line: bytes, how: How, seen: set[str]) -> bytes:
    """A line as a raw document: the fields that the map names, and those that are called as the desk calls them. What is
    no JSON object stays as it is: the desk says so.
    """
    try:
        theirs = orjson.loads(line)
    except orjson.JSONDecodeError:
        return line
    if not isinstance(theirs, dict):
        return line
    wrapping = {"source_id": how.wrapping.source_id, "url": how.wrapping.url}
    ours = {name: value for name, value in wrapping.items() if value}
    ours |= {name: theirs[name] for name in RawDocument.model_fields if name in theirs}
    for field, source in how.fields.items():
        value = value_at(theirs, source)
        if value is not None:
            seen.add(source)
            put(ours, field, value)
    return orjson.dumps(ours)
