"""What kind of matter a document is: HTML, plain text, or nothing that a reader of news could read."""

from __future__ import annotations

import re
from typing import Literal

from copydesk.service.core.markup.xml import is_other_xml, root_name

# First bytes of what scrapers fetch by mistake. https://mimesniff.spec.whatwg.org/
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV, AVI)"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"BZh", "bzip2"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an Ogg stream"),
    (b"ID3", "an MP3 file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
BINARY_TYPES = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/gzip",
    "application/msword",
    "application/vnd.",
)

PLAIN = ("text/plain", "text/markdown", "text/x-markdown")
FENCES = ("---\n", "+++\n")
"""What Markdown's front matter stands between; below it there may be tags."""
WIRE_ROOTS = ("nitf", "newsml", "newsmessage", "newsitem", "packageitem")
"""Outermost elements of the formats that wires send: NITF and NewsML."""

_SAMPLE = 4096
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# \x01-\x03 and \x16 frame wire messages, \x1b stands in ISO-2022-JP.
_BINARY = bytes(point for point in range(0x20) if point not in b"\t\n\r\x0b\x0c\x01\x02\x03\x16\x1b")
_HIGH = bytes(range(0x80, 0x100))
_JSON_OBJECT = re.compile(r"\s*\{\s*\"[\w@$-]{1,60}\"\s*:")
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|section|div|p|h1|script|link|span|br|table)(?=[\s>/])", re.I
)


def binary_kind(content: bytes, content_type: str | None, *, wide: bool) -> str | None:
    """What the bytes are, if not text: `a PDF`. `wide`: a UTF-16 or UTF-32 is declared, so that NUL bytes are no
    sign.
    """
    kind = media_type(content_type)
    if kind.startswith(BINARY_TYPES) and not kind.endswith(("+xml", "+json")):
        return kind
    if signature := next(
        (name for first, name in SIGNATURES if content.startswith(first) and not _is_printable(content)), None
    ):
        return signature
    sample = content[:_SAMPLE]
    return None if wide or sample.startswith(_WIDE_MARKS) or not _is_rubbish(sample) else "binary matter"


def _is_printable(content: bytes) -> bool:
    """A wire text may begin with BZh, RIFF or ID3; a file of that kind soon holds what no text does."""
    head = content[:64]
    return not head.startswith(b"%PDF-") and head.isascii() and len(head.translate(None, _BINARY)) == len(head)


def _is_rubbish(sample: bytes) -> bool:
    """NULs, or control characters among bytes above ASCII; wire text in ANPA 1312 is full of controls, but ASCII
    otherwise.
    """
    controls = len(sample) - len(sample.translate(None, _BINARY))
    high = len(sample) - len(sample.translate(None, _HIGH))
    return sample.count(0) > max(2, len(sample) // 100) or (
        controls > max(2, len(sample) // 25) and high > len(sample) // 4
    )


def is_garbled(text: str) -> bool:
    """Whether text that came as a string is binary matter that somebody decoded: full of NULs or replacement
    characters.
    """
    sample = text[:_SAMPLE]
    return sample.count("\x00") + sample.count("\ufffd") > max(4, len(sample) // 10)


def _is_wire(head: str) -> bool:
    """A wire's XML, which holds elements named as HTML's, or a JSON object, whose strings may."""
    return root_name(head) in WIRE_ROOTS or is_other_xml(head) or _JSON_OBJECT.match(head) is not None


def media_type(content_type: str | None) -> str:
    """`Text/HTML; charset=x` is `text/html`; empty if nothing is declared."""
    return content_type.partition(";")[0].strip().lower() if content_type else ""


def media_of(content_type: str | None, head: str) -> Literal["text", "html"]:
    """By what is declared as HTML or plain text, else by tags in the first part of the text. A wire's XML or JSON is
    text, whatever is declared.
    """
    if _is_wire(head[:2048]):
        return "text"
    kind = media_type(content_type)
    if kind in {"text/html", "application/xhtml+xml"}:
        return "html"
    return "text" if kind in PLAIN or head.startswith(FENCES) or not _TAG.search(head[:2048]) else "html"
