"""What trafilatura reads in documents: for each envelope on stdin, a line, an article as JSON has it on stdout.

    PYTHON benchmarks/peer.py < envelopes.jsonl     # PYTHON: an interpreter that has trafilatura

Run by its path in that interpreter, it imports nothing of its own.
"""

from __future__ import annotations

import base64
import json
import sys
from importlib import import_module
from typing import Any


def article_of(told: Any) -> dict[str, Any]:
    """What it found, by our names; it joins authors by semicolons and knows days only."""
    if told is None:
        return {}
    authors = [{"name": name.strip()} for name in (told.author or "").split(";") if name.strip()]
    return {
        "headline": told.title,
        "authors": authors,
        "published_at": f"{told.date}T12:00:00+00:00" if told.date else None,
        "body_text": told.text,
        "tags": [*(told.tags or ())],
    }


def main() -> None:
    """Answer until stdin ends."""
    extract = import_module("trafilatura").bare_extraction
    for line in sys.stdin:
        document = json.loads(line)
        page = base64.b64decode(document["body_b64"]) if "body_b64" in document else document["body"]
        told = extract(page, url=document.get("url"), with_metadata=True, include_comments=False)
        print(json.dumps(article_of(told)), flush=True)


if __name__ == "__main__":
    main()
