"""The documents of the corpus test: real ones where the development corpus is at hand, else the samples that we
ship.
"""

from __future__ import annotations

import base64
import gzip
import re
from pathlib import Path
from typing import Any

import orjson

SHARED = Path(__file__).parents[3] / "shared"
CORPORA = ("shapes", "pages_text", "wire_reuters", "persian_cms")


def corpus() -> list[dict[str, Any]]:
    """Envelopes without record ids, the seed among them; empty where there is no corpus."""
    found = [_envelope(line) for name in CORPORA for line in _lines(SHARED / "corpus" / f"{name}.jsonl.gz")]
    seeds = [
        {"body": path.read_text(), "content_type": "text/plain"} for path in sorted((SHARED / "seed").glob("*.txt"))
    ]
    return found + seeds


def _lines(path: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in gzip.open(path)] if path.exists() else []


def _envelope(row: dict[str, Any]) -> dict[str, Any]:
    body = (
        {"body": row["body"]}
        if "body" in row
        else {"body_b64": base64.b64encode(base64.b64decode(row["body_b64"])).decode()}
    )
    source = re.sub(r"[^a-z0-9-]+", "-", row["source"].lower()).strip("-")[:64].rstrip("-")
    # The set of a document is part of its source: two sets hold some documents twice, under different names.
    return {"source_id": source, "url": row["url"] or None, "content_type": row["content_type"], **body}
