"""Copies across publishers: the sketch of a story on `news.sketches`, the link of two stories on `news.links`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from copydesk.schemas.base import Contract, Guid, Slug, UtcTime


class StorySketch(Contract):
    """What is left of a version for finding its copies: some hashes of its text, some of its numbers."""

    guid: Guid
    version: int = Field(ge=1)
    source_id: Slug
    published_at: UtcTime | None = None
    ingested_at: UtcTime
    hashes: str
    """Base64 of 32-bit numbers, little-endian, rising: a quarter of the text's shingles. Empty for a text that is none any
    more.
    """
    numbers: str
    """The same of the numbers that the text prints."""


class LinkedVersion(Contract):
    """One of the two stories of a link, in the version that was compared."""

    guid: Guid
    version: int = Field(ge=1)
    source_id: Slug
    """The publisher."""
    published_at: UtcTime | None = None
    ingested_at: UtcTime


class CopyLink(Contract):
    """Two stories of different publishers with the same words. The key names the pair, so a new version of either
    replaces the link; one that lost the words leaves it as it is, with the versions that had them.
    """

    earlier: LinkedVersion
    """Who was first, by `published_at` where both have one, then by `ingested_at`, then by guid."""
    later: LinkedVersion
    rel: Literal["copy", "series", "round-up"]
    """`copy`: one tells what the other tells, in its words. `series`: the words are the same, the numbers are not, as of two
    days' prices. `round-up`: the later one holds the earlier among other things.
    """
    score: float = Field(ge=0, le=1)
    """How much of the shorter one the longer one holds."""
    shared: int = Field(ge=1)
    """How many hashes both have; a hash stands for some four words of running text."""
