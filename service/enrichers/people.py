"""people: whom a text names, where a rule is sure of it. In English, two are:

- a title before a full name: `Prime Minister Ada Lovelace`, `Dr. Mary Somerville`;
- a full name that begins with a known given name, and later the surname by itself: `Ada Lovelace ... Lovelace said`.

A name that only looks like one, of a street, a firm or a place, has neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from copydesk.schemas.article import Person
from copydesk.service.core.bylines.people import is_of_page, is_organisation
from copydesk.service.core.text.spelling import key
from copydesk.service.enrichers.dense_speech import DENSE, people_dense
from copydesk.service.enrichers.full_names import NamedText
from copydesk.service.enrichers.people_elsewhere import people_elsewhere
from copydesk.service.enrichers.speech_words import SPEECH
from copydesk.service.enrichers.story import READ_FOR_NAMES, Story
from copydesk.service.enrichers.tables import given_names
from copydesk.service.enrichers.uncased_names import UncasedText, people_uncased

LANGUAGES = frozenset({"en"})
MOST = 40

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁĽŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽ]"
_PART = rf"(?:(?:O['’]|Mc|Mac|Al-|al-|El-|D['’])?{_CAPITAL}[a-zß-öø-ÿāăąćčďđēėęěğģīįıķłľńņňōőœŕřśşšșţťțūůűųźżž]+(?:-{_CAPITAL}[^\W\d_]+)?)"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|ibn|al|el)"
_FULL = re.compile(
    rf"(?<![\w’'-]){_PART}(?: {_CAPITAL}\.)?(?: {_PARTICLE}){{0,2}}(?: {_PART})(?:(?: {_PARTICLE})? {_PART}){{0,4}}(?![\w-])"
)
_WORD = re.compile(rf"(?<![\w’'-]){_PART}(?![\w-])")
_SMALL = frozenset("van von der den de del della di da dos du la le bin ibn al el".split())

# What stands before a name, without a capital's meaning: words of offices and forms of address.
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady rev reverend father sister pope cardinal bishop archbishop imam "
    "rabbi ayatollah sheikh president premier chancellor minister secretary senator sen representative rep congressman "
    "congresswoman congresswomen governor gov mayor councillor councilman councilwoman councilor judge justice attorney "
    "ambassador envoy chairman chairwoman chairperson director executive officer chief commissioner spokesman spokeswoman "
    "spokesperson analyst economist coach manager captain capt general gen colonel col major lieutenant lt sergeant sgt "
    "corporal admiral commander sheriff detective inspector constable actor actress singer "
    "author writer historian scientist researcher leader lawmaker deputy candidate founder trustee principal "
    "superintendent striker goalkeeper midfielder defender quarterback".split()
)
_OTHER_WORDS_TOO = frozenset(
    "general major chief coach manager captain private justice deputy officer executive secretary director leader founder "
    "principal lord father sister miss".split()
)
"""Titles that stand before other names too: `General Electric`, `Major Tax Changes`."""
_NO_SURNAMES = frozenset(
    "co inc corp ltd llc plc son sons brothers under over park street road avenue lane square bridge lake river mountain mount island islands beach bay hall house school college "
    "university hospital church cathedral county city town village district province state states airport station stadium "
    "center centre institute museum library theatre theater hotel club bank group company corporation foundation fund party "
    "union league cup award awards prize act bill law day week month year times post news herald journal tribune gazette "
    "court committee council commission department ministry agency office house senate congress parliament army navy force "
    "forces war battle hurricane storm games series festival film show band magazine press media network systems international "
    "north south east west republic kingdom valley forest springs heights hills falls gardens plaza tower building ".split()
)
_NO_NAMES = frozenset(
    "will the a an this that these those he she it they we you i his her its their our my in on at by for from with and but or if "
    "as when while after before since until monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december new north south east west saint st san los las".split()
)


@dataclass(slots=True)
class _Named:
    name: str
    surname: str
    start: int
    titled: bool


def find_people(story: Story) -> dict[str, object]:
    """`people`, in order of first mention; none of a text whose language has no rule."""
    authors = {key(author.name) for author in story.article.authors}
    people = _people_of(story.article.body_text[:READ_FOR_NAMES], story)
    return {"people": list(islice((person for person in people if key(person.name) not in authors), MOST))}


def _people_of(text: str, story: Story) -> Iterable[Person]:
    match story.people_named:
        case NamedText() as named:
            return people_elsewhere(text, named, SPEECH[story.primary_language])
        case UncasedText() as named:
            return people_uncased(text, named)
        case None if story.primary_language in DENSE:
            return people_dense(text, story.primary_language)
        case None:
            return _people(text) if story.primary_language in LANGUAGES else ()


def full_names(text: str) -> Iterator[tuple[str, str]]:
    """Every run of words that may be a full name, and its surname: sure where something else says so too."""
    return ((one.name, one.surname) for one in _full_names(text))


def is_title(word: str) -> bool:
    """Whether a word stands before people's names: `Dr.`, `spokeswoman`."""
    return key(word).strip(".") in _TITLES


def is_given_name(word: str) -> bool:
    """Whether people are so called, and nothing else is: `Ada`, not `May`."""
    return word in given_names() and word.lower() not in _NO_NAMES


def _people(text: str) -> list[Person]:
    named = list(_full_names(text))
    alone = _said_alone(text, named)
    first: dict[str, _Named] = {}
    count: Counter[str] = Counter()
    titled = {one.name for one in named if one.titled}
    for one in named:
        if one.name in titled or (_has_given_name(one.name) and alone[one.surname] > 0):
            first.setdefault(one.name, one)
            count[one.name] += 1
    by_surname = Counter(one.surname for one in first.values())
    return [
        Person(name=name, count=count[name] + (alone[one.surname] if by_surname[one.surname] == 1 else 0))
        for name, one in first.items()
    ]


def _full_names(text: str) -> Iterator[_Named]:
    """Every run of words that may be a full name, without the titles before it."""
    for found in _FULL.finditer(text):
        parts = found[0].split(" ")
        last_title = max((at for at, part in enumerate(parts) if key(part) in _TITLES), default=-1)
        parts = parts[last_title + 1 :]  # `Prime Minister Ada Lovelace`
        name = " ".join(parts)
        if 2 <= len(parts) <= 4 and _may_be(parts, name):
            start = found.end() - len(name)
            title = key(text[max(0, start - 24) : start].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2]).strip(".")
            sure = title in _TITLES and (title not in _OTHER_WORDS_TOO or _has_given_name(name))
            yield _Named(name, parts[-1], start, sure and text[start - 1] == " ")


def _may_be(parts: list[str], name: str) -> bool:
    low = [key(part) for part in parts]
    if low[0] in _NO_NAMES or low[-1] in _NO_SURNAMES or low[-1] in _NO_NAMES or low[0] in _NO_SURNAMES:
        return False
    if any(part in _TITLES or part in _NO_SURNAMES for part in low[1:]) or parts[-1] in _SMALL:
        return False
    return not is_organisation(name) and not is_of_page(name)


def _said_alone(text: str, named: list[_Named]) -> Counter[str]:
    """How often each surname stands by itself behind a full name that ends with it."""
    ends: dict[str, int] = {}
    for one in named:
        ends.setdefault(one.surname, one.start + len(one.name))
    spans = {one.start + len(one.name) for one in named}
    alone: Counter[str] = Counter()
    for found in _WORD.finditer(text):
        word = found[0]
        if word in ends and found.end() > ends[word] and found.end() not in spans and not _goes_on(text, found):
            alone[word] += 1
    return alone


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether another word with a capital stands right before or behind: then it is part of another name."""
    before, behind = text[max(0, found.start() - 14) : found.start()], text[found.end() : found.end() + 2]
    word = before.rstrip(" ").rpartition(" ")[2]
    capital = (
        before.endswith(" ") and word[:1].isupper() and word[-1:].isalpha() and key(word) not in _TITLES | _NO_NAMES
    )
    return capital or (behind[:1] == " " and behind[1:].isupper())


def _has_given_name(name: str) -> bool:
    return name.partition(" ")[0].partition("-")[0] in given_names()
