"""What kind of matter a document is: HTML, plain text, or nothing that a reader of news could read."""

from __future__ import annotations

import re
from typing import Literal

from copydesk.service.core.markup.json_text import is_json
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
WIRE_ROOTS = (
    "nitf", "newsml", "newsmessage", "newsitem", "packageitem", "conceptitem", "knowledgeitem", "catalogitem", "planningitem",
)  # fmt: skip
"""Outermost elements of the formats that wires send: NITF and NewsML."""
FEED_ROOTS = ("rss", "rdf", "feed", "channel", "item", "entry")

_SAMPLE = 4096
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# \x01-\x03 and \x16 frame wire messages, \x1b stands in ISO-2022-JP.
_BINARY = bytes(point for point in range(0x20) if point not in b"\t\n\r\x0b\x0c\x01\x02\x03\x16\x1b")
_HIGH = bytes(range(0x80, 0x100))
_XHTML = re.compile(r"\s*<\?xml[^<>]{0,200}\?>(?:\s*<[!?][^<>]{0,1000}>)*\s*<html[\s>]", re.I)
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|section|div|p|h1|script|link|span|br|table)(?=[\s>/])", re.I
)


MAIL_TYPES = ("message/rfc822", "message/global", "message/news")
_MAIL_NAMES = frozenset(
    "from subject date message-id mime-version to received return-path reply-to content-type delivered-to sender cc"
    " dkim-signature list-id x-mailer content-transfer-encoding".split()
)
_MOST_HEAD = 64 * 1024
_FIELD = re.compile(r"([!-9;-~]{1,60})[ \t]{0,2}:(?=[ \t\r]|\Z)|[ \t]+\S|From \S")
"""A line among a mail's headers: a field, the rest of the one above, or the `From ` line of a mailbox."""


def is_mail(content_type: str | None, text: str) -> bool:
    """Whether a text is a mail: its first lines, to the first blank one, are headers, and one of them is a mail's where
    it is declared as such, three otherwise, a subject and who sent it among them.
    """
    head = text[:_MOST_HEAD].lstrip().replace("\r\n", "\n").replace("\r", "\n")
    if not _FIELD.match(head):
        return False
    names: set[str] = set()
    for line in head.split("\n", 400)[:400]:
        if not line.strip():
            break
        field = _FIELD.match(line)
        if field is None:
            return False
        names.add((field[1] or "").lower())
    if media_type(content_type) in MAIL_TYPES:
        return bool(names & _MAIL_NAMES)
    told = names & _MAIL_NAMES
    return len(told) >= 3 and "subject" in told and not told.isdisjoint({"from", "message-id", "received"})


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


def _is_tagged(text: str) -> bool:
    """XML of a wire, a feed or an agency, whose elements may be named as HTML's, or JSON, whose strings may hold
    HTML.
    """
    root = root_name(text)
    return root in WIRE_ROOTS or root in FEED_ROOTS or is_other_xml(text) or is_json(text)


def media_type(content_type: str | None) -> str:
    """`Text/HTML; charset=x` is `text/html`; empty if nothing is declared."""
    return content_type.partition(";")[0].strip().lower() if content_type else ""


def media_of(content_type: str | None, text: str) -> Literal["text", "html"]:
    """By what is declared as HTML or plain text, else by tags in the first part of the text. XML and JSON are text,
    whatever is declared; XHTML that says that it is XML is HTML.
    """
    if _is_tagged(text):
        return "text"
    kind = media_type(content_type)
    if kind in {"text/html", "application/xhtml+xml"} or _XHTML.match(text[:_SAMPLE]):
        return "html"
    return "text" if kind in PLAIN or text.startswith(FENCES) or not _TAG.search(text[:2048]) else "html"
