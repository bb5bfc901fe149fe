"""Full names in texts of languages with capitals beside English: a known given name, with what belongs to it and a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from copydesk.service.core.bylines.people import is_of_page, is_organisation
from copydesk.service.core.lexicon.places import CITIES, PARTS
from copydesk.service.core.text.spelling import key
from copydesk.service.enrichers import tables
from copydesk.service.enrichers.speech_words import SPEECH, SpeechWords

_CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁĽŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽА-ЯЁ"
_PART = rf"(?:(?:[ODLdl]['’]|Mc|Mac|[AEae]l-)?[{_CAPITALS}][^\W\d_{_CAPITALS}]+(?:-[{_CAPITALS}]?[^\W\d_{_CAPITALS}]+){{0,3}})"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|do|dos|das|du|la|le|bin|ibn|al|el|ter|ten|zu|af|av)"
_MOST_INITIALS = 4
"""Longer words in capitals are surnames in a list, the given names behind them."""
_RUN = re.compile(
    rf"(?<![\w’'.-]){_PART}(?: (?:(?:{_PARTICLE} ){{1,3}}{_PART}|{_PART}|[{_CAPITALS}]\.)){{1,7}}(?![\w-])"
)
_WORD = re.compile(rf"(?<![\w’'-]){_PART}(?![\w-])")
_CAPITAL = re.compile(f"[{_CAPITALS}]")
_SMALL = frozenset("van von der den de del della di da do dos das du la le bin ibn al el ter ten zu af av".split())
_NEVER_FIRST = frozenset(("der", "la", "le", "el"))
"""Particles behind another only, `von der Velde`; by themselves they are articles: `Einer der Wächter`."""
GREAT = frozenset("Van Von De Del Della Di Da Du La Le Al El Abu Ben Bin Den Der Mac Lo San Dos".split())
"""What opens a surname of two words as printed."""

# What stands before the name of a street, a school or a prize that has a person's.
_NAMED_FOR = frozenset(
    "calle avenida plaza paseo universidad fundación hospital estadio aeropuerto colegio instituto premio teatro puente rue place "
    "avenue boulevard lycée collège université hôpital stade fondation prix musée théâtre via piazza corso viale stadio ospedale "
    "fondazione università premio teatro museo scuola rua praça avenida universidade hospital estádio aeroporto escola prêmio prémio "
    "fundação ulica ul plac aleja al szkoła szpital stadion lotnisko fundacja улица ул проспект площадь имени им бульвар стадион "
    "аэропорт театр straße platz schule gymnasium stiftung haus universität prijs stichting straat plein gate vej gata".split()
)
# Behind a person's name, they make another name of it; a surname none of them is.
_NOT_SURNAMES = frozenset(
    "stiftung straße platz haus schule gymnasium universität hochschule halle stadion preis orden park verlag bank gmbh ag group "
    "stadt land kreis kirche dom museum theater festspiele institut zeitung anzeiger university foundation street avenue airport "
    "hotel arena cup open award awards trophy news times post church city county island islands road school college hospital "
    "tower bridge company motors records pictures studios club united juventus januar februar märz april mai juni juli august "
    "september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag plein straat".split()
)
# Given names that are as often words, places, clubs or brands.
_NO_GIVEN = frozenset(
    "An Ai Al Bo Can Che Del Die El En Ene Er Eu Gol Gök In Is La Le Li Lo Los Man Mar May Mi My Na Ni Nr O Per San Santa Santo Sol Son Tan "
    "Un Us Van Von Via Mercedes Paris London Florence Roma Verona Sienna Vienna Asia India China Israel Jordan Georgia Virginia Carolina "
    "Dakota Victoria Viktoria Adelaide Sydney Chelsea Austin Dallas Houston Madison Milan Santiago Valencia Sevilla Lourdes Trinidad "
    "Montserrat Guadalupe Concepción Asunción Mérida Córdoba León Catalina Germania Italia America Brittany Savannah Cheyenne Phoenix "
    "Borussia Hertha Arminia Alemannia Hansa Eintracht Bavaria Europa Africa Kenia Alba Luna Rosa Stella Gloria Pax Mai April Juni "
    "August Sommer Winter Herbst Ernst Will Love Rose Star Angel King Prince Duke Earl Major Junior Senior Guy Royal Sunny Happy Faith Hope "
    "Ville Uma Una Une Grace Joy Chance Page Field Rich Deutsch Ehre Heide Wolf Bär Bund Golden Silver Deniz Umut Barış Güneş Bulut Yıl "
    "Savaş Zafer Devrim Ülkü Yurt Вера Надежда Любовь Слава Мир Роза Лев Май".split()
)


@dataclass(frozen=True, slots=True)
class FullName:
    """Where one stands, as printed, and which words of it may stand for it alone."""

    name: str
    start: int
    end: int
    surnames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedText:
    """The mentions of full names in a text, in order, and of surnames alone, by where they stand."""

    full: list[FullName]
    alone: dict[int, str]

    def bearers(self) -> dict[str, str | None]:
        """Whose a surname is; None for one of several."""
        found: dict[str, str | None] = {}
        for one in self.full:
            for surname in one.surnames:
                if found.setdefault(surname, one.name) != one.name:
                    found[surname] = None
        return found


def named_text(text: str, language: str) -> NamedText:
    """What a text in one of `SPEECH` names."""
    named = _full_names(text, language)
    return NamedText(named, dict(_alone(text, named, SPEECH[language])))


def _full_names(text: str, language: str) -> list[FullName]:
    """Each mention of a full name, in order; not of one with the `s` of a genitive whose first case is there too."""
    words, given = SPEECH[language], given_names(language)
    named = [one for run in _RUN.finditer(text) for one in _in_run(text, run, words, given)]
    known = {one.name for one in named}
    return [one for one in named if not (one.name[-1] == "s" and one.name[:-1] in known)]


def _in_run(text: str, run: re.Match[str], words: SpeechWords, given: frozenset[str]) -> Iterator[FullName]:
    tokens = run[0].split(" ")
    at, start = 0, run.start()
    while at < len(tokens) - 1:
        length = _length(tokens, at, words, given)
        parts = tokens[at : at + length]
        name = " ".join(parts)
        if length and _is_of_names(parts, words) and _may_be(text, parts, name, start):
            middle = (part for part in parts[1:-1] if part not in given and _CAPITAL.match(part) and part[-1] != ".")
            yield FullName(name, start, start + len(name), (*middle, parts[-1]))
        step = length or 1
        start += sum(len(part) + 1 for part in tokens[at : at + step])
        at += step


def _is_of_names(parts: list[str], words: SpeechWords) -> bool:
    """Whether no part is a small word with a capital, and the last is in its first case."""
    great = (part for part in parts if part not in _SMALL and part not in GREAT)
    small = words.links | words.pronouns | words.articles
    return small.isdisjoint(map(str.lower, great)) and not parts[-1].endswith(words.other_cases)


def _length(tokens: list[str], first: int, words: SpeechWords, given: frozenset[str]) -> int:
    """How many of the words from there on are a name; 0 for none."""
    at = first
    while at < len(tokens) - 1 and (_is_given(tokens[at], given) or (at > first and tokens[at].endswith("."))):
        at += 1
    if at == first:
        return 0
    at = behind = _behind_surname(tokens, at)
    for _ in range(1, words.surnames):
        if behind < len(tokens) and (tokens[behind] not in _SMALL or words.has_joined_surnames):
            behind = _behind_surname(tokens, behind)
            at = behind or at
    return at - first if at else 0


def _behind_surname(tokens: list[str], at: int) -> int:
    """Where the words go on behind a surname and its particles, `van der Velde`; 0 if none is there."""
    if tokens[at] in _NEVER_FIRST:
        return 0
    while at < len(tokens) - 1 and (tokens[at] in _SMALL or tokens[at] in GREAT):
        at += 1
    return at + 1 if at < len(tokens) and tokens[at] not in _SMALL and not tokens[at].endswith(".") else 0


def _is_given(token: str, given: frozenset[str]) -> bool:
    return token in given or ("-" in token and all(part in given for part in token.split("-")))


def _may_be(text: str, parts: list[str], name: str, start: int) -> bool:
    """Whether nothing says that it is a place, a street or an organisation."""
    before = word_before(text, start)
    return (
        key(parts[-1]) not in _NOT_SURNAMES
        and not (len(parts) == 2 and key(parts[-1]) in _places())
        and before.lower() not in _NAMED_FOR
        and not (before.isupper() and before.isalpha() and len(before) > _MOST_INITIALS)
        and not is_organisation(name)
        and not is_of_page(name)
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(CITIES) | frozenset(PARTS)


def word_before(text: str, at: int) -> str:
    """The word that ends one space before a place in a text, without its stop; empty where something else does."""
    if text[at - 1 : at] not in (" ", "\xa0") or at == 0:
        return ""
    return text[max(0, at - 40) : at - 1].rpartition(" ")[2].rpartition("\n")[2].rpartition("\xa0")[2].removesuffix(".")


def is_title(word: str, words: SpeechWords) -> bool:
    """Whether a word stands before people's names: `Verkehrsministerin`, `président`."""
    low = word.lower().removesuffix(".")
    return low in words.titles or (len(low) > 3 and low.endswith(words.title_endings))


def _alone(text: str, names: list[FullName], words: SpeechWords) -> Iterator[tuple[int, str]]:
    """Where each surname stands by itself behind a full name that has it."""
    first: dict[str, int] = {}
    for one in names:
        for surname in one.surnames:
            first.setdefault(surname, one.end)
    inside = {at for one in names for at in range(one.start, one.end)}
    for found in _WORD.finditer(text) if names else ():
        start, end = found.span()
        is_later = found[0] in first and end > first[found[0]] and start not in inside
        if is_later and _stands_alone(text, (start, end), words):
            yield start, found[0]


_GENITIVE = ("'", "’", "‘")


def _stands_alone(text: str, span: tuple[int, int], words: SpeechWords) -> bool:
    """Whether no other word with a capital stands beside it, but a title before it."""
    before = word_before(text, span[0])
    behind = text[span[1] : span[1] + 2]
    is_open = (
        not before
        or before[:1].islower()
        or not before[-1].isalpha()
        or before in GREAT
        or before.lower() in words.links
        or is_title(before, words)
    )
    return is_open and behind[:1] not in _GENITIVE and not (behind[:1] == " " and behind[1:].isupper())


@cache
def given_names(language: str) -> frozenset[str]:
    """Those that a text in the language may print, in their first case."""
    words = SPEECH[language]
    own = own_given_names({"nb": "no", "nn": "no"}.get(language, language)) | words.given
    all_of_them = own if words.is_inflected else own.union(*map(own_given_names, _LATIN), tables.given_names())
    return all_of_them - _NO_GIVEN - {word.capitalize() for word in _no_names(language)}


def _no_names(language: str) -> frozenset[str]:
    words = SPEECH[language]
    return words.links | words.pronouns | words.articles | words.adverbs | words.titles


_LATIN = ("de", "es", "fr", "it", "pt", "nl", "sv", "no", "da", "tr")


def own_given_names(language: str) -> frozenset[str]:
    """Those that the shipped table has for a language."""
    return _tables().get(language, frozenset())


@cache
def _tables() -> dict[str, frozenset[str]]:
    lines = tables.unpacked("given_names_elsewhere").split("\n")
    return {line.partition(" ")[0]: frozenset(line.split(" ")[1:]) for line in lines}
