"""Documents a second through `parse_record`, and the slowest hostile megabyte.

    python -m benchmarks.parse [--corpus FILE.jsonl.gz ...]
    python -m benchmarks.parse --beside REVISION_OR_FOLDER [--rounds N] [--trafilatura PYTHON] --corpus FILE ...

A corpus is gzipped JSON Lines with `body` or `body_b64`, `url` and `content_type`; `html` or `wire` in its name says
what it holds. Where trafilatura is installed, it reads the same HTML documents for scale. All figures are processor
time of one process, the best of three rounds. `--beside` compares this checkout with another one (see beside.py), and
with the trafilatura of an interpreter that has it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import orjson

from benchmarks.beside import report_beside
from benchmarks.documents import envelopes
from benchmarks.hostile import HTML, TEXTS, documents
from benchmarks.laps import Row, caches, read_corpus, trafilatura
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import parse_record

MAX_BYTES = 4 * 1024 * 1024
ROUNDS = 3
SLOWEST = 12

forget_all = caches("copydesk.")


def cpu_seconds(work: Callable[[], object], *, forget: bool = False) -> float:
    """The least of a few rounds; `forget` what is remembered between them, so that a document is new each time."""
    taken = []
    for _ in range(ROUNDS):
        if forget:
            forget_all()
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def records(values: Sequence[bytes]) -> list[Record]:
    """Envelopes as raw records."""
    return [Record(Origin("bench", 0, number), value) for number, value in enumerate(values)]


def parse_all(found: Sequence[Record]) -> int:
    """Parse; how many became articles."""
    return sum(isinstance(parse_record(record, MAX_BYTES), ParsedArticle) for record in found)


def trafilatura_all(rows: Sequence[Row]) -> None:
    """The peer on the same documents."""
    extract = trafilatura()
    for row in rows:
        extract(row)


def report_speed(name: str, values: Sequence[bytes]) -> None:
    """A row of the table of speeds."""
    found = records(values)
    seconds = cpu_seconds(lambda: parse_all(found))
    count, size = len(values), sum(map(len, values))
    print(f"| {name} | {count} | {size // count} | {parse_all(found)} | {count / seconds:.0f} |")


def report_hostile() -> None:
    """The slowest megabytes, and how many there were."""
    hostile = [(f"text: {name}", "text/plain", text) for name, text in documents(TEXTS)]
    hostile += [(f"HTML: {name}", "text/html", text) for name, text in documents(HTML)]
    taken = []
    for name, content_type, text in hostile:
        record = Record(
            Origin("bench", 0, 0), orjson.dumps({"source_id": "bench", "content_type": content_type, "body": text})
        )
        taken.append((cpu_seconds(lambda record=record: parse_record(record, MAX_BYTES), forget=True), name))  # type: ignore[misc]  # bound now
    print(f"\n{len(taken)} hostile documents of 1 MB; the slowest:\n\n| document | ms |\n|-|-|")
    for seconds, name in sorted(taken, reverse=True)[:SLOWEST]:
        print(f"| {name} | {seconds * 1000:.0f} |")


def main(corpora: Sequence[Path]) -> None:
    """Measure and print."""
    print("| documents | count | bytes | articles | documents/s |\n|-|-|-|-|-|")
    made_up = list(envelopes(2000))
    report_speed("made-up wire text", [value for number, value in enumerate(made_up) if number % 2])
    report_speed("made-up page text", [value for number, value in enumerate(made_up) if not number % 2])
    for path in corpora:
        found = read_corpus(path)
        report_speed(path.name.partition(".")[0], [orjson.dumps(envelope) for envelope in found])
        if "html" in path.name and find_spec("trafilatura"):
            rate = len(found) / cpu_seconds(partial(trafilatura_all, found))
            print(f"| the same by trafilatura | {len(found)} | | | {rate:.0f} |")
    report_hostile()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[])
    parser.add_argument("--beside", metavar="REVISION_OR_FOLDER")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--trafilatura", metavar="PYTHON", default=sys.executable if find_spec("trafilatura") else None)
    arguments = parser.parse_args()
    if arguments.beside:
        report_beside(arguments.beside, arguments.corpus, arguments.rounds, arguments.trafilatura)
    else:
        main(arguments.corpus)
