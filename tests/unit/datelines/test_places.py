"""What stands before the agency of a dateline, and which country a place is in."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.datelines.places import Lead, country_of, is_place, name_before_place, read_lead
from copydesk.service.core.lexicon import places as tables
from copydesk.service.core.lexicon.places import CITIES, OPEN_PARTS, PARTS
from copydesk.service.core.text.spelling import key, one_line

ENGLISH = Locale.parse("en")
WIRES = ("ar", "de", "es", "fa", "fr", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "vi", "zh")
# Names that CLDR gives a place and that mean another one, too: the Italian Monaco is Munich, the Turkish Cuba Juba, the
# American state is Georgia.
OTHERS = frozenset(
    map(
        key,
        (
            "Cuba",
            "Bangi",
            "Vienne",
            "San Paolo",
            "Pekin",
            "الجزیره",
            "Los Ángeles",
            "عمان",
            "凤凰城",
            "عَمان",
            "Granada",
            "Georgia",
            "Géorgie",
            "Geórgia",
            "جورجيا",
        ),
    )
)
ISO = frozenset(str(code) for code in ENGLISH.territories if re.fullmatch("[A-Z]{2}", str(code))) - {
    "EU",
    "UN",
    "XK",
    "XA",
    "XB",
    "ZZ",
    "QO",
}
# Zones are named for a city long before and after its country's code is: the old names have none.
ZONES = {name: code for name, code in get_global("zone_territories").items() if code in ISO}


@pytest.mark.parametrize(
    ("words", "place", "date"),
    [
        ("PORTLAND, Maine ", "PORTLAND, Maine", None),
        ("ST. JOHN'S, Antigua ", "ST. JOHN'S, Antigua", None),
        ("ORIENT POINT, N.Y.", "ORIENT POINT, N.Y.", None),
        ("SORIA 25 Jun. ", "SORIA", "25 Jun."),
        ("12 mai ", None, "12 mai"),
        ("MOSCOW, Monday ", "MOSCOW", "Monday"),
        ("Tuesday, March 5", None, "Tuesday, March 5"),
        ("القاهرة في 25 يونيو", "القاهرة", "25 يونيو"),
        ("بيروت في 25 كانون الثاني/يناير 2024", "بيروت", "25 كانون الثاني/يناير 2024"),
        ("الكويت - 25 - 6 ", "الكويت", "25 - 6"),
        ("花蓮縣25日", "花蓮縣", "25日"),
        ("Vilnius, 25 birželio 2024 m.", "Vilnius", "25 birželio 2024 m."),
    ],
)
def test_words_before_an_agency(words: str, place: str | None, date: str | None) -> None:
    """A place, a date or both, as printed, without what joins them."""
    assert read_lead(words) == Lead(place, date)


@pytest.mark.parametrize(
    "words", ["Windows 10", "BRIDGE 2, June", "31 people", "Route 66 and 67", "PORTLAND 25 bridges"]
)
def test_other_figures_make_no_place(words: str) -> None:
    """Figures that are no date leave nothing that could be a place."""
    assert read_lead(words) is None


@pytest.mark.parametrize(
    "place", ["VIDEO", "LIVE UPDATES", "KYODO NEWS", "TTXVN", "Room 5", "In London", "the bridge", "Rain. Sun", ""]
)
def test_what_is_no_place(place: str) -> None:
    """Headings, agencies, figures, sentences and words without a capital."""
    assert not is_place(place, known=False)


@pytest.mark.parametrize(
    "place", ["LIVE OAK", "Göstling an der Ybbs", "RIO DE JANEIRO", "جسر", "New Delhi [India]", "ST. LOUIS"]
)
def test_what_may_be_a_place(place: str) -> None:
    """Words that begin with capitals, small words among them; any few words of a script without capitals."""
    assert is_place(place, known=False)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("LONDON", "GB"),
        ("İSTANBUL", "TR"),
        ("PORTLAND, Maine", "US"),
        ("PORTLAND, Ore.", "US"),
        ("ORIENT POINT, N.Y.", "US"),
        ("WASHINGTON, D.C.", "US"),
        ("PARIS, Texas", "US"),
        ("Paris (Texas)", "US"),
        ("HALIFAX, Nova Scotia", "CA"),
        ("HOBART, Tasmania", "AU"),
        ("HULL, East Yorkshire, England", "GB"),
        ("BELFAST, Northern Ireland", "GB"),
        ("New Delhi [India]", "IN"),
        ("SAN JUAN, Puerto Rico", "PR"),
        ("SAN JOSE, Costa Rica", "CR"),
        ("NEW YORK/WASHINGTON", "US"),
        ("Frankfurt/Main", "DE"),
        ("ATLANTA, Georgia", "US"),
        ("TBILISI, Georgia", "GE"),
        ("SEOUL, Korea", "KR"),
        ("KINSHASA, Congo", "CD"),
        ("دمشق، سوريا", "SY"),
        ("Лондон, Великобритания", "GB"),
        ("花蓮縣", None),
        ("NEW YORK/LONDON", None),
        ("NEW YORK/HARBOUR", None),
        ("SPRINGFIELD", None),
        ("Seixal, Setúbal", None),
        ("RUSTAVI, Georgia", None),
        ("PERTH, WA", None),
        ("SAN FRANCISCO, CA", None),
        ("", None),
    ],
)
def test_the_country_of_a_place(place: str, code: str | None) -> None:
    """What stands behind the last comma decides, else a city that stands alone; two countries are none."""
    assert country_of(place) == code


@pytest.mark.parametrize(
    "place",
    "Georgetown,San Jose,Birmingham,Cambridge,Kingston,Santiago,Tripoli,Victoria,Hamilton,Georgia,Jerusalem,La Paz,Monaco,Panama City,Vancouver,Perth,San Juan,"
    "Manchester,Alexandria,Hyderabad,Valencia,Córdoba,Portland,Columbus,Springfield,Cuba,Jordan,Male,Monrovia,Nassau,Canton,Pekin,طرابلس,القدس,عمان".split(
        ","
    ),
)
def test_a_shared_name_tells_no_country(place: str) -> None:
    """A name of two well-known places, or of a place and of something else, leaves a doubt."""
    assert country_of(place) is None
    assert country_of(place.upper()) is None


def test_codes_and_names_are_as_they_are_looked_up() -> None:
    """Every code is ISO's, every name is in the table of one country, and no city is a country's name elsewhere."""
    rows = (*tables._CITIES, *tables._COUNTRIES.items(), *tables._PARTS.items())
    assert {code for code, _ in rows} <= ISO
    assert all(codes <= ISO for codes in OPEN_PARTS.values())
    for table, mapping in ((tables._CITIES, CITIES), ((*tables._COUNTRIES.items(), *tables._PARTS.items()), PARTS)):
        assert [name for code, names in table for name in names.split(", ") if mapping[key(name)] != code] == []
    assert not set(OPEN_PARTS) & set(PARTS)
    assert {name: (code, PARTS[name]) for name, code in CITIES.items() if PARTS.get(name, code) != code} == {}


def test_two_capitals_are_no_code_of_a_country() -> None:
    """`CA` behind a comma may be California or Canada: no state is known by letters that are a country's code."""
    short = {name for names in tables._PARTS.values() for name in names.split(", ") if re.fullmatch("[A-Z]{2}", name)}
    assert short
    assert short & ISO == set()


@pytest.mark.parametrize("language", ["en", "ar", "de", "es", "fa", "fr", "it", "pt", "ru", "tr"])
def test_countries_are_named_as_cldr_names_them(language: str) -> None:
    """Behind a comma a country is known by CLDR's name for it, and by no name that CLDR gives another."""
    territories = {key(name): code for code, name in Locale.parse(language).territories.items() if code in ISO}
    assert {name: (PARTS[name], code) for name, code in territories.items() if PARTS.get(name, code) != code} == {}
    plain = {
        name
        for name, code in territories.items()
        if ENGLISH.territories[code] in ("France", "Japan", "Egypt", "Brazil", "Kenya", "Norway", "Iraq")
    }
    assert len(plain) == 7
    assert plain <= set(PARTS)


def cities(language: str) -> dict[str, str]:
    """Zone -> the city that names it, in a language; only where the language has a word of its own."""
    named = (
        (zone, str(row.get("city") or ""))
        for zone, row in Locale.parse(language).time_zones.items()
        if isinstance(row, Mapping)
    )
    return {zone: city for zone, city in named if city and "(" not in city and city.isprintable()}


@pytest.mark.parametrize("language", WIRES)
def test_cities_are_named_as_cldr_names_them(language: str) -> None:
    """A city that is known in English is known by CLDR's name in the wire's language, in the same country."""
    english = cities("en")
    known = {
        zone: (key(name), CITIES.get(key(english.get(zone) or zone.rpartition("/")[2].replace("_", " "))))
        for zone, name in cities(language).items()
    }
    printed = {zone: (name, code) for zone, (name, code) in known.items() if code and name not in OTHERS}
    assert len(printed) > 4
    assert {zone: name for zone, (name, code) in printed.items() if CITIES.get(name) != code} == {}
    assert {zone for zone, (_, code) in printed.items() if ZONES.get(zone, code) != code} == set()


@given(st.text(max_size=120))
def test_any_words_are_read(words: str) -> None:
    """Whatever the words, a place and a date are quoted from them, and a country is a code."""
    lead = read_lead(words)
    for part in lead or ():
        assert part is None or "".join(part.split()) in "".join(one_line(words).split())
    assert country_of(words) in {None} | ISO


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("李先鳳花蓮縣", "花蓮縣"),
        ("王明台北", "台北"),
        ("王小明台北", "台北"),
        ("王明花蓮縣", "花蓮縣"),
        ("王明洛杉磯", "洛杉磯"),
    ],
)
def test_a_place_that_a_name_runs_into(words: str, place: str) -> None:
    """A reporter's name has three characters, or two before a county, a known city or a place of two characters."""
    assert words[name_before_place(words) :] == place
