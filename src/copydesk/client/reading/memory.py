"""What a reader remembers of stories: which versions it has had, and whether the newest may be shown.

Versions of a story count up. They begin again at 1 only where the desk itself has forgotten the story (COPYDESK_REMEMBER_DAYS),
and then `first_seen_at` is another: that begins another life of the story here.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

STORIES = 50_000
"""Stories that are remembered, those last heard of. A worker repeats what it had in hand when it died, so a repeat is never far."""

MOST_VERSIONS = 100_000
"""Higher ones are not remembered one by one: no story has so many, and a bit is kept for each."""

Standing = Literal["new", "late", "repeat"]
"""None before it was higher; not had, but a higher one came; had."""


@dataclass(frozen=True, slots=True)
class _Story:
    life: datetime | None
    had: int
    """A bit for each version."""
    highest: int
    shown: bool
    """Whether the highest may be shown."""
    orders: frozenset[str] = frozenset()
    """The ids of tombstones."""


_UNHEARD = _Story(None, 0, 0, shown=True)


class Memory:
    """Of the stories last heard of, at most so many."""

    def __init__(self, stories: int = STORIES) -> None:
        self._stories: OrderedDict[str, _Story] = OrderedDict()
        self._most = stories

    def standing(self, guid: str, version: int, life: datetime | None) -> Standing:
        """How this version stands to those before it."""
        story = self._story(guid, life)
        if version <= MOST_VERSIONS and story.had >> version & 1:
            return "repeat"
        return "new" if version >= story.highest else "late"

    def is_shown(self, guid: str, life: datetime | None) -> bool:
        """Whether the highest version may be shown; True of a story that nobody remembers."""
        return self._story(guid, life).shown

    def note(self, guid: str, version: int, life: datetime | None, *, shown: bool, had: bool = True) -> None:
        """A version has come. `had` is False of one that has yet to be given."""
        story = self._story(guid, life)
        bits = story.had | (1 << version if had and version <= MOST_VERSIONS else 0)
        is_highest = version >= story.highest
        self._keep(
            guid,
            _Story(
                life or story.life,
                bits,
                version if is_highest else story.highest,
                shown if is_highest else story.shown,
                story.orders,
            ),
        )

    def forget(self, guid: str, order: str) -> bool:
        """A tombstone has come; False where it came before."""
        story = self._stories.get(guid, _UNHEARD)
        if order in story.orders:
            return False
        had = story.had | (1 << story.highest if story.highest <= MOST_VERSIONS else 0)  # an embargo ends with it
        self._keep(guid, _Story(story.life, had, story.highest, shown=False, orders=story.orders | {order}))
        return True

    def _story(self, guid: str, life: datetime | None) -> _Story:
        """What is remembered of this life of the story."""
        story = self._stories.get(guid, _UNHEARD)
        if life is None or story.life is None or story.life == life:
            return story
        return _Story(None, 0, 0, shown=True, orders=story.orders)

    def _keep(self, guid: str, story: _Story) -> None:
        self._stories[guid] = story
        self._stories.move_to_end(guid)
        if len(self._stories) > self._most:
            self._stories.popitem(last=False)
