"""How many of the places that an annotator marked in English news are found, and how many that are found are marked.

    python -m benchmarks.places [--peers PYTHON]

Names once an article, as printed, without those of peoples (`Russian`) on both sides. LGL, TR-News and GeoWebNews, the
development halves of the last two. PYTHON: one that has geotext and flashgeotext.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.accuracy import CORPUS, rows
from copydesk.service.enrichers.gazetteer import Kind
from copydesk.service.enrichers.place_words import DEMONYMS, NO_COUNTRY
from copydesk.service.enrichers.places import Mention, mentions

SETS = {"trnews": "TR-News", "lgl": "LGL", "gwn": "GeoWebNews"}
KINDS = frozenset({"Literal", "Metonymic", "Mixed", "Literal_Modifier", "Non_Literal_Modifier", None})
"""GeoWebNews: names of places, as nouns and before them; not those inside names of other things."""
NEAR_KM = 161
PEERS = """
import json, logging, sys
logging.disable(logging.CRITICAL)
def of_geotext():
    from geotext import GeoText
    return lambda text: [*GeoText(text).cities, *GeoText(text).countries]
def of_flashgeotext():
    from flashgeotext.geotext import GeoText
    geotext = GeoText()
    return lambda text: [name for kind in geotext.extract(text, span_info=True).values() for one in kind.values() for name in one["found_as"]]
find = {"geotext": of_geotext, "flashgeotext": of_flashgeotext}[sys.argv[1]]()
for line in sys.stdin:
    print(json.dumps(sorted(set(find(json.loads(line))))))
"""


def marked(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The places of an article, in GeoWebNews those that have a number."""
    for one in row["gold"]["toponyms"]:
        if one.get("kind") in KINDS and ("kind" not in one or "geoname_id" in one):
            yield one


def plain(name: str) -> str:
    """As names are compared."""
    return name.strip().strip(".").casefold()


PEOPLES = frozenset(map(plain, (*DEMONYMS, *NO_COUNTRY)))


def wanted(row: Mapping[str, Any]) -> set[str]:
    """The names that are to be found."""
    return {plain(one["phrase"]) for one in marked(row)} - PEOPLES


def score(found: Sequence[set[str]], told: Sequence[set[str]]) -> str:
    """Precision, recall, F."""
    right = sum(len(one & other) for one, other in zip(found, told, strict=True))
    precision, recall = right / max(1, sum(map(len, found))), right / max(1, sum(map(len, told)))
    return f"{precision:.3f} / {recall:.3f} / {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Over the ground."""
    a, b = math.radians(lat), math.radians(other_lat)
    arc = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(arc))


def distances(row: Mapping[str, Any], found: Sequence[Mention]) -> Iterator[float]:
    """Of each city or region that is found and marked, how far the one is from the other; of countries there is no point."""
    points = {plain(one["phrase"]): one for one in marked(row) if one.get("lat")}
    for one in {
        plain(one.text): one for one in found if one.site and one.name.kind in (Kind.CITY, Kind.REGION)
    }.values():
        if one.site and one.site.number and plain(one.text) in points:
            gold = points[plain(one.text)]
            yield kilometres(one.site.lat, one.site.lon, float(gold["lat"]), float(gold["lon"]))


def peer(python: str, name: str, bodies: Sequence[str]) -> list[set[str]]:
    """What another package finds."""
    told = "\n".join(map(json.dumps, bodies))
    done = subprocess.run([python, "-c", PEERS, name], input=told, capture_output=True, text=True, check=True)
    return [set(map(plain, json.loads(line))) - PEOPLES for line in done.stdout.splitlines()]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers")
    python = parser.parse_args().peers
    mentions("London", "en")
    articles = list(rows(CORPUS / "places.jsonl.gz", None))
    print("| | P / R / F | within 161 km | ms for 400 words |\n|-|-|-|-|")
    for key, name in SETS.items():
        of_set = [row for row in articles if row["source"] == key]
        began = time.process_time()
        found = [mentions(row["body"], "en") for row in of_set]
        seconds = time.process_time() - began
        names = [{plain(one.text) for one in each if one.name.kind is not Kind.PEOPLE} for each in found]
        told = [wanted(row) for row in of_set]
        far = [one for row, each in zip(of_set, found, strict=True) for one in distances(row, each)]
        near = sum(one <= NEAR_KM for one in far) / len(far)
        count = sum(len(row["body"].split()) for row in of_set)
        print(f"| {name} | {score(names, told)} | {near:.3f} of {len(far)} | {seconds * 400_000 / count:.2f} |")
        for other in ("geotext", "flashgeotext") if python else ():
            print(f"| {name}, {other} | {score(peer(python, other, [row['body'] for row in of_set]), told)} | | |")


if __name__ == "__main__":
    main()
