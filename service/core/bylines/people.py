"""Which words name a person, and which an agency, a desk, a company, a place, or a button or section of a page. Where
they stand is not asked here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.service.core.lexicon import ROLE_WORDS, any_of, words_of
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES
from copydesk.service.core.lexicon.not_people import (
    COMPANY_FORMS,
    LONGER_COMPANY_FORMS,
    ORGANISATION_WORDS,
    ORGANISATIONS,
    PLACES,
)
from copydesk.service.core.text.scripts import HAN, HANGUL, LATIN_SMALL, UNCASED
from copydesk.service.core.text.spelling import key, key_of_word

_NAME_WORD = re.compile(r"[^\W\d_][^\s\d:;!?\"()@_]*\Z")
# A button's word that a page prints without a space behind a name: `LovelaceFollow`.
_RUN_TOGETHER = re.compile(
    rf"[{LATIN_SMALL}]{{3}}(?:{any_of(word.capitalize() for word in words_of(lambda lexicon: lexicon.page.furniture))})\b"
)
_QUOTES = "\"“”„«'‘"
_NICKNAME = re.compile(rf"(?<=\S)\s[{_QUOTES}][^\"“”„«»'‘’]{{2,20}}[\"“”»'’](?=\s\S)")
_ORGANISATIONS = ORGANISATION_WORDS.union(words_of(lambda lexicon: lexicon.names.organisations))
_MOST_WORDS = max(len(name.split()) for name in AGENCY_SOURCES)
_SURNAMES = frozenset(words_of(lambda lexicon: lexicon.names.surnames))
_FURNITURE = frozenset(words_of(lambda lexicon: lexicon.page.furniture))
_SMALL = frozenset(words_of(lambda lexicon: lexicon.names.particles))
# Particles that are one word with the name behind them, `d'Emilio`, `al-Masri`, and end in a mark.
_JOINED_PARTICLE = re.compile(rf"(?:{any_of(small for small in _SMALL if not small[-1].isalpha())})(?=[^\W\d_])")
_BYS = frozenset(words_of(lambda lexicon: lexicon.bylines.prefixes))
_OFFICES = frozenset(map(key, words_of(lambda lexicon: lexicon.bylines.offices)))
_ARTICLES = frozenset(words_of(lambda lexicon: lexicon.names.articles))
_OUTLET_ARTICLES = frozenset(words_of(lambda lexicon: lexicon.names.outlet_articles))
# `BBC`, `CNN`, `NHK`: nobody is called so. `DJ` and `AJ` are shorter, `KIM` and `LEE` have a vowel.
_ACRONYM = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,6}\d{0,2}\Z")
_MIXED = re.compile(r"[a-z]")
_UNCASED = re.compile(f"[{UNCASED}]")
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}\Z|[{HANGUL}]{{2,4}}\Z")
_HAN_HOUSE = re.compile(
    rf"(?:{any_of(words_of(lambda lexicon: lexicon.names.outlet_endings))})\Z"
    f"|{any_of(words_of(lambda lexicon: lexicon.names.outlet_words))}"
)
_BETWEEN_HAN = re.compile(r"[\s、，,;；·/／]+")

# What may be a name is asked again and again: of each place that prints it, whole and in parts.
_remembered = lru_cache(maxsize=4096)


@_remembered
def is_name(words: str) -> bool:
    """Whether two to five words look like a person's name: `Anne-Marie van der Berg`, `Ada "Countess" Lovelace`; not
    `the end of the day`.
    """
    parts = words.split()
    if any(part[0] in _QUOTES for part in parts):
        parts = _NICKNAME.sub("", words).split()
    return (
        2 <= len(parts) <= 5
        and parts[-1] not in _SMALL
        and not _has_by(parts)
        and not _RUN_TOGETHER.search(words)
        and all(_is_small(part) or (_NAME_WORD.match(part) and not part[0].islower()) for part in parts)
    )


def _is_small(part: str) -> bool:
    """Whether a word in small letters is a particle, or begins with one: `van`, `d'Emilio`."""
    part = part.replace("’", "'")
    joined = None if part in _SMALL else _JOINED_PARTICLE.match(part)
    return part in _SMALL or (joined is not None and part[joined.end()].isupper())


def _has_by(parts: list[str]) -> bool:
    """Whether a label's word for `by` ends the words, `Fact Checked By`, or stands before the only other, `By Ada`."""
    return parts[-1].lower() in _BYS or (len(parts) == 2 and parts[0].lower() in _BYS)


def han_names(words: str) -> tuple[str, ...]:
    """Names of two to four characters, as Chinese, Japanese and Korean print them without a space; none if a part is no
    such name, or an outlet's.
    """
    parts = [part for part in _BETWEEN_HAN.split(words.strip()) if part]
    return tuple(parts) if all(_HAN_NAME.match(part) and not _HAN_HOUSE.search(part) for part in parts) else ()


def is_outlet(words: str) -> bool:
    """Whether words in Chinese, Japanese or Korean are an outlet's or an office's."""
    return _HAN_HOUSE.search(words) is not None


@_remembered
def is_organisation(words: str) -> bool:
    """Whether words of a byline name an agency, an outlet, a desk or an office instead of a person: `Harbour News
    Service`, `Staff Writer`.
    """
    parts = words.split()
    keys = [key_of_word(part.strip(",")) for part in parts[:_MOST_WORDS]]
    begin = (
        keys[1:3]
        if keys and keys[0] in _ARTICLES
        else [*keys[:1], *(second for second in keys[1:2] if second not in _SURNAMES)]
    )
    return bool(parts) and (
        (" ".join(keys) in AGENCY_SOURCES and len(parts) == len(keys))
        or " ".join(keys[:2]) in ORGANISATIONS
        or not _ORGANISATIONS.isdisjoint(begin)
        or (
            all(map(_is_office, keys)) and all(_is_office(key_of_word(part.strip(","))) for part in parts[_MOST_WORDS:])
        )
        or is_house(parts[0], words)
        or _is_company(parts)
        or _is_office_holder(parts)
    )


def _is_office_holder(parts: list[str]) -> bool:
    """Whether words end with an office: `Lead Reviewer`; there are people called Staff."""
    last = key(parts[-1])
    return len(parts) > 1 and last in _OFFICES and last not in _SURNAMES


def _is_office(word: str) -> bool:
    return word in ROLE_WORDS or word in _ORGANISATIONS


def is_titled(words: str) -> bool:
    """Whether words begin as an outlet's name does, but few people's: `The Detroit`, `Le Progrès`; `Le Thi Mai` is a
    person.
    """
    parts = words.split()
    return len(parts) > 1 and (
        key_of_word(parts[0]) in _OUTLET_ARTICLES or (len(parts) == 2 and key_of_word(parts[0]) in _ARTICLES)
    )


def is_company(words: str) -> bool:
    """Whether words are a company's name, with its legal form behind it."""
    return _is_company(words.split())


def _is_company(parts: list[str]) -> bool:
    """Whether a company's legal form stands behind its name: `Example Robotics AS`."""
    return len(parts) > 1 and (
        parts[-1] in COMPANY_FORMS
        or (len(parts) > 2 and parts[-1] in LONGER_COMPANY_FORMS)
        or (len(parts) > 2 and key_of_word(parts[-1]) in _ORGANISATIONS and parts[-1][:1].isupper())
    )


def is_house(word: str, line: str) -> bool:
    """Whether a word is an agency's or outlet's initials: `BBC`; in a line all in capitals only what no one is
    called.
    """
    return _ACRONYM.match(word) is not None or (
        word.isupper() and key(word) in AGENCY_SOURCES and _MIXED.search(line) is not None
    )


@_remembered
def is_of_page(words: str) -> bool:
    """Whether words are a button's, a section's or a place: `Share Article`, `North Korea`."""
    return key(words).replace("-", " ") in PLACES or any(
        key_of_word(word.strip(",:|·")) in _FURNITURE for word in words.split()
    )


def is_uncased(words: str) -> bool:
    """Whether the script has no capitals to tell a name by."""
    return _UNCASED.search(words) is not None
