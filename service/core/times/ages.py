"""How old a page says its story is: `3 hours ago`, `heute, 14:05`. It tells no date, as nobody knows when the page was
drawn, but shows where dates stand.
"""

from __future__ import annotations

import re

from copydesk.service.core.lexicon import LEXICONS, any_of, words_of
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.text.spelling import key

LONGEST = 40
"""A line that tells an age holds little else."""


def _age(lexicon: Lexicon) -> list[str]:
    """`# ago` with each unit in either order: `5 minutes ago`, in Swahili `dakika 5 zilizopita`."""
    units = "|".join(
        map(re.escape, sorted({*lexicon.minute_words, *lexicon.hour_words, *lexicon.day_words}, key=len, reverse=True))
    )
    number = rf"(?:\d{{1,2}}\s?(?:{units})\.?|(?:{units})\s\d{{1,2}})"
    return [re.escape(form).replace(r"\#", number) for form in lexicon.ago] if units else []


_HOUR = any_of(words_of(lambda lexicon: lexicon.dates.hour_marks))
_TIME = rf"[\s,،、]{{0,3}}(?:\S{{1,6}}\s)?\d{{1,2}}(?:[:.hH]|{_HOUR})\d\d.{{0,8}}"
_DAYS = any_of(words_of(lambda lexicon: (*lexicon.today_words, *lexicon.yesterday_words)))
_AGE = re.compile("|".join((*(form for lexicon in LEXICONS for form in _age(lexicon)), rf"(?:{_DAYS}){_TIME}")), re.I)
_DIGIT = re.compile(r"\d")
_DAY_WORDS = frozenset(map(key, words_of(lambda lexicon: (*lexicon.today_words, *lexicon.yesterday_words))))


def tells_age(folded: str) -> bool:
    """Whether a folded line says how long ago something was, or at what time today or yesterday."""
    return (
        len(folded) <= LONGEST
        and _DIGIT.search(folded) is not None
        and _AGE.fullmatch(folded.strip(" •|·*-")) is not None
    )


def is_day_word(folded: str) -> bool:
    """Whether a folded line is a day told from today, and nothing else: `Yesterday`."""
    return len(folded) <= LONGEST and key(folded.strip(" •|·*-")) in _DAY_WORDS
