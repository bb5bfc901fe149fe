"""One checkout's code over a corpus, a lap each time it is asked: what `benchmarks.parse --beside` starts.

    PYTHON -P benchmarks/laps.py PREFIX STEP FILE

Run by its path in the interpreter of the checkout that it measures, it imports nothing of its own: the service is
`PREFIXservice`, where PREFIX is `copydesk.`, or empty for a checkout from before that package. STEP is `parse`; `wire`,
which edits too; or `trafilatura`. For each line on stdin it goes once through the corpus and answers with the processor
time that it took, in seconds.
"""

from __future__ import annotations

import base64
import functools
import gc
import gzip
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MAX_BYTES = 4 * 1024 * 1024

Row = dict[str, Any]
Step = Callable[[Any], object]
"""What is done with one document."""


def read_corpus(path: Path) -> list[Row]:
    """The documents of a corpus as envelopes."""
    with gzip.open(path) as lines:
        return [_envelope(json.loads(line)) for line in lines]


def _envelope(row: Row) -> Row:
    kept = {name: row[name] for name in ("url", "content_type", "body", "body_b64") if row.get(name)}
    return {"source_id": "bench", **kept}


def parsing(pipeline: Any) -> Step:
    """A record of `raw` into a parsed article."""
    return lambda record: pipeline.parse_record(record, MAX_BYTES)


def editing(pipeline: Any, records: Any) -> Step:
    """All that both agents do with a record but to send it; each is the first of its story."""
    pack = _pack(pipeline.Seen.__module__)

    def step(record: Any) -> None:
        sent = pipeline.parse_outgoing(record, MAX_BYTES)
        if sent.topic == "parsed":
            origin = records.Origin("parsed", 0, record.origin.offset)
            _, seen = pipeline.edit_record(records.Record(origin, sent.value, sent.headers, key=sent.key), None)
            pack(seen)

    return step


def _pack(deciding: str) -> Any:
    """Where it is: a module of its own, in earlier checkouts that of `decide`."""
    own = deciding.replace("dedupe", "memory_form")
    return (import_module(own) if find_spec(own) else sys.modules[deciding]).pack


def trafilatura() -> Step:
    """The peer, with metadata."""
    extract = import_module("trafilatura").bare_extraction

    def step(row: Row) -> None:
        page = base64.b64decode(row["body_b64"]) if "body_b64" in row else row["body"]
        extract(page, url=row.get("url"), with_metadata=True)

    return step


def raw_records(rows: list[Row], records: Any) -> list[Any]:
    """Envelopes as records of `raw`."""
    values = [json.dumps(row).encode() for row in rows]
    return [records.Record(records.Origin("raw", 0, number), value) for number, value in enumerate(values)]


def caches(prefix: str) -> Callable[[], None]:
    """What empties the caches of the service's functions."""
    found = [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith(f"{prefix}service.")
    ]

    def forget() -> None:
        for cached in found:
            cached.cache_clear()

    return forget


def lap(step: Step, documents: list[Any], forget: Callable[[], None]) -> float:
    """Processor time of a step over all documents, each of them new; what is worked out once and for all is there."""
    forget()
    step(documents[0])
    began = time.process_time()
    for document in documents:
        step(document)
    return time.process_time() - began


def main(prefix: str, name: str, path: Path) -> None:
    """Answer until stdin ends."""
    documents = read_corpus(path)
    if name == "trafilatura":
        step = trafilatura()
    else:
        pipeline, records = (import_module(f"{prefix}service.{module}") for module in ("pipeline", "core.records"))
        step = editing(pipeline, records) if name == "wire" else parsing(pipeline)
        documents = raw_records(documents, records)
    forget = caches(prefix)
    for _ in sys.stdin:
        print(lap(step, documents, forget), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
