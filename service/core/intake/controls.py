"""Control characters and line ends: the text that the readers see holds no control character but line feed and tab.

Most is done on the UTF-8 bytes, where a step is one pass of C, many times as fast as one over the characters.
"""

from __future__ import annotations

import re

from copydesk.service.core.text.printed import without_page_breaks

_TO_LINE_FEED = bytes.maketrans(b"\x0b\x0c", b"\n\n")
_CONTROLS = bytes(point for point in (*range(0x20), 0x7F) if point not in b"\t\n\x0b\x0c")
# U+0080 to U+009F in UTF-8; the literal prefix is found at memchr's speed.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
# What is a control in Latin-1 is a quotation mark or a dash in Windows-1252, which the sender meant.
# https://encoding.spec.whatwg.org/#names-and-labels
_LIKE_WINDOWS = (0x80, 0x82, 0x84, 0x8B, *range(0x91, 0x98), 0x99, 0x9B)
_MEANT = {chr(point).encode(): bytes([point]).decode("cp1252").encode() for point in _LIKE_WINDOWS}
_MEANT["\x85".encode()] = b"\n"


def clean_text(text: str) -> str:
    r"""The text with `\n` as its only line end and without control characters and lone surrogates; the byte order mark
    goes too.

    >>> clean_text("a\r\nb\x00c")
    'a\nbc'
    >>> clean_text("\x93a\x94")
    '“a”'
    """
    text = _with_line_feeds(text.removeprefix("\ufeff"))
    if "\f" in text:
        text = without_page_breaks(text)
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = text.encode("utf-8", "ignore")  # without the halves of characters
        text = encoded.decode()
    cleaned = _without_controls(encoded)
    return text if cleaned == encoded else cleaned.decode()


def _with_line_feeds(text: str) -> str:
    if "\r" in text:  # the search for a pair is far slower than the one for a character
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.replace("\u2028", "\n").replace("\u2029", "\n")


def _without_controls(encoded: bytes) -> bytes:
    kept = encoded.translate(_TO_LINE_FEED, _CONTROLS)
    return kept if kept.isascii() else _C1.sub(_meant, kept)


def _meant(control: re.Match[bytes]) -> bytes:
    return _MEANT.get(control[0], b"")
