"""In how many bits fingerprints differ, of stories that were edited and of stories that have nothing in common.

    python -m benchmarks.fingerprint

Stories of Reuters of more than 120 words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from statistics import median

from benchmarks.accuracy import CORPUS, rows
from copydesk.schemas.article import Article
from copydesk.service.enrichers.fingerprint import distance, find_fingerprint
from copydesk.service.enrichers.story import Story

PAIRS, NEAR = 100_000, 10


def fingerprint(body: str) -> str:
    """Of an article with this body."""
    article = Article.model_validate(
        {"guid": "a:1", "source_id": "a", "news_id": "1", "identity_method": "label", "record_id": "1", "version": 1}
        | {"content_hash": "0" * 32, "extraction": {"method": "text"}, "body_text": body}
    )
    return str(find_fingerprint(Story(article))["fingerprint"])


def replaced(body: str, share: float, words: Sequence[str], chance: random.Random) -> str:
    """The body with so many of its words replaced by any others."""
    return " ".join(chance.choice(words) if chance.random() < share else word for word in body.split())


def told(what: str, found: Sequence[int]) -> str:
    """A row of the table."""
    near = sum(bits <= NEAR for bits in found) / len(found)
    return f"| {what} | {median(found):.0f} | {sorted(found)[int(0.9 * len(found))]} | {near:.5f} |"


def main() -> None:
    """Print the table."""
    bodies = [row["body"] for row in rows(CORPUS / "wire_reuters.jsonl.gz", 900) if len(row["body"].split()) > 120]
    words, chance = [word for body in bodies[:50] for word in body.split()], random.Random(1)
    prints = [fingerprint(body) for body in bodies]
    edits = {f"{share:.0%} of words replaced": share for share in (0.02, 0.05, 0.1)}
    print(f"{len(bodies)} stories\n\n| edit | median | p90 | {NEAR} bits or fewer |\n|-|-|-|-|")
    for what, share in edits.items():
        edited = [fingerprint(replaced(body, share, words, chance)) for body in bodies]
        print(told(what, [distance(*both) for both in zip(prints, edited, strict=True)]))
    cut = [fingerprint(" ".join(body.split()[: len(body.split()) * 4 // 5])) for body in bodies]
    print(told("last fifth cut", [distance(*both) for both in zip(prints, cut, strict=True)]))
    print(told("another story", [distance(*chance.sample(prints, 2)) for _ in range(PAIRS)]))


if __name__ == "__main__":
    main()
