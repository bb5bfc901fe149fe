"""From bytes to text: byte order mark, then what is declared, then UTF-8, and a guess only where nothing is
declared.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import webencodings
from charset_normalizer import from_bytes

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.records import Rejected

# UTF-32 before UTF-16: its mark begins with the other's.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Of the Encoding Standard's own codecs those that Python lacks: GBK is read as the larger set, and what is read as bytes
# alone is Windows-1252 in a page that says so of itself. https://encoding.spec.whatwg.org/#gbk-decoder
_INSTEAD = {"gbk": "gb18030", "x-user-defined": "cp1252"}

_META = re.compile(rb"<meta[^>]{0,500}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([A-Za-z0-9_.:-]{2,40})", re.I)
_XML = re.compile(rb"\s{0,99}<\?xml\s[^<>]{0,200}?\bencoding\s{0,20}=\s{0,20}[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
_CONTENT_TYPE = re.compile(r"charset\s{0,20}=\s{0,20}[\"']?([^\s\"';,]{1,64})", re.I)
_PRESCAN_BYTES = 1024
_GUESS_BYTES = 64 * 1024
_BAD_SHARE = 0.001
_HIGH = bytes(range(0x80, 0x100))
_NEARLY_ASCII = 0.01
_MOSTLY_ASCII = 0.1
_SHIFTS = (b"\x1b$B", b"\x1b$@", b"\x1b(I")
"""What shifts to Japanese in ISO-2022-JP, a text of seven bits."""
_JAPANESE = ("iso2022_jp", "iso2022_jp_ext")
_ONE_BYTE = ("cp12", "iso8859", "koi8")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes that became text, and what was odd on the way."""

    text: str
    warnings: tuple[str, ...] = ()


def codec_of(label: str) -> str | None:
    """Python's codec for a label as browsers understand it: `gb2312` is `gb18030`. None for what is no character
    set.

    What the standard does not know, or knows and refuses, as `iso-2022-kr`, is read where Python can read it.
    """
    name = label.strip().strip("\"'").lower()
    return _codec_of_standard(name) or _codec_of_python(name)


def _codec_of_standard(name: str) -> str | None:
    """https://encoding.spec.whatwg.org/#names-and-labels"""
    found = webencodings.lookup(name)
    return None if found is None or found.name == "replacement" else _INSTEAD.get(found.name, found.codec_info.name)


def _codec_of_python(name: str) -> str | None:
    """Python has more names, `latin-1`; what they mean is asked of the standard again."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # base64, zip, rot13 and the like are codecs to Python; these three are text codecs, but of Python's own making.
    if not found._is_text_encoding or found.name.replace("-", "_") in _NOT_CHARSETS:
        return None
    return _codec_of_standard(found.name) or found.name


_NOT_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"})


def decode_bytes(content: bytes, charset: str | None, content_type: str | None, *, html: bool) -> Decoded | Rejected:
    """The text of a document's bytes; Rejected `bad_charset` where neither a declaration nor UTF-8 nor a guess reads
    them.
    """
    for mark, marked in MARKS:
        if content.startswith(mark):
            return (
                _strictly(content[len(mark) :], marked)
                or _leniently(content[len(mark) :], marked)
                or _unreadable(marked)
            )
    if charset and codec_of(charset) is None:
        return Rejected(Reason.BAD_CHARSET, Stage.DECODE, f"charset {charset!r} is not a character set")
    labels = list(_declared(content, charset, content_type, html=html))
    unknown = tuple(f"unknown_charset:{label}" for label in labels if codec_of(label) is None)
    codecs_declared = [codec for label in labels if (codec := codec_of(label))]
    if shifted := _by_shifts(content, codecs_declared):
        return Decoded(shifted.text, unknown + shifted.warnings)
    decoded = _by_declaration(content, codecs_declared) or (None if codecs_declared else _by_guess(content))
    return Decoded(decoded.text, unknown + decoded.warnings) if decoded else _unreadable(", ".join(labels) or "nothing")


def _declared(content: bytes, charset: str | None, content_type: str | None, *, html: bool) -> Iterator[str]:
    if charset:
        yield charset
    sent = named[1] if content_type and (named := _CONTENT_TYPE.search(content_type)) else None
    said = [label for label in (sent, _said_by_xml(content)) if label]
    # Latin-1 is what servers say of anything, and fits any bytes: a document that says otherwise knows better.
    yield from reversed(said) if sent and codec_of(sent) == "cp1252" else said
    if html and (meta := _META.search(content[:_PRESCAN_BYTES])):
        yield _narrow(meta[1])


def _said_by_xml(content: bytes) -> str | None:
    """What an XML declaration says of the bytes below it."""
    found = _XML.match(content[:_PRESCAN_BYTES])
    return _narrow(found[1]) if found else None


def _narrow(said: bytes) -> str:
    """A page whose declaration could be read as ASCII is not UTF-16, whatever it says:
    https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
    """
    label = said.decode("ascii")
    return "utf-8" if label.lower().startswith("utf-16") else label


def _by_declaration(content: bytes, declared: list[str]) -> Decoded | None:
    if (
        declared
        and declared[0].startswith(_ONE_BYTE)
        and not content.isascii()
        and (utf8 := _strictly(content, "utf-8"))
    ):
        # Latin-1 is what many servers say of every page, and it fits any bytes; what is not UTF-8 hardly ever passes
        # for it.
        return Decoded(utf8.text, ("charset_was_utf-8",))
    for codec in dict.fromkeys((*declared, "utf-8")):
        if decoded := _strictly(content, codec):
            return (
                decoded if codec in declared[:1] or not declared else Decoded(decoded.text, (f"charset_was_{codec}",))
            )
    return _leniently(content, declared[0]) if declared else None


def _by_shifts(content: bytes, declared: list[str]) -> Decoded | None:
    """ISO-2022-JP of which nobody says so: to any other character set it is ASCII with escapes."""
    if b"\x1b" not in content or not content.isascii() or any(codec.startswith("iso2022") for codec in declared[:1]):
        return None
    if not any(shift in content for shift in _SHIFTS):
        return None
    found = next((found for codec in _JAPANESE if (found := _strictly(content, codec))), None)
    return _with_warning(found, "charset_was_iso2022_jp" if declared else "charset_guessed:iso2022_jp")


def _strictly(content: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(content.decode(codec))
    except (UnicodeError, ValueError):
        return None


def _leniently(content: bytes, codec: str) -> Decoded | None:
    """With U+FFFD for a few broken bytes, as a page cut at a block's end or pasted together has them."""
    try:
        text = content.decode(codec, "replace")
    except (UnicodeError, ValueError):
        return None
    return Decoded(text, ("bad_bytes_replaced",)) if text.count("\ufffd") <= max(1, len(text) * _BAD_SHARE) else None


def _by_guess(content: bytes) -> Decoded | None:
    """The one guess, on a bounded sample: charset-normalizer's time grows with the text and with the codecs it
    tries.
    """
    if len(content) >= _GUESS_BYTES and (utf8 := _leniently(content, "utf-8")):
        return utf8
    high = (len(content) - len(content.translate(None, _HIGH))) / len(content)
    if high <= _NEARLY_ASCII:
        # A pound sign and an umlaut in English text: too little to guess from, and Windows-1252 nearly always.
        return _with_warning(_strictly(content, "cp1252"), "charset_guessed:cp1252")
    best = from_bytes(
        content[:_GUESS_BYTES], steps=5, chunk_size=512, enable_fallback=False, preemptive_behaviour=False
    ).best()
    guessed = best.encoding if best else "cp1252" if high <= _MOSTLY_ASCII else None
    return _with_warning(_strictly(content, guessed), f"charset_guessed:{guessed}") if guessed else None


def _with_warning(decoded: Decoded | None, warning: str) -> Decoded | None:
    return Decoded(decoded.text, (warning,)) if decoded else None


def _unreadable(declared: str) -> Rejected:
    return Rejected(Reason.BAD_CHARSET, Stage.DECODE, f"the bytes are not text in {declared[:100]}, nor in UTF-8")
