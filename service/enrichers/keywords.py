"""keywords: the words and names that set a text apart, by how often it says them and how rare they are in their language.

The rarity is from the small lists of wordfreq 3.1 (Speer 2022, https://doi.org/10.5281/zenodo.7199437). What a text says
once is no keyword of it, unless it is short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from copydesk.service.enrichers.people import is_title
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.tables import frequencies_of

MOST = 8
"""Keywords of a text."""
LEAST_WORDS = 40
"""Of a shorter text every word would be one."""
READ_CHARACTERS = 20_000
"""So much of a text is read: what sets it apart is said early."""
EVERYDAY, UNKNOWN, TOP = 5.7, 2.8, 8.5
"""Zipf frequencies: of words that are in any text, of those that no list has, and from where rarity is counted down."""
EARLY_CHARACTERS, EARLY = 800, 5.0
"""What is said in the first lines weighs more by so much."""
SHORTEST, SHORTEST_STEM, LONGEST_ENDING = 3, 4, 3
MOST_IN_NAME = 4
NEIGHBOURS = 3
"""A word's other forms stand so near it in the alphabet: `flight`, `flight-free`, `flights`."""
NOUNS_ARE_CAPITALISED = frozenset({"de", "lb"})

_WORD = re.compile(r"[^\W\d_]{2,40}(?:[’'\-\u200c][^\W\d_]{1,40}){0,3}")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁĽŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽА-ЯЁІЇЄҐΑ-ΩΆΈΉΊΌΎΏ]"
_NAME = re.compile(rf"\b{_CAPITAL}[^\W\d_]{{1,30}}(?:[ -]{_CAPITAL}[^\W\d_]{{1,30}}){{1,{MOST_IN_NAME - 1}}}(?![\w-])")


@dataclass(slots=True)
class _Term:
    """A word in all its forms, or a name."""

    forms: Counter[str]
    """As printed, with how often."""
    weight: float
    """Of all places where it is said."""
    rarity: float

    @property
    def score(self) -> float:
        return self.weight * self.rarity

    @property
    def printed(self) -> str:
        """The form that is printed most often; of equals the shortest, then the first by the alphabet."""
        return min(self.forms, key=lambda form: (-self.forms[form], len(form), form))


def find_keywords(story: Story) -> dict[str, object]:
    """`keywords`, the strongest first; none in a language without a list, or of a text that is too short."""
    frequencies = frequencies_of(story.primary_language)
    text = story.article.body_text[:READ_CHARACTERS]
    words = _WORD.findall(text) if frequencies else []
    if len(words) < LEAST_WORDS:
        return {"keywords": []}
    names = {} if story.primary_language in NOUNS_ARE_CAPITALISED else _names(text, frequencies)
    early = Counter(_WORD.findall(text[:EARLY_CHARACTERS]))
    terms = _folded(_terms(Counter(words), early, names, frequencies))
    strongest = sorted(terms, key=lambda term: (-term.score, term.printed))
    return {"keywords": [term.printed for term in strongest[:MOST]]}


def _terms(
    words: Counter[str], early: Counter[str], names: Mapping[str, str], frequencies: Mapping[str, float]
) -> list[_Term]:
    """What is said more than once and is not in any text. A word that ends a name is said by it."""
    terms: dict[str, _Term] = {}
    for word, count in words.items():
        plain = _without_owner(word)
        low = plain.lower()
        frequency = frequencies.get(low, UNKNOWN)
        if frequency < EVERYDAY and len(low) >= SHORTEST:
            name = names.get(plain)
            term = terms.setdefault(name or low, _Term(Counter(), 0.0, TOP - frequency))
            term.forms[name or plain] += count
            term.weight += count + (EARLY - 1) * early[word]
    return [term for term in terms.values() if term.forms.total() > 1]


def _without_owner(word: str) -> str:
    """A word without its `'s`; nothing of one that is put together with another, as `don't` is."""
    if "’" not in word and "'" not in word:
        return word
    bare, _, ending = word.replace("’", "'").rpartition("'")
    return bare if ending == "s" and "'" not in bare else ""


def _names(text: str, frequencies: Mapping[str, float]) -> dict[str, str]:
    """The last word of each name of several words -> the name, where the text has one such name only."""
    found: dict[str, Counter[str]] = {}
    for run in _NAME.findall(text):
        parts = run.split(" ")
        last_title = max((at for at, part in enumerate(parts) if is_title(part)), default=-1)
        parts = parts[last_title + 1 :]
        while parts and frequencies.get(parts[0].lower(), UNKNOWN) >= EVERYDAY:
            parts = parts[1:]  # `The`, and whatever else begins a sentence
        if len(parts) > 1:
            found.setdefault(parts[-1], Counter())[" ".join(parts)] += 1
    return {last: next(iter(names)) for last, names in found.items() if len(names) == 1}


def _folded(terms: list[_Term]) -> list[_Term]:
    """Words of one beginning that differ by an ending are one: `harbour`, `harbours`."""
    folded: list[_Term] = []
    for term in sorted(terms, key=lambda term: term.printed.lower()):
        printed = term.printed.lower()
        same = next((one for one in folded[-NEIGHBOURS:] if _is_same_word(one.printed.lower(), printed)), None)
        if same is None:
            folded.append(term)
        else:
            same.forms += term.forms
            same.weight, same.rarity = same.weight + term.weight, min(same.rarity, term.rarity)
    return folded


def _is_same_word(one: str, other: str) -> bool:
    """Whether the second, behind the first in the alphabet, is it with another ending."""
    if one[:SHORTEST_STEM] != other[:SHORTEST_STEM] or " " in one or " " in other:
        return other == one + "s"
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return len(other) - shared <= LONGEST_ENDING and len(one) - shared <= 1
