"""Language tags as pages declare them, made BCP 47: `fa_IR` is `fa-IR`, `EN` is `en`."""

from __future__ import annotations

import re

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8}){0,4})")
# Codes that ISO 639 gave up, names of countries taken for languages, and what Facebook's og:locale makes up.
_INSTEAD = {"iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cz": "cs", "gr": "el", "ua": "uk", "dk": "da"}
_NONE = {"und", "mul", "zxx", "xx"}


def language_tag(declared: str | None) -> str | None:
    """A tag that readers know; None for what is none."""
    found = _TAG.fullmatch(declared.strip()) if declared and len(declared) < 50 else None
    if found is None or found[1].lower() in _NONE:
        return None
    language = found[1].lower()
    return "-".join((_INSTEAD.get(language, language), *map(_subtag, re.split("[-_]", found[2])[1:])))


def _subtag(text: str) -> str:
    """Regions in capitals, scripts in title case, the rest small (RFC 5646, 2.1.1)."""
    if len(text) == 2:
        return text.upper()
    return text.title() if len(text) == 4 and text.isalpha() else text.lower()
