"""Makes the tables of word frequencies that the enricher `keywords` reads, from the small lists of wordfreq.

    python -m benchmarks.frequencies FOLDER     # FOLDER: where `pip download wordfreq==3.1.1` put its wheel

A table is one file for each language, packed: a line for each tenth of a power of ten, `63 the of and`, which says that
each of these words comes 10 ** 6.3 times in a thousand million. Words that come less than 2,000 times are left out: to
the enricher they are rare.
"""

from __future__ import annotations

import gzip
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

WHEEL = "wordfreq-3.1.1-py3-none-any.whl"
LANGUAGES = "ar bg cs da de el en es fa fi fr hu id it nb nl pl pt ro ru sv tr uk".split()
"""Languages of the lists that put spaces between words, and that news of the lexicon is most often in."""
DATA = Path(__file__).parents[1] / "service" / "enrichers" / "data" / "frequencies"
LEAST = 33
"""In tenths of a power of ten, of a thousand million words."""


def table(packed: bytes) -> str:
    """The lines of a language."""
    tenths: dict[int, list[str]] = defaultdict(list)
    for hundredths, words in enumerate(_buckets(gzip.decompress(packed))):
        tenths[round((900 - hundredths) / 10)] += [word for word in words if word.isalpha()]
    return "".join(f"{tenth} {' '.join(words)}\n" for tenth, words in tenths.items() if tenth >= LEAST and words)


def _buckets(data: bytes) -> Iterator[list[str]]:
    """The lists of words of a file of wordfreq, MessagePack: each is a hundredth of a power of ten rarer than the one
    before it.
    """
    reader = _Reader(data)
    count = reader.length()
    reader.value()  # the header
    for _ in range(count - 1):
        yield [reader.text() for _ in range(reader.length())]


class _Reader:
    """As much of MessagePack as these files have: lists, texts, a map of small numbers."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def _number(self, size: int) -> int:
        self._at += size
        return int.from_bytes(self._data[self._at - size : self._at], "big")

    def length(self) -> int:
        """Of the list that begins here."""
        head = self._number(1)
        return head & 0x0F if head >> 4 == 0x9 else self._number(2 if head == 0xDC else 4)

    def text(self) -> str:
        """The text that begins here."""
        head = self._number(1)
        size = head & 0x1F if head >> 5 == 0b101 else self._number(1 if head == 0xD9 else 2)
        self._at += size
        return self._data[self._at - size : self._at].decode()

    def value(self) -> None:
        """Past the map of texts to texts and small numbers that begins here."""
        for _ in range(self._number(1) & 0x0F):
            self.text()
            if self._data[self._at] < 0x80:
                self._at += 1
            else:
                self.text()


def main() -> None:
    """Write a table for each language."""
    DATA.mkdir(parents=True, exist_ok=True)
    with ZipFile(Path(sys.argv[1]) / WHEEL) as wheel:
        for language in LANGUAGES:
            packed = wheel.read(f"wordfreq/data/small_{language}.msgpack.gz")
            (DATA / f"{language}.txt.xz").write_bytes(lzma.compress(table(packed).encode(), preset=9))


if __name__ == "__main__":
    main()
