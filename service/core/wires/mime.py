"""A mail's bytes to its headers and parts, RFC 5322 and MIME. Bounded: so many parts, so deep, headers so long.

The walk over the parts is our own and without recursion: that of the standard library costs a mail of a million parts
minutes. What a header or an encoding says is the standard library's to read.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import collapse_rfc2231_value

from copydesk.service.core.intake.charsets import Decoded, codec_of, decode_bytes

MOST_HEAD, MOST_PART_HEAD = 32 * 1024, 4 * 1024
"""The headers of a mail are read so far, those of a part of it so far."""
MOST_HEADER, MOST_PARAMETERS = 2_000, 1_000
"""And one of them so far; the parameters of a Content-Type so far."""
MOST_PARTS, MOST_DEPTH = 100, 8
MOST_TEXT = 1024 * 1024
"""A part is read so far."""

_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n")
_LINE_END = re.compile(r"[\r\n]+[ \t]*")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_WHITE_OR_PAD = b" \t\r\n="
_SAMPLE = 4_096
_WORD = 16
"""Words of a language are shorter, lines of base64 longer but for the last."""
_EMPTY = re.compile(r";(?:\s*;)+")
_FROM = re.compile(rb"\A\s{0,20}From [^\n]{0,300}\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A mail, or a part of one: its headers, and its content as it was sent."""

    head: Message
    content: bytes

    @property
    def kind(self) -> str:
        """`text/plain`, in small letters."""
        return self.head.get_content_type()

    @property
    def filename(self) -> str | None:
        """The name of the file that it was."""
        return _parameter(self.head, "filename", "content-disposition") or _parameter(self.head, "name", "content-type")

    @property
    def attached(self) -> bool:
        """Whether it was sent to be saved instead of read."""
        return self.head.get_content_disposition() == "attachment" or self.filename is not None

    def parameter(self, name: str) -> str | None:
        """A parameter of its Content-Type, `format` or `charset`."""
        return _parameter(self.head, name, "content-type")

    def header(self, name: str) -> str | None:
        """The first header of that name, its encoded words read, on one line."""
        given = (value for found, value in self.head.raw_items() if found.lower() == name)
        value = next(given, None)
        return words_of_header(str(value)) if value is not None else None


def mail_of(raw: bytes) -> Part:
    """A mail as its headers and the rest; the `From ` line of a mailbox is none of them."""
    if b"\n" not in raw[:MOST_HEAD]:
        raw = raw.replace(b"\r", b"\n")  # as old Macintoshes ended lines
    return _part(_FROM.sub(b"", raw, count=1).lstrip(b"\r\n"), MOST_HEAD)


def _part(raw: bytes, most: int = MOST_PART_HEAD) -> Part:
    if raw.startswith((b"\n", b"\r\n")):
        return Part(Message(), raw)  # a part may have no headers
    blank = _BLANK.search(raw)
    head = raw[: blank.start()] if blank else raw
    return Part(BytesHeaderParser().parsebytes(head[:most]), raw[blank.end() :] if blank else b"")


def parts_of(mail: Part) -> Iterator[Part]:
    """The parts that hold something, in their order; the mail itself where it has no others."""
    waiting = [(mail, 0)]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part, depth = waiting.pop()
        boundary = part.parameter("boundary") if part.head.get_content_maintype() == "multipart" else None
        if boundary and depth < MOST_DEPTH:
            waiting += [(inner, depth + 1) for inner in reversed(_between(part.content, boundary))]
        else:
            yield part


def _between(content: bytes, boundary: str) -> list[Part]:
    """What stands between the lines of a boundary; the last may lack its own."""
    line = re.compile(rb"^--" + re.escape(boundary.encode("ascii", "replace")) + rb"(--)?[ \t]*\r?$\n?", re.M)
    pieces: list[bytes] = []
    start = None
    for found in line.finditer(content):
        if start is not None:
            pieces.append(content[start : found.start()])
        start = None if found[1] else found.end()
        if found[1] or len(pieces) >= MOST_PARTS:
            break
    if start is not None and len(pieces) < MOST_PARTS:
        pieces.append(content[start:])
    return [_part(piece) for piece in pieces]


def bytes_of(part: Part) -> bytes:
    """A part's content without the encoding for the way."""
    content = part.content[:MOST_TEXT]
    match _encoding(part):
        case "base64":
            letters = _NOT_BASE64.sub(b"", content)
            whole = letters[: len(letters) - (len(letters) % 4 == 1)]
            return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
        case "quoted-printable":
            return binascii.a2b_qp(content)
        case _:
            return content


def _encoding(part: Part) -> str:
    """How the content is encoded; what is declared as base64 and is not was sent as it is."""
    told = (part.header("content-transfer-encoding") or "").split(";")[0].strip().lower()
    return "8bit" if told == "base64" and not _is_base64(part.content[:_SAMPLE]) else told


def _is_base64(sample: bytes) -> bool:
    """Whether the letters are those of base64, and most of them in lines that are longer than words."""
    letters = sample.translate(None, _WHITE_OR_PAD)
    if len(_NOT_BASE64.findall(letters)) * 20 > len(letters):
        return False
    *words, last = sample.split() or [b""]
    return 2 * (len(last) + sum(len(word) for word in words if len(word) >= _WORD)) >= len(letters)


def text_of(part: Part, *, decoded: bool) -> str:
    """A text's words. `decoded`: the mail came as text, so that what was sent in eight bits is in UTF-8 now."""
    content = bytes_of(part)
    as_sent = _encoding(part) not in ("base64", "quoted-printable")
    charset = "utf-8" if decoded and as_sent and not content.isascii() else part.parameter("charset")
    return decoded_text(content, charset, html=part.kind == "text/html")


def decoded_text(content: bytes, charset: str | None, *, html: bool = False) -> str:
    """Bytes as text, with replacements where neither what is declared nor a guess reads them."""
    if not content:
        return ""
    label = charset.partition("*")[0] if charset else None
    found = decode_bytes(content, None, f"text/plain; charset={label}" if label else None, html=html)
    return found.text if isinstance(found, Decoded) else content.decode("utf-8", "replace")


def words_of_header(value: str) -> str:
    """A header on one line, its encoded words read: `=?utf-8?Q?Bridge_opens?=` is `Bridge opens`."""
    line = _LINE_END.sub(" ", value[:MOST_HEADER])
    if not line.isascii() or "\x1b" in line:
        line = decoded_text(line.encode("utf-8", "surrogateescape"), None)
    if "=?" not in line:
        return " ".join(line.split())
    try:
        found = decode_header(line)
    except (MessageError, ValueError):
        return " ".join(line.split())
    return " ".join("".join(_word(words, charset) for words, charset in found).split())


def _word(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        return words
    if charset is None:
        return words.decode("raw-unicode-escape", "replace")
    codec = codec_of(charset.partition("*")[0])
    return decoded_text(words, charset if codec else None)


def _parameter(head: Message, name: str, header: str) -> str | None:
    value = next((str(value) for found, value in head.raw_items() if found.lower() == header), None)
    if value is None:
        return None
    short = Message()
    # Each semicolon costs the standard library a copy of what is behind it.
    short[header] = _EMPTY.sub(";", _LINE_END.sub(" ", value[:MOST_PARAMETERS]))
    found = short.get_param(name, None, header)
    return words_of_header(collapse_rfc2231_value(found)) if isinstance(found, (str, tuple)) else None
