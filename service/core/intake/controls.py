"""Control characters and line ends: the text that the readers see holds no control character but line feed and tab."""

from __future__ import annotations

import re

_CONTROLS = bytes(point for point in (*range(0x20), 0x7F) if point not in (0x09, 0x0A))
# UTF-8 of U+0080 to U+009F and of U+2028, U+2029; two patterns, each with a literal prefix, are found at memchr's
# speed.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_SEPARATORS = re.compile(rb"\xe2\x80[\xa8\xa9]")

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What is a control in Latin-1 is a quotation mark or a dash in Windows-1252, which the sender meant.
# https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {point: bytes([point]).decode("cp1252") for point in (0x80, 0x82, 0x84, 0x8B, *range(0x91, 0x98), 0x99, 0x9B)}
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    r"""The text with `\n` as its only line end and without control characters and lone surrogates; the byte order mark
    goes too.

    >>> clean_text("a\r\nb\x00c")
    'a\nbc'
    >>> clean_text("\x93a\x94")
    '“a”'
    """
    text = text.removeprefix("\ufeff")
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text.translate(_MEANT))) if _is_dirty(text) else text


def _is_dirty(text: str) -> bool:
    """Found on the UTF-8 bytes: ten times as fast as a search of the characters."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return True
    if len(encoded.translate(None, _CONTROLS)) != len(encoded):
        return True
    return not text.isascii() and bool(_C1.search(encoded) or _SEPARATORS.search(encoded))
