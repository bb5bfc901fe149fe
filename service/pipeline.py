"""The page to read first: what happens to a document, step by step. Pure: no Kafka, clock, environment, logging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Duplicate, Reason, Stage
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.complete import with_hints, with_late_day, with_own_name
from copydesk.service.core.copies.messages import sketch_messages
from copydesk.service.core.datelines.reader import agency_source_of
from copydesk.service.core.desk.assemble import assemble
from copydesk.service.core.desk.content_hash import content_hash
from copydesk.service.core.desk.dedupe import Done, Place, Publish, Repeat, RepeatKind, Seen, Version, decide
from copydesk.service.core.desk.differences import changes
from copydesk.service.core.desk.erasure import carried_out, order_in, without
from copydesk.service.core.desk.identity import identify
from copydesk.service.core.desk.outgoing import (
    Outgoing,
    event_message,
    outgoing_of_parse,
    raw_origin_of,
    raw_time_of,
    read_before_of,
)
from copydesk.service.core.desk.status import hash_with_status, pubstatus_of
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.readers import read_text
from copydesk.service.core.records import HOUSE_POLICY, Draft, Page, Policy, Record, Rejected, SiteProfile, Sites
from copydesk.service.core.status_words import with_status_words, without_notes
from copydesk.service.core.times.zones import known_zone
from copydesk.service.enrichers import ENRICHERS, Enricher, enrich
from copydesk.service.sites import BUILT_IN


def parse_record(record: Record, max_bytes: int, policy: Policy = HOUSE_POLICY) -> ParsedArticle | Rejected:
    """What a raw record says, as an article, or why it says nothing that this house lets through. Never raises."""
    try:
        return _parse(record, max_bytes, policy)
    except Exception as error:
        return bug(Stage.PARSE, error)


def parse_outgoing(record: Record, max_bytes: int, policy: Policy = HOUSE_POLICY) -> Outgoing:
    """One record of `raw` into what the parse agent sends."""
    return outgoing_of_parse(parse_record(record, max_bytes, policy), record)


def _parse(record: Record, max_bytes: int, policy: Policy) -> ParsedArticle | Rejected:
    page = decode(record, max_bytes)
    if isinstance(page, Rejected):
        return page
    site = choose_site(page, policy.sites)
    page = without_notes(page, site)
    draft = read(page, site)
    return draft if isinstance(draft, Rejected) else article_of(completed(draft, page, site), page, site, policy)


def article_of(draft: Draft, page: Page, site: SiteProfile, policy: Policy) -> ParsedArticle | Rejected:
    """A complete draft as an article, with the ID that names its story; Rejected if the house lets no such thing
    through.
    """
    if draft.page_kind is not None and draft.page_kind not in policy.kinds:
        return Rejected(Reason.NOT_AN_ARTICLE, Stage.PARSE, f"the page is no story but of the kind: {draft.page_kind}")
    pubstatus = pubstatus_of(draft, page.came_at or page.ingested_at or page.fetched_at)
    if pubstatus == "withheld" and draft.embargoed_until and policy.embargo == "reject":
        return Rejected(
            Reason.EMBARGOED, Stage.PARSE, f"not to be published before {draft.embargoed_until.isoformat()}"
        )
    digest = content_hash(draft)
    identity = identify(draft, page, site, digest)
    if isinstance(identity, Rejected):
        return identity
    return assemble(draft, page, identity, pubstatus, hash_with_status(digest, draft, pubstatus), site.name)


def completed(draft: Draft, page: Page, site: SiteProfile) -> Draft:
    """What the page says, corrected by what the scraper knows, completed by what its words to editors, dateline and
    address show.
    """
    draft = with_own_name(draft, page, site)
    return with_late_day(
        with_status_words(with_hints(draft, page.document.hints, page.fetched_at), page, site), page, site
    )


def choose_site(page: Page, sites: Sites | None = None) -> SiteProfile:
    """The publisher's profile of these sites, with the home zone that the scraper hints, if it does."""
    site, hinted = _site_of(page, sites or BUILT_IN), known_zone(page.document.hints.time_zone)
    return replace(site, time_zone=hinted) if hinted else site


def _site_of(page: Page, sites: Sites) -> SiteProfile:
    """By what the scraper says, by the address, or by the agency that the text names as its own."""
    source_id = sites.source_at(page.source_host) if page.source_host else page.document.source_id
    site = sites.site_for(source_id, page.document.url)
    if site.source_id or page.media == "html":
        return site
    return sites.site_for(None, None, agency_source_of(page.text))


def read(page: Page, site: SiteProfile) -> Draft | Rejected:
    """By the reader for its kind of text; Rejected where that is a format without stories, or one that nobody reads."""
    return read_html(page, site) if page.media == "html" else read_text(page, site)


def edit_article(
    parsed: ParsedArticle,
    seen: Seen | None,
    place: Place,
    *,
    remember: timedelta | None = None,
    enrichers: Sequence[Enricher] = ENRICHERS,
) -> tuple[Article | Duplicate | Done, Seen]:
    """What a parsed article is to the desk that remembers `seen` of its story, and what it remembers then.

    The same answer for the same place whenever it runs; that is what makes a replay after a crash harmless. A story of
    which nothing came for longer than `remember` is new again. Of a story that was erased, what came before is Done.
    """
    decision, after = decide(parsed, seen, place, remember)
    match decision:
        case Publish(version, first_seen_at):
            read = parsed if place.read_before is None else _reprocessed(parsed)
            return _article(read, version, first_seen_at, enrichers), after
        case Repeat(kind, of):
            return _notice(parsed, kind, of, place), after
        case Done():
            return decision, after


Edited = tuple[Outgoing | None, Seen | None]
"""What the edit agent sends for a record, None for what needs no outcome any more, and what it remembers then of the story."""


def edit_record(
    record: Record,
    seen: Seen | None,
    *,
    remember: timedelta | None = None,
    enrichers: Sequence[Enricher] = ENRICHERS,
    copies: int = 0,
) -> Edited | Rejected:
    """One record of `parsed`, an article or an order to forget one, into what the edit agent sends and remembers.

    `copies` is how many partitions `sketches` has; with 0 nobody looks for copies, and no sketch of a version is sent.
    """
    order = order_in(record)
    if order is not None:
        return carried_out(order, copies), without(seen, record.origin.offset)
    # Checked although our own parser wrote it: to trust it and to build its parts in Python takes as long.
    try:
        parsed = ParsedArticle.model_validate_json(record.value or b"")
    except ValidationError as error:
        return Rejected(Reason.BAD_SCHEMA, Stage.EDIT, f"not a ParsedArticle: {error.errors()[0]['msg']}")
    if record.key != parsed.guid.encode():
        return Rejected(Reason.BAD_SCHEMA, Stage.EDIT, f"the key is not the guid {parsed.guid}")
    raw_origin = raw_origin_of(record.headers)
    try:
        headers = record.headers
        place = Place(record.origin.offset, raw_origin or "", raw_time_of(headers), read_before_of(headers))
        outcome, after = edit_article(parsed, seen, place, remember=remember, enrichers=enrichers)
        if isinstance(outcome, Done):
            return None, after
        message = event_message(outcome, raw_origin or str(record.origin), record.headers)
        along = sketch_messages(outcome) if copies and isinstance(outcome, Article) else ()
        return replace(message, along=along), after
    except Exception as error:
        return bug(Stage.EDIT, error)


def first_version(parsed: ParsedArticle, enrichers: Sequence[Enricher] = ENRICHERS) -> Article:
    """The article that a document would make if nothing were known of its story."""
    outcome, _ = edit_article(parsed, None, Place(0, ""), enrichers=enrichers)
    assert isinstance(outcome, Article)
    return outcome


_REQUIRED: dict[str, Any] = {name: None for name, field in Article.model_fields.items() if field.is_required()}
_BLANK = Article.model_construct(**_REQUIRED)
"""To be copied and filled, in half the time of `model_construct`, which asks each field for its default."""


def _article(
    parsed: ParsedArticle, version: Version, first_seen_at: datetime | None, enrichers: Sequence[Enricher]
) -> Article:
    # The parsed article is valid already: only what the desk adds is new.
    added = {
        "version": version.number,
        "first_seen_at": first_seen_at,
        "changed_fields": list(version.changed),
        "previous_content_hash": version.previous_content_hash,
        "changes": changes(parsed, version.changed, version.edits),
    }
    return _BLANK.model_copy(update=parsed.__dict__ | added | enrich(parsed, enrichers))


def _reprocessed(parsed: ParsedArticle) -> ParsedArticle:
    return parsed.model_copy(update={"extraction": parsed.extraction.model_copy(update={"reprocessed": True})})


def _notice(parsed: ParsedArticle, kind: RepeatKind, of: Version, place: Place) -> Duplicate:
    return Duplicate(
        record_id=parsed.record_id,
        guid=parsed.guid,
        duplicate_of=of.record_id,
        version=of.number,
        kind=kind,
        detected_at=place.came_at or parsed.ingested_at,
    )


def bug(stage: Stage, error: Exception) -> Rejected:
    """A bug of ours, RecursionError among them: one document must not stop its partition."""
    if isinstance(error, MemoryError):
        return Rejected(Reason.CRASHED, stage, "needs more memory than there is")
    return Rejected(Reason.INTERNAL, stage, f"{type(error).__name__}: {error}"[:499])
