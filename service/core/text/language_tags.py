"""Language tags as pages declare them, made BCP 47: `fa_IR` is `fa-IR`, `EN` is `en`."""

from __future__ import annotations

import re

from copydesk.schemas.language_codes import LANGUAGES, SHORTER

# RFC 5646, 2.1, without the tags of before 2006: language, script, region, variants, extensions, private use.
_TAG = re.compile(
    r"([a-z]{2,3})((?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3})){0,4}"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8}){1,4}){0,4}(?:-x(?:-[a-z\d]{1,8}){1,4})?)",
    re.I,
)
# `en_US.UTF-8@euro`: how an operating system names it, with a character set.
_OF_SYSTEM = re.compile(r"[.@].{0,40}\Z")
# Codes that ISO 639 gave up, names of countries taken for languages, and what Facebook's og:locale makes up.
_INSTEAD = {
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "bh": "bho",
    "jp": "ja", "cz": "cs", "gr": "el", "ua": "uk", "dk": "da",
}  # fmt: skip
_EXTENSION = re.compile(r"(?=-[A-Za-z0-9]-)")
_MOST_CHARS = 50


def language_tag(declared: str | None) -> str | None:
    """A tag that readers know; None for what is none: `utf-8`, `x-default`, `null`, `und`."""
    if not declared or len(declared) > _MOST_CHARS:
        return None
    found = _TAG.fullmatch(_OF_SYSTEM.sub("", declared.strip()).replace("_", "-"))
    language = _language(found[1].lower()) if found else None
    return language + _subtags(found[2]) if found and language else None


def _language(code: str) -> str | None:
    code = SHORTER.get(code, _INSTEAD.get(code, code))
    return code if code in LANGUAGES else None


def _subtags(text: str) -> str:
    """Regions in capitals, scripts in title case, the rest small, as all is in an extension (RFC 5646, 2.1.1)."""
    told = _EXTENSION.split(text, maxsplit=1)
    return "-".join(map(_subtag, told[0].split("-"))) + "".join(told[1:]).lower()


def _subtag(text: str) -> str:
    if len(text) == 2:
        return text.upper()
    return text.title() if len(text) == 4 and text.isalpha() else text.lower()
