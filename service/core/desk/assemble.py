"""The last step of parsing: a draft and its identity become a ParsedArticle, every field within its bounds. No page can
make it fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from copydesk.schemas.notices import Reason, Stage
from copydesk.schemas.parsed import Author, Dateline, Extraction, Image, Link, ParsedArticle, PubStatus, Subject
from copydesk.service.core.desk.identity import Identity
from copydesk.service.core.records import Draft, Page, Rejected
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.text.spelling import one_line

HEADLINE_CHARS = 1000
ABSTRACT_CHARS = 2000
LINE_CHARS = 300
URL_CHARS = 2048
MOST_PARTS = 50
"""No more tags, authors, images, subjects, links or warnings than this."""
URGENCIES = range(1, 9)

FIELD_OF_DRAFT = {"paragraphs": "body_text"}
"""What the article calls by another name than the draft."""

FOR_IDENTITY = frozenset({"label_id", "metadata_id", "address_id", "canonical_link", "agency_source"})
"""Parts of a draft that are only evidence for the article's identity."""


def assemble(
    draft: Draft,
    page: Page,
    identity: Identity,
    pubstatus: PubStatus,
    content_hash: str,
    site_profile: str | None = None,
) -> ParsedArticle | Rejected:
    """The article; Rejected `no_text` or `not_an_article` where there is no story to publish. To take one back needs no
    text. `site_profile` names the profile of one's own that it was read with.
    """
    if pubstatus != "canceled" and (rejected := _without_story(draft, page)):
        return rejected
    headline = _line(draft.headline, HEADLINE_CHARS)
    return ParsedArticle(
        guid=identity.guid,
        source_id=identity.source_id,
        news_id=identity.news_id,
        identity_method=identity.method,
        record_id=page.record_id,
        url=page.document.url,
        canonical_url=identity.canonical_url,
        headline=headline,
        abstract=_line(draft.abstract, ABSTRACT_CHARS),
        body_text="\n\n".join(draft.paragraphs),
        authors=_authors(draft.authors),
        byline=_line(draft.byline, LINE_CHARS),
        dateline=_dateline(draft.dateline),
        tags=_tags(draft.tags),
        section=_line(draft.section, LINE_CHARS),
        images=_images(draft.images),
        language=language_tag(draft.language),
        published_at=draft.published_at,
        published_raw=_line(draft.published_raw, LINE_CHARS),
        published_precision=draft.published_precision,
        zone_basis=draft.zone_basis,
        modified_at=_not_before(draft.modified_at, draft.published_at),
        pubstatus=pubstatus,
        embargoed_until=draft.embargoed_until,
        embargoed_raw=_line(draft.embargoed_raw, LINE_CHARS),
        signals=list(draft.signals),
        editorial_note=_line(draft.editorial_note, ABSTRACT_CHARS),
        provider_version=_line(draft.provider_version, LINE_CHARS),
        urgency=draft.urgency if draft.urgency in URGENCIES else None,
        slugline=_line(draft.slugline, LINE_CHARS),
        genre=_line(draft.genre, LINE_CHARS),
        subjects=_subjects(draft.subjects),
        copyright_holder=_line(draft.copyright_holder, LINE_CHARS),
        usage_terms=_line(draft.usage_terms, ABSTRACT_CHARS),
        links=_links(draft.links),
        fetched_at=page.fetched_at,
        ingested_at=page.ingested_at,
        content_hash=content_hash,
        extraction=_extraction(draft, page, identity, pubstatus, site_profile),
    )


def _without_story(draft: Draft, page: Page) -> Rejected | None:
    """A headline alone is a news flash in a wire's text; on a web page it is a shell that a script would have
    filled.
    """
    if draft.paragraphs or (draft.headline and page.media == "text"):
        return None
    if draft.headline:
        return Rejected(
            Reason.NO_TEXT, Stage.PARSE, "the page has a headline but no paragraph: is it filled by a script?"
        )
    return Rejected(Reason.NOT_AN_ARTICLE, Stage.PARSE, "the text has neither a headline nor a paragraph")


def _line(text: str | None, most: int) -> str | None:
    """On one line, cut at a word; None if nothing is left."""
    if not text:
        return None
    line = one_line(text[: most * 4])
    return line if 0 < len(line) <= most else (line[:most].rpartition(" ")[0] or line[:most]) if line else None


def _authors(authors: Iterable[Author]) -> list[Author]:
    named = ((_line(author.name, LINE_CHARS), _address(author.url)) for author in islice(authors, MOST_PARTS))
    return [Author(name=name, url=url) for name, url in named if name]


def _tags(tags: Iterable[str]) -> list[str]:
    lines = (_line(tag, LINE_CHARS) for tag in islice(tags, MOST_PARTS * 4))
    return list(islice(dict.fromkeys(line for line in lines if line), MOST_PARTS))


def _subjects(subjects: Iterable[Subject]) -> list[Subject]:
    lines = (
        Subject(
            code=_line(one.code, LINE_CHARS), scheme=_line(one.scheme, LINE_CHARS), name=_line(one.name, LINE_CHARS)
        )
        for one in islice(subjects, MOST_PARTS)
    )
    return [subject for subject in lines if subject.code or subject.name]


def _links(links: Iterable[Link]) -> list[Link]:
    lines = ((_line(link.rel, LINE_CHARS), _line(link.id, URL_CHARS)) for link in islice(links, MOST_PARTS))
    return [Link(rel=rel, id=other) for rel, other in lines if rel and other]


def _images(images: Iterable[Image]) -> list[Image]:
    addressed = ((_address(image.url), _line(image.caption, HEADLINE_CHARS)) for image in islice(images, MOST_PARTS))
    return [Image(url=url, caption=caption) for url, caption in addressed if url]


def _dateline(dateline: Dateline | None) -> Dateline | None:
    if dateline is None or len(dateline.text) <= LINE_CHARS:
        return dateline
    return None


def _address(url: str | None) -> str | None:
    return url if url and len(url) <= URL_CHARS and url.startswith(("http://", "https://")) else None


def _not_before(modified: datetime | None, published: datetime | None) -> datetime | None:
    return None if modified and published and modified < published else modified


def _of_status(draft: Draft, pubstatus: PubStatus) -> tuple[str, ...]:
    """What nobody should overlook who reads warnings only."""
    if pubstatus == "withheld":
        return ("embargoed",) if draft.embargoed_until else ("withheld",)
    return ("withdrawn",) if pubstatus == "canceled" else ()


def _extraction(
    draft: Draft, page: Page, identity: Identity, pubstatus: PubStatus, site_profile: str | None
) -> Extraction:
    warnings = dict.fromkeys((*page.warnings, *draft.warnings, *identity.warnings, *_of_status(draft, pubstatus)))
    found = {
        FIELD_OF_DRAFT.get(name, name): rule for name, rule in draft.provenance.items() if name not in FOR_IDENTITY
    }
    provenance = {"news_id": identity.rule} | found
    return Extraction(
        method=page.media,
        page_kind=draft.page_kind,
        site_profile=site_profile,
        provenance={name[:LINE_CHARS]: rule[:LINE_CHARS] for name, rule in islice(provenance.items(), MOST_PARTS)},
        warnings=[warning[:LINE_CHARS] for warning in islice(warnings, MOST_PARTS)],
    )
