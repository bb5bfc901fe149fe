"""Names that the desk knows, for hints that would be left out there: languages and time zones."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from copydesk.schemas.language_codes import LANGUAGES, SHORTER

_ZONE = re.compile(
    r"UTC|(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_]{2,20}(?:/[A-Za-z_]{2,20})?"
)
_LANGUAGE = re.compile(
    r"([a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3})){0,4}"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8}){1,4}){0,4}(?:-x(?:-[a-z\d]{1,8}){1,4})?",
    re.I,
)


def is_language(tag: str) -> bool:
    """Whether it is a BCP 47 tag of a language that CLDR names."""
    found = _LANGUAGE.fullmatch(tag)
    return found is not None and (found[1].lower() in LANGUAGES or found[1].lower() in SHORTER)


def is_zone(name: str) -> bool:
    """Whether it is an IANA zone of a place, or UTC. Where the system has no list of zones, by its form alone."""
    return bool(_ZONE.fullmatch(name)) and (_there_is(name) or not _there_is("UTC"))


@lru_cache(maxsize=1024)
def _there_is(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found; a folder's name
        return False
    return True
