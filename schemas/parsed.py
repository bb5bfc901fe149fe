"""ParsedArticle: what one document says, on `news.parsed`, before Copydesk knows whether the story is new."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from copydesk.schemas.base import ContentHash, Contract, Guid, NewsId, RecordId, Slug, UtcTime

IdentityMethod = Literal["hint", "label", "metadata", "url_id", "canonical_url", "content_hash"]
"""Which rung of the identity ladder gave `news_id`, from the most to the least certain."""

Precision = Literal["minute", "day", "none"]
ZoneBasis = Literal["offset", "zone_name", "hint", "site", "calendar", "page", "language", "none"]
"""From printed to inferred: `offset` and `zone_name` stand beside the time; `hint` is what the scraper knows of the source;
`site` is the home zone of the publisher or of its country's domain; `calendar` is Tehran for an Iranian date; `page` is the
offset of other times of the page; `language` is the one offset at which the text's language is at home.
"""

PAGE_KINDS = ("article", "listing", "collection", "product", "service", "documentation", "forum")
"""What a web page may be; more kinds may come."""
LET_THROUGH = ("article", "service", "documentation", "forum")
"""Kinds that become articles if nobody asks for others."""

PubStatus = Literal["usable", "withheld", "canceled"]
"""What a story may be used for, as in ninjs and NewsML-G2: to be published; not now; not any more, and what was published
of it is to be taken back.
"""
Signal = Literal["update", "correction", "kill", "advisory"]
"""What this version is to those before it. `advisory`: it speaks to editors, not to readers."""


class Author(Contract):
    """schema.org Person, as far as a page names one."""

    name: str
    url: str | None = None


class Geo(Contract):
    """A point on the earth, WGS 84, degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Dateline(Contract):
    """Where and when a story was filed, as its first line says: `TEHRAN, Apr. 17 (MNA) -`."""

    text: str
    """As printed."""
    place: str | None = None
    """The place as printed: `BUENOS AIRES, Argentina`."""
    date: str | None = None
    """The date as printed, most often without a year: `Apr. 17`."""
    agency: str | None = None
    """The agency, `MNA`: as printed but for its brackets; an acronym in Latin letters, and of a compound such as
    `tca/dpa` the wire that sends.
    """
    country_code: str | None = None
    """ISO 3166-1 alpha-2, only where the place leaves no doubt."""
    geo: Geo | None = None
    """Where that place is; only on articles, and only where the place leaves no doubt."""


class Image(Contract):
    """A picture that the page says belongs to the story."""

    url: str
    caption: str | None = None


class Subject(Contract):
    """What a story is about, by a code of a scheme; at least one of code, name and uri is given."""

    code: str | None = None
    """`15054000`, `medtop:20000822`: as the provider writes it."""
    scheme: str | None = None
    """Whose code it is: a URI, or the name that the provider gives it, `medtop`, `tobject`."""
    name: str | None = None
    uri: str | None = None
    """`http://cv.iptc.org/newscodes/mediatopic/20000822`; only on articles."""
    creator: str | None = None
    """Who says so: None for the provider, `copydesk` for what the desk drew from section, tags and codes."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    """How sure the desk is; None for what the provider says."""


class Link(Contract):
    """Another item that the provider ties to this one."""

    rel: str
    """How, by the name that the provider gives it: `seeAlso`, `translationOf`, `previousVersion`."""
    id: str
    """The other item's ID or address."""


class Extraction(Contract):
    """How the fields were found."""

    method: Literal["text", "html"]
    """Which reader read the document."""
    page_kind: str | None = None
    """What kind of web page it is: `article`, `service`, `documentation`, `forum`; others, such as `listing`, only where
    the desk lets them through. None for a document that is no web page.
    """
    site_profile: str | None = None
    """The site profile of the desk's own that it was read with, and a digest of it: `dailyplanet-example@1f3c9a02`. None where
    only profiles that come with Copydesk were.
    """
    provenance: dict[str, str] = Field(default={})
    """Field name -> the rule that gave it: `{"published_at": "label:Publish Date"}`."""
    warnings: list[str] = Field(default=[])
    """Short codes for what was odd, missing or left out: `page_clock_ignored`, `unknown_field:fetchedAt`."""
    reprocessed: bool = False
    """True for a version that brings no news: the same document, read anew by a better parser. Only on articles."""


class ParsedArticle(Contract):
    """A field that the document does not give is None or empty: a wrong value is worse than a missing one."""

    guid: Guid
    source_id: Slug
    """The publisher."""
    news_id: NewsId
    """The publisher's ID of the story; where it has none, one derived from the canonical URL or the content."""
    identity_method: IdentityMethod
    record_id: RecordId
    """The raw record that this was read from."""
    url: str | None = None
    """As the scraper gave it."""
    canonical_url: str | None = None
    """Without tracking parameters, AMP and mobile hosts: equal for equal pages."""

    headline: str | None = None
    """Plain text on one line."""
    abstract: str | None = None
    """The lead or summary that the publisher printed; never made up."""
    body_text: str
    """Paragraphs separated by a blank line, without labels, navigation, sign-off or comments."""
    authors: list[Author] = Field(default=[])
    byline: str | None = None
    """As printed: `By Poornima Gupta`."""
    dateline: Dateline | None = None
    tags: list[str] = Field(default=[])
    """The publisher's keywords, as printed, in order."""
    section: str | None = None
    """The publisher's section or category."""
    images: list[Image] = Field(default=[])
    language: str | None = None
    """BCP 47 tag, as the document or the scraper declares it."""

    pubstatus: PubStatus = "usable"
    """`withheld`: not to be published before `embargoed_until`, or, where that is None, before another version says so.
    `canceled`: to be taken back; `editorial_note` says why where the provider does, and `body_text` may be empty.
    """
    embargoed_until: UtcTime | None = None
    """Before this time nobody may publish the story; kept when the time has passed."""
    embargoed_raw: str | None = None
    """The words that `embargoed_until` was read from."""
    signals: list[Signal] = Field(default=[])
    """What the provider says of this version."""
    editorial_note: str | None = None
    """What the provider tells editors: why a story is taken back, what is corrected. Not for readers."""
    provider_version: str | None = None
    """The provider's own number of this version. `version` of the article counts what Copydesk has seen."""
    urgency: int | None = Field(default=None, ge=1, le=8)
    """The IPTC's editorial urgency: 1 flash, 4 normal, 8 least."""
    slugline: str | None = None
    """The name of the story among editors: `Harbour-bridge`."""
    genre: str | None = None
    """What kind of text it is: `Analysis`, `Interview`."""
    subjects: list[Subject] = Field(default=[])
    """What the provider's codes say that the story is about; the names alone are among `tags` too."""
    copyright_holder: str | None = None
    usage_terms: str | None = None
    """Under which terms the provider lets the story be used, in its words."""
    links: list[Link] = Field(default=[])
    """Other items that the provider names: earlier versions, translations, related stories."""

    published_at: UtcTime | None = None
    """First publication. With precision `day`: midnight UTC of the printed date. With zone basis `none`: the printed
    time read as UTC.
    """
    published_raw: str | None = None
    """The words that `published_at` was read from."""
    published_precision: Precision = "none"
    zone_basis: ZoneBasis = "none"
    """What the offset rests on: printed beside the time, named, hinted, the site's home zone, the calendar of the date, other
    times of the page, the language of the text, or nothing.
    """
    modified_at: UtcTime | None = None
    """Last change of the story that the publisher states; never the page's clock."""
    fetched_at: UtcTime | None = None
    ingested_at: UtcTime | None = None
    """The time of the raw Kafka record; of one that was sent again, that of its first sending."""

    content_hash: ContentHash
    """Equal for two crawls of one version of a story."""
    extraction: Extraction
