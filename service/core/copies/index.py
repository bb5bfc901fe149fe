"""Which stories may be copies of one another: an index of their hashes. What it holds, and so what it finds, depends on
the sketches that were put in and not on their order.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from datetime import datetime
from heapq import heappop, heappush
from operator import itemgetter

from copydesk.schemas.copies import CopyLink
from copydesk.service.core.copies.pair import LEAST_SHARED, WINDOW, compare
from copydesk.service.core.copies.sketch import Sketch

COMMON = 20
"""A hash of so many stories may be a standing line. It counts where most of the story is the same,"""
SURE_SCORE = 0.7
"""as of an agency's story that everybody prints: each is compared with the first twenty."""

Entry = tuple[datetime, str]
"""A story by when it came: the first ones of a hash are the first of its holders."""


class Index:
    """The newest version of each story of the window, found by its hashes."""

    def __init__(self) -> None:
        self._stories: dict[str, Sketch] = {}
        self._holders: dict[int, Entry | list[Entry]] = {}
        self._by_time: list[Entry] = []
        self.newest: datetime | None = None

    def __len__(self) -> int:
        return len(self._stories)

    def add(self, sketch: Sketch) -> bool:
        """Hold a sketch instead of an older version of its story; False if a newer one is held, or it came too early."""
        if self._is_past(sketch):
            return False
        if held := self._stories.get(sketch.guid):
            self._take_out(held)
        self._stories[sketch.guid] = sketch
        entry = _entry(sketch)
        for hashed in sketch.hashes:
            self._holders[hashed] = _with(self._holders.get(hashed), entry)
        heappush(self._by_time, entry)
        self.newest = max(self.newest or sketch.ingested_at, sketch.ingested_at)
        return True

    def search(self, sketch: Sketch) -> list[CopyLink]:
        """The links of a story to those that are held, in the order of their guids; none for a version that was replaced."""
        if self._is_past(sketch):
            return []
        rare, shared = self._shared(sketch)
        near = sorted((entry for entry in shared if shared[entry] >= LEAST_SHARED), key=itemgetter(1))
        found = ((entry, compare(sketch, self._stories[entry[1]])) for entry in near)
        return [link for entry, link in found if link and (rare[entry] >= LEAST_SHARED or link.score >= SURE_SCORE)]

    def _is_past(self, sketch: Sketch) -> bool:
        held = self._stories.get(sketch.guid)
        if held and held.version > sketch.version:
            return True
        return self.newest is not None and sketch.ingested_at < self.newest - WINDOW

    def forget(self) -> list[str]:
        """Take out what came longer before the newest than the window is; returns the guids, the oldest first."""
        gone = []
        while self._by_time and self.newest and self._by_time[0][0] < self.newest - WINDOW:
            entry = heappop(self._by_time)
            sketch = self._stories.get(entry[1])
            if sketch and _entry(sketch) == entry:
                self._take_out(sketch)
                del self._stories[sketch.guid]
                gone.append(sketch.guid)
        return gone

    def _shared(self, sketch: Sketch) -> tuple[Counter[Entry], Counter[Entry]]:
        """How many hashes each other story shares with this: of those that few have, and of all."""
        rare: list[Entry] = []
        common: list[Entry] = []
        for hashed in sketch.hashes:
            match self._holders.get(hashed):
                case None:
                    pass
                case list() as held:
                    others = [entry for entry in held[: COMMON + 2] if entry[1] != sketch.guid]
                    (rare if len(others) <= COMMON else common).extend(others[:COMMON])
                case held if held[1] != sketch.guid:
                    rare.append(held)
        return Counter(rare), Counter(rare + common)

    def _take_out(self, sketch: Sketch) -> None:
        entry = _entry(sketch)
        for hashed in sketch.hashes:
            left = _without(self._holders[hashed], entry)
            if left is None:
                del self._holders[hashed]
            else:
                self._holders[hashed] = left


def _entry(sketch: Sketch) -> Entry:
    return sketch.ingested_at, sketch.guid


def _with(held: Entry | list[Entry] | None, entry: Entry) -> Entry | list[Entry]:
    """Most hashes have one holder: that is kept without a list."""
    match held:
        case None:
            return entry
        case list():
            insort(held, entry)
            return held
    return sorted((held, entry))


def _without(held: Entry | list[Entry], entry: Entry) -> Entry | list[Entry] | None:
    if isinstance(held, tuple):
        return None
    del held[bisect_left(held, entry)]
    return held if len(held) > 1 else held[0]
