"""What a story's own words say of its use, where no field does: signals, notes to editors, an embargo, a kill."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from copydesk.service.core.lines.signals import Mark, is_open_embargo, is_to_desks, is_to_editors, mark_of, slug_kills
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.times.embargoes import embargo_end_behind

MOST_ABOVE = 4
"""Words for editors stand among so many first paragraphs."""
MOST_LINES, _LONG, _TOP = 15, 100, 20_000
"""And above the first paragraph of a text, among so many lines."""
_OF_PAGES = ("update", "correction")
"""What a web page may say in its headline. It is not sent to newsrooms, and a film may be called `Kill`."""


def without_notes(page: Page, site: SiteProfile) -> Page:
    """The page as it is read: the lines above its story that speak to editors only are its notes, and blank, so that no
    reader takes the end of an embargo for a date, or such a line for the headline.
    """
    numbers = _notes_above(page, site)
    if not numbers:
        return page
    lines = page.text.split("\n")
    notes = tuple(lines[number].strip() for number in numbers)
    text = "\n".join("" if number in numbers else line for number, line in enumerate(lines))
    return replace(page, text=text, notes=notes)


def _notes_above(page: Page, site: SiteProfile) -> list[int]:
    """Where those lines stand in a text that is no object, no XML and no mail."""
    if page.media == "html" or page.raw is not None or page.text.lstrip()[:1] in "{[<^":
        return []
    found, seen = [], 0
    for number, line in enumerate(page.text[:_TOP].split("\n")):
        words = line.strip()
        if words.startswith("^"):
            return []  # ANPA, whose reader knows its own marks
        seen += bool(words)
        if seen > MOST_LINES or len(words) >= _LONG:
            break
        mark = mark_of(words) if words else None
        if mark and mark.alone and mark.kind in ("kill", "embargo") and _is_heard(mark, site):
            found.append(number)
    return found


def _is_heard(mark: Mark, site: SiteProfile) -> bool:
    """Words of an embargo without an end that anybody can read may be the story's."""
    return mark.kind != "embargo" or _end(mark, site) is not None or is_open_embargo(mark)


def with_status_words(draft: Draft, page: Page, site: SiteProfile) -> Draft:
    """The draft with what its headline, its slugline, the lines above its story and its first paragraphs say of this
    version; what says nothing else is no paragraph.
    """
    for note in page.notes:
        if mark := mark_of(note):
            draft = _marked(draft, mark, note, "note", site)
    headline = mark_of(draft.headline) if draft.headline else None
    if page.media == "html":
        return _signalled(draft, headline, "headline") if headline and headline.kind in _OF_PAGES else draft
    if headline:
        draft = _marked(draft, headline, draft.headline or "", "headline", site)
    if draft.slugline and slug_kills(draft.slugline):
        draft = _marked(draft, Mark("kill", alone=False, rest=""), "", "slugline", site)
    return _with_notes(draft, site)


def _with_notes(draft: Draft, site: SiteProfile) -> Draft:
    for paragraph in draft.paragraphs[:MOST_ABOVE]:
        if is_to_editors(paragraph) and not mark_of(paragraph):
            draft = _noted(draft.with_found({}, paragraphs=_without(draft.paragraphs, paragraph)), paragraph, "note")
            continue
        mark = Mark("update", alone=True, rest="") if is_to_desks(paragraph) else mark_of(paragraph)
        if mark is None or not mark.alone or not _is_heard(mark, site):
            continue
        others = draft.with_found({}, paragraphs=_without(draft.paragraphs, paragraph))
        draft = _marked(others, mark, paragraph, "note", site)
    return draft


def _marked(draft: Draft, mark: Mark, line: str, rule: str, site: SiteProfile) -> Draft:
    if mark.kind == "embargo":
        return _embargoed(draft, mark, rule, site)
    draft = _signalled(draft, mark, rule)
    return _noted(draft, line, rule) if mark.alone else draft


def _without(paragraphs: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(other for other in paragraphs if other is not one)


def _noted(draft: Draft, line: str, rule: str) -> Draft:
    if draft.editorial_note:
        return draft
    return draft.with_found({"editorial_note": rule}, editorial_note=line.strip(" *()[]"))


def _signalled(draft: Draft, mark: Mark, rule: str) -> Draft:
    if mark.kind == "embargo" or mark.kind in draft.signals:
        return draft
    return draft.with_found({"signals": draft.provenance.get("signals", rule)}, signals=(*draft.signals, mark.kind))


def _embargoed(draft: Draft, mark: Mark, rule: str, site: SiteProfile) -> Draft:
    """Until when, as a field of the format says it or else these words. Their time is not the publication's."""
    end = _end(mark, site)
    if draft.embargoed_until is None and end:
        draft = draft.with_found({"embargoed_until": rule}, embargoed_until=end[0], embargoed_raw=end[1])
    elif draft.embargoed_until is None and end is None and draft.pubstatus is None:
        draft = draft.with_found({"pubstatus": rule}, pubstatus="withheld")
    if end and draft.published_raw and end[1] == draft.published_raw:
        return draft.with_found(
            {}, published_at=None, published_raw=None, published_precision="none", zone_basis="none"
        )
    return draft


def _end(mark: Mark, site: SiteProfile) -> tuple[datetime, str] | None:
    return embargo_end_behind(mark.rest, zone=site.time_zone)
