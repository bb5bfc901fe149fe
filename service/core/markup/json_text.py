"""A text that is JSON and nothing else, whatever is declared: what it says, mended where it is broken."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from copydesk.service.core.markup.jsonld import json_of
from copydesk.service.core.markup.loose_json import MOST_CHARS, mended

# What servers put before JSON, so that no script of another page can read it: `)]}',`, `for(;;);`, `callback(`.
_GUARD = re.compile(
    r"[\s\ufeff]*(?:\)\]\}',?|(?:for|while)\s?\((?:;;|1|true)\);?|/\*\*/)?\s*"
    r"(?:[A-Za-z_$][\w$.]{0,80}\((?=\s*[{\[]))?\s*"
)
_KEY = re.compile(r"(?:\[\s*)?\{\s*\"[^\"\\\n]{1,80}\"\s*:")
_MARKS = re.compile(r'"(?:[^"\\]|\\(?:.|\Z))*+("|\Z)|[{}\[\],:]', re.S)
_CLOSER = {"{": "}", "[": "]"}
_MOST_DEPTH = 200
_FEWEST_WORDS = 7
"""A text that breaks off has more words; names, times and most headlines have fewer."""


@dataclass(frozen=True, slots=True)
class JsonText:
    """What a text says that is JSON."""

    value: object
    """None where it is beyond help."""
    warnings: tuple[str, ...] = ()


def is_json(text: str) -> bool:
    """Whether a text is a JSON object or array, or begins as an object does that is broken or breaks off."""
    bare = _unguarded(text)
    if not bare.startswith(("{", "[")):
        return False
    if _KEY.match(bare):
        return bare.endswith(("}", "]")) or not _is_followed(bare)
    return bare.endswith(("}", "]")) and isinstance(json_of(bare), dict | list)


def read_json(text: str) -> JsonText | None:
    """What it says; None for a text of another kind."""
    if not is_json(text):
        return None
    bare = _unguarded(text)
    value = json_of(bare)
    if value is not None:
        return JsonText(value)
    if (value := mended(bare)) is not None:
        return JsonText(value, ("json_mended",))
    return JsonText(mended(_closed(bare[:MOST_CHARS])) if len(bare) <= MOST_CHARS else None, ("json_cut",))


def _unguarded(text: str) -> str:
    """Without a guard before it, and without the bracket of a call around it."""
    start = _GUARD.match(text)
    assert start, "the pattern matches the empty string"
    bare = text[start.end() :].rstrip()
    return re.sub(r"\)\s*;?\Z", "", bare) if start[0].endswith("(") else bare


def _is_followed(bare: str) -> bool:
    """Whether words follow behind the object: a page that begins with one, as whoever took off the tags left it."""
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(bare[:MOST_CHARS])
    except (ValueError, RecursionError):
        return False
    return bare[end : end + 200].lstrip(" \t\r\n,;")[:1] not in ("", "{", "[")


def _closed(text: str) -> str:
    """JSON that breaks off, up to its last whole value and with its brackets closed. A string that breaks off is a value
    only where it is a text of many words: half of a name or of a time is another one.
    """
    opened: list[str] = []
    before, whole = "", 0
    for found in _MARKS.finditer(text):
        mark = found[0][0]
        if mark == '"':
            is_value = before == ":" or (before in ("[", ",") and opened[-1:] == ["["])
            if is_value and not found[1]:
                return (text + '"' if _is_prose(found[0]) else text[:whole]) + _closers(opened)
            whole = found.end() if is_value else whole
            continue
        if mark in "{[":
            opened.append(mark)
        elif mark in "}]":
            opened = opened[:-1]
        if mark != ":":
            whole = found.start() if mark == "," else found.end()
        before = mark
        if len(opened) > _MOST_DEPTH:
            return ""
    return text[:whole] + _closers(_opened(text[:whole]))


def _is_prose(begun: str) -> bool:
    return len(begun.split(None, _FEWEST_WORDS)) > _FEWEST_WORDS


def _opened(text: str) -> list[str]:
    opened: list[str] = []
    for found in _MARKS.finditer(text):
        if found[0] in _CLOSER:
            opened.append(found[0])
        elif found[0] in "}]":
            opened = opened[:-1]
    return opened


def _closers(opened: list[str]) -> str:
    return "".join(_CLOSER[mark] for mark in reversed(opened))
