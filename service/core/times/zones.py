"""Which zone a printed time is in: an offset beside it, a zone's name, the site's home zone, what the date, the other times
of the page or the language tells, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from copydesk.schemas.parsed import ZoneBasis
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lexicon.homes import zone_of_language
from copydesk.service.core.lexicon.zones import ZONE_NAMES
from copydesk.service.core.times.offsets import clocks_with, offset_at

_OFFSET = re.compile(r"([+-])(\d{1,2})(?::?([0-5]\d))?(?![\d:])")
_SECONDS = re.compile(r":\d\d:\d\d")
_IANA = re.compile(
    r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_]{2,20}(?:/[A-Za-z_]{2,20})?"
)
_CLOCKS = words_of(lambda lexicon: lexicon.dates.clocks)
_IN_OTHER_SCRIPTS = any_of(sorted((name for name in ZONE_NAMES if not name.isascii()), key=len, reverse=True))
_NAME = re.compile(rf"(?:{any_of(_CLOCKS)}|Z|[A-Z]{{2,5}}|(?i:{_IN_OTHER_SCRIPTS}))(?![^\W\d_])")
_GAP = re.compile(r"[\s(\[,]{0,3}")


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a time stands on the globe, why that is believed, and how far the words for it reach."""

    zone: tzinfo
    basis: ZoneBasis
    end: int


def no_language() -> str | None:
    """Of a text whose language nobody asks for."""
    return None


def no_times() -> tuple[datetime, ...]:
    """Of a text that gives no times for machines."""
    return ()


def no_order() -> bool | None:
    """Of a text whose other dates nobody looks at."""
    return None


@dataclass(frozen=True, slots=True)
class Home:
    """Where a text is from: what stands in for a zone that is not printed, and tells the order of figures."""

    zone: str | None
    """IANA name of the site's home zone."""
    language: Callable[[], str | None] = no_language
    """The language of the text; asked only where the answer matters, as it costs time."""
    told: Callable[[], tuple[datetime, ...]] = no_times
    """Times that the page gives with their offsets; asked likewise."""
    day_first: Callable[[], bool | None] = no_order
    """Whether the page's other dates in figures put the day first; None where they do not tell. Asked likewise."""


def home_zone(home: Home, *, iranian: bool, local: datetime | None = None) -> tuple[tzinfo, ZoneBasis]:
    """The zone of a time that is printed without one, and why: `iranian` if its date is a Solar Hijri one, `local` as it is
    printed. UTC for want of any.
    """
    if home.zone:
        zone = zone_called(home.zone)
        return (zone, "site") if zone else (UTC, "none")
    if iranian:
        return ZoneInfo("Asia/Tehran"), "calendar"
    clocks = clocks_with(told) if (told := home.told()) else None
    if local and clocks and (offset := offset_at(local, clocks)) is not None:
        return timezone(offset), "page"
    name = zone_of_language(home.language() or "")
    return (ZoneInfo(name), "language") if name else (UTC, "none")


def known_zone(name: str | None) -> str | None:
    """The name, if it is that of an IANA zone: `Asia/Tehran`, `UTC`."""
    return name if name and (name == "UTC" or (_IANA.fullmatch(name) and zone_called(name))) else None


@lru_cache(maxsize=1024)
def zone_called(name: str) -> tzinfo | None:
    """The IANA zone of that name; None for a name that there is not."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found; a name with `..` in it; a folder's name
        return None


def read_zone(folded: str, start: int, *, home: str | None, offsets: bool) -> Zone | None:
    """The zone printed at `start`, right behind a time; `offsets`: a bare `-05:00` may follow without a plus sign."""
    at = _GAP.match(folded, start).end()  # type: ignore[union-attr]  # the pattern matches the empty string
    bare = _OFFSET.match(folded, at)
    if bare and (offsets or (bare[1] == "+" and len(bare[0]) > 2) or _is_of_mail(bare, folded[start - 6 : start])):
        return _by_offset(bare, bare.end())
    named = _IANA.match(folded, at)
    if named and (zone := zone_called(named[0])):
        return Zone(zone, "zone_name", _closed(folded, named.end()))
    return _by_name(folded, at, home)


def _is_of_mail(bare: re.Match[str], before: str) -> bool:
    """`Tue, 04 Mar 2025 09:00:00 -0500`, as mail and feeds write it: behind seconds four digits begin no other time."""
    return len(bare[0]) == 5 and _SECONDS.fullmatch(before) is not None


def _by_name(folded: str, at: int, home: str | None) -> Zone | None:
    named = _NAME.match(folded, at)
    if named and named[0] in _CLOCKS:
        at = _GAP.match(folded, named.end()).end()  # type: ignore[union-attr]  # the pattern matches the empty string
        named = _NAME.match(folded, at)
    if not named or (known := ZONE_NAMES.get(named[0].lower())) is None:
        return None
    if known == "UTC":
        shift = _OFFSET.match(folded, _GAP.match(folded, named.end()).end())  # type: ignore[union-attr]  # as above
        if shift:
            return _by_offset(shift, _closed(folded, shift.end()))
        return Zone(UTC, "offset" if named[0] == "Z" else "zone_name", _closed(folded, named.end()))
    zone = zone_called(home) if home and _uses(home, named[0]) else zone_called(known)
    return Zone(zone, "zone_name", _closed(folded, named.end())) if zone else None


def _by_offset(found: re.Match[str], end: int) -> Zone | None:
    shift = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if shift > timedelta(hours=14):
        return None
    return Zone(timezone(-shift if found[1] == "-" else shift), "offset", end)


def _closed(folded: str, end: int) -> int:
    return end + 1 if folded[end : end + 1] in (")", "]") else end


@lru_cache(maxsize=1024)
def _uses(home: str, name: str) -> bool:
    """Whether the home zone calls itself by that name: IST is Jerusalem's for a site in Jerusalem."""
    zone = zone_called(home)
    return zone is not None and name.upper() in {datetime(2020, month, 1, tzinfo=zone).tzname() for month in (1, 7)}
