"""Which zone a time without one is in, and what that rests on."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from copydesk.service.core.lexicon.homes import (
    DAY_FIRST_LANGUAGES,
    LANGUAGE_ZONES,
    OPEN_TAGS,
    puts_day_first,
    zone_of_language,
)
from copydesk.service.core.lexicon.zones import ZONE_NAMES
from copydesk.service.core.times.dates import parse_moment
from copydesk.service.core.times.zones import Home, home_zone

# Where a language is official too and keeps another time; its press there is small, or known by its domain.
ELSEWHERE = {"nl": {"AW", "BQ", "CW", "SR", "SX"}, "sv": {"AX", "FI"}, "tr": {"CY"}, "fa": {"AF"}}
# Crimea and Xinjiang, which keep a time of their own.
ZONES_APART = {"Europe/Simferopol", "Asia/Urumqi"}


def _offsets(zone: str) -> tuple[object, object]:
    return tuple(datetime(2024, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7))  # type: ignore[return-value]  # two months


@pytest.mark.parametrize(("language", "zone"), LANGUAGE_ZONES.items())
def test_a_language_is_at_home_at_one_offset(language: str, zone: str) -> None:
    """Every country where CLDR has the language as official keeps the time of its zone."""
    for territory, zones in get_global("territory_zones").items():
        if territory in ELSEWHERE.get(language, ()) or language not in get_official_languages(territory, de_facto=True):
            continue
        assert {_offsets(name) for name in zones if name not in ZONES_APART} == {_offsets(zone)}, territory


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "ru", "id", "bn", "am"])
def test_a_language_of_many_countries_tells_no_zone(language: str) -> None:
    """A time in a language that is at home at several offsets, or counts hours in its own way, stays without a zone."""
    assert language not in LANGUAGE_ZONES
    assert home_zone(Home(None, lambda: language), iranian=False)[1] == "none"


@pytest.mark.parametrize("language", sorted(DAY_FIRST_LANGUAGES))
def test_the_day_stands_first_in_cldrs_short_date(language: str) -> None:
    """03/04 is April in these languages."""
    assert str(Locale.parse(language, sep="-").date_formats["short"].pattern).lstrip("\u200f").startswith("d")


@pytest.mark.parametrize("tag", sorted(OPEN_TAGS))
def test_some_countries_write_their_dates_otherwise(tag: str) -> None:
    """In these the short date does not begin with the day, as it does elsewhere in the language."""
    assert not str(Locale.parse(tag, sep="-").date_formats["short"].pattern).startswith("d")
    assert (puts_day_first(tag), puts_day_first(tag[:2])) == (False, True)


def test_a_tag_with_a_country_tells_what_its_language_does() -> None:
    """Most pages declare the country too: `pl-PL`; of English it is the country that tells, and elsewhere nothing."""
    tags = ("pl-PL", "de-AT", "zh-Hant-TW", "zh-CN", "sv-FI", "en-GB", "en")
    assert [zone_of_language(tag) for tag in tags] == [
        "Europe/Warsaw", "Europe/Berlin", "Asia/Taipei", "Asia/Shanghai", None, None, None,
    ]  # fmt: skip
    assert [puts_day_first(tag) for tag in ("pl-PL", "de-AT", "en-GB", "en-IN", "en-US", "en", "")] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip
    moment = parse_moment("04/05/2023 09:15", zone=None, not_after=None, language=lambda: "pl-PL")
    assert moment is not None
    assert (moment.at, moment.zone_basis) == (datetime(2023, 5, 4, 7, 15, tzinfo=UTC), "language")


def test_what_is_known_outranks_what_is_inferred() -> None:
    """The site's zone comes first, then the calendar's, then the language's."""
    given = [
        (Home("Asia/Dubai", lambda: "ja"), True),
        (Home(None, lambda: "ja"), True),
        (Home(None, lambda: "ja"), False),
        (Home(None), False),
    ]
    assert [(str(zone), basis) for zone, basis in (home_zone(home, iranian=iranian) for home, iranian in given)] == [
        ("Asia/Dubai", "site"),
        ("Asia/Tehran", "calendar"),
        ("Asia/Tokyo", "language"),
        ("UTC", "none"),
    ]


def test_every_zone_name_stands_for_a_zone() -> None:
    """Each printed name leads to a zone that exists."""
    assert [ZoneInfo(zone).key for zone in ZONE_NAMES.values()] == list(ZONE_NAMES.values())


def test_an_offset_of_mail_may_be_behind_greenwich() -> None:
    """`-0500` behind seconds is an offset, as mail and feeds write it; behind minutes it may be the end of a range."""
    for printed, hour, basis in (("09:00:00 -0500", 14, "offset"), ("09:00 -1100", 9, "none")):
        moment = parse_moment(f"Mon, 04 Mar 2019 {printed}", zone=None, not_after=None)
        assert moment is not None
        assert (moment.at.hour, moment.zone_basis) == (hour, basis)
