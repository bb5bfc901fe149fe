"""The table of places that ships: cities of 5,000 people or more, countries, some regions; and where a text has their names.

Read once, when first asked. Data of GeoNames, CC BY 4.0; `python -m benchmarks.gazetteer` makes the table.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from copydesk.service.enrichers.place_words import (
    COUNTRIES,
    DEMONYMS,
    NO_COUNTRY,
    OTHER_COUNTRIES,
    REGIONS,
    STATES,
    WORDS_TOO,
)
from copydesk.service.enrichers.tables import unpacked
from copydesk.service.enrichers.whole_names import is_word


class Kind(Enum):
    """What a name is one of."""

    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    PEOPLE = "people"


class Site(NamedTuple):
    """One place on the earth; `number` is GeoNames', 0 of a country."""

    number: int
    name: str
    country: str | None
    part: str
    """GeoNames' code of the state or region within the country; empty where there is none."""
    lat: float
    lon: float
    population: int


class Name(NamedTuple):
    """Where a text has a name, and which places have it, the largest first."""

    start: int
    end: int
    kind: Kind
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class _Cities:
    """Of each name, which lines have it; held in arrays, a fifth of the memory of lists."""

    lines: tuple[str, ...]
    first: array[int]
    numbers: array[int]
    names: AhoCorasick

    def sites(self, name: int) -> tuple[Site, ...]:
        return tuple(_site(self.lines[number]) for number in self.numbers[self.first[name] : self.first[name + 1]])


def cities_in(text: str) -> Iterator[Name]:
    """The names of cities, the longest where several begin."""
    cities = _tables().cities
    for name, start, end in cities.names.find_matches_as_indexes(text):
        if _is_whole(text, start, end):
            yield Name(start, end, Kind.CITY, cities.sites(name))


def wider_in(text: str, language: str) -> Iterator[Name]:
    """The names of regions, countries and who is of one, in English and in a language."""
    names, meant = _wider(language)
    for name, start, end in names.find_matches_as_indexes(text):
        if _is_whole(text, start, end):
            yield Name(start, end, *meant[name])


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a name is a word, or stands in a script that does not part words."""
    return "\u4e00" <= text[start] <= "\u9fff" or is_word(text, start, end, "@#_&", "@_")


@lru_cache(maxsize=4096)
def _site(line: str) -> Site:
    number, name, country, part, lat, lon, population = line.split("\t")
    return Site(int(number), name, country, part, float(lat), float(lon), int(population))


class _Tables(NamedTuple):
    """The parts of the table: those of a few lines as they stand."""

    countries: str
    regions: str
    cities: _Cities


@cache
def _tables() -> _Tables:
    countries, regions, lines, named = unpacked("gazetteer").split("\n\n")
    return _Tables(countries, regions, _cities(lines, named))


def _cities(lines: str, named: str) -> _Cities:
    names, first, numbers = [], array("I"), array("I")
    for row in named.split("\n"):
        name, _, of = row.partition("\t")
        names.append(name)
        first.append(len(numbers))
        numbers.extend(map(int, of.split(",")))
    first.append(len(numbers))
    found = AhoCorasick(
        names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA, store_patterns=False
    )
    return _Cities(tuple(lines.split("\n")), first, numbers, found)


@lru_cache(maxsize=8)
def _wider(language: str) -> tuple[AhoCorasick, list[tuple[Kind, tuple[Site, ...]]]]:
    named = _in_english() if language == "en" else _in_language(language)
    found = AhoCorasick(list(named), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return found, list(named.values())


_Named = dict[str, tuple[Kind, tuple[Site, ...]]]


def _in_language(language: str) -> _Named:
    """Countries alone: who is of one is a word of many forms in most languages."""
    names = {**dict(_country_names(language)), **OTHER_COUNTRIES.get(language, {})}
    not_sure = WORDS_TOO.get(language, frozenset())
    return {name: (Kind.COUNTRY, (_country(code, name),)) for name, code in names.items() if name not in not_sure}


def _in_english() -> _Named:
    named: _Named = {}
    for name in NO_COUNTRY:
        named[name] = Kind.PEOPLE, ()
    for name, code in DEMONYMS.items():
        named[name] = Kind.PEOPLE, (_country(code, name),)
    for name, code in (*_country_names("en"), *COUNTRIES.items()):
        named[name] = Kind.COUNTRY, (_country(code, name),)
    for name, site in _regions():
        kind, others = named.get(name, (Kind.REGION, ()))
        named[name] = kind, (*others, site)  # Georgia
    return named


def _country(code: str, name: str) -> Site:
    return Site(0, name, code, "", 0.0, 0.0, 1_000_000)


@cache
def _country_lines() -> dict[str, tuple[tuple[str, str], ...]]:
    rows = (row.split("\t") for row in _tables().countries.split("\n"))
    return {row[0]: tuple((one[3:], one[:2]) for one in row[1:]) for row in rows}


def _country_names(language: str) -> tuple[tuple[str, str], ...]:
    return _country_lines().get(language, ())


@cache
def state_names() -> frozenset[str]:
    """What states and regions are called in English."""
    return frozenset(name for name, _ in _regions())


def _regions() -> Iterator[tuple[str, Site]]:
    for row in _tables().regions.split("\n"):
        number, name, *where = row.split("\t")
        if len(where) == 1:
            lat, lon, short = STATES[where[0]]
            site = Site(int(number), name, "US", where[0], lat, lon, 1_000_000)
            yield from ((each, site) for each in (name, *short))
        else:
            yield name, Site(int(number), name, None, "", float(where[0]), float(where[1]), 1_000_000)
    for region, country, part, north, east, names in REGIONS:
        first, *others = names.split(", ")
        for each in (first, *others):
            yield each, Site(int(region), first, country, part, float(north), float(east), 1_000_000)
