"""What stands above a Markdown text: front matter between `---` (YAML), `+++` (TOML) or braces (JSON), or the fields
that r.jina.ai prints. Read as far as it is simple: names, values and lists; what is nested deeper is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

MOST_CHARS, MOST_LINES = 20_000, 200
"""No front matter is longer."""
_FENCED = re.compile(r"\s{0,8}(?P<fence>---|\+\+\+)[ \t]*\n(?P<told>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.S)
_BRACED = re.compile(r"\s{0,8}(?P<told>\{.*?\n\})[ \t]*\n", re.S)
_FIELDS = re.compile(r"\s{0,8}(?P<told>Title:.*?)\nMarkdown Content:[ \t]*\n", re.S)
_NAMED = re.compile(r"(?P<name>[A-Za-z][\w -]{0,40}?)[ \t]{0,4}[:=](?:[ \t]+|\Z)(?P<value>.*)")
_ENTRY = re.compile(r"\s{0,12}-[ \t]+(?:name:[ \t]*)?(?P<value>.+)")
_NESTED_NAME = re.compile(r"[ \t]{1,12}name:[ \t]*(?P<value>.+)")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")
_LISTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^,\[\]\"']+")
_ESCAPED = re.compile(r"\\(.)")
_REMARK = re.compile(r"[ \t]#[ \t].*")

Told = dict[str, tuple[str, ...]]
"""Names in small letters without signs -> what is said, one or several."""


def front_matter(text: str) -> tuple[Told, str] | None:
    """What is told above the text, and the text below it; None where nothing stands above."""
    head = text[:MOST_CHARS]
    for form, read in ((_FENCED, _of_lines), (_FIELDS, _of_lines), (_BRACED, _of_json)):
        found = form.match(head)
        if found is not None and (told := read(found["told"])):
            return told, text[found.end() :]
    return None


def _of_json(words: str) -> Told:
    try:
        told = orjson.loads(words)
    except orjson.JSONDecodeError:
        return {}
    return {_name(name): said for name, value in told.items() if (said := _said(value))}


def _said(value: Any) -> tuple[str, ...]:
    """Words, a list of them, or of things that have a name."""
    values = value if isinstance(value, list) else [value]
    named = (each.get("name") if isinstance(each, Mapping) else each for each in values)
    return tuple(str(each) for each in named if isinstance(each, str | int) and str(each).strip())


def _of_lines(words: str) -> Told:
    """`name: value`, `name = value`, and the indented or dashed lines below a name."""
    told: dict[str, list[str]] = {}
    name = ""
    for line in words.split("\n")[:MOST_LINES]:
        if found := _NAMED.match(line):
            name = _name(found["name"])
            told[name] = list(_values(found["value"]))
        elif name and (found := _ENTRY.match(line) or _NESTED_NAME.match(line)):
            told[name].extend(_values(found["value"]))
        elif name and line[:1].isspace() and line.strip() and ":" not in line[:24]:
            told[name] = [" ".join((*told[name], line.strip().strip("\"'],")))]
    return {name: tuple(values) for name, values in told.items() if values}


def _values(words: str) -> Iterable[str]:
    """A value, or those of a list in brackets; marks of what stands in the lines below are none."""
    words = words.strip()
    if words in (">", ">-", "|", "|-", "[", ""):
        return ()
    if words[0] == "[":
        return tuple(filter(None, (_bare(value) for value in _LISTED.findall(words))))
    return (_bare(words),)


def _bare(value: str) -> str:
    """Without quotation marks around it, or a remark behind it."""
    quoted = _QUOTED.match(value.strip())
    if quoted:
        return (_ESCAPED.sub(r"\1", quoted[1]) if quoted[1] else quoted[2] or "").strip()
    return _REMARK.sub("", value).strip()


def _name(words: str) -> str:
    """`datePublished`, `date_published` and `Date-Published` are one name."""
    return re.sub(r"[\W_]", "", words).lower()
