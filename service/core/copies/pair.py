"""Whether two stories share their words, and what they are to each other. It depends on the two alone, so that a replay
gives the same link.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from copydesk.schemas.copies import CopyLink, LinkedVersion
from copydesk.service.core.copies.sketch import Sketch

WINDOW = timedelta(days=7)
"""Stories that came further apart are not compared: what recurs after weeks is no copy."""
LEAST_SHARED = 6
"""Hashes, of some thirty words of running text; fewer are a quotation."""
LEAST_SCORE = 0.4
"""Of the shorter text."""
SURE_SHARED = 12
"""Hashes of some fifty words; fewer may be a standing line,"""
LEAST_SCORE_OF_SHORT = 0.65
"""unless they are this share of the shorter text."""
SERIES_NUMBERS = 3
"""From so many numbers on, texts that share less than half of them are of a series."""
ROUND_UP_TIMES = 3
"""A later story so many times as long as the one that it holds has more to tell."""


def compare(one: Sketch, other: Sketch) -> CopyLink | None:
    """The link of two stories; None where they are no copies, of one publisher, or came too far apart."""
    if one.source_id == other.source_id or abs(one.ingested_at - other.ingested_at) > WINDOW:
        return None
    smaller = min(len(one.hashes), len(other.hashes))
    shared = len(set(one.hashes).intersection(other.hashes))
    if shared < max(LEAST_SHARED, smaller * LEAST_SCORE, min(SURE_SHARED, smaller * LEAST_SCORE_OF_SHORT)):
        return None
    earlier, later = in_time(one, other)
    return CopyLink(
        earlier=_named(earlier),
        later=_named(later),
        rel=_relation(earlier, later),
        score=round(shared / smaller, 3),
        shared=shared,
    )


def pair_key(link: CopyLink) -> bytes:
    """The record's key: the same whoever was first and whatever the versions."""
    return "|".join(sorted((link.earlier.guid, link.later.guid))).encode()


def in_time(one: Sketch, other: Sketch) -> tuple[Sketch, Sketch]:
    """The earlier one first: as published, where both say so, else as they came."""
    pair = sorted((one, other), key=lambda sketch: (sketch.ingested_at, sketch.guid))
    if one.published_at and other.published_at:
        pair.sort(key=lambda sketch: sketch.published_at or sketch.ingested_at)
    return pair[0], pair[1]


def _relation(earlier: Sketch, later: Sketch) -> Literal["copy", "series", "round-up"]:
    fewer = min(len(earlier.numbers), len(later.numbers))
    both = len(set(earlier.numbers).intersection(later.numbers))
    if fewer >= SERIES_NUMBERS and both * 2 < fewer:
        return "series"
    return "round-up" if len(later.hashes) >= ROUND_UP_TIMES * len(earlier.hashes) else "copy"


def _named(sketch: Sketch) -> LinkedVersion:
    return LinkedVersion(
        guid=sketch.guid,
        version=sketch.version,
        source_id=sketch.source_id,
        published_at=sketch.published_at,
        ingested_at=sketch.ingested_at,
    )
