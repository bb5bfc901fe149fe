"""Streams of documents of one hot story, as they stand on `news.parsed`: drawn, and then repeated by the parse
agent.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import Place
from tests.builders import an_article

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLAIN = an_article()
TAKEN_BACK = "e"
"""The content that takes the story back."""


@dataclass(frozen=True)
class Step:
    """One document at its place."""

    article: ParsedArticle
    place: Place

    def moved(self, *, parsed: int, raw: int, days: int) -> Step:
        """The same document later: its place by so many offsets on both topics, its record time by days."""
        topic, partition, offset = self.place.raw_origin.split("/")
        came = self.article.ingested_at
        article = self.article.model_copy(update={"ingested_at": came and came + timedelta(days=days)})
        return Step(article, Place(self.place.offset + parsed, f"{topic}/{partition}/{int(offset) + raw}"))


class _Story:
    """Crawls of a story one after the other, most of them of what stands."""

    def __init__(self, chance: Random, longest_gap_days: int, timed: float) -> None:
        self._chance = chance
        self._gap_days = longest_gap_days
        self._timed = timed
        self._now = START
        self._offsets: Counter[int] = Counter()
        self._content, self._record_id, self._fetched_at = "a", "r0", START

    def step(self, number: int, kind: str, partitions: int) -> Step:
        """The next document: `revision`, `recrawl`, `redelivery` or `stale`, from one of the raw partitions."""
        chance = self._chance
        leap = self._gap_days if self._gap_days and chance.random() < 0.02 else 0
        self._now += timedelta(days=leap, seconds=chance.randrange(60))
        if kind == "revision":
            self._content, self._record_id, self._fetched_at = (
                chance.choice("abcdef".replace(self._content, "")),
                f"r{number}",
                self._now,
            )
        content = chance.choice("abcdefgh") if kind == "stale" else self._content
        fetched_at = self._fetched_at - timedelta(minutes=chance.randrange(1, 9)) if kind == "stale" else self._now
        record_id = self._record_id if kind in ("revision", "redelivery") else f"r{number}"
        came = self._now + timedelta(microseconds=chance.randrange(-2_000_000, 2_000_000))
        partition = chance.randrange(partitions)
        self._offsets[partition] += chance.randrange(1, 50)
        fields = {
            "record_id": record_id,
            "headline": content,
            "fetched_at": fetched_at if chance.random() < 0.97 or kind == "stale" else None,
            "ingested_at": came if chance.random() < self._timed else None,
            "content_hash": content.encode().hex().ljust(32, "0"),
            "pubstatus": "canceled" if content == TAKEN_BACK else "usable",
        }
        return Step(PLAIN.model_copy(update=fields), Place(number, f"news.raw/{partition}/{self._offsets[partition]}"))


@st.composite
def a_stream(draw: st.DrawFn, longest_gap_days: int = 0, timed: float = 0.97) -> list[Step]:
    """A few revisions with up to hundreds of duplicates of all kinds between them, from one to four raw partitions.

    `timed` is the share of documents that have a record time.
    """
    chance = Random(draw(st.integers(0, 2**32), label="seed"))
    lengths = draw(
        st.lists(st.integers(0, 10) | st.integers(0, 10) | st.integers(0, 200), min_size=1, max_size=8),
        label="duplicates of each version",
    )
    partitions = draw(st.integers(1, 4), label="raw partitions")
    story = _Story(chance, longest_gap_days, timed)
    kinds = [
        kind
        for length in lengths
        for kind in ("revision", *chance.choices(("recrawl", "redelivery", "stale"), k=length))
    ]
    return [story.step(number, kind, partitions) for number, kind in enumerate(kinds)]


def parsed_again(stream: list[Step], seed: int) -> list[Step]:
    """The stream as it stands when the parse agent died a few times and went back up to hundreds of records of a raw
    partition.

    What it repeats comes anywhere after its first time: a frozen worker's repeats come late, between new records.
    """
    chance = Random(seed)
    steps = [(float(number), step) for number, step in enumerate(stream)]
    for _ in range(chance.randrange(1, 5)):
        died = chance.randrange(len(stream)) + 1
        partition = chance.choice(stream[:died]).place.raw_origin.rpartition("/")[0]
        done = [step for step in stream[:died] if step.place.raw_origin.rpartition("/")[0] == partition]
        resumed = died + chance.random() - 0.5
        pace = chance.choice((0.001, 0.3, 2.0))
        steps += [(resumed + n * pace, step) for n, step in enumerate(done[-chance.randrange(1, 400) :])]
    ordered = [step for _, step in sorted(steps, key=lambda timed: timed[0])]
    return [replace(step, place=replace(step.place, offset=offset)) for offset, step in enumerate(ordered)]
