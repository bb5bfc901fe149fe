"""What the tagged wire formats (NITF, NewsML, ninjs) say of a story, in one shape, and that shape made a Draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from copydesk.schemas.parsed import Author, Dateline, Image, Link
from copydesk.service.core.addresses.story_uris import own_id
from copydesk.service.core.bylines.people import han_names, is_name
from copydesk.service.core.bylines.search import authors_in, begins_byline, read_byline
from copydesk.service.core.datelines.senders import is_sender, source_of_sender
from copydesk.service.core.datelines.told import told_dateline
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES, MARKED_SOURCES, SENDER_ZONES
from copydesk.service.core.lexicon.homes import ABROAD
from copydesk.service.core.lines.closings import closing_rule
from copydesk.service.core.lines.line import MOST_LINES
from copydesk.service.core.lines.paragraphs import paragraphs_of
from copydesk.service.core.lines.shape import ends_sentence
from copydesk.service.core.lines.signals import is_open_embargo, mark_of
from copydesk.service.core.lines.signoffs import is_closing
from copydesk.service.core.markup.xml import is_cut, root_name
from copydesk.service.core.page.text.reader import read_pages
from copydesk.service.core.records import DESK_FIELDS, DeskFields, Draft, Page, Rejected, SiteProfile
from copydesk.service.core.text.language import detect
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.text.spelling import key, one_line
from copydesk.service.core.times.dates import Moment, parse_moment
from copydesk.service.core.times.embargoes import embargo_end, embargo_end_behind
from copydesk.service.core.times.zones import Home
from copydesk.service.core.wires.openings import filed_within
from copydesk.service.core.wires.refusals import no_story
from copydesk.service.core.wires.story_ids import story_id
from copydesk.service.core.wires.typed import with_sender, without_rules

Times = tuple[tuple[str, str | None], ...]
"""Names of elements and what they say, the surest first."""


@dataclass(frozen=True, kw_only=True)
class NewsItem(DeskFields):
    """A story as an IPTC format gives it; None or empty where it does not."""

    rule: str
    headline: str | None = None
    abstract: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    """The words for people: `PORTLAND, March 4`."""
    located: str | None = None
    """The place for machines, where the story was written, whether or not it is printed."""
    credit: str | None = None
    """The agency as it wants to be named in print."""
    provider: str | None = None
    """Who sends the story."""
    created: Times = ()
    modified: Times = ()
    news_ids: tuple[str | None, ...] = ()
    """What may name the story, the surest first."""
    language: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    paragraphs: tuple[str, ...] = ()
    embargo: Times = ()
    """Until when the story may not be published."""
    released: Times = ()
    """From when on it may be: an embargo where that lies ahead of the publication, or of the document itself."""
    version: str | None = None
    urgency: str | None = None
    warnings: tuple[str, ...] = ()


MOST_CHARS = 500
"""A byline or dateline is not read further."""
MOST_BROKEN = 200_000
"""What cannot be parsed is not read further: it is read as a page, with rules that cost more than those for tags."""

_AND = re.compile(rf"\s*(?:[,;&/]|\b(?:{any_of(words_of(lambda lexicon: lexicon.bylines.ands))})\b)\s*")
SAMPLE = 2000
"""Characters that show the language of a story."""
_SOONER = timedelta(minutes=1)
"""A release that is no later than this is the publication itself."""

_COMPACT_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
# Under a story: the editors' initials `ab/cd`, or the agency `==Kyodo`.
_EDITORS = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,5}|={2,4}\s?\w{2,20}")
# And the agency's name behind the last full stop: `... it said. EFE`, `... it said (ANSA).`
_SIGNED = re.compile(r"\s(?:\((\w{2,12})\)\.?|(?<=[.!?\"”»)]\s)(\w{2,12}))\s?\Z")
_ROOT = re.compile(r"<[A-Za-z]")
_TAG = re.compile(r"<[^<>]{0,2000}>")
# A status but `usable`, in an attribute of NITF, NewsML 1 or NewsML-G2, or anything said of an embargo.
_STATUS = re.compile(
    r"(?:management-status|<(?:\w{1,20}:)?(?:pubStatus|Status)\s[^<>]{0,200}?(?:qcode|FormalName|uri|literal))"
    r"\s{0,9}=\s{0,9}[\"'](?!(?:[^\"'<>]{0,80}[:/])?usable[\"'])|<[^<>]{0,80}\bembargo",
    re.I,
)


_LONGEST_DAY, _BESIDE_DAY = 40, 6
_SIGNED_WITHIN, _LONGEST_BYLINE = 3, 120
_BELOW_STORY = frozenset({"rights", "rights-and-terms", "syndicated"})
_FOUND = (
    "headline",
    "abstract",
    "paragraphs",
    "authors",
    "byline",
    "dateline",
    "tags",
    "images",
    "language",
    "pubstatus",
    "signals",
    "editorial_note",
    "provider_version",
    "urgency",
    "slugline",
    "genre",
    "subjects",
    "copyright_holder",
    "usage_terms",
    "links",
    "metadata_id",
    "agency_source",
)


def draft_of_item(item: NewsItem, page: Page, site: SiteProfile) -> Draft:
    """The story as a Draft. A dateline that is printed in the story outranks the one in its metadata, and is taken
    off.
    """
    item = replace(
        item, byline=item.byline and item.byline[:MOST_CHARS], dateline=item.dateline and item.dateline[:MOST_CHARS]
    )
    item, paragraphs = _signed_above(item, _below_day(_story(item)))
    dateline, paragraphs = _dateline(item, paragraphs)
    byline, authors = _byline(item)
    news_id, refused = story_id(*item.news_ids)
    told = {name: getattr(item, name) for name in DESK_FIELDS}
    told["links"] = tuple(Link(rel=link.rel, id=own_id(link.id)) for link in item.links)
    draft = Draft(
        **told,
        headline=item.headline,
        abstract=item.abstract,
        paragraphs=paragraphs,
        authors=authors,
        byline=byline,
        dateline=dateline,
        tags=item.tags,
        images=item.images,
        language=item.language,
        provider_version=item.version,
        urgency=_urgency(item.urgency),
        metadata_id=news_id,
        agency_source=_source(item, dateline),
        warnings=(*item.warnings, *refused, *(("lines_cut",) if len(item.paragraphs) > MOST_LINES else ())),
    )
    found = {name: item.rule for name in _FOUND if getattr(draft, name)}
    home = _home(item, draft, site)
    draft = with_embargo(_with_times(replace(draft, provenance=found), item, page, home), item, page, home)
    return _with_note(draft, item, home)


def people_named(words: str) -> tuple[str, ...]:
    """The names of people in words that say nothing else: `Ada Lovelace and Mary d'Example`; not `VRG`, `desk.two`."""
    names = [one_line(part).strip(" .") for part in _AND.split(words[:MOST_CHARS])]
    if any(is_name(name) and not is_sender(name) for name in names):
        return tuple(name for name in names if is_name(name) and not is_sender(name))
    return han_names(words)


def read_broken(page: Page, site: SiteProfile) -> Draft | Rejected:
    """What names a wire format but cannot be parsed: its words, read as any text. Rejected where it is cut or tells a
    status: a story without it would be published that must not be.
    """
    if is_cut(page.text):
        return no_story(f"XML that breaks off: <{root_name(page.text)}> has no end")
    if _STATUS.search(page.text):
        return no_story(
            f"XML that is broken, or too large or too deep to read, with a status: <{root_name(page.text)}>"
        )
    begun = _ROOT.search(page.text)
    draft = read_pages(
        replace(page, text=_TAG.sub("\n", page.text[begun.start() if begun else 0 :][:MOST_BROKEN])), site
    )
    return replace(draft, warnings=(*draft.warnings, "xml_unreadable"))


def _story(item: NewsItem) -> tuple[str, ...]:
    """The paragraphs without the headline said again and the marks below the last."""
    lines = list(item.paragraphs[:MOST_LINES])
    if lines and item.headline and key(lines[0]) == key(item.headline):
        lines = lines[1:]
    while lines and _is_below_story(lines[-1]):
        lines.pop()
    return paragraphs_of(without_rules([*lines[:-1], _unsigned(lines[-1])] if lines else []))


def _below_day(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The story without a first line that prints a day and nothing else."""
    if len(paragraphs) < 2 or len(paragraphs[0]) > _LONGEST_DAY or not any(map(str.isdigit, paragraphs[0])):
        return paragraphs
    moment = parse_moment(paragraphs[0], zone=None, not_after=None)
    alone = moment is not None and len(paragraphs[0]) - len(moment.raw) <= _BESIDE_DAY
    return paragraphs[1:] if alone else paragraphs


def _signed_above(item: NewsItem, paragraphs: tuple[str, ...]) -> tuple[NewsItem, tuple[str, ...]]:
    """A byline that has a paragraph to itself above the story is none of it, and the item's where it gives no other."""
    at = next((at for at, paragraph in enumerate(paragraphs[:_SIGNED_WITHIN]) if _is_byline(paragraph)), None)
    if at is None or len(paragraphs) == 1:
        return item, paragraphs
    others = (*paragraphs[:at], *paragraphs[at + 1 :])
    return (item if item.byline else replace(item, byline=one_line(paragraphs[at]))), others


def _is_byline(paragraph: str) -> bool:
    """`By Ada Lovelace`, with whatever office behind it, and no sentence."""
    if len(paragraph) > _LONGEST_BYLINE or ends_sentence(paragraph):
        return False
    found = read_byline(paragraph)
    return found is not None and bool(found[1])


def _is_below_story(line: str) -> bool:
    """Editors' initials, the agency, whose rights the story is, where it appeared first."""
    if len(line) <= 40 and (is_closing(line) or _EDITORS.fullmatch(line) or _signs(line)):
        return True
    return closing_rule(line) in _BELOW_STORY


def _signs(line: str) -> bool:
    """Whether a line is an agency's name between strokes or brackets: `/ritzau/`."""
    return line[0] + line[-1] in ("//", "()") and key(line[1:-1]) in MARKED_SOURCES


def _unsigned(paragraph: str) -> str:
    signed = _SIGNED.search(paragraph[-40:])
    return (
        paragraph[: len(paragraph) - len(signed[0])]
        if signed and key(signed[1] or signed[2]) in AGENCY_SOURCES
        else paragraph
    )


def _dateline(item: NewsItem, paragraphs: tuple[str, ...]) -> tuple[Dateline | None, tuple[str, ...]]:
    told = told_dateline(item.dateline, item.located, item.credit and item.credit.rstrip(" -–—"))
    found = filed_within(paragraphs, item.located)
    if found is None:
        return with_sender(told, item.provider), paragraphs
    filed, index = found
    missing = {"place": told.place, "agency": told.agency} if told else {}
    added = {name: value for name, value in missing.items() if value and not getattr(filed.dateline, name)}
    printed = with_sender(filed.dateline.model_copy(update=added), item.provider)
    behind = paragraphs[index][filed.end :]
    return printed, paragraphs_of((*paragraphs[:index], behind, *paragraphs[index + 1 :]))


def _byline(item: NewsItem) -> tuple[str | None, tuple[Author, ...]]:
    """Agencies put editors' initials and subtitles into the byline as well: it must begin as one or hold a name."""
    line = one_line(item.byline) if item.byline else ""
    people = authors_in(line)
    marked = tuple(Author(name=name) for name in item.authors)
    read = (read_byline(line) or (line, people))[1]
    names = marked if len(marked) > len(read) else read
    capitals = sum(word[:1].isupper() for word in line.split())
    holds_names = bool(people) or begins_byline(line) or (capitals > 1 and 2 * capitals >= len(line.split()))
    return (line if line and holds_names else None), names


def _urgency(text: str | None) -> int | None:
    return int(text) if text and len(text.strip()) == 1 and text.strip().isascii() and text.strip().isdigit() else None


def _source(item: NewsItem, dateline: Dateline | None) -> str | None:
    """The source ID of whoever sends the story, by the name that the lexicon knows if one does."""
    names = [name for name in (item.credit, item.provider, dateline.agency if dateline else None) if name]
    known = next((name for name in names if is_sender(name)), names[0] if names else None)
    return source_of_sender(known) if known else None


def _home(item: NewsItem, draft: Draft, site: SiteProfile) -> Home:
    """The site's zone, else the one zone of the agency that sends, else that of the language."""
    sender = next((name for name in (item.provider, item.credit) if is_sender(name)), None)
    zone = site.time_zone or SENDER_ZONES.get((source_of_sender(sender) if sender else None) or "")
    return Home(zone, lambda: _language(draft))


def _language(draft: Draft) -> str | None:
    """As declared, but for countries with another zone than the language's; else as the text shows it."""
    tag = language_tag(draft.language)
    if tag in ABROAD:
        return None
    return tag.partition("-")[0] if tag else detect("\n".join(draft.paragraphs)[:SAMPLE])[0]


def _with_times(draft: Draft, item: NewsItem, page: Page, home: Home) -> Draft:
    if published := _first_moment(item.created, page, home):
        name, moment = published
        draft = draft.with_found({"published_at": f"{item.rule}:{name}"}, **moment.as_published())
    modified = _first_moment(item.modified, page, home)
    if modified is None or (draft.published_at and modified[1].at <= draft.published_at):
        return draft
    return draft.with_found({"modified_at": f"{item.rule}:{modified[0]}"}, modified_at=modified[1].at)


def with_embargo(draft: Draft, item: NewsItem, page: Page, home: Home) -> Draft:
    """An embargo whose end nobody can read holds until another version says otherwise."""
    given = [(name, text.strip()) for name, text in item.embargo if text is not None]
    released = [(name, text.strip()) for name, text in item.released if text and text.strip()]
    ends = [(name, end) for name, text in (*given, *released) if (end := _end(text, home))]
    if not given and not ends:
        return draft
    if not given and not _lies_ahead(ends[0][1][0], draft, page):
        return draft if draft.published_at else _published_when_released(draft, item, page, home)
    if not ends:
        return draft.with_found(
            {"pubstatus": f"{item.rule}:{given[0][0]}"},
            pubstatus=draft.pubstatus if draft.pubstatus == "canceled" else "withheld",
        )
    name, (at, raw) = ends[0]
    return draft.with_found({"embargoed_until": f"{item.rule}:{name}"}, embargoed_until=at, embargoed_raw=raw)


def _with_note(draft: Draft, item: NewsItem, home: Home) -> Draft:
    """A note to editors may say what no field does: that the story is taken back, or has to wait."""
    mark = mark_of(item.editorial_note) if item.editorial_note else None
    rule = f"{item.rule}:note"
    if mark is None or mark.kind not in ("kill", "embargo"):
        return draft
    if mark.kind == "kill":
        killed = draft if "kill" in draft.signals else draft.with_found({}, signals=(*draft.signals, "kill"))
        return killed.with_found({"signals": draft.provenance.get("signals", rule)})
    if draft.embargoed_until or draft.pubstatus == "canceled":
        return draft
    if end := embargo_end_behind(mark.rest, zone=home.zone, language=home.language):
        return draft.with_found({"embargoed_until": rule}, embargoed_until=end[0], embargoed_raw=end[1])
    return draft.with_found({"pubstatus": rule}, pubstatus="withheld") if is_open_embargo(mark) else draft


def _end(text: str, home: Home) -> tuple[datetime, str] | None:
    return embargo_end(_dashed(text), zone=home.zone, language=home.language)


def _lies_ahead(released: datetime, draft: Draft, page: Page) -> bool:
    """Whether a story came before the time from which it may be used."""
    came = draft.published_at or page.fetched_at or page.ingested_at
    return came is not None and released > came + _SOONER


def _published_when_released(draft: Draft, item: NewsItem, page: Page, home: Home) -> Draft:
    released = _first_moment(item.released, page, home)
    if released is None:
        return draft
    return draft.with_found({"published_at": f"{item.rule}:{released[0]}"}, **released[1].as_published())


def _first_moment(times: Times, page: Page, home: Home) -> tuple[str, Moment] | None:
    given = ((name, _moment(text.strip(), page, home)) for name, text in times if text)
    return next(((name, moment) for name, moment in given if moment), None)


def _moment(text: str, page: Page, home: Home) -> Moment | None:
    return parse_moment(_dashed(text), zone=home.zone, not_after=page.fetched_at, language=home.language)


def _dashed(text: str) -> str:
    """`20190304` is a day in these formats: the compact form of ISO 8601."""
    return _COMPACT_DAY.sub(r"\1-\2-\3", text[:100])
