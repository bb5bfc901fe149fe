"""Which words name a person, and which an agency, a desk, a company, a place, or a button or section of a page. Where
they stand is not asked here.
"""

from __future__ import annotations

import re

from copydesk.service.core.lexicon import ROLE_WORDS
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES
from copydesk.service.core.lexicon.not_people import ORGANISATION_WORDS, ORGANISATIONS, PAGE_WORDS, PLACES
from copydesk.service.core.text.spelling import key

_NAME_WORD = re.compile(r"[^\W\d_][^\s\d:;!?\"()]*\Z")
_NICKNAME = re.compile(r"(?<=\S)\s[\"“”„«'‘][^\"“”„«»'‘’]{2,20}[\"“”»'’](?=\s\S)")
_SMALL = frozenset(
    {
        "de",
        "da",
        "do",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "la",
        "le",
        "di",
        "del",
        "della",
        "ter",
        "ten",
        "zu",
        "ben",
        "y",
        "e",
    }
)
_ARTICLES = frozenset({"the", "le", "la", "les", "el", "los", "las", "il", "lo", "der", "die", "das", "het", "o", "os"})
_SURNAMES = frozenset({"daily", "weekly", "today", "bank", "herald", "post"})
"""Words of organisations that people are called by too."""
_FORMS = (
    "AS",
    "AB",
    "AG",
    "SE",
    "SA",
    "NV",
    "BV",
    "KG",
    "Inc",
    "Inc.",
    "Ltd",
    "Ltd.",
    "LLC",
    "PLC",
    "plc",
    "GmbH",
    "Corp",
    "Corp.",
)
# `BBC`, `CNN`, `NHK`: nobody is called so. `DJ` and `AJ` are shorter, `KIM` and `LEE` have a vowel.
_ACRONYM = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,6}\d{0,2}\Z")
_MIXED = re.compile(r"[a-z]")
# No capitals tell names from words here: Arabic, the scripts of India, Thai, Chinese, Japanese, Korean.
_UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}\Z|[\uac00-\ud7af]{2,4}\Z")
_HAN_HOUSE = re.compile(
    r"[社网網报報部局台臺会會组組室院处處]\Z|通信|通讯|通訊|新闻|新聞|编辑|編輯|編集|时报|時報|연합|뉴스|신문|기자|편집|취재"
)
_BETWEEN_HAN = re.compile(r"[\s、，,;；·/／]+")


def is_name(words: str) -> bool:
    """Whether two to five words look like a person's name: `Anne-Marie van der Berg`, `Ada "Countess" Lovelace`; not
    `the end of the day`.
    """
    parts = _NICKNAME.sub("", words).split()
    return (
        2 <= len(parts) <= 5
        and parts[-1] not in _SMALL
        and all(_NAME_WORD.match(part) and (not part[0].islower() or part in _SMALL) for part in parts)
    )


def han_names(words: str) -> tuple[str, ...]:
    """Names of two to four characters, as Chinese, Japanese and Korean print them without a space; none if a part is no
    such name, or an outlet's.
    """
    parts = [part for part in _BETWEEN_HAN.split(words.strip()) if part]
    return tuple(parts) if all(_HAN_NAME.match(part) and not _HAN_HOUSE.search(part) for part in parts) else ()


def is_organisation(words: str) -> bool:
    """Whether words of a byline name an agency, an outlet, a desk or an office instead of a person: `Harbour News
    Service`, `Staff Writer`.
    """
    parts = words.split()
    keys = [key(part.strip(",")) for part in parts]
    begin = (
        keys[1:3]
        if keys and keys[0] in _ARTICLES
        else [*keys[:1], *(second for second in keys[1:2] if second not in _SURNAMES)]
    )
    return bool(parts) and (
        " ".join(keys) in AGENCY_SOURCES
        or " ".join(keys[:2]) in ORGANISATIONS
        or not ORGANISATION_WORDS.isdisjoint(begin)
        or all(part in ROLE_WORDS or part in ORGANISATION_WORDS for part in keys)
        or is_house(parts[0], words)
        or _is_company(parts)
    )


def is_titled(words: str) -> bool:
    """Whether words begin as an outlet's name does, but few people's: `The Detroit`, `Le Progrès`; `Le Thi Mai` is a
    person.
    """
    parts = words.split()
    return len(parts) > 1 and (
        key(parts[0]) in ("the", "die", "das") or (len(parts) == 2 and key(parts[0]) in _ARTICLES)
    )


def _is_company(parts: list[str]) -> bool:
    """Whether a company's legal form stands behind its name: `Example Robotics AS`."""
    return len(parts) > 1 and (
        parts[-1] in _FORMS or (len(parts) > 2 and key(parts[-1]) in ORGANISATION_WORDS and parts[-1][:1].isupper())
    )


def is_house(word: str, line: str) -> bool:
    """Whether a word is an agency's or outlet's initials: `BBC`; in a line all in capitals only what no one is
    called.
    """
    return _ACRONYM.match(word) is not None or (
        word.isupper() and key(word) in AGENCY_SOURCES and _MIXED.search(line) is not None
    )


def is_of_page(words: str) -> bool:
    """Whether words are a button's, a section's or a place: `Share Article`, `North Korea`."""
    return key(words).replace("-", " ") in PLACES or any(
        key(word.strip(",:|·")) in PAGE_WORDS for word in words.split()
    )


def is_uncased(words: str) -> bool:
    """Whether the script has no capitals to tell a name by."""
    return _UNCASED.search(words) is not None
