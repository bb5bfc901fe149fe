"""Documents a second through `parse_record`, and the slowest hostile megabyte.

    python -m benchmarks.parse [--corpus FILE.jsonl.gz ...]

A corpus is gzipped JSON Lines with `body` or `body_b64`, `url` and `content_type`. Where trafilatura is installed, it
reads the
same HTML documents for scale. All figures are CPU time of one process, best of three.
"""

from __future__ import annotations

import argparse
import base64
import functools
import gc
import gzip
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from benchmarks.documents import envelopes
from benchmarks.hostile import HTML, TEXTS, documents
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import parse_record

MAX_BYTES = 4 * 1024 * 1024
ROUNDS = 3
SLOWEST = 12
REMEMBERING = [
    thing
    for thing in gc.get_objects()
    if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith("copydesk.")
]


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


def forget_all() -> None:
    """Empty all caches of functions."""
    for cached in REMEMBERING:
        cached.cache_clear()


def records(values: Sequence[bytes]) -> list[Record]:
    """Envelopes as raw records."""
    return [Record(Origin("bench", 0, number), value) for number, value in enumerate(values)]


def parse_all(found: Sequence[Record]) -> int:
    """Parse; how many became articles."""
    return sum(isinstance(parse_record(record, MAX_BYTES), ParsedArticle) for record in found)


def read_corpus(path: Path) -> list[dict[str, Any]]:
    """The documents of a corpus as envelopes."""
    with gzip.open(path) as lines:
        return [_envelope(orjson.loads(line)) for line in lines]


def _envelope(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("url", "content_type", "body", "body_b64") if row.get(name)}
    return {"source_id": "bench", **kept}


def trafilatura_all(envelopes: Sequence[dict[str, Any]]) -> None:
    """The peer on the same documents."""
    import trafilatura  # type: ignore[import-not-found]  # noqa: PLC0415  # not a dependency: measured where somebody has installed it

    for envelope in envelopes:
        raw = base64.b64decode(envelope["body_b64"]) if "body_b64" in envelope else envelope["body"]
        trafilatura.bare_extraction(raw, url=envelope.get("url"), with_metadata=True)


def report_speed(name: str, values: Sequence[bytes]) -> None:
    """A row of the table of speeds."""
    found = records(values)
    seconds = cpu_seconds(lambda: parse_all(found))
    print(
        f"| {name} | {len(values)} | {sum(map(len, values)) // len(values)} | {parse_all(found)} | {len(values) / seconds:.0f} |"
    )


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
    main(parser.parse_args().corpus)
