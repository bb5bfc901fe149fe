"""Language tags as documents declare them."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.language_codes import LANGUAGES
from copydesk.service.core.text.language_tags import language_tag


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en", "en"),
        (" EN ", "en"),
        ("fa_IR", "fa-IR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("de-DE-formal", "de-DE-formal"),
        ("zh-yue-HK", "zh-yue-HK"),
        ("en-US-u-ca-gregory", "en-US-u-ca-gregory"),
        ("en-x-desk", "en-x-desk"),
        ("en_US.UTF-8", "en-US"),
        ("de_DE@euro", "de-DE"),
        ("eng", "en"),
        ("ger", "de"),
        ("ckb", "ckb"),
        ("iw", "he"),
        ("jp", "ja"),
    ],
)
def test_tags(declared: str, tag: str) -> None:
    """A declared language has one form, that of BCP 47."""
    assert language_tag(declared) == tag


@pytest.mark.parametrize(
    "declared",
    [
        "utf-8", "UTF8", "iso-8859-1", "us-ascii", "charset", "text/html", "x-default", "und", "mul", "zxx", "xx", "null",
        "NaN", "none", "C", "C.UTF-8", "POSIX", "english", "en-", "en--US", "en, de", "q", "qq", "en-1", "{{lang}}",
        "", None, "en" * 40,
    ],
)  # fmt: skip
def test_no_tags(declared: str | None) -> None:
    """A character set, a placeholder and a language that does not exist are none."""
    assert language_tag(declared) is None


def test_languages() -> None:
    """Every language that CLDR names is known, but for those that stand for none."""
    named = {code for code in map(str, Locale("en").languages) if 2 <= len(code) <= 3}
    assert named - LANGUAGES == {"und", "mul", "zxx", "nan"}


@given(st.text() | st.from_regex(r"[A-Za-z0-9_.@-]{0,60}", fullmatch=True))
def test_tag_of_a_tag(declared: str) -> None:
    """A tag is its own tag, whatever was declared."""
    tag = language_tag(declared)
    assert language_tag(tag) == tag
