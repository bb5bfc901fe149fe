"""Which stories may be copies of one another: an index of their hashes. What it holds, and so what it finds, depends on
the sketches that were put in and not on their order.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from heapq import heappop, heappush

from copydesk.schemas.copies import CopyLink
from copydesk.service.core.copies.pair import LEAST_SHARED, WINDOW, compare
from copydesk.service.core.copies.postings import Postings
from copydesk.service.core.copies.sketch import Sketch

COMMON = 20
"""A hash of more stories may be a standing line. It counts where most of the story is the same,"""
SURE_SCORE = 0.7
"""as of an agency's story that everybody prints: each is compared with the first twenty."""


class Index:
    """The newest version of each story of the window, found by its hashes."""

    def __init__(self) -> None:
        self._stories: dict[str, tuple[int, Sketch]] = {}
        self._by_number: dict[int, Sketch] = {}
        self._free: list[int] = []
        self._by_time: list[tuple[datetime, str]] = []
        self._postings = Postings()
        self.newest: datetime | None = None

    def __len__(self) -> int:
        return len(self._stories)

    def __contains__(self, guid: str) -> bool:
        return guid in self._stories

    def add(self, sketch: Sketch) -> bool:
        """Hold a sketch instead of an older version of its story; False if a newer one is held, or it came too early."""
        if self._is_past(sketch):
            return False
        if sketch.guid in self._stories:
            self._take_out(sketch.guid)
        number = self._free.pop() if self._free else len(self._stories)
        self._stories[sketch.guid] = number, sketch
        self._by_number[number] = sketch
        self._postings.add(sketch, number)
        heappush(self._by_time, (sketch.ingested_at, sketch.guid))
        self.newest = max(self.newest or sketch.ingested_at, sketch.ingested_at)
        return True

    def search(self, sketch: Sketch) -> list[CopyLink]:
        """The links of a story to those that are held, in the order of their guids; none for a version that was replaced."""
        if self._is_past(sketch):
            return []
        rare, shared = self._shared(sketch)
        near = sorted((self._by_number[number].guid, number) for number in shared if shared[number] >= LEAST_SHARED)
        found = ((number, compare(sketch, self._by_number[number])) for _, number in near)
        return [link for number, link in found if link and (rare[number] >= LEAST_SHARED or link.score >= SURE_SCORE)]

    def forget(self) -> list[str]:
        """Take out what came longer before the newest than the window is; returns the guids, the oldest first."""
        gone = []
        while self._by_time and self.newest and self._by_time[0][0] < self.newest - WINDOW:
            moment, guid = heappop(self._by_time)
            if guid in self._stories and self._stories[guid][1].ingested_at == moment:
                self._take_out(guid)
                gone.append(guid)
        return gone

    def drop(self, guid: str) -> None:
        """Take a story out, if it is held."""
        if guid in self._stories:
            self._take_out(guid)

    def _is_past(self, sketch: Sketch) -> bool:
        held = self._stories.get(sketch.guid)
        if held and held[1].version > sketch.version:
            return True
        return self.newest is not None and sketch.ingested_at < self.newest - WINDOW

    def _shared(self, sketch: Sketch) -> tuple[Counter[int], Counter[int]]:
        """How many hashes each other story shares with this: of those that few have, and of all."""
        own = self._stories.get(sketch.guid, (-1, sketch))[0]
        rare: list[int] = []
        common: list[int] = []
        for hashed, numbers in self._postings.of_each(sketch.hashes, COMMON + 2):
            others = [number for number in numbers if number != own] if own in numbers else numbers
            if len(others) <= COMMON:
                rare += others
            else:
                common += self._first(hashed, own)
        return Counter(rare), Counter(rare + common)

    def _first(self, hashed: int, own: int) -> list[int]:
        """The first holders of a hash that many have. Those of one second are put in order, as far as there are not too
        many.
        """
        numbers = self._postings.first_seconds(hashed, COMMON + 1)
        ordered = sorted((self._by_number[n].ingested_at, self._by_number[n].guid, n) for n in numbers if n != own)
        return [number for _, _, number in ordered[:COMMON]]

    def _take_out(self, guid: str) -> None:
        number, sketch = self._stories.pop(guid)
        del self._by_number[number]
        self._postings.take_out(sketch, number)
        self._free.append(number)
