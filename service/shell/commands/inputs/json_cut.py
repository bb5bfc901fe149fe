"""A file of JSON that breaks off: whether it does, and the objects that are whole before that."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

import orjson

BOM = b"\xef\xbb\xbf"
_ENDS_WITHIN = "unexpected end of data"
"""What orjson says where nothing is wrong but that no more comes; tests hold it to that."""
_TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]+|\\.)*+("?)|[\[\]{}]', re.DOTALL)


def cut_text(content: bytes) -> str | None:
    """An object or array without its end, as far as it goes; None for what is whole, or broken in another way."""
    begun = content.removeprefix(BOM)
    if not begun.lstrip().startswith((b"[", b"{")):
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(begun)  # a letter may be cut as well
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return text if error.msg.startswith(_ENDS_WITHIN) else None
    except UnicodeError:
        return None
    return text if len(text.encode()) < len(begun) else None


def whole_objects(text: str) -> Iterator[Any]:
    """The objects of an array that is cut, up to the one that is not whole; none of a single object."""
    if not text.lstrip().startswith("["):
        return
    depth = begin = 0
    for found in _TEXT_OR_BRACKET.finditer(text):
        token = found[0]
        if token in ("[", "{"):
            depth += 1
            begin = found.start() if depth == 2 else begin
        elif token in ("]", "}"):
            depth -= 1
            if depth == 1 and token == "}":
                yield orjson.loads(text[begin : found.end()])
        elif not found[1]:
            return
