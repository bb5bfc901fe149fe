"""The values that the pipeline hands from step to step. No Kafka here: a Record is bytes with a place of origin."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, Protocol

from copydesk.schemas.notices import Reason, Stage
from copydesk.schemas.parsed import (
    LET_THROUGH,
    Author,
    Dateline,
    Image,
    Link,
    Precision,
    PubStatus,
    Signal,
    Subject,
    ZoneBasis,
)
from copydesk.schemas.raw import RawDocument

Headers = tuple[tuple[str, bytes | None], ...]
"""As Kafka has them: names may stand twice, values may be missing."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
"""Kafka counts a record's time in these, since then."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands in Kafka: names it for good. Written `news.raw/3/1234`."""

    topic: str
    partition: int
    offset: int

    def __str__(self) -> str:
        return f"{self.topic}/{self.partition}/{self.offset}"


def parse_origin(text: str) -> Origin | None:
    """The inverse of `str(origin)`; None if it is not one."""
    topic, _, rest = text.partition("/")
    partition, _, offset = rest.partition("/")
    if topic and partition.isdecimal() and offset.isdecimal():
        return Origin(topic, int(partition), int(offset))
    return None


@dataclass(frozen=True, slots=True)
class Record:
    """One raw record as it came: bytes, headers, origin, and the time the broker has for it (aware UTC; None if
    unusable).
    """

    origin: Origin
    value: bytes | None
    headers: Headers = ()
    timestamp: datetime | None = None
    key: bytes | None = None
    unreadable: str | None = None
    """Why `value` is not what the record holds: it cannot be unpacked."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that is turned away, as a value: a bad document is normal."""

    reason: Reason
    stage: Stage
    detail: str
    """One sentence for a person about this very document; shorter than 500 characters."""


class Sites(Protocol):
    """Who knows publishers by source, address and agency."""

    def site_for(self, source_id: str | None, url: str | None, agency: str | None = None) -> SiteProfile:
        """The profile of a document's publisher; NEUTRAL, without a source ID, where nothing tells it."""

    def source_at(self, host: str) -> str:
        """The source ID of a document that is known by its host alone."""


Embargo = Literal["mark", "reject"]
"""What becomes of a story before its embargo ends: an article that says so, or a rejection."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the house lets through."""

    kinds: Collection[str] = LET_THROUGH
    """Kinds of web pages that become articles."""
    embargo: Embargo = "mark"
    sites: Sites | None = None
    """Which profile a document gets; None for those that come with the desk."""


HOUSE_POLICY = Policy()
"""What is let through if nobody asks for anything else."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document made readable: its text, what kind of text it is, and what came with it."""

    text: str
    media: Literal["text", "html"]
    document: RawDocument
    """`body` and `body_b64` are not to be read from here any more."""
    record_id: str
    fetched_at: datetime | None
    """The document's own, else CloudEvents' ce_time, else the record's timestamp."""
    ingested_at: datetime | None
    warnings: tuple[str, ...] = ()
    source_host: str | None = None
    """The host that the scraper gave as `source_id`, `bbc.co.uk`: the source is the one of addresses there."""
    raw: str | bytes | None = None
    """A mail as it came: each of its parts has a character set of its own, and the text above is of one. None for any
    other document.
    """
    came_at: datetime | None = None
    """The record's own time, which for a replayed one is later than `ingested_at`."""
    notes: tuple[str, ...] = ()
    """The lines above the story that speak to editors only; they are blank in the text."""


@dataclass(frozen=True)
class DeskFields:
    """What a provider tells newsrooms beside the story, as an article gives it."""

    pubstatus: PubStatus | None = None
    """As the provider says it, before anybody asks whether an embargo has ended."""
    signals: tuple[Signal, ...] = ()
    editorial_note: str | None = None
    slugline: str | None = None
    genre: str | None = None
    subjects: tuple[Subject, ...] = ()
    copyright_holder: str | None = None
    usage_terms: str | None = None
    links: tuple[Link, ...] = ()


DESK_FIELDS = tuple(DeskFields.__dataclass_fields__)


@dataclass(frozen=True)
class Draft(DeskFields):
    """What a reader found in a page, before identity. None or empty: the page does not say.

    Without slots, as a reader makes a new one for each thing that it finds, and a `__dict__` is copied in one step.

    `provenance` names, for each field that was found, the rule that found it.
    """

    headline: str | None = None
    abstract: str | None = None
    paragraphs: tuple[str, ...] = ()
    """Each on one line, its words parted by single spaces."""
    authors: tuple[Author, ...] = ()
    byline: str | None = None
    dateline: Dateline | None = None
    tags: tuple[str, ...] = ()
    section: str | None = None
    images: tuple[Image, ...] = ()
    language: str | None = None
    published_at: datetime | None = None
    published_raw: str | None = None
    published_precision: Precision = "none"
    zone_basis: ZoneBasis = "none"
    modified_at: datetime | None = None
    embargoed_until: datetime | None = None
    embargoed_raw: str | None = None
    provider_version: str | None = None
    urgency: int | None = None
    label_id: str | None = None
    """The ID that a label in the text gives: `News ID: 75875`."""
    metadata_id: str | None = None
    """The ID that metadata or JSON-LD gives."""
    address_id: str | None = None
    """The ID that the address gives by a rule of the site's own."""
    canonical_link: str | None = None
    """What `<link rel=canonical>` or og:url gives, as printed."""
    page_kind: str | None = None
    """What kind of web page it is: `article`, `listing`."""
    agency_source: str | None = None
    """The agency that the text names as its own, `defapress`; stands in for a missing source."""
    provenance: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def warned(self, *warnings: str) -> Draft:
        """The draft with more warnings."""
        return self.with_found({}, warnings=(*self.warnings, *warnings)) if warnings else self

    def with_found(self, rules: Mapping[str, str], **fields: Any) -> Draft:
        """The draft with more fields, and the rules that found them."""
        assert fields.keys() <= self.__dict__.keys(), f"no fields of a draft: {fields.keys() - self.__dict__.keys()}"
        draft = object.__new__(Draft)
        draft.__dict__.update(self.__dict__, provenance={**self.provenance, **rules}, **fields)
        return draft


Calendar = Literal["gregorian", "jalali", "buddhist"]
"""Which years a site counts, where the figures do not tell it."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A place in a web page: a CSS selector, and the attribute to read there; None for the words of the element."""

    css: str
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class IdRule:
    """Where a site gives the ID of a story; exactly one of these is given."""

    selectors: tuple[Selector, ...] = ()
    """Places in its pages; the first that gives something."""
    url: str | None = None
    """An expression with one group, or one named `id`, that is searched in the whole address."""
    label: str | None = None
    """The words before it on a line: `Story no.`"""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a site's web pages look at a time, as far as the general rules do not see it."""

    until: date | None = None
    """The last day, UTC, on which pages that look so were fetched; None for the layout of today."""
    fields: tuple[tuple[str, tuple[Selector, ...]], ...] = ()
    """Places of a field, as the article calls it; of several the first that gives something."""
    drop: tuple[str, ...] = ()
    """CSS selectors of regions that are no part of the story, whatever they say."""
    dates: tuple[str, ...] = ()
    """How times are printed, in strptime's words: `%d.%m.%Y, %H.%M`. Empty: as anybody prints them."""
    calendar: Calendar | None = None
    news_id: IdRule | None = None


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What the general rules cannot know of one publisher; the declarations are in service/sites, or in files of one's
    own. Hosts match themselves and their subdomains; the profile with the longest matching host wins.
    """

    source_id: str
    hosts: tuple[str, ...] = ()
    time_zone: str | None = None
    """IANA name of the zone in which the site prints its times, where it prints none: `Asia/Tehran`."""
    agencies: tuple[str, ...] = ()
    """Names by which its own datelines call it, lower case: `defapress`."""
    dated_paths: tuple[tuple[str, str], ...] = ()
    """The name of a rule, and an expression with the groups year, month or name, and day: where an address in a form of
    its own holds the day.
    """
    layouts: tuple[Layout, ...] = ()
    """The newest first."""
    name: str | None = None
    """`dailyplanet-example@1f3c9a02`: names a profile of one's own and its content; None for one that comes with the desk."""

    def layout_on(self, fetched_at: datetime | None) -> Layout | None:
        """The layout of pages that were fetched then; of today's where nobody knows when. None where the site needs
        none.
        """
        found = None
        for layout in self.layouts:
            if layout.until is None or (fetched_at is not None and fetched_at.date() <= layout.until):
                found = layout
        return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a document offers for a field: what stands in the document, the rule that would take it for the
    field, and what speaks for or against it.
    """

    field: str
    """As the article calls it: `published_at`."""
    value: str
    """As printed."""
    rule: str
    line: int | None = None
    """Where it stands: the line of the text, from 1. None where it has no line: in the address, in a page's head."""
    note: str = ""
