"""The desk's languages as data, and the lookups made of them. Adding a language is one file and one entry here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from copydesk.service.core.lexicon.ar import AR
from copydesk.service.core.lexicon.bg import BG
from copydesk.service.core.lexicon.bn import BN
from copydesk.service.core.lexicon.ca import CA
from copydesk.service.core.lexicon.cs import CS
from copydesk.service.core.lexicon.da import DA
from copydesk.service.core.lexicon.de import DE
from copydesk.service.core.lexicon.el import EL
from copydesk.service.core.lexicon.en import EN
from copydesk.service.core.lexicon.es import ES
from copydesk.service.core.lexicon.et import ET
from copydesk.service.core.lexicon.fa import FA
from copydesk.service.core.lexicon.fi import FI
from copydesk.service.core.lexicon.fil import FIL
from copydesk.service.core.lexicon.fr import FR
from copydesk.service.core.lexicon.gu import GU
from copydesk.service.core.lexicon.he import HE
from copydesk.service.core.lexicon.hi import HI
from copydesk.service.core.lexicon.hu import HU
from copydesk.service.core.lexicon.id import ID
from copydesk.service.core.lexicon.isl import IS
from copydesk.service.core.lexicon.it import IT
from copydesk.service.core.lexicon.ja import JA
from copydesk.service.core.lexicon.ka import KA
from copydesk.service.core.lexicon.ko import KO
from copydesk.service.core.lexicon.lt import LT
from copydesk.service.core.lexicon.lv import LV
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.lexicon.months import OTHER_MONTHS
from copydesk.service.core.lexicon.mr import MR
from copydesk.service.core.lexicon.ms import MS
from copydesk.service.core.lexicon.nb import NB
from copydesk.service.core.lexicon.nl import NL
from copydesk.service.core.lexicon.pl import PL
from copydesk.service.core.lexicon.pt import PT
from copydesk.service.core.lexicon.ro import RO
from copydesk.service.core.lexicon.ru import RU
from copydesk.service.core.lexicon.sk import SK
from copydesk.service.core.lexicon.sr import SR
from copydesk.service.core.lexicon.sv import SV
from copydesk.service.core.lexicon.sw import SW
from copydesk.service.core.lexicon.ta import TA
from copydesk.service.core.lexicon.te import TE
from copydesk.service.core.lexicon.th import TH
from copydesk.service.core.lexicon.tr import TR
from copydesk.service.core.lexicon.uk import UK
from copydesk.service.core.lexicon.ur import UR
from copydesk.service.core.lexicon.vi import VI
from copydesk.service.core.lexicon.zh import ZH
from copydesk.service.core.text.spelling import key

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


MONTHS = _numbers(map(dict, OTHER_MONTHS.values())) | _numbers(dict(lexicon.months) for lexicon in LEXICONS)
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


def words_of(field: Callable[[Lexicon], Iterable[str]]) -> tuple[str, ...]:
    """The words that a field has in any language, each once, the longest first: an expression tries `edited by` before
    `edited`.
    """
    words = dict.fromkeys(word for lexicon in LEXICONS for word in field(lexicon))
    return tuple(sorted(words, key=len, reverse=True))


def any_of(words: Iterable[str]) -> str:
    """An expression for one of the words, the longest first: `any_of(("h", "u", "hrs"))` is `hrs|[hu]`."""
    escaped = [(len(word), re.escape(word)) for word in words]
    longer = [word for length, word in sorted(escaped, key=lambda entry: -entry[0]) if length > 1]
    letters = "".join(word for length, word in escaped if length == 1)  # a set is faster than a choice
    return "|".join((*longer, f"[{letters}]") if letters else longer)
