"""How a document in JSON or XML is turned away: each sentence says what was found."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.records import Rejected

_MOST_NAMES = 8


def no_story(found: str) -> Rejected:
    """`JSON with the fields a, b` is no story."""
    return Rejected(Reason.BAD_FORMAT, Stage.PARSE, found[:499])


def neither(what: str) -> Rejected:
    """It has nothing to read."""
    return no_story(f"{what[:400]}: neither a headline nor a text that is long enough")


def many(count: int, what: str) -> Rejected:
    """`a feed of 12 stories`."""
    return Rejected(
        Reason.FEED, Stage.PARSE, f"{what} of {count} stories: `copydesk publish` splits it into a document each"
    )


def many_named(count: int) -> Rejected:
    """`{"lead": {...}, "second": {...}}`"""
    return Rejected(Reason.FEED, Stage.PARSE, f"JSON of {count} stories, each under a name: publish each on its own")


def named(names: Iterable[object]) -> str:
    """Some names in a sentence: `a, b, c and 4 more`."""
    given = [str(name)[:40] for name in names]
    more = len(given) - _MOST_NAMES
    return ", ".join(given[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
