"""From bytes to text."""

from __future__ import annotations

import codecs

import pytest
import webencodings

from copydesk.service.core.intake.charsets import Decoded, codec_of, decode_bytes
from copydesk.service.core.records import Rejected

PERSIAN = "پل قدیمی بندر پس از دو سال تعمیر بازگشایی شد"


def decoded(
    content: bytes, charset: str | None = None, content_type: str | None = None, *, html: bool = False
) -> Decoded:
    """Bytes that can be read."""
    found = decode_bytes(content, charset, content_type, html=html)
    assert isinstance(found, Decoded), found
    return found


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("windows-1256", "cp1256"),
        ("Shift_JIS", "cp932"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("latin-1", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("iso88591", "cp1252"),
        ("latin_1", "cp1252"),
        ("csisolatin5", "cp1254"),
        ("x-cp1250", "cp1250"),
        ("csgb2312", "gb18030"),
        ("euc-cn", "gb18030"),
        ("ksc5601", "cp949"),
        ("koi8-ru", "koi8-u"),
        ("x-user-defined", "cp1252"),
        ("iso-2022-kr", "iso2022_kr"),
        ("iso-2022-cn", None),
        ("utf-32", "utf-32"),
        (" UTF8 ", "utf-8"),
        ("'euc-kr'", "cp949"),
        ("klingon", None),
        ("base64", None),
        ("rot13", None),
        ("unicode_escape", None),
        ("", None),
        ("a\x00b", None),
    ],
)
def test_labels(label: str, codec: str | None) -> None:
    """Labels mean what browsers take them for; what is no character set is none."""
    assert codec_of(label) == codec


def test_every_label() -> None:
    """Every label of the Encoding Standard is known, but for those that mean a set which Python cannot read."""
    codecs_by_label = {label: codec_of(label) for label in webencodings.LABELS}
    unread = {"iso-2022-cn", "iso-2022-cn-ext", "replacement"}
    assert {label for label, codec in codecs_by_label.items() if codec is None} == unread
    assert all(codecs.lookup(codec) for codec in codecs_by_label.values() if codec)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_mark_wins(codec: str) -> None:
    """A byte order mark outranks what is declared."""
    assert decoded(PERSIAN.encode(codec), "latin-1").text == PERSIAN


def test_charset_outranks_content_type() -> None:
    """The document's charset outranks the one in its content type."""
    assert decoded("йод".encode("cp1251"), "windows-1251", "text/html; charset=koi8-r").text == "йод"


@pytest.mark.parametrize(
    "meta", [b'<meta charset="shift_jis">', b'<META http-equiv=Content-Type content="text/html; charset=Shift_JIS">']
)
def test_meta(meta: bytes) -> None:
    """A page's own meta element is believed where nothing else is declared, and only in HTML's first 1,024 bytes."""
    assert decoded(meta + "橋が開通".encode("cp932"), html=True).text.endswith("橋が開通")
    late = decode_bytes(b" " * 1100 + meta + "橋が開通した。".encode("cp932"), None, None, html=True)
    assert not isinstance(late, Decoded) or "charset_guessed" in late.warnings[0]


def test_utf8_behind_latin_label() -> None:
    """Servers say Latin-1 of pages that are UTF-8: the bytes tell."""
    assert decoded("Brücke".encode(), None, "text/html; charset=ISO-8859-1") == Decoded(
        "Brücke", ("charset_was_utf-8",)
    )


def test_unknown_charset() -> None:
    """A charset that the scraper names and nobody knows is an error; one that the server names is a warning."""
    assert isinstance(decode_bytes(b"abc", "klingon", None, html=False), Rejected)
    assert decoded(b"abc", None, "text/plain; charset=klingon").warnings == ("unknown_charset:klingon",)


def test_few_bad_bytes() -> None:
    """One broken byte in a long page is replaced and noted; a page of them is turned away."""
    assert decoded(b"word " * 1000 + b"\xff", "utf-8").warnings == ("bad_bytes_replaced",)
    assert isinstance(decode_bytes(b"\xff\xfa word " * 100, "utf-8", None, html=False), Rejected)


def test_guess() -> None:
    """Bytes without any declaration are guessed, with a warning that says so."""
    text = "Мост открыли в понедельник после двух лет ремонта, сообщил городской совет. " * 20
    found = decoded(text.encode("cp1251"))
    assert found.text == text
    assert found.warnings[0].startswith("charset_guessed:")


def test_nearly_ascii() -> None:
    """A pound sign in English text is Windows-1252."""
    assert decoded(b"word " * 50 + b"\xa31 million").text.endswith("£1 million")


RUSSIAN_XML = '<?xml version="1.0" encoding="windows-1251"?><a>Паром снова пойдёт в понедельник</a>'


@pytest.mark.parametrize("content_type", ["text/xml", "text/xml; charset=utf-8", "text/xml; charset=iso-8859-1"])
def test_an_xml_declaration_reads_what_the_server_misnamed(content_type: str) -> None:
    """Bytes that are not what was declared, or were declared as Latin-1 like anything, are what the XML says."""
    assert decoded(RUSSIAN_XML.encode("cp1251"), None, content_type).text == RUSSIAN_XML
    assert decoded(RUSSIAN_XML.encode("cp1251"), "utf-8", content_type).text == RUSSIAN_XML


def test_an_xml_declaration_does_not_outrank_what_reads_the_bytes() -> None:
    """XML that was recoded on its way still says what it was."""
    assert decoded(RUSSIAN_XML.encode(), None, "text/xml; charset=utf-8").text == RUSSIAN_XML
    assert decoded(RUSSIAN_XML.encode(), None, "text/xml").text == RUSSIAN_XML
    assert decoded(RUSSIAN_XML.encode("koi8-r"), "koi8-r", "text/xml").text == RUSSIAN_XML
