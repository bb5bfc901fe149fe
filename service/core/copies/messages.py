"""Sketches and links as Kafka records. Pure: nothing is sent here."""

from __future__ import annotations

from pydantic import ValidationError

from copydesk.schemas.article import Article
from copydesk.schemas.copies import CopyLink, StorySketch
from copydesk.service.core.copies.packing import as_contract, from_contract
from copydesk.service.core.copies.pair import pair_key
from copydesk.service.core.copies.sketch import Sketch, language_group, sketch_of
from copydesk.service.core.desk.outgoing import Outgoing, json_of
from copydesk.service.core.records import Record

_JSON = ("content-type", b"application/json")


def sketch_messages(article: Article) -> tuple[Outgoing, ...]:
    """What goes along with a version: its sketch, or nothing for one of which nobody knows when it came."""
    sketch = sketch_of(article)
    if sketch is None:
        return ()
    return (Outgoing("sketches", language_group(article).encode(), json_of(as_contract(sketch)), (_JSON,)),)


def sketch_in(record: Record) -> Sketch | None:
    """The sketch that a record of `sketches` brings; None for a record that is not the desk's own."""
    try:
        return from_contract(StorySketch.model_validate_json(record.value or b""))
    except (ValidationError, ValueError):
        return None


def link_message(link: CopyLink) -> Outgoing:
    """The same record for the same pair of versions, whoever was looked for and how often."""
    earlier, later = link.earlier, link.later
    names = sorted(f"{version.guid}@{version.version}" for version in (earlier, later))
    headers = (
        ("ce_specversion", b"1.0"),
        ("ce_id", "|".join(names).encode()),
        ("ce_source", b"/copydesk"),
        ("ce_type", b"copydesk.stories.linked"),
        ("ce_subject", earlier.guid.encode()),
        ("ce_time", max(earlier.ingested_at, later.ingested_at).isoformat().encode()),
        _JSON,
    )
    return Outgoing("links", pair_key(link), json_of(link), headers)
