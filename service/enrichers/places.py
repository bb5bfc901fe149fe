"""places, countries, and where the dateline's place is: names of the gazetteer that the text uses as places.

What tells in English: `City, State` is sure; a title or another name before it makes it a surname, for the whole article; `University`
or `Post` behind it makes it part of another name; a name that is a word too needs `in` before it. Of several places with
one name it is the largest, unless the text speaks of another's country or state.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from copydesk.schemas.article import Place
from copydesk.schemas.parsed import Geo
from copydesk.service.enrichers import place_words as words
from copydesk.service.enrichers.gazetteer import Kind, Name, Site, cities_in, state_names, wider_in
from copydesk.service.enrichers.people import is_title
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.tables import frequencies_of, given_names

READ_CHARACTERS, MOST_NAMES = 20_000, 1_500
"""Of a text: more names than that are a list, of which these are enough."""
MOST, MOST_COUNTRIES = 40, 12

SMALL, LARGE, MEDIUM, VERY_LARGE = 15_000, 100_000, 300_000, 1_000_000
"""People of cities."""
KNOWN = 4.0
EVERYDAY = 4.6
"""Zipf frequencies: words that come 10,000 and 40,000 times in a thousand million."""
COUNTRY, MOST_OF_COUNTRY, PART, MOST_OF_PART, NEAR, MOST_OF_NEAR = 0.5, 1.5, 1.0, 3.0, 1.0, 2.0
"""What it weighs against ten times the people that the text speaks of a place's country, or state, once, or of a place near it."""
OTHER_NAME = 2.0
"""So much less a place weighs that has the name in another language, or once had it: Harare as `Salisbury`."""
MUCH_LARGER = 10
"""So many times as large as others of its name a dateline's place is, if nothing else tells it."""
FEW, MOST_NEAR = 8, 200
"""Places of a name, and names, of which the neighbours are looked at."""

_CAPITALS = re.compile(
    r"(?<![^\W\d_])(?:[A-ZÀ-ÖØ-Þ]{4,40}|(?:NEW|LOS|LAS|SAN|RIO|TEL|ABU|SRI|THE|EL|LA|AL)(?=[ -][A-ZÀ-ÖØ-Þ]{3}))(?![^\W\d_])"
)
_BEHIND = re.compile(r" ([A-Z][\w’'&.-]*)")
_MARKS_BEHIND = re.compile(r"-(?:based|area|born|bound)\b| (?:--|—|–|\() ?|: [A-Z]")
_PARTY = re.compile(r"\b(?:R|D|DFL|I|GOP|Lab|Con)[-–]\Z")
_BETWEEN = re.compile(r", ?\Z|,? \(\Z")


_OF_NO_PLACE = frozenset({"New", "Latin", "St.", "Mt.", "Ft.", "Lake", "Fort", "Mount", "Port"})
"""`New England`: another place than the name behind it."""
_INSTITUTIONS_OF = frozenset(
    "Bank Chamber University College Ministry Minister Department Church Gulf Institute Museum School Battle Duke Bay".split()
)
"""`Bank of America`."""
_OF = re.compile(r"([A-Z]\w+) of (?:the )?\Z")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that is used as a place."""

    name: Name
    text: str
    site: Site | None
    """None of a people or of a continent's."""


@dataclass(slots=True)
class _Use:
    """A name as the text around it shows it."""

    name: Name
    text: str
    before: str
    """The word before it, empty where a mark parts the two."""
    text_before: str
    """The two characters before it."""
    behind: str
    of: str
    """The word with a capital before `of`: `Bank of England`."""
    is_english: bool
    is_sure: bool
    """Whether marks around it say that it is a place."""
    within: Name | None = None
    """The state or country that follows behind a comma."""
    is_within_sure: bool = False
    """Whether it is written as it stands behind places only: `Mo.`"""


def find_places(story: Story) -> dict[str, object]:
    """`places` and `countries`, and `dateline` with `geo` where its place leaves no doubt."""
    dateline = story.article.dateline
    filed = _site_of(dateline.place, dateline.country_code) if dateline and dateline.place else None
    found = list[Mention]()
    if story.primary_language in words.LANGUAGES:
        country = filed.country if filed else dateline.country_code if dateline else None
        found = mentions(story.text[:READ_CHARACTERS], story.primary_language, country)
    fields: dict[str, object] = {"places": _places(found, filed), "countries": _countries(found, filed)}
    if dateline and filed:
        fields["dateline"] = dateline.model_copy(update={"geo": Geo(lat=filed.lat, lon=filed.lon)})
    return fields


def _places(found: Sequence[Mention], filed: Site | None) -> list[Place]:
    """The place of the dateline stands among those that the text names as often; of one named as often the first."""
    count: Counter[Site] = Counter([filed] if filed else [])
    count.update(one.site for one in found if one.site and one.site.number)
    return [
        Place(
            name=site.name,
            rel="dateline" if site == filed else "mentioned",
            uri=f"https://sws.geonames.org/{site.number}/",
            country_code=site.country,
            geo=Geo(lat=site.lat, lon=site.lon),
            count=max(1, times - (site == filed and times > 1)),
        )
        for site, times in count.most_common(MOST)
    ]


def _countries(found: Sequence[Mention], filed: Site | None) -> list[str]:
    count = Counter(one.site.country for one in found if one.site and one.site.country)
    if filed and filed.country and filed.country not in count:
        count[filed.country] = 1
    return [code for code, _ in count.most_common(MOST_COUNTRIES) if code]


@lru_cache(maxsize=2048)
def _site_of(place: str, country: str | None) -> Site | None:
    """The city of a dateline, where one is so named in its country or state, or one is ten times as large as all others."""
    plain = _CAPITALS.sub(_as_name, place)
    city, _, part = plain.partition(",")
    name = next((name for name in cities_in(city.strip()) if (name.start, name.end) == (0, len(city.strip()))), None)
    sites = name.sites if name else ()
    if part.strip():
        wider = [site for one in wider_in(part, "en") for site in one.sites if one.kind is not Kind.PEOPLE]
        sites = tuple(site for site in sites if any(_is_inside(site, one) for one in wider))
    elif country:
        sites = tuple(site for site in sites if site.country == country)
    is_sure = len(sites) == 1 or (len(sites) > 1 and sites[0].population >= MUCH_LARGER * sites[1].population)
    return sites[0] if is_sure else None


def mentions(text: str, language: str, country: str | None = None) -> list[Mention]:
    """What a text names as a place, in order; a country that is known to be spoken of counts for places in it."""
    plain = _CAPITALS.sub(_as_name, text)
    uses = _uses(plain, _names(plain, language), is_english=language == "en")
    kept = _kept(uses, language)
    votes = _votes(kept, country)
    near = _near(kept)
    meant: dict[tuple[str, Name | None], Site | None] = {}
    for use in kept:
        if (use.text, use.within) not in meant:
            meant[use.text, use.within] = _resolve(use, votes, near)
    return [Mention(use.name, text[use.name.start : use.name.end], meant[use.text, use.within]) for use in kept]


def _as_name(found: re.Match[str]) -> str:
    name = found[0].capitalize()
    return name if len(name) == len(found[0]) else found[0]


def _names(text: str, language: str) -> list[Name]:
    """All names, none within another; of two that begin together the longer, of one name the country."""
    found = sorted(
        (*wider_in(text, language), *cities_in(text)), key=lambda name: (name.start, -name.end, name.kind is Kind.CITY)
    )
    names, end = list[Name](), 0
    for name in found:
        if name.start >= end:
            names.append(name)
            end = name.end
            if len(names) == MOST_NAMES:
                break
        elif (name.start, name.end) == (names[-1].start, names[-1].end) and names[-1].kind is Kind.REGION:
            names[-1] = _of_both(names[-1], name, text)
    return names


def _of_both(region: Name, city: Name, text: str) -> Name:
    """`New York` and `Washington` are cities unless they stand behind one; `Quebec` is what is around it."""
    as_state = text[max(0, region.start - 2) : region.start] == ", " or text.startswith(
        (" state", " State"), region.end
    )
    largest = city.sites[0]
    is_city = largest.population >= 600_000 and not as_state
    return Name(city.start, city.end, Kind.CITY, city.sites) if is_city else region


def _uses(text: str, names: Sequence[Name], *, is_english: bool) -> list[_Use]:
    uses = [_use(text, name, is_english=is_english) for name in names]
    for use, following in pairwise(uses):
        between = text[use.name.end : following.name.start]
        if following.name.kind in (Kind.REGION, Kind.COUNTRY) and _BETWEEN.fullmatch(between):
            use.within = following.name
            use.is_within_sure = following.text.endswith(".")
    return uses


def _use(text: str, name: Name, *, is_english: bool) -> _Use:
    return _Use(
        name=name,
        text=text[name.start : name.end],
        before=_before(text, name),
        text_before=text[max(0, name.start - 2) : name.start],
        behind=_behind(text, name),
        of=_of(text, name),
        is_english=is_english,
        is_sure=_is_marked(text, name),
    )


def _before(text: str, name: Name) -> str:
    before = text[max(0, name.start - 40) : name.start]
    if before[-1:] in ("-", "’", "'", "/"):
        return before[-1]
    return before.rstrip(" ").replace("\n", " \n ").rpartition(" ")[2] if before[-1:] == " " else ""


def _of(text: str, name: Name) -> str:
    found = _OF.search(text, max(0, name.start - 24), name.start)
    return found[1] if found else ""


def _is_marked(text: str, name: Name) -> bool:
    return (
        _MARKS_BEHIND.match(text, name.end) is not None
        or _PARTY.search(text, max(0, name.start - 6), name.start) is not None
    )


def _behind(text: str, name: Name) -> str:
    found = _BEHIND.match(text, name.end, name.end + 40)
    return found[1] if found else ""


def _kept(uses: Sequence[_Use], language: str) -> list[_Use]:
    if language != "en":
        return _kept_elsewhere(uses, language)
    surnames = {use.text for use in uses if use.name.kind is Kind.CITY and not use.within and _is_surname(use)}
    starts = {use.name.start: use for use in uses}
    ends = {use.name.end for use in uses}
    kept = [use for use in uses if use.within or _is_place(use, surnames, starts, ends)]
    sure = {use.text for use in kept if _is_sure(use)}
    parts = {
        f"{site.country} {site.part}"
        for use in kept
        if use.name.kind is not Kind.CITY or use.within
        for site in _wider(use)
        if site.part
    }
    return [use for use in kept if use.name.kind is not Kind.CITY or use.text in sure or _stands_alone(use, parts)]


def _wider(use: _Use) -> tuple[Site, ...]:
    return (use.within or use.name).sites


def _is_sure(use: _Use) -> bool:
    """`Athens, Ohio`, `in Athens`, `Athens-based`, `D-Athens`, `ATHENS --`; of an everyday word, only of a large city."""
    if use.within:
        return True
    if use.name.kind is Kind.CITY and _frequency(use.text, "en") >= EVERYDAY and use.name.sites[0].population < LARGE:
        return False
    return use.before.lower() in words.IN or use.is_sure


def _stands_alone(use: _Use, parts: set[str]) -> bool:
    """Whether a name is enough: no word with other meanings or old name, no small town in a state that is not named."""
    largest = use.name.sites[0].population
    is_of_part = any(f"{site.country} {site.part}" in parts for site in use.name.sites)
    is_behind = use.before.lower() in words.WHERE
    frequency = _frequency(use.text, "en")
    if frequency >= EVERYDAY or not any(_plain(site.name) == _plain(use.text) for site in use.name.sites):
        return largest >= VERY_LARGE
    if _is_given_name(use.text):
        return largest >= VERY_LARGE or (is_of_part and is_behind)
    if frequency:
        return largest >= MEDIUM or is_behind or is_of_part
    return largest >= SMALL or " " in use.text or is_behind or is_of_part


def _is_surname(use: _Use) -> bool:
    if is_title(use.before) and use.before[-1:] != ",":
        return use.before[:1].isupper()
    return " " not in use.text and _is_name_part(use.before)


def _is_name_part(word: str) -> bool:
    """Whether a word is of a name that goes on: `Jack` before `London`."""
    low = word.strip(".").lower()
    return (
        word[:1].isupper() and word[-1:].isalpha() and low not in words.SMALL_WORDS | words.BEFORE_PLACES | words.TIMES
    ) or (len(word) == 2 and word[0].isupper() and word[1] == ".")


def _is_place(use: _Use, surnames: set[str], starts: dict[int, _Use], ends: set[int]) -> bool:
    if use.name.kind is Kind.PEOPLE:
        return True
    behind = use.behind.rstrip(".,;:’'").removesuffix("’s").removesuffix("'s").lower()
    if behind in words.NOT_BEFORE:
        return False
    if use.name.kind is not Kind.CITY and use.text not in words.DOUBTFUL_COUNTRIES and not _is_given_name(use.text):
        return use.before != "-" and use.before not in _OF_NO_PLACE and use.of not in _INSTITUTIONS_OF
    if use.text in words.NO_PLACES or use.before in _OF_NO_PLACE or use.of in _INSTITUTIONS_OF:
        return False
    if use.is_sure and use.before in ("", "-"):
        return True
    if use.text in surnames or use.before in ("-", "’", "'"):
        return False
    if _is_name_part(use.before) and use.name.start - 1 not in ends:
        return False
    return (
        not use.behind or behind in words.SMALL_WORDS | words.TIMES | words.OFFICES_BEHIND or use.name.end + 1 in starts
    )


def _kept_elsewhere(uses: Sequence[_Use], language: str) -> list[_Use]:
    """Countries, and large cities behind the language's `in`, wherever else the text names them."""
    cities = {use.text for use in uses if use.name.kind is Kind.CITY and _is_city_elsewhere(use, language)}
    return [use for use in uses if use.name.kind is Kind.COUNTRY or use.text in cities]


def _is_city_elsewhere(use: _Use, language: str) -> bool:
    is_in = use.before.lower() in words.IN_OF[language] or use.text_before.endswith(words.IN_WITHOUT_SPACES)
    goes_on = bool(use.behind) and language != "de"  # where all nouns have capitals
    largest, frequency = use.name.sites[0].population, _frequency(use.text, language)
    is_told_apart = frequency < KNOWN or use.text[0].isupper()  # a capital letter tells a name from a word
    least = LARGE if is_told_apart else MEDIUM if frequency < EVERYDAY else VERY_LARGE
    return is_in and not goes_on and largest >= least and use.text not in state_names()


def _votes(uses: Sequence[_Use], country: str | None) -> Mapping[str, float]:
    """How much the text speaks of each country, and of each part of one."""
    votes: dict[str, float] = defaultdict(float)
    if country:
        votes[country] += 3
    for named in (use.within or use.name for use in uses):
        if named.kind is not Kind.CITY and len(named.sites) == 1:
            [site] = named.sites
            votes[site.country or ""] += 1
            if site.part:
                votes[f"{site.country} {site.part}"] += 1
    return votes


def _resolve(use: _Use, votes: Mapping[str, float], near: Mapping[_Square, set[str]]) -> Site | None:
    """The place that is meant: the largest, as far as what else the text speaks of does not tell another."""
    if not use.name.sites:
        return None
    if use.within:
        inside = [site for site in use.name.sites if any(_is_inside(site, wider) for wider in use.within.sites)]
        if inside:
            return inside[0]
        if use.is_within_sure or use.name.sites[0].population < MEDIUM:
            return None  # a place that the table does not have; London, California and Texas are a list
    return max(use.name.sites, key=lambda site: _weight(use, site, votes, near))


def _is_inside(site: Site, wider: Site) -> bool:
    return site.country == wider.country and (not wider.part or wider.part == site.part)


def _weight(use: _Use, site: Site, votes: Mapping[str, float], near: Mapping[_Square, set[str]]) -> float:
    size = math.log10(site.population + 1000)
    country, part = votes.get(site.country or "", 0), votes.get(f"{site.country} {site.part}", 0)
    neighbours = len(near.get(_square(site), set()) - {use.text}) if use.name.kind is Kind.CITY else 0
    is_other_name = use.name.kind is Kind.CITY and _plain(site.name) != _plain(use.text)
    return (
        size
        + min(MOST_OF_COUNTRY, COUNTRY * country)
        + min(MOST_OF_PART, PART * part)
        + min(MOST_OF_NEAR, NEAR * neighbours)
        - (OTHER_NAME if is_other_name and use.is_english else 0)
    )


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """Without accents: Cancún."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)).lower()


_Square = tuple[int, int]


def _square(site: Site) -> _Square:
    return math.floor(site.lat), math.floor(site.lon)


def _near(uses: Sequence[_Use]) -> dict[_Square, set[str]]:
    """Which names have a place in each degree of the earth, or in one beside it: those of few places only."""
    near: dict[_Square, set[str]] = defaultdict(set)
    named = {use.text: use for use in uses if use.name.kind is Kind.CITY}
    for use in list(named.values())[:MOST_NEAR]:
        if len(use.name.sites) <= FEW:
            for north, east in map(_square, use.name.sites):
                for square in ((north + a, east + b) for a in (-1, 0, 1) for b in (-1, 0, 1)):
                    near[square].add(use.text)
    return near


def _is_given_name(name: str) -> bool:
    return name in given_names()


def _frequency(name: str, language: str) -> float:
    return frequencies_of(language).get(name.lower(), 0.0)
