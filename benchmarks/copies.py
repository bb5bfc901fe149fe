"""Copies across publishers: how many edited stories are found again, what that takes, and what a deployment needs for it.

    python -m benchmarks.copies CORPUS [PYTHON]     # CORPUS: JSON Lines of stories, .gz; PYTHON: an interpreter that has datasketch

Each story of the second half of the corpus is edited in eleven ways, as another publisher's, and looked for among all. Where
thresholds were fitted, it was on the first half.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from benchmarks.laps import read_corpus
from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.copies.index import Index
from copydesk.service.core.copies.packing import pack
from copydesk.service.core.copies.sketch import Sketch, sketch_of
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import first_version, parse_record

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
EDITED = 600
LEAST_WORDS = 120
STANDING = "The editors of this paper ask readers to subscribe to the morning letter and to write to the desk with what they saw"

Edit = Callable[[list[str], random.Random, Sequence[str]], list[str]]
"""`(words, chance, other stories) -> words`."""


def _cut(share: float) -> Edit:
    return lambda words, chance, others: words[: round(len(words) * share)]


def _middle(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return words[len(words) // 4 : len(words) * 3 // 4]


def _lead(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return chance.choice(others).split()[:40] + words[40:]


def _standing(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return [*words, *STANDING.split(), *STANDING.split()[::-1]]


def _replaced(share: float) -> Edit:
    def edit(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
        foreign = chance.choice(others).split()
        return [chance.choice(foreign) if chance.random() < share else word for word in words]

    return edit


def _sentences_out(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    sentences = " ".join(words).split(". ")
    return ". ".join(sentence for number, sentence in enumerate(sentences) if number % 3).split()


def _shuffled(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    sentences = " ".join(words).split(". ")
    chance.shuffle(sentences)
    return ". ".join(sentences).split()


def _several(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    for edit in (_lead, _cut(0.6), _replaced(0.05), _standing):
        words = edit(words, chance, others)
    return words


def _round_up(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return [*chance.choice(others).split(), *words, *chance.choice(others).split(), *chance.choice(others).split()]


EDITS: tuple[tuple[str, Edit], ...] = (
    ("cut to a third", _cut(1 / 3)),
    ("its middle half", _middle),
    ("40 words of another lead", _lead),
    ("standing lines added", _standing),
    ("5 % of words replaced", _replaced(0.05)),
    ("10 % of words replaced", _replaced(0.1)),
    ("20 % of words replaced", _replaced(0.2)),
    ("every third sentence out", _sentences_out),
    ("sentences in another order", _shuffled),
    ("lead, cut, words and lines at once", _several),
    ("inside a round-up", _round_up),
)


def stories_of(path: Path) -> list[Article]:
    """The corpus as articles, long enough for a person to tell a copy."""
    articles = []
    for number, document in enumerate(read_corpus(path)):
        parsed = parse_record(Record(Origin("news.raw", 0, number), orjson.dumps(document), (), NOON), 1 << 24)
        if isinstance(parsed, ParsedArticle) and len(parsed.body_text.split()) >= LEAST_WORDS:
            articles.append(_as(first_version(parsed), f"paper{number}"))
    return articles


def _as(article: Article, source: str, body: str | None = None) -> Article:
    changed = {"guid": f"{source}:1", "source_id": source, "body_text": article.body_text if body is None else body}
    return article.model_copy(update=changed)


def edited(articles: Sequence[Article], edit: Edit, seed: int = 7) -> list[Article]:
    """Each article as another publisher prints it."""
    chance = random.Random(seed)
    bodies = [article.body_text for article in articles]
    return [_as(each, "other", " ".join(edit(each.body_text.split(), chance, bodies))) for each in articles]


def sketches(articles: Iterable[Article]) -> list[Sketch]:
    """Of all; none has an unknown time."""
    return [sketch for article in articles if (sketch := sketch_of(article))]


def recall(index: Index, originals: Sequence[Article], copies: Sequence[Article]) -> float:
    """The share of copies that lead to the story that they were made of."""
    found = 0
    for original, copy in zip(originals, sketches(copies), strict=True):
        found += any(original.guid in (link.earlier.guid, link.later.guid) for link in index.search(copy))
    return found / len(originals)


def measure(articles: Sequence[Article], python: str | None) -> None:
    """Recall by edit, beside the peer's."""
    chosen = articles[len(articles) // 2 :][:EDITED]
    index = Index()
    for sketch in sketches(articles):
        index.add(sketch)
    made = [edited(chosen, edit) for _, edit in EDITS]
    ours = [recall(index, chosen, copies) for copies in made]
    peers = peer(python, articles, chosen, made) if python else [float("nan")] * len(made)
    for (name, _), own, other in zip(EDITS, ours, peers, strict=True):
        print(f"{name:<36}{own:6.3f}{other:8.3f}")
    print(f"{'mean':<36}{sum(ours) / len(ours):6.3f}{sum(peers) / len(peers):8.3f}")


def peer(
    python: str, articles: Sequence[Article], chosen: Sequence[Article], made: Sequence[Sequence[Article]]
) -> list[float]:
    """The same by MinHash in another interpreter."""
    number = {article.guid: at for at, article in enumerate(articles)}
    rows = [
        [(number[original.guid], copy.body_text) for original, copy in zip(chosen, copies, strict=True)]
        for copies in made
    ]
    texts = {"stories": [article.body_text for article in articles], "edited": rows}
    command = [python, str(Path(__file__).with_name("copies_peer.py"))]
    answer = json.loads(
        subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True).stdout
    )
    print(f"MinHash and its index: {answer['milliseconds']:.2f} ms a story")
    return [sum(row) / len(row) for row in answer["found"]]


def cost(articles: Sequence[Article], sample: int, stories: int = 100_000) -> None:
    """Milliseconds and bytes a story, with so many in the window, made of the corpus's own sketches by another name for
    each hash; one in `sample` of them kept.
    """
    began = time.process_time()
    made = sketches(articles)
    sketching = (time.process_time() - began) * 1000 / len(made)
    before = _rss()
    index = Index()
    searching = 0.0
    packed = 0
    for number in range(stories):
        sketch = _another(made[number % len(made)], number, sample)
        packed += len(pack(sketch, number))
        began = time.process_time()
        index.search(sketch)
        index.add(sketch)
        index.forget()
        searching += time.process_time() - began
    print(
        f"1 in {4 * sample}: sketch {sketching:.3f} ms, index {searching * 1000 / stories:.3f} ms, "
        f"{(_rss() - before) / stories:.0f} bytes a story in memory, {packed / stories:.0f} in the table"
    )


def _another(sketch: Sketch, number: int, sample: int) -> Sketch:
    hashes = {(hashed * 2_654_435_761 + number * 40_503) % 2**30 for hashed in sketch.hashes[::sample]}
    moment = NOON + timedelta(seconds=number)
    return Sketch(
        f"paper:{number}", 1, f"paper{number % 50}", moment, moment, array("I", sorted(hashes)), sketch.numbers
    )


def _rss() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def main() -> None:
    """Print the tables of docs/enrichment.md."""
    articles = stories_of(Path(sys.argv[1]))
    print(
        f"{len(articles)} stories, {sum(len(each.body_text.split()) for each in articles) // len(articles)} words each"
    )
    measure(articles, sys.argv[2] if len(sys.argv) > 2 else None)
    for sample in (1, 2):
        # In a process of its own: what one run gave back, the next would take without growing.
        run = multiprocessing.get_context("fork").Process(target=cost, args=(articles, sample))
        run.start()
        run.join()


if __name__ == "__main__":
    main()
