"""Organisations that are told, drawn by chance, each in its line: for a person to read and count.

    python -m benchmarks.organisations [--most N] [--drawn N] [--seed N]

Of every second Reuters story and web article of the development corpus: the others were looked at while rules and table
were made.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator

from benchmarks.accuracy import CORPUS, MAX_BYTES, envelope, rows
from benchmarks.enrichment import SETS
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.enrichers.organisations import mentions_in
from copydesk.service.enrichers.story import Story
from copydesk.service.pipeline import parse_record

AROUND = 60


def stories(most: int) -> Iterator[Story]:
    """Every second of so many of each set."""
    for name in SETS:
        for number, row in enumerate(rows(CORPUS / f"{name}.jsonl.gz", most)):
            parsed = parse_record(Record(Origin("news.raw", 0, number), envelope(row), ()), MAX_BYTES)
            if number % 2 and isinstance(parsed, ParsedArticle):
                yield Story(parsed)


def lines(story: Story) -> Iterator[str]:
    """Each organisation where the story first names it."""
    seen = set()
    for known, start, end in mentions_in(story):
        if known not in seen:
            seen.add(known)
            text = story.text
            shown = f"{text[max(0, start - AROUND) : start]}[[{text[start:end]}]]{text[end : end + AROUND]}"
            yield f"{known.name:30} {' '.join(shown.split())}"


def main() -> None:
    """Print how many stories name one, and those drawn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=600)
    parser.add_argument("--drawn", type=int, default=130)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    found = [list(lines(story)) for story in stories(given.most)]
    print(sum(map(bool, found)), "of", len(found), "stories name one")
    told = [line for one in found for line in one]
    print(*random.Random(given.seed).sample(told, min(given.drawn, len(told))), sep="\n")


if __name__ == "__main__":
    main()
