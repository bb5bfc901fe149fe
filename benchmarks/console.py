"""How long the console's pages take over a shelf of many articles: `python -m benchmarks.console --articles 1000000`.

The shelf is filled with made-up stories of 150 words of a Zipf-like vocabulary, 300 sources, 30 days; duplicates and rejections beside
them as a desk has them. Pages are asked over HTTP on the loopback, without a broker: what a page reads from it is not in the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from copydesk.service.settings import Settings
from copydesk.service.shell.console.entries import Entry, Story, Turned
from copydesk.service.shell.console.following import Follower
from copydesk.service.shell.console.habits import DAY
from copydesk.service.shell.console.run import SHELF, app_of
from copydesk.service.shell.console.shelf import Bounds, Shelf

BATCH = 2000
ROUNDS = 15
VOCABULARY = 60_000
OTHERS = 0.8
"""Duplicates and rejections for each article."""


class Writer:
    """Makes stories up; the same ones each time."""

    def __init__(self) -> None:
        self._dice = random.Random(7)
        letters = "abcdefghijklmnopqrstuvwxyz"
        self._words = ["".join(self._dice.choices(letters, k=self._dice.randint(3, 9))) for _ in range(VOCABULARY)]
        self._weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))

    @property
    def common(self) -> str:
        """A word of most stories."""
        return self._words[3]

    @property
    def rare(self) -> str:
        """A word of few."""
        return self._words[40_000]

    def text(self, count: int) -> str:
        """So many words."""
        return " ".join(self._dice.choices(self._words, cum_weights=self._weights, k=count))

    def entries(self, articles: int) -> Iterator[Entry]:
        """In order of time."""
        total, begun, dice = int(articles * (1 + OTHERS)), int(time.time() * 1000) - 30 * DAY + DAY // 24, self._dice
        for number in range(total):
            at = begun + number * 30 * DAY // (total + 1)
            source, place = f"source-{min(int(dice.paretovariate(0.6)), 300)}", f"news.raw/{number % 12}/{number}"
            match dice.random() * (1 + OTHERS):
                case share if share < 1:
                    story = Story(
                        self.text(9), self.text(150), self.text(8), dice.choice(["en", "fa", "de", "es"]),
                        f"https://{source}.example/{number}", str(number), "usable", "2026-11-01T00:00:00Z", "html article",
                        (True, True, dice.random() < 0.7, True, dice.random() < 0.5),
                    )  # fmt: skip
                    yield Entry("new", 0, number, at, source, f"r-{number}", place, f"{source}:{number}", 1, 200, story)
                case share if share < 1.65:
                    yield Entry(
                        "duplicate", 0, number, at, source, f"r-{number}", place, f"{source}:{number - 9}", 1, 90
                    )
                case _:
                    reason = dice.choice(["no_text", "bad_json", "not_an_article"])
                    turned = Turned(reason, "parse", self.text(8), 4000)
                    yield Entry("rejected", 0, number, at, source, f"r-{number}", place, waited=60, turned=turned)


def fill(path: Path, articles: int, writer: Writer) -> None:
    """The shelf, and how long that took."""
    shelf = Shelf(path, Bounds(60, 1 << 50))
    shelf.fit("news.articles news.duplicates news.rejected")
    began, entries, count = time.perf_counter(), writer.entries(articles), 0
    while batch := list(itertools.islice(entries, BATCH)):
        shelf.add(batch, {})
        count += len(batch)
    seconds = time.perf_counter() - began
    shelf.close()
    print(
        f"{count:,} outcomes, {articles:,} of them articles: {count / seconds:,.0f} a second, {path.stat().st_size / 1e9:.2f} GB"
    )


async def ask(path: Path, articles: int, writer: Writer) -> None:
    """Each page some times."""
    settings = Settings(brokers="127.0.0.1:1")
    app = app_of(settings, path, Follower(settings, Shelf(path, Bounds(60, 1 << 50)), 60))
    pages = (
        "/", "/sources", "/rejections", "/rejections?state=open&reason=no_text&source=source-1", "/articles",
        f"/articles?q={writer.common}", f"/articles?q={writer.rare}", f"/articles?q={writer.common}+{writer.rare}",
        f"/articles?q={writer.common}&source=source-299&language=fa", f"/articles?q={writer.common[:2]}*",
        f"/articles?before={articles // 2}", "/replay",
    )  # fmt: skip
    print("| page | median, ms | slowest, ms | the first time |\n|-|-|-|-|")
    async with TestClient(TestServer(app)) as client:
        for page in pages:
            times = []
            for _ in range(ROUNDS + 1):
                began = time.perf_counter()
                answer = await client.get(page)
                await answer.read()
                assert answer.status == 200, (page, answer.status)
                times.append(1000 * (time.perf_counter() - began))
            first, *rest = times
            print(f"| `{page}` | {statistics.median(rest):.0f} | {max(rest):.0f} | {first:.0f} |")


def main() -> None:
    """Fill, then ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="keep the shelf there, and use one that is there already")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path, writer = (asked.folder or Path(scratch)) / SHELF, Writer()
        if not path.exists():
            fill(path, asked.articles, writer)
        asyncio.run(ask(path, asked.articles, writer))


if __name__ == "__main__":
    main()
