"""The tables that several enrichers read: each is unpacked once, when first asked."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_DATA = files("copydesk.service.enrichers") / "data"


def unpacked(name: str) -> str:
    """The text of `data/NAME.txt.xz`."""
    return lzma.decompress((_DATA / f"{name}.txt.xz").read_bytes()).decode()


@cache
def given_names() -> frozenset[str]:
    """English ones, as printed."""
    return frozenset(unpacked("given_names").split("\n"))


@cache
def frequencies_of(language: str) -> Mapping[str, float]:
    """Zipf frequency of each word that a language's list has: 6 is once in a thousand words. Empty where there is no
    list.
    """
    name = {"no": "nb"}.get(language, language)
    if not name.isalpha() or not (_DATA / "frequencies" / f"{name}.txt.xz").is_file():
        return {}
    found: dict[str, float] = {}
    for line in unpacked(f"frequencies/{name}").splitlines():
        tenths, _, words = line.partition(" ")
        found |= dict.fromkeys(words.split(" "), int(tenths) / 10)
    return found
