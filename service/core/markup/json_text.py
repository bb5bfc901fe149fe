"""A text that is JSON and nothing else, whatever is declared: what it says, mended where it is broken."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from copydesk.service.core.markup.jsonld import json_of
from copydesk.service.core.markup.loose_json import MOST_CHARS, mended

# What servers put before JSON, so that no script of another page can read it: `)]}',`, `for(;;);`; and comments.
_GUARD = re.compile(
    r"[\s\ufeff]*+(?:(?:\)\]\}',?|(?:for|while)\s?\((?:;;|1|true)\);?|[\"']use strict[\"'];?|```json\b|<!--.{0,1000}?-->"
    r"|/\*.{0,1000}?\*/|//[^\n]{0,1000}\n|\#[^\n]{0,1000}\n)\s*+){0,20}",
    re.S,
)
# `callback(`, `JSON.parse(`, with an object or with a string that holds one.
_CALL = re.compile(r"[A-Za-z_$][\w$.]{0,80}\(\s*+(?=[{\[\"'])")
# A script that says what an object is called: `var article = {`, `window.__STATE__["x"] = {`, `export default {`.
_SCRIPT = re.compile(
    r"(?:(?:(?:var|let|const)\s{1,9})?[A-Za-z_$][\w$.]{0,80}(?:\[[\"'\w]{1,80}\])?\s{0,9}=|export\s{1,9}default|return)"
    r"\s{0,9}(?=\{|\[\s{0,99}[{\"]|JSON\.parse\()"
)
_EVENT = re.compile(r"(?:(?:event|id|retry):[^\n]{0,200}\n){0,5}data:[ \t]{0,9}(?=[{\[\"])")
_DATA = re.compile(r"^data:(.*)", re.M)
_KEY = re.compile(r"(?:\[\s*)?\{\s*(?:\"[^\"\\\n]{1,80}\"|'[^'\\\n]{1,80}')\s*:")
_QUOTED = re.compile(r"[\"'](?:\\{1,7}\"){0,2}(?:\[\s{0,9})?\{\s{0,9}(?:\\n\s{0,9})?\\{0,7}[\"'\\]")
_BARE = re.compile(r"\s*(?:null|true|false|undefined|NaN|-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,4})?)\s*")
_MOST_QUOTED = 3
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
    """Whether a text is JSON or a script that holds nothing else, or begins as an object does that is broken or breaks
    off. A single number is JSON, and words in quotes are not.
    """
    if _BARE.fullmatch(text[:200]) and len(text) <= 200:
        return True
    bare = _unguarded(text)
    if _QUOTED.match(bare):
        return True
    if not bare.startswith(("{", "[")):
        return False
    if _script(text):
        return True
    if _KEY.match(bare):
        return bare.endswith(("}", "]")) or not _is_followed(bare)
    return bare.endswith(("}", "]")) and isinstance(json_of(bare), dict | list)


def read_json(text: str) -> JsonText | None:
    """What it says; None for a text of another kind."""
    if not is_json(text):
        return None
    if _BARE.fullmatch(text[:200]):
        return JsonText({})
    bare = _unquoted(_unguarded(text))
    value = json_of(bare)
    if isinstance(value, dict | list):
        return JsonText(value)
    if (value := mended(bare)) is not None:
        return JsonText(value, ("json_mended",)) if isinstance(value, dict | list) else JsonText(None)
    return JsonText(mended(_closed(bare[:MOST_CHARS])) if len(bare) <= MOST_CHARS else None, ("json_cut",))


def _unguarded(text: str) -> str:
    """Without a guard or a script's words before it, and without the bracket of a call around it."""
    at = _behind_guard(text)
    if event := _EVENT.match(text, at):
        bare = "\n".join(_DATA.findall(text[event.start() :])).strip()
        return bare.removesuffix("[DONE]").rstrip()
    script = _script(text)
    at = script.end() if script else at
    call = _CALL.match(text, at)
    bare = text[call.end() if call else at :].rstrip().removesuffix("```").rstrip()
    if call:
        bare = re.sub(r"\)\s*;?\Z", "", bare)
    return _first_value(bare) if script else bare


def _behind_guard(text: str) -> int:
    guard = _GUARD.match(text)
    return guard.end() if guard else 0


def _script(text: str) -> re.Match[str] | None:
    return _SCRIPT.match(text, _behind_guard(text))


def _first_value(bare: str) -> str:
    """What a script says first, without the statements behind it; all of it where that is no JSON."""
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(bare)
    except (ValueError, RecursionError):
        return bare
    return bare[:end]


def _unquoted(bare: str) -> str:
    """The JSON within a string, which may itself hold one; empty for a string that is broken."""
    for _ in range(_MOST_QUOTED):
        if not _QUOTED.match(bare):
            return bare
        value = json_of(bare.rstrip("; \n"))
        bare = value.strip() if isinstance(value, str) else ""
    return bare


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
