"""What completes a reader's draft: what the scraper knows for certain, and the day that a dateline or an address
tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from copydesk.schemas.raw import LATEST_HINT, Hints
from copydesk.service.core.addresses.labelled import id_behind
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.times.dates import midnight, parse_moment
from copydesk.service.core.times.url_dates import day_of_address
from copydesk.service.core.times.zones import known_zone

MOST_TEXT, MOST_ADDRESS = 100_000, 2_048


def with_hints(draft: Draft, hints: Hints, fetched_at: datetime | None) -> Draft:
    """The draft with the hinted headline, time and language; the hint's ID is the identity ladder's business. A time long after the
    fetch is left out.
    """
    if not hints.model_fields_set:
        return draft
    if hints.published_at and fetched_at and hints.published_at - fetched_at > LATEST_HINT:
        hints = hints.model_copy(update={"published_at": None})
        draft = draft.warned("hints.published_at_in_the_future")
    language = hints.language if language_tag(hints.language) else None
    given = {"headline": hints.headline, "published_at": hints.published_at, "language": language}
    found = {name: value for name, value in given.items() if value}
    draft = _with_zone(draft.with_found(dict.fromkeys(found, "hint"), **found), hints.time_zone)
    if hints.published_at is None:
        return draft
    return replace(
        draft,
        published_raw=hints.published_at.isoformat(),
        published_precision="minute",
        zone_basis="offset",
    )


def _with_zone(draft: Draft, hinted: str | None) -> Draft:
    """The draft that says that its home zone was hinted, or that there is no such zone."""
    if hinted and not known_zone(hinted):
        return replace(draft, warnings=(*draft.warnings, "unknown_time_zone"))
    return replace(draft, zone_basis="hint") if hinted and draft.zone_basis == "site" else draft


def with_own_name(draft: Draft, page: Page, site: SiteProfile) -> Draft:
    """The draft with the ID that the site's own rule finds in the address, or in a text behind the label."""
    layout = site.layout_on(page.fetched_at)
    rule = layout.news_id if layout else None
    if rule is None:
        return draft
    if rule.url:
        found = _in_address(rule.url, page.document.url or "")
        return draft.with_found({}, address_id=found) if found else draft.warned("site_selector_empty:news_id")
    if rule.label and page.media == "text":
        found = id_behind(rule.label, page.text[:MOST_TEXT].split("\n"))
        return draft.with_found({"label_id": "site:news_id"}, label_id=found) if found else draft
    return draft


def _in_address(expression: str, url: str) -> str | None:
    found = re.search(expression, url[:MOST_ADDRESS])
    return (found["id"] if "id" in found.re.groupindex else found[1]) if found else None


def with_late_day(draft: Draft, page: Page, site: SiteProfile) -> Draft:
    """The draft with a day of publication, where the document gave no time and something else tells the day."""
    if draft.published_at is not None:
        return draft
    return _of_dateline(draft, page, site) or _of_url(draft, page, site) or draft


def _of_dateline(draft: Draft, page: Page, site: SiteProfile) -> Draft | None:
    printed = draft.dateline.date if draft.dateline else None
    moment = parse_moment(printed, zone=site.time_zone, not_after=page.fetched_at) if printed else None
    return _dated(draft, moment.at, moment.raw, "dateline") if moment and moment.precision == "day" else None


def _of_url(draft: Draft, page: Page, site: SiteProfile) -> Draft | None:
    found = day_of_address(page, site)
    if found is None:
        return None
    day, printed, rule = found
    return replace(
        _dated(draft, midnight(day), printed, f"url:{rule}"), warnings=(*draft.warnings, "published_from_url")
    )


def _dated(draft: Draft, at: datetime, printed: str, rule: str) -> Draft:
    return draft.with_found(
        {"published_at": rule}, published_at=at, published_raw=printed, published_precision="day", zone_basis="none"
    )
