"""What MinHash finds of edited stories: {"stories": [...], "edited": [[...], ...]} on stdin, the answer on stdout.

    PYTHON benchmarks/copies_peer.py < texts.json     # PYTHON: an interpreter that has datasketch

128 permutations of word sequences of three, 32 bands of 4, estimated similarity of .3 and more: the best of the settings
that were tried. Run by its path in that interpreter, it imports nothing of its own.
"""

from __future__ import annotations

import json
import re
import sys
import time
from importlib import import_module
from typing import Any

LEAST = 0.3


def main() -> None:
    """Answer once."""
    peer = import_module("datasketch")
    texts = json.load(sys.stdin)
    began = time.process_time()
    hashed = [minhash(peer, story) for story in texts["stories"]]
    index = peer.MinHashLSH(params=(32, 4), num_perm=128)
    for number, one in enumerate(hashed):
        index.insert(number, one)
    milliseconds = (time.process_time() - began) * 1000 / len(hashed)
    found = [[found_in(index, hashed, minhash(peer, text), number) for number, text in row] for row in texts["edited"]]
    print(json.dumps({"milliseconds": milliseconds, "found": found}))


def minhash(peer: Any, text: str) -> Any:
    """Of the text's word sequences of three."""
    words = re.findall(r"\w+", text.lower())
    made = peer.MinHash(num_perm=128)
    made.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
    return made


def found_in(index: Any, hashed: list[Any], edited: Any, number: int) -> bool:
    """Whether an edited story leads to the story that it was."""
    return number in index.query(edited) and hashed[number].jaccard(edited) >= LEAST


if __name__ == "__main__":
    main()
