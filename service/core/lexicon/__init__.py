"""The desk's languages as data, and the lookups made of them. Adding a language is one file and one entry here."""

from __future__ import annotations

from collections.abc import Iterable

from service.core.lexicon.ar import AR
from service.core.lexicon.bn import BN
from service.core.lexicon.da import DA
from service.core.lexicon.de import DE
from service.core.lexicon.en import EN
from service.core.lexicon.es import ES
from service.core.lexicon.fa import FA
from service.core.lexicon.fil import FIL
from service.core.lexicon.fr import FR
from service.core.lexicon.hi import HI
from service.core.lexicon.id import ID
from service.core.lexicon.it import IT
from service.core.lexicon.ja import JA
from service.core.lexicon.ko import KO
from service.core.lexicon.model import Lexicon
from service.core.lexicon.nb import NB
from service.core.lexicon.nl import NL
from service.core.lexicon.pl import PL
from service.core.lexicon.pt import PT
from service.core.lexicon.ru import RU
from service.core.lexicon.sv import SV
from service.core.lexicon.sw import SW
from service.core.lexicon.tr import TR
from service.core.lexicon.uk import UK
from service.core.lexicon.ur import UR
from service.core.lexicon.vi import VI
from service.core.normalise import key

LEXICONS: tuple[Lexicon, ...] = (EN, FA, AR, UR, FR, DE, ES, IT, PT, NL, TR, RU, UK, ID, HI, BN, SW, FIL, NB, SV, DA, PL, JA, KO, VI)


def _numbers(tables: Iterable[dict[str, int]]) -> dict[str, int]:
    """One table of many languages' names; a name that means different numbers in two of them is in none."""
    meanings: dict[str, set[int]] = {}
    for table in tables:
        for name, number in table.items():
            meanings.setdefault(key(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1}


MONTHS = _numbers(dict(lexicon.months) for lexicon in LEXICONS)
"""Folded month name -> 1..12, Gregorian."""

JALALI_MONTHS = _numbers(dict(lexicon.jalali_months) for lexicon in LEXICONS)

WEEKDAYS = _numbers(dict(lexicon.weekdays) for lexicon in LEXICONS)
"""Folded weekday name -> 0..6, Monday first."""

TIME_WORDS = tuple(sorted({key(word) for lexicon in LEXICONS for word in lexicon.time_words}, key=len, reverse=True))
BYLINE_WORDS = tuple(sorted({key(word) for lexicon in LEXICONS for word in lexicon.byline_words}, key=len, reverse=True))
BOILERPLATE = tuple({key(words) for lexicon in LEXICONS for words in lexicon.boilerplate})
