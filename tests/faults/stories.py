"""What is published: crawls of made-up stories of every kind that the desk tells apart, and documents that it turns
away.

All documents of a story have its number as their key, so the order of the raw records decides what each is.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

BEGIN = datetime(2025, 3, 1, tzinfo=UTC)
HOT_STORIES = 40
RECENT = 400
SOUNDS = "ba ce di fo gu ha ke li mo nu pa re si to vu wa".split()


@dataclass(frozen=True, slots=True)
class Sent:
    """One record for `raw`."""

    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...] = ()


class Author:
    """Makes one record after the other, by chance but the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._made = 0
        self._stories = HOT_STORIES
        self._reports: dict[int, int] = defaultdict(int)
        """The newest report number of each story; another number is another content."""
        self._recent: deque[Sent] = deque([Sent(b"0", b"")], maxlen=RECENT)

    def next(self) -> Sent:
        """The next record of the load."""
        self._made += 1
        make = self._chance.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
        return make(self)

    def new(self) -> Sent:
        """A story that nobody has seen."""
        self._stories += 1
        return self._crawl(self._stories, 0)

    def recrawl(self) -> Sent:
        """A known story as it was last."""
        story = self._known()
        return self._crawl(story, self._reports[story])

    def revision(self) -> Sent:
        """A known story with another body."""
        story = self._known()
        self._reports[story] += 1
        return self._crawl(story, self._reports[story])

    def stale(self) -> Sent:
        """A known story with another body, fetched before all that is known of it."""
        return self._crawl(self._known(), 1_000_000 + self._made, fetched_at=BEGIN)

    def redelivery(self) -> Sent:
        """A record of a moment ago once more, bit for bit."""
        return self._chance.choice(self._recent)

    def hot(self) -> Sent:
        """One of a few stories that are crawled all the time, often changed."""
        story = self._chance.randrange(HOT_STORIES)
        self._reports[story] += self._chance.random() < 0.4
        return self._crawl(story, self._reports[story])

    def copied(self) -> Sent:
        """A known story as another publisher prints it, with its own first line."""
        return self._crawl(self._known(), 0, source_id="coast")

    def bad(self) -> Sent:
        """A document that the desk turns away."""
        good = {"record_id": f"bad-{self._made}", "source_id": "dailyplanet"}
        values: list[bytes | None] = [
            None,
            b" \n",
            b'{"record_id": "cut',
            orjson.dumps(good),
            orjson.dumps({**good, "http_status": "fine", "body": "x"}),
            orjson.dumps({**good, "body": "x", "body_b64": "eA=="}),
            orjson.dumps({**good, "body_b64": "%%%"}),
        ]
        return Sent(b"bad-%d" % self._made, self._chance.choice(values))

    def _known(self) -> int:
        """Half of the time one of the newest: what a crash just now touches."""
        oldest = max(0, self._stories - RECENT) if self._chance.random() < 0.5 else 0
        return self._chance.randint(oldest, self._stories)

    def _crawl(
        self, story: int, report: int, fetched_at: datetime | None = None, source_id: str = "dailyplanet"
    ) -> Sent:
        fetched_at = fetched_at or BEGIN + timedelta(seconds=self._made)
        envelope: dict[str, Any] = {
            "record_id": f"crawl-{self._made}",
            "source_id": source_id,
            "hints": {"news_id": str(story)},
            "fetched_at": fetched_at.isoformat(),
            "body": _body(story, report, source_id),
        }
        key = str(story) if source_id == "dailyplanet" else f"{source_id} {story}"
        sent = Sent(key.encode(), orjson.dumps(envelope))
        self._recent.append(sent)
        return sent


KINDS: tuple[tuple[Callable[[Author], Sent], int], ...] = (
    (Author.new, 40),
    (Author.copied, 6),
    (Author.recrawl, 16),
    (Author.revision, 14),
    (Author.stale, 4),
    (Author.redelivery, 5),
    (Author.hot, 9),
    (Author.bad, 6),
)
"""Each kind of record, and how many of a hundred are of it."""


def _body(story: int, report: int, source_id: str) -> str:
    return (
        f"Council approves plan for district {story}\n\n"
        f"Readers of the {source_id} have asked what was decided.\n\n"
        f"The council of district {story} approved its plan for the year on Monday after a long debate, a spokesman said.\n\n"
        f"This is report number {report} on the matter, for those who keep count of them.\n\n"
        "The plan gives more money to schools and less to roads than that of the year before, members of the council said.\n\n"
        '"We are glad that this is over," one of them said on the way out.\n\n'
        f"{_of_its_own(story)}"
    )


def _of_its_own(story: int) -> str:
    """Sixty words that no other story has in this order."""
    chance = random.Random(story)
    return f"Those who spoke: {' '.join(chance.choice(SOUNDS) + chance.choice(SOUNDS) for _ in range(60))}."
