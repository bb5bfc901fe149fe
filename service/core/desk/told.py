"""What is counted of a record that the desk sends: told by whoever knows the values, so that nobody reads the bytes again."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Duplicate
from copydesk.schemas.parsed import ParsedArticle

WATCHED = ("headline", "published_at", "authors", "body_text", "tags")
"""Fields whose share among a source's articles tells that its pages are read well."""


class Told(NamedTuple):
    """Of one record."""

    source_id: str = ""
    """Empty where it is not known."""
    kind: str = ""
    """Of an article `new` or `revised`, of a duplicate its kind, of a rejection its reason, of what was parsed its reader."""
    came: datetime | None = None
    """The raw record's own time, also where it was sent before."""
    fields: tuple[str, ...] = ()
    """Of an article, which of WATCHED it has."""


UNTOLD = Told()


def told_of(outcome: Article | Duplicate | ParsedArticle, came: datetime | None) -> Told:
    """Of what is not turned away. `came` is asked for, since an article has the time at which it came first."""
    match outcome:
        case Article():
            kind = "new" if outcome.version == 1 else "revised"
            fields = tuple(name for name in WATCHED if getattr(outcome, name))
            return Told(outcome.source_id, kind, came, fields)
        case Duplicate():
            return Told(outcome.guid.partition(":")[0], outcome.kind, came)
        case _:
            return Told(outcome.source_id, outcome.extraction.method, came)
