"""The table of organisations that ships, and where a text has their names.

`data/organisations.txt` is made by hand and read once, when first asked. Only a name that means nothing else stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from copydesk.service.enrichers.whole_names import is_word

ENTITY = "http://www.wikidata.org/entity/"
_SPELT_ALIKE = (("\u200c", " "), ("\u200c", ""), ("ی", "ي"), ("ک", "ك"), ("أ", "ا"), ("إ", "ا"), ("’", "'"), ("'", "’"))
"""What texts write for each other: the joiner of Persian, letters of Arabic and Persian, apostrophes."""


class Kind(Enum):
    """What a name is one of."""

    INSTITUTION = "institutions"
    COMPANY = "companies"
    """Its name is on its products too."""
    OTHER = "others"
    """Holds the name of an organisation and is not it."""


@dataclass(frozen=True, slots=True)
class Known:
    """One organisation, or a name that is none."""

    name: str
    uri: str | None
    kind: Kind


class Mention(NamedTuple):
    """Where a text has a name; `known` are several where a short form is that of several."""

    start: int
    end: int
    known: tuple[Known, ...]
    is_short: bool
    """A short form that needs one of the names elsewhere in the text."""


def names_in(text: str) -> Iterator[Mention]:
    """The names of organisations that are whole words, the longest where several begin."""
    search, meant = _names(text.isascii())
    for number, start, end in search.find_matches_as_indexes(text):
        if _is_whole(text, start, end):
            known, is_short = meant[number]
            yield Mention(start, end, known, is_short)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a name is a word, or stands in a script that does not part words."""
    return "\u3040" <= text[start] <= "\u9fff" or is_word(text, start, end, "@#_&/.-", "@_&/")


_Meant = tuple[tuple[Known, ...], bool]


@cache
def _names(is_ascii: bool) -> tuple[AhoCorasick, tuple[_Meant, ...]]:
    """All names with what they mean; of a text in ASCII those in ASCII, which are searched for twice as fast."""
    named = {name: meant for name, meant in _table().items() if name.isascii() or not is_ascii}
    found = AhoCorasick(list(named), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return found, tuple(named.values())


@cache
def _table() -> dict[str, _Meant]:
    names: dict[str, Known] = {}
    shorts: dict[str, tuple[Known, ...]] = {}
    for known, sure, short in _rows():
        names |= {variant: known for name in sure for variant in _variants(name)}
        for form in short:
            shorts[form] = (*shorts.get(form, ()), known)
    return {form: (known, True) for form, known in shorts.items()} | {
        name: ((of,), False) for name, of in names.items()
    }


def _rows() -> Iterator[tuple[Known, list[str], list[str]]]:
    kind = Kind.OTHER
    file = files("copydesk.service.enrichers") / "data" / "organisations.txt"
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = Kind(line.strip("[]"))
        elif not line.startswith("#"):
            name, number, names, short = (part.strip() for part in line.split("|"))
            sure = [one.strip() for one in (name, *names.split(" / ")) if one.strip()]
            forms = short.split()
            yield Known(name, ENTITY + number if number else None, kind), [n for n in sure if n not in forms], forms


def _variants(name: str) -> set[str]:
    """A name as texts spell it; with the article of Arabic also behind `for`, which takes its first letter."""
    spelt = {name} | {name.replace(one, other) for one, other in _SPELT_ALIKE}
    spelt |= {one.replace("ی", "ي").replace("ک", "ك") for one in spelt}
    return spelt | {"لل" + one[2:] for one in spelt if one.startswith("ال")}
