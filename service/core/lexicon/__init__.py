"""The desk's languages as data, and the lookups made of them. Adding a language is one file and one entry here."""

from __future__ import annotations

from collections.abc import Iterable

from service.core.lexicon.ar import AR
from service.core.lexicon.bg import BG
from service.core.lexicon.bn import BN
from service.core.lexicon.ca import CA
from service.core.lexicon.cs import CS
from service.core.lexicon.da import DA
from service.core.lexicon.de import DE
from service.core.lexicon.el import EL
from service.core.lexicon.en import EN
from service.core.lexicon.es import ES
from service.core.lexicon.et import ET
from service.core.lexicon.fa import FA
from service.core.lexicon.fi import FI
from service.core.lexicon.fil import FIL
from service.core.lexicon.fr import FR
from service.core.lexicon.gu import GU
from service.core.lexicon.he import HE
from service.core.lexicon.hi import HI
from service.core.lexicon.hu import HU
from service.core.lexicon.id import ID
from service.core.lexicon.isl import IS
from service.core.lexicon.it import IT
from service.core.lexicon.ja import JA
from service.core.lexicon.ka import KA
from service.core.lexicon.ko import KO
from service.core.lexicon.lt import LT
from service.core.lexicon.lv import LV
from service.core.lexicon.model import Lexicon
from service.core.lexicon.mr import MR
from service.core.lexicon.ms import MS
from service.core.lexicon.nb import NB
from service.core.lexicon.nl import NL
from service.core.lexicon.pl import PL
from service.core.lexicon.pt import PT
from service.core.lexicon.ro import RO
from service.core.lexicon.ru import RU
from service.core.lexicon.sk import SK
from service.core.lexicon.sr import SR
from service.core.lexicon.sv import SV
from service.core.lexicon.sw import SW
from service.core.lexicon.ta import TA
from service.core.lexicon.te import TE
from service.core.lexicon.th import TH
from service.core.lexicon.tr import TR
from service.core.lexicon.uk import UK
from service.core.lexicon.ur import UR
from service.core.lexicon.vi import VI
from service.core.lexicon.zh import ZH
from service.core.normalise import key

LEXICONS: tuple[Lexicon, ...] = (
    EN,
    FA,
    AR,
    UR,
    FR,
    DE,
    ES,
    IT,
    PT,
    NL,
    TR,
    RU,
    UK,
    ID,
    HI,
    BN,
    SW,
    FIL,
    NB,
    SV,
    DA,
    PL,
    JA,
    KO,
    VI,
    BG,
    CA,
    CS,
    EL,
    ET,
    FI,
    GU,
    HE,
    HU,
    IS,
    KA,
    LT,
    LV,
    MR,
    MS,
    RO,
    SK,
    SR,
    TA,
    TE,
    TH,
    ZH,
)


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

HALVES: dict[str, str] = {
    key(word): half
    for lexicon in LEXICONS
    for half, words in (("am", lexicon.morning_words), ("noon", lexicon.noon_words), ("pm", lexicon.evening_words), ("night", lexicon.night_words))
    for word in words
}
"""Folded word beside a time -> which half of the day it means."""

TIME_WORDS = tuple(sorted({key(word) for lexicon in LEXICONS for word in lexicon.time_words}, key=len, reverse=True))
BYLINE_WORDS = tuple(sorted({key(word) for lexicon in LEXICONS for word in lexicon.byline_words}, key=len, reverse=True))
CREDIT_WORDS = tuple(sorted({word for lexicon in LEXICONS for word in lexicon.credit_words}, key=len, reverse=True))
ROLE_WORDS = frozenset(key(word) for lexicon in LEXICONS for word in lexicon.role_words)
BOILERPLATE = tuple({key(words) for lexicon in LEXICONS for words in lexicon.boilerplate})
